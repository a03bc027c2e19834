//! Weekdays: which Sunday is meant, by الماضي and المقبل, by the week named, by the tense; weekends; the first Friday of a month.

use super::point::Point;
use super::reckon::{self, Value, add};
use super::resolve::{Here, Resolved, day_name, offset, word};
use super::sense::Which;
use crate::morph::Tense;
use jiff::ToSpan;
use jiff::civil::Date;

impl Here {
    /// The first Friday of a month.
    pub(super) fn numbered_weekday(&self, p: &Point) -> Resolved {
        let month = Point { weekday: 0, nth: 0, part: None, ..*p };
        let (value, because) = self.month(&month)?;
        let (first, last) = value.days()?;
        let day = reckon::numbered(first, last, p.weekday, p.nth)?;
        Some((Value::Day(day, p.part), format!("{} by its number from {first} to {last}; {because}", day_name(p.weekday))))
    }

    pub(super) fn weekday(&self, p: &Point) -> Resolved {
        let base = self.base?;
        let name = day_name(p.weekday);
        let yesterday = add(base, (-1).days())?;
        let (day, because) = if let Some(which) = p.week {
            let (y, w) = reckon::week(base, offset(which))?;
            (reckon::on_or_after(reckon::week_start(y, w)?, p.weekday)?, format!("{name} of the {} week of {base}", word(which)))
        } else {
            match (p.which, self.tense) {
                (Some(Which::Last | Which::Previous), _) => {
                    (reckon::on_or_before(yesterday, p.weekday)?, format!("the last {name} before {base}"))
                }
                (Some(Which::BeforeLast), _) => {
                    (add(reckon::on_or_before(yesterday, p.weekday)?, (-1).weeks())?, format!("the last but one {name} before {base}"))
                }
                (Some(Which::AfterNext), _) => {
                    (add(reckon::on_or_after(add(base, 1.day())?, p.weekday)?, 1.week())?, format!("the second {name} after {base}"))
                }
                (Some(Which::Next | Which::Following), _) => {
                    (reckon::on_or_after(add(base, 1.day())?, p.weekday)?, format!("the first {name} after {base}"))
                }
                (Some(_), _) => (nearest(base, p.weekday)?, format!("the {name} nearest {base}")),
                (None, Tense::Future) => {
                    (reckon::on_or_after(base, p.weekday)?, format!("the first {name} from {base}: the sentence looks forward"))
                }
                (None, Tense::Present) if reckon::weekday(base) != p.weekday => {
                    // the present of programmes (تنطلق الأربعاء) looks ahead when that day is nearer, else it tells what was
                    let ahead = reckon::on_or_after(base, p.weekday)?;
                    if reckon::distance(base, ahead) <= 3 {
                        (ahead, format!("the first {name} from {base}: the nearer one, as the tense leaves it open"))
                    } else {
                        (reckon::on_or_before(base, p.weekday)?, format!("the last {name} up to {base}"))
                    }
                }
                (None, _) => (reckon::on_or_before(base, p.weekday)?, format!("the last {name} up to {base}")),
            }
        };
        Some((Value::Day(day, p.part), because))
    }

    pub(super) fn weekend(&self, p: &Point) -> Resolved {
        let base = self.base?;
        let (which, because) = match (p.week, self.tense) {
            (Some(which), _) => (offset(which), format!("the {} weekend of {base}", word(which))),
            (None, Tense::Past) if reckon::weekday(base) <= 3 => (-1, format!("the weekend before {base}: told in the past")),
            _ => (0, format!("the weekend of the week of {base}")),
        };
        let (y, w) = reckon::week(base, which)?;
        Some((Value::Weekend(y, w), because))
    }
}

/// The weekday nearest `base`, before or after.
fn nearest(base: Date, day: u8) -> Option<Date> {
    let (before, after) = (reckon::on_or_before(base, day)?, reckon::on_or_after(base, day)?);
    Some(if reckon::distance(before, base) <= reckon::distance(base, after) { before } else { after })
}
