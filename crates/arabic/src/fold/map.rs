//! A fold of one's choice, in one pass, with the way back.
//!
//! In: a text and a [`Fold`], which says what is taken for what. Out: a [`Shadow`], the folded text with a private map of offsets. The map is
//! runs, not a number a byte: a text that is left as it is has one. Offsets are bytes on character boundaries, ranges are end-exclusive.
//! What is dropped belongs to the letter before it, so that no range of the original begins with a vowel sign.

use super::{Folded, compose, digit, full, letter};
use std::ops::Range;

/// What is taken for what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each fold is a switch of its own")]
pub struct Fold {
    /// أ, إ, آ are ا.
    pub alef: bool,
    /// ؤ, ئ are ء.
    pub hamza: bool,
    /// ى is ي.
    pub yaa: bool,
    /// ة is ه.
    pub taa: bool,
    /// Hamza and madda in a character of their own join the letter that they stand on.
    pub compose: bool,
    /// Vowel signs, Quranic marks and the combining marks of other scripts go.
    pub marks: bool,
    /// Tatweel goes.
    pub tatweel: bool,
    /// Bidi controls, joiners, zero-width spaces, soft hyphens and byte order marks go.
    pub invisible: bool,
    /// Letters as other languages of the script write them (ی, ک, ہ), and the alef of union, are the Arabic ones.
    pub shapes: bool,
    /// Presentation forms and ligatures are their letters.
    pub forms: bool,
    /// Arabic and Persian digits are those of ASCII.
    pub digits: bool,
    /// Capitals are small.
    pub case: bool,
    /// Every space within a line is the plain one.
    pub spaces: bool,
}

impl Fold {
    /// Nothing is folded.
    pub const NONE: Self = Self {
        alef: false,
        hamza: false,
        yaa: false,
        taa: false,
        compose: false,
        marks: false,
        tatweel: false,
        invisible: false,
        shapes: false,
        forms: false,
        digits: false,
        case: false,
        spaces: false,
    };

    /// As the engine's light forms: hamzas, ى and ة stay as they are written.
    pub const LIGHT: Self = Self {
        compose: true,
        marks: true,
        tatweel: true,
        invisible: true,
        shapes: true,
        forms: true,
        digits: true,
        case: true,
        spaces: true,
        ..Self::NONE
    };

    /// As the keys of the lexicon.
    pub const FULL: Self = Self { alef: true, hamza: true, yaa: true, taa: true, ..Self::LIGHT };

    /// Folds a text, and keeps where everything stood.
    pub fn map(&self, text: &str) -> Shadow {
        let mut out = Shadow { text: String::with_capacity(text.len()), runs: Vec::new(), original: text.len() };
        // the last letter, while only marks have followed it: where it stands, and what it was before ى or ة was folded
        let mut last: Option<(usize, char)> = None;
        for (at, c) in text.char_indices() {
            let before = out.text.len();
            match letter(c) {
                Folded::Nothing => {
                    let combined = last.filter(|_| self.compose).and_then(|(place, base)| Some((place, compose(base, c)?.0)));
                    if let Some((place, light)) = combined {
                        let mut bytes = [0; 4];
                        let folded: &str = self.plain(light).encode_utf8(&mut bytes);
                        out.text.replace_range(place..place + folded.len(), folded);
                        last = None;
                    } else if !self.drops(c) {
                        out.text.push(c);
                        last = last.filter(|_| is_mark(c));
                    }
                }
                Folded::Letters(letters) if self.forms => {
                    out.text.extend(letters.chars().map(|c| self.plain(c)));
                    last = None;
                }
                Folded::Letter(light, _) if self.changes(c) => {
                    last = Some((before, light));
                    out.text.push(self.plain(light));
                }
                Folded::Letter(..) => {
                    last = Some((before, c));
                    out.text.push(self.plain(c));
                }
                Folded::Letters(_) | Folded::Other => {
                    last = None;
                    out.text.push(match digit(c) {
                        Some(d) if self.digits => d,
                        None if self.spaces && is_space(c) => ' ',
                        _ => c,
                    });
                }
            }
            out.step(at, c.len_utf8(), before);
        }
        out
    }

    /// Whether a letter that has another shape or place in Unicode is to become the plain one.
    fn changes(&self, c: char) -> bool {
        match c {
            'ا'..='ي' => false,
            '\u{0600}'..='\u{06FF}' => self.shapes,
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' => self.forms,
            _ => self.case,
        }
    }

    /// A light letter under the switches that are left.
    fn plain(&self, light: char) -> char {
        let folds = match light {
            'آ' | 'أ' | 'إ' => self.alef,
            'ؤ' | 'ئ' => self.hamza,
            'ى' => self.yaa,
            'ة' => self.taa,
            _ => false,
        };
        if folds { full(light) } else { light }
    }

    fn drops(&self, c: char) -> bool {
        match c {
            'ـ' => self.tatweel,
            c if is_mark(c) => self.marks,
            // a sign of a vowel in a presentation form of its own
            '\u{FC5E}'..='\u{FC63}' | '\u{FCF2}'..='\u{FCF4}' | '\u{FE70}'..='\u{FE7F}' => self.marks && self.forms,
            _ => self.invisible,
        }
    }
}

/// Whether a character is a combining mark: it does not part a letter from a hamza behind it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{0300}'..='\u{036F}')
}

fn is_space(c: char) -> bool {
    c == '\t' || c.is_whitespace() && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')
}

/// A folded text with the map of its offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shadow {
    text: String,
    runs: Vec<Run>,
    original: usize,
}

/// Characters in a row, each `wide` bytes of the original and `narrow` bytes of the shadow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    original: usize,
    folded: usize,
    wide: usize,
    narrow: usize,
}

impl Shadow {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the characters of the original in `range` became: the bytes of the shadow that began with them.
    pub fn folded(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            if at >= self.original {
                return self.text.len();
            }
            let run = self.runs[self.runs.partition_point(|r| r.original <= at) - 1];
            // inside a character that is being dropped or changed: behind it
            run.folded + (at - run.original).div_ceil(run.wide) * run.narrow
        };
        place(range.start)..place(range.end)
    }

    /// The characters of the original that the bytes of the shadow in `range` came from, with the marks dropped behind them. A part of a
    /// ligature is all of it.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let run = |at: usize| self.runs[self.runs.partition_point(|r| r.folded <= at).max(1) - 1];
        let start = if range.start >= self.text.len() {
            self.original
        } else {
            let run = run(range.start);
            run.original + (range.start - run.folded) / run.narrow * run.wide
        };
        if range.end <= range.start {
            return start..start;
        }
        let end = if range.end >= self.text.len() {
            self.original
        } else {
            let run = run(range.end);
            run.original + (range.end - run.folded).div_ceil(run.narrow) * run.wide
        };
        start..end.max(start)
    }

    /// Enters a character of `len` bytes at `at`, whose shadow begins at `before`.
    fn step(&mut self, at: usize, len: usize, before: usize) {
        let made = self.text.len() - before;
        // what keeps its length is counted in bytes, whatever the length
        let (wide, narrow) = if len == made { (1, 1) } else { (len, made) };
        let same = self.runs.last().is_some_and(|r| (r.wide, r.narrow) == (wide, narrow));
        if !same {
            self.runs.push(Run { original: at, folded: before, wide, narrow });
        }
    }
}
