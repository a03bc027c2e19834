//! A paper: headings and lists of cited lines, as plain data, and its two faces. In: [`Block`]s. Out: Markdown or one page of HTML that needs nothing
//! else. What was not written by us is escaped, and stands in an isolate of its own direction; nothing of it can become markup.

use std::fmt::Write as _;

use crate::html::Escaped;
use crate::labels::Lang;
use crate::pretty::{FSI, PDI, clean};

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Our words.
    Text(String),
    /// Our words, strong.
    Strong(String),
    /// A name or another value.
    Own(String),
    /// A day, number or id: left to right.
    Ltr(String),
    /// Words of a report.
    Words(String),
    /// Report and characters.
    Cite(String, u32, u32),
    /// An address.
    Link(String),
}

/// A line.
pub(crate) type Line = Vec<Part>;

/// An item with what hangs on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Item {
    /// The line itself.
    pub(crate) line: Line,
    /// Lines below it.
    pub(crate) below: Vec<Line>,
    /// The report that cites lead to, if the item describes one.
    pub(crate) anchor: Option<String>,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// Level 1 to 3.
    Heading(u8, Line),
    Para(Line),
    List(Vec<Item>),
    /// Cells by rows, the header first.
    Table(Vec<Vec<Line>>),
}

/// Our words.
pub(crate) fn text(words: impl Into<String>) -> Part {
    Part::Text(words.into())
}

/// Words of a report as Markdown shows them: on one line, with nothing that it takes for markup.
fn escape(words: &str) -> String {
    let mut out = String::new();
    for c in clean(words).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn markdown_line(line: &[Part]) -> String {
    let mut out = String::new();
    for part in line {
        let _ = match part {
            Part::Text(t) => write!(out, "{t}"),
            Part::Strong(t) => write!(out, "**{t}**"),
            Part::Own(t) | Part::Ltr(t) => write!(out, "{FSI}{}{PDI}", escape(t)),
            Part::Words(t) => write!(out, "«{FSI}{}{PDI}»", escape(t)),
            Part::Cite(document, start, end) => write!(out, "{FSI}`{} {start}–{end}`{PDI}", super::process::id(document)),
            // only what is surely an address becomes a link
            Part::Link(url) if !address(url) => write!(out, "{FSI}{}{PDI}", escape(url)),
            Part::Link(url) => write!(out, "{FSI}<{}>{PDI}", clean(url).replace(['<', '>', ' '], "")),
        };
    }
    out
}

/// As Markdown.
pub(crate) fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Heading(level, line) => drop(writeln!(out, "{} {}", "#".repeat(usize::from(*level)), markdown_line(line))),
            Block::Para(line) => drop(writeln!(out, "{}", markdown_line(line))),
            Block::List(items) => {
                for item in items {
                    let _ = writeln!(out, "- {}", markdown_line(&item.line));
                    for line in &item.below {
                        let _ = writeln!(out, "  - {}", markdown_line(line));
                    }
                }
            }
            Block::Table(rows) => {
                for (n, row) in rows.iter().enumerate() {
                    let cells: Vec<String> = row.iter().map(|cell| markdown_line(cell)).collect();
                    let _ = writeln!(out, "| {} |", cells.join(" | "));
                    if n == 0 {
                        let _ = writeln!(out, "|{}", " --- |".repeat(row.len()));
                    }
                }
            }
        }
    }
    out
}

fn html_line(line: &[Part]) -> String {
    let mut out = String::new();
    for part in line {
        let _ = match part {
            Part::Text(t) => write!(out, "{}", Escaped(t)),
            Part::Strong(t) => write!(out, "<strong>{}</strong>", Escaped(t)),
            Part::Own(t) => write!(out, "<bdi{}>{}</bdi>", crate::html::lang_of(t), Escaped(&clean(t))),
            Part::Ltr(t) => write!(out, "<bdi dir=\"ltr\">{}</bdi>", Escaped(&clean(t))),
            Part::Words(t) => write!(out, "<q lang=\"ar\" dir=\"rtl\">{}</q>", Escaped(&clean(t))),
            Part::Cite(document, start, end) => {
                let short = super::process::id(document);
                write!(out, "<a class=\"cite\" dir=\"ltr\" href=\"#d-{short}\">{short} {start}–{end}</a>")
            }
            Part::Link(url) if address(url) => {
                write!(out, "<a dir=\"ltr\" href=\"{0}\" rel=\"noreferrer\">{0}</a>", Escaped(url))
            }
            Part::Link(url) => write!(out, "<bdi dir=\"ltr\">{}</bdi>", Escaped(&clean(url))),
        };
    }
    out
}

