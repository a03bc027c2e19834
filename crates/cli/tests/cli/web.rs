//! `mahdar add` on addresses, against a server of the test: what comes in, what did not change, what is refused, and that the rest is in.
#![cfg(feature = "fetch")]

#[path = "../../../fetch/tests/server/mod.rs"]
mod server;

use std::sync::atomic::{AtomicBool, Ordering};

use mahdar_archive::Archive;
use server::{Server, feed, page, reply};

use crate::{Folder, Run, mahdar};

static EDITED: AtomicBool = AtomicBool::new(false);

/// A feed of three pages, one of which is not there; the second is edited when the test says so.
fn news() -> Server {
    Server::new(|r| {
        let known = r.header("if-none-match").unwrap_or_default().to_owned();
        let tagged = |tag: &str, media: &str, body: String| {
            if known == tag { reply(304, media, "") } else { reply(200, media, body).with(&format!("ETag: {tag}")) }
        };
        match r.path.as_str() {
            "/feed.xml" => tagged("\"f\"", "application/rss+xml", feed(&["/1.html", "/2.html", "/3.html"])),
            "/good.xml" => tagged("\"g\"", "application/rss+xml", feed(&["/1.html", "/2.html"])),
            "/1.html" => tagged("\"1\"", "text/html", page("الحقول")),
            "/2.html" if EDITED.load(Ordering::Relaxed) => tagged("\"2b\"", "text/html", page("البساتين الجديدة")),
            "/2.html" => tagged("\"2a\"", "text/html", page("البساتين")),
            _ => reply(404, "text/html", ""),
        }
    })
}

fn add(args: &[&str], file: &str) -> Run {
    mahdar(&[&["add", "-a", file, "--rate", "1000", "--timeout", "10"], args].concat())
}

#[test]
fn a_feed_comes_in_once_and_again_only_what_changed() {
    let (server, folder) = (news(), Folder::new());
    let file = folder.path().join("news.mahdar").display().to_string();
    let local = folder.file("a.txt", crate::NEWS);
    let first = add(&[&server.url("/feed.xml"), local.to_str().unwrap()], &file);
    assert_eq!(first.code, 1, "{}", first.err);
    assert!(first.err.contains("3 added, 1 could not be read"), "{}", first.err);
    assert!(
        first.err.contains(&format!("{}: there is no such page (any more); check the address", server.url("/3.html"))),
        "{}",
        first.err
    );
    let row = mahdar(&["search", "البساتين", "-a", &file, "-f", "jsonl"]).records().remove(0);
    assert_eq!(row["url"], server.url("/2.html"));
    let again = add(&[&server.url("/feed.xml")], &file);
    assert!(
        again.err.contains("0 added, 1 could not be read, 2 addresses unchanged"),
        "its feed was not whole, so it is read again: {}",
        again.err
    );
    EDITED.store(true, Ordering::Relaxed);
    let edited = add(&[&server.url("/good.xml")], &file);
    assert!(edited.code == 0 && edited.err.contains("0 added, 1 new versions, 1 addresses unchanged"), "{}", edited.err);
    let asked = server.asked().len();
    let still = add(&[&server.url("/good.xml")], &file);
    assert!(still.code == 0 && still.err.contains("0 added, 1 addresses unchanged"), "{}", still.err);
    assert_eq!(server.paths()[asked..], ["/robots.txt", "/good.xml"], "a feed that is as it was leads nowhere");
    let check = mahdar(&["archive", "check", "-a", &file]);
    assert!(check.code == 0 && check.out.contains("4 reports read, all is well"), "{}", check.out);
    // what is taken out can come back
    let id = row["document"].as_str().unwrap();
    assert_eq!(mahdar(&["remove", id, "-a", &file]).code, 0);
    EDITED.store(false, Ordering::Relaxed);
    let back = add(&[&server.url("/good.xml")], &file);
    assert!(back.err.contains("1 new versions, 1 addresses unchanged"), "{}", back.err);
    let known = Archive::read_only(file.as_ref()).unwrap().fetched(&server.url("/2.html")).unwrap().unwrap();
    assert_eq!(known.etag.as_deref(), Some("\"2a\""));
}

#[test]
fn addresses_that_cannot_be_are_refused_in_their_place() {
    let folder = Folder::new();
    let file = folder.path().join("news.mahdar").display().to_string();
    let local = folder.file("a.txt", crate::NEWS);
    let run = add(&["ftp://mina.example/feed.xml", local.to_str().unwrap()], &file);
    assert!(run.code == 1 && run.err.contains("1 added, 1 could not be read"), "{}", run.err);
    assert!(run.err.contains("ftp://mina.example/feed.xml: it is no address of the web; give one that begins with http"), "{}", run.err);
    let watched = mahdar(&["add", "http://mina.example/feed.xml", "-a", &file, "--watch"]);
    assert!(watched.code == 2 && watched.err.contains("add addresses without it"), "{}", watched.err);
    assert_eq!(add(&["http://mina.example/", "--rate", "0"], &file).code, 2);
}
