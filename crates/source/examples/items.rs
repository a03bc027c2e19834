//! Reads sources and prints what they hold, in numbers: `cargo run -p mahdar-source --example items -- FILE…`; with `--text`, the texts too.
#![allow(clippy::print_stdout)]

use std::path::Path;
use std::time::Instant;

fn main() {
    let options = mahdar_source::Options::default();
    let (flags, paths): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|a| a == "--text");
    for path in paths {
        let start = Instant::now();
        let (mut items, mut problems, mut bytes) = (0u32, 0u32, 0usize);
        match mahdar_source::open(Path::new(&path), &options) {
            Ok(source) => {
                for item in source {
                    match item {
                        Ok(item) => {
                            items += 1;
                            bytes += item.document.text().len();
                            if !flags.is_empty() {
                                println!("{:#?}\n{}\n", item.meta, item.document.text());
                            }
                        }
                        Err(problem) => {
                            problems += 1;
                            println!("{problem}");
                        }
                    }
                }
            }
            Err(problem) => println!("{problem}"),
        }
        let seconds = start.elapsed().as_secs_f64();
        println!("{path}: {items} items, {problems} problems, {bytes} bytes of text, {seconds:.2} s");
    }
}
