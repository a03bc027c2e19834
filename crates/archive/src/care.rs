//! Care of an archive: reports removed with what rests on them alone, read anew by a newer engine, the feed of changes, copies of the file.
//!
//! In: an archive. Out: the same archive, changed as asked in whole transactions; or its changes since a cursor.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use mahdar::record::Furniture;
use mahdar::{Analyzer, Document};
use rusqlite::params;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::add::BATCH;
use crate::error::{Error, Result};
use crate::file::Archive;
use crate::prepare::{Rows, rows};

/// Puts what is known on a document.
type Set = fn(Document, String) -> Document;

/// A report as the file has it: number, document, the page's furniture, id.
type Kept = (i64, Document, Vec<Furniture>, String);

/// A line of the feed of changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Where it stands in the feed: `--since` takes it.
    pub cursor: i64,
    /// added, version, copy, denial, cancelled, postponed, removed, reread, decision.
    pub kind: String,
    /// Report.
    pub document: Option<String>,
    /// Entry of its record.
    pub entry: Option<String>,
    /// For a copy the earlier report; for a decision what was decided.
    pub detail: Option<String>,
}

impl Archive {
    /// What changed after a cursor (0: from the beginning), of one kind or of every kind.
    pub fn changes(&self, since: i64, kind: Option<&str>, limit: usize) -> Result<Vec<Change>> {
        let load = || -> rusqlite::Result<Vec<Change>> {
            let mut rows = self.db.prepare(
                "SELECT c, kind, document, entry, detail FROM changes WHERE c > ?1 AND (?2 IS NULL OR kind = ?2) ORDER BY c LIMIT ?3",
            )?;
            rows.query_map(params![since, kind, limit as i64], |row| {
                Ok(Change { cursor: row.get(0)?, kind: row.get(1)?, document: row.get(2)?, entry: row.get(3)?, detail: row.get(4)? })
            })?
            .collect()
        };
        load().map_err(|e| self.error(e))
    }

    /// Removes a report (its id, or the beginning of it): bytes, text, record, words, decisions about it. The whole id.
    pub fn remove(&self, id: &str) -> Result<String> {
        self.execute("PRAGMA secure_delete = ON")?;
        self.transaction(|| {
            let n = self.number(id)?;
            self.remove_one(n).map_err(|e| self.error(e))
        })
    }

