//! Positions over time. In: a [`Process`]. Out: a [`Matrix`] of parties and issues: in each cell every taking of a position with the statement that it
//! rests on, and what it is to those before it. An empty cell is not there: that no statement was found says nothing of where a party stands.

use std::collections::BTreeMap;

use mahdar::record::{Chars, Position, Statement};
use serde::Serialize;

use crate::aside;
use crate::ask::{Ask, Asked};
use crate::day::Days;
use crate::line::Place;
use crate::party::{self, Named, Voice};
use crate::process::{Count, Process, Words};
use crate::report::{Report, Who};
use crate::words::Content;

mod mark;

pub use mark::Mark;

/// A taking of a position.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Taken {
    /// What it is to those before it; null where its day is not known.
    pub mark: Option<Mark>,
    /// The cue of the one that it repeats, leaves or stands against.
    pub against: Option<Place>,
    /// Day of the statement, else of the report; null where neither is known or the report looks back.
    pub day: Option<String>,
    /// said, published, or null.
    pub day_by: Option<&'static str>,
    /// for or against, or null: a denial is of a fact.
    pub side: Option<String>,
    /// support, oppose, demand, offer or deny.
    pub stance: String,
    /// Who takes it, as the first report calls him.
    pub holder: Named,
    /// Who says it, where the holder is not the speaker: a minister for his state.
    pub said_by: Option<Named>,
    /// Office as the first report gives it.
    pub role: Option<String>,
    /// How he speaks for the party.
    pub voice: Voice,
    /// Whether it is marked as a personal opinion; the party is then the holder alone.
    pub personal: bool,
    /// Whether somebody of another party, or an unnamed source, says it of the holder: it is a statement about him, has no mark, and no other is held
    /// against it.
    pub ascribed: bool,
    /// What it is on, in the words of the first report.
    pub target: Words,
    /// The condition attached.
    pub condition: Option<Words>,
    /// The statement behind it, as REPORT/ENTRY; null where it is taken without one.
    pub statement: Option<String>,
    /// What was said.
    pub words: Vec<Words>,
    /// The words of stance, a place an account, first the first.
    pub accounts: Vec<Place>,
    /// How many tell it.
    #[serde(flatten)]
    pub count: Count,
}

/// A party on an issue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// Who.
    pub party: Named,
    /// On what.
    pub issue: Named,
    /// The mark of the latest taking that has one, is no dissent, and is not ascribed by others.
    pub mark: Option<Mark>,
    /// The side of the latest taking that has one, is no dissent, and is not ascribed by others.
    pub side: Option<String>,
    /// Whether holders of the party say otherwise than it.
    pub dissent: bool,
    /// Whether two takings cannot both hold.
    pub contradicted: bool,
    /// Whether it changed sides.
    pub shifted: bool,
    /// Every taking, by day.
    pub takings: Vec<Taken>,
}

/// Parties and issues.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Matrix {
    /// The rows, by id.
    pub parties: Vec<Named>,
    /// The columns, by id.
    pub issues: Vec<Named>,
    /// What is known, by party and issue.
    pub cells: Vec<Cell>,
}

/// A position of a report with what it is compared by.
pub(crate) struct Held {
    pub(crate) taken: Taken,
    pub(crate) days: Option<Days>,
    pub(crate) who: Who,
    /// Who says it beside the holder: a minister who says it for his state is bound by it.
    pub(crate) said_by: Vec<Who>,
    pub(crate) content: Content,
    pub(crate) reports: Vec<usize>,
    /// Whether the issue gives the side, so that targets need not be alike.
    pub(crate) listed: bool,
    said: Option<usize>,
    /// Whether it is asked for.
    asked: bool,
}

/// What a target must share with another to be the same issue.
const ALIKE: f32 = 0.75;

