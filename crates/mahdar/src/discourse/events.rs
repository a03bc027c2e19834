//! Mentions of one deed in one report.

use crate::frames::Deed;

/// How many deeds back the same one is looked for.
const LOOK_BACK: usize = 80;

/// Participants of a deed, as [`super::Told`] holds them.
type Parties = Vec<(usize, &'static str, Option<usize>)>;

/// For each deed the first mention of the same one. Later mentions without parties of their own take those of the first.
pub(crate) fn join(deeds: &[Deed], parties: &mut [Parties], times: &[Option<String>]) -> Vec<Option<usize>> {
    let mut first: Vec<Option<usize>> = vec![None; deeds.len()];
    for later in 1..deeds.len() {
        let found = (later.saturating_sub(LOOK_BACK)..later).rev().find(|earlier| same(deeds, parties, times, *earlier, later));
        if let Some(earlier) = found {
            first[later] = Some(first[earlier].unwrap_or(earlier));
            if parties[later].is_empty() {
                parties[later] = parties[earlier].iter().map(|(a, r, _)| (*a, *r, None)).collect();
            }
        }
    }
    first
}

fn same(deeds: &[Deed], parties: &[Parties], times: &[Option<String>], earlier: usize, later: usize) -> bool {
    let (a, b) = (&deeds[earlier], &deeds[later]);
    if a.kind != b.kind || !compatible(a.mode, b.mode) {
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
    let close = b.sentence - a.sentence <= 4;
    // «اللقاء», «المحادثات»: the last one told, unless it names somebody new
    // and of the same kind of meeting: القمة repeats a summit, not any talks
    b.definite && close && a.mode == b.mode && shared == parties[later].len()
        // agreements and visits by one party
        || shared == 1 && parties[later].len() == 1 && parties[earlier].len() == 1 && close && a.mode == b.mode && !a.mode.is_empty()
}

/// Modes that one meeting may be told under.
fn compatible(a: &str, b: &str) -> bool {
    let talk = |m: &str| matches!(m, "meet" | "talks" | "host" | "summit" | "");
    a == b || talk(a) && talk(b)
}
