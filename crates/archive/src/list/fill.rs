//! Rows with the words and people of their records. In: a row as the tables have it. Out: the same row with its words, parties and content. Which rows
//! are asked for is decided elsewhere.

use mahdar::Record;
use rustc_hash::FxHashMap;

use super::row::{Kind, Party, Passage, Row};
use crate::decide::identity;
use crate::error::Result;
use crate::file::Archive;
use crate::pack::unpack_text;
use crate::search::Slices;
use crate::terms::normal;

impl Archive {
    /// Puts the words and people of its record on a row; false for an entry that its record does not have.
    pub(super) fn fill(&self, kind: Kind, n: i64, row: &mut Row, records: &mut Records) -> Result<bool> {
        if records.n != Some(n) {
            records.record = Some(self.record_of(n)?);
            records.text = self.text_of(n, &row.document)?;
            records.who = self.whos(n)?;
            records.n = Some(n);
        }
        let Some(record) = &records.record else { return Ok(false) };
        let slices = Slices::new(&records.text);
        slices.get(row.span.0, row.span.1).clone_into(&mut row.words);
        let passage = |c: &mahdar::record::Chars| Passage { span: (c.0, c.1), words: slices.get(c.0, c.1).to_owned() };
        let party = |part: &str, id: &str| {
            let actor = record.actors.iter().find(|a| a.id == id)?;
            let who = records.who.get(id).cloned().unwrap_or_else(|| identity(&actor.name));
            Some(Party { part: part.to_owned(), name: actor.name.clone(), name_en: actor.name_en.clone(), who })
        };
        match kind {
            Kind::Statements => {
                let Some(s) = record.statements.iter().find(|s| s.id == row.entry) else { return Ok(false) };
                row.content = s.content.iter().map(passage).collect();
                let speaker = s.speaker.iter().map(|a| ("speaker", a));
                let others = s.addressee.iter().map(|a| ("addressee", a)).chain(s.via.iter().map(|a| ("via", a)));
                row.parties = speaker.chain(others).filter_map(|(part, id)| party(part, id)).collect();
            }
            Kind::Meetings => {
                let Some(e) = record.events.iter().find(|e| e.id == row.entry) else { return Ok(false) };
                row.content = e.topic.iter().map(passage).collect();
                row.place.clone_from(&e.place);
                row.parties = e.participants.iter().filter_map(|p| party(&p.role, &p.actor)).collect();
            }
            Kind::Positions => {
                let number = row.entry.strip_prefix('p').and_then(|n| n.parse::<usize>().ok());
                let Some(p) = number.and_then(|n| record.positions.get(n.wrapping_sub(1))) else { return Ok(false) };
                row.content = vec![passage(&p.target)];
                row.parties = party("holder", &p.holder).into_iter().collect();
            }
            Kind::Frameworks => {
                let Some(f) = record.frameworks.iter().find(|f| f.id == row.entry) else { return Ok(false) };
                row.content = f.mentions.iter().map(passage).collect();
            }
        }
        Ok(true)
    }

    pub(crate) fn text_of(&self, n: i64, document: &str) -> Result<String> {
        let data: Vec<u8> = self
            .db
            .prepare_cached("SELECT data FROM texts WHERE n = ?1")
            .and_then(|mut s| s.query_row([n], |row| row.get(0)))
            .map_err(|e| self.error(e))?;
        unpack_text(&data).map_err(|why| self.unreadable(document, why))
    }

    fn whos(&self, n: i64) -> Result<FxHashMap<String, String>> {
        let load = || -> rusqlite::Result<FxHashMap<String, String>> {
            let mut rows = self.db.prepare_cached("SELECT id, who FROM actors JOIN identities USING (i) WHERE n = ?1")?;
            rows.query_map([n], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        load().map_err(|e| self.error(e))
    }
}

/// The report that rows are filled from; neighbours are often of one report.
#[derive(Default)]
pub(super) struct Records {
    n: Option<i64>,
    record: Option<Record>,
    text: String,
    who: FxHashMap<String, String>,
}

/// Whether what the row is about has all these words.
pub(super) fn about(row: &Row, words: &[String]) -> bool {
    let own = row.content.iter().map(|p| p.words.as_str()).chain(row.mode.as_deref());
    let own: Vec<String> = own.flat_map(str::split_whitespace).map(normal).collect();
    words.iter().all(|word| own.iter().any(|o| o == word || o.ends_with(word.as_str()) && o.chars().count() <= word.chars().count() + 4))
}
