//! The agenda as a calendar shows it. In: a [`Process`] and items of its agenda. Out: [`Appointment`]s, one a deed, each over whole days, with what is
//! doubtful about it. What has no day is no appointment. It writes no format.

use jiff::civil::Date;
use mahdar::record::Event;
use serde::Serialize;

use crate::agenda::Outcome;
use crate::day::Days;
use crate::line::{AgendaItem, Place};
use crate::process::{Process, Words};

/// Whether it is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Announced, called for or conditional; no later report says that it was held.
    Tentative,
    /// A report tells it as held or going on.
    Confirmed,
    /// Called off, denied, or put off without a new day.
    Cancelled,
}

/// What is doubtful about an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Uncertain {
    /// No single day is said: it is within these days.
    Stretch,
    /// Announcements name different days; the last is taken.
    DaysDiffer,
    /// It is called for, not announced.
    CalledFor,
    /// It depends on a condition.
    Conditional,
    /// It was put off, and this is the new day.
    Moved,
    /// It was put off, and no report names a new day.
    MovedAway,
    /// It is said never to have been planned.
    Denied,
}

/// A deed on its days.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Appointment {
    /// Of its first announcement; it stays when later reports come.
    pub uid: String,
    /// Day of the latest report that says something of it, or null.
    pub stamp: Option<String>,
    /// First day, ISO.
    pub first: String,
    /// Last day, within.
    pub last: String,
    /// Whether it is to be.
    pub standing: Standing,
    /// What is doubtful about it.
    pub doubts: Vec<Uncertain>,
    /// The first announcement, with the outcome of the last.
    pub item: AgendaItem,
    /// PLOVER type of the deed.
    #[serde(rename = "type")]
    pub label: String,
    /// Its mode.
    pub mode: Option<String>,
    /// Where it is to be, as written.
    pub place: Option<String>,
    /// The sentence that announces it.
    pub sentence: Words,
    /// Every announcement, first the first.
    pub announced: Vec<Place>,
    /// How often a later report changed what is known; for programs that keep the latest.
    pub sequence: usize,
}

/// Days that a stretch may have: a season or a year is no appointment.
const LONGEST: i32 = 62;

impl Process<'_> {
    /// The items as appointments, by day; also how many have no day that a calendar could show.
    pub fn calendar(&self, items: &[AgendaItem]) -> (Vec<Appointment>, usize) {
        let (mut out, mut undated): (Vec<Appointment>, usize) = (Vec::new(), 0);
        let mut done: Vec<&str> = Vec::new();
        for first in items {
            if done.contains(&first.event.as_str()) {
                continue;
            }
            done.push(&first.event);
            // items come by their reports: the first is the first announcement
            let all: Vec<&AgendaItem> = items.iter().filter(|i| i.event == first.event).collect();
            match self.appointment(&all) {
                Some(appointment) => out.push(appointment),
                None => undated += 1,
            }
        }
        out.sort_by(|a, b| (&a.first, &a.last, &a.uid).cmp(&(&b.first, &b.last, &b.uid)));
        (out, undated)
    }

    fn appointment(&self, all: &[&AgendaItem]) -> Option<Appointment> {
        let (first, last) = (*all.first()?, *all.last()?);
        let entries: Vec<&Event> = all.iter().filter_map(|i| self.event(&i.place)).map(|(_, e)| e).collect();
        let dated: Vec<Days> = all.iter().filter_map(|i| i.day.as_deref().and_then(Days::of)).collect();
        let moved = last.outcome == Outcome::Moved;
        // a postponement keeps the new day, if one is named
        let new = last.by.iter().filter(|_| moved).filter_map(|by| self.event(by)?.1.time.as_deref().and_then(Days::of)).next_back();
        let new = new.filter(|day| dated.last().is_none_or(|old| old.gap(*day) > 0));
        let days = new.or(dated.last().copied()).filter(|d| d.last - d.first <= LONGEST)?;
        let mut doubts = Vec::new();
        if days.first != days.last {
            doubts.push(Uncertain::Stretch);
        }
        if dated.iter().any(|d| dated.iter().any(|e| d.gap(*e) > 0)) {
            doubts.push(Uncertain::DaysDiffer);
        }
        let said = |status: &str| all.iter().all(|i| i.announced == status);
        let open = last.outcome == Outcome::Unconfirmed;
        doubts.extend((open && said("called-for")).then_some(Uncertain::CalledFor));
        doubts.extend((open && said("conditional")).then_some(Uncertain::Conditional));
        doubts.extend(moved.then(|| if new.is_some() { Uncertain::Moved } else { Uncertain::MovedAway }));
        doubts.extend((last.outcome == Outcome::Denied).then_some(Uncertain::Denied));
        let standing = match last.outcome {
            Outcome::Held => Standing::Confirmed,
            Outcome::Cancelled | Outcome::Denied => Standing::Cancelled,
            Outcome::Moved if new.is_none() => Standing::Cancelled,
            Outcome::Moved | Outcome::Unconfirmed => Standing::Tentative,
        };
        let told = all.iter().map(|i| &i.place).chain(all.iter().flat_map(|i| &i.by));
        let n = self.report(&first.place.document)?;
        Some(Appointment {
            uid: format!("{}-{}@mahdar", first.place.document.get(..16).unwrap_or(&first.place.document), first.place.span.0),
            stamp: told.clone().filter_map(|p| p.published.clone()).filter(|d| Days::of(d).is_some()).max(),
            first: iso(days.first)?,
            last: iso(days.last)?,
            standing,
            doubts,
            label: entries.first().map_or_else(|| "CONSULT".to_owned(), |e| e.kind.clone()),
            mode: entries.first().and_then(|e| e.mode.clone()),
            place: entries.iter().find_map(|e| e.place.clone()),
            sentence: self.words(n, trimmed(&self.reports[n], first.place.span)),
            announced: all.iter().map(|i| i.place.clone()).collect(),
            sequence: all.len() - 1 + last.by.len(),
            item: AgendaItem { outcome: last.outcome, by: last.by.clone(), ..first.clone() },
        })
    }
}

/// The sentence about a place without the spaces at its ends.
fn trimmed(report: &crate::report::Report<'_>, span: mahdar::record::Chars) -> mahdar::record::Chars {
    let sentence = report.sentence(span);
    let words = report.words(sentence);
    let spaces = |text: &str| (text.chars().count() - text.trim_start().chars().count()) as u32;
    let behind = (words.trim_start().chars().count() - words.trim().chars().count()) as u32;
    mahdar::record::Chars(sentence.0 + spaces(words), sentence.1 - behind)
}

fn iso(day: i32) -> Option<String> {
    let start = Date::new(1970, 1, 1).ok()?;
    start.checked_add(jiff::Span::new().try_days(day).ok()?).ok().map(|d| d.to_string())
}
