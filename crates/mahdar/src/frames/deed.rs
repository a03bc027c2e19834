//! Deeds: meetings, agreements, withdrawals, sanctions and the rest, by verb, noun or fixed phrase.

use super::parties::{Parties, of_noun, of_verb};
use super::{Scene, Status, Who, no_deed, status};
use crate::lex::{EventFrame, Nouns};
use crate::morph::{Enclitic, Proclitics, Reading};
use crate::names::{Entity, Sort};
use crate::span::Span;
use crate::trace::Makes;
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::{Number, Pos};
use std::ops::Range;

/// A deed before its actors are known.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    pub(crate) trigger: Range<usize>,
    pub(crate) span: Span,
    pub(crate) kind: &'static str,
    pub(crate) mode: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) parties: Vec<(Who, &'static str)>,
    pub(crate) place: Option<Range<usize>>,
    pub(crate) topic: Vec<Range<usize>>,
    pub(crate) status: Status,
    /// Whether the status is only what a noun is taken for that nothing is said of.
    pub(crate) assumed: bool,
    pub(crate) status_cue: Option<Range<usize>>,
    /// Noun with the article: refers back to a deed told before.
    pub(crate) definite: bool,
    pub(crate) background: bool,
    pub(crate) indirect: bool,
    /// Whether a finite verb tells it.
    pub(crate) verb: bool,
    /// Whether a light verb or one of deciding tells of a noun (قررت طرد السفير).
    pub(crate) supported: bool,
    /// The party that a noun names as its doer: its genitive or pronoun.
    pub(crate) doer: Option<Who>,
    /// Negotiations, which go on over many meetings and do not repeat one.
    pub(crate) process: bool,
    /// A noun with only the other side named (لقاء مع فلان).
    pub(crate) one_sided: bool,
    /// It is a circumstance of another deed (وصل في زيارة).
    pub(crate) circumstance: bool,
    /// It is what another deed follows (بعد، عقب، منذ).
    pub(crate) followed: bool,
    /// How many sides its adjective gives it (الاجتماع الثلاثي).
    pub(crate) sides: Option<usize>,
    /// Results or an end are told of it: it was before what the sentence tells.
    pub(crate) over: bool,
    /// Somebody waits where another arrives (كان في استقباله), which is no talk yet.
    pub(crate) waits: bool,
    pub(crate) sentence: usize,
}

/// A deed narrated as not done.
#[derive(Clone, Debug)]
pub(crate) struct Undone {
    pub(crate) trigger: Range<usize>,
    pub(crate) kind: &'static str,
}

/// Reads the deeds of the whole document, in text order.
pub(crate) fn deeds(scene: &Scene<'_>, out: &mut Vec<Deed>, undone: &mut Vec<Undone>) {
    for (sentence, range) in scene.text.sentences.iter().enumerate() {
        let mut at = range.start;
        while at < range.end {
            if scene.skipped[at] || !scene.text.is_word(at) {
                at += 1;
                continue;
            }
            match deed(scene, sentence, at) {
                Some(Ok(found)) => {
                    at = found.trigger.end.max(at + 1);
                    if out.last().is_some_and(|last| names_again(scene, last, &found)) {
                        refuses::<()>(scene, found.trigger.start, found.rule, "the word before it tells of this deed already");
                        // «أبرمت أنقرة اتفاقا مع الاتحاد», «التوصل إلى اتفاق مع الحركة»: whom the noun names takes part
                        if let Some(last) = out.last_mut().filter(|last| last.verb || matches!(last.kind, "AGREE" | "SANCTION")) {
                            let named = found.parties.into_iter().filter(|(who, _)| matches!(who, Who::Phrase(_)));
                            let new: Vec<_> = named.filter(|(who, _)| last.parties.iter().all(|(old, _)| old != who)).collect();
                            last.parties.extend(new);
                            last.topic.extend(found.topic);
                        }
                        continue;
                    }
                    if undone.last().is_some_and(|last| not_made(scene, last, &found)) {
                        refuses::<()>(scene, found.trigger.start, found.rule, "the word before it says that it was not made");
                        undone.push(Undone { trigger: found.trigger, kind: found.kind });
                        continue;
                    }
                    if let Some(trace) = scene.trace {
                        trace.note(found.span, Makes::Event, found.rule, true, || took(scene, &found));
                    }
                    out.push(found);
                }
                Some(Err(not)) => {
                    at = not.trigger.end;
                    undone.push(not);
                }
                None => at += 1,
            }
        }
    }
}

/// «إبرام اتفاق», «فرض رسوم جمركية»: the noun right behind the word for a deed that only says what is made.
fn names_again(scene: &Scene<'_>, last: &Deed, found: &Deed) -> bool {
    // «تعليق جميع الاتصالات», «قطع العلاقات»: what is cut is not held
    let cut = last.mode == "cut-ties"
        && found.kind == "CONSULT"
        && !found.verb
        && last.sentence == found.sentence
        && found.trigger.start >= last.trigger.end
        && found.trigger.start - last.trigger.end < 4
        && (last.trigger.end..found.trigger.start).all(|t| scene.phrase(t).is_some() || matches!(scene.fold(t), "جميع" | "كل" | "كافه"));
    cut || matches!(found.kind, "AGREE" | "SANCTION")
        && last.kind == found.kind
        && !found.verb
        && (!last.verb || found.kind == "AGREE" && !found.definite)
        && (last.trigger.end == found.trigger.start
            // «فرض الولايات المتحدة لعقوبات»
            || (last.kind == "SANCTION" || last.verb)
                && last.sentence == found.sentence
                && found.trigger.start - last.trigger.end < 6
                && (last.trigger.end..found.trigger.start)
                    .all(|t| scene.phrase(t).is_some() || t + 1 == found.trigger.start && scene.fold(t) == "الي")
            || last.trigger.end + 1 == found.trigger.start && matches!(scene.fold(last.trigger.end), "الي" | "علي"))
        && (found.mode.is_empty() || found.mode == last.mode)
}

