//! `cargo xtask score --linguistic`: how right the layers beneath the record are. Each module measures one layer on one set and gives its
//! figures, or none where the set is not here; `score-floors.toml` holds them under `linguistic`.

mod coverage;
mod ner;
mod pud;
mod recognizers;
mod text;

use anyhow::Result;

/// A figure of a layer.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// Its name, as in `score-floors.toml`.
    pub(crate) name: &'static str,
    /// F1 or the share right, 0 to 1.
    pub(crate) value: f64,
    /// What stands behind it, for people.
    pub(crate) detail: String,
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:32} {:.4}  {}", self.name, self.value, self.detail)
    }
}

/// Every figure that can be measured here.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let layers: &[fn() -> Result<Vec<Figure>>] = &[coverage::measure, text::measure, pud::measure, ner::measure, recognizers::measure];
    let mut figures = Vec::new();
    for layer in layers {
        figures.extend(layer()?);
    }
    Ok(figures)
}

/// The figures of the treebank, as the card of the models shows them.
pub(crate) fn pud_figures() -> Result<String> {
    Ok(pud::measure()?.iter().map(|f| format!("{} {:.4}", f.name, f.value)).collect::<Vec<_>>().join(", "))
}
