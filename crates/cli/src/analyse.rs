//! `mahdar analyse`. In: its arguments. Out: the layers beneath the record on standard output, text by text in the order of the inputs, a
//! line on standard error for each input that failed, and the exit code.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use mahdar::Analyzer;
use mahdar::analysis::{Analysis, Segment, Word};
use mahdar::names::Sort;
use mahdar::span::{CharMap, Span};
use mahdar::text::Kind;
use serde_json::{Value, json};

use crate::args::{AnalyseArgs, Layout};
use crate::input;
use crate::pretty;

/// Analyses what the arguments name.
pub(crate) fn run(args: &AnalyseArgs) -> ExitCode {
    match analyse(args) {
        Ok(0) => ExitCode::SUCCESS,
        // the reader of our output has enough (`mahdar analyse … | head`)
        Err(e) if e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(e) => {
            say(&format!("{e:#}"));
            ExitCode::FAILURE
        }
    }
}

fn say(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "mahdar: {}", pretty::clean(line));
}

/// Prints every item; the number of those that failed. Errors are of the output.
fn analyse(args: &AnalyseArgs) -> Result<usize> {
    let found = input::find(&args.paths, input::TEXTS);
    let analyzer = Analyzer::arabic();
    let mut worker = analyzer.worker();
    let mut out = io::stdout().lock();
    let (mut failed, mut objects) = (0, Vec::new());
    for item in &found.items {
        let page = item.document(None).and_then(|doc| {
            let analysis = catch_unwind(AssertUnwindSafe(|| worker.analysis(doc.text()))).map_err(|_| {
                worker = analyzer.worker();
                anyhow!("the engine failed on it; this is a defect of mahdar: please report it with the file")
            })?;
            Ok(Page::new(&item.name(), doc.text(), &analysis).print(args.format))
        });
        match page {
            Ok(Printed::Text(text)) => out.write_all(text.as_bytes()).context("cannot write the output")?,
            Ok(Printed::Object(object)) => objects.push(object),
            Err(e) => {
                failed += 1;
                say(&format!("{}: {e:#}", item.name()));
            }
        }
    }
    if args.format == Layout::Json {
        let value = match (found.single, objects.pop()) {
            (true, Some(one)) => one,
            (true, None) => return Ok(failed),
            (false, last) => Value::Array(objects.into_iter().chain(last).collect()),
        };
        writeln!(out, "{}", serde_json::to_string_pretty(&value)?).context("cannot write the output")?;
    }
    out.flush().context("cannot write the output")?;
    Ok(failed)
}

enum Printed {
    Text(String),
    Object(Value),
}

/// One analysed text.
struct Page<'a> {
    source: &'a str,
    text: &'a str,
    analysis: &'a Analysis,
    chars: CharMap,
}

impl<'a> Page<'a> {
    fn new(source: &'a str, text: &'a str, analysis: &'a Analysis) -> Self {
        let mut chars = CharMap::default();
        chars.fill(text);
        Self { source, text, analysis, chars }
    }

    fn print(&self, layout: Layout) -> Printed {
        match layout {
            Layout::Table => Printed::Text(self.table()),
            Layout::Conllu => Printed::Text(self.conllu()),
            Layout::Json => Printed::Object(self.json()),
        }
    }

    /// A span in code points.
    fn chars(&self, span: Span) -> [u32; 2] {
        [self.chars.code_point(self.text, span.start), self.chars.code_point(self.text, span.end)]
    }

    /// The name over a word, with whether it begins there.
    fn name(&self, word: &Word) -> Option<(&'static str, bool)> {
        let name = self.analysis.names.iter().find(|n| n.span.overlaps(word.span))?;
        Some((sort(name.sort), word.span.start <= name.span.start))
    }

    /// The value of the date that begins at a word.
    fn date(&self, word: &Word) -> Option<&str> {
        let date = self.analysis.dates.iter().find(|d| d.span.overlaps(word.span) && word.span.start <= d.span.start)?;
        Some(date.value.as_deref().unwrap_or("?"))
    }

    /// Sentence by sentence, its words.
    fn sentences(&self) -> impl Iterator<Item = (Span, &'a [Word])> {
        let mut rest = self.analysis.words.as_slice();
        self.analysis.sentences.iter().map(move |sentence| {
            let count = rest.partition_point(|w| w.span.start < sentence.end);
            let (words, after) = rest.split_at(count);
            rest = after;
            (*sentence, words)
        })
    }