/// «لم يتم التوصل إلى اتفاق», «لم توقع المعارضة اتفاقا»: the noun is the object of what was not done.
fn not_made(scene: &Scene<'_>, undone: &Undone, found: &Deed) -> bool {
    found.kind == "AGREE"
        && undone.kind == found.kind
        && !found.verb
        && !found.definite
        && scene.text.sentences[found.sentence].start <= undone.trigger.start
        && found.trigger.start >= undone.trigger.end
        && found.trigger.start - undone.trigger.end < 6
        && (undone.trigger.end..found.trigger.start)
            .all(|t| scene.phrase(t).is_some() || scene.timed[t] || matches!(scene.fold(t), "الي" | "علي" | "بعد" | "اي" | "حتي" | "الان"))
}

/// A trigger: its tokens, its frame, and the reading that made it one.
pub(super) struct Trigger<'s> {
    pub(super) tokens: Range<usize>,
    pub(super) frame: &'s EventFrame,
    pub(super) reading: Option<Reading>,
    pub(super) verb: bool,
}

fn deed(scene: &Scene<'_>, sentence: usize, at: usize) -> Option<Result<Deed, Undone>> {
    // «استضافة اجتماع»: the hosting is the deed that its meeting stands for
    if at > scene.text.sentences[sentence].start
        && matches!(bare(scene.fold(at - 1)), "استضافه" | "استضافت" | "استضاف" | "تستضيف" | "يستضيف" | "ستستضيف" | "احتضان")
        && scene.morph.is(at, Pos::EventNoun)
    {
        return refuses(scene, at, "", "the hosting before it is the deed");
    }
    // a trigger inside the name of a body or framework is part of the name, unless the name itself is of talks or a summit
    if let Some(number) = scene.phrase(at) {
        let phrase = &scene.phrases[number];
        let talks = phrase.sort == Sort::Framework
            && phrase.tokens.start == at
            && matches!(bare(scene.fold(at)), "محادثات" | "مفاوضات" | "قمه" | "مباحثات" | "لقاء" | "اجتماع" | "اجتماعات");
        // «وفود المحادثات», «دول الاجتماع الثلاثي»: whoever takes part is called by what it is
        let attended = phrase.entity.is_none()
            && at > phrase.tokens.start
            && scene.fold(at).starts_with("ال")
            && scene.morph.is(at, Pos::EventNoun)
            && matches!(super::unjoined(scene.fold(at - 1)), "دول" | "وفود" | "وفدا" | "وفدي" | "اطراف" | "طرفا" | "طرفي");
        if !talks && !attended {
            let trigger = scene.trace.is_some() && !triggers(scene, at).is_empty();
            return if trigger { refuses(scene, at, "", "it stands inside a name") } else { None };
        }
    }
    let mut found: Option<Deed> = None;
    let mut negated = None;
    let end = scene.text.sentences[sentence].end;
    let mut triggers = triggers(scene, at);
    // of one word's guarded frames the one whose noun stands nearest: «انسحاب أمريكا من الاتفاق … ومواقع في سوريا»
    let fixed_first = usize::from(triggers.first().is_some_and(|t| !t.verb && fixed(scene, at).is_some()));
    triggers[fixed_first..].sort_by_key(|t| {
        let start = scene.text.sentences[sentence].start;
        let near = |nouns: &Nouns| {
            // «تبادل الوزير والسفير سامي نور الآراء»: somebody's title is what a thing was done to last of all
            let person =
                |o: usize| scene.phrase(o).is_some_and(|n| scene.phrases[n].sort == Sort::Person && scene.phrases[n].name.is_some());
            let ahead = object_at(scene, t.tokens.end, end, nouns).map(|o| if person(o) { 50 } else { o - at });
            ahead.or_else(|| object_before(scene, start, at, nouns).map(|o| 100 + at - o)).unwrap_or(usize::MAX)
        };
        (!t.verb, if t.frame.needs_object.is_empty() { usize::MAX } else { near(&t.frame.needs_object) })
    });
    for trigger in triggers {
        if trigger.frame.support {
            continue;
        }
        match build(scene, sentence, &trigger) {
            Some(Ok(candidate)) => {
                // the most telling frame: a guarded object before any, more parties before fewer
                let better = found.as_ref().is_none_or(|old| {
                    candidate.trigger.len() > old.trigger.len()
                        || (candidate.trigger.len() == old.trigger.len() || candidate.kind != "ASSAULT")
                            && candidate.parties.len() > old.parties.len()
                            && candidate.kind == old.kind
                });
                if better {
                    if let Some(old) = &found {
                        refuses::<()>(scene, at, old.rule, OUTBID);
                    }
                    found = Some(candidate);
                } else {
                    refuses::<()>(scene, at, trigger.frame.id, OUTBID);
                }
                if !trigger.frame.needs_object.is_empty() {
                    break;
                }
            }
            Some(Err(not)) => {
                refuses::<()>(scene, at, trigger.frame.id, "told as not done");
                negated = Some(not);
            }
            None => {}
        }
    }
    match (found, negated) {
        (Some(found), _) => Some(Ok(found)),
        (None, Some(not)) => Some(Err(not)),
        _ => None,
    }
}

/// Why a rule gives way to another of the same words.
const OUTBID: &str = "another rule of these words names more of who took part";

/// Notes that a rule of events failed at a token, and why. Always `None`, to be given back.
fn refuses<T>(scene: &Scene<'_>, at: usize, rule: &'static str, why: &'static str) -> Option<T> {
    scene.refuses(Makes::Event, at, rule, || why.to_owned())
}

