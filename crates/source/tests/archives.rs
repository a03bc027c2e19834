//! Web archives written by hand: every packing, what is passed by, and files that are cut.

use std::io::{Cursor, Write};

use mahdar_source::{Item, Options, Problem, from};

const NEWS: &str = "قال الوزير إن المحادثات ستستأنف في المدينة يوم الأحد، وأضاف أن الوفود ستصل إليها قبل ذلك بيوم واحد.";

fn page(n: usize) -> Vec<u8> {
    format!("<!DOCTYPE html><html><head><title>الوزير يعلن الموعد {n}</title></head><body><article><p>{NEWS}</p><p>{NEWS}</p></article></body></html>")
        .into_bytes()
}

fn record(kind: &str, url: &str, media: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2018-02-18T10:00:00Z\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn response(url: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let answer = [format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n").as_bytes(), body].concat();
    record("response", url, "application/http; msgtype=response", &answer)
}

const HTML: &str = "Content-Type: text/html; charset=utf-8";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn records() -> Vec<Vec<u8>> {
    let second = page(2);
    let rest = format!("{:x}\r\n", second.len() - 16);
    let chunked = [b"10\r\n", &second[..16], b"\r\n", rest.as_bytes(), &second[16..], b"\r\n0\r\n\r\n"];
    vec![
        record("warcinfo", "", "application/warc-fields", b"software: hand\r\n"),
        record("request", "http://a.example/1", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        response("http://a.example/1", HTML, &page(1)),
        response("http://a.example/2", &format!("{HTML}\r\nTransfer-Encoding: chunked"), &chunked.concat()),
        response("http://a.example/3", &format!("{HTML}\r\nContent-Encoding: gzip"), &gzip(&page(3))),
        response("http://a.example/i", "Content-Type: image/png", b"\x89PNG"),
        response("http://a.example/e", HTML, b"<html><body><p>The minister said that talks would go on in the city.</p></body></html>"),
        response("http://a.example/4", HTML, &page(4)),
    ]
}

fn all(bytes: Vec<u8>) -> (Vec<Result<Item, Problem>>, u64) {
    let mut items = from("x.warc", Cursor::new(bytes), None, &Options::default()).unwrap();
    let found = items.by_ref().collect();
    (found, items.passed_by())
}

#[test]
fn every_packing_gives_the_same_pages() {
    let plain = records().concat();
    let packings = [
        plain.clone(),
        records().iter().flat_map(|r| gzip(r)).collect(),
        gzip(&plain),
        records().iter().flat_map(|r| zstd::encode_all(&r[..], 3).unwrap()).collect(),
    ];
    for (n, bytes) in packings.into_iter().enumerate() {
        let (items, passed) = all(bytes);
        let items: Vec<Item> = items.into_iter().map(Result::unwrap).collect();
        assert_eq!((items.len(), passed), (4, 4), "packing {n}");
        for (i, item) in items.iter().enumerate() {
            assert_eq!(item.raw, page(i + 1), "the payload as it was before any encoding");
            assert_eq!(item.content, format!("b3:{}", blake3::hash(&page(i + 1)).to_hex()));
            assert_eq!(item.meta.url, Some(format!("http://a.example/{}", i + 1)));
            assert_eq!(item.fetched.as_deref(), Some("2018-02-18T10:00:00Z"));
            assert!(item.document.text().starts_with(&format!("الوزير يعلن الموعد {}\n\n{NEWS}", i + 1)), "{}", item.document.text());
        }
    }
}

#[test]
fn places_are_bytes_of_the_file() {
    let members: Vec<Vec<u8>> = records().iter().map(|r| gzip(r)).collect();
    let at: usize = members[..3].iter().map(Vec::len).sum();
    let (items, _) = all(members.concat());
    assert_eq!(items[1].as_ref().unwrap().place, format!("x.warc@{at}"));
}

#[test]
fn a_cut_file_is_read_up_to_the_cut() {
    for packed in [false, true] {
        let members: Vec<Vec<u8>> = records().iter().map(|r| if packed { gzip(r) } else { r.clone() }).collect();
        let last = members.len() - 1;
        let at: usize = members[..last].iter().map(Vec::len).sum();
        let mut bytes = members.concat();
        bytes.truncate(at + members[last].len() / 2);
        let (items, _) = all(bytes);
        assert_eq!(items.len(), 4, "three pages and a problem");
        let said = items[3].as_ref().unwrap_err().to_string();
        assert!(said.starts_with(&format!("x.warc@{at}: the record is cut short")), "{said}");
    }
}

#[test]
fn what_is_no_archive_is_said() {
    let (items, _) = all(b"WARC/1.0\r\nContent-Length: x\r\n\r\n".to_vec());
    assert!(items[0].as_ref().unwrap_err().to_string().contains("does not say its length"));
    let (items, _) = all([records().concat(), b"rubbish\r\n".to_vec()].concat());
    assert!(items.last().unwrap().as_ref().unwrap_err().to_string().contains("no record of a web archive begins here"));
    assert_eq!(items.len(), 5);
}
