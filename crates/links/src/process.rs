//! The joins with the records they are of, as what people ask of them needs both. In: the records of many reports. Out: [`Process`], of which positions
//! over time, a timeline and comparisons are asked; each is a pure function of it. It prints nothing.

use std::collections::{BTreeSet, HashMap};

use mahdar::record::{Chars, Event, Record, Statement};
use serde::Serialize;

use crate::line::Place;
use crate::passage::{self, Pair};
use crate::report::{self, Report};
use crate::world::World;
use crate::{Links, joined};

/// Reports, their joins, and which of them have one wording.
#[derive(Debug)]
pub struct Process<'r> {
    pub(crate) reports: Vec<Report<'r>>,
    pub(crate) world: &'r World,
    links: Links,
    /// The first report of the wording, for each.
    wording: Vec<usize>,
    number: HashMap<&'r str, usize>,
    /// The statement of `links` by report and cue.
    said: HashMap<(usize, Chars), usize>,
}

/// How many reports stand behind something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Count {
    /// Reports.
    pub reports: usize,
    /// Wordings among them that are independent: reports with shared passages count once.
    pub wordings: usize,
}

/// Words of a report whose place is told beside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Code points of the text, end-exclusive.
    pub span: Chars,
    /// The words.
    pub words: String,
}

impl<'r> Process<'r> {
    /// Joins what these records tell, as [`crate::link`] does, and keeps them beside it.
    pub fn new(records: &'r [Record], known: &[Pair], world: &'r World) -> Self {
        let reports = report::in_order(records, world);
        let shared = passage::shared(&reports, known);
        let links = joined(&reports, &shared);
        let mut wording: Vec<usize> = (0..reports.len()).collect();
        // pairs come with the earlier first, in order: the first of a chain is the first of all
        for (a, b) in shared.keys() {
            let (x, y) = (wording[*a].min(wording[*b]), wording[*a].max(wording[*b]));
            wording.iter_mut().filter(|w| **w == y).for_each(|w| *w = x);
        }
        let number: HashMap<&str, usize> = reports.iter().enumerate().map(|(n, r)| (r.record.document.id.as_str(), n)).collect();
        let mut said = HashMap::new();
        for (group, statement) in links.statements.iter().enumerate() {
            said.extend(statement.mentions.iter().map(|m| ((number[m.place.document.as_str()], m.place.span), group)));
        }
        Self { reports, world, links, wording, number, said }
    }

    /// The joins.
    pub fn links(&self) -> &Links {
        &self.links
    }

    /// The records in their order: by day of publication, then address.
    pub fn records(&self) -> impl Iterator<Item = &'r Record> + '_ {
        self.reports.iter().map(|r| r.record)
    }

    /// Reports and wordings behind some reports, by their ids.
    pub fn count<'d>(&self, documents: impl IntoIterator<Item = &'d str>) -> Count {
        let numbers: BTreeSet<usize> = documents.into_iter().filter_map(|d| self.number.get(d).copied()).collect();
        let wordings: BTreeSet<usize> = numbers.iter().map(|n| self.wording[*n]).collect();
        Count { reports: numbers.len(), wordings: wordings.len() }
    }

    pub(crate) fn report(&self, document: &str) -> Option<usize> {
        self.number.get(document).copied()
    }

    /// Whether two reports have one wording.
    pub(crate) fn copies(&self, a: usize, b: usize) -> bool {
        self.wording[a] == self.wording[b]
    }

    /// The joined statement that has this cue.
    pub(crate) fn said(&self, report: usize, cue: Chars) -> Option<usize> {
        self.said.get(&(report, cue)).copied()
    }

    /// The entry of a statement's account.
    pub(crate) fn statement(&self, place: &Place) -> Option<(usize, &'r Statement)> {
        let n = self.report(&place.document)?;
        self.reports[n].record.statements.iter().find(|s| s.cue == place.span).map(|s| (n, s))
    }

    /// The entry of a deed's account.
    pub(crate) fn event(&self, place: &Place) -> Option<(usize, &'r Event)> {
        let n = self.report(&place.document)?;
        self.reports[n].record.events.iter().find(|e| e.trigger == place.span).map(|e| (n, e))
    }

    pub(crate) fn words(&self, report: usize, span: Chars) -> Words {
        Words { span, words: self.reports[report].words(span).to_owned() }
    }
}
