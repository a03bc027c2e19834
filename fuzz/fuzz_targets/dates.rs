//! Any text through the time room: it never panics, spans slice the text, values are well formed, and what is relative is null without a day.
#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use mahdar::time::{Kind, Reader};

thread_local! {
    static READER: RefCell<Reader> = RefCell::new(Reader::arabic());
}

fuzz_target!(|text: &str| {
    READER.with_borrow_mut(|reader| {
        // an ordinary day, the ends of the calendar, and none
        for day in ["2024-02-29", "-9999-01-01", "9999-12-31", ""] {
            let dates = reader.read(text, day.parse().ok());
            let mut last = 0;
            for time in &dates.times {
                assert!(!time.span.of(text).trim().is_empty(), "an expression without words");
                assert!(time.span.start >= last, "expressions overlap");
                last = time.span.end;
                if let Some(value) = &time.value {
                    assert!(well_formed(value, time.kind), "{value} as {}", time.kind.name());
                }
                if let Some((first, until)) = time.interval {
                    assert!(first <= until, "an interval that ends before it begins");
                }
            }
            if let Some(found) = dates.published {
                assert!(found.from <= found.until, "published after it was published");
            }
        }
    });
});

/// Whether a value has one of the shapes of the codebook.
fn well_formed(value: &str, kind: Kind) -> bool {
    let figures = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    match kind {
        Kind::Duration => value.starts_with('P') && value.len() > 2,
        Kind::Set => (value.starts_with('P') && value.len() > 2) || value.starts_with("XXXX-WXX-"),
        Kind::Date | Kind::Time if value.ends_with("_REF") => matches!(value, "PRESENT_REF" | "PAST_REF" | "FUTURE_REF"),
        Kind::Date | Kind::Time => value.split('/').all(|part| {
            let (day, clock) = part.split_once('T').map_or((part, None), |(day, clock)| (day, Some(clock)));
            let clock = clock.is_none_or(|c| {
                let c = c.strip_suffix('Z').unwrap_or(c);
                matches!(c, "MO" | "AF" | "EV" | "NI") || (c.split(':').all(|f| figures(f, 2)) && (2..=3).contains(&c.split(':').count()))
            });
            let day = day.strip_prefix('-').map_or(day, |d| d.trim_start_matches("00"));
            let mut fields = day.split('-');
            let year = fields.next().is_none_or(|y| y.is_empty() || figures(y, 4) || y.ends_with('X') && y.len() == 4);
            let rest = fields.all(|f| {
                figures(f, 2)
                    || matches!(f, "SP" | "SU" | "FA" | "WI" | "WE" | "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2")
                    || f.strip_prefix('W').is_some_and(|w| figures(w, 2))
            });
            clock && year && rest
        }),
    }
}
