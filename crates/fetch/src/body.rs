//! Bodies within limits. In: what comes over the wire, and how it is packed. Out: the bytes in it, or a [`Refusal`] as soon as there are too many:
//! a page that swells without end costs no more than the limit.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use crate::refusal::Refusal;

const GZIP: [u8; 2] = [0x1F, 0x8B];

/// The first bytes up to one more than `limit`.
fn take(source: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What an answer holds, unpacked: by its `Content-Encoding`, and where the file itself is packed (`sitemap.xml.gz`).
pub(crate) fn whole(url: &str, body: impl Read, encoding: Option<&str>, limit: u64, seconds: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = take(body, limit).map_err(|e| Refusal::network(url, &ureq::Error::from(e), seconds))?;
    if bytes.len() as u64 > limit {
        return Err(large(url, limit, ""));
    }
    match encoding.map(str::trim).unwrap_or_default().to_ascii_lowercase().as_str() {
        "" | "identity" | "gzip" | "x-gzip" => {}
        other => {
            let what = format!("its answer is packed with {other}, which was not asked for and is not read");
            return Err(Refusal::new(url, what, "save the page and add the file"));
        }
    }
    // once for the way, once for the file
    for _ in 0..2 {
        if !bytes.starts_with(&GZIP) {
            break;
        }
        let packed = std::mem::take(&mut bytes);
        bytes = take(MultiGzDecoder::new(&packed[..]), limit)
            .map_err(|e| Refusal::new(url, format!("it cannot be unpacked ({e})"), "try again later, or save the page and add the file"))?;
        if bytes.len() as u64 > limit {
            return Err(large(url, limit, " unpacked"));
        }
    }
    Ok(bytes)
}

/// Something too large.
pub(crate) fn large(url: &str, limit: u64, when: &str) -> Refusal {
    Refusal::new(
        url,
        format!("it is larger than {limit} bytes{when}, the limit for one answer"),
        "give --max-size more MiB, if it is no mistake",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn what_is_packed_once_or_twice_is_unpacked_and_never_beyond_the_limit() {
        let read = |bytes: &[u8], encoding| whole("u", bytes, encoding, 1000, 1);
        assert_eq!(read(b"<urlset>", None).unwrap(), b"<urlset>");
        assert_eq!(read(&pack(&pack(b"<urlset>")), Some("gzip")).unwrap(), b"<urlset>");
        assert_eq!(read(b"plain", Some("gzip")).unwrap(), b"plain", "some servers say gzip and send none");
        let bomb = read(&pack(&vec![b' '; 100_000]), Some("gzip")).unwrap_err().to_string();
        assert!(bomb.contains("larger than 1000 bytes unpacked"), "{bomb}");
        assert!(read(&[b' '; 1001], None).unwrap_err().to_string().contains("larger than 1000 bytes, the limit"));
        assert!(read(b"x", Some("br")).unwrap_err().to_string().contains("packed with br"));
        let cut = pack(b"some words of a page that is cut");
        assert!(read(&cut[..cut.len() - 9], Some("gzip")).is_err());
    }
}
