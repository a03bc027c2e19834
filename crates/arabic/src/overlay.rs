//! A user's own tables over the lexicon's. In: the lexicon's files, and files of the same shape. Out: the files together, ready to compile: a
//! row of the user's with the key of one of ours stands in its place, every other row is added. It checks nothing: the compiler does.

use crate::compile;
use mahdar_lexicon::Problem;
use mahdar_lexicon::source::{Row, Table};
use std::collections::BTreeSet;

/// A file: its name and its text.
pub type File = (String, String);

/// The tables that a user may extend, and the columns that tell one row from another.
pub const KEYS: [(&str, &[&str]); 9] = [
    ("people", &["id"]),
    ("roles", &["person", "office", "of"]),
    ("orgs", &["id"]),
    ("states", &["id"]),
    ("places", &["name"]),
    ("frameworks", &["id"]),
    ("offices", &["office"]),
    ("disputed", &["name"]),
    ("issues", &["id"]),
];

/// Lays files over the lexicon's. A file is told by its name (people.tsv, or any name that ends so: my-people.tsv), else by its columns.
/// The name of the user's file is kept in problems; within the result it stands as `TABLE.tsv` behind a folder of its own.
///
/// # Errors
/// A file that is no table of the knowledge base, or whose rows do not fit its head.
pub fn lay(base: &[(&str, &str)], own: &[File]) -> Result<Overlay, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut files: Vec<File> = base.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let mut named = Vec::new();
    for (number, (name, text)) in own.iter().enumerate() {
        let table = match Table::parse(name, text) {
            Ok(table) => table,
            Err(found) => {
                problems.extend(found);
                continue;
            }
        };
        let Some((kind, keys)) = kind(name, &table) else {
            problems.push(Problem::new(
                name,
                1,
                1,
                "no table of the knowledge base is called so or has these columns",
                format!("name the file {}, or write the columns of one of them", KEYS.map(|(k, _)| format!("{k}.tsv")).join(", ")),
            ));
            continue;
        };
        let key = |table: &Table, row: &Row| keys.iter().map(|k| table.cell(row, k).to_owned()).collect::<Vec<_>>();
        let replaced: BTreeSet<Vec<String>> = table.rows.iter().map(|row| key(&table, row)).collect();
        for (_, text) in files.iter_mut().filter(|(file, _)| compile::table_of(file) == kind) {
            let Ok(before) = Table::parse("", text) else { continue };
            let gone: BTreeSet<usize> =
                before.rows.iter().filter(|row| replaced.contains(&key(&before, row))).map(|row| row.line).collect();
            if !gone.is_empty() {
                // an empty line in its place, so that the others keep their numbers
                *text = text
                    .lines()
                    .enumerate()
                    .map(|(at, line)| if gone.contains(&(at + 1)) { "\n".to_owned() } else { format!("{line}\n") })
                    .collect();
            }
        }
        let within = format!("own-{number}/{kind}.tsv");
        named.push((within.clone(), name.clone()));
        files.push((within, text.clone()));
    }
    if problems.is_empty() { Ok(Overlay { files, named }) } else { Err(problems) }
}

/// The lexicon with a user's files over it.
#[derive(Clone, Debug)]
pub struct Overlay {
    files: Vec<File>,
    named: Vec<(String, String)>,
}

impl Overlay {
    /// Compiles all of it.
    ///
    /// # Errors
    /// Every problem found, with the user's names of the user's files.
    pub fn compile(&self) -> Result<Vec<u8>, Vec<Problem>> {
        let files: Vec<(&str, &str)> = self.files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        compile::compile(&files).map_err(|mut problems| {
            for problem in &mut problems {
                if let Some((_, name)) = self.named.iter().find(|(within, _)| *within == problem.file) {
                    problem.file.clone_from(name);
                }
            }
            problems
        })
    }
}

/// The table that a file is, with its key.
fn kind(name: &str, table: &Table) -> Option<(&'static str, &'static [&'static str])> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name).trim_end_matches(".tsv");
    let called = |kind: &str| stem == kind || stem.strip_suffix(kind).is_some_and(|rest| rest.ends_with(['-', '_', '.']));
    let by_name = KEYS.iter().find(|(kind, _)| called(kind));
    let by_columns = || {
        KEYS.iter().find(|(kind, _)| {
            compile::columns(kind)
                .is_some_and(|columns| columns.len() == table.columns.len() && columns.iter().all(|c| table.column(c).is_some()))
        })
    };
    by_name.or_else(by_columns).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: [(&str, &str); 2] = [
        (
            "knowledge/people.tsv",
            "id\tname\tname_en\tgender\tshort\tvariants\nperson/a\tسالم\tSalem\tm\t-\t-\nperson/b\tنبيل\tNabil\tm\t-\t-\n",
        ),
        (
            "knowledge/states.tsv",
            "id\tname\tname_en\tiso\tvariants\tcapitals\tadjective\tadjective_plural\tnote\nstate/x\tس\tX\t-\t-\t-\t-\t-\t-\n",
        ),
    ];

    fn names(own: &str) -> Vec<String> {
        let overlay = lay(&BASE, &[("mine.tsv".to_owned(), own.to_owned())]).unwrap();
        let bytes = overlay.compile().unwrap();
        let blob = mahdar_lexicon::Blob::open(&bytes).unwrap();
        let people = blob.table("people").unwrap();
        (0..people.len()).map(|row| people.get(row, "name_en").to_owned()).collect()
    }

    #[test]
    fn an_id_is_overridden_and_a_new_one_added_whatever_the_order_of_columns() {
        let own = "name\tid\tname_en\tgender\tshort\tvariants\nسالم\tperson/a\tSalim\tm\t-\t-\nهند\tperson/c\tHind\tf\t-\t-\n";
        assert_eq!(names(own), ["Nabil", "Salim", "Hind"]);
    }

    #[test]
    fn problems_carry_the_name_and_line_of_the_users_file() {
        let own = |text: &str| lay(&BASE, &[("mine.tsv".to_owned(), text.to_owned())]);
        let twice = "id\tname\tname_en\tgender\tshort\tvariants\nperson/c\tه\tH\tf\t-\t-\nperson/c\tه\tH\tf\t-\t-\n";
        let problems = own(twice).unwrap().compile().unwrap_err();
        assert_eq!((problems[0].file.as_str(), problems[0].line), ("mine.tsv", 3), "{problems:?}");
        assert_eq!(own("colour\nred\n").unwrap_err()[0].file, "mine.tsv");
    }
}
