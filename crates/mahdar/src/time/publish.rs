//! The day of the report, where nobody gave it: the days that the text's own words allow.
//!
//! A date line says the day outright. Else the words that count from the day of writing are put together: "tomorrow, Friday 14 August" is
//! written on a 13 August of a year in which the 14th is a Friday, and of such years the first that is not before the last year that the
//! text names. What the report tells as past or to come, the week or month that it calls this one, and the offices that its people hold bound
//! the days ([`Bounds`]). Where they leave a stretch that the report calls its own, the answer is a range; where they leave the choice open,
//! there is none. What contradicts the day chosen is shown beside it.

use super::bounds::Bounds;
use super::point::{Point, Ref, Shape};
use super::reckon::{self, add};
use super::sense::Era;
use super::{Held, TimeExpression};
use crate::morph::Tense;
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

/// Years after one that the text names within which the report is looked for: a weekday falls on the same date again after five or six,
/// so that no more than one year is found.
const AFTER: i32 = 3;

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

fn month_number(field: Option<Ref>) -> Option<u8> {
    number(field).and_then(|n| u8::try_from(n).ok())
}

fn number(field: Option<Ref>) -> Option<i32> {
    match field {
        Some(Ref::Number(n)) => Some(n),
        _ => None,
    }
}

pub(super) fn publication(layers: &Text, times: &[TimeExpression], held: &[Held]) -> Option<Anchor> {
    let years = Years::new(times, Bounds::new(layers, times, held));
    let clues: Vec<Clue> = times.iter().filter(|t| !t.quoted).filter_map(Clue::new).collect();
    let mut found = stated(layers, times, &years, &clues)
        .or_else(|| counted(&clues, &years))
        .or_else(|| by_weekday(times, &clues, &years))
        .or_else(|| {
            years.bounds.named().map(|(from, until, evidence, because)| Anchor {
                from,
                until,
                basis: Basis::Inferred,
                evidence,
                because,
                conflicts: Vec::new(),
            })
        })?;
    for clue in clues.iter().filter(|c| c.day > 0 || c.weekday > 0) {
        if let Some(other) = disagrees(clue, found.from).filter(|_| found.from == found.until) {
            found.conflicts.push(Conflict { value: other, evidence: clue.span });
        } else if !found.evidence.contains(&clue.span) {
            found.evidence.push(clue.span);
        }
    }
    if let Some((day, span)) = years.bounds.excluding(found.from).filter(|_| found.from == found.until)
        && !found.evidence.contains(&span)
        && found.conflicts.iter().all(|c| c.evidence != span)
    {
        found.conflicts.push(Conflict { value: day, evidence: span });
    }
    found.conflicts.extend(years.bounds.against.iter().map(|(value, span)| Conflict { value: *value, evidence: *span }));
    found.evidence.sort_unstable();
    Some(found)
}

pub(super) fn against(given: Date, layers: &Text, times: &[TimeExpression]) -> Vec<Conflict> {
    let clues: Vec<Clue> = times.iter().filter(|t| !t.quoted).filter_map(Clue::new).collect();
    let mut out: Vec<Conflict> =
        clues.iter().filter_map(|clue| Some(Conflict { value: disagrees(clue, given)?, evidence: clue.span })).collect();
    let years = Years { named: vec![i32::from(given.year())], bounds: Bounds::default() };
    if let Some(stated) = stated(layers, times, &years, &clues).filter(|s| s.from != given) {
        out.extend(stated.evidence.iter().map(|evidence| Conflict { value: stated.from, evidence: *evidence }));
    }
    out.sort_unstable_by_key(|c| c.evidence);
    out.dedup();
    out
}

/// The years that the text names, and what else bounds the day.
struct Years {
    named: Vec<i32>,
    bounds: Bounds,
}

impl Years {
    fn new(times: &[TimeExpression], bounds: Bounds) -> Self {
        let mut named = named_years(times);
        named.sort_unstable();
        named.dedup();
        Self { named, bounds }
    }

