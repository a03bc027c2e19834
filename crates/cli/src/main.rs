//! The mahdar command.
fn main() {}
