//! What a large knowledge base costs: `cargo xtask bench --names N`. In: nothing but a number. Out: growth of the blob, memory and speed with so
//! many made-up people beside the built-in ones. The people are combinations of the words of names that the lexicon counts.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow};
use mahdar_arabic::overlay;

use super::{Row, figures};

/// People whose names are three words of the lexicon's list, chosen by a fixed rule, each name once.
fn people(number: usize) -> String {
    let table = mahdar_arabic::blob().table("names").expect("the compiler writes every table");
    let words = table.len();
    let word = |at: usize| table.get(at % words, "name");
    let mut out = String::from("id\tname\tname_en\tgender\tshort\tvariants\n");
    for n in 0..number {
        // three strides without a common divisor, so that no name comes twice
        let (a, b, c) = (word(n), word(n * 7 + n / words + 1), word(n * 13 + n / words * 3 + 2));
        let _ = writeln!(out, "person/made-up-{n}\t{a} {b} {c}\tMade Up {n}\tm\t-\t-");
    }
    out
}

pub(super) fn run(release: &Path, number: usize, seconds: f64, rounds: usize) -> Result<()> {
    let folder = release.join("bench-names");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut sizes = Vec::new();
    let mut paths = Vec::new();
    for (name, own) in [("base", Vec::new()), ("with", vec![("people.tsv".to_owned(), people(number))])] {
        let start = Instant::now();
        let bytes = overlay::lay(mahdar_arabic::SOURCES, &own).and_then(|laid| laid.compile()).map_err(|p| anyhow!("{}", p[0]))?;
        println!("{name}: {} bytes, compiled in {:.2} s", bytes.len(), start.elapsed().as_secs_f64());
        let path = folder.join(format!("{name}.lex"));
        std::fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
        sizes.push(bytes.len());
        paths.push(path.display().to_string());
    }
    let mut values = [vec![], vec![], vec![], vec![], vec![]];
    for _ in 0..rounds {
        let turn = |path: &str| figures(release, &["engine", "--seconds", &seconds.to_string(), "--lexicon", path]);
        let ((speed, memory), (speed_with, memory_with)) = (turn(&paths[0])?, turn(&paths[1])?);
        for (value, list) in [speed, speed_with, speed_with / speed, memory, memory_with].into_iter().zip(&mut values) {
            list.push(value);
        }
    }
    println!("{number} people more: {:.1} MiB of blob", (sizes[1] - sizes[0]) as f64 / f64::from(1 << 20));
    let [base, with, ratio, memory, memory_with] = values;
    for row in [
        Row::new("without", "words/s", base),
        Row::new("with", "words/s", with),
        Row::new("with / without", "ratio", ratio),
        Row::new("peak memory without", "MiB", memory),
        Row::new("peak memory with", "MiB", memory_with),
    ] {
        let [min, median, max] = row.spread();
        let places = row.places();
        println!("{:28} {min:>10.places$} {median:>10.places$} {max:>10.places$} {}", row.name, row.unit);
    }
    Ok(())
}
