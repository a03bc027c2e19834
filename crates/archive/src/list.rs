//! Listings: who said what, who met whom, who stands where, which frameworks are named. In: a [`Kind`], [`Filters`] and a cursor. Out: a [`Page`] of
//! rows, the latest day first, each with its report, its place and its words. Rows that a person rejected are left out unless asked for.

mod condition;
mod fill;
mod row;

use mahdar::who::Who;
use mahdar_arabic::compile::phrase;
use mahdar_arabic::fold;
use rusqlite::types::Value;

pub(crate) use condition::Where;
use fill::{Records, about};
pub use row::{Filters, Kind, Page, Row};

use crate::decide::identity;
use crate::error::{Error, Result};
use crate::file::Archive;
use crate::query::Match;
use crate::terms::normal;

/// Rows read at once.
const CHUNK: usize = 64;

/// Rows looked at for one page, where a filter can only be judged on the words: past it the page ends early, with a cursor.
const LOOKED: usize = 4096;

/// Behind every day, and every id of an entry.
const LAST: &str = "\u{10ffff}";

type Raw = (i64, Row);

/// Day, report and entry: the order of listings, which is from the last to the first.
type Key = (String, i64, String);

impl Archive {
    /// The conditions on reports.
    pub(crate) fn documents(&self, filters: &Filters, sql: &mut Where) -> Result<()> {
        if let Some(outlet) = &filters.outlet {
            sql.and("d.outlet = ?", [Value::from(outlet.clone())]);
        }
        if filters.wordings {
            sql.and("d.wording = d.n", []);
        }
        if let Some(actor) = &filters.actor {
            let all = self.identities_of(actor)?;
            let marks = vec!["?"; all.len()].join(", ");
            sql.and(
                &format!("d.n IN (SELECT n FROM identities JOIN actors USING (i) WHERE who IN ({marks}))"),
                all.into_iter().map(Value::from),
            );
        }
        if let Some(from) = &filters.from {
            sql.and("d.day >= ?", [Value::from(from.clone())]);
        }
        if let Some(to) = &filters.to {
            sql.and("d.day <= ?", [Value::from(to.clone())]);
        }
        Ok(())
    }

    /// Every identity that words can mean: as they are, as a name in the archive, and by the knowledge base.
    pub fn identities_of(&self, words: &str) -> Result<Vec<String>> {
        let merged = self.identities()?;
        let own = identity(words);
        let mut all = vec![merged.of(Some(&own), ""), own.clone()];
        if own.starts_with("name:") && !words.starts_with("name:") {
            let mut known: Vec<String> = listed(words).into_iter().map(|id| merged.of(Some(id), "")).collect();
            let mut named =
                self.db.prepare_cached("SELECT DISTINCT who FROM identities WHERE name = ?1 OR who = ?2").map_err(|e| self.error(e))?;
            let named = named.query_map([words, own.as_str()], |row| row.get::<_, String>(0)).map_err(|e| self.error(e))?;
            known.extend(named.collect::<rusqlite::Result<Vec<_>>>().map_err(|e| self.error(e))?);
            if known.is_empty() {
                // a Latin name, an office, a spelling of no list: the base is asked in earnest, which takes its time
                let people = Who::new(mahdar_arabic::blob()).ask(words, None).people;
                known.extend(people.iter().map(|p| merged.of(Some(p.id), p.name)));
            }
            all.extend(known);
        }
        all.sort();
        all.dedup();
        Ok(all)
    }

