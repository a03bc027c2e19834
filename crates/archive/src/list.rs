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

type Raw = (i64, Row);

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
            sql.and("e.verdict IS NOT 'rejected'", []);
        }
        if let Some(from) = &filters.from {
            sql.and("e.day >= ?", [Value::from(from.clone())]);
        }
        if let Some(to) = &filters.to {
            sql.and("e.day <= ? AND e.day <> ''", [Value::from(to.clone())]);
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
                let few = format!(
                    "SELECT DISTINCT p.n, p.entry FROM identities o JOIN actors a USING (i) JOIN parties p ON p.n = a.n AND p.actor = a.id
                     WHERE o.who IN ({marks}) AND p.part NOT IN ('via', 'addressee')"
                );
                sql.few = Some((few, values));
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
        let mut records = Records::default();
        let conditions = self.entries(kind, filters)?;
        loop {
            let chunk = self.chunk(conditions.clone(), at.as_ref())?;
            let full = chunk.len() == CHUNK;
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
            if !full {
                return Ok(page);
            }
        }
    }

    /// How many entries there are, in how many reports, of how many independent wordings. Filters on words of an issue count reports that have them.
    pub fn count(&self, kind: Kind, filters: &Filters) -> Result<(u64, u64, u64)> {
        let (from, text, values) = self.entries(kind, filters)?.entries();
        let select = format!("SELECT count(*), count(DISTINCT e.n), count(DISTINCT d.wording) FROM {from} WHERE {text}");
        let one = |row: &rusqlite::Row<'_>, at| row.get::<_, i64>(at).map(i64::unsigned_abs);
        let count = |row: &rusqlite::Row<'_>| Ok((one(row, 0)?, one(row, 1)?, one(row, 2)?));
        self.db.query_row(&select, rusqlite::params_from_iter(values), count).map_err(|e| self.error(e))
    }

    fn chunk(&self, mut sql: Where, after: Option<&(String, i64, String)>) -> Result<Vec<Raw>> {
        if let Some((day, n, entry)) = after {
            sql.and("(e.day, e.n, e.id) < (?, ?, ?)", [Value::from(day.clone()), Value::from(*n), Value::from(entry.clone())]);
        }
        let (from, text, values) = sql.entries();
        // what is shown is looked up for the rows of the page alone
        let select = format!(
            "SELECT e.n, d.id, e.id, e.day, e.type, e.mode, e.status, e.start, e.stop, e.verdict, e.confidence, d.title, d.outlet, d.url,
             (SELECT count(*) FROM documents c WHERE c.wording = d.wording)
             FROM (SELECT e.n AS n, e.id AS id FROM {from} WHERE {text} ORDER BY e.day DESC, e.n DESC, e.id DESC LIMIT {CHUNK}) k
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

fn parse_cursor(cursor: &str) -> Result<(String, i64, String)> {
    let mut parts = cursor.splitn(3, ',');
    let parsed = (|| Some((parts.next()?.to_owned(), parts.next()?.parse().ok()?, parts.next()?.to_owned())))();
    parsed.ok_or_else(|| Error::Question(format!("'{cursor}' is no cursor of a listing; take one from 'next'")))
}
