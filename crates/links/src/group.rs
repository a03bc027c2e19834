//! Joins that stand together. In: deeds, statements. Out: groups of them, and the joins that made them, best first. A join that would put two
//! things into one group that cannot be one is left out: that keeps apart the meetings of the same people on neighbouring days.
//!
//! Only things in one neighbourhood are compared: who took part or where (or what words were said) in one week. A new report so costs its neighbourhood.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::deed::{Deed, Family};
use crate::meet::{self, Join};
use crate::report::Report;
use crate::say::{self, Said};

/// Numbers of things that are one, each group sorted.
pub(crate) type Groups = Vec<Vec<usize>>;

/// Two numbers and why they are one.
pub(crate) type Joins = Vec<(usize, usize, Join)>;

/// Weeks of a window that are looked at; what can have been in more is looked up in the first and last.
const WEEKS: i32 = 12;

/// Words that more statements of a week have say nothing of one.
const COMMON: usize = 200;

fn weeks(first: i32, last: i32) -> impl Iterator<Item = i32> {
    let (first, last) = (first.div_euclid(7), last.div_euclid(7));
    (first.max(last - WEEKS)..=last).chain(std::iter::once(first).filter(move |f| last - f > WEEKS))
}

/// Accounts from which on a group is large.
const LARGE: usize = 12;

/// What a thing is looked up by: its words or people, and the days that it can be of.
type Keys<'k> = (BTreeSet<&'k str>, (i32, i32));

