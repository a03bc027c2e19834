//! Calendar expressions: what each means on a given day, and what is none. One sentence a row; `[` and `]` stand around the expression.
#![allow(missing_docs)]

#[path = "time/generated.rs"]
mod generated;

use mahdar::morph::Morph;
use mahdar::text::{Orthography, Text};
use mahdar::time::{self, Calendar, Discourse, Kind, TimeExpression};

struct Reader {
    blob: mahdar_lexicon::Blob<'static>,
    orthography: Orthography,
    calendar: Calendar,
    layers: Text,
    morph: Morph,
}

impl Reader {
    fn new() -> Self {
        let blob = mahdar_arabic::blob();
        let calendar = Calendar::new(&blob);
        Self { orthography: Orthography::new(&blob), blob, calendar, layers: Text::default(), morph: Morph::default() }
    }

    fn find(&mut self, text: &str) -> Vec<TimeExpression> {
        let mut out = Vec::new();
        self.layers.fill(&self.orthography, text);
        self.morph.fill(&self.blob, &self.layers);
        time::find(&self.calendar, text, &self.layers, &self.morph, &mut out);
        out
    }

    fn read(&mut self, anchor: &str, text: &str) -> Vec<TimeExpression> {
        let mut out = self.find(text);
        time::resolve(&Discourse { anchor: anchor.parse().ok(), ..Discourse::default() }, &self.layers, &mut out);
        out
    }
}

fn points(times: &[TimeExpression]) -> Vec<&TimeExpression> {
    times.iter().filter(|t| matches!(t.kind, Kind::Date | Kind::Time) && !t.is_vague()).collect()
}

/// Rows: anchor | text with [the expression] | value. Lines that begin with # say why.
fn rows(file: &str) -> impl Iterator<Item = (&str, String, &str, &str)> {
    file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).map(|line| {
        let mut cells = line.split('|').map(str::trim);
        let (anchor, marked, value) = (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap_or(""));
        let (before, rest) = marked.split_once('[').unwrap_or((marked, ""));
        let (inside, after) = rest.split_once(']').unwrap_or(("", ""));
        (anchor, format!("{before}{inside}{after}"), inside, value)
    })
}

