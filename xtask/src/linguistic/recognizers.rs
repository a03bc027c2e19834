//! How many of the Arabic date and time cases of microsoft/Recognizers-Text the time room reads as they expect. The cases were translated
//! from English and not proof-read: those whose Arabic or answer is wrong, or that contradict the codebook, are listed in
//! `docs/recognizers-unsound.tsv` with the reason, and count neither for nor against.
//!
//! A case is right when each phrase that it expects is found, from its first word after prepositions to its last, with its value (where the
//! file gives values); where it expects none, when no point of the calendar is found. `MAHDAR_RECOGNIZERS_FAILED=1` lists the others.

mod timex;

use std::collections::HashMap;
use std::fs;

use anyhow::{Context, Result};
use mahdar::time::{Kind, Reader};
use serde_json::Value;

use super::Figure;
use crate::paths;

/// The day that cases without one are read on: that of most which have one.
const DAY: &str = "2016-11-07";

/// The share right of the cases judged sound, over all files.
pub(super) fn measure() -> Result<Vec<Figure>> {
    let files = paths::files(&paths::beside("MAHDAR_RECOGNIZERS", "../shared/data/recognizers-ar"), ".json");
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let unsound = unsound()?;
    let list = std::env::var_os("MAHDAR_RECOGNIZERS_FAILED").is_some();
    let mut reader = Reader::arabic();
    let (mut right, mut sound, mut left_out) = (0_u32, 0_u32, 0);
    for path in files {
        let name = paths::name(&path).trim_end_matches(".json").to_owned();
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let cases: Vec<Value> =
            serde_json::from_str(text.trim_start_matches('\u{FEFF}')).with_context(|| format!("in {}", path.display()))?;
        let (mut ours, mut all) = (0_u32, 0_u32);
        for (number, case) in cases.iter().enumerate() {
            let reason = unsound.get(&(name.clone(), number));
            let holds = is_right(&mut reader, case);
            if reason.is_some() {
                left_out += 1;
                if holds && list {
                    println!("{name}\t{number}\tholds, though judged unsound");
                }
                continue;
            }
            all += 1;
            ours += u32::from(holds);
            if list && !holds {
                println!("{name}\t{number}\t{}", shown(&mut reader, case));
            }
        }
        if list {
            println!("{name}: {ours} of {all}");
        }
        right += ours;
        sound += all;
    }
    let value = if sound == 0 { 0.0 } else { f64::from(right) / f64::from(sound) };
    let detail = format!("{right} of {sound} cases right, {left_out} judged unsound");
    Ok(vec![Figure { name: "recognizers dates and times", value, detail }])
}

/// File and number of the cases that are not counted, with the reason.
fn unsound() -> Result<HashMap<(String, usize), String>> {
    let path = paths::root().join("docs/recognizers-unsound.tsv");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut out = HashMap::new();
    for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).skip(1) {
        let mut cells = line.split('\t');
        let (Some(file), Some(numbers), Some(why)) = (cells.next(), cells.next(), cells.next()) else {
            anyhow::bail!("{}: a row has file, cases and reason: {line}", path.display());
        };
        for part in numbers.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let range = first.parse::<usize>().and_then(|f| Ok(f..=last.parse()?));
            for number in range.with_context(|| format!("{}: '{part}' is no number", path.display()))? {
                out.insert((file.to_owned(), number), why.to_owned());
            }
        }
    }
    Ok(out)
}

fn input(case: &Value) -> (&str, jiff::civil::Date) {
    let day = case["Context"]["ReferenceDateTime"].as_str().and_then(|d| d.get(..10)).unwrap_or(DAY);
    (case["Input"].as_str().unwrap_or(""), day.parse().unwrap_or(jiff::civil::date(2016, 11, 7)))
}

fn is_right(reader: &mut Reader, case: &Value) -> bool {
    let (text, day) = input(case);
    let times = reader.read(text, Some(day)).times;
    let expected: Vec<&Value> = case["Results"].as_array().into_iter().flatten().collect();
    if expected.is_empty() {
        return !times.iter().any(|t| matches!(t.kind, Kind::Date | Kind::Time));
    }
    expected.iter().all(|want| {
        let phrase = bare(want["Text"].as_str().unwrap_or(""));
        let value = want["Value"]["Timex"].as_str();
        times.iter().any(|t| {
            let same = bare(t.span.of(text)) == phrase;
            let ours = t.value.as_deref().unwrap_or("");
            same && value.is_none_or(|theirs| timex::same(theirs, ours, t.span.of(text)))
        })
    })
}

/// A phrase without the prepositions and يوم "day" that conventions put inside or outside of it, its spaces made one.
fn bare(phrase: &str) -> String {
    const BEFORE: [&str; 12] = ["في", "إلى", "عند", "من", "ما", "الفترة", "يوم", "لمدة", "مدة", "طوال", "هذا", "خلال"];
    let phrase = phrase.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | '؟'));
    let mut words: Vec<&str> = phrase.split_whitespace().collect();
    while words.len() > 1 && BEFORE.contains(&words[0]) {
        words.remove(0);
    }
    words.join(" ")
}

fn shown(reader: &mut Reader, case: &Value) -> String {
    let (text, day) = input(case);
    let want: Vec<String> = case["Results"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|r| format!("[{}] {}", r["Text"].as_str().unwrap_or(""), r["Value"]["Timex"].as_str().unwrap_or("")))
        .collect();
    let times = reader.read(text, Some(day)).times;
    let got: Vec<String> = times.iter().map(|t| format!("[{}] {}", t.span.of(text), t.value.as_deref().unwrap_or("-"))).collect();
    format!("{text} | {} | {}", want.join("; "), got.join("; "))
}
