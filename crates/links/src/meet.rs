//! Whether two deeds are one. In: two deeds. Out: points with their reason, or a veto: what cannot be the same. Which joins stand together is
//! decided by `group`.

use crate::deed::{Deed, Family, Status};
use crate::report::Who;

/// Points from which on two deeds are one.
pub(crate) const ENOUGH: f32 = 3.0;

/// Days between reports of one piece of news.
const SOON: i32 = 2;

/// Words about a deed from which on it shows that another has none of them.
const WORDED: usize = 7;

/// Points that are certainty for all purposes.
const CERTAIN: f32 = 6.0;

/// Words behind a summit that name none, folded: tripartite, two-way, expected, urgent, coming, last, historic, joint…
const ANY: &[&str] = &[
    "ثلاثيه",
    "ثناءيه",
    "رباعيه",
    "خماسيه",
    "مرتقبه",
    "متوقعه",
    "مقرره",
    "مزمعه",
    "طارءه",
    "عاجله",
    "استثناءيه",
    "مقبله",
    "قادمه",
    "اخيره",
    "ماضيه",
    "سابقه",
    "تاريخيه",
    "مشتركه",
    "سنويه",
    "دوريه",
    "عاديه",
    "مصغره",
    "موسعه",
    "اولي",
    "ثانيه",
    "ثالثه",
    "جديده",
    "دوليه",
    "اقليميه",
    "التي",
    "بين",
    "علي",
];

/// A join of two things.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Join {
    /// 0 to 1.
    pub(crate) score: f32,
    pub(crate) because: String,
}

/// Whether nothing joins the two: other kinds of deed, other days.
pub(crate) fn apart(a: &Deed<'_>, b: &Deed<'_>) -> bool {
    if !a.family.fits(&b.family) {
        return true;
    }
    if let (Some((_, Some(x))), Some((_, Some(y)))) = (&a.place, &b.place)
        && x != y
    {
        return true;
    }
    // a report that tells two deeds of different kinds means two, unless they have the same people
    if a.report == b.report && a.family != b.family && pairs(&a.people, &b.people).0 < 1.5 && !own_meeting(a, b) {
        return true;
    }
    // two talks of named people of whom none is in both; what one of them is named beside may be their own
    let named = |d: &Deed<'_>| d.people.len() >= 2 && d.people.iter().any(|w| w.kind == "person");
    if named(a) && named(b) && pairs(&a.people, &b.people).0 < 0.6 {
        return true;
    }
    let moved = |d: &Deed<'_>| d.mentions.iter().any(|m| matches!(m.status, Status::Moved | Status::Cancelled));
    // what was moved has two days
    if moved(a) || moved(b) {
        return false;
    }
    match (a.stated, b.stated) {
        // a stay in one place lasts days, of which reports name one or another
        (Some(x), Some(y)) => x.gap(y) > i32::from(a.family == Family::Visit && a.place.is_some() && b.place.is_some()),
        _ => a.window.zip(b.window).is_some_and(|(x, y)| x.gap(y) > 1),
    }
}

/// «قمة الحلف في بروكسل» and «اجتماع دول الحلف في بروكسل» of one report: a body's meeting, by the body alone and at one place.
fn own_meeting(a: &Deed<'_>, b: &Deed<'_>) -> bool {
    let alone = |d: &Deed<'_>| d.people.len() == 1 && d.people[0].kind == "organization";
    alone(a) && alone(b) && a.people[0].key == b.people[0].key && a.place.is_some() && a.place == b.place
}

/// The points of two deeds, if they reach [`ENOUGH`].
pub(crate) fn join(a: &Deed<'_>, b: &Deed<'_>) -> Option<Join> {
    if apart(a, b) {
        return None;
    }
    // backing, aid, attacks go on or come again: without a day nothing says that it is the same one
    if a.family.recurs() && (a.stated.is_none() || b.stated.is_none()) {
        return None;
    }
    let mut reasons: Vec<String> = Vec::new();
    let mut points = people(a, b, &mut reasons)?;
    points += days(a, b, &mut reasons);
    points += place(a, b, &mut reasons);
    if let Some(label) = a.label.as_deref().filter(|_| a.family == Family::Summit && a.family == b.family && a.label == b.label) {
        points += if ANY.contains(&label) { 0.8 } else { 1.8 };
        reasons.push("called by the same name".to_owned());
    }
    // where few people say which deed it is, words that have nothing in common speak of two matters
    if points < ENOUGH + 0.8 && a.matter.differs(&b.matter, WORDED) {
        points -= 0.6;
    }
    if a.family == b.family {
        points += 0.5;
    } else {
        reasons.push("other word for the deed".to_owned());
        // who receives at an airport also sits in the talks, and talks follow a summit: only a day or a place makes the two one
        if (a.stated.is_none() || b.stated.is_none()) && (a.place.is_none() || b.place.is_none()) {
            points -= 1.0;
        }
    }
    (points >= ENOUGH).then(|| Join { score: (points / CERTAIN).min(1.0), because: reasons.join("; ") })
}

