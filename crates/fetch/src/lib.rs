//! Pages, feeds, sitemaps and dumps over HTTP: politely, within limits, and only when they changed.
//!
//! In: an address, and by what its server knew it last time. Out: [`Got`]s one by one: reports as [`mahdar_source`] reads them, with what the
//! server says of their state; or [`Refusal`]s that say which address, why, and what to do, after which the rest is fetched. It keeps nothing
//! and runs no script.
//!
//! Politeness: `robots.txt` goes before everything, its crawl delay too; one host is asked at most once in [`Limits::pause`]; a host that asks
//! for quiet (429, 503) is left alone for the rest of the run; the name sent is [`AGENT`].
//!
//! ```no_run
//! use mahdar_fetch::{Got, Limits, Walk};
//!
//! let walk = Walk::new(["https://news.example/feed.xml"], Limits::default(), Default::default(), |_| None, Default::default());
//! for got in walk {
//!     match got {
//!         Ok(Got::Report { item, .. }) => println!("{}: {} bytes", item.place, item.raw.len()),
//!         Ok(_) => {}
//!         Err(refusal) => eprintln!("{refusal}"),
//!     }
//! }
//! ```

mod body;
mod client;
mod refusal;
mod robots;
mod walk;

use std::time::Duration;

pub use refusal::Refusal;
pub use walk::{Got, Walk};

/// What the project calls itself to servers. The part before the stroke is the name that `robots.txt` means.
pub const AGENT: &str = concat!("mahdar/", env!("CARGO_PKG_VERSION"));

/// What is asked of servers at most, and waited for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Pages of one feed or sitemap.
    pub pages: usize,
    /// Time between two requests to one host; `robots.txt` may ask for more.
    pub pause: Duration,
    /// Time for one answer, from the first byte sent to the last received; for dumps, which are read as they come, time without any byte.
    pub wait: Duration,
    /// Bytes of one answer, on the wire and unpacked. Dumps are unpacked within the limits of [`mahdar_source::Limits`].
    pub size: u64,
    /// Redirects that one address may lead through.
    pub redirects: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { pages: 50, pause: Duration::from_secs(1), wait: Duration::from_secs(30), size: 64 << 20, redirects: 5 }
    }
}

/// By what a server knows whether an address changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The address that answered, after redirects.
    pub url: String,
    /// `ETag` as the server wrote it.
    pub etag: Option<String>,
    /// `Last-Modified` as the server wrote it.
    pub modified: Option<String>,
}