    /// The conditions on entries.
    fn entries(&self, kind: Kind, filters: &Filters) -> Result<Where> {
        let mut sql = Where::default();
        sql.and("e.kind = ?", [Value::from(kind.entry().to_owned())]);
        match (&filters.label, kind) {
            (Some(label), _) => sql.and("e.type = ?", [Value::from(label.clone())]),
            (None, Kind::Meetings) => sql.and("e.type = 'CONSULT'", []),
            _ => {}
        }
        if kind == Kind::Meetings {
            // one row a deed, not one a mention
            sql.and("e.same IS NULL", []);
        }
        if let Some(status) = &filters.status {
            sql.and("e.status = ?", [Value::from(status.clone())]);
        }
        if !filters.rejected {
            // not e.verdict: what is counted can then be read from an index alone
            sql.and("(e.n, e.id) NOT IN (SELECT n, id FROM entries WHERE verdict = 'rejected')", []);
        }
        if let Some(from) = &filters.from {
            sql.and("e.day >= ?", [Value::from(from.clone())]);
            sql.from = Some(from.clone());
        }
        if let Some(to) = &filters.to {
            sql.and("e.day <= ? AND e.day <> ''", [Value::from(to.clone())]);
            sql.to = Some(to.clone());
        }
        if let Some(outlet) = &filters.outlet {
            sql.and("d.outlet = ?", [Value::from(outlet.clone())]);
        }
        if filters.wordings {
            sql.and("d.wording = d.n", []);
        }
        if let Some(actor) = &filters.actor {
            let all = self.identities_of(actor)?;
            let marks = vec!["?"; all.len()].join(", ");
            let values: Vec<Value> = all.into_iter().map(Value::from).collect();
            if kind == Kind::Frameworks {
                sql.and(&format!("e.n IN (SELECT n FROM identities JOIN actors USING (i) WHERE who IN ({marks}))"), values);
            } else {
                let mut names = self
                    .db
                    .prepare_cached(&format!("SELECT i FROM identities WHERE who IN ({marks}) ORDER BY i"))
                    .map_err(|e| self.error(e))?;
                let names = names.query_map(rusqlite::params_from_iter(values), |row| row.get(0)).map_err(|e| self.error(e))?;
                sql.taken = Some((names.collect::<rusqlite::Result<_>>().map_err(|e| self.error(e))?, kind.entry()));
            }
        }
        if filters.text.is_some() || filters.issue.is_some() {
            let analyzer = mahdar::Analyzer::arabic();
            let mut worker = analyzer.worker();
            if let Some(text) = &filters.text {
                let query = self.understand(&mut worker, text, Match::Word)?;
                sql.and("e.n IN (SELECT rowid FROM search WHERE search MATCH ?)", [Value::from(query.fts())]);
            }
            if let Some(issue) = filters.issue.as_ref().filter(|i| !i.is_ascii()) {
                let query = self.understand(&mut worker, &format!("\"{}\"", issue.replace('"', " ")), Match::Word)?;
                sql.and("e.n IN (SELECT rowid FROM search WHERE search MATCH ?)", [Value::from(query.fts())]);
            }
        }
        if let Some(issue) = filters.issue.as_ref().filter(|i| i.is_ascii()) {
            sql.and("e.issue = ?", [Value::from(issue.clone())]);
        }
        Ok(sql)
    }

    /// A page of entries.
    pub fn list(&self, kind: Kind, filters: &Filters, cursor: Option<&str>, limit: usize) -> Result<Page> {
        let issue: Option<Vec<String>> =
            filters.issue.as_ref().filter(|i| !i.is_ascii()).map(|issue| issue.split_whitespace().map(stripped).collect());
        let mut at = cursor.map(parse_cursor).transpose()?;
        let mut page = Page::default();
        let mut looked = 0;
        let mut size = CHUNK;
        let mut records = Records::default();
        let conditions = self.entries(kind, filters)?;
        loop {
            let (chunk, next) = self.chunk(&conditions, at.as_ref(), size)?;
            for (n, mut row) in chunk {
                let here = (row.day.clone().unwrap_or_default(), n, row.entry.clone());
                if page.rows.len() == limit || looked == LOOKED {
                    page.next = at.map(|(day, n, entry)| format!("{day},{n},{entry}"));
                    return Ok(page);
                }
                looked += 1;
                at = Some(here);
                if self.fill(kind, n, &mut row, &mut records)? && issue.as_ref().is_none_or(|words| about(&row, words)) {
                    page.rows.push(row);
                }
            }
            if next.is_none() {
                return Ok(page);
            }
            at = next;
            // who asks for what is rare among an actor's entries has many looked at for each that is shown
            size = LOOKED.min(size * 4);
        }
    }

    /// How many entries there are, in how many reports, of how many independent wordings. Filters on words of an issue count reports that have them.
    pub fn count(&self, kind: Kind, filters: &Filters) -> Result<(u64, u64, u64)> {
        let (from, text, values) = self.entries(kind, filters)?.entries();
        let select = format!(
            "SELECT coalesce(sum(q.c), 0), count(*), count(DISTINCT d.wording)
             FROM (SELECT e.n AS n, count(*) AS c FROM {from} WHERE {text} GROUP BY e.n) q CROSS JOIN documents d ON d.n = q.n"
        );
        let one = |row: &rusqlite::Row<'_>, at| row.get::<_, i64>(at).map(i64::unsigned_abs);
        let count = |row: &rusqlite::Row<'_>| Ok((one(row, 0)?, one(row, 1)?, one(row, 2)?));
        self.db.query_row(&select, rusqlite::params_from_iter(values), count).map_err(|e| self.error(e))
    }

    /// The next `size` entries after a key, those of them that the conditions hold for, and the key of the last where more may follow.
    fn chunk(&self, conditions: &Where, after: Option<&Key>, size: usize) -> Result<(Vec<Raw>, Option<Key>)> {
        let Some(taken) = &conditions.taken else {
            let mut sql = conditions.clone();
            if let Some((day, n, entry)) = after {
                sql.and("(e.day, e.n, e.id) < (?, ?, ?)", [Value::from(day.clone()), Value::from(*n), Value::from(entry.clone())]);
            }
            let rows = self.rows(sql, size)?;
            let last = rows.last().filter(|_| rows.len() == size);
            let last = last.map(|(n, row)| (row.day.clone().unwrap_or_default(), *n, row.entry.clone()));
            return Ok((rows, last));
        };
        let keys = self.keys(taken, conditions, after, size)?;
        let last = keys.last().filter(|_| keys.len() == size).cloned();
        let of_keys: Vec<(i64, &str)> = keys.iter().map(|(_, n, entry)| (*n, entry.as_str())).collect();
        let mut sql = conditions.clone();
        sql.keys = Some(serde_json::to_string(&of_keys).map_err(|e| Error::Question(e.to_string()))?);
        Ok((self.rows(sql, size)?, last))
    }

