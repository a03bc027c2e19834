//! A record for people, in a terminal or a file. In: a [`View`]. Out: lines of text with ANSI styles (the stream drops them where they
//! are not wanted).
//!
//! Direction. A terminal lays out each line by itself, and without help the parts of a line trade places: beside Arabic, "Lavrov, then
//! the date" is shown as "the date, then Lavrov", and a full stop jumps to the wrong end. So every run that is not of the interface's
//! language stands in its own isolate (FSI or LRI, and PDI), opened and closed on the same line. This is done in a pipe too: the file is
//! looked at later with the same problem, the same input should give the same bytes, and a search for words still finds them because an
//! isolate never opens inside a run. The Arabic interface wraps each line in a right-to-left isolate after a right-to-left mark, so that
//! terminals that detect direction align the line to the right and others at least order it rightly.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar;

use crate::labels::{Label, Lang};
use crate::view::{Entry, Mark, Part, View};

const RLM: char = '\u{200F}';
const LRI: char = '\u{2066}';
const RLI: char = '\u{2067}';
pub(crate) const FSI: char = '\u{2068}';
pub(crate) const PDI: char = '\u{2069}';

/// Columns from the edge to an entry and to its rows, and those that a label takes.
const ENTRY: usize = 2;
const ROW: usize = 6;
const LABEL: usize = 14;

/// Lines longer than this are hard to read on any terminal.
const WIDEST: usize = 120;
const NARROWEST: usize = 40;

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const PLAIN: Style = Style::new();
const TITLE: Style = AnsiColor::Cyan.on_default().bold();
const CLASS: Style = AnsiColor::Green.on_default().bold();

/// A run of one style and direction.
struct Run {
    text: String,
    style: Style,
    /// The character that opens its isolate.
    open: Option<char>,
    /// Whether it may be broken at its spaces.
    breaks: bool,
}

/// Prints a record. Without a width (in a pipe) lines are not broken: programs and editors do that better.
pub(crate) fn print(view: &View<'_>, width: Option<usize>) -> String {
    let mut page = Page { view, out: String::new(), width: width.map(|w| w.clamp(NARROWEST, WIDEST)) };
    let untitled = || view.lang.pick("Untitled report", "خبر بلا عنوان");
    let title = view.title.map_or_else(|| run(untitled(), TITLE, None), |title| run(title, TITLE, Some(FSI)));
    page.line(0, None, &[title]);
    for row in &view.head {
        page.row(ENTRY, row.label, &row.parts);
    }
    let counts: Vec<String> = view.counts().map(|(label, n)| format!("{} {n}", label.text(view.lang))).collect();
    page.row(ENTRY, Label::Found, &[Part::Label(counts.join(view.lang.pick(", ", "، ")))]);
    for section in view.sections.iter().filter(|s| !s.entries.is_empty()) {
        page.out.push('\n');
        page.line(0, None, &[run(&format!("{} ({})", section.title.text(view.lang), section.entries.len()), STRONG, None)]);
        for entry in &section.entries {
            page.entry(entry);
        }
    }
    page.out
}

