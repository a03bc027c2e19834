//! What is asked of servers, and what is not: robots.txt, the pause between requests, state, redirects.

mod server;

use std::sync::Arc;
use std::time::Duration;

use mahdar_fetch::{AGENT, Got, Limits, State, Walk};
use mahdar_source::Options;
use server::{Server, feed, page, reply, to};

fn limits() -> Limits {
    Limits { pause: Duration::ZERO, wait: Duration::from_secs(5), ..Limits::default() }
}

/// Everything that comes of an address: titles of reports, other things in words.
fn walk(url: &str, limits: Limits, known: impl Fn(&str) -> Option<State> + Send + 'static) -> Vec<String> {
    let show = |got| match got {
        Ok(Got::Report { item, .. }) => item.meta.title.unwrap_or_default(),
        Ok(Got::Unchanged(url)) => format!("unchanged {url}"),
        Ok(Got::Whole(state)) => format!("whole {}", state.url),
        Ok(Got::Note(words)) => format!("note {words}"),
        Err(refusal) => format!("refused {refusal}"),
    };
    Walk::new([url], limits, Options::default(), known, Arc::default()).map(show).collect()
}

fn none(_: &str) -> Option<State> {
    None
}

#[test]
fn what_robots_txt_forbids_is_not_asked_for_also_behind_a_redirect() {
    let server = Server::new(|r| match r.path.as_str() {
        "/robots.txt" => reply(200, "text/plain", "User-agent: *\nDisallow: /private/\n"),
        "/feed" => reply(200, "application/rss+xml", feed(&["/private/1.html", "/news/1.html", "/hidden.html"])),
        "/hidden.html" => to("/private/2.html"),
        _ => reply(200, "text/html; charset=utf-8", page("الحقول")),
    });
    let got = walk(&server.url("/feed"), limits(), none);
    assert_eq!(got.len(), 3, "a feed with refused pages is not whole: {got:?}");
    assert!(
        got[0].starts_with(&format!("refused {}: its robots.txt does not let programs fetch it; ", server.url("/private/1.html"))),
        "{got:?}"
    );
    assert_eq!(got[1], "الحقول");
    assert!(got[2].contains("/private/2.html: its robots.txt"), "{got:?}");
    assert_eq!(server.paths(), ["/robots.txt", "/feed", "/news/1.html", "/hidden.html"], "robots.txt once, nothing that it forbids");
    assert!(server.asked().iter().all(|r| r.header("user-agent") == Some(AGENT)));
}

#[test]
fn a_host_whose_rules_cannot_be_had_is_left_alone_and_one_without_rules_is_not() {
    let failing =
        Server::new(|r| if r.path == "/robots.txt" { reply(500, "text/plain", "") } else { reply(200, "text/html", page("الحقول")) });
    let got = walk(&failing.url("/1.html"), limits(), none);
    assert!(got.len() == 1 && got[0].contains("robots.txt cannot be had now (status 500)"), "{got:?}");
    let open =
        Server::new(|r| if r.path == "/robots.txt" { reply(404, "text/plain", "") } else { reply(200, "text/html", page("الحقول")) });
    assert_eq!(walk(&open.url("/1.html"), limits(), none), ["الحقول"]);
}

#[test]
fn one_host_is_asked_no_faster_than_allowed_and_slower_where_it_wants() {
    let pauses = |rules: &'static str, pause: u64| {
        let server = Server::new(move |r| match r.path.as_str() {
            "/robots.txt" => reply(200, "text/plain", rules),
            "/feed" => reply(200, "text/xml", feed(&["/1.html", "/2.html"])),
            path => reply(200, "text/html", page(path)),
        });
        assert_eq!(walk(&server.url("/feed"), Limits { pause: Duration::from_millis(pause), ..limits() }, none).len(), 3);
        let times: Vec<_> = server.asked().iter().map(|r| r.at).collect();
        times.windows(2).map(|w| w[1] - w[0]).collect::<Vec<_>>()
    };
    assert!(pauses("", 300).iter().all(|gap| *gap >= Duration::from_millis(290)));
    // the rules themselves are read before the delay is known
    assert!(pauses("User-agent: *\nCrawl-delay: 0.4\n", 0).iter().skip(1).all(|gap| *gap >= Duration::from_millis(390)));
    assert!(pauses("", 0).iter().all(|gap| *gap < Duration::from_millis(900)), "no pause of its own where none is asked for");
}

