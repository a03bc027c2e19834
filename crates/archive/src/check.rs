//! Whether an archive is whole, and what is in it. In: an archive. Out: [`Report`]s of what is wrong, [`Stats`], and the digest of its content.
//!
//! The check reads every row. It changes nothing.

use mahdar::content_hash;
use rusqlite::params;
use serde::Serialize;

use crate::decide::word;
use crate::error::{Error, Result};
use crate::file::Archive;
use crate::pack::{unpack, unpack_raw, unpack_text};
use crate::terms;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Reports looked at.
    pub documents: u64,
    /// What is wrong, one line each: which report and what.
    pub problems: Vec<String>,
    /// BLAKE3 of the whole content, in the order of ids: equal for two archives that hold the same.
    pub digest: String,
}

/// What is in an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Reports.
    pub documents: u64,
    /// Independent wordings among them.
    pub wordings: u64,
    /// Later versions of an address.
    pub versions: u64,
    /// Reports that have the bytes of an earlier one.
    pub identical: u64,
    /// First and last day of publication.
    pub days: Option<(String, String)>,
    /// Entries by kind.
    pub entries: Vec<(String, u64)>,
    /// Reports by outlet, the largest first.
    pub outlets: Vec<(String, u64)>,
    /// Decisions that stand.
    pub decisions: u64,
    /// Bytes as received, before compression.
    pub received: u64,
    /// Bytes of the file.
    pub file: u64,
    /// Versions of the engine, with the number of records each made.
    pub engines: Vec<(String, u64)>,
}

impl Archive {
    /// Reads everything, and says what is wrong.
    pub fn check(&self) -> Result<Checked> {
        let mut found = Checked::default();
        self.execute("BEGIN")?;
        let done = self.check_all(&mut found);
        let _ = self.db.execute_batch("ROLLBACK");
        done.map(|()| found)
    }

    /// What `taken` lacks of that which parties, actors and entries say, and what it has beyond.
    fn amiss_in_taken(&self) -> rusqlite::Result<(i64, i64)> {
        let told = "SELECT a.i, e.kind, e.day, e.n, e.id
            FROM entries e JOIN parties p ON p.n = e.n AND p.entry = e.id JOIN actors a ON a.n = p.n AND a.id = p.actor
            WHERE p.part NOT IN ('via', 'addressee')";
        let laid = "SELECT i, kind, day, n, entry FROM taken";
        let count = |sql: String| self.db.query_row(&sql, [], |row| row.get(0));
        Ok((count(format!("SELECT count(*) FROM ({told} EXCEPT {laid})"))?, count(format!("SELECT count(*) FROM ({laid} EXCEPT {told})"))?))
    }

