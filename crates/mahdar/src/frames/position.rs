//! Positions: what a statement shows its speaker to want, back, reject or deny.

use super::{Said, Scene, Who, is_that};
use crate::lex::Mark;
use crate::morph::{Enclitic, Proclitics};
use crate::text::Kind;
use crate::trace::Makes;
use mahdar_arabic::features::{Number, Pos};
use std::ops::Range;

/// The longest target, in tokens.
const LONGEST: usize = 9;

/// The stance of a statement and the words that name its issue, where its frame says so outright.
fn position(scene: &Scene<'_>, said: &Said) -> Option<(&'static str, Range<usize>)> {
    if said.stance.is_empty() {
        return scene.refuses(Makes::Position, said.cue.start, said.rule, || "its rule shows no stance by itself".to_owned());
    }
    if said.direct {
        return scene
            .refuses(Makes::Position, said.cue.start, said.rule, || "words in marks are read for what they show, not the verb".to_owned());
    }
    // «رفض التعليق», «رفض الإفصاح عن …»: to keep silent is no stand on what is kept
    if said.class == "reject" && said.content.first().is_some_and(|c| speaking(scene, c.start)) {
        return scene.refuses(Makes::Position, said.cue.start, said.rule, || "to keep silent is no stand on what is kept".to_owned());
    }
    let target = target(scene, said.content.first()?.clone());
    let without = || "what it opens names no issue: it wants a noun phrase or a verb that says one".to_owned();
    target.map(|target| (said.stance, target)).or_else(|| scene.refuses(Makes::Position, said.cue.start, said.rule, without))
}

/// Whether a verbal noun of speaking stands at a token: التعليق، الإفصاح، الرد على أسئلة.
fn speaking(scene: &Scene<'_>, at: usize) -> bool {
    scene.morph.readings(at).iter().any(|r| {
        r.pos() == Pos::Masdar
            && r.exact
            && (scene.lexicon.say_frames(r.row).any(|f| matches!(f.class, "state" | "explain" | "report" | "announce"))
                || matches!(scene.lexicon.verbs.get(r.row as usize, "lemma"), "علق" | "رد" | "أفصح" | "أجاب" | "أدلى" | "كشف"))
    })
}

/// The condition that limits a stance, behind its target in the same clause: «بشرط …», «إذا …», «ما لم …», «من دون …». With its particle.
pub(crate) fn condition(scene: &Scene<'_>, target: &Range<usize>) -> Option<Range<usize>> {
    let sentence = scene.text.sentence_of(target.start);
    let end = scene.text.sentences[sentence].end;
    let from = (target.end..end.min(target.end + 4))
        .take_while(|t| !matches!(scene.mark(*t), '.' | '؛' | ':' | '؟'))
        .find(|t| limits(scene, *t))?;
    let stop = |t: usize| scene.text.tokens[t].kind == Kind::Mark && !matches!(scene.mark(t), '"' | '«' | '»' | '“' | '”' | '-');
    let until = (from + 1..end).find(|t| stop(*t) || scene.quote_around(from).is_some_and(|q| q.close == *t)).unwrap_or(end);
    let until = super::content::trim(scene, from, until);
    (until > from + 1).then_some(from..until)
}

/// Whether a condition opens at a word.
fn limits(scene: &Scene<'_>, at: usize) -> bool {
    let next = scene.fold(at + 1);
    match scene.fold(at) {
        "بشرط" | "شريطه" | "شرط" | "اذا" | "مقابل" => scene.phrase(at).is_none(),
        "ما" => next == "لم",
        "الا" => matches!(next, "اذا" | "بشرط"),
        "في" | "بحال" => matches!(next, "حال" | "حاله") || scene.fold(at) == "بحال",
        "من" => next == "دون",
        "دون" | "بدون" => true,
        _ => false,
    }
}

/// Who holds a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// Whoever speaks.
    Speaker,
    /// The phrase with this number.
    Phrase(usize),
    /// The phrase and all that is joined to it: «الرئيس ونظيره لن يسمحا».
    Together(usize),
}

