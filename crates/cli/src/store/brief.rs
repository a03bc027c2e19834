//! `mahdar brief`. In: an archive and a day, somebody, an issue or a story. Out: what its reports tell of it and what they leave open, each line cited, as
//! Markdown, a page, or JSON. Nothing is summed up in words of our own: lines are the words of reports.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow, ensure};
use mahdar::Record;
use mahdar_links::{Ask, Brief, Moment, Process};

use super::ask::{BriefArgs, Paper};
use super::paper::{Block, Item, Part, html, markdown, text};
use super::process::{Opened, counted, json, print};
use super::{exit, memo};
use crate::labels::Lang;

/// `mahdar brief`.
pub(crate) fn run(args: &BriefArgs) -> ExitCode {
    exit(show(args))
}

fn show(args: &BriefArgs) -> Result<ExitCode> {
    let ask = &args.ask;
    let given = [&args.on, &args.story, &ask.actor, &ask.issue, &ask.from, &ask.to];
    ensure!(given.iter().any(|g| g.is_some()), "a brief is of something: give --on DAY, --actor, --issue, --story ID, or --from and --to");
    let opened = Opened::new(&args.file, &args.knowledge)?;
    let process = Process::new(&opened.records, &opened.pairs, &opened.world);
    let mut question = opened.ask(ask)?;
    if let Some(day) = args.on.as_deref().and_then(|d| d.get(..10)) {
        (question.from, question.to) = (Some(day.to_owned()), Some(day.to_owned()));
    }
    question.documents = args.story.as_deref().map(|id| process.story(id)).transpose().map_err(|e| anyhow!(e))?;
    let brief = process.brief(&question, args.today.as_deref().and_then(|d| d.get(..10)));
    let empty = brief.count.reports == 0;
    let title = title(args, &question);
    let blocks = blocks(&brief, &title, &process, args.lang);
    let bytes = match args.format {
        Paper::Markdown => markdown(&blocks),
        Paper::Html => html(&blocks, &plain(&title), args.lang),
        Paper::Json => json(&brief)?,
    };
    deliver(args.out.as_deref(), &bytes)?;
    Ok(ExitCode::from(u8::from(empty)))
}

/// To the file that is named, else to standard output.
pub(crate) fn deliver(out: Option<&Path>, text: &str) -> Result<()> {
    match out {
        Some(path) => std::fs::write(path, text).with_context(|| format!("{}: it cannot be written; is its folder there?", path.display())),
        None => print(text),
    }
}

/// What the brief is of.
fn title(args: &BriefArgs, ask: &Ask) -> Vec<Part> {
    let lang = args.lang;
    let mut line = vec![text(lang.pick("Brief: ", "موجز: "))];
    let mut add = |part: Part| {
        if line.len() > 1 {
            line.push(text(" · "));
        }
        line.push(part);
    };
    [&args.ask.actor, &args.ask.issue].into_iter().flatten().for_each(|what| add(Part::Own(what.clone())));
    if let Some(story) = &args.story {
        add(Part::Ltr(story.clone()));
    }
    match (&ask.from, &ask.to) {
        (Some(from), Some(to)) if from == to => add(Part::Ltr(from.clone())),
        (None, None) => {}
        (from, to) => {
            let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "…".to_owned());
            add(Part::Ltr(format!("{} – {}", day(from), day(to))));
        }
    }
    line
}

/// The words of a line alone.
pub(crate) fn plain(line: &[Part]) -> String {
    line.iter()
        .map(|part| match part {
            Part::Text(t) | Part::Strong(t) | Part::Own(t) | Part::Ltr(t) | Part::Words(t) | Part::Link(t) => t.as_str(),
            Part::Cite(..) => "",
        })
        .collect()
}

/// A section; what it has none of is said plainly.
pub(crate) fn section(out: &mut Vec<Block>, title: &str, items: Vec<Item>, none: &str) {
    out.push(Block::Heading(2, vec![text(title)]));
    out.push(if items.is_empty() { Block::Para(vec![text(none)]) } else { Block::List(items) });
}

