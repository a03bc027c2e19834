//! Reckoning: days, weeks, months and years, in any of the calendars, and how their values are written.

use super::sense::{Era, Part, Season};
use icu_calendar::cal::{Hijri, Persian};
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// An hour and minute of a day, at Greenwich or wherever the report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: Option<u8>,
    pub(super) utc: bool,
}

impl Clock {
    fn text(self) -> String {
        let second = self.second.map_or_else(String::new, |s| format!(":{s:02}"));
        format!("T{:02}:{:02}{second}{}", self.hour, self.minute, if self.utc { "Z" } else { "" })
    }
}

/// A stretch of the calendar with its grain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Day(Date, Option<Part>),
    Minute(Date, Clock),
    /// An hour of no known day.
    Clock(Clock),
    /// From one hour to another, of a day or of none.
    Hours(Option<Date>, Clock, Clock),
    /// ISO year and week.
    Week(i16, i8),
    Weekend(i16, i8),
    Month(i16, i8),
    Season(i16, Season),
    Quarter(i16, u8),
    Half(i16, u8),
    Year(i16),
    /// Its first three figures.
    Decade(i16),
    /// Its first two figures.
    Century(i16),
    /// First and last day.
    Days(Date, Date),
    Months((i16, i8), (i16, i8)),
    Years(i16, i16),
}

impl Value {
    /// The value as records write it.
    pub(super) fn text(self) -> String {
        match self {
            Self::Day(day, None) => day.to_string(),
            Self::Day(day, Some(part)) => format!("{day}T{}", part.code()),
            Self::Minute(day, clock) => format!("{day}{}", clock.text()),
            Self::Clock(clock) => clock.text(),
            Self::Hours(None, a, b) => format!("{}/{}", a.text(), b.text()),
            Self::Hours(Some(day), a, b) => format!("{day}{}/{day}{}", a.text(), b.text()),
            Self::Week(y, w) => format!("{y:04}-W{w:02}"),
            Self::Weekend(y, w) => format!("{y:04}-W{w:02}-WE"),
            Self::Month(y, m) => format!("{y:04}-{m:02}"),
            Self::Season(y, s) => format!("{y:04}-{}", s.code()),
            Self::Quarter(y, q) => format!("{y:04}-Q{q}"),
            Self::Half(y, h) => format!("{y:04}-H{h}"),
            Self::Year(y) => format!("{y:04}"),
            Self::Decade(d) => format!("{d:03}X"),
            Self::Century(c) => format!("{c:02}XX"),
            Self::Days(a, b) => format!("{a}/{b}"),
            Self::Months((y, m), (z, n)) => format!("{y:04}-{m:02}/{z:04}-{n:02}"),
            Self::Years(a, b) => format!("{a:04}/{b:04}"),
        }
    }

    /// The day, if it is one.
    pub(super) fn day(self) -> Option<Date> {
        match self {
            Self::Day(day, _) | Self::Minute(day, _) | Self::Hours(Some(day), ..) => Some(day),
            _ => None,
        }
    }

    /// First and last day of what a range may be made of.
    pub(super) fn days(self) -> Option<(Date, Date)> {
        match self {
            Self::Day(day, _) | Self::Minute(day, _) | Self::Hours(Some(day), ..) => Some((day, day)),
            Self::Days(a, b) => Some((a, b)),
            Self::Week(y, w) => {
                let monday = week_start(y, w)?;
                Some((monday, add(monday, 6.days())?))
            }
            Self::Month(y, m) => {
                let first = Date::new(y, m, 1).ok()?;
                Some((first, first.last_of_month()))
            }
            Self::Year(y) => Some((Date::new(y, 1, 1).ok()?, Date::new(y, 12, 31).ok()?)),
            _ => None,
        }
    }
}

/// The range from one value to another, in the coarser grain of the two.
pub(super) fn between(from: Value, until: Value) -> Option<Value> {
    match (from, until) {
        (Value::Year(a), Value::Year(b)) => Some(Value::Years(a, b)),
        (Value::Decade(a), Value::Decade(b)) => Some(Value::Years(a * 10, b * 10 + 9)),
        (Value::Month(y, m), Value::Month(z, n)) => ((y, m) < (z, n)).then_some(Value::Months((y, m), (z, n))),
        (Value::Clock(a), Value::Clock(b)) => Some(Value::Hours(None, a, b)),
        (Value::Minute(day, a), Value::Minute(other, b)) if day == other => Some(Value::Hours(Some(day), a, b)),
        (a, b) => {
            let (first, last) = (a.days()?.0, b.days()?.1);
            (first <= last).then_some(Value::Days(first, last))
        }
    }
}

