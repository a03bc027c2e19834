//! Dates as machines write them. In: the value of a field, an attribute or an address. Out: `YYYY-MM-DD` or an RFC 3339 time, or `None`: nothing
//! is guessed where day and month could change places. Dates in words are the engine's business.

use mahdar::Document;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A date or time written by a machine, in the form that [`Document::published`] takes.
pub(crate) fn written(value: &str) -> Option<String> {
    let value = latin_digits(value.trim());
    iso(&value).or_else(|| rfc2822(&value)).or_else(|| figures(&value)).or_else(|| epoch(&value))
}

/// The day in an address: `/2018/02/18/`, `/2018-02-18/`, `20180218` as a part of its own; never a part of a longer number.
pub(crate) fn in_address(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let joined = parts.windows(3).find_map(|w| {
        let [y, m, d] = [w[0], w[1], w[2]];
        (y.len() == 4 && (1..=2).contains(&m.len()) && (1..=2).contains(&d.len())).then(|| day(y, m, d))?
    });
    joined.or_else(|| parts.iter().filter(|p| p.len() == 8).find_map(|p| day(p.get(..4)?, p.get(4..6)?, p.get(6..)?)))
}

/// `YYYY-MM-DD`, alone or with a time, with any separator between the figures.
fn iso(value: &str) -> Option<String> {
    let first = day(value.get(..4)?, value.get(5..7)?, value.get(8..10)?)?;
    if !value.get(4..5).is_some_and(|s| matches!(s, "-" | "/" | ".")) || value.get(7..8) != value.get(4..5) {
        return None;
    }
    let rest = value.get(10..)?.trim_start_matches(['T', ' ', ',']).trim();
    Some(match clock(rest) {
        Some(clock) => format!("{first}T{clock}"),
        None => first,
    })
}

/// `09:30`, `09:30:00.000+0300`, `9:30 +03:00`: as RFC 3339 writes it; without an offset, none is made up.
fn clock(rest: &str) -> Option<String> {
    let (hour, rest) = rest.split_once(':')?;
    let hour: u8 = hour.parse().ok().filter(|h| *h < 24)?;
    let two = |s: &str, max: u8| s.get(..2)?.parse::<u8>().ok().filter(|n| *n < max);
    let minute = two(rest, 60)?;
    let mut rest = rest.get(2..)?;
    let mut second = 0;
    if let Some(after) = rest.strip_prefix(':') {
        second = two(after, 61)?;
        rest = after.get(2..)?;
        if let Some(fraction) = rest.strip_prefix('.') {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    let zone = rest.trim();
    let offset = match zone {
        "Z" | "z" | "GMT" | "UTC" | "UT" => "Z".to_owned(),
        _ => match (zone.get(..1), zone.get(1..).map(|z| z.replace(':', ""))) {
            (Some(sign @ ("+" | "-")), Some(figures)) if figures.len() == 4 && figures.bytes().all(|b| b.is_ascii_digit()) => {
                format!("{sign}{}:{}", &figures[..2], &figures[2..])
            }
            _ => String::new(),
        },
    };
    Some(format!("{hour:02}:{minute:02}:{second:02}{offset}"))
}

/// `Sun, 18 Feb 2018 14:10:45 +0300`, and the month first as in `February 18, 2018`.
fn rfc2822(value: &str) -> Option<String> {
    let value = value.split_once(", ").filter(|(w, _)| w.len() <= 9 && !w.contains(' ')).map_or(value, |(_, rest)| rest);
    let mut words = value.splitn(4, ' ');
    let (a, b, year, rest) = (words.next()?, words.next()?, words.next()?, words.next().unwrap_or(""));
    let month = |w: &str| {
        let w = w.get(..3)?.to_ascii_lowercase();
        MONTHS.iter().position(|m| *m == w).map(|i| (i + 1).to_string())
    };
    let number = |w: &str| w.trim_end_matches(',').parse::<u8>().ok().map(|n| n.to_string());
    let (d, m) = number(a).zip(month(b)).or_else(|| number(b).zip(month(a)))?;
    let first = day(year.trim_end_matches(','), &m, &d)?;
    Some(match clock(rest) {
        Some(clock) => format!("{first}T{clock}"),
        None => first,
    })
}

/// `18/02/2018` where only one order is possible or, in Arabic news, the day stands first; a month over 12 turns it.
fn figures(value: &str) -> Option<String> {
    let (date, rest) = value.split_once([' ', ',']).unwrap_or((value, ""));
    if date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()) {
        return day(&date[..4], &date[4..6], &date[6..]);
    }
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let [a, b, c] = parts[..] else { return None };
    let first = if a.len() == 4 {
        day(a, b, c)?
    } else if c.len() == 4 {
        let (x, y): (u8, u8) = (a.parse().ok()?, b.parse().ok()?);
        // both orders possible: not known, unless they say the same
        match (x > 12, y > 12) {
            (true, false) => day(c, b, a)?,
            (false, true) => day(c, a, b)?,
            _ if x == y => day(c, a, b)?,
            _ => return None,
        }
    } else {
        return None;
    };
    Some(match clock(rest.trim()) {
        Some(clock) => format!("{first}T{clock}"),
        None => first,
    })
}

/// Seconds or milliseconds since 1970, from 1990 on.
fn epoch(value: &str) -> Option<String> {
    let n: i64 = value.parse().ok()?;
    let seconds = match value.len() {
        9 | 10 => n,
        13 => n / 1000,
        _ => return None,
    };
    let days = seconds.div_euclid(86_400);
    let in_day = seconds.rem_euclid(86_400);
    let (y, m, d) = civil(days);
    (1990..2100).contains(&y).then(|| format!("{y:04}-{m:02}-{d:02}T{:02}:{:02}:{:02}Z", in_day / 3600, in_day / 60 % 60, in_day % 60))
}

/// Day of the Gregorian calendar from days since 1970 (Hinnant's `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i64::from(month <= 2), month, doy - (153 * mp + 2) / 5 + 1)
}

