//! Words that only refer back: «البلدان», «الطرفان», «الجانبان», «العاصمتان», and by order «الأول», «الأخير».

use super::{Phrase, Sort, View};
use mahdar_arabic::features::{Gender, Number};

/// Two sides or two states named before.
pub(super) fn pair(view: View<'_>, at: usize) -> Option<Phrase> {
    let fold = view.text.fold(at);
    if let Some(phrase) = named_pair(view, at) {
        return Some(phrase);
    }
    let stem = fold.trim_start_matches(['و', 'ف', 'ب']);
    let (stem, skip) = match stem.strip_prefix("لل") {
        Some(rest) => (rest, fold.len() - rest.len()),
        None => (stem.strip_prefix("ال")?, fold.len() - stem.len()),
    };
    let sort = match stem {
        "بلدان" | "بلدين" | "دولتان" | "دولتين" | "عاصمتان" | "عاصمتين" | "حكومتان" | "حكومتين" => {
            Sort::State
        }
        "طرفان" | "طرفين" | "جانبان" | "جانبين" => Sort::Group,
        // «وقد التقى الرجلان …»: the two men of the sentences before
        "رجلان" | "رجلين" => Sort::Person,
        _ => return None,
    };
    // «البلدان العربية» are many countries
    if sort == Sort::State && view.morph.readings(at + 1).first().is_some_and(|r| r.definite() && r.features.number() == Number::Singular) {
        return None;
    }
    let mut phrase = Phrase::new(at..at + 1, if sort == Sort::Person { sort } else { Sort::Group });
    phrase.skip = skip as u8;
    phrase.number = Number::Dual;
    phrase.definite = true;
    phrase.bare = true;
    phrase.gender = if stem.contains('ت') { Gender::Feminine } else { Gender::Masculine };
    Some(phrase)
}

/// Two states by one word: «الكوريتان».
fn named_pair(view: View<'_>, at: usize) -> Option<Phrase> {
    let fold = view.text.fold(at);
    let stem = fold.trim_start_matches(['و', 'ف', 'ب']);
    let (two, skip) = match stem.strip_prefix("لل") {
        Some(rest) => (view.lexicon.state_pairs.get(&format!("ال{rest}"))?, fold.len() - rest.len()),
        None => (view.lexicon.state_pairs.get(stem)?, fold.len() - stem.len()),
    };
    let mut phrase = Phrase::new(at..at + 1, Sort::Group);
    phrase.skip = skip as u8;
    phrase.number = Number::Dual;
    phrase.gender = Gender::Feminine;
    phrase.definite = true;
    phrase.bare = true;
    phrase.two = Some(*two);
    Some(phrase)
}

/// One of two by order, as the subject right behind its verb: «وقال الأول», «ورد الأخير».
pub(super) fn ordinal(view: View<'_>, at: usize) -> Option<Phrase> {
    let gender = match view.text.fold(at) {
        "الاول" | "الثاني" | "الاخير" => Gender::Masculine,
        "الاولي" | "الثانيه" | "الاخيره" => Gender::Feminine,
        _ => return None,
    };
    // «زيارة قام بها الأخير»
    let before = at.checked_sub(1)?;
    let before = if matches!(view.text.fold(before), "بها" | "به" | "فيها" | "فيه") { before.checked_sub(1)? } else { before };
    let verb = view.morph.verb(view.text, before)?;
    let says = view.lexicon.say_frames(verb.row).next().is_some() || view.lexicon.event_frames(verb.row).next().is_some();
    if !says || verb.features.gender() != gender || view.morph.readings(at + 1).first().is_some_and(crate::morph::Reading::definite) {
        return None;
    }
    let mut phrase = Phrase::new(at..at + 1, Sort::Person);
    phrase.definite = true;
    phrase.bare = true;
    phrase.gender = gender;
    Some(phrase)
}
