//! Lines of a paper for what the process says: a moment, a taking of a position, an expectation, a denial, a gap. In: data of `mahdar_links`. Out:
//! items with their citations.

use mahdar_links::{AgendaItem, Cell, Denial, Doubt, Gap, Mark, Missing, Moment, Named, Place, Sort, Taken, Words};

use super::matrix::{marked, standing, voice};
use super::paper::{Item, Line, Part, text};
use super::process::counted;
use super::timeline::{kind, outcome};
use crate::labels::{Lang, Set};

/// Names between commas.
pub(crate) fn names<'n>(names: impl IntoIterator<Item = &'n Named>, lang: Lang) -> Line {
    let mut out = Line::new();
    for named in names {
        if !out.is_empty() {
            out.push(text(lang.pick(", ", "، ")));
        }
        out.extend(name(named, lang));
    }
    if out.is_empty() {
        out.push(text(lang.pick("somebody not named", "غير مسمّى")));
    }
    out
}

/// A name, in English too where the interface is.
pub(crate) fn name(named: &Named, lang: Lang) -> Line {
    match &named.name_en {
        Some(english) if lang == Lang::En => {
            vec![Part::Own(english.clone()), text(" ("), Part::Own(named.name.clone()), text(")")]
        }
        _ => vec![Part::Own(named.name.clone())],
    }
}

/// The words of a report, each with its place.
fn words(document: &str, all: &[Words]) -> Line {
    let mut out = Line::new();
    for words in all {
        if !out.is_empty() {
            out.push(text(" … "));
        }
        out.extend([Part::Words(words.words.clone()), text(" "), Part::Cite(document.to_owned(), words.span.0, words.span.1)]);
    }
    out
}

fn place(place: &Place) -> Line {
    vec![Part::Words(place.words.clone()), text(" "), cite(place)]
}

fn cite(place: &Place) -> Part {
    Part::Cite(place.document.clone(), place.span.0, place.span.1)
}

/// How many tell it, and where each does.
fn accounts(count: mahdar_links::Count, accounts: &[Place], lang: Lang) -> Line {
    let mut out = vec![text(format!("{}: ", counted(count, lang)))];
    for (n, account) in accounts.iter().enumerate() {
        if n > 0 {
            out.push(text(lang.pick(", ", "، ")));
        }
        if let Some(outlet) = &account.outlet {
            out.extend([Part::Own(outlet.clone()), text(" ")]);
        }
        out.push(cite(account));
    }
    out
}

/// What is doubtful about the day of a moment.
fn doubts(moment: &Moment, lang: Lang) -> Option<Line> {
    let mut out = Line::new();
    for doubt in &moment.doubts {
        out.push(text(if out.is_empty() { lang.pick("day: ", "اليوم: ") } else { lang.pick("; ", "؛ ") }));
        out.push(text(super::timeline::doubt(*doubt, lang)));
        if matches!(doubt, Doubt::DaysDiffer | Doubt::Calendar) {
            for day in &moment.days {
                out.extend([text(" "), Part::Ltr(day.clone())]);
            }
        }
    }
    (!out.is_empty()).then_some(out)
}

/// A deed or statement.
pub(crate) fn moment(moment: &Moment, with_day: bool, lang: Lang) -> Item {
    let mut line = Line::new();
    if with_day {
        line.extend([day(moment.day.as_ref(), lang), text(" · ")]);
    }
    // most of what is said is told on its day or the next: a word is enough
    let plain = moment.kind == Sort::Statement && moment.doubts == [Doubt::DayOfReport];
    if plain {
        line.push(text(lang.pick("(day of the report) ", "(يوم التقرير) ")));
    }
    line.push(Part::Strong(kind(moment, lang)));
    line.push(text(" · "));
    line.extend(names(&moment.who, lang));
    if let Some(place) = &moment.place {
        line.extend([text(" · "), Part::Own(place.clone())]);
    }
    line.push(text(": "));
    // what was said stands for itself; a deed is named by its word
    let said = moment.kind == Sort::Statement && !moment.content.is_empty();
    let all: Vec<Words> = if said { Vec::new() } else { vec![moment.cue.clone()] };
    line.extend(words(&moment.document, &[all, moment.content.clone()].concat()));
    let mut below: Vec<Line> = if plain { Vec::new() } else { doubts(moment, lang).into_iter().collect() };
    if let Some(became) = moment.outcome {
        below.push(vec![text(format!("{}{}", lang.pick("outcome: ", "المآل: "), outcome(became, lang)))]);
    }
    below.push(accounts(moment.count, &moment.accounts, lang));
    Item { line, below, anchor: None }
}

fn day(day: Option<&String>, lang: Lang) -> Part {
    day.map_or_else(|| text(lang.pick("undated", "بلا تاريخ")), |d| Part::Ltr(d.clone()))
}

