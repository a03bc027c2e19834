//! What is given: the joins as plain data. In: groups. Out: [`Event`], [`Statement`], [`AgendaItem`], [`Denied`], [`Copies`], each a [`Line`] of
//! JSON. Ids are hashes of the reports' ids and places, so they stay the same whatever order reports came in.

use mahdar::record::Chars;
use serde::Serialize;

use crate::agenda::Outcome;
use crate::change::{self, Change, Relation};
use crate::deed::Deed;
use crate::group::{Groups, Joins};
use crate::report::Report;
use crate::say::Said;

/// Words of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Path or URL the report was read from.
    pub source: String,
    /// Code points of its text, end-exclusive.
    pub span: Chars,
    /// The words.
    pub words: String,
    /// Day of publication, or null.
    pub published: Option<String>,
    /// Newspaper, agency or channel, or null.
    pub outlet: Option<String>,
    /// The report's id.
    pub document: String,
    #[serde(skip)]
    url: Option<String>,
}

impl Place {
    pub(crate) fn of(report: &Report<'_>, span: Chars) -> Self {
        let d = &report.record.document;
        Self {
            source: d.source.clone(),
            span,
            words: report.words(span).to_owned(),
            published: d.published.value.clone(),
            outlet: d.outlet.clone(),
            document: d.id.clone(),
            url: d.url.clone(),
        }
    }

    /// By day, address and place.
    pub(crate) fn order(&self) -> (&str, &str, &str, Chars) {
        (self.published.as_deref().unwrap_or("9999"), self.url.as_deref().unwrap_or(&self.source), &self.document, self.span)
    }
}

/// One report's mention of a deed or statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Account {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// Events: the status as the report gives it. Statements: the class.
    pub label: String,
    /// Statements: what the words are to the first account's; null for the first and for events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// Statements: what is told otherwise than in the first account.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// A deed, with every account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// Hash of its accounts.
    pub id: String,
    /// The first day that an account names, or null.
    pub day: Option<String>,
    /// Who took part, by all accounts.
    pub people: Vec<String>,
    /// 0 to 1: the weakest join that holds it together; null where there is one account.
    pub score: Option<f32>,
    /// Why the accounts are one, best join first.
    pub because: Vec<String>,
    /// Accounts, first the first.
    pub mentions: Vec<Account>,
}

/// A statement, with every account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statement {
    /// Hash of its accounts.
    pub id: String,
    /// Speakers, by all accounts: more than one is a disagreement.
    pub speakers: Vec<String>,
    /// 0 to 1: the weakest join that holds it together; null where there is one account.
    pub score: Option<f32>,
    /// Why the accounts are one, best join first.
    pub because: Vec<String>,
    /// Accounts, first the first.
    pub mentions: Vec<Account>,
}

/// An expectation and its outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgendaItem {
    /// The words that announce it.
    #[serde(flatten)]
    pub place: Place,
    /// What became of it.
    pub outcome: Outcome,
    /// The event's id.
    pub event: String,
    /// When it is due, as the announcement says, or null.
    pub day: Option<String>,
    /// planned, called-for, conditional or another status of the record.
    pub announced: String,
    /// Who is to take part.
    pub people: Vec<String>,
    /// The words that say what became of it.
    pub by: Vec<Place>,
}

/// A denial and the claim that it answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Denied {
    /// The word that denies.
    pub denial: Place,
    /// The word that claims, or null: no report here does.
    pub claim: Option<Place>,
    /// 0 to 1, null without a claim.
    pub score: Option<f32>,
    /// Why.
    pub because: String,
}

/// Reports with one wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Copies {
    /// Their sources, first the first.
    pub sources: Vec<String>,
    /// identical, near or cut.
    pub relation: String,
}

/// A line of `mahdar links`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Line {
    /// A deed.
    Event(Event),
    /// A statement.
    Statement(Statement),
    /// An expectation.
    Agenda(AgendaItem),
    /// A denial.
    Denial(Denied),
    /// Reports with one wording.
    Copies(Copies),
}

