//! How many of the corpus's running words the lexicon analyses, names apart. `MAHDAR_UNKNOWN=N` lists the N commonest that it does not.

use std::collections::HashMap;

use anyhow::Result;
use mahdar::Analyzer;
use mahdar::text::Kind;

use super::Figure;
use crate::bench::corpus;

/// The share analysed of the words of every fortieth article (of every article where unknown words are listed).
pub(super) fn measure() -> Result<Vec<Figure>> {
    let listed: Option<usize> = std::env::var("MAHDAR_UNKNOWN").ok().and_then(|n| n.parse().ok());
    let analyzer = Analyzer::arabic();
    let mut worker = analyzer.worker();
    let (mut known, mut all) = (0_usize, 0_usize);
    let mut unknown: HashMap<String, usize> = HashMap::new();
    let whole = || corpus::lines()?.map(|line| corpus::document(&line?)).collect::<Result<Vec<_>>>();
    for doc in if listed.is_some() { whole()? } else { corpus::share()? } {
        let analysis = worker.analysis(doc.text());
        let mut names = analysis.names.iter().peekable();
        for word in analysis.words.iter().filter(|w| w.kind == Kind::Word) {
            while names.next_if(|n| n.span.end <= word.span.start).is_some() {}
            let named = names.peek().is_some_and(|n| n.span.overlaps(word.span));
            let text = word.span.of(doc.text());
            if named || !text.starts_with(is_arabic) {
                continue;
            }
            all += 1;
            if word.known {
                known += 1;
            } else if listed.is_some() {
                *unknown.entry(text.to_owned()).or_default() += 1;
            }
        }
    }
    if let Some(listed) = listed {
        let mut rows: Vec<_> = unknown.into_iter().collect();
        rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        rows.iter().take(listed).for_each(|(word, count)| println!("{count}\t{word}"));
    }
    let value = if all == 0 { 0.0 } else { known as f64 / all as f64 };
    Ok(vec![Figure {
        name: "words analysed",
        value,
        detail: format!("{known} of {all} running words of {}, names apart", corpus::described()),
    }])
}

fn is_arabic(c: char) -> bool {
    ('\u{0621}'..='\u{06FF}').contains(&c) || ('\u{FB50}'..='\u{FEFC}').contains(&c)
}
