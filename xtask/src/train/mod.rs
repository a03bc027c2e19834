//! `cargo xtask train MODEL`: learns a model of the language layers from a set that may be learned from, and writes it into the lexicon with
//! its card. What is measured of a model is learned again without the part that it is measured on (`xtask/src/linguistic`).

pub(crate) mod names;
pub(crate) mod newsfane;
pub(crate) mod perceptron;

use anyhow::Result;

/// Learn a model into the lexicon.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Which model.
    #[arg(value_enum)]
    model: Which,
    /// Leave out the part that is only measured on, to see what the engine makes of it; not for what is shipped.
    #[arg(long)]
    hold_out: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Which {
    /// The model of names, from the `NewsFANE` set.
    NamesModel,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    match args.model {
        Which::NamesModel => names::train(args.hold_out),
    }
}