/// A stance shown inside what somebody says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) holder: Holder,
    pub(crate) stance: &'static str,
    /// The words that show it.
    pub(crate) cue: Range<usize>,
    pub(crate) target: Range<usize>,
}

/// Every stance of a statement: what its frame says outright, what is joined to that, and what the words inside show.
pub(crate) fn stances(scene: &Scene<'_>, said: &Said) -> Vec<Held> {
    let mut out = Vec::new();
    let outright = position(scene, said).map(|(stance, target)| Held { holder: Holder::Speaker, stance, cue: said.cue.clone(), target });
    let limit = said.content.first().map_or(0, |c| c.end);
    joined(scene, outright.or_else(|| told_of(scene, said)).or_else(|| warned(scene, said)), limit, &mut out);
    for content in &said.content {
        for at in content.clone() {
            // what is denied shows nothing that is held
            let shown = || (said.class != "deny").then(|| shown(scene, content, at)).flatten();
            let found = obligation(scene, content, at).or_else(shown);
            if let Some(held) = found.filter(|h| !out.iter().any(|o| o.target.start == h.target.start)) {
                joined(scene, Some(held), content.end, &mut out);
            }
        }
    }
    if let Some(trace) = scene.trace {
        for held in &out {
            let target = || format!("{} on «{}»", held.stance, scene.text.span(held.target.clone()).of(scene.source));
            trace.note(scene.text.span(held.cue.clone()), Makes::Position, said.rule, true, target);
        }
    }
    out
}

/// Adds a stance and those on the verbal nouns joined to its target: «وقف الحرب والعودة إلى المفاوضات».
fn joined(scene: &Scene<'_>, first: Option<Held>, limit: usize, out: &mut Vec<Held>) {
    let Some(first) = first else { return };
    let head = first.target.start;
    let mut next = first.target.end;
    let pattern = first.clone();
    out.push(first);
    while next < limit && out.len() < MOST && joins(scene, head, next) {
        let Some(target) = target(scene, next..limit) else { return };
        next = target.end;
        out.push(Held { target, ..pattern.clone() });
    }
    // «بأن توقف التخصيب وأن لا تسعى إلى المعالجة»: what must not be is opposed
    let not = scene.fold(next) == "والا" || scene.fold(next) == "وان" && scene.fold(next + 1) == "لا";
    if pattern.stance == "demand" && next < limit && out.len() < MOST && (not || matches!(scene.fold(next), "وان" | "وبان")) {
        let verb = next + if not && scene.fold(next) == "وان" { 2 } else { 1 };
        let deed = verb + 1 + usize::from(super::is_preposition(scene.fold(verb + 1)));
        let from = if not { deed } else { verb };
        let finite = scene.morph.readings(verb).iter().any(|v| v.is_verb() && v.features.is_present());
        if let Some(target) = (finite && from < limit).then(|| target(scene, from..limit)).flatten() {
            out.push(Held { target, stance: if not { "oppose" } else { pattern.stance }, ..pattern });
        }
    }
}

/// The most stances of one statement.
const MOST: usize = 12;

/// Whether the word is a verbal noun joined by و to the one at the head, both with or both without the article.
fn joins(scene: &Scene<'_>, head: usize, at: usize) -> bool {
    let deed = |at: usize| scene.morph.readings(at).iter().find(|r| r.pos() == Pos::Masdar && r.exact).copied();
    let (Some(first), Some(next)) = (deed(head), deed(at)) else { return false };
    let phrase = |at: usize| scene.phrase(at).is_some_and(|n| scene.phrases[n].acts());
    // «وقف الحرب والعودة إلى المفاوضات وتسليم السلاح»: a noun that governs none has the article, and its preposition
    // but «إنهاء أشكال التطبيع والتواصل مع العدو» goes on with the noun before it
    let nearer = |t: usize| {
        deed(t).is_some_and(|r| r.definite() && r.pro.0 & !Proclitics::THE.0 == 0)
            && !scene.morph.readings(t).iter().any(|r| r.pos() == Pos::Noun && r.exact)
    };
    let alone = next.definite() == super::is_preposition(scene.fold(at + 1))
        && scene.text.is_word(at + 1)
        && !(next.definite() && !first.definite() && (head + 1..at).any(nearer));
    next.pro.conjoined()
        && scene.morph.verb(scene.text, at).is_none()
        && (first.definite() == next.definite() || alone)
        && next.enc == Enclitic::None
        && !phrase(head)
        && !phrase(at)
}

