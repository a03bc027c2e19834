//! What a source says of a report beside its text: furniture, doubts, and by what its server knows whether it changed. In: a [`Report`]'s fields.
//! Out: rows, and the record with the page's furniture in it. It reads no page and asks no server.
//!
//! [`Report`]: crate::Report

use std::collections::{HashMap, HashSet};

use mahdar::record::{Chars, Furniture, Record};
use rusqlite::{OptionalExtension as _, params};

use crate::error::Result;
use crate::file::Archive;
use crate::prepare::Prepared;
use crate::write::Outcome;

/// By what a server knows whether an address changed since it was fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// The address that answered, after redirects.
    pub url: String,
    /// `ETag` as the server wrote it.
    pub etag: Option<String>,
    /// `Last-Modified` as the server wrote it.
    pub modified: Option<String>,
}

/// Lays the page's furniture over that of a record, in order of place. What the page says stands; of the engine's pieces the parts outside stay. The
/// engine has read the page's pieces as if they were the article: what rests on a word in them goes, and nothing refers to it any more.
pub(crate) fn lay(record: &mut Record, page: &[Furniture]) {
    if page.is_empty() {
        return;
    }
    for own in page {
        let (start, stop) = (own.span.0, own.span.1);
        let outside = |piece: &Furniture| {
            let Chars(from, to) = piece.span;
            let parts = [(from, to.min(start)), (from.max(stop), to)];
            let kind = piece.kind.clone();
            parts.into_iter().filter(|(from, to)| from < to).map(move |(from, to)| Furniture { span: Chars(from, to), kind: kind.clone() })
        };
        record.furniture = record.furniture.iter().flat_map(outside).collect();
    }
    record.furniture.extend(page.iter().cloned());
    record.furniture.sort_by_key(|piece| (piece.span.0, piece.span.1));
    let of_page = |word: Chars| page.iter().any(|f| f.span.0 <= word.0 && word.1 <= f.span.1);
    record.statements.retain(|s| !of_page(s.cue));
    record.silences.retain(|s| !of_page(s.cue));
    record.events.retain(|e| !of_page(e.trigger));
    record.positions.retain(|p| !of_page(p.cue));
    for framework in &mut record.frameworks {
        framework.mentions.retain(|mention| !of_page(*mention));
    }
    record.frameworks.retain(|f| !f.mentions.is_empty());
    refer(record);
}

/// Takes away what refers to entries that are gone. Of a deed whose first mention is gone the next one is the first.
fn refer(record: &mut Record) {
    let statements: HashSet<String> = record.statements.iter().map(|s| s.id.clone()).collect();
    let events: HashSet<String> = record.events.iter().map(|e| e.id.clone()).collect();
    let frameworks: HashSet<String> = record.frameworks.iter().map(|f| f.id.clone()).collect();
    for statement in &mut record.statements {
        statement.within = statement.within.take().filter(|id| statements.contains(id));
        statement.about.retain(|id| events.contains(id) || frameworks.contains(id));
    }
    for position in &mut record.positions {
        position.statement = position.statement.take().filter(|id| statements.contains(id));
    }
    let mut firsts: HashMap<String, String> = HashMap::new();
    for event in &mut record.events {
        let Some(first) = event.same_as.take_if(|first| !events.contains(first)) else { continue };
        if let Some(own) = firsts.get(&first) {
            event.same_as = Some(own.clone());
        } else {
            firsts.insert(first, event.id.clone());
        }
    }
}

impl Archive {
    /// Writes what was said of a report that was just written, or that was there. The caller holds the transaction.
    pub(crate) fn write_said(&self, prepared: &Prepared, outcome: &Outcome) -> rusqlite::Result<()> {
        if !matches!(outcome, Outcome::Known(_)) {
            let mut piece = self.db.prepare_cached(
                "INSERT OR IGNORE INTO furniture (n, start, stop, kind) SELECT n, ?2, ?3, ?4 FROM documents WHERE id = ?1",
            )?;
            for f in &prepared.furniture {
                piece.execute(params![outcome.id(), f.span.0, f.span.1, f.kind])?;
            }
            let mut doubt = self.db.prepare_cached("INSERT INTO doubts (n, d, words) SELECT n, ?2, ?3 FROM documents WHERE id = ?1")?;
            for (d, words) in (1i64..).zip(&prepared.doubts) {
                doubt.execute(params![outcome.id(), d, words])?;
            }
        }
        match &prepared.asked {
            Some(fetched) => self.write_fetched(fetched, Some(outcome.id())),
            None => Ok(()),
        }
    }

