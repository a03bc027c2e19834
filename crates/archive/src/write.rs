//! One report into the file, within a transaction that the caller holds. In: [`Prepared`]. Out: what became of it. It joins versions and copies,
//! and puts people's decisions back in their place.

use rusqlite::{OptionalExtension as _, params};
use rustc_hash::FxHashMap;
use similar::TextDiff;

use crate::copies::{self, Kind, Likeness, Shingles};
use crate::decide::Identities;
use crate::error::{Error, Result};
use crate::file::Archive;
use crate::pack::{pack, unpack, unpack_text};
use crate::prepare::{ActorRow, Prepared, Rows};
use crate::terms;

/// What became of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added(String),
    /// It is a new version of what was at its address.
    Version(String),
    /// It was there already.
    Known(String),
}

impl Outcome {
    /// The report's id.
    pub fn id(&self) -> &str {
        match self {
            Self::Added(id) | Self::Version(id) | Self::Known(id) => id,
        }
    }
}

type Sql<T> = rusqlite::Result<T>;

impl Archive {
    /// Writes a report. The caller holds the transaction.
    pub(crate) fn write(&self, prepared: &mut Prepared, identities: &Identities) -> Result<Outcome> {
        let outcome = self.write_all(prepared, identities).map_err(|e| self.error(e))?;
        self.write_said(prepared, &outcome).map_err(|e| self.error(e))?;
        Ok(outcome)
    }

