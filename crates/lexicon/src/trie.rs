//! The phrases as a trie of words, written once and walked in place.
//!
//! A node is a number, the root 0. A slot holds a 64-bit mark made of a node and a word, the node that the word leads to, and the value of the
//! phrase that ends there (0: none does). Slots stand in open-addressed tables, so that a step is one hash and about one look at memory.
//! Words that begin phrases have a table of their own, which stays small and near however many phrases there are: most words of a text
//! begin none, and are done with there. Words are told apart by their marks alone: two that shared one would have to be found among 2^64.
//! The bytes are a slot that holds the number of slots of the first table, that table, and the table of all further words.

use std::collections::BTreeMap;

/// Bytes of a slot.
const SLOT: usize = 16;

/// Bytes of the longest word that may be given in two parts.
const LONGEST: usize = 64;

/// The mark of a word after a node. Never 0, which marks an empty slot.
fn mark(node: u32, word: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = (u64::from(node) + 1).wrapping_mul(FACTOR) ^ word.len() as u64;
    let mut mix = |chunk: u64| {
        hash = (hash ^ chunk).wrapping_mul(FACTOR);
        hash ^= hash >> 29;
    };
    let (chunks, rest) = word.as_chunks::<8>();
    for chunk in chunks {
        mix(u64::from_le_bytes(*chunk));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(u64::from_le_bytes(last));
    mix(0);
    hash | 1
}

/// Writes the trie of phrases (words with single spaces between) and their values, which must not be 0.
pub(crate) fn write<'a>(phrases: impl Iterator<Item = (&'a str, u32)>) -> Vec<u8> {
    let mut slots: BTreeMap<u64, (u32, u32, bool)> = BTreeMap::new();
    let mut nodes = 1;
    for (phrase, value) in phrases {
        let mut node = 0;
        let mut words = phrase.split(' ').peekable();
        while let Some(word) = words.next() {
            let slot = slots.entry(mark(node, word.as_bytes())).or_insert_with(|| {
                nodes += 1;
                (nodes - 1, 0, node == 0)
            });
            node = slot.0;
            if words.peek().is_none() {
                slot.1 = value;
            }
        }
    }
    // nodes that follow the root came from it, all others from a later node
    let (roots, rest): (Vec<_>, Vec<_>) = slots.into_iter().partition(|(_, (_, _, root))| *root);
    // few first words, looked for at every token: half empty, so that a miss is found soon; the many others are packed closer
    let (roots, rest) = (table(&roots, roots.len() * 2), table(&rest, rest.len() * 4 / 3));
    let mut bytes = vec![0; SLOT];
    bytes[..8].copy_from_slice(&((roots.len() / SLOT) as u64).to_le_bytes());
    bytes.extend(roots);
    bytes.extend(rest);
    bytes
}

/// A mark with its node, its value, and whether it follows the root.
type Filled = (u64, (u32, u32, bool));

/// Where the search for a mark begins in a table of this many slots: its share of the range, so that a table may have any size.
fn home(mark: u64, size: usize) -> usize {
    ((u128::from(mark) * size as u128) >> 64) as usize
}

/// An open-addressed table with room for this many slots, and two empty ones, so that every search ends.
fn table(slots: &[Filled], size: usize) -> Vec<u8> {
    let size = size + 2;
    let mut bytes = vec![0; size * SLOT];
    for (mark, (node, value, _)) in slots {
        let mut at = home(*mark, size);
        while bytes[at * SLOT..at * SLOT + 8] != [0; 8] {
            at = if at + 1 == size { 0 } else { at + 1 };
        }
        bytes[at * SLOT..at * SLOT + 8].copy_from_slice(&mark.to_le_bytes());
        bytes[at * SLOT + 8..at * SLOT + 12].copy_from_slice(&node.to_le_bytes());
        bytes[at * SLOT + 12..at * SLOT + 16].copy_from_slice(&value.to_le_bytes());
    }
    bytes
}

/// The table of words that begin phrases, and that of all further words; empty where the bytes have no such parts.
fn tables(bytes: &[u8]) -> (&[u8], &[u8]) {
    let parts = || {
        let roots = usize::try_from(u64::from_le_bytes(bytes.get(..8)?.try_into().ok()?)).ok()?;
        bytes.get(SLOT..)?.split_at_checked(roots.checked_mul(SLOT)?)
    };
    parts().unwrap_or((&[], &[]))
}

