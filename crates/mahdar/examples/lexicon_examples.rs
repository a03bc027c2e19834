//! Prints the frame examples that the engine does not bear out.
fn main() -> std::io::Result<()> {
    let analyzer = mahdar::Analyzer::arabic();
    let outcome = mahdar::examples::check(&analyzer, mahdar_arabic::SOURCES);
    let mut out = std::io::stdout().lock();
    for problem in &outcome.problems {
        std::io::Write::write_fmt(&mut out, format_args!("{problem}\n"))?;
    }
    std::io::Write::write_fmt(&mut out, format_args!("{} of {} fail, {} open\n", outcome.problems.len(), outcome.examples, outcome.open))
}