/// The best pairs of two lists of people: their worth summed, and the names.
fn pairs<'w>(a: &'w [Who], b: &'w [Who]) -> (f32, Vec<&'w str>) {
    let mut all: Vec<(f32, usize, usize)> = Vec::new();
    for (i, x) in a.iter().enumerate() {
        all.extend(b.iter().enumerate().map(|(j, y)| (x.same(y), i, j)).filter(|(worth, _, _)| *worth > 0.0));
    }
    all.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut left, mut right, mut sum, mut names) = (vec![false; a.len()], vec![false; b.len()], 0.0, Vec::new());
    for (worth, i, j) in all {
        if !left[i] && !right[j] {
            (left[i], right[j]) = (true, true);
            sum += worth;
            names.push(a[i].name.as_str());
        }
    }
    (sum, names)
}

fn people(a: &Deed<'_>, b: &Deed<'_>, reasons: &mut Vec<String>) -> Option<f32> {
    let (sum, names) = pairs(&a.people, &b.people);
    if sum > 0.0 {
        reasons.push(format!("{} in both", names.join(", ")));
    }
    let fewest = a.people.len().min(b.people.len());
    if sum >= 1.8 {
        return Some(3.0);
    }
    if sum >= 1.2 {
        return Some(2.4);
    }
    if sum >= 0.6 {
        // one in common: enough where one side names no other, or the deed is that one's own
        if fewest == 1 {
            // sanctions and agreements of one state are many: his own is a visit, a summit or a meeting told by him alone
            let alone = a.people.len() == 1 && b.people.len() == 1;
            let state = |d: &Deed<'_>| d.people.iter().all(|w| w.kind == "state");
            let many = matches!(a.family, Family::Other(_)) || a.family == Family::Meet && (state(a) || state(b));
            let own = matches!(a.family, Family::Visit) || alone && !many;
            let more = |d: &Deed<'_>, o: &Deed<'_>| pairs(&d.near, &o.people).0.min(1.0);
            return Some(sum.min(1.0) * if own { 2.0 } else { 1.5 } + 0.7 * more(a, b).max(more(b, a)));
        }
        return Some(if matches!(a.family, Family::Visit) { 1.5 } else { 0.8 });
    }
    let persons = |d: &Deed<'_>| d.people.iter().any(|w| w.kind == "person");
    if persons(a) && persons(b) {
        return None;
    }
    // one side names nobody, or bodies in other words: who else stands in its sentence
    let all = |d: &Deed<'_>| d.people.iter().chain(&d.near).cloned().collect::<Vec<_>>();
    let (all_a, all_b) = (all(a), all(b));
    let (sum, names) = pairs(&all_a, &all_b);
    if sum > 0.0 {
        reasons.push(format!("{} beside both", names.join(", ")));
    }
    // both sides are there; of reports that are days apart only a day or a place can make the two one
    let soon = a.window.zip(b.window).is_some_and(|(x, y)| (x.last - y.last).abs() <= SOON);
    Some(match sum {
        s if s < 1.2 => 0.8 * s,
        _ if soon => 1.8,
        _ => 1.3,
    })
}

fn days(a: &Deed<'_>, b: &Deed<'_>, reasons: &mut Vec<String>) -> f32 {
    match (a.stated, b.stated) {
        (Some(x), Some(y)) if x.close() && y.close() && x.gap(y) <= 1 => {
            reasons.push("the same day is named".to_owned());
            2.0
        }
        (Some(x), Some(y)) if x.gap(y) == 0 => {
            reasons.push("the days named agree".to_owned());
            1.0
        }
        (Some(_), Some(_)) => {
            reasons.push("it was put off".to_owned());
            0.3
        }
        _ => match a.window.zip(b.window) {
            Some((x, y)) if x.gap(y) == 0 => {
                reasons.push("the days can agree".to_owned());
                if a.background || b.background { 0.4 } else { 0.7 }
            }
            _ => 0.0,
        },
    }
}

fn place(a: &Deed<'_>, b: &Deed<'_>, reasons: &mut Vec<String>) -> f32 {
    let (Some((one, in_one)), Some((other, in_other))) = (&a.place, &b.place) else { return 0.0 };
    if one == other {
        reasons.push(format!("both in {}", one.join(" ")));
        return 1.5;
    }
    match (in_one, in_other) {
        (Some(s), Some(t)) if s == t => {
            reasons.push("both in one state".to_owned());
            1.2
        }
        // two places of one state are told apart by days and people
        _ => -0.7,
    }
}