/// What a deed took, in words.
fn took(scene: &Scene<'_>, deed: &Deed) -> String {
    let parties: Vec<String> = deed.parties.iter().map(|(who, role)| format!("{} as {role}", scene.named(*who))).collect();
    let parties = if parties.is_empty() { "nobody named".to_owned() } else { parties.join("; ") };
    let cue = deed.status_cue.clone().map(|c| format!(" by «{}»", scene.text.span(c).of(scene.source))).unwrap_or_default();
    format!("{}; {}{cue}", parties, deed.status.name())
}

fn triggers<'s>(scene: &'s Scene<'_>, at: usize) -> Vec<Trigger<'s>> {
    let mut out = Vec::new();
    if let Some((end, row)) = fixed(scene, at) {
        out.push(Trigger {
            tokens: at..end,
            frame: &scene.lexicon.event[row as usize],
            reading: scene.morph.readings(at).first().copied(),
            verb: false,
        });
    }
    // «بديلا قابلا للتطبيق»: an accusative participle is no verb in the dual
    let accusative = |r: &Reading| r.pos() == Pos::Active && r.exact && r.features.is_tanwin();
    let dual = |v: &Reading| v.features.number() == Number::Dual && scene.morph.readings(at).iter().any(accusative);
    // «إن وزارته لم تتمكن»: his ministry is no «and she visited him»
    let owned = |r: &Reading| r.exact && r.pro.0 == 0 && r.enc != Enclitic::None && matches!(r.pos(), Pos::OrgHead | Pos::Title);
    let body = |v: &Reading| v.pro.conjoined() && scene.morph.readings(at).iter().any(owned);
    // «قابل للتحقق»: what can be done, not whom he met
    let able = |_: &Reading| {
        matches!(super::unjoined(scene.fold(at)), "قابل" | "قابله" | "قابلا")
            && scene.fold(at + 1).starts_with('ل')
            && scene.phrase(at + 1).is_none()
    };
    let verb = scene.morph.verb(scene.text, at).filter(|v| !dual(v) && !body(v) && !able(v));
    if let Some(verb) = verb {
        let mut frames: Vec<_> = scene
            .morph
            .verbs(at, verb)
            .flat_map(|r| scene.lexicon.event_frames(r.row).map(move |f| (r, f)))
            .filter(|(_, f)| f.verb)
            .collect();
        frames.sort_by_key(|(_, f)| f.needs_object.is_empty());
        out.extend(frames.into_iter().map(|(reading, frame)| Trigger { tokens: at..at + 1, frame, reading: Some(reading), verb: true }));
    }
    // اجتماعي is social before it is my meeting
    let adjective = scene.morph.readings(at).iter().any(|r| r.pos() == Pos::Adjective && r.exact);
    let nominal = |r: &&Reading| (r.enc != Enclitic::I || !adjective) && (r.exact || !scene.morph.readings(at)[0].exact);
    for reading in scene.morph.readings(at).iter().filter(nominal) {
        match reading.pos() {
            Pos::EventNoun => {
                out.push(Trigger {
                    tokens: at..at + 1,
                    frame: &scene.lexicon.event[reading.row as usize],
                    reading: Some(*reading),
                    verb: false,
                });
            }
            Pos::Masdar if verb.is_none() || reading.definite() || reading.enc != Enclitic::None => {
                let mut frames: Vec<_> = scene.lexicon.event_frames(reading.row).filter(|f| f.masdar).collect();
                frames.sort_by_key(|f| f.needs_object.is_empty());
                out.extend(frames.into_iter().map(|frame| Trigger { tokens: at..at + 1, frame, reading: Some(*reading), verb: false }));
            }
            // «الاتفاق الموقع بين …», «المعاهدة المبرمة في …»
            Pos::Passive if verb.is_none() && reading.exact => {
                let done =
                    |f: &&EventFrame| f.kind == "AGREE" && matches!(f.mode, "sign" | "reach") && f.verb && !f.needs_object.is_empty();
                let frames = scene.lexicon.event_frames(reading.row).filter(done);
                out.extend(frames.map(|frame| Trigger { tokens: at..at + 1, frame, reading: Some(*reading), verb: false }));
            }
            _ => {}
        }
    }
    out
}

/// A fixed phrase, with the article and case endings allowed on each word and clitics before the first.
fn fixed(scene: &Scene<'_>, at: usize) -> Option<(usize, u32)> {
    let fold = scene.fold(at);
    let mut best = None;
    for first in shapes(fold) {
        let mut walk = scene.lexicon.blob.phrase_walk();
        if !walk.step(first) {
            continue;
        }
        let mut end = at + 1;
        loop {
            if let Some(value) = walk.value()
                && let Some((_, row)) = scene.lexicon.blob.phrase_rows(value).find(|(kind, _)| *kind == kinds::EVENT)
                && best.is_none_or(|(old, _)| end > old)
                && (end > at + 1 || first == fold || first.starts_with("ال"))
            {
                best = Some((end, row));
            }
            if end > at + 6 {
                break;
            }
            let next = scene.fold(end);
            let Some(stepped) = shapes(next).find_map(|shape| {
                let mut tried = walk;
                tried.step(shape).then_some(tried)
            }) else {
                break;
            };
            walk = stepped;
            end += 1;
        }
    }
    best
}

/// A folded word as it is, and without conjunction, preposition, article and the alef of tanwin.
fn shapes(fold: &str) -> impl Iterator<Item = &str> {
    let plain = fold.strip_prefix('و').filter(|s| s.len() >= 6).unwrap_or(fold);
    let inner = plain.strip_prefix(['ب', 'ل', 'ك']).filter(|s| s.len() >= 6).unwrap_or(plain);
    // للاتفاق is ل and الاتفاق, للجنة ل and اللجنة
    let merged = plain.strip_prefix("لل").filter(|s| s.len() >= 6).unwrap_or(plain);
    let bare = inner.strip_prefix("ال").filter(|s| s.len() >= 4).unwrap_or(inner);
    let caseless = |word: &'_ str| -> usize { word.strip_suffix('ا').filter(|s| s.len() >= 6).map_or(word.len(), str::len) };
    // وفدا is no و + فدا: the whole word loses its ending too
    let (whole, stem) = (&fold[..caseless(fold)], &bare[..caseless(bare)]);
    [fold, plain, inner, bare, stem, whole, merged].into_iter().filter(|s| !s.is_empty())
}

