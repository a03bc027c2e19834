//! Joins across reports: the process itself, of which each report tells a part.
//!
//! In: the records of many reports, each with its text. Out: [`Links`]: meetings and statements joined, what became of what was announced, and which
//! claim a denial answers; each join with a score and its reason in words. Pure: no files, no clock, nothing remembered. The result does not
//! depend on the order of the records: they are put in the order of their day, then address, and ids are hashes of content.
//!
//! Rooms, each using only those above it: `day` (stretches of days), `words` (what makes two wordings alike), `world` (whose officials people are),
//! `report` (records in order, with who is in them), `deed` (mentions of one deed within a report), `meet` (whether two deeds are one), `group`
//! (joins that do not contradict one another), `say` (statements), `change` (how a statement changed), `passage` (shared words), `agenda`, `denial`, `line` (what is given).
//!
//! What people ask of the joins is in [`Process`]: positions over time, a timeline, comparisons. Its rooms: `process` (the joins with their records),
//! `party` (for whom somebody speaks), `aside` (personal opinions and conditions), `ask` (filters), `positions`, `timeline`, `brief`, `compare`, `calendar`.

mod agenda;
mod aside;
mod ask;
mod brief;
mod calendar;
mod change;
mod compare;
mod day;
mod deed;
mod denial;
mod group;
mod line;
mod meet;
mod party;
mod passage;
mod positions;
mod process;
mod report;
mod say;
mod timeline;
mod words;
mod world;

use mahdar::record::Record;

pub use agenda::Outcome;
pub use ask::Ask;
pub use brief::{Brief, Denial, Gap, Missing};
pub use calendar::{Appointment, Standing, Uncertain};
pub use change::{Change, Relation};
pub use compare::{By, Comparison, Difference, Field, Meeting, Row, Spoken, Teller, Telling, Told};
pub use line::{Account, AgendaItem, Copies, Denied, Event, Line, Place, Statement};
pub use party::{Named, Voice};
pub use passage::Pair;
pub use positions::{Cell, Mark, Matrix, Taken};
pub use process::{Count, Process, Words};
pub use timeline::{Doubt, Moment, Sort};
pub use world::World;

/// Everything that is joined.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// Deeds, joined or alone, by the day of their first report.
    pub events: Vec<Event>,
    /// Statements, joined or alone, by the day of their first report.
    pub statements: Vec<Statement>,
    /// What was announced, called for or made conditional, with its outcome.
    pub agenda: Vec<AgendaItem>,
    /// Denials, with the claims that they answer where one is known.
    pub denials: Vec<Denied>,
    /// Pairs of reports with the same words.
    pub copies: Vec<Copies>,
}

impl Links {
    /// As lines, events first.
    pub fn lines(self) -> impl Iterator<Item = Line> {
        let (events, statements) = (self.events.into_iter().map(Line::Event), self.statements.into_iter().map(Line::Statement));
        let (agenda, denials) = (self.agenda.into_iter().map(Line::Agenda), self.denials.into_iter().map(Line::Denial));
        events.chain(statements).chain(agenda).chain(denials).chain(self.copies.into_iter().map(Line::Copies))
    }
}

/// Joins what these records tell; `known` are the pairs that are known to have one wording. `document.text` of each record must be its text; the
/// order of the records is of no consequence.
pub fn link(records: &[Record], known: &[Pair], world: &World) -> Links {
    let reports = report::in_order(records, world);
    joined(&reports, &passage::shared(&reports, known))
}

fn joined(reports: &[report::Report<'_>], shared: &passage::Shared) -> Links {
    let deeds = deed::deeds(reports);
    let (groups, joins) = group::events(&deeds);
    let said = say::statements(reports);
    let (talk, echoes) = group::statements(reports, &said);
    Links {
        events: line::events(reports, &deeds, &groups, &joins),
        agenda: agenda::items(reports, &deeds, &groups),
        denials: denial::denials(reports, &said),
        copies: passage::copies(reports, shared),
        statements: line::statements(reports, &said, &talk, &echoes),
    }
}
