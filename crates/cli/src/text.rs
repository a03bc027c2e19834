//! Where a record's spans are in a text. In: a text. Out: bytes, UTF-16 units, lines and columns for any code point of it.
//!
//! Records count code points, Rust bytes, browsers UTF-16 units. A report may be one line of 50 MB, so only every 256th place is kept.

use mahdar::record::Chars;

/// Code points between two kept places.
const STEP: usize = 256;

/// An index over one text.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    all: &'a str,
    /// Byte and UTF-16 offset of every [`STEP`]th code point.
    places: Vec<(usize, usize)>,
    /// First code point of every line, lines ending in LF.
    lines: Vec<u32>,
    /// Code points in all.
    len: u32,
}

impl<'a> Text<'a> {
    /// Indexes a text.
    pub(crate) fn new(text: &'a str) -> Self {
        let mut places = Vec::new();
        let mut lines = vec![0];
        let (mut count, mut units) = (0usize, 0);
        for (byte, c) in text.char_indices() {
            if count.is_multiple_of(STEP) {
                places.push((byte, units));
            }
            count += 1;
            units += c.len_utf16();
            if c == '\n' {
                lines.push(count as u32);
            }
        }
        Self { all: text, places, lines, len: count as u32 }
    }

    /// Number of code points.
    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    /// First code points of the lines.
    pub(crate) fn lines(&self) -> &[u32] {
        &self.lines
    }

    /// Line and column of a code point, both from 1.
    pub(crate) fn position(&self, at: u32) -> (usize, u32) {
        let line = self.lines.partition_point(|&start| start <= at);
        (line, at - self.lines[line - 1] + 1)
    }

    /// Byte and UTF-16 offset of a code point; one past the end gives the end.
    fn offsets(&self, at: u32) -> (usize, usize) {
        let at = at.min(self.len) as usize;
        let Some(&(byte, units)) = self.places.get(at / STEP).or(self.places.last()) else { return (0, 0) };
        let known = if at / STEP < self.places.len() { at / STEP * STEP } else { (self.places.len() - 1) * STEP };
        self.all[byte..].chars().take(at - known).fold((byte, units), |(b, u), c| (b + c.len_utf8(), u + c.len_utf16()))
    }

    /// UTF-16 offset of a code point.
    pub(crate) fn units(&self, at: u32) -> usize {
        self.offsets(at).1
    }

    /// The words of a span. A span that runs past the end is cut: showing must not fail where reading did not.
    pub(crate) fn slice(&self, span: Chars) -> &'a str {
        let (start, end) = (self.offsets(span.0).0, self.offsets(span.1).0);
        self.all.get(start..end).unwrap_or("")
    }

    /// The span widened to whole words and moved off line breaks at its start, for marks that must not cut a word.
    pub(crate) fn whole_words(&self, span: Chars) -> Chars {
        let end = span.1.min(self.len);
        let breaks = self.slice(Chars(span.0, end)).chars().take_while(|c| matches!(c, '\r' | '\n')).count() as u32;
        let start = (span.0 + breaks).min(end);
        let (from, to) = (self.offsets(start).0, self.offsets(end).0);
        if from >= to {
            return Chars(start, start);
        }
        let before = |at: usize| self.all[..at].chars().next_back().is_some_and(in_word);
        let after = |at: usize| self.all[at..].chars().next().is_some_and(in_word);
        let left =
            if after(from) && before(from) { self.all[..from].chars().rev().take(STEP).take_while(|&c| in_word(c)).count() } else { 0 };
        let right = if after(to) && before(to) { self.all[to..].chars().take(STEP).take_while(|&c| in_word(c)).count() } else { 0 };
        Chars(start - left as u32, end + right as u32)
    }
}

/// Part of a word as shaping sees it: letters, digits, marks, tatweel and the two joiners.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_a_plain_count() {
        let sample = "قال «\u{1F600} abc»\r\nثم\n".repeat(60);
        let text = Text::new(&sample);
        assert_eq!(text.len() as usize, sample.chars().count());
        for (n, (byte, _)) in sample.char_indices().enumerate() {
            assert_eq!(text.offsets(n as u32), (byte, sample[..byte].encode_utf16().count()));
        }
        assert_eq!(text.offsets(u32::MAX).0, sample.len());
        assert_eq!(text.slice(Chars(4, 10)), "«\u{1F600} abc");
        assert_eq!(Text::new("").slice(Chars(3, 9)), "");
        assert_eq!(Text::new(&"ا".repeat(STEP)).slice(Chars(0, STEP as u32)).chars().count(), STEP);
    }

    #[test]
    fn positions_are_line_and_column_from_one() {
        let text = Text::new("أب\r\nجد");
        assert_eq!(text.position(0), (1, 1));
        assert_eq!(text.position(4), (2, 1));
        assert_eq!(text.position(5), (2, 2));
    }

    #[test]
    fn marks_take_whole_words() {
        // "and Lavrov said": the span is Lavrov without the conjunction.
        let text = Text::new("قال ولافروف أمس");
        assert_eq!(text.whole_words(Chars(5, 11)), Chars(4, 11));
        assert_eq!(text.whole_words(Chars(4, 7)), Chars(4, 11));
        assert_eq!(text.whole_words(Chars(3, 3)), Chars(3, 3));
        assert_eq!(Text::new("أ\n\nب").whole_words(Chars(1, 4)), Chars(3, 4));
    }
}
