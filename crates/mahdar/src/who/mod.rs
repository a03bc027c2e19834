//! Who somebody is, by the knowledge base: an office at a date, a name in any spelling.
//!
//! In: a phrase and a day. Out: an [`Answer`] with the people it can be, their dated roles, and why. It reads no reports and never guesses
//! one of several: where the base knows two, both are given.
//!
//! ```
//! use mahdar::who::{Kind, Who};
//!
//! let who = Who::new(mahdar_arabic::blob());
//! let answer = who.ask("وزير الخارجية الروسي", "2015-08-13".parse().ok());
//! assert_eq!(answer.kind, Kind::Office);
//! assert_eq!(answer.people[0].id, "person/sergey-lavrov");
//! assert!(who.ask("سيرجي لافروف", None).people[0].score > 80, "a spelling of no list");
//! assert!(who.ask("زعفران البرتقالي", None).people.is_empty());
//! ```

mod office;
mod period;

use crate::spelling::Speller;
use jiff::civil::Date;
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::fold;
use mahdar_lexicon::source::values;
use mahdar_lexicon::{Blob, TableView};
use office::Offices;
use rustc_hash::FxHashMap;

pub use period::Period;

/// How a question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The words name an office: `people` held it on the day, or, without a day, at any time.
    Office,
    /// The words are a name of the base.
    Name,
    /// The words are near to a name of the base.
    Spelling,
    /// Nobody is known by them; `nearest` may help.
    Unknown,
}

/// A dated office of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Arabic, without nationality (وزير الخارجية).
    pub office: &'static str,
    /// Id of the state or body.
    pub of: &'static str,
    /// Its Arabic and its English name.
    pub of_name: (&'static str, &'static str),
    /// From when to when.
    pub period: Period,
}

/// Somebody whom the words can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Id in the knowledge base.
    pub id: &'static str,
    /// Arabic name.
    pub name: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// What the news calls the person alone.
    pub short: Vec<&'static str>,
    /// Other spellings and forms of the whole name.
    pub variants: Vec<&'static str>,
    /// Every role that is known, in order of time.
    pub roles: Vec<Role>,
    /// Nearness of the name asked for, 0 to 100; 100 for a name or office of the base.
    pub score: u8,
    /// Whether the dates of the office asked for are known; true where none was asked for.
    pub sure: bool,
    /// Why.
    pub because: Vec<String>,
}

/// What the base answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How it was answered.
    pub kind: Kind,
    /// Everybody whom the words can mean, likeliest first.
    pub people: Vec<Person>,
    /// For a name that nobody bears: the nearest names of the base.
    pub nearest: Vec<Person>,
    /// How the name is written in Latin letters, where nobody bears it, and how sure that is.
    pub latin: Option<(String, crate::spelling::Doubt)>,
}

/// The knowledge base as somebody asks it.
#[derive(Debug)]
pub struct Who {
    blob: Blob<'static>,
    people: TableView<'static>,
    roles: TableView<'static>,
    roles_of: FxHashMap<&'static str, Vec<u32>>,
    row_of: FxHashMap<&'static str, u32>,
    names: FxHashMap<&'static str, (&'static str, &'static str)>,
    offices: Offices,
    speller: Speller,
}

/// Nearest names shown for an unknown one.
const NEAREST: usize = 3;

impl Who {
    /// The knowledge base of a lexicon.
    ///
    /// # Panics
    /// Never: the compiler writes every table, empty ones too.
    pub fn new(blob: Blob<'static>) -> Self {
        let table = |name: &str| blob.table(name).expect("the compiler writes every table, empty ones too");
        let (people, roles) = (table("people"), table("roles"));
        let mut roles_of: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for row in 0..roles.len() {
            roles_of.entry(roles.get(row, "person")).or_default().push(row as u32);
        }
        let row_of = (0..people.len()).map(|row| (people.get(row, "id"), row as u32)).collect();
        let names = [table("states"), table("orgs")]
            .iter()
            .flat_map(|t| (0..t.len()).map(|row| (t.get(row, "id"), (t.get(row, "name"), t.get(row, "name_en")))))
            .collect();
        Self { people, roles, roles_of, row_of, names, offices: Offices::new(&blob), speller: Speller::new(&blob), blob }
    }

