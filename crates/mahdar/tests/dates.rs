//! The sheet of dates: sentences of the news with the expression marked, the day on which each was written, and the value that the
//! expression has. `tests/dates/sheet.tsv` holds them with a word on why, `tests/dates/none.txt` what is no point of the calendar,
//! `tests/dates/reports.tsv` reports that nobody dated, with the day that their words allow and what speaks against it.
#![allow(missing_docs)]

use mahdar::time::{Kind, Reader};

/// A sentence with `[` and `]` around its expression: the sentence without them, and the expression's bytes.
fn unmarked(marked: &str) -> (String, std::ops::Range<usize>) {
    let (before, rest) = marked.split_once('[').expect("an expression is marked");
    let (inside, after) = rest.split_once(']').expect("the mark is closed");
    (format!("{before}{inside}{after}"), before.len()..before.len() + inside.len())
}

#[test]
fn every_expression_of_the_sheet() {
    let mut reader = Reader::arabic();
    let (mut wrong, mut all) = (Vec::new(), 0);
    for line in include_str!("../../../tests/dates/sheet.tsv").lines().skip(1).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [anchor, marked, value, kind, note] = cells[..] else { panic!("five columns: {line}") };
        let (text, span) = unmarked(marked);
        all += 1;
        let times = reader.read(&text, anchor.parse().ok()).times;
        let right = times.iter().any(|t| {
            t.span.start as usize == span.start
                && t.span.end as usize == span.end
                && t.value.as_deref().unwrap_or("") == value
                && t.kind.name() == kind
        });
        if !right {
            let got: Vec<_> = times
                .iter()
                .map(|t| format!("[{}] {} {} ({})", t.span.of(&text), t.value.as_deref().unwrap_or("null"), t.kind.name(), t.because))
                .collect();
            wrong.push(format!("{anchor} {marked}\n  {note}\n  wanted {value} {kind}\n  got    {}", got.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {all} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nothing_where_there_is_nothing() {
    let mut reader = Reader::arabic();
    let (mut wrong, mut all) = (Vec::new(), 0);
    for line in include_str!("../../../tests/dates/none.txt").lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        all += 1;
        let times = reader.read(line, "2018-05-15".parse().ok()).times;
        for time in times.iter().filter(|t| matches!(t.kind, Kind::Date | Kind::Time)) {
            wrong.push(format!("{line}: [{}] {:?}", time.span.of(line), time.value));
        }
    }
    assert!(wrong.is_empty(), "{} in {all} lines:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_day_of_every_report() {
    let mut reader = Reader::arabic();
    let (mut wrong, mut all) = (Vec::new(), 0);
    for line in include_str!("../../../tests/dates/reports.tsv").lines().skip(1).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [text, value, because, conflict] = cells[..] else { panic!("four columns: {line}") };
        let text = text.replace("\\n", "\n");
        all += 1;
        let found = reader.read(&text, None).published;
        let day = found.as_ref().map_or("-".to_owned(), mahdar::time::Anchor::value);
        let others: Vec<String> = found.iter().flat_map(|a| &a.conflicts).map(|c| c.value.to_string()).collect();
        if day != value || others.join(" ") != conflict.replace('-', if conflict == "-" { "" } else { "-" }) {
            let why = found.as_ref().map_or("", |a| a.because.as_str());
            wrong.push(format!(
                "{text}\n  {because}\n  wanted {value} against {conflict}\n  got    {day} against {} ({why})",
                others.join(" ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {all} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
