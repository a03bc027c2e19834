//! From what the words say to a value, counted from the day on which they were said.
//!
//! In: expressions, the anchor day, the day of each quotation where it is known, and the tense of the clauses. Out: values with their
//! reasons. Without an anchor only what the words fix by themselves is resolved.

use super::around::{doubt, in_sentence, row, said_in_sentence, same_weekdays};
use super::point::{Lapse, Point, Ref, Shape};
use super::reckon::{self, Clock, Value, add};
use super::sense::{Era, Position, Unit, Vague, Which};
use super::{Discourse, Granularity, Kind, TimeExpression};
use crate::morph::Tense;
use crate::record::Basis;
use crate::text::Text;
use jiff::ToSpan;
use jiff::civil::Date;

/// What is known when one expression is resolved.
pub(super) struct Here {
    pub(super) base: Option<Date>,
    pub(super) tense: Tense,
    /// The day, month and year last spoken of.
    last_day: Option<Date>,
    /// The last day of a row of dates to come that this one goes on with.
    pub(super) row: Option<Date>,
    /// The day last told of in the same sentence.
    same_sentence: Option<Date>,
    pub(super) last_month: Option<(i16, i8)>,
    last_year: Option<i16>,
}

/// A value, and why.
pub(super) type Resolved = Option<(Value, String)>;

pub(super) fn all(discourse: &Discourse<'_>, layers: &Text, times: &mut [TimeExpression]) {
    let anchor = discourse.anchor;
    let mut last_day = discourse.spoken_of;
    let mut last_month = last_day.map(|d| (d.year(), d.month()));
    let mut last_year = last_day.map(Date::year);
    for at in 0..times.len() {
        let token = times[at].tokens.start;
        let mut base = anchor;
        let mut quotation = None;
        if times[at].quoted {
            let known = discourse.said_on.and_then(|said_on| said_on(token));
            quotation = known.or_else(|| said_in_sentence(anchor?, &times[..at], layers, token));
            base = quotation.or(anchor);
        }
        let same_sentence = in_sentence(&times[..at], layers, token);
        let row = base.and_then(|base| row(&times[..at], &times[at], base, layers));
        let here = Here { base, tense: times[at].told, last_day, row, same_sentence, last_month, last_year };
        let (kind, found, granularity) = match times[at].shape {
            Shape::Length(lapse) => {
                times[at].value = Some(lapse.text());
                "a length of time".clone_into(&mut times[at].because);
                (Kind::Duration, None, Granularity::Duration)
            }
            Shape::Every(lapse, day) => {
                times[at].value = Some(if day > 0 { format!("XXXX-WXX-{day}") } else { lapse.text() });
                "a repetition".clone_into(&mut times[at].because);
                (Kind::Set, None, Granularity::Duration)
            }
            Shape::Vague(vague) => {
                // later, told in the past, is past
                let vague = if vague == Vague::Later && times[at].told == Tense::Past { Vague::Past } else { vague };
                times[at].value = Some(vague.value().to_owned());
                "the words leave it open".clone_into(&mut times[at].because);
                (Kind::Date, None, Granularity::Vague)
            }
            shape => {
                let found = here.shape(shape);
                let granularity = found.as_ref().map_or(times[at].granularity, |(value, _)| grain(*value));
                (times[at].kind, found, granularity)
            }
        };
        times[at].kind = kind;
        times[at].granularity = granularity;
        let Some((value, mut because)) = found else { continue };
        if let Some(day) = quotation.filter(|d| Some(*d) != anchor && because.contains(&d.to_string())) {
            because = format!("{because}; the quotation was said on {day}");
        }
        if discourse.basis == Basis::Inferred && quotation.is_none() && times[at].is_relative() {
            because.push_str("; that day is concluded from the text");
        }
        times[at].value = Some(value.text());
        times[at].because = because;
        times[at].resolved = Some(value);
        times[at].interval = doubt(&times[at].shape, value);
        if let Some(day) = value.day() {
            last_day = Some(day);
        }
        if let Some((first, _)) = value.days() {
            last_month = Some((first.year(), first.month()));
            last_year = Some(first.year());
        }
    }
    same_weekdays(times);
}

pub(super) fn grain(value: Value) -> Granularity {
    match value {
        Value::Day(_, None) => Granularity::Day,
        Value::Day(_, Some(_)) => Granularity::PartOfDay,
        Value::Minute(..) | Value::Clock(..) | Value::Hours(..) => Granularity::Time,
        Value::Week(..) => Granularity::Week,
        Value::Weekend(..) => Granularity::Weekend,
        Value::Month(..) => Granularity::Month,
        Value::Season(..) => Granularity::Season,
        Value::Quarter(..) | Value::Half(..) => Granularity::Quarter,
        Value::Year(_) => Granularity::Year,
        Value::Decade(_) => Granularity::Decade,
        Value::Century(_) => Granularity::Century,
        Value::Days(..) | Value::Months(..) | Value::Years(..) => Granularity::Range,
    }
}

