//! What the lexicon learns by counting: `cargo xtask confidence` and `cargo xtask names`. Each writes a plain file with a card in its head.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};

use crate::paths;
use crate::score::sets::{Set, score_records};

/// A word of a name is kept when this many people bear it.
const BEARERS: usize = 3;

/// Counts for each rule how many of its entries are right on all gold that is present.
pub(crate) fn confidence() -> Result<()> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut sets = Vec::new();
    let analyzer = mahdar::Analyzer::arabic();
    for set in Set::all().iter().filter(|s| s.is_present()) {
        sets.push(set.name);
        for (_, doc) in score_records(set.folder(), &set.read(&analyzer)?)?.docs {
            for (rule, right) in doc.rules {
                let count = counts.entry(rule).or_default();
                count.0 += usize::from(right);
                count.1 += 1;
            }
        }
    }
    let mut out = format!(
        "# For each rule how many of its entries on gold were right, of how many made: the base of `confidence` in records.\n\
         # Learned by `cargo xtask confidence` on the gold sets {}; {}.\nrule\tright\tmade\n",
        sets.join(", "),
        jiff::Zoned::now().date()
    );
    for (rule, (right, made)) in &counts {
        writeln!(out, "{rule}\t{right}\t{made}")?;
    }
    save("confidence.tsv", &out)?;
    println!("{} rules on {}", counts.len(), sets.join(", "));
    Ok(())
}

/// The people of Wikidata, each in Arabic and Latin letters behind a head line, and where they were read.
pub(crate) fn people() -> Result<(PathBuf, String)> {
    let path = paths::beside("MAHDAR_NAMES", "../shared/data/names/wikidata-people.tsv.gz");
    let file = std::fs::File::open(&path)
        .with_context(|| format!("cannot read {}: give the names set of Wikidata people by MAHDAR_NAMES", path.display()))?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).with_context(|| format!("{} is not gzip of UTF-8", path.display()))?;
    Ok((path, text))
}

/// Counts the words of people's names.
pub(crate) fn names() -> Result<()> {
    let (path, text) = people()?;
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut people = 0;
    for line in text.lines().skip(1) {
        people += 1;
        let name = line.split('\t').next().unwrap_or("");
        let mut words: Vec<&str> = name.split(' ').filter(|w| w.chars().count() >= 3 && w.chars().all(is_letter)).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            *bearers.entry(word).or_default() += 1;
        }
    }
    ensure!(people > 0, "{}: no name in it", path.display());
    let mut rows: Vec<(&str, usize)> = bearers.into_iter().filter(|(_, n)| *n >= BEARERS).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut out = format!(
        "# Words of persons' names and how many people of the learning set bear them (folded spelling).\n\
         # Learned by `cargo xtask names` from the people of Wikidata (CC0): {people} names, words borne by {BEARERS} or more; {}.\n\
         name\tcount\n",
        jiff::Zoned::now().date()
    );
    for (word, count) in &rows {
        writeln!(out, "{word}\t{count}")?;
    }
    save("names.tsv", &out)?;
    println!("{} words of {people} names", rows.len());
    Ok(())
}

fn is_letter(c: char) -> bool {
    matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' | 'پ' | 'گ' | 'ڤ' | 'چ' | 'ژ')
}

fn save(name: &str, text: &str) -> Result<()> {
    let path = paths::root().join("crates/arabic/lexicon").join(name);
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}
