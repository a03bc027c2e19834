//! What the reports of an archive tell together. In: an archive. Out: the joins that `mahdar_links` makes of its records, without what people rejected,
//! and of the copies it has. Nothing is kept: joins are made anew, so that the order in which reports came in never shows.

use std::collections::HashSet;

use mahdar::Record;
use mahdar_links::{Links, Pair, World};

use crate::error::Result;
use crate::file::Archive;

impl Archive {
    /// Everything that is joined.
    pub fn links(&self, world: &World) -> Result<Links> {
        Ok(mahdar_links::link(&self.records()?, &self.pairs()?, world))
    }

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
                // positions have no id of their own: they are counted
                let mut counted = 0;
                record.positions.retain(|_| {
                    counted += 1;
                    !rejected.contains(&format!("p{counted}"))
                });
            }
            out.push(record);
        }
        Ok(out)
    }

    fn rejected(&self, n: i64) -> Result<HashSet<String>> {
        let load = || -> rusqlite::Result<HashSet<String>> {
            let mut rows = self.db.prepare_cached("SELECT id FROM entries WHERE n = ?1 AND verdict = 'rejected'")?;
            rows.query_map([n], |row| row.get(0))?.collect()
        };
        load().map_err(|e| self.error(e))
    }

    /// Every pair of reports that has one wording.
    pub fn pairs(&self) -> Result<Vec<Pair>> {
        let load = || -> rusqlite::Result<Vec<Pair>> {
            // cut and longer are one thing seen from its two ends
            let sql = "SELECT a.id, b.id, CASE c.kind WHEN 'longer' THEN 'cut' ELSE c.kind END
                       FROM copies c JOIN documents a ON a.n = c.later JOIN documents b ON b.n = c.earlier ORDER BY a.id, b.id";
            let mut rows = self.db.prepare(sql)?;
            rows.query_map([], |row| Ok(Pair { documents: [row.get(0)?, row.get(1)?], relation: row.get(2)? }))?.collect()
        };
        load().map_err(|e| self.error(e))
    }
}