    /// The offices of a person (`person/…`) that are held for a state or body, in their order: for whom, and when.
    pub fn terms(&self, person: &str) -> impl Iterator<Item = (&'static str, Period)> + '_ {
        let rows = self.roles_of.get(person).into_iter().flatten().map(|row| *row as usize);
        let get = |row, column| self.roles.get(row, column);
        rows.map(move |row| (get(row, "of"), Period::new(get(row, "from"), get(row, "until")))).filter(|(of, _)| !of.is_empty())
    }

    /// Who is meant by an office or a name, in Arabic or Latin letters; on a day, where one is given.
    pub fn ask(&self, words: &str, on: Option<Date>) -> Answer {
        let latin = words.is_ascii();
        let mut people = self.by_name(words);
        if !people.is_empty() {
            Self::dated(&mut people, on);
            return Answer { kind: Kind::Name, people, nearest: Vec::new(), latin: None };
        }
        if !latin && let Some(people) = self.holders(words, on) {
            return Answer { kind: Kind::Office, people, nearest: Vec::new(), latin: None };
        }
        let (mut people, nearest) = self.by_spelling(words);
        Self::dated(&mut people, on);
        let kind = if people.is_empty() { Kind::Unknown } else { Kind::Spelling };
        let latin = (people.is_empty() && !latin).then(|| self.speller.latin(words));
        Answer { kind, people, nearest, latin }
    }

    /// Everybody who is listed under this very name, whole or short.
    fn by_name(&self, words: &str) -> Vec<Person> {
        let key = fold::key(words);
        let mut found: Vec<(u32, bool)> = self
            .blob
            .phrase(&key)
            .filter(|(kind, _)| matches!(*kind, kinds::PERSON | kinds::PERSON_SHORT))
            .map(|(kind, row)| (row, kind == kinds::PERSON))
            .collect();
        if found.is_empty() {
            let small = words.to_lowercase();
            found = (0..self.people.len())
                .filter(|r| self.people.get(*r, "name_en").to_lowercase() == small)
                .map(|r| (r as u32, true))
                .collect();
        }
        found.sort_by_key(|(row, whole)| (!whole, *row));
        found.dedup_by_key(|(row, _)| *row);
        // a whole name means its bearers; a short one everybody whom the news calls so
        let whole = found.iter().any(|(_, whole)| *whole);
        let why = |whole: bool| if whole { "the base lists the name" } else { "the news calls the person so" };
        found.iter().filter(|(_, w)| *w || !whole).map(|(row, w)| self.person(*row, 100, vec![why(*w).to_owned()])).collect()
    }

    /// Who held the office that the words name, on the day if one is given; none where they name no office.
    pub fn holders(&self, words: &str, on: Option<Date>) -> Option<Vec<Person>> {
        let asked = self.offices.read(&self.blob, words);
        // the first way of reading that means anything; where none does the office is one that nobody is known to have held
        let asked = asked.iter().find(|a| self.offices.known(a)).or(asked.first())?;
        let mut found: Vec<(u8, u32, Role, String)> = Vec::new();
        for row in 0..self.roles.len() {
            let Some(nearness) = asked.fits(&self.offices, row) else { continue };
            let role = self.role(row as u32);
            let sure = match on {
                Some(day) => role.period.holds(day),
                None => Some(true),
            };
            let Some(sure) = sure else { continue };
            let Some(&person) = self.row_of.get(self.roles.get(row, "person")) else { continue };
            let when = on.map_or_else(|| role.period.to_string(), |day| format!("{day} is in {}", role.period));
            let why = format!("{} of {}: {}{}", role.office, role.of_name.1, when, if sure { "" } else { " (not surely dated)" });
            found.push((nearness * 2 + u8::from(!sure), person, role, why));
        }
        // the exact office before a wider one, the dated before the undated
        let best = found.iter().map(|f| f.0).min();
        found.retain(|f| on.is_none() && f.0 / 2 == best.unwrap_or(0) / 2 || Some(f.0) == best);
        found.sort_by(|a, b| b.2.period.cmp(&a.2.period).then(a.1.cmp(&b.1)));
        let mut out: Vec<Person> = Vec::new();
        for (rank, row, _, why) in found {
            let id = self.people.get(row as usize, "id");
            match out.iter_mut().find(|p| p.id == id) {
                Some(known) => known.because.push(why),
                None => out.push(Person { sure: rank % 2 == 0, ..self.person(row, 100, vec![why]) }),
            }
        }
        Some(out)
    }

    /// Everybody whose name these words spell in another way, and the nearest others.
    fn by_spelling(&self, words: &str) -> (Vec<Person>, Vec<Person>) {
        let latin = words.is_ascii();
        let mut same: Vec<(u8, u32, Vec<String>)> = Vec::new();
        let mut near: Vec<(u8, u32, Vec<String>)> = Vec::new();
        for row in 0..self.people.len() as u32 {
            let get = |column| self.people.get(row as usize, column);
            let own = get("name");
            let others = values(get("variants"));
            let english = [get("name_en")].into_iter().filter(|_| latin);
            let judged = std::iter::once(own).chain(others).chain(english).map(|name| self.speller.same(name, words));
            // the likeliest of the person's names
            let Some(best) = judged.max_by_key(|v| (v.same, v.score)) else { continue };
            (if best.same { &mut same } else { &mut near }).push((best.score, row, best.because));
        }
        let order = |found: &mut Vec<(u8, u32, Vec<String>)>| found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        order(&mut same);
        order(&mut near);
        near.retain(|n| n.0 > 0);
        near.truncate(NEAREST);
        let people = |found: Vec<(u8, u32, Vec<String>)>| found.into_iter().map(|(score, row, why)| self.person(row, score, why)).collect();
        let nearest = if same.is_empty() { people(near) } else { Vec::new() };
        (people(same), nearest)
    }

    /// Says of each what he was on the day.
    fn dated(people: &mut [Person], on: Option<Date>) {
        let Some(day) = on else { return };
        for person in people {
            let held: Vec<String> = person
                .roles
                .iter()
                .filter_map(|r| r.period.holds(day).map(|sure| (r, sure)))
                .map(|(r, sure)| format!("on {day} {} of {}{}", r.office, r.of_name.1, if sure { "" } else { " (not surely dated)" }))
                .collect();
            person.because.extend(if held.is_empty() { vec![format!("no role is known on {day}")] } else { held });
        }
    }

    fn role(&self, row: u32) -> Role {
        let get = |column| self.roles.get(row as usize, column);
        let of = get("of");
        Role {
            office: get("office"),
            of,
            of_name: self.names.get(of).copied().unwrap_or((of, of)),
            period: Period::new(get("from"), get("until")),
        }
    }

    fn person(&self, row: u32, score: u8, because: Vec<String>) -> Person {
        let get = |column| self.people.get(row as usize, column);
        let list = |column| values(get(column)).collect();
        let mut roles: Vec<Role> = self.roles_of.get(get("id")).into_iter().flatten().map(|r| self.role(*r)).collect();
        roles.sort_by_key(|role| role.period);
        Person {
            id: get("id"),
            name: get("name"),
            name_en: get("name_en"),
            short: list("short"),
            variants: list("variants"),
            roles,
            score,
            sure: true,
            because,
        }
    }
}
