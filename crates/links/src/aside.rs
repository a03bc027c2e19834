//! What stands beside a position and changes whose it is or when it holds. In: a report and a statement of it. Out: whether it is marked as a personal
//! opinion, and the condition that is attached. It looks at the words of the statement and its sentence alone.

use mahdar::record::{Chars, Statement};
use mahdar_arabic::fold;

use crate::report::Report;

/// Words that make an opinion one's own, folded: my personal opinion, his personal opinion, in my personal capacity, my own view.
const OWN: &[&str] = &[
    "رايي الشخصي",
    "راي شخصي",
    "رايه الشخصي",
    "رايها الشخصي",
    "موقفي الشخصي",
    "موقف شخصي",
    "موقفه الشخصي",
    "موقفها الشخصي",
    "بصفتي الشخصيه",
    "بصفته الشخصيه",
    "بصفتها الشخصيه",
    "اجتهاد شخصي",
];

/// Words before these that take them back, folded: it is not, not.
const NOT: &[&str] = &["ليس", "ليست", "لا", "لم", "غير", "وليس", "ولا"];

/// Words that begin a condition, folded: unless, on condition that, except after, as long as not, before.
const CONDITIONS: &[&str] = &["بشرط", "شريطه", "شرط", "ما لم", "الا اذا", "الا بعد", "الا بشرط", "قبل ان", "قبل", "اذا", "في حال"];

/// Lengths of time, folded: "before" with one of them is "ago" and no condition (قبل أيام, days ago).
const LENGTHS: &[&str] = &[
    "ايام",
    "يوم",
    "يومين",
    "ساعات",
    "ساعه",
    "ساعتين",
    "اسبوع",
    "اسبوعين",
    "اسابيع",
    "شهر",
    "شهرين",
    "اشهر",
    "شهور",
    "عام",
    "عامين",
    "سنه",
    "سنوات",
    "اعوام",
    "نحو",
    "قليل",
];

/// Whether the words have one of these phrases and do not take it back.
fn own(words: &str) -> bool {
    let key = fold::key(words);
    let all: Vec<&str> = key.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    OWN.iter().any(|phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let bare = |w: &&str, p: &&str| w == p || w.strip_prefix(['و', 'ف']).is_some_and(|w| w == *p);
        all.windows(phrase.len()).enumerate().any(|(at, window)| {
            let here = bare(&window[0], &phrase[0]) && window[1..] == phrase[1..];
            here && !all[at.saturating_sub(3)..at].iter().any(|w| NOT.contains(w))
        })
    })
}

/// From the first to the last word of a statement.
fn hull(statement: &Statement) -> Chars {
    let all = statement.content.iter().chain([&statement.cue]).chain(&statement.mention);
    let (start, end) = all.fold((u32::MAX, 0), |(start, end), s| (start.min(s.0), end.max(s.1)));
    Chars(start, end)
}

/// Whether a statement is marked as its speaker's personal opinion, in its own words or in the same sentence, where nobody else speaks.
pub(crate) fn personal(report: &Report<'_>, statement: &Statement) -> bool {
    let here = hull(statement);
    if own(report.words(here)) {
        // not what another one says inside of it
        return !report.record.statements.iter().any(|s| {
            s.within.as_deref() == Some(&statement.id) && s.speaker != statement.speaker && s.content.iter().any(|c| own(report.words(*c)))
        });
    }
    let sentence = report.sentence(here);
    let other = |s: &Statement| s.speaker != statement.speaker && sentence.0 <= s.cue.0 && s.cue.1 <= sentence.1;
    own(report.words(sentence)) && !report.record.statements.iter().any(other)
}

/// The condition of a position: what the record gives, else the words of the statement from an "unless" on to the end of the clause.
pub(crate) fn condition(report: &Report<'_>, given: Option<Chars>, statement: Option<&Statement>, target: Chars) -> Option<Chars> {
    if given.is_some() {
        return given;
    }
    let content = statement?.content.iter().find(|c| c.0 <= target.0 && target.0 < c.1)?;
    within(report, Chars(target.0, content.1))
}

/// The first condition that stands in a place.
pub(crate) fn within(report: &Report<'_>, place: Chars) -> Option<Chars> {
    let words = report.words(place);
    let mut at = place.0;
    let mut starts: Vec<(u32, String)> = Vec::new();
    for word in words.split_inclusive(|c: char| !c.is_alphanumeric() && !('\u{64b}'..='\u{655}').contains(&c)) {
        let key = fold::key(word.trim_matches(|c: char| !c.is_alphanumeric()));
        if !key.is_empty() {
            starts.push((at, key));
        }
        at += word.chars().count() as u32;
    }
    let begins = |from: usize| {
        CONDITIONS.iter().any(|phrase| {
            phrase.split(' ').enumerate().all(|(n, part)| {
                starts.get(from + n).is_some_and(|(_, w)| w == part || n == 0 && w.strip_prefix(['و', 'ف']).is_some_and(|w| w == part))
            })
        })
    };
    let ago = |from: usize| {
        let counted = |w: &String| LENGTHS.contains(&w.as_str()) || w.chars().all(char::is_numeric);
        starts[from].1.ends_with("قبل") && starts.get(from + 1).is_some_and(|(_, w)| counted(w))
    };
    let start = (0..starts.len()).find(|n| begins(*n) && !ago(*n)).map(|n| starts[n].0)?;
    let clause: u32 =
        report.words(Chars(start, place.1)).chars().take_while(|c| !matches!(c, '.' | '\n' | '،' | '؛' | '»' | '"')).count() as u32;
    Some(Chars(start, start + clause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_personal_opinion_is_told_and_one_that_is_none_is_not() {
        assert!(own("هذا رأيي الشخصي ولا يلزم الحكومة"));
        assert!(own("وأوضح أنه يتحدث بصفته الشخصية"));
        assert!(!own("هذا موقف الحكومة وليس رأيي الشخصي"), "taken back");
        assert!(!own("الحرس الشخصي للوزير رأي ذلك"));
    }
}
