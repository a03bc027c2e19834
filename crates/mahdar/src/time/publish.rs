//! The day of the report, where nobody gave it: the days that the text's own words allow.
//!
//! A date line says the day outright. Else the words that count from the day of writing are put together: "tomorrow, Friday 14 August" is
//! written on a 13 August of a year in which the 14th is a Friday, and of such years the first that is not before the last year that the
//! text names. What contradicts the day chosen is shown beside it.

use super::calendar::{Calendar, Era};
use super::point::{Point, Ref, Shape};
use super::reckon::{self, add};
use super::TimeExpression;
use crate::morph::{Morph, Tense};
use crate::record::Basis;
use crate::span::Span;
use crate::text::{Kind, Text};
use jiff::ToSpan;
use jiff::civil::Date;

/// The day of publication as the text gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// First day that it can be.
    pub from: Date,
    /// Last day that it can be; the same where one day is known.
    pub until: Date,
    /// [`Basis::Stated`] or [`Basis::Inferred`].
    pub basis: Basis,
    /// The words that it rests on.
    pub evidence: Vec<Span>,
    /// The reasoning, one English sentence.
    pub because: String,
    /// Readings of the text that disagree.
    pub conflicts: Vec<Conflict>,
}

impl Anchor {
    /// The one day, if one is known.
    pub fn day(&self) -> Option<Date> {
        (self.from == self.until).then_some(self.from)
    }

    /// An ISO day, or a range day/day.
    pub fn value(&self) -> String {
        if self.from == self.until { self.from.to_string() } else { format!("{}/{}", self.from, self.until) }
    }
}

/// A day of publication that other words of the text speak for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The other day.
    pub value: Date,
    /// Its words.
    pub evidence: Span,
}

/// Years within which a report without any year is looked for.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2040;
/// Years after the last one named within which the report may lie: weekdays repeat after five, six or eleven.
const AFTER: i32 = 11;

/// What one expression says of the day of writing.
struct Clue {
    span: Span,
    /// Days from the day of writing to the day named.
    relative: i8,
    weekday: u8,
    day: u8,
    month: u8,
    year: Option<i32>,
    era: Era,
}

impl Clue {
    fn new(time: &TimeExpression) -> Option<Self> {
        let Shape::At(p) = time.shape else { return None };
        let (month, year) = (number(p.month), number(p.year));
        if p.month.is_some() && month.is_none() || p.feast > 0 {
            return None;
        }
        let month = u8::try_from(month.unwrap_or(0)).ok()?;
        let relative = p.relative?;
        (p.weekday > 0 || p.day > 0).then_some(Self { span: time.span, relative, weekday: p.weekday, day: p.day, month, year, era: p.era })
    }

    /// The day of writing if the day named lies in `year`.
    fn written(&self, year: i32) -> Option<Date> {
        let named = reckon::gregorian(self.era, year, self.month, self.day)?;
        add(named, (-i32::from(self.relative)).days())
    }

    fn said(&self) -> String {
        let word = match self.relative {
            -2 => "two days before was",
            -1 => "the day before was",
            0 => "the day itself is",
            1 => "the day after is",
            _ => "two days after is",
        };
        word.to_owned()
    }
}

fn number(field: Option<Ref>) -> Option<i32> {
    match field {
        Some(Ref::Number(n)) => Some(n),
        _ => None,
    }
}

pub(super) fn publication(calendar: &Calendar, text: &str, layers: &Text, morph: &Morph, times: &[TimeExpression]) -> Option<Anchor> {
    let _ = (calendar, text);
    let years = named_years(times);
    let clues: Vec<Clue> = times.iter().filter(|t| !t.quoted).filter_map(Clue::new).collect();
    let mut found = stated(layers, times, &years, &clues).or_else(|| counted(&clues, &years)).or_else(|| by_weekday(times, morph, &clues, &years))?;
    for clue in clues.iter().filter(|c| c.day > 0 || c.weekday > 0) {
        if let Some(other) = disagrees(clue, found.from).filter(|_| found.from == found.until) {
            found.conflicts.push(Conflict { value: other, evidence: clue.span });
        } else if !found.evidence.contains(&clue.span) {
            found.evidence.push(clue.span);
        }
    }
    found.evidence.sort_unstable();
    Some(found)
}

