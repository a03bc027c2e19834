//! Compiles `lexicon/` to one blob. Every problem is printed with file, line and remedy, and stops the build.

#![allow(
    unreachable_pub,
    dead_code,
    unused_imports,
    clippy::print_stderr,
    reason = "the modules are shared with the library, which exports them; a build script speaks to the terminal"
)]

#[path = "src/compile.rs"]
mod compile;
#[path = "src/features.rs"]
mod features;
#[path = "src/fold.rs"]
mod fold;
#[path = "src/inflect.rs"]
mod inflect;
#[path = "src/model.rs"]
mod model;
#[path = "src/roles.rs"]
mod roles;
#[path = "src/status.rs"]
mod status;

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("lexicon");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=src");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort();
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    let named: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    match compile::compile(&named) {
        Ok(bytes) => std::fs::write(Path::new(&out).join("arabic.lex"), bytes).expect("OUT_DIR can be written"),
        Err(problems) => {
            eprint!("{}", mahdar_lexicon::display(&problems, |file| named.iter().find(|(n, _)| *n == file).map(|(_, t)| *t)));
            std::process::exit(1);
        }
    }
    let mut sources = String::from("&[\n");
    for (name, _) in &files {
        let _ = writeln!(sources, "    ({name:?}, include_str!({:?})),", root.join(name).display().to_string());
    }
    sources.push(']');
    std::fs::write(Path::new(&out).join("sources.rs"), sources).expect("OUT_DIR can be written");
}

fn collect(root: &Path, dir: &Path, files: &mut Vec<(String, String)>) {
    println!("cargo::rerun-if-changed={}", dir.display());
    for entry in std::fs::read_dir(dir).expect("the lexicon can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|e| e == "tsv" || e == "toml") {
            println!("cargo::rerun-if-changed={}", path.display());
            let name = path.strip_prefix(root).expect("it was found below").to_string_lossy().replace('\\', "/");
            files.push((name, std::fs::read_to_string(&path).expect("lexicon files are UTF-8")));
        }
    }
}
