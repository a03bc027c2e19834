//! Compression of what is kept. In: bytes. Out: zstd frames, and back within a bound.
//!
//! Texts and records are short, so most of a frame of their own would be spent on learning Arabic and JSON: they are packed against
//! `schema/dictionary-1.txt` (invented reports and their records). That file must never change; another would be `dictionary-2.txt`, with a
//! migration. The bytes as received are packed against the text that was found in them, of which they mostly consist.

use std::cell::RefCell;
use std::sync::OnceLock;

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// Level of compression: the third is small and faster than the engine by far.
const LEVEL: i32 = 3;

/// Bytes that one frame may grow to: more is damage, not a report.
const LIMIT: u64 = 256 << 20;

/// What texts and records are packed against.
const DICTIONARY: &[u8] = include_bytes!("../schema/dictionary-1.txt");

static ENCODER: OnceLock<EncoderDictionary<'static>> = OnceLock::new();
static DECODER: OnceLock<DecoderDictionary<'static>> = OnceLock::new();

// contexts are some hundred kilobytes each: one a thread, not one a frame
thread_local! {
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Compresses a text or a record.
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    PACKER.with_borrow_mut(|packer| {
        if packer.is_none() {
            *packer = Compressor::with_prepared_dictionary(ENCODER.get_or_init(|| EncoderDictionary::copy(DICTIONARY, LEVEL))).ok();
        }
        // compressing into memory cannot fail but for want of memory; an empty frame is then told by `unpack`
        packer.as_mut().and_then(|packer| packer.compress(bytes).ok()).unwrap_or_default()
    })
}

/// Decompresses a text or a record; the error says why not.
pub(crate) fn unpack(frame: &[u8]) -> Result<Vec<u8>, String> {
    let size = size(frame)?;
    UNPACKER.with_borrow_mut(|unpacker| {
        if unpacker.is_none() {
            let made = Decompressor::with_prepared_dictionary(DECODER.get_or_init(|| DecoderDictionary::copy(DICTIONARY)));
            *unpacker = Some(made.map_err(|e| e.to_string())?);
        }
        unpacker.as_mut().ok_or("no memory")?.decompress(frame, size).map_err(|e| e.to_string())
    })
}

/// Decompresses text.
pub(crate) fn unpack_text(frame: &[u8]) -> Result<String, String> {
    String::from_utf8(unpack(frame)?).map_err(|_| "it is not UTF-8".to_owned())
}

/// Compresses bytes in which this text was found.
pub(crate) fn pack_raw(raw: &[u8], text: &str) -> Vec<u8> {
    Compressor::with_dictionary(LEVEL, text.as_bytes()).and_then(|mut packer| packer.compress(raw)).unwrap_or_default()
}

/// Decompresses bytes in which this text was found.
pub(crate) fn unpack_raw(frame: &[u8], text: &str) -> Result<Vec<u8>, String> {
    let size = size(frame)?;
    Decompressor::with_dictionary(text.as_bytes()).and_then(|mut unpacker| unpacker.decompress(frame, size)).map_err(|e| e.to_string())
}

/// Size of what is in a frame.
fn size(frame: &[u8]) -> Result<usize, String> {
    match zstd::zstd_safe::get_frame_content_size(frame) {
        Ok(Some(size)) if size <= LIMIT => Ok(size as usize),
        Ok(Some(size)) => Err(format!("it says to be {size} bytes")),
        _ => Err("its beginning is damaged".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "قال الوزير إن الوفد وصل إلى المدينة صباح اليوم وإن المحادثات تبدأ غدا.";

    #[test]
    fn what_is_packed_comes_back_and_damage_is_told() {
        let frame = pack(TEXT.as_bytes());
        assert!(frame.len() < TEXT.len());
        assert_eq!(unpack_text(&frame).as_deref(), Ok(TEXT));
        assert!(unpack(&frame[..frame.len() / 2]).is_err());
        assert!(unpack(&[]).is_err());
    }

    #[test]
    fn bytes_that_consist_of_their_text_take_next_to_nothing() {
        let raw = format!("{{\"text\": \"{TEXT}\"}}");
        let frame = pack_raw(raw.as_bytes(), TEXT);
        assert!(frame.len() < 40, "{}", frame.len());
        assert_eq!(unpack_raw(&frame, TEXT), Ok(raw.into_bytes()));
        assert!(unpack_raw(&frame, "نص آخر").is_err());
        assert_eq!(unpack_raw(&pack_raw(b"x", ""), ""), Ok(b"x".to_vec()));
    }
}
