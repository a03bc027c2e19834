//! A record as a page that needs nothing else. In: a [`View`]. Out: HTML, the text with its marks and the record beside it.
//!
//! Joining. Arabic letters join across a plain inline element in some browsers and fall apart in others, and our spans do begin inside
//! words (the name in ولافروف, "and Lavrov"). So the marks in the page are of whole words, which nothing can break; they are what a
//! screen reader, a printer and a browser without scripts get, and what links lead to. A short script then paints the exact letters
//! with the CSS Custom Highlight API, which adds no element. Overlapping spans are cut into stretches, each with the classes of all
//! spans over it. Everything that was not written by us is escaped.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use mahdar::record::Chars;

use crate::labels::Lang;
use crate::view::{Entry, Mark, Part, Row, View};
use mahdar_source::charset;

/// What stands before the first report.
pub(crate) fn head(lang: Lang) -> String {
    let title = lang.pick("The record", "المحضر");
    let key: Vec<String> =
        Mark::ALL.iter().map(|(mark, class)| format!("<li><mark class=\"{class}\">{}</mark></li>\n", mark.label(lang))).collect();
    let key = key.concat();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<ul class=\"key\">\n{key}</ul>\n</header>\n<main>\n",
        lang.tag(),
        lang.dir(),
        include_str!("page.css"),
    )
}

/// What stands after the last report.
pub(crate) fn tail() -> String {
    format!("</main>\n<script>\n{}</script>\n</body>\n</html>\n", include_str!("page.js"))
}

/// One report; `number` tells its links from those of the others on the page.
pub(crate) fn article(view: &View<'_>, number: usize) -> String {
    let mut page = Page { view, number, out: String::new() };
    page.article();
    page.out
}

struct Page<'a> {
    view: &'a View<'a>,
    number: usize,
    out: String,
}