/// «أكد دعم الحكومة لجهود …», «تأكيده استعداد بلاده لبحث …»: the noun that is stressed or announced holds the stance, and its genitive is the holder.
fn told_of(scene: &Scene<'_>, said: &Said) -> Option<Held> {
    if said.direct || !said.stance.is_empty() || !matches!(said.class, "stress" | "announce" | "state" | "indicate" | "explain") {
        return None;
    }
    let start = said.content.first()?.start;
    let inner = super::masdar::masdar(scene, said.sentence, start).filter(|inner| inner.sentence == said.sentence)?;
    let (stance, target) = position(scene, &inner)?;
    let holder = match inner.who {
        Who::Phrase(phrase) => Holder::Phrase(phrase),
        Who::Pronoun(..) => Holder::Speaker,
        _ => return None,
    };
    Some(Held { holder, stance, cue: inner.cue, target })
}

/// What the speaker says must be done or not: «يجب …», «ينبغي …», «ضرورة …», «على إيران أن …», «لا يجوز …» in his words.
fn obligation(scene: &Scene<'_>, content: &Range<usize>, at: usize) -> Option<Held> {
    let fold = scene.fold(at);
    let before = if at > content.start { scene.fold(at - 1) } else { "" };
    let plain = matches!(
        fold,
        "يجب"
            | "ويجب"
            | "ينبغي"
            | "وينبغي"
            | "يتعين"
            | "ويتعين"
            | "ضروره"
            | "بضروره"
            | "وضروره"
            | "وجوب"
            | "بوجوب"
            | "لابد"
            | "ولابد"
    ) || fold == "بد" && matches!(before, "لا" | "ولا");
    // «من واجب المنظمة التحضير …»
    let duty = matches!(fold, "واجب" | "مسءوليه") && matches!(before, "من" | "ومن");
    // «على إيران أن توقف …»
    let upon = matches!(fold, "علي" | "وعلي")
        && (at == content.start || scene.text.tokens[at - 1].kind == Kind::Mark || is_that(before) || fold == "وعلي")
        && scene.phrase_from(at + 1).is_some_and(|n| {
            let phrase = &scene.phrases[n];
            phrase.acts() && is_that(scene.fold(phrase.tokens.end))
        });
    let allowed = matches!(fold, "يجوز" | "ويجوز" | "يجب" | "ينبغي");
    let negated = matches!(before, "لا" | "ولا" | "لم" | "عدم") && fold != "بد";
    if !(plain || duty || upon || allowed && negated) {
        return None;
    }
    let mut start = at + 1;
    // يجب على الأطراف أن …, لا بد من …
    if scene.fold(start) == "علي" {
        start += 1;
    }
    if (start > at + 1 || upon || duty)
        && let Some(phrase) = scene.phrase_from(start)
    {
        start = scene.phrases[phrase].tokens.end;
    } else if start > at + 1 {
        start += 1;
    }
    while start < content.end && (is_that(scene.fold(start)) || scene.fold(start) == "من" && !duty) {
        start += 1;
    }
    // «يجب ألا …», «أن لا …»
    let not = matches!(scene.fold(start), "لا" | "الا");
    start += usize::from(not);
    let stance = if negated || not { "oppose" } else { "demand" };
    target(scene, start..content.end).map(|target| Held { holder: Holder::Speaker, stance, cue: at..at + 1, target })
}

