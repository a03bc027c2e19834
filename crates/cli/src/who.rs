//! `mahdar who`. In: words and perhaps a day. Out: who is meant, as a table for people or JSON for programs, and the exit code.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use mahdar::who::{Answer, Kind, Person, Who};
use serde_json::{Value, json};

use crate::args::{WhoArgs, WhoFormat};
use crate::knowledge;
use crate::labels::Lang;

/// Answers: 0 somebody was found, 1 nobody, 2 the knowledge cannot be used.
pub(crate) fn run(args: &WhoArgs) -> ExitCode {
    match answer(args) {
        Ok(found) => ExitCode::from(u8::from(!found)),
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "mahdar: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn answer(args: &WhoArgs) -> Result<bool> {
    let who = Who::new(knowledge::lexicon(&args.knowledge)?);
    let words = args.words.join(" ");
    let on = args.on.as_deref().and_then(|day| day.get(..10)?.parse().ok());
    let answer = who.ask(&words, on);
    let text = match args.format {
        WhoFormat::Table => table(&words, args, &answer),
        WhoFormat::Json => serde_json::to_string_pretty(&object(&words, args, &answer))? + "\n",
    };
    anstream::stdout().write_all(text.as_bytes())?;
    Ok(!answer.people.is_empty())
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Office => "office",
        Kind::Name => "name",
        Kind::Spelling => "spelling",
        Kind::Unknown => "unknown",
    }
}

fn object(words: &str, args: &WhoArgs, answer: &Answer) -> Value {
    let person = |p: &Person| {
        let roles: Vec<Value> = p
            .roles
            .iter()
            .map(|r| {
                let date = |cell: &str| if cell.is_empty() { Value::Null } else { cell.into() };
                json!({"office": r.office, "of": r.of, "of_name": r.of_name.0, "of_name_en": r.of_name.1,
                    "from": date(r.period.from), "until": date(r.period.until)})
            })
            .collect();
        json!({"id": p.id, "name": p.name, "name_en": p.name_en, "short": p.short, "variants": p.variants, "roles": roles,
            "score": p.score, "sure": p.sure, "because": p.because})
    };
    let latin = answer.latin.as_ref().map(|(latin, doubt)| json!({"name": latin, "doubt": doubt.as_str()}));
    json!({"asked": words, "on": args.on, "kind": name(answer.kind), "people": answer.people.iter().map(person).collect::<Vec<_>>(),
        "nearest": answer.nearest.iter().map(person).collect::<Vec<_>>(), "latin": latin})
}

fn table(words: &str, args: &WhoArgs, answer: &Answer) -> String {
    let say = |en: &'static str, ar: &'static str| if args.lang == Lang::Ar { ar } else { en };
    let mut out = String::new();
    let several = answer.people.len();
    if several > 1 {
        let _ = writeln!(out, "{}\n", say("Several can be meant:", "قد يكون المقصود أحد هؤلاء:"));
    }
    for person in &answer.people {
        let _ = writeln!(out, "{}  {}  {}", person.name, person.name_en, person.id);
        if answer.kind == Kind::Spelling {
            let _ = writeln!(out, "  {} {}/100", say("another spelling, nearness", "رسم آخر للاسم، درجة القرب"), person.score);
        }
        for why in &person.because {
            let _ = writeln!(out, "  {}: {why}", say("because", "السبب"));
        }
        let spellings: Vec<&str> = person.short.iter().chain(&person.variants).copied().collect();
        if !spellings.is_empty() {
            let _ = writeln!(out, "  {}: {}", say("also", "ويرد أيضا"), spellings.join(say(", ", "، ")));
        }
        for role in &person.roles {
            let of = say(role.of_name.1, role.of_name.0);
            let _ = writeln!(out, "  {} | {of} | {}", role.office, period(role.period, args.lang));
        }
        out.push('\n');
    }
    if answer.people.is_empty() {
        let _ = match answer.kind {
            Kind::Office => {
                let on = args.on.as_deref().map_or_else(String::new, |on| format!(" {} {on}", say("on", "في")));
                writeln!(out, "{}: {words}{on}", say("Nobody is known to have held the office", "لا يعرف من تولى المنصب"))
            }
            _ => writeln!(out, "{}: {words}", say("Nobody is known by these words", "لا يعرف أحد بهذا الاسم")),
        };
        if let Some((latin, doubt)) = &answer.latin {
            let _ = writeln!(out, "{}: {latin} ({})", say("in Latin letters", "بالحروف اللاتينية"), doubt.as_str());
        }
        if !answer.nearest.is_empty() {
            let _ = writeln!(out, "{}:", say("nearest names", "أقرب الأسماء"));
            for near in &answer.nearest {
                let _ = writeln!(out, "  {}  {}  {} ({}/100: {})", near.name, near.name_en, near.id, near.score, near.because.join("; "));
            }
        }
    }
    out
}

fn period(period: mahdar::who::Period, lang: Lang) -> String {
    if lang == Lang::En {
        return period.to_string();
    }
    match (period.from, period.until) {
        ("", "") => "بلا تاريخ".to_owned(),
        ("", until) => format!("حتى {until}"),
        (from, "") => format!("منذ {from}"),
        (from, until) => format!("من {from} إلى {until}"),
    }
}
