//! What is wrong with an input. In: a place, what was found there, what to do. Out: [`Problem`], whose words say all three. It decides
//! nothing: whoever reads a source goes on after a problem where there is something to go on with.

use std::io::{self, ErrorKind};

/// One thing that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{what}; {remedy}", Self::before(place))]
pub struct Problem {
    /// Path, `path:line`, `path@offset` or URL; empty where the caller names the place.
    pub place: String,
    /// What was found there.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl Problem {
    pub(crate) fn new(place: impl Into<String>, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into(), remedy: remedy.into() }
    }

    /// From words of the form "what; remedy", as other errors of this crate have them.
    pub(crate) fn said(place: impl Into<String>, words: &str) -> Self {
        let (what, remedy) = words.split_once("; ").unwrap_or((words, "correct it, or leave it out"));
        Self::new(place, what, remedy)
    }

    /// An error of the system, or of what unpacks a file.
    pub(crate) fn io(place: impl Into<String>, error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::new(place, "there is no such file or folder", "check the path"),
            ErrorKind::PermissionDenied => {
                Self::new(place, "it may not be opened (permission denied)", "change its permissions or run as its owner")
            }
            ErrorKind::IsADirectory => Self::new(place, "it is a folder", "name the files in it"),
            ErrorKind::UnexpectedEof => Self::new(place, "it ends in the middle: the file is cut short", "get the file again"),
            _ => Self::said(place, &format!("it cannot be read: {error}; check the disk, or get the file again")),
        }
    }

    fn before(place: &str) -> String {
        if place.is_empty() { String::new() } else { format!("{place}: ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_say_place_what_and_remedy() {
        assert_eq!(Problem::new("a.jsonl:7", "it holds no text", "leave it out").to_string(), "a.jsonl:7: it holds no text; leave it out");
        assert_eq!(Problem::said("", "it is empty; get it again").to_string(), "it is empty; get it again");
        let missing = std::fs::File::open("/no/such/file").unwrap_err();
        assert!(Problem::io("x", &missing).to_string().ends_with("check the path"));
    }
}
