//! Packed files unpacked as they are read. In: bytes that may be gzip or zstd, of one member or of many. Out: the bytes in them, as a [`Read`]
//! that knows at which byte of the file each member began. Memory does not grow with the file, and a file that swells beyond the limits is an
//! error, not a full disk.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::GzDecoder;

use crate::options::Limits;

/// Unpacked bytes below which the ratio is not asked: short files may be anything.
const SURELY_FINE: u64 = 64 << 20;

/// Any source of bytes.
pub(crate) type Source = Box<dyn Read + Send>;

/// A reader that counts what was taken.
pub(crate) struct Counted {
    inner: BufReader<Source>,
    count: u64,
}

impl Read for Counted {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.count += n as u64;
        Ok(n)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.inner.consume(n);
        self.count += n as u64;
    }
}

enum State {
    Plain(Counted),
    Gzip(Box<GzDecoder<Counted>>),
    Zstd(Box<zstd::stream::read::Decoder<'static, Counted>>),
    /// Between two members, and after the last.
    Between(Counted),
    /// After an error.
    Broken,
}

/// The bytes in a file.
pub(crate) struct Members {
    state: State,
    packed: bool,
    limits: Limits,
    out: u64,
    /// For each member not yet passed: bytes given before it, and where it begins in the file.
    starts: VecDeque<(u64, u64)>,
}

impl Members {
    /// Looks at the first bytes and unpacks what is packed.
    pub(crate) fn new(source: Source, limits: Limits) -> io::Result<Self> {
        let (first, source) = peek(source, 8192)?;
        let magic = &first[..first.len().min(4)];
        let counted = Counted { inner: BufReader::with_capacity(64 << 10, source), count: 0 };
        let packed = magic.starts_with(&[0x1F, 0x8B]) || is_zstd(magic);
        let state = if packed { State::Between(counted) } else { State::Plain(counted) };
        Ok(Self { state, packed, limits, out: 0, starts: VecDeque::new() })
    }

    /// Place of a byte given, in the file: the byte itself, or for packed files where its member begins and how far into it.
    pub(crate) fn place(&mut self, given: u64) -> String {
        if !self.packed {
            return given.to_string();
        }
        while self.starts.len() > 1 && self.starts[1].0 <= given {
            self.starts.pop_front();
        }
        match self.starts.front() {
            Some(&(before, at)) if given == before => at.to_string(),
            Some(&(before, at)) => format!("{at}+{}", given - before),
            None => "0".to_owned(),
        }
    }

    /// Bytes taken from the file so far.
    fn taken(&self) -> u64 {
        match &self.state {
            State::Plain(c) | State::Between(c) => c.count,
            State::Gzip(d) => d.get_ref().count,
            State::Zstd(d) => d.get_ref().count,
            State::Broken => 0,
        }
    }

    fn begin(&mut self, mut counted: Counted) -> io::Result<bool> {
        // zeros pad the members of some archives
        loop {
            let buffer = counted.fill_buf()?;
            let zeros = buffer.iter().take_while(|&&b| b == 0).count();
            if zeros == 0 {
                break;
            }
            counted.consume(zeros);
        }
        let at = counted.count;
        let first = counted.fill_buf()?.first().copied();
        self.starts.push_back((self.out, at));
        self.state = match first {
            None => {
                self.starts.pop_back();
                self.state = State::Between(counted);
                return Ok(false);
            }
            Some(0x1F) => State::Gzip(Box::new(GzDecoder::new(counted))),
            Some(_) => State::Zstd(Box::new(zstd::stream::read::Decoder::with_buffer(counted)?.single_frame())),
        };
        Ok(true)
    }

