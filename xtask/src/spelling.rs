//! What the spelling of names is learned from: `cargo xtask spelling`. In: the people of Wikidata, each in Arabic and Latin letters, and the
//! rows of `translit.tsv` that a linguist wrote. Out: their costs, and `latin.tsv`, how people who bear a word of a name write it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Context as _, Result, ensure};
use mahdar::spelling::Speller;
use mahdar_lexicon::Blob;
use mahdar_lexicon::source::values;

use crate::{learn, paths};

/// A word of a name is kept when this many people bear it.
const BEARERS: usize = 4;
/// Spellings kept of a word, and the share of its bearers that each must have, in hundredths.
const SPELLINGS: usize = 5;
const SHARE: usize = 6;
/// Turns of aligning and counting.
const TURNS: usize = 4;

/// Learns and writes.
pub(crate) fn run() -> Result<()> {
    let words = words()?;
    let path = paths::root().join("crates/arabic/lexicon/translit.tsv");
    let mut file = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    for turn in 0..TURNS {
        file = turn_once(&file, &words, turn)?;
    }
    std::fs::write(&path, &file).with_context(|| format!("cannot write {}", path.display()))?;
    latin(&words, &Speller::new(&compile(&file)?))
}

/// Words of people's names that stand at the same place in Arabic and in Latin letters, with the number of their bearers.
fn words() -> Result<BTreeMap<(String, String), usize>> {
    let (path, text) = learn::people()?;
    let mut out = BTreeMap::new();
    for line in text.lines().skip(1) {
        let mut cells = line.split('\t');
        let (arabic, latin) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
        let (arabic, latin) = (mahdar::spelling::words(arabic), mahdar::spelling::words(latin));
        if arabic.len() != latin.len() {
            continue;
        }
        for pair in arabic.into_iter().zip(latin) {
            if pair.0.chars().count() > 1 && pair.1.is_ascii() && !pair.0.is_ascii() {
                *out.entry(pair).or_default() += 1;
            }
        }
    }
    ensure!(!out.is_empty(), "{}: no name in it", path.display());
    Ok(out)
}

/// Aligns every pair by the costs that the file has, and writes the file with the costs that the alignments give.
fn turn_once(file: &str, words: &BTreeMap<(String, String), usize>, turn: usize) -> Result<String> {
    let compiled = compile(file)?;
    let speller = Speller::new(&compiled);
    let rows: Vec<Vec<&str>> =
        file.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1).map(|l| l.split('\t').collect()).collect();
    let (mut used, mut letters) = (vec![0.0_f64; rows.len()], BTreeMap::<String, f64>::new());
    let (mut pairs, mut aligned) = (0_usize, 0_usize);
    // Latin letters for Arabic ones
    for ((arabic, latin), count) in words {
        pairs += 1;
        // rare spellings count less than one by one, frequent ones not by thousands
        let weight = (*count as f64).sqrt();
        let limit = arabic.chars().count().max(latin.len()) as u32 * if turn == 0 { 3 } else { 2 } + 2;
        let Some((_, path)) = speller.rows_between(arabic, latin).filter(|(cost, _)| *cost <= limit) else { continue };
        aligned += 1;
        path.iter().for_each(|row| used[*row] += weight);
        arabic.chars().for_each(|c| *letters.entry(c.to_string()).or_default() += weight);
        *letters.entry("-".to_owned()).or_default() += weight * arabic.chars().count() as f64;
    }
    println!("turn {}: {aligned} of {pairs} pairs of words align", turn + 1);
    // Arabic letters for one another: the spellings of one Latin word
    let mut spellings: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    for ((arabic, latin), count) in words.iter().filter(|((_, latin), _)| latin.len() >= 5) {
        spellings.entry(latin).or_default().push((arabic, *count));
    }
    let mut arabic_letters: BTreeMap<char, f64> = BTreeMap::new();
    for found in spellings.values() {
        for (at, (a, m)) in found.iter().enumerate() {
            for (b, n) in &found[at + 1..] {
                let weight = (*m.min(n) as f64).sqrt();
                let limit = a.chars().count().max(b.chars().count()) as u32;
                let Some((_, path)) = speller.rows_between(a, b).filter(|(cost, _)| *cost <= limit + 2) else { continue };
                path.iter().for_each(|row| used[*row] += weight);
                a.chars().chain(b.chars()).for_each(|c| *arabic_letters.entry(c).or_default() += weight / 2.0);
            }
        }
    }
    let mut out = format!(
        "# Letters that writers of names put for one another: `from` for `to` (Arabic for Arabic in both directions, Latin for Arabic), at a `place`\n\
         # in the word. The rows are written by hand; `cost` is learned by `cargo xtask spelling` from the people of Wikidata (CC0), {pairs} pairs\n\
         # of words of which {aligned} align: about the binary logarithm of how rarely it is so written; {}.\n\
         kind\tfrom\tto\tplace\tcost\tnote\n",
        jiff::Zoned::now().date()
    );
    for (row, used) in rows.iter().zip(&used) {
        let cost = if row[0] == "latin" {
            let all = letters.get(&first(row[1])).copied().unwrap_or(0.0);
            let rarity = -((used + 0.5) / (all + 1.0)).log2();
            rarity.round().clamp(0.0, 5.0)
        } else {
            // between Arabic letters half a bit: what is one sound in Latin is seldom written in two ways by the same people
            let all = [row[1], row[2]]
                .iter()
                .filter_map(|l| l.chars().next())
                .filter_map(|c| arabic_letters.get(&c))
                .fold(0.0_f64, |a, b| a.max(*b));
            let rarity = -((used + 0.5) / (all + 1.0)).log2();
            // a hamza is written or not by the same hand; nothing else is
            let least = if row[5] == "hamza" { 1.0 } else { 2.0 };
            (rarity * 0.6).round().clamp(least, 5.0)
        };
        writeln!(out, "{}\t{}\t{}\t{}\t{cost:.0}\t{}", row[0], row[1], row[2], row[3], row[5])?;
    }
    Ok(out)
}