/// Gregorian years that the text names.
fn named_years(times: &[TimeExpression]) -> Vec<i32> {
    let mut out = Vec::new();
    let mut add = |p: &Point| {
        if let (Era::Gregorian, Some(year)) = (p.era, number(p.year)) {
            out.push(year);
        }
    };
    for time in times {
        match &time.shape {
            Shape::At(p) => add(p),
            Shape::Between(a, b) => {
                add(a);
                add(b);
            }
            _ => {}
        }
    }
    out
}

/// The day that a clue speaks for when it is not `written`.
fn disagrees(clue: &Clue, written: Date) -> Option<Date> {
    let named = add(written, i32::from(clue.relative).days())?;
    if clue.day > 0 {
        let other = clue.written(clue.year.unwrap_or(i32::from(named.year())))?;
        return (other != written).then_some(other);
    }
    if clue.weekday == reckon::weekday(named) {
        return None;
    }
    let near = reckon::on_or_after(add(named, (-3).days())?, clue.weekday)?;
    add(near, (-i32::from(clue.relative)).days())
}

/// Folded words that announce the date of a page.
const PUBLISHED: [&str; 12] =
    ["نشر", "النشر", "نشرت", "تحديث", "التحديث", "حرر", "الناشر", "تاريخ", "بتاريخ", "اضيف", "نشرفي", "العدد"];

/// A date line: نشر في …, a line that is only a date, or a dateline.
fn stated(layers: &Text, times: &[TimeExpression], years: &[i32], clues: &[Clue]) -> Option<Anchor> {
    let mut found: Option<Anchor> = None;
    for time in times.iter().filter(|t| !t.quoted) {
        let Shape::At(p) = time.shape else { continue };
        let (Some(month), true) = (number(p.month), p.day > 0 && p.feast == 0 && p.relative.is_none_or(|r| r == 0)) else { continue };
        let Some(paragraph) = layers.paragraphs.iter().position(|g| g.contains(&time.tokens.start)) else { continue };
        let range = layers.paragraphs[paragraph].clone();
        let (before, after) = (time.tokens.start - range.start, range.end - time.tokens.end);
        let edge = paragraph < 5 || paragraph + 3 >= layers.paragraphs.len();
        let word_before = (range.start..time.tokens.start).rev().take(5).find(|t| PUBLISHED.contains(&layers.fold(*t)));
        let announced = word_before.is_some() && range.len() <= 24 && edge;
        let alone = before <= 2 && after <= 6 && edge && p.year.is_some();
        let line = before > 0 && before <= 6 && paragraph < 4 && dateline(layers, range.start, &time.tokens);
        if !(announced || alone || line) {
            continue;
        }
        let day = match number(p.year) {
            Some(year) => reckon::gregorian(p.era, year, month as u8, p.day),
            None => likely_year(years, |year| {
                let day = reckon::gregorian(p.era, year, month as u8, p.day)?;
                (p.weekday == 0 || reckon::weekday(day) == p.weekday).then_some(())?;
                clues.iter().all(|c| c.weekday == 0 || c.day > 0 || add(day, i32::from(c.relative).days()).is_some_and(|d| reckon::weekday(d) == c.weekday)).then_some(day)
            })
            // without a year or a weekday in the text nothing tells the year
            .filter(|_| !years.is_empty() || p.weekday > 0 || clues.iter().any(|c| c.weekday > 0)),
        };
        let Some(day) = day else { continue };
        match &mut found {
            None => {
                let what = if announced { "the page says when it was published" } else if line { "the dateline" } else { "a line that is only a date" };
                found = Some(Anchor { from: day, until: day, basis: Basis::Stated, evidence: vec![time.span], because: format!("{what}: {day}"), conflicts: Vec::new() });
            }
            Some(first) if first.from == day => first.evidence.push(time.span),
            Some(first) if announced => first.conflicts.push(Conflict { value: day, evidence: time.span }),
            Some(_) => {}
        }
    }
    found
}

