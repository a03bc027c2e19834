//! `mahdar compare`. In: an archive and some reports, a story or outlets. Out: what each tells, lacks or tells otherwise, as Markdown, a page, or JSON;
//! every value with its place. What differs is found by `mahdar_links`; nobody is said to be right.

use std::collections::BTreeSet;
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail, ensure};
use mahdar_links::{By, Change, Comparison, Difference, Field, Meeting, Process, Relation, Row, Spoken, Telling};

use super::ask::{CompareArgs, Paper};
use super::brief::{cited, deliver, plain, section, source};
use super::exit;
use super::memo::names;
use super::paper::{Block, Item, Line, Part, html, markdown, text};
use super::process::{Opened, counted, json};
use crate::labels::{Lang, Set};

/// `mahdar compare`.
pub(crate) fn run(args: &CompareArgs) -> ExitCode {
    exit(show(args))
}

fn show(args: &CompareArgs) -> Result<ExitCode> {
    let opened = Opened::new(&args.file, &args.knowledge)?;
    let process = Process::new(&opened.records, &opened.pairs, &opened.world);
    let mut ask = opened.ask(&args.ask)?;
    let (documents, by) = chosen(args, &process)?;
    ask.documents = Some(documents);
    let mut comparison = process.compare(&ask, by);
    ensure!(comparison.tellers.len() > 1, "there is one to compare: name two reports or outlets, or a story that more than one tells");
    if args.shared {
        comparison.meetings.retain(|m| m.accounts.iter().flatten().count() > 1);
        comparison.statements.retain(|s| s.tellings.iter().flatten().count() > 1);
    }
    let nothing = !comparison.meetings.iter().any(|m| m.accounts.iter().flatten().count() > 1)
        && !comparison.statements.iter().any(|s| s.tellings.iter().flatten().count() > 1);
    let text = match args.format {
        Paper::Json => json(&comparison)?,
        Paper::Markdown => markdown(&blocks(&comparison, &process, args.lang)),
        Paper::Html => {
            let blocks = blocks(&comparison, &process, args.lang);
            html(&blocks, &plain(&title(args.lang)), args.lang)
        }
    };
    deliver(args.out.as_deref(), &text)?;
    Ok(ExitCode::from(u8::from(nothing)))
}

/// The reports that are compared, and by what.
fn chosen(args: &CompareArgs, process: &Process<'_>) -> Result<(BTreeSet<String>, By)> {
    if let Some(story) = &args.story {
        let mut documents = process.story(story).map_err(|e| anyhow!(e))?;
        if !args.outlet.is_empty() {
            documents.retain(|d| outlets(process, &args.outlet).is_ok_and(|all| all.contains(d)));
        }
        return Ok((documents, if args.outlet.is_empty() { By::Report } else { By::Outlet }));
    }
    if !args.outlet.is_empty() {
        return Ok((outlets(process, &args.outlet)?, By::Outlet));
    }
    ensure!(args.reports.len() > 1, "name two reports or more, or give --story ID or --outlet twice");
    let mut documents = BTreeSet::new();
    for id in &args.reports {
        ensure!(id.len() >= 6, "{id}: give six characters of the id or more");
        let found: Vec<&str> = process.records().map(|r| r.document.id.as_str()).filter(|d| d.starts_with(id.as_str())).collect();
        match found[..] {
            [one] => documents.insert(one.to_owned()),
            [] => bail!("{id}: no report has this id; `mahdar search` shows ids"),
            _ => bail!("{id}: {} reports have ids that begin so; give more of it", found.len()),
        };
    }
    Ok((documents, By::Report))
}

fn outlets(process: &Process<'_>, names: &[String]) -> Result<BTreeSet<String>> {
    let mut documents = BTreeSet::new();
    for name in names {
        let of: Vec<String> =
            process.records().filter(|r| r.document.outlet.as_ref() == Some(name)).map(|r| r.document.id.clone()).collect();
        ensure!(!of.is_empty(), "{name}: no report is of this outlet; the name must be as the reports give it");
        documents.extend(of);
    }
    Ok(documents)
}

