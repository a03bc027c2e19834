//! An averaged perceptron over hashed features. In: for each decision the keys of the features that held and the class that was right.
//! Out: for each key its averaged weights, one a class, as whole numbers. It knows nothing of words: what a key stands for is the caller's.
//!
//! Everything is counted in integers and given out in the order of the keys, so the same decisions give the same weights on every machine.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Weights of `N` classes, being learned.
#[derive(Debug, Default)]
pub(crate) struct Perceptron<const N: usize> {
    index: HashMap<u32, u32, BuildHasherDefault<Same>>,
    rows: Vec<Row<N>>,
    now: i64,
}

#[derive(Debug, Clone)]
struct Row<const N: usize> {
    weights: [i32; N],
    /// Sum over all steps so far of the weight that was in force, kept up when a weight changes.
    sums: [i64; N],
    since: [i64; N],
}

impl<const N: usize> Perceptron<N> {
    /// Adds the weights of a feature to `scores`.
    pub(crate) fn add_to(&self, key: u32, scores: &mut [i32; N]) {
        if let Some(row) = self.index.get(&key) {
            for (score, weight) in scores.iter_mut().zip(&self.rows[*row as usize].weights) {
                *score += weight;
            }
        }
    }

    /// The scores of every class under these features.
    pub(crate) fn scores(&self, keys: &[u32]) -> [i32; N] {
        let mut scores = [0; N];
        keys.iter().for_each(|key| self.add_to(*key, &mut scores));
        scores
    }

    /// One more decision was made: what is in force counts once more in the average.
    pub(crate) fn step(&mut self) {
        self.now += 1;
    }

    /// Moves the weights of these features for one class: by 1 for the class that was right, by -1 for the one that was chosen.
    pub(crate) fn learn(&mut self, keys: &[u32], class: usize, by: i32) {
        for key in keys {
            let next = self.rows.len() as u32;
            let at = *self.index.entry(*key).or_insert(next);
            if at == next {
                self.rows.push(Row { weights: [0; N], sums: [0; N], since: [self.now; N] });
            }
            let row = &mut self.rows[at as usize];
            row.sums[class] += i64::from(row.weights[class]) * (self.now - row.since[class]);
            row.since[class] = self.now;
            row.weights[class] += by;
        }
    }

    /// The averaged weights times `scale`, rounded, by key; rows that are all zero are left out.
    pub(crate) fn averaged(&self, scale: i64) -> Vec<(u32, [i32; N])> {
        let steps = self.now.max(1);
        let mut out = Vec::with_capacity(self.rows.len());
        for (key, at) in &self.index {
            let row = &self.rows[*at as usize];
            let mut weights = [0; N];
            for (class, weight) in weights.iter_mut().enumerate() {
                let sum = row.sums[class] + i64::from(row.weights[class]) * (self.now - row.since[class]);
                let scaled = 2 * sum * scale + steps * sum.signum();
                *weight = i32::try_from(scaled / (2 * steps)).unwrap_or(i32::MAX);
            }
            if weights.iter().any(|w| *w != 0) {
                out.push((*key, weights));
            }
        }
        out.sort_unstable_by_key(|(key, _)| *key);
        out
    }
}

/// The keys are hashes already.
#[derive(Debug, Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) ^ u64::from(*byte);
        }
    }
    fn write_u32(&mut self, key: u32) {
        // the table takes its place from the low bits and a tag from the high ones
        self.0 = u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// A fixed order of `count` things for each round, another one each time.
pub(crate) fn shuffled(count: usize, round: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = round.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for at in (1..count).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, (state >> 33) as usize % (at + 1));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_learns_what_separates_and_averages_what_does_not() {
        let mut model: Perceptron<2> = Perceptron::default();
        // feature 1 says class 0, feature 2 says class 1, feature 9 is always there
        for round in 0..20 {
            for at in shuffled(4, round) {
                let (keys, right) = if at % 2 == 0 { ([1, 9], 0) } else { ([2, 9], 1) };
                model.step();
                let scores = model.scores(&keys);
                let guess = usize::from(scores[1] > scores[0]);
                if guess != right {
                    model.learn(&keys, right, 1);
                    model.learn(&keys, guess, -1);
                }
            }
        }
        let averaged = model.averaged(64);
        let weights = |key| averaged.iter().find(|(k, _)| *k == key).map(|(_, w)| *w).unwrap_or_default();
        assert!(weights(1)[0] > weights(1)[1] && weights(2)[1] > weights(2)[0]);
        assert_eq!(shuffled(5, 3), shuffled(5, 3));
        assert_ne!(shuffled(50, 3), shuffled(50, 4));
    }
}
