//! Source frames: بحسب, وفقا لـ, نقلا عن, حسبما ذكرت … before, inside or after what the source says.

use super::content;
use super::opener::{self, Seek};
use super::{Said, Scene, Shape, Who, is_that, said};
use crate::lex::SayKind;
use crate::morph::{Enclitic, Reading};
use crate::names::Sort;
use crate::text::Kind;
use crate::text::quote::is_quote;
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::{Gender, Number, Pos};

/// Tries a token as the beginning of a source frame. Returns the candidate and the token to go on from.
pub(super) fn according(scene: &Scene<'_>, sentence: usize, at: usize) -> Option<(Said, usize)> {
    let (end, row) = scene.saying_phrase(at)?;
    let frame = &scene.lexicon.say[row as usize];
    if frame.kind != SayKind::According {
        return fixed(scene, sentence, at, end, row);
    }
    let range = scene.text.sentences[sentence].clone();
    // «كما أعلن أن …» is an ordinary verb: only one without a content of its own («…، كما أعلن الوزير») names a source
    if matches!(scene.fold(at), "كما" | "وكما") && super::say::has_content(scene, at + 1, range.end) {
        return scene.fails(at, frame.id, "the verb behind it has a content of its own");
    }
    // the cue is the frame's first word alone; of «كما قال» the verb
    let cue = if matches!(scene.fold(at), "كما" | "وكما") && scene.morph.verb(scene.text, at + 1).is_some() { at + 1 } else { at };
    let (who, carrier, after) = if let Some(who) = quoted_pronoun(scene, end) {
        let carrier = scene.phrase_from(end + 1).filter(|n| super::say::speaks(scene, *n) && !scene.governed(*n))?;
        (who, Some(carrier), scene.phrases[carrier].tokens.end)
    } else {
        let Some((number, after)) = source(scene, end) else { return scene.fails(at, frame.id, "nobody who can speak stands behind it") };
        // «كما نقلت الوكالة عن الوزير»: he speaks, the agency carries
        let behind = scene.phrase_from(after + 1).filter(|n| scene.fold(after) == "عن" && super::say::speaks(scene, *n));
        // «وفق ما نقل المرصد عن عائلات الضحايا» as well
        match behind.filter(|_| (cue..end).any(|t| scene.fold(t).starts_with("نقل"))) {
            Some(quoted) => (Who::Phrase(quoted), Some(number), scene.phrases[quoted].tokens.end),
            None => (Who::Phrase(number), None, after),
        }
    };
    let mut candidate = said(scene, sentence, cue..cue + 1, Shape::According, frame, who);
    candidate.via.extend(carrier);
    if !frame.content.is_empty() {
        // جاء في البيان أن …: the content follows the source
        let seek = Seek { agrees: None, subject_before: true, end: range.end, object: false };
        let path = opener::walk(scene, after, frame, seek);
        let Some(open) = path.opener else { return super::say::unopened(scene, at, frame, &path) };
        let content = content::content(scene, open, range.end);
        if content.spans.is_empty() {
            return scene.fails(at, frame.id, super::say::EMPTY);
        }
        candidate.holds(content);
        return Some((candidate, after));
    }
    // «حسب ما صرح المحافظ لوكالة رويترز»: whom he told
    let told = scene.phrase_from(after).filter(|n| {
        opener::preposition_of(scene, *n) == Some("ل") && super::deed::media(scene, *n) && (at..after).any(|t| scene.fold(t) == "ما")
    });
    let after = told.map_or(after, |n| scene.phrases[n].tokens.end);
    candidate.addressee.extend(told);
    candidate.content = around(scene, range.start, range.end, at, after);
    if candidate.content.is_empty() {
        return scene.fails(at, frame.id, "no words stand around it that its source could answer for");
    }
    candidate.mixed = candidate
        .content
        .iter()
        .any(|c| scene.quotes_in(c).any(|(q, class)| class.is_said() && q.inner().filter(|t| scene.text.is_word(*t)).count() >= 2));
    Some((candidate, after.max(at + 1)))
}