fn field(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Participants => lang.pick("who", "من"),
        Field::Rank => lang.pick("rank", "الصفة"),
        Field::Day => lang.pick("day", "اليوم"),
        Field::Place => lang.pick("place", "المكان"),
        Field::Duration => lang.pick("duration", "المدة"),
        Field::Topic => lang.pick("topic", "الموضوع"),
        Field::Figures => lang.pick("figures", "الأرقام"),
        Field::Status => lang.pick("status", "الحال"),
    }
}

fn difference(difference: Option<Difference>, lang: Lang) -> &'static str {
    match difference {
        None => lang.pick("alike", "متفق"),
        Some(Difference::Lacks) => lang.pick("lacking", "ناقص"),
        Some(Difference::Otherwise) => lang.pick("otherwise", "مختلف"),
    }
}

fn change(change: Change, lang: Lang) -> &'static str {
    match change {
        Change::VerbRaised => lang.pick("weightier verb", "فعل أقوى"),
        Change::VerbLowered => lang.pick("lighter verb", "فعل أضعف"),
        Change::SpeakerReplaced => lang.pick("another speaker", "قائل آخر"),
        Change::RelayRemoved => lang.pick("relay not named", "حُذف الناقل"),
        Change::RelayAdded => lang.pick("relay named", "ذُكر ناقل"),
        Change::QuotationDropped => lang.pick("quotation dropped", "حُذف النص المقتبس"),
        Change::QuotationMade => lang.pick("quotation made", "صار اقتباسا"),
        Change::ConditionDropped => lang.pick("condition dropped", "حُذف الشرط"),
        Change::ConditionAdded => lang.pick("condition added", "أُضيف شرط"),
        Change::AddresseeDropped => lang.pick("addressee dropped", "حُذف المخاطب"),
        Change::AddresseeAdded => lang.pick("addressee added", "أُضيف مخاطب"),
        Change::DayShifted => lang.pick("another day", "يوم آخر"),
        Change::FiguresDiffer => lang.pick("other figures", "أرقام مختلفة"),
    }
}

fn relation(relation: Relation, lang: Lang) -> &'static str {
    match relation {
        Relation::Verbatim => lang.pick("the same words", "الكلمات نفسها"),
        Relation::Cut => lang.pick("a part of the words", "بعض الكلمات"),
        Relation::Reworded => lang.pick("other words", "كلمات أخرى"),
    }
}

fn title(lang: Lang) -> Line {
    vec![text(lang.pick("Comparison", "مقارنة"))]
}

fn blocks(comparison: &Comparison, process: &Process<'_>, lang: Lang) -> Vec<Block> {
    let mut out = vec![Block::Heading(1, title(lang)), Block::Para(vec![text(format!("{}.", counted(comparison.count, lang)))])];
    let teller = |n: usize| Part::Own(comparison.tellers[n].name.clone());
    let copies: Vec<Item> = comparison
        .copies
        .iter()
        .map(|(a, b)| {
            let shared = text(lang.pick(" share passages: one is no witness for the other", " بينهما فقرات واحدة، فليس أحدهما شاهدا للآخر"));
            Item { line: vec![teller(*a), text(lang.pick(" and ", " و")), teller(*b), shared], ..Item::default() }
        })
        .collect();
    if !copies.is_empty() {
        out.push(Block::List(copies));
    }
    out.push(Block::Heading(2, vec![text(lang.pick("Meetings and events", "اللقاءات والأحداث"))]));
    for meeting in &comparison.meetings {
        out.push(Block::Heading(3, [vec![text(deed(meeting, lang)), text(" · ")], names(&meeting.who, lang)].concat()));
        let head = [
            vec![Line::new(), vec![text(lang.pick("differs", "الفرق"))]],
            (0..comparison.tellers.len()).map(|n| vec![teller(n)]).collect(),
        ];
        let mut rows = vec![head.concat()];
        rows.push(told_by(meeting, lang));
        rows.extend(meeting.rows.iter().map(|r| row(r, meeting, lang)));
        out.push(Block::Table(rows));
    }
    if comparison.meetings.is_empty() {
        out.push(Block::Para(vec![text(lang.pick("None is told by them.", "لا شيء."))]));
    }
    section(
        &mut out,
        lang.pick("Statements", "الأقوال"),
        comparison.statements.iter().map(|s| spoken(s, comparison, lang)).collect(),
        lang.pick("No statement was found.", "لم يُعثر على قول."),
    );
    let cited = cited(&out);
    section(
        &mut out,
        lang.pick("Sources", "المصادر"),
        process.records().filter(|r| cited.contains(&r.document.id)).map(|r| source(r, lang)).collect(),
        lang.pick("None.", "لا شيء."),
    );
    out
}

