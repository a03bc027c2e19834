//! The tables of the mapping, as plain files that a coder edits. In: `data/*.tsv`. Out: look-ups by record terms.

use mahdar_lexicon::Problem;
use mahdar_lexicon::source::{Row, Table, values};
use rustc_hash::FxHashMap;

/// The files, by name.
pub(crate) const FILES: [(&str, &str); 5] = [
    ("events.tsv", include_str!("../data/events.tsv")),
    ("statements.tsv", include_str!("../data/statements.tsv")),
    ("types.tsv", include_str!("../data/types.tsv")),
    ("sectors.tsv", include_str!("../data/sectors.tsv")),
    ("countries.tsv", include_str!("../data/countries.tsv")),
];

/// What PLOVER makes of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Coded {
    pub(crate) kind: String,
    pub(crate) mode: String,
    pub(crate) context: Vec<String>,
}

/// A row of `events.tsv` or `statements.tsv`: what it asks for, and what comes of it.
#[derive(Clone, Debug)]
struct Rule {
    first: String,
    second: String,
    status: Vec<String>,
    coded: Option<Coded>,
}

/// All tables, read once.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    events: Vec<Rule>,
    statements: Vec<Rule>,
    /// Quad class and scale by type and mode, the mode empty for the type's own.
    scales: FxHashMap<(String, String), (String, f32)>,
    sectors: Vec<(String, String, String)>,
    pub(crate) countries: FxHashMap<String, String>,
}

fn fits(asked: &str, is: &str) -> bool {
    asked == "*" || asked == is
}

impl Tables {
    /// Reads the tables.
    ///
    /// # Errors
    /// Every cell that cannot be used, with file and line.
    pub(crate) fn new(files: &[(&str, &str)]) -> Result<Self, Vec<Problem>> {
        let mut out = Self::default();
        let mut problems = Vec::new();
        for (name, text) in files {
            match Table::parse(name, text) {
                Ok(table) => out.take(&table, &mut problems),
                Err(found) => problems.extend(found),
            }
        }
        for (rule, file) in out.events.iter().map(|r| (r, "events.tsv")).chain(out.statements.iter().map(|r| (r, "statements.tsv"))) {
            if let Some(coded) = rule.coded.as_ref().filter(|c| !out.scales.contains_key(&(c.kind.clone(), String::new()))) {
                problems.push(Problem::new(file, 0, 0, format!("no PLOVER type {}", coded.kind), "write one of types.tsv, or - for none"));
            }
        }
        if problems.is_empty() { Ok(out) } else { Err(problems) }
    }

    fn take(&mut self, table: &Table, problems: &mut Vec<Problem>) {
        let cell = |row: &Row, name: &str| table.cell(row, name).to_owned();
        let coded = |row: &Row| {
            let kind = cell(row, "plover");
            let context = values(table.cell(row, "context")).map(str::to_owned).collect();
            (!kind.is_empty()).then(|| Coded { kind, mode: cell(row, "pmode"), context })
        };
        for row in &table.rows {
            match table.file.as_str() {
                "events.tsv" => self.events.push(Rule {
                    first: cell(row, "type"),
                    second: cell(row, "mode"),
                    status: values(table.cell(row, "status")).map(str::to_owned).collect(),
                    coded: coded(row),
                }),
                "statements.tsv" => self.statements.push(Rule {
                    first: cell(row, "class"),
                    second: cell(row, "about"),
                    status: Vec::new(),
                    coded: coded(row),
                }),
                "types.tsv" => match table.cell(row, "scale").parse() {
                    Ok(scale) => {
                        self.scales.insert((cell(row, "type"), cell(row, "mode")), (cell(row, "quad"), scale));
                    }
                    Err(_) => problems.push(Problem::new(
                        &row.file,
                        row.line,
                        1,
                        format!("'{}' is no scale", table.cell(row, "scale")),
                        "write a number such as -3.5",
                    )),
                },
                "sectors.tsv" => self.sectors.push((cell(row, "by"), cell(row, "value"), cell(row, "sector"))),
                _ => {
                    self.countries.insert(cell(row, "state"), cell(row, "code"));
                }
            }
        }
    }

    /// What an event of this type, mode and status becomes.
    pub(crate) fn event(&self, kind: &str, mode: &str, status: &str) -> Option<&Coded> {
        self.events
            .iter()
            .find(|r| fits(&r.first, kind) && fits(&r.second, mode) && r.status.iter().any(|s| fits(s, status)))
            .and_then(|r| r.coded.as_ref())
    }

    /// What a statement of this class becomes, about events of these types.
    pub(crate) fn statement(&self, class: &str, about: &[&str]) -> Option<&Coded> {
        self.statements
            .iter()
            .find(|r| r.first == class && (r.second == "*" || about.contains(&r.second.as_str())))
            .and_then(|r| r.coded.as_ref())
    }

    /// Quad class and scale of a type and mode: a mode without a scale of its own has that of its type.
    pub(crate) fn scale(&self, kind: &str, mode: &str) -> (&str, f32) {
        let get = |mode: &str| self.scales.get(&(kind.to_owned(), mode.to_owned()));
        get(mode).or_else(|| get("")).map_or(("", 0.0), |(quad, scale)| (quad.as_str(), *scale))
    }

    /// The sector that one value gives.
    pub(crate) fn sector(&self, by: &str, value: &str) -> Option<&str> {
        self.sectors.iter().find(|(b, v, _)| b == by && v == value).map(|(.., sector)| sector.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_names_no_type_is_a_problem_with_its_file() {
        let files = [("events.tsv", "type\tmode\tstatus\tplover\tpmode\tcontext\tnote\nAID\t*\t*\tGIFT\t-\t-\t-\n"), FILES[2]];
        let problems = Tables::new(&files).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].file, "events.tsv");
    }

    #[test]
    fn every_mode_that_is_written_belongs_to_its_type() {
        let tables = Tables::new(&FILES).unwrap();
        let known = |c: &Coded| c.mode.is_empty() || !tables.scale(&c.kind, &c.mode).0.is_empty();
        assert!(tables.events.iter().chain(&tables.statements).filter_map(|r| r.coded.as_ref()).all(known));
    }
}
