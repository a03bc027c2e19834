//! Words that decide the status of a deed or show a stance. In: their tables as read. Out: the rows with verbs by number, and a problem for
//! each cell that the engine could not use.

use mahdar_lexicon::Problem;
use mahdar_lexicon::source::{Row, Table, values};
use std::collections::BTreeMap;

const AS: [&str; 7] = ["word", "noun", "adjective", "verb", "past", "present", "future"];
const PLACES: [&str; 2] = ["before", "behind"];
const TOLD: [&str; 9] = ["any", "verb", "noun", "purpose", "في", "عن", "من", "إلى", "على"];
const STATUSES: [&str; 11] =
    ["planned", "called-for", "conditional", "postponed", "cancelled", "ongoing", "happened", "unknown", "ends", "undone", "made"];
/// How many of [`TOLD`] are prepositions, which only what is undone or made has.
const PREPOSITIONS: usize = 5;

const STANCE_AS: [&str; 4] = ["verb", "first", "word", "noun"];
const NEGATED: [&str; 2] = ["yes", "no"];
const STANCES: [&str; 5] = ["support", "oppose", "demand", "offer", "deny"];
const OPENS: [&str; 12] = ["object", "subject", "that", "ب", "ل", "على", "عن", "إلى", "مع", "في", "من", "حول"];

fn is_verb(table: &Table, row: &Row) -> bool {
    matches!(table.cell(row, "as"), "verb" | "first" | "past" | "present" | "future")
}

/// What is wrong with the table of stances.
pub(crate) fn check_stances(table: &Table, verbs: &BTreeMap<String, usize>) -> Vec<Problem> {
    let mut out = Vec::new();
    for row in &table.rows {
        let mut bad = |message: String, remedy: String| out.push(Problem::new(&row.file, row.line, 1, message, remedy));
        for (column, known) in [("as", &STANCE_AS[..]), ("negated", &NEGATED), ("stance", &STANCES)] {
            let cell = table.cell(row, column);
            if !known.contains(&cell) {
                bad(format!("'{cell}' is no {column}"), format!("one of: {}", known.join(", ")));
            }
        }
        let opens = table.cell(row, "opens");
        if opens.is_empty() || values(opens).any(|mark| !OPENS.contains(&mark)) {
            bad(format!("'{opens}' opens nothing"), format!("one or more of: {}", OPENS.join(", ")));
        }
        let word = table.cell(row, "word");
        if is_verb(table, row) && !verbs.contains_key(word) {
            bad(format!("no verb {word}"), "add it to verbs.tsv, or write lemma/present as there".to_owned());
        }
    }
    out
}

/// What is wrong with the table.
pub(crate) fn check(table: &Table, verbs: &BTreeMap<String, usize>) -> Vec<Problem> {
    let mut out = Vec::new();
    for row in &table.rows {
        for (column, known) in [("as", &AS[..]), ("place", &PLACES), ("for", &TOLD), ("status", &STATUSES)] {
            let cell = table.cell(row, column);
            let many = if column == "status" { 2 } else { 1 };
            if values(cell).count() > many || cell.is_empty() || values(cell).any(|value| !known.contains(&value)) {
                out.push(Problem::new(&row.file, row.line, 1, format!("'{cell}' is no {column}"), format!("one of: {}", known.join(", "))));
            }
        }
        let (told, status) = (table.cell(row, "for"), table.cell(row, "status"));
        if TOLD[TOLD.len() - PREPOSITIONS..].contains(&told) && !matches!(status, "undone" | "made") {
            let remedy = "any, verb, noun or purpose; a preposition stands with undone and made";
            out.push(Problem::new(&row.file, row.line, 1, format!("no preposition leads to what is {status}"), remedy));
        }
        let word = table.cell(row, "word");
        if is_verb(table, row) && !verbs.contains_key(word) {
            out.push(Problem::new(
                &row.file,
                row.line,
                1,
                format!("no verb {word}"),
                "add it to verbs.tsv, or write lemma/present as there",
            ));
        }
    }
    out
}

/// The rows as the blob has them: a verb is named by its row, so that no look-up by spelling is left to the engine.
pub(crate) fn rows(table: &Table, verbs: &BTreeMap<String, usize>) -> Vec<Vec<String>> {
    let word = table.column("word");
    table
        .rows
        .iter()
        .map(|row| {
            let mut cells = row.cells.clone();
            if let Some(at) = word.filter(|_| is_verb(table, row)) {
                cells[at] = verbs.get(&cells[at]).map_or(String::new(), ToString::to_string);
            }
            cells
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::compile::compile;

    #[test]
    fn a_cell_that_says_nothing_is_refused_at_its_line() {
        let head = "word\tas\tplace\tfor\tstatus\tgloss\n";
        for (row, said) in [
            ("نوى\tverb\tbefore\tany\tplanned\tintend\n", "no verb نوى"),
            ("قبل\tpreposition\tbefore\tany\tplanned\tbefore\n", "'preposition' is no as"),
            ("قبل\tword\tabove\tany\tplanned\tbefore\n", "'above' is no place"),
            ("قبل\tword\tbefore\tdeeds\tplanned\tbefore\n", "'deeds' is no for"),
            ("قبل\tword\tbefore\tany\tplaned\tbefore\n", "'planed' is no status"),
            ("قبل\tword\tbefore\tany\t-\tbefore\n", "'' is no status"),
            ("قبل\tword\tbefore\tفي\tplanned\tbefore\n", "no preposition leads to what is planned"),
        ] {
            let problems = compile(&[("status-words.tsv", &format!("{head}{row}"))]).expect_err(row);
            assert_eq!(problems.iter().map(|p| (p.line, p.message.as_str())).collect::<Vec<_>>(), [(2, said)], "{row}");
        }
        assert!(compile(&[("status-words.tsv", &format!("{head}قبل\tword\tbefore\tany\tplanned|unknown\tbefore\n"))]).is_ok());
    }

    #[test]
    fn a_stance_that_the_record_does_not_have_is_refused_at_its_line() {
        let head = "word\tas\tnegated\topens\tstance\tgloss\n";
        for (row, said) in [
            ("قبل\tverb\tyes\tobject\toppose\taccept\n", "no verb قبل"),
            ("بديل\tname\tyes\tعن\tsupport\talternative\n", "'name' is no as"),
            ("بديل\tword\tmaybe\tعن\tsupport\talternative\n", "'maybe' is no negated"),
            ("بديل\tword\tyes\tفوق\tsupport\talternative\n", "'فوق' opens nothing"),
            ("بديل\tword\tyes\tعن\tlike\talternative\n", "'like' is no stance"),
        ] {
            let problems = compile(&[("stance-words.tsv", &format!("{head}{row}"))]).expect_err(row);
            assert_eq!(problems.iter().map(|p| (p.line, p.message.as_str())).collect::<Vec<_>>(), [(2, said)], "{row}");
        }
        assert!(compile(&[("stance-words.tsv", &format!("{head}بديل\tword\tyes\tعن|ل\tsupport\talternative\n"))]).is_ok());
    }
}
