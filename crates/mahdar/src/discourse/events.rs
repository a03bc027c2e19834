//! Mentions of one deed in one report: which they are, and what each learns from the others.

use super::Cast;
use crate::frames::{Deed, Status};
use crate::names::Sort;
use std::ops::Range;

/// How many deeds back the same one is looked for.
const LOOK_BACK: usize = 80;

/// How many sentences after the headline its deed is told again.
const LEAD: usize = 2;

/// Participants of a deed, as [`super::Told`] holds them.
type Parties = Vec<(usize, &'static str, Option<usize>)>;

/// What the mentions of a deed tell one another, by number of the deed.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    /// The first mention of the same deed.
    pub(crate) first: Vec<Option<usize>>,
    /// The deed whose time, and the one whose place, stands for this one: itself, or for a first mention without one a later mention.
    pub(crate) time_from: Vec<usize>,
    pub(crate) place: Vec<Option<Range<usize>>>,
    /// The status, where another mention says what this one leaves open.
    pub(crate) status: Vec<Option<Status>>,
}

/// Joins the mentions of each deed. A mention without parties has those of the fullest one; the first has the time and place given at any;
/// a noun whose own words do not say what became of it has the status that another mention tells.
pub(crate) fn join(deeds: &[Deed], parties: &mut [Parties], times: &[Option<String>], title: Option<usize>, cast: &Cast) -> Joined {
    let mut out = Joined {
        first: vec![None; deeds.len()],
        time_from: (0..deeds.len()).collect(),
        place: deeds.iter().map(|d| d.place.clone()).collect(),
        status: vec![None; deeds.len()],
    };
    for later in 1..deeds.len() {
        let one = |earlier: &usize| same(deeds, parties, times, title, *earlier, later);
        let before = || (later.saturating_sub(LOOK_BACK)..later).rev();
        // «الاجتماع» behind a dialogue that is called for is the meeting told before it
        let alike = deeds[later].definite && parties[later].is_empty();
        let repeats = |earlier: &usize| alike && deeds[*earlier].mode == deeds[later].mode && one(earlier);
        // «عقب اجتماع عقدوه في أبريل … هذا الاجتماع»: the one that is told of, before one that it follows
        let found = before()
            .find(|earlier| repeats(earlier) && !deeds[*earlier].followed)
            .or_else(|| before().find(repeats))
            .or_else(|| before().find(one));
        let Some(earlier) = found.or_else(|| only(deeds, parties, &out.first, later)) else { continue };
        let first = out.first[earlier].unwrap_or(earlier);
        out.first[later] = Some(first);
        if parties[later].is_empty() {
            parties[later] = borrowed(&parties[earlier]);
        }
        // «اتفقا على هدنة، على أن تبدأ الأحد»: the truce to come is not of the day on which it was agreed
        let to_come = deeds[first].kind == "AGREE" && deeds[first].status == Status::Happened && deeds[later].status == Status::Planned;
        if times[out.time_from[first]].is_none() && times[later].is_some() && !to_come {
            out.time_from[first] = later;
        }
        if out.place[first].is_none() {
            out.place[first].clone_from(&deeds[later].place);
        }
    }
    for later in 1..deeds.len() {
        let Some(first) = out.first[later] else { continue };
        if parties[first].is_empty() {
            parties[first] = borrowed(&parties[later]);
        }
        // a headline's noun leaves open what the lead tells; elsewhere what is told later may be older news
        let settles = title == Some(deeds[first].sentence) && deeds[later].sentence <= deeds[first].sentence + LEAD;
        if deeds[first].assumed && !deeds[later].assumed && settles && out.status[first].is_none() {
            out.status[first] = Some(deeds[later].status);
        }
    }
    for later in 1..deeds.len() {
        let Some(first) = out.first[later] else { continue };
        if parties[later].is_empty() {
            parties[later] = borrowed(&parties[first]);
        }
        if deeds[later].assumed {
            out.status[later] = out.status[first].or((!deeds[first].assumed).then_some(deeds[first].status));
        }
    }
    sides(deeds, parties, title, cast);
    out
}

