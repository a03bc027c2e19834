//! Spans: where something stands in a document.
//!
//! Inside the engine a [`Span`] counts bytes of `Document::text`, end-exclusive. Code points appear only in
//! records ([`crate::record::Chars`]); [`CharMap`] is the one bridge between the two.

/// A stretch of `Document::text` in bytes, end-exclusive. Both ends stand on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from byte `start` to before byte `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span ends before it starts: {start}..{end}");
        Self { start: start as u32, end: end as u32 }
    }

    /// The words of the span in its text.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Translates byte offsets of one text to code points, in steps of 64 bytes.
#[derive(Debug, Default)]
pub struct CharMap {
    counts: Vec<u32>,
}

const STEP: usize = 64;

impl CharMap {
    /// Fills the map for `text`, reusing the buffer.
    pub fn fill(&mut self, text: &str) {
        self.counts.clear();
        let mut count = 0u32;
        for chunk in text.as_bytes().chunks(STEP) {
            self.counts.push(count);
            count += starts(chunk);
        }
        self.counts.push(count);
    }

    /// The code point at byte `byte` of the text that the map was filled for.
    pub fn code_point(&self, text: &str, byte: u32) -> u32 {
        let byte = byte as usize;
        let block = byte / STEP;
        self.counts[block] + starts(&text.as_bytes()[block * STEP..byte])
    }
}

/// Code points that begin in `bytes`: every byte but UTF-8 continuation bytes.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| **b & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_chars() {
        let text = "قال 🤝 لافروف: «نعم» then more text to pass the step of sixty-four bytes، وأضاف أن";
        let mut map = CharMap::default();
        map.fill(text);
        for (at, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(map.code_point(text, byte as u32) as usize, at);
        }
        assert_eq!(map.code_point(text, text.len() as u32) as usize, text.chars().count());
    }
}
