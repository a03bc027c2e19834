//! Prints what the lower rooms see in the text on standard input, a line a token.
use std::io::Read as _;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let analyzer = mahdar::Analyzer::arabic();
    std::io::Write::write_all(&mut std::io::stdout(), analyzer.worker().analyse(&text).as_bytes())
}
