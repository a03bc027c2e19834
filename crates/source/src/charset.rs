//! From bytes to text. In: the bytes of one file. Out: its text and the name of its encoding, or what is wrong and what to do.
//!
//! Nothing is guessed that cannot be checked: UTF-8 must be valid to the last byte, UTF-16 must pair its surrogates, and a one-byte
//! charset is taken only if it makes Arabic of the bytes. What the text is about is not its business.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_6, WINDOWS_1256};

/// Bytes looked at to tell one encoding from another.
const SAMPLE: usize = 64 * 1024;

/// Text with the encoding that it was in.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark, otherwise unchanged.
    pub text: String,
    /// Name of the encoding.
    pub charset: &'static str,
}

/// Why bytes are not text, and what to do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undecodable {
    /// A document or archive format, by its first bytes.
    #[error("it is a {0}, not plain text; save or export its text as UTF-8 (*.txt) and read that")]
    Format(&'static str),
    /// A NUL at this byte.
    #[error("it is not text: byte {0} is NUL; give plain text, UTF-8 if you can choose")]
    Binary(usize),
    /// UTF-8 that breaks at this byte.
    #[error("its UTF-8 is damaged at byte {0}; get the file again, or drop the damage: iconv -c -f UTF-8 -t UTF-8")]
    BrokenUtf8(usize),
    /// UTF-16 that breaks at this byte.
    #[error("its UTF-16 is damaged at byte {0}; get the file again, or save it as UTF-8")]
    BrokenUtf16(usize),
    /// UTF-32, which the Web dropped and we do too.
    #[error("it is UTF-32; convert it: iconv -f UTF-32 -t UTF-8")]
    Utf32,
    /// Not UTF-8 from this byte on, and no Arabic charset makes sense of it.
    #[error(
        "it is not UTF-8 (byte {0}), and neither Windows-1256 nor ISO-8859-6 makes Arabic of it; \
         convert it from its own encoding: iconv -f NAME -t UTF-8"
    )]
    Unknown(usize),
}

/// Decodes a file's bytes.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, Undecodable> {
    if let Some(name) = known_format(&bytes) {
        return Err(Undecodable::Format(name));
    }
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(Undecodable::Utf32);
    }
    if let Some((order, skip)) = utf16(&bytes) {
        return from_utf16(&bytes, order, skip);
    }
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        return Err(Undecodable::Binary(at));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{FEFF}') {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            Ok(Decoded { text, charset: "UTF-8" })
        }
        Err(broken) => from_one_byte(broken.as_bytes(), broken.utf8_error().valid_up_to()),
    }
}

/// Formats that people give by mistake; each would else be "binary" or, worse, a few words of Latin.
fn known_format(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: [(&[u8], &str); 5] = [
        (b"%PDF-", "PDF"),
        (b"PK\x03\x04", "ZIP or Office file"),
        (b"\xD0\xCF\x11\xE0", "Word 97 file"),
        (b"{\\rtf", "RTF file"),
        (b"\x1F\x8B", "gzip file"),
    ];
    FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

/// Byte order of UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn unit(self, pair: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(pair),
            Self::Big => u16::from_be_bytes(pair),
        }
    }
}

/// Whether the bytes are UTF-16: by the mark, or because read so they are Arabic letters and plain ASCII and nothing else to speak of.
/// Arabic UTF-16 is often valid UTF-8 (the letters' low bytes are ASCII), so this is asked before UTF-8.
fn utf16(bytes: &[u8]) -> Option<(Order, usize)> {
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return Some((Order::Little, 2));
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return Some((Order::Big, 2));
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (pairs, _) = sample.as_chunks::<2>();
    let clearly = |order: Order| {
        let (mut arabic, mut plain) = (0, 0);
        for &pair in pairs {
            match order.unit(pair) {
                0x0621..=0x0652 => arabic += 1,
                0x0009 | 0x000A | 0x000D | 0x0020..=0x007E | 0x00AB | 0x00BB | 0x060C | 0x061B | 0x061F | 0x2010..=0x201F => plain += 1,
                _ => {}
            }
        }
        arabic * 3 >= pairs.len() && (arabic + plain) * 10 >= pairs.len() * 9
    };
    if pairs.is_empty() {
        return None;
    }
    [Order::Little, Order::Big].into_iter().find(|&order| clearly(order)).map(|order| (order, 0))
}