/// Fills in who meets, where a report tells of the talks of the same states alone: every talk that names its parties names the same, two at
/// least. Of persons nothing is filled in: ministers who met are not those of every meeting.
fn sides(deeds: &[Deed], parties: &mut [Parties], title: Option<usize>, cast: &Cast) {
    let talks = |d: &Deed| d.kind == "CONSULT" && matches!(d.mode, "meet" | "talks" | "summit");
    let actors = |p: &Parties| {
        let mut actors: Vec<usize> = p.iter().map(|(actor, ..)| *actor).collect();
        actors.sort_unstable();
        actors
    };
    let named: Vec<usize> = (0..deeds.len()).filter(|n| talks(&deeds[*n]) && parties[*n].len() >= 2).collect();
    let Some(first) = named.first().copied() else { return };
    let all = actors(&parties[first]);
    let states = all.iter().all(|actor| cast.actors[*actor].sort == Sort::State);
    if !states || named.iter().any(|n| actors(&parties[*n]) != all) {
        return;
    }
    let told = borrowed(&parties[first]);
    for (number, deed) in deeds.iter().enumerate() {
        let refers = deed.definite || title == Some(deed.sentence);
        if talks(deed) && refers && !deed.verb && !deed.one_sided && parties[number].is_empty() {
            parties[number].clone_from(&told);
        }
    }
}

/// Parties known from another mention: the same actors and roles, named elsewhere.
fn borrowed(parties: &Parties) -> Parties {
    parties.iter().map(|(actor, role, _)| (*actor, *role, None)).collect()
}

/// «الاجتماع», far from where it was told: the meeting of a report that tells of no other.
fn only(deeds: &[Deed], parties: &[Parties], first: &[Option<usize>], later: usize) -> Option<usize> {
    let deed = &deeds[later];
    if !deed.definite || deed.verb || !parties[later].is_empty() || !matches!(deed.mode, "meet" | "talks" | "summit") {
        return None;
    }
    let mut told =
        (0..later).filter(|n| deeds[*n].kind == deed.kind && compatible(deeds[*n].mode, deed.mode) && (deeds[*n].process || !deed.process));
    let one = told.next()?;
    let group = |n: usize| first[n].unwrap_or(n);
    (deeds[one].mode == deed.mode && !parties[one].is_empty() && told.all(|n| group(n) == group(one))).then_some(one)
}

fn same(deeds: &[Deed], parties: &[Parties], times: &[Option<String>], title: Option<usize>, earlier: usize, later: usize) -> bool {
    let (a, b) = (&deeds[earlier], &deeds[later]);
    if a.kind != b.kind || !compatible(a.mode, b.mode) || (a.waits || b.waits) && a.mode != b.mode {
        return false;
    }
    // «يتوجه إلى طوكيو لإطلاع نظيره على نتائج الزيارة»: the one that he comes from
    if b.over && a.verb && a.sentence == b.sentence {
        return false;
    }
    if let (Some(x), Some(y)) = (&times[earlier], &times[later])
        && x != y
    {
        return false;
    }
    let has = |n: usize, actor: usize| parties[n].iter().any(|(x, ..)| *x == actor);
    let shared = parties[later].iter().filter(|(x, ..)| has(earlier, *x)).count();
    if shared >= 2 {
        return true;
    }
    // the lead tells the headline's deed again
    if title == Some(a.sentence)
        && b.sentence <= a.sentence + LEAD
        && a.mode == b.mode
        && shared == parties[earlier].len().min(parties[later].len())
    {
        return true;
    }
    // «المفاوضات» behind a meeting are not that meeting
    if b.process && !a.process && b.sentence != a.sentence {
        return false;
    }
    let close = b.sentence - a.sentence <= if b.mode == "summit" { 10 } else { 4 };
    // «وصل إلى القاهرة في زيارة»: by another word
    let visits = a.mode == "visit" && b.mode == "visit" && a.sentence == b.sentence && earlier + 1 == later;
    if visits && b.circumstance && !b.definite && parties[later].is_empty() {
        return true;
    }
    // «اللقاء», «المحادثات»: the last one told, unless it names somebody new
    // and of the same kind of meeting: القمة repeats a summit, not any talks
    let repeats = a.mode == b.mode || matches!(b.mode, "meet" | "talks") && matches!(a.mode, "meet" | "talks" | "host");
    b.definite && close && repeats && shared == parties[later].len()
        // agreements and visits by one party
        || shared == 1 && parties[later].len() == 1 && parties[earlier].len() == 1 && close && a.mode == b.mode && !a.mode.is_empty()
}

/// Modes that one meeting may be told under.
fn compatible(a: &str, b: &str) -> bool {
    let talk = |m: &str| matches!(m, "meet" | "talks" | "host" | "summit" | "");
    a == b || talk(a) && talk(b)
}
