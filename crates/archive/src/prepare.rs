//! A report made ready for the file: read, packed, taken apart into rows. In: a [`Report`] and a worker. Out: [`Prepared`]. It runs on the threads
//! that read, so that the one that writes only writes; it opens no file.

use mahdar::record::{Chars, DocumentInfo, Furniture, Record};
use mahdar::{Document, Worker, content_hash};
use mahdar_arabic::fold;

use crate::copies::Shingles;
use crate::pack::{pack, pack_raw};
use crate::said::{Fetched, lay};
use crate::skeleton::skeleton;
use crate::terms::{self, Term};

/// A report as it comes in.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Its text and what is known of it.
    pub document: Document,
    /// The bytes as received.
    pub raw: Vec<u8>,
    /// Media type of the bytes.
    pub media: String,
    /// Where in the source: a line, an entry of a feed.
    pub place: String,
    /// When it was fetched, as the source says.
    pub fetched: Option<String>,
    /// What the page's own structure says is not the article, in code points of the text, apart from one another.
    pub furniture: Vec<Furniture>,
    /// What was doubtful when it was read and left out, in words.
    pub doubts: Vec<String>,
    /// By what its server knows whether it changed, where it was fetched.
    pub asked: Option<Fetched>,
}

/// Somebody in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ActorRow {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) entity: Option<String>,
}

/// A statement, silence, event, position or framework.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct EntryRow {
    /// s, q, e, p or f, as the table says.
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) mode: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) day: Option<String>,
    pub(crate) start: u32,
    pub(crate) stop: u32,
    pub(crate) issue: Option<String>,
    pub(crate) same: Option<String>,
    pub(crate) confidence: Option<f32>,
    pub(crate) parties: Vec<(String, String)>,
}

/// The rows of a record, without the bytes and the text.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) info: DocumentInfo,
    pub(crate) day: Option<String>,
    pub(crate) words: usize,
    pub(crate) engine: String,
    pub(crate) lexicon: String,
    pub(crate) record: Vec<u8>,
    pub(crate) terms: Vec<u8>,
    pub(crate) actors: Vec<ActorRow>,
    pub(crate) entries: Vec<EntryRow>,
    pub(crate) forms: String,
    pub(crate) stems: String,
    pub(crate) spellings: Vec<(String, String)>,
    pub(crate) shingles: Shingles,
}

/// A report ready to be written.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) rows: Rows,
    pub(crate) size: usize,
    pub(crate) hash: String,
    pub(crate) raw: Vec<u8>,
    pub(crate) text: Vec<u8>,
    pub(crate) media: String,
    pub(crate) place: String,
    pub(crate) fetched: Option<String>,
    pub(crate) furniture: Vec<Furniture>,
    pub(crate) doubts: Vec<String>,
    pub(crate) asked: Option<Fetched>,
}

/// Reads a report and makes it ready.
pub(crate) fn prepare(worker: &mut Worker<'_>, report: &Report) -> Prepared {
    let rows = rows(worker, &report.document, &report.furniture);
    Prepared {
        size: report.raw.len(),
        hash: content_hash(&report.raw),
        raw: pack_raw(&report.raw, report.document.text()),
        text: pack(report.document.text().as_bytes()),
        media: report.media.clone(),
        place: report.place.strip_prefix(rows.info.source.as_str()).unwrap_or(&report.place).to_owned(),
        fetched: report.fetched.clone(),
        furniture: report.furniture.clone(),
        doubts: report.doubts.clone(),
        asked: report.asked.clone(),
        rows,
    }
}

/// Reads a document into rows; the page's furniture goes before what the engine finds.
pub(crate) fn rows(worker: &mut Worker<'_>, document: &Document, furniture: &[Furniture]) -> Rows {
    let mut record = worker.read(document);
    lay(&mut record, furniture);
    let terms: Vec<Term> = terms::of(worker, document.text());
    let day = record.document.published.value.as_deref().and_then(first_day);
    let (actors, entries) = (actors(&record), entries(&record, day.as_deref()));
    let mut spellings: Vec<(String, String)> = record
        .actors
        .iter()
        .flat_map(|a| a.name.split_whitespace())
        .map(|word| fold::without_article(&terms::normal(word)).to_owned())
        .filter(|word| !word.is_empty())
        .map(|word| (skeleton(&word), word))
        .collect();
    spellings.sort();
    spellings.dedup();
    let (forms, stems) = terms::columns(&terms);
    let shingles = Shingles::of(terms.iter().map(|t| t.form.as_str()));
    record.document.text.clear();
    // plain data with text keys always serialises
    let json = serde_json::to_vec(&record).unwrap_or_default();
    Rows {
        record: pack(&json),
        terms: pack(&terms::pack(&terms)),
        day,
        words: terms.len(),
        engine: record.engine.version,
        lexicon: record.engine.lexicon,
        info: record.document,
        actors,
        entries,
        forms,
        stems,
        spellings,
        shingles,
    }
}