const STYLE: &str = "\
:root { color-scheme: light dark; }
body { max-width: 52rem; margin: 0 auto; padding: 1rem clamp(1rem, 3vw, 3rem); font: 1rem/1.6 system-ui, 'Noto Sans Arabic', sans-serif; }
:lang(ar) { line-height: 1.85; }
h2 { margin-block: 1.6rem .4rem; border-block-end: 1px solid #8888; }
ul { padding-inline-start: 1.2rem; } li { margin-block: .3rem; break-inside: avoid; } li li { font-size: .9rem; }
q { quotes: '«' '»'; } q::before { content: open-quote; } q::after { content: close-quote; }
.cite { font-size: .8rem; white-space: nowrap; } :target { outline: 2px solid; }
table { border-collapse: collapse; } th, td { border: 1px solid #8888; padding: .3rem .5rem; text-align: start; vertical-align: top; }
";

/// As a page of its own.
pub(crate) fn html(blocks: &[Block], title: &str, lang: Lang) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        lang.tag(),
        lang.dir(),
        Escaped(&clean(title)),
    );
    for block in blocks {
        match block {
            Block::Heading(level, line) => drop(writeln!(out, "<h{level}>{}</h{level}>", html_line(line))),
            Block::Para(line) => drop(writeln!(out, "<p>{}</p>", html_line(line))),
            Block::List(items) => {
                out.push_str("<ul>\n");
                for item in items {
                    let anchor = item.anchor.as_deref().map_or_else(String::new, |a| format!(" id=\"d-{}\"", super::process::id(a)));
                    let _ = write!(out, "<li{anchor}>{}", html_line(&item.line));
                    if !item.below.is_empty() {
                        let below: Vec<String> = item.below.iter().map(|line| format!("<li>{}</li>", html_line(line))).collect();
                        let _ = write!(out, "<ul>{}</ul>", below.concat());
                    }
                    out.push_str("</li>\n");
                }
                out.push_str("</ul>\n");
            }
            Block::Table(rows) => {
                out.push_str("<table>\n");
                for (n, row) in rows.iter().enumerate() {
                    let cell = if n == 0 { "th" } else { "td" };
                    let cells: Vec<String> = row.iter().map(|line| format!("<{cell}>{}</{cell}>", html_line(line))).collect();
                    let _ = writeln!(out, "<tr>{}</tr>", cells.concat());
                }
                out.push_str("</table>\n");
            }
        }
    }
    out.push_str("</body>\n</html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVIL: &str = "<script>alert(1)</script> \"*x*\" [a](b)\u{202E}\n# h";

    #[test]
    fn words_of_a_report_never_become_markup() {
        let line = vec![Part::Words(EVIL.to_owned()), Part::Own(EVIL.to_owned()), Part::Link("javascript:alert(1)".to_owned())];
        let page = html(&[Block::Para(line.clone())], EVIL, Lang::Ar);
        assert!(!page.contains("<script") && !page.contains("href=\"javascript") && !page.contains('\u{202E}'), "{page}");
        let text = markdown(&[Block::Para(line)]);
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.contains("\\*x\\*") && text.contains("\\[a\\]"), "{text}");
        assert!(!text.replace("\\<", "").contains('<'), "every < is escaped: {text}");
    }

    #[test]
    fn a_page_runs_as_its_language_does_and_numbers_are_isolated() {
        let cite = vec![Part::Ltr("2026-03-01".to_owned()), Part::Cite("0123456789abcdef".to_owned(), 3, 9)];
        let page = html(&[Block::Para(cite.clone())], "موجز", Lang::Ar);
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">") && page.contains("<bdi dir=\"ltr\">2026-03-01</bdi>"));
        assert!(page.contains("dir=\"ltr\" href=\"#d-0123456789ab\">0123456789ab 3–9</a>"));
        assert_eq!(markdown(&[Block::Para(cite)]), "\u{2068}2026-03-01\u{2069}\u{2068}`0123456789ab 3–9`\u{2069}\n");
    }
}
