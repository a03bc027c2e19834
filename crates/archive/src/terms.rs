//! The words of a text as they are searched: where each stands, its folded form, and its stem without particles.
//!
//! In: a text and the words that the engine saw in it. Out: [`Terms`], which pack into a few bytes a word and come back with the text alone,
//! so that a hit is shown at its code points without reading the report again. It knows no questions.
//!
//! Packed, each word is four whole numbers in base 128: code points since the word before ended, its length in code points, and the bytes of
//! its folded form that are particles before the stem and a pronoun after it.

use mahdar::Worker;
use mahdar::span::CharMap;
use mahdar_arabic::fold;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// First code point.
    pub(crate) start: u32,
    /// One past the last.
    pub(crate) stop: u32,
    /// Folded, letters and digits alone.
    pub(crate) form: String,
    /// Bytes of `form` before the stem.
    before: usize,
    /// Bytes of `form` after it.
    after: usize,
    /// Whether a paragraph begins with it.
    pub(crate) fresh: bool,
}

impl Term {
    /// Without particles, article and pronoun.
    pub(crate) fn stem(&self) -> &str {
        self.form.get(self.before..self.form.len().saturating_sub(self.after)).unwrap_or(&self.form)
    }
}

/// What stands between paragraphs in the index, so that no phrase runs over their border.
pub(crate) const BORDER: &str = "0p";

/// A word as the index spells it.
pub(crate) fn normal(word: &str) -> String {
    let mut key = fold::key(word);
    // folded, there are letters, digits and spaces
    if key.contains(' ') {
        key.retain(|c| c != ' ');
    }
    key
}

/// The words of the text that `worker` read last.
pub(crate) fn of(worker: &Worker<'_>, text: &str) -> Vec<Term> {
    let mut chars = CharMap::default();
    chars.fill(text);
    let mut out = Vec::new();
    let mut last = 0;
    for term in worker.terms() {
        let form = normal(term.span.of(text));
        if form.is_empty() {
            continue;
        }
        // an address folds to more than letters: it is its own stem
        let (before, after) = if form == term.form { (term.before, term.after) } else { (0, 0) };
        let fresh = text[last as usize..term.span.start as usize].contains('\n');
        last = term.span.end;
        out.push(Term {
            start: chars.code_point(text, term.span.start),
            stop: chars.code_point(text, term.span.end),
            form,
            before,
            after,
            fresh,
        });
    }
    out
}

/// Packs the places.
pub(crate) fn pack(terms: &[Term]) -> Vec<u8> {
    let mut out = Vec::with_capacity(terms.len() * 4);
    let mut last = 0;
    for term in terms {
        number(&mut out, term.start - last);
        number(&mut out, term.stop - term.start);
        number(&mut out, term.before as u32);
        number(&mut out, term.after as u32);
        last = term.stop;
    }
    out
}

fn number(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The words of a text from their packed places; `None` where they are of another text.
pub(crate) fn unpack(packed: &[u8], text: &str) -> Option<Vec<Term>> {
    let mut bytes = packed.iter();
    let mut next = || -> Option<Option<u32>> {
        let (mut value, mut shift) = (0u32, 0);
        loop {
            let Some(byte) = bytes.next() else { return if shift == 0 { Some(None) } else { None } };
            value |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(Some(value));
            }
            shift += 7;
        }
    };
    let mut places = text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len()));
    // `at` is the byte of code point `count - 1`, the last one taken
    let (mut count, mut at) = (0u32, 0usize);
    let mut byte_of = |point: u32| -> Option<usize> {
        while count <= point {
            at = places.next()?;
            count += 1;
        }
        Some(at)
    };
    let (mut out, mut last, mut from) = (Vec::new(), 0u32, 0usize);
    while let Some(gap) = next()? {
        let start = last.checked_add(gap)?;
        let stop = start.checked_add(next()??)?;
        let (before, after) = (next()?? as usize, next()?? as usize);
        let begin = byte_of(start)?;
        let end = byte_of(stop)?;
        let form = normal(text.get(begin..end)?);
        let fresh = text.get(from..begin)?.contains('\n');
        out.push(Term { start, stop, form, before, after, fresh });
        (last, from) = (stop, end);
    }
    Some(out)
}

/// The two columns of the index: forms and stems, word by word.
pub(crate) fn columns(terms: &[Term]) -> (String, String) {
    let (mut forms, mut stems) = (String::new(), String::new());
    for term in terms {
        for (column, word) in [(&mut forms, term.form.as_str()), (&mut stems, term.stem())] {
            if !column.is_empty() {
                column.push(' ');
                if term.fresh {
                    column.push_str(BORDER);
                    column.push(' ');
                }
            }
            column.push_str(word);
        }
    }
    (forms, stems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mahdar::{Analyzer, Document};

    const TEXT: &str = "اتفاق جديد 🤝\n\nوأكد الوزير بالرياض أنّ للسلطة 5,000 موظف، وقال لافروف: www.example.org.\nانتهى";

    fn terms() -> Vec<Term> {
        let analyzer = Analyzer::arabic();
        let mut worker = analyzer.worker();
        worker.read(&Document::new(TEXT));
        of(&worker, TEXT)
    }

    #[test]
    fn words_stand_where_they_stand_and_come_back_whole() {
        let terms = terms();
        let chars: Vec<char> = TEXT.chars().collect();
        let word = |t: &Term| chars[t.start as usize..t.stop as usize].iter().collect::<String>();
        assert!(terms.iter().any(|t| word(t) == "بالرياض"));
        assert!(terms.iter().all(|t| normal(&word(t)) == t.form));
        assert_eq!(unpack(&pack(&terms), TEXT).as_deref(), Some(terms.as_slice()));
        assert_eq!(unpack(&pack(&terms), "نص آخر"), None);
        assert_eq!(unpack(&[0x80], TEXT), None);
    }

    #[test]
    fn particles_and_the_article_are_cut_and_names_are_not() {
        let terms = terms();
        let stem = |form: &str| terms.iter().find(|t| t.form == form).map(|t| t.stem().to_owned());
        assert_eq!(stem("بالرياض").as_deref(), Some("رياض"));
        assert_eq!(stem("للسلطه").as_deref(), Some("سلطه"));
        assert_eq!(stem("الوزير").as_deref(), Some("وزير"));
        assert_eq!(stem("لافروف").as_deref(), Some("لافروف"));
        assert_eq!(stem("5000").as_deref(), Some("5000"));
    }

    #[test]
    fn a_border_stands_between_paragraphs() {
        let (forms, stems) = columns(&terms());
        assert!(forms.starts_with("اتفاق جديد 0p واكد الوزير"), "{forms}");
        assert_eq!(forms.split(' ').count(), stems.split(' ').count());
    }
}