    fn table(&self) -> String {
        let mut out = String::from("chars\tword\tsegments\tlemma\tpart of speech\tfeatures\tname\tdate\n");
        for (_, words) in self.sentences() {
            for word in words {
                let [start, end] = self.chars(word.span);
                let each = |of: &dyn Fn(&Segment) -> String| word.segments.iter().map(of).collect::<Vec<_>>().join(" + ");
                let _ = writeln!(
                    out,
                    "{start}-{end}\t{}\t{}\t{}\t{}{}\t{}\t{}\t{}",
                    pretty::clean(word.span.of(self.text)),
                    pretty::clean(&each(&|s| s.span.of(self.text).to_owned())),
                    pretty::clean(&each(&|s| s.lemma.clone())),
                    each(&|s| s.upos.to_owned()),
                    if word.guessed { " (guessed)" } else { "" },
                    each(&|s| feats(s)),
                    self.name(word).map_or("", |(name, _)| name),
                    self.date(word).unwrap_or(""),
                );
            }
            out.push('\n');
        }
        out
    }

    fn json(&self) -> Value {
        let segment = |s: &Segment| {
            let feats: serde_json::Map<String, Value> = s.feats.iter().map(|(k, v)| ((*k).to_owned(), json!(v))).collect();
            json!({"span": self.chars(s.span), "text": s.span.of(self.text), "upos": s.upos, "lemma": s.lemma, "feats": feats})
        };
        let word = |w: &Word| {
            let kind = match w.kind {
                Kind::Word => "word",
                Kind::Number => "number",
                Kind::Mark => "mark",
            };
            json!({"span": self.chars(w.span), "text": w.span.of(self.text), "kind": kind, "guessed": w.guessed,
                "segments": w.segments.iter().map(segment).collect::<Vec<_>>()})
        };
        json!({
            "source": self.source,
            "sentences": self.analysis.sentences.iter().map(|s| self.chars(*s)).collect::<Vec<_>>(),
            "words": self.analysis.words.iter().map(word).collect::<Vec<_>>(),
            "names": self.analysis.names.iter().map(|n| json!({"span": self.chars(n.span), "kind": sort(n.sort)})).collect::<Vec<_>>(),
            "dates": self.analysis.dates.iter().map(|d| json!({"span": self.chars(d.span), "value": d.value})).collect::<Vec<_>>(),
        })
    }

    /// CoNLL-U: heads and relations are not known and stay empty.
    fn conllu(&self) -> String {
        let mut out = format!("# newdoc id = {}\n", line(self.source));
        for (number, (sentence, words)) in self.sentences().enumerate() {
            let _ = writeln!(out, "# sent_id = {}", number + 1);
            let _ = writeln!(out, "# text = {}", line(sentence.of(self.text)));
            let mut id = 1;
            for (at, word) in words.iter().enumerate() {
                let spaced = words.get(at + 1).is_none_or(|next| next.span.start > word.span.end);
                let mut misc = self.range(word.span);
                if !spaced {
                    misc.push_str("|SpaceAfter=No");
                }
                if word.guessed {
                    misc.push_str("|Guessed=Yes");
                }
                if let Some((name, begins)) = self.name(word) {
                    let _ = write!(misc, "|NER={}-{name}", if begins { 'B' } else { 'I' });
                }
                if let Some(value) = self.date(word) {
                    let _ = write!(misc, "|Date={value}");
                }
                let several = word.segments.len() > 1;
                if several {
                    let last = id + word.segments.len() - 1;
                    let _ = writeln!(out, "{id}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", word.span.of(self.text));
                }
                for segment in &word.segments {
                    let own = if several { self.range(segment.span) } else { misc.clone() };
                    let lemma = if segment.lemma.is_empty() { "_" } else { &segment.lemma };
                    let feats = Some(feats(segment)).filter(|f| !f.is_empty()).unwrap_or_else(|| "_".to_owned());
                    let form = segment.span.of(self.text);
                    let _ = writeln!(out, "{id}\t{form}\t{lemma}\t{}\t_\t{feats}\t_\t_\t_\t{own}", segment.upos);
                    id += 1;
                }
            }
            out.push('\n');
        }
        out
    }

    fn range(&self, span: Span) -> String {
        let [start, end] = self.chars(span);
        format!("StartChar={start}|EndChar={end}")
    }
}