impl Page<'_> {
    fn article(&mut self) {
        let lang = self.view.lang;
        let _ = writeln!(self.out, "<article id=\"r{}\">\n<header>", self.number);
        let _ = match self.view.title {
            Some(title) => writeln!(self.out, "<h2 dir=\"auto\"{}>{}</h2>", lang_of(title), Escaped(title)),
            None => writeln!(self.out, "<h2>{}</h2>", lang.pick("Untitled report", "خبر بلا عنوان")),
        };
        self.rows(&self.view.head);
        self.out.push_str("</header>\n<div class=\"columns\">\n");
        self.text();
        let _ = writeln!(self.out, "<section class=\"record\" tabindex=\"0\" aria-label=\"{}\">", lang.pick("Record", "المحضر"));
        let view = self.view;
        for section in &view.sections {
            let count = section.entries.len();
            if count == 0 {
                continue;
            }
            let _ = writeln!(self.out, "<h3>{} <small>{count}</small></h3>\n<ol>", section.title.text(lang));
            for entry in &section.entries {
                self.entry(entry);
            }
            self.out.push_str("</ol>\n");
        }
        let none: Vec<&str> = view.counts().filter(|(_, n)| *n == 0).map(|(label, _)| label.text(lang)).collect();
        if !none.is_empty() {
            let _ = writeln!(
                self.out,
                "<p class=\"faint\">{} {}</p>",
                lang.pick("None found:", "لم يُعثر على:"),
                none.join(lang.pick(", ", "، "))
            );
        }
        self.out.push_str("</section>\n</div>\n</article>\n");
    }

    fn entry(&mut self, entry: &Entry) {
        let dir = if entry.mark == Mark::When { " dir=\"ltr\"" } else { "" };
        match entry.id.as_str() {
            "" => self.out.push_str("<li>"),
            id => drop(write!(self.out, "<li id=\"r{}-i-{}\">", self.number, Escaped(id))),
        }
        let _ = write!(self.out, "<div><strong><bdi{dir}>{}</bdi></strong>", Escaped(&entry.head));
        if !entry.tags.is_empty() {
            let _ = write!(self.out, "<span class=\"tags\">{}</span>", Escaped(&entry.tags.join(self.view.lang.pick(", ", "، "))));
        }
        let (line, column) = self.view.text.position(entry.at.0);
        let place = match self.view.lang {
            Lang::En => format!("line {line}, char {column}"),
            Lang::Ar => format!("السطر {line}، الحرف {column}"),
        };
        self.link(entry.at, entry.mark, &place);
        if !entry.id.is_empty() {
            let _ = write!(self.out, "<bdi class=\"faint\" dir=\"ltr\">{}</bdi>", Escaped(&entry.id));
        }
        self.out.push_str("</div>\n");
        self.rows(&entry.rows);
        self.out.push_str("</li>\n");
    }

    fn rows(&mut self, rows: &[Row]) {
        self.out.push_str("<dl>\n");
        for row in rows {
            let _ = write!(self.out, "<dt>{}</dt><dd>", row.label.text(self.view.lang));
            let mut shown = None;
            for (n, part) in row.parts.iter().enumerate() {
                // Words link to their place themselves.
                if matches!(part, Part::Place(span, _) if shown == Some(*span)) {
                    continue;
                }
                if n > 0 {
                    self.out.push(' ');
                }
                self.part(part);
                shown = if let Part::Words(span, _) = part { Some(*span) } else { None };
            }
            self.out.push_str("</dd>\n");
        }
        self.out.push_str("</dl>\n");
    }

    fn part(&mut self, part: &Part) {
        let _ = match part {
            Part::Label(text) => write!(self.out, "{}", Escaped(text)),
            Part::Faint(text) => write!(self.out, "<span class=\"faint\">{}</span>", Escaped(text)),
            Part::Name(text) => write!(self.out, "<bdi{}>{}</bdi>", lang_of(text), Escaped(text)),
            Part::Ltr(text) if text.starts_with("https://") || text.starts_with("http://") => {
                write!(self.out, "<a dir=\"ltr\" rel=\"noreferrer\" href=\"{0}\">{0}</a>", Escaped(text))
            }
            Part::Ltr(text) => write!(self.out, "<bdi dir=\"ltr\">{}</bdi>", Escaped(text)),
            Part::FaintLtr(text) => write!(self.out, "<bdi class=\"faint\" dir=\"ltr\">{}</bdi>", Escaped(text)),
            Part::Ref(id) => write!(self.out, "<a dir=\"ltr\" href=\"#r{}-i-{1}\">{1}</a>", self.number, Escaped(id)),
            Part::Words(span, mark) => {
                let words = self.view.text.slice(*span).trim();
                let words = format!("<bdi{}>{}</bdi>", lang_of(words), Escaped(words));
                return self.raw_link(*span, *mark, &words);
            }
            Part::Place(span, mark) => {
                let (line, column) = self.view.text.position(span.0);
                return self.raw_link(*span, *mark, &format!("<bdi class=\"faint\" dir=\"ltr\">{line}:{column}</bdi>"));
            }
        };
    }

    fn link(&mut self, span: Chars, mark: Mark, words: &str) {
        let words = Escaped(words).to_string();
        self.raw_link(span, mark, &words);
    }

    /// A link to a span: its target for every browser, its exact UTF-16 offsets for the script.
    fn raw_link(&mut self, span: Chars, mark: Mark, html: &str) {
        let text = &self.view.text;
        let whole = text.whole_words(span);
        let target = if whole.0 < whole.1 { format!("c{}", whole.0) } else { format!("l{}", text.position(span.0).0) };
        let (start, end, r) = (text.units(span.0), text.units(span.1), self.number);
        let _ = write!(self.out, "<a href=\"#r{r}-{target}\" data-s=\"{start}\" data-e=\"{end}\" data-k=\"{}\">{html}</a>", class(mark));
    }

    /// The text, a paragraph a line, cut into stretches under the same marks.
    fn text(&mut self) {
        self.out.push_str("<section class=\"text\" lang=\"ar\" dir=\"rtl\">\n");
        let view = self.view;
        let text = &view.text;
        let mut edges = edges(view).into_iter().peekable();
        let mut open = [0u32; Mark::ALL.len()];
        for (n, &from) in text.lines().iter().enumerate() {
            let next = text.lines().get(n + 1).copied();
            let line = text.slice(Chars(from, next.unwrap_or(text.len())));
            let shown = line.strip_suffix('\n').map_or(line, |shown| shown.strip_suffix('\r').unwrap_or(shown));
            if shown.trim().is_empty() {
                // Nothing to show, and no entry can be on it but one of no width; that one goes to the line itself.
                let _ = writeln!(self.out, "<span id=\"r{}-l{}\"></span>", self.number, n + 1);
                continue;
            }
            let end = from + shown.chars().count() as u32;
            let _ = write!(self.out, "<p id=\"r{}-l{}\" data-o=\"{}\">", self.number, n + 1, text.units(from));
            let mut at = from;
            while at < end {
                let mut begins = false;
                while let Some(edge) = edges.next_if(|edge| edge.at <= at) {
                    begins |= edge.opens && edge.at == at;
                    open[edge.mark as usize] = open[edge.mark as usize].wrapping_add_signed(if edge.opens { 1 } else { -1 });
                }
                let to = edges.peek().map_or(end, |edge| edge.at.min(end));
                self.stretch(Chars(at, to), &open, begins);
                at = to;
            }
            self.out.push_str("</p>\n");
        }
        self.out.push_str("</section>\n");
    }

    fn stretch(&mut self, span: Chars, open: &[u32], begins: bool) {
        let words = Escaped(self.view.text.slice(span));
        let classes: Vec<&str> = Mark::ALL.iter().zip(open).filter(|(_, n)| **n > 0).map(|((_, class), _)| *class).collect();
        let _ = match (classes.is_empty(), begins) {
            (true, _) => write!(self.out, "{words}"),
            (false, true) => write!(self.out, "<mark id=\"r{}-c{}\" class=\"{}\">{words}</mark>", self.number, span.0, classes.join(" ")),
            (false, false) => write!(self.out, "<mark class=\"{}\">{words}</mark>", classes.join(" ")),
        };
    }
}

