//! The consonants of a name, by which its other spellings are looked up. In: a folded word. Out: a short key that every likely spelling of the
//! word shares. It only proposes: [`mahdar::spelling`] judges.

/// The key of a folded word: long vowels, ه and hamzas left out, letters that writers put for one another made one.
pub(crate) fn skeleton(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        let c = match c {
            'ا' | 'و' | 'ي' | 'ه' | 'ء' | 'ع' => continue,
            'ط' | 'ث' => 'ت',
            'ص' | 'ز' | 'ظ' => 'س',
            'ض' | 'ذ' => 'د',
            'غ' | 'ج' | 'ق' | 'خ' | 'گ' | 'چ' => 'ك',
            'پ' => 'ب',
            'ڤ' => 'ف',
            other => other,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    #[test]
    fn spellings_share_a_key_and_other_names_do_not() {
        assert_eq!(skeleton("سيرغي"), skeleton("سيرجي"));
        assert_eq!(skeleton("خوجه"), skeleton("خوجا"));
        assert_eq!(skeleton("بوتين"), skeleton("پوتين"));
        assert_ne!(skeleton("سالم"), skeleton("سامر"));
    }
}