/// So many of a unit, for people.
fn length(count: u32, unit: Unit) -> String {
    Lapse::of(count, unit).map_or_else(String::new, Lapse::text)
}

pub(super) fn day_name(day: u8) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        .get(usize::from(day).wrapping_sub(1))
        .copied()
        .unwrap_or("day")
}

/// Weeks, months or years from this one.
pub(super) fn offset(which: Which) -> i32 {
    match which {
        Which::BeforeLast => -2,
        Which::Last | Which::Previous | Which::Preceding => -1,
        Which::This | Which::Same => 0,
        Which::Next | Which::Following => 1,
        Which::AfterNext => 2,
    }
}

impl Here {
    fn shape(&self, shape: Shape) -> Resolved {
        match shape {
            Shape::At(p) => self.point(&p),
            Shape::Between(from, until) => self.range(&from, &until),
            Shape::Away(count, unit) => away(self.base?, count, unit),
            Shape::Beyond(count, unit) => away(self.last_day.or(self.base)?, count, unit),
            Shape::Window(count, unit) => self.window(count, unit),
            Shape::Length(..) | Shape::Every(..) | Shape::Vague(..) | Shape::Name => None,
        }
    }

    fn range(&self, from: &Point, until: &Point) -> Resolved {
        let (mut last, because) = self.point(until)?;
        let mut first = self.point(from)?.0;
        let bare = |p: &Point| p.weekday > 0 && p.day == 0 && p.which.is_none() && p.week.is_none();
        // what is to come is counted from its first day, what was from its last; the present of programmes looks ahead
        if matches!(self.tense, Tense::Future | Tense::Present)
            && bare(from)
            && bare(until)
            && let Some(base) = self.base
            && let Some(a) = reckon::on_or_after(base, from.weekday)
        {
            first = Value::Day(a, from.part);
            last = Value::Day(reckon::on_or_after(a, until.weekday)?, until.part);
        }
        // الثلاثاء والأربعاء المقبلين: the first decides
        let weekday_next = |p: &Point| p.weekday > 0 && p.day == 0 && p.which == Some(Which::Next);
        if weekday_next(from)
            && weekday_next(until)
            && let Some(a) = first.day()
        {
            last = Value::Day(reckon::on_or_after(a, until.weekday)?, until.part);
        }
        // two weekdays: the first is the one that comes before the second
        if let (Some(a), Some(b)) = (first.day(), last.day())
            && from.weekday > 0
            && from.day == 0
            && (a > b || reckon::distance(a, b) > 6)
        {
            let day = reckon::on_or_before(add(b, (-1).days())?, from.weekday)?;
            first = Value::Day(day, from.part);
        }
        if let (Some((a, _)), Some((b, _))) = (first.days(), last.days())
            && a > b
            && until.year.is_none()
            && until.month.is_some()
            && let Some(next) = add(b, 1.year())
        {
            last = if until.day > 0 { Value::Day(next, None) } else { Value::Month(next.year(), next.month()) };
        }
        Some((reckon::between(first, last)?, because))
    }

    fn window(&self, count: i32, unit: Unit) -> Resolved {
        let base = self.base?;
        let because = format!("the {} {} {base}", length(count.unsigned_abs(), unit), if count < 0 { "up to" } else { "from" });
        let order = |other: Date| if count < 0 { (other, base) } else { (base, other) };
        let value = match unit {
            Unit::Day => {
                let (a, b) = order(add(base, count.days())?);
                Value::Days(a, b)
            }
            Unit::Week => {
                let (a, b) = order(add(base, count.weeks())?);
                Value::Days(a, b)
            }
            Unit::Month => {
                let (a, b) = order(add(base, count.months())?);
                Value::Months((a.year(), a.month()), (b.year(), b.month()))
            }
            Unit::Year | Unit::Decade => {
                let years = if unit == Unit::Decade { count.checked_mul(10)? } else { count };
                let (a, b) = order(add(base, years.years())?);
                Value::Years(a.year(), b.year())
            }
            _ => return None,
        };
        Some((value, because))
    }