/// Where a mark begins or ends. Ends sort before beginnings at the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    at: u32,
    opens: bool,
    mark: Mark,
}

/// Every edge of every mark that the record makes, in the order of the text.
fn edges(view: &View<'_>) -> Vec<Edge> {
    let entries = || view.sections.iter().flat_map(|section| &section.entries);
    let rows = view.head.iter().chain(entries().flat_map(|entry| &entry.rows));
    let of_part = |part: &Part| match part {
        Part::Words(span, mark) | Part::Place(span, mark) => Some((*span, *mark)),
        _ => None,
    };
    let spans = rows.flat_map(|row| &row.parts).filter_map(of_part).chain(entries().map(|entry| (entry.at, entry.mark)));
    // One span is often named twice (an entry's head and its row): one mark.
    let marks: BTreeSet<(Chars, Mark)> = spans.map(|(span, mark)| (view.text.whole_words(span), mark)).collect();
    let both = |(Chars(start, end), mark)| [Edge { at: start, opens: true, mark }, Edge { at: end, opens: false, mark }];
    let mut edges: Vec<Edge> = marks.into_iter().filter(|(span, _)| span.0 < span.1).flat_map(both).collect();
    edges.sort_unstable();
    edges
}

fn class(mark: Mark) -> &'static str {
    Mark::ALL[mark as usize].1
}

/// `lang` for words whose language is their own, so that a screen reader changes its voice.
pub(crate) fn lang_of(words: &str) -> &'static str {
    if charset::arabic_share(words) > 0.5 { " lang=\"ar\"" } else { " lang=\"en\"" }
}

/// Text as HTML, safe between tags and in quoted values. A bare CR would come back as LF, and offsets after it must still hold.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\r']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                _ => "&#13;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests;
