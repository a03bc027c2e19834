//! What a source says of a report beside its text: furniture, doubts, and by what its server knows whether it changed. In: a [`Report`]'s fields.
//! Out: rows, and the record with the page's furniture in it. It reads no page and asks no server.
//!
//! [`Report`]: crate::Report

use mahdar::record::{Chars, Furniture};
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

/// Lays the page's furniture over that of a record, in order of place. What the page says stands; of the engine's pieces the parts outside stay.
pub(crate) fn lay(furniture: &mut Vec<Furniture>, page: &[Furniture]) {
    for own in page {
        let (start, stop) = (own.span.0, own.span.1);
        let outside = |piece: &Furniture| {
            let Chars(from, to) = piece.span;
            let parts = [(from, to.min(start)), (from.max(stop), to)];
            let kind = piece.kind.clone();
            parts.into_iter().filter(|(from, to)| from < to).map(move |(from, to)| Furniture { span: Chars(from, to), kind: kind.clone() })
        };
        *furniture = furniture.iter().flat_map(outside).collect();
    }
    furniture.extend(page.iter().cloned());
    furniture.sort_by_key(|piece| (piece.span.0, piece.span.1));
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
    use super::*;

    fn piece(start: u32, stop: u32, kind: &str) -> Furniture {
        Furniture { span: Chars(start, stop), kind: kind.to_owned() }
    }

    #[test]
    fn the_page_stands_and_what_the_engine_found_elsewhere_stays() {
        let mut found = vec![piece(0, 10, "dateline"), piece(20, 30, "notice"), piece(40, 60, "credit")];
        lay(&mut found, &[piece(18, 35, "related"), piece(45, 50, "caption")]);
        let wanted = [(0, 10, "dateline"), (18, 35, "related"), (40, 45, "credit"), (45, 50, "caption"), (50, 60, "credit")];
        assert_eq!(found, wanted.map(|(start, stop, kind)| piece(start, stop, kind)));
        let mut alone = vec![piece(3, 5, "credit")];
        lay(&mut alone, &[]);
        assert_eq!(alone, [piece(3, 5, "credit")], "a page that says nothing changes nothing");
    }
}
