//! Which claim a denial answers. In: statements. Out: each denial with the statement before it that claims what it denies, or none: then the claim is
//! in no report here.

use crate::line::{Denied, Place};
use crate::report::{Report, Who};
use crate::say::{DAYS, Said};
use crate::words::Content;

/// Share of the denied words that the claim must have, and how many; of the claim of whoever the denial names, how many.
const SHARE: f32 = 0.45;
const LEAST: f32 = 2.0;
const LEAST_NAMED: f32 = 1.0;

/// Words that bring in what is denied and are no part of it, folded: the truth of, published, circulated, news, reports, rumours, existence…
const FRAME: &[&str] = &[
    "صحه",
    "عدم",
    "نشر",
    "نشرته",
    "نشرت",
    "تردد",
    "تداولته",
    "تداوله",
    "ذكرته",
    "اوردته",
    "انباء",
    "خبر",
    "اخبار",
    "تقارير",
    "تقرير",
    "شاءعات",
    "مزاعم",
    "ادعاءات",
    "بشان",
    "يكون",
    "تكون",
    "وجود",
    "صحيفه",
    "وكاله",
    "قناه",
    "وساءل",
    "اعلام",
    "اساس",
    "لها",
    "حصول",
    "حدوث",
];

/// Every denial.
pub(crate) fn denials(reports: &[Report<'_>], said: &[Said<'_>]) -> Vec<Denied> {
    let mut out: Vec<Denied> = Vec::new();
    for denial in said.iter().filter(|s| s.denies) {
        let denied = denied(reports, denial);
        let found = said.iter().filter_map(|claim| answers(reports, (denial, &denied), claim).map(|score| (score, claim)));
        // the likeliest; of equals the first
        let best =
            found.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.report.cmp(&x.1.report)).then(y.1.statement.cue.cmp(&x.1.statement.cue)));
        let place = |s: &Said<'_>| Place::of(&reports[s.report], s.statement.cue);
        let (claim, score, because) = match best {
            Some((score, claim)) => {
                let who = claim.speaker.as_ref().map_or("somebody unnamed", |w| w.name.as_str());
                (
                    Some(place(claim)),
                    Some((score * 100.0).round() / 100.0),
                    format!("said before by {who}, in words that the denial takes up"),
                )
            }
            None => (None, None, "no report here claims it".to_owned()),
        };
        out.push(Denied { denial: place(denial), claim, score, because });
    }
    out
}

/// Who had claimed it, where the denial says so.
fn claimant<'s>(reports: &'s [Report<'_>], denial: &Said<'_>) -> Option<&'s Who> {
    let by = denial.statement.denies.as_ref()?.claimed_by.as_deref()?;
    reports[denial.report].who.get(by)
}

/// What is denied, without the words that bring it in and the name of whoever claimed it.
fn denied(reports: &[Report<'_>], denial: &Said<'_>) -> Content {
    let report = &reports[denial.report];
    let by = claimant(reports, denial).map(|w| w.words.as_slice()).unwrap_or_default();
    let words: Vec<String> = denial.statement.content.iter().map(|s| mahdar_arabic::fold::key(report.words(*s))).collect();
    let part = |word: &str| {
        let word = mahdar_arabic::fold::without_article(word);
        !FRAME.contains(&word) && !by.iter().any(|w| w == word)
    };
    let words: Vec<&str> = words.iter().flat_map(|w| w.split(' ')).filter(|w| part(w)).collect();
    Content::of([words.join(" ").as_str()], &|word| report.names.contains(word))
}

/// How likely it is this claim that is denied.
fn answers(reports: &[Report<'_>], (denial, denied): (&Said<'_>, &Content), claim: &Said<'_>) -> Option<f32> {
    let before = (claim.report, claim.statement.cue) < (denial.report, denial.statement.cue);
    let near = reports[claim.report].day.zip(reports[denial.report].day).is_none_or(|(c, d)| c.gap(d) <= DAYS);
    if !before || !near || claim.denies || claim.statement.within.as_deref() == Some(&denial.statement.id) {
        return None;
    }
    // what is said not to be is no claim that it is
    if claim.negated {
        return None;
    }
    // nobody denies what he says himself
    if claim.speaker.as_ref().zip(denial.speaker.as_ref()).is_some_and(|(c, d)| c.key == d.key) {
        return None;
    }
    let named = claimant(reports, denial).zip(claim.speaker.as_ref()).is_some_and(|(c, s)| c.same(s) >= 0.9);
    let like = denied.like(&claim.content);
    let least = if named { LEAST_NAMED } else { LEAST };
    let score = f32::midpoint(like.contained, like.resembles) + if named { 0.2 } else { 0.0 };
    (like.shared >= least && like.contained >= SHARE).then_some(score.min(1.0))
}
