//! What the knowledge base says of sides. In: a person's entity, name or office, and a day; a place; words with adjectives of states. Out: the state
//! or body that is spoken for or that the place lies in. It is asked once and remembered.

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::civil::Date;
use mahdar::who::Who;
use mahdar_lexicon::Blob;

use crate::words;

/// The knowledge that joins need: offices and those who hold them.
pub struct World {
    who: Who,
    known: RefCell<HashMap<(String, String), Option<String>>>,
    /// Folded names of states, capitals and places, with the state.
    places: HashMap<String, &'static str>,
    /// Folded adjectives of states (نرويجي, Norwegian), with the state.
    adjectives: HashMap<String, &'static str>,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").finish_non_exhaustive()
    }
}

impl World {
    /// Of a lexicon with its knowledge base.
    pub fn new(blob: Blob<'static>) -> Self {
        let (mut places, mut adjectives) = (HashMap::new(), HashMap::new());
        let all = |cell: &'static str| cell.split('|').map(|w| words::name(w).join(" ")).filter(|w| !w.is_empty());
        if let Some(table) = blob.table("places") {
            for row in (0..table.len()).filter(|row| table.get(*row, "in").starts_with("state/")) {
                let names = all(table.get(row, "name")).chain(all(table.get(row, "variants")));
                places.extend(names.map(|name| (name, table.get(row, "in"))));
            }
        }
        if let Some(table) = blob.table("states") {
            for row in 0..table.len() {
                let names = ["name", "variants", "capitals"].into_iter().flat_map(|column| all(table.get(row, column)));
                places.extend(names.map(|name| (name, table.get(row, "id"))));
                adjectives.extend(all(table.get(row, "adjective")).map(|word| (word, table.get(row, "id"))));
            }
        }
        Self { who: Who::new(blob), known: RefCell::default(), places, adjectives }
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