/// Whether bytes can be a trie: tables of whole slots, one of each empty, so that every search ends.
pub(crate) fn is_sound(bytes: &[u8]) -> bool {
    let sound = |table: &[u8]| table.len().is_multiple_of(SLOT) && table.chunks_exact(SLOT).any(|slot| slot[..8] == [0; 8]);
    let (roots, rest) = tables(bytes);
    sound(roots) && sound(rest)
}

/// A walk through the phrases, one word at a time.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'a> {
    roots: &'a [u8],
    rest: &'a [u8],
    node: u32,
    value: u32,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let (roots, rest) = tables(bytes);
        Self { roots, rest, node: 0, value: 0 }
    }

    /// Goes on by a word; false, and no step, when no phrase goes on so.
    pub fn step(&mut self, word: &str) -> bool {
        self.find(mark(self.node, word.as_bytes()))
    }

    /// Goes on by a word written in two parts (`ال` and what follows it).
    pub fn step_parts(&mut self, first: &str, rest: &str) -> bool {
        let mut word = [0; LONGEST];
        let length = first.len() + rest.len();
        if length > LONGEST {
            return false;
        }
        word[..first.len()].copy_from_slice(first.as_bytes());
        word[first.len()..length].copy_from_slice(rest.as_bytes());
        self.find(mark(self.node, &word[..length]))
    }

    fn find(&mut self, mark: u64) -> bool {
        let slots = if self.node == 0 { self.roots } else { self.rest };
        let size = slots.len() / SLOT;
        let mut at = home(mark, size);
        for _ in 0..size {
            let Some(slot) = slots.get(at * SLOT..(at + 1) * SLOT) else { return false };
            let [found, rest] = [0, 8].map(|from| u64::from_le_bytes(slot[from..from + 8].try_into().unwrap_or_default()));
            if found == mark {
                (self.node, self.value) = (rest as u32, (rest >> 32) as u32);
                return true;
            }
            if found == 0 {
                return false;
            }
            at = if at + 1 == size { 0 } else { at + 1 };
        }
        false
    }

    /// The value of the phrase walked so far, if it is one.
    pub fn value(&self) -> Option<u32> {
        (self.value != 0).then_some(self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(bytes: &[u8], words: &[&str]) -> Option<u32> {
        let mut walk = Walk::new(bytes);
        words.iter().all(|word| walk.step(word)).then(|| walk.value()).flatten()
    }

    #[test]
    fn phrases_are_found_word_by_word_and_nothing_else_is() {
        let phrases = [("وزاره", 7), ("وزاره الخارجيه", 8), ("وفقا ل", 9), ("الامم المتحده", 10)];
        let bytes = write(phrases.into_iter());
        assert!(is_sound(&bytes));
        assert_eq!(value(&bytes, &["وزاره"]), Some(7));
        assert_eq!(value(&bytes, &["وزاره", "الخارجيه"]), Some(8));
        assert_eq!(value(&bytes, &["وفقا", "ل"]), Some(9));
        assert_eq!(value(&bytes, &["وفقا"]), None, "the beginning of a phrase is none");
        assert_eq!(value(&bytes, &["وزار"]), None, "part of a word is no word");
        assert_eq!(value(&bytes, &["الخارجيه"]), None, "nor is the end of a phrase");
        let mut walk = Walk::new(&bytes);
        assert!(walk.step_parts("ال", "امم") && walk.step("المتحده"));
        assert_eq!(walk.value(), Some(10));
        assert!(!walk.step("كلها") && walk.value() == Some(10), "a step that fails is none");
    }

    #[test]
    fn many_phrases_all_come_back() {
        let phrases: Vec<String> = (0..20_000).map(|n| format!("كلمه{} وسط{} اخر{n}", n % 97, n % 13)).collect();
        let bytes = write(phrases.iter().zip(1..).map(|(p, n)| (p.as_str(), n)));
        for (phrase, n) in phrases.iter().zip(1..) {
            assert_eq!(value(&bytes, &phrase.split(' ').collect::<Vec<_>>()), Some(n), "{phrase}");
        }
    }

    #[test]
    fn a_full_table_is_not_sound_and_is_answered() {
        let full = [0xFF; 4 * SLOT];
        assert!(!is_sound(&full));
        assert!(!Walk::new(&full).step("وزاره"));
        assert!(!Walk::new(&[]).step("وزاره"));
    }
}
