//! The charset of a page. In: its bytes and the server's header. Out: its text, the name of its encoding, and a doubt where bytes are damaged. What
//! the bytes are goes before what header and `meta` say: many pages say one charset and are another.

use encoding_rs::{Encoding, UTF_8};

use crate::charset::{self, Undecodable};

/// Text, name of the encoding, and what is doubtful.
pub(crate) type Decoded = (String, String, Option<String>);

/// Decodes a page.
pub(crate) fn decode(bytes: &[u8], header: Option<&str>) -> Result<Decoded, String> {
    match charset::decode(bytes.to_vec()) {
        Ok(decoded) => return Ok((decoded.text, decoded.charset.to_owned(), None)),
        Err(e @ (Undecodable::Format(_) | Undecodable::Utf32)) => return Err(e.to_string()),
        Err(_) => {}
    }
    let said = header.and_then(label).or_else(|| declared(bytes));
    // a page of one-byte letters with damage, or of UTF-8 with a broken place: read, and said
    if let Err(e @ Undecodable::BrokenUtf8(_)) = charset::decode(bytes.to_vec()) {
        let text = UTF_8.decode(bytes).0.into_owned();
        return Ok((text, "UTF-8".to_owned(), Some(e.to_string())));
    }
    let Some(encoding) = said else {
        return Err("its charset is not said, and no Arabic charset makes sense of it; save it as UTF-8".to_owned());
    };
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let doubt = damaged.then(|| format!("some of its bytes are no {}; get the page again", encoding.name()));
    Ok((text.replace('\0', ""), encoding.name().to_owned(), doubt))
}

/// `charset=NAME` in a header or a `meta`.
fn label(value: &str) -> Option<&'static Encoding> {
    let at = value.to_ascii_lowercase().find("charset")? + "charset".len();
    let rest = value.get(at..)?.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let name = rest.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '>' | '/')).next()?;
    Encoding::for_label(name.as_bytes())
}

/// What the page's first bytes say.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    label(&String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]))
}
