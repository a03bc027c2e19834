//! Offices in words: «وزير الخارجية الروسي», «أمير قطر», «الأمين العام للأمم المتحدة». In: a phrase. Out: the words of the office and whose it
//! is, to be compared with the rows of `roles`. Who held it is not its business.

use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::{Features, Pos};
use mahdar_arabic::fold::{self, without_article as bare};
use mahdar_lexicon::source::values;
use mahdar_lexicon::{Blob, TableView};
use rustc_hash::FxHashMap;

/// The offices of the roles, ready to compare.
#[derive(Debug, Default)]
pub(super) struct Offices {
    /// Per row of `roles`: the words of its office, in one spelling.
    words: Vec<Vec<String>>,
    /// Per row of `roles`: id of the state or body.
    of: Vec<&'static str>,
    /// One office under several names: each name's words, and those of the usual one.
    same: Vec<(Vec<String>, Vec<String>)>,
    /// Feminine heads with their masculine ones.
    masculine: FxHashMap<String, String>,
}

/// An office asked for.
#[derive(Debug)]
pub(super) struct Asked {
    words: Vec<String>,
    /// Ids of what the phrase names, the state before its organs.
    of: Vec<&'static str>,
}

impl Offices {
    pub(super) fn new(blob: &Blob<'static>) -> Self {
        let mut offices = Self::default();
        if let Some(titles) = blob.table("titles") {
            for row in 0..titles.len() {
                let (head, feminine) = (titles.get(row, "head"), titles.get(row, "feminine"));
                if !feminine.is_empty() {
                    offices.masculine.insert(fold::key(feminine), fold::key(head));
                }
            }
        }
        if let Some(table) = blob.table("offices") {
            for row in 0..table.len() {
                let usual = offices.plain(table.get(row, "office"));
                for name in values(table.get(row, "variants")) {
                    offices.same.push((offices.plain(name), usual.clone()));
                }
            }
        }
        let roles = blob.table("roles");
        for row in 0..roles.map_or(0, |r| r.len()) {
            let get = |column| roles.map_or("", |r: TableView<'static>| r.get(row, column));
            let words = offices.usual(offices.plain(get("office")));
            offices.words.push(words);
            offices.of.push(get("of"));
        }
        offices
    }

    /// Folded words without articles, the head in the masculine.
    fn plain(&self, office: &str) -> Vec<String> {
        let mut words: Vec<String> = fold::key(office).split(' ').filter(|w| !w.is_empty()).map(|w| bare(w).to_owned()).collect();
        for word in &mut words {
            if let Some(head) = self.masculine.get(word) {
                word.clone_from(head);
            } else if word.ends_with("يه") {
                // المبعوثة الأممية: the adjectives of a feminine head
                word.truncate(word.len() - 'ه'.len_utf8());
            }
        }
        words
    }

    /// The usual name of an office for any of its names.
    fn usual(&self, words: Vec<String>) -> Vec<String> {
        self.same.iter().find(|(name, _)| *name == words).map_or(words, |(_, usual)| usual.clone())
    }

    /// The ways to read a phrase, the likeliest first; none where it names no office of a state or body.
    pub(super) fn read(&self, blob: &Blob<'static>, phrase: &str) -> Vec<Asked> {
        let key = fold::key(phrase);
        let words: Vec<&str> = key.split(' ').filter(|w| !w.is_empty()).collect();
        let mut out = Vec::new();
        // an office that names its body itself (المبعوث الأممي إلى سوريا)
        let whole = self.usual(self.plain(phrase));
        if whole.len() > 1 && self.words.contains(&whole) {
            out.push(Asked { words: whole, of: Vec::new() });
        }
        // the longest name of a state or body first: «الأمين العام لجامعة الدول العربية», then «الدول العربية»
        let mut spans: Vec<(usize, usize)> =
            (1..words.len()).flat_map(|start| (start + 1..=words.len()).map(move |end| (start, end))).collect();
        spans.sort_by_key(|(start, end)| (usize::MAX - (end - start), usize::MAX - end));
        for (start, end) in spans {
            let of = owners(blob, &words[start..end]);
            if of.is_empty() {
                continue;
            }
            let nation = |word: &str| blob.forms(bare(word)).any(|f| Features(f.0[1]).pos() == Pos::Nisba);
            // the nationality of a body says nothing more: «مجلس القيادة الرئاسي اليمني»
            let after = words[end..].iter().filter(|w| end - start < 2 || !nation(w));
            let rest: Vec<&str> = words[..start].iter().chain(after).copied().collect();
            out.push(Asked { words: self.usual(self.plain(&rest.join(" "))), of });
        }
        out
    }

    /// Whether anybody is known to have held the office, at any time.
    pub(super) fn known(&self, asked: &Asked) -> bool {
        (0..self.words.len()).any(|row| asked.fits(self, row).is_some())
    }
}

impl Asked {
    /// Whether a row's office is the one asked for: 0 exactly, 1 when the words asked for are among its words. None if it is another.
    pub(super) fn fits(&self, offices: &Offices, row: usize) -> Option<u8> {
        let words = &offices.words[row];
        if self.of.is_empty() {
            return (*words == self.words).then_some(0);
        }
        if !self.of.contains(&offices.of[row]) {
            return None;
        }
        if *words == self.words {
            return Some(0);
        }
        // an office with one more word is another: the deputy's, the foreign minister's among ministers
        let head = words.first() == self.words.first();
        (head && self.words.len() >= 2 && self.words.iter().all(|w| words.contains(w))).then_some(1)
    }
}

/// Ids of the states and bodies that some words name: by name, capital or nationality, with or without the article and ل.
fn owners(blob: &Blob<'static>, words: &[&str]) -> Vec<&'static str> {
    let mut out = Vec::new();
    let first = words[0];
    let mut firsts = vec![first.to_owned()];
    if let Some(rest) = first.strip_prefix("لل") {
        firsts.push(format!("ال{rest}"));
    } else if let Some(rest) = first.strip_prefix('ل') {
        firsts.push(rest.to_owned());
    }
    for first in firsts {
        let key = std::iter::once(first.as_str()).chain(words[1..].iter().copied()).collect::<Vec<_>>().join(" ");
        for (kind, row) in blob.phrase(&key) {
            let table = match kind {
                kinds::STATE | kinds::CAPITAL => "states",
                kinds::ORG => "orgs",
                _ => continue,
            };
            out.extend(blob.table(table).map(|t| t.get(row as usize, "id")));
        }
    }
    // الكوري الجنوبي: the adjective of two words
    if let Some(states) = blob.table("states") {
        let stem = bare(words[0]);
        for row in blob.forms(stem).filter(|f| Features(f.0[1]).pos() == Pos::Nisba).map(|f| f.0[0] as usize) {
            let fits = states.get(row, "adjective").split('|').any(|adjective| {
                let second = adjective.split_whitespace().nth(1).map(fold::key);
                match (second, words) {
                    (None, [_]) => true,
                    (Some(second), [_, next]) => bare(next).trim_end_matches('ه') == second,
                    _ => false,
                }
            });
            if fits {
                out.push(states.get(row, "id"));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}
