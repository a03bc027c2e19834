//! For whom somebody speaks. In: an actor of a report and its day. Out: the [`Side`] whose position it is: a state with its government, ministries and
//! officials, a body, or the person alone. Who is of a state and does not speak for it (its opposition, a party, a former minister) is on his own.

use mahdar::record::{Actor, Record};
use mahdar_arabic::fold;
use serde::Serialize;

use crate::report::{Report, Who};
use crate::world::World;

/// A party, an issue or somebody, by id and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// Id of the knowledge base, else `name:` or `words:` and the folded words.
    pub id: String,
    /// Arabic name.
    pub name: String,
    /// English name, where the knowledge base has one.
    pub name_en: Option<String>,
}

/// With what weight somebody speaks for a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// Somebody else of it: a minister, an envoy, a delegation.
    Member,
    /// Its head, or who speaks in its name.
    Leader,
    /// A spokesperson.
    Spokesperson,
    /// The party itself, its government or a ministry.
    Party,
}

/// For whom and how somebody speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Side {
    pub(crate) party: Named,
    pub(crate) voice: Voice,
}

/// Offices of whoever leads, folded: president, king, emir, prime minister, secretary-general, leader.
const HEADS: &[&str] = &["رءيس", "ملك", "امير", "سلطان", "عاهل", "زعيم", "قاءد", "مرشد"];

/// Offices of whoever is the party's for all that and not its head, folded: deputy, assistant, chief of staff, speaker, former…
const UNDER: &[&str] = &["ناءب", "مساعد", "معاون", "وكيل", "اركان", "برلمان", "نواب", "لجنه", "وفد", "امن", "شيوخ"];

/// Spokespeople, folded.
const SPEAKERS: &[&str] = &["متحدث", "متحدثه", "ناطق", "ناطقه"];

/// First words of what speaks for a government, folded: ministry, foreign ministry, government, presidency, delegation, official…
const OFFICIAL: &[&str] = &[
    "وزاره",
    "خارجيه",
    "حكومه",
    "رءاسه",
    "وفد",
    "سفاره",
    "بعثه",
    "مسءول",
    "مسءولون",
    "وزير",
    "وزيره",
    "سفير",
    "سفيره",
    "مندوب",
    "مندوبه",
    "مبعوث",
    "مبعوثه",
    "ديوان",
    "دفاع",
    "داخليه",
    "امين",
    "ولي",
];

/// Words of those who do not speak for the state whose adjective they bear, folded: opposition, party, movement, former, expert, analyst…
const OTHERS: &[&str] = &[
    "معارض",
    "معارضه",
    "حزب",
    "حركه",
    "جماعه",
    "جبهه",
    "اءتلاف",
    "سابق",
    "سابقه",
    "خبير",
    "محلل",
    "كاتب",
    "ناشط",
    "نقابه",
    "جامعه",
    "اسبق",
    "قناه",
    "صحيفه",
    "وكاله",
    "كتله",
    "تيار",
    "مرشح",
];

fn words(text: &str) -> Vec<String> {
    let key = fold::key(text);
    key.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| fold::without_article(w).to_owned()).collect()
}

fn has(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|w| list.contains(&w.as_str()))
}

/// What a body is or belongs to: governments and ministries are their state's, nothing else is another's.
fn body(world: &World, id: &str) -> String {
    let mut id = id.to_owned();
    for _ in 0..4 {
        match world.body(&id) {
            Some(("government" | "ministry", of)) if !of.is_empty() => of.clone_into(&mut id),
            _ => break,
        }
    }
    id
}

/// The name of an id, as the knowledge base has it, else as it was found.
pub(crate) fn named(world: &World, id: &str, found: &str) -> Named {
    let (name, english) = world.name(id).unwrap_or((found, ""));
    Named { id: id.to_owned(), name: name.to_owned(), name_en: Some(english.to_owned()).filter(|e| !e.is_empty()) }
}

/// Whose position it is that this actor takes.
pub(crate) fn side(report: &Report<'_>, actor: &Actor, who: &Who) -> Side {
    let own = |voice| Side { party: named(report.world, &who.key, &actor.name), voice };
    let Some((party, voice)) = of(report, actor, who) else { return own(Voice::Party) };
    Side { party: named(report.world, &party, &party), voice }
}

fn of(report: &Report<'_>, actor: &Actor, who: &Who) -> Option<(String, Voice)> {
    let world = report.world;
    let called = words(actor.role.as_deref().unwrap_or(&actor.name));
    if let Some(entity) = actor.entity.as_deref() {
        if entity.starts_with("state/") || entity.starts_with("org/") {
            return Some((body(world, entity), Voice::Party));
        }
        if world.has_offices(entity) {
            let held = world.offices(entity, report.record.document.published.value.as_deref());
            let office = held.iter().find(|o| o.of.starts_with("state/")).or(held.first())?;
            return Some((body(world, office.of), voice(&words(office.name), Voice::Member)));
        }
    }
    let whose = actor.of.as_deref().and_then(|of| report.record.actors.iter().find(|a| a.id == of));
    if let Some(of) = whose.filter(|_| has(&called, SPEAKERS) || !has(&called, OTHERS)) {
        let party = match &of.entity {
            Some(id) => body(world, id),
            None => self::of(report, of, report.who.get(of.id.as_str())?)?.0,
        };
        return Some((party, voice(&called, Voice::Member)));
    }
    let side = who.side.as_deref()?;
    // an adjective of a state is borne by many whom it did not send
    let official = has(&called, OFFICIAL) || has(&called, SPEAKERS) || has(&called, HEADS) || joint(report.record, actor);
    let body_of = matches!(actor.kind.as_str(), "organization" | "group");
    if !official || has(&called, OTHERS) {
        return None;
    }
    let first = if body_of && called.first().is_some_and(|w| OFFICIAL[..4].contains(&w.as_str())) { Voice::Party } else { Voice::Member };
    Some((body(world, side), voice(&called, first)))
}

/// Whether a group has members that the report names; it is then no body of its own.
fn joint(record: &Record, actor: &Actor) -> bool {
    actor.kind == "group" && actor.members.iter().any(|m| record.actors.iter().any(|a| a.id == *m && a.role.is_some()))
}

fn voice(office: &[String], other: Voice) -> Voice {
    if has(office, SPEAKERS) {
        Voice::Spokesperson
    } else if office.first().is_some_and(|w| HEADS.contains(&w.as_str())) && !has(office, UNDER) {
        Voice::Leader
    } else {
        other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ministry_is_its_states_and_a_party_of_the_state_is_its_own() {
        let world = World::new(mahdar_arabic::blob());
        assert_eq!(body(&world, "org/kremlin"), "state/russia");
        assert_eq!(body(&world, "org/hezbollah"), "org/hezbollah");
        assert_eq!(body(&world, "org/un-security-council"), "org/un-security-council");
    }

    #[test]
    fn who_leads_and_who_stands_beneath() {
        let of = |office: &str| voice(&words(office), Voice::Member);
        assert_eq!(of("الرئيس"), Voice::Leader);
        assert_eq!(of("رئيس الوزراء النرويجي"), Voice::Leader);
        assert_eq!(of("رئيس هيئة الأركان"), Voice::Member);
        assert_eq!(of("نائب الرئيس"), Voice::Member);
        assert_eq!(of("المتحدث باسم الخارجية"), Voice::Spokesperson);
    }
}
