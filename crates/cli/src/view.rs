//! A record as headed rows for people. In: a [`Record`]. Out: [`View`], which the pretty and the HTML face print in their own ways.
//!
//! Every part of a row says what it is (a word of the interface, a name, a number, words of the report), because each needs another
//! treatment beside text of the other direction. Nothing is decided here about layout or colour.

mod sections;

use mahdar::Record;
use mahdar::record::{Basis, Chars};

use crate::labels::{Label, Lang, Set};
use crate::text::Text;

/// What a stretch of the report is, for marking it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// Words said.
    Said,
    /// The word that reports.
    Cue,
    /// Somebody.
    Who,
    /// The word that names a deed.
    Deed,
    /// A place.
    Where,
    /// A date.
    When,
    /// An issue, topic or condition.
    Issue,
    /// A named framework.
    Frame,
    /// A doubt.
    Note,
    /// Not of the article.
    Aside,
}

impl Mark {
    /// Every mark with its name for style sheets.
    pub(crate) const ALL: [(Self, &'static str); 10] = [
        (Self::Said, "said"),
        (Self::Cue, "cue"),
        (Self::Who, "who"),
        (Self::Deed, "deed"),
        (Self::Where, "where"),
        (Self::When, "when"),
        (Self::Issue, "issue"),
        (Self::Frame, "frame"),
        (Self::Note, "note"),
        (Self::Aside, "aside"),
    ];

    /// What the mark means.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Said => lang.pick("words said", "القول"),
            Self::Cue => lang.pick("reporting word", "فعل القول"),
            Self::Who => lang.pick("actor", "طرف"),
            Self::Deed => lang.pick("event", "حدث"),
            Self::Where => lang.pick("place", "مكان"),
            Self::When => lang.pick("date", "تاريخ"),
            Self::Issue => lang.pick("issue", "قضية"),
            Self::Frame => lang.pick("framework", "إطار"),
            Self::Note => lang.pick("doubt", "شك"),
            Self::Aside => lang.pick("not of the article", "ليس من الخبر"),
        }
    }
}

/// A part of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// A word of the interface.
    Label(String),
    /// The same, of less weight.
    Faint(String),
    /// A name or phrase whose direction is its own.
    Name(String),
    /// A name or phrase in Latin letters, a date, a path, an identifier: always left to right.
    Ltr(String),
    /// The same, of less weight.
    FaintLtr(String),
    /// Another entry of the record, by its identifier.
    Ref(String),
    /// The report's own words, shown.
    Words(Chars, Mark),
    /// A place in the report, given as line and character.
    Place(Chars, Mark),
}

impl Part {
    /// Between parts that would else run into one another.
    fn dot() -> Self {
        Self::Faint("·".to_owned())
    }
}

/// A labelled line of an entry.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) label: Label,
    pub(crate) parts: Vec<Part>,
}

/// One entry of the record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// Identifier in the record; empty where entries have none.
    pub(crate) id: String,
    /// What it is, in a word or two.
    pub(crate) head: String,
    /// How it is told.
    pub(crate) tags: Vec<String>,
    /// Where it stands.
    pub(crate) at: Chars,
    /// What it marks there.
    pub(crate) mark: Mark,
    pub(crate) rows: Vec<Row>,
}

/// Entries of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Section {
    pub(crate) title: Label,
    pub(crate) entries: Vec<Entry>,
}

/// The record for people.
#[derive(Debug)]
pub(crate) struct View<'a> {
    /// Title of the report, if it is known.
    pub(crate) title: Option<&'a str>,
    /// What is known of the report.
    pub(crate) head: Vec<Row>,
    /// Every kind of entry, also those of which there are none.
    pub(crate) sections: Vec<Section>,
    /// Index of the text.
    pub(crate) text: Text<'a>,
    /// The language of the interface.
    pub(crate) lang: Lang,
}

impl<'a> View<'a> {
    /// The view of a record.
    pub(crate) fn new(record: &'a Record, lang: Lang) -> Self {
        let text = Text::new(&record.document.text);
        let title = record.document.title.as_deref().or_else(|| record.document.title_span.map(|span| text.slice(span)));
        let head = head(record, &text, lang);
        let sections = sections::all(record, lang);
        Self { title: title.map(str::trim).filter(|t| !t.is_empty()), head, sections, text, lang }
    }

    /// How many entries there are of each kind. None is told too: "no statement found" is a finding.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (Label, usize)> + '_ {
        self.sections.iter().filter(|s| !s.entries.is_empty() || s.title != Label::Furniture).map(|s| (s.title, s.entries.len()))
    }
}

/// What is known of the report.
fn head(record: &Record, text: &Text<'_>, lang: Lang) -> Vec<Row> {
    let doc = &record.document;
    let mut rows = vec![Row { label: Label::Source, parts: vec![Part::Ltr(doc.source.clone())] }];
    let named = [(Label::Outlet, &doc.outlet), (Label::Author, &doc.author), (Label::InSection, &doc.section)];
    rows.extend(named.into_iter().filter_map(|(label, value)| Some(Row { label, parts: vec![Part::Name(value.clone()?)] })));
    rows.extend(doc.url.iter().map(|url| Row { label: Label::Url, parts: vec![Part::Ltr(url.clone())] }));

    let published = &doc.published;
    let basis = match published.basis {
        Basis::Given => "given",
        Basis::Metadata => "metadata",
        Basis::Stated => "stated",
        Basis::Inferred => "inferred",
        Basis::Unknown => "unknown",
    };
    let mut parts = Vec::new();
    // The moment as given says more than the day, unless it is the day.
    parts.extend(published.value.iter().map(|day| Part::Ltr(day.clone())));
    parts.extend(published.at.iter().filter(|at| published.value.as_ref() != Some(at)).map(|at| Part::FaintLtr(at.clone())));
    parts.push(Part::Label(format!("({})", Set::Basis.text(lang, basis))));
    parts.extend(published.because.iter().flat_map(|why| [Part::dot(), Part::Name(why.clone())]));
    parts.extend(published.evidence.iter().flat_map(|&span| [Part::dot(), Part::Words(span, Mark::When), Part::Place(span, Mark::When)]));
    rows.push(Row { label: Label::Published, parts });
    rows.extend(published.conflicts.iter().map(|other| {
        let parts = vec![Part::Ltr(other.value.clone()), Part::Words(other.evidence, Mark::When), Part::Place(other.evidence, Mark::When)];
        Row { label: Label::Conflict, parts }
    }));

    let words = lang.pick("characters, lines:", "حرفًا، الأسطر:");
    let parts = vec![Part::Ltr(text.len().to_string()), Part::Faint(words.to_owned()), Part::Ltr(text.lines().len().to_string())];
    rows.push(Row { label: Label::Size, parts });
    rows
}
