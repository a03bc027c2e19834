//! Every closed vocabulary of the calendar, written out and read back: months of all namings and calendars by days and scripts, days in
//! words, weekdays with parts of the day, years and lengths in words, hours with their minutes. What is written here is made by rules of
//! grammar of its own, not by the reader's tables.

use super::Reader;
use icu_calendar::cal::Hijri;
use jiff::ToSpan;
use jiff::civil::Date;

const TUESDAY: &str = "2018-05-15";

/// The figures of a number in the script whose zero is `zero`.
fn figures(n: i32, zero: char) -> String {
    n.to_string().chars().map(|d| char::from_u32(zero as u32 + d.to_digit(10).unwrap()).unwrap()).collect()
}

/// The ordinal of a day of the month, masculine with the article.
fn ordinal(n: usize) -> String {
    const ONES: [&str; 10] = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"];
    const TENS: [&str; 2] = ["العشرين", "الثلاثين"];
    match n {
        1..=10 => ONES[n - 1].to_owned(),
        11 => "الحادي عشر".to_owned(),
        12..=19 => format!("{} عشر", ONES[n - 11]),
        20 | 30 => TENS[n / 10 - 2].to_owned(),
        21 | 31 => format!("الحادي و{}", TENS[n / 10 - 2]),
        _ => format!("{} و{}", ONES[n % 10 - 1], TENS[n / 10 - 2]),
    }
}

