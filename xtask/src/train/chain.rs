//! An averaged perceptron over sequences: labels of a first-order chain, hashed features, whole-number weights.
//!
//! In: sequences of feature hashes with the right labels. Out: the rows of a model as `mahdar_lexicon::model` reads them. What the features
//! are, and what the labels mean, is the caller's. The same input gives the same rows: sequences are shuffled by a fixed sequence of numbers.

use std::collections::HashMap;
use std::fmt::Write as _;

/// A sequence to learn from.
#[derive(Debug, Default)]
pub(crate) struct Sequence {
    /// The features of every place, one after another.
    pub(crate) features: Vec<u32>,
    /// Where the features of each place end.
    pub(crate) ends: Vec<u32>,
    /// The right label of each place.
    pub(crate) labels: Vec<u8>,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// Passes over the sequences.
    pub(crate) passes: usize,
    /// A feature is looked at when it stands in this many places.
    pub(crate) least: u32,
    /// Features kept, the weightiest first.
    pub(crate) kept: usize,
    /// Smallest weight that is written, of 127.
    pub(crate) weight: i16,
}

/// What a transition that no sequence can have costs.
const NEVER: i16 = -20_000;

/// Learned weights, before they are written.
struct Weights {
    count: usize,
    /// Current weight, sum over steps.
    rows: Vec<(i32, i64)>,
    after: Vec<(i32, i64)>,
}

impl Weights {
    fn change(cell: &mut (i32, i64), by: i32, step: i64) {
        cell.0 += by;
        cell.1 += i64::from(by) * step;
    }
}

/// Learns, and gives the rows of the model: `labels`, what stands after each label, features.
pub(crate) fn learn(sequences: &[Sequence], labels: &[String], plan: Plan) -> String {
    let count = labels.len();
    let mut places: HashMap<u32, u32> = HashMap::new();
    sequences.iter().flat_map(|s| &s.features).for_each(|f| *places.entry(*f).or_default() += 1);
    let mut keys: Vec<u32> = places.iter().filter(|(_, n)| **n >= plan.least).map(|(key, _)| *key).collect();
    keys.sort_unstable();
    let number: HashMap<u32, u32> = keys.iter().enumerate().map(|(n, key)| (*key, n as u32)).collect();
    // each sequence with the numbers of its features in place of their hashes
    let numbered: Vec<(Vec<u32>, Vec<u32>)> = sequences
        .iter()
        .map(|s| {
            let (mut features, mut ends, mut from) = (Vec::new(), Vec::new(), 0);
            for end in &s.ends {
                features.extend(s.features[from..*end as usize].iter().filter_map(|f| number.get(f)));
                ends.push(features.len() as u32);
                from = *end as usize;
            }
            (features, ends)
        })
        .collect();
    let mut weights = Weights { count, rows: vec![(0, 0); keys.len() * count], after: vec![(0, 0); (count + 1) * count] };
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    let (mut state, mut step) = (0x2545_F491_4F6C_DD1D_u64, 1_i64);
    for _ in 0..plan.passes {
        for at in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (state >> 33) as usize % (at + 1));
        }
        for one in &order {
            update(&mut weights, labels, &numbered[*one], &sequences[*one].labels, step);
            step += 1;
        }
    }
    rows(&weights, labels, &keys, plan, step)
}

/// Whether `label` may stand after `before`: a name goes on only in its own kind.
pub(crate) fn follows(before: Option<&str>, label: &str) -> bool {
    label.strip_prefix("I-").is_none_or(|kind| before.and_then(|b| b.get(2..)).is_some_and(|b| b == kind))
}

