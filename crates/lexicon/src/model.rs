//! A linear model over hashed features: learned weights as a plain table in, bytes that are opened in place out.
//!
//! In: a table with the columns `feature` and `weights`. Its first row is `labels`, their names between bars; a row `after LABEL` holds what
//! each label gains behind that one, `after -` at the beginning; every other row is the hash of a feature, in hexadecimal, and what the
//! feature says for each label (`number:weight`, single spaces between). Out: [`Model`], which finds the row of a feature and adds it up.
//! What the features are is decided by whoever asks.

use crate::problem::Problem;
use crate::source::Table;

/// A model opened in place. Weights are small whole numbers, so that sums are the same everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Model<'b> {
    labels: usize,
    names: &'b str,
    transitions: &'b [u8],
    mask: u32,
    filter: &'b [u8],
    slots: &'b [u8],
    rows: &'b [u8],
}

/// Most labels of a model.
pub const MOST_LABELS: usize = 32;

/// Compiles the rows of a model.
///
/// # Errors
/// Every row that is no weight of a model.
pub fn compile(table: &Table) -> Result<Vec<u8>, Vec<Problem>> {
    let mut problems = Vec::new();
    let labels: Vec<&str> =
        table.rows.first().filter(|r| r.cells[0] == "labels").map_or_else(Vec::new, |r| r.cells[1].split('|').collect());
    if labels.is_empty() || labels.len() > MOST_LABELS {
        problems.push(Problem::new(&table.file, 0, 0, "the first row does not name the labels", "learn the model again with its command"));
        return Err(problems);
    }
    let count = labels.len();
    let mut transitions = vec![0_i16; (count + 1) * count];
    let mut features: Vec<(u32, Vec<i8>)> = Vec::new();
    for row in &table.rows[1..] {
        let mut weights = vec![0_i16; count];
        let mut right = true;
        for pair in row.cells[1].split_whitespace() {
            let parsed = pair.split_once(':').and_then(|(l, w)| Some((l.parse::<usize>().ok()?, w.parse::<i16>().ok()?)));
            match parsed.filter(|(l, _)| *l < count) {
                Some((label, weight)) => weights[label] = weight,
                None => right = false,
            }
        }
        let place = row.cells[0].strip_prefix("after ").map(|l| if l == "-" { Some(count) } else { labels.iter().position(|x| *x == l) });
        match (place, u32::from_str_radix(&row.cells[0], 16)) {
            (Some(Some(from)), _) if right => transitions[from * count..][..count].copy_from_slice(&weights),
            (None, Ok(key)) if right && weights.iter().all(|w| i8::try_from(*w).is_ok()) => {
                features.push((key, weights.iter().map(|w| *w as i8).collect()));
            }
            _ => problems.push(Problem::new(&table.file, row.line, 1, "no weight of this model", "learn the model again with its command")),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let size = (features.len() * 2).next_power_of_two().max(2);
    let mut slots = vec![(0_u32, 0_u32); size];
    for (row, (key, _)) in features.iter().enumerate() {
        let mut at = *key as usize & (size - 1);
        while slots[at].1 != 0 {
            at = (at + 1) & (size - 1);
        }
        slots[at] = (*key, row as u32 + 1);
    }
    // eight bits for each slot: most features that are asked for are not there, and this part stays in the cache
    let mut filter = vec![0_u8; size];
    for (key, _) in &features {
        let bit = *key as usize & (size * 8 - 1);
        filter[bit / 8] |= 1 << (bit % 8);
    }
    let names = labels.join("|");
    let mut out = Vec::new();
    for number in [count as u32, size as u32, features.len() as u32, names.len() as u32] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    out.extend_from_slice(names.as_bytes());
    for weight in &transitions {
        out.extend_from_slice(&weight.to_le_bytes());
    }
    out.extend_from_slice(&filter);
    for (key, row) in slots {
        out.extend_from_slice(&key.to_le_bytes());
        out.extend_from_slice(&row.to_le_bytes());
    }
    out.extend(features.iter().flat_map(|(_, weights)| weights).map(|w| w.cast_unsigned()));
    Ok(out)
}

impl<'b> Model<'b> {
    /// Opens compiled bytes; `None` where they are no model.
    pub fn open(bytes: &'b [u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
        let (labels, size, count, length) = (number(0)?, number(4)?, number(8)?, number(12)?);
        let (names, rest) = bytes.get(16..)?.split_at_checked(length)?;
        let (transitions, rest) = rest.split_at_checked((labels + 1).checked_mul(labels)?.checked_mul(2)?)?;
        let (filter, rest) = rest.split_at_checked(size)?;
        let (slots, rows) = rest.split_at_checked(size.checked_mul(8)?)?;
        let sound = size.is_power_of_two() && (1..=MOST_LABELS).contains(&labels) && rows.len() >= count.checked_mul(labels)?;
        let names = std::str::from_utf8(names).ok()?;
        sound.then_some(Self { labels, names, transitions, mask: size as u32 - 1, filter, slots, rows })
    }

    /// How many labels there are.
    pub fn labels(&self) -> usize {
        self.labels
    }

    /// The names of the labels.
    pub fn names(&self) -> impl Iterator<Item = &'b str> {
        self.names.split('|')
    }

    /// What `label` gains behind `before` (`labels()` at the beginning).
    pub fn transition(&self, before: usize, label: usize) -> i32 {
        let at = (before * self.labels + label) * 2;
        self.transitions.get(at..at + 2).map_or(0, |b| i32::from(i16::from_le_bytes([b[0], b[1]])))
    }

    /// Adds what a feature says for each label.
    pub fn add(&self, feature: u32, scores: &mut [i32; MOST_LABELS]) {
        let bit = feature as usize & (self.filter.len() * 8 - 1);
        if self.filter[bit / 8] & 1 << (bit % 8) == 0 {
            return;
        }
        let mut at = feature & self.mask;
        // as many steps as there are slots: bytes that are full end too
        for _ in 0..=self.mask {
            let place = at as usize * 8;
            let Some(slot) = self.slots.get(place..place + 8) else { return };
            let row = u32::from_le_bytes([slot[4], slot[5], slot[6], slot[7]]) as usize;
            if row == 0 {
                return;
            }
            if slot[..4] == feature.to_le_bytes() {
                if let Some(weights) = self.rows.get((row - 1) * self.labels..row * self.labels) {
                    for (score, weight) in scores.iter_mut().zip(weights) {
                        *score += i32::from(weight.cast_signed());
                    }
                }
                return;
            }
            at = (at + 1) & self.mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "feature\tweights\nlabels\tO|B|I\nafter O\t1:5 2:-300\n0000000a\t1:7 2:-1\n0000000e\t0:3\n";

    #[test]
    fn weights_come_back() {
        let bytes = compile(&Table::parse("model.tsv", ROWS).unwrap()).unwrap();
        let model = Model::open(&bytes).unwrap();
        let mut scores = [0; MOST_LABELS];
        model.add(10, &mut scores);
        model.add(14, &mut scores);
        model.add(11, &mut scores);
        assert_eq!(scores[..3], [3, 7, -1]);
        assert_eq!((model.transition(0, 2), model.transition(1, 2)), (-300, 0));
        assert_eq!(model.names().collect::<Vec<_>>(), ["O", "B", "I"]);
    }

    #[test]
    fn a_weight_of_no_label_is_a_problem_and_cut_bytes_are_no_model() {
        let bad = Table::parse("model.tsv", "feature\tweights\nlabels\tO|B\n0a\t2:1\n").unwrap();
        assert_eq!(compile(&bad).unwrap_err()[0].line, 3);
        let bytes = compile(&Table::parse("model.tsv", ROWS).unwrap()).unwrap();
        assert!(Model::open(&bytes[..bytes.len() - 1]).is_none());
    }
}
