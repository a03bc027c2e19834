//! Records as those read them who compare reports. In: an archive. Out: every record with its text, without what people rejected, and the pairs of
//! reports with one wording. Neither tells in which order reports came in.

use std::collections::HashSet;

use mahdar::Record;
use rusqlite::params;

use crate::error::Result;
use crate::file::Archive;

/// Two reports with the same words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Ids of the reports, the smaller first.
    pub documents: (String, String),
    /// identical, near or cut.
    pub relation: &'static str,
}

impl Archive {
    /// Every record with its text, by id; entries that people rejected are left out.
    pub fn records(&self) -> Result<Vec<Record>> {
        let load = || -> rusqlite::Result<Vec<(i64, String)>> {
            let mut rows = self.db.prepare("SELECT n, id FROM documents ORDER BY id")?;
            rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        let documents = load().map_err(|e| self.error(e))?;
        let mut out = Vec::with_capacity(documents.len());
        for (n, id) in documents {
            let mut record = self.record_of(n)?;
            record.document.text = self.text_of(n, &id)?;
            let rejected = self.rejected(n)?;
            if !rejected.is_empty() {
                record.statements.retain(|s| !rejected.contains(&s.id));
                record.events.retain(|e| !rejected.contains(&e.id));
            }
            out.push(record);
        }
        Ok(out)
    }

    fn rejected(&self, n: i64) -> Result<HashSet<String>> {
        let load = || -> rusqlite::Result<HashSet<String>> {
            let mut rows = self.db.prepare_cached("SELECT id FROM entries WHERE n = ?1 AND verdict = 'rejected'")?;
            rows.query_map(params![n], |row| row.get(0))?.collect()
        };
        load().map_err(|e| self.error(e))
    }

    /// Every pair of reports that share their words.
    pub fn pairs(&self) -> Result<Vec<Pair>> {
        let load = || -> rusqlite::Result<Vec<(String, String, String)>> {
            let sql = "SELECT a.id, b.id, c.kind FROM copies c JOIN documents a ON a.n = c.later JOIN documents b ON b.n = c.earlier";
            let mut rows = self.db.prepare(sql)?;
            rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
        };
        let mut pairs: Vec<Pair> = load()
            .map_err(|e| self.error(e))?
            .into_iter()
            .map(|(a, b, kind)| {
                let relation = match kind.as_str() {
                    "identical" => "identical",
                    "near" => "near",
                    _ => "cut",
                };
                Pair { documents: if a < b { (a, b) } else { (b, a) }, relation }
            })
            .collect();
        pairs.sort();
        Ok(pairs)
    }
}
