//! Nouns of saying: قوله إن, رفضه لـ, إعلان موسكو عن, مع التأكيد على.

use super::content;
use super::opener::{self, Seek};
use super::{Said, Scene, Shape, Who, said};
use crate::lex::{Mark, SayFrame, SayKind};
use crate::morph::{Enclitic, Proclitics, Reading};
use mahdar_arabic::features::{Gender, Number, Pos};

/// Tries a token as a noun of saying with a holder and a content.
pub(super) fn masdar(scene: &Scene<'_>, sentence: usize, at: usize) -> Option<Said> {
    if scene.phrase(at).is_some() {
        return None;
    }
    let readings = scene.morph.readings(at);
    let reading = *readings.iter().find(|r| matches!(r.pos(), Pos::Masdar | Pos::SayingNoun) && r.exact)?;
    let said_by_it = frames(scene, reading);
    if said_by_it.is_empty() {
        return None;
    }
    if readings[0].is_verb() && scene.morph.verb(scene.text, at).is_some() && reading.enc == Enclitic::None {
        return scene.fails(at, "", "a verb here, no verbal noun");
    }
    let range = scene.text.sentences[sentence].clone();
    // «لم يصدر بعد تأكيد من الجماعة»: what did not come was not said
    let come = |t: usize| {
        matches!(scene.fold(t), "يصدر" | "تصدر" | "يرد" | "ترد" | "يات" | "يوجد" | "توجد" | "يتم" | "يعلن")
            && matches!(scene.fold(t.saturating_sub(1)), "لم" | "لا" | "ولم" | "ولا")
    };
    if !reading.definite() && (at.saturating_sub(3).max(range.start)..at).any(come) {
        return scene.fails(at, "", "it is said not to have come");
    }
    let end = main_clause(scene, range.start, at, range.end).unwrap_or(range.end);
    let deed = at > 0 && matches!(scene.fold(at - 1), "خلال" | "بسبب" | "بشان" | "عبر" | "خارج" | "مقابل" | "دون" | "عدم");
    let Some((who, from)) = holder(scene, sentence, at, reading) else {
        return scene.fails(at, said_by_it[0].id, "nobody holds it: no pronoun on it, no genitive behind it");
    };
    let mut best: Option<(Said, usize)> = None;
    for frame in said_by_it {
        let seek = Seek { agrees: None, subject_before: true, end, object: false };
        let path = opener::walk(scene, from, frame, seek);
        let Some(open) = path.opener else {
            super::say::unopened::<()>(scene, at, frame, &path);
            continue;
        };
        // دعمه، موافقته، تعهده behind such a word are deeds, not words
        if deed && matches!(frame.class, "support" | "agree" | "promise" | "offer") {
            scene.fails::<()>(at, frame.id, "a deed here, no word");
            continue;
        }
        let near = open.at.saturating_sub(from) <= if path.addressee.is_empty() { 3 } else { 14 };
        if !near || open.mark == Mark::Quote && reading.enc == Enclitic::None && !matches!(who, Who::Phrase(_)) {
            scene.fails::<()>(at, frame.id, "what could open its content stands too far from it");
            continue;
        }
        // «إعلان فلان "يعزز" …»: a word in marks is no speech
        if open.mark == Mark::Quote
            && scene.quote_from(open.start).is_some_and(|q| q.inner().filter(|t| scene.text.is_word(*t)).count() < 2)
        {
            scene.fails::<()>(at, frame.id, "a word in marks is no speech");
            continue;
        }
        // «ردا على تصريحات فلان، قال الوزير إن»: a verb between opens what it says itself
        let verb = |t: usize| scene.phrase(t).is_none() && !scene.timed[t] && scene.morph.verb(scene.text, t).is_some_and(|v| v.exact);
        let speaks = |t: usize| scene.phrase(t).is_none() && super::content::starts_cue(scene, t);
        if matches!(open.mark, Mark::That | Mark::Quote | Mark::Colon) && (from..open.at).any(|t| verb(t) || speaks(t)) {
            scene.fails::<()>(at, frame.id, "a verb between opens that content itself");
            continue;
        }
        // a bare noun after a noun is its object only behind a holder (رفضه التعليق)
        if open.mark == Mark::Object && open.at != from {
            scene.fails::<()>(at, frame.id, "its object does not stand right behind its holder");
            continue;
        }
        let content = content::content(scene, open, end);
        if content.is_empty() {
            scene.fails::<()>(at, frame.id, super::say::EMPTY);
            continue;
        }
        let mut candidate = said(scene, sentence, at..at + 1, Shape::Masdar, frame, who);
        // اتهام النظام بشن هجوم: the genitive is the accused unless an object follows
        if frame.class == "accuse"
            && matches!(open.mark, Mark::Prep("ب"))
            && path.addressee.is_empty()
            && let Who::Phrase(accused) = who
        {
            candidate.who = Who::Unsaid;
            candidate.addressee.push(accused);
        }
        // «استبق القمة بمطالبة شركائه بـ»: the means of a deed, and whom its doer asks, told by a pronoun that goes back to him
        if reading.pro.has(Proclitics::WITH)
            && frame.addressee.contains(&Mark::Object)
            && path.addressee.is_empty()
            && let Who::Phrase(asked) = who
            && let Some(owner) = possessor(scene, asked)
        {
            candidate.who = owner;
            candidate.addressee.push(asked);
        }
        // the noun without clitics before it; the pronoun on it stays (قوله)
        candidate.cue_span = scene.stem_span(&candidate.cue, reading);
        candidate.addressee.extend(path.addressee);
        candidate.holds(content);
        if best.as_ref().is_none_or(|(_, start)| open.start < *start) {
            best = Some((candidate, open.start));
        }
    }
    best.map(|(candidate, _)| candidate)
}

