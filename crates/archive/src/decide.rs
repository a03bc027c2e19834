//! What people decide of what the engine made: accepted, rejected, corrected, two identities that are one, or that are two after all.
//!
//! In: a decision with the name of who made it. Out: its number, by which it is undone. The engine's own record is never changed: decisions lie
//! over the rows that are listed, bound to the words that they are about, and are laid again after a new reading; one whose words are no entry
//! any more is kept and told as an orphan.

use std::cell::RefCell;

use mahdar::Record;
use mahdar_arabic::fold;
use rusqlite::{OptionalExtension as _, params};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::error::{Error, Result};
use crate::file::Archive;
use crate::pack::unpack;
use crate::prepare;

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// An entry (report, entry) is right.
    Accept(String, String),
    /// An entry is wrong: listings leave it out.
    Reject(String, String),
    /// A field of an entry has this value.
    Set(String, String, String, String),
    /// Two identities (entity ids or names) are one: the first becomes the second.
    Merge(String, String),
    /// They are two: undoes what merges say.
    Part(String, String),
}

/// A decision as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// Its number.
    pub number: i64,
    /// accept, reject, set, merge, part.
    pub action: String,
    /// Report that it is about.
    pub document: Option<String>,
    /// Kind and type of the entry when it was decided.
    pub entry: Option<String>,
    /// First code point of its word and one past the last.
    pub span: Option<(u32, u32)>,
    /// Field that was set.
    pub field: Option<String>,
    /// Value, or the identity that it becomes.
    pub value: Option<String>,
    /// Identity that it was.
    pub who: Option<String>,
    /// Who decided.
    pub by: String,
    /// When, UTC.
    pub at: String,
    /// Whether it was undone.
    pub undone: bool,
    /// Whether its words are no entry any more.
    pub orphan: bool,
}

/// Fields that may be set.
pub const FIELDS: [&str; 5] = ["type", "status", "mode", "day", "issue"];

/// Which identities are one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Identities {
    merged: FxHashMap<String, String>,
    /// Rows found or made in this transaction, by name, entity and kind.
    pub(crate) rows: RefCell<FxHashMap<(String, String, String), i64>>,
    /// Words of names written in this transaction.
    pub(crate) spelled: RefCell<FxHashSet<String>>,
}

impl Identities {
    /// The identity of somebody with this entity and name.
    pub(crate) fn of(&self, entity: Option<&str>, name: &str) -> String {
        let mut who = entity.map_or_else(|| identity(name), str::to_owned);
        // a chain ends, whatever circle somebody made
        for _ in 0..16 {
            match self.merged.get(&who) {
                Some(next) => who.clone_from(next),
                None => break,
            }
        }
        who
    }
}

/// The word for a kind of entry.
pub(crate) fn word(kind: &str) -> &str {
    match kind {
        "s" => "statement",
        "q" => "silence",
        "e" => "event",
        "p" => "position",
        "f" => "framework",
        other => other,
    }
}

/// The identity that words name: an entity id as it is, else the folded name.
pub fn identity(words: &str) -> String {
    let id = words.is_ascii() && words.contains('/') || words.starts_with("name:");
    if id { words.to_owned() } else { format!("name:{}", fold::key(words)) }
}

impl Archive {
    /// Which identities people made one.
    pub(crate) fn identities(&self) -> Result<Identities> {
        let load = || -> rusqlite::Result<Identities> {
            let mut all = Identities::default();
            let mut rows = self
                .db
                .prepare_cached("SELECT action, who, value FROM decisions WHERE action IN ('merge', 'part') AND undone = 0 ORDER BY d")?;
            let mut rows = rows.query([])?;
            while let Some(row) = rows.next()? {
                let (action, who, value): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                if action == "merge" {
                    all.merged.insert(who, value);
                } else {
                    all.merged.retain(|a, b| (a.as_str(), b.as_str()) != (&who, &value) && (a.as_str(), b.as_str()) != (&value, &who));
                }
            }
            Ok(all)
        };
        load().map_err(|e| self.error(e))
    }

    /// Decides; the number of the decision.
    pub fn decide(&self, decision: &Decision, by: &str, at: &str) -> Result<i64> {
        self.transaction(|| match decision {
            Decision::Accept(document, entry) => self.decide_entry("accept", document, entry, None, by, at),
            Decision::Reject(document, entry) => self.decide_entry("reject", document, entry, None, by, at),
            Decision::Set(document, entry, field, value) => {
                if !FIELDS.contains(&field.as_str()) {
                    return Err(Error::Question(format!("'{field}' cannot be set; choose one of {}", FIELDS.join(", "))));
                }
                if field == "day" && value.parse::<jiff::civil::Date>().is_err() {
                    return Err(Error::Question(format!("'{value}' is not a day; write YYYY-MM-DD")));
                }
                self.decide_entry("set", document, entry, Some((field, value)), by, at)
            }
            Decision::Merge(who, value) => self.decide_identity("merge", who, value, by, at),
            Decision::Part(who, value) => self.decide_identity("part", who, value, by, at),
        })
    }

