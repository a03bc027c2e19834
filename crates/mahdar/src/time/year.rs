//! Months and dates, and the year that they leave out.

use super::point::{Point, Ref};
use super::reckon::{self, Value, add};
use super::resolve::{Here, Resolved, day_name, offset, word};
use super::sense::{Era, Which};
use crate::morph::Tense;
use jiff::ToSpan;
use jiff::civil::Date;

/// What a year that the clause's tense speaks against costs, in days: a date a few weeks ahead told in the past is still this year's.
const AGAINST_TENSE: i32 = 300;
/// Years on either side within which a weekday tells the year of its date: it falls on the same date again after five or six.
const WEEKDAY_YEARS: i32 = 4;
/// What a weekday that disagrees costs: more than the years searched.
const SLIP: i32 = 4000;
/// A year above this is not one of the Hijri reckoning.
const LAST_HIJRI: i32 = 1700;
/// Days within which a weekday with its number but no month is looked for: the two meet once in a month or two.
const MONTHS: i32 = 70;

impl Here {
    pub(super) fn month(&self, p: &Point) -> Resolved {
        let number = match p.month? {
            Ref::Which(which) => {
                let (y, m) = match which {
                    Which::Preceding => {
                        let (y, m) = self.last_month.or_else(|| self.base.and_then(|b| reckon::month(b, 0)))?;
                        reckon::month(Date::new(y, m, 1).ok()?, -1)?
                    }
                    Which::Same => self.last_month.or_else(|| self.base.and_then(|b| reckon::month(b, 0)))?,
                    Which::Following => {
                        let (y, m) = self.last_month.or_else(|| self.base.and_then(|b| reckon::month(b, 0)))?;
                        reckon::month(Date::new(y, m, 1).ok()?, 1)?
                    }
                    which => reckon::month(self.base?, offset(which))?,
                };
                let because = self.base.map_or_else(String::new, |b| format!("the {} month of {b}", word(which)));
                return Some((Value::Month(y, m), because));
            }
            Ref::Number(n) => u8::try_from(n).ok()?,
        };
        let (year, because) = self.year_of(p, number)?;
        if p.era != Era::Gregorian {
            let (a, b) = reckon::month_days(p.era, year, number)?;
            return Some((Value::Days(a, b), format!("month {number} of {year}, {} calendar; {because}", p.era.name())));
        }
        Some((Value::Month(i16::try_from(year).ok()?, number.cast_signed()), because))
    }

    /// The year of a month or day, written or left out, in the reckoning of its month.
    fn year_of(&self, p: &Point, month: u8) -> Option<(i32, String)> {
        if p.year.is_none() {
            return self.nearest_year(p, month, p.day);
        }
        let (year, because) = self.year(p)?;
        let year = i32::from(year);
        // رمضان 2018, عيد الفطر العام الماضي: a Gregorian year with a Hijri month
        if p.era == Era::Islamic && year > LAST_HIJRI {
            let hijri = reckon::hijri_year(year, month, p.day)?;
            return Some((hijri, format!("{because}; of the Gregorian year {year}")));
        }
        Some((year, because))
    }