    fn refuse(&mut self, words: String) -> io::Error {
        self.state = State::Broken;
        io::Error::new(io::ErrorKind::InvalidData, words)
    }
}

impl Read for Members {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        loop {
            let n = match &mut self.state {
                State::Plain(c) => c.read(buf)?,
                State::Gzip(d) => d.read(buf)?,
                State::Zstd(d) => d.read(buf)?,
                State::Between(_) | State::Broken => 0,
            };
            if n > 0 {
                self.out += n as u64;
                if self.packed {
                    let taken = self.taken();
                    if self.out > self.limits.decompressed {
                        let limit = self.limits.decompressed;
                        return Err(self.refuse(format!("unpacked, it is larger than {limit} bytes; split it, or raise the limit")));
                    }
                    if self.out > SURELY_FINE && self.out > taken.saturating_mul(self.limits.ratio) {
                        let words = format!(
                            "{taken} bytes of it swell to more than {}: it is no honest file; leave it out, or unpack it by hand",
                            self.out
                        );
                        return Err(self.refuse(words));
                    }
                }
                return Ok(n);
            }
            let more = match std::mem::replace(&mut self.state, State::Broken) {
                State::Gzip(d) => self.begin(d.into_inner())?,
                State::Zstd(d) => self.begin(d.finish())?,
                // nothing yet: the first member
                State::Between(c) => self.begin(c)?,
                plain @ State::Plain(_) => {
                    self.state = plain;
                    false
                }
                State::Broken => false,
            };
            if !more {
                return Ok(0);
            }
        }
    }
}

fn is_zstd(magic: &[u8]) -> bool {
    // a frame, or a skippable frame before the first
    magic == [0x28, 0xB5, 0x2F, 0xFD] || (magic.len() == 4 && magic[0] & 0xF0 == 0x50 && magic[1..] == [0x2A, 0x4D, 0x18])
}

/// The first bytes of a source, and the source with them before it.
pub(crate) fn peek(mut source: impl Read + Send + 'static, n: u64) -> io::Result<(Vec<u8>, Source)> {
    let mut first = Vec::new();
    source.by_ref().take(n).read_to_end(&mut first)?;
    Ok((first.clone(), Box::new(Cursor::new(first).chain(source))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn open(bytes: Vec<u8>) -> Members {
        Members::new(Box::new(Cursor::new(bytes)), Limits::default()).unwrap()
    }

    #[test]
    fn members_follow_each_other_and_know_their_places() {
        let (one, two) = (gzip(b"one"), zstd::encode_all(&b"two"[..], 3).unwrap());
        let at = one.len();
        for second in [gzip(b"two"), two] {
            let mut members = open([one.clone(), vec![0; 5], second].concat());
            let mut out = String::new();
            members.read_to_string(&mut out).unwrap();
            assert_eq!(out, "onetwo");
            assert_eq!((members.place(0), members.place(2)), ("0".to_owned(), "0+2".to_owned()));
            assert_eq!((members.place(3), members.place(4)), ((at + 5).to_string(), format!("{}+1", at + 5)));
        }
        let mut plain = open(b"plain".to_vec());
        assert_eq!(io::read_to_string(&mut plain).unwrap(), "plain");
        assert_eq!(plain.place(3), "3");
    }

    #[test]
    fn a_cut_file_gives_what_is_before_the_cut_and_then_an_error() {
        let mut packed = gzip(&(0..20_000u32).flat_map(|i| i.wrapping_mul(2_654_435_761).to_le_bytes()).collect::<Vec<_>>());
        packed.truncate(packed.len() / 2);
        let mut out = Vec::new();
        let error = open(packed).read_to_end(&mut out).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        assert!(out.len() > 10_000);
    }

    #[test]
    fn a_bomb_is_refused_before_it_goes_off() {
        let mut zeros = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        for _ in 0..200 {
            zeros.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        let bomb = zeros.finish().unwrap();
        let mut members = open(bomb);
        let error = io::copy(&mut members, &mut io::sink()).unwrap_err();
        assert!(error.to_string().contains("no honest file"), "{error}");
        assert!(members.out < 70 << 20);
        assert_eq!(members.read(&mut [0; 10]).unwrap(), 0, "and then it is over");
    }
}