/// «غداة اتهام إسرائيل طهران بـ…، نشرت الوكالة …», «رغم نفي دمشق …، إلا أن …»: where the main clause begins behind a circumstance that opens the
/// sentence.
fn main_clause(scene: &Scene<'_>, start: usize, at: usize, end: usize) -> Option<usize> {
    let opens =
        |t: usize| matches!(super::unjoined(scene.fold(t)), "غداه" | "عشيه" | "بعد" | "عقب" | "اثر" | "رغم" | "الرغم" | "منذ" | "مع");
    if at > start + 4 || !(start..at).any(opens) {
        return None;
    }
    (at + 2..end).find(|comma| {
        let next = comma + 1;
        matches!(scene.mark(*comma), '،' | ',')
            && scene.quote_around(*comma).is_none()
            && (matches!(scene.fold(next), "الا" | "فان" | "فقد" | "فانه" | "لكن")
                || scene.morph.verb(scene.text, next).is_some_and(|v| v.exact && !v.pro.conjoined() && v.features.which_person() == 3))
    })
}

fn frames<'s>(scene: &'s Scene<'_>, reading: Reading) -> Vec<&'s SayFrame> {
    if reading.pos() == Pos::SayingNoun {
        return vec![&scene.lexicon.say[reading.row as usize]];
    }
    scene.lexicon.say_frames(reading.row).filter(|f| f.masdar && f.kind == SayKind::Say && f.light.is_empty()).collect()
}

/// Whoever the pronoun on the first word of a phrase goes back to, as the subject of the clause: «شركائه في الحلف».
fn possessor(scene: &Scene<'_>, phrase: usize) -> Option<Who> {
    let first = scene.phrases[phrase].tokens.start;
    let enclitic = scene.morph.readings(first).iter().find(|r| r.exact && r.enc != Enclitic::None)?.enc;
    match enclitic {
        Enclitic::He => Some(Who::Clause(Gender::Masculine, Number::Singular)),
        Enclitic::She => Some(Who::Clause(Gender::Feminine, Number::Singular)),
        _ => None,
    }
}

/// Past the words that say how many of the people behind them: «رفض أكثر من 55% من الموظفين».
fn portion(scene: &Scene<'_>, from: usize) -> usize {
    let counts = |t: usize| {
        matches!(
            scene.fold(t),
            "اكثر"
                | "اغلب"
                | "من"
                | "نحو"
                | "حوالي"
                | "نصف"
                | "ثلث"
                | "ثلثي"
                | "عدد"
                | "كبير"
                | "باالمءه"
                | "بالمءه"
                | "المءه"
                | "في"
        ) || scene.text.tokens[t].kind == crate::text::Kind::Number
            || scene.mark(t) == '%'
    };
    let first = matches!(scene.fold(from), "اكثر" | "نحو" | "حوالي" | "نصف" | "ثلث" | "ثلثي" | "عدد");
    if !first {
        return from;
    }
    (from..from + 8).find(|t| *t >= scene.text.tokens.len() || !counts(*t)).unwrap_or(from)
}

