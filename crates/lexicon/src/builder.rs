//! Writing the blob.

use crate::trie;
use std::collections::BTreeMap;

/// First bytes of every blob.
pub(crate) const MAGIC: &[u8; 16] = b"MAHDAR-LEX 3\n\0\0\0";

/// BLAKE3 of a lexicon's files: every name and text, each closed by NUL.
pub fn hash(files: &[(&str, &str)]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for (name, text) in files {
        hasher.update(name.as_bytes()).update(&[0]).update(text.as_bytes()).update(&[0]);
    }
    *hasher.finalize().as_bytes()
}

/// Collects forms, phrases and tables, and writes them as one blob.
#[derive(Debug, Default)]
pub struct Builder {
    forms: BTreeMap<String, Vec<[u32; 4]>>,
    phrases: BTreeMap<String, Vec<[u32; 2]>>,
    pool: Vec<u8>,
    tables: Vec<(String, Vec<u32>)>,
    hashed: BTreeMap<String, BTreeMap<u32, Vec<u8>>>,
    models: Vec<(String, Vec<u8>)>,
}

impl Builder {
    /// Adds a word form: its key, and what the language's compiler packs into three numbers beside the key's own spelling.
    pub fn form(&mut self, key: &str, row: [u32; 4]) {
        let rows = self.forms.entry(key.to_owned()).or_default();
        if !rows.contains(&row) {
            rows.push(row);
        }
    }

    /// Adds a word form of which, among rows that differ in their first number alone, the first added and the highest are enough.
    pub fn counted_form(&mut self, key: &str, row: [u32; 4]) {
        let rows = self.forms.entry(key.to_owned()).or_default();
        let mut alike = rows.iter_mut().filter(|known| known[1..] == row[1..]);
        match (alike.next().map(|first| first[0]), alike.next()) {
            (None, _) => rows.push(row),
            (Some(first), _) if first >= row[0] => {}
            (Some(_), Some(highest)) => highest[0] = highest[0].max(row[0]),
            (Some(_), None) => rows.push(row),
        }
    }

    /// Whether a word form has this key.
    pub fn has_form(&self, key: &str) -> bool {
        self.forms.contains_key(key)
    }

    /// Adds a phrase of one or more words, single spaces between, that stands for row `id` of table number `kind`.
    pub fn phrase(&mut self, key: &str, kind: u32, id: u32) {
        let rows = self.phrases.entry(key.to_owned()).or_default();
        if !rows.contains(&[kind, id]) {
            rows.push([kind, id]);
        }
    }

    /// Adds a table of text.
    pub fn table<'a>(&mut self, name: &str, columns: &[String], rows: impl Iterator<Item = &'a [String]>) {
        let mut words = vec![columns.len() as u32, 0];
        for column in columns {
            self.text(column, &mut words);
        }
        let mut count = 0;
        for row in rows {
            for cell in row {
                self.text(cell, &mut words);
            }
            count += 1;
        }
        words[1] = count;
        self.tables.push((name.to_owned(), words));
    }

    /// Adds a row of bytes under a hash to the hashed rows called `name`, all of one length. The first row under a hash stays.
    pub fn hashed(&mut self, name: &str, key: u32, row: Vec<u8>) {
        self.hashed.entry(name.to_owned()).or_default().entry(key).or_insert(row);
    }

    /// Adds a compiled model (see [`crate::model`]).
    pub fn model(&mut self, name: &str, bytes: Vec<u8>) {
        self.models.push((name.to_owned(), bytes));
    }

    fn text(&mut self, text: &str, words: &mut Vec<u32>) {
        words.push(self.pool.len() as u32);
        words.push(text.len() as u32);
        self.pool.extend_from_slice(text.as_bytes());
    }

    /// The blob's bytes; `sources` is the hash of the files it was made from.
    ///
    /// # Panics
    /// Never in practice: keys come sorted from their maps, which is all that the automaton asks.
    pub fn finish(mut self, sources: [u8; 32]) -> Vec<u8> {
        let mut sections: Vec<(String, Vec<u8>)> = Vec::new();
        let (forms, form_rows) = automaton(&self.forms);
        sections.push(("forms".into(), forms));
        sections.push(("form-rows".into(), form_rows));
        let (values, phrase_rows) = numbered(&self.phrases);
        sections.push(("phrases".into(), trie::write(self.phrases.keys().map(String::as_str).zip(values))));
        sections.push(("phrase-rows".into(), phrase_rows));
        sections.push(("pool".into(), std::mem::take(&mut self.pool)));
        for (name, words) in self.tables {
            sections.push((format!("t:{name}"), words.iter().flat_map(|w| w.to_le_bytes()).collect()));
        }
        for (name, rows) in &self.hashed {
            sections.push((format!("h:{name}"), buckets(rows)));
        }
        sections.extend(self.models.into_iter().map(|(name, bytes)| (format!("m:{name}"), bytes)));
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&sources);
        out.extend_from_slice(&(sections.len() as u32).to_le_bytes());
        let mut offset = out.len() + sections.len() * 32;
        for (name, bytes) in &sections {
            let mut label = [0u8; 24];
            label[..name.len()].copy_from_slice(name.as_bytes());
            out.extend_from_slice(&label);
            out.extend_from_slice(&(offset as u32).to_le_bytes());
            out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
            offset += bytes.len().next_multiple_of(4);
        }
        for (_, bytes) in &sections {
            out.extend_from_slice(bytes);
            out.resize(out.len().next_multiple_of(4), 0);
        }
        out
    }
}

/// An automaton from key to its rows as [`numbered`], and the rows.
fn automaton<const N: usize>(map: &BTreeMap<String, Vec<[u32; N]>>) -> (Vec<u8>, Vec<u8>) {
    let (values, rows) = numbered(map);
    let mut builder = fst::MapBuilder::memory();
    for (key, value) in map.keys().zip(values) {
        builder.insert(key, u64::from(value)).expect("keys of a sorted map are sorted");
    }
    (builder.into_inner().expect("writing to memory does not fail"), rows)
}

/// For each key `first row << 8 | number of rows`, and the rows.
fn numbered<const N: usize>(map: &BTreeMap<String, Vec<[u32; N]>>) -> (Vec<u32>, Vec<u8>) {
    let (mut values, mut rows, mut first) = (Vec::new(), Vec::new(), 0);
    for found in map.values() {
        let count = found.len().min(255);
        values.push(first << 8 | count as u32);
        rows.extend(found[..count].iter().flatten().flat_map(|w| w.to_le_bytes()));
        first += count as u32;
    }
    (values, rows)
}

/// Hashed rows: their number, the length of each, the bits that choose a bucket, where each bucket begins, the keys, the rows.
fn buckets(rows: &BTreeMap<u32, Vec<u8>>) -> Vec<u8> {
    let width = rows.values().next().map_or(0, Vec::len);
    // one row a bucket on average
    let bits = rows.len().max(2).next_power_of_two().trailing_zeros().min(24);
    let mut out = Vec::new();
    let mut word = |n: u32| out.extend_from_slice(&n.to_le_bytes());
    word(rows.len() as u32);
    word(width as u32);
    word(bits);
    let mut keys = rows.keys().peekable();
    let mut begins = 0;
    for bucket in 0..=1_u32 << bits {
        word(begins);
        while keys.next_if(|key| *key >> (32 - bits) == bucket).is_some() {
            begins += 1;
        }
    }
    for key in rows.keys() {
        word(*key);
    }
    for row in rows.values() {
        assert_eq!(row.len(), width, "hashed rows are of one length");
        out.extend_from_slice(row);
    }
    out
}
