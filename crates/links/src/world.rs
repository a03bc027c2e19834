//! What the knowledge base says of sides. In: a person's entity, name or office, and a day; a place; words with adjectives of states. Out: the state
//! or body that is spoken for or that the place lies in. It is asked once and remembered.

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::civil::Date;
use mahdar::who::{Period, Who};
use mahdar_lexicon::Blob;

use crate::words;

/// The knowledge that joins need: offices and those who hold them.
pub struct World {
    blob: Blob<'static>,
    who: Who,
    known: RefCell<HashMap<(String, String), Option<String>>>,
    /// Folded names of states, capitals and places, with the state.
    places: HashMap<String, &'static str>,
    /// The same names of places, with the name that the base has first.
    spots: HashMap<String, &'static str>,
    /// Folded adjectives of states (نرويجي, Norwegian), with the state.
    adjectives: HashMap<String, &'static str>,
    /// Arabic and English names of everything that has an id.
    names: HashMap<&'static str, (&'static str, &'static str)>,
    /// Class of a body, and what it is of.
    bodies: HashMap<&'static str, (&'static str, &'static str)>,
    /// Phrases that name an issue or its contrary.
    issues: HashMap<&'static str, Vec<&'static str>>,
    /// Offices of people: person, office, of whom, since when and until when.
    offices: HashMap<&'static str, Vec<Office>>,
}

/// A dated office.
#[derive(Clone, Debug)]
pub(crate) struct Office {
    pub(crate) name: &'static str,
    pub(crate) of: &'static str,
    period: Period,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").finish_non_exhaustive()
    }
}

impl World {
    /// Of a lexicon with its knowledge base.
    pub fn new(blob: Blob<'static>) -> Self {
        let (mut places, mut spots, mut adjectives) = (HashMap::new(), HashMap::new(), HashMap::new());
        let all = |cell: &'static str| cell.split('|').map(|w| words::name(w).join(" ")).filter(|w| !w.is_empty());
        if let Some(table) = blob.table("places") {
            for row in (0..table.len()).filter(|row| table.get(*row, "in").starts_with("state/")) {
                let names = all(table.get(row, "name")).chain(all(table.get(row, "variants")));
                for name in names {
                    spots.insert(name.clone(), table.get(row, "name"));
                    places.insert(name, table.get(row, "in"));
                }
            }
        }
        if let Some(table) = blob.table("states") {
            for row in 0..table.len() {
                let names = ["name", "variants", "capitals"].into_iter().flat_map(|column| all(table.get(row, column)));
                places.extend(names.map(|name| (name, table.get(row, "id"))));
                adjectives.extend(all(table.get(row, "adjective")).map(|word| (word, table.get(row, "id"))));
            }
        }
        let (mut names, mut bodies, mut issues) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut offices: HashMap<&str, Vec<Office>> = HashMap::new();
        for name in ["states", "orgs", "people", "frameworks", "issues"] {
            let Some(table) = blob.table(name) else { continue };
            names.extend((0..table.len()).map(|row| (table.get(row, "id"), (table.get(row, "name"), table.get(row, "name_en")))));
            if name == "orgs" {
                bodies.extend((0..table.len()).map(|row| (table.get(row, "id"), (table.get(row, "class"), table.get(row, "of")))));
            }
            if name == "issues" {
                let phrases = |row| ["phrases", "against"].into_iter().flat_map(move |column| table.get(row, column).split('|'));
                issues.extend((0..table.len()).map(|row| (table.get(row, "id"), phrases(row).filter(|p| !p.is_empty()).collect())));
            }
        }
        if let Some(table) = blob.table("roles") {
            for row in 0..table.len() {
                let (office, of) = (table.get(row, "office"), table.get(row, "of"));
                let period = Period { from: table.get(row, "from"), until: table.get(row, "until") };
                offices.entry(table.get(row, "person")).or_default().push(Office { name: office, of, period });
            }
        }
        Self { who: Who::new(blob.clone()), blob, known: RefCell::default(), places, spots, adjectives, names, bodies, issues, offices }
    }

    /// Arabic and English name of an id.
    pub(crate) fn name(&self, id: &str) -> Option<(&'static str, &'static str)> {
        self.names.get(id).copied()
    }

    /// Class of a body (government, party, media…), and what it is of.
    pub(crate) fn body(&self, id: &str) -> Option<(&'static str, &'static str)> {
        self.bodies.get(id).copied()
    }

    /// The phrases that name an issue (`issue/…`) or its contrary.
    pub(crate) fn issue(&self, id: &str) -> &[&'static str] {
        self.issues.get(id).map_or(&[], Vec::as_slice)
    }

    /// The offices that a person (`person/…`) held on a day, surely dated ones first; without a day those without an end.
    pub(crate) fn offices(&self, person: &str, day: Option<&str>) -> Vec<&Office> {
        let on = day.and_then(|d| d.get(..10)).and_then(|d| d.parse::<Date>().ok());
        let all = self.offices.get(person).into_iter().flatten().filter(|o| !o.of.is_empty());
        let mut held: Vec<(bool, &Office)> = all
            .filter_map(|o| match on {
                Some(day) => o.period.holds(day).map(|sure| (!sure, o)),
                None => o.period.until.is_empty().then_some((true, o)),
            })
            .collect();
        held.sort_by_key(|(unsure, _)| *unsure);
        held.into_iter().map(|(_, o)| o).collect()
    }