    /// The latest entries of somebody under any name, at most `size`: of each name's own, which lie in order, the latest are taken and put together.
    fn keys(&self, (names, kind): &(Vec<i64>, &str), conditions: &Where, after: Option<&Key>, size: usize) -> Result<Vec<Key>> {
        let load = || -> rusqlite::Result<Vec<Key>> {
            let mut latest = self.db.prepare_cached(
                "SELECT day, n, entry FROM taken WHERE i = ?1 AND kind = ?2 AND day >= ?3 AND day <= ?4 AND (day, n, entry) < (?5, ?6, ?7)
                 ORDER BY day DESC, n DESC, entry DESC LIMIT ?8",
            )?;
            let (from, to) = (conditions.from.as_deref().unwrap_or(""), conditions.to.as_deref().unwrap_or(LAST));
            let (day, n, entry) = after.map_or((LAST, i64::MAX, LAST), |(day, n, entry)| (day.as_str(), *n, entry.as_str()));
            let mut keys = Vec::new();
            for i in names {
                let values = rusqlite::params![i, kind, from, to, day, n, entry, size as i64];
                let rows = latest.query_map(values, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
                keys.extend(rows.collect::<rusqlite::Result<Vec<Key>>>()?);
            }
            keys.sort_unstable_by(|a, b| b.cmp(a));
            keys.dedup();
            keys.truncate(size);
            Ok(keys)
        };
        load().map_err(|e| self.error(e))
    }

    fn rows(&self, sql: Where, size: usize) -> Result<Vec<Raw>> {
        let (from, text, values) = sql.entries();
        // what is shown is looked up for the rows of the page alone
        let select = format!(
            "SELECT e.n, d.id, e.id, e.day, e.type, e.mode, e.status, e.start, e.stop, e.verdict, e.confidence, d.title, d.outlet, d.url,
             (SELECT count(*) FROM documents c WHERE c.wording = d.wording)
             FROM (SELECT e.n AS n, e.id AS id FROM {from} WHERE {text} ORDER BY e.day DESC, e.n DESC, e.id DESC LIMIT {size}) k
             CROSS JOIN entries e ON e.n = k.n AND e.id = k.id CROSS JOIN documents d ON d.n = e.n ORDER BY e.day DESC, e.n DESC, e.id DESC"
        );
        let load = || -> rusqlite::Result<Vec<Raw>> {
            let mut rows = self.db.prepare_cached(&select)?;
            rows.query_map(rusqlite::params_from_iter(values), |row| {
                let listed = Row {
                    document: row.get(1)?,
                    entry: row.get(2)?,
                    day: row.get::<_, Option<String>>(3)?.filter(|day| !day.is_empty()),
                    label: row.get(4)?,
                    mode: row.get(5)?,
                    status: row.get(6)?,
                    span: (row.get(7)?, row.get(8)?),
                    verdict: row.get(9)?,
                    confidence: row.get(10)?,
                    title: row.get(11)?,
                    outlet: row.get(12)?,
                    url: row.get(13)?,
                    copies: row.get::<_, i64>(14)?.unsigned_abs(),
                    ..Row::default()
                };
                Ok((row.get(0)?, listed))
            })?
            .collect()
        };
        load().map_err(|e| self.error(e))
    }
}

/// Ids of the people, states and bodies whom the knowledge base lists under these very words.
fn listed(words: &str) -> Vec<&'static str> {
    let blob = mahdar_arabic::blob();
    let id = |(kind, row): (u32, u32)| {
        let table = match kind {
            phrase::PERSON | phrase::PERSON_SHORT => "people",
            phrase::STATE => "states",
            phrase::ORG => "orgs",
            _ => return None,
        };
        blob.table(table).map(|t| t.get(row as usize, "id"))
    };
    blob.phrase(&fold::key(words)).filter_map(id).collect()
}

/// A word without its article, for comparing.
fn stripped(word: &str) -> String {
    let word = normal(word);
    fold::without_article(&word).to_owned()
}

fn parse_cursor(cursor: &str) -> Result<Key> {
    let mut parts = cursor.splitn(3, ',');
    let parsed = (|| Some((parts.next()?.to_owned(), parts.next()?.parse().ok()?, parts.next()?.to_owned())))();
    parsed.ok_or_else(|| Error::Question(format!("'{cursor}' is no cursor of a listing; take one from 'next'")))
}
