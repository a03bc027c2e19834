//! Listings: who said what, who met whom, who stands where, which frameworks are named. In: a [`Kind`], [`Filters`] and a cursor. Out: a [`Page`] of
//! rows, the latest day first, each with its report, its place and its words. Rows that a person rejected are left out unless asked for.

use mahdar::Record;
use mahdar::who::Who;
use mahdar_arabic::compile::phrase;
use mahdar_arabic::fold;
use rusqlite::types::Value;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::decide::identity;
use crate::error::{Error, Result};
use crate::file::Archive;
use crate::pack::unpack_text;
use crate::query::Match;
use crate::search::Slices;
use crate::terms::normal;

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Statements.
    Statements,
    /// Meetings, calls, visits: events of type CONSULT, or of the type that is asked for.
    Meetings,
    /// Positions.
    Positions,
    /// Agreements, resolutions, initiatives, conferences, tracks and plans by name.
    Frameworks,
}

impl Kind {
    fn entry(self) -> &'static str {
        match self {
            Self::Statements => "s",
            Self::Meetings => "e",
            Self::Positions => "p",
            Self::Frameworks => "f",
        }
    }
}

/// What to list; every filter that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Entity id or name in Arabic or Latin letters of somebody who takes part.
    pub actor: Option<String>,
    /// Issue: its id, or words of what the position, statement or framework is about.
    pub issue: Option<String>,
    /// First day, YYYY-MM-DD.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Class, event type, stance or kind of framework.
    pub label: Option<String>,
    /// Status of an event; verbatim of a statement.
    pub status: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Words that the report has, as in a search.
    pub text: Option<String>,
    /// Only the first report of each wording.
    pub wordings: bool,
    /// Also what people rejected.
    pub rejected: bool,
}

/// A page of rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// Somebody in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Party {
    /// speaker, addressee, via, holder, or the part in the event.
    pub part: String,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: Option<String>,
    /// Identity: an entity id, else `name:` and the folded name.
    pub who: String,
}

/// Words with their place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Code points.
    pub span: (u32, u32),
    /// The words.
    pub words: String,
}

/// One entry of one report.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    /// Report.
    pub document: String,
    /// Entry in its record (s1, e2, p3, f1).
    pub entry: String,
    /// Day of it, or of the report.
    pub day: Option<String>,
    /// Class, type, stance or kind.
    #[serde(rename = "type")]
    pub label: String,
    /// Form of a statement, mode of an event, name of a framework.
    pub mode: Option<String>,
    /// Status of an event, verbatim of a statement.
    pub status: Option<String>,
    /// Who takes which part.
    pub parties: Vec<Party>,
    /// Code points of the word that it rests on.
    pub span: (u32, u32),
    /// That word.
    pub words: String,
    /// What was said, what the event was about, what the position is on.
    pub content: Vec<Passage>,
    /// Place of an event, as written.
    pub place: Option<String>,
    /// accepted or rejected, by a person.
    pub verdict: Option<String>,
    /// The rule's measured share right.
    pub confidence: Option<f64>,
    /// Title of the report.
    pub title: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Reports of the same wording.
    pub copies: u64,
}

/// Conditions of a question, with their values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Where {
    text: Vec<String>,
    values: Vec<Value>,
    /// Entries to begin with, and its values: few of many, so that not all are looked through.
    few: Option<(String, Vec<Value>)>,
}

impl Where {
    /// One more condition.
    pub(crate) fn and(&mut self, text: &str, values: impl IntoIterator<Item = Value>) {
        self.text.push(text.to_owned());
        self.values.extend(values);
    }

    pub(crate) fn sql(self) -> (String, Vec<Value>) {
        (if self.text.is_empty() { "1".to_owned() } else { self.text.join(" AND ") }, self.values)
    }

