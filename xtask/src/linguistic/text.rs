//! Sentences and quotations, measured on the cases of `tests/linguistic/sentences.txt` and `quotes.md`.
//!
//! Sentences: a case stands under a `## heading`; `‖` stands directly behind the last character of each sentence. Measured are the ends:
//! an end is right when it is at the very character. The figure counts every end; its detail also gives that of the ends inside
//! paragraphs alone, for the end of a paragraph is no feat. Quotations: a case is a `text` block and an `expect` block of lines `CLASS: words`,
//! `CLASS [unclosed]: words` or `CLASS [unopened]: words`, the words being what stands between the marks. A span is right when it is
//! these words and no more, stops and spaces at its ends apart; the class is asked of the spans that are right. ` … ` stands for the words
//! between the first and the last given. `MAHDAR_WRONG=1` lists what is not right.

use std::ops::Range;

use anyhow::{Context, Result, bail};
use mahdar::Analyzer;
use mahdar::analysis::Analysis;
use mahdar::text::Repair;

use super::Figure;
use crate::paths;

/// Counts of what was found and what should have been.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Tally {
    fn f1(self) -> f64 {
        if self.found + self.wanted == 0 { 0.0 } else { 2.0 * self.right as f64 / (self.found + self.wanted) as f64 }
    }

    fn add(&mut self, found: &[usize], wanted: &[usize]) {
        self.right += found.iter().filter(|end| wanted.contains(end)).count();
        self.found += found.len();
        self.wanted += wanted.len();
    }
}

/// The figures of both files, of those that are there.
pub(super) fn measure() -> Result<Vec<Figure>> {
    let analyzer = Analyzer::arabic();
    let mut worker = analyzer.worker();
    let mut read = |text: &str| worker.analysis(text);
    let mut figures = Vec::new();
    let folder = paths::root().join("tests/linguistic");
    if let Ok(content) = std::fs::read_to_string(folder.join("sentences.txt")) {
        figures.push(sentences(&content, &mut read));
    }
    if let Ok(content) = std::fs::read_to_string(folder.join("quotes.md")) {
        figures.extend(quotes(&content, &mut read)?);
    }
    Ok(figures)
}

fn listing() -> bool {
    std::env::var_os("MAHDAR_WRONG").is_some()
}

/// The sets under their headings: heading and text, the blank lines around it dropped.
fn sets(content: &str) -> Vec<(&str, String)> {
    let mut out: Vec<(&str, String)> = Vec::new();
    for line in content.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            out.push((heading, String::new()));
        } else if let Some((_, text)) = out.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    out.iter_mut().for_each(|(_, text)| *text = text.trim_matches('\n').to_owned());
    out
}

fn sentences(content: &str, read: &mut impl FnMut(&str) -> Analysis) -> Figure {
    let (mut all, mut inner, mut held, mut cases) = (Tally::default(), Tally::default(), 0, 0);
    for (heading, marked) in sets(content) {
        let (text, wanted) = unmarked(&marked);
        let found: Vec<usize> = read(&text).sentences.iter().map(|s| s.end as usize).collect();
        let inside = |ends: &[usize]| ends.iter().copied().filter(|end| !ends_line(&text, *end)).collect::<Vec<_>>();
        all.add(&found, &wanted);
        inner.add(&inside(&found), &inside(&wanted));
        cases += 1;
        if found == wanted {
            held += 1;
        } else if listing() {
            println!("{heading}\n  want {marked}\n  have {}", with_marks(&text, &found));
        }
    }
    Figure {
        name: "sentence ends",
        value: all.f1(),
        detail: format!(
            "{} right, {} found, {} wanted; inside paragraphs {:.4} ({} wanted); {held} of {cases} cases whole",
            all.right,
            all.found,
            all.wanted,
            inner.f1(),
            inner.wanted
        ),
    }
}

/// The text without its `‖`, and where they stood.
fn unmarked(marked: &str) -> (String, Vec<usize>) {
    let (mut text, mut ends) = (String::with_capacity(marked.len()), Vec::new());
    for piece in marked.split_inclusive('‖') {
        match piece.strip_suffix('‖') {
            Some(sentence) => {
                text.push_str(sentence);
                ends.push(text.len());
            }
            None => text.push_str(piece),
        }
    }
    (text, ends)
}

fn with_marks(text: &str, ends: &[usize]) -> String {
    let mut out = String::new();
    let mut from = 0;
    for end in ends {
        out.push_str(&text[from..*end]);
        out.push('‖');
        from = *end;
    }
    out + &text[from..]
}

/// Whether nothing but white space stands between a place and the end of its line.
fn ends_line(text: &str, at: usize) -> bool {
    text[at..].lines().next().is_none_or(|rest| rest.trim().is_empty())
}

/// A quotation that a case asks for.
struct Wanted {
    class: String,
    repair: Repair,
    span: Range<usize>,
}

