//! Whose official somebody is. In: a person's entity, name or office, and a day. Out: the state or body that the person speaks for. It is asked of the
//! knowledge base and remembered; an unknown person is placed by the office that the report gives.

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::civil::Date;
use mahdar::who::Who;

/// The knowledge that joins need: offices and those who hold them.
pub struct World {
    who: Who,
    known: RefCell<HashMap<(String, String), Option<String>>>,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").finish_non_exhaustive()
    }
}

impl World {
    /// Of a knowledge base.
    pub fn new(who: Who) -> Self {
        Self { who, known: RefCell::default() }
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
        let found = self.by_entity(entity, name, on).or_else(|| self.by_office(role?, on));
        self.known.borrow_mut().insert(key, found.clone());
        found
    }

    fn by_entity(&self, entity: Option<&str>, name: &str, on: Option<Date>) -> Option<String> {
        let entity = entity?;
        let person = self.who.ask(name, on).people.into_iter().find(|p| p.id == entity)?;
        let held = person.roles.iter().find(|r| on.is_none_or(|d| r.period.holds(d).is_some())).or(person.roles.first())?;
        Some(held.of.to_owned()).filter(|of| !of.is_empty())
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
