//! Offices at a date: `tests/who/roles.tsv`, phrases with a day and who held the office then, or nobody. Written without sight of the base.
//! First contact (before anybody compared the rows with the base): 172 of 183 held; six of the rest were feminine heads read as the ministry's
//! name, one a queen consort taken for the king.

use mahdar::spelling::Speller;
use mahdar::who::{Kind, Who};

const ROWS: &str = include_str!("../../../tests/who/roles.tsv");

#[test]
fn the_day_decides_who_holds_an_office() {
    let who = Who::new(mahdar_arabic::blob());
    let speller = Speller::new(&mahdar_arabic::blob());
    let mut wrong = Vec::new();
    let mut rows = 0;
    for row in ROWS.lines().skip(1).filter(|l| !l.is_empty()) {
        let cells: Vec<&str> = row.split('\t').collect();
        let answer = who.ask(cells[0], cells[1].parse().ok());
        rows += 1;
        let right = match (cells[2], answer.people.as_slice()) {
            ("-", []) => true,
            ("-", _) => false,
            (name, people) => {
                answer.kind == Kind::Office
                    && people.first().is_some_and(|p| std::iter::once(&p.name).chain(&p.variants).any(|n| speller.same(n, name).same))
            }
        };
        if !right {
            let found: Vec<&str> = answer.people.iter().map(|p| p.name).collect();
            wrong.push(format!("{row}\tfound {:?} {found:?}", answer.kind));
        }
    }
    assert!(wrong.is_empty(), "{} of {rows} rows:\n{}", wrong.len(), wrong.join("\n"));
}
