//! What a report's words say of the day on which it was written without naming it: not before what it tells as past, not after what it
//! tells as to come, in the week or month that it calls this one, while a named person held an office.
//!
//! In: unresolved expressions and [`Held`] offices. Out: [`Bounds`], the days that are left, with the words that bound them.
//! [`super::publish`] asks them which of the days that the other words allow are among them.

use super::point::{Point, Ref, Shape};
use super::reckon;
use super::sense::{Era, Which};
use super::{Held, TimeExpression};
use crate::morph::Tense;
use crate::span::Span;
use crate::text::Text;
use jiff::civil::Date;

/// Days at most of what is given as a range: longer stretches say too little to be an answer.
const LONGEST: i32 = 366;

/// A limit with the words that it rests on.
#[derive(Clone, Copy, Debug)]
struct Limit {
    day: Date,
    span: Span,
}

/// The days that a report can be of.
#[derive(Clone, Debug, Default)]
pub(super) struct Bounds {
    from: Option<Limit>,
    until: Option<Limit>,
    /// Whether the report itself names the stretch that it was written in (this week, this month).
    named: Option<&'static str>,
    /// Words whose limits cannot hold together with those before them.
    pub(super) against: Vec<(Date, Span)>,
}

impl Bounds {
    /// Gathers what the expressions and offices say.
    pub(super) fn new(layers: &Text, times: &[TimeExpression], held: &[Held]) -> Self {
        let mut out = Self::default();
        for (at, time) in times.iter().enumerate().filter(|(_, t)| !t.quoted) {
            if let Some((first, last, word)) = this(layers, times, at) {
                out.named = out.named.or(Some(word));
                out.limit(Some(first), Some(last), time.span);
            }
        }
        for time in times.iter().filter(|t| !t.quoted) {
            let Shape::At(p) = &time.shape else { continue };
            let Some((first, last)) = whole(p).filter(|_| p.relative.is_none() && !p.boundary) else { continue };
            match time.told {
                Tense::Past => out.limit(Some(first), None, time.span),
                Tense::Future => out.limit(None, Some(last), time.span),
                Tense::Present | Tense::Unknown => {}
            }
        }
        for office in held {
            out.limit(office.from, office.until, office.span);
        }
        out
    }

    fn limit(&mut self, from: Option<Date>, until: Option<Date>, span: Span) {
        let after = |day: Option<Date>, limit: Option<Limit>| day.zip(limit).is_some_and(|(day, limit)| day > limit.day);
        let before = |day: Option<Date>, limit: Option<Limit>| day.zip(limit).is_some_and(|(day, limit)| day < limit.day);
        if after(from, self.until) || before(until, self.from) {
            self.against.extend(from.or(until).map(|day| (day, span)));
            return;
        }
        if let Some(day) = from.filter(|day| self.from.is_none_or(|f| *day > f.day)) {
            self.from = Some(Limit { day, span });
        }
        if let Some(day) = until.filter(|day| self.until.is_none_or(|u| *day < u.day)) {
            self.until = Some(Limit { day, span });
        }
    }

    /// Whether the report can have been written on `day`.
    pub(super) fn allow(&self, day: Date) -> bool {
        self.from.is_none_or(|f| f.day <= day) && self.until.is_none_or(|u| day <= u.day)
    }

    /// The words that exclude `day`, with the day that they say.
    pub(super) fn excluding(&self, day: Date) -> Option<(Date, Span)> {
        self.from.filter(|f| day < f.day).or(self.until.filter(|u| u.day < day)).map(|l| (l.day, l.span))
    }

    /// The years in which the days left lie, where both ends are known.
    pub(super) fn years(&self) -> Option<std::ops::RangeInclusive<i32>> {
        let (from, until) = (self.from?.day, self.until?.day);
        (from <= until && reckon::distance(from, until) <= MOST_DAYS).then(|| i32::from(from.year())..=i32::from(until.year()))
    }

    /// The stretch that the report calls the present one, as far as the other limits leave it.
    pub(super) fn named(&self) -> Option<(Date, Date, Vec<Span>, String)> {
        let word = self.named?;
        let (from, until) = (self.from?, self.until?);
        if reckon::distance(from.day, until.day) > LONGEST {
            return None;
        }
        let mut evidence = vec![from.span, until.span];
        evidence.dedup();
        Some((from.day, until.day, evidence, format!("this {word} is {} to {}, as far as other words leave it", from.day, until.day)))
    }
}

/// A longer tenure than this bounds nothing.
const MOST_DAYS: i32 = 366 * 30;

fn written(field: Option<Ref>) -> Option<i32> {
    match field {
        Some(Ref::Number(n)) => Some(n),
        _ => None,
    }
}

/// First and last day of a date whose year is written.
fn whole(p: &Point) -> Option<(Date, Date)> {
    let year = written(p.year)?;
    let month = match p.month {
        None => None,
        Some(Ref::Number(n)) => Some(u8::try_from(n).ok()?),
        Some(Ref::Which(_)) => return None,
    };
    if p.era == Era::Islamic && year > 1700 || p.nth > 0 || p.ordinal.is_some() || p.season.is_some() || p.week.is_some() {
        return None;
    }
    match (month, p.day) {
        (Some(month), day) if day > 0 => reckon::gregorian(p.era, year, month, day).map(|d| (d, d)),
        (Some(month), _) => reckon::month_days(p.era, year, month),
        (None, _) => reckon::year_days(p.era, year),
    }
}

/// The stretch that the expression calls the present one: هذا الأسبوع (14 - 20 مايو 2018), الشهر الجاري، مايو 2018, مايو 2018 الجاري.
fn this(layers: &Text, times: &[TimeExpression], at: usize) -> Option<(Date, Date, &'static str)> {
    let Shape::At(p) = &times[at].shape else { return None };
    if p.which == Some(Which::This) && p.month.is_some() {
        let (first, last) = whole(&Point { day: 0, weekday: 0, ..*p })?;
        return Some((first, last, "month"));
    }
    let this = Some(Ref::Which(Which::This));
    let word = match p {
        p if p.week == Some(Which::This) && p.weekday == 0 => "week",
        p if p.month == this && p.day == 0 => "month",
        p if p.year == this && p.month.is_none() && p.day == 0 => "year",
        _ => return None,
    };
    // what stands in apposition names it
    let next = times.get(at + 1)?;
    let between = times[at].tokens.end..next.tokens.start;
    if between.len() > 1 || between.clone().any(|t| !matches!(layers.tokens[t].mark, '(' | '،' | ',' | '-' | '–' | ':')) {
        return None;
    }
    let (first, last) = match &next.shape {
        Shape::At(q) => whole(q)?,
        Shape::Between(a, b) => (whole(a)?.0, whole(b)?.1),
        _ => return None,
    };
    let most = match word {
        "week" => 7,
        "month" => 31,
        _ => 366,
    };
    (first <= last && reckon::distance(first, last) < most).then_some((first, last, word))
}