#[test]
fn what_did_not_change_is_asked_with_its_state_and_not_sent_again() {
    let server = Server::new(|r| match (r.path.as_str(), r.header("if-none-match"), r.header("if-modified-since")) {
        ("/robots.txt", ..) => reply(404, "text/plain", ""),
        ("/1.html", Some("\"v1\""), Some("tue, 10 mar 2026 08:00:00 gmt")) => reply(304, "text/html", ""),
        _ => reply(200, "text/html", page("الحقول")).with("ETag: \"v1\"").with("Last-Modified: Tue, 10 Mar 2026 08:00:00 GMT"),
    });
    let url = server.url("/1.html");
    let mut first = Walk::new([&url], limits(), Options::default(), none, Arc::default());
    let Some(Ok(Got::Report { item, state: Some(state) })) = first.next() else { panic!("no report") };
    assert_eq!((state.url.as_str(), state.etag.as_deref()), (url.as_str(), Some("\"v1\"")));
    assert_eq!((item.meta.url.as_deref(), item.place.as_str()), (Some(url.as_str()), url.as_str()));
    assert!(item.fetched.as_deref().is_some_and(|at| at.len() == 20 && at.ends_with('Z')), "{:?}", item.fetched);
    assert_eq!(walk(&url, limits(), move |_| Some(state.clone())), [format!("unchanged {url}")]);
    let other = State { etag: Some("\"v0\"".to_owned()), ..State::default() };
    assert_eq!(walk(&url, limits(), move |_| Some(other.clone())), ["الحقول"], "what changed comes whole");
    let never = Server::new(|r| if r.path == "/robots.txt" { reply(404, "text/plain", "") } else { reply(304, "text/html", "") });
    assert!(walk(&never.url("/"), limits(), none)[0].contains("status 304"), "unchanged since when, if it was never asked for");
}

#[test]
fn redirects_are_followed_to_an_end_and_loops_are_not() {
    let server = Server::new(|r| match r.path.as_str() {
        "/robots.txt" => reply(404, "text/plain", ""),
        "/old.html" => to("news/new.html"),
        "/loop" => to("/loop"),
        "/mail" => to("mailto:a@a.example"),
        _ => reply(200, "text/html", page("الحقول")),
    });
    let url = server.url("/old.html");
    let mut moved = Walk::new([&url], limits(), Options::default(), none, Arc::default());
    let Some(Ok(Got::Report { item, .. })) = moved.next() else { panic!("no report") };
    assert_eq!(item.meta.url, Some(server.url("/news/new.html")), "the address is where it ended");
    let got = walk(&server.url("/loop"), limits(), none);
    assert!(got[0].contains("/loop: it redirects more than 5 times; open it in a browser"), "{got:?}");
    assert_eq!(server.paths().iter().filter(|p| *p == "/loop").count(), 6);
    assert!(walk(&server.url("/mail"), limits(), none)[0].contains("redirects to no address of the web"));
}

#[test]
fn a_host_that_asks_for_quiet_gets_it() {
    let server = Server::new(|r| match r.path.as_str() {
        "/robots.txt" => reply(404, "text/plain", ""),
        "/feed" => reply(200, "text/xml", feed(&["/1.html", "/2.html", "/3.html"])),
        "/2.html" => reply(429, "text/html", "").with("Retry-After: 120"),
        _ => reply(200, "text/html", page("الحقول")),
    });
    let got = walk(&server.url("/feed"), limits(), none);
    assert!(got[0] == "الحقول" && got[1].contains("(status 429, after 120)") && got[2].contains("/3.html: its server asks"), "{got:?}");
    assert!(!server.paths().contains(&"/3.html".to_owned()));
}

#[test]
fn only_what_a_feed_or_sitemap_names_is_fetched_so_many_at_most() {
    let server = Server::new(|r| match r.path.as_str() {
        "/robots.txt" => reply(404, "text/plain", ""),
        "/maps.xml" => reply(200, "text/xml", "<?xml version=\"1.0\"?><sitemapindex><sitemap><loc>/map.xml</loc></sitemap></sitemapindex>"),
        "/map.xml" => reply(
            200,
            "text/xml",
            "<?xml version=\"1.0\"?><urlset><url><loc>/a.html</loc><lastmod>2026-03-01</lastmod></url><url><loc>http://other.invalid/x.html</loc></url>\
             <url><loc>/b.html</loc><lastmod>2026-03-09</lastmod></url><url><loc>/c.html</loc><lastmod>2026-03-05</lastmod></url></urlset>",
        ),
        "/twice" => reply(200, "text/xml", feed(&["/a.html", "/a.html#top"])),
        "/more" => reply(200, "text/xml", feed(&["/twice"])),
        path => reply(200, "text/html", page(path)),
    });
    let got = walk(&server.url("/maps.xml"), Limits { pages: 2, ..limits() }, none);
    assert_eq!(got.iter().filter(|g| g.ends_with(".html")).collect::<Vec<_>>(), ["/b.html", "/c.html"], "the latest first: {got:?}");
    assert!(
        got.iter().any(|g| g.contains("1 of its 4 addresses are passed by")) && got.iter().any(|g| g.contains("2 of its 4 pages")),
        "{got:?}"
    );
    assert!(!got.iter().any(|g| g.starts_with("whole")), "what is left is asked for next time");
    let twice = walk(&server.url("/twice"), limits(), none);
    assert_eq!(twice, ["/a.html".to_owned(), format!("whole {}", server.url("/twice"))], "one page, once");
    assert!(walk(&server.url("/more"), limits(), none)[0].contains("it is a feed, where a page was to be"));
}
