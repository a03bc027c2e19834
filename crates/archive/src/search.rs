//! Search: reports that have the words, with the words in their context. In: a question, a [`Match`] and [`Filters`]. Out: a page of [`Found`],
//! newest arrival first. It shows what stands there and ranks nothing.

use mahdar::spelling::Speller;
use mahdar::{Analyzer, Worker};
use rusqlite::types::Value;
use serde::Serialize;

use crate::error::{Error, Result};
use crate::file::Archive;
use crate::list::{Filters, Where};
use crate::pack::{unpack, unpack_text};
use crate::query::{Match, Query, Reader};
use crate::skeleton::skeleton;
use crate::terms::{self, Term};

/// Words shown on either side of a hit.
const AROUND: usize = 8;

/// Hits shown of one report.
const SHOWN: usize = 3;

/// A page of results.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Results {
    /// Reports, the newest arrival first.
    pub reports: Vec<Found>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A report that has the words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Its id.
    pub document: String,
    /// Day of publication.
    pub published: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Reports of the same wording, this one among them.
    pub copies: u64,
    /// How often it has the words.
    pub count: usize,
    /// The first places.
    pub hits: Vec<Hit>,
}

/// A report with its packed text and words.
type Packed = (i64, Found, Vec<u8>, Vec<u8>);

/// One place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Code points of the report's text.
    pub span: (u32, u32),
    /// What stands before.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands behind.
    pub after: String,
}

impl Archive {
    /// Looks for words. The analyser must be the one that the archive was read with, or a later one: it cuts the question's words as it cut the texts'.
    pub fn search(
        &self,
        analyzer: &Analyzer,
        question: &str,
        mode: Match,
        filters: &Filters,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Results> {
        let query = self.understand(&mut analyzer.worker(), question, mode)?;
        let mut sql = Where::default();
        sql.and("search MATCH ?", [Value::from(query.fts())]);
        if let Some(cursor) = cursor {
            let n: i64 =
                cursor.parse().map_err(|_| Error::Question(format!("'{cursor}' is no cursor of a search; take one from 'next'")))?;
            sql.and("search.rowid < ?", [Value::from(n)]);
        }
        self.documents(filters, &mut sql)?;
        let (text, values) = sql.sql();
        let select = format!(
            "SELECT d.n, d.id, d.published, d.title, d.outlet, d.url, (SELECT count(*) FROM documents c WHERE c.wording = d.wording), t.data, t.terms
             FROM search CROSS JOIN documents d ON d.n = search.rowid CROSS JOIN texts t ON t.n = d.n WHERE {text} ORDER BY search.rowid DESC LIMIT {}",
            limit + 1
        );
        let load = || -> rusqlite::Result<Vec<Packed>> {
            let mut rows = self.db.prepare_cached(&select)?;
            rows.query_map(rusqlite::params_from_iter(values), |row| {
                let found = Found {
                    document: row.get(1)?,
                    published: row.get(2)?,
                    title: row.get(3)?,
                    outlet: row.get(4)?,
                    url: row.get(5)?,
                    copies: row.get::<_, i64>(6)?.unsigned_abs(),
                    ..Found::default()
                };
                Ok((row.get(0)?, found, row.get(7)?, row.get(8)?))
            })?
            .collect()
        };
        let mut rows = load().map_err(|e| self.error(e))?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|(n, ..)| n.to_string());
        let reports = rows.into_iter().map(|(_, found, data, places)| self.show(&query, found, &data, &places)).collect::<Result<_>>()?;
        Ok(Results { reports, next })
    }

    /// How many reports have the words, and how many independent wordings they are.
    pub fn count_search(&self, analyzer: &Analyzer, question: &str, mode: Match, filters: &Filters) -> Result<(u64, u64)> {
        let query = self.understand(&mut analyzer.worker(), question, mode)?;
        let mut sql = Where::default();
        sql.and("search MATCH ?", [Value::from(query.fts())]);
        self.documents(filters, &mut sql)?;
        let (text, values) = sql.sql();
        let select =
            format!("SELECT count(*), count(DISTINCT d.wording) FROM search CROSS JOIN documents d ON d.n = search.rowid WHERE {text}");
        let count = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get::<_, i64>(1)?.unsigned_abs()));
        self.db.query_row(&select, rusqlite::params_from_iter(values), count).map_err(|e| self.error(e))
    }

    pub(crate) fn understand(&self, worker: &mut Worker<'_>, question: &str, mode: Match) -> Result<Query> {
        let speller = Speller::new(&mahdar_arabic::blob());
        let spellings = |word: &str| -> Result<Vec<String>> {
            let load = || -> rusqlite::Result<Vec<String>> {
                let mut rows = self.db.prepare_cached("SELECT word FROM spellings WHERE skeleton = ?1 ORDER BY word")?;
                rows.query_map([skeleton(word)], |row| row.get(0))?.collect()
            };
            let all = load().map_err(|e| self.error(e))?;
            Ok(all.into_iter().filter(|other| speller.same(word, other).same).collect())
        };
        Query::parse(question, &mut Reader { worker, mode, spellings: &spellings })
    }

    fn show(&self, query: &Query, mut found: Found, data: &[u8], places: &[u8]) -> Result<Found> {
        let text = unpack_text(data).map_err(|why| self.unreadable(&found.document, why))?;
        let terms = unpack(places)
            .and_then(|places| terms::unpack(&places, &text).ok_or_else(|| "its words are of another text".to_owned()))
            .map_err(|why| self.unreadable(&found.document, why))?;
        let hits = query.places(&terms);
        found.count = hits.len();
        let slices = Slices::new(&text);
        found.hits = hits.into_iter().take(SHOWN).map(|place| slices.hit(&terms, place)).collect();
        Ok(found)
    }

    pub(crate) fn unreadable(&self, document: &str, why: String) -> Error {
        Error::Row { path: self.path.clone(), what: "the text", document: document.to_owned(), why }
    }
}

/// A text that is cut by code points.
pub(crate) struct Slices<'t> {
    text: &'t str,
    bytes: Vec<u32>,
}

impl<'t> Slices<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, bytes: text.char_indices().map(|(at, _)| at as u32).chain(std::iter::once(text.len() as u32)).collect() }
    }

    /// The words between two code points; what lies outside is empty.
    pub(crate) fn get(&self, start: u32, stop: u32) -> &'t str {
        let byte = |at: u32| self.bytes.get(at as usize).copied().unwrap_or(self.text.len() as u32) as usize;
        self.text.get(byte(start)..byte(stop)).unwrap_or("")
    }

    fn hit(&self, terms: &[Term], place: std::ops::Range<usize>) -> Hit {
        let (first, last) = (&terms[place.start], &terms[place.end - 1]);
        let from = terms[place.start.saturating_sub(AROUND)].start;
        let to = terms[(place.end + AROUND).min(terms.len()) - 1].stop.max(last.stop);
        Hit {
            span: (first.start, last.stop),
            before: self.get(from, first.start).to_owned(),
            words: self.get(first.start, last.stop).to_owned(),
            after: self.get(last.stop, to).to_owned(),
        }
    }
}
