//! Reports that share passages, word for word: an agency's text, cut and set among other words. In: reports, and the pairs that are known to have one
//! wording. Out: [`Copies`], both kinds. Only passages outside quotations count: a speech that two outlets quote is no copy.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash as _, Hasher as _};

use mahdar::record::Chars;
use mahdar_arabic::fold;

use crate::line::Copies;
use crate::report::Report;

/// Words in a run that nobody writes twice by chance.
const RUN: usize = 8;

/// Words of the shorter report that stand in such runs, at least.
const WORDS: usize = 24;

/// And their share of it, in hundredths.
const SHARE: usize = 20;

/// Runs that more reports have are formulas of the trade.
const COMMON: usize = 64;

/// Two reports with one wording, as an archive knows them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Ids of the reports.
    pub documents: [String; 2],
    /// identical, near or cut.
    pub relation: String,
}

/// The runs of a report, by the word that they begin with; none where they are quoted.
fn runs(report: &Report<'_>) -> Vec<Option<u64>> {
    let quoted: Vec<Chars> =
        report.record.statements.iter().filter(|s| s.verbatim == "yes").flat_map(|s| s.content.iter().copied()).collect();
    let mut words: Vec<(String, bool)> = Vec::new();
    let mut word = String::new();
    for (at, c) in report.record.document.text.chars().chain(std::iter::once(' ')).enumerate() {
        if c.is_alphanumeric() || ('\u{64b}'..='\u{655}').contains(&c) {
            word.push(c);
        } else if !word.is_empty() {
            let at = at as u32;
            words.push((fold::key(&word), quoted.iter().any(|q| q.0 < at && at <= q.1)));
            word.clear();
        }
    }
    words
        .windows(RUN)
        .map(|run| {
            let mut hash = std::hash::DefaultHasher::new();
            for (word, _) in run {
                word.hash(&mut hash);
            }
            (!run.iter().any(|(_, quoted)| *quoted)).then(|| hash.finish())
        })
        .collect()
}

/// Words that stand in shared runs.
fn covered(of: &[Option<u64>], other: &BTreeSet<u64>) -> usize {
    let mut until = 0;
    let mut words = 0;
    for (at, _) in of.iter().enumerate().filter(|(_, run)| run.is_some_and(|r| other.contains(&r))) {
        words += at + RUN - until.max(at);
        until = at + RUN;
    }
    words
}

/// Every pair of reports that share words, the first report first.
pub(crate) fn copies(reports: &[Report<'_>], pairs: &Shared) -> Vec<Copies> {
    let source = |n: usize| reports[n].record.document.source.clone();
    pairs.iter().map(|((a, b), relation)| Copies { sources: vec![source(*a), source(*b)], relation: relation.clone() }).collect()
}

/// Numbers of two reports, the first first, with the relation of their words.
pub(crate) type Shared = BTreeMap<(usize, usize), String>;

/// Which reports share words.
pub(crate) fn shared(reports: &[Report<'_>], known: &[Pair]) -> Shared {
    let number: BTreeMap<&str, usize> = reports.iter().enumerate().map(|(n, r)| (r.record.document.id.as_str(), n)).collect();
    let mut found = Shared::new();
    for pair in known {
        if let [Some(a), Some(b)] = pair.documents.each_ref().map(|id| number.get(id.as_str()).copied()) {
            found.insert((a.min(b), a.max(b)), pair.relation.clone());
        }
    }
    let all: Vec<Vec<Option<u64>>> = reports.iter().map(runs).collect();
    let sets: Vec<BTreeSet<u64>> = all.iter().map(|runs| runs.iter().flatten().copied().collect()).collect();
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (n, set) in sets.iter().enumerate() {
        for run in set {
            holders.entry(*run).or_default().push(n);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for holders in holders.values().filter(|h| h.len() <= COMMON) {
        for (i, a) in holders.iter().enumerate() {
            for b in &holders[i + 1..] {
                *shared.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    for ((a, b), runs) in shared {
        let (short, long) = if all[a].len() <= all[b].len() { (a, b) } else { (b, a) };
        if runs * RUN < WORDS || found.contains_key(&(a, b)) {
            continue;
        }
        let words = covered(&all[short], &sets[long]);
        if words >= WORDS && words * 100 >= SHARE * (all[short].len() + RUN - 1) {
            found.insert((a, b), "cut".to_owned());
        }
    }
    found
}
