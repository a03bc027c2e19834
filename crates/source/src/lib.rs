//! Bytes to [`mahdar::Document`]s: text files, pages, feeds, web archives and dumps, packed or not, in the charsets of Arabic.
//!
//! In: a path or a stream. Out: [`Item`]s one by one, each with its bytes as received, their hash, and where they stood; or [`Problem`]s
//! that say what is wrong, where, and what to do, after which the rest is read. Nothing is fetched, nothing is stored, and memory is
//! bounded by [`Limits`] whatever the source.
//!
//! ```
//! use mahdar_source::{Kind, Options};
//!
//! let line = r#"{"title": "الوزير يصل", "text": "وصل الوزير إلى المدينة صباح اليوم.", "date": "2026-09-08"}"#;
//! let mut items = mahdar_source::from("news.jsonl", line.as_bytes(), None, &Options::default())?;
//! let item = items.next().unwrap()?;
//! assert_eq!(item.document.text(), "الوزير يصل\n\nوصل الوزير إلى المدينة صباح اليوم.");
//! assert_eq!((item.place.as_str(), item.meta.published.as_deref()), ("news.jsonl:1", Some("2026-09-08")));
//! # Ok::<(), mahdar_source::Problem>(())
//! ```

pub mod charset;
mod date;
mod feed;
mod http;
mod item;
mod jsonl;
mod kind;
mod lines;
mod members;
mod meta;
mod open;
mod options;
mod page;
mod problem;
mod sitemap;
mod table;
pub mod text;
mod warc;

pub use feed::links;
pub use item::{ARABIC, Furniture, Item};
pub use kind::Kind;
pub use meta::Meta;
pub use open::{Items, from, open, page};
pub use options::{Columns, Limits, Options};
pub use problem::Problem;
pub use sitemap::{Address, addresses};
