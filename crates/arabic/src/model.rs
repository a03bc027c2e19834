//! How the learned models name what they look at: hashes of words and of features, the tags, and the rows of `lexicon/model`.
//!
//! A feature is a template and up to two texts (`word`, `قال`). Its row in the file shows the texts; the engine knows only their hash, which
//! [`key`] makes of the hashes of template and texts, so that what is looked at often is hashed once.

/// Parts of speech of Universal Dependencies that the tagger chooses from; marks are told by their characters.
pub const TAGS: [&str; 16] =
    ["NOUN", "VERB", "ADJ", "PROPN", "ADP", "PRON", "DET", "PART", "CCONJ", "SCONJ", "ADV", "AUX", "NUM", "SYM", "INTJ", "X"];

/// A text as a number: FNV-1a over its bytes.
pub const fn hash(text: &str) -> u32 {
    hash_on(0x811c_9dc5, text)
}

/// The hash of a text that goes on after one whose hash is `before`.
pub const fn hash_on(before: u32, text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = before;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// The key of a feature: its template and two texts, all by their hashes (0 for none).
pub const fn key(template: u32, first: u32, second: u32) -> u32 {
    let mut hash = template.wrapping_mul(0x9E37_79B1) ^ first.rotate_left(7).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ hash >> 15).wrapping_mul(0x2C1B_3C6D) ^ second.rotate_left(13).wrapping_mul(0xC2B2_AE35);
    hash = (hash ^ hash >> 12).wrapping_mul(0x297A_2D39);
    hash ^ hash >> 15
}

/// The key of a row of a model's file.
pub fn row_key(template: &str, first: &str, second: &str) -> u32 {
    let part = |text: &str| if text.is_empty() { 0 } else { hash(text) };
    key(hash(template), part(first), part(second))
}

/// Weights as a model's file writes them: `NOUN:12 VERB:-3`, or one number for a model without tags. `None` where it is neither.
pub fn weights(cell: &str) -> Option<Vec<i8>> {
    if let Ok(one) = cell.parse() {
        return Some(vec![one]);
    }
    let mut out = vec![0; TAGS.len()];
    for pair in cell.split(' ') {
        let (tag, weight) = pair.split_once(':')?;
        out[TAGS.iter().position(|t| *t == tag)?] = weight.parse().ok()?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_as_written() {
        let row = weights("NOUN:12 VERB:-3").unwrap();
        assert_eq!((row[0], row[1], row[2]), (12, -3, 0));
        assert_eq!(weights("-7"), Some(vec![-7]));
        assert_eq!(weights("NOUN"), None);
        assert_eq!(weights("THING:1"), None);
        assert_eq!(hash_on(hash("NOUN"), ",VERB"), hash("NOUN,VERB"));
        assert_ne!(row_key("word", "قال", ""), row_key("word", "", "قال"));
    }
}