    fn check_all(&self, found: &mut Checked) -> Result<()> {
        let failed = |e| self.error(e);
        let mut lines = self.db.prepare("PRAGMA integrity_check(20)").map_err(failed)?;
        let lines: Vec<String> = lines.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(failed)?;
        found.problems.extend(lines.into_iter().filter(|line| line != "ok").map(|line| format!("database: {line}")));
        let mut strays = self.db.prepare("PRAGMA foreign_key_check").map_err(failed)?;
        let strays: Vec<(String, String)> =
            strays.query_map([], |row| Ok((row.get(0)?, row.get(2)?))).and_then(Iterator::collect).map_err(failed)?;
        found.problems.extend(strays.into_iter().take(20).map(|(table, parent)| format!("{table}: a row without its {parent}")));
        let (missing, more) = self.amiss_in_taken().map_err(failed)?;
        if missing + more > 0 {
            found.problems.push(format!("taken: {missing} entries of somebody are missing from it, {more} are of nobody"));
        }
        let mut digest = blake3::Hasher::new();
        let mut documents = self
            .db
            .prepare(
                "SELECT d.n, d.id, d.content, b.hash, b.data, t.data, t.terms, r.data, d.version, w.id,
                 EXISTS (SELECT 1 FROM search WHERE search.rowid = d.n)
                 FROM documents d LEFT JOIN bytes b USING (n) LEFT JOIN texts t USING (n) LEFT JOIN records r USING (n)
                 LEFT JOIN documents w ON w.n = d.wording ORDER BY d.id",
            )
            .map_err(failed)?;
        let mut rows = documents.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            found.documents += 1;
            let (n, id): (i64, String) = (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?);
            let blob = |at: usize| row.get::<_, Option<Vec<u8>>>(at).map_err(failed);
            let part = self.check_one(
                n,
                &id,
                &Parts {
                    hash: row.get(3).map_err(failed)?,
                    raw: blob(4)?,
                    text: blob(5)?,
                    terms: blob(6)?,
                    record: blob(7)?,
                    indexed: row.get(10).map_err(failed)?,
                },
            );
            let wording: Option<String> = row.get(9).map_err(failed)?;
            if wording.is_none() {
                found.problems.push(format!("{id}: its wording is of no report"));
            }
            let version: i64 = row.get(8).map_err(failed)?;
            for field in [id.as_str(), &row.get::<_, String>(2).map_err(failed)?, &version.to_string(), wording.as_deref().unwrap_or("")] {
                digest.update(field.as_bytes());
                digest.update(&[0]);
            }
            match part {
                Ok(hash) => drop(digest.update(hash.as_bytes())),
                Err(Error::Question(why)) => found.problems.push(format!("{id}: {why}")),
                Err(other) => return Err(other),
            }
        }
        found.digest = format!("b3:{}", digest.finalize().to_hex());
        Ok(())
    }

    /// One report: the hash of what it consists of, or what is wrong with it.
    fn check_one(&self, n: i64, id: &str, parts: &Parts) -> Result<String> {
        let wrong = |why: &str| Error::Question(why.to_owned());
        let (Some(raw), Some(text), Some(places), Some(record)) = (&parts.raw, &parts.text, &parts.terms, &parts.record) else {
            return Err(wrong("it is not whole: bytes, text or record are missing"));
        };
        if !parts.indexed {
            return Err(wrong("its words are not in the index"));
        }
        let text = unpack_text(text).map_err(|e| wrong(&format!("its text cannot be read: {e}")))?;
        let raw = unpack_raw(raw, &text).map_err(|e| wrong(&format!("its bytes cannot be read: {e}")))?;
        if parts.hash.as_deref() != Some(content_hash(&raw).as_str()) {
            return Err(wrong("its bytes are not those that were received"));
        }
        let places = unpack(places).map_err(|e| wrong(&format!("its words cannot be read: {e}")))?;
        if terms::unpack(&places, &text).is_none() {
            return Err(wrong("its words are of another text"));
        }
        let json = unpack(record).map_err(|e| wrong(&format!("its record cannot be read: {e}")))?;
        let parsed = self.record_of(n).map_err(|e| wrong(&e.to_string()))?;
        if parsed.document.id != id {
            return Err(wrong("its record is of another report"));
        }
        let length = text.chars().count() as i64;
        let made = parsed.statements.len() + parsed.silences.len() + parsed.events.len() + parsed.positions.len() + parsed.frameworks.len();
        let (rows, outside): (i64, i64) = self
            .db
            .prepare_cached("SELECT count(*), count(*) FILTER (WHERE start > stop OR stop > ?2) FROM entries WHERE n = ?1")
            .and_then(|mut s| s.query_row(params![n, length], |row| Ok((row.get(0)?, row.get(1)?))))
            .map_err(|e| self.error(e))?;
        if rows != made as i64 || outside > 0 {
            return Err(wrong("its entries are not those of its record; `mahdar archive reread` makes them anew"));
        }
        let mut all = blake3::Hasher::new();
        for part in [&raw, text.as_bytes(), &json] {
            all.update(part);
        }
        let mut pairs = self
            .db
            .prepare_cached("SELECT e.id || ' ' || c.kind FROM copies c JOIN documents e ON e.n = c.earlier WHERE c.later = ?1 ORDER BY 1")
            .map_err(|e| self.error(e))?;
        let pairs: Vec<String> = pairs.query_map([n], |row| row.get(0)).and_then(Iterator::collect).map_err(|e| self.error(e))?;
        all.update(pairs.join("\n").as_bytes());
        Ok(all.finalize().to_hex().to_string())
    }

    /// Counts.
    pub fn stats(&self) -> Result<Stats> {
        let load = || -> rusqlite::Result<Stats> {
            let one = |sql: &str| self.db.query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs);
            let pairs = |sql: &str| -> rusqlite::Result<Vec<(String, u64)>> {
                let mut rows = self.db.prepare(sql)?;
                rows.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?.collect()
            };
            let days: (Option<String>, Option<String>) =
                self.db.query_row("SELECT min(day), max(day) FROM documents", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(Stats {
                documents: one("SELECT count(*) FROM documents")?,
                wordings: one("SELECT count(DISTINCT wording) FROM documents")?,
                versions: one("SELECT count(*) FROM documents WHERE version > 1")?,
                identical: one("SELECT count(DISTINCT later) FROM copies WHERE kind = 'identical'")?,
                days: days.0.zip(days.1),
                entries: pairs("SELECT kind, count(*) FROM entries GROUP BY kind ORDER BY kind")?
                    .into_iter()
                    .map(|(kind, count)| (word(&kind).to_owned(), count))
                    .collect(),
                outlets: pairs("SELECT coalesce(outlet, ''), count(*) FROM documents GROUP BY outlet ORDER BY count(*) DESC, outlet")?,
                decisions: one("SELECT count(*) FROM decisions WHERE undone = 0")?,
                received: one("SELECT coalesce(sum(size), 0) FROM bytes")?,
                file: one("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")?,
                engines: pairs("SELECT engine || ' ' || lexicon, count(*) FROM records JOIN engines USING (e) GROUP BY e ORDER BY 1")?,
            })
        };
        load().map_err(|e| self.error(e))
    }
}

/// What the file has of one report.
struct Parts {
    hash: Option<String>,
    raw: Option<Vec<u8>>,
    text: Option<Vec<u8>>,
    terms: Option<Vec<u8>>,
    record: Option<Vec<u8>>,
    indexed: bool,
}