/// The first letter of a cell, as the counts are kept.
fn first(cell: &str) -> String {
    cell.chars().next().map(String::from).unwrap_or_default()
}

/// A blob of this one table.
fn compile(file: &str) -> Result<Blob<'static>> {
    let table = mahdar_lexicon::source::Table::parse("translit.tsv", file).map_err(|p| anyhow::anyhow!("{}", p[0]))?;
    let mut builder = mahdar_lexicon::Builder::default();
    builder.table("translit", &table.columns, table.rows.iter().map(|r| r.cells.as_slice()));
    // the program ends with the learning: what it borrows may stay
    Ok(Blob::open(Box::leak(builder.finish([0; 32]).into_boxed_slice()))?)
}

/// How people who bear a word of a name write it.
fn latin(words: &BTreeMap<(String, String), usize>, speller: &Speller) -> Result<()> {
    let mut by_word: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for ((arabic, latin), count) in words {
        // other names of the same people are no spellings of this one
        let limit = arabic.chars().count().max(latin.len()) as u32 * 2 + 2;
        if speller.rows_between(arabic, latin).is_none_or(|(cost, _)| cost > limit) {
            continue;
        }
        *by_word.entry(arabic).or_default().entry(latin).or_default() += count;
    }
    let mut out = format!(
        "# How people who bear a word of a name write it in Latin letters: the folded word without its article, how many people of the learning\n\
         # set bear it, and their spellings with counts (at most {SPELLINGS}, each of {SHARE} in a hundred or more). Learned by `cargo xtask spelling`\n\
         # from the people of Wikidata (CC0), words borne by {BEARERS} or more; {}.\nword\tcount\tspellings\n",
        jiff::Zoned::now().date()
    );
    let mut kept = BTreeSet::new();
    for (word, spellings) in &by_word {
        let bearers: usize = spellings.values().sum();
        if bearers < BEARERS {
            continue;
        }
        let mut rows: Vec<(&str, usize)> = spellings.iter().map(|(s, n)| (*s, *n)).filter(|(_, n)| n * 100 >= bearers * SHARE).collect();
        rows.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        rows.truncate(SPELLINGS);
        if rows.is_empty() {
            continue;
        }
        let text: Vec<String> = rows.iter().map(|(s, n)| format!("{s}:{n}")).collect();
        writeln!(out, "{word}\t{bearers}\t{}", text.join("|"))?;
        kept.insert(*word);
    }
    let path = paths::root().join("crates/arabic/lexicon/latin.tsv");
    std::fs::write(&path, out).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{} words with their Latin spellings", kept.len());
    Ok(())
}

/// Measures the judgement on the knowledge base: every person against his variants and his English name, and against everybody who shares a
/// word with him. Prints what is wrong.
pub(crate) fn measure(show: usize) {
    let speller = Speller::new(&mahdar_arabic::blob());
    let table = mahdar_arabic::blob().table("people").expect("it is compiled");
    let get = |row: usize, column: &str| table.get(row, column);
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for row in 0..table.len() {
        for word in mahdar::spelling::words(get(row, "name")) {
            by_word.entry(word).or_default().push(row);
        }
    }
    let mut wrong = [(); 4].map(|()| Vec::new());
    let mut all = [0_usize; 4];
    for row in 0..table.len() {
        let name = get(row, "name");
        for other in values(get(row, "variants")) {
            all[0] += 1;
            if !speller.same(name, other).same {
                wrong[0].push(format!("{name} / {other}: {:?}", speller.same(name, other).because));
            }
        }
        all[1] += 1;
        if !speller.same(name, get(row, "name_en")).same {
            wrong[1].push(format!("{name} / {}", get(row, "name_en")));
        }
        let near: BTreeSet<usize> =
            mahdar::spelling::words(name).iter().filter_map(|w| by_word.get(w)).flatten().copied().filter(|o| *o > row).collect();
        for other in near {
            for (at, column) in [(2, "name"), (3, "name_en")] {
                all[at] += 1;
                let verdict = speller.same(name, get(other, column));
                if verdict.same {
                    wrong[at].push(format!("{name} / {} {:?}", get(other, column), verdict.because));
                }
            }
        }
    }
    for (what, (wrong, all)) in
        ["own variants", "own English name", "others who share a word", "their English names"].iter().zip(wrong.iter().zip(all))
    {
        println!("{what}: {} of {all} judged wrong", wrong.len());
        wrong.iter().step_by((wrong.len() / show.max(1)).max(1)).for_each(|w| println!("    {w}"));
    }
}
