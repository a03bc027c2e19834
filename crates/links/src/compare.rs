//! Reports or outlets beside one another. In: a [`Process`] and some reports. Out: [`Comparison`]: of each deed what each teller has, lacks or says
//! otherwise, and of each statement how it is told. The first telling is a place to begin, not the truth; nothing is judged.

use std::collections::{BTreeSet, HashMap};

use mahdar::record::Chars;
use serde::Serialize;

use crate::aside;
use crate::ask::Ask;
use crate::change::{self, Change, Relation};
use crate::day::Days;
use crate::line::Place;
use crate::party::Named;
use crate::process::{Count, Process, Words};
use crate::say::{self, Said};
use crate::timeline::Sort;

mod field;

pub use field::{Difference, Field, Row, Told};

/// Who is beside whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Each report.
    Report,
    /// Each outlet, with all its reports; without an outlet each report.
    Outlet,
}

/// A report or an outlet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Teller {
    /// Outlet, else the source of the report.
    pub name: String,
    /// Its reports, by id, the first first.
    pub documents: Vec<String>,
    /// Day of the first, or null.
    pub published: Option<String>,
}

/// A deed as each teller has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meeting {
    /// Its id, as among the joins.
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub label: String,
    /// Mode.
    pub mode: Option<String>,
    /// Who took part, by all accounts.
    pub who: Vec<Named>,
    /// The first account of each teller, or null: it does not tell it.
    pub accounts: Vec<Option<Place>>,
    /// What is told of it, where anybody tells anything.
    pub rows: Vec<Row>,
}

/// One telling of a statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Telling {
    /// The cue.
    pub place: Place,
    /// Class of the cue.
    pub class: String,
    /// Speaker, or null.
    pub speaker: Option<String>,
    /// What is said to have been said.
    pub words: Vec<Words>,
    /// The condition in it.
    pub condition: Option<Words>,
    /// What the words are to those of the first telling; null for the first.
    pub relation: Option<Relation>,
    /// What is told otherwise than in the first telling.
    pub changes: Vec<Change>,
}

/// A statement as each teller has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spoken {
    /// Its id, as among the joins.
    pub id: String,
    /// Speakers, by all accounts.
    pub who: Vec<Named>,
    /// The first telling of each teller, or null: it does not have it.
    pub tellings: Vec<Option<Telling>>,
}

/// Tellers beside one another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The columns, by their first report.
    pub tellers: Vec<Teller>,
    /// Reports and wordings behind all.
    #[serde(flatten)]
    pub count: Count,
    /// Columns whose reports share passages, by their numbers from 0: one is no witness for the other.
    pub copies: Vec<(usize, usize)>,
    /// Deeds, by day.
    pub meetings: Vec<Meeting>,
    /// Statements, by day.
    pub statements: Vec<Spoken>,
}

