//! Classes of words by the company that they keep in news: counts, not text. In: the articles of the corpus. Out: for each frequent word how
//! frequent it is, its class by the words before it and its class by the words after it.
//!
//! The classes are those of the predictive exchange algorithm (Uszkoreit and Brants 2008): each word in turn goes to the class in which the
//! neighbour foretells it best, until few move.

use std::collections::{BTreeMap, HashMap};

use anyhow::Result;
use mahdar::text::{Kind, Orthography, Text};

use crate::bench::corpus;

/// Classes of each kind.
const CLASSES: usize = 96;
/// A word is kept when it occurs so often.
const OFTEN: u32 = 12;
/// Passes over the words.
const ROUNDS: usize = 12;

/// Where a sentence begins and ends, among the numbers of words.
const BREAK: u32 = u32::MAX;

/// What was counted of a word.
pub(crate) struct Row {
    pub(crate) word: String,
    pub(crate) count: u32,
    pub(crate) left: usize,
    pub(crate) right: usize,
}

/// Counts and classes of the corpus's words, by word; the number of articles.
pub(crate) fn count() -> Result<(Vec<Row>, usize)> {
    let mut index: HashMap<String, u32> = HashMap::new();
    let mut spelled: Vec<(String, u32)> = Vec::new();
    let mut running: Vec<u32> = Vec::new();
    let (mut text, mut articles) = (Text::default(), 0);
    let orthography = Orthography::new(&mahdar_arabic::blob());
    for line in corpus::lines()? {
        let doc = corpus::document(&line?)?;
        articles += 1;
        text.fill(&orthography, doc.text());
        for sentence in &text.sentences {
            running.push(BREAK);
            for at in sentence.clone() {
                let word = match text.tokens[at].kind {
                    Kind::Word => text.fold(at),
                    Kind::Number => "0",
                    Kind::Mark => "،",
                };
                let next = spelled.len() as u32;
                let number = if let Some(number) = index.get(word) {
                    *number
                } else {
                    index.insert(word.to_owned(), next);
                    spelled.push((word.to_owned(), 0));
                    next
                };
                spelled[number as usize].1 += 1;
                running.push(number);
            }
        }
    }
    running.push(BREAK);
    let mut kept: Vec<u32> = (0..spelled.len() as u32).filter(|n| spelled[*n as usize].1 >= OFTEN).collect();
    kept.sort_by(|a, b| {
        spelled[*b as usize].1.cmp(&spelled[*a as usize].1).then_with(|| spelled[*a as usize].0.cmp(&spelled[*b as usize].0))
    });
    // numbers by frequency; the last two are the border and every rare word
    let mut place = vec![kept.len() + 1; spelled.len()];
    kept.iter().enumerate().for_each(|(at, n)| place[*n as usize] = at);
    let running: Vec<usize> = running.iter().map(|n| if *n == BREAK { kept.len() } else { place[*n as usize] }).collect();
    let left = exchange(kept.len(), running.windows(2).map(|w| (w[0], w[1])));
    let right = exchange(kept.len(), running.windows(2).map(|w| (w[1], w[0])));
    let mut rows: Vec<Row> = kept
        .iter()
        .enumerate()
        .map(|(at, n)| Row {
            word: spelled[*n as usize].0.clone(),
            count: spelled[*n as usize].1,
            left: left[at] + 1,
            right: right[at] + 1,
        })
        .filter(|row| row.word != "0" && row.word != "،")
        .collect();
    rows.sort_by(|a, b| a.word.cmp(&b.word));
    Ok((rows, articles))
}

/// Classes of `words` words from pairs of (neighbour, word); neighbours may also be the two numbers after the words.
fn exchange(words: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let mut counts: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (neighbour, word) in pairs.filter(|(_, word)| *word < words) {
        *counts.entry((word, neighbour)).or_default() += 1;
    }
    let mut company: Vec<Vec<(usize, u32)>> = vec![Vec::new(); words];
    let mut totals = vec![0_u32; words];
    for ((word, neighbour), count) in counts {
        company[word].push((neighbour, count));
        totals[word] += count;
    }
    let f = |n: u32| if n == 0 { 0.0 } else { f64::from(n) * f64::from(n).ln() };
    let table: Vec<f64> = (0..1 << 16).map(f).collect();
    let f = |n: u32| table.get(n as usize).copied().unwrap_or_else(|| f(n));
    let mut class: Vec<usize> = (0..words).map(|w| w % CLASSES).collect();
    let mut of_neighbour = vec![[0_u32; CLASSES]; words + 2];
    let mut of_class = [0_u32; CLASSES];
    for word in 0..words {
        company[word].iter().for_each(|(n, count)| of_neighbour[*n][class[word]] += count);
        of_class[class[word]] += totals[word];
    }
    for _ in 0..ROUNDS {
        let mut moved = 0;
        for word in 0..words {
            let (own, total) = (class[word], totals[word]);
            company[word].iter().for_each(|(n, count)| of_neighbour[*n][own] -= count);
            of_class[own] -= total;
            let mut gain = [0.0; CLASSES];
            for (n, count) in &company[word] {
                for (gain, now) in gain.iter_mut().zip(&of_neighbour[*n]) {
                    *gain += f(now + count) - f(*now);
                }
            }
            for (gain, now) in gain.iter_mut().zip(&of_class) {
                *gain -= f(now + total) - f(*now);
            }
            let best = (0..CLASSES).fold(own, |best, c| if gain[c] > gain[best] { c } else { best });
            class[word] = best;
            company[word].iter().for_each(|(n, count)| of_neighbour[*n][best] += count);
            of_class[best] += total;
            moved += usize::from(best != own);
        }
        if moved * 200 < words {
            break;
        }
    }
    class
}
