//! How fast an archive answers. In: the path of one. Out: the middle, the 95th of a hundred and the longest time of opening, searching and
//! listing, in milliseconds. The words asked for are taken from the titles of its own reports.
#![allow(clippy::print_stdout, reason = "a program that prints its figures")]

use std::path::Path;
use std::time::Instant;

use mahdar::Analyzer;
use mahdar_archive::{Archive, Filters, Kind, Match};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name an archive")?;
    let path = Path::new(&path);
    let analyzer = Analyzer::arabic();
    let timed = |name: &str, times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times.get(times.len() * share / 100).or(times.last()).copied().unwrap_or(0.0);
        println!("{name:<26} {:>7.2} {:>7.2} {:>7.2} ms  ({} times)", at(50), at(95), at(100), times.len());
    };
    let mut opening = Vec::new();
    for _ in 0..20 {
        let begun = Instant::now();
        Archive::read_only(path)?;
        opening.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    timed("opening", &mut opening);
    let archive = Archive::read_only(path)?;
    let page = archive.list(Kind::Statements, &Filters::default(), None, 400)?;
    let titles: Vec<String> = page.rows.iter().filter_map(|r| r.title.clone()).collect();
    let words: Vec<&str> =
        titles.iter().flat_map(|t| t.split_whitespace()).filter(|w| w.chars().all(char::is_alphabetic)).take(300).collect();
    for (name, mode) in [("search, this form", Match::Form), ("search, with particles", Match::Word), ("search, any spelling", Match::Name)]
    {
        let mut times = Vec::new();
        for word in &words {
            let begun = Instant::now();
            archive.search(&analyzer, word, mode, &Filters::default(), None, 20)?;
            times.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        timed(name, &mut times);
    }
    let mut counting = Vec::new();
    for word in &words {
        let begun = Instant::now();
        archive.count_search(&analyzer, word, Match::Word, &Filters::default())?;
        counting.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    timed("counting a search", &mut counting);
    let actors: Vec<String> = page.rows.iter().flat_map(|r| r.parties.iter().map(|p| p.name.clone())).take(100).collect();
    for kind in [Kind::Statements, Kind::Meetings, Kind::Positions, Kind::Frameworks] {
        let mut times = Vec::new();
        for actor in &actors {
            for filters in [Filters::default(), Filters { actor: Some(actor.clone()), ..Filters::default() }] {
                let begun = Instant::now();
                archive.list(kind, &filters, None, 20)?;
                times.push(begun.elapsed().as_secs_f64() * 1e3);
            }
        }
        timed(&format!("listing {kind:?}").to_lowercase(), &mut times);
    }
    Ok(())
}
