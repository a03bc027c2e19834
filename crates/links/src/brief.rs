//! A brief: what the reports tell of a day, somebody, an issue or a story, and what they leave open. In: a [`Process`] and what is asked. Out:
//! [`Brief`], of moments, positions, the agenda and denials as they are elsewhere, with the [`Gap`]s. It writes no text.

use std::collections::BTreeSet;

use mahdar::record::Chars;
use serde::Serialize;

use crate::agenda::Outcome;
use crate::ask::{Ask, Asked};
use crate::day::Days;
use crate::line::{AgendaItem, Denied, Place};
use crate::positions::Cell;
use crate::process::{Count, Process, Words};
use crate::timeline::{Doubt, Moment, Sort};

/// What is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// A deed of which no report says who took part.
    Who,
    /// A statement of which no report says whose it is, or names the speaker.
    Speaker,
    /// What no report gives a day.
    When,
    /// A meeting or visit that was held, and no report says where.
    Place,
    /// What was announced and past its day; no report says what became of it.
    Outcome,
    /// A denial whose claim is in no report here.
    Claim,
    /// Somebody did not speak, confirm or deny.
    Silence,
    /// Accounts of one deed name different days.
    Day,
}

/// Something that is not known, and where the reports would have to say it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gap {
    /// What is missing.
    pub missing: Missing,
    /// The words that it is missing of.
    pub place: Place,
}

/// A denial in its words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Denial {
    /// The denial and its claim.
    #[serde(flatten)]
    pub joined: Denied,
    /// Who denies, or null.
    pub by: Option<String>,
    /// What is denied.
    pub words: Vec<Words>,
    /// What was claimed; empty where no report here claims it.
    pub claimed: Vec<Words>,
}

/// What the reports tell of what is asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brief {
    /// First and last day of the reports behind it, or null.
    pub days: Option<(String, String)>,
    /// The reports behind it.
    #[serde(flatten)]
    pub count: Count,
    /// Deeds, by day; plans are in `agenda`.
    pub events: Vec<Moment>,
    /// Statements, by day.
    pub statements: Vec<Moment>,
    /// Where parties stand.
    pub positions: Vec<Cell>,
    /// What was announced, with its outcome.
    pub agenda: Vec<AgendaItem>,
    /// Denials.
    pub denials: Vec<Denial>,
    /// What is not known.
    pub gaps: Vec<Gap>,
    /// Statements that rest on one wording alone.
    pub single: usize,
}

