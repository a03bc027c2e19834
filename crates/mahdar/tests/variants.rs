//! Spellings of names: `tests/who/variants.tsv`, pairs of names and whether a reader takes them for one. Written without sight of the rules.
//! First contact (the rules before anybody looked at the pairs): precision 0.869, recall 0.905.

use mahdar::spelling::Speller;

const PAIRS: &str = include_str!("../../../tests/who/variants.tsv");

/// Floors in hundredths.
const PRECISION: usize = 98;
const RECALL: usize = 92;

#[test]
fn pairs_are_judged_as_readers_judge_them() {
    let speller = Speller::new(&mahdar_arabic::blob());
    let (mut right, mut invented, mut missed) = (0, Vec::new(), Vec::new());
    for row in PAIRS.lines().skip(1).filter(|l| !l.is_empty()) {
        let cells: Vec<&str> = row.split('\t').collect();
        let verdict = speller.same(cells[0], cells[1]);
        let turned = speller.same(cells[1], cells[0]);
        assert_eq!(verdict.same, turned.same, "{row}: the order of the two must not matter");
        match (verdict.same, cells[2] == "yes") {
            (true, true) => right += 1,
            (true, false) => invented.push(format!("{row}\t{:?}", verdict.because)),
            (false, true) => missed.push(format!("{row}\t{:?}", verdict.because)),
            (false, false) => {}
        }
    }
    let (precision, recall) = (right * 1000 / (right + invented.len()), right * 1000 / (right + missed.len()));
    assert!(precision >= PRECISION * 10, "precision {precision} of 1000:\n{}", invented.join("\n"));
    assert!(recall >= RECALL * 10, "recall {recall} of 1000:\n{}", missed.join("\n"));
}
