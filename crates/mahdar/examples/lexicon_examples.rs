//! Prints the frame examples that the engine does not bear out.
fn main() -> std::io::Result<()> {
    let analyzer = mahdar::Analyzer::arabic();
    let (count, failures) = mahdar::examples::check(&analyzer, mahdar_arabic::SOURCES);
    let mut out = std::io::stdout().lock();
    for f in &failures {
        std::io::Write::write_fmt(&mut out, format_args!("{}:{} {} {} | {} | {:?}\n", f.example.file, f.example.line, f.example.frame, if f.example.must { "match" } else { "not" }, f.example.text, f.found))?;
    }
    std::io::Write::write_fmt(&mut out, format_args!("{} of {count} fail\n", failures.len()))
}