impl Process<'_> {
    /// The brief of what is asked; `today` is the day from which an announcement is past, that of the latest report if null.
    pub fn brief(&self, ask: &Ask, today: Option<&str>) -> Brief {
        let asked = Asked::new(self, ask);
        let moments = self.timeline(ask);
        let latest = self.reports.iter().filter_map(|r| r.day).map(|d| d.last).max();
        let today = today.and_then(Days::of).map(|d| d.last).or(latest);
        let held =
            |m: &Moment| m.statuses.iter().any(|s| matches!(s.as_str(), "happened" | "ongoing" | "cancelled" | "postponed" | "denied"));
        let (events, statements): (Vec<Moment>, Vec<Moment>) = moments.into_iter().partition(|m| m.kind == Sort::Event);
        let ids: BTreeSet<&str> = events.iter().map(|e| e.id.as_str()).collect();
        let agenda: Vec<AgendaItem> = self.links().agenda.iter().filter(|a| ids.contains(a.event.as_str())).cloned().collect();
        let events: Vec<Moment> = events.into_iter().filter(held).collect();
        let denials = self.denials(&statements);
        let mut gaps = self.gaps(&events, &statements, &agenda, &denials, today);
        gaps.extend(self.silences(&asked));
        gaps.sort_by(|a, b| (a.missing, a.place.order()).cmp(&(b.missing, b.place.order())));
        let mut behind: BTreeSet<&str> = BTreeSet::new();
        behind.extend(events.iter().chain(&statements).flat_map(|m| &m.accounts).map(|a| a.document.as_str()));
        behind.extend(agenda.iter().map(|a| a.place.document.as_str()));
        let days: BTreeSet<String> = self
            .reports
            .iter()
            .filter(|r| behind.contains(r.record.document.id.as_str()))
            .filter_map(|r| r.record.document.published.value.clone())
            .collect();
        Brief {
            days: days.first().cloned().zip(days.last().cloned()),
            count: self.count(behind.iter().copied()),
            single: statements.iter().filter(|s| s.count.wordings == 1).count(),
            positions: self.positions(ask).cells,
            gaps,
            events,
            statements,
            agenda,
            denials,
        }
    }

    /// The reports of a story: those that tell a deed or statement with this id, else those that share one with the report that has this id. The
    /// beginning of an id is enough where it is of one thing; `Err` says that it is of several, or of none.
    ///
    /// # Errors
    /// A sentence on what is wrong with the id, and what to do.
    pub fn story(&self, id: &str) -> Result<BTreeSet<String>, String> {
        let links = self.links();
        let documents = |places: &[crate::line::Account]| places.iter().map(|m| m.place.document.clone()).collect::<BTreeSet<String>>();
        let joined = links.events.iter().map(|e| (&e.id, &e.mentions)).chain(links.statements.iter().map(|s| (&s.id, &s.mentions)));
        let mut found: Vec<(&str, BTreeSet<String>)> =
            joined.clone().filter(|(of, _)| of.starts_with(id)).map(|(of, m)| (of.as_str(), documents(m))).collect();
        for report in self.reports.iter().map(|r| r.record.document.id.as_str()).filter(|r| r.starts_with(id)) {
            let mut story: BTreeSet<String> = joined.clone().map(|(_, m)| documents(m)).filter(|d| d.contains(report)).flatten().collect();
            story.insert(report.to_owned());
            found.push((report, story));
        }
        match (id.len() >= 6, found.len()) {
            (true, 1) => Ok(found.remove(0).1),
            (_, 0) => Err(format!("{id}: no event, statement or report has this id; `mahdar links --format jsonl` shows them")),
            (false, _) => Err(format!("{id}: give six characters of the id or more")),
            (true, n) => Err(format!("{id}: {n} things have an id that begins so; give more of it")),
        }
    }

    fn denials(&self, statements: &[Moment]) -> Vec<Denial> {
        let mut out = Vec::new();
        let shown: BTreeSet<(&str, Chars)> = statements.iter().flat_map(|m| &m.accounts).map(|a| (a.document.as_str(), a.span)).collect();
        for joined in self.links().denials.iter().filter(|d| shown.contains(&(d.denial.document.as_str(), d.denial.span))) {
            let Some((n, denial)) = self.statement(&joined.denial) else { continue };
            let claim = joined.claim.as_ref().and_then(|c| self.statement(c));
            out.push(Denial {
                joined: joined.clone(),
                by: denial.speaker.as_deref().and_then(|id| self.named(n, id)).map(|w| w.name),
                words: denial.content.iter().map(|c| self.words(n, *c)).collect(),
                claimed: claim.map_or_else(Vec::new, |(n, s)| s.content.iter().map(|c| self.words(n, *c)).collect()),
            });
        }
        out
    }

    fn gaps(&self, events: &[Moment], statements: &[Moment], agenda: &[AgendaItem], denials: &[Denial], today: Option<i32>) -> Vec<Gap> {
        let mut out = Vec::new();
        let mut gap = |missing, place: &Place| out.push(Gap { missing, place: place.clone() });
        for event in events.iter().filter(|e| e.label == "CONSULT") {
            let first = &event.accounts[0];
            if event.who.is_empty() {
                gap(Missing::Who, first);
            }
            if event.doubts.contains(&Doubt::Undated) || event.doubts.contains(&Doubt::DayOfReport) {
                gap(Missing::When, first);
            }
            if event.doubts.contains(&Doubt::DaysDiffer) {
                gap(Missing::Day, first);
            }
            if event.place.is_none() && event.mode.as_deref().is_none_or(|m| m != "call") && event.statuses.iter().any(|s| s == "happened")
            {
                gap(Missing::Place, first);
            }
        }
        for statement in statements {
            let nameless = |place: &Place| {
                let Some((n, s)) = self.statement(place) else { return false };
                let actor = s.speaker.as_deref().and_then(|id| self.reports[n].record.actors.iter().find(|a| a.id == id));
                // a spokesman without a name is known by his office
                actor.is_none_or(|a| a.anonymous.as_deref().is_some_and(|a| a != "titled"))
            };
            if statement.accounts.iter().all(nameless) {
                gap(Missing::Speaker, &statement.accounts[0]);
            }
        }
        for item in agenda.iter().filter(|a| a.outcome == Outcome::Unconfirmed) {
            let due = item.day.as_deref().and_then(Days::of);
            if due.zip(today).is_some_and(|(due, today)| due.last < today) {
                gap(Missing::Outcome, &item.place);
            }
        }
        for denial in denials.iter().filter(|d| d.joined.claim.is_none()) {
            gap(Missing::Claim, &denial.joined.denial);
        }
        out
    }

    fn silences(&self, asked: &Asked) -> Vec<Gap> {
        let mut out = Vec::new();
        for (n, report) in self.reports.iter().enumerate().filter(|(_, r)| asked.document(&r.record.document.id) && asked.day(r.day)) {
            for silence in &report.record.silences {
                let about: Vec<&str> = silence.content.iter().map(|c| report.words(*c)).collect();
                let text = if about.is_empty() { report.words(report.sentence(silence.cue)).to_owned() } else { about.join("\n") };
                let somebody = silence.actor.as_deref().map_or(!asked.somebody(), |id| asked.actor(self, n, id));
                if somebody && asked.issue([], &text) {
                    out.push(Gap { missing: Missing::Silence, place: Place::of(report, report.sentence(silence.cue)) });
                }
            }
        }
        out
    }
}