fn from_utf16(bytes: &[u8], order: Order, skip: usize) -> Result<Decoded, Undecodable> {
    let (pairs, rest) = bytes[skip..].as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut at = skip;
    for unit in char::decode_utf16(pairs.iter().map(|&pair| order.unit(pair))) {
        match unit {
            Ok('\0') => return Err(Undecodable::Binary(at)),
            Ok(c) => {
                text.push(c);
                at += c.len_utf16() * 2;
            }
            Err(_) => return Err(Undecodable::BrokenUtf16(at)),
        }
    }
    if !rest.is_empty() {
        return Err(Undecodable::BrokenUtf16(at));
    }
    Ok(Decoded { text, charset: if order == Order::Little { "UTF-16LE" } else { "UTF-16BE" } })
}

/// Windows-1256 or ISO-8859-6, if either makes Arabic of bytes that are not UTF-8 from `broken_at` on.
fn from_one_byte(bytes: &[u8], broken_at: usize) -> Result<Decoded, Undecodable> {
    if mostly_utf8(bytes) {
        return Err(Undecodable::BrokenUtf8(broken_at));
    }
    // The sample starts at the last line break before the trouble: a long ASCII preamble says nothing about the charset.
    let from = bytes[..broken_at].iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1).max(broken_at.saturating_sub(SAMPLE / 2));
    let sample = &bytes[from..bytes.len().min(from + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let guessed_arabic = guess == WINDOWS_1256 || guess == ISO_8859_6;
    // Another script's bytes can fall on Arabic letters too: without the detector's vote the share of Arabic must be beyond doubt.
    let needed = if guessed_arabic { 0.3 } else { 0.7 };
    let score = |charset: &'static Encoding| plausibility(charset, sample, needed).map(|score| (charset, score));
    let best = match (score(WINDOWS_1256), score(ISO_8859_6)) {
        (Some(one), Some(two)) if one.1 < two.1 || (one.1 <= two.1 && guess == ISO_8859_6) => two.0,
        (Some(one), _) => one.0,
        (None, Some(two)) => two.0,
        (None, None) => return Err(Undecodable::Unknown(broken_at)),
    };
    best.decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| Decoded { text: text.into_owned(), charset: best.name() })
        .ok_or(Undecodable::Unknown(broken_at))
}

/// Whether bytes are UTF-8 with damage, and not a one-byte charset: more characters beyond ASCII than broken places.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut wide, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    wide > broken
}

/// How much like Arabic the bytes are in this charset; `None` if they are not at all.
/// Arabic is told from its neighbour charset by its commonest letters and by the article with which every third or fourth word begins.
fn plausibility(charset: &'static Encoding, bytes: &[u8], needed: f64) -> Option<f64> {
    const COMMON: &str = "اليومنرتبةعهأدسف";
    let text = charset.decode_without_bom_handling_and_without_replacement(bytes)?;
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}' | '\u{1A}')) {
        return None;
    }
    let arabic = text.chars().filter(|&c| is_arabic_letter(c)).count();
    let common = text.chars().filter(|&c| COMMON.contains(c)).count();
    let words = text.split(|c| !is_arabic_letter(c)).filter(|w| !w.is_empty());
    let (words, articles) =
        words.fold((0usize, 0usize), |(n, a), w| (n + 1, a + usize::from(w.trim_start_matches(['و', 'ب', 'ف', 'ك']).starts_with("ال"))));
    let common = share(common, arabic);
    (arabic > 0 && arabic_share(&text) >= needed && common >= 0.5).then(|| common + 2.0 * share(articles, words))
}

/// Share of Arabic letters among letters, 0 where there are none.
pub fn arabic_share(text: &str) -> f64 {
    let (mut arabic, mut other) = (0, 0);
    for c in text.chars() {
        if is_arabic_letter(c) {
            arabic += 1;
        } else if c.is_alphabetic() && !matches!(c, '\u{0610}'..='\u{06FF}') {
            other += 1;
        }
    }
    share(arabic, arabic + other)
}