/// Past the adjectives of the noun: «انتقاداته اليومية» says nothing more, «رفضه القاطع التفاوض» refuses to negotiate.
fn past_adjectives(scene: &Scene<'_>, from: usize, noun: Reading) -> usize {
    let feminine = noun.features.gender() == Gender::Feminine || noun.features.number() == Number::Plural;
    let describes = |t: usize| {
        scene.phrase(t).is_none()
            && scene.morph.readings(t).iter().any(|r| {
                r.definite()
                    && r.exact
                    && matches!(r.pos(), Pos::Adjective | Pos::Nisba)
                    && !r.pro.prepositional()
                    && !r.pro.conjoined()
                    && r.features.number() == Number::Singular
                    && (r.features.gender() == Gender::Feminine) == feminine
            })
    };
    (from..from + 3).find(|t| !describes(*t)).unwrap_or(from)
}

/// Whose saying it is: the pronoun on it, the phrase in its genitive, or with «مع التأكيد على» the subject of the clause.
fn holder(scene: &Scene<'_>, sentence: usize, at: usize, reading: Reading) -> Option<(Who, usize)> {
    if reading.enc != Enclitic::None {
        // «بعث رسالة إلى ألمانيا لتذكيرها بالتزامها»: whom one means to tell has said nothing
        let told = |f: &&SayFrame| f.addressee.contains(&Mark::Object);
        // «لاتهامها الدوحة بـ»: she accuses, where whom she accuses stands behind
        let object = scene.phrase_from(at + 1).is_some_and(|n| scene.phrases[n].acts() && !scene.governed(n));
        if !object && reading.pos() == Pos::Masdar && reading.pro.has(Proclitics::FOR) && frames(scene, reading).iter().any(told) {
            return None;
        }
        return Who::of_pronoun(reading.enc).filter(|who| *who != Who::First).map(|who| (who, past_adjectives(scene, at + 1, reading)));
    }
    if reading.definite() {
        let before = if at > scene.text.sentences[sentence].start { scene.fold(at - 1) } else { "" };
        let attends =
            before == "مع" || matches!(scene.fold(at), "والتاكيد" | "وبالتاكيد") || before == "تم" || before == "جري" || before == "يتم";
        let impersonal = matches!(before, "تم" | "جري" | "يتم");
        let who = if impersonal { Who::Unsaid } else { Who::Clause(Gender::Masculine, Number::Singular) };
        // «تم التأكيد مجددا على»: an adverb may stand between
        let from = if scene.morph.readings(at + 1).iter().any(|r| r.features.is_tanwin()) { at + 2 } else { at + 1 };
        return attends.then_some((who, from));
    }
    if reading.features.is_tanwin() {
        return None;
    }
    // «وسط ترحيب من الشركات بـ…»
    if scene.fold(at + 1) == "من"
        && at > 0
        && matches!(super::unjoined(scene.fold(at - 1)), "وسط" | "بعد" | "رغم" | "مع" | "امام" | "عقب")
        && let Some(number) = scene.phrase_from(at + 2).filter(|p| super::say::speaks(scene, *p))
    {
        return Some((Who::Phrase(number), scene.phrases[number].tokens.end));
    }
    let counted = portion(scene, at + 1);
    let number =
        scene.phrase_from(counted).filter(|p| super::say::speaks(scene, *p) && !scene.governed(*p) && scene.phrases[*p].skip == 0)?;
    // past all that is joined to the holder, its relative clause, its commas and dates
    let mut last = number;
    while let Some(next) = scene
        .phrase_from(scene.phrases[last].tokens.end)
        .filter(|n| opener::conjoined(scene, &scene.phrases[*n]) && scene.phrases[*n].acts())
    {
        last = next;
    }
    let end = scene.text.sentences[sentence].end;
    let mut from = opener::after_phrase(scene, last, end);
    while from < end && (matches!(scene.mark(from), '،' | ',') || scene.timed[from]) {
        from += 1;
    }
    Some((Who::Phrase(number), from))
}
