//! `cargo xtask audit roles` (and `links`, in its own file): the knowledge base against the news. In: the corpus. Out: of the people named with a title, how often the base
//! gives the same office on the day of the report, what disagrees, and whom of the most named the base lacks.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use jiff::civil::Date;
use mahdar::Analyzer;
use mahdar::who::Who;

use crate::bench::corpus;

mod links;
mod output;

/// What to audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum What {
    /// Titles with names against the dated roles.
    Roles,
    /// A sample of joins across reports, to be read.
    Links,
    /// Entries of records that look wrong by themselves, beside the gold.
    Output,
}

/// What to audit, and how much to show.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    what: What,
    /// Lines shown of each list.
    #[arg(long, default_value_t = 40)]
    show: usize,
    /// Read every so manieth article only.
    #[arg(long, default_value_t = 1)]
    step: usize,
    /// Of links: articles from this day on, YYYY-MM-DD.
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// Of links: articles up to this day.
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// Of output: so many articles.
    #[arg(long, default_value_t = 300)]
    articles: usize,
    /// Of output: list the entries of this kind, as the table names it.
    #[arg(long, value_name = "KIND")]
    list: Option<String>,
    /// Of links: instead of a sample, how many of the joins that a person judged in such a sheet (docs/audit) are joined today.
    #[arg(long, value_name = "SHEET", num_args = 1..)]
    judged: Vec<PathBuf>,
    /// Of links and output: what the sample is drawn by.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// An office that more hold at once names no one.
const FEW: usize = 3;
/// Of those named most often with a title, so many are looked for in the base.
const MOST_NAMED: usize = 500;

/// Runs the audit.
pub(crate) fn run(args: &Args) -> Result<()> {
    match args.what {
        What::Roles => roles(args),
        What::Links => links::run(args),
        What::Output => output::run(args),
    }
}

fn roles(args: &Args) -> Result<()> {
    let analyzer = Analyzer::arabic();
    let mut worker = analyzer.worker();
    let who = Who::new(mahdar_arabic::blob());
    // ids of the holders by office and month; none where the base does not know the office then
    let mut holders: BTreeMap<(String, String), Option<Vec<&str>>> = BTreeMap::new();
    let (mut agree, mut against) = (0_usize, BTreeMap::<(String, String, String), usize>::new());
    let mut named: BTreeMap<String, (usize, bool, String)> = BTreeMap::new();
    for line in corpus::lines()?.step_by(args.step.max(1)) {
        let document = corpus::document(&line?)?;
        let record = worker.read(&document);
        let day: Option<Date> = record.document.published.value.as_deref().and_then(|d| d.get(..10)?.parse().ok());
        for actor in record.actors.iter().filter(|a| a.kind == "person" && a.anonymous.is_none()) {
            let Some(role) = &actor.role else { continue };
            let key = actor.entity.clone().unwrap_or_else(|| actor.name.clone());
            let known = named.entry(key).or_insert((0, actor.entity.is_some(), format!("{role} {}", actor.name)));
            known.0 += 1;
            let (Some(entity), Some(day)) = (&actor.entity, day) else { continue };
            let found = holders.entry((role.clone(), day.strftime("%Y-%m").to_string())).or_insert_with(|| {
                let people = who.holders(role, Some(day))?;
                let sure: Vec<&str> = people.iter().filter(|p| p.sure).map(|p| p.id).collect();
                // an office without its state (رئيس الوزراء alone) is held by many: nothing to compare
                (!sure.is_empty() && people.len() <= FEW).then_some(sure)
            });
            match found {
                Some(ids) if ids.contains(&entity.as_str()) => agree += 1,
                Some(ids) => *against.entry((role.clone(), entity.clone(), ids.join(" "))).or_default() += 1,
                None => {}
            }
        }
    }
    let wrong: usize = against.values().sum();
    ensure!(agree + wrong > 0, "no corpus to audit: name its folder in MAHDAR_CORPUS");
    println!(
        "{}: titles with a name whose office the base knows on the day: {}, of which {agree} agree ({:.1} %)",
        corpus::described(),
        agree + wrong,
        100.0 * agree as f64 / (agree + wrong) as f64
    );
    let mut against: Vec<_> = against.into_iter().collect();
    against.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    for ((role, entity, ids), count) in against.iter().take(args.show) {
        println!("{count:6}  {role}  named {entity}  base {ids}");
    }
    let mut named: Vec<_> = named.into_iter().collect();
    named.sort_by(|a, b| b.1.0.cmp(&a.1.0).then(a.0.cmp(&b.0)));
    named.truncate(MOST_NAMED);
    let listed = named.iter().filter(|n| n.1.1).count();
    println!("of the {} most often named with a title {listed} are in the base; missing:", named.len());
    for (name, (count, _, sample)) in named.iter().filter(|n| !n.1.1).take(args.show * 5) {
        let near = who.ask(name, None).people.into_iter().next();
        println!("{count:6}  {sample}{}", near.map_or_else(String::new, |p| format!("  = {} {} ({})", p.id, p.name, p.score)));
    }
    Ok(())
}
