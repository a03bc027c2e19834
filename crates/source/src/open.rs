//! The door: a path or a stream becomes [`Items`] of its kind. It unpacks, tells the kind, and hands over; it reads no kind itself but plain
//! text, which is one file and one item.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::feed;
use crate::item::{Found, Item};
use crate::jsonl::Jsonl;
use crate::kind::Kind;
use crate::members::Members;
use crate::meta::Meta;
use crate::options::Options;
use crate::page::Page;
use crate::problem::Problem;
use crate::sitemap::addresses;
use crate::table::Table;
use crate::text;
use crate::warc::Warc;

/// Bytes looked at to tell a kind.
const FIRST: u64 = 4096;

/// What a source holds, one by one.
pub struct Items {
    kind: Kind,
    passed: Arc<AtomicU64>,
    inner: Box<dyn Iterator<Item = Result<Item, Problem>> + Send>,
}

impl Items {
    /// What the source was taken for.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Records of a web archive passed by so far: no pages, or not in Arabic.
    pub fn passed_by(&self) -> u64 {
        self.passed.load(Ordering::Relaxed)
    }
}

impl std::fmt::Debug for Items {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Items").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl Iterator for Items {
    type Item = Result<Item, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        self.inner.next()
    }
}

/// Opens a file of any kind. A `NAME.meta.json` beside a text or a page says what is known of it.
///
/// # Errors
/// A file that cannot be opened, or whose beginning cannot be read or unpacked. What goes wrong later comes in its place among the items.
pub fn open(path: &Path, options: &Options) -> Result<Items, Problem> {
    let place = path.display().to_string();
    let file = File::open(path).map_err(|e| Problem::io(place.clone(), &e))?;
    if file.metadata().is_ok_and(|m| m.is_dir()) {
        return Err(Problem::new(place, "it is a folder", "name the files in it"));
    }
    start(place, Some(path.to_owned()), file, None, options)
}

/// Reads a stream under this name; its kind is told by name and bytes where it is not given.
///
/// # Errors
/// As [`open`].
pub fn from(place: &str, source: impl Read + Send + 'static, kind: Option<Kind>, options: &Options) -> Result<Items, Problem> {
    start(place.to_owned(), None, source, kind, options)
}

/// Reads one page as its server answered: its bytes, `Content-Type`, and the address that it came from.
///
/// # Errors
/// Bytes that are no text, or no Arabic report.
pub fn page(raw: Vec<u8>, header: Option<String>, url: &str, options: &Options) -> Result<Item, Problem> {
    let limit = options.limits.item;
    if raw.len() as u64 > limit {
        return Err(Problem::new(url, format!("it is larger than {} MiB, the limit for one report", limit >> 20), "leave it out"));
    }
    let (source, place) = (url.to_owned(), url.to_owned());
    Page { raw, header, url: Some(url.to_owned()), meta: Meta::default(), source, place, options }.item()
}

fn start(
    place: String,
    path: Option<PathBuf>,
    source: impl Read + Send + 'static,
    kind: Option<Kind>,
    options: &Options,
) -> Result<Items, Problem> {
    let failed = |e| Problem::io(place.clone(), &e);
    let members = Members::new(Box::new(source), options.limits).map_err(failed)?;
    let mut members = BufReader::with_capacity(64 << 10, members);
    let mut first = Vec::new();
    // a look that takes nothing: archives ask the unpacked stream for places
    std::io::BufRead::fill_buf(&mut members).map_err(failed)?;
    first.extend_from_slice(&members.buffer()[..members.buffer().len().min(FIRST as usize)]);
    let kind = kind.unwrap_or_else(|| Kind::of(Path::new(&place), &first));
    let options = options.clone();
    let passed = Arc::new(AtomicU64::new(0));
    let inner: Box<dyn Iterator<Item = Result<Item, Problem>> + Send> = match kind {
        Kind::Jsonl => Box::new(Jsonl::new(members, place, options)),
        Kind::Csv => Box::new(Table::new(members, &first, place, options)),
        Kind::Html => Box::new(std::iter::once_with(move || page_item(members, place, path.as_deref(), &options))),
        Kind::Warc => Box::new(Warc::new(members, place, options, Arc::clone(&passed))),
        Kind::Feed => {
            let bytes = whole(members, options.limits.feed, &place)?;
            Box::new(feed::items(bytes, &place, &options).into_iter())
        }
        Kind::Sitemap => {
            let found = addresses(whole(members, options.limits.feed, &place)?, &place)?;
            let what = format!("it is a sitemap of {} addresses, which are no reports before they are fetched", found.len());
            Box::new(std::iter::once(Err(Problem::new(place, what, "fetch the pages, and add those"))))
        }
        Kind::Text => Box::new(std::iter::once_with(move || text_item(members, place, path.as_deref(), &options))),
    };
    Ok(Items { kind, passed, inner })
}

/// All bytes of one item.
fn whole(source: impl Read, limit: u64, place: &str) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    source.take(limit + 1).read_to_end(&mut bytes).map_err(|e| Problem::io(place, &e))?;
    if bytes.len() as u64 > limit {
        let what = format!("it is larger than {} MiB, the limit for one report", limit >> 20);
        return Err(Problem::new(place, what, "split it into reports"));
    }
    Ok(bytes)
}

fn text_item(source: impl Read, place: String, path: Option<&Path>, options: &Options) -> Result<Item, Problem> {
    let raw = whole(source, options.limits.item, &place)?;
    let meta = path.map_or_else(|| Ok(Meta::default()), Meta::beside)?;
    let decoded = text::decode(raw.clone()).map_err(|p| Problem { place: place.clone(), ..p })?;
    let found = Found {
        raw,
        text: decoded.text,
        meta,
        source: place.clone(),
        place,
        media: "text/plain",
        charset: decoded.charset.to_owned(),
        by_page: false,
        hash_text: false,
    };
    found.item(options)
}

fn page_item(source: impl Read, place: String, path: Option<&Path>, options: &Options) -> Result<Item, Problem> {
    let raw = whole(source, options.limits.item, &place)?;
    let meta = path.map_or_else(|| Ok(Meta::default()), Meta::beside)?;
    Page { raw, header: None, url: None, meta, source: place.clone(), place, options }.item()
}