fn deed(meeting: &Meeting, lang: Lang) -> String {
    match &meeting.mode {
        Some(mode) if Set::Mode.knows(mode) || lang == Lang::En => Set::Mode.text(lang, mode),
        _ => Set::EventType.text(lang, &meeting.label),
    }
}

/// The word by which each teller tells the deed.
fn told_by(meeting: &Meeting, lang: Lang) -> Vec<Line> {
    let missing = meeting.accounts.iter().any(Option::is_none);
    let mut cells = vec![vec![text(lang.pick("told", "مروي"))], vec![text(difference(missing.then_some(Difference::Lacks), lang))]];
    cells.extend(meeting.accounts.iter().map(|account| match account {
        Some(place) => vec![Part::Words(place.words.clone()), text(" "), Part::Cite(place.document.clone(), place.span.0, place.span.1)],
        None => vec![text(lang.pick("not told", "غير مروي"))],
    }));
    cells
}

fn row(row: &Row, meeting: &Meeting, lang: Lang) -> Vec<Line> {
    let mut cells = vec![vec![text(field(row.field, lang))], vec![text(difference(row.difference, lang))]];
    for (values, account) in row.told.iter().zip(&meeting.accounts) {
        let mut line = Line::new();
        for told in values {
            if !line.is_empty() {
                line.push(text(lang.pick("; ", "؛ ")));
            }
            let value = match row.field {
                Field::Day | Field::Duration => Part::Ltr(told.value.clone()),
                Field::Status => text(Set::Status.text(lang, &told.value)),
                _ => Part::Own(told.value.clone()),
            };
            line.extend([value, text(" "), Part::Cite(told.place.document.clone(), told.place.span.0, told.place.span.1)]);
        }
        if line.is_empty() {
            line.push(text(if account.is_some() { lang.pick("not said", "لم يُذكر") } else { "–" }));
        }
        cells.push(line);
    }
    cells
}

fn spoken(spoken: &Spoken, comparison: &Comparison, lang: Lang) -> Item {
    let mut line = names(&spoken.who, lang);
    if spoken.who.len() > 1 {
        line.push(text(lang.pick(" (tellers name different speakers)", " (اختلفت التقارير في القائل)")));
    }
    let lacking: Vec<Line> = spoken
        .tellings
        .iter()
        .zip(&comparison.tellers)
        .filter(|(telling, _)| telling.is_none())
        .map(|(_, teller)| vec![Part::Own(teller.name.clone())])
        .collect();
    if !lacking.is_empty() {
        line.push(text(lang.pick(" · not told by ", " · لا ترويه ")));
        line.extend(lacking.join(&text(lang.pick(", ", "، "))));
    }
    let told = spoken.tellings.iter().zip(&comparison.tellers).filter_map(|(telling, teller)| telling.as_ref().map(|t| (t, teller)));
    Item { line, below: told.map(|(telling, teller)| tell(telling, &teller.name, lang)).collect(), anchor: None }
}

fn tell(telling: &Telling, teller: &str, lang: Lang) -> Line {
    let mut line = vec![Part::Own(teller.to_owned()), text(" · "), Part::Strong(Set::Class.text(lang, &telling.class)), text(" · ")];
    line.extend(telling.speaker.as_ref().map(|s| Part::Own(s.clone())));
    line.push(text(": "));
    for words in &telling.words {
        let place = Part::Cite(telling.place.document.clone(), words.span.0, words.span.1);
        line.extend([Part::Words(words.words.clone()), text(" "), place, text(" ")]);
    }
    let mut notes: Vec<&str> = telling.relation.map(|r| relation(r, lang)).into_iter().collect();
    notes.extend(telling.changes.iter().map(|c| change(*c, lang)));
    if telling.relation.is_none() {
        notes.push(lang.pick("the first", "الأول"));
    }
    line.push(text(format!("· {}", notes.join(lang.pick(", ", "، ")))));
    if let Some(condition) = &telling.condition {
        line.extend([text(lang.pick(" · condition ", " · الشرط ")), Part::Own(condition.words.clone())]);
    }
    line
}
