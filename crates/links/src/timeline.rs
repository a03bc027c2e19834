//! What happened and what was said, in order of its own day. In: a [`Process`]. Out: [`Moment`]s, each with its accounts and what is doubtful about its
//! day. A day is what the reports say; where they say none it is that of the report, and that is said too.

use std::collections::BTreeSet;

use mahdar::record::{Basis, Chars};
use serde::Serialize;

use crate::agenda::Outcome;
use crate::ask::{self, Ask, Asked};
use crate::day::Days;
use crate::line::{self, Place};
use crate::party::{self, Named};
use crate::process::{Count, Process, Words};

/// An event or a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// A deed.
    Event,
    /// A statement.
    Statement,
}

/// What is doubtful about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// No report says when: it is the day of the first report.
    DayOfReport,
    /// Reports name different days: `days`.
    DaysDiffer,
    /// The day is known to a stretch, month or year only.
    Coarse,
    /// The calendar leaves a day's doubt: `days`.
    Calendar,
    /// The day of the report is a conclusion from its text.
    ReportInferred,
    /// No day is known.
    Undated,
}

/// Something at its day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moment {
    /// Day, stretch (a/b), month or year; null where none is known.
    pub day: Option<String>,
    /// An event or a statement.
    pub kind: Sort,
    /// Its id, as among the joins.
    pub id: String,
    /// PLOVER type, or class of the statement, by the first account.
    #[serde(rename = "type")]
    pub label: String,
    /// Mode of an event (meet, call, visit…).
    pub mode: Option<String>,
    /// What the accounts say of an event, first the first: planned, happened…
    pub statuses: Vec<String>,
    /// What became of it, where it was announced.
    pub outcome: Option<Outcome>,
    /// Who took part, or who spoke, by all accounts.
    pub who: Vec<Named>,
    /// Place of an event as written.
    pub place: Option<String>,
    /// The word that names the event or the saying.
    pub cue: Words,
    /// What was said, or what it was about; of the first account that says so.
    pub content: Vec<Words>,
    /// The report of `cue` and `content`.
    pub document: String,
    /// Whether every account tells it as background.
    pub background: bool,
    /// What is doubtful about the day.
    pub doubts: Vec<Doubt>,
    /// Days that accounts name, where they differ or the calendar leaves a doubt.
    pub days: Vec<String>,
    /// Every account, first the first.
    pub accounts: Vec<Place>,
    /// How many tell it.
    #[serde(flatten)]
    pub count: Count,
}

