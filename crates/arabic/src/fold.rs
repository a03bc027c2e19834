//! Folding: the forms of letters that Arabic writers use for one another.
//!
//! [`letter`] says what one character becomes under two folds at once: *light* (marks, tatweel and invisible characters go, Persian letters
//! and presentation forms become the plain ones, hamzas and final ى stay) and *full* (light, and all alefs are ا, ى is ي, ة is ه, hamza
//! carriers are ء). Folded words are looked up; they are never shown and no span counts in them. [`Fold`] does the same with each fold a
//! switch, and keeps the way back to the original ([`Shadow`]).
//!
//! Hamzas written as marks of their own (ا and U+0654) fold as the letters that they make (أ), light and full: [`compose`]. Letters of
//! other scripts are made small and no more: é and its two-character spelling are not one word here.

#[path = "fold/forms.rs"]
mod forms;
#[path = "fold/map.rs"]
mod map;

pub use map::{Fold, Shadow};

/// What a character folds to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// Nothing: a mark or an invisible character inside a word.
    Nothing,
    /// One letter, light and full.
    Letter(char, char),
    /// The letters of a ligature, light; [`full`] makes each of them full. ﷺ has spaces between its words.
    Letters(&'static str),
    /// Not part of a word.
    Other,
}

/// The Arabic block, one look-up a letter.
static ARABIC: [Folded; 256] = {
    let mut table = [Folded::Other; 256];
    let mut at = 0;
    while at < 256 {
        if let Some(c) = char::from_u32(0x0600 + at as u32) {
            table[at] = arabic(c);
        }
        at += 1;
    }
    table
};

/// Folds one character.
#[inline]
pub fn letter(c: char) -> Folded {
    match c {
        '\u{0600}'..='\u{06FF}' => ARABIC[(c as usize) & 0xFF],
        ' '..='@' | '\u{00A0}' | '«' | '»' => Folded::Other,
        _ => foreign(c),
    }
}

const fn arabic(c: char) -> Folded {
    use Folded::{Letter, Nothing, Other};
    match c {
        'آ' | 'أ' | 'إ' => Letter(c, 'ا'),
        'ٱ' => Letter('ا', 'ا'),
        'ٲ' => Letter('أ', 'ا'),
        'ٳ' => Letter('إ', 'ا'),
        'ؤ' | 'ئ' => Letter(c, 'ء'),
        'ة' => Letter('ة', 'ه'),
        'ى' => Letter('ى', 'ي'),
        'ۓ' => Letter('ئ', 'ء'),
        'ی' | 'ې' | 'ۍ' | 'ے' => Letter('ي', 'ي'),
        'ک' | 'ګ' | 'ڪ' => Letter('ك', 'ك'),
        // ۀ and ۂ are ه with the sign of the construct
        'ہ' | 'ھ' | 'ە' | 'ۀ' | 'ۂ' => Letter('ه', 'ه'),
        'ۃ' => Letter('ة', 'ه'),
        // vowel signs, Quranic marks, combining hamza and madda
        'ـ' | '\u{0610}'..='\u{061A}' | '\u{061C}' | '\u{064B}'..='\u{065F}' | '\u{0670}' => Nothing,
        '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}' => Nothing,
        '\u{0620}'..='\u{063F}'
        | 'ف'..='ي'
        | '\u{066E}'
        | '\u{066F}'
        | '\u{0674}'..='\u{06D3}'
        | '\u{06EE}'
        | '\u{06EF}'
        | 'ۺ'..='ۼ'
        | 'ۿ' => Letter(c, c),
        _ => Other,
    }
}

/// Letters of other blocks, presentation forms, and what is invisible.
fn foreign(c: char) -> Folded {
    use Folded::{Letter, Letters, Nothing, Other};
    match c {
        // bidi controls, joiners, byte order mark, soft hyphen; combining marks of other scripts stay inside the word
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{00AD}'
        | '\u{0300}'..='\u{036F}' => Nothing,
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
            let letters = presentation(c);
            let mut chars = letters.chars();
            match (chars.next(), chars.next()) {
                (Some(one), None) => letter(one),
                (Some(_), Some(_)) => Letters(letters),
                // signs of vowels alone, and the tail of a seen; the rest are brackets and symbols
                _ if matches!(c, '\u{FC5E}'..='\u{FC63}' | '\u{FCF2}'..='\u{FCF4}' | '\u{FE70}'..='\u{FE7F}') => Nothing,
                _ => Other,
            }
        }
        'a'..='z' => Letter(c, c),
        c if c.is_alphabetic() => {
            let lower = c.to_lowercase().next().unwrap_or(c);
            Letter(lower, lower)
        }
        _ => Other,
    }
}

/// The plain letters of a presentation form, empty where it has none.
fn presentation(c: char) -> &'static str {
    let code = c as usize;
    if code < 0xFE00 { forms::FORMS_A[code - 0xFB50] } else { forms::FORMS_B[code - 0xFE70] }
}

/// The full fold of a light letter.
#[inline]
pub fn full(light: char) -> char {
    match letter(light) {
        Folded::Letter(_, full) => full,
        _ => light,
    }
}

