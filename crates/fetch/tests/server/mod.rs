//! A server of one test, on a port of its own: what it answers is a function of the request, and every request is kept with its time.
#![allow(dead_code)] // each test takes what it needs

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What was asked.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) path: String,
    /// Lines of the head, in small letters.
    pub(crate) head: Vec<String>,
    pub(crate) at: Instant,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
    }
}

/// What is answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: Vec<String>,
    pub(crate) body: Vec<u8>,
    /// Before the body.
    pub(crate) wait: Duration,
    /// Whether the length is left unsaid, so that the end of the connection is the end of the body.
    pub(crate) unsaid: bool,
    /// Bytes of the body that are never sent.
    pub(crate) cut: usize,
}

pub(crate) fn reply(status: u16, media: &str, body: impl Into<Vec<u8>>) -> Reply {
    Reply { status, head: vec![format!("Content-Type: {media}")], body: body.into(), ..Reply::default() }
}

pub(crate) fn to(place: &str) -> Reply {
    Reply { status: 302, head: vec![format!("Location: {place}")], ..Reply::default() }
}

impl Reply {
    pub(crate) fn with(mut self, line: &str) -> Self {
        self.head.push(line.to_owned());
        self
    }
}

type Handler = Arc<dyn Fn(&Request) -> Reply + Send + Sync>;

pub(crate) struct Server {
    pub(crate) root: String,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Starts it; it runs as long as the test.
    pub(crate) fn new(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let root = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, handler): (_, Handler) = (Arc::clone(&asked), Arc::new(handler));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, handler) = (Arc::clone(&log), Arc::clone(&handler));
                std::thread::spawn(move || answer(stream, &log, &handler));
            }
        });
        Self { root, asked }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    pub(crate) fn asked(&self) -> Vec<Request> {
        self.asked.lock().unwrap().clone()
    }

    /// Paths in the order in which they were asked for.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|r| r.path).collect()
    }
}

fn answer(mut stream: TcpStream, log: &Mutex<Vec<Request>>, handler: &Handler) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let path = first.split_whitespace().nth(1).unwrap_or("/").to_owned();
    let head = lines.take_while(|line| !line.is_empty()).map(|line| line.to_ascii_lowercase()).collect();
    let request = Request { path, head, at: Instant::now() };
    log.lock().unwrap().push(request.clone());
    let reply = handler(&request);
    let mut head = vec![format!("HTTP/1.1 {} X", reply.status), "Connection: close".to_owned()];
    head.extend(reply.head.iter().cloned());
    if !reply.unsaid && reply.status != 304 {
        head.push(format!("Content-Length: {}", reply.body.len()));
    }
    // whoever has enough goes away in the middle, which is no failure of the server
    let _ = stream.write_all(format!("{}\r\n\r\n", head.join("\r\n")).as_bytes()).and_then(|()| {
        stream.flush()?;
        std::thread::sleep(reply.wait);
        stream.write_all(&reply.body[..reply.body.len() - reply.cut])
    });
}

/// A page of this title, with a report of its own.
pub(crate) fn page(title: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title></head><body><article class=\"article-body\"><h1>{title}</h1>\
         <p>قال وزير الزراعة النرويجي لارس هولم إن بلاده سترسل بذوراً جديدة إلى المزارعين في الأسابيع المقبلة، وإن اللجان بدأت عملها في {title}.</p>\
         <p>وأضاف هولم أن الوزارة ستنشر نتائج الموسم في الخريف، بعد أن تنتهي الفرق من قياس المحصول في الحقول كلها.</p></article></body></html>"
    )
}

/// A feed that leads to these addresses.
pub(crate) fn feed(links: &[&str]) -> String {
    let item = |link: &&str| format!("<item><title>خبر</title><link>{link}</link></item>");
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>الميناء</title>{}</channel></rss>",
        links.iter().map(item).collect::<String>()
    )
}
