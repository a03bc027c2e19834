//! CSV and TSV: a report a row, under a first row of names. In: bytes and the names of the columns. Out: an [`Item`] for each row, or a
//! [`Problem`] at `path:line`. A quotation mark that is never closed would swallow the file: past the limit of one row, reading stops there.

use std::io::{self, Read};

use crate::charset;
use crate::item::Item;
use crate::jsonl::row_item;
use crate::options::Options;
use crate::problem::Problem;

/// Bytes that the reader takes ahead of the row that it is at.
const AHEAD: u64 = 64 << 10;

/// Keeps what was read and not yet given as a row, and stops where a row does not end.
struct Kept<R> {
    inner: R,
    bytes: Vec<u8>,
    /// Place of the first byte kept.
    from: u64,
    limit: u64,
}

impl<R> Kept<R> {
    /// The bytes up to this place, which are then no longer kept.
    fn take(&mut self, until: u64) -> Vec<u8> {
        let n = usize::try_from(until.saturating_sub(self.from)).unwrap_or(usize::MAX).min(self.bytes.len());
        self.from += n as u64;
        self.bytes.drain(..n).collect()
    }
}

impl<R: Read> Read for Kept<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.bytes.len() as u64 > self.limit + AHEAD {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let n = self.inner.read(buf)?;
        self.bytes.extend_from_slice(&buf[..n]);
        Ok(n)
    }
}

/// Items of a table.
pub(crate) struct Table<R> {
    reader: csv::Reader<Kept<R>>,
    names: Option<Vec<String>>,
    path: String,
    options: Options,
    over: bool,
}

impl<R: Read> Table<R> {
    /// A table; `first` are its first bytes, whose commonest separator is taken.
    pub(crate) fn new(source: R, first: &[u8], path: String, options: Options) -> Self {
        let head = first.split(|&b| b == b'\n').next().unwrap_or(first);
        let count = |c: u8| head.iter().filter(|&&b| b == c).count();
        let separator = [b',', b'\t', b';'].into_iter().rev().max_by_key(|&c| count(c)).unwrap_or(b',');
        let kept = Kept { inner: source, bytes: Vec::new(), from: 0, limit: options.limits.line };
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(kept);
        Self { reader, names: None, path, options, over: false }
    }

    fn record(&mut self) -> Option<Result<(csv::ByteRecord, Vec<u8>, u64), Problem>> {
        let mut record = csv::ByteRecord::new();
        let line = self.reader.position().line();
        let place = format!("{}:{line}", self.path);
        match self.reader.read_byte_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                // empty lines before a row are passed by, and the row knows where it begins
                let line = record.position().map_or(line, csv::Position::line);
                let until = self.reader.position().byte();
                let mut raw = self.reader.get_mut().take(until);
                while raw.last().is_some_and(|b| matches!(b, b'\r' | b'\n')) {
                    raw.pop();
                }
                Some(Ok((record, raw, line)))
            }
            Err(e) => {
                self.over = true;
                Some(Err(match e.kind() {
                    csv::ErrorKind::Io(io) if io.kind() == io::ErrorKind::FileTooLarge => {
                        let what = format!("the row that begins here has more than {} bytes", self.options.limits.line);
                        Problem::new(place, what, "close its quotation mark; what stands below is not read")
                    }
                    csv::ErrorKind::Io(io) => Problem::io(place, io),
                    _ => Problem::new(place, e.to_string(), "correct the row, or take it out"),
                }))
            }
        }
    }

    fn text(bytes: &[u8], place: &str) -> Result<(String, &'static str), Problem> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok((text.to_owned(), "UTF-8")),
            Err(_) => {
                charset::decode(bytes.to_vec()).map(|d| (d.text, d.charset)).map_err(|e| Problem::said(place.to_owned(), &e.to_string()))
            }
        }
    }

    /// The first row.
    fn head(&mut self) -> Option<Result<(), Problem>> {
        let (record, _, line) = match self.record()? {
            Ok(row) => row,
            Err(problem) => return Some(Err(problem)),
        };
        let place = format!("{}:{line}", self.path);
        let names = record.iter().map(|cell| Self::text(cell, &place).map(|(t, _)| t.trim_start_matches('\u{FEFF}').trim().to_owned()));
        let names = match names.collect::<Result<Vec<_>, _>>() {
            Ok(names) => names,
            Err(problem) => return Some(Err(problem)),
        };
        let wanted = &self.options.columns.text;
        if !names.iter().any(|n| wanted.iter().any(|w| w.eq_ignore_ascii_case(n))) {
            let what = format!("no column is {}", wanted.join(" or "));
            return Some(Err(Problem::new(place, what, format!("there are {}; say which is the text: text=NAME", names.join(", ")))));
        }
        self.names = Some(names);
        Some(Ok(()))
    }

    fn item(&self, record: &csv::ByteRecord, raw: Vec<u8>, line: u64) -> Result<Item, Problem> {
        let place = format!("{}:{line}", self.path);
        let names = self.names.as_deref().unwrap_or_default();
        // a charset is told by the whole row: a cell of three letters says little
        let (_, charset) = Self::text(&raw, &place)?;
        let encoding = encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8);
        let row = self.options.columns.row(|name| {
            let at = names.iter().position(|n| n.eq_ignore_ascii_case(name))?;
            record.get(at).map(|cell| encoding.decode_without_bom_handling(cell).0.into_owned())
        });
        row_item(row, || names.to_vec(), raw, place, &self.path, "text/csv", charset, &self.options)
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = Result<Item, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        if self.names.is_none()
            && let Err(problem) = self.head()?
        {
            self.over = true;
            return Some(Err(problem));
        }
        Some(match self.record()? {
            Ok((record, raw, line)) => self.item(&record, raw, line),
            Err(problem) => Err(problem),
        })
    }
}
