//! What a taking of a position is to those before it. In: the takings of one cell, by day. Out: their [`Mark`]s, each with the one it is held against.
//! A change of sides is a shift only where the same voice or the party itself makes it; another holder who says otherwise dissents.

use serde::Serialize;

use super::{ALIKE, Held};
use crate::line::Place;
use crate::party::Voice;

/// What a taking is to those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// The first that is known here.
    New,
    /// The side that was taken before.
    Repeated,
    /// The other side than before.
    Shifted,
    /// The other side on the same day or in the same report: both cannot hold.
    Contradicted,
    /// The other side than the party's, by another holder.
    Dissent,
}

/// Whether two takings are for and against one thing.
fn opposite(a: &Held, b: &Held) -> bool {
    let (Some(x), Some(y)) = (&a.taken.side, &b.taken.side) else { return false };
    // "yes, if" and "no, unless" are one position
    let conditional = a.taken.condition.is_some() != b.taken.condition.is_some();
    x != y && !conditional && (a.listed && b.listed || a.content.like(&b.content).resembles >= ALIKE)
}

/// Whether two takings are of one side.
fn alike(a: &Held, b: &Held) -> bool {
    match (&a.taken.side, &b.taken.side) {
        (Some(x), Some(y)) => x == y,
        (None, None) => a.taken.stance == b.taken.stance,
        _ => false,
    }
}

fn same_holder(a: &Held, b: &Held) -> bool {
    let of = |h: &Held| std::iter::once(&h.who).chain(&h.said_by).cloned().collect::<Vec<_>>();
    let (of_a, of_b) = (of(a), of(b));
    of_a.iter().any(|x| of_b.iter().any(|y| x.same(y) >= 0.9)) || !named(a) && !named(b)
}

/// Whether the holder is a person with a name, who can be of another mind than the party.
fn named(held: &Held) -> bool {
    held.who.kind == "person" && held.taken.voice < Voice::Spokesperson
}

fn together(a: &Held, b: &Held) -> bool {
    let day = a.days.zip(b.days).is_some_and(|(x, y)| x.close() && x == y);
    // a report that tells of two days tells of two takings
    let report = a.reports.iter().any(|n| b.reports.contains(n)) && a.days.zip(b.days).is_none_or(|(x, y)| x == y);
    day || report
}

/// Marks the takings of a cell, which are in order.
pub(super) fn mark(held: &mut [Held]) {
    let mut marks: Vec<(Option<Mark>, Option<Place>)> = Vec::with_capacity(held.len());
    let place = |h: &Held| Some(h.taken.accounts[0].clone());
    for (n, here) in held.iter().enumerate() {
        if here.taken.ascribed {
            marks.push((None, None));
            continue;
        }
        let clash =
            held.iter().enumerate().find(|(m, other)| *m != n && !other.taken.ascribed && opposite(here, other) && together(here, other));
        if let Some((_, other)) = clash {
            if same_holder(here, other) {
                marks.push((Some(Mark::Contradicted), place(other)));
                continue;
            }
            if here.taken.voice <= other.taken.voice {
                marks.push((Some(Mark::Dissent), place(other)));
                continue;
            }
        }
        if here.days.is_none() {
            marks.push((None, None));
            continue;
        }
        let before = || (0..n).rev().filter(|m| held[*m].days.is_some() && !held[*m].taken.ascribed);
        let own = before().find(|m| same_holder(here, &held[*m]) && (alike(here, &held[*m]) || opposite(here, &held[*m])));
        let line = own.or_else(|| {
            let of_party = |m: &usize| !matches!(marks[*m].0, Some(Mark::Dissent)) && (alike(here, &held[*m]) || opposite(here, &held[*m]));
            before().find(of_party)
        });
        let Some(line) = line else {
            marks.push((Some(Mark::New), None));
            continue;
        };
        let mark = if alike(here, &held[line]) {
            Mark::Repeated
        } else if own.is_some() || here.taken.voice >= Voice::Leader {
            Mark::Shifted
        } else {
            Mark::Dissent
        };
        marks.push((Some(mark), place(&held[line])));
    }
    for (held, (mark, against)) in held.iter_mut().zip(marks) {
        (held.taken.mark, held.taken.against) = (mark, against);
    }
}