/// What a listed word of the speaker's shows: «لن نقبل …», «إيران لا تقبل …», «بلاده مستعدة لـ…», «لا بديل عن …».
fn shown(scene: &Scene<'_>, content: &Range<usize>, at: usize) -> Option<Held> {
    let before = if at > content.start { scene.fold(at - 1) } else { "" };
    let negated = matches!(super::unjoined(before), "لا" | "لن" | "لم" | "ليس" | "ليست" | "ولا" | "غير");
    let first = if negated { at - 1 } else { at };
    if scene.quote_around(at).is_some_and(|q| q.open > content.start && q.inner().len() < 3) {
        return None;
    }
    let verb = scene.morph.verb(scene.text, at).filter(|v| v.exact && !v.features.is_past() || negated && before.ends_with("لم"));
    if let Some(verb) = verb {
        for reading in scene.morph.verbs(at, verb).filter(|v| !v.features.is_past()) {
            for shows in scene.lexicon.stances.verb(reading.row).iter().filter(|s| s.negated == negated) {
                let person = reading.features.which_person();
                if shows.first && person != 1 {
                    continue;
                }
                let from = after_subject(scene, at, reading.features);
                let Some(start) = issue(scene, from, content.end, &shows.opens, shows.stance == "deny") else { continue };
                let holder =
                    if person == 1 { Some(Holder::Speaker) } else { holder(scene, content, first, (from > at + 1).then_some(at + 1)) };
                let many = reading.features.number() != Number::Singular || from > at + 1;
                let holder = holder.map(|holder| match holder {
                    Holder::Phrase(phrase) if many => Holder::Together(phrase),
                    holder => holder,
                });
                if let (Some(holder), Some(target)) = (holder, target(scene, start..content.end)) {
                    return Some(Held { holder, stance: shows.stance, cue: first..at + 1, target });
                }
            }
        }
        return None;
    }
    // «حرصها على الاستقرار»: the noun without its pronoun
    let owned = scene.morph.readings(at).iter().find(|r| r.exact && r.enc != Enclitic::None && matches!(r.pos(), Pos::Masdar | Pos::Noun));
    let noun = owned.map_or(scene.fold(at), |r| without_pronoun(scene.fold(at), r.enc));
    let noun = super::unjoined(noun);
    let noun = noun.strip_prefix(['ب', 'ل']).filter(|n| !scene.lexicon.stances.word(n).is_empty()).unwrap_or(noun);
    for shows in scene.lexicon.stances.word(noun).iter().filter(|s| s.noun && s.negated == negated) {
        let (holder, from) = match owned {
            Some(reading) => (Who::of_pronoun(reading.enc).map(|_| Holder::Speaker), at + 1),
            None => {
                match scene.phrase_from(at + 1).filter(|n| !scene.governed(*n) && scene.phrases[*n].skip == 0 && scene.phrases[*n].acts()) {
                    Some(number) => (Some(Holder::Phrase(number)), scene.phrases[number].tokens.end),
                    None => continue,
                }
            }
        };
        let (Some(holder), Some(start)) = (holder, issue(scene, from, content.end, &shows.opens, false)) else { continue };
        if let Some(target) = target(scene, start..content.end) {
            return Some(Held { holder, stance: shows.stance, cue: at..at + 1, target });
        }
    }
    for shows in scene.lexicon.stances.word(scene.fold(at)).iter().filter(|s| s.predicate && !s.noun) {
        let lead = shows.ahead.len();
        let led =
            shows.ahead.iter().enumerate().all(|(back, word)| at.checked_sub(back + 1).is_some_and(|t| scene.fold(t) == word.as_str()));
        let first = at.saturating_sub(lead);
        if !led || lead == 0 && shows.negated != negated {
            continue;
        }
        if let Some(target) = standing_before(scene, content, first) {
            return Some(Held { holder: Holder::Speaker, stance: shows.stance, cue: first..at + 1, target });
        }
    }
    for shows in scene.lexicon.stances.word(scene.fold(at)).iter().filter(|s| !s.noun && !s.predicate) {
        let led = shows
            .ahead
            .iter()
            .enumerate()
            .all(|(back, word)| at.checked_sub(back + 1).is_some_and(|t| t >= content.start && super::unjoined(scene.fold(t)) == word));
        let lead = shows.ahead.len();
        if !led || lead == 0 && shows.negated != negated {
            continue;
        }
        let first = at - lead.max(usize::from(negated));
        let Some(start) = issue(scene, at + 1, content.end, &shows.opens, false) else { continue };
        // «لا بديل», «عدم وجود»: said by the speaker whoever is spoken of
        let fixed = lead > 0 || shows.negated;
        let holder = if fixed { Some(Holder::Speaker) } else { holder(scene, content, first, None) };
        if let (Some(holder), Some(target)) = (holder, target(scene, start..content.end)) {
            return Some(Held { holder, stance: shows.stance, cue: first..at + 1, target });
        }
    }
    None
}

