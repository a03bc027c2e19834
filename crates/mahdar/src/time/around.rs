//! What the expressions around one say of it: the day its sentence tells, the row of dates that it goes on with, the day on which the
//! quotation that holds it was said, the same weekday elsewhere; and the days that a Hijri date can be.
//!
//! In: expressions, resolved as far as they stand before the one asked about. Out: days, for [`super::resolve`].

use super::TimeExpression;
use super::point::{Point, Ref, Shape};
use super::reckon::{self, Value, add};
use super::resolve::day_name;
use super::sense::{Era, Which};
use crate::morph::Tense;
use crate::text::Text;
use jiff::ToSpan;
use jiff::civil::Date;

/// The last day of the date before in the same sentence, when both leave their year out, both are told in one tense, not the past, and that
/// one is to come: deadlines stand in their order (في 11 أفريل و3 ماي ... و18 دجنبر).
pub(super) fn row(before: &[TimeExpression], time: &TimeExpression, base: Date, layers: &Text) -> Option<Date> {
    let last = before.last().filter(|l| l.told == time.told && l.quoted == time.quoted && time.told != Tense::Past)?;
    let yearless =
        |shape: &Shape| matches!(shape, Shape::At(p) if matches!(p.month, Some(Ref::Number(_))) && p.year.is_none() && p.which.is_none());
    let sentence = layers.sentences.get(layers.sentence_of(time.tokens.start))?;
    if !yearless(&last.shape) || !yearless(&time.shape) || last.tokens.start < sentence.start {
        return None;
    }
    last.resolved?.days().map(|(_, last)| last).filter(|last| *last > base)
}

/// The days that a Hijri day or month can be: it begins where its moon is seen, a day before or after the reckoned one. A date of another
/// reckoning beside it leaves no doubt.
pub(super) fn doubt(shape: &Shape, value: Value) -> Option<(Date, Date)> {
    let hijri = |p: &Point| p.era == Era::Islamic && p.month.is_some() && p.also.is_none();
    let doubtful = match shape {
        Shape::At(p) => hijri(p) && p.weekday == 0 && p.relative.is_none(),
        Shape::Between(a, b) => hijri(a) && hijri(b),
        _ => false,
    };
    let (first, last) = value.days().filter(|_| doubtful)?;
    Some((add(first, (-1).days())?, add(last, 1.day())?))
}

/// The day that the sentence of a token tells before it, where it is a clock that asks.
pub(super) fn in_sentence(before: &[TimeExpression], layers: &Text, token: usize) -> Option<Date> {
    let last = before.last()?;
    let day = last.resolved?.day()?;
    let sentence = layers.sentences.get(layers.sentence_of(token))?;
    (last.tokens.start >= sentence.start).then_some(day)
}

/// The day that a quotation was said on, when its own sentence tells it before the quotation begins.
pub(super) fn said_in_sentence(anchor: Date, before: &[TimeExpression], layers: &Text, token: usize) -> Option<Date> {
    let sentence = layers.sentences.get(layers.sentence_of(token))?;
    before.iter().rev().take_while(|t| t.tokens.start >= sentence.start).filter(|t| !t.quoted).find_map(|t| {
        // what is quoted in the news was said in the days before
        t.resolved?.day().filter(|d| (0..=7).contains(&reckon::distance(*d, anchor)))
    })
}

/// A bare weekday without a verb or الماضي is the day that the same weekday is elsewhere in the report.
pub(super) fn same_weekdays(times: &mut [TimeExpression]) {
    let bare = |t: &TimeExpression| matches!(t.shape, Shape::At(p) if bare_weekday(&p)) && !t.quoted;
    let open = |t: &TimeExpression| bare(t) && t.told == Tense::Unknown;
    // the present of a headline (تستضيف الأحد) may look ahead: so it does where the report itself says الأحد المقبل
    let ahead = |t: &TimeExpression| bare(t) && t.told == Tense::Present;
    for at in 0..times.len() {
        let Shape::At(p) = times[at].shape else { continue };
        let next = ahead(&times[at]);
        if !open(&times[at]) && !next {
            continue;
        }
        let other = times.iter().find_map(|t| match t.shape {
            Shape::At(q) if next => {
                let said = q.weekday == p.weekday && q.which == Some(Which::Next) && q.day == 0 && !t.quoted;
                t.resolved.filter(|_| said)?.day()
            }
            Shape::At(q) if q.weekday == p.weekday && !open(t) && !t.quoted && q.which.is_none() && q.week.is_none() => t.resolved?.day(),
            _ => None,
        });
        if let Some(day) = other
            .filter(|d| times[at].resolved.and_then(Value::day).is_some_and(|mine| mine != *d && reckon::distance(mine, *d).abs() == 7))
        {
            let value = Value::Day(day, p.part);
            times[at].value = Some(value.text());
            times[at].resolved = Some(value);
            times[at].because = format!("the same {} as elsewhere in the report", day_name(p.weekday));
        }
    }
}

fn bare_weekday(p: &Point) -> bool {
    p.weekday > 0 && p.weekday_after == 0 && p.day == 0 && p.relative.is_none() && p.which.is_none() && p.week.is_none()
}
