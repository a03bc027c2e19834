//! Whether a TIMEX of Recognizers-Text and a value of ours mean the same time.
//!
//! Theirs leaves open what the words leave open (`XXXX-10-02`, `XXXX-WXX-5`, `T07`) where ours is resolved; its ranges are triples with a
//! length. «قبل شهر» "a month ago" is a day to them and a month to us: a day in our period counts as the same.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// Whether the two mean the same; `phrase` are the words.
pub(super) fn same(theirs: &str, ours: &str, phrase: &str) -> bool {
    if theirs == ours {
        return true;
    }
    if theirs.starts_with('P') {
        return ours.starts_with('P') && length(theirs).is_some() && length(theirs) == length(ours);
    }
    if let Some(triple) = theirs.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        let mut parts = triple.split(',');
        return match (parts.next(), parts.next()) {
            (Some(from), Some(until)) => range(from, until, ours),
            _ => false,
        };
    }
    if theirs.starts_with('T') && theirs != "T00" {
        let clock = ours.find('T').map_or("", |at| &ours[at..]);
        return clock == theirs || clock.strip_suffix(":00") == Some(theirs);
    }
    if theirs == "T00" && ours.ends_with("T24:00") {
        return true;
    }
    // the first Friday of July
    if let Some((month, rest)) = theirs.split_once("-WXX-") {
        let (weekday, number) = rest.split_once("-#").unwrap_or((rest, ""));
        return period(ours).is_some_and(|(first, last)| {
            let place = (first.day() - 1) / 7 + 1;
            first == last
                && fits(month, &first.to_string()[..month.len().min(10)])
                && weekday.parse() == Ok(first.weekday().to_monday_one_offset())
                && (number.is_empty() || number.parse() == Ok(place))
        });
    }
    if theirs.len() == 2 {
        return ours.ends_with(theirs);
    }
    if let Some(week) = theirs.split_once("-W").filter(|(month, week)| month.len() == 7 && week.len() == 2) {
        return week_of(week, ours);
    }
    let Some((first, last)) = period(ours) else { return false };
    if let Some(weekday) = theirs.strip_prefix("XXXX-WXX-") {
        return first == last && weekday.parse() == Ok(first.weekday().to_monday_one_offset());
    }
    if theirs.len() == 10 {
        let fits = |day: Date| fits(theirs, &day.to_string());
        let counted = ["قبل", "منذ", "بعد"].iter().any(|w| phrase.starts_with(w));
        return if first == last { fits(first) } else { counted && theirs.parse().is_ok_and(|day: Date| first <= day && day <= last) };
    }
    theirs.len() == ours.len() && fits(theirs, ours)
}

/// Whether a written day agrees with a pattern whose unknown figures are X.
fn fits(pattern: &str, written: &str) -> bool {
    pattern.len() == written.len() && pattern.chars().zip(written.chars()).all(|(p, w)| p == 'X' || p == w)
}

/// A range: their end is the last day, the day after it, or the first day of the last unit.
fn range(from: &str, until: &str, ours: &str) -> bool {
    if from.starts_with('T') {
        let mut clocks = ours.split('/').filter_map(|c| c.find('T').map(|at| &c[at..]));
        let is = |clock: Option<&str>, theirs: &str| clock.is_some_and(|c| c == theirs || c.strip_suffix(":00") == Some(theirs));
        return is(clocks.next(), from) && is(clocks.next(), until);
    }
    let Some((first, last)) = period(ours) else { return false };
    let unit = ours.split_once('/').and_then(|(_, last)| period(last)).map(|(start, _)| start);
    let after = last.checked_add(1.day()).ok();
    let ends = [Some(last), after, unit];
    fits(from, &first.to_string()) && ends.into_iter().flatten().any(|end| fits(until, &end.to_string()))
}

/// Their third week of a month or year: weeks of a month run from its first day, those of a year are ISO's.
fn week_of((month, week): (&str, &str), ours: &str) -> bool {
    let (Ok(number), Some((first, last))) = (week.parse::<i32>(), period(ours)) else { return false };
    if let Some((year, iso)) = ours.split_once("-W") {
        return month.starts_with(year) && iso == week;
    }
    let seven = first.checked_add(6.days()).ok() == Some(last);
    let place = if number >= 4 { last == last.last_of_month() } else { i32::from(first.day()) == (number - 1) * 7 + 1 };
    seven && place && fits(month, &first.to_string()[..7])
}