    fn point(&self, p: &Point) -> Resolved {
        let clock = p.clock.map(|(hour, minute)| Clock { hour, minute, second: p.second, utc: p.utc });
        if let (Some(clock), false) = (clock, p.is_day()) {
            return Some(match (self.same_sentence, self.base) {
                (Some(day), _) => (Value::Minute(day, clock), format!("on {day}, the day that the sentence tells")),
                (None, Some(base)) => (Value::Minute(base, clock), format!("on {base}: no other day is told")),
                (None, None) => (Value::Clock(clock), "a time of the clock without its day".to_owned()),
            });
        }
        if p.day_part && !p.is_day() {
            return Some(match (self.same_sentence, self.base) {
                (Some(day), _) => (Value::Day(day, p.part), format!("on {day}, the day that the sentence tells")),
                (None, base) => (Value::Day(base?, p.part), format!("on {}: no other day is told", base?)),
            });
        }
        let (mut value, mut because) = self.plain(p)?;
        if p.before > 0
            && let Some(day) = value.days().and_then(|(first, _)| add(first, (-i32::from(p.before)).days()))
        {
            because = format!("{because}; the day before");
            value = Value::Day(day, p.part);
        }
        if let Some(clock) = clock {
            return match value.day() {
                Some(day) => Some((Value::Minute(day, clock), because)),
                None => Some((value, because)),
            };
        }
        match p.ordinal {
            Some((unit, number)) => Some((ordinal_part(value, unit, number)?, because)),
            None if p.position == Some(Position::Rest) => {
                let (from, (_, last)) = (self.base?, value.days()?);
                Some((Value::Days(from.min(last), last), format!("{because}; from {from} to its end")))
            }
            None if p.boundary => match value.days() {
                Some((_, last)) => Some((Value::Day(last, None), format!("{because}; the end itself is the boundary"))),
                None => Some((value, because)),
            },
            None => Some((value, because)),
        }
    }

    fn plain(&self, p: &Point) -> Resolved {
        if let Some(which) = p.day_which {
            let last = self.last_day.or(self.base)?;
            let day = add(last, offset(which).days())?;
            let step = match offset(which) {
                0 => "the day itself",
                1 => "the day after",
                _ => "the day before",
            };
            return Some((Value::Day(day, p.part), format!("{step}, counted from {last}, the day last spoken of")));
        }
        if p.nth > 0 {
            return self.numbered_weekday(p);
        }
        if p.day > 0 {
            return self.dated(p);
        }
        if let Some(days) = p.relative {
            let base = self.base?;
            let mut day = add(base, i32::from(days).days())?;
            let word = match days {
                -2 => "two days before",
                -1 => "the day before",
                0 => "the day itself,",
                1 => "the day after",
                _ => "two days after",
            };
            let mut because = format!("{word} {base}");
            if p.weekday > 0 {
                if reckon::weekday(day) == p.weekday {
                    because.push_str("; the weekday agrees");
                } else {
                    // the weekday is the firmer word: copies keep it when they are dated anew
                    let other = if days <= 0 { reckon::on_or_before(base, p.weekday)? } else { reckon::on_or_after(base, p.weekday)? };
                    because = format!("{because} is {day}, but the text says {}: the weekday is kept", day_name(p.weekday));
                    day = other;
                }
            }
            return Some((Value::Day(day, p.part), because));
        }
        if p.weekday > 0 {
            return self.weekday(p);
        }
        if p.weekend {
            return self.weekend(p);
        }
        if let Some(which) = p.week {
            let base = self.base?;
            let (y, w) = reckon::week(base, offset(which))?;
            return Some((Value::Week(y, w), format!("the {} week of {base}", word(which))));
        }
        if let Some(season) = p.season {
            let base = self.base;
            let year = match (p.year, p.which) {
                (Some(_), _) => self.year(p)?.0,
                (None, which) => season_year(base?, season, which.unwrap_or(Which::This)),
            };
            return Some((Value::Season(year, season), "the season of that year".to_owned()));
        }
        if p.month.is_some() {
            return self.month(p);
        }
        if p.year.is_some() {
            let (year, because) = self.year(p)?;
            if p.era != Era::Gregorian {
                let (a, b) = reckon::year_days(p.era, i32::from(year))?;
                return Some((Value::Days(a, b), format!("{year} of the {} calendar", p.era.name())));
            }
            return Some((Value::Year(year), because));
        }
        self.long(p)
    }

    /// Decades and centuries.
    fn long(&self, p: &Point) -> Resolved {
        let this_century = self.base.map_or(20, |b| b.year() / 100);
        let century = match p.century {
            Some(Ref::Number(n)) => Some(i16::try_from(n).ok()? - 1),
            Some(Ref::Which(which)) => Some(this_century + offset(which) as i16),
            None => None,
        };
        match p.decade {
            Some(Ref::Number(tens)) => {
                let tens = i16::try_from(tens / 10).ok()?;
                // without its century a decade is the latest one that has begun
                let century = match century {
                    Some(century) => century,
                    None if self.base.is_some_and(|b| b.year() % 100 / 10 >= tens) => this_century,
                    None => this_century - 1,
                };
                Some((Value::Decade(century * 10 + tens), "the decade of that century".to_owned()))
            }
            Some(Ref::Which(which)) => {
                Some((Value::Decade(self.base?.year() / 10 + offset(which) as i16), format!("the {} decade", word(which))))
            }
            // no century is numbered zero
            None => Some((Value::Century(century.filter(|c| (0..100).contains(c))?), "the century as numbered".to_owned())),
        }
    }

