//! Folding: the forms of letters that Arabic writers use for one another.
//!
//! [`letter`] says what one character becomes under two folds at once: *light* (marks, tatweel and invisible characters go, Persian letters
//! and presentation forms become the plain ones, hamzas and final ى stay) and *full* (light, and all alefs are ا, ى is ي, ة is ه, hamza
//! carriers are ء). Folded words are looked up; they are never shown and no span counts in them.

/// What a character folds to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// Nothing: a mark or an invisible character inside a word.
    Nothing,
    /// One letter, light and full.
    Letter(char, char),
    /// Two letters, light and full (the lam-alef ligatures).
    Two(char, char, char),
    /// Not part of a word.
    Other,
}

/// Folds one character.
pub fn letter(c: char) -> Folded {
    use Folded::{Letter, Nothing, Other};
    match c {
        'آ' | 'أ' | 'إ' | 'ٱ' => Letter(if c == 'ٱ' { 'ا' } else { c }, 'ا'),
        'ؤ' | 'ئ' => Letter(c, 'ء'),
        'ة' => Letter('ة', 'ه'),
        'ى' => Letter('ى', 'ي'),
        'ء' | 'ا' | 'ب' | 'ت'..='غ' | 'ف'..='و' | 'ي' => Letter(c, c),
        'ی' | 'ې' | 'ۍ' => Letter('ي', 'ي'),
        'ک' | 'ګ' | 'ڪ' => Letter('ك', 'ك'),
        'گ' | 'پ' | 'چ' | 'ژ' | 'ڤ' | 'ڥ' | 'ڨ' | 'ۋ' => Letter(c, c),
        'ہ' | 'ھ' | 'ە' => Letter('ه', 'ه'),
        'ۀ' | 'ۃ' => Letter('ة', 'ه'),
        // tatweel, vowel signs, Quranic marks, combining hamza and madda, bidi controls, joiners, byte order mark
        'ـ'
        | '\u{0610}'..='\u{061A}'
        | '\u{061C}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{06D6}'..='\u{06ED}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{00AD}' => Nothing,
        '\u{FB50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}' => presentation(c),
        '_' => Other,
        c if c.is_alphabetic() => {
            let lower = c.to_lowercase().next().unwrap_or(c);
            Letter(lower, lower)
        }
        // combining marks of other scripts stay inside the word
        c if ('\u{0300}'..='\u{036F}').contains(&c) => Nothing,
        _ => Other,
    }
    .pipe_two(c)
}

impl Folded {
    fn pipe_two(self, c: char) -> Self {
        match c {
            'ﻻ' | 'ﻼ' => Self::Two('ل', 'ا', 'ا'),
            'ﻷ' | 'ﻸ' => Self::Two('ل', 'أ', 'ا'),
            'ﻹ' | 'ﻺ' => Self::Two('ل', 'إ', 'ا'),
            'ﻵ' | 'ﻶ' => Self::Two('ل', 'آ', 'ا'),
            _ => self,
        }
    }
}

/// Arabic Presentation Forms-A and -B: each letter's shapes stand in runs of one, two or four.
fn presentation(c: char) -> Folded {
    const FORMS_B: [(u32, char); 36] = [
        (0xFE80, 'ء'),
        (0xFE81, 'آ'),
        (0xFE83, 'أ'),
        (0xFE85, 'ؤ'),
        (0xFE87, 'إ'),
        (0xFE89, 'ئ'),
        (0xFE8D, 'ا'),
        (0xFE8F, 'ب'),
        (0xFE93, 'ة'),
        (0xFE95, 'ت'),
        (0xFE99, 'ث'),
        (0xFE9D, 'ج'),
        (0xFEA1, 'ح'),
        (0xFEA5, 'خ'),
        (0xFEA9, 'د'),
        (0xFEAB, 'ذ'),
        (0xFEAD, 'ر'),
        (0xFEAF, 'ز'),
        (0xFEB1, 'س'),
        (0xFEB5, 'ش'),
        (0xFEB9, 'ص'),
        (0xFEBD, 'ض'),
        (0xFEC1, 'ط'),
        (0xFEC5, 'ظ'),
        (0xFEC9, 'ع'),
        (0xFECD, 'غ'),
        (0xFED1, 'ف'),
        (0xFED5, 'ق'),
        (0xFED9, 'ك'),
        (0xFEDD, 'ل'),
        (0xFEE1, 'م'),
        (0xFEE5, 'ن'),
        (0xFEE9, 'ه'),
        (0xFEED, 'و'),
        (0xFEEF, 'ى'),
        (0xFEF1, 'ي'),
    ];
    let code = c as u32;
    if (0xFE80..=0xFEF4).contains(&code) {
        let at = FORMS_B.partition_point(|(first, _)| *first <= code) - 1;
        return letter(FORMS_B[at].1);
    }
    match code {
        0xFE70..=0xFE7F => Folded::Nothing,
        0xFB56..=0xFB59 => letter('پ'),
        0xFB7A..=0xFB7D => letter('چ'),
        0xFB8A..=0xFB8B => letter('ژ'),
        0xFB8E..=0xFB91 => letter('ک'),
        0xFB92..=0xFB95 => letter('گ'),
        0xFBFC..=0xFBFF => letter('ی'),
        0xFBA6..=0xFBAD => letter('ه'),
        _ => Folded::Letter(c, c),
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

/// The full fold of a word or phrase, as lexicon keys are written. White space is kept, one space each run.
pub fn key(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match letter(c) {
            Folded::Letter(_, full) => out.push(full),
            Folded::Two(a, _, b) => {
                out.push(a);
                out.push(b);
            }
            Folded::Nothing => {}
            Folded::Other => match digit(c) {
                Some(d) => out.push(d),
                None => {
                    if !out.ends_with(' ') && !out.is_empty() {
                        out.push(' ');
                    }
                }
            },
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
    for c in word.chars() {
        match letter(c) {
            Folded::Letter(light, _) => add(light),
            Folded::Two(a, b, _) => {
                add(a);
                add(b);
            }
            Folded::Nothing | Folded::Other => {}
        }
    }
    hash
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
        ] {
            assert_eq!(key(a), key(b), "{a} and {b}");
        }
        assert_ne!(key("علم"), key("عالم"));
    }
}