pub(crate) fn blocks(brief: &Brief, title: &[Part], process: &Process<'_>, lang: Lang) -> Vec<Block> {
    let mut out = vec![Block::Heading(1, title.to_vec())];
    let mut head = vec![text(format!("{}.", counted(brief.count, lang)))];
    if let Some((first, last)) = &brief.days {
        head.push(text(lang.pick(" Published from ", " نُشرت من ")));
        head.extend([Part::Ltr(first.clone()), text(lang.pick(" to ", " إلى ")), Part::Ltr(last.clone()), text(".")]);
    }
    head.push(text(lang.pick(
        " Every line is in the words of reports, with the report's id and the characters (code points) where they stand.",
        " كل سطر بكلمات التقارير، ومعه رقم التقرير ومواضع الحروف فيه.",
    )));
    out.push(Block::Para(head));
    let moments = |all: &[Moment]| all.iter().map(|m| memo::moment(m, true, lang)).collect();
    section(
        &mut out,
        lang.pick("Meetings and events", "اللقاءات والأحداث"),
        moments(&brief.events),
        lang.pick("No report here tells of a deed.", "لا تقرير هنا يروي حدثا."),
    );
    section(
        &mut out,
        lang.pick("Statements", "الأقوال"),
        moments(&brief.statements),
        lang.pick("No statement was found. That is not to say that none was made.", "لم يُعثر على قول، ولا يعني ذلك أنه لم يُقل شيء."),
    );
    section(
        &mut out,
        lang.pick("Positions", "المواقف"),
        brief.positions.iter().map(|c| memo::cell(c, lang)).collect(),
        lang.pick("No statement of a position was found; that is not neutrality.", "لم يُعثر على موقف معلن، وليس ذلك حيادا."),
    );
    section(
        &mut out,
        lang.pick("Agenda", "المواعيد"),
        brief.agenda.iter().map(|a| memo::agenda(a, lang)).collect(),
        lang.pick("Nothing was announced.", "لم يُعلن عن شيء."),
    );
    section(
        &mut out,
        lang.pick("Denials", "النفي"),
        brief.denials.iter().map(|d| memo::denial(d, lang)).collect(),
        lang.pick("No denial was found.", "لم يُعثر على نفي."),
    );
    section(
        &mut out,
        lang.pick("What is not known", "ما ليس معروفا"),
        brief.gaps.iter().map(|g| memo::gap(g, lang)).collect(),
        lang.pick("No gap was found by the checks of this brief.", "لم تجد فحوص هذا الموجز نقصا."),
    );
    if brief.single > 0 {
        let all = brief.statements.len();
        let line = match lang {
            Lang::En => format!("{} of {all} statements rest on one wording alone.", brief.single),
            Lang::Ar => format!("من الأقوال ما لا يستند إلا إلى صياغة واحدة: {} من {all}.", brief.single),
        };
        out.push(Block::Para(vec![text(line)]));
    }
    let cited = cited(&out);
    section(
        &mut out,
        lang.pick("Sources", "المصادر"),
        process.records().filter(|r| cited.contains(&r.document.id)).map(|r| source(r, lang)).collect(),
        lang.pick("None.", "لا شيء."),
    );
    out
}

/// The reports that are cited.
pub(crate) fn cited(blocks: &[Block]) -> std::collections::BTreeSet<String> {
    let lines = |block: &Block| -> Vec<super::paper::Line> {
        match block {
            Block::List(items) => items.iter().flat_map(|i| std::iter::once(&i.line).chain(&i.below)).cloned().collect(),
            Block::Table(rows) => rows.concat(),
            Block::Heading(_, line) | Block::Para(line) => vec![line.clone()],
        }
    };
    let parts = blocks.iter().flat_map(lines).flatten();
    parts.filter_map(|part| if let Part::Cite(document, ..) = part { Some(document) } else { None }).collect()
}

pub(crate) fn source(record: &Record, lang: Lang) -> Item {
    let document = &record.document;
    let mut line = vec![Part::Ltr(super::process::id(&document.id).to_owned()), text(" · ")];
    match &document.published.value {
        Some(day) => line.push(Part::Ltr(day.clone())),
        None => line.push(text(lang.pick("undated", "بلا تاريخ"))),
    }
    for value in [&document.outlet, &document.title].into_iter().flatten() {
        line.extend([text(" · "), Part::Own(value.clone())]);
    }
    line.push(text(" · "));
    line.push(document.url.as_ref().map_or_else(|| Part::Ltr(document.source.clone()), |url| Part::Link(url.clone())));
    Item { line, below: Vec::new(), anchor: Some(document.id.clone()) }
}
