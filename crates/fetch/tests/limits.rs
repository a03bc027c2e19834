//! What servers may cost: size, swelling, time; and what they send in old charsets, packed, or as dumps.

mod server;

use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use mahdar_fetch::{Got, Limits, Refusal, Walk};
use mahdar_source::{Item, Options};
use server::{Reply, Server, page, reply};

fn limits() -> Limits {
    Limits { pause: Duration::ZERO, wait: Duration::from_secs(4), size: 100_000, ..Limits::default() }
}

fn fetch(server: &Server, path: &str) -> Vec<Result<Item, Refusal>> {
    let walk = Walk::new([server.url(path)], limits(), Options::default(), |_| None, Arc::default());
    let report = |got| match got {
        Ok(Got::Report { item, .. }) => Some(Ok(*item)),
        Ok(_) => None,
        Err(refusal) => Some(Err(refusal)),
    };
    walk.filter_map(report).collect()
}

fn refused(server: &Server, path: &str) -> String {
    let mut got = fetch(server, path);
    assert_eq!(got.len(), 1);
    let refusal = got.remove(0).unwrap_err().to_string();
    assert!(refusal.starts_with(&format!("{}: ", server.url(path))), "{refusal}");
    refusal
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn server(handler: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Server {
    Server::new(move |r| if r.path == "/robots.txt" { reply(404, "text/plain", "") } else { handler(&r.path) })
}

#[test]
fn what_is_too_large_is_refused_with_and_without_a_length() {
    let server = server(|path| Reply { unsaid: path == "/unsaid", ..reply(200, "text/html", vec![b' '; 200_000]) });
    for path in ["/said", "/unsaid"] {
        assert!(refused(&server, path).contains("it is larger than 100000 bytes, the limit for one answer; give --max-size"), "{path}");
    }
}

#[test]
fn what_swells_is_refused_and_what_is_packed_is_read() {
    // made before it is asked for: packing takes longer than the server may
    let bomb = gzip(&vec![b' '; 20_000_000]);
    assert!(bomb.len() < 100_000, "it is small on the wire");
    let server = server(move |path| match path {
        "/bomb" => reply(200, "text/html", bomb.clone()).with("Content-Encoding: gzip"),
        _ => reply(200, "text/html", gzip(page("الحقول").as_bytes())).with("Content-Encoding: gzip"),
    });
    assert!(refused(&server, "/bomb").contains("larger than 100000 bytes unpacked"));
    let item = fetch(&server, "/page").remove(0).unwrap();
    assert_eq!((item.meta.title.as_deref(), item.raw.as_slice()), (Some("الحقول"), page("الحقول").as_bytes()), "kept unpacked");
    assert!(server.asked().iter().all(|r| r.header("accept-encoding") == Some("gzip")));
}

#[test]
fn a_slow_server_costs_its_time_and_no_more() {
    let server = server(|path| match path {
        "/cut" => Reply { cut: 20, ..reply(200, "text/html", page("الحقول")) },
        _ => Reply { wait: Duration::from_secs(30), ..reply(200, "text/html", page("الحقول")) },
    });
    let begun = Instant::now();
    let refusal = refused(&server, "/slow");
    assert!(refusal.contains("its server did not answer whole within 4 s; "), "{refusal}");
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert!(fetch(&server, "/cut").remove(0).is_err(), "half a page is no page");
}

#[test]
fn a_server_that_is_not_there_is_named_with_the_remedy() {
    let gone = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/1.html", listener.local_addr().unwrap())
    };
    let refusal = Walk::new([&gone], limits(), Options::default(), |_| None, Arc::default()).next().unwrap().unwrap_err().to_string();
    assert!(refusal.starts_with(&format!("{gone}: its server cannot be reached; ")), "{refusal}");
    let server = server(|path| reply(path.trim_start_matches('/').parse().unwrap(), "text/html", ""));
    for (path, words) in
        [("/404", "no such page"), ("/403", "not give it to programs"), ("/500", "fails (status 500)"), ("/418", "which is no page")]
    {
        assert!(refused(&server, path).contains(words), "{path}");
    }
}

#[test]
fn charsets_of_the_header_dumps_and_texts_are_read() {
    let server = server(|path| match path {
        "/1256.html" => {
            let bytes = encoding_rs::WINDOWS_1256.encode(&page("الحقول")).0.into_owned();
            reply(200, "text/html; charset=windows-1256", bytes)
        }
        "/odd.html" => {
            // a byte that no text has: only the header says what the page is in
            let mut bytes = encoding_rs::WINDOWS_1256.encode(&page("الحقول")).0.into_owned();
            let at = bytes.windows(6).position(|w| w == b"</body").unwrap();
            bytes.splice(at..at, *b"\x01\x02");
            reply(200, "text/html; charset=windows-1256", bytes)
        }
        "/dump.jsonl.gz" => reply(
            200,
            "application/gzip",
            gzip("{\"text\": \"قال الوزير إن الوفد وصل.\"}\n{\"text\": \n{\"text\": \"قال السفير إن اللقاء تأجل.\"}\n".as_bytes()),
        ),
        "/large.jsonl" | "/said.jsonl" => Reply {
            unsaid: path == "/large.jsonl",
            ..reply(200, "text/plain", "{\"text\": \"قال الوزير إن الوفد وصل.\"}\n".repeat(3000))
        },
        "/note" => reply(200, "text/plain; charset=utf-8", "قال الوزير إن الوفد وصل إلى المدينة."),
        _ => reply(200, "text/html", "<html><body><p>Nothing in Arabic stands on this page, only English words.</p></body></html>"),
    });
    for path in ["/1256.html", "/odd.html"] {
        let item = fetch(&server, path).remove(0).unwrap();
        assert_eq!((item.charset.as_str(), item.meta.title.as_deref()), ("windows-1256", Some("الحقول")), "{path}");
    }
    let dump = fetch(&server, "/dump.jsonl.gz");
    assert_eq!(dump.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(dump[2].as_ref().unwrap().place, server.url("/dump.jsonl.gz:3"));
    assert!(refused(&server, "/said.jsonl").contains("larger than 100000 bytes, the limit"));
    let mut large = fetch(&server, "/large.jsonl");
    assert!((100..3000).contains(&large.len()), "what came before the limit is read: {}", large.len());
    let told = large.pop().unwrap().unwrap_err().to_string();
    assert!(told.contains("larger than the limit for one answer; give --max-size"), "{told}");
    assert_eq!(fetch(&server, "/note").remove(0).unwrap().media, "text/plain");
    assert!(refused(&server, "/english.html").contains("it is not Arabic"));
}
