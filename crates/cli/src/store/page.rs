//! `mahdar actor`, `mahdar issue`. In: an archive and somebody, or an issue. Out: a page of it: who it is by the knowledge base, whom they met, where the
//! parties stand; behind it all that a brief has. Each line is cited, as in a brief.

use std::process::ExitCode;

use anyhow::Result;
use mahdar::who::Who;
use mahdar_links::{Brief, Moment, Named, Process, Sort};

use super::ask::{PageArgs, Paper};
use super::brief::{deliver, plain};
use super::paper::{Block, Item, Line, Part, html, markdown, text};
use super::process::{Opened, counted, json};
use super::{brief, exit, memo};
use crate::knowledge;
use crate::labels::Lang;

/// What the page is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// Somebody.
    Actor,
    /// An issue or a framework.
    Issue,
}

/// `mahdar actor`, `mahdar issue`.
pub(crate) fn run(of: Of, args: &PageArgs) -> ExitCode {
    exit(show(of, args))
}

fn show(of: Of, args: &PageArgs) -> Result<ExitCode> {
    let opened = Opened::new(&args.file, &args.knowledge)?;
    let process = Process::new(&opened.records, &opened.pairs, &opened.world);
    let question = match of {
        Of::Actor => opened.asked(Some(&args.name), None, args.from.as_ref(), args.to.as_ref())?,
        Of::Issue => opened.asked(None, Some(&args.name), args.from.as_ref(), args.to.as_ref())?,
    };
    let told = process.brief(&question, None);
    let (lang, empty) = (args.lang, told.count.reports == 0);
    let title = vec![Part::Own(args.name.clone())];
    let bytes = match args.format {
        Paper::Json => json(&told)?,
        Paper::Markdown | Paper::Html => {
            let mut blocks = brief::blocks(&told, &title, &process, lang);
            let own = match of {
                Of::Actor => actor(args, &told)?,
                Of::Issue => stand(&told, lang),
            };
            // behind the title and the count of reports
            blocks.splice(2..2, own);
            if args.format == Paper::Html { html(&blocks, &plain(&title), lang) } else { markdown(&blocks) }
        }
    };
    deliver(args.out.as_deref(), &bytes)?;
    Ok(ExitCode::from(u8::from(empty)))
}

/// Who somebody is, and whom they met.
fn actor(args: &PageArgs, told: &Brief) -> Result<Vec<Block>> {
    let lang = args.lang;
    let people = Who::new(knowledge::lexicon(&args.knowledge)?).ask(&args.name, None).people;
    let mut out = vec![Block::Heading(2, vec![text(lang.pick("By the knowledge base", "في قاعدة المعرفة"))])];
    let known: Vec<Item> = people
        .iter()
        .map(|person| {
            let line = vec![
                Part::Own(person.name.to_owned()),
                text(" · "),
                Part::Own(person.name_en.to_owned()),
                text(" · "),
                Part::Ltr(person.id.to_owned()),
            ];
            let role = |role: &mahdar::who::Role| {
                let of = lang.pick(role.of_name.1, role.of_name.0);
                vec![
                    Part::Own(role.office.to_owned()),
                    text(" · "),
                    Part::Own(of.to_owned()),
                    text(" · "),
                    Part::Ltr(role.period.to_string()),
                ]
            };
            Item { line, below: person.roles.iter().map(role).collect(), anchor: None }
        })
        .collect();
    let none = lang.pick("It has no person of this name; what follows is of the reports.", "ليس فيها شخص بهذا الاسم، وما يلي من التقارير.");
    out.push(if known.is_empty() { Block::Para(vec![text(none)]) } else { Block::List(known) });
    let met = met(&told.events);
    if !met.is_empty() {
        out.push(Block::Heading(2, vec![text(lang.pick("In meetings, visits and calls with", "في لقاءات وزيارات واتصالات مع"))]));
        let item = |(named, moments): &(Named, Vec<&Moment>)| {
            let mut line = memo::name(named, lang);
            line.push(text(format!(": {}", moments.len())));
            let below = moments.iter().map(|m| {
                let place = &m.accounts[0];
                let mut line = vec![Part::Ltr(m.day.clone().unwrap_or_default()), text(" "), Part::Words(place.words.clone()), text(" ")];
                line.extend([
                    Part::Cite(place.document.clone(), place.span.0, place.span.1),
                    text(format!(" · {}", counted(m.count, lang))),
                ]);
                line
            });
            Item { line, below: below.collect(), anchor: None }
        };
        out.push(Block::List(met.iter().map(item).collect()));
    }
    Ok(out)
}

/// Everybody who is in a meeting that was held, most meetings first, then by id. Whoever is in all of them is whom the page is of.
fn met(events: &[Moment]) -> Vec<(Named, Vec<&Moment>)> {
    let held: Vec<&Moment> =
        events.iter().filter(|m| m.kind == Sort::Event && m.label == "CONSULT" && m.statuses.iter().any(|s| s == "happened")).collect();
    let mut all: Vec<(Named, Vec<&Moment>)> = Vec::new();
    for moment in &held {
        for named in &moment.who {
            match all.iter_mut().find(|(known, _)| known == named) {
                Some((_, moments)) => moments.push(moment),
                None => all.push((named.clone(), vec![moment])),
            }
        }
    }
    all.retain(|(_, moments)| held.len() > 1 && moments.len() < held.len());
    all.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    all
}

/// Where each party stands, in one table.
fn stand(told: &Brief, lang: Lang) -> Vec<Block> {
    if told.positions.is_empty() {
        return Vec::new();
    }
    let head: Vec<Line> = [
        lang.pick("party", "الطرف"),
        lang.pick("issue", "القضية"),
        lang.pick("stands", "موقفه"),
        lang.pick("since", "منذ"),
        lang.pick("told by", "مصادره"),
    ]
    .map(|label| vec![text(label)])
    .to_vec();
    let mut rows = vec![head];
    for cell in &told.positions {
        // since the last shift, else since the first that is known
        let since = cell.takings.iter().rev().find(|t| t.mark == Some(mahdar_links::Mark::Shifted)).or(cell.takings.first());
        let day = since.and_then(|t| t.day.clone()).map_or_else(|| text(lang.pick("not known", "غير معروف")), Part::Ltr);
        let count = cell.takings.iter().map(|t| t.count.reports).sum::<usize>();
        let told = text(format!("{} {count}", lang.pick("accounts:", "الروايات:")));
        rows.push(vec![
            memo::name(&cell.party, lang),
            memo::name(&cell.issue, lang),
            vec![text(super::matrix::standing(cell, lang))],
            vec![day],
            vec![told],
        ]);
    }
    vec![Block::Heading(2, vec![text(lang.pick("Where the parties stand", "أين يقف الأطراف"))]), Block::Table(rows)]
}