/// A cardinal from 3 to 99 as it counts masculine (`false`) or feminine nouns, genitive.
fn cardinal(n: usize, feminine: bool) -> String {
    const WITH: [&str; 9] = ["واحد", "اثنين", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"];
    const WITHOUT: [&str; 9] = ["إحدى", "اثنتين", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"];
    const TENS: [&str; 8] = ["عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"];
    // what counts a masculine noun has ة
    let ones = if feminine { WITHOUT } else { WITH };
    match n {
        1..=9 => ones[n - 1].to_owned(),
        10 => if feminine { "عشر" } else { "عشرة" }.to_owned(),
        11 => if feminine { "إحدى عشرة" } else { "أحد عشر" }.to_owned(),
        12 => if feminine { "اثنتي عشرة" } else { "اثني عشر" }.to_owned(),
        13..=19 => format!("{} {}", ones[n - 11], if feminine { "عشرة" } else { "عشر" }),
        _ if n.is_multiple_of(10) => TENS[n / 10 - 2].to_owned(),
        _ => format!("{} و{}", ones[n % 10 - 1], TENS[n / 10 - 2]),
    }
}

/// Reads a sentence with `phrase` in it, and says what was read where it is not `value`.
fn check(reader: &mut Reader, anchor: &str, before: &str, phrase: &str, after: &str, value: &str, wrong: &mut Vec<String>) {
    let text = format!("{before}{phrase}{after}");
    let times = reader.read(anchor, &text);
    let hit = times.iter().find(|t| t.span.of(&text) == phrase);
    if hit.and_then(|t| t.value.as_deref()) != Some(value) {
        let got: Vec<_> = times.iter().map(|t| format!("[{}] {:?}", t.span.of(&text), t.value)).collect();
        wrong.push(format!("{text}\n  wanted [{phrase}] {value}\n  got {}", got.join("; ")));
    }
}

fn none(wrong: &[String], all: usize) {
    assert!(wrong.is_empty(), "{} of {all} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}

/// The Gregorian day of a date of another calendar, reckoned here.
fn reckoned(calendar: &str, year: i32, month: u8, day: u8) -> Option<String> {
    let iso = match calendar {
        "gregorian" => {
            return Date::new(year as i16, month.cast_signed(), day.cast_signed()).ok().map(|d| d.to_string());
        }
        "islamic" => {
            icu_calendar::Date::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura()).ok()?.to_calendar(icu_calendar::Iso)
        }
        _ => icu_calendar::Date::try_new_persian(year, month, day).ok()?.to_calendar(icu_calendar::Iso),
    };
    Some(format!("{:04}-{:02}-{:02}", iso.year().extended_year(), iso.month().ordinal, iso.day_of_month().0))
}

#[test]
fn every_day_of_every_month_in_three_scripts_and_in_words() {
    let mut reader = Reader::new();
    let blob = mahdar_arabic::blob();
    let months = blob.table("months").unwrap();
    let (mut wrong, mut all) = (Vec::new(), 0);
    for row in 0..months.len() {
        let (name, calendar) = (months.get(row, "name"), months.get(row, "calendar"));
        let month: u8 = months.get(row, "number").parse().unwrap();
        let year = match calendar {
            "islamic" => 1437,
            "persian" => 1395,
            _ => 2016,
        };
        for day in 1..=31_u8 {
            let Some(value) = reckoned(calendar, year, month, day) else { continue };
            for zero in ['0', '٠', '۰'] {
                let phrase = format!("{} {name} {}", figures(day.into(), zero), figures(year, zero));
                check(&mut reader, TUESDAY, "التقى الوزيران في ", &phrase, " في جنيف.", &value, &mut wrong);
                all += 1;
            }
            let phrase = format!("{} من {name} {year}", ordinal(day.into()));
            check(&mut reader, TUESDAY, "التقى الوزيران في ", &phrase, " في جنيف.", &value, &mut wrong);
            all += 1;
        }
    }
    none(&wrong, all);
}

#[test]
fn every_two_names_of_a_month_in_either_order_and_with_every_mark() {
    let mut reader = Reader::new();
    let blob = mahdar_arabic::blob();
    let months = blob.table("months").unwrap();
    let rows: Vec<(&str, u8)> = (0..months.len())
        .filter(|r| months.get(*r, "calendar") == "gregorian")
        .map(|r| (months.get(r, "name"), months.get(r, "number").parse().unwrap()))
        .collect();
    let (mut wrong, mut all) = (Vec::new(), 0);
    for (first, month) in &rows {
        for (second, _) in rows.iter().filter(|(name, number)| number == month && name != first) {
            let value = format!("2016-{month:02}-14");
            for pair in
                [format!("{first}/{second}"), format!("{first} / {second}"), format!("{first} ({second})"), format!("{first} {second}")]
            {
                // one name and its longer spelling (كانون الأول) are no pair without a mark
                if pair.contains('/') || pair.contains('(') {
                    check(&mut reader, TUESDAY, "التقى الوزيران في ", &format!("14 {pair} 2016"), " في جنيف.", &value, &mut wrong);
                    all += 1;
                }
            }
        }
    }
    none(&wrong, all);
}

#[test]
fn every_weekday_with_every_part_of_the_day_and_side_of_now() {
    let mut reader = Reader::new();
    let blob = mahdar_arabic::blob();
    let (weekdays, parts) = (blob.table("weekdays").unwrap(), blob.table("dayparts").unwrap());
    let anchor: Date = TUESDAY.parse().unwrap();
    let on = |number: i8, step: i32, skip: bool| {
        let from = i32::from(skip);
        (from..from + 7)
            .map(|n| anchor.checked_add((n * step).days()).unwrap())
            .find(|d| d.weekday().to_monday_one_offset() == number)
            .unwrap()
    };
    let (mut wrong, mut all) = (Vec::new(), 0);
    for row in 0..weekdays.len() {
        let (name, number) = (weekdays.get(row, "name"), weekdays.get(row, "number").parse::<i8>().unwrap());
        let (past, next) = if name.ends_with('ة') { ("الماضية", "المقبلة") } else { ("الماضي", "المقبل") };
        let rows = [
            ("وصل الوزير ", name.to_owned(), on(number, -1, false)),
            ("وصل الوزير ", format!("يوم {name}"), on(number, -1, false)),
            ("سيصل الوزير ", name.to_owned(), on(number, 1, false)),
            ("وصل الوزير ", format!("{name} {past}"), on(number, -1, true)),
            ("يصل الوزير ", format!("{name} {next}"), on(number, 1, true)),
        ];
        for (before, phrase, day) in rows {
            check(&mut reader, TUESDAY, before, &phrase, " إلى القاهرة.", &day.to_string(), &mut wrong);
            all += 1;
            for part in (0..parts.len()).filter(|p| parts.get(*p, "as") == "noun" && !phrase.starts_with("يوم")) {
                let phrase = format!("{} {phrase}", parts.get(part, "phrase"));
                check(&mut reader, TUESDAY, before, &phrase, " إلى القاهرة.", &format!("{day}T{}", parts.get(part, "part")), &mut wrong);
                all += 1;
            }
        }
    }
    none(&wrong, all);
}

#[test]
fn every_length_and_year_in_words() {
    let mut reader = Reader::new();
    let (mut wrong, mut all) = (Vec::new(), 0);
    for n in 3..=99 {
        let (days, years) = if n <= 10 { ("أيام", "سنوات") } else { ("يوما", "سنة") };
        let rows =
            [(format!("{} {days}", cardinal(n, false)), format!("P{n}D")), (format!("{} {years}", cardinal(n, true)), format!("P{n}Y"))];
        for (phrase, value) in rows {
            check(&mut reader, TUESDAY, "استمرت المحادثات ", &phrase, " في جنيف.", &value, &mut wrong);
            all += 1;
        }
    }
    for year in 1901..=2029_usize {
        let rest = year % 100;
        let thousand = if year < 2000 { "ألف وتسعمئة" } else { "ألفين" };
        let words = if rest == 0 { thousand.to_owned() } else { format!("{thousand} و{}", cardinal(rest, false)) };
        check(&mut reader, TUESDAY, "وقع الاتفاق ", &format!("عام {words}"), " في جنيف.", &year.to_string(), &mut wrong);
        all += 1;
    }
    none(&wrong, all);
}

#[test]
fn every_hour_with_its_minutes() {
    const HOURS: [&str; 12] = [
        "الواحدة",
        "الثانية",
        "الثالثة",
        "الرابعة",
        "الخامسة",
        "السادسة",
        "السابعة",
        "الثامنة",
        "التاسعة",
        "العاشرة",
        "الحادية عشرة",
        "الثانية عشرة",
    ];
    let minutes = [
        ("", 0),
        (" والنصف", 30),
        (" والربع", 15),
        (" والثلث", 20),
        (" وعشر دقائق", 10),
        (" و25 دقيقة", 25),
        (" إلا ربعا", -15),
        (" إلا الثلث", -20),
        (" إلا خمس دقائق", -5),
    ];
    let mut reader = Reader::new();
    let (mut wrong, mut all) = (Vec::new(), 0);
    for (n, name) in (0_i32..).zip(HOURS) {
        for (said, minute) in minutes {
            // in the morning twelve is midnight's hour and nobody says so
            for (half, offset) in [("صباحا", 0), ("مساء", 12)].into_iter().filter(|_| n < 11) {
                let at = (n + 1 + offset) * 60 + minute;
                let phrase = format!("الساعة {name}{said} {half}");
                if n == 0 && minute < 0 {
                    continue;
                }
                let value = format!("2018-05-15T{:02}:{:02}", at / 60, at % 60);
                check(&mut reader, TUESDAY, "بدأ اللقاء ", &phrase, " في جنيف.", &value, &mut wrong);
                all += 1;
            }
        }
    }
    for hour in 0..24 {
        for minute in [0, 7, 45] {
            for zero in ['0', '٠'] {
                let two = |n: i32| format!("{}{}", if n < 10 { figures(0, zero) } else { String::new() }, figures(n, zero));
                let phrase = format!("الساعة {}:{} بتوقيت غرينتش", two(hour), two(minute));
                let value = format!("2018-05-15T{hour:02}:{minute:02}Z");
                check(&mut reader, TUESDAY, "بدأ اللقاء ", &phrase, " في جنيف.", &value, &mut wrong);
                all += 1;
            }
        }
    }
    none(&wrong, all);
}
