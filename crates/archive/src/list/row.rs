//! What listings are asked for and give. In: nothing. Out: [`Kind`], [`Filters`] and [`Page`] with its rows: plain data.

use serde::Serialize;

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
    pub(super) fn entry(self) -> &'static str {
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
