//! How a statement changed. In: two tellings of one statement, the earlier first. Out: the [`Relation`] of their words and the [`Change`]s of what
//! surrounds them. It does not judge which of the two is right.

use serde::Serialize;

use crate::say::{Said, speakers};

/// What the later words are to the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The same words.
    Verbatim,
    /// A part of them.
    Cut,
    /// Other words for the same.
    Reworded,
}

/// What is told otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// A weightier verb: said, then stressed or revealed.
    VerbRaised,
    /// A lighter verb, or one that doubts.
    VerbLowered,
    /// Another speaker.
    SpeakerReplaced,
    /// Who passed it on is not named any more.
    RelayRemoved,
    /// Somebody is named who passed it on.
    RelayAdded,
    /// A quotation has become the outlet's words.
    QuotationDropped,
    /// The outlet's words have become a quotation.
    QuotationMade,
    /// A condition is not told any more. Of comparisons only, as all that follow.
    ConditionDropped,
    /// A condition is told that the first telling has not.
    ConditionAdded,
    /// To whom it was said is not told any more.
    AddresseeDropped,
    /// Somebody is named to whom it was said.
    AddresseeAdded,
    /// Another day.
    DayShifted,
    /// Other numbers.
    FiguresDiffer,
}

/// Whether one telling has the words of another, a part of them, or its own.
pub(crate) fn relation(first: &Said<'_>, later: &Said<'_>) -> Relation {
    let like = first.content.like(&later.content);
    let (a, b) = (first.content.len(), later.content.len());
    let shortest = a.min(b).max(1);
    if like.resembles >= 0.85 && like.run * 10 >= shortest * 7 {
        Relation::Verbatim
    } else if like.run * 10 >= shortest * 7 && like.run >= 3 {
        Relation::Cut
    } else {
        Relation::Reworded
    }
}

/// How much weight a verb of saying gives; doubt takes it away.
fn weight(said: &Said<'_>) -> i8 {
    let weight = match said.statement.class.as_str() {
        "state" | "report" => 0,
        "stress" | "warn" | "threaten" | "accuse" | "demand" => 2,
        _ => 1,
    };
    if said.statement.distance == "doubt" { weight - 2 } else { weight }
}

/// What is told otherwise in the later telling.
pub(crate) fn changes(first: &Said<'_>, later: &Said<'_>) -> Vec<Change> {
    let mut out = Vec::new();
    match weight(later).cmp(&weight(first)) {
        std::cmp::Ordering::Greater => out.push(Change::VerbRaised),
        std::cmp::Ordering::Less => out.push(Change::VerbLowered),
        std::cmp::Ordering::Equal => {}
    }
    if first.speaker.is_some() && later.speaker.is_some() && speakers(first, later) < 0.9 {
        out.push(Change::SpeakerReplaced);
    }
    match (first.statement.via.is_empty(), later.statement.via.is_empty()) {
        (false, true) => out.push(Change::RelayRemoved),
        (true, false) => out.push(Change::RelayAdded),
        _ => {}
    }
    let quoted = |said: &Said<'_>| said.statement.verbatim == "yes";
    match (quoted(first), quoted(later)) {
        (true, false) => out.push(Change::QuotationDropped),
        (false, true) => out.push(Change::QuotationMade),
        _ => {}
    }
    out
}

/// The first telling of a group: by report, then by place in it.
pub(crate) fn first<'s, 'r>(group: &[usize], said: &'s [Said<'r>]) -> &'s Said<'r> {
    let first = group.iter().min_by_key(|n| (said[**n].report, said[**n].statement.cue)).copied().unwrap_or_default();
    &said[first]
}
