//! Totals over documents: counts in, the figures of the table and the interval out. Every figure is micro-averaged.

use serde_json::{Map, Value, json};

use super::doc::DocScore;
use super::random::Random;

/// Counts behind one figure.
#[derive(Clone, Copy, Debug)]
enum Count {
    /// Found and right, in the gold, found.
    Prf(usize, usize, usize),
    /// Right, of how many.
    Acc(usize, usize),
}

/// Counts by figure, in the order in which figures first came up.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts(Vec<(&'static str, Count)>);

impl Counts {
    fn add(&mut self, name: &'static str, more: Count) {
        let Some((_, count)) = self.0.iter_mut().find(|(n, _)| *n == name) else {
            self.0.push((name, more));
            return;
        };
        match (count, more) {
            (Count::Prf(tp, gold, found), Count::Prf(t, g, f)) => (*tp, *gold, *found) = (*tp + t, *gold + g, *found + f),
            (Count::Acc(right, of), Count::Acc(r, o)) => (*right, *of) = (*right + r, *of + o),
            _ => unreachable!("{name} is counted in two ways"),
        }
    }

    /// Adds to a figure of precision and recall.
    pub(super) fn prf(&mut self, name: &'static str, hit: usize, gold: usize, found: usize) {
        self.add(name, Count::Prf(hit, gold, found));
    }

    /// Adds one case to a figure of accuracy.
    pub(super) fn acc(&mut self, name: &'static str, right: bool) {
        self.add(name, Count::Acc(usize::from(right), 1));
    }

    fn get(&self, name: &str) -> (usize, usize, usize) {
        match self.0.iter().find(|(n, _)| *n == name) {
            Some((_, Count::Prf(tp, gold, found))) => (*tp, *gold, *found),
            _ => (0, 0, 0),
        }
    }
}

/// One figure of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Figure {
    /// Precision, recall, F1, entries in the gold and found.
    Prf { precision: f64, recall: f64, f1: f64, gold: usize, found: usize },
    /// The share right, of how many.
    Acc { accuracy: f64, of: usize },
}

impl Figure {
    /// What a floor is held against: F1, or the share right.
    pub(crate) fn value(self) -> f64 {
        match self {
            Figure::Prf { f1, .. } => f1,
            Figure::Acc { accuracy, .. } => accuracy,
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn f1((tp, gold, found): (usize, usize, usize)) -> f64 {
    share(2 * tp, gold + found)
}

/// Rounded to four places, as the table of `score.py` is before it is printed.
fn round4(x: f64) -> f64 {
    format!("{x:.4}").parse().unwrap_or(x)
}

/// The score of a set of documents.
#[derive(Debug)]
pub(crate) struct SetScore {
    /// How many documents have gold.
    pub(crate) documents: usize,
    /// Those for which there was no record.
    pub(crate) missing: Vec<String>,
    /// The figures in the table's order.
    pub(crate) figures: Vec<(&'static str, Figure)>,
    /// The bootstrap interval of the headline figures.
    intervals: Vec<(&'static str, f64, f64)>,
}

impl SetScore {
    /// Sums up the documents.
    pub(crate) fn new(docs: &[DocScore], missing: Vec<String>) -> Self {
        let mut total = Counts::default();
        for (name, count) in docs.iter().flat_map(|d| &d.counts.0) {
            total.add(name, *count);
        }
        let figures = total.0.iter().map(|(name, count)| (*name, figure(*count))).collect();
        let headlines = total.0.iter().map(|(name, _)| *name).filter(|n| !n.contains(char::is_lowercase));
        let intervals = headlines.map(|name| interval(docs, name)).collect();
        Self { documents: docs.len(), missing, figures, intervals }
    }

    /// The figure of this name.
    pub(crate) fn figure(&self, name: &str) -> Option<Figure> {
        self.figures.iter().find(|(n, _)| *n == name).map(|(_, f)| *f)
    }

    /// The table, line by line as `score.py` prints it.
    pub(crate) fn table(&self) -> String {
        let mut out = format!("{} documents", self.documents);
        if !self.missing.is_empty() {
            out += &format!(", no record for: {}", self.missing.join(" "));
        }
        out.push('\n');
        for (name, figure) in &self.figures {
            match *figure {
                Figure::Prf { precision, recall, f1, gold, found } => {
                    out += &format!("{name:24} P {precision:.3}  R {recall:.3}  F1 {f1:.3}  gold {gold:4} got {found:4}");
                    if let Some((_, low, high)) = self.intervals.iter().find(|(n, ..)| n == name) {
                        out += &format!("  95% {low:.3}-{high:.3}");
                    }
                    out.push('\n');
                }
                Figure::Acc { accuracy, of } => out += &format!("{name:24} accuracy {accuracy:.3} of {of}\n"),
            }
        }
        out
    }

    /// The same for programs, as `score.py --json` prints it.
    pub(crate) fn json(&self) -> Value {
        let entry = |figure: &Figure| match *figure {
            Figure::Prf { precision, recall, f1, gold, found } => {
                json!({"precision": precision, "recall": recall, "f1": f1, "gold": gold, "predicted": found})
            }
            Figure::Acc { accuracy, of } => json!({"accuracy": accuracy, "of": of}),
        };
        let scores: Map<String, Value> = self.figures.iter().map(|(name, f)| ((*name).to_owned(), entry(f))).collect();
        json!({"documents": self.documents, "missing": self.missing, "scores": scores})
    }
}

fn figure(count: Count) -> Figure {
    match count {
        Count::Prf(tp, gold, found) => Figure::Prf {
            precision: round4(share(tp, found)),
            recall: round4(share(tp, gold)),
            f1: round4(f1((tp, gold, found))),
            gold,
            found,
        },
        Count::Acc(right, of) => Figure::Acc { accuracy: round4(share(right, of)), of },
    }
}

/// The middle 95% of a figure's F1 over a thousand draws of the documents with replacement.
fn interval(docs: &[DocScore], name: &'static str) -> (&'static str, f64, f64) {
    const ROUNDS: usize = 1000;
    let counts: Vec<_> = docs.iter().map(|d| d.counts.get(name)).collect();
    let mut random = Random::new(1);
    let mut values: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let sum = (0..counts.len()).map(|_| counts[random.index(counts.len())]);
            f1(sum.fold((0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2)))
        })
        .collect();
    values.sort_by(f64::total_cmp);
    (name, values[ROUNDS / 40], values[ROUNDS - ROUNDS / 40])
}
