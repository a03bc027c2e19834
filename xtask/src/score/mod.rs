//! `cargo xtask score`: how right the records are, measured against gold. Gold and records in, a table out; the figures are defined by the
//! codebook's last section and agree with those of `score.py` to the last printed digit.

mod doc;
mod floors;
mod json;
mod names;
mod plover;
mod random;
pub(crate) mod sets;
mod spans;
mod total;
mod who;

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use mahdar::Analyzer;
use serde_json::{Map, Value};

use crate::linguistic;
use doc::{DocScore, Kind};
use floors::Floors;
use sets::{Scored, Set};
use total::SetScore;

/// What to score and what to show.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// List what was missed and what was invented.
    #[arg(long, value_enum)]
    errors: Option<Kind>,
    /// Only this set: gold, seeds or dev.
    #[arg(long, value_parser = ["gold", "seeds", "dev"])]
    set: Option<String>,
    /// Print the figures as JSON.
    #[arg(long)]
    json: bool,
    /// Score these records (JSONL) instead of reading the texts.
    #[arg(long, value_name = "FILE", requires = "gold")]
    records: Option<PathBuf>,
    /// The folder of gold for --records.
    #[arg(long, value_name = "DIR", requires = "records")]
    gold: Option<PathBuf>,
    /// Also write the records that were read to DIR/SET.jsonl.
    #[arg(long, value_name = "DIR", conflicts_with = "records")]
    out: Option<PathBuf>,
    /// Read with this compiled lexicon (`mahdar lexicon build DIR --out FILE`), to try a change of its files without a build.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["records", "check", "raise", "linguistic"])]
    lexicon: Option<PathBuf>,
    /// Fail where a figure is below its floor in score-floors.toml.
    #[arg(long, conflicts_with = "records")]
    check: bool,
    /// Lift the floors in score-floors.toml to the figures; never lower one.
    #[arg(long, conflicts_with_all = ["records", "check"])]
    raise: bool,
    /// Score the layers beneath the record instead: sentences, words, tags, names.
    #[arg(long, conflicts_with_all = ["records", "set", "errors", "json", "out"])]
    linguistic: bool,
    /// Score the joins across reports instead, on the press review and, where they are at hand, on stories (`MAHDAR_STORIES`, else `../shared/gold/stories`).
    #[arg(long, conflicts_with_all = ["records", "set", "errors", "json", "out", "linguistic", "check", "raise"])]
    links: bool,
    /// Score the coding in the terms of PLOVER instead, on its sentences of protest and assault (`MAHDAR_PLOVER`, else `../shared/data/events`).
    #[arg(long, conflicts_with_all = ["records", "set", "json", "out", "linguistic", "check", "raise", "links"])]
    plover: bool,
    /// With --links or --plover: say what is not found and what is found falsely.
    #[arg(long)]
    show: bool,
}

impl Args {
    /// Every floor is to hold.
    pub(crate) fn check_all() -> Self {
        Self { check: true, ..Self::default() }
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    if args.links {
        return crate::links::run(args.show);
    }
    if args.plover {
        return plover::run(args.show);
    }
    if let (Some(records), Some(gold)) = (&args.records, &args.gold) {
        let scored = sets::score_records(gold, &sets::records_of(records)?)?;
        list_errors(args, &scored);
        let score = sum(scored);
        if args.json {
            println!("{}", score.json());
        } else {
            print!("{}", score.table());
        }
        return Ok(());
    }
    let mut floors = Floors::load()?;
    if args.linguistic {
        return layers(args, floors);
    }
    let analyzer = match &args.lexicon {
        None => Analyzer::arabic(),
        Some(file) => {
            let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            // the engine borrows its lexicon for good; one score is one lexicon
            let blob = mahdar_lexicon::Blob::open(Box::leak(bytes.into_boxed_slice()));
            Analyzer::new(blob.with_context(|| format!("in {}", file.display()))?)
        }
    };
    let (mut json, mut fallen, mut held, mut risen) = (Map::new(), Vec::new(), 0, Vec::new());
    for set in Set::all().into_iter().filter(|s| args.set.as_deref().is_none_or(|name| name == s.name)) {
        if !set.is_present() {
            ensure!(set.name != "gold", "no gold in {}", set.folder().display());
            println!("== {}: absent, not scored (no gold files in {})\n", set.name, set.folder().display());
            continue;
        }
        let records = set.read(&analyzer)?;
        if let Some(folder) = &args.out {
            write(folder, set.name, &records)?;
        }
        let scored = sets::score_records(set.folder(), &records)?;
        if !args.json {
            println!("== {}: {}", set.name, set.folder().display());
        }
        list_errors(args, &scored);
        let score = sum(scored);
        if args.json {
            json.insert(set.name.to_owned(), score.json());
        } else {
            println!("{}", score.table());
        }
        fallen.extend(floors.below(set.name, &score));
        held += floors.count(set.name);
        if args.raise {
            risen.extend(floors.raise(set.name, &score));
        }
    }
    if args.json {
        println!("{}", Value::Object(json));
    }
    if args.raise {
        floors.save()?;
        println!("{} floors raised", risen.len());
        risen.iter().for_each(|line| println!("  {line}"));
    }
    if args.check {
        layers(args, floors)?;
        fallen.iter().for_each(|line| println!("  {line}"));
        if !fallen.is_empty() {
            bail!("{} of {held} figures are below their floors in score-floors.toml", fallen.len());
        }
        println!("{held} floors hold");
    }
    Ok(())
}

/// The layers beneath the record: what can be measured here, held to its floors or lifting them.
fn layers(args: &Args, mut floors: Floors) -> Result<()> {
    let figures = linguistic::measure()?;
    for figure in &figures {
        println!("{figure}");
    }
    let measured = |name: &str| figures.iter().find(|f| f.name == name).map(|f| f.value);
    if args.raise {
        let risen = floors.raise_to(LINGUISTIC, measured);
        floors.save()?;
        println!("{} floors raised", risen.len());
        risen.iter().for_each(|line| println!("  {line}"));
    }
    if args.check {
        // a set that is not here cannot be held to its floor
        let fallen = floors.below_of(LINGUISTIC, measured);
        fallen.iter().for_each(|line| println!("  {line}"));
        ensure!(fallen.is_empty(), "{} figures of the layers are below their floors in score-floors.toml", fallen.len());
        println!("{} floors of the layers hold", floors.count(LINGUISTIC));
    }
    Ok(())
}

/// The name of the layers' floors.
const LINGUISTIC: &str = "linguistic";

fn list_errors(args: &Args, scored: &Scored) {
    let Some(kind) = args.errors else { return };
    for (name, doc) in &scored.docs {
        println!("## {name}");
        doc.errors(kind).iter().for_each(|line| println!("  {line}"));
    }
}

fn sum(scored: Scored) -> SetScore {
    let docs: Vec<DocScore> = scored.docs.into_iter().map(|(_, doc)| doc).collect();
    SetScore::new(&docs, scored.missing)
}

fn write(folder: &std::path::Path, set: &str, records: &[Value]) -> Result<()> {
    let path = folder.join(format!("{set}.jsonl"));
    let lines = records.iter().fold(String::new(), |lines, r| lines + &r.to_string() + "\n");
    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, lines)).with_context(|| format!("cannot write {}", path.display()))
}
