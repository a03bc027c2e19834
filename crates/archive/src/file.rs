//! The file: opened, made, brought to the version of this program. In: a path. Out: [`Archive`], or an [`Error`] that says what to do.
//!
//! A file of a later version, or of another program, is refused before anything is written in it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};

/// `MHDR`: the number by which `file` and SQLite tell an archive.
pub const APPLICATION_ID: i64 = 0x4D48_4452;

/// The migrations, in order; the file's `user_version` is the number of those done.
const MIGRATIONS: [&str; 3] = [include_str!("../schema/001.sql"), include_str!("../schema/002.sql"), include_str!("../schema/003.sql")];

/// Seconds that a busy file is waited for.
pub const WAIT: u64 = 30;

/// How a file is opened.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether each transaction is on the disk before the next begins: then a power cut loses nothing either.
    pub durable: bool,
    /// Seconds to wait for another writer.
    pub wait: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { durable: false, wait: WAIT }
    }
}

/// An archive: one SQLite file.
#[derive(Debug)]
pub struct Archive {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
    pub(crate) wait: u64,
}

impl Archive {
    /// Opens an archive to read and write; it must be there.
    pub fn open(path: &Path, options: Options) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Missing(path.to_owned()));
        }
        Self::writable(path, options, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens an archive to read and write, and makes it where there is none.
    pub fn create(path: &Path, options: Options) -> Result<Self> {
        Self::writable(path, options, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens an archive to read alone.
    pub fn read_only(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Missing(path.to_owned()));
        }
        if beside(path, "journal") {
            // a writer that was killed in its first moments leaves a journal, which only one who may write can take back
            let _ = Self::connect(path, Options::default(), OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(|archive| archive.identity());
        }
        let mut archive = Self::connect(path, Options::default(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let identity = match archive.identity() {
            // readers too write beside the file, to keep out of one another's way; where they may not, nobody else can write either
            Err(Error::Closed(_) | Error::ReadOnly(_)) if !logged(path) => {
                archive =
                    Self::connect(&immutable(path), Options::default(), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?;
                path.clone_into(&mut archive.path);
                archive.identity()
            }
            identity => identity,
        };
        let (application, version) = identity?;
        if application == 0 && archive.tables()? == 0 {
            return Err(Error::Empty(path.to_owned()));
        }
        if application != APPLICATION_ID {
            return Err(Error::NotArchive(path.to_owned()));
        }
        archive.known(version)?;
        if version < MIGRATIONS.len() as i64 {
            return Err(Error::Question(format!(
                "{}: it is an archive of the older version {version}; any command that writes, as `mahdar add`, brings it up to date",
                path.display()
            )));
        }
        Ok(archive)
    }

    fn connect(path: &Path, options: Options, flags: OpenFlags) -> Result<Self> {
        let failed = |e| Error::of(path, options.wait, e);
        let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
        db.busy_timeout(Duration::from_secs(options.wait)).map_err(failed)?;
        db.set_prepared_statement_cache_capacity(64);
        db.execute_batch("PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;").map_err(failed)?;
        Ok(Self { db, path: path.to_owned(), wait: options.wait })
    }

    fn writable(path: &Path, options: Options, flags: OpenFlags) -> Result<Self> {
        let archive = Self::connect(path, options, flags)?;
        let (application, version) = archive.identity()?;
        let tables: i64 = archive.db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(|e| archive.error(e))?;
        if application != APPLICATION_ID && (application != 0 || tables > 0) {
            return Err(Error::NotArchive(path.to_owned()));
        }
        archive.known(version)?;
        let synchronous = if options.durable { "FULL" } else { "NORMAL" };
        // reports are some kilobytes: in larger pages less room is lost behind them
        let wal = "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864;";
        archive.db.execute_batch(&format!("{wal} PRAGMA synchronous = {synchronous};")).map_err(|e| archive.error(e))?;
        archive.migrate()?;
        Ok(archive)
    }

    /// Does what migrations are missing, each in a transaction of its own.
    fn migrate(&self) -> Result<()> {
        loop {
            if self.identity()?.1 >= MIGRATIONS.len() as i64 {
                return Ok(());
            }
            self.execute("BEGIN IMMEDIATE")?;
            // another program may have been quicker
            let at = self.identity()?.1;
            if let Some(sql) = usize::try_from(at).ok().and_then(|at| MIGRATIONS.get(at)) {
                let ids = format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {};", at + 1);
                if let Err(e) = self.db.execute_batch(sql).and_then(|()| self.db.execute_batch(&ids)) {
                    let _ = self.db.execute_batch("ROLLBACK");
                    return Err(self.error(e));
                }
            }
            self.execute("COMMIT")?;
        }
    }

    fn tables(&self) -> Result<i64> {
        self.db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(|e| self.error(e))
    }

    /// Application id and version.
    fn identity(&self) -> Result<(i64, i64)> {
        let pragma = |name: &str| self.db.pragma_query_value(None, name, |row| row.get(0)).map_err(|e| self.error(e));
        Ok((pragma("application_id")?, pragma("user_version")?))
    }

    fn known(&self, found: i64) -> Result<()> {
        let known = MIGRATIONS.len() as i64;
        if found > known { Err(Error::Newer { path: self.path.clone(), found, known }) } else { Ok(()) }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn error(&self, source: rusqlite::Error) -> Error {
        Error::of(&self.path, self.wait, source)
    }

    pub(crate) fn execute(&self, sql: &str) -> Result<()> {
        self.db.execute_batch(sql).map_err(|e| self.error(e))
    }

    /// Runs `work` in a transaction that has the right to write from its start; what fails leaves nothing behind.
    pub(crate) fn transaction<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.execute("BEGIN IMMEDIATE")?;
        let done = work().and_then(|done| self.execute("COMMIT").map(|()| done));
        if done.is_err() {
            let _ = self.db.execute_batch("ROLLBACK");
        }
        done
    }
}

/// Whether there is a log beside the file that is not in it yet, or a journal that is to be taken back.
fn logged(path: &Path) -> bool {
    beside(path, "wal") || beside(path, "journal")
}

fn beside(path: &Path, what: &str) -> bool {
    std::fs::metadata(format!("{}-{what}", path.display())).is_ok_and(|file| file.len() > 0)
}

/// The file as one that nobody changes.
fn immutable(path: &Path) -> PathBuf {
    let escaped = path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    PathBuf::from(format!("file:{escaped}?immutable=1"))
}
