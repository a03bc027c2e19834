//! Which public issue the words of a position are about. In: the folded words of a target. Out: a row of `issues`, and whether the words name
//! the issue or its contrary (رحيل الأسد, Assad's departure, beside بقاء الأسد, his staying). It does not know who holds the position.

use crate::lex::Lexicon;
use mahdar_arabic::fold;
use mahdar_lexicon::source::values;
use rustc_hash::FxHashMap;

/// A way to name an issue.
#[derive(Debug)]
struct Naming {
    /// Its words behind the first, folded and without article.
    rest: Vec<String>,
    row: u32,
    contrary: bool,
}

/// The issues of a lexicon, by the first word of each way to name them.
#[derive(Debug, Default)]
pub(crate) struct Issues {
    by_word: FxHashMap<String, Vec<Naming>>,
}

/// What a target is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct About {
    /// Row of `issues`.
    pub(crate) row: u32,
    /// Whether the words name the contrary of the issue.
    pub(crate) contrary: bool,
}

impl Issues {
    /// Reads the table; a lexicon without it has no issues.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let mut out = Self::default();
        let Some(table) = lexicon.blob.table("issues") else { return out };
        for row in 0..table.len() {
            for (column, contrary) in [("phrases", false), ("against", true)] {
                for phrase in values(table.get(row, column)) {
                    let mut words = phrase.split_whitespace().map(|w| fold::without_article(&fold::key(w)).to_owned());
                    let Some(first) = words.next() else { continue };
                    let naming = Naming { rest: words.collect(), row: row as u32, contrary };
                    out.by_word.entry(first).or_default().push(naming);
                }
            }
        }
        out
    }

    /// The issue that the most words name; of several the first in the table, so that particular issues go before general ones.
    pub(crate) fn of(&self, words: &[&str]) -> Option<About> {
        let mut best: Option<(usize, About)> = None;
        for (at, word) in words.iter().enumerate() {
            for naming in bare(word).filter_map(|word| self.by_word.get(word)).flatten() {
                let length = 1 + naming.rest.len();
                let better = best.is_none_or(|(most, about)| length > most || length == most && naming.row < about.row);
                if better && stands(&naming.rest, &words[at + 1..]) {
                    best = Some((length, About { row: naming.row, contrary: naming.contrary }));
                }
            }
        }
        best.map(|(_, about)| about)
    }
}

/// Whether these words follow in their order. Where there are two or more of them one other word may stand before each (وقف فوري لإطلاق النار);
/// before a single one it could change what is meant.
fn stands(rest: &[String], words: &[&str]) -> bool {
    let reach = if rest.len() > 1 { 2 } else { 1 };
    let mut from = 0;
    rest.iter().all(|wanted| {
        let found = words.iter().skip(from).take(reach).position(|word| bare(word).any(|word| word == wanted));
        found.inspect(|at| from += at + 1).is_some()
    })
}

/// A folded word as it is, and without conjunction, preposition and article.
fn bare(word: &str) -> impl Iterator<Item = &str> {
    const LEFT: usize = 6; // bytes of three letters: less is left of no word
    let strip = |from, what| str::strip_prefix(from, what).filter(|rest: &&str| rest.len() >= LEFT);
    let plain = strip(word, "و").or_else(|| strip(word, "ف")).unwrap_or(word);
    let inner = ["ب", "ل", "ك"].into_iter().find_map(|particle| strip(plain, particle)).unwrap_or(plain);
    // للسلام is ل + السلام: the article's alef is lost behind ل
    let joined = strip(plain, "لل");
    [word, plain, inner].into_iter().flat_map(|form| [form, fold::without_article(form)]).chain(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(target: &str) -> Option<(&'static str, bool)> {
        let lexicon = Lexicon::new(mahdar_arabic::blob());
        let folded: Vec<String> = target.split_whitespace().map(fold::key).collect();
        let words: Vec<&str> = folded.iter().map(String::as_str).collect();
        let found = Issues::new(&lexicon).of(&words)?;
        Some((lexicon.blob.table("issues")?.get(found.row as usize, "id"), found.contrary))
    }

    #[test]
    fn an_issue_is_known_by_its_words_and_by_its_contrary() {
        for (target, issue) in [
            ("رحيل الأسد عن السلطة", ("issue/assad-rule", true)),
            ("لبقاء الأسد", ("issue/assad-rule", false)),
            ("وقف فوري لإطلاق النار", ("issue/ceasefire", false)),
            ("بوقف إطلاق النار في غزة", ("issue/gaza-ceasefire", false)),
            ("للمرجعيات الثلاث المتفق عليها", ("issue/yemen-references", false)),
            ("الانسحاب من الاتفاق النووي", ("issue/iran-nuclear-deal", true)),
            ("والاتفاق النووي الحالي", ("issue/iran-nuclear-deal", false)),
            ("بسحب القوات الأمريكية من سوريا", ("issue/syria-us-troops", true)),
        ] {
            assert_eq!(about(target), Some(issue), "{target}");
        }
    }

    #[test]
    fn words_that_name_no_issue_have_none() {
        for target in ["وقف البث", "الأسد", "إطلاق المشروع", "النار في الحقول", "إطلاق مبادرة لوقف هدر النار", ""]
        {
            assert_eq!(about(target), None, "{target}");
        }
    }
}