/// First and last day of one of our values.
fn period(value: &str) -> Option<(Date, Date)> {
    if let Some((from, until)) = value.split_once('/') {
        return Some((period(from)?.0, period(until)?.1));
    }
    // ليلة رأس السنة is the night of a day
    if let Some((day, part)) = value.split_once('T').filter(|(_, part)| part.bytes().all(|b| b.is_ascii_alphabetic())) {
        return period(day).filter(|_| part.len() == 2);
    }
    let day = |year: &str, month: i8, day: i8| Date::new(year.parse().ok()?, month, day).ok();
    if let Some((decade, _)) = value.split_once('X').filter(|(d, rest)| d.len() == 3 && rest.is_empty()) {
        return Some((day(&format!("{decade}0"), 1, 1)?, day(&format!("{decade}9"), 12, 31)?));
    }
    if let Some((year, quarter)) = value.split_once("-Q") {
        let first = day(year, quarter.parse::<i8>().ok()? * 3 - 2, 1)?;
        return Some((first, first.checked_add(2.months()).ok()?.last_of_month()));
    }
    if let Some((year, week)) = value.split_once("-W") {
        let monday = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok()?.date();
        return Some((monday, monday.checked_add(6.days()).ok()?));
    }
    match value.len() {
        4 => Some((day(value, 1, 1)?, day(value, 12, 31)?)),
        7 => {
            let first = day(&value[..4], value[5..].parse().ok()?, 1)?;
            Some((first, first.last_of_month()))
        }
        10 => value.parse().ok().map(|d: Date| (d, d)),
        _ => None,
    }
}

/// A length in hundredths of months, days and seconds.
fn length(iso: &str) -> Option<[i64; 3]> {
    let mut out = [0; 3];
    let mut number = String::new();
    let mut clock = false;
    for c in iso.strip_prefix('P')?.chars() {
        if c.is_ascii_digit() || c == '.' {
            number.push(c);
            continue;
        }
        if c == 'T' {
            clock = true;
            continue;
        }
        let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
        let hundredths: i64 = format!("{part:0<2}").get(..2)?.parse().ok()?;
        let value = whole.parse::<i64>().ok()? * 100 + hundredths;
        let (place, times) = match (c, clock) {
            ('Y', _) => (0, 12),
            ('M', false) => (0, 1),
            ('W', _) => (1, 7),
            ('D', _) => (1, 1),
            ('H', _) => (2, 3600),
            ('M', true) => (2, 60),
            ('S', _) => (2, 1),
            _ => return None,
        };
        out[place] += value * times;
        number.clear();
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn what_means_the_same() {
        for (theirs, ours, phrase) in [
            ("XXXX-10-02", "2016-10-02", "2 أكتوبر"),
            ("XXXX-WXX-5", "2016-11-11", "الجمعة"),
            ("2016-10-07", "2016-10", "قبل شهر"),
            ("(2016-07-01,2016-10-01,P3M)", "2016-Q3", ""),
            ("(XX70-01-01,XX80-01-01,P10Y)", "197X", ""),
            ("(2014-01-01,2018-01-01,P4Y)", "2014/2018", ""),
            ("(T17,T18,PT1H)", "2016-11-07T17:00/2016-11-07T18:00", ""),
            ("T07", "2016-11-07T07:00", ""),
            ("PT1.5H", "PT1H30M", ""),
            ("2016-11-W03", "2016-11-15/2016-11-21", ""),
        ] {
            assert!(same(theirs, ours, phrase), "{theirs} {ours}");
        }
        for (theirs, ours, phrase) in
            [("XXXX-10-02", "2016-02-10", ""), ("2016-10-07", "2016-10", "أكتوبر"), ("PT2H", "P2D", ""), ("T07", "2016-11-07T19:00", "")]
        {
            assert!(!same(theirs, ours, phrase), "{theirs} {ours}");
        }
    }
}
