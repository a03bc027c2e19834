//! Opening the blob in place.

use crate::builder::MAGIC;
use crate::model::Model;
use crate::trie::{self, Walk};

/// An opened lexicon. Nothing is parsed or copied: look-ups read the bytes where they lie.
#[derive(Clone, Debug)]
pub struct Blob<'b> {
    bytes: &'b [u8],
    forms: fst::Map<&'b [u8]>,
    form_rows: &'b [u8],
    phrases: &'b [u8],
    phrase_rows: &'b [u8],
    pool: &'b [u8],
}

/// One reading of a word form: four numbers whose meaning the language decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form(pub [u32; 4]);

/// A table of text inside a blob.
#[derive(Clone, Copy, Debug)]
pub struct TableView<'b> {
    words: &'b [u8],
    pool: &'b [u8],
}

/// Rows of bytes under hashes, inside a blob: the weights of a model, the counts of words.
#[derive(Clone, Copy, Debug, Default)]
pub struct HashedView<'b> {
    begins: &'b [u8],
    keys: &'b [u8],
    rows: &'b [u8],
    width: usize,
    shift: u32,
}

/// The bytes are no lexicon of this version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a compiled lexicon: {0}; build it again with this version")]
pub struct FormatError(String);

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

impl<'b> Blob<'b> {
    /// Opens compiled bytes from outside: every part is checked, the automaton of forms by its checksum.
    /// That tells damage, not forgery: an automaton made up under a right checksum may panic when looked up in.
    ///
    /// # Errors
    /// [`FormatError`] when the magic, the sections, the automaton, the phrases or the text are not those of a blob.
    pub fn open(bytes: &'b [u8]) -> Result<Self, FormatError> {
        let blob = Self::trusted(bytes)?;
        blob.forms.as_fst().verify().map_err(|e| FormatError(format!("section forms: {e}")))?;
        if !trie::is_sound(blob.phrases) {
            return Err(FormatError("section phrases".to_owned()));
        }
        std::str::from_utf8(blob.pool).map_err(|_| FormatError("pool is not UTF-8".to_owned()))?;
        Ok(blob)
    }

    /// Opens bytes that this same program was built with, without reading them through.
    ///
    /// # Errors
    /// As [`Blob::open`], but for damage inside the automaton, on which look-ups may panic.
    pub fn trusted(bytes: &'b [u8]) -> Result<Self, FormatError> {
        let bad = |what: &str| FormatError(what.to_owned());
        if bytes.get(..16) != Some(MAGIC.as_slice()) {
            return Err(bad("its first bytes are not MAHDAR-LEX 3"));
        }
        let part = |name| section(bytes, name).ok_or_else(|| bad(name));
        Ok(Self {
            bytes,
            forms: fst::Map::new(part("forms")?).map_err(|e| FormatError(format!("section forms: {e}")))?,
            form_rows: part("form-rows")?,
            phrases: part("phrases")?,
            phrase_rows: part("phrase-rows")?,
            pool: part("pool")?,
        })
    }