pub(super) fn bare(fold: &str) -> &str {
    let plain = fold.trim_start_matches(['و', 'ب', 'ل', 'ف', 'ك']);
    plain.strip_prefix("ال").unwrap_or(plain)
}

fn build(scene: &Scene<'_>, sentence: usize, trigger: &Trigger<'_>) -> Option<Result<Deed, Undone>> {
    let frame = trigger.frame;
    let at = trigger.tokens.start;
    let end = scene.text.sentences[sentence].end;
    if trigger.verb && trigger.reading.is_some_and(|r| r.features.which_person() == 2) {
        return refuses(scene, at, frame.id, "in the second person");
    }
    // «قصفت الكتائب»: who writes like «I» is she, unless somebody is quoted
    let i = |r: Reading| r.features.which_person() == 1 && r.features.number() == Number::Singular;
    if trigger.verb && trigger.reading.is_some_and(i) && scene.quote_around(at).is_none() {
        return refuses(scene, at, frame.id, "in the first person singular, and nobody is quoted");
    }
    // «الاتفاق الذي أبرم»: the object stands before its relative clause
    let object_met = !frame.needs_object.is_empty()
        && (object_follows(scene, trigger.tokens.end, end, &frame.needs_object)
            || trigger.verb
                && relative(scene, at)
                && object_follows(scene, at.saturating_sub(5).max(scene.text.sentences[sentence].start), at, &frame.needs_object));
    // «خطة العمل المشتركة التي أبرمتها»: an agreement by its own name
    let made = |range: Range<usize>| {
        frame.kind == "AGREE" && range.into_iter().any(|t| scene.phrase(t).is_some_and(|n| scene.phrases[n].sort == Sort::Framework))
    };
    let object_met = object_met || !frame.needs_object.is_empty() && trigger.verb && relative(scene, at) && at >= 2 && made(at - 2..at - 1);
    // «انسحاب مسلحي الجماعة من المدينة», «المئات من مسلحي الفيلق خرجوا»: those under arms who leave
    let lemma = trigger.reading.map_or("", |r| scene.lexicon.verbs.get(r.row as usize, "lemma"));
    let leaves = matches!(lemma, "خرج" | "انسحب") && frame.mode == "withdraw" && !frame.needs_object.is_empty() && {
        // «انسحاب القوات» has a rule of its own
        let forces = |n: usize| bare(scene.fold(scene.phrases[n].tokens.start)) == "قوات";
        let fighter = |t: usize| scene.phrase(t).is_some_and(|n| !forces(n) && (armed(scene, n) || fighters(scene, n)));
        let start = scene.text.sentences[sentence].start;
        (trigger.tokens.end..end.min(trigger.tokens.end + 3)).any(fighter)
            || trigger.verb && (at.saturating_sub(1).max(start)..at).any(fighter)
    };
    let object_met = object_met || leaves;
    let passive_participle = !trigger.verb && trigger.reading.is_some_and(|r| r.pos() == Pos::Passive);
    let before = at.saturating_sub(5).max(scene.text.sentences[sentence].start);
    if passive_participle && !object_follows(scene, before, at, &frame.needs_object) && !(at > 0 && made(at - 1..at)) {
        return refuses(scene, at, frame.id, "a participle without the noun that was made, signed or reached");
    }
    let object_met = object_met || passive_participle;
    // «الانسحاب الأميركي منه», «والذي انسحبت منه»: the noun stands before, and a pronoun goes back to it
    let object_met = object_met
        || !frame.needs_object.is_empty()
            && (trigger.tokens.end..end.min(trigger.tokens.end + 4)).any(|t| matches!(scene.fold(t), "منه" | "منها"))
            && object_before(scene, scene.text.sentences[sentence].start, at, &frame.needs_object).is_some();
    // «وكان متظاهرون قد حطموا …»: the guarded noun is the subject before its verb
    let object_met = object_met
        || trigger.verb
            && frame.kind == "PROTEST"
            && !frame.needs_object.is_empty()
            && (at.saturating_sub(4).max(scene.text.sentences[sentence].start)..at)
                .any(|t| shapes(scene.fold(t)).any(|shape| frame.needs_object.contains(shape)));
    if !frame.needs_object.is_empty() && !object_met && !frame.needs_actor && !frame.needs_state && !frame.needs_with {
        return scene.refuses(Makes::Event, at, frame.id, || format!("none of its nouns stands near: {}", frame.needs_object));
    }
    let mut parties = Parties::default();
    if trigger.verb {
        of_verb(scene, sentence, trigger, end, &mut parties);
    } else {
        of_noun(scene, sentence, trigger, end, &mut parties);
    }
    // «الاتفاق الذي أبرم»: of a relative clause without its pronoun the noun before it is what was done, and nobody says by whom
    if trigger.verb
        && object_met
        && relative(scene, at)
        && trigger.reading.is_some_and(|r| r.enc == Enclitic::None)
        && object_follows(scene, at.saturating_sub(4).max(scene.text.sentences[sentence].start), at, &frame.needs_object)
    {
        parties.list.retain(|(who, _)| !matches!(who, Who::Dropped(..)));
    }
    // «سحب قواتها», «إرسال جنوده»: whose forces they are does it
    if matches!(frame.kind, "RETREAT" | "MOBILIZE") {
        for (who, _) in &mut parties.list {
            *who = forces_of(scene, *who).unwrap_or(*who);
        }
        parties.doer = parties.doer.map(|who| forces_of(scene, who).unwrap_or(who));
    }
    // «استدعت سفيرها»: who is called home takes no part
    if frame.mode == "recall" {
        let own = |n: usize| {
            let first = scene.phrases[n].tokens.start;
            scene.morph.readings(first).iter().any(|r| r.pos() == Pos::Title && r.enc != Enclitic::None && r.exact)
        };
        parties.list.retain(|(who, _)| !matches!(who, Who::Phrase(n) if own(*n)));
        parties.doer = parties.doer.filter(|who| !matches!(who, Who::Phrase(n) if own(*n)));
    }
    let has_state = parties.list.iter().any(|(who, _)| match who {
        Who::Phrase(n) => stately(scene, *n),
        _ => false,
    });
    let guarded = frame.needs_actor || frame.needs_state || frame.needs_with || !frame.needs_object.is_empty();
    // a verb at the head of its clause with a bare noun behind it has that noun for its subject, and it is nobody
    let nobody = parties.list.iter().all(|(w, _)| matches!(w, Who::Dropped(..)))
        && super::opener::noun_starts(scene, trigger.tokens.end)
        && !scene.timed.get(trigger.tokens.end).copied().unwrap_or(false);
    if trigger.verb && nobody && !object_met {
        parties.list.clear();
    }
    let named = parties.list.iter().any(|(w, _)| matches!(w, Who::Phrase(_)));
    let met = frame.kind == "CONSULT" && frame.needs_state && named
        || object_met
        || frame.needs_with
            && (parties.with || trigger.verb && parties.list.iter().filter(|(w, _)| matches!(w, Who::Phrase(_))).count() > 1)
        || frame.needs_actor && (!parties.list.is_empty())
        || frame.needs_state && has_state;
    // a definite noun refers back to what was told with its parties; a noun under a light verb has them from it
    let refers = !trigger.verb && frame.kind == "CONSULT" && trigger.reading.is_some_and(|r| r.definite() || r.enc != Enclitic::None);
    // تم الاتفاق, جرى لقاء: the passive light verb vouches for the deed
    let passive = at > 0 && matches!(scene.fold(at - 1), "تم" | "وتم" | "تمت" | "يتم" | "جري" | "جرت" | "يجري" | "سيتم");
    // «لبحث», «للتشاور»: the purpose of another deed
    let purpose = !trigger.verb && trigger.reading.is_some_and(|r| r.pos() == Pos::Masdar && r.pro.has(Proclitics::FOR));
    // «غير قابلة للتفاوض»: what is said of a thing
    let negotiable = purpose && at > 0 && matches!(bare(scene.fold(at - 1)), "قابل" | "قابله" | "قابلين" | "قابلا");
    if negotiable || purpose && parties.list.is_empty() && matches!(frame.mode, "talks" | "visit") {
        return refuses(scene, at, frame.id, "a purpose that nobody is named for");
    }
    // «أهمية الحوار», «اخترنا الحوار»: dialogue as such is no meeting
    let concept = !trigger.verb && bare(scene.fold(at)) == "حوار" && trigger.reading.is_some_and(|r| r.definite());
    if concept && parties.list.is_empty() && !parties.supported && parties.place.is_none() {
        return refuses(scene, at, frame.id, "dialogue as such is no meeting");
    }
    // violence is told where it is the article's own news
    if frame.kind == "ASSAULT" && !scene.violence && (!trigger.verb || sentence > 2 || !has_state) {
        return refuses(scene, at, frame.id, "violence that is not the report's own news, or not done by a state or an armed party");
    }
    // whoever is told to do it or to suffer it: gunmen, «18 شخصا»
    let violent = frame.kind == "ASSAULT"
        && scene.violence
        && (frame.needs_object.is_empty() || object_met)
        && (named
            || people_follow(scene, trigger.tokens.end, end)
            // a fixed phrase says it by itself; «مواجهات» and «هجوم» alone are of sports as well
            || !trigger.verb && (trigger.tokens.len() > 1 || parties.place.is_some())
            || trigger.verb && subject_noun(scene, at, sentence));
    if let Some(why) = no_deed::reason(scene, trigger, &parties) {
        return refuses(scene, at, frame.id, why);
    }
    // «في لقاء مع القناة»: an interview is where something was said
    let outlet = |who: &Who| matches!(who, Who::Phrase(n) if media(scene, *n));
    if frame.kind == "CONSULT" && matches!(frame.mode, "meet" | "talks") && parties.list.iter().any(|(who, _)| outlet(who)) {
        return refuses(scene, at, frame.id, "an interview is where something was said");
    }
    // «وصول القوات التركية إلى مشارف المدينة»: an army that comes visits nobody
    let army = |who: &Who| matches!(who, Who::Phrase(n) if armed(scene, *n));
    if frame.mode == "visit" && !parties.list.is_empty() && parties.list.iter().all(|(who, _)| army(who)) {
        return refuses(scene, at, frame.id, "an army that comes visits nobody");
    }
    // «أمضى آلاف المحتجين ليلتهم أمام البرلمان»: a stay is a visit to a place that is named
    if matches!(frame.id, "visit.amda" | "visit.qada") && parties.place.is_none() {
        parties.place = stayed_in(scene, trigger.tokens.end, end, &frame.needs_object);
        if parties.place.is_none() {
            return refuses(scene, at, frame.id, "a stay, and no place is named");
        }
    }
    // «الوصول إلى السوق»: access is no visit
    let goes = |r: Reading| {
        r.pos() == Pos::Masdar && r.definite() && matches!(scene.lexicon.verbs.get(r.row as usize, "lemma"), "وصل" | "توجه" | "غادر")
    };
    let access = frame.mode == "visit" && !trigger.verb && trigger.reading.is_some_and(goes);
    if access && parties.list.is_empty() && parties.place.is_none() {
        return refuses(scene, at, frame.id, "nobody who goes, and nowhere");
    }
    // «شن المتحدث هجوما على …»: what one person attacks, he attacks with words
    let alone_person = parties.list.first().is_some_and(
        |(who, _)| matches!(who, Who::Phrase(n) if scene.phrases[*n].sort == Sort::Person && scene.phrases[*n].number == Number::Singular),
    );
    if frame.id == "assault.shanna" && alone_person {
        return refuses(scene, at, frame.id, "one person attacks with words");
    }
    if frame.id == "agree.ittifaq"
        && !passive
        && (!parties.list.iter().any(|(w, _)| matches!(w, Who::Phrase(_))) || trigger.reading.is_some_and(|r| r.definite()))
    {
        return refuses(scene, at, frame.id, "an agreement that is spoken of, not made: definite, or without parties");
    }
    if guarded
        && !met
        && !violent
        && !passive
        && !refers
        && !(frame.kind == "CONSULT" && !trigger.verb && parties.supported)
        && !(diplomatic_noun(scene, trigger))
    {
        return scene.refuses(Makes::Event, at, frame.id, || wanted(frame));
    }
    // «يبحث عن حل للأزمة»: what one looks for
    let looks = trigger.verb
        && trigger.reading.is_some_and(|r| scene.lexicon.verbs.get(r.row as usize, "lemma") == "بحث")
        && (trigger.tokens.end..end.min(trigger.tokens.end + 4))
            .take_while(|t| scene.fold(*t) != "مع")
            .any(|t| matches!(scene.fold(t), "عن" | "عنه" | "عنها" | "عنهم"));
    if looks {
        return refuses(scene, at, frame.id, "what one looks for is no talk");
    }
    // «تكاليف الاتصالات», «قمة جبل», «حق التظاهر», «استقال احتجاجا على»: a sector, a peak, a right, a reason
    let next = bare(scene.fold(trigger.tokens.end));
    let previous = if at > 0 { scene.fold(at - 1) } else { "" };
    let sector = matches!(
        super::unjoined(previous),
        "قطاع"
            | "تكاليف"
            | "وساءل"
            | "شركه"
            | "شركات"
            | "شبكه"
            | "شبكات"
            | "اجهزه"
            | "خدمات"
            | "خدمه"
            | "تكنولوجيا"
            | "معدات"
            | "سوق"
            | "استخدام"
            | "مجال"
    );
    // «المنتدى التونسي للحقوق», «ينظر المنتدى العراقي»: a forum with its nation is a body
    let forum = scene.fold(at).ends_with("المنتدي") && scene.nationality(trigger.tokens.end).is_some();
    let other_thing = frame.id == "meet.ittisalat" && sector
        || forum
        || frame.mode == "summit" && matches!(next, "جبل" | "جبال" | "هرم" | "تل" | "برج" | "عمود")
        || frame.kind == "PROTEST" && matches!(super::unjoined(previous), "حق" | "الحق" | "حريه")
        || frame.kind == "PROTEST" && bare(scene.fold(at)) == "احتجاجا" && scene.fold(trigger.tokens.end) == "علي" && !parties.supported;
    if !trigger.verb && other_thing {
        return refuses(scene, at, frame.id, "a sector, a peak, a right or a reason, and no deed");
    }
    let refusable = matches!(frame.kind, "CONSULT" | "AGREE" | "COOPERATE" | "AID" | "CONCEDE") && frame.mode != "visit"
        || frame.kind == "RETREAT" && trigger.reading.is_some_and(|r| r.definite());
    let Some((state, cue, assumed)) = status::status(scene, sentence, trigger.tokens.clone(), trigger.verb, trigger.reading, refusable)
    else {
        return Some(Err(Undone { trigger: trigger.tokens.clone(), kind: frame.kind }));
    };
    // «يجري الوزيران محادثات»: the light verb has the tense that its noun lacks
    let object = at > 0 && !super::is_preposition(previous) && !matches!(super::unjoined(previous), "منذ" | "اثناء" | "اثر");
    let told = parties.support.filter(|_| !trigger.verb && object).map(|verb| status::supported(scene, sentence, verb));
    let (state, cue, assumed) = match told {
        Some(status::Support::Undone) => return Some(Err(Undone { trigger: trigger.tokens.clone(), kind: frame.kind })),
        Some(status::Support::As(state, cue)) if assumed => (state, cue, false),
        _ => (state, cue, assumed),
    };
    // «المفاوضات صعبة»: negotiations are a process, under way unless it is said otherwise
    let process = !trigger.verb && matches!(bare(scene.fold(at)), "مفاوضات" | "تفاوض" | "مفاوضاته" | "مفاوضاتها");
    let goes_on =
        process && assumed && parties.support.is_none() && trigger.reading.is_some_and(|r| r.definite() && !r.pro.has(Proclitics::FOR));
    let state = if goes_on && state == Status::Happened && !ended(previous) { Status::Ongoing } else { state };
    // «قبل التوصل للاتفاق النووي»: an agreement that has its name was reached
    let reached = frame.kind == "AGREE"
        && !trigger.verb
        && state == Status::Planned
        && (trigger.tokens.end..end.min(trigger.tokens.end + 2))
            .any(|t| scene.phrase_from(t).is_some_and(|n| matches!(scene.phrases[n].entity, Some(Entity::Framework(_)))));
    let before_it = at > 0 && matches!(super::unjoined(scene.fold(at - 1)), "قبل" | "قبيل");
    let (state, cue) = if reached && before_it { (Status::Happened, None) } else { (state, cue) };
    let definite = trigger.reading.is_some_and(|r| r.definite());
    let parties_doer = parties.doer;
    let supported = parties.supported && !trigger.verb;
    let alone = parties.list.len() == 1;
    let was = scene.fold(scene.text.sentences[sentence].start);
    let waits = frame.mode == "host" && (super::parties::waits(scene, at) || airport(scene, at));
    Some(Ok(Deed {
        span: trigger.reading.map_or_else(|| scene.text.span(trigger.tokens.clone()), |reading| scene.stem_span(&trigger.tokens, reading)),
        trigger: trigger.tokens.clone(),
        kind: frame.kind,
        mode: frame.mode,
        rule: frame.id,
        parties: parties.list,
        place: parties.place,
        topic: parties.topic,
        status: if frame.status.is_empty() { state } else { Status::named(frame.status).unwrap_or(state) },
        assumed: assumed && frame.status.is_empty(),
        status_cue: cue,
        definite,
        background: !waits && matches!(was, "وكان" | "وكانت" | "يذكر" | "ويذكر"),
        indirect: (trigger.tokens.end..end.min(trigger.tokens.end + 3)).any(|t| scene.fold(t) == "مباشره" && scene.fold(t - 1) == "غير"),
        verb: trigger.verb,
        supported,
        doer: parties_doer,
        process,
        one_sided: !trigger.verb
            && frame.kind == "CONSULT"
            && (parties.with && parties.count_with == 1 || purpose && alone && matches!(frame.mode, "meet" | "host")),
        circumstance: previous == "في",
        followed: matches!(super::unjoined(previous), "بعد" | "عقب" | "منذ" | "اثر" | "اعقاب" | "غداه" | "بعيد"),
        sides: (trigger.tokens.end..end.min(trigger.tokens.end + 2)).find_map(|t| sided(scene.fold(t))),
        over: matches!(super::unjoined(previous), "نتاءج" | "حصيله" | "ختام" | "اختتام" | "انتهاء" | "مخرجات" | "اعقاب"),
        waits,
        sentence,
    }))
}