    pub(super) fn year(&self, p: &Point) -> Option<(i16, String)> {
        match p.year? {
            Ref::Number(year) => Some((i16::try_from(year).ok()?, "as written".to_owned())),
            Ref::Which(Which::Same) => self.last_year.or(self.base.map(Date::year)).map(|y| (y, "the year last spoken of".to_owned())),
            Ref::Which(Which::Preceding) => {
                Some((self.last_year.or(self.base.map(Date::year))? - 1, "the year before the one last spoken of".to_owned()))
            }
            Ref::Which(Which::Following) => {
                Some((self.last_year.or(self.base.map(Date::year))? + 1, "the year after the one last spoken of".to_owned()))
            }
            Ref::Which(which) => Some((self.base?.year() + offset(which) as i16, format!("the {} year of {}", word(which), self.base?))),
        }
    }
}

/// So many units before or after a day.
fn away(base: Date, count: i32, unit: Unit) -> Resolved {
    let value = match unit {
        Unit::Day => Value::Day(add(base, count.days())?, None),
        Unit::Week => {
            let (y, w) = reckon::week(base, count)?;
            Value::Week(y, w)
        }
        Unit::Month => {
            let (y, m) = reckon::month(base, count)?;
            Value::Month(y, m)
        }
        Unit::Year => Value::Year(i16::try_from(i32::from(base.year()) + count).ok().filter(|y| *y > 0)?),
        Unit::Decade => Value::Year(i16::try_from(i32::from(base.year()) + count * 10).ok().filter(|y| *y > 0)?),
        _ => return None,
    };
    Some((value, format!("{} {} {base}", length(count.unsigned_abs(), unit), if count < 0 { "before" } else { "after" })))
}

pub(super) fn word(which: Which) -> &'static str {
    match which {
        Which::BeforeLast => "last but one",
        Which::AfterNext => "second next",
        Which::Preceding => "preceding",
        Which::Last | Which::Previous => "last",
        Which::This => "present",
        Which::Same => "same",
        Which::Next => "next",
        Which::Following => "following",
    }
}

fn season_year(base: Date, season: super::sense::Season, which: Which) -> i16 {
    use super::sense::Season;
    let begins = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    let year = base.year();
    match which {
        Which::BeforeLast => season_year(base, season, Which::Last) - 1,
        Which::AfterNext => season_year(base, season, Which::Next) + 1,
        Which::Last | Which::Previous | Which::Preceding => {
            if base.month() >= begins + 3 || (season == Season::Winter && base.month() == 12) {
                if season == Season::Winter { year - 1 } else { year }
            } else {
                year - 1
            }
        }
        Which::Next | Which::Following => {
            if base.month() < begins {
                year
            } else {
                year + 1
            }
        }
        Which::This | Which::Same => {
            if season == Season::Winter && base.month() < 3 {
                year - 1
            } else {
                year
            }
        }
    }
}

/// A numbered part of a period: weeks of a month run from its first day.
fn ordinal_part(value: Value, unit: Unit, number: u8) -> Option<Value> {
    match (unit, value) {
        (Unit::Week, Value::Month(y, m)) => {
            let first = Date::new(y, m, 1).ok()?;
            let last = first.last_of_month();
            if number >= 5 {
                return Some(Value::Days(add(last, (-6).days())?, last));
            }
            let start = add(first, i32::from(number - 1).weeks())?;
            Some(Value::Days(start, add(start, 6.days())?))
        }
        (Unit::Week, Value::Year(y)) if number == super::feast::LAST => {
            // 28 December is in the last ISO week of its year
            Some(Value::Week(y, Date::new(y, 12, 28).ok()?.iso_week_date().week()))
        }
        (Unit::Week, Value::Year(y)) => Some(Value::Week(y, number.cast_signed())),
        (Unit::Decade, Value::Century(c)) => Some(Value::Decade(c * 10 + i16::from(number) - 1)),
        (Unit::Quarter, Value::Year(y)) => Some(Value::Quarter(y, number)),
        (Unit::Half, Value::Year(y)) => Some(Value::Half(y, number)),
        (Unit::Half, Value::Month(y, m)) => {
            let first = Date::new(y, m, 1).ok()?;
            let middle = Date::new(y, m, 15).ok()?;
            Some(if number == 1 { Value::Days(first, middle) } else { Value::Days(add(middle, 1.day())?, first.last_of_month()) })
        }
        (Unit::Half, Value::Century(c)) => {
            Some(if number == 1 { Value::Years(c * 100, c * 100 + 49) } else { Value::Years(c * 100 + 50, c * 100 + 99) })
        }
        _ => None,
    }
}
