//! Any text through the text room: tokens and the gaps between them rebuild it, paragraphs and sentences cover all tokens in order,
//! quotations lie within each other or apart, and folding keeps its map.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mahdar::Analyzer;
use mahdar_arabic::fold::{self, Fold, Folded};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::arabic);

fuzz_target!(|text: &str| {
    let mut worker = ANALYZER.worker();
    let layers = worker.text(text);
    let mut at = 0;
    for token in &layers.tokens {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        assert!(at <= start && start < end, "a token stands in another");
        let gap = text[at..start].chars();
        assert!(gap.clone().all(|c| c.is_whitespace() || c == '_' || fold::letter(c) == Folded::Nothing), "a gap holds words: {gap:?}");
        at = end;
    }
    for ranges in [&layers.paragraphs, &layers.sentences] {
        let mut next = 0;
        for range in ranges {
            assert!(range.start == next && range.end > range.start, "{range:?} does not go on from {next}");
            next = range.end;
        }
        assert_eq!(next, layers.tokens.len(), "tokens are left over");
    }
    let mut open: Vec<std::ops::Range<usize>> = Vec::new();
    for quote in &layers.quotes {
        let outer = quote.outer();
        assert!(!quote.inner().is_empty() && outer.end <= layers.tokens.len(), "{quote:?} holds nothing");
        open.retain(|o| o.end > outer.start);
        assert!(open.iter().all(|o| outer.end <= o.end), "{quote:?} reaches out of {open:?}");
        open.push(outer);
    }
    for fold in [Fold::LIGHT, Fold::FULL] {
        let shadow = fold.map(text);
        assert_eq!(fold.map(shadow.text()).text(), shadow.text(), "folding twice is not folding once");
        let mut last = 0;
        for (at, c) in shadow.text().char_indices() {
            let original = shadow.original(at..at + c.len_utf8());
            assert!(original.start >= last && original.start < original.end && original.end <= text.len(), "the map is not monotone");
            last = original.start;
        }
    }
});
