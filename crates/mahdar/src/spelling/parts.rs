//! The words of a name. In: a name in Arabic or Latin letters. Out: [`Part`]s with folded letters, the article told from the rest. It compares
//! nothing.

use mahdar_arabic::fold::{self, Folded};

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// As written.
    pub(super) written: String,
    /// Folded letters, the article included.
    pub(super) full: Vec<char>,
    /// Letters of the article at the beginning of `full`.
    pub(super) article: usize,
    /// Whether it only joins (بن, de): names are written with it and without.
    pub(super) joins: bool,
    /// Whether it is a particle of a Western name (دي, دو, von), of which one stands for another.
    pub(super) links: bool,
}

/// What may be left out between the parts of a name, folded.
const JOINING: [&str; 5] = ["بن", "ابن", "bin", "ben", "ibn"];
/// Particles of Western names, folded.
const LINKING: [&str; 20] =
    ["دي", "دو", "دا", "ديل", "ديلا", "دل", "دوس", "فون", "فان", "de", "di", "do", "da", "du", "del", "della", "dos", "von", "van", "der"];
/// Articles in Latin letters, as words of their own.
const LATIN_ARTICLES: [&str; 14] = ["al", "el", "ar", "as", "ash", "an", "ad", "at", "az", "ul", "ath", "adh", "al'", "il"];

impl Part {
    pub(super) fn is_latin(&self) -> bool {
        self.full.iter().all(char::is_ascii)
    }

    /// The letters without the article.
    pub(super) fn bare(&self) -> &[char] {
        &self.full[self.article..]
    }

    pub(super) fn key(&self) -> String {
        self.bare().iter().collect()
    }
}

/// The words of a name.
pub(super) fn of(name: &str) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    // an article that stands alone belongs to the word after it
    let mut waiting: Vec<char> = Vec::new();
    for written in name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '‐' | '‑' | '.' | '،' | ',')).filter(|w| !w.is_empty())
    {
        let letters = letters(written);
        if letters.is_empty() {
            continue;
        }
        let word: String = letters.iter().collect();
        if LATIN_ARTICLES.contains(&word.as_str()) || word == "ال" && !written.starts_with('آ') {
            waiting = letters;
            continue;
        }
        let (full, article) = if waiting.is_empty() {
            let god = letters == ['ا', 'ل', 'ل', 'ه'];
            let article = if letters.starts_with(&['ا', 'ل']) && letters.len() > 3 && !god && !written.starts_with('إ') { 2 } else { 0 };
            (letters, article)
        } else {
            let article = waiting.len();
            (waiting.drain(..).chain(letters).collect(), article)
        };
        let joins = article == 0 && JOINING.contains(&word.as_str());
        let links = article == 0 && LINKING.contains(&word.as_str());
        out.push(Part { written: written.to_owned(), full, article, joins, links });
    }
    out
}

/// Folded letters of a word: Arabic ones by the full fold, Latin ones small and without marks.
fn letters(word: &str) -> Vec<char> {
    let mut out = Vec::new();
    for c in word.chars() {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' => {}
            _ if c.is_alphabetic() && c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ if ('\u{C0}'..='\u{24F}').contains(&c) || ('\u{1E00}'..='\u{1EFF}').contains(&c) => out.extend(plain(c)),
            _ => match fold::letter(c) {
                Folded::Letter(_, full) => out.push(full),
                Folded::Letters(light) => out.extend(light.chars().filter(|c| *c != ' ').map(fold::full)),
                Folded::Nothing | Folded::Other => {}
            },
        }
    }
    out
}

/// A Latin letter with a mark, without it.
fn plain(c: char) -> impl Iterator<Item = char> {
    let small = c.to_lowercase().next().unwrap_or(c);
    let text = match small {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ḍ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' | 'ǧ' => "g",
        'ḥ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' | 'į' | 'i' => "i",
        'ķ' => "k",
        'ł' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ş' | 'š' | 'ș' => "sh",
        'ś' | 'ṣ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' | 'ṭ' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' | 'ẓ' => "z",
        _ => "",
    };
    text.chars()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_article() {
        let parts = of("عبد الفتّاح السيسي");
        assert_eq!(parts.iter().map(Part::key).collect::<Vec<_>>(), ["عبد", "فتاح", "سيسي"]);
        assert_eq!(of("Abdel-Fattah al-Sisi").iter().map(Part::key).collect::<Vec<_>>(), ["abdel", "fattah", "sisi"]);
        assert_eq!(of("علي").first().unwrap().article, 0, "no article is in علي");
        assert_eq!(of("Çavuşoğlu").first().unwrap().key(), "cavushoglu");
    }
}