/// What a predicate is said of: the noun phrase with the article that begins the clause before it, without a verb between.
fn standing_before(scene: &Scene<'_>, content: &Range<usize>, first: usize) -> Option<Range<usize>> {
    let mut start = first;
    while start > content.start && first - start < LONGEST {
        let back = start - 1;
        if scene.text.tokens[back].kind == Kind::Mark || is_that(scene.fold(back)) {
            break;
        }
        if scene.phrase(back).is_none() && scene.morph.verb(scene.text, back).is_some_and(|v| v.exact) {
            return None;
        }
        start = back;
    }
    while start < first && matches!(scene.fold(start), "هو" | "هي" | "اي") {
        start += 1;
    }
    let opens = start < first
        && (scene.fold(start).starts_with("ال") || scene.morph.is(start, Pos::Masdar) || scene.fold(start.saturating_sub(1)) == "اي");
    opens.then(|| start..super::content::trim(scene, start, first)).filter(|t| !t.is_empty())
}

/// A folded noun without the pronoun on it.
fn without_pronoun(fold: &str, pronoun: Enclitic) -> &str {
    let endings: &[&str] = match pronoun {
        Enclitic::He => &["ه"],
        Enclitic::None => &[],
        _ => &["هما", "ها", "هم", "هن", "نا", "كم", "ي"],
    };
    endings.iter().find_map(|e| fold.strip_suffix(e)).unwrap_or(fold)
}

/// The token behind the subject that stands right behind a verb, else that behind the verb.
fn after_subject(scene: &Scene<'_>, at: usize, verb: mahdar_arabic::features::Features) -> usize {
    scene
        .phrase_from(at + 1)
        .filter(|n| {
            let phrase = &scene.phrases[*n];
            phrase.acts() && !scene.governed(*n) && super::opener::agrees_after(verb, phrase)
        })
        .map_or(at + 1, |n| scene.phrases[n].tokens.end)
}

/// Whose stance a third person shows: the subject behind it or right before it; the speaker where his words begin with it (أنها لن تقبل).
fn holder(scene: &Scene<'_>, content: &Range<usize>, first: usize, behind: Option<usize>) -> Option<Holder> {
    if let Some(at) = behind {
        return scene.phrase_from(at).map(Holder::Phrase);
    }
    if first == content.start {
        return Some(Holder::Speaker);
    }
    // «بلاده تقف مع … ولا تقبل …»: the subject that his words begin with
    if scene.fold(first).starts_with('و') && scene.phrase(first).is_none() {
        let subject = scene.phrase_from(content.start).filter(|n| scene.phrases[*n].acts());
        return Some(subject.map_or(Holder::Speaker, Holder::Phrase));
    }
    let mut last = first - 1;
    while last > content.start
        && (scene.timed[last]
            || crate::text::quote::is_quote(scene.mark(last))
            || matches!(scene.fold(last), "كانت" | "كان" | "ستظل" | "سيظل" | "ستبقي" | "سيبقي" | "تظل" | "تبقي" | "لا"))
    {
        last -= 1;
    }
    // «ستبقى داعمة»: the speaker's words begin with it
    if last == content.start && scene.phrase(last).is_none() {
        return Some(Holder::Speaker);
    }
    scene
        .phrase(last)
        .filter(|n| scene.phrases[*n].acts() && !scene.governed(*n) && scene.phrases[*n].tokens.end > last)
        .map(Holder::Phrase)
}

