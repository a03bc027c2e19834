//! Web archives. In: records, one after the other, of an unpacked WARC. Out: an [`Item`] for each Arabic page in them; what is no page, or no Arabic,
//! is counted as passed by. A file that is cut gives all before the cut, then a [`Problem`] with the place of the record.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::http;
use crate::item::Item;
use crate::members::Members;
use crate::meta::Meta;
use crate::options::Options;
use crate::page::Page;
use crate::problem::Problem;

/// Bytes of the head of a record, or of an HTTP answer.
const HEAD: u64 = 256 << 10;

/// Items of a web archive.
pub(crate) struct Warc {
    input: BufReader<Members>,
    /// Bytes taken so far, unpacked.
    at: u64,
    path: String,
    options: Options,
    passed: Arc<AtomicU64>,
    over: bool,
}

/// The head of a record.
#[derive(Debug, Default)]
struct Head {
    fields: Vec<(String, String)>,
    length: u64,
}

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str())
    }
}

impl Warc {
    pub(crate) fn new(input: BufReader<Members>, path: String, options: Options, passed: Arc<AtomicU64>) -> Self {
        Self { input, at: 0, path, options, passed, over: false }
    }

    /// The next record: its page, `None` where it holds none.
    fn record(&mut self) -> Option<Result<Option<Item>, Problem>> {
        let (head, place) = match self.head() {
            Ok(None) => return None,
            Ok(Some(head)) => head,
            Err(problem) => {
                self.over = true;
                return Some(Err(problem));
            }
        };
        let kind = head.get("warc-type").unwrap_or("");
        let limit = self.options.limits.item + HEAD;
        let media = head.get("content-type").unwrap_or("").to_ascii_lowercase();
        let wanted = kind == "response" && media.starts_with("application/http") || kind == "resource" && media.starts_with("text/html");
        let body = if wanted && head.length <= limit { self.take(head.length) } else { self.skip(head.length).map(|()| Vec::new()) };
        let body = match body {
            Ok(body) => body,
            Err(e) => {
                self.over = true;
                let what = match e.kind() {
                    io::ErrorKind::UnexpectedEof => "the record is cut short: the file ends within it".to_owned(),
                    _ => format!("the record cannot be read: {e}"),
                };
                return Some(Err(Problem::new(place, what, "what stands before it was read; get the file again for the rest")));
            }
        };
        if !wanted {
            return Some(Ok(None));
        }
        let url = head.get("warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_owned());
        if head.length > limit {
            let what = format!("the record has {} bytes, more than the {limit} of one page", head.length);
            return Some(Err(Problem::new(place, what, "it is passed by; raise the limit")));
        }
        Some(self.page(&head, kind, body, url, place))
    }

    fn page(&self, head: &Head, kind: &str, body: Vec<u8>, url: Option<String>, place: String) -> Result<Option<Item>, Problem> {
        let (header, raw) = if kind == "resource" {
            (head.get("content-type").map(str::to_owned), body)
        } else {
            match http::payload(&body, self.options.limits.item).map_err(|words| Problem::said(place.clone(), &words))? {
                Some(answer) => answer,
                None => return Ok(None),
            }
        };
        let source = url.clone().unwrap_or_else(|| place.clone());
        let page = Page { raw, header, url, meta: Meta::default(), source, place: place.clone(), options: &self.options };
        match page.item() {
            Ok(mut item) => {
                item.fetched = head.get("warc-date").map(str::to_owned);
                if let Some(why) = head.get("warc-truncated") {
                    item.doubts.push(Problem::new(place, format!("the page was cut when it was fetched ({why})"), "fetch it again"));
                }
                Ok(Some(item))
            }
            Err(problem) if problem.is_no_arabic() => Ok(None),
            Err(problem) => Err(problem),
        }
    }

    /// The head of the next record and its place.
    fn head(&mut self) -> Result<Option<(Head, String)>, Problem> {
        let (mut line, mut start);
        loop {
            start = self.at;
            line = self.line(start)?;
            match &line {
                None => return Ok(None),
                Some(l) if l.trim().is_empty() => {}
                Some(_) => break,
            }
        }
        let place = format!("{}@{}", self.path, self.input.get_mut().place(start));
        let broken = |what: &str| Problem::new(place.clone(), what, "what stands before it was read; get the file again for the rest");
        if !line.unwrap_or_default().starts_with("WARC/") {
            return Err(broken("no record of a web archive begins here"));
        }
        let mut head = Head::default();
        let mut size = 0;
        let mut length = None;
        loop {
            let line = self.line(start)?.ok_or_else(|| broken("the head of the record is cut short"))?;
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            size += line.len() as u64;
            if size > HEAD {
                return Err(broken("the head of the record does not end"));
            }
            if let Some((name, value)) = line.split_once(':') {
                let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_owned());
                if name == "content-length" {
                    length = value.parse().ok();
                }
                head.fields.push((name, value));
            }
        }
        head.length = length.ok_or_else(|| broken("the record does not say its length"))?;
        Ok(Some((head, place)))
    }

    /// One line of a head; `None` at the end of the file.
    fn line(&mut self, start: u64) -> Result<Option<String>, Problem> {
        let mut bytes = Vec::new();
        match self.input.by_ref().take(HEAD).read_until(b'\n', &mut bytes) {
            Ok(0) => Ok(None),
            Ok(n) => {
                self.at += n as u64;
                Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
            }
            Err(e) => {
                let place = format!("{}@{}", self.path, self.input.get_mut().place(start));
                Err(Problem::io(place, &e))
            }
        }
    }

    fn take(&mut self, length: u64) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        let n = self.input.by_ref().take(length).read_to_end(&mut body)?;
        self.at += n as u64;
        if n as u64 == length { Ok(body) } else { Err(io::Error::from(io::ErrorKind::UnexpectedEof)) }
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        let n = io::copy(&mut self.input.by_ref().take(length), &mut io::sink())?;
        self.at += n;
        if n == length { Ok(()) } else { Err(io::Error::from(io::ErrorKind::UnexpectedEof)) }
    }
}

impl Iterator for Warc {
    type Item = Result<Item, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            match self.record()? {
                Ok(Some(item)) => return Some(Ok(item)),
                Ok(None) => {
                    self.passed.fetch_add(1, Ordering::Relaxed);
                }
                Err(problem) => return Some(Err(problem)),
            }
        }
        None
    }
}
