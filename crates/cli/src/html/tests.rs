use mahdar::Record;

use super::*;
use crate::sample;
use crate::text::Text;

fn page(record: &Record) -> String {
    article(&View::new(record, Lang::En), 1)
}

/// The paragraphs of the page with their offsets, tags taken out and escapes undone.
fn paragraphs(html: &str) -> Vec<(usize, String)> {
    html.split("<p id=")
        .skip(1)
        .map(|rest| {
            let (open, rest) = rest.split_once('>').unwrap();
            let offset = open.split("data-o=\"").nth(1).unwrap().trim_end_matches('"').parse().unwrap();
            (offset, unescape(rest.split("</p>").next().unwrap()))
        })
        .collect()
}

fn unescape(html: &str) -> String {
    let text: String = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#13;", "\r")
        .replace("&amp;", "&")
}

fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

#[test]
fn the_text_is_whole_and_at_its_offsets() {
    let all = units(sample::TEXT);
    let found = paragraphs(&page(&sample::record()));
    assert_eq!(found.len(), 3);
    for (offset, text) in found {
        let text = units(&text);
        assert_eq!(all[offset..offset + text.len()], text);
    }
}

#[test]
fn every_link_has_its_target_and_its_words() {
    let html = page(&sample::record());
    let all = units(sample::TEXT);
    let mut links = 0;
    for link in html.split("href=\"#").skip(1) {
        let field = |name: &str| link.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap();
        let target = link.split('"').next().unwrap();
        if target.starts_with("r1-i-") {
            // A framework that the sample does not have has no entry to lead to.
            assert!(html.contains(&format!("<li id=\"{target}\"")) || target == "r1-i-f9", "{target}");
            continue;
        }
        assert_eq!(html.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
        let (start, end): (usize, usize) = (field("data-s").parse().unwrap(), field("data-e").parse().unwrap());
        let shown = unescape(link.split_once('>').unwrap().1.split("</a>").next().unwrap());
        if !shown.contains(':') && !shown.starts_with("line ") {
            assert_eq!(String::from_utf16(&all[start..end]).unwrap(), shown);
        }
        links += 1;
    }
    assert!(links > 20, "{links}");
}

#[test]
fn marks_are_of_whole_words_and_overlap() {
    let html = page(&sample::record());
    // The name in "and Lavrov" is marked with its conjunction; the script paints the name alone.
    assert!(html.contains(" class=\"who\">ولافروف</mark>"), "{html}");
    let Chars(start, end) = sample::span("لافروف", 2);
    let text = Text::new(sample::TEXT);
    assert!(html.contains(&format!("data-s=\"{}\" data-e=\"{}\" data-k=\"who\"", text.units(start), text.units(end))));
    // The issue lies within the words said.
    assert!(html.contains(" class=\"said\">«</mark>"));
    assert!(html.contains(" class=\"said issue\">الحوار &amp; الحل</mark>"));
    for inside in ["<bdi", "<button", "<a "] {
        assert!(!html.split("class=\"text\"").nth(1).unwrap().split("</section>").next().unwrap().contains(inside));
    }
}

#[test]
fn nothing_of_the_report_is_markup() {
    let mut record = sample::record();
    let evil = "<script>alert(1)</script>\"'&";
    record.document.title = Some(evil.to_owned());
    record.document.url = Some(format!("javascript:{evil}"));
    record.document.source = evil.to_owned();
    record.actors[0].name = evil.to_owned();
    record.actors[0].id = evil.to_owned();
    record.statements[0].id = evil.to_owned();
    record.statements[0].class = evil.to_owned();
    record.times[0].value = Some(evil.to_owned());
    record.notes[0].kind = evil.to_owned();
    let html = page(&record);
    assert!(!html.contains("<script"));
    assert!(!html.contains("href=\"javascript"));
    assert!(page(&sample::record()).contains("href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\""));
}

#[test]
fn spans_out_of_bounds_do_no_harm() {
    let mut record = sample::record();
    record.statements[0].content = vec![Chars(5, 100_000), Chars(200_000, 300_000), Chars(9, 3)];
    record.notes[0].span = Chars(31, 35);
    let html = page(&record);
    assert!(html.contains("</article>"));
    crate::pretty::print(&View::new(&record, Lang::Ar), Some(80));
}

#[test]
fn the_page_stands_alone() {
    for lang in [Lang::En, Lang::Ar] {
        let whole = head(lang) + &tail();
        assert!(whole.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">", lang.tag(), lang.dir())));
        for outside in ["http://", "https://", "src=", "@import", "url("] {
            assert!(!whole.contains(outside), "{outside}");
        }
    }
}