fn quotes(content: &str, read: &mut impl FnMut(&str) -> Analysis) -> Result<Vec<Figure>> {
    let (mut spans, mut classed, mut repaired) = (Tally::default(), 0_usize, Tally::default());
    let (mut held, mut cases) = (0, 0);
    for (heading, body) in sets(content) {
        let Some(text) = block(&body, "text") else { continue };
        let expected = block(&body, "expect").with_context(|| format!("quotes.md: {heading}: no expect block"))?;
        let wanted = wanted(heading, text, expected)?;
        let found = read(text).quotes;
        cases += 1;
        spans.found += found.len();
        spans.wanted += wanted.len();
        let mut whole = found.len() == wanted.len();
        let trimmed: Vec<Range<usize>> = found.iter().map(|q| trimmed(text, q.inner.start as usize..q.inner.end as usize)).collect();
        repaired.found += found.iter().filter(|q| q.repair != Repair::None).count();
        for want in &wanted {
            let hit = trimmed.iter().position(|span| *span == want.span);
            spans.right += usize::from(hit.is_some());
            let class = hit.map_or("", |n| found[n].class.name());
            classed += usize::from(class == want.class);
            let repair = hit.is_some_and(|n| found[n].repair == want.repair);
            if want.repair != Repair::None {
                repaired.wanted += 1;
                repaired.right += usize::from(repair);
            }
            whole &= class == want.class && repair;
            if listing() && !(class == want.class && repair) {
                println!(
                    "{heading}\n  want {} {:?}: {}\n  have {}",
                    want.class,
                    want.repair,
                    &text[want.span.clone()],
                    have(class, hit.is_some())
                );
            }
        }
        if listing() {
            for (n, span) in trimmed.iter().enumerate().filter(|(_, span)| wanted.iter().all(|w| w.span != **span)) {
                println!("{heading}\n  too much: {} {:?}: {}", found[n].class.name(), found[n].repair, &text[span.clone()]);
            }
        }
        held += usize::from(whole);
    }
    let share = if spans.right == 0 { 0.0 } else { classed as f64 / spans.right as f64 };
    Ok(vec![
        Figure {
            name: "quotation spans",
            value: spans.f1(),
            detail: format!("{} right, {} found, {} wanted; {held} of {cases} cases whole", spans.right, spans.found, spans.wanted),
        },
        Figure { name: "quotation classes", value: share, detail: format!("{classed} right of {} spans that are right", spans.right) },
        Figure {
            name: "quotations mended",
            value: repaired.f1(),
            detail: format!("{} right, {} found, {} wanted", repaired.right, repaired.found, repaired.wanted),
        },
    ])
}

fn have(class: &str, there: bool) -> String {
    if there { class.to_owned() } else { "no such span".to_owned() }
}

/// The inside of a fenced block.
fn block<'a>(body: &'a str, name: &str) -> Option<&'a str> {
    let start = body.find(&format!("```{name}\n"))? + name.len() + 4;
    let end = body[start..].find("\n```").map_or(body.len(), |e| start + e);
    body.get(start..end).or(Some(""))
}

/// The lines of an `expect` block, each found in the text: of words that stand twice, the later line means the later place.
fn wanted(heading: &str, text: &str, expected: &str) -> Result<Vec<Wanted>> {
    let mut out: Vec<Wanted> = Vec::new();
    for line in expected.lines().filter(|l| !l.trim().is_empty() && l.trim() != "none") {
        let Some((class, words)) = line.split_once(": ") else { bail!("quotes.md: {heading}: '{line}' is not CLASS: words") };
        let (class, repair) = match class.split_once(" [") {
            None => (class, Repair::None),
            Some((class, "unclosed]")) => (class, Repair::Unclosed),
            Some((class, "unopened]")) => (class, Repair::Unopened),
            Some((_, other)) => bail!("quotes.md: {heading}: '[{other}' is neither [unclosed] nor [unopened]"),
        };
        let words = words.trim();
        let Some(span) = places(text, words).into_iter().map(|s| trimmed(text, s)).find(|span| out.iter().all(|w| w.span != *span)) else {
            bail!("quotes.md: {heading}: '{words}' is not in the text");
        };
        out.push(Wanted { class: class.trim().to_owned(), repair, span });
    }
    Ok(out)
}

/// Where the words stand in the text: as they are, else from their part before ` … ` to their part after it.
fn places(text: &str, words: &str) -> Vec<Range<usize>> {
    let whole: Vec<Range<usize>> = text.match_indices(words).map(|(at, _)| at..at + words.len()).collect();
    match words.split_once(" … ") {
        Some((first, last)) if whole.is_empty() => text
            .match_indices(first)
            .filter_map(|(at, _)| text[at + first.len()..].find(last).map(|skip| at..at + first.len() + skip + last.len()))
            .collect(),
        _ => whole,
    }
}

/// The span without stops and white space at its ends.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let outside = |c: char| c.is_whitespace() || matches!(c, '.' | '…' | '،' | ',' | '؛' | '!' | '؟' | '?');
    let words = &text[span.clone()];
    let start = span.start + (words.len() - words.trim_start_matches(outside).len());
    start..start + words.trim_matches(outside).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_and_their_places_kept() {
        assert_eq!(unmarked("وصل.‖ وغادر.‖"), ("وصل. وغادر.".to_owned(), vec!["وصل.".len(), "وصل. وغادر.".len()]));
        assert_eq!(with_marks("وصل. وغادر.", &["وصل.".len()]), "وصل.‖ وغادر.");
    }

    #[test]
    fn the_end_of_a_paragraph_is_known() {
        let text = "وصل. وغادر.\nثم عاد.";
        assert!(!ends_line(text, "وصل.".len()));
        assert!(ends_line(text, "وصل. وغادر.".len()));
        assert!(ends_line(text, text.len()));
    }

    #[test]
    fn words_that_stand_twice_are_two_places() {
        let wanted = wanted("h", "«نعم» ثم «نعم»", "speech: نعم\nspeech [unclosed]: نعم").unwrap();
        assert_ne!(wanted[0].span, wanted[1].span);
        assert_eq!(wanted[1].repair, Repair::Unclosed);
    }
}
