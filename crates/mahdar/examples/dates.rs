//! Prints the dates of the lines on standard input: `2018-05-15|sentence`, the day left out where it is not known.
use std::io::{BufRead as _, Write as _};

fn main() -> std::io::Result<()> {
    let mut reader = mahdar::time::Reader::arabic();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (day, text) = line.split_once('|').unwrap_or(("", &line));
        let dates = reader.read(text, day.parse().ok());
        writeln!(out, "{line}")?;
        if let Some(found) = &dates.published {
            writeln!(out, "  published {} ({})", found.value(), found.because)?;
        }
        for time in &dates.times {
            let value = time.value.as_deref().unwrap_or("-");
            writeln!(out, "  [{}] {value} {} ({})", time.span.of(text), time.kind.name(), time.because)?;
        }
    }
    Ok(())
}
