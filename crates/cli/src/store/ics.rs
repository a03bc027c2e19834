//! Appointments as iCalendar (RFC 5545). In: what `mahdar_links` makes of an agenda. Out: the text of a calendar: lines end in CR LF and are folded at 75
//! bytes between characters; whole days; the same appointments give the same bytes. It asks no clock: an entry is stamped with the day of its reports.

use mahdar_links::{Appointment, Place, Standing, Uncertain};

use super::process::cite;
use super::timeline::outcome;
use crate::labels::{Lang, Set};
use crate::pretty::clean;

/// Bytes of a line at most, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// A calendar.
pub(crate) fn calendar(appointments: &[Appointment], lang: Lang) -> String {
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mahdar//mahdar//EN", "CALSCALE:GREGORIAN"] {
        fold(&mut out, line);
    }
    for appointment in appointments {
        event(&mut out, appointment, lang);
    }
    fold(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, appointment: &Appointment, lang: Lang) {
    let item = &appointment.item;
    // without a day of any report there is still a stamp to give, and no clock to give it
    let stamp = appointment.stamp.as_deref().and_then(|day| basic(day.split('/').next_back().unwrap_or(day)));
    let mut line = |text: &str| fold(out, text);
    line("BEGIN:VEVENT");
    line(&format!("UID:{}", appointment.uid));
    line(&format!("DTSTAMP:{}T000000Z", stamp.unwrap_or_else(|| "19700101".to_owned())));
    line(&format!("SEQUENCE:{}", appointment.sequence));
    if let (Some(first), Some(end)) = (basic(&appointment.first), next(&appointment.last)) {
        line(&format!("DTSTART;VALUE=DATE:{first}"));
        line(&format!("DTEND;VALUE=DATE:{end}"));
    }
    let status = match appointment.standing {
        Standing::Tentative => "TENTATIVE",
        Standing::Confirmed => "CONFIRMED",
        Standing::Cancelled => "CANCELLED",
    };
    line(&format!("STATUS:{status}"));
    line("TRANSP:TRANSPARENT");
    let kind = match &appointment.mode {
        Some(mode) if Set::Mode.knows(mode) || lang == Lang::En => Set::Mode.text(lang, mode),
        _ => Set::EventType.text(lang, &appointment.label),
    };
    let people = item.people.join(lang.pick(", ", "، "));
    line(&text("SUMMARY", &if people.is_empty() { kind } else { format!("{kind}: {people}") }));
    if let Some(place) = &appointment.place {
        line(&text("LOCATION", place));
    }
    line(&text("DESCRIPTION", &description(appointment, lang)));
    line("END:VEVENT");
}

fn description(appointment: &Appointment, lang: Lang) -> String {
    let item = &appointment.item;
    let place = |p: &Place| format!("«{}» {} [{}]", clean(&p.words), clean(p.outlet.as_deref().unwrap_or(&p.source)), cite(p));
    let mut lines = vec![format!("«{}»", clean(&appointment.sentence.words))];
    for doubt in &appointment.doubts {
        let (first, last) = (&appointment.first, &appointment.last);
        lines.push(match doubt {
            Uncertain::Stretch => format!("{} {first} – {last}", lang.pick("No single day is said; within", "لم يُذكر يوم بعينه، بين")),
            Uncertain::DaysDiffer => {
                lang.pick("Announcements name different days; the last is taken.", "اختلفت الإعلانات في اليوم، وأُخذ الأخير.").to_owned()
            }
            Uncertain::CalledFor => lang.pick("It is called for, not announced.", "مدعو إليه ولم يُعلن عنه.").to_owned(),
            Uncertain::Conditional => lang.pick("It depends on a condition.", "مشروط.").to_owned(),
            Uncertain::Moved => lang.pick("It was put off to this day.", "أُجّل إلى هذا اليوم.").to_owned(),
            Uncertain::MovedAway => {
                lang.pick("It was put off, and no report names a new day.", "أُجّل ولم يذكر تقرير يوما جديدا.").to_owned()
            }
            Uncertain::Denied => lang.pick("A report denies it.", "نفاه تقرير.").to_owned(),
        });
    }
    lines.push(format!("{} {}", lang.pick("Outcome:", "المآل:"), outcome(item.outcome, lang)));
    for (label, places) in [(lang.pick("Announced:", "أُعلن:"), &appointment.announced), (lang.pick("Said by:", "بحسب:"), &item.by)]
    {
        lines.extend(places.iter().map(|p| format!("{label} {}", place(p))));
    }
    lines.join("\n")
}

/// A property whose value is text, escaped (RFC 5545, 3.3.11).
fn text(name: &str, value: &str) -> String {
    let mut out = format!("{name}:");
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            // what else would end a line, or be no text
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, folded so that no piece has more than [`LINE`] bytes and none begins within a character.
fn fold(out: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// An ISO day without its hyphens.
fn basic(day: &str) -> Option<String> {
    let day: jiff::civil::Date = day.get(..10)?.parse().ok()?;
    Some(day.to_string().replace('-', ""))
}

/// The day after: the end of a calendar entry is not in it.
fn next(day: &str) -> Option<String> {
    let day: jiff::civil::Date = day.parse().ok()?;
    Some(day.tomorrow().ok()?.to_string().replace('-', ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn folding_cuts_no_character_and_is_undone_by_unfolding(line in "[\\PC]{0,400}") {
            let mut out = String::new();
            fold(&mut out, &line);
            prop_assert!(out.ends_with("\r\n"));
            for piece in out.strip_suffix("\r\n").unwrap().split("\r\n") {
                prop_assert!(piece.len() <= LINE, "{} bytes", piece.len());
            }
            prop_assert_eq!(out.replace("\r\n ", "").replace("\r\n", ""), line);
        }

        #[test]
        fn a_value_stays_one_line_and_is_what_it_was(value in "(?s).{0,200}") {
            let line = text("SUMMARY", &value);
            prop_assert!(!line.contains(['\n', '\r']));
            let mut read = String::new();
            let mut chars = line["SUMMARY:".len()..].chars();
            while let Some(c) = chars.next() {
                match c {
                    '\\' => read.push(match chars.next() { Some('n') => '\n', c => c.unwrap() }),
                    ';' | ',' => prop_assert!(false, "not escaped"),
                    c => read.push(c),
                }
            }
            let plain: String = value.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
            prop_assert_eq!(read, plain);
        }
    }

    #[test]
    fn a_line_of_arabic_is_folded_between_letters_at_the_last_place_that_holds_it() {
        let mut out = String::new();
        fold(&mut out, &"م".repeat(100));
        let pieces: Vec<usize> = out.split("\r\n").map(str::len).collect();
        assert_eq!(pieces, [74, 75, 53, 0], "37 letters of two bytes, a space and 37, a space and 26");
    }

    #[test]
    fn days_are_whole_and_the_end_is_the_day_after() {
        assert_eq!((basic("2026-03-09"), next("2026-12-31")), (Some("20260309".to_owned()), Some("20270101".to_owned())));
        assert_eq!((basic("2026-03"), next("someday")), (None, None));
    }
}