#[allow(clippy::cast_precision_loss)] // counts of characters in at most 4 MiB
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// A letter of the Arabic script (no mark, no digit, no tatweel), presentation forms included.
fn is_arabic_letter(c: char) -> bool {
    matches!(c,
        '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}' | '\u{066E}'..='\u{066F}' | '\u{0671}'..='\u{06D3}' | '\u{06D5}'
        | '\u{06EE}'..='\u{06EF}' | '\u{06FA}'..='\u{06FC}' | '\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08C9}'
        | '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Russian foreign minister Sergey Lavrov affirmed, on Thursday in Moscow, that the parties agreed on a new meeting."
    const NEWS: &str = "أكد وزير الخارجية الروسي سيرغي لافروف، الخميس في موسكو، أن الأطراف اتفقت على عقد اجتماع جديد.\r\n";

    fn one_byte(charset: &'static Encoding, text: &str) -> Vec<u8> {
        charset.encode(text).0.into_owned()
    }

    fn utf16_bytes(text: &str, order: Order) -> Vec<u8> {
        let pair = |unit: u16| if order == Order::Little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(pair).collect()
    }

    #[test]
    fn every_encoding_comes_back_whole() {
        let with_mark = format!("\u{FEFF}{NEWS}");
        let cases = [
            (NEWS.as_bytes().to_vec(), "UTF-8"),
            (with_mark.as_bytes().to_vec(), "UTF-8"),
            (utf16_bytes(NEWS, Order::Little), "UTF-16LE"),
            (utf16_bytes(NEWS, Order::Big), "UTF-16BE"),
            (utf16_bytes(&with_mark, Order::Little), "UTF-16LE"),
            (utf16_bytes(&with_mark, Order::Big), "UTF-16BE"),
            (one_byte(WINDOWS_1256, NEWS), "windows-1256"),
            (one_byte(ISO_8859_6, NEWS), "ISO-8859-6"),
        ];
        for (bytes, charset) in cases {
            assert_eq!(decode(bytes), Ok(Decoded { text: NEWS.to_owned(), charset }));
        }
    }

    #[test]
    fn short_one_byte_texts_are_told_apart() {
        for text in ["قال الوزير", "التقى الرئيس نظيره", "وأضاف أن اللقاء سيعقد غداً"] {
            for charset in [WINDOWS_1256, ISO_8859_6] {
                assert_eq!(decode(one_byte(charset, text)), Ok(Decoded { text: text.to_owned(), charset: charset.name() }));
            }
        }
    }

    #[test]
    fn damage_is_placed_and_never_guessed_away() {
        let mut broken = NEWS.as_bytes().to_vec();
        broken[21] = 0xFF;
        assert!(matches!(decode(broken), Err(Undecodable::BrokenUtf8(20 | 21))));
        let mut cut = utf16_bytes(&format!("\u{FEFF}{NEWS}"), Order::Little);
        cut.pop();
        assert_eq!(decode(cut.clone()), Err(Undecodable::BrokenUtf16(cut.len() - 1)));
        assert_eq!(decode(b"abc\0def".to_vec()), Err(Undecodable::Binary(3)));
        assert_eq!(decode("Le ministre a déclaré à la presse".chars().map(|c| c as u8).collect()), Err(Undecodable::Unknown(15)));
        // "The minister said that the talks will go on" in Russian, windows-1251.
        let russian = encoding_rs::WINDOWS_1251.encode("Министр заявил, что переговоры будут продолжены").0.into_owned();
        assert_eq!(decode(russian), Err(Undecodable::Unknown(0)));
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
        assert!(decode(noise).is_err());
    }

    #[test]
    fn the_share_of_arabic_counts_letters_only() {
        assert!((arabic_share("سلام abcd 12.") - 0.5).abs() < 1e-9);
        assert!(arabic_share("2015").abs() < 1e-9);
        assert!((arabic_share("سَلَام") - 1.0).abs() < 1e-9);
    }
}
