//! The lexicon's format: plain TSV and TOML files in, one compiled blob out, opened in place.
//!
//! This crate knows no Arabic. [`source`] reads the files and keeps file, line and column of every cell; [`Problem`] is what is wrong and
//! what to do about it; [`Builder`] writes the blob and [`Blob`] opens it without parsing or copying.
//!
//! ```
//! use mahdar_lexicon::{Blob, Builder, source::Table};
//!
//! let table = Table::parse("cities.tsv", "name\tstate\nموسكو\tروسيا\n").unwrap();
//! let mut builder = Builder::default();
//! builder.table("cities", &table.columns, table.rows.iter().map(|row| row.cells.as_slice()));
//! let bytes = builder.finish([0; 32]);
//! let blob = Blob::open(&bytes).unwrap();
//! let cities = blob.table("cities").unwrap();
//! assert_eq!(cities.get(0, "state"), "روسيا");
//! ```

mod blob;
mod builder;
pub mod model;
mod problem;
pub mod source;
mod trie;

pub use blob::{Blob, Form, FormatError, HashedView, TableView};
pub use builder::{Builder, hash};
pub use model::Model;
pub use problem::{Problem, display};
pub use trie::Walk;