fn feats(segment: &Segment) -> String {
    segment.feats.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join("|")
}

/// White space as single spaces: a comment is one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Person => "person",
        Sort::Organization => "organization",
        Sort::State => "state",
        Sort::Group => "group",
        Sort::Place => "place",
        Sort::Framework => "framework",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "وقال وزير الخارجيّة لـلصحفيين إنه سيلتقيهم غدا في ﻻهاي.\n\nوبحث الوفد 3.5% من الملفات 🤝 \"بسرعة\".";

    fn page(layout: Layout) -> String {
        let analysis = Analyzer::arabic().worker().analysis(TEXT);
        match Page::new("a b\nc", TEXT, &analysis).print(layout) {
            Printed::Text(text) => text,
            Printed::Object(object) => object.to_string(),
        }
    }

    /// What is wrong with the structure of a CoNLL-U text.
    fn faults(conllu: &str, text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let mut faults = Vec::new();
        assert!(conllu.ends_with("\n\n"), "it ends with an empty line");
        for sentence in conllu.trim_end().split("\n\n") {
            let (mut next, mut range): (usize, Option<(usize, String)>) = (1, None);
            for line in sentence.lines().filter(|l| !l.starts_with('#')) {
                let cells: Vec<&str> = line.split('\t').collect();
                if cells.len() != 10 || cells.iter().any(|c| c.is_empty()) {
                    faults.push(format!("not ten cells: {line}"));
                    continue;
                }
                let misc = |key: &str| cells[9].split('|').find_map(|m| m.strip_prefix(key)).and_then(|n| n.parse::<usize>().ok());
                let slice = |a: usize, b: usize| chars[a..b].iter().collect::<String>();
                match (misc("StartChar="), misc("EndChar=")) {
                    (Some(a), Some(b)) if slice(a, b) == cells[1] => {}
                    _ => faults.push(format!("its characters are not its form: {line}")),
                }
                if let Some((a, b)) = cells[0].split_once('-') {
                    let (a, b): (usize, usize) = (a.parse().unwrap(), b.parse().unwrap());
                    if a != next || b <= a || range.is_some() {
                        faults.push(format!("a range out of place: {line}"));
                    }
                    range = Some((b, cells[1].to_owned()));
                    continue;
                }
                if cells[0] != next.to_string() {
                    faults.push(format!("identifier {} where {next} was due", cells[0]));
                }
                if let Some((last, letters)) = &mut range {
                    match letters.strip_prefix(cells[1]) {
                        Some(rest) => *letters = rest.to_owned(),
                        None => faults.push(format!("{} is not of its word", cells[1])),
                    }
                    if *last == next {
                        if !letters.is_empty() {
                            faults.push(format!("{letters} is in no segment"));
                        }
                        range = None;
                    }
                }
                let sorted = cells[5].split('|').is_sorted();
                if !sorted {
                    faults.push(format!("features not sorted: {}", cells[5]));
                }
                next += 1;
            }
        }
        faults
    }

    #[test]
    fn conllu_is_well_formed_and_its_ranges_slice_the_text() {
        let conllu = page(Layout::Conllu);
        assert_eq!(faults(&conllu, TEXT), Vec::<String>::new(), "{conllu}");
        assert!(conllu.starts_with("# newdoc id = a b c\n# sent_id = 1\n# text = وقال"));
        assert!(conllu.contains("1-2\tوقال\t_"), "{conllu}");
        assert!(conllu.contains("\tVERB\t"), "{conllu}");
    }

    #[test]
    fn bad_conllu_is_seen() {
        let bad = "1\tقال\tقال\tVERB\t_\t_\t_\t_\t_\tStartChar=0|EndChar=2\n3\tx\tx\tX\t_\tB=1|A=1\t_\t_\t_\tStartChar=0|EndChar=3\n\n";
        assert_eq!(faults(bad, "قال").len(), 4);
    }

    #[test]
    fn table_and_json_say_the_same_words() {
        let words = Analyzer::arabic().worker().analysis(TEXT).words.len();
        assert_eq!(page(Layout::Table).lines().filter(|l| !l.is_empty()).count(), words + 1);
        let object: Value = serde_json::from_str(&page(Layout::Json)).unwrap();
        assert_eq!(object["words"].as_array().map(Vec::len), Some(words));
        assert_eq!(object["sentences"].as_array().map(Vec::len), Some(2));
    }
}