/// «كما نقلت عنه الوكالة»: the pronoun speaks and the subject behind it carries.
fn quoted_pronoun(scene: &Scene<'_>, at: usize) -> Option<Who> {
    Some(match scene.fold(at) {
        "عنه" => Who::Pronoun(Gender::Masculine, Number::Singular),
        "عنها" => Who::Pronoun(Gender::Feminine, Number::Singular),
        "عنهم" => Who::Pronoun(Gender::Masculine, Number::Plural),
        _ => return None,
    })
}

/// The phrase that is the source behind a frame, and where it ends; none where it is only a relative (بحسب ما ورد).
pub(super) fn source(scene: &Scene<'_>, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    while scene.text.tokens.get(at).is_some_and(|t| t.kind == Kind::Mark && is_quote(t.mark)) {
        at += 1;
    }
    // «وفقا لاستطلاع أجرته الوكالة»: whoever made the document answers for it
    if let Some(maker) = maker(scene, at) {
        return Some((maker, scene.phrases[maker].tokens.end));
    }
    let number = scene.phrase_from(at).filter(|p| super::say::speaks(scene, *p))?;
    let mut end = scene.phrases[number].tokens.end;
    // «وفق المصدر ذاته»
    if matches!(scene.fold(end), "نفسه" | "نفسها" | "ذاته" | "ذاتها" | "عينه" | "عينها") {
        end += 1;
    }
    // «بحسب بيان البيت الأبيض»: the document and its issuer are one source
    if scene.phrases[number].bare
        && scene.phrases[number].sort == Sort::Group
        && let Some(issuer) = scene.phrase_from(end).filter(|n| scene.phrases[*n].skip == 0 && scene.phrases[*n].acts())
    {
        end = scene.phrases[issuer].tokens.end;
    } else if scene.phrases[number].bare && !scene.phrases[number].definite && opener::definite_noun(scene, end).is_some() {
        // «وفق نص الحكم»: so is its genitive that is no actor
        end += 1;
    }
    // «وفق البيان الذي نشر أمس»: said of the source and not by it
    if matches!(scene.fold(end), "الذي" | "التي" | "الذين") {
        let last = scene.text.sentences[scene.text.sentence_of(end)].end;
        end = opener::relative_end(scene, end, last).unwrap_or(last);
    }
    Some((number, end))
}

/// Who made an indefinite document, told by the asyndetic relative clause behind it: «لاستطلاع أجرته الوكالة», «لتقرير جديد نشرته الصحيفة».
fn maker(scene: &Scene<'_>, document: usize) -> Option<usize> {
    let indefinite = |r: &Reading| !r.is_verb() && r.pos() != Pos::Particle && !r.definite() && r.enc == Enclitic::None;
    if !scene.morph.readings(document).iter().any(indefinite) {
        return None;
    }
    // أجرته is «she made it» before it is «his fare»
    let made = |at: usize| scene.morph.readings(at).iter().find(|r| r.is_verb() && r.exact && r.features.is_past() && !r.pro.conjoined());
    let mut verb = document + 1;
    while verb < document + 4 && made(verb).is_none() && scene.morph.is(verb, Pos::Adjective) {
        verb += 1;
    }
    let made = made(verb)?;
    let of_it = matches!(made.enc, Enclitic::He | Enclitic::She) && scene.phrase(verb).is_none();
    scene.phrase_from(verb + 1).filter(|n| {
        of_it && !scene.governed(*n) && super::say::speaks(scene, *n) && opener::agrees_after(made.features, &scene.phrases[*n])
    })
}

