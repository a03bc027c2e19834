//! Records in their order, with who is in them. In: records as they come. Out: [`Report`]s by day of publication, then address, then id, and for each
//! of their actors by what they are known across reports ([`Who`]).

use std::collections::{HashMap, HashSet};

use mahdar::record::{Actor, Chars, Record};

use crate::day::Days;
use crate::words;
use crate::world::World;

/// Somebody, as far as two reports can agree on it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Who {
    /// The entity, else `name:` and the folded name.
    pub(crate) key: String,
    /// person, organization, state or group.
    pub(crate) kind: String,
    /// Words of the name, folded.
    pub(crate) words: Vec<String>,
    /// The state or body spoken for; of a state itself.
    pub(crate) side: Option<String>,
    /// As the report calls them.
    pub(crate) name: String,
    /// Words of the office, folded and in order; of somebody who is only called by it, of the name.
    pub(crate) office: Vec<String>,
    /// Whether the report gives no name besides the office.
    pub(crate) unnamed: bool,
}

/// A report, ready to be compared.
#[derive(Debug)]
pub(crate) struct Report<'r> {
    pub(crate) record: &'r Record,
    pub(crate) world: &'r World,
    /// Day of publication.
    pub(crate) day: Option<Days>,
    /// Who its actors are, by their id in the record.
    pub(crate) who: HashMap<&'r str, Who>,
    /// Words of names in it, folded.
    pub(crate) names: HashSet<String>,
    /// Words of the offices of its people, folded.
    pub(crate) offices: HashSet<String>,
    /// Byte of each code point, and the end.
    at: Vec<usize>,
}

impl<'r> Report<'r> {
    fn new(record: &'r Record, world: &'r World) -> Self {
        let day = record.document.published.value.as_deref().and_then(Days::of);
        let at = record.document.text.char_indices().map(|(b, _)| b).chain([record.document.text.len()]).collect();
        let who: HashMap<&str, Who> = record.actors.iter().map(|a| (a.id.as_str(), who(a, record, world))).collect();
        // what only looks like a name must not weigh less than other words
        let named = |a: &&Actor| a.entity.is_some() || matches!(a.kind.as_str(), "person" | "state") && a.anonymous.is_none();
        let names = record.actors.iter().filter(named).flat_map(|a| words::name(&a.name)).collect();
        let offices = record.actors.iter().filter_map(|a| a.role.as_deref()).flat_map(words::name).collect();
        Self { record, world, day, who, names, offices, at }
    }

    /// The words of a place.
    pub(crate) fn words(&self, span: Chars) -> &'r str {
        let byte = |n: u32| self.at.get(n as usize).copied().unwrap_or(self.record.document.text.len());
        self.record.document.text.get(byte(span.0)..byte(span.1)).unwrap_or("")
    }

    /// The sentence about a place: up to a full stop or a line's end on both sides.
    pub(crate) fn sentence(&self, span: Chars) -> Chars {
        let text = &self.record.document.text;
        let byte = |n: u32| self.at.get(n as usize).copied().unwrap_or(text.len());
        let ends = |c: char| matches!(c, '.' | '\n' | '؟' | '!');
        let first = text[..byte(span.0)].rfind(ends).map_or(0, |b| b + 1);
        let last = text[byte(span.1)..].find(ends).map_or(text.len(), |b| byte(span.1) + b);
        let number = |b: usize| self.at.partition_point(|x| *x < b) as u32;
        Chars(number(first), number(last))
    }

    /// Actors named within a place.
    pub(crate) fn within(&self, span: Chars) -> Vec<&Who> {
        let inside = |a: &&Actor| a.mentions.iter().any(|m| m.span.0 < span.1 && span.0 < m.span.1);
        self.record.actors.iter().filter(inside).filter_map(|a| self.who.get(a.id.as_str())).collect()
    }

    /// Whether more than one person of the report can be meant by a word.
    pub(crate) fn ambiguous(&self, word: &str) -> bool {
        self.who.values().filter(|w| w.kind == "person" && w.words.len() > 1 && w.words.iter().any(|n| n == word)).count() > 1
    }

    /// Day, address, id: what comes first is first.
    pub(crate) fn order(&self) -> (&str, &str, &str) {
        let d = &self.record.document;
        let when = d.published.at.as_deref().or(d.published.value.as_deref()).unwrap_or("9999");
        (when, d.url.as_deref().unwrap_or(&d.source), &d.id)
    }
}