impl Process<'_> {
    /// Events and statements in order of their own day; those without a day come last.
    pub fn timeline(&self, ask: &Ask) -> Vec<Moment> {
        let asked = Asked::new(self, ask);
        let links = self.links();
        let outcome = |id: &str| links.agenda.iter().filter(|a| a.event == id).map(|a| a.outcome).min();
        let mut out: Vec<(Option<Days>, Moment)> = Vec::new();
        for event in &links.events {
            out.extend(self.event_moment(&asked, event, outcome(&event.id)));
        }
        for statement in &links.statements {
            out.extend(self.statement_moment(&asked, statement));
        }
        out.retain(|(days, _)| asked.day(*days));
        let key = |days: &Option<Days>| days.map_or((i32::MAX, 0), |d| (d.first, d.last));
        out.sort_by(|(a, x), (b, y)| {
            key(a).cmp(&key(b)).then_with(|| x.accounts[0].order().cmp(&y.accounts[0].order())).then_with(|| x.kind.cmp(&y.kind))
        });
        out.into_iter().map(|(_, moment)| moment).collect()
    }

    fn event_moment(&self, asked: &Asked, event: &line::Event, outcome: Option<Outcome>) -> Option<(Option<Days>, Moment)> {
        let told: Vec<_> = event.mentions.iter().filter_map(|m| self.event(&m.place).map(|(n, e)| (n, e, &m.place))).collect();
        let (first, entry, _) = *told.first()?;
        let meant = |n: usize| asked.document(&self.reports[n].record.document.id);
        let text = |n: usize, e: &mahdar::record::Event| {
            let report = &self.reports[n];
            e.topic.iter().map(|t| report.words(*t)).chain([report.words(report.sentence(e.trigger))]).collect::<Vec<_>>().join("\n")
        };
        let about = |n: usize, e: &mahdar::record::Event| {
            let report = &self.reports[n];
            let named = ask::frameworks(report.record, &[report.sentence(e.trigger)]);
            asked.issue(named.iter().map(String::as_str), &text(n, e))
        };
        let actor = |n: usize, e: &mahdar::record::Event| e.participants.iter().any(|p| asked.actor(self, n, &p.actor));
        if !told.iter().any(|(n, _, _)| meant(*n))
            || !told.iter().any(|(n, e, _)| about(*n, e))
            || asked.somebody() && !told.iter().any(|(n, e, _)| actor(*n, e))
        {
            return None;
        }
        // what was held was held on the day that those say who tell it as held
        let held = |e: &mahdar::record::Event| matches!(e.status.as_str(), "happened" | "ongoing");
        let dated = |only_held: bool| {
            told.iter()
                .filter(move |(_, e, _)| held(e) || !only_held)
                .filter_map(|(n, e, _)| e.time.as_ref().map(|t| (*n, *e, t)))
                .collect()
        };
        let mut stated: Vec<(usize, &mahdar::record::Event, &String)> = dated(true);
        if stated.is_empty() {
            stated = dated(false);
        }
        stated.retain(|(_, _, t)| Days::of(t).is_some());
        let (mut doubts, mut days) = (Vec::new(), BTreeSet::new());
        let length = |t: &String| Days::of(t).map_or(i32::MAX, |d| d.last - d.first);
        let best = stated.iter().min_by(|a, b| length(a.2).cmp(&length(b.2)).then_with(|| a.2.cmp(b.2)));
        let day = best.map(|(_, _, t)| (*t).clone());
        if let Some(chosen) = day.as_deref().and_then(Days::of) {
            let other = |t: &String| Days::of(t).is_some_and(|d| d.gap(chosen) > 0);
            if stated.iter().any(|(_, _, t)| other(t)) {
                doubts.push(Doubt::DaysDiffer);
                days.extend(stated.iter().map(|(_, _, t)| (*t).clone()));
            }
            if chosen.first != chosen.last {
                doubts.push(Doubt::Coarse);
            }
            let interval = |n: &usize, e: &mahdar::record::Event| {
                let time = self.reports[*n].record.times.iter().find(|t| Some(&t.id) == e.time_ref.as_ref());
                time.and_then(|t| t.interval.clone())
            };
            if let Some(interval) = stated.iter().find_map(|(n, e, _)| interval(n, e)) {
                doubts.push(Doubt::Calendar);
                days.insert(interval);
            }
        }
        let told_now = told.iter().find(|(_, e, _)| held(e) && !e.background).map(|(n, _, _)| *n);
        let (day, days_of) = self.dated(day, told_now, &mut doubts);
        let mut statuses: Vec<String> = Vec::new();
        for (_, e, _) in &told {
            push(&mut statuses, e.status.clone());
        }
        let mut who: Vec<Named> = Vec::new();
        for (n, e, _) in &told {
            for named in e.participants.iter().filter_map(|p| self.named(*n, &p.actor)) {
                push(&mut who, named);
            }
        }
        let topic = told.iter().find(|(_, e, _)| !e.topic.is_empty());
        let moment = Moment {
            day,
            kind: Sort::Event,
            id: event.id.clone(),
            label: entry.kind.clone(),
            mode: entry.mode.clone(),
            statuses,
            outcome,
            who,
            place: told.iter().find_map(|(_, e, _)| e.place.clone()),
            cue: self.words(topic.map_or(first, |t| t.0), topic.map_or(entry.trigger, |t| t.1.trigger)),
            content: topic.map_or_else(Vec::new, |(n, e, _)| e.topic.iter().map(|t| self.words(*n, *t)).collect()),
            document: self.reports[topic.map_or(first, |t| t.0)].record.document.id.clone(),
            background: told.iter().all(|(_, e, _)| e.background),
            doubts,
            days: days.into_iter().collect(),
            accounts: told.iter().map(|(_, _, p)| (*p).clone()).collect(),
            count: self.count(told.iter().map(|(_, _, p)| p.document.as_str())),
        };
        Some((days_of, moment))
    }

    fn statement_moment(&self, asked: &Asked, statement: &line::Statement) -> Option<(Option<Days>, Moment)> {
        let told: Vec<_> = statement.mentions.iter().filter_map(|m| self.statement(&m.place).map(|(n, s)| (n, s, &m.place))).collect();
        let (first, entry, _) = *told.first()?;
        let words = |n: usize, spans: &[Chars]| spans.iter().map(|s| self.reports[n].words(*s)).collect::<Vec<_>>().join("\n");
        let about = |n: usize, s: &mahdar::record::Statement| {
            let record = self.reports[n].record;
            let issues = record.positions.iter().filter(|p| p.statement.as_deref() == Some(&s.id)).filter_map(|p| p.issue.as_deref());
            let named = ask::frameworks(record, &s.content);
            asked.issue(issues.chain(named.iter().map(String::as_str)), &words(n, &s.content))
        };
        if !told.iter().any(|(n, _, _)| asked.document(&self.reports[*n].record.document.id))
            || !told.iter().any(|(n, s, _)| about(*n, s))
            || asked.somebody() && !told.iter().any(|(n, s, _)| s.speaker.as_deref().is_some_and(|id| asked.actor(self, *n, id)))
        {
            return None;
        }
        let (mut doubts, mut days) = (Vec::new(), BTreeSet::new());
        let stated: Vec<&String> = told.iter().filter_map(|(_, s, _)| s.said_at.as_ref()).filter(|d| Days::of(d).is_some()).collect();
        let day = stated.first().map(|d| (*d).clone());
        if let Some(chosen) = day.as_deref().and_then(Days::of) {
            if stated.iter().any(|d| Days::of(d).is_some_and(|d| d.gap(chosen) > 0)) {
                doubts.push(Doubt::DaysDiffer);
                days.extend(stated.iter().map(|d| (*d).clone()));
            }
            if chosen.first != chosen.last {
                doubts.push(Doubt::Coarse);
            }
        }
        let told_now = told.iter().find(|(_, s, _)| !s.background).map(|(n, _, _)| *n);
        let (day, days_of) = self.dated(day, told_now, &mut doubts);
        let mut who: Vec<Named> = Vec::new();
        for named in told.iter().filter_map(|(n, s, _)| self.named(*n, s.speaker.as_deref()?)) {
            push(&mut who, named);
        }
        let moment = Moment {
            day,
            kind: Sort::Statement,
            id: statement.id.clone(),
            label: entry.class.clone(),
            mode: None,
            statuses: Vec::new(),
            outcome: None,
            who,
            place: None,
            cue: self.words(first, entry.cue),
            content: entry.content.iter().map(|c| self.words(first, *c)).collect(),
            document: self.reports[first].record.document.id.clone(),
            background: told.iter().all(|(_, s, _)| s.background),
            doubts,
            days: days.into_iter().collect(),
            accounts: told.iter().map(|(_, _, p)| (*p).clone()).collect(),
            count: self.count(told.iter().map(|(_, _, p)| p.document.as_str())),
        };
        Some((days_of, moment))
    }

    /// The day that is stated, else that of the report that tells it as news, with what is doubtful.
    fn dated(&self, stated: Option<String>, told: Option<usize>, doubts: &mut Vec<Doubt>) -> (Option<String>, Option<Days>) {
        if let Some(days) = stated.as_deref().and_then(Days::of) {
            return (stated, Some(days));
        }
        let published = told.map(|n| &self.reports[n].record.document.published);
        let day = published.and_then(|p| p.value.clone()).filter(|v| Days::of(v).is_some());
        doubts.push(if day.is_some() { Doubt::DayOfReport } else { Doubt::Undated });
        if day.is_some() && published.is_some_and(|p| p.basis == Basis::Inferred) {
            doubts.push(Doubt::ReportInferred);
        }
        let days = day.as_deref().and_then(Days::of);
        (day, days)
    }

    /// An actor of a report by id and name.
    pub(crate) fn named(&self, report: usize, actor: &str) -> Option<Named> {
        let who = self.reports[report].who.get(actor)?;
        Some(party::named(self.world, &who.key, &who.name))
    }
}

fn push<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}
