//! Any bytes as a feed, and as a sitemap: items or problems with their places, never a panic, and furniture within the text.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use mahdar_source::{Kind, Options, from};

fuzz_target!(|bytes: &[u8]| {
    let _ = mahdar_source::addresses(bytes.to_vec(), "fuzz");
    let Ok(items) = from("fuzz", Cursor::new(bytes.to_vec()), Some(Kind::Feed), &Options::default()) else { return };
    for item in items.flatten() {
        let text = item.document.text();
        assert!(!text.trim().is_empty() && item.content.starts_with("b3:"), "an item without text or hash");
        for furniture in &item.furniture {
            assert!(text.get(furniture.span.0..furniture.span.1).is_some_and(|t| !t.is_empty()), "furniture that is not in the text");
        }
    }
});
