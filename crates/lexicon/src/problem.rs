//! What is wrong with a lexicon file, where, and what to do.

use std::fmt::Write as _;

/// One problem of a lexicon file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// File name within the lexicon.
    pub file: String,
    /// Line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// Column, from 1, in characters of the line.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

impl Problem {
    /// A problem at a place.
    pub fn new(file: &str, line: usize, column: usize, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, column, message: message.into(), remedy: remedy.into() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}: {}\n  remedy: {}", self.file, self.line, self.column, self.message, self.remedy)
    }
}

/// All problems as text, each with its line underlined where `source` gives the file's text.
pub fn display<'a>(problems: &[Problem], source: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut out = String::new();
    for problem in problems {
        let _ = writeln!(out, "{}:{}:{}: {}", problem.file, problem.line, problem.column, problem.message);
        if let Some(line) = source(&problem.file).and_then(|text| text.lines().nth(problem.line.wrapping_sub(1))) {
            let _ = writeln!(out, "    | {line}");
            let pad: String = line.chars().take(problem.column.saturating_sub(1)).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
            let _ = writeln!(out, "    | {pad}^");
        }
        let _ = writeln!(out, "    = remedy: {}", problem.remedy);
    }
    out
}
