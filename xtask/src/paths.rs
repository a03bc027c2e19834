//! Where things are: the repository, and what may stand beside it.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// A folder given by an environment variable, else by a path from the root.
pub(crate) fn beside(variable: &str, otherwise: &str) -> PathBuf {
    std::env::var_os(variable).filter(|v| !v.is_empty()).map_or_else(|| root().join(otherwise), PathBuf::from)
}

/// The files of a folder whose names end in `ending`, sorted by name; none if the folder is not there.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|e| e.path()).filter(|p| !name(p).starts_with('.') && name(p).ends_with(ending)).collect();
    files.sort();
    files
}

/// A file's name without its folder.
pub(crate) fn name(path: &Path) -> &str {
    path.file_name().and_then(|n| n.to_str()).unwrap_or("")
}

/// The cargo that runs this.
pub(crate) fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}
