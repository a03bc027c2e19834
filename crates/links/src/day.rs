//! Stretches of days. In: values as records write them (`2015-08-14`, `2015-08`, `2015`, `a/b`). Out: [`Days`]. It resolves no expression.

use jiff::civil::{Date, date};

/// First and last day, both within, counted from 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) first: i32,
    pub(crate) last: i32,
}

fn number(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}

impl Days {
    /// The days of a value; none for vague values, lengths and what is no date.
    pub(crate) fn of(value: &str) -> Option<Self> {
        if let Some((first, last)) = value.split_once('/') {
            let (first, last) = (Self::of(first)?, Self::of(last)?);
            return (first.first <= last.last).then_some(Self { first: first.first, last: last.last });
        }
        let value = value.split('T').next()?;
        let mut parts = value.split('-').map(str::parse::<i16>);
        let year = parts.next()?.ok()?;
        let month = parts.next().map(|m| m.ok().and_then(|m| i8::try_from(m).ok()));
        let day = parts.next().map(|d| d.ok().and_then(|d| i8::try_from(d).ok()));
        let (first, last) = match (month, day) {
            (None, _) => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
            (Some(month), None) => {
                let first = Date::new(year, month?, 1).ok()?;
                (first, first.last_of_month())
            }
            (Some(month), Some(day)) => {
                let day = Date::new(year, month?, day?).ok()?;
                (day, day)
            }
        };
        Some(Self { first: number(first), last: number(last) })
    }

    /// Days between two stretches; 0 where they touch or overlap.
    pub(crate) fn gap(self, other: Self) -> i32 {
        (other.first - self.last).max(self.first - other.last).max(0)
    }

    /// Whether it is one day, as a calendar names it, or two.
    pub(crate) fn close(self) -> bool {
        self.last - self.first <= 2
    }

    /// With more days before and behind.
    pub(crate) fn wider(self, before: i32, behind: i32) -> Self {
        Self { first: self.first - before, last: self.last + behind }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_holds_its_days_and_touches_the_next_one_not() {
        let (august, day) = (Days::of("2015-08").unwrap(), Days::of("2015-08-14").unwrap());
        assert_eq!(august.gap(day), 0);
        assert_eq!(august.gap(Days::of("2015-09-02").unwrap()), 2);
        assert_eq!(Days::of("2015-08-13/2015-08-14").unwrap().gap(day), 0);
        assert!(day.close() && !august.close());
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for value in ["FUTURE_REF", "P3D", "2015-W33", "2015-13", "2015-02-30", ""] {
            assert_eq!(Days::of(value), None, "{value}");
        }
    }
}