    /// The first year, from the last one named on, in which `day` gives a day within the bounds. The last may be one to come (by 2025), so
    /// the one before it is tried as well. Without any year named only bounds on both sides tell it, if they leave one year and no other.
    fn likely(&self, day: impl Fn(i32) -> Option<Date>) -> Option<Date> {
        let allowed = |year: i32| day(year).filter(|d| self.bounds.allow(*d));
        if self.named.is_empty() {
            let mut days = self.bounds.years()?.filter_map(allowed);
            let first = days.next()?;
            return days.next().is_none().then_some(first);
        }
        self.named.iter().rev().take(2).find_map(|latest| (*latest..=latest.saturating_add(AFTER)).find_map(allowed))
    }

    /// Whether anything at all tells years apart.
    fn known(&self) -> bool {
        !self.named.is_empty() || self.bounds.years().is_some()
    }
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
const PUBLISHED: [&str; 9] = ["نشر", "النشر", "نشرت", "تحديث", "التحديث", "حرر", "الناشر", "اضيف", "العدد"];

/// A date line: نشر في …, a line that is only a date, or a dateline.
fn stated(layers: &Text, times: &[TimeExpression], years: &Years, clues: &[Clue]) -> Option<Anchor> {
    let mut found: Option<Anchor> = None;
    for time in times.iter().filter(|t| !t.quoted) {
        let Shape::At(p) = time.shape else { continue };
        let (Some(month), true) =
            (month_number(p.month), p.day > 0 && p.feast == 0 && p.which.is_none() && p.relative.is_none_or(|r| r == 0))
        else {
            continue;
        };
        let Some(paragraph) = layers.paragraphs.iter().position(|g| g.contains(&time.tokens.start)) else { continue };
        let range = layers.paragraphs[paragraph].clone();
        let (before, after) = (time.tokens.start - range.start, range.end - time.tokens.end);
        let edge = paragraph < 5 || paragraph + 3 >= layers.paragraphs.len();
        // the word begins the line and only a few stand between it and the date; a sentence about a publication is longer
        let announced = edge
            && before <= 8
            && range.len() <= 24
            && (range.start..time.tokens.start).take(4).any(|t| PUBLISHED.contains(&layers.fold(t)));
        let alone = before <= 2 && after <= 6 && edge && p.year.is_some();
        let line = before > 0 && before <= 6 && paragraph < 4 && dateline(layers, range.start, &time.tokens);
        let signed = p.year.is_some() && paragraph + 2 >= layers.paragraphs.len() && sign_off(layers, &range);
        if !(announced || alone || line || signed) {
            continue;
        }
        let day = match number(p.year) {
            Some(year) => reckon::gregorian(p.era, year, month, p.day),
            None => years
                .likely(|year| {
                    let day = reckon::gregorian(p.era, year, month, p.day)?;
                    (p.weekday == 0 || reckon::weekday(day) == p.weekday).then_some(())?;
                    clues
                        .iter()
                        .all(|c| {
                            c.weekday == 0
                                || c.day > 0
                                || add(day, i32::from(c.relative).days()).is_some_and(|d| reckon::weekday(d) == c.weekday)
                        })
                        .then_some(day)
                })
                // without a year or a weekday in the text nothing tells the year
                .filter(|_| years.known() || p.weekday > 0 || clues.iter().any(|c| c.weekday > 0)),
        };
        let Some(day) = day else { continue };
        match &mut found {
            None => {
                let what = if announced {
                    "the page says when it was published"
                } else if line {
                    "the dateline"
                } else if signed && !alone {
                    "the sign-off"
                } else {
                    "a line that is only a date"
                };
                found = Some(Anchor {
                    from: day,
                    until: day,
                    basis: Basis::Stated,
                    evidence: vec![time.span],
                    because: format!("{what}: {day}"),
                    conflicts: Vec::new(),
                });
            }
            Some(first) if first.from == day => first.evidence.push(time.span),
            Some(first) if announced => first.conflicts.push(Conflict { value: day, evidence: time.span }),
            Some(_) => {}
        }
    }
    found
}

/// Words of a sign-off with its date.
const SIGN_OFF: usize = 16;

/// Whether a paragraph is a bracket at the end of the page that names the agency and the day.
fn sign_off(layers: &Text, paragraph: &std::ops::Range<usize>) -> bool {
    let mark = |t: usize| layers.tokens[t].mark;
    let pair = (mark(paragraph.start), mark(paragraph.end - 1));
    paragraph.len() <= SIGN_OFF && matches!(pair, ('(', ')') | ('[', ']') | ('/', '/'))
}

/// Whether the date stands before the stroke or bracket that ends a dateline, with only names before it.
fn dateline(layers: &Text, start: usize, date: &std::ops::Range<usize>) -> bool {
    let words = (start..date.start)
        .all(|t| layers.tokens[t].kind == Kind::Word || matches!(layers.tokens[t].mark, '،' | ',' | '(' | ')' | '/' | '-' | '–' | '—'));
    let ends = layers
        .tokens
        .get(date.end)
        .is_some_and(|t| matches!(t.mark, '(' | '-' | '–' | '—' | '/') || (t.mark == '.' && date.end < start + 9));
    let verb_free = !(start..date.start).any(|t| matches!(layers.fold(t), "في" | "من" | "قال" | "يوم" | "منذ" | "الي"));
    words && ends && verb_free
}

/// From words such as "tomorrow, Friday 14 August".
fn counted(clues: &[Clue], years: &Years) -> Option<Anchor> {
    let dated: Vec<&Clue> = clues.iter().filter(|c| c.day > 0).collect();
    let fits = |written: Date| clues.iter().filter(|c| disagrees(c, written).is_none()).count();
    let mut best: Option<(usize, Date, &Clue)> = None;
    for clue in &dated {
        let written = if let Some(year) = clue.year {
            clue.written(year)
        } else {
            let named = |c: &Clue, w: Date| add(w, i32::from(c.relative).days()).map_or(0, reckon::weekday);
            let allowed = |year: i32| clue.written(year).filter(|w| clues.iter().all(|c| c.weekday == 0 || c.weekday == named(c, *w)));
            // a date without its weekday falls in any year
            if clues.iter().all(|c| c.weekday == 0) { None } else { years.likely(allowed) }
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
        because = format!("{because}, the year by its weekday and the years that the text names or allows");
    }
    Some(Anchor { from: written, until: written, basis: Basis::Inferred, evidence: vec![clue.span], because, conflicts: Vec::new() })
}

/// From a date with its weekday told near "yesterday, Wednesday" or a bare day in the present.
fn by_weekday(times: &[TimeExpression], clues: &[Clue], years: &Years) -> Option<Anchor> {
    let clue = clues.iter().find(|c| c.weekday > 0)?;
    let weekday = ((i16::from(clue.weekday) - 1 - i16::from(clue.relative)).rem_euclid(7) + 1) as u8;
    let mut dates: Vec<(Date, Span, Tense)> = Vec::new();
    for time in times.iter().filter(|t| !t.quoted) {
        let Shape::At(p) = time.shape else { continue };
        let Some(month) = month_number(p.month).filter(|_| p.day > 0 && p.weekday > 0 && p.relative.is_none() && p.feast == 0) else {
            continue;
        };
        let date = match number(p.year) {
            Some(year) => reckon::gregorian(p.era, year, month, p.day),
            None => years.likely(|y| reckon::gregorian(p.era, y, month, p.day).filter(|d| reckon::weekday(*d) == p.weekday)),
        };
        dates.extend(date.map(|d| (d, time.span, time.told)));
    }
    // a day told with its weekday is a day of this week or the next; the latest of them is the nearest to the day of writing
    let (date, span, tense) = dates.into_iter().max_by_key(|(d, ..)| *d)?;
    let (before, after) = (reckon::on_or_before(date, weekday)?, reckon::on_or_after(date, weekday)?);
    let written = match tense {
        Tense::Future => before,
        Tense::Past => after,
        // the present of programmes and of what has just begun: the nearer
        Tense::Present | Tense::Unknown if reckon::distance(before, date) <= reckon::distance(date, after) => before,
        Tense::Present | Tense::Unknown => after,
    };
    let because = format!("{} a weekday that falls so on {written}, the nearest such day to {date}", clue.said());
    Some(Anchor { from: written, until: written, basis: Basis::Inferred, evidence: vec![clue.span, span], because, conflicts: Vec::new() })
}