/// The place behind the length of a stay, past whatever stands between its verb and that: «سيمضي الوزير، الذي …، الليل في بغداد».
fn stayed_in(scene: &Scene<'_>, from: usize, end: usize, lengths: &Nouns) -> Option<Range<usize>> {
    let length = object_at(scene, from, end, lengths)?;
    let within = (length + 1..end.min(length + 5)).find(|t| scene.fold(*t) == "في")? + 1;
    let place = &scene.phrases[scene.phrase_from(within)?];
    matches!(place.sort, Sort::Place | Sort::State).then(|| place.tokens.clone())
}

/// How many sides an adjective says that a meeting has: ثلاثي, الرباعية.
pub(super) fn sided(fold: &str) -> Option<usize> {
    let bare = fold.strip_prefix("ال").unwrap_or(fold);
    let adjectives = ["ثلاثي", "رباعي", "خماسي", "سداسي", "سباعي"];
    adjectives.iter().position(|a| bare == *a || bare.strip_suffix('ه') == Some(a)).map(|at| at + 3)
}

/// Whether the folded word before a noun says that it is over: «بعد المفاوضات», «انهيار المفاوضات», «جرت المفاوضات».
fn ended(before: &str) -> bool {
    matches!(
        super::unjoined(before),
        "بعد"
            | "عقب"
            | "منذ"
            | "اثر"
            | "اعقاب"
            | "ختام"
            | "انهيار"
            | "خلال"
            | "اثناء"
            | "انتهاء"
            | "انتهت"
            | "جرت"
            | "فشلت"
            | "انهارت"
            | "تعثرت"
    )
}