/// Joins of the things that share keys in one week, `least` of them or more, each pair looked at once. A key that more than `common` things of a
/// week have is passed over. The neighbours of one thing are held at a time, not those of all.
fn neighbours(of: &[Keys<'_>], common: usize, least: usize, join: impl Fn(usize, usize) -> Option<Join>) -> Joins {
    let mut blocks: HashMap<(&str, i32), Vec<usize>> = HashMap::new();
    for (n, (keys, (first, last))) in of.iter().enumerate() {
        for key in keys {
            for week in weeks(*first, *last) {
                blocks.entry((key, week)).or_default().push(n);
            }
        }
    }
    let mut out = Joins::new();
    // for each neighbour how many keys it shares, and the last of them: it may be met in several weeks
    let mut shared: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
    for (a, (keys, (first, last))) in of.iter().enumerate() {
        for key in keys {
            for block in weeks(*first, *last).filter_map(|week| blocks.get(&(*key, week))).filter(|block| block.len() <= common) {
                for b in &block[block.partition_point(|n| *n <= a)..] {
                    let (count, latest) = shared.entry(*b).or_default();
                    if *count == 0 || latest != key {
                        (*count, *latest) = (*count + 1, key);
                    }
                }
            }
        }
        let enough = std::mem::take(&mut shared).into_iter().filter(|(_, (count, _))| *count >= least);
        out.extend(enough.filter_map(|(b, _)| join(a, b).map(|join| (a, b, join))));
    }
    out
}

/// Deeds that are one.
pub(crate) fn events(deeds: &[Deed<'_>]) -> (Groups, Joins) {
    let of: Vec<Keys<'_>> = deeds
        .iter()
        .map(|deed| {
            let people = deed.people.iter().chain(&deed.near).flat_map(|who| std::iter::once(who.key.as_str()).chain(who.side.as_deref()));
            // a deed of nobody in particular is looked up by where it was: a state is host and place
            let place = deed.place.as_ref().and_then(|(_, state)| state.as_deref()).filter(|_| deed.people.len() < 2);
            let label = deed.label.as_deref().filter(|_| deed.family == Family::Summit && deed.people.len() < 2);
            (people.chain(place).chain(label).collect(), deed.window.map_or((0, 0), |w| (w.first, w.last)))
        })
        .collect();
    // what cannot be one by its kind is no pair: `apart`, which `join` asks first, looks at that before all else
    let joins = neighbours(&of, usize::MAX, 1, |a, b| meet::join(&deeds[a], &deeds[b]));
    grow(deeds.len(), joins, 0.1, &|a, b| meet::apart(&deeds[a], &deeds[b]), &|_, _| true)
}

/// Statements that are one.
pub(crate) fn statements(reports: &[Report<'_>], said: &[Said<'_>]) -> (Groups, Joins) {
    let days = |one: &Said<'_>| reports[one.report].day.map_or((0, 0), |d| (d.first - say::DAYS, d.last));
    let of: Vec<Keys<'_>> = said.iter().map(|one| (one.content.keys().collect(), days(one))).collect();
    let joins = neighbours(&of, COMMON, 2, |a, b| say::join(reports, &said[a], &said[b]));
    // a headline is a cut of what the text has in full: how alike the two are says nothing of what both are to another report
    grow(said.len(), joins, 0.6, &|a, b| say::apart(reports, &said[a], &said[b]) || say::unlike(&said[a], &said[b]), &|a, b| {
        said[a].report != said[b].report
    })
}

/// Whether something holds of two things, by their numbers.
type OfTwo<'f> = &'f dyn Fn(usize, usize) -> bool;

/// Groups grown by the best joins first, none that brings together what is apart. Of the pairs that `counts` holds of, a share must be joined.
fn grow(count: usize, mut joins: Joins, share: f32, apart: OfTwo<'_>, counts: OfTwo<'_>) -> (Groups, Joins) {
    joins.sort_by(|x, y| y.2.score.total_cmp(&x.2.score).then((x.0, x.1).cmp(&(y.0, y.1))));
    let linked: BTreeSet<(usize, usize)> = joins.iter().map(|(a, b, _)| (*a, *b)).collect();
    let mut group_of: Vec<usize> = (0..count).collect();
    let mut groups: Vec<Vec<usize>> = (0..count).map(|n| vec![n]).collect();
    joins.retain(|(a, b, _)| {
        let (a, b) = (group_of[*a], group_of[*b]);
        if a == b {
            return true;
        }
        if groups[a].iter().any(|x| groups[b].iter().any(|y| apart(*x, *y))) {
            return false;
        }
        // one bridge joins no two groups: a good part of their pairs must be joins themselves
        let between = groups[a].iter().flat_map(|x| groups[b].iter().map(|y| (*x.min(y), *x.max(y))));
        let (all, joined) = between
            .filter(|(x, y)| counts(*x, *y))
            .fold((0, 0), |(all, joined), pair| (all + 1, joined + usize::from(linked.contains(&pair))));
        // many tell of the day's great deed, and some of what is like it: the larger the group, the better a part
        let share = if groups[a].len() + groups[b].len() > LARGE { share.max(0.3) } else { share };
        #[allow(clippy::cast_precision_loss, reason = "counts of accounts")]
        if (joined as f32) < share * all as f32 {
            return false;
        }
        let moved = std::mem::take(&mut groups[b]);
        for n in &moved {
            group_of[*n] = a;
        }
        groups[a].extend(moved);
        true
    });
    let mut groups: Groups = groups.into_iter().filter(|g| !g.is_empty()).collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    (groups, joins)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(a: usize, b: usize, score: f32) -> (usize, usize, Join) {
        (a, b, Join { score, because: String::new() })
    }

    #[test]
    fn the_weaker_join_gives_way_where_both_would_join_what_is_apart() {
        // 0 and 2 are apart; 1 could be either
        let apart = |a: usize, b: usize| (a.min(b), a.max(b)) == (0, 2);
        let (groups, joins) = grow(3, vec![join(0, 1, 0.6), join(1, 2, 0.9)], 0.3, &apart, &|_, _| true);
        assert_eq!(groups, [vec![0], vec![1, 2]]);
        assert_eq!(joins.len(), 1);
    }

    #[test]
    fn a_pair_that_does_not_count_stands_in_no_way() {
        // 1 is the headline over 2, which 0 tells in full; 1 and 2 are no join
        let joins = || vec![join(0, 1, 0.9), join(0, 2, 0.8)];
        let of = |counts: OfTwo<'_>| grow(3, joins(), 0.6, &|_, _| false, counts).0;
        assert_eq!(of(&|a, b| (a, b) != (1, 2)), [vec![0, 1, 2]]);
        assert_eq!(of(&|_, _| true), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn long_windows_are_looked_up_at_both_ends() {
        let found: Vec<i32> = weeks(0, 7 * 60).collect();
        assert!(found.contains(&60) && found.contains(&0) && found.len() < 20);
    }
}