    /// Hash of the files that the blob was made from.
    pub fn sources(&self) -> &'b [u8] {
        &self.bytes[16..48]
    }

    /// The readings of a form.
    pub fn forms(&self, key: &str) -> impl Iterator<Item = Form> + '_ {
        rows::<4>(self.form_rows, self.forms.get(key)).map(Form)
    }

    /// A walk through the phrases from their beginning, to be fed word by word.
    pub fn phrase_walk(&self) -> Walk<'b> {
        Walk::new(self.phrases)
    }

    /// What a walk has arrived at: (table kind, row) pairs.
    pub fn phrase_rows(&self, value: u32) -> impl Iterator<Item = (u32, u32)> + 'b {
        rows::<2>(self.phrase_rows, Some(u64::from(value))).map(|[kind, id]| (kind, id))
    }

    /// The rows of a phrase given whole.
    pub fn phrase(&self, key: &str) -> impl Iterator<Item = (u32, u32)> + 'b {
        let mut walk = self.phrase_walk();
        let value = key.split(' ').all(|word| walk.step(word)).then(|| walk.value()).flatten();
        rows::<2>(self.phrase_rows, value.map(u64::from)).map(|[kind, id]| (kind, id))
    }

    /// The model called `name`.
    pub fn model(&self, name: &str) -> Option<Model<'b>> {
        section(self.bytes, &format!("m:{name}")).and_then(Model::open)
    }

    /// The table called `name`.
    pub fn table(&self, name: &str) -> Option<TableView<'b>> {
        let words = section(self.bytes, &format!("t:{name}"))?;
        // what the head claims must be there
        let (columns, rows) = (u32_at(words, 0)? as usize, u32_at(words, 4)? as usize);
        let cells = columns.checked_mul(rows.checked_add(1)?)?;
        (cells.checked_mul(8)?.checked_add(8)? <= words.len()).then_some(TableView { words, pool: self.pool })
    }
}

impl<'b> Blob<'b> {
    /// The hashed rows called `name`; none under any hash where the blob has no such rows.
    pub fn hashed(&self, name: &str) -> HashedView<'b> {
        section(self.bytes, &format!("h:{name}")).and_then(HashedView::new).unwrap_or_default()
    }
}

impl<'b> HashedView<'b> {
    fn new(bytes: &'b [u8]) -> Option<Self> {
        let (count, width, bits) = (u32_at(bytes, 0)? as usize, u32_at(bytes, 4)? as usize, u32_at(bytes, 8)?);
        if !(1..=24).contains(&bits) || width == 0 {
            return None;
        }
        let (begins, rest) = bytes.get(12..)?.split_at_checked(((1 << bits) + 1) * 4)?;
        let (keys, rows) = rest.split_at_checked(count.checked_mul(4)?)?;
        (rows.len() >= count.checked_mul(width)?).then_some(Self { begins, keys, rows, width, shift: 32 - bits })
    }

    /// The row under a hash.
    pub fn get(&self, key: u32) -> Option<&'b [u8]> {
        if self.keys.is_empty() {
            return None;
        }
        let bucket = (key >> self.shift) as usize * 4;
        let (from, to) = (u32_at(self.begins, bucket)? as usize, u32_at(self.begins, bucket + 4)? as usize);
        let keys = self.keys.get(from * 4..to * 4)?;
        let at = from + keys.chunks_exact(4).position(|k| k == key.to_le_bytes())?;
        self.rows.get(at * self.width..(at + 1) * self.width)
    }

    /// Bytes of each row; 0 where there are none.
    pub fn width(&self) -> usize {
        self.width
    }
}

fn rows<const N: usize>(rows: &[u8], value: Option<u64>) -> impl Iterator<Item = [u32; N]> + '_ {
    let (first, count) = value.map_or((0, 0), |v| ((v >> 8) as usize, (v & 0xFF) as usize));
    (first..first + count).filter_map(move |row| {
        let mut out = [0; N];
        for (at, word) in out.iter_mut().enumerate() {
            *word = u32_at(rows, (row * N + at) * 4)?;
        }
        Some(out)
    })
}

fn section<'b>(bytes: &'b [u8], name: &str) -> Option<&'b [u8]> {
    // a head may claim any number of sections: no more are looked at than the bytes have room for
    let count = (u32_at(bytes, 48)? as usize).min(bytes.len().saturating_sub(52) / 32);
    (0..count).map(|i| 52 + i * 32).find_map(|at| {
        let label = bytes.get(at..at + 24)?;
        let end = label.iter().position(|b| *b == 0).unwrap_or(24);
        if &label[..end] != name.as_bytes() {
            return None;
        }
        let (offset, len) = (u32_at(bytes, at + 24)? as usize, u32_at(bytes, at + 28)? as usize);
        bytes.get(offset..offset + len)
    })
}

