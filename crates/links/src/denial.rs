//! Which claim a denial answers. In: statements. Out: each denial with the statement before it that claims what it denies, or none: then the claim is
//! in no report here.

use crate::line::{Denied, Place};
use crate::report::Report;
use crate::say::{DAYS, Said};

/// Share of the denied words that the claim must have, and how many.
const SHARE: f32 = 0.45;
const LEAST: f32 = 2.0;

/// Every denial.
pub(crate) fn denials(reports: &[Report<'_>], said: &[Said<'_>]) -> Vec<Denied> {
    let mut out: Vec<Denied> = Vec::new();
    for denial in said.iter().filter(|s| s.statement.class == "deny") {
        let found = said.iter().filter_map(|claim| answers(reports, denial, claim).map(|score| (score, claim)));
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

/// How likely it is this claim that is denied.
fn answers(reports: &[Report<'_>], denial: &Said<'_>, claim: &Said<'_>) -> Option<f32> {
    let before = (claim.report, claim.statement.cue) < (denial.report, denial.statement.cue);
    let near = reports[claim.report].day.zip(reports[denial.report].day).is_none_or(|(c, d)| c.gap(d) <= DAYS);
    if !before || !near || claim.statement.class == "deny" || claim.statement.within.as_deref() == Some(&denial.statement.id) {
        return None;
    }
    // nobody denies what he says himself
    if claim.speaker.as_ref().zip(denial.speaker.as_ref()).is_some_and(|(c, d)| c.key == d.key) {
        return None;
    }
    let like = denial.content.like(&claim.content);
    (like.shared >= LEAST && like.contained >= SHARE).then_some(f32::midpoint(like.contained, like.resembles))
}