impl Process<'_> {
    /// The reports of `ask.documents` beside one another; the other conditions of `ask` choose what is compared.
    pub fn compare(&self, ask: &Ask, by: By) -> Comparison {
        let inside = |id: &str| ask.documents.as_ref().is_none_or(|all| all.contains(id));
        let mut tellers: Vec<(Teller, Vec<usize>)> = Vec::new();
        for (n, report) in self.reports.iter().enumerate().filter(|(_, r)| inside(&r.record.document.id)) {
            let document = &report.record.document;
            let name = document.outlet.as_ref().unwrap_or(&document.source);
            match tellers.iter_mut().find(|(t, _)| by == By::Outlet && document.outlet.is_some() && t.name == *name) {
                Some((teller, numbers)) => {
                    teller.documents.push(document.id.clone());
                    numbers.push(n);
                }
                None => tellers.push((
                    Teller { name: name.clone(), documents: vec![document.id.clone()], published: document.published.value.clone() },
                    vec![n],
                )),
            }
        }
        let columns: Vec<BTreeSet<usize>> = tellers.iter().map(|(_, numbers)| numbers.iter().copied().collect()).collect();
        let said = say::statements(&self.reports);
        let number: HashMap<(usize, Chars), usize> = said.iter().enumerate().map(|(at, s)| ((s.report, s.statement.cue), at)).collect();
        let (mut meetings, mut statements) = (Vec::new(), Vec::new());
        for moment in self.timeline(ask) {
            match moment.kind {
                Sort::Event => {
                    let mut told: Vec<Vec<(usize, &mahdar::record::Event)>> = vec![Vec::new(); columns.len()];
                    let mut accounts = vec![None; columns.len()];
                    for place in &moment.accounts {
                        let Some((n, event)) = self.event(place) else { continue };
                        for (at, _) in columns.iter().enumerate().filter(|(_, c)| c.contains(&n)) {
                            told[at].push((n, event));
                            accounts[at].get_or_insert_with(|| place.clone());
                        }
                    }
                    let rows = Field::ALL.iter().filter_map(|field| field::row(self, *field, &told)).collect();
                    meetings.push(Meeting { id: moment.id, label: moment.label, mode: moment.mode, who: moment.who, accounts, rows });
                }
                Sort::Statement => {
                    let of = |place: &Place| {
                        let n = self.report(&place.document)?;
                        number.get(&(n, place.span)).map(|at| &said[*at])
                    };
                    let told: Vec<(&Place, &Said<'_>)> = moment.accounts.iter().filter_map(|p| of(p).map(|s| (p, s))).collect();
                    let told: Vec<_> = told.into_iter().filter(|(_, s)| columns.iter().any(|c| c.contains(&s.report))).collect();
                    let Some((_, first)) = told.first() else { continue };
                    let tellings = columns
                        .iter()
                        .map(|c| told.iter().find(|(_, s)| c.contains(&s.report)).map(|(place, later)| self.telling(first, later, place)))
                        .collect();
                    statements.push(Spoken { id: moment.id, who: moment.who, tellings });
                }
            }
        }
        let all = tellers.iter().flat_map(|(t, _)| &t.documents).map(String::as_str);
        let pairs = (0..columns.len()).flat_map(|a| (a + 1..columns.len()).map(move |b| (a, b)));
        let copies = pairs.filter(|(a, b)| columns[*a].iter().any(|x| columns[*b].iter().any(|y| self.copies(*x, *y)))).collect();
        Comparison { count: self.count(all), copies, tellers: tellers.into_iter().map(|(t, _)| t).collect(), meetings, statements }
    }

    fn telling(&self, first: &Said<'_>, later: &Said<'_>, place: &Place) -> Telling {
        let n = later.report;
        let is_first = std::ptr::eq(first, later);
        Telling {
            place: place.clone(),
            class: later.statement.class.clone(),
            speaker: later.speaker.as_ref().map(|w| w.name.clone()),
            words: later.statement.content.iter().map(|c| self.words(n, *c)).collect(),
            condition: self.condition(later).map(|c| self.words(n, c)),
            relation: (!is_first).then(|| change::relation(first, later)),
            changes: if is_first { Vec::new() } else { self.changes(first, later) },
        }
    }

    fn condition(&self, said: &Said<'_>) -> Option<Chars> {
        said.statement.content.iter().find_map(|c| aside::within(&self.reports[said.report], *c))
    }

    /// What is told otherwise, also by what only the whole reports show.
    fn changes(&self, first: &Said<'_>, later: &Said<'_>) -> Vec<Change> {
        let mut out = change::changes(first, later);
        let mut lost = |before: bool, after: bool, dropped, added| match (before, after) {
            (true, false) => out.push(dropped),
            (false, true) => out.push(added),
            _ => {}
        };
        let (before, after) = (self.condition(first).is_some(), self.condition(later).is_some());
        lost(before, after, Change::ConditionDropped, Change::ConditionAdded);
        let (before, after) = (!first.statement.addressee.is_empty(), !later.statement.addressee.is_empty());
        lost(before, after, Change::AddresseeDropped, Change::AddresseeAdded);
        let day = |said: &Said<'_>| said.statement.said_at.as_deref().and_then(Days::of);
        if day(first).zip(day(later)).is_some_and(|(a, b)| a.gap(b) > 0) {
            out.push(Change::DayShifted);
        }
        let figures = |said: &Said<'_>| -> BTreeSet<String> {
            said.statement.content.iter().flat_map(|c| field::figures(self, said.report, *c)).map(|(key, _)| key).collect()
        };
        let (a, b) = (figures(first), figures(later));
        // a telling that leaves a number out tells no other
        if !a.is_subset(&b) && !b.is_subset(&a) {
            out.push(Change::FiguresDiffer);
        }
        out
    }
}