impl<'b> TableView<'b> {
    /// Number of rows.
    pub fn len(&self) -> usize {
        u32_at(self.words, 4).unwrap_or(0) as usize
    }

    /// Whether the table has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn columns(&self) -> usize {
        u32_at(self.words, 0).unwrap_or(0) as usize
    }

    fn bytes(&self, at: usize) -> &'b [u8] {
        let read = || {
            let (offset, len) = (u32_at(self.words, 8 + at * 8)? as usize, u32_at(self.words, 12 + at * 8)? as usize);
            self.pool.get(offset..offset.checked_add(len)?)
        };
        read().unwrap_or_default()
    }

    /// Each cell is checked as it is read: to check the whole pool at once would bring all of it into memory.
    fn text(&self, at: usize) -> &'b str {
        std::str::from_utf8(self.bytes(at)).unwrap_or("")
    }

    /// Number of the column called `name`.
    pub fn column(&self, name: &str) -> Option<usize> {
        (0..self.columns()).find(|c| self.bytes(*c) == name.as_bytes())
    }

    /// The cell of `row` in column number `column`.
    pub fn cell(&self, row: usize, column: usize) -> &'b str {
        self.text(self.columns() * (row + 1) + column)
    }

    /// The cell of `row` in the column called `name`, empty where there is none.
    pub fn get(&self, row: usize, name: &str) -> &'b str {
        self.column(name).map_or("", |column| self.cell(row, column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Builder;

    #[test]
    fn forms_and_phrases_come_back() {
        let mut builder = Builder::default();
        builder.form("قال", [1, 2, 3, 4]);
        builder.form("قال", [5, 6, 7, 8]);
        builder.phrase("وزاره الخارجيه", 3, 9);
        builder.phrase("وزاره", 3, 1);
        let bytes = builder.finish([7; 32]);
        let blob = Blob::open(&bytes).unwrap();
        assert_eq!(blob.forms("قال").count(), 2);
        assert_eq!(blob.forms("مال").count(), 0);
        let mut walk = blob.phrase_walk();
        assert!(walk.step("وزاره"));
        assert_eq!(blob.phrase_rows(walk.value().unwrap()).collect::<Vec<_>>(), [(3, 1)]);
        assert!(walk.step("الخارجيه"));
        assert_eq!(blob.phrase_rows(walk.value().unwrap()).collect::<Vec<_>>(), [(3, 9)]);
        assert!(!walk.step("الروسيه"));
        assert_eq!(blob.sources(), [7; 32]);
    }

    #[test]
    fn hashed_rows_come_back_and_others_do_not() {
        let mut builder = Builder::default();
        for n in 0..1000_u32 {
            builder.hashed("model", n.wrapping_mul(0x9E37_79B9), vec![n as u8, (n >> 8) as u8]);
        }
        let bytes = builder.finish([7; 32]);
        let blob = Blob::open(&bytes).unwrap();
        let rows = blob.hashed("model");
        for n in 0..1000_u32 {
            assert_eq!(rows.get(n.wrapping_mul(0x9E37_79B9)), Some([n as u8, (n >> 8) as u8].as_slice()));
        }
        assert_eq!(rows.get(1), None);
        assert_eq!(blob.hashed("absent").get(0), None);
        assert_eq!(blob.hashed("absent").get(u32::MAX), None);
    }

    #[test]
    fn foreign_bytes_are_refused() {
        assert!(Blob::open(b"PK\x03\x04").is_err());
    }

    #[test]
    fn a_head_that_claims_billions_of_sections_is_answered_at_once() {
        let mut bytes = Builder::default().finish([7; 32]);
        bytes[48..52].copy_from_slice(&u32::MAX.to_le_bytes());
        let began = std::time::Instant::now();
        if let Ok(blob) = Blob::open(&bytes) {
            assert!(blob.table("absent").is_none());
        }
        assert!(began.elapsed() < std::time::Duration::from_secs(1));
    }
}
