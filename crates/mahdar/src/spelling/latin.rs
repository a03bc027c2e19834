//! Names in Latin letters. In: a name in Arabic letters. Out: how an English text would write it, and whether that is how people who bear the
//! words write them or only what the letters give. Who is meant it does not know: a listed person's English name is in the knowledge base.

use super::Speller;
use super::parts::{self, Part};

/// How sure a rendering is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Every word is written as most people who bear it write it.
    Attested,
    /// Some word is spelled letter by letter; its short vowels are guessed.
    Spelled,
}

impl Doubt {
    /// `attested` or `spelled`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attested => "attested",
            Self::Spelled => "spelled",
        }
    }
}

pub(super) fn render(speller: &Speller, name: &str) -> (String, Doubt) {
    let parts = parts::of(name);
    let mut doubt = Doubt::Attested;
    let mut words: Vec<String> = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let part = &parts[at];
        if part.is_latin() {
            words.push(part.written.clone());
            at += 1;
            continue;
        }
        // عبد الله is one name
        if part.key() == "عبد"
            && let Some(next) = parts.get(at + 1)
        {
            let joined: String = part.full.iter().chain(&next.full).collect();
            if let Some(known) = speller.attested(&joined).and_then(|k| k.spellings.first().copied()) {
                words.push(capital(known.0));
                at += 2;
                continue;
            }
        }
        let (word, sure) = match speller.attested(&part.key()).and_then(|k| k.spellings.first().copied()) {
            Some((known, _)) => (known.to_owned(), true),
            None => (spell(speller, part), false),
        };
        if !sure {
            doubt = Doubt::Spelled;
        }
        let word = if part.joins { word } else { capital(&word) };
        // Abdel Fattah: after عبد the article is written with it
        let article = part.article > 0 && words.last().is_none_or(|before| !before.starts_with("Abd"));
        words.push(if article { format!("al-{word}") } else { word });
        at += 1;
    }
    (words.join(" "), doubt)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Letter by letter: the cheapest Latin letters for each, and a vowel where three consonants would meet.
fn spell(speller: &Speller, part: &Part) -> String {
    let letters = part.bare();
    let mut out = String::new();
    let mut at = 0;
    while at < letters.len() {
        let rules = speller.rules.latin.get(&letters[at]).map_or(&[][..], Vec::as_slice);
        let consonant = matches!(letters[at], 'و' | 'ي') && (at == 0 || ends_in_vowel(&out));
        let chosen = rules
            .iter()
            .filter(|r| letters[at..].starts_with(&r.from) && !r.to.is_empty() && r.holds(at == 0, at + r.from.len() == letters.len()))
            .filter(|r| !consonant || r.from.len() > 1 || matches!(r.to[0], 'w' | 'y'))
            .min_by_key(|r| (r.cost, usize::MAX - r.from.len()));
        match chosen {
            Some(rule) => {
                out.extend(&rule.to);
                at += rule.from.len();
            }
            None => at += 1,
        }
        let left = letters.len() - at;
        if left > 0
            && !ends_in_vowel(&out)
            && !vowel_next(letters, at)
            && (left > 1 || out.chars().filter(|c| is_vowel(*c)).count() == 0)
            && ends_in_cluster(&out, letters, at)
        {
            out.push('a');
        }
    }
    out
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn ends_in_vowel(text: &str) -> bool {
    text.chars().next_back().is_some_and(is_vowel)
}

fn vowel_next(letters: &[char], at: usize) -> bool {
    letters.get(at).is_some_and(|c| matches!(c, 'ا' | 'و' | 'ي' | 'ع' | 'ء'))
}

/// Whether the next consonant would be one too many: at the beginning of the word, or the third in a row.
fn ends_in_cluster(out: &str, letters: &[char], at: usize) -> bool {
    let beginning = !out.chars().any(is_vowel);
    beginning || !vowel_next(letters, at + 1) && at + 1 < letters.len()
}