/// Where the issue begins behind a word: at its object, or behind the preposition that opens it.
fn issue(scene: &Scene<'_>, from: usize, limit: usize, opens: &[Mark], deed: bool) -> Option<usize> {
    let mut at = from;
    let last = limit.min(from + 4);
    while at < last {
        let fold = scene.fold(at);
        for open in opens {
            match open {
                Mark::Prep(mark) if matches!(*mark, "ب" | "ل") => {
                    let phrase = scene.phrase_from(at).and_then(|n| super::opener::preposition_of(scene, n));
                    if phrase == Some(*mark) && scene.fold(at).starts_with(*mark) || super::opener::attached_noun(scene, at, mark) {
                        return Some(at);
                    }
                }
                Mark::Prep(mark) if *mark == fold => return Some(at + 1),
                Mark::Object => {
                    let quoted = crate::text::quote::is_quote(scene.mark(at)) && scene.quote_from(at).is_some();
                    let noun = super::opener::noun_starts(scene, at) && scene.phrase(at).is_none_or(|n| !scene.phrases[n].acts());
                    if !deed && (quoted || is_that(fold)) || noun && (!deed || scene.morph.is(at, Pos::Masdar)) {
                        return Some(at);
                    }
                }
                _ => {}
            }
        }
        let passed = scene.timed[at]
            || matches!(
                fold,
                "ابدا"
                    | "ايضا"
                    | "مطلقا"
                    | "اطلاقا"
                    | "قط"
                    | "كذلك"
                    | "دوما"
                    | "داءما"
                    | "تماما"
                    | "لها"
                    | "له"
                    | "لنا"
                    | "اليها"
            );
        if !passed {
            return None;
        }
        at += 1;
    }
    None
}

/// «حذر الرئيس من الانسحاب من الاتفاق»: whoever is warned of a deed of his own is asked not to do it.
fn warned(scene: &Scene<'_>, said: &Said) -> Option<Held> {
    let content = said.content.first().filter(|_| said.class == "warn" && !said.direct)?;
    let deed =
        scene.morph.readings(content.start).iter().any(|r| r.exact && r.pos() == Pos::Masdar && (r.definite() || r.features.is_bound()));
    let led = content.start > 0 && matches!(scene.fold(content.start - 1), "من");
    if said.addressee.is_empty() || !deed || !led {
        return None;
    }
    let target = target(scene, content.clone())?;
    Some(Held { holder: Holder::Speaker, stance: "oppose", cue: said.cue.clone(), target })
}

/// The shortest words that name the issue, from the beginning of a content.
fn target(scene: &Scene<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let mut start = content.start;
    while start < content.end && (is_that(scene.fold(start)) || scene.text.tokens[start].kind == Kind::Mark) {
        start += 1;
    }
    // «أهمية الإبقاء على الاتفاق»: what is important is wanted
    if matches!(scene.fold(start), "اهميه" | "باهميه" | "فكره" | "مبدا") && start + 1 < content.end && scene.text.is_word(start + 1)
    {
        start += 1;
    }
    // «لقرار الرئيس فلان الانسحاب من الاتفاق»: the decision is what it spells out
    if let Some(deed) = decided(scene, start, content.end) {
        start = deed;
    }
    // «ترفض رفضا قاطعا ملء الخزان»: how it is refused is not what
    let manner = |at: usize| scene.fold(at).ends_with('ا') && scene.phrase(at).is_none();
    if content.end > start + 2 && manner(start) && manner(start + 1) && scene.morph.is(start, Pos::Masdar) {
        start += 2;
    }
    let mut end = start;
    while end < content.end && end - start < LONGEST {
        if end > start
            && (matches!(scene.mark(end), '،' | ',' | ':' | '؛' | '.' | '؟' | '!')
                || closes(scene.fold(end))
                || limits(scene, end)
                || scene.timed[end]
                || own_clause(scene, end)
                || another(scene, end)
                || purpose(scene, end)
                || end > start + 1 && joins(scene, start, end))
        {
            break;
        }
        end += 1;
    }
    let mut end = super::content::trim(scene, start, end);
    // «… الوفد في» [تموز]: a preposition names nothing
    while end > start + 1 && super::is_preposition(scene.fold(end - 1)) && scene.phrase(end - 1).is_none() {
        end -= 1;
    }
    (end > start).then_some(start..end)
}

