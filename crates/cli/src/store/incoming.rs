//! What comes in. In: the sources of the command line. Out: reports for the archive, one by one, or what is wrong with one of them. This is the
//! one place of the commands where `mahdar_source` is asked; nothing is held but the report that is handed over.

use std::path::PathBuf;

use anyhow::{Error, Result, anyhow};
use mahdar::record::{Chars, Furniture};
use mahdar_archive::Report;
use mahdar_source::{Columns, Items, Options};

use crate::input::{self, Item};
use crate::store::args::AddArgs;

/// Everything that the sources hold.
pub(crate) struct Incoming {
    sources: std::vec::IntoIter<Item>,
    open: Option<Items>,
    options: Options,
}

/// Looks at the sources; the reports are read as they are asked for.
pub(crate) fn incoming(args: &AddArgs) -> Result<Incoming> {
    of(args, input::find(&args.sources, input::SOURCES).items)
}

/// Reports of these sources, read as the arguments say.
pub(crate) fn of(args: &AddArgs, sources: Vec<Item>) -> Result<Incoming> {
    let mut options = Options { published: args.published.clone(), ..Options::default() };
    if let Some(pairs) = &args.columns {
        options.columns = Columns::default().with(pairs)?;
    }
    Ok(Incoming { sources: sources.into_iter(), open: None, options })
}

impl Incoming {
    fn start(&self, source: Item) -> Result<Items> {
        let file = |path: PathBuf| mahdar_source::open(&path, &self.options).map_err(Error::from);
        match source {
            Item::File(path, _) => file(path),
            Item::Stdin => Ok(mahdar_source::from("-", std::io::stdin(), None, &self.options)?),
            Item::Failed(name, error) => Err(anyhow!("{name}: {error:#}")),
        }
    }
}

impl Iterator for Incoming {
    type Item = Result<Report>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(items) = &mut self.open {
                match items.next() {
                    Some(item) => return Some(item.map(report).map_err(Error::from)),
                    None => self.open = None,
                }
            }
            let source = self.sources.next()?;
            match self.start(source) {
                Ok(items) => self.open = Some(items),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// An item of a source as the archive takes it: places in code points, doubts in words.
fn report(item: mahdar_source::Item) -> Report {
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