/// First day of a day, range, month or year.
pub(crate) fn first_day(value: &str) -> Option<String> {
    let first = value.split('/').next()?;
    let day = match first.len() {
        4 => format!("{first}-01-01"),
        7 => format!("{first}-01"),
        _ => first.get(..10)?.to_owned(),
    };
    day.parse::<jiff::civil::Date>().ok().map(|_| day)
}

fn actors(record: &Record) -> Vec<ActorRow> {
    let row =
        |a: &mahdar::record::Actor| ActorRow { id: a.id.clone(), kind: a.kind.clone(), name: a.name.clone(), entity: a.entity.clone() };
    record.actors.iter().map(row).collect()
}

pub(crate) fn entries(record: &Record, day: Option<&str>) -> Vec<EntryRow> {
    let own = |value: Option<&String>| value.and_then(|v| first_day(v)).or_else(|| day.map(str::to_owned));
    let mut out = Vec::new();
    for s in &record.statements {
        let mut parties: Vec<(String, String)> = s.speaker.iter().map(|a| (a.clone(), "speaker".to_owned())).collect();
        parties.extend(s.addressee.iter().map(|a| (a.clone(), "addressee".to_owned())));
        parties.extend(s.via.iter().map(|a| (a.clone(), "via".to_owned())));
        out.push(EntryRow {
            kind: "s",
            id: s.id.clone(),
            label: s.class.clone(),
            mode: Some(s.form.clone()),
            status: Some(s.verbatim.clone()),
            day: own(s.said_at.as_ref()),
            confidence: Some(s.confidence),
            parties,
            ..at(s.cue)
        });
    }
    for (n, s) in record.silences.iter().enumerate() {
        let parties = s.actor.iter().map(|a| (a.clone(), "silent".to_owned())).collect();
        out.push(EntryRow { kind: "q", id: format!("q{}", n + 1), label: s.kind.clone(), day: own(None), parties, ..at(s.cue) });
    }
    for e in &record.events {
        out.push(EntryRow {
            kind: "e",
            id: e.id.clone(),
            label: e.kind.clone(),
            mode: e.mode.clone(),
            status: Some(e.status.clone()),
            day: own(e.time.as_ref()),
            same: e.same_as.clone(),
            confidence: Some(e.confidence),
            parties: e.participants.iter().map(|p| (p.actor.clone(), p.role.clone())).collect(),
            ..at(e.trigger)
        });
    }
    for (n, p) in record.positions.iter().enumerate() {
        out.push(EntryRow {
            kind: "p",
            id: format!("p{}", n + 1),
            label: p.stance.clone(),
            day: own(None),
            issue: p.issue.clone(),
            parties: vec![(p.holder.clone(), "holder".to_owned())],
            ..at(p.cue)
        });
    }
    for f in &record.frameworks {
        out.push(EntryRow {
            kind: "f",
            id: f.id.clone(),
            label: f.kind.clone(),
            mode: Some(f.name.clone()),
            day: own(None),
            issue: Some(f.entity.clone().unwrap_or_else(|| format!("name:{}", fold::key(&f.name)))),
            ..at(f.mentions.first().copied().unwrap_or_default())
        });
    }
    out
}

fn at(span: Chars) -> EntryRow {
    EntryRow { start: span.0, stop: span.1, ..EntryRow::default() }
}

#[cfg(test)]
mod tests {
    use super::first_day;

    #[test]
    fn the_first_day_of_what_a_time_can_be() {
        for (value, day) in [
            ("2015-08-13", Some("2015-08-13")),
            ("2015-08-13/2015-08-14", Some("2015-08-13")),
            ("2015-08", Some("2015-08-01")),
            ("2015", Some("2015-01-01")),
            ("2015-08-13T09", Some("2015-08-13")),
            ("2015-W33", None),
            ("PRESENT_REF", None),
        ] {
            assert_eq!(first_day(value).as_deref(), day, "{value}");
        }
    }
}
