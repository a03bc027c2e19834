//! Words that show a stance inside what is said, as the lexicon lists them in `stance-words.tsv`.

use super::{Mark, list};
use mahdar_arabic::fold;
use mahdar_lexicon::TableView;
use rustc_hash::FxHashMap;

/// What a word shows of whoever says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shows {
    /// Only in the first person.
    pub(crate) first: bool,
    /// Only behind a negation, or only without one.
    pub(crate) negated: bool,
    /// What its issue stands behind.
    pub(crate) opens: Vec<Mark>,
    pub(crate) stance: &'static str,
    /// Folded words that must stand before it, the nearest first.
    pub(crate) ahead: Vec<String>,
    /// A noun with its holder behind it, as a phrase or pronoun: «حرص بلاده على …», «حرصها على …».
    pub(crate) noun: bool,
    /// A predicate whose issue stands before it: «الحل العسكري مرفوض».
    pub(crate) predicate: bool,
}

/// The words, ready to be asked.
#[derive(Debug, Default)]
pub(crate) struct StanceWords {
    words: FxHashMap<String, Vec<Shows>>,
    verbs: FxHashMap<u32, Vec<Shows>>,
}

impl StanceWords {
    pub(super) fn new(rows: TableView<'static>) -> Self {
        let mut out = Self::default();
        for row in 0..rows.len() {
            let get = |name: &str| rows.get(row, name);
            let shows = Shows {
                first: get("as") == "first",
                negated: get("negated") == "yes",
                opens: list(get("opens")).filter(|o| *o != "subject").map(Mark::parse).collect(),
                stance: get("stance"),
                ahead: Vec::new(),
                noun: get("as") == "noun",
                predicate: list(get("opens")).any(|o| o == "subject"),
            };
            if !matches!(get("as"), "word" | "noun") {
                if let Ok(verb) = get("word").parse() {
                    out.verbs.entry(verb).or_default().push(shows);
                }
                continue;
            }
            for form in list(get("word")) {
                let mut words: Vec<String> = form.split_whitespace().map(fold::key).collect();
                let Some(last) = words.pop() else { continue };
                words.reverse();
                out.words.entry(last).or_default().push(Shows { ahead: words, ..shows.clone() });
            }
        }
        out
    }

    /// What a folded word shows.
    pub(crate) fn word(&self, fold: &str) -> &[Shows] {
        self.words.get(fold).map_or(&[], Vec::as_slice)
    }

    /// What the verb of a row shows.
    pub(crate) fn verb(&self, row: u32) -> &[Shows] {
        self.verbs.get(&row).map_or(&[], Vec::as_slice)
    }
}