    /// Whether the base knows any office of this person.
    pub(crate) fn has_offices(&self, person: &str) -> bool {
        self.offices.contains_key(person)
    }

    /// Ids of everybody and everything that words name, by the base.
    pub(crate) fn meant(&self, words: &str) -> Vec<&'static str> {
        let key = words::name(words).join(" ");
        let small = words.to_lowercase();
        let mut ids: Vec<&'static str> = Vec::new();
        for table in ["states", "orgs", "people", "frameworks", "issues"].into_iter().filter_map(|name| self.blob.table(name)) {
            let spelled = |cell: &str| cell.split('|').any(|name| !key.is_empty() && words::name(name).join(" ") == key);
            let named = |row: &usize| {
                let get = |column| table.get(*row, column);
                get("id") == words || get("name_en").to_lowercase() == small || spelled(get("name")) || spelled(get("variants"))
            };
            ids.extend((0..table.len()).filter(named).map(|row| table.get(row, "id")));
        }
        ids.extend(self.places.get(&key));
        if ids.is_empty() && !words.contains('/') {
            ids.extend(self.who.ask(words, None).people.iter().map(|p| p.id));
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The state that a place is or lies in.
    pub(crate) fn place(&self, name: &str) -> Option<&'static str> {
        let mut name = words::name(name);
        loop {
            if name.is_empty() {
                return None;
            }
            if let Some(state) = self.places.get(&name.join(" ")) {
                return Some(state);
            }
            name.pop();
        }
    }

    /// A place as the base calls it first (العاصمة المصرية, the Egyptian capital, is القاهرة), else as it is.
    pub(crate) fn spot<'n>(&self, name: &'n str) -> &'n str {
        self.spots.get(&words::name(name).join(" ")).copied().unwrap_or(name)
    }

    /// Whether a name is that of a state itself, not of a place in it.
    pub(crate) fn is_state(&self, name: &str) -> bool {
        let key = words::name(name).join(" ");
        let Some(table) = self.blob.table("states") else { return false };
        let spelled = |cell: &str| cell.split('|').any(|name| words::name(name).join(" ") == key);
        (0..table.len()).any(|row| spelled(table.get(row, "name")) || spelled(table.get(row, "variants")))
    }

    /// The states whose adjectives stand in these words, in their order (الوفدين الأميركي والكوري الشمالي: two).
    pub(crate) fn sides(&self, text: &str) -> Vec<&'static str> {
        let bare: Vec<String> = words::name(text)
            .iter()
            .map(|w| {
                let w = w.strip_prefix('و').filter(|r| r.starts_with("ال")).map_or(w.as_str(), mahdar_arabic::fold::without_article);
                w.strip_suffix('ه').unwrap_or(w).to_owned()
            })
            .collect();
        let mut out = Vec::new();
        let mut at = 0;
        while at < bare.len() {
            let two = bare.get(at + 1).and_then(|next| self.adjectives.get(&format!("{} {next}", bare[at])));
            let found = two.or_else(|| self.adjectives.get(&bare[at]));
            if let Some(state) = found
                && !out.contains(state)
            {
                out.push(*state);
            }
            at += if two.is_some() { 2 } else { 1 };
        }
        out
    }

    /// The state or body (`state/…`, `org/…`) for which a person speaks: by the dated roles of an entity, else by the words of an office.
    pub(crate) fn of(&self, entity: Option<&str>, name: &str, role: Option<&str>, day: Option<&str>) -> Option<String> {
        let day = day.and_then(|d| d.get(..10)).unwrap_or("");
        let asked = format!("{}|{name}|{}", entity.unwrap_or(""), role.unwrap_or(""));
        let key = (asked, day.get(..7).unwrap_or("").to_owned());
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let on = day.parse::<Date>().ok();
        let found = self.by_entity(entity, on).or_else(|| self.by_office(role?, on));
        self.known.borrow_mut().insert(key, found.clone());
        found
    }

    fn by_entity(&self, entity: Option<&str>, on: Option<Date>) -> Option<String> {
        let terms = || self.who.terms(entity.unwrap_or_default());
        // of a report without a day an office without a beginning can be meant
        let held = terms().find(|(_, period)| on.map_or(period.from.is_empty(), |day| period.holds(day).is_some()));
        held.or_else(|| terms().next()).map(|(of, _)| of.to_owned())
    }

    fn by_office(&self, role: &str, on: Option<Date>) -> Option<String> {
        let people = self.who.holders(role, on).filter(|p| !p.is_empty()).or_else(|| self.who.holders(role, None))?;
        let mut states: Vec<&str> = people.iter().filter_map(|p| p.roles.first()).map(|r| r.of).filter(|of| !of.is_empty()).collect();
        states.sort_unstable();
        states.dedup();
        // several: the words name no one state
        match states[..] {
            [one] => Some(one.to_owned()),
            _ => None,
        }
    }
}
