//! Any text through the layers beneath the record: no panic, every word stands in the text behind the one before it, its segments are
//! together the whole word, and each word is in one sentence.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mahdar::Analyzer;
use mahdar::span::Span;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::arabic);

fuzz_target!(|text: &str| {
    let analysis = ANALYZER.worker().analysis(text);
    let slice = |span: Span| text.get(span.start as usize..span.end as usize).expect("a span on the borders of characters");
    let mut end = 0;
    for word in &analysis.words {
        assert!(word.span.start >= end && !slice(word.span).is_empty(), "a word out of place");
        end = word.span.end;
        let mut at = word.span.start;
        for segment in &word.segments {
            assert!(segment.span.start == at && !slice(segment.span).is_empty(), "a segment out of place");
            at = segment.span.end;
        }
        assert_eq!(at, word.span.end, "segments that are not the word");
        assert_eq!(analysis.sentences.iter().filter(|s| s.contains(word.span)).count(), 1, "a word that is not in one sentence");
    }
    analysis.names.iter().map(|n| n.span).chain(analysis.dates.iter().map(|d| d.span)).for_each(|span| {
        slice(span);
    });
});
