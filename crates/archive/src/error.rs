//! What can go wrong with an archive, in words that say which file, what, and what to do.

use std::path::{Path, PathBuf};

/// An error of an archive.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file.
    #[error("{path}: there is no such archive; `mahdar add SOURCE --archive {path}` makes one", path = .0.display())]
    Missing(PathBuf),
    /// It has no tables yet: who was to make it was stopped before.
    #[error("{}: there is nothing in it yet; `mahdar add` fills it", .0.display())]
    Empty(PathBuf),
    /// It cannot be opened.
    #[error("{}: it cannot be opened; is its folder there, and may you read and write in it?", .0.display())]
    Closed(PathBuf),
    /// The file is something else.
    #[error("{}: it is not an archive of mahdar; choose another file (it was not touched)", .0.display())]
    NotArchive(PathBuf),
    /// The file was made by a later program.
    #[error("{}: it is an archive of version {found}, and this program knows versions up to {known}; use the newer mahdar (it was not touched)", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The latest that is known.
        known: i64,
    },
    /// Somebody else writes in it.
    #[error("{}: it is busy: another program has been writing in it for {seconds} s; wait until it is done, or give more time with --wait", .path.display())]
    Busy {
        /// The file.
        path: PathBuf,
        /// How long it was waited for.
        seconds: u64,
    },
    /// It cannot be written.
    #[error("{}: it cannot be written: it, or its folder, is read-only; change its permissions or copy it (nothing was lost)", .0.display())]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("{}: the disk is full; make room and run the same command again: what was added is kept, the rest is added then", .0.display())]
    Full(PathBuf),
    /// It cannot be read or written.
    #[error("{}: the disk failed ({source}); what was added is kept: check the disk, then run the same command again", .path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: rusqlite::Error,
    },
    /// Its pages are not what they should be.
    #[error("{}: it is damaged ({source}); restore a backup, or make it anew with `mahdar add`", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: rusqlite::Error,
    },
    /// A row that cannot be read.
    #[error("{}: {what} of document {document} cannot be read: {why}; `mahdar archive check` says more", .path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// Which column.
        what: &'static str,
        /// Which document.
        document: String,
        /// What is the matter.
        why: String,
    },
    /// The question cannot be answered.
    #[error("{0}")]
    Question(String),
    /// Any other error of the database.
    #[error("{}: {source}", .path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What the database says.
        source: rusqlite::Error,
    },
}

/// A result of the archive.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Whether to try again later may help.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Busy { .. })
    }

    /// Whether the question, and not the archive, is at fault.
    pub fn is_question(&self) -> bool {
        matches!(self, Self::Question(_))
    }

    /// The error of the database in our words.
    pub(crate) fn of(path: &Path, seconds: u64, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy { path, seconds },
            Some(Code::ReadOnly | Code::PermissionDenied) => Self::ReadOnly(path),
            Some(Code::CannotOpen) => Self::Closed(path),
            Some(Code::DiskFull) => Self::Full(path),
            Some(Code::NotADatabase) => Self::NotArchive(path),
            Some(Code::DatabaseCorrupt) => Self::Damaged { path, source },
            Some(Code::SystemIoFailure) => Self::Disk { path, source },
            _ => Self::Database { path, source },
        }
    }
}
