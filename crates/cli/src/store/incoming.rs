//! What comes in. In: the sources of the command line. Out: reports for the archive, one by one, or what is wrong with one of them. This is the
//! one place of the commands where `mahdar_source` is asked (`web` asks servers, and it); nothing is held but the report that is handed over.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::{Error, Result, anyhow};
use mahdar::record::{Chars, Furniture};
use mahdar_archive::Report;
use mahdar_source::{Columns, Items, Options};

use crate::input::{self, Item};
use crate::store::args::AddArgs;
use crate::store::web::{self, Tally, Web};

/// One source.
enum Source {
    Here(Item),
    Web(String),
}

/// A source under way.
enum Open {
    Here(Items),
    Web(Box<Web>),
}

/// Everything that the sources hold.
pub(crate) struct Incoming {
    sources: std::vec::IntoIter<Source>,
    open: Option<Open>,
    options: Options,
    /// Kept between addresses: what hosts allow, and when they were asked last.
    web: Option<Box<Web>>,
}

/// Looks at the sources; the reports are read as they are asked for.
pub(crate) fn incoming(args: &AddArgs, tally: &Arc<Tally>, stop: &Arc<AtomicBool>) -> Result<Incoming> {
    let found = |path: &PathBuf| match web::address(path) {
        Some(url) => vec![Source::Web(url)],
        None => input::find(std::slice::from_ref(path), input::SOURCES).items.into_iter().map(Source::Here).collect(),
    };
    let sources: Vec<Source> = args.sources.iter().flat_map(found).collect();
    let options = options(args)?;
    let web = if sources.iter().any(|source| matches!(source, Source::Web(_))) {
        Some(Box::new(Web::new(args, options.clone(), tally, stop)?))
    } else {
        None
    };
    Ok(Incoming { sources: sources.into_iter(), open: None, options, web })
}

/// Reports of these files, read as the arguments say.
pub(crate) fn of(args: &AddArgs, files: Vec<Item>) -> Result<Incoming> {
    let sources: Vec<Source> = files.into_iter().map(Source::Here).collect();
    Ok(Incoming { sources: sources.into_iter(), open: None, options: options(args)?, web: None })
}

/// How the arguments say that sources are read.
pub(crate) fn options(args: &AddArgs) -> Result<Options> {
    let mut options = Options { published: args.published.clone(), ..Options::default() };
    if let Some(pairs) = &args.columns {
        options.columns = Columns::default().with(pairs)?;
    }
    Ok(options)
}

impl Incoming {
    fn start(&mut self, source: Source) -> Result<Open> {
        let file = |path: PathBuf| mahdar_source::open(&path, &self.options).map_err(Error::from);
        match source {
            Source::Here(Item::File(path, _)) => file(path).map(Open::Here),
            Source::Here(Item::Stdin) => Ok(Open::Here(mahdar_source::from("-", std::io::stdin(), None, &self.options)?)),
            Source::Here(Item::Failed(name, error)) => Err(anyhow!("{name}: {error:#}")),
            Source::Web(url) => {
                let mut web = self.web.take().ok_or_else(|| anyhow!("{url}: it was not prepared for; this is a defect of mahdar"))?;
                web.start(&url);
                Ok(Open::Web(web))
            }
        }
    }
}

impl Iterator for Incoming {
    type Item = Result<Report>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match &mut self.open {
                Some(Open::Here(items)) => match items.next() {
                    Some(item) => return Some(item.map(report).map_err(Error::from)),
                    None => self.open = None,
                },
                Some(Open::Web(web)) => match web.next() {
                    Some(report) => return Some(report),
                    None => {
                        if let Some(Open::Web(web)) = self.open.take() {
                            self.web = Some(web);
                        }
                    }
                },
                None => {}
            }
            let source = self.sources.next()?;
            match self.start(source) {
                Ok(open) => self.open = Some(open),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// An item of a source as the archive takes it: places in code points, doubts in words.
pub(super) fn report(item: mahdar_source::Item) -> Report {
    let text = item.document.text();
    let chars = |byte: usize| u32::try_from(text[..byte].chars().count()).unwrap_or(u32::MAX);
    let piece = |f: &mahdar_source::Furniture| Furniture { span: Chars(chars(f.span.0), chars(f.span.1)), kind: f.kind.to_owned() };
    let furniture = item.furniture.iter().map(piece).collect();
    let doubts = item.doubts.iter().map(ToString::to_string).collect();
    Report {
        document: item.document,
        raw: item.raw,
        media: item.media.to_owned(),
        place: item.place,
        fetched: item.fetched,
        furniture,
        doubts,
        asked: None,
    }
}
