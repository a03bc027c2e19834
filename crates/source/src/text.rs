//! Text files. In: the bytes of one file. Out: its text, byte for byte once decoded, if it is an Arabic text. It removes nothing.

use crate::charset::{self, Decoded};
use crate::item;
use crate::problem::Problem;

/// Decodes a report in plain text.
///
/// # Errors
/// Bytes that are empty, no text, or no Arabic; the place is left to the caller.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, Problem> {
    let refuse = |words: &str| Err(Problem::said("", words));
    if bytes.is_empty() {
        return refuse("it is empty (0 bytes); get the text again, or leave it out");
    }
    let decoded = charset::decode(bytes).map_err(|e| Problem::said("", &e.to_string()))?;
    if decoded.text.trim().is_empty() {
        return refuse("it holds white space only; get the text again, or leave it out");
    }
    item::arabic(&decoded.text, decoded.charset).map_err(|words| Problem::said("", &words))?;
    Ok(decoded)
}