/// An id of content: what the group is and where it stands.
fn id<'p>(kind: &str, places: impl Iterator<Item = (&'p str, Chars)>) -> String {
    let mut hash = blake3::Hasher::new();
    hash.update(kind.as_bytes());
    for (document, Chars(start, end)) in places {
        hash.update(document.as_bytes()).update(format!(" {start} {end}\n").as_bytes());
    }
    hash.finalize().to_hex().as_str()[..16].to_owned()
}

pub(crate) fn event_id(reports: &[Report<'_>], deeds: &[Deed<'_>], group: &[usize]) -> String {
    let mut all: Vec<(&str, Chars)> = Vec::new();
    for deed in group.iter().map(|n| &deeds[*n]) {
        all.extend(deed.mentions.iter().map(|m| (reports[deed.report].record.document.id.as_str(), m.event.trigger)));
    }
    all.sort_unstable();
    id("event", all.into_iter())
}

/// What holds a group together: the weakest score, and the reasons.
fn held(group: &[usize], joins: &Joins) -> (Option<f32>, Vec<String>) {
    let inside: Vec<_> = joins.iter().filter(|(a, _, _)| group.len() > 1 && group.binary_search(a).is_ok()).collect();
    let mut because: Vec<String> = Vec::new();
    for (_, _, join) in &inside {
        if !because.contains(&join.because) && because.len() < 5 {
            because.push(join.because.clone());
        }
    }
    let weakest = inside.iter().map(|(_, _, join)| join.score).min_by(f32::total_cmp);
    (weakest.map(|s| (s * 100.0).round() / 100.0), because)
}

fn names<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in names {
        if !out.iter().any(|n| n == name) {
            out.push(name.to_owned());
        }
    }
    out
}

pub(crate) fn events(reports: &[Report<'_>], deeds: &[Deed<'_>], groups: &Groups, joins: &Joins) -> Vec<Event> {
    let mut out = Vec::new();
    for group in groups {
        let mut mentions = Vec::new();
        for deed in group.iter().map(|n| &deeds[*n]) {
            for m in &deed.mentions {
                let place = Place::of(&reports[deed.report], m.event.trigger);
                mentions.push(Account { place, label: m.event.status.clone(), relation: None, changes: Vec::new() });
            }
        }
        mentions.sort_by(|a, b| a.place.order().cmp(&b.place.order()));
        let (score, because) = held(group, joins);
        let day = group
            .iter()
            .flat_map(|n| &deeds[*n].mentions)
            .filter_map(|m| m.event.time.clone())
            .filter(|t| crate::day::Days::of(t).is_some())
            .min();
        let mut people: Vec<&crate::report::Who> = Vec::new();
        for who in group.iter().flat_map(|n| &deeds[*n].people) {
            if !people.iter().any(|p| p.key == who.key) {
                people.push(who);
            }
        }
        let people = names(people.into_iter().map(|w| w.name.as_str()));
        out.push(Event { id: event_id(reports, deeds, group), day, people, score, because, mentions });
    }
    out.sort_by(|a, b| a.mentions[0].place.order().cmp(&b.mentions[0].place.order()));
    out
}

pub(crate) fn statements(reports: &[Report<'_>], said: &[Said<'_>], groups: &Groups, joins: &Joins) -> Vec<Statement> {
    let mut out = Vec::new();
    for group in groups {
        let first = change::first(group, said);
        let mut mentions: Vec<Account> = group
            .iter()
            .map(|n| {
                let one = &said[*n];
                let is_first = std::ptr::eq(one, first);
                Account {
                    place: Place::of(&reports[one.report], one.statement.cue),
                    label: one.statement.class.clone(),
                    relation: (!is_first).then(|| change::relation(first, one)),
                    changes: if is_first { Vec::new() } else { change::changes(first, one) },
                }
            })
            .collect();
        mentions.sort_by(|a, b| a.place.order().cmp(&b.place.order()));
        let (score, because) = held(group, joins);
        let speakers = names(group.iter().filter_map(|n| said[*n].speaker.as_ref()).map(|w| w.name.as_str()));
        let places = mentions.iter().map(|m| (m.place.document.as_str(), m.place.span));
        out.push(Statement { id: id("statement", places), speakers, score, because, mentions });
    }
    out.sort_by(|a, b| a.mentions[0].place.order().cmp(&b.mentions[0].place.order()));
    out
}