    /// Entries with their reports, the conditions on them, and the values of both.
    fn entries(mut self) -> (String, String, Vec<Value>) {
        let (from, mut values) = match self.few.take() {
            Some((few, values)) => (format!("({few}) q CROSS JOIN entries e ON e.n = q.n AND e.id = q.entry"), values),
            None => ("entries e".to_owned(), Vec::new()),
        };
        let (text, own) = self.sql();
        values.extend(own);
        (format!("{from} JOIN documents d ON d.n = e.n"), text, values)
    }
}

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

    /// Puts the words and people of its record on a row; false for an entry that its record does not have.
    fn fill(&self, kind: Kind, n: i64, row: &mut Row, records: &mut Records) -> Result<bool> {
        if records.n != Some(n) {
            records.record = Some(self.record_of(n)?);
            records.text = self.text_of(n, &row.document)?;
            records.who = self.whos(n)?;
            records.n = Some(n);
        }
        let Some(record) = &records.record else { return Ok(false) };
        let slices = Slices::new(&records.text);
        slices.get(row.span.0, row.span.1).clone_into(&mut row.words);
        let passage = |c: &mahdar::record::Chars| Passage { span: (c.0, c.1), words: slices.get(c.0, c.1).to_owned() };
        let party = |part: &str, id: &str| {
            let actor = record.actors.iter().find(|a| a.id == id)?;
            let who = records.who.get(id).cloned().unwrap_or_else(|| identity(&actor.name));
            Some(Party { part: part.to_owned(), name: actor.name.clone(), name_en: actor.name_en.clone(), who })
        };
        match kind {
            Kind::Statements => {
                let Some(s) = record.statements.iter().find(|s| s.id == row.entry) else { return Ok(false) };
                row.content = s.content.iter().map(passage).collect();
                let speaker = s.speaker.iter().map(|a| ("speaker", a));
                let others = s.addressee.iter().map(|a| ("addressee", a)).chain(s.via.iter().map(|a| ("via", a)));
                row.parties = speaker.chain(others).filter_map(|(part, id)| party(part, id)).collect();
            }
            Kind::Meetings => {
                let Some(e) = record.events.iter().find(|e| e.id == row.entry) else { return Ok(false) };
                row.content = e.topic.iter().map(passage).collect();
                row.place.clone_from(&e.place);
                row.parties = e.participants.iter().filter_map(|p| party(&p.role, &p.actor)).collect();
            }
            Kind::Positions => {
                let number = row.entry.strip_prefix('p').and_then(|n| n.parse::<usize>().ok());
                let Some(p) = number.and_then(|n| record.positions.get(n.wrapping_sub(1))) else { return Ok(false) };
                row.content = vec![passage(&p.target)];
                row.parties = party("holder", &p.holder).into_iter().collect();
            }
            Kind::Frameworks => {
                let Some(f) = record.frameworks.iter().find(|f| f.id == row.entry) else { return Ok(false) };
                row.content = f.mentions.iter().map(passage).collect();
            }
        }
        Ok(true)
    }

    pub(crate) fn text_of(&self, n: i64, document: &str) -> Result<String> {
        let data: Vec<u8> = self
            .db
            .prepare_cached("SELECT data FROM texts WHERE n = ?1")
            .and_then(|mut s| s.query_row([n], |row| row.get(0)))
            .map_err(|e| self.error(e))?;
        unpack_text(&data).map_err(|why| self.unreadable(document, why))
    }

    fn whos(&self, n: i64) -> Result<FxHashMap<String, String>> {
        let load = || -> rusqlite::Result<FxHashMap<String, String>> {
            let mut rows = self.db.prepare_cached("SELECT id, who FROM actors JOIN identities USING (i) WHERE n = ?1")?;
            rows.query_map([n], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
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

/// The report that rows are filled from; neighbours are often of one report.
#[derive(Default)]
struct Records {
    n: Option<i64>,
    record: Option<Record>,
    text: String,
    who: FxHashMap<String, String>,
}

/// A word without its article, for comparing.
fn stripped(word: &str) -> String {
    let word = normal(word);
    fold::without_article(&word).to_owned()
}

/// Whether what the row is about has all these words.
fn about(row: &Row, words: &[String]) -> bool {
    let own = row.content.iter().map(|p| p.words.as_str()).chain(row.mode.as_deref());
    let own: Vec<String> = own.flat_map(str::split_whitespace).map(normal).collect();
    words.iter().all(|word| own.iter().any(|o| o == word || o.ends_with(word.as_str()) && o.chars().count() <= word.chars().count() + 4))
}

fn parse_cursor(cursor: &str) -> Result<(String, i64, String)> {
    let mut parts = cursor.splitn(3, ',');
    let parsed = (|| Some((parts.next()?.to_owned(), parts.next()?.parse().ok()?, parts.next()?.to_owned())))();
    parsed.ok_or_else(|| Error::Question(format!("'{cursor}' is no cursor of a listing; take one from 'next'")))
}
