//! Who is who in a document: the gold's actors paired with the record's, and what that decides.

use std::collections::BTreeSet;

use serde_json::Value;

use super::json::{self, Text, get, list, span, string};
use super::names::{FoundActor, GoldActor, strength};
use super::spans::pair;

/// Actors by identifier in their order; of two with one identifier the later stands, in the earlier's place.
fn by_id(actors: &[Value]) -> Vec<(&Value, &Value)> {
    let mut out: Vec<(&Value, &Value)> = Vec::new();
    for actor in actors {
        let id = get(actor, "id");
        match out.iter_mut().find(|(known, _)| *known == id) {
            Some(slot) => slot.1 = actor,
            None => out.push((id, actor)),
        }
    }
    out
}

/// The gold, the record, and which gold actor is which found one.
pub(super) struct Pairing<'a> {
    pub(super) gold: &'a Value,
    pub(super) record: &'a Value,
    pub(super) text: Text,
    pub(super) gold_actors: Vec<(&'a Value, &'a Value)>,
    pub(super) found_actors: Vec<(&'a Value, &'a Value)>,
    /// Each gold actor answers to one found actor at most, and the reverse: an actor that is everybody is nobody.
    one: Vec<(&'a Value, &'a Value)>,
}

impl<'a> Pairing<'a> {
    /// Pairs the actors.
    pub(super) fn new(gold: &'a Value, record: &'a Value) -> Self {
        let text = Text::new(string(get(record, "document"), "text"));
        let (gold_actors, found_actors) = (by_id(list(gold, "actors")), by_id(list(record, "actors")));
        let g: Vec<GoldActor> = gold_actors.iter().map(|(_, a)| GoldActor::new(a)).collect();
        let p: Vec<FoundActor> = found_actors.iter().map(|(_, a)| FoundActor::new(a, &text)).collect();
        let one = pair(&g, &p, strength).into_iter().map(|(i, j)| (gold_actors[i].0, found_actors[j].0)).collect();
        Self { gold, record, text, gold_actors, found_actors, one }
    }

    /// Whether a found actor answers to the gold one; null is null.
    pub(super) fn same(&self, gold: &Value, found: &Value) -> bool {
        if gold.is_null() || found.is_null() {
            return gold.is_null() && found.is_null();
        }
        self.one.iter().any(|(g, p)| *g == gold && *p == found)
    }

    /// The name of a found actor.
    pub(super) fn name(&self, id: &Value) -> &str {
        self.found_actors.iter().find(|(known, _)| *known == id).map_or("None", |(_, a)| string(a, "name"))
    }

    /// An actor as an error line shows it: the gold's by its speaking identifier, a found one by name.
    pub(super) fn who(&self, id: &Value, is_gold: bool) -> String {
        if is_gold { show(id) } else { self.name(id).to_owned() }
    }

    /// The words of a span field.
    pub(super) fn quote(&self, v: &Value, key: &str) -> String {
        self.text.quote(span(v, key))
    }

    /// The first `n` code points of what was said.
    pub(super) fn said(&self, statement: &Value, n: usize) -> String {
        list(statement, "content").first().map_or_else(String::new, |s| self.text.quote(json::as_span(s)).chars().take(n).collect())
    }
}

/// How many of two lists of actors are the same.
pub(super) fn same_actors(at: &Pairing, gold: &[&Value], found: &[&Value]) -> usize {
    pair(gold, found, |a, b| f64::from(u8::from(at.same(a, b)))).len()
}

/// The actors of an event's participants, written as objects or as bare identifiers.
pub(super) fn participants(event: &Value) -> Vec<&Value> {
    list(event, "participants").iter().map(|x| if x.is_object() { get(x, "actor") } else { x }).collect()
}

/// Actors that act: speakers, hearers, carriers, participants and holders of positions.
pub(super) fn acting<'a>(record: &'a Value, actors: &[(&'a Value, &'a Value)]) -> Vec<(&'a Value, &'a Value)> {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for s in list(record, "statements") {
        used.extend(get(s, "speaker").as_str());
        used.extend(list(s, "addressee").iter().chain(list(s, "via")).filter_map(Value::as_str));
    }
    for e in list(record, "events") {
        used.extend(participants(e).into_iter().filter_map(Value::as_str));
    }
    used.extend(list(record, "positions").iter().filter_map(|p| get(p, "holder").as_str()));
    actors.iter().copied().filter(|(id, _)| id.as_str().is_some_and(|id| used.contains(id))).collect()
}

/// A value as an error line shows it.
pub(super) fn show(v: &Value) -> String {
    match v {
        Value::Null => "None".to_owned(),
        Value::String(s) => s.clone(),
        other => other.to_string(),
    }
}
