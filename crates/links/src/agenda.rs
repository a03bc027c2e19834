//! What became of what was announced. In: deeds and which of them are one. Out: each expectation with its outcome as later reports tell it. An
//! expectation that no later report answers stays unconfirmed: that is no statement that it was not held.

use serde::Serialize;

use crate::deed::{Deed, Mention, Status};
use crate::group::Groups;
use crate::line::{AgendaItem, Place};
use crate::report::Report;

/// What became of an expectation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A later report tells it as done or going on.
    Held,
    /// It was put off.
    Moved,
    /// It was called off.
    Cancelled,
    /// It is said never to have been planned or held.
    Denied,
    /// No later report says.
    Unconfirmed,
}

/// Every mention that opens an expectation, with its outcome.
pub(crate) fn items(reports: &[Report<'_>], deeds: &[Deed<'_>], groups: &Groups) -> Vec<AgendaItem> {
    let mut out = Vec::new();
    for group in groups {
        let id = crate::line::event_id(reports, deeds, group);
        for n in group {
            for mention in deeds[*n].mentions.iter().filter(|m| m.status == Status::Expected) {
                let (outcome, by) = outcome(reports, deeds, group, &deeds[*n], mention);
                let day = mention.event.time.clone().filter(|t| crate::day::Days::of(t).is_some());
                let place = Place::of(&reports[deeds[*n].report], mention.event.trigger);
                let people = deeds[*n].people.iter().map(|w| w.name.clone()).collect();
                out.push(AgendaItem { place, outcome, event: id.clone(), day, announced: mention.event.status.clone(), people, by });
            }
        }
    }
    out.sort_by(|a, b| a.place.order().cmp(&b.place.order()));
    out
}

/// The last word of later reports on a deed that this mention expects.
fn outcome(reports: &[Report<'_>], deeds: &[Deed<'_>], group: &[usize], here: &Deed<'_>, mention: &Mention<'_>) -> (Outcome, Vec<Place>) {
    let announced = reports[here.report].day;
    let due = here.stated.or_else(|| group.iter().filter_map(|n| deeds[*n].stated).min_by_key(|d| (d.last - d.first, d.first)));
    let mut told: Vec<(Option<i32>, Outcome, Place)> = Vec::new();
    for deed in group.iter().map(|n| &deeds[*n]) {
        let day = reports[deed.report].day;
        for m in &deed.mentions {
            let outcome = match m.status {
                Status::Held => Outcome::Held,
                Status::Moved => Outcome::Moved,
                Status::Cancelled => Outcome::Cancelled,
                Status::Denied => Outcome::Denied,
                Status::Expected => continue,
            };
            let later = deed.report != here.report && day.zip(announced).is_some_and(|(d, a)| d.last >= a.first)
                || deed.report == here.report && m.event.trigger > mention.event.trigger && outcome != Outcome::Held;
            // nothing was held before its day came
            let early = outcome == Outcome::Held && day.zip(due).is_some_and(|(d, due)| d.last < due.first);
            let unchanged = outcome == Outcome::Held && due.is_none() && day.zip(announced).is_some_and(|(d, a)| d.last <= a.last);
            if later && !early && !unchanged {
                told.push((day.map(|d| d.last), outcome, Place::of(&reports[deed.report], m.event.trigger)));
            }
        }
    }
    // the latest day's word; on one day what undoes a plan goes before the rest
    let Some((day, outcome)) = told.iter().map(|(d, o, _)| (*d, *o)).max() else { return (Outcome::Unconfirmed, Vec::new()) };
    let by = told.into_iter().filter(|(d, o, _)| (*d, *o) == (day, outcome)).map(|(_, _, place)| place).collect();
    (outcome, by)
}
