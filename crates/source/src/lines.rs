//! Lines of a source, one at a time. In: a [`BufRead`]. Out: [`Line`]s with their numbers. A line over the limit is passed by as it streams, so
//! that two gigabytes without a line break take no more memory than the limit.

use std::io::{self, BufRead};

/// One line, without its line break.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Whole(Vec<u8>),
    /// Longer than the limit: how many bytes.
    TooLong(u64),
}

/// Lines and where we are.
pub(crate) struct Lines<R> {
    inner: R,
    limit: u64,
    /// Number of the line given last, from 1.
    pub(crate) number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(inner: R, limit: u64) -> Self {
        Self { inner, limit, number: 0 }
    }

    /// The next line; `None` at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let mut length = 0u64;
        let mut any = false;
        loop {
            let buffer = match self.inner.fill_buf() {
                Ok(buffer) => buffer,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => {
                    self.number += u64::from(!any);
                    return Err(e);
                }
            };
            if buffer.is_empty() {
                break;
            }
            if !any {
                any = true;
                self.number += 1;
            }
            let end = buffer.iter().position(|&b| b == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            length += part.len() as u64;
            if length <= self.limit {
                line.extend_from_slice(part);
            } else {
                line = Vec::new();
            }
            let taken = part.len() + usize::from(end.is_some());
            self.inner.consume(taken);
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        if length > self.limit {
            return Ok(Some(Line::TooLong(length)));
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(Some(Line::Whole(line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_passed_by_and_the_next_is_read() {
        let text = format!("one\r\n{}\n\nlast", "x".repeat(100));
        let mut lines = Lines::new(io::BufReader::with_capacity(7, text.as_bytes()), 10);
        assert_eq!(lines.next().unwrap(), Some(Line::Whole(b"one".to_vec())));
        assert_eq!(lines.next().unwrap(), Some(Line::TooLong(100)));
        assert_eq!((lines.next().unwrap(), lines.number), (Some(Line::Whole(Vec::new())), 3));
        assert_eq!(lines.next().unwrap(), Some(Line::Whole(b"last".to_vec())));
        assert_eq!(lines.next().unwrap(), None);
    }
}