#[test]
fn expressions_and_their_values() {
    let mut reader = Reader::new();
    let mut wrong = Vec::new();
    for (anchor, text, inside, value) in rows(include_str!("time/values.txt")) {
        let times = reader.read(anchor, &text);
        let found = points(&times);
        let hit = found.iter().find(|t| t.span.of(&text) == inside);
        if hit.and_then(|t| t.value.as_deref()) != Some(value) {
            let got: Vec<_> =
                times.iter().map(|t| format!("[{}] {:?} {} ({})", t.span.of(&text), t.value, t.kind.name(), t.because)).collect();
            wrong.push(format!("{anchor}: {text}\n  wanted [{inside}] {value}\n  got {}", got.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_no_point_of_the_calendar() {
    let mut reader = Reader::new();
    let mut wrong = Vec::new();
    for line in include_str!("time/none.txt").lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let times = reader.read("2018-05-15", line);
        for time in points(&times) {
            wrong.push(format!("{line}: [{}] {:?}", time.span.of(line), time.value));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A broken number makes a length with its unit, but none of nothing: a length of nothing has no value.
#[test]
fn a_length_of_nothing_is_none() {
    let mut reader = Reader::new();
    let lengths = |times: Vec<TimeExpression>| times.into_iter().filter(|t| t.kind == Kind::Duration).collect::<Vec<_>>();
    let lasted = lengths(reader.read("2024-02-29", "استمرت الهدنة 1.5 يوم فقط"));
    assert_eq!(lasted.iter().map(|t| t.value.as_deref()).collect::<Vec<_>>(), [Some("P1DT12H")]);
    for text in ["استمرت الهدنة 0.0 يوم فقط", "تأخر الوفد 0.00 ساعة", "تأخر الوفد 0 ساعة"] {
        assert!(lengths(reader.read("2024-02-29", text)).is_empty(), "{text}");
    }
}

#[test]
fn the_day_of_the_report() {
    let mut reader = Reader::new();
    for (text, value) in [
        ("يلتقي الوزير غدا الجمعة 14 أغسطس/آب وفدا من المعارضة. وكان البيان قد صدر في 30 يونيو 2012.", "2015-08-13"),
        ("نشر في 13/8/2015\nقال الوزير اليوم إن المحادثات مستمرة.", "2015-08-13"),
        ("قال الوزير اليوم الخميس 13 آب 2015 إن المحادثات مستمرة.", "2015-08-13"),
        ("استقبل الوزير أمس الأربعاء 12 أغسطس 2015 نظيره.", "2015-08-13"),
        ("بحث الوزير أمس الأربعاء المبادرة، وسيلتقي الوفد الجمعة 14 أغسطس 2015.", "2015-08-13"),
        ("بكين، 16 ديسمبر/كانون الأول 2018. /تاس/. قال الوزير إن المحادثات مستمرة.", "2018-12-16"),
    ] {
        let times = reader.find(text);
        let found = time::publication(&reader.layers, &times, &[]);
        assert_eq!(found.map(|a| a.value()).as_deref(), Some(value), "{text}");
    }
    for text in ["قال الوزير الخميس إن المحادثات مستمرة.", "وقع الاتفاق عام 2015.", "التقى الوزيران في 13 آب."]
    {
        let times = reader.find(text);
        assert_eq!(time::publication(&reader.layers, &times, &[]), None, "{text}");
    }
}

#[test]
fn a_contradiction_is_shown() {
    let mut reader = Reader::new();
    let text = "قال الوزير اليوم الخميس 13 آب 2015 إنه التقى أمس الثلاثاء وفدا.";
    let times = reader.find(text);
    let found = time::publication(&reader.layers, &times, &[]).unwrap();
    assert_eq!(found.value(), "2015-08-13");
    assert_eq!(found.conflicts.len(), 1);
    let times = reader.read("2018-05-15", "عقد اللقاء يوم الاثنين 9 مايو 2018.");
    assert_eq!(times[0].value.as_deref(), Some("2018-05-09"));
    assert!(times[0].because.contains("Monday"), "{}", times[0].because);
}

#[test]
fn a_quotation_counts_from_its_own_day() {
    let mut reader = Reader::new();
    let text = "قال المتحدث الأحد: \"اتفقنا اليوم على هدنة\".";
    let mut times = reader.find(text);
    let anchored = Discourse { anchor: "2018-04-03".parse().ok(), ..Discourse::default() };
    time::resolve(&anchored, &reader.layers, &mut times);
    assert_eq!(times.iter().map(|t| t.value.as_deref().unwrap()).collect::<Vec<_>>(), ["2018-04-01", "2018-04-01"]);
    time::resolve(&Discourse { said_on: Some(&|_| "2018-03-20".parse().ok()), ..anchored }, &reader.layers, &mut times);
    assert_eq!(times[1].value.as_deref(), Some("2018-03-20"));
}

/// No text makes the room panic: every prefix and suffix of the sheet's sentences is read.
#[test]
fn nothing_panics() {
    let mut reader = Reader::new();
    for (_, text, ..) in rows(include_str!("time/values.txt")).step_by(3) {
        for (at, _) in text.char_indices().step_by(3) {
            reader.read("2018-05-15", &text[at..]);
            reader.read("", &text[..at]);
        }
    }
    for text in [
        "",
        "الـ",
        "من إلى",
        "32 مايو 9999",
        "31 فبراير 2018",
        "99999999999999 يوم",
        "منذ 999999 عام",
        "عام 1000",
        "30 شباط الماضي",
        "ال و ب",
        "قبل مئتي ألف عام",
        "29 فبراير الماضي",
    ] {
        reader.read("2018-05-15", text);
        reader.read("9999-12-31", text);
        reader.read("-9999-01-01", text);
    }
}