/// Text made safe for a terminal: no control characters (a report could carry escape sequences) and no embeddings or isolates that would
/// close ours. Used for messages too.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'))
        .map(|c| match c {
            '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}

fn run(text: &str, style: Style, open: Option<char>) -> Run {
    Run { text: clean(text), style, open, breaks: true }
}

struct Page<'a> {
    view: &'a View<'a>,
    out: String,
    width: Option<usize>,
}

impl Page<'_> {
    fn entry(&mut self, entry: &Entry) {
        let lang = self.view.lang;
        let mut runs = Vec::new();
        if !entry.id.is_empty() {
            runs.push(run(&entry.id, FAINT, Some(LRI)));
        }
        // The head of a date is its value, which reads left to right whatever the interface.
        runs.push(run(&entry.head, CLASS, (entry.mark == Mark::When).then_some(LRI)));
        if !entry.tags.is_empty() {
            runs.push(run(&format!("({})", entry.tags.join(lang.pick(", ", "، "))), PLAIN, None));
        }
        let (line, column) = self.view.text.position(entry.at.0);
        let place = match lang {
            Lang::En => format!("line {line}, char {column}"),
            Lang::Ar => format!("السطر {line}، الحرف {column}"),
        };
        runs.push(run(&format!("· {place}"), FAINT, None));
        self.line(ENTRY, None, &runs);
        for row in &entry.rows {
            self.row(ROW, row.label, &row.parts);
        }
    }

    fn row(&mut self, indent: usize, label: Label, parts: &[Part]) {
        let runs: Vec<Run> = parts.iter().map(|part| self.part(part)).collect();
        self.line(indent, Some(label.text(self.view.lang)), &runs);
    }

    fn part(&self, part: &Part) -> Run {
        match part {
            Part::Label(text) => run(text, PLAIN, None),
            Part::Faint(text) => run(text, FAINT, None),
            Part::Name(text) => run(text, STRONG, Some(FSI)),
            Part::Ltr(text) => Run { breaks: false, ..run(text, PLAIN, Some(LRI)) },
            Part::FaintLtr(text) | Part::Ref(text) => Run { breaks: false, ..run(text, FAINT, Some(LRI)) },
            Part::Words(span, mark) => run(self.view.text.slice(*span), style(*mark), Some(FSI)),
            Part::Place(span, _) => {
                let (line, column) = self.view.text.position(span.0);
                run(&format!("{line}:{column}"), FAINT, Some(LRI))
            }
        }
    }

    /// One row, on as many lines as it takes.
    fn line(&mut self, indent: usize, label: Option<&str>, runs: &[Run]) {
        let rtl = self.view.lang == Lang::Ar;
        let start = if label.is_some() { indent + LABEL } else { indent };
        let room = self.width.map_or(usize::MAX, |w| w.saturating_sub(start).max(16));
        for (n, line) in fold(runs, room).into_iter().enumerate() {
            if rtl {
                self.out.extend([RLM, RLI]);
            }
            match label {
                Some(label) if n == 0 => {
                    let pad = start.saturating_sub(indent + columns(label)).max(1);
                    let _ = write!(self.out, "{:indent$}{FAINT}{label}{FAINT:#}{:pad$}", "", "");
                }
                // What continues an entry's head stands under it, not under its edge.
                _ => self.out.extend(std::iter::repeat_n(' ', if label.is_none() && n > 0 { start + 2 } else { start })),
            }
            for (i, (of, text)) in line.into_iter().enumerate() {
                let Run { style, open, .. } = &runs[of];
                if i > 0 {
                    self.out.push(' ');
                }
                let _ = match open {
                    Some(open) => write!(self.out, "{style}{open}{text}{PDI}{style:#}"),
                    None => write!(self.out, "{style}{text}{style:#}"),
                };
            }
            if rtl {
                self.out.push(PDI);
            }
            self.out.push('\n');
        }
    }
}

/// Breaks runs into lines of at most `room` columns: each line is pieces of runs, by the run's number.
fn fold(runs: &[Run], room: usize) -> Vec<Vec<(usize, String)>> {
    let mut lines: Vec<Vec<(usize, String)>> = vec![Vec::new()];
    let mut used = 0;
    for (n, run) in runs.iter().enumerate() {
        let words: Vec<&str> = if run.breaks { run.text.split_whitespace().collect() } else { vec![run.text.as_str()] };
        for word in words {
            let wide = columns(word);
            if used > 0 && used + 1 + wide > room {
                lines.push(Vec::new());
                used = 0;
            }
            used += wide + usize::from(used > 0);
            let line = lines.last_mut().expect("there is always a line");
            match line.last_mut() {
                Some((of, text)) if *of == n => {
                    text.push(' ');
                    text.push_str(word);
                }
                _ => line.push((n, word.to_owned())),
            }
        }
    }
    lines
}

/// Columns that a terminal gives to a text: letter by letter, since terminals do not join lam and alef into one cell.
fn columns(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

fn style(mark: Mark) -> Style {
    match mark {
        Mark::Said => PLAIN,
        Mark::Cue | Mark::Deed => AnsiColor::Yellow.on_default(),
        Mark::Who => STRONG,
        Mark::When | Mark::Where => AnsiColor::Blue.on_default(),
        Mark::Issue | Mark::Frame => AnsiColor::Magenta.on_default(),
        Mark::Note => AnsiColor::Red.on_default(),
        Mark::Aside => FAINT,
    }
}

#[cfg(test)]
mod tests;