/// Whether the date stands before the stroke or bracket that ends a dateline, with only names before it.
fn dateline(layers: &Text, start: usize, date: &std::ops::Range<usize>) -> bool {
    let words = (start..date.start).all(|t| layers.tokens[t].kind == Kind::Word || matches!(layers.tokens[t].mark, '،' | ',' | '(' | ')' | '/' | '-' | '–' | '—'));
    let ends = layers.tokens.get(date.end).is_some_and(|t| matches!(t.mark, '(' | '-' | '–' | '—' | '/') || (t.mark == '.' && date.end < start + 9));
    let verb_free = !(start..date.start).any(|t| matches!(layers.fold(t), "في" | "من" | "قال" | "يوم" | "منذ" | "الي"));
    words && ends && verb_free
}

/// The first year, from the last one named on, in which `day` gives a day; else one before it.
fn likely_year(years: &[i32], day: impl Fn(i32) -> Option<Date>) -> Option<Date> {
    // a year in the future (by 2030) names no past: the report lies before it as well as after the others
    let mut named: Vec<i32> = years.iter().copied().filter(|y| YEARS.contains(y)).collect();
    named.sort_unstable();
    named.dedup();
    let latest = *named.last()?;
    (latest..=latest + AFTER).find_map(&day).or_else(|| named.iter().rev().skip(1).find_map(|y| day(*y))).or_else(|| (latest - AFTER..latest).rev().find_map(&day))
}

/// From words such as "tomorrow, Friday 14 August".
fn counted(clues: &[Clue], years: &[i32]) -> Option<Anchor> {
    let dated: Vec<&Clue> = clues.iter().filter(|c| c.day > 0).collect();
    let fits = |written: Date| clues.iter().filter(|c| disagrees(c, written).is_none()).count();
    let mut best: Option<(usize, Date, &Clue)> = None;
    for clue in &dated {
        let written = match clue.year {
            Some(year) => clue.written(year),
            None => {
                let allowed = |year: i32| clue.written(year).filter(|w| clue.weekday == 0 || add(*w, i32::from(clue.relative).days()).is_some_and(|d| reckon::weekday(d) == clue.weekday));
                if clue.weekday == 0 && years.is_empty() { None } else { likely_year(years, allowed) }
            }
        };
        let Some(written) = written else { continue };
        let agree = fits(written);
        if best.is_none_or(|(most, ..)| agree > most) {
            best = Some((agree, written, clue));
        }
    }
    let (_, written, clue) = best?;
    let named = add(written, i32::from(clue.relative).days())?;
    let mut because = format!("{} {}", clue.said(), named.strftime("%A %-d %B %Y"));
    if clue.year.is_none() {
        because = format!("{because}, the year by its weekday and the years that the text names");
    }
    Some(Anchor { from: written, until: written, basis: Basis::Inferred, evidence: vec![clue.span], because, conflicts: Vec::new() })
}

/// From a date with its weekday told near "yesterday, Wednesday" or a bare day in the present.
fn by_weekday(times: &[TimeExpression], morph: &Morph, clues: &[Clue], years: &[i32]) -> Option<Anchor> {
    let clue = clues.iter().find(|c| c.weekday > 0)?;
    let weekday = ((i16::from(clue.weekday) - 1 - i16::from(clue.relative)).rem_euclid(7) + 1) as u8;
    let mut dates: Vec<(Date, Span, Tense)> = Vec::new();
    for time in times.iter().filter(|t| !t.quoted) {
        let Shape::At(p) = time.shape else { continue };
        let Some(month) = number(p.month).filter(|_| p.day > 0 && p.relative.is_none() && p.feast == 0) else { continue };
        let date = match number(p.year) {
            Some(year) => reckon::gregorian(p.era, year, month as u8, p.day),
            None if p.weekday > 0 => likely_year(years, |y| reckon::gregorian(p.era, y, month as u8, p.day).filter(|d| reckon::weekday(*d) == p.weekday)),
            None => None,
        };
        dates.extend(date.map(|d| (d, time.span, morph.tense(time.tokens.start))));
    }
    // the latest date told is the nearest to the day of writing; a year or more back it is history
    let (date, span, tense) = dates.into_iter().max_by_key(|(d, ..)| *d)?;
    let written = if tense == Tense::Future { reckon::on_or_before(date, weekday)? } else { reckon::on_or_after(date, weekday)? };
    let because = format!("{} a weekday that falls so on {written}, the nearest such day to {date}", clue.said());
    Some(Anchor { from: written, until: written, basis: Basis::Inferred, evidence: vec![clue.span, span], because, conflicts: Vec::new() })
}
