//! What is asked for. In: an [`Ask`] as somebody writes it. Out: [`Asked`], which says of actors, words and days whether they are meant. What is not
//! asked for is no condition.

use std::collections::BTreeSet;

use mahdar::record::{Chars, Record};

use crate::day::Days;
use crate::party;
use crate::process::Process;
use crate::words;

/// Which part of the process is asked for; every condition that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Somebody: an id of the knowledge base, or a name in Arabic or Latin letters. Of a state or body also those who speak for it.
    pub actor: Option<String>,
    /// More identities of the same (`person/…`, `name:…`), as an archive knows them.
    pub identities: Vec<String>,
    /// An issue or framework: its id, with or without `issue/`, or words.
    pub issue: Option<String>,
    /// First day, YYYY-MM-DD.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Only these reports, by id.
    pub documents: Option<BTreeSet<String>>,
}

/// The same, as reports are asked by it.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    who: Option<(BTreeSet<String>, Vec<Vec<String>>)>,
    about: Option<(BTreeSet<String>, Vec<Vec<String>>)>,
    from: Option<i32>,
    to: Option<i32>,
    documents: Option<BTreeSet<String>>,
}

impl Asked {
    pub(crate) fn new(process: &Process<'_>, ask: &Ask) -> Self {
        let world = process.world;
        let who = ask.actor.as_deref().map(|actor| {
            let mut ids: BTreeSet<String> = world.meant(actor).into_iter().map(str::to_owned).collect();
            ids.extend(ask.identities.iter().filter(|id| !id.starts_with("name:")).cloned());
            let names = std::iter::once(actor).chain(ask.identities.iter().filter_map(|id| id.strip_prefix("name:")));
            let names = names.filter(|n| !n.contains('/')).map(words::name).filter(|n| !n.is_empty()).collect();
            (ids, names)
        });
        let about = ask.issue.as_deref().map(|issue| {
            let mut ids: BTreeSet<String> = world.meant(issue).into_iter().map(str::to_owned).collect();
            if issue.is_ascii() && !issue.contains('/') {
                ids.extend(["issue", "framework"].map(|kind| format!("{kind}/{issue}")).into_iter().filter(|id| world.name(id).is_some()));
            }
            let mut phrases: Vec<Vec<String>> = ids.iter().flat_map(|id| world.issue(id)).map(|p| words::stems(p)).collect();
            if !issue.is_ascii() {
                phrases.push(words::stems(issue));
            }
            phrases.retain(|p| !p.is_empty());
            (ids, phrases)
        });
        let day = |d: &Option<String>| d.as_deref().and_then(Days::of);
        Self { who, about, from: day(&ask.from).map(|d| d.first), to: day(&ask.to).map(|d| d.last), documents: ask.documents.clone() }
    }

    /// Whether an actor of a report is meant.
    pub(crate) fn actor(&self, process: &Process<'_>, report: usize, id: &str) -> bool {
        let Some((ids, names)) = &self.who else { return true };
        let report = &process.reports[report];
        let (Some(who), Some(actor)) = (report.who.get(id), report.record.actors.iter().find(|a| a.id == id)) else { return false };
        if ids.contains(&who.key) || !ids.is_empty() && ids.contains(&party::side(report, actor, who).party.id) {
            return true;
        }
        who.key.starts_with("name:") && names.iter().any(|name| name.iter().all(|w| who.words.contains(w)))
    }

    /// Whether somebody is asked for.
    pub(crate) fn somebody(&self) -> bool {
        self.who.is_some()
    }

    /// Whether one of these ids, or these words, are of the issue.
    pub(crate) fn issue<'i>(&self, ids: impl IntoIterator<Item = &'i str>, text: &str) -> bool {
        let Some((asked, phrases)) = &self.about else { return true };
        if ids.into_iter().any(|id| asked.contains(id)) {
            return true;
        }
        let stems = words::stems(text);
        phrases.iter().any(|phrase| phrase.iter().all(|w| stems.contains(w)))
    }

    /// Whether a stretch of days touches what is asked for; without a day only where no day is asked for.
    pub(crate) fn day(&self, days: Option<Days>) -> bool {
        match days {
            Some(days) => self.from.is_none_or(|from| days.last >= from) && self.to.is_none_or(|to| days.first <= to),
            None => self.from.is_none() && self.to.is_none(),
        }
    }

    /// Whether a report is meant.
    pub(crate) fn document(&self, id: &str) -> bool {
        self.documents.as_ref().is_none_or(|all| all.contains(id))
    }
}

/// Entities of frameworks that are named within a place.
pub(crate) fn frameworks(record: &Record, place: &[Chars]) -> Vec<String> {
    let inside = |m: &Chars| place.iter().any(|p| p.0 <= m.0 && m.1 <= p.1);
    record.frameworks.iter().filter(|f| f.mentions.iter().any(inside)).filter_map(|f| f.entity.clone()).collect()
}