/// A party on an issue.
pub(crate) fn cell(cell: &Cell, lang: Lang) -> Item {
    let mut line = name(&cell.party, lang);
    line.push(text(lang.pick(" on ", " في ")));
    line.extend(name(&cell.issue, lang));
    line.push(text(": "));
    line.push(Part::Strong(standing(cell, lang)));
    Item { line, below: cell.takings.iter().map(|t| taken(t, lang)).collect(), anchor: None }
}

fn taken(taken: &Taken, lang: Lang) -> Line {
    let mut out = vec![day(taken.day.as_ref(), lang), text(format!(" · {} · ", marked(taken, lang)))];
    out.extend(name(&taken.holder, lang));
    out.push(text(format!(" ({}) ", voice(taken, lang))));
    if let Some(by) = &taken.said_by {
        out.push(text(lang.pick("through ", "على لسان ")));
        out.extend(name(by, lang));
        out.push(text(" "));
    }
    out.push(text(format!("{}: ", Set::Stance.text(lang, &taken.stance))));
    let document = taken.accounts[0].document.as_str();
    out.extend(words(document, &taken.words));
    if let Some(condition) = &taken.condition {
        out.push(text(lang.pick(" · condition ", " · الشرط ")));
        out.extend(words(document, std::slice::from_ref(condition)));
    }
    if let (Some(against), Some(Mark::Shifted | Mark::Contradicted | Mark::Dissent)) = (&taken.against, taken.mark) {
        out.push(text(lang.pick(" · against ", " · مقابل ")));
        out.extend(place(against));
    }
    out.push(text(format!(" · {}", counted(taken.count, lang))));
    out
}

/// An announcement and its outcome.
pub(crate) fn agenda(item: &AgendaItem, lang: Lang) -> Item {
    let mut line = vec![day(item.day.as_ref(), lang), text(" · ")];
    line.push(Part::Strong(outcome(item.outcome, lang).to_owned()));
    line.push(text(format!(" · {} · ", Set::Status.text(lang, &item.announced))));
    for (n, person) in item.people.iter().enumerate() {
        line.extend([text(if n > 0 { lang.pick(", ", "، ") } else { "" }), Part::Own(person.clone())]);
    }
    line.push(text(": "));
    line.extend(place(&item.place));
    let by = item.by.iter().map(|by| [vec![text(lang.pick("said by ", "بحسب "))], place(by)].concat()).collect();
    Item { line, below: by, anchor: None }
}

/// A denial and its claim.
pub(crate) fn denial(denial: &Denial, lang: Lang) -> Item {
    let mut line = vec![day(denial.joined.denial.published.as_ref(), lang), text(" · ")];
    line.push(denial.by.as_ref().map_or_else(|| text(lang.pick("somebody not named", "غير مسمّى")), |by| Part::Own(by.clone())));
    line.push(text(lang.pick(" denies: ", " ينفي: ")));
    line.extend(words(&denial.joined.denial.document, &denial.words));
    let below = match &denial.joined.claim {
        Some(claim) => [vec![text(lang.pick("the claim: ", "الادعاء: "))], words(&claim.document, &denial.claimed)].concat(),
        None => vec![text(lang.pick("no report in this archive makes the claim", "لا تقرير في هذا الأرشيف يورد الادعاء"))],
    };
    Item { line, below: vec![below], anchor: None }
}

/// What is not known, and of what.
pub(crate) fn gap(gap: &Gap, lang: Lang) -> Item {
    let what = match gap.missing {
        Missing::Who => lang.pick("no report says who took part", "لا تقرير يذكر من شارك"),
        Missing::Speaker => lang.pick("the speaker is not named", "القائل غير مسمّى"),
        Missing::When => lang.pick("no report says on which day", "لا تقرير يذكر اليوم"),
        Missing::Place => lang.pick("no report says where", "لا تقرير يذكر المكان"),
        Missing::Outcome => lang.pick("its day is past, and no report says what became of it", "مضى موعده ولا تقرير يذكر مآله"),
        Missing::Claim => lang.pick("the claim that is denied is in no report here", "الادعاء المنفي ليس في أي تقرير هنا"),
        Missing::Silence => lang.pick("somebody did not speak, confirm or deny", "امتنع أحدهم عن القول أو التأكيد أو النفي"),
        Missing::Day => lang.pick("reports name different days", "التقارير مختلفة في اليوم"),
    };
    let mut line = vec![Part::Strong(what.to_owned()), text(": ")];
    line.extend(place(&gap.place));
    line.push(text(" · "));
    line.push(day(gap.place.published.as_ref(), lang));
    Item { line, below: Vec::new(), anchor: None }
}
