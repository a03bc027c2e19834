//! Feeds and sitemaps: entries with what is known of them, and what is refused.

use std::fmt::Write;
use std::io::Cursor;

use mahdar_source::{Item, Kind, Options, Problem, addresses, from, links, page};

const NEWS: &str = "قال الوزير إن المحادثات ستستأنف في المدينة يوم الأحد.";

fn all(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Result<Item, Problem>> {
    from(name, Cursor::new(bytes.into()), None, &Options::default()).unwrap().collect()
}

fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>صحيفة المثال</title><link>http://a.example/</link>{items}</channel></rss>"
    )
}

#[test]
fn rss_entries_are_reports() {
    let entry = format!(
        "<item><title>عنوان &amp; خبر&nbsp;ثان</title><link>http://a.example/1</link><pubDate>Sun, 18 Feb 2018 14:10:45 +0300</pubDate>\
         <dc:creator>سلمى</dc:creator><category>سياسة</category><description>موجز</description>\
         <content:encoded><![CDATA[<p>{NEWS}</p><p>{NEWS}<br>سطر</p><script>x()</script>]]></content:encoded></item>"
    );
    let items = all("feed.xml", rss(&format!("{entry}<item><description>&lt;p&gt;{NEWS}&lt;/p&gt;</description><guid>x7</guid></item>")));
    let first = items[0].as_ref().unwrap();
    assert_eq!(first.document.text(), format!("عنوان & خبر ثان\n\n{NEWS}\n{NEWS}\nسطر"));
    assert_eq!(first.raw, entry.as_bytes());
    assert_eq!(first.content, format!("b3:{}", blake3::hash(entry.as_bytes()).to_hex()));
    let meta = &first.meta;
    assert_eq!(meta.published.as_deref(), Some("2018-02-18T14:10:45+03:00"));
    assert_eq!((meta.url.as_deref(), meta.outlet.as_deref()), (Some("http://a.example/1"), Some("صحيفة المثال")));
    assert_eq!((meta.author.as_deref(), meta.section.as_deref()), (Some("سلمى"), Some("سياسة")));
    let second = items[1].as_ref().unwrap();
    assert_eq!((second.document.text(), second.meta.title.as_deref()), (NEWS, None));
    assert_eq!(items.len(), 2);
}

#[test]
fn atom_and_json_feeds_are_read() {
    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>مثال</title><entry><title>عنوان</title><link rel='self' href='http://a.example/s'/>\
         <link href='http://a.example/2?a=1&amp;b=2'/><published>2026-09-08T10:00:00Z</published><author><name>نادر</name></author>\
         <content type='html'>&lt;p&gt;{NEWS}&lt;/p&gt;</content></entry></feed>"
    );
    let item = all("a.atom", atom).remove(0).unwrap();
    assert_eq!(item.document.text(), format!("عنوان\n\n{NEWS}"));
    assert_eq!(item.meta.url.as_deref(), Some("http://a.example/2?a=1&b=2"));
    assert_eq!((item.meta.author.as_deref(), item.meta.published.as_deref()), (Some("نادر"), Some("2026-09-08T10:00:00Z")));
    let json = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"مثال\", \"items\": [{{\"id\": \"1\", \"title\": \"عنوان\", \
         \"content_html\": \"<p>{NEWS}\", \"date_published\": \"2026-09-08\"}}]}}"
    );
    assert_eq!(all("f.json", json).remove(0).unwrap().document.text(), format!("عنوان\n\n{NEWS}"));
}

#[test]
fn a_billion_laughs_are_refused() {
    let mut bomb = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"هاها\">".to_owned();
    for n in 1..10 {
        let before = if n == 1 { "lol".to_owned() } else { format!("lol{}", n - 1) };
        let ten = format!("&{before};").repeat(10);
        write!(bomb, "<!ENTITY lol{n} \"{ten}\">").unwrap();
    }
    bomb += "]><rss><channel><item><title>&lol9;</title></item></channel></rss>";
    let items = all("b.xml", bomb);
    assert_eq!(items.len(), 1);
    assert!(items[0].as_ref().unwrap_err().to_string().contains("it declares entities of its own"));
}

#[test]
fn a_feed_cut_short_gives_its_whole_entries() {
    let whole = rss(&format!("<item><title>{NEWS}</title></item><item><title>{NEWS}</title></item>"));
    let cut = &whole[..whole.rfind("</title>").unwrap()];
    let items = all("f.xml", cut);
    assert!(items[0].is_ok() && items.len() == 2);
    assert!(items[1].as_ref().unwrap_err().to_string().starts_with("f.xml@"));
    assert!(all("f.rss", rss(""))[0].as_ref().unwrap_err().to_string().contains("without entries"));
}

#[test]
fn a_sitemap_is_addresses_and_no_reports() {
    let map = "<?xml version='1.0'?><urlset><url><loc>http://a.example/1?x=1&amp;y=2</loc><lastmod>2026-09-08</lastmod>\
               <image:image><image:loc>http://a.example/p.jpg</image:loc></image:image></url><url><loc>http://a.example/2</loc></url></urlset>";
    let found = addresses(map.as_bytes().to_vec(), "s.xml").unwrap();
    let urls: Vec<&str> = found.iter().map(|a| a.url.as_str()).collect();
    assert_eq!(urls, ["http://a.example/1?x=1&y=2", "http://a.example/2"]);
    assert_eq!(found[0].modified.as_deref(), Some("2026-09-08"));
    let mut items = from("s.xml", Cursor::new(map), None, &Options::default()).unwrap();
    assert_eq!(items.kind(), Kind::Sitemap);
    assert!(items.next().unwrap().unwrap_err().to_string().contains("sitemap of 2 addresses"));
}

#[test]
fn a_feed_gives_the_addresses_of_its_entries_whatever_their_text() {
    let entries = "<item><title>English only</title><link>/1.html</link><pubDate>Sun, 18 Feb 2018 14:10:45 +0300</pubDate></item>\
        <item><guid>http://a.example/2</guid></item><item><guid>x7</guid><description>نص بلا عنوان</description></item>";
    let found = links(rss(entries).into_bytes(), "feed.xml").unwrap();
    let urls: Vec<_> = found.iter().map(|a| a.url.as_str()).collect();
    assert_eq!(urls, ["/1.html", "http://a.example/2"], "an entry that leads nowhere has no address");
    assert_eq!(found[0].published.as_deref(), Some("Sun, 18 Feb 2018 14:10:45 +0300"));
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "http://a.example/3"}]}"#;
    assert_eq!(links(json.into(), "feed.json").unwrap()[0].url, "http://a.example/3");
    assert!(links(b"<html><p>no feed".to_vec(), "x").unwrap().is_empty());
    assert!(links(b"{\"items\": ".to_vec(), "feed.json").is_err());
}

#[test]
fn a_page_as_its_server_answered_has_its_address() {
    let html =
        format!("<html><head><title>عنوان</title></head><body><article><h1>عنوان</h1><p>{NEWS}</p><p>{NEWS}</p></article></body></html>");
    let item =
        page(html.clone().into_bytes(), Some("text/html; charset=utf-8".into()), "http://a.example/1.html", &Options::default()).unwrap();
    assert_eq!((item.meta.url.as_deref(), item.place.as_str()), (Some("http://a.example/1.html"), "http://a.example/1.html"));
    assert_eq!(item.raw, html.as_bytes());
    let refused =
        page(b"<html><body><p>Only English words stand here.</p></body></html>".to_vec(), None, "http://a.example/2", &Options::default());
    assert!(refused.unwrap_err().to_string().starts_with("http://a.example/2: it is not Arabic"));
}
