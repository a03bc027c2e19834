//! What is told of a deed, field by field. In: the accounts of each teller. Out: a [`Row`]: the values with their places, and whether tellers lack what
//! others have or say otherwise. Values are compared as loosely as their kind asks: a short name is the long one, a state is any place in it.

use mahdar::record::{Chars, Event};
use mahdar_arabic::fold;
use serde::Serialize;

use crate::day::Days;
use crate::line::Place;
use crate::process::Process;
use crate::words::{self, Content};

/// What is told of a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// Who took part.
    Participants,
    /// By which office they are called.
    Rank,
    /// On which day.
    Day,
    /// Where.
    Place,
    /// For how long.
    Duration,
    /// About what.
    Topic,
    /// Numbers in its sentences, dates apart.
    Figures,
    /// Whether it was held, is planned, was put off…
    Status,
}

/// How tellers differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    /// One has what another lacks.
    Lacks,
    /// Each has what the other has not.
    Otherwise,
}

/// What one teller says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The value: words of the report, an ISO day, a length (P2D), a status.
    pub value: String,
    /// The words that it rests on.
    pub place: Place,
}

/// A field as each teller has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Which.
    pub field: Field,
    /// For each teller what it says; empty where it says nothing, or does not tell the deed.
    pub told: Vec<Vec<Told>>,
    /// How those who tell the deed differ, or null: they agree.
    pub difference: Option<Difference>,
}

/// A value with what it is compared by.
struct Value {
    told: Told,
    key: Key,
}