    fn decide_entry(&self, action: &str, document: &str, entry: &str, set: Option<(&str, &str)>, by: &str, at: &str) -> Result<i64> {
        let n = self.number(document)?;
        let write = || -> rusqlite::Result<Option<i64>> {
            let (id, content): (String, String) =
                self.db.query_row("SELECT id, content FROM documents WHERE n = ?1", [n], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let found: Option<(String, String, u32, u32)> = self
                .db
                .query_row("SELECT kind, type, start, stop FROM entries WHERE n = ?1 AND id = ?2", params![n, entry], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
                .optional()?;
            let Some((kind, label, start, stop)) = found else { return Ok(None) };
            self.db.execute(
                "INSERT INTO decisions (action, document, content, kind, type, start, stop, field, value, by, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                params![action, id, content, kind, label, start, stop, set.map(|s| s.0), set.map(|s| s.1), by, at],
            )?;
            let number = self.db.last_insert_rowid();
            self.change("decision", Some(&id), Some(entry), Some(action))?;
            self.reapply(n, &id)?;
            Ok(Some(number))
        };
        write()
            .map_err(|e| self.error(e))?
            .ok_or_else(|| Error::Question(format!("the report {document} has no entry {entry}; the listings show entries as s1, e2, p3")))
    }

    fn decide_identity(&self, action: &str, who: &str, value: &str, by: &str, at: &str) -> Result<i64> {
        let (who, value) = (identity(who), identity(value));
        if who == value {
            return Err(Error::Question(format!("{who} and {value} are one identity already")));
        }
        let known = |who: &str| {
            let known = "SELECT EXISTS (SELECT 1 FROM identities WHERE who = ?1 OR entity = ?1) OR EXISTS (SELECT 1 FROM decisions WHERE who = ?1 OR value = ?1)";
            self.db.query_row(known, [who], |row| row.get::<_, bool>(0)).map_err(|e| self.error(e))
        };
        if !known(&who)? {
            return Err(Error::Question(format!("nobody in the archive is {who}; `mahdar statements` shows names and entity ids")));
        }
        let write = || -> rusqlite::Result<i64> {
            let sql = "INSERT INTO decisions (action, who, value, by, at) VALUES (?1, ?2, ?3, ?4, ?5)";
            self.db.execute(sql, params![action, who, value, by, at])?;
            let number = self.db.last_insert_rowid();
            self.change("decision", None, None, Some(&format!("{action} {who} {value}")))?;
            Ok(number)
        };
        let number = write().map_err(|e| self.error(e))?;
        self.identify_anew()?;
        Ok(number)
    }

    /// Undoes a decision.
    pub fn undo(&self, number: i64) -> Result<()> {
        self.transaction(|| {
            let load = || -> rusqlite::Result<Option<Option<String>>> {
                let found: Option<Option<String>> = self
                    .db
                    .query_row("SELECT document FROM decisions WHERE d = ?1 AND undone = 0", [number], |row| row.get(0))
                    .optional()?;
                self.db.execute("UPDATE decisions SET undone = 1 WHERE d = ?1", [number])?;
                if let Some(document) = &found {
                    self.change("decision", document.as_deref(), None, Some("undo"))?;
                }
                Ok(found)
            };
            match load().map_err(|e| self.error(e))? {
                None => Err(Error::Question(format!("there is no decision {number} to undo; `mahdar decide list` shows them"))),
                Some(None) => self.identify_anew(),
                Some(Some(document)) => {
                    let n: Option<i64> = self
                        .db
                        .query_row("SELECT n FROM documents WHERE id = ?1", [&document], |row| row.get(0))
                        .optional()
                        .map_err(|e| self.error(e))?;
                    n.map_or(Ok(()), |n| self.lay_anew(n, &document))
                }
            }
        })
    }

    /// Every decision, the first first.
    pub fn decisions(&self) -> Result<Vec<Decided>> {
        let load = || -> rusqlite::Result<Vec<Decided>> {
            let mut rows = self.db.prepare(
                "SELECT d, action, document, kind, type, start, stop, field, value, who, by, at, undone, orphan FROM decisions ORDER BY d",
            )?;
            rows.query_map([], |row| {
                let (kind, label): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
                let (start, stop): (Option<u32>, Option<u32>) = (row.get(5)?, row.get(6)?);
                Ok(Decided {
                    number: row.get(0)?,
                    action: row.get(1)?,
                    document: row.get(2)?,
                    entry: kind.zip(label).map(|(kind, label)| format!("{} {label}", word(&kind))),
                    span: start.zip(stop),
                    field: row.get(7)?,
                    value: row.get(8)?,
                    who: row.get(9)?,
                    by: row.get(10)?,
                    at: row.get(11)?,
                    undone: row.get(12)?,
                    orphan: row.get(13)?,
                })
            })?
            .collect()
        };
        load().map_err(|e| self.error(e))
    }

    /// Gives everybody the identity that the decisions say.
    fn identify_anew(&self) -> Result<()> {
        let identities = self.identities()?;
        let write = || -> rusqlite::Result<()> {
            let mut rows = self.db.prepare("SELECT i, entity, name, who FROM identities")?;
            let all: Vec<(i64, String, String, String)> =
                rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?.collect::<rusqlite::Result<_>>()?;
            for (i, entity, name, old) in all {
                let new = identities.of(Some(entity.as_str()).filter(|e| !e.is_empty()), &name);
                if new != old {
                    self.db.prepare_cached("UPDATE identities SET who = ?1 WHERE i = ?2")?.execute(params![new, i])?;
                }
            }
            Ok(())
        };
        write().map_err(|e| self.error(e))
    }

    /// Puts the engine's own rows of a report back, and the decisions over them.
    pub(crate) fn lay_anew(&self, n: i64, id: &str) -> Result<()> {
        let record = self.record_of(n)?;
        let write = || -> rusqlite::Result<()> {
            let day = record.document.published.value.as_deref().and_then(prepare::first_day);
            for e in prepare::entries(&record, day.as_deref()) {
                self.db
                    .prepare_cached(
                        "UPDATE entries SET type = ?4, mode = ?5, status = ?6, day = ?7, issue = ?8, verdict = NULL WHERE n = ?1 AND kind = ?2 AND id = ?3",
                    )?
                    .execute(params![n, e.kind, e.id, e.label, e.mode, e.status, e.day.as_deref().unwrap_or(""), e.issue])?;
            }
            self.reapply(n, id)
        };
        write().map_err(|e| self.error(e))
    }

    /// The record of a report as the engine made it, its text empty.
    pub(crate) fn record_of(&self, n: i64) -> Result<Record> {
        let data: Vec<u8> = self
            .db
            .prepare_cached("SELECT data FROM records WHERE n = ?1")
            .and_then(|mut s| s.query_row([n], |row| row.get(0)))
            .map_err(|e| self.error(e))?;
        let parse = || -> std::result::Result<Record, String> { serde_json::from_slice(&unpack(&data)?).map_err(|e| e.to_string()) };
        parse().map_err(|why| Error::Row { path: self.path.clone(), what: "the record", document: n.to_string(), why })
    }

    /// Lays the decisions about a report over its rows.
    pub(crate) fn reapply(&self, n: i64, id: &str) -> rusqlite::Result<()> {
        type Row = (i64, String, String, u32, u32, Option<String>, Option<String>);
        let mut find = self.db.prepare_cached(
            "SELECT d, action, kind, start, stop, field, value FROM decisions WHERE document = ?1 AND undone = 0 ORDER BY d",
        )?;
        let all: Vec<Row> = find
            .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (d, action, kind, start, stop, field, value) in all {
            let entry: Option<String> = self
                .db
                .prepare_cached(
                    "SELECT id FROM entries WHERE n = ?1 AND kind = ?2 AND start < ?4 AND stop > ?3 ORDER BY abs(start - ?3) + abs(stop - ?4), id LIMIT 1",
                )?
                .query_row(params![n, kind, start, stop], |row| row.get(0))
                .optional()?;
            self.db.prepare_cached("UPDATE decisions SET orphan = ?1 WHERE d = ?2")?.execute(params![entry.is_none(), d])?;
            let Some(entry) = entry else { continue };
            let (column, value) = match (action.as_str(), field.as_deref()) {
                ("accept", _) => ("verdict", Some("accepted".to_owned())),
                ("reject", _) => ("verdict", Some("rejected".to_owned())),
                ("set", Some(field)) => match FIELDS.iter().find(|known| **known == field) {
                    Some(known) => (*known, value),
                    None => continue,
                },
                _ => continue,
            };
            self.db
                .prepare_cached(&format!("UPDATE entries SET {column} = ?4 WHERE n = ?1 AND kind = ?2 AND id = ?3"))?
                .execute(params![n, kind, entry, value])?;
        }
        Ok(())
    }
}