    /// A day of a month.
    pub(super) fn dated(&self, p: &Point) -> Resolved {
        if p.month.is_none() {
            return self.weekday_and_number(p);
        }
        let (year, month, mut because) = match p.month? {
            Ref::Which(which) => {
                let Value::Month(y, m) = self.month(&Point { month: Some(Ref::Which(which)), ..Point::default() })?.0 else { return None };
                (i32::from(y), m.cast_unsigned(), format!("a day of the {} month", word(which)))
            }
            Ref::Number(n) => {
                let month = u8::try_from(n).ok()?;
                let (year, because) = self.year_of(p, month)?;
                (year, month, because)
            }
        };
        let day = reckon::gregorian(p.era, year, month, p.day)?;
        if p.era == Era::Islamic {
            because = match reckon::tabular(year, month, p.day) {
                Some(other) if other != day => format!("{because}; by the Umm al-Qura calendar; by tabular reckoning {other}"),
                _ => format!("{because}; by the Umm al-Qura calendar, as by tabular reckoning"),
            };
        }
        if p.weekday > 0 {
            because = if reckon::weekday(day) == p.weekday {
                format!("{because}; the weekday agrees")
            } else {
                format!(
                    "{because}; the text says {}, but {day} is a {}: the date is kept",
                    day_name(p.weekday),
                    day_name(reckon::weekday(day))
                )
            };
        }
        if let (Some(days), Some(base)) = (p.relative, self.base) {
            let counted = add(base, i32::from(days).days())?;
            if counted != day {
                because = format!("{because}; counted from {base} it would be {counted}");
            }
        }
        if let Some((era, d, m, y)) = p.also {
            because = match reckon::gregorian(era, y, m, d) {
                Some(other) if other == day => format!("{because}; the {} date agrees", era.name()),
                Some(other) => format!("{because}; the {} date beside it is {other} by reckoning", era.name()),
                None => because,
            };
        }
        if p.feast > 1 {
            // the last ten days of a month of 29 are nine
            let (_, end) = reckon::month_days(p.era, year, month)?;
            return Some((Value::Days(day, add(day, i32::from(p.feast - 1).days())?.min(end)), because));
        }
        Some((Value::Day(day, p.part), because))
    }

    /// The year that a date left out: of those near the base, the one that weekday, الماضي and tense agree with.
    pub(super) fn nearest_year(&self, p: &Point, month: u8, day: u8) -> Option<(i32, String)> {
        let base = self.base?;
        let this = reckon::year_in(p.era, base)?;
        let mut best: Option<(i32, i32)> = None;
        let span = if p.weekday > 0 { WEEKDAY_YEARS } else { 1 };
        for year in this - span..=this + span {
            let (first, last) = if day > 0 {
                let Some(date) = reckon::gregorian(p.era, year, month, day) else { continue };
                (date, date)
            } else {
                let Some(days) = reckon::month_days(p.era, year, month) else { continue };
                days
            };
            if self.row.is_some_and(|row| first < row) {
                continue;
            }
            let past = last < base || (day > 0 && last <= base);
            let ahead = first > base;
            let inside = first <= base && base <= last;
            match p.which {
                Some(Which::Last | Which::Previous | Which::BeforeLast) if !past => continue,
                Some(Which::Next | Which::Following | Which::AfterNext) if !ahead => continue,
                _ => {}
            }
            let mut cost = if inside { 0 } else { reckon::distance(base, first).abs().min(reckon::distance(base, last).abs()) };
            if p.which.is_none() {
                let against = match self.tense {
                    Tense::Past => ahead,
                    Tense::Future => last < base,
                    Tense::Present | Tense::Unknown => false,
                };
                cost += i32::from(against) * if p.weekday > 0 && day > 0 { SLIP + AGAINST_TENSE } else { AGAINST_TENSE };
            }
            if p.weekday > 0 && reckon::weekday(first) != p.weekday && day > 0 {
                // the weekday tells the year; where it falls so in none of the years near, it is a slip beside the nearest date
                cost += SLIP;
            }
            if let Some(days) = p.relative {
                cost += reckon::distance(add(base, i32::from(days).days())?, first).abs();
            }
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, year));
            }
        }
        let (_, year) = best?;
        Some((year, format!("the year {year} is the one that fits {base}")))
    }

    /// الجمعة 22: the nearest day, on the side of the tense, that is both.
    fn weekday_and_number(&self, p: &Point) -> Resolved {
        let base = self.base?;
        let steps: &[i32] = match self.tense {
            Tense::Future => &[1],
            Tense::Past => &[-1],
            Tense::Present | Tense::Unknown => &[-1, 1],
        };
        let fits = |day: &Date| day.day().cast_unsigned() == p.day && (p.weekday == 0 || reckon::weekday(*day) == p.weekday);
        let day = (0..=MONTHS).find_map(|n| steps.iter().filter_map(|s| add(base, (n * s).days())).find(fits))?;
        let name = if p.weekday > 0 { day_name(p.weekday) } else { "day" };
        Some((Value::Day(day, p.part), format!("the {name} nearest {base} that is number {} of its month", p.day)))
    }
}
