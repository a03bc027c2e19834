//! Who acts, in the terms of PLOVER: country and sector. In: an actor of a record. Out: its codes, empty where nothing tells them.

use crate::tables::Tables;
use mahdar::record::{Actor, Record};
use mahdar_arabic::fold;
use mahdar_lexicon::source::values;
use mahdar_lexicon::{Blob, TableView};
use rustc_hash::FxHashMap;

/// What the knowledge base says of states, bodies and people, ready to be asked by id and by nationality.
#[derive(Debug)]
pub(crate) struct Atlas {
    /// Code by id of state, body or person.
    by_id: FxHashMap<String, String>,
    /// Class by id of a body.
    class: FxHashMap<String, String>,
    /// Code by folded word: names of states of one word and every form of their adjectives.
    by_word: FxHashMap<String, String>,
}

/// Endings of an adjective of nationality.
const ENDINGS: [&str; 8] = ["", "ه", "ين", "ون", "ان", "ات", "تين", "و"];

/// Clitics that may stand before a noun.
const CLITICS: [&str; 12] = ["", "ال", "وال", "لل", "بال", "ولل", "و", "ل", "ب", "ول", "وب", "كال"];

impl Atlas {
    pub(crate) fn new(blob: &Blob<'static>, tables: &Tables) -> Self {
        let mut out = Self { by_id: FxHashMap::default(), class: FxHashMap::default(), by_word: FxHashMap::default() };
        let Some(states) = blob.table("states") else { return out };
        let code = |row: &str| row.parse().ok().and_then(|row: usize| tables.countries.get(states.get(row, "id"))).cloned();
        for row in 0..states.len() {
            let Some(code) = tables.countries.get(states.get(row, "id")).filter(|c| !c.is_empty()) else { continue };
            out.by_id.insert(states.get(row, "id").to_owned(), code.clone());
            out.words(states, row, code);
        }
        if let Some(orgs) = blob.table("orgs") {
            for row in 0..orgs.len() {
                let id = orgs.get(row, "id").to_owned();
                if let Some(code) = code(orgs.get(row, "state")) {
                    out.by_id.insert(id.clone(), code);
                }
                out.class.insert(id, orgs.get(row, "class").to_owned());
            }
            // «كتائب القسام» of its movement, and that of its country
            for _ in 0..3 {
                for row in 0..orgs.len() {
                    let above = out.by_id.get(orgs.get(row, "of")).cloned();
                    if let Some(code) = above {
                        out.by_id.entry(orgs.get(row, "id").to_owned()).or_insert(code);
                    }
                }
            }
        }
        if let Some(people) = blob.table("people") {
            for row in 0..people.len() {
                // of two states nobody can tell which
                let mut of = values(people.get(row, "states"));
                if let (Some(code), None) = (of.next().and_then(code), of.next()) {
                    out.by_id.insert(people.get(row, "id").to_owned(), code);
                }
            }
        }
        out
    }

    fn words(&mut self, states: TableView<'static>, row: usize, code: &str) {
        let names =
            [states.get(row, "name")].into_iter().chain(values(states.get(row, "variants"))).chain(values(states.get(row, "capitals")));
        for name in names {
            self.by_word.entry(fold::key(name)).or_insert_with(|| code.to_owned());
        }
        for adjective in values(states.get(row, "adjective")).chain(values(states.get(row, "adjective_plural"))) {
            let folded = fold::key(adjective);
            for ending in ENDINGS {
                self.by_word.entry(format!("{folded}{ending}")).or_insert_with(|| code.to_owned());
            }
        }
    }

    /// The code that a word of a name tells, with its clitics or without.
    fn word(&self, word: &str) -> Option<&str> {
        CLITICS.iter().filter_map(|c| word.strip_prefix(c)).find_map(|stem| self.by_word.get(stem)).map(String::as_str)
    }

    /// The code that an adjective of nationality tells: one word, in any form, that no preposition governs.
    pub(crate) fn nationality(&self, word: &str) -> Option<&str> {
        let folded = fold::key(word.trim_matches(|c: char| !c.is_alphabetic()));
        let adjective = ["يه", "ي", "يين", "يون", "يات"].iter().any(|e| folded.ends_with(e));
        let stems = ["", "ال", "و", "وال"].iter().filter_map(|c| folded.strip_prefix(c));
        stems.filter(|_| adjective).find_map(|stem| self.by_word.get(stem)).map(String::as_str)
    }

    /// Country and sector of an actor; two words in a row are looked up together first (كوري شمالي).
    pub(crate) fn codes(&self, tables: &Tables, record: &Record, actor: &Actor) -> (String, String) {
        let own = |a: &Actor| a.entity.as_ref().and_then(|id| self.by_id.get(id)).cloned();
        let body = actor.of.as_ref().and_then(|of| record.actors.iter().find(|a| a.id == *of)).and_then(own);
        let described = || {
            let name = fold::key(&actor.name);
            let role = actor.role.as_deref().map(fold::key).unwrap_or_default();
            [name, role].iter().find_map(|text| {
                let words: Vec<&str> = text.split_whitespace().collect();
                let bare = |w: &&str| {
                    CLITICS.iter().rev().find_map(|c| w.strip_prefix(c).filter(|s| !c.is_empty() && !s.is_empty())).unwrap_or(w).to_owned()
                };
                let pair = words.windows(2).find_map(|w| {
                    ENDINGS.iter().find_map(|e| {
                        let joined = format!("{} {}", bare(&w[0]), bare(&w[1]));
                        joined.strip_suffix(e).and_then(|j| self.by_word.get(j)).cloned()
                    })
                });
                pair.or_else(|| words.iter().find_map(|w| self.word(w).map(str::to_owned)))
            })
        };
        let country = own(actor).or(body).or_else(described).unwrap_or_default();
        (country, self.sector(tables, actor))
    }

    fn sector(&self, tables: &Tables, actor: &Actor) -> String {
        if actor.kind == "state" {
            return tables.sector("kind", "state").unwrap_or_default().to_owned();
        }
        let texts = [Some(actor.name.as_str()), actor.role.as_deref()];
        let words = texts.into_iter().flatten().flat_map(|t| fold::key(t).split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        let of_word = |word: String| {
            CLITICS.iter().filter_map(|c| word.strip_prefix(c)).find_map(|stem| {
                ["", "ين", "ون", "ات", "ه", "ي", "و", "ا", "يه", "يون", "يين"]
                    .iter()
                    .filter_map(|e| stem.strip_suffix(e))
                    .find_map(|stem| tables.sector("word", stem))
                    .map(str::to_owned)
            })
        };
        let class =
            || actor.entity.as_ref().and_then(|id| self.class.get(id)).and_then(|class| tables.sector("class", class)).map(str::to_owned);
        let holds_office = || (actor.kind == "person" && actor.entity.is_some()).then(|| "GOV".to_owned());
        words.into_iter().find_map(of_word).or_else(class).or_else(holds_office).unwrap_or_default()
    }
}
