//! The Arabic lexicon of Mahdar: letters, inflection, and plain files compiled at build to one blob.
//!
//! The files stand in `lexicon/`, explained in its `README.md`. [`blob`] opens what the build compiled; [`compile::compile`] makes the same
//! from files of the same shape, for `mahdar lexicon check` and for a linguist's trials.

pub mod compile;
pub mod features;
pub mod fold;
pub mod inflect;
pub mod model;
pub mod overlay;
pub mod roles;
mod status;

use mahdar_lexicon::Blob;

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/arabic.lex"));

/// The lexicon that this build was made with, opened in place.
///
/// # Panics
/// Never: the bytes are what the build script of this same version wrote.
pub fn blob() -> Blob<'static> {
    Blob::trusted(COMPILED).expect("the build wrote this blob")
}

/// The lexicon's source files as they were at build time: name within `lexicon/` and text.
pub static SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));
