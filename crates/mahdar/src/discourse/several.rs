//! Several states at once: a report names them side by side (السودان ومصر وإثيوبيا), and later words go back to all of them (الدول الثلاث,
//! الاجتماع الثلاثي). Only a list of just so many answers, or a report that names just so many states at all; else nobody can tell which are meant.

use crate::frames::Scene;
use crate::names::Phrase;
use mahdar_arabic::compile::phrase as kinds;

/// Words for states or for those who act for them, folded.
const SIDES: [&str; 6] = ["الدول", "البلدان", "الاطراف", "الحكومات", "العواصم", "الجمهوريات"];

/// Words behind the numeral that make it the name of one known group, folded: great, industrial, permanent, guarantor, neighbouring…
const DESCRIBED: [&str; 10] = ["الكبري", "العظمي", "الصناعيه", "داءمه", "الداءمه", "الضامنه", "المجاوره", "الاعضاء", "العربيه", "الاوروبيه"];

/// How many a numeral with the article counts: الثلاث, الثلاثة.
fn counted(fold: &str) -> Option<usize> {
    let bare = fold.strip_prefix("ال")?;
    let numerals = ["ثلاث", "اربع", "خمس", "ست", "سبع"];
    numerals.iter().position(|n| bare == *n || bare.strip_suffix('ه') == Some(n)).map(|at| at + 3)
}

/// How many states a phrase counts: «الدول الثلاث», «للبلدان الأربعة».
pub(super) fn count(scene: &Scene<'_>, phrase: &Phrase) -> Option<usize> {
    let head = scene.fold(phrase.tokens.start);
    let head = head.get(phrase.skip as usize..).unwrap_or(head);
    // «للدول» is ل and الدول
    let known = SIDES.iter().any(|s| head == *s || head.strip_prefix('ل') == s.strip_prefix("ال"));
    // «الدول السبع الكبرى» has a name of its own
    let named = DESCRIBED.contains(&scene.fold(phrase.tokens.end));
    let last = phrase.tokens.end - 1;
    (known && !named && last > phrase.tokens.start).then(|| counted(scene.fold(last))).flatten()
}

/// The states of a list of just `count`: the last list before a word, else the first behind it, else all that the report names.
pub(super) fn states(scene: &Scene<'_>, at: usize, count: usize) -> Option<Vec<u32>> {
    let (mut before, mut token) = (None, 0);
    let mut all: Vec<u32> = Vec::new();
    while token < scene.text.tokens.len() {
        let Some((end, rows)) = list(scene, token) else {
            token += 1;
            continue;
        };
        // «الوفد الأميركي», «في عمان» name no party
        let place = token > 0 && matches!(scene.fold(token - 1), "في" | "الي" | "من");
        if !(rows.len() == 1 && (place || adjective(scene, token))) {
            for row in &rows {
                if !all.contains(row) {
                    all.push(*row);
                }
            }
        }
        if rows.len() == count {
            if token > at {
                return before.or(Some(rows));
            }
            before = Some(rows);
        }
        token = end;
    }
    // of more than three some will be named for other reasons
    before.or_else(|| (count == 3 && all.len() == count).then_some(all))
}

/// A list of states that begins at a word: where it ends, and each of them once.
fn list(scene: &Scene<'_>, at: usize) -> Option<(usize, Vec<u32>)> {
    let (mut end, first) = state(scene, at)?;
    let mut rows = vec![first];
    loop {
        let comma = usize::from(matches!(scene.mark(end), '،' | ','));
        let next = end + comma;
        let Some((behind, row)) = state(scene, next).filter(|_| comma > 0 || scene.fold(next).starts_with('و')) else { break };
        if !rows.contains(&row) {
            rows.push(row);
        }
        end = behind;
    }
    Some((end, rows))
}

/// The state that a name, a capital or an adjective stands for, and where the words end.
fn state(scene: &Scene<'_>, at: usize) -> Option<(usize, u32)> {
    let at = at + usize::from(scene.mark(at) == '#');
    if !scene.text.tokens.get(at).is_some_and(|_| scene.text.is_word(at)) || scene.timed[at] {
        return None;
    }
    named(scene, at).or_else(|| scene.nationality(at).map(|nisba| (at + 1, nisba.row)))
}

fn named(scene: &Scene<'_>, at: usize) -> Option<(usize, u32)> {
    scene.listed(at, kinds::STATE).or_else(|| scene.listed(at, kinds::CAPITAL))
}

/// Whether what stands for a state at a word is an adjective.
fn adjective(scene: &Scene<'_>, at: usize) -> bool {
    named(scene, at + usize::from(scene.mark(at) == '#')).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_with_the_article_say_how_many() {
        assert_eq!(counted("الثلاث"), Some(3));
        assert_eq!(counted("الاربعه"), Some(4));
        assert_eq!(counted("ثلاث"), None);
    }
}
