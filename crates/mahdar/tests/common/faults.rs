//! What must hold of the spans of every record and of every layer beneath it. In: what the engine made, and the text. Out: what is wrong,
//! in words. Tests ask it of made-up texts, `cargo xtask bench --whole-corpus --checked` of a whole corpus.

use mahdar::analysis::Analysis;
use mahdar::span::Span;
use serde_json::Value;

/// The fields whose words cannot be empty.
const NEVER_EMPTY: [&str; 7] = ["cue", "trigger", "target", "content", "status_cue", "place_span", "condition"];

/// What is wrong with the spans of a record.
pub(crate) fn faults(record: &Value, text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut faults = Vec::new();
    if record["document"]["text"] != text {
        faults.push("document.text is not the text that was read".to_owned());
    }
    walk(record, "", &mut |path, (start, end)| {
        let field = path.rsplit('/').find(|key| key.parse::<usize>().is_err()).unwrap_or("");
        if start > end || end > chars.len() as u64 {
            faults.push(format!("{path}: [{start}, {end}) is not in a text of {} code points", chars.len()));
        } else if start == end && NEVER_EMPTY.contains(&field) {
            faults.push(format!("{path}: no words at {start}"));
        }
    });
    for event in record["events"].as_array().into_iter().flatten() {
        let span = &event["place_span"];
        if let (Some(place), Some(a), Some(b)) = (event["place"].as_str(), span[0].as_u64(), span[1].as_u64()) {
            let words: String = chars.iter().take(b as usize).skip(a as usize).collect();
            if words != place {
                faults.push(format!("place '{place}' is not the words of its span: '{words}'"));
            }
        }
    }
    faults
}

/// Every pair of whole numbers of a record is a span; calls `each` with its path.
fn walk(value: &Value, path: &str, each: &mut impl FnMut(&str, (u64, u64))) {
    match value {
        Value::Array(items) => match items.as_slice() {
            [Value::Number(a), Value::Number(b)] => each(path, (a.as_u64().unwrap_or(u64::MAX), b.as_u64().unwrap_or(0))),
            _ => items.iter().enumerate().for_each(|(i, item)| walk(item, &format!("{path}/{i}"), each)),
        },
        Value::Object(fields) => fields.iter().for_each(|(key, field)| walk(field, &format!("{path}/{key}"), each)),
        _ => {}
    }
}

/// What is wrong with the layers beneath the record: every word stands in the text behind the one before it, its segments are together the
/// whole word, the sentences hold every word and no white space is a word.
pub(crate) fn layer_faults(analysis: &Analysis, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |what: &str, good: bool, span: Span| {
        if !good {
            faults.push(format!("{what} at {}..{}", span.start, span.end));
        }
    };
    let slices = |span: Span| text.get(span.start as usize..span.end as usize).is_some_and(|s| !s.is_empty());
    let mut end = 0;
    for word in &analysis.words {
        check("a word out of place", word.span.start >= end && slices(word.span), word.span);
        end = word.span.end;
        let mut at = word.span.start;
        for segment in &word.segments {
            check("a segment out of place", segment.span.start == at && slices(segment.span), segment.span);
            check("a segment without part of speech", !segment.upos.is_empty(), segment.span);
            at = segment.span.end;
        }
        check("segments that are not the word", at == word.span.end, word.span);
        let held = analysis.sentences.iter().filter(|s| s.contains(word.span)).count();
        check("a word that is not in one sentence", held == 1, word.span);
    }
    for pair in analysis.sentences.windows(2) {
        check("sentences out of order", pair[0].end <= pair[1].start, pair[1]);
    }
    for span in analysis.sentences.iter().copied().chain(analysis.names.iter().map(|n| n.span)).chain(analysis.dates.iter().map(|d| d.span))
    {
        check("a span that does not slice the text", slices(span), span);
    }
    faults
}
