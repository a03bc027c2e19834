//! The process of an archive, for the commands that show it. In: an archive and filters. Out: records and joins as `mahdar_links` wants them, and the few
//! words that every face of it prints: places, counts, names between isolates.

use std::io::Write as _;

use anyhow::Result;
use mahdar::Record;
use mahdar_archive::Archive;
use mahdar_links::{Ask, Count, Named, Pair, Place, World};
use serde::Serialize;

use super::args::FileArg;
use super::ask::AskArgs;
use crate::args::KnowledgeArgs;
use crate::knowledge;
use crate::labels::Lang;
use crate::pretty::{FSI, PDI, clean};

/// What the process is made of; it borrows from this.
pub(crate) struct Opened {
    pub(crate) archive: Archive,
    pub(crate) records: Vec<Record>,
    pub(crate) pairs: Vec<Pair>,
    pub(crate) world: World,
}

impl Opened {
    pub(crate) fn new(file: &FileArg, knowledge: &KnowledgeArgs) -> Result<Self> {
        let world = World::new(knowledge::lexicon(knowledge)?);
        let archive = Archive::read_only(&file.archive)?;
        Ok(Self { records: archive.records()?, pairs: archive.pairs()?, archive, world })
    }

    /// The question, with what people said of who is one.
    pub(crate) fn ask(&self, args: &AskArgs) -> Result<Ask> {
        self.asked(args.actor.as_ref(), args.issue.as_ref(), args.from.as_ref(), args.to.as_ref())
    }

    /// The same of its parts.
    pub(crate) fn asked(&self, actor: Option<&String>, issue: Option<&String>, from: Option<&String>, to: Option<&String>) -> Result<Ask> {
        let day = |given: Option<&String>| given.and_then(|d| d.get(..10)).map(str::to_owned);
        let identities = actor.map(|actor| self.archive.identities_of(actor)).transpose()?.unwrap_or_default();
        Ok(Ask { actor: actor.cloned(), identities, issue: issue.cloned(), from: day(from), to: day(to), documents: None })
    }
}

/// Letters of a report's id that are shown: enough to name it in another command.
const ID: usize = 12;

/// A report's id as people are shown it.
pub(crate) fn id(document: &str) -> &str {
    document.get(..ID).unwrap_or(document)
}

/// A value between isolates, of whatever direction.
pub(crate) fn own(value: &str) -> String {
    format!("{FSI}{}{PDI}", clean(value))
}

/// Names of several.
pub(crate) fn all<'n>(names: impl IntoIterator<Item = &'n str>, lang: Lang) -> String {
    names.into_iter().map(own).collect::<Vec<_>>().join(lang.pick(", ", "، "))
}

/// A name in the language of the interface, the Arabic one always.
pub(crate) fn named(named: &Named, lang: Lang) -> String {
    match &named.name_en {
        Some(english) if lang == Lang::En => format!("{} ({})", own(english), own(&named.name)),
        _ => own(&named.name),
    }
}

/// Report and characters.
pub(crate) fn cite(place: &Place) -> String {
    format!("{} {}–{}", id(&place.document), place.span.0, place.span.1)
}

/// Day, outlet, report and characters.
pub(crate) fn from(place: &Place, lang: Lang) -> String {
    let day = place.published.as_deref().unwrap_or(lang.pick("undated", "بلا تاريخ"));
    format!("{} {} [{FSI}{}{PDI}]", own(day), own(place.outlet.as_deref().unwrap_or(&place.source)), cite(place))
}

/// How many reports, and how many wordings that are independent.
pub(crate) fn counted(count: Count, lang: Lang) -> String {
    let Count { reports, wordings } = count;
    match lang {
        Lang::En => {
            let s = |n: usize| if n == 1 { "" } else { "s" };
            format!("{reports} report{}, {wordings} independent wording{}", s(reports), s(wordings))
        }
        Lang::Ar => format!(
            "{}، {}",
            few(reports, ["تقرير واحد", "تقريران", "تقارير", "تقريرا"]),
            few(wordings, ["صياغة مستقلة واحدة", "صياغتان مستقلتان", "صياغات مستقلة", "صياغة مستقلة"])
        ),
    }
}

/// A number with its noun: one, two, three to ten, eleven and more.
fn few(n: usize, [one, two, few, many]: [&str; 4]) -> String {
    match n {
        1 => one.to_owned(),
        2 => two.to_owned(),
        n if (3..=10).contains(&(n % 100)) => format!("{n} {few}"),
        n if n % 100 < 3 => format!("{n} {}", one.split(' ').next().unwrap_or(one)),
        n => format!("{n} {many}"),
    }
}

/// Objects, one a line.
pub(crate) fn jsonl<T: Serialize>(rows: &[T]) -> Result<String> {
    let mut text = String::new();
    for row in rows {
        text += &serde_json::to_string(row)?;
        text.push('\n');
    }
    Ok(text)
}

/// One object or array.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

pub(crate) fn print(text: &str) -> Result<()> {
    Ok(anstream::stdout().write_all(text.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_counts_have_their_forms() {
        let text = |reports, wordings| counted(Count { reports, wordings }, Lang::Ar);
        assert_eq!(text(1, 1), "تقرير واحد، صياغة مستقلة واحدة");
        assert_eq!(text(5, 2), "5 تقارير، صياغتان مستقلتان");
        assert_eq!(text(11, 3), "11 تقريرا، 3 صياغات مستقلة");
        assert_eq!(counted(Count { reports: 2, wordings: 1 }, Lang::En), "2 reports, 1 independent wording");
    }
}
