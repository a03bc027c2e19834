//! HTTP answers as archives keep them. In: head and body of one answer. Out: the page in it, transfer and content encodings taken off, with its
//! `Content-Type`; `None` where it is no page.

use std::io::Read;

/// `Content-Type` and the page's bytes.
pub(crate) type Answer = (Option<String>, Vec<u8>);

/// The page in an answer; errors are words of the form "what; remedy".
pub(crate) fn payload(answer: &[u8], limit: u64) -> Result<Option<Answer>, String> {
    let find = |mark: &[u8]| answer.windows(mark.len()).position(|w| w == mark).map(|at| (at, at + mark.len()));
    let Some((end, body)) = find(b"\r\n\r\n").into_iter().chain(find(b"\n\n")).min() else { return Ok(None) };
    let head = String::from_utf8_lossy(&answer[..end]);
    let mut lines = head.lines();
    let status = lines.next().and_then(|l| l.split_whitespace().nth(1)).unwrap_or("");
    if status != "200" && status != "203" {
        return Ok(None);
    }
    let fields: Vec<(String, &str)> =
        lines.filter_map(|l| l.split_once(':')).map(|(k, v)| (k.trim().to_ascii_lowercase(), v.trim())).collect();
    let get = |name: &str| fields.iter().find(|(k, _)| k == name).map(|(_, v)| *v);
    let media = get("content-type").unwrap_or("").to_ascii_lowercase();
    if !(media.starts_with("text/html") || media.starts_with("application/xhtml")) {
        return Ok(None);
    }
    let mut body = answer[body..].to_vec();
    if get("transfer-encoding").is_some_and(|t| t.to_ascii_lowercase().contains("chunked")) {
        // some archives keep the header and not the chunks
        if let Some(whole) = unchunk(&body) {
            body = whole;
        }
    }
    let encoding = get("content-encoding").unwrap_or("").to_ascii_lowercase();
    let body = match encoding.as_str() {
        "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => unpack(flate2::read::MultiGzDecoder::new(&body[..]), limit)?,
        "deflate" if body.first().is_some_and(|b| b & 0x0F == 8) => unpack(flate2::read::ZlibDecoder::new(&body[..]), limit)?,
        "deflate" => unpack(flate2::read::DeflateDecoder::new(&body[..]), limit)?,
        "br" | "zstd" if std::str::from_utf8(&body).is_err() => {
            return Err(format!("its page is packed with {encoding}, which is not read; archive it with Accept-Encoding: gzip"));
        }
        _ => body,
    };
    Ok(Some((get("content-type").map(str::to_owned), body)))
}

fn unpack(packed: impl Read, limit: u64) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    packed.take(limit + 1).read_to_end(&mut out).map_err(|e| format!("its page cannot be unpacked ({e}); get it again"))?;
    if out.len() as u64 > limit {
        return Err(format!("its page is larger than {limit} bytes unpacked; it is passed by, raise the limit to read it"));
    }
    Ok(out)
}

/// Chunks joined; `None` where there are none.
fn unchunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = rest.windows(2).take(64).position(|w| w == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Some(out);
        }
        // a last chunk that is cut is what there is of it
        out.extend_from_slice(&rest[..size.min(rest.len())]);
        rest = rest.get(size..)?.strip_prefix(b"\r\n")?;
    }
}