/// Decodes with the current weights and corrects them where the labels are wrong.
fn update(weights: &mut Weights, labels: &[String], (features, ends): &(Vec<u32>, Vec<u32>), gold: &[u8], step: i64) {
    let count = weights.count;
    let mut back: Vec<Vec<u8>> = Vec::with_capacity(ends.len());
    let mut sums: Vec<i32> = Vec::new();
    let mut from = 0;
    for (place, end) in ends.iter().enumerate() {
        let mut own = vec![0_i32; count];
        for feature in &features[from..*end as usize] {
            let row = &weights.rows[*feature as usize * count..][..count];
            own.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight.0);
        }
        from = *end as usize;
        let mut pointers = vec![0_u8; count];
        let mut next = vec![i32::MIN / 2; count];
        for label in 0..count {
            if place == 0 {
                if follows(None, &labels[label]) {
                    next[label] = own[label] + weights.after[count * count + label].0;
                }
                continue;
            }
            for before in (0..count).filter(|b| follows(Some(&labels[*b]), &labels[label])) {
                let sum = sums[before] + weights.after[before * count + label].0 + own[label];
                if sum > next[label] {
                    (next[label], pointers[label]) = (sum, before as u8);
                }
            }
        }
        sums = next;
        back.push(pointers);
    }
    let mut found = vec![0_u8; ends.len()];
    let mut label = (0..count).fold(0, |a, b| if sums[b] > sums[a] { b } else { a });
    for place in (0..ends.len()).rev() {
        found[place] = label as u8;
        label = back[place][label] as usize;
    }
    from = 0;
    for (place, end) in ends.iter().enumerate() {
        let (right, wrong) = (gold[place] as usize, found[place] as usize);
        if right != wrong {
            for feature in &features[from..*end as usize] {
                let row = *feature as usize * count;
                Weights::change(&mut weights.rows[row + right], 1, step);
                Weights::change(&mut weights.rows[row + wrong], -1, step);
            }
        }
        let before = |labels: &[u8]| if place == 0 { count } else { labels[place - 1] as usize };
        let (there, here) = (before(gold) * count + right, before(&found) * count + wrong);
        if there != here {
            Weights::change(&mut weights.after[there], 1, step);
            Weights::change(&mut weights.after[here], -1, step);
        }
        from = *end as usize;
    }
}

/// The rows of the model: averages over all steps, as whole numbers of one byte, the weightiest features only.
fn rows(weights: &Weights, labels: &[String], keys: &[u32], plan: Plan, steps: i64) -> String {
    let count = weights.count;
    let mean = |cell: &(i32, i64)| f64::from(cell.0) - cell.1 as f64 / steps as f64;
    // one in two thousand weights may be cut to the byte's end
    let mut sizes: Vec<f64> = weights.rows.iter().map(|c| mean(c).abs()).filter(|m| *m > 0.5).collect();
    sizes.sort_by(f64::total_cmp);
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
    let scale = 127.0 / largest;
    let whole = |cell: &(i32, i64), most: f64| {
        let weight = (mean(cell) * scale).round().clamp(-most, most) as i16;
        if weight.abs() < plan.weight { 0 } else { weight }
    };
    let mut out = format!("feature\tweights\nlabels\t{}\n", labels.join("|"));
    let cells = |out: &mut String, row: &[i16]| {
        let parts: Vec<String> = row.iter().enumerate().filter(|(_, w)| **w != 0).map(|(label, w)| format!("{label}:{w}")).collect();
        out.push_str(if parts.is_empty() { "-" } else { "" });
        out.push_str(&parts.join(" "));
        out.push('\n');
    };
    for before in 0..=count {
        let name = labels.get(before);
        let row: Vec<i16> = (0..count)
            .map(|label| {
                if follows(name.map(String::as_str), &labels[label]) {
                    whole(&weights.after[before * count + label], 10_000.0)
                } else {
                    NEVER
                }
            })
            .collect();
        let _ = write!(out, "after {}\t", name.map_or("-", String::as_str));
        cells(&mut out, &row);
    }
    let mut features: Vec<(u32, u32, Vec<i16>)> = keys
        .iter()
        .enumerate()
        .map(|(n, key)| (*key, weights.rows[n * count..][..count].iter().map(|c| whole(c, 127.0)).collect::<Vec<i16>>()))
        .map(|(key, row)| (row.iter().map(|w| u32::from(w.unsigned_abs())).sum(), key, row))
        .filter(|(size, _, _)| *size > 0)
        .collect();
    features.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    features.truncate(plan.kept);
    features.sort_by_key(|f| f.1);
    for (_, key, row) in &features {
        let _ = write!(out, "{key:08x}\t");
        cells(&mut out, row);
    }
    out
}