impl Process<'_> {
    /// Where each party stands on each issue, and since when.
    pub fn positions(&self, ask: &Ask) -> Matrix {
        let asked = Asked::new(self, ask);
        let mut cells: BTreeMap<(Named, Named), Vec<Held>> = BTreeMap::new();
        let mut unlisted: Vec<(Content, Named)> = Vec::new();
        for (n, report) in self.reports.iter().enumerate() {
            for position in &report.record.positions {
                let target = report.words(position.target);
                let Some((party, mut held)) = self.held(n, position) else { continue };
                // what is not asked for still says what is new and what is not
                held.asked = asked.document(&report.record.document.id) && asked.actor(self, n, &position.holder);
                let issue = self.issue(position, target, &held.content, &mut unlisted);
                if asked.issue([issue.id.as_str()], target) {
                    join(self, cells.entry((party, issue)).or_default(), held);
                }
            }
        }
        let mut matrix = Matrix::default();
        for ((party, issue), mut held) in cells {
            held.sort_by(order);
            mark::mark(&mut held);
            let takings: Vec<Taken> = held.into_iter().filter(|h| h.asked && asked.day(h.days)).map(|h| h.taken).collect();
            if !takings.is_empty() {
                matrix.cells.push(cell(party, issue, takings));
            }
        }
        matrix.parties = matrix.cells.iter().map(|c| c.party.clone()).collect();
        matrix.issues = matrix.cells.iter().map(|c| c.issue.clone()).collect();
        for all in [&mut matrix.parties, &mut matrix.issues] {
            all.sort();
            all.dedup();
        }
        matrix
    }

    /// A position with its party.
    fn held(&self, n: usize, position: &Position) -> Option<(Named, Held)> {
        let report = &self.reports[n];
        let record = report.record;
        let actor = record.actors.iter().find(|a| a.id == position.holder)?;
        let who = report.who.get(position.holder.as_str())?.clone();
        let statement = position.statement.as_deref().and_then(|id| record.statements.iter().find(|s| s.id == id));
        // an entry that a person rejected takes its positions with it
        if position.statement.is_some() && statement.is_none() {
            return None;
        }
        let personal = statement.is_some_and(|s| aside::personal(report, s));
        let side = party::side(report, actor, &who);
        let holder = party::named(report.world, &who.key, &actor.name);
        let (party, voice) = if personal { (holder.clone(), Voice::Member) } else { (side.party, side.voice) };
        let published = record.document.published.value.clone().filter(|v| Days::of(v).is_some());
        let said = statement.and_then(|s| s.said_at.clone()).filter(|v| Days::of(v).is_some());
        let past = statement.is_some_and(|s| s.background);
        let (day, day_by) = match (said, published) {
            (Some(day), _) => (Some(day), Some("said")),
            (None, Some(day)) if !past => (Some(day), Some("published")),
            _ => (None, None),
        };
        let side = position.toward.clone().or_else(|| match position.stance.as_str() {
            "support" | "demand" | "offer" => Some("for".to_owned()),
            "oppose" => Some("against".to_owned()),
            _ => None,
        });
        let place = Place::of(report, position.cue);
        let content: Vec<Chars> = statement.map_or_else(|| vec![report.sentence(position.cue)], |s| s.content.clone());
        let condition = aside::condition(report, position.condition, statement, position.target);
        let speakers = speakers(report, statement, &position.holder);
        let taken = Taken {
            said_by: speakers.first().and_then(|id| self.named(n, id)),
            mark: None,
            against: None,
            day_by,
            side,
            stance: position.stance.clone(),
            holder,
            role: actor.role.clone(),
            voice,
            personal,
            ascribed: speakers.iter().any(|id| ascribes(report, id, &party)),
            target: self.words(n, position.target),
            condition: condition.map(|c| self.words(n, c)),
            statement: statement.map(|s| format!("{}/{}", record.document.id, s.id)),
            words: content.iter().map(|c| self.words(n, *c)).collect(),
            accounts: vec![place],
            count: self.count([record.document.id.as_str()]),
            day: day.clone(),
        };
        let held = Held {
            taken,
            days: day.as_deref().and_then(Days::of),
            who,
            said_by: speakers.iter().filter_map(|id| report.who.get(id).cloned()).collect(),
            content: Content::of([report.words(position.target)], &|_| false),
            reports: vec![n],
            listed: position.toward.is_some(),
            said: statement.and_then(|s| self.said(n, s.cue)),
            asked: true,
        };
        Some((party, held))
    }

    /// The issue of a position: the listed one, the framework, else the first target with nearly the same words.
    fn issue(&self, position: &Position, target: &str, content: &Content, unlisted: &mut Vec<(Content, Named)>) -> Named {
        if let Some(id) = &position.issue {
            return party::named(self.world, id, id);
        }
        let alike = |(known, _): &&(Content, Named)| {
            let like = content.like(known);
            like.resembles >= ALIKE && like.shared >= 1.0
        };
        if let Some((_, issue)) = unlisted.iter().find(alike) {
            return issue.clone();
        }
        let clean = crate::words::name(target).join(" ");
        let issue = Named { id: format!("words:{clean}"), name: target.to_owned(), name_en: None };
        unlisted.push((content.clone(), issue.clone()));
        issue
    }
}

