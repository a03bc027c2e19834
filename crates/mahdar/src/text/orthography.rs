//! Orthography: what the text room is told by the lexicon. Abbreviations and the words around their stops, and the words that archives glue
//! together.
//!
//! In: the compiled lexicon, once. Out: look-ups by folded letters. It knows no grammar: whether a word is a verb is not asked here.

use mahdar_arabic::features::{Features, Pos};
use mahdar_lexicon::{Blob, HashedView};
use rustc_hash::{FxHashMap, FxHashSet};

/// What an abbreviation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Before a name: د. (Dr.).
    Title,
    /// A body, by its letters or their names: أ.ف.ب, إف.بي.آي.
    Acronym,
    /// Before a number: ص. (p.).
    Reference,
    /// Behind a number, or at the end of a list: كم. (km), إلخ. (etc.).
    Tail,
    /// One letter of a name, or of an alphabet.
    Letter,
}

/// The tables of the text room.
#[derive(Debug)]
pub struct Orthography {
    /// By the first part of the abbreviation: its further parts and what it is.
    abbreviations: FxHashMap<String, Vec<(Vec<String>, Abbreviation)>>,
    letters: FxHashSet<String>,
    openers: FxHashSet<String>,
    numbered: FxHashSet<String>,
    heads: FxHashSet<String>,
    glued: HashedView<'static>,
    blob: Blob<'static>,
}

impl Orthography {
    /// Letters of the shortest word that is looked up as two.
    pub(super) const SHORTEST: u32 = 9;

    /// Reads the tables of a blob.
    pub fn new(blob: &Blob<'static>) -> Self {
        let mut out = Self {
            abbreviations: FxHashMap::default(),
            letters: FxHashSet::default(),
            openers: FxHashSet::default(),
            numbered: FxHashSet::default(),
            heads: FxHashSet::default(),
            glued: blob.hashed("glued"),
            blob: blob.clone(),
        };
        if let Some(table) = blob.table("abbreviations") {
            let (form, kind) = (table.column("form").unwrap_or(0), table.column("kind").unwrap_or(0));
            for row in 0..table.len() {
                let mut parts = table.cell(row, form).split('.').filter(|p| !p.is_empty()).map(mahdar_arabic::fold::key);
                let Some(first) = parts.next() else { continue };
                let kind = match table.cell(row, kind) {
                    "opener" => {
                        out.openers.insert(first);
                        continue;
                    }
                    "numbered" => {
                        out.numbered.insert(first);
                        continue;
                    }
                    "head" => {
                        out.heads.insert(first);
                        continue;
                    }
                    "letter" => {
                        out.letters.insert(first);
                        continue;
                    }
                    "title" => Abbreviation::Title,
                    "reference" => Abbreviation::Reference,
                    "tail" => Abbreviation::Tail,
                    _ => Abbreviation::Acronym,
                };
                out.abbreviations.entry(first).or_default().push((parts.collect(), kind));
            }
        }
        out
    }

    /// Bytes of the first of two words that a folded word is made of, its particles with it.
    pub(super) fn seam(&self, full: &str, light: &str) -> Option<usize> {
        let listed = |offset: usize| {
            let (key, check) = mahdar_arabic::fold::hashes(&full[offset..]);
            let (stored, cut) = self.glued.get(key)?.split_at_checked(4)?;
            (stored == check.to_le_bytes()).then(|| offset + usize::from(cut[0]))
        };
        if let Some(cut) = listed(0) {
            return Some(cut);
        }
        // particles: و, ف; ب, ل, ك; and ل instead of the article's ا (للأممالمتحدة is keyed without its article)
        let conjunction = if full.starts_with(['و', 'ف']) { 2 } else { 0 };
        let preposition = if full[conjunction..].starts_with(['ب', 'ل', 'ك']) { 2 } else { 0 };
        let article = if full[conjunction + preposition..].starts_with("ال") {
            4
        } else if preposition > 0 && full[conjunction + preposition..].starts_with('ل') {
            2
        } else {
            0
        };
        for offset in [conjunction, conjunction + preposition, conjunction + preposition + article] {
            if offset > 0
                && let Some(cut) = listed(offset)
            {
                return Some(cut);
            }
        }
        self.head(full, light)
    }

    /// إلىالقاهرة, علىالحدود: a preposition in ى before an article.
    fn head(&self, full: &str, light: &str) -> Option<usize> {
        let cut = light.find("ىال")? + 2;
        let first = full[..cut].strip_prefix(['و', 'ف']).unwrap_or(&full[..cut]);
        (self.heads.contains(first) && full.len() - cut >= 10).then_some(cut)
    }

    /// The abbreviation that these words are, each by its folded letters.
    pub(super) fn abbreviation<'t>(&self, first: &str, rest: &(impl Iterator<Item = &'t str> + Clone)) -> Option<Abbreviation> {
        let rows = self.abbreviations.get(first)?;
        rows.iter().find(|(parts, _)| parts.iter().map(String::as_str).eq(rest.clone())).map(|(_, kind)| *kind)
    }

    /// The longest listed abbreviation written apart that begins with `first` (أ ف ب): how many more words it has.
    pub(super) fn spelled<'t>(&self, first: &str, word: impl Fn(usize) -> Option<&'t str>) -> Option<(usize, Abbreviation)> {
        let rows = self.abbreviations.get(first)?;
        rows.iter()
            .filter(|(parts, _)| parts.len() >= 2 && parts.iter().enumerate().all(|(n, p)| word(n) == Some(p.as_str())))
            .map(|(parts, kind)| (parts.len(), *kind))
            .max_by_key(|(length, _)| *length)
    }

    /// Whether a folded word is a letter's name (إف, بي).
    pub(super) fn is_letter(&self, full: &str) -> bool {
        self.letters.contains(full)
    }

    /// Whether a word is one that articles and clauses are numbered under (المادة).
    pub(super) fn is_numbered(&self, full: &str) -> bool {
        self.numbered.contains(full)
    }

    /// Whether a word is seen to begin a sentence: و and a word behind it that is no name (وليد), or one of the words that open.
    pub(super) fn opens(&self, full: &str) -> bool {
        if self.openers.contains(full) {
            return true;
        }
        full.starts_with('و') && full.len() >= 6 && !self.is_name(full)
    }

    fn is_name(&self, full: &str) -> bool {
        self.blob.forms(full).any(|f| Features(f.0[1]).pos() == Pos::Name) || self.blob.phrase(full).next().is_some()
    }
}