/// A day that there is, of a year of the press on the Web or before.
fn day(y: &str, m: &str, d: &str) -> Option<String> {
    let all = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !(all(y) && all(m) && all(d) && y.len() == 4) {
        return None;
    }
    let (year, month, d): (u16, u8, u8) = (y.parse().ok()?, m.parse().ok()?, d.parse().ok()?);
    let text = format!("{year:04}-{month:02}-{d:02}");
    ((1900..2100).contains(&year) && Document::new("").published(&text).is_ok()).then_some(text)
}

/// Arabic and Persian figures as Latin ones.
pub(crate) fn latin_digits(value: &str) -> String {
    value
        .chars()
        .map(|c| match c {
            '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
            '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_machines_are_read() {
        for (given, read) in [
            ("2018-02-18", "2018-02-18"),
            ("2018-02-18T18:10:45+04:00", "2018-02-18T18:10:45+04:00"),
            ("2018-02-18T18:10:45.123+0400", "2018-02-18T18:10:45+04:00"),
            ("2018-02-18 18:10", "2018-02-18T18:10:00"),
            ("2018/02/18", "2018-02-18"),
            ("Sun, 18 Feb 2018 14:10:45 GMT", "2018-02-18T14:10:45Z"),
            ("18 February 2018", "2018-02-18"),
            ("February 18, 2018", "2018-02-18"),
            ("18/02/2018 09:05", "2018-02-18T09:05:00"),
            ("02/02/2018", "2018-02-02"),
            ("١٨/٢/٢٠١٨", "2018-02-18"),
            ("20180218", "2018-02-18"),
            ("1518963045", "2018-02-18T14:10:45Z"),
            ("1518963045000", "2018-02-18T14:10:45Z"),
        ] {
            assert_eq!(written(given).as_deref(), Some(read), "{given}");
            assert!(Document::new("").published(read).is_ok());
        }
    }

    #[test]
    fn what_can_be_two_days_is_none() {
        for no in ["03/02/2018", "2018-02-30", "13 August", "", "أمس", "12345678901234", "2018", "1/2/18"] {
            assert_eq!(written(no), None, "{no}");
        }
    }

    #[test]
    fn an_address_may_say_the_day() {
        assert_eq!(in_address("http://a.example/ar/2018/02/18/x.html").as_deref(), Some("2018-02-18"));
        assert_eq!(in_address("http://a.example/news/2018-2-8-title").as_deref(), Some("2018-02-08"));
        assert_eq!(in_address("http://a.example/20180218/x").as_deref(), Some("2018-02-18"));
        assert_eq!(in_address("http://a.example/news/20189918"), None);
        assert_eq!(in_address("http://a.example/n/120180218"), None);
        assert_eq!(in_address("http://a.example/n?d=2018/02/18"), None);
    }
}