    fn write_fetched(&self, fetched: &Fetched, id: Option<&str>) -> rusqlite::Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO fetches (url, etag, modified, n) VALUES (?1, ?2, ?3, (SELECT n FROM documents WHERE id = ?4))
                 ON CONFLICT (url) DO UPDATE SET etag = excluded.etag, modified = excluded.modified, n = excluded.n",
            )?
            .execute(params![fetched.url, fetched.etag, fetched.modified, id])?;
        Ok(())
    }

    /// The page's furniture of a report, for a new reading.
    pub(crate) fn furniture_of(&self, n: i64) -> Result<Vec<Furniture>> {
        let load = || -> rusqlite::Result<Vec<Furniture>> {
            let mut rows = self.db.prepare_cached("SELECT start, stop, kind FROM furniture WHERE n = ?1 ORDER BY start")?;
            rows.query_map([n], |row| Ok(Furniture { span: Chars(row.get(0)?, row.get(1)?), kind: row.get(2)? }))?.collect()
        };
        load().map_err(|e| self.error(e))
    }

    /// What was doubtful when a report (its id, or the beginning of it) came in, in words.
    ///
    /// # Errors
    /// No report, or several, of this id; a file that cannot be read.
    pub fn doubts_of(&self, id: &str) -> Result<Vec<String>> {
        let n = self.number(id)?;
        let load = || -> rusqlite::Result<Vec<String>> {
            self.db.prepare_cached("SELECT words FROM doubts WHERE n = ?1 ORDER BY d")?.query_map([n], |row| row.get(0))?.collect()
        };
        load().map_err(|e| self.error(e))
    }

    /// By what the server knows the state of an address that is in the archive; `None` where it was never fetched.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn fetched(&self, url: &str) -> Result<Option<Fetched>> {
        let load = || {
            self.db
                .prepare_cached("SELECT url, etag, modified FROM fetches WHERE url = ?1")?
                .query_row([url], |row| Ok(Fetched { url: row.get(0)?, etag: row.get(1)?, modified: row.get(2)? }))
                .optional()
        };
        load().map_err(|e| self.error(e))
    }

    /// Keeps by what servers know feeds, sitemaps and dumps all of whose reports are in the archive.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn remember(&self, all: &[Fetched]) -> Result<()> {
        if all.is_empty() {
            return Ok(());
        }
        self.transaction(|| all.iter().try_for_each(|one| self.write_fetched(one, None)).map_err(|e| self.error(e)))
    }
}

#[cfg(test)]
mod tests {
    use mahdar::{Analyzer, Document};

    use super::*;

    fn piece(start: u32, stop: u32, kind: &str) -> Furniture {
        Furniture { span: Chars(start, stop), kind: kind.to_owned() }
    }

    fn furniture(found: &[Furniture], page: &[Furniture]) -> Vec<Furniture> {
        let mut record = Analyzer::arabic().read(&Document::new(""));
        record.furniture = found.to_vec();
        lay(&mut record, page);
        record.furniture
    }

    #[test]
    fn the_page_stands_and_what_the_engine_found_elsewhere_stays() {
        let found = [piece(0, 10, "dateline"), piece(20, 30, "notice"), piece(40, 60, "credit")];
        let wanted = [(0, 10, "dateline"), (18, 35, "related"), (40, 45, "credit"), (45, 50, "caption"), (50, 60, "credit")];
        let laid = furniture(&found, &[piece(18, 35, "related"), piece(45, 50, "caption")]);
        assert_eq!(laid, wanted.map(|(start, stop, kind)| piece(start, stop, kind)));
        assert_eq!(furniture(&found, &[]), found, "a page that says nothing changes nothing");
    }

    #[test]
    fn what_rests_on_the_pages_furniture_is_no_entry_and_nothing_refers_to_it() {
        // the same deed in a caption and in the article, and a statement in each
        let caption = "التقى وزير الخارجية النرويجي لارس هولم نظيره الدنماركي ينس كروغ في أوسلو، وقال هولم إن اللقاء ناجح.";
        let text =
            format!("{caption}\nقال وزير الخارجية النرويجي لارس هولم إنه التقى نظيره الدنماركي ينس كروغ في أوسلو وبحث معه وقف إطلاق النار.");
        let stop = u32::try_from(caption.chars().count()).unwrap();
        let whole = Analyzer::arabic().read(&Document::new(&text));
        let mut laid = whole.clone();
        lay(&mut laid, &[piece(0, stop, "caption")]);
        assert!(whole.statements.iter().any(|s| s.cue.1 <= stop) && whole.events.iter().any(|e| e.trigger.1 <= stop), "{whole:?}");
        assert!(laid.statements.iter().all(|s| s.cue.0 > stop) && laid.events.iter().all(|e| e.trigger.0 > stop), "{laid:?}");
        assert!(!laid.statements.is_empty() && !laid.events.is_empty(), "the article's own stay");
        assert!(laid.events.iter().any(|e| e.same_as.is_none()), "its deed has a first mention again");
        let known: Vec<&String> = laid.statements.iter().map(|s| &s.id).chain(laid.events.iter().map(|e| &e.id)).collect();
        let referred =
            laid.events.iter().filter_map(|e| e.same_as.as_ref()).chain(laid.statements.iter().filter_map(|s| s.within.as_ref()));
        assert!(referred.into_iter().all(|id| known.contains(&id)));
        let mut same = whole.clone();
        lay(&mut same, &[]);
        assert_eq!(same, whole);
    }
}