/// `date` and `span` added, or none beyond the calendar.
pub(super) fn add(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

/// Monday of an ISO week.
pub(super) fn week_start(year: i16, week: i8) -> Option<Date> {
    jiff::civil::ISOWeekDate::new(year, week, Weekday::Monday).ok().map(jiff::civil::ISOWeekDate::date)
}

/// The ISO week `offset` weeks from that of `date`.
pub(super) fn week(date: Date, offset: i32) -> Option<(i16, i8)> {
    let iso = add(date, offset.weeks())?.iso_week_date();
    Some((iso.year(), iso.week()))
}

/// The month `offset` months from that of `date`.
pub(super) fn month(date: Date, offset: i32) -> Option<(i16, i8)> {
    let there = add(date.first_of_month(), offset.months())?;
    Some((there.year(), there.month()))
}

/// 1 Monday to 7 Sunday.
pub(super) fn weekday(date: Date) -> u8 {
    date.weekday().to_monday_one_offset().cast_unsigned()
}

/// The last `weekday` on or before `date`.
pub(super) fn on_or_before(date: Date, day: u8) -> Option<Date> {
    let back = (i32::from(weekday(date)) - i32::from(day)).rem_euclid(7);
    add(date, (-back).days())
}

/// The first `weekday` on or after `date`.
pub(super) fn on_or_after(date: Date, day: u8) -> Option<Date> {
    let ahead = (i32::from(day) - i32::from(weekday(date))).rem_euclid(7);
    add(date, ahead.days())
}

/// Days from `a` to `b`.
pub(super) fn distance(a: Date, b: Date) -> i32 {
    b.duration_since(a).as_hours() as i32 / 24
}

/// The Gregorian day of a date in a calendar.
pub(super) fn gregorian(era: Era, year: i32, month: u8, day: u8) -> Option<Date> {
    let iso = match era {
        Era::Gregorian => return Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok(),
        Era::Islamic => {
            icu_calendar::Date::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura()).ok()?.to_calendar(icu_calendar::Iso)
        }
        Era::Persian => icu_calendar::Date::try_new_persian(year, month, day).ok()?.to_calendar(icu_calendar::Iso),
    };
    let (y, m, d) = (iso.year().extended_year(), iso.month().ordinal, iso.day_of_month().0);
    Date::new(i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()
}

/// The Gregorian day by tabular reckoning, to see how far the two differ.
pub(super) fn tabular(year: i32, month: u8, day: u8) -> Option<Date> {
    use icu_calendar::cal::hijri::{TabularAlgorithmEpoch, TabularAlgorithmLeapYears};
    let calendar = Hijri::new_tabular(TabularAlgorithmLeapYears::TypeII, TabularAlgorithmEpoch::Friday);
    let iso = icu_calendar::Date::try_new_hijri_with_calendar(year, month, day, calendar).ok()?.to_calendar(icu_calendar::Iso);
    Date::new(i16::try_from(iso.year().extended_year()).ok()?, iso.month().ordinal.cast_signed(), iso.day_of_month().0.cast_signed()).ok()
}

/// The year of a calendar that holds a Gregorian day.
pub(super) fn year_in(era: Era, date: Date) -> Option<i32> {
    let iso = icu_calendar::Date::try_new_iso(i32::from(date.year()), date.month().cast_unsigned(), date.day().cast_unsigned()).ok()?;
    Some(match era {
        Era::Gregorian => i32::from(date.year()),
        Era::Islamic => iso.to_calendar(Hijri::new_umm_al_qura()).year().extended_year(),
        Era::Persian => iso.to_calendar(Persian).year().extended_year(),
    })
}

/// First and last day of a month of a calendar.
pub(super) fn month_days(era: Era, year: i32, month: u8) -> Option<(Date, Date)> {
    let first = gregorian(era, year, month, 1)?;
    let (y, m) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    Some((first, add(gregorian(era, y, m, 1)?, (-1).days())?))
}

/// First and last day of a year of a calendar.
pub(super) fn year_days(era: Era, year: i32) -> Option<(Date, Date)> {
    Some((gregorian(era, year, 1, 1)?, add(gregorian(era, year + 1, 1, 1)?, (-1).days())?))
}

/// The `number`th of a weekday in the days from `first` to `last`; [`super::feast::LAST`] is the last of them.
pub(super) fn numbered(first: Date, last: Date, weekday: u8, number: u8) -> Option<Date> {
    if number == super::feast::LAST {
        return on_or_before(last, weekday);
    }
    let day = add(on_or_after(first, weekday)?, (i32::from(number) - 1).weeks())?;
    (day <= last).then_some(day)
}

/// The Hijri year whose day `month`/`day` (or month, without a day) begins in a Gregorian year.
pub(super) fn hijri_year(gregorian_year: i32, month: u8, day: u8) -> Option<i32> {
    let about = (gregorian_year - 622) * 33 / 32;
    (about - 1..=about + 2).find(|y| gregorian(Era::Islamic, *y, month, day.max(1)).is_some_and(|d| i32::from(d.year()) == gregorian_year))
}