    fn remove_one(&self, n: i64) -> rusqlite::Result<String> {
        let (id, wording): (String, i64) =
            self.db.query_row("SELECT id, wording FROM documents WHERE n = ?1", [n], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let names: Vec<String> = {
            let mut rows = self.db.prepare_cached("SELECT name FROM actors JOIN identities USING (i) WHERE n = ?1")?;
            rows.query_map([n], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        self.unsample(n)?;
        self.db.execute("DELETE FROM search WHERE rowid = ?1", [n])?;
        // what a later version differs in is of no use without the earlier
        self.db.execute("UPDATE documents SET diff = NULL WHERE previous = ?1", [n])?;
        self.db.execute("DELETE FROM documents WHERE n = ?1", [n])?;
        self.db.execute("DELETE FROM identities WHERE i NOT IN (SELECT i FROM actors)", [])?;
        self.db.execute("DELETE FROM decisions WHERE document = ?1", [&id])?;
        self.db.execute("DELETE FROM changes WHERE document = ?1 OR detail = ?1", [&id])?;
        for word in names.iter().flat_map(|name| name.split_whitespace()) {
            let word = crate::terms::normal(word);
            let word = mahdar_arabic::fold::without_article(&word);
            let elsewhere: bool =
                self.db
                    .query_row("SELECT EXISTS (SELECT 1 FROM search WHERE search MATCH ?1)", [format!("\"{word}\"")], |row| row.get(0))?;
            if !word.is_empty() && !elsewhere {
                self.db.execute("DELETE FROM spellings WHERE word = ?1", [word])?;
            }
        }
        // feeds are asked anew in whole: else nobody would come by the report's address again
        self.db.execute("DELETE FROM fetches WHERE n IS NULL", [])?;
        self.regroup(wording)?;
        self.change("removed", Some(&id), None, None)?;
        Ok(id)
    }

    /// Takes out what says whose the entries of a report are; its actors and parties must still be there.
    fn untake(&self, n: i64) -> rusqlite::Result<()> {
        let mut delete = self.db.prepare_cached(
            "DELETE FROM taken WHERE (i, kind, day, n, entry) IN (
                 SELECT a.i, e.kind, e.day, e.n, e.id
                 FROM entries e JOIN parties p ON p.n = e.n AND p.entry = e.id JOIN actors a ON a.n = p.n AND a.id = p.actor WHERE e.n = ?1)",
        )?;
        delete.execute([n]).map(drop)
    }

    /// Takes the sample of a report's runs out of the file.
    fn unsample(&self, n: i64) -> rusqlite::Result<()> {
        if let Some(shingles) = self.shingles_of(n)? {
            let mut delete = self.db.prepare_cached("DELETE FROM shingles WHERE hash = ?1 AND n = ?2")?;
            for hash in shingles.sample() {
                delete.execute(params![hash as i64, n])?;
            }
        }
        Ok(())
    }

    /// Finds the wordings of a group anew, after one left it: what the one held together falls apart.
    fn regroup(&self, wording: i64) -> rusqlite::Result<()> {
        let members: Vec<i64> = {
            let mut rows = self.db.prepare_cached("SELECT n FROM documents WHERE wording = ?1 ORDER BY n")?;
            rows.query_map([wording], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        let mut first: FxHashMap<i64, i64> = members.iter().map(|n| (*n, *n)).collect();
        let mut pairs = self.db.prepare_cached("SELECT earlier FROM copies WHERE later = ?1 ORDER BY earlier")?;
        for later in &members {
            let earlier: Vec<i64> = pairs.query_map([later], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            for other in earlier {
                let (a, b) = (first[later], first.get(&other).copied().unwrap_or(first[later]));
                let (low, high) = (a.min(b), a.max(b));
                first.values_mut().filter(|f| **f == high).for_each(|f| *f = low);
            }
        }
        for (n, wording) in first {
            self.db.prepare_cached("UPDATE documents SET wording = ?1 WHERE n = ?2")?.execute([wording, n])?;
        }
        Ok(())
    }

    /// Reads again every report whose record another engine or lexicon made, or all of them; people's decisions are laid over the new records.
    /// The number of reports read.
    pub fn reread(&self, analyzer: &Analyzer, all: bool, jobs: usize, stop: &AtomicBool, mut tell: impl FnMut(usize)) -> Result<usize> {
        let engine = analyzer.read(&Document::new("")).engine;
        let (mut last, mut done) = (0i64, 0);
        while !stop.load(Ordering::Relaxed) {
            let load = || -> rusqlite::Result<Vec<(i64, String)>> {
                let mut rows = self.db.prepare_cached(
                    "SELECT n, id FROM documents JOIN records USING (n) JOIN engines USING (e) WHERE n > ?1 AND (?2 OR engine <> ?3 OR lexicon <> ?4) ORDER BY n LIMIT ?5",
                )?;
                rows.query_map(params![last, all, engine.version, engine.lexicon, BATCH as i64], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect()
            };
            let batch = load().map_err(|e| self.error(e))?;
            let Some((end, _)) = batch.last() else { break };
            last = *end;
            let whole = |(n, id): (i64, String)| Ok((n, self.document(n, &id)?, self.furniture_of(n)?, id));
            let documents: Vec<Kept> = batch.into_iter().map(whole).collect::<Result<_>>()?;
            let read = read_all(analyzer, &documents, jobs);
            self.transaction(|| {
                let identities = self.identities()?;
                for ((n, _, _, id), mut rows) in documents.iter().zip(read) {
                    rows.info.id.clone_from(id);
                    let write = || -> rusqlite::Result<()> {
                        self.unsample(*n)?;
                        self.untake(*n)?;
                        for table in ["records", "actors", "entries", "parties"] {
                            self.db.prepare_cached(&format!("DELETE FROM {table} WHERE n = ?1"))?.execute([n])?;
                        }
                        self.db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([n])?;
                        self.db.prepare_cached("UPDATE texts SET terms = ?1 WHERE n = ?2")?.execute(params![rows.terms, n])?;
                        self.db
                            .prepare_cached("UPDATE documents SET words = ?1, day = ?2, published = ?3 WHERE n = ?4")?
                            .execute(params![rows.words as i64, rows.day, rows.info.published.value, n])?;
                        self.write_rows(*n, &rows, &identities, false)?;
                        for hash in rows.shingles.sample() {
                            self.db
                                .prepare_cached("INSERT OR IGNORE INTO shingles (hash, n) VALUES (?1, ?2)")?
                                .execute(params![hash as i64, n])?;
                        }
                        self.reapply(*n, id)?;
                        self.change("reread", Some(id), None, None)
                    };
                    write().map_err(|e| self.error(e))?;
                }
                Ok(())
            })?;
            done += documents.len();
            tell(done);
        }
        Ok(done)
    }

    /// The document of a report as it came in.
    fn document(&self, n: i64, id: &str) -> Result<Document> {
        use mahdar::record::Basis;
        let info = self.record_of(n)?.document;
        let mut document = Document::new(self.text_of(n, id)?).source(info.source).content_hash(info.content);
        let set: [(Option<String>, Set); 5] = [
            (info.title, |d, v| d.title(v)),
            (info.outlet, |d, v| d.outlet(v)),
            (info.url, |d, v| d.url(v)),
            (info.author, |d, v| d.author(v)),
            (info.section, |d, v| d.section(v)),
        ];
        for (value, onto) in set {
            if let Some(value) = value {
                document = onto(document, value);
            }
        }
        let bad = |e: mahdar::document::BadDate| self.unreadable(id, e.to_string());
        match (info.published.at, info.published.basis) {
            (Some(at), Basis::Given) => document.published(&at).map_err(bad),
            // a page's own day, also where the text said another
            (Some(at), _) => document.published_by_page(&at).map_err(bad),
            _ => Ok(document),
        }
    }

    /// Makes the file as small as it can be.
    pub fn vacuum(&self) -> Result<()> {
        self.execute("INSERT INTO search (search) VALUES ('optimize')")?;
        self.execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize;")
    }

    /// Copies the archive as it is at this moment, while others may read and write it. An existing file is not overwritten.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(Error::Question(format!("{}: it exists; choose another name for the backup (it was not touched)", to.display())));
        }
        // written beside and renamed, so that half a backup never has its name
        let half = to.with_extension("part");
        let _ = std::fs::remove_file(&half);
        let copy = || -> rusqlite::Result<()> {
            let mut target = rusqlite::Connection::open(&half)?;
            rusqlite::backup::Backup::new(&self.db, &mut target)?.run_to_completion(4096, std::time::Duration::ZERO, None)?;
            target.pragma_update(None, "journal_mode", "DELETE")
        };
        copy().map_err(|e| Error::of(&half, self.wait, e))?;
        std::fs::rename(&half, to).map_err(|e| Error::Question(format!("{}: it cannot be given its name: {e}", to.display())))
    }

    /// The lines that a version took away and brought, if the report is a later version.
    pub fn diff_of(&self, id: &str) -> Result<Option<String>> {
        let n = self.number(id)?;
        let diff: Option<Vec<u8>> =
            self.db.query_row("SELECT diff FROM documents WHERE n = ?1", [n], |row| row.get(0)).map_err(|e| self.error(e))?;
        diff.map(|diff| crate::pack::unpack_text(&diff).map_err(|why| self.unreadable(id, why))).transpose()
    }
}

/// Reads documents with several threads, in their order.
fn read_all(analyzer: &Analyzer, documents: &[Kept], jobs: usize) -> Vec<Rows> {
    let part = documents.len().div_ceil(jobs.max(1)).max(1);
    std::thread::scope(|scope| {
        let threads: Vec<_> = documents
            .chunks(part)
            .map(|part| {
                scope.spawn(move || {
                    let mut worker = analyzer.worker();
                    part.iter().map(|(_, document, furniture, _)| rows(&mut worker, document, furniture)).collect::<Vec<Rows>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|t| t.join().unwrap_or_default()).collect()
    })
}
