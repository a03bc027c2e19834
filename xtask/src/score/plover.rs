//! How well protest and assault are coded. In: sentences with the PLOVER type of each, its actor and the actor's country. Out: the share with the
//! right type; of those whose actor has a country in the gold the share with that country, and of the countries coded there the share that is
//! the gold's.

use std::path::PathBuf;

use anyhow::{Context, Result};
use mahdar::{Analyzer, Document};
use mahdar_plover::{Coder, Line};
use serde::Deserialize;

#[derive(Deserialize)]
struct Sentence {
    text: String,
    spans: Vec<Span>,
    event_type: String,
}

#[derive(Deserialize)]
struct Span {
    #[serde(default)]
    source_role: Role,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Role {
    Coded {
        #[serde(default)]
        main: String,
    },
    Unknown(serde::de::IgnoredAny),
}

impl Default for Role {
    fn default() -> Self {
        Self::Unknown(serde::de::IgnoredAny)
    }
}

impl Role {
    /// The actor's country, none where the set knows none.
    fn country(&self) -> Option<&str> {
        match self {
            Self::Coded { main } if !main.is_empty() && !NO_COUNTRY.contains(&main.as_str()) => Some(main),
            Self::Coded { .. } | Self::Unknown(_) => None,
        }
    }
}

/// What the set writes where an actor has no country: not known, or a body of no state (armed, between governments, beside them).
const NO_COUNTRY: [&str; 5] = ["None", "UNKNOWN", "IMG", "IGO", "NGO"];

/// The folder of the sentences.
fn folder() -> PathBuf {
    std::env::var_os("MAHDAR_PLOVER").map_or_else(|| crate::paths::root().join("../shared/data/events"), PathBuf::from)
}

/// Scores every file of the folder.
pub(super) fn run(show: bool) -> Result<()> {
    let folder = folder();
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map(|d| d.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "json")).collect())
        .unwrap_or_default();
    if files.is_empty() {
        println!("plover: absent, not scored (no sentences in {})", folder.display());
        return Ok(());
    }
    files.sort();
    let analyzer = Analyzer::arabic();
    let mut worker = analyzer.worker().all_violence();
    let coder = Coder::new(&mahdar_arabic::blob());
    for file in files {
        let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let sentences: Vec<Sentence> = serde_json::from_str(&text).with_context(|| format!("in {}", file.display()))?;
        let (mut typed, mut placed, mut of_state) = (0, 0, 0);
        let (mut coded, mut agreed) = (0, 0);
        for sentence in &sentences {
            let lines = coder.code(&worker.read(&Document::new(&sentence.text)));
            let right: Vec<&Line> = lines.iter().filter(|l| l.event.contains(&sentence.event_type)).collect();
            typed += usize::from(!right.is_empty());
            let countries: Vec<&str> = sentence.spans.iter().filter_map(|s| s.source_role.country()).collect();
            let located = right.iter().flat_map(|l| &l.actor).any(|a| countries.contains(&a.country_code.as_str()));
            of_state += usize::from(!countries.is_empty());
            for actor in right.iter().flat_map(|l| &l.actor).filter(|a| !countries.is_empty() && !a.country_code.is_empty()) {
                coded += 1;
                agreed += usize::from(countries.contains(&actor.country_code.as_str()));
            }
            placed += usize::from(located);
            if show && (right.is_empty() || !countries.is_empty() && !located) {
                let got: Vec<String> = lines
                    .iter()
                    .map(|l| {
                        let actors: Vec<_> = l.actor.iter().map(|a| format!("{}:{}", a.entity_name, a.country_code)).collect();
                        format!("{} [{}]", l.event.join(" "), actors.join(", "))
                    })
                    .collect();
                println!("{} {} {:?} {}", sentence.event_type, countries.join("|"), got, sentence.text);
            }
        }
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        println!(
            "{:24} type {:.3} of {}   country of the actor found {:.3} of {}, right {:.3} of {} coded there",
            file.file_stem().unwrap_or_default().to_string_lossy(),
            share(typed, sentences.len()),
            sentences.len(),
            share(placed, of_state),
            of_state,
            share(agreed, coded),
            coded
        );
    }
    Ok(())
}