/// «هبطت طائرته في مطار بيونغ يانغ. واستقبله نائب الرئيس»: whether a reception is told right behind an airport or at one.
fn airport(scene: &Scene<'_>, at: usize) -> bool {
    let named = |t: usize| matches!(super::unjoined(scene.fold(t)).trim_start_matches(['ب', 'ل']), "مطار" | "المطار");
    (at.saturating_sub(12)..at + 10).any(named)
}

/// What a guarded frame asks for, in words.
fn wanted(frame: &EventFrame) -> String {
    let asks = [
        (frame.needs_actor, "somebody named who takes part".to_owned()),
        (frame.needs_state, "a state, a body or an official among its parties".to_owned()),
        (frame.needs_with, "a party behind مع or beside the other".to_owned()),
        (!frame.needs_object.is_empty(), format!("one of its nouns near: {}", frame.needs_object)),
    ];
    let asks: Vec<String> = asks.into_iter().filter(|(asks, _)| *asks).map(|(_, what)| what).collect();
    format!("it asks for {}", asks.join(", or "))
}

/// Whether people who are counted or named by a common noun stand close behind a verb: «قتل 18 شخصا», «خطفوا أربعة مهندسين».
fn people_follow(scene: &Scene<'_>, from: usize, end: usize) -> bool {
    (from..end.min(from + 4)).any(|t| {
        scene.text.tokens[t].kind == crate::text::Kind::Number
            || PEOPLE.iter().any(|p| bare(scene.fold(t)).starts_with(p))
            || scene.morph.readings(t).iter().any(|r| r.exact && matches!(r.pos(), Pos::Title | Pos::OrgHead | Pos::Nisba))
    })
}

