//! Every gold file of `tests/gold` is what its annotation and text make.

use std::process::Command;

#[test]
fn the_gold_is_fresh() {
    let out = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["gold", "--check"]).output().unwrap();
    assert!(out.status.success(), "{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
}
