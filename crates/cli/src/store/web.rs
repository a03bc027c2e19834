//! Addresses of the web as sources. In: what the command line allows, and addresses. Out: reports as they come over the network, each with what
//! its server said of its state, and a [`Tally`] of the rest. Without the feature `fetch` an address is refused with the remedy.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;
use mahdar_archive::Fetched;

#[cfg(feature = "fetch")]
pub(crate) use on::Web;

#[cfg(not(feature = "fetch"))]
pub(crate) use off::Web;

/// What is asked of servers at most.
#[derive(Clone, Copy, Debug, Args)]
#[command(next_help_heading = "Addresses")]
pub(crate) struct WebArgs {
    /// Pages of one feed or sitemap that are fetched at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) max_pages: usize,
    /// Requests to one host in a second at most, such as 0.2; robots.txt may ask for fewer
    #[arg(long, value_name = "R", default_value_t = 1.0, value_parser = rate)]
    pub(crate) rate: f64,
    /// Seconds for one answer; for dumps, seconds without any byte
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: u64,
    /// MiB of one answer, also unpacked; of dumps as they come
    #[arg(long, value_name = "MIB", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=1 << 20))]
    pub(crate) max_size: u64,
}

fn rate(given: &str) -> Result<f64, String> {
    given.parse::<f64>().ok().filter(|rate| (0.001..=1000.0).contains(rate)).ok_or_else(|| "give a number from 0.001 to 1000".to_owned())
}

/// The address that a source of the command line is, if it is one: nobody's file begins so.
pub(crate) fn address(source: &Path) -> Option<String> {
    let source = source.to_str()?;
    let (scheme, _) = source.split_once("://")?;
    // a file may well be named so, where it is there
    (scheme.chars().all(|c| c.is_ascii_alphanumeric()) && !Path::new(source).exists()).then(|| source.to_owned())
}

/// What came of addresses beside reports.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    unchanged: AtomicUsize,
    whole: Mutex<Vec<Fetched>>,
}

impl Tally {
    /// Feeds, sitemaps and dumps everything of which was handed over.
    pub(crate) fn whole(&self) -> Vec<Fetched> {
        self.whole.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// How many addresses were as they had been, in words.
    pub(crate) fn unchanged(&self) -> Option<String> {
        Some(self.unchanged.load(Ordering::Relaxed)).filter(|n| *n > 0).map(|n| format!("{n} addresses unchanged"))
    }
}

#[cfg(feature = "fetch")]
mod on {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use anyhow::{Error, Result};
    use mahdar_archive::{Archive, Fetched, Report};
    use mahdar_fetch::{Got, Limits, State, Walk};
    use mahdar_source::Options;

    use super::Tally;
    use crate::store::args::AddArgs;
    use crate::store::{incoming, say};

    /// Reports from the web.
    pub(crate) struct Web {
        walk: Walk,
        tally: Arc<Tally>,
    }

    impl Web {
        /// Opens the archive a second time, to ask it what servers said: this runs beside the one that writes.
        pub(crate) fn new(args: &AddArgs, options: Options, tally: &Arc<Tally>, stop: &Arc<AtomicBool>) -> Result<Self> {
            let limits = Limits {
                pages: args.web.max_pages,
                pause: Duration::from_secs_f64(1.0 / args.web.rate),
                wait: Duration::from_secs(args.web.timeout),
                size: args.web.max_size << 20,
                ..Limits::default()
            };
            let archive = Archive::read_only(&args.file.archive)?;
            let known = move |url: &str| {
                // what cannot be asked is fetched whole
                let known = archive.fetched(url).ok().flatten()?;
                Some(State { url: known.url, etag: known.etag, modified: known.modified })
            };
            let none: [&str; 0] = [];
            Ok(Self { walk: Walk::new(none, limits, options, known, Arc::clone(stop)), tally: Arc::clone(tally) })
        }

        /// One more address.
        pub(crate) fn start(&mut self, url: &str) {
            self.walk.start(url);
        }
    }

    fn fetched(state: State) -> Fetched {
        Fetched { url: state.url, etag: state.etag, modified: state.modified }
    }

    impl Iterator for Web {
        type Item = Result<Report>;

        fn next(&mut self) -> Option<Self::Item> {
            loop {
                match self.walk.next()? {
                    Ok(Got::Report { item, state }) => {
                        return Some(Ok(Report { asked: state.map(fetched), ..incoming::report(*item) }));
                    }
                    Ok(Got::Unchanged(_)) => drop(self.tally.unchanged.fetch_add(1, Ordering::Relaxed)),
                    Ok(Got::Whole(state)) => {
                        self.tally.whole.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(fetched(state));
                    }
                    Ok(Got::Note(words)) => say(&words),
                    Err(refusal) => return Some(Err(Error::from(refusal))),
                }
            }
        }
    }
}

#[cfg(not(feature = "fetch"))]
mod off {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use anyhow::{Result, bail};
    use mahdar_archive::Report;
    use mahdar_source::Options;

    use super::Tally;
    use crate::store::args::AddArgs;

    /// Nothing: this program asks no network.
    pub(crate) struct Web;

    impl Web {
        /// Refuses.
        pub(crate) fn new(args: &AddArgs, _: Options, _: &Arc<Tally>, _: &Arc<AtomicBool>) -> Result<Self> {
            let url = args.sources.iter().find_map(|source| super::address(source)).unwrap_or_default();
            bail!("{url}: this mahdar was built without fetching; save the page and add the file, or build it with --features fetch");
        }

        /// Nothing.
        #[allow(clippy::unused_self)] // as the other has it
        pub(crate) fn start(&mut self, _: &str) {}
    }

    impl Iterator for Web {
        type Item = Result<Report>;

        fn next(&mut self) -> Option<Self::Item> {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_paths() {
        assert_eq!(address(Path::new("https://a.example/feed.xml")).as_deref(), Some("https://a.example/feed.xml"));
        assert!(address(Path::new("ftp://a.example/x")).is_some(), "refused as an address, with the remedy");
        for path in ["feed.xml", "http/feed.xml", "C:\\news\\a.txt", "-", "a b://x"] {
            assert_eq!(address(Path::new(path)), None, "{path}");
        }
    }

    #[test]
    fn a_rate_is_a_number_that_can_be_kept() {
        assert_eq!(rate("0.2"), Ok(0.2));
        for wrong in ["0", "-1", "inf", "NaN", "soon"] {
            assert!(rate(wrong).is_err(), "{wrong}");
        }
    }
}
