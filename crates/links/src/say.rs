//! Whether two statements are one. In: records. Out: [`Said`], a statement with what it says, and for two of them a join with its reason. How a
//! statement changed from one to the other is told by `change`.

use mahdar::record::{Chars, Statement};

use crate::meet::Join;
use crate::report::{Report, Who};
use crate::words::Content;

/// Days between two reports of one statement at most.
pub(crate) const DAYS: i32 = 7;

/// Words from which on a content can be told from another.
const LONG: usize = 7;

/// A statement of a report.
#[derive(Clone, Debug)]
pub(crate) struct Said<'r> {
    pub(crate) report: usize,
    pub(crate) statement: &'r Statement,
    pub(crate) speaker: Option<Who>,
    pub(crate) content: Content,
    /// Whether it says that something is not so: a denial by its verb, or in other words (أكد عدم صحة, confirmed that it was not true).
    pub(crate) denies: bool,
    /// Whether its content begins with a negation.
    pub(crate) negated: bool,
}

/// What a content that denies begins with, folded: the untruth of, there is no truth in, has no basis.
const UNTRUE: &[&str] = &["عدم صحه", "لا صحه", "الا صحه", "ان لا صحه", "انه لا صحه", "انه لا اساس", "لا اساس"];

/// Words of negation, folded.
const NOT: &[&str] = &["لم", "لن", "لا", "ليس", "ليست", "عدم"];

/// Every statement of every report.
pub(crate) fn statements<'r>(reports: &[Report<'r>]) -> Vec<Said<'r>> {
    let mut out = Vec::new();
    for (n, report) in reports.iter().enumerate() {
        let begin = out.len();
        for statement in &report.record.statements {
            let parts = statement.content.iter().flat_map(|s| own(report, statement, *s)).map(|s| report.words(s));
            let content = Content::of(parts, &|word| report.names.contains(word));
            let speaker = statement.speaker.as_deref().and_then(|s| report.who.get(s)).cloned();
            let begin = statement.content.first().map(|s| mahdar_arabic::fold::key(report.words(*s))).unwrap_or_default();
            let denies = statement.class == "deny" || UNTRUE.iter().any(|words| begin.starts_with(words));
            let negated = begin.split(' ').next().is_some_and(|word| NOT.contains(&word));
            out.push(Said { report: n, statement, speaker, content, denies, negated });
        }
        let mut frequency = std::collections::BTreeMap::new();
        out[begin..].iter().for_each(|s: &Said<'_>| s.content.count(&mut frequency));
        out[begin..].iter_mut().for_each(|s| s.content.discount(&frequency));
    }
    out
}

/// Words from which on a content that goes on in another statement of the same speaker says something itself.
const OWN: u32 = 20;

/// «حذر من أن القمة …، حتى إنه أعلن أن لقاءه …»: a part of a content without what its speaker says in it in another statement.
fn own(report: &Report<'_>, statement: &Statement, part: Chars) -> Vec<Chars> {
    let inner = report.record.statements.iter().filter(|s| s.id != statement.id && s.speaker.is_some() && s.speaker == statement.speaker);
    let cut = inner.filter(|s| s.cue.0 > part.0 + OWN && s.cue.1 <= part.1).find_map(|s| s.content.first().filter(|c| c.1 <= part.1));
    match cut {
        Some(inner) => [Chars(part.0, inner.0), Chars(inner.1, part.1)].into_iter().filter(|c| c.0 < c.1).collect(),
        None => vec![part],
    }
}

/// What is done by saying it: to bind oneself and to ask of others are never one.
fn act(said: &Said<'_>) -> i8 {
    match said.statement.class.as_str() {
        "promise" | "offer" | "agree" => 1,
        "demand" | "call" | "ask" => -1,
        _ => 0,
    }
}

/// Whether nothing joins the two: told too far apart, one within the other, a claim and its denial, or different
/// acts.
pub(crate) fn apart(reports: &[Report<'_>], a: &Said<'_>, b: &Said<'_>) -> bool {
    let inside = |x: &Said<'_>, y: &Said<'_>| x.statement.content.iter().any(|s| s.0 <= y.statement.cue.0 && y.statement.cue.1 <= s.1);
    if a.denies != b.denies || act(a) * act(b) < 0 || a.report == b.report && (inside(a, b) || inside(b, a)) {
        return true;
    }
    reports[a.report].day.zip(reports[b.report].day).is_some_and(|(x, y)| x.gap(y) > DAYS)
}

/// Whether two statements of some length say different things: a short one that both could hold does not make them one.
pub(crate) fn unlike(a: &Said<'_>, b: &Said<'_>) -> bool {
    a.content.len() >= LONG && b.content.len() >= LONG && a.content.like(&b.content).contained < 0.25
}

/// How far the speakers can be one: 1 the same, 0 others; half where one is not named.
pub(crate) fn speakers(a: &Said<'_>, b: &Said<'_>) -> f32 {
    // groups are called what every outlet likes: allies, members, the capitals, the Europeans
    let group = |w: &Who| w.kind == "group";
    let unlisted = |w: &Who| group(w) || w.kind != "person" && w.key.starts_with("name:");
    match (&a.speaker, &b.speaker) {
        (Some(a), Some(b)) if (group(a) || group(b)) && unlisted(a) && unlisted(b) => a.same(b).max(0.5),
        (Some(a), Some(b)) => a.same(b),
        _ => 0.5,
    }
}

/// The join of two statements, if they are one.
pub(crate) fn join(reports: &[Report<'_>], a: &Said<'_>, b: &Said<'_>) -> Option<Join> {
    if apart(reports, a, b) {
        return None;
    }
    let like = a.content.like(&b.content);
    let speaker = speakers(a, b);
    // a few words prove nothing
    let (least, needed) = match speaker {
        s if s >= 0.9 => (2.0, 0.4),
        s if s >= 0.6 => (2.6, 0.45),
        s if s > 0.0 => (2.6, 0.5),
        _ => (3.5, 0.7),
    };
    // where one names no speaker the words must stand side by side: a subject in common has many speakers
    if (a.speaker.is_none() || b.speaker.is_none()) && like.run < 3 {
        return None;
    }
    // two who ask for one thing in the words of the trade are two, unless the words are the very same
    if speaker <= 0.0 && act(a) < 0 && like.contained < 0.95 {
        return None;
    }
    // a report says a thing twice only in nearly the same words
    let needed = if a.report == b.report { needed + 0.25 } else { needed };
    let near = like.contained.max(like.resembles) + if like.run >= 3 { 0.1 } else { 0.0 };
    if like.shared < least || near < needed {
        return None;
    }
    // two or three words in common are a subject, not a sentence, unless they stand together or are nearly all that is said
    if like.shared < 3.0 && like.run < 2 && like.resembles < 0.3 {
        return None;
    }
    let who = match speaker {
        s if s >= 0.9 => "the same speaker",
        s if s >= 0.6 => "speakers of one side",
        s if s > 0.0 => "one names no speaker",
        _ => "two speakers for the same words",
    };
    let because = format!("{who}; {:.0}% of the shorter's words in the other, {} side by side", 100.0 * like.contained, like.run);
    Some(Join { score: (near * (0.6 + 0.4 * speaker)).min(1.0), because })
}
