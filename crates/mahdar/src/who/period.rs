//! From when to when an office was held. In: the cells of `roles`, a year or a month or nothing. Out: whether a day is in it, and how surely.

use jiff::civil::Date;
use mahdar_arabic::roles::months;

/// A period as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// First month or year, `YYYY-MM` or `YYYY`, or empty.
    pub from: &'static str,
    /// Last one, or empty: still held, or not known.
    pub until: &'static str,
}

impl Period {
    pub(super) fn new(from: &'static str, until: &'static str) -> Self {
        Self { from, until }
    }

    /// Whether a day is in the period: none if it is not, else whether that is sure. Without a beginning it never is.
    pub fn holds(&self, day: Date) -> Option<bool> {
        let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        let (begun, ended) = (months(self.from, false), months(self.until, true));
        if begun.is_some_and(|b| month < b) || ended.is_some_and(|e| month > e) {
            return None;
        }
        Some(begun.is_some())
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.from, self.until) {
            ("", "") => f.write_str("no dates"),
            ("", until) => write!(f, "until {until}"),
            (from, "") => write!(f, "from {from}"),
            (from, until) => write!(f, "{from} to {until}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_years_hold_their_days_and_no_others() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let term = Period::new("2012-06", "2016");
        assert_eq!(term.holds(day("2012-06-01")), Some(true));
        assert_eq!(term.holds(day("2016-12-31")), Some(true));
        assert_eq!(term.holds(day("2012-05-31")), None);
        assert_eq!(term.holds(day("2017-01-01")), None);
        assert_eq!(Period::new("", "2016").holds(day("2015-01-01")), Some(false), "not surely");
        assert_eq!(term.to_string(), "2012-06 to 2016");
    }
}