/// The words that the source answers for: the rest of the sentence after a frame that begins it, the sentence before one that ends it,
/// both sides of one inside.
fn around(scene: &Scene<'_>, start: usize, end: usize, at: usize, after: usize) -> Vec<std::ops::Range<usize>> {
    let before = (at > start).then(|| {
        let first = clause_start(scene, start, at);
        first..content::trim(scene, first, at)
    });
    let before = before.filter(|r| r.end > r.start && words(scene, r) >= 2);
    // what follows the source, behind its comma
    let mut next = after;
    while next < end && (matches!(scene.mark(next), '،' | ',' | '"' | '»' | '”' | ')') || scene.timed[next]) {
        next += 1;
    }
    if matches!(scene.fold(next), "ف") || is_that(scene.fold(next)) || is_that(scene.fold(next).strip_prefix('ف').unwrap_or("")) {
        next += 1;
    }
    let follows = next < end && scene.text.is_word(next);
    let rest = || {
        let last = content::trim(scene, next, content::clause_end(scene, next, end, false));
        next..last
    };
    match before {
        None if follows => vec![rest()],
        None => Vec::new(),
        Some(before) => {
            // a new clause after the frame (و, فيما, بعد…) is not the source's for sure; an unfinished one is
            let comma = matches!(scene.mark(after), '،' | ',');
            let inside = follows
                && !scene.fold(next).starts_with('و')
                && !content::starts_cue(scene, next)
                && !new_clause(scene, next)
                && !comma_ends(scene, &before, comma);
            if inside { vec![before, rest()] } else { vec![before] }
        }
    }
}

fn words(scene: &Scene<'_>, range: &std::ops::Range<usize>) -> usize {
    range.clone().filter(|t| scene.text.tokens[*t].kind != Kind::Mark).count()
}

fn new_clause(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.fold(at), "فيما" | "بينما" | "كما" | "بعد" | "لكن" | "ولكن" | "في" | "خلال" | "علي" | "حيث" | "الذي" | "التي" | "وذلك")
}

/// A frame that is not set off by a comma before it, with nothing but a stop in reach, has ended its clause.
fn comma_ends(scene: &Scene<'_>, before: &std::ops::Range<usize>, comma: bool) -> bool {
    !comma && words(scene, before) > 30
}

/// Where the clause that a frame closes begins: the sentence's start without its و, or after the last turn of voice.
fn clause_start(scene: &Scene<'_>, start: usize, at: usize) -> usize {
    let mut first = start;
    for token in start + 1..at {
        if matches!(scene.mark(token), '،' | ',') && matches!(scene.fold(token + 1), "فيما" | "بينما") {
            first = token + 1;
        }
    }
    // «يذكر أن …»: the outlet's own words before what the source answers for
    if let Some((end, _)) = scene.listed(first, kinds::MARKER).filter(|_| content::background_marker(scene, first)) {
        first = if is_that(scene.fold(end)) { end + 1 } else { end }.min(at);
    }
    while first < at && scene.text.tokens[first].kind == Kind::Mark && !is_quote(scene.mark(first)) {
        first += 1;
    }
    first
}

/// Fixed words that are no source frame: they behave as a verb without agreement.
fn fixed(scene: &Scene<'_>, sentence: usize, at: usize, end: usize, row: u32) -> Option<(Said, usize)> {
    let frame = &scene.lexicon.say[row as usize];
    let range = scene.text.sentences[sentence].clone();
    let before =
        if at > range.start { scene.phrase(at - 1).filter(|p| !scene.governed(*p) && super::say::speaks(scene, *p)) } else { None };
    if super::say::negation(scene, at).is_some() {
        return scene.fails(at, frame.id, "negated");
    }
    let verb = scene.morph.find(at, mahdar_arabic::features::Pos::Verb).copied();
    let agrees = verb.map(|v| v.features);
    let seek = Seek { agrees, subject_before: before.is_some(), end: range.end, object: false };
    let path = opener::walk(scene, end, frame, seek);
    let Some(open) = path.opener else { return super::say::unopened(scene, at, frame, &path) };
    let who = before.or(path.subject).map_or_else(|| verb.map_or(Who::Unsaid, |v| opener::dropped(v.features)), Who::Phrase);
    let content = content::content(scene, open, range.end);
    if content.spans.is_empty() {
        return scene.fails(at, frame.id, super::say::EMPTY);
    }
    let mut candidate = said(scene, sentence, at..at + 1, Shape::Verb, frame, who);
    if matches!(scene.fold(end - 1), f if f.contains("تقارير") || f.contains("معلومات") || f.contains("انباء")) {
        candidate.who = Who::Unsaid;
    }
    candidate.addressee = path.addressee;
    candidate.holds(content);
    Some((candidate, open.start.max(at + 1)))
}
