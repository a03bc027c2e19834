//! Compression of what is kept. In: bytes. Out: zstd frames, and back within a bound. It does not know what the bytes are.

use std::io::Read as _;

/// Level of compression: the third is as small as news needs and faster than the engine by far.
const LEVEL: i32 = 3;

/// Bytes that one frame may grow to: more is damage, not a report.
const LIMIT: u64 = 256 << 20;

/// Compresses.
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    // compressing into memory cannot fail but for want of memory; an empty frame is then told by `unpack`
    zstd::bulk::compress(bytes, LEVEL).unwrap_or_default()
}

/// Decompresses; the error says why not.
pub(crate) fn unpack(frame: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let decoder = zstd::stream::read::Decoder::with_buffer(frame).map_err(|e| e.to_string())?;
    decoder.take(LIMIT).read_to_end(&mut out).map_err(|e| e.to_string())?;
    Ok(out)
}

/// Decompresses text.
pub(crate) fn unpack_text(frame: &[u8]) -> Result<String, String> {
    String::from_utf8(unpack(frame)?).map_err(|_| "it is not UTF-8".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back_and_damage_is_told() {
        let text = "قال الوزير إن الوفد وصل. ".repeat(40);
        let frame = pack(text.as_bytes());
        assert!(frame.len() < text.len() / 5);
        assert_eq!(unpack_text(&frame).as_deref(), Ok(text.as_str()));
        assert!(unpack(&frame[..frame.len() / 2]).is_err());
    }
}