/// Whether whoever does a deed of violence stands right before its verb, by a common noun: «إن مسلحين مجهولين اغتالوا».
fn subject_noun(scene: &Scene<'_>, at: usize, sentence: usize) -> bool {
    let start = scene.text.sentences[sentence].start;
    (at.saturating_sub(3).max(start)..at).any(|t| PEOPLE.iter().any(|p| bare(scene.fold(t)).starts_with(p)))
}

/// Beginnings of folded nouns of those who do or suffer violence.
const PEOPLE: [&str; 46] = [
    "شخص",
    "اشخاص",
    "مدني",
    "جندي",
    "جنود",
    "شرطي",
    "شرطه",
    "طفل",
    "اطفال",
    "امراه",
    "نساء",
    "رجل",
    "رجال",
    "مسلح",
    "مقاتل",
    "متمرد",
    "ارهابي",
    "انتحاري",
    "مجهول",
    "عنصر",
    "عناصر",
    "ضابط",
    "ضباط",
    "قاءد",
    "قياد",
    "مواطن",
    "صحاف",
    "صحفي",
    "رهاءن",
    "رهينه",
    "عامل",
    "عمال",
    "مهندس",
    "طالب",
    "طلاب",
    "سكان",
    "متظاهر",
    "محتج",
    "ناشط",
    "عشرات",
    "مءات",
    "العشرات",
    "سيار",
    "طاءر",
    "قوات",
    "مصل",
];