/// The verbal noun that spells out a decision or announcement, behind its owner.
fn decided(scene: &Scene<'_>, at: usize, limit: usize) -> Option<usize> {
    let head = super::unjoined(scene.fold(at));
    let head = head.strip_prefix(['ل', 'ب']).unwrap_or(head);
    if !matches!(head, "قرار" | "قراره" | "قرارها" | "اعلان" | "اعلانه" | "اعلانها") {
        return None;
    }
    let deed = if head.ends_with('ه') || head.ends_with("ها") {
        at + 1
    } else {
        scene.phrase_from(at + 1).filter(|n| scene.phrases[*n].acts())?;
        scene.phrases[scene.phrase_from(at + 1)?].tokens.end
    };
    let names = scene.morph.readings(deed).iter().any(|r| r.exact && r.pos() == Pos::Masdar && r.pro.0 & !Proclitics::THE.0 == 0);
    (deed < limit && names && scene.phrase(deed).is_none()).then_some(deed)
}

/// «والمغرب لن يسمح بـ»: somebody else's clause is joined.
fn own_clause(scene: &Scene<'_>, at: usize) -> bool {
    scene.phrase_from(at).is_some_and(|n| {
        let phrase = &scene.phrases[n];
        phrase.acts()
            && super::opener::conjoined(scene, phrase)
            && matches!(scene.fold(phrase.tokens.end), "لن" | "لم" | "لا" | "قد" | "سوف")
    })
}

/// «بأن توقف التخصيب وأن لا تسعى», «دعمها للمبعوث ورغبتها في»: another demand or stance is joined.
fn another(scene: &Scene<'_>, at: usize) -> bool {
    let own = |r: &crate::morph::Reading| {
        r.exact && r.pos() == Pos::Masdar && r.pro.conjoined() && matches!(r.enc, Enclitic::He | Enclitic::She | Enclitic::They)
    };
    matches!(scene.fold(at), "وان" | "والا" | "وبان") || scene.phrase(at).is_none() && scene.morph.readings(at).iter().any(own)
}

/// «… اجتماع لمناقشة الهجوم»: what the thing is for does not name it.
fn purpose(scene: &Scene<'_>, at: usize) -> bool {
    let readings = scene.morph.readings(at);
    scene.phrase(at).is_none()
        && readings.first().is_some_and(|r| r.pro.has(Proclitics::FOR) && !r.definite() && r.enc == Enclitic::None && r.exact)
        && readings.iter().any(|r| r.pos() == Pos::Masdar && r.pro.has(Proclitics::FOR))
}

/// Words after which a target is no longer named but explained.
fn closes(fold: &str) -> bool {
    matches!(
        fold,
        "التي"
            | "الذي"
            | "الذين"
            | "بعد"
            | "قبل"
            | "خلال"
            | "منذ"
            | "بسبب"
            | "لان"
            | "لانه"
            | "لانها"
            | "بما"
            | "مما"
            | "معتبرا"
            | "رغم"
            | "وذلك"
            | "باعتباره"
            | "باعتبارها"
            | "كما"
            | "لكن"
            | "ولكن"
            | "وهو"
            | "وهي"
            | "خلافا"
            | "بخلاف"
            | "باستثناء"
            | "كي"
            | "حتي"
    )
}