/// Records by day, address and id; one id once.
pub(crate) fn in_order<'r>(records: &'r [Record], world: &'r World) -> Vec<Report<'r>> {
    let mut reports: Vec<Report<'r>> = records.iter().map(|r| Report::new(r, world)).collect();
    reports.sort_by(|a, b| a.order().cmp(&b.order()));
    reports.dedup_by(|a, b| a.record.document.id == b.record.document.id);
    reports
}

fn who(actor: &Actor, record: &Record, world: &World) -> Who {
    let words = words::name(&actor.name);
    // «دول الحلف» are the alliance that the report names
    if let Some((words, key)) = members_of(&words, record).filter(|_| actor.entity.is_none()) {
        let kind = "organization".to_owned();
        return Who { key, kind, words, side: None, name: actor.name.clone(), office: Vec::new(), unnamed: false };
    }
    let key = actor.entity.clone().unwrap_or_else(|| format!("name:{}", words.join(" ")));
    let of = actor.of.as_deref().and_then(|of| record.actors.iter().find(|a| a.id == of)).and_then(|a| a.entity.clone());
    let day = record.document.published.value.as_deref();
    let called = actor.role.as_deref().unwrap_or(&actor.name);
    let adjective = || match world.sides(called)[..] {
        [one] => Some(one.to_owned()),
        _ => None,
    };
    let side = match actor.kind.as_str() {
        "state" => actor.entity.clone(),
        _ => of.or_else(|| {
            // asking for an office is dear: its adjective mostly says enough
            let adjective = adjective();
            let role = actor.role.as_deref().filter(|_| adjective.is_none());
            world.of(actor.entity.as_deref(), &actor.name, role, day).or(adjective)
        }),
    };
    let mut office = words::name(actor.role.as_deref().unwrap_or_default());
    office.sort_unstable();
    let unnamed = !office.is_empty() && actor.entity.is_none() && words::name(&actor.name).iter().all(|w| office.contains(w));
    Who { key, kind: actor.kind.clone(), words, side, name: actor.name.clone(), office, unnamed }
}

/// Words for all the members of a body or for those who lead them, folded: states, leaders, heads, members.
const MEMBERS: &[&str] = &["دول", "بلدان", "قاده", "زعماء", "رءساء", "اعضاء", "حكومات"];

/// The body whose members a name means, where the report names one such body: its words and entity.
fn members_of(words: &[String], record: &Record) -> Option<(Vec<String>, String)> {
    let (_, rest) = words.split_first().filter(|(head, rest)| MEMBERS.contains(&head.as_str()) && !rest.is_empty())?;
    let mut bodies = record.actors.iter().filter(|a| a.kind == "organization").filter_map(|a| {
        let own = words::name(&a.name);
        let entity = a.entity.clone().filter(|_| rest.iter().all(|w| own.contains(w)))?;
        Some((own, entity))
    });
    let first = bodies.next()?;
    bodies.all(|(_, entity)| entity == first.1).then_some(first)
}

impl Who {
    /// How much two are one: 1 the same, less where a short name or a state for its official stands, 0 others.
    pub(crate) fn same(&self, other: &Self) -> f32 {
        if self.key == other.key {
            return 1.0;
        }
        let part = |a: &[String], b: &[String]| !a.is_empty() && a.iter().all(|w| b.contains(w));
        let both_known = !self.key.starts_with("name:") && !other.key.starts_with("name:");
        if !both_known && self.kind == other.kind && (part(&self.words, &other.words) || part(&other.words, &self.words)) {
            return 0.9;
        }
        // an office that the other is named with, and whose state both show
        let held = self.unnamed != other.unnamed && self.office == other.office && self.office.len() >= 2;
        if held && self.side.is_some() && self.side == other.side {
            return 0.9;
        }
        let speaks = |state: &Self, other: &Self| {
            matches!(state.kind.as_str(), "state" | "organization") && other.side.as_deref() == Some(state.key.as_str())
        };
        if speaks(self, other) || speaks(other, self) {
            return 0.7;
        }
        // a delegation, a ministry or an unnamed official of the side
        let unnamed = self.kind != "person" || other.kind != "person";
        if unnamed && self.side.is_some() && self.side == other.side { 0.6 } else { 0.0 }
    }
}