/// Whether a verb stands in a relative clause behind a noun.
fn relative(scene: &Scene<'_>, at: usize) -> bool {
    at > 0 && matches!(scene.fold(at - 1), "الذي" | "التي" | "اللذين" | "اللتين" | "اللذان" | "اللتان")
}

/// Nouns that name a diplomatic meeting by themselves: plural or definite talks, negotiations, summits.
fn diplomatic_noun(scene: &Scene<'_>, trigger: &Trigger<'_>) -> bool {
    !trigger.verb
        && trigger.frame.kind == "CONSULT"
        && matches!(
            bare(scene.fold(trigger.tokens.start)),
            "محادثات"
                | "مباحثات"
                | "مفاوضات"
                | "مشاورات"
                | "قمه"
                | "لقاءات"
                | "اجتماعات"
                | "اجتماع"
                | "لقاء"
                | "اجتماعا"
                | "لقاءا"
                | "زياره"
                | "جوله"
                | "مءتمر"
                | "وساطه"
                | "قمم"
        )
}

/// Whether one of the nouns stands within nine words or names, times not counted.
fn object_follows(scene: &Scene<'_>, from: usize, end: usize, nouns: &Nouns) -> bool {
    object_at(scene, from, end, nouns).is_some()
}

/// The token of the nearest of the nouns within sixteen tokens before.
fn object_before(scene: &Scene<'_>, start: usize, at: usize, nouns: &Nouns) -> Option<usize> {
    (at.saturating_sub(16).max(start)..at).rev().find(|t| shapes(scene.fold(*t)).any(|shape| nouns.contains(shape)))
}

/// The token of the nearest of the nouns within nine words or names, times not counted.
fn object_at(scene: &Scene<'_>, from: usize, end: usize, nouns: &Nouns) -> Option<usize> {
    let (mut at, mut units) = (from, 0);
    while at < end && units < 9 && !matches!(scene.mark(at), '.' | '؛' | ':') {
        if shapes(scene.fold(at)).any(|shape| nouns.contains(shape)) {
            return Some(at);
        }
        units += usize::from(!scene.timed[at] && !scene.phrase(at).is_some_and(|n| scene.phrases[n].tokens.start != at));
        at += 1;
    }
    None
}

/// A newspaper, channel or agency.
pub(super) fn media(scene: &Scene<'_>, number: usize) -> bool {
    let phrase = &scene.phrases[number];
    let class = |row: u32| scene.lexicon.orgs.get(row as usize, "class");
    matches!(phrase.entity, Some(Entity::Org(row)) if matches!(class(row), "media" | "agency"))
        || phrase.sort != Sort::Person
            && phrase.head.is_some_and(|row| scene.lexicon.orgheads.get(row as usize, "class") == "media")
            && phrase.sort != Sort::Group
}

/// A body under arms, told by its head noun or by the table.
pub(super) fn armed(scene: &Scene<'_>, number: usize) -> bool {
    let phrase = &scene.phrases[number];
    let head = phrase.head.is_some_and(|row| scene.lexicon.orgheads.get(row as usize, "class") == "armed");
    let listed = matches!(phrase.entity, Some(Entity::Org(row)) if scene.lexicon.orgs.get(row as usize, "class") == "armed");
    phrase.sort != Sort::Person && (head || listed)
}

/// «متطرفي جيش الإسلام», «مسلحي الحركة»: fighters, named by whose they are.
fn fighters(scene: &Scene<'_>, number: usize) -> bool {
    let start = scene.phrases[number].tokens.start;
    let word = super::unjoined(scene.fold(start));
    let before = start.checked_sub(1).map_or("", |t| scene.fold(t));
    [word, before].iter().any(|w| {
        let bare = w.strip_prefix("ال").unwrap_or(w);
        fighter_noun(bare) || matches!(bare, "متمردي" | "متمردين" | "ارهابيي")
    })
}

/// Whether a folded noun is one for the fighters of the body behind it.
pub(crate) fn fighter_noun(fold: &str) -> bool {
    matches!(fold, "مسلحي" | "مسلحو" | "مسلحين" | "مقاتلي" | "مقاتلو" | "مقاتلين" | "متطرفي" | "متطرفو" | "عناصر")
}

/// Whose forces a phrase with a pronoun names: «قواتها», «جنوده».
fn forces_of(scene: &Scene<'_>, who: Who) -> Option<Who> {
    let Who::Phrase(number) = who else { return None };
    let phrase = &scene.phrases[number];
    let bare = super::unjoined(scene.fold(phrase.tokens.start)).trim_start_matches(['ب', 'ل']);
    let forces = ["قوات", "جيش", "جنود", "مقاتل", "عناصر", "وحدات", "عسكري", "مسلحي"].iter().any(|w| bare.starts_with(w));
    let readings = scene.morph.readings(phrase.tokens.start);
    let owned = readings.iter().find(|r| r.exact && !matches!(r.enc, Enclitic::None | Enclitic::I | Enclitic::You))?;
    forces.then(|| Who::of_pronoun(owned.enc)).flatten()
}

/// A state, its capital, or a body of it; the government or opposition of none that is named.
fn stately(scene: &Scene<'_>, number: usize) -> bool {
    let phrase = &scene.phrases[number];
    let head = |row: u32| {
        scene.lexicon.orgheads.get(row as usize, "head") == "حكومة" || scene.lexicon.orgheads.get(row as usize, "class") == "party"
    };
    matches!(phrase.entity, Some(Entity::State(_)))
        || phrase.state.is_some()
        || matches!(phrase.sort, Sort::Organization | Sort::Person) && phrase.entity.is_some()
        || phrase.title.is_some()
        || phrase.definite && phrase.head.is_some_and(head)
}