    fn write_all(&self, prepared: &mut Prepared, identities: &Identities) -> Sql<Outcome> {
        let info = &mut prepared.rows.info;
        // the same bytes from the same address in another section or outlet are a report of their own
        if let Some((outlet, section)) = self.place_of(&info.id)? {
            if outlet == info.outlet && section == info.section {
                return Ok(Outcome::Known(info.id.clone()));
            }
            let own = elsewhere(&info.id, info.outlet.as_deref(), info.section.as_deref());
            prepared.rows.record = renamed(&prepared.rows.record, &info.id, &own);
            info.id = own;
            if self.place_of(&info.id)?.is_some() {
                return Ok(Outcome::Known(info.id.clone()));
            }
        }
        let address = info.url.clone().unwrap_or_else(|| info.source.clone());
        let before: Option<(i64, i64, String)> = self
            .db
            .prepare_cached("SELECT n, version, content FROM documents WHERE coalesce(url, source) = ?1 ORDER BY n DESC LIMIT 1")?
            .query_row([&address], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let previous = before.filter(|(_, _, content)| *content != info.content);
        let diff = previous.as_ref().map(|(n, ..)| self.diff(*n, &prepared.text)).transpose()?.flatten();
        let (id, content) = (info.id.clone(), info.content.clone());
        self.db
            .prepare_cached(
                "INSERT INTO documents (id, content, url, source, place, media, fetched, title, outlet, section, author, published, basis,
                 day, words, wording, version, previous, diff)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 0, ?16, ?17, ?18)",
            )?
            .execute(params![
                id,
                content,
                info.url,
                info.source,
                prepared.place,
                prepared.media,
                prepared.fetched,
                info.title,
                info.outlet,
                info.section,
                info.author,
                info.published.value,
                basis(info.published.basis),
                prepared.rows.day,
                prepared.rows.words as i64,
                previous.as_ref().map_or(1, |(_, version, _)| version + 1),
                previous.as_ref().map(|(n, ..)| *n),
                diff,
            ])?;
        let n = self.db.last_insert_rowid();
        self.db.prepare_cached("INSERT INTO texts (n, data, terms) VALUES (?1, ?2, ?3)")?.execute(params![
            n,
            prepared.text,
            prepared.rows.terms
        ])?;
        self.db.prepare_cached("INSERT INTO bytes (n, hash, size, data) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            n,
            prepared.hash,
            prepared.size as i64,
            prepared.raw
        ])?;
        self.change(if previous.is_some() { "version" } else { "added" }, Some(&id), None, None)?;
        self.write_rows(n, &prepared.rows, identities, true)?;
        self.join_copies(n, &id, &content, &prepared.rows.shingles)?;
        self.reapply(n, &id)?;
        Ok(if previous.is_some() { Outcome::Version(id) } else { Outcome::Added(id) })
    }

    fn place_of(&self, id: &str) -> Sql<Option<(Option<String>, Option<String>)>> {
        let mut find = self.db.prepare_cached("SELECT outlet, section FROM documents WHERE id = ?1")?;
        find.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()
    }

    /// The lines that a new version takes away and brings, packed; none where only the bytes differ.
    fn diff(&self, previous: i64, text: &[u8]) -> Sql<Option<Vec<u8>>> {
        let old: Vec<u8> = self.db.prepare_cached("SELECT data FROM texts WHERE n = ?1")?.query_row([previous], |row| row.get(0))?;
        let (Ok(old), Ok(new)) = (unpack_text(&old), unpack_text(text)) else { return Ok(None) };
        let mut lines = String::new();
        for change in TextDiff::from_lines(&old, &new).iter_all_changes() {
            let mark = match change.tag() {
                similar::ChangeTag::Delete => '-',
                similar::ChangeTag::Insert => '+',
                similar::ChangeTag::Equal => continue,
            };
            lines.push(mark);
            lines.push_str(change.value().trim_end_matches('\n'));
            lines.push('\n');
        }
        Ok((!lines.is_empty()).then(|| pack(lines.as_bytes())))
    }

    /// What the engine made of a report: record, people, entries, words. Also for a new reading,
    /// once the old rows are gone; then what it says is no news.
    pub(crate) fn write_rows(&self, n: i64, rows: &Rows, identities: &Identities, fresh: bool) -> Sql<()> {
        let id = &rows.info.id;
        self.db
            .prepare_cached("INSERT OR IGNORE INTO engines (engine, lexicon) VALUES (?1, ?2)")?
            .execute(params![rows.engine, rows.lexicon])?;
        self.db
            .prepare_cached("INSERT INTO records (n, e, data) SELECT ?1, e, ?4 FROM engines WHERE engine = ?2 AND lexicon = ?3")?
            .execute(params![n, rows.engine, rows.lexicon, rows.record])?;
        let mut actor = self.db.prepare_cached("INSERT INTO actors (n, id, i) VALUES (?1, ?2, ?3)")?;
        let mut known = FxHashMap::default();
        for a in &rows.actors {
            let i = self.identity_row(a, identities)?;
            actor.execute(params![n, a.id, i])?;
            known.insert(a.id.as_str(), i);
        }
        let mut entry = self.db.prepare_cached(
            "INSERT INTO entries (n, kind, id, type, mode, status, day, start, stop, issue, same, confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        let mut party = self.db.prepare_cached("INSERT OR IGNORE INTO parties (n, entry, actor, part) VALUES (?1, ?2, ?3, ?4)")?;
        let mut taken = self.db.prepare_cached("INSERT OR IGNORE INTO taken (i, kind, day, n, entry) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for e in &rows.entries {
            let day = e.day.as_deref().unwrap_or("");
            entry.execute(params![
                n,
                e.kind,
                e.id,
                e.label,
                e.mode,
                e.status,
                day,
                e.start,
                e.stop,
                e.issue,
                e.same,
                e.confidence.map(f64::from)
            ])?;
            for (who, part) in &e.parties {
                party.execute(params![n, e.id, who, part])?;
                if let Some(i) = known.get(who.as_str()).filter(|_| !matches!(part.as_str(), "via" | "addressee")) {
                    taken.execute(params![i, e.kind, day, n, e.id])?;
                }
            }
            let news = match (e.kind, e.label.as_str(), e.status.as_deref()) {
                ("s", "deny", _) => "denial",
                ("e", _, Some(status @ ("cancelled" | "postponed"))) => status,
                _ => continue,
            };
            if !fresh {
                continue;
            }
            self.change(news, Some(id), Some(&e.id), None)?;
        }
        self.db
            .prepare_cached("INSERT INTO search (rowid, form, word) VALUES (?1, ?2, ?3)")?
            .execute(params![n, rows.forms, rows.stems])?;
        let mut spelling = self.db.prepare_cached("INSERT OR IGNORE INTO spellings (skeleton, word) VALUES (?1, ?2)")?;
        for (skeleton, word) in &rows.spellings {
            if !identities.spelled.borrow_mut().insert(word.clone()) {
                continue;
            }
            spelling.execute(params![skeleton, word])?;
        }
        Ok(())
    }

    /// The row of somebody's name, made where there is none.
    fn identity_row(&self, actor: &ActorRow, identities: &Identities) -> Sql<i64> {
        let entity = actor.entity.as_deref().unwrap_or("");
        let key = (actor.name.clone(), entity.to_owned(), actor.kind.clone());
        if let Some(i) = identities.rows.borrow().get(&key) {
            return Ok(*i);
        }
        let found: Option<i64> = self
            .db
            .prepare_cached("SELECT i FROM identities WHERE name = ?1 AND entity = ?2 AND kind = ?3")?
            .query_row(params![actor.name, entity, actor.kind], |row| row.get(0))
            .optional()?;
        let i = if let Some(i) = found {
            i
        } else {
            let who = identities.of(actor.entity.as_deref(), &actor.name);
            self.db
                .prepare_cached("INSERT INTO identities (kind, name, entity, who) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![actor.kind, actor.name, entity, who])?;
            self.db.last_insert_rowid()
        };
        identities.rows.borrow_mut().insert(key, i);
        Ok(i)
    }

    /// Joins a report with those before it that have its words, and gives it its wording.
    fn join_copies(&self, n: i64, id: &str, content: &str, shingles: &Shingles) -> Sql<()> {
        let mut found: Vec<(i64, Likeness)> = Vec::new();
        let same: Vec<i64> = self
            .db
            .prepare_cached("SELECT n FROM documents WHERE content = ?1 AND n < ?2 ORDER BY n LIMIT 8")?
            .query_map(params![content, n], |row| row.get(0))?
            .collect::<Sql<_>>()?;
        found.extend(same.iter().map(|n| (*n, Likeness { resemblance: 1.0, containment: 1.0, kind: Some(Kind::Identical) })));
        let sample = shingles.sample();
        let mut counts: FxHashMap<i64, usize> = FxHashMap::default();
        let mut find = self.db.prepare_cached("SELECT n FROM shingles WHERE hash = ?1 AND n < ?2 LIMIT ?3")?;
        for hash in &sample {
            let mut rows = find.query(params![*hash as i64, n, copies::COMMON as i64])?;
            while let Some(row) = rows.next()? {
                *counts.entry(row.get(0)?).or_default() += 1;
            }
        }
        let mut length = self.db.prepare_cached("SELECT words FROM documents WHERE n = ?1")?;
        counts.retain(|_, shared| *shared >= 2);
        let mut likely = Vec::with_capacity(counts.len());
        for (other, shared) in counts {
            let words: i64 = length.query_row([other], |row| row.get(0))?;
            if copies::likely(shared, sample.len(), words.unsigned_abs() as usize) {
                likely.push((other, shared));
            }
        }
        for other in copies::candidates(likely.into_iter()) {
            if same.contains(&other) {
                continue;
            }
            let Some(theirs) = self.shingles_of(other)? else { continue };
            let likeness = shingles.likeness(&theirs);
            if likeness.kind.is_some() {
                found.push((other, likeness));
            }
        }
        let mut insert = self.db.prepare_cached("INSERT INTO shingles (hash, n) VALUES (?1, ?2)")?;
        for hash in &sample {
            insert.execute(params![*hash as i64, n])?;
        }
        let mut pair = self
            .db
            .prepare_cached("INSERT OR IGNORE INTO copies (later, earlier, kind, resemblance, containment) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        let mut wordings = Vec::new();
        for (other, likeness) in &found {
            let Some(kind) = likeness.kind else { continue };
            pair.execute(params![n, other, kind.as_str(), likeness.resemblance, likeness.containment])?;
            let wording: i64 =
                self.db.prepare_cached("SELECT wording FROM documents WHERE n = ?1")?.query_row([other], |row| row.get(0))?;
            wordings.push(wording);
        }
        let first = wordings.iter().copied().min().unwrap_or(n);
        self.db.prepare_cached("UPDATE documents SET wording = ?1 WHERE n = ?2")?.execute([first, n])?;
        wordings.sort_unstable();
        wordings.dedup();
        for other in wordings.into_iter().filter(|w| *w != first) {
            self.db.prepare_cached("UPDATE documents SET wording = ?1 WHERE wording = ?2")?.execute([first, other])?;
        }
        if let Some((other, likeness)) = found.first() {
            let earlier: String = self.db.prepare_cached("SELECT id FROM documents WHERE n = ?1")?.query_row([other], |row| row.get(0))?;
            self.change("copy", Some(id), likeness.kind.map(Kind::as_str), Some(&earlier))?;
        }
        Ok(())
    }

    /// The runs of words of a report in the file; none where its text cannot be read, which `check` tells.
    pub(crate) fn shingles_of(&self, n: i64) -> Sql<Option<Shingles>> {
        let packed: Option<(Vec<u8>, Vec<u8>)> = self
            .db
            .prepare_cached("SELECT data, terms FROM texts WHERE n = ?1")?
            .query_row([n], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(packed.and_then(|(data, places)| {
            let (text, places) = (unpack_text(&data).ok()?, unpack(&places).ok()?);
            let terms = terms::unpack(&places, &text)?;
            Some(Shingles::of(terms.iter().map(|t| t.form.as_str())))
        }))
    }

    /// A line of the feed of changes.
    pub(crate) fn change(&self, kind: &str, document: Option<&str>, entry: Option<&str>, detail: Option<&str>) -> Sql<()> {
        self.db
            .prepare_cached("INSERT INTO changes (kind, document, entry, detail) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![kind, document, entry, detail])?;
        Ok(())
    }

    /// The number of a report.
    pub(crate) fn number(&self, id: &str) -> Result<i64> {
        let found: Vec<i64> = self
            .db
            .prepare_cached("SELECT n FROM documents WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 2")
            .and_then(|mut s| s.query_map([id], |row| row.get(0))?.collect())
            .map_err(|e| self.error(e))?;
        match found[..] {
            [one] if id.len() >= 6 => Ok(one),
            [] => Err(Error::Question(format!("no report has the id {id}; `mahdar search` and the listings show ids"))),
            _ => Err(Error::Question(format!("several reports can be meant by {id}; give more of the id"))),
        }
    }
}

/// The id of a report whose bytes and address another section or outlet has too.
fn elsewhere(id: &str, outlet: Option<&str>, section: Option<&str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [id, outlet.unwrap_or(""), section.unwrap_or("")] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex().to_string()
}

/// A packed record under another id.
fn renamed(record: &[u8], old: &str, new: &str) -> Vec<u8> {
    let with = |id: &str| format!("\"id\":\"{id}\"");
    unpack_text(record).map_or_else(|_| record.to_vec(), |json| pack(json.replacen(&with(old), &with(new), 1).as_bytes()))
}

fn basis(basis: mahdar::record::Basis) -> &'static str {
    use mahdar::record::Basis;
    match basis {
        Basis::Given => "given",
        Basis::Metadata => "metadata",
        Basis::Stated => "stated",
        Basis::Inferred => "inferred",
        Basis::Unknown => "unknown",
    }
}
