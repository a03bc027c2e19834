//! The words of `tests/linguistic/words.tsv` with their clitics cut: every row is held to its split, but those that are still open.
#![allow(clippy::print_stdout, clippy::needless_for_each, reason = "with --nocapture it lists what is open")]

use mahdar::Analyzer;

/// Rows of the table that are not cut as they should be yet. This number may only fall.
const OPEN: usize = 37;

#[test]
fn words_are_cut_as_a_reader_cuts_them() {
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/linguistic/words.tsv")).unwrap();
    let analyzer = Analyzer::arabic();
    let mut worker = analyzer.worker();
    let (mut wrong, mut rows) = (Vec::new(), 0);
    let mut last = (String::new(), worker.analysis(""));
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [sentence, word, split] = cells[..] else { panic!("a row of {} cells: {line}", cells.len()) };
        if last.0 != sentence {
            last = (sentence.to_owned(), worker.analysis(sentence));
        }
        rows += 1;
        let found = cut(sentence, word, &last.1);
        if found != split {
            wrong.push(format!("{word}: {found}, not {split}"));
        }
    }
    println!("{} of {rows} words are cut right", rows - wrong.len());
    wrong.iter().for_each(|w| println!("{w}"));
    assert!(rows > 600, "the table has only {rows} rows");
    assert!(wrong.len() <= OPEN, "{} rows are wrong, {OPEN} were", wrong.len());
    assert!(wrong.len() == OPEN, "{} rows are open: lower OPEN", wrong.len());
}

/// The segments of the words and marks that stand where `word` first stands as a whole.
fn cut(sentence: &str, word: &str, analysis: &mahdar::analysis::Analysis) -> String {
    let places = sentence.match_indices(word).map(|(at, _)| (at as u32, (at + word.len()) as u32));
    let whole =
        |(from, to): &(u32, u32)| analysis.words.iter().any(|w| w.span.start == *from) && analysis.words.iter().any(|w| w.span.end == *to);
    let Some((from, to)) = places.clone().find(whole).or_else(|| places.clone().next()) else { return "no such word".to_owned() };
    let segments = analysis.words.iter().flat_map(|w| &w.segments).filter(|s| from <= s.span.start && s.span.end <= to);
    let mut out: Vec<String> = Vec::new();
    for segment in segments.map(|s| s.span.of(sentence)) {
        // an article before a number is the number's
        let behind_lam = out.len() > 1 && out[out.len() - 2] == "ل";
        match out.last_mut().filter(|last| matches!(last.as_str(), "الـ" | "ال") || last.as_str() == "لـ" && behind_lam) {
            Some(article) if segment.starts_with(|c: char| c.is_numeric()) => article.push_str(segment),
            _ => out.push(segment.to_owned()),
        }
    }
    out.join(" + ")
}
