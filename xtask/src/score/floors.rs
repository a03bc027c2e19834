//! Floors: figures that must not fall, by set, in `score-floors.toml`. A floor only rises.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::total::{Figure, SetScore};
use crate::paths;

const HEADER: &str = "# Floors of `cargo xtask score --check`, by set: F1, or the share right. Below one of them the check fails.
# `cargo xtask score --raise` lifts each to what is measured now, cut to three decimals; it never lowers one.
";

/// The floors of each set, in the file's order of figures.
#[derive(Debug)]
pub(super) struct Floors {
    path: PathBuf,
    sets: BTreeMap<String, Vec<(String, f64)>>,
}

impl Floors {
    /// The floors of the repository.
    pub(super) fn load() -> Result<Self> {
        let path = paths::root().join("score-floors.toml");
        let content = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&path, &content)
    }

    fn parse(path: &Path, content: &str) -> Result<Self> {
        let table: BTreeMap<String, BTreeMap<String, f64>> = toml::from_str(content).with_context(|| format!("in {}", path.display()))?;
        // The order of a set's figures is that of their lines.
        let place = |set: &str, figure: &str| {
            let section = content.find(&format!("[{set}]")).unwrap_or(0);
            content[section..].find(figure)
        };
        let sets = table.into_iter().map(|(set, figures)| {
            let mut figures: Vec<(String, f64)> = figures.into_iter().collect();
            figures.sort_by_key(|(name, _)| place(&set, name));
            (set, figures)
        });
        Ok(Self { path: path.to_owned(), sets: sets.collect() })
    }

    /// What has fallen below its floor, a line each.
    pub(super) fn below(&self, set: &str, score: &SetScore) -> Vec<String> {
        let unmeasured = self.of(set).iter().filter(|(name, floor)| *floor > 0.0 && score.figure(name).is_none());
        let missing = unmeasured.map(|(name, floor)| format!("{set}: {name} was not measured, its floor is {floor:.3}"));
        missing.chain(self.below_of(set, |name| score.figure(name).map(Figure::value))).collect()
    }

    /// What was measured and has fallen below its floor, a line each.
    pub(super) fn below_of(&self, set: &str, measured: impl Fn(&str) -> Option<f64>) -> Vec<String> {
        let fallen = |(name, floor): &(String, f64)| {
            measured(name).filter(|value| value < floor).map(|value| format!("{set}: {name} is {value:.4}, below its floor {floor:.3}"))
        };
        self.of(set).iter().filter_map(fallen).collect()
    }

    fn of(&self, set: &str) -> &[(String, f64)] {
        self.sets.get(set).map_or(&[], Vec::as_slice)
    }

    /// How many floors a set has.
    pub(super) fn count(&self, set: &str) -> usize {
        self.of(set).len()
    }

    /// Lifts the floors of a set to what was measured; says which rose.
    pub(super) fn raise(&mut self, set: &str, score: &SetScore) -> Vec<String> {
        self.raise_to(set, |name| score.figure(name).map(Figure::value))
    }

    /// Lifts the floors of a set to the values measured; says which rose.
    pub(super) fn raise_to(&mut self, set: &str, measured: impl Fn(&str) -> Option<f64>) -> Vec<String> {
        let mut risen = Vec::new();
        for (name, floor) in self.sets.get_mut(set).into_iter().flatten() {
            let Some(value) = measured(name) else { continue };
            let value = (value * 1000.0 + 1e-9).floor() / 1000.0;
            if value > *floor {
                risen.push(format!("{set}: {name} {floor:.3} → {value:.3}"));
                *floor = value;
            }
        }
        risen
    }

    fn render(&self) -> String {
        let mut out = HEADER.to_owned();
        for (set, figures) in &self.sets {
            out += &format!("\n[{set}]\n");
            for (name, floor) in figures {
                out += &format!("\"{name}\" = {floor:.3}\n");
            }
        }
        out
    }

    /// Writes the file anew.
    pub(super) fn save(&self) -> Result<()> {
        std::fs::write(&self.path, self.render()).with_context(|| format!("cannot write {}", self.path.display()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::score::doc::score_doc;

    fn score() -> SetScore {
        let time = json!([{"span": [0, 3], "value": "2026"}, {"span": [4, 7], "value": "2027"}, {"span": [8, 9], "value": "2028"}]);
        let found = json!([{"span": [0, 3], "value": "2026"}, {"span": [4, 7], "value": "2027"}]);
        let doc = score_doc(&json!({"times": time}), &json!({"document": {"text": "نص"}, "times": found}));
        SetScore::new(&[doc], Vec::new())
    }

    #[test]
    fn floors_rise_and_never_fall() {
        let content = format!("{HEADER}\n[dev]\n\"TIME VALUES\" = 0.700\n\"ACTORS\" = 0.250\n");
        let mut floors = Floors::parse(Path::new("floors"), &content).unwrap();
        assert_eq!(floors.render(), content);
        assert_eq!(floors.below("dev", &score()), ["dev: ACTORS is 0.0000, below its floor 0.250"]);
        assert_eq!(floors.raise("dev", &score()), ["dev: TIME VALUES 0.700 → 0.800"]);
        assert_eq!(floors.render(), content.replace("0.700", "0.800"));
    }
}
