//! Records, one a line of standard input, joined: prints what `mahdar links` prints of an archive, copies aside.
use std::io::{BufRead as _, Write as _};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut records = Vec::new();
    for line in std::io::stdin().lock().lines() {
        records.push(serde_json::from_str::<mahdar::Record>(&line?)?);
    }
    let world = mahdar_links::World::new(mahdar_arabic::blob());
    let mut out = std::io::stdout().lock();
    for line in mahdar_links::link(&records, &[], &world).lines() {
        writeln!(out, "{}", serde_json::to_string(&line)?)?;
    }
    Ok(())
}