enum Key {
    Who(crate::report::Who),
    Rank(String, Vec<String>),
    Days(Days),
    Place(Vec<String>, Option<&'static str>, bool),
    Content(Content),
    Exact(String),
}

/// The stem of نظيره (his counterpart).
const COUNTERPART: &str = "نظير";

impl Field {
    /// Every field, in the order of a table.
    pub const ALL: &[Self] =
        &[Self::Participants, Self::Rank, Self::Day, Self::Place, Self::Duration, Self::Topic, Self::Figures, Self::Status];
}

/// A field of a deed, if anybody says anything of it.
pub(super) fn row(process: &Process<'_>, field: Field, told: &[Vec<(usize, &Event)>]) -> Option<Row> {
    let mut all: Vec<Vec<Value>> = Vec::new();
    for accounts in told {
        let mut values: Vec<Value> = Vec::new();
        for value in accounts.iter().flat_map(|(n, event)| values_of(process, field, *n, event)) {
            if !values.iter().any(|known| same(&known.key, &value.key)) {
                values.push(value);
            }
        }
        all.push(values);
    }
    if all.iter().all(Vec::is_empty) {
        return None;
    }
    let mut difference = None;
    let telling: Vec<&Vec<Value>> = all.iter().zip(told).filter(|(_, accounts)| !accounts.is_empty()).map(|(values, _)| values).collect();
    for (n, a) in telling.iter().enumerate() {
        for b in &telling[n + 1..] {
            difference = difference.max(differ(field, a, b));
        }
    }
    Some(Row { field, told: all.into_iter().map(|values| values.into_iter().map(|v| v.told).collect()).collect(), difference })
}

/// How two differ. Of a rank only those count who are in both.
fn differ(field: Field, a: &[Value], b: &[Value]) -> Option<Difference> {
    let has = |all: &[Value], one: &Value| all.iter().any(|v| same(&v.key, &one.key));
    if field == Field::Rank {
        let other =
            |x: &Value, y: &Value| matches!((&x.key, &y.key), (Key::Rank(p, _), Key::Rank(q, _)) if p == q) && !same(&x.key, &y.key);
        let clash = a.iter().any(|x| b.iter().any(|y| other(x, y)));
        return clash.then_some(Difference::Otherwise);
    }
    let (more, less) = (a.iter().any(|v| !has(b, v)), b.iter().any(|v| !has(a, v)));
    match (more, less) {
        (true, true) => Some(Difference::Otherwise),
        (true, false) | (false, true) => Some(Difference::Lacks),
        (false, false) => None,
    }
}

fn same(a: &Key, b: &Key) -> bool {
    let part = |x: &[String], y: &[String]| x.iter().all(|w| y.contains(w));
    match (a, b) {
        (Key::Who(a), Key::Who(b)) => a.same(b) >= 0.6,
        (Key::Rank(p, a), Key::Rank(q, b)) => p == q && (part(a, b) || part(b, a)),
        (Key::Days(a), Key::Days(b)) => a.gap(*b) == 0,
        (Key::Place(a, x, whole), Key::Place(b, y, other)) => part(a, b) || part(b, a) || (*whole || *other) && x.is_some() && x == y,
        (Key::Content(a), Key::Content(b)) => a.like(b).contained >= 0.5,
        (Key::Exact(a), Key::Exact(b)) => a == b,
        _ => false,
    }
}

fn values_of(process: &Process<'_>, field: Field, n: usize, event: &Event) -> Vec<Value> {
    let report = &process.reports[n];
    let record = report.record;
    let value = |value: String, span: Chars, key: Key| Value { told: Told { value, place: Place::of(report, span) }, key };
    let sentence = || report.sentence(event.trigger);
    match field {
        Field::Participants => {
            let who = event.participants.iter().filter_map(|p| report.who.get(p.actor.as_str()).map(|w| (p, w)));
            who.map(|(p, who)| value(who.name.clone(), p.mention.unwrap_or(event.trigger), Key::Who(who.clone()))).collect()
        }
        Field::Rank => {
            let actors = event.participants.iter().filter_map(|p| record.actors.iter().find(|a| a.id == p.actor).map(|a| (p, a)));
            let rank = actors.filter_map(|(p, actor)| {
                let (role, who) = (actor.role.as_ref()?, report.who.get(actor.id.as_str())?);
                // "his counterpart" says no office of its own
                let stems = words::stems(role);
                (!stems.is_empty() && !stems.iter().any(|w| w == COUNTERPART)).then(|| {
                    let text = format!("{}: {role}", who.name);
                    value(text, p.mention.unwrap_or(event.trigger), Key::Rank(who.key.clone(), stems))
                })
            });
            rank.collect()
        }
        Field::Day => {
            let day = event.time.as_ref().and_then(|t| Days::of(t).map(|d| (t, d)));
            let span = record.times.iter().find(|t| Some(&t.id) == event.time_ref.as_ref()).map_or(event.trigger, |t| t.span);
            day.map(|(time, days)| value(time.clone(), span, Key::Days(days))).into_iter().collect()
        }
        Field::Place => {
            let place = event.place.as_ref().map(|place| {
                let key = Key::Place(words::name(process.world.spot(place)), process.world.place(place), process.world.is_state(place));
                value(place.clone(), event.place_span.unwrap_or(event.trigger), key)
            });
            place.into_iter().collect()
        }
        Field::Duration => {
            let inside = |s: Chars| sentence().0 <= s.0 && s.1 <= sentence().1;
            let lengths = record.times.iter().filter(|t| t.kind == "DURATION" && inside(t.span));
            lengths.filter_map(|t| t.value.clone().map(|v| value(v.clone(), t.span, Key::Exact(v)))).collect()
        }
        Field::Topic => {
            let content = |span: Chars| Content::of([report.words(span)], &|_| false);
            event.topic.iter().map(|t| value(report.words(*t).to_owned(), *t, Key::Content(content(*t)))).collect()
        }
        Field::Figures => figures(process, n, sentence())
            .into_iter()
            .map(|(key, span)| value(report.words(span).to_owned(), span, Key::Exact(key)))
            .collect(),
        Field::Status => vec![value(event.status.clone(), event.status_cue.unwrap_or(event.trigger), Key::Exact(event.status.clone()))],
    }
}

/// Numbers written in digits with the word behind them (40 مليون), dates and times apart: what they are compared by, and where they stand.
pub(super) fn figures(process: &Process<'_>, n: usize, place: Chars) -> Vec<(String, Chars)> {
    let report = &process.reports[n];
    let dated = |at: u32| report.record.times.iter().any(|t| t.kind != "DURATION" && t.span.0 <= at && at < t.span.1);
    let mut out = Vec::new();
    let chars: Vec<char> = report.words(place).chars().collect();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_numeric() {
            at += 1;
            continue;
        }
        let start = at;
        let number = |n: usize| {
            chars[n].is_numeric() || matches!(chars[n], '.' | ',' | '٫' | '٬') && chars.get(n + 1).is_some_and(|c| c.is_numeric())
        };
        while at < chars.len() && number(at) {
            at += 1;
        }
        // a digit within a word or an address is no figure
        let glued = start > 0 && (chars[start - 1].is_alphanumeric() || chars[start - 1] == '/');
        let mut end = at;
        while end < chars.len() && matches!(chars[end], ' ' | '%' | '٪') {
            end += 1;
        }
        while end < chars.len() && chars[end].is_alphabetic() {
            end += 1;
        }
        let begin = place.0 + start as u32;
        if !glued && !dated(begin) {
            let words: String = chars[start..end].iter().collect();
            out.push((fold::key(words.trim()), Chars(begin, place.0 + (start + words.trim_end().chars().count()) as u32)));
        }
    }
    out
}