/// Whether a speaker is known to be of another party, or is a source that nobody names.
fn ascribes(report: &Report<'_>, speaker: &str, party: &Named) -> bool {
    let Some(actor) = report.record.actors.iter().find(|a| a.id == speaker) else { return false };
    let Some(who) = report.who.get(speaker) else { return false };
    let side = party::side(report, actor, who);
    let of = side.party.id;
    // who is not known can be of the holder's own, and a spokesman can be his
    let own = party.id.starts_with("name:") && side.voice == Voice::Spokesperson;
    of != party.id && !own && (!of.starts_with("name:") || actor.anonymous.as_deref() == Some("source"))
}

/// The speakers of a statement and of those that hold it, without the holder.
fn speakers<'r>(report: &Report<'r>, statement: Option<&'r Statement>, holder: &str) -> Vec<&'r str> {
    let mut out = Vec::new();
    let mut at = statement;
    // a statement lies within few others; a record that says otherwise is damaged
    for _ in 0..8 {
        let Some(statement) = at else { break };
        out.extend(statement.speaker.as_deref().filter(|s| *s != holder && !out.contains(s)));
        at = report.record.statements.iter().find(|s| Some(&s.id) == statement.within.as_ref());
    }
    out
}

/// By day, what has none last; then by report.
fn order(a: &Held, b: &Held) -> std::cmp::Ordering {
    let day = |h: &Held| h.days.map_or((i32::MAX, i32::MAX), |d| (d.first, d.last));
    day(a).cmp(&day(b)).then_with(|| a.taken.accounts[0].order().cmp(&b.taken.accounts[0].order()))
}

/// Puts a position beside the takings of its cell, or makes it an account of one: the same statement told again, or the same holder's stance in the
/// same words on the same day or in a copy.
fn join(process: &Process<'_>, cell: &mut Vec<Held>, held: Held) {
    let same = |other: &&mut Held| {
        let stance = || {
            other.taken.stance == held.taken.stance
                && other.who.same(&held.who) >= 0.9
                && other.taken.condition.is_some() == held.taken.condition.is_some()
                && (other.taken.target.words == held.taken.target.words || other.content.like(&held.content).resembles >= ALIKE)
        };
        let n = held.reports[0];
        let copy = || other.reports.iter().any(|o| *o != n && process.copies(*o, n));
        let day = || other.days.is_some_and(Days::close) && other.days == held.days && !other.reports.contains(&n);
        other.taken.side == held.taken.side
            && (other.taken.personal, other.taken.ascribed) == (held.taken.personal, held.taken.ascribed)
            && (other.said.is_some() && other.said == held.said || (copy() || day()) && stance())
    };
    let Some(known) = cell.iter_mut().find(same) else { return cell.push(held) };
    // reports come by their day: the first account is the first
    known.taken.accounts.extend(held.taken.accounts);
    known.reports.extend(held.reports);
    known.said_by.extend(held.said_by);
    // a headline has the state where the text has its minister: he is bound by it
    known.said_by.push(held.who);
    known.asked |= held.asked;
    if known.days.is_none() && held.days.is_some() {
        (known.days, known.taken.day, known.taken.day_by) = (held.days, held.taken.day, held.taken.day_by);
    }
    known.taken.count = process.count(known.taken.accounts.iter().map(|a| a.document.as_str()));
}

fn cell(party: Named, issue: Named, takings: Vec<Taken>) -> Cell {
    let any = |mark| takings.iter().any(|t| t.mark == Some(mark));
    // who dissents does not say where the party stands
    let line = || takings.iter().rev().filter(|t| t.mark != Some(Mark::Dissent) && !t.ascribed);
    Cell {
        mark: line().find_map(|t| t.mark),
        side: line().find_map(|t| t.side.clone()),
        dissent: any(Mark::Dissent),
        contradicted: any(Mark::Contradicted),
        shifted: any(Mark::Shifted),
        party,
        issue,
        takings,
    }
}