/// The letter that a light letter makes with a combining hamza or madda behind it, light and full.
#[inline]
pub fn compose(before: char, mark: char) -> Option<(char, char)> {
    match (before, mark) {
        ('ا', '\u{0653}') => Some(('آ', 'ا')),
        ('ا', '\u{0654}') => Some(('أ', 'ا')),
        ('ا', '\u{0655}') => Some(('إ', 'ا')),
        ('و', '\u{0654}') => Some(('ؤ', 'ء')),
        ('ي' | 'ى', '\u{0654}') => Some(('ئ', 'ء')),
        _ => None,
    }
}

/// The digit's value in ASCII, for Latin, Arabic-Indic and Persian digits.
pub fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        _ => None,
    }
}

/// A light or folded word without its article; one letter more than the article is no word (لسلطة of للسلطة is not told here).
pub fn without_article(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.chars().nth(1).is_some()).unwrap_or(word)
}

/// The full fold of a word or phrase, as lexicon keys are written. White space is kept, one space each run.
pub fn key(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut last = '\0';
    for c in words.chars() {
        match letter(c) {
            Folded::Letter(light, full) => {
                out.push(full);
                last = light;
            }
            Folded::Letters(letters) => {
                out.extend(letters.chars().map(full));
                last = '\0';
            }
            Folded::Nothing => {
                if let Some((_, full)) = compose(last, c) {
                    out.pop();
                    out.push(full);
                    last = '\0';
                }
            }
            Folded::Other => {
                last = '\0';
                match digit(c) {
                    Some(d) => out.push(d),
                    None if !out.ends_with(' ') && !out.is_empty() => out.push(' '),
                    None => {}
                }
            }
        }
    }
    while out.ends_with(' ') {
        out.pop();
    }
    out
}

/// A number that two words share when their light folds are the same: how an exact spelling is told from a folded one.
pub fn light_hash(word: &str) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    let mut add = |c: char| {
        let mut buffer = [0; 4];
        for byte in c.encode_utf8(&mut buffer).bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    };
    // a letter waits until it is seen whether a hamza follows it
    let mut waiting: Option<char> = None;
    for c in word.chars() {
        match letter(c) {
            Folded::Letter(light, _) => {
                if let Some(c) = waiting.replace(light) {
                    add(c);
                }
            }
            Folded::Letters(letters) => waiting.take().into_iter().chain(letters.chars()).for_each(&mut add),
            Folded::Nothing => {
                if let Some((light, _)) = waiting.and_then(|before| compose(before, c)) {
                    waiting = Some(light);
                }
            }
            Folded::Other => {}
        }
    }
    if let Some(c) = waiting {
        add(c);
    }
    hash
}

/// Two numbers of a folded word, under which what is known of it is kept; together they stand for no other word that matters.
pub fn hashes(full: &str) -> (u32, u32) {
    full.bytes().fold((0x811c_9dc5, 0x9747_b28c), |(a, b), byte| {
        ((a ^ u32::from(byte)).wrapping_mul(0x0100_0193), (b ^ u32::from(byte)).wrapping_mul(0x85eb_ca6b).rotate_left(13))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_for_the_spellings_of_one_word() {
        for (a, b) in [
            ("أكّد", "اكد"),
            ("إلى", "الي"),
            ("خوجة", "خوجه"),
            ("مســـؤول", "مسئول"),
            ("ﻻفروف", "لافروف"),
            ("کربلا", "كربلا"),
            ("٢٠١٥", "2015"),
            ("ا\u{0654}كد", "أكد"),
            ("مسو\u{0654}ول", "مسؤول"),
            ("هيي\u{0654}ة", "هيئة"),
            ("ﷲ", "الله"),
            ("ﷺ", "صلى الله عليه وسلم"),
            ("﷽", "بسم الله الرحمن الرحيم"),
            ("ﻣﺤﻤﺪ", "محمد"),
            ("ﷴ", "محمد"),
            ("ﲨﺎل", "جمال"),
            ("پوتین", "پوتين"),
        ] {
            assert_eq!(key(a), key(b), "{a} and {b}");
        }
        assert_ne!(key("علم"), key("عالم"));
        // ornate brackets are no letters
        assert_eq!(key("﴾قال﴿"), "قال");
    }

    #[test]
    fn a_hamza_in_two_characters_is_the_hamza_in_one() {
        for (two, one) in [("ا\u{0654}", "أ"), ("ا\u{0655}", "إ"), ("ا\u{0653}", "آ"), ("و\u{0654}", "ؤ"), ("ي\u{0654}", "ئ")] {
            assert_eq!(light_hash(&format!("م{two}ن")), light_hash(&format!("م{one}ن")));
            // the vowel sign stands between them in canonical order
            let (letter, hamza) = two.split_at(2);
            assert_eq!(light_hash(&format!("{letter}\u{064E}{hamza}")), light_hash(one));
            assert_ne!(light_hash(two), light_hash(letter));
        }
    }
}
