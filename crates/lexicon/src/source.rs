//! Reading the plain files: TSV tables and TOML frames, with the place of every cell.

use crate::Problem;
use std::sync::Arc;

/// A TSV file: named columns and rows that know their line.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// File name within the lexicon.
    pub file: String,
    /// Column names.
    pub columns: Vec<String>,
    /// Rows in file order.
    pub rows: Vec<Row>,
}

/// One line of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// File that it stands in: a table may go on in further files.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// Cells; an empty one is the empty string.
    pub cells: Vec<String>,
}

impl Table {
    /// Reads a table. `#` lines are comments; the first other line names the columns; `-` is an empty cell.
    ///
    /// # Errors
    /// Every row whose number of cells is not that of the columns.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut table = Self { file: file.to_owned(), ..Self::default() };
        let name: Arc<str> = Arc::from(file);
        let mut problems = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line_number = at + 1;
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let cells: Vec<String> = line.split('\t').map(|c| if c.trim() == "-" { String::new() } else { c.trim().to_owned() }).collect();
            if table.columns.is_empty() {
                table.columns = cells;
                continue;
            }
            if cells.len() != table.columns.len() {
                let column = line.chars().count() + 1;
                problems.push(Problem::new(
                    file,
                    line_number,
                    column,
                    format!("{} cells where the head names {} columns", cells.len(), table.columns.len()),
                    format!("write one cell for each of: {} (an empty one is -), with tabs between", table.columns.join(", ")),
                ));
                continue;
            }
            table.rows.push(Row { file: Arc::clone(&name), line: line_number, cells });
        }
        if table.columns.is_empty() {
            problems.push(Problem::new(
                file,
                0,
                0,
                "no line that names the columns",
                "write the column names, tab-separated, as the first line",
            ));
        }
        if problems.is_empty() { Ok(table) } else { Err(problems) }
    }

    /// Number of the column called `name`.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c == name)
    }

    /// The cell of `row` in the column called `name`, empty where there is none.
    pub fn cell<'a>(&self, row: &'a Row, name: &str) -> &'a str {
        self.column(name).map_or("", |c| row.cells[c].as_str())
    }
}

/// The values of a cell: `|`-separated, empty ones left out.
pub fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|v| !v.is_empty() && *v != "-")
}

/// One `[[frame]]` of a TOML file.
#[derive(Clone, Debug)]
pub struct Frame {
    /// File name within the lexicon.
    pub file: String,
    /// Line of its `[[frame]]`.
    pub line: usize,
    /// Its keys.
    pub keys: toml::Table,
}

impl Frame {
    /// Reads every frame of a file.
    ///
    /// # Errors
    /// A syntax error with its place.
    pub fn parse(file: &str, text: &str) -> Result<Vec<Self>, Problem> {
        let parsed: toml::Table = text.parse().map_err(|e: toml::de::Error| {
            let (line, column) = e.span().map_or((0, 0), |span| place(text, span.start));
            Problem::new(file, line, column, e.message().to_owned(), "correct the TOML: one key = value a line, strings in double quotes")
        })?;
        let lines: Vec<usize> =
            text.lines().enumerate().filter(|(_, l)| l.trim_start().starts_with("[[frame]]")).map(|(at, _)| at + 1).collect();
        let frames = parsed.get("frame").and_then(toml::Value::as_array).cloned().unwrap_or_default();
        Ok(frames
            .into_iter()
            .zip(lines)
            .filter_map(|(value, line)| match value {
                toml::Value::Table(keys) => Some(Self { file: file.to_owned(), line, keys }),
                _ => None,
            })
            .collect())
    }

    /// A string key, empty where absent.
    pub fn text(&self, key: &str) -> &str {
        self.keys.get(key).and_then(toml::Value::as_str).unwrap_or("")
    }

    /// A list of strings (or one string), empty where absent.
    pub fn list(&self, key: &str) -> Vec<&str> {
        match self.keys.get(key) {
            Some(toml::Value::Array(values)) => values.iter().filter_map(toml::Value::as_str).collect(),
            Some(toml::Value::String(one)) => vec![one.as_str()],
            _ => Vec::new(),
        }
    }

    /// A boolean key, false where absent.
    pub fn flag(&self, key: &str) -> bool {
        self.keys.get(key).and_then(toml::Value::as_bool).unwrap_or(false)
    }

    /// A table of strings, in key order.
    pub fn pairs(&self, key: &str) -> Vec<(&str, &str)> {
        match self.keys.get(key) {
            Some(toml::Value::Table(table)) => table.iter().filter_map(|(k, v)| Some((k.as_str(), v.as_str()?))).collect(),
            _ => Vec::new(),
        }
    }
}

fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..byte.min(text.len())];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_row_is_named_with_its_line() {
        let problems = Table::parse("t.tsv", "# head\na\tb\nx\ty\nz\n").unwrap_err();
        assert_eq!((problems[0].line, problems[0].file.as_str()), (4, "t.tsv"));
        assert!(problems[0].remedy.contains("a, b"));
    }

    #[test]
    fn a_dash_is_an_empty_cell() {
        let table = Table::parse("t.tsv", "a\tb\nx\t-\n").unwrap();
        assert_eq!(table.cell(&table.rows[0], "b"), "");
    }

    #[test]
    fn frames_know_their_lines_and_errors_their_places() {
        let frames = Frame::parse("f.toml", "# c\n[[frame]]\nid = \"a\"\n\n[[frame]]\nid = \"b\"\n").unwrap();
        assert_eq!((frames[1].line, frames[1].text("id")), (5, "b"));
        let problem = Frame::parse("f.toml", "[[frame]]\nid = \n").unwrap_err();
        assert_eq!(problem.line, 2);
    }
}
