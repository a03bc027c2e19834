//! Deeds: meetings, agreements, withdrawals, sanctions and the rest, by verb, noun or fixed phrase.

use super::opener::{agrees_after, agrees_before, conjoined, preposition_of};
use super::{Scene, Status, Who, is_preposition, is_that, letter_len, status};
use crate::lex::{EventFrame, Role};
use crate::morph::{Enclitic, Proclitics, Reading};
use crate::names::{Entity, Sort};
use crate::span::Span;
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::{Gender, Number, Pos};
use std::ops::Range;

/// The farthest that a participant may stand from its trigger, in tokens.
const REACH: usize = 26;

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
    pub(crate) status_cue: Option<Range<usize>>,
    /// Noun with the article: refers back to a deed told before.
    pub(crate) definite: bool,
    pub(crate) background: bool,
    pub(crate) indirect: bool,
    /// Whether a finite verb tells it.
    pub(crate) verb: bool,
    /// The party that a noun names as its doer: its genitive or pronoun.
    pub(crate) doer: Option<Who>,
    /// A noun with only the other side named (لقاء مع فلان).
    pub(crate) one_sided: bool,
    pub(crate) sentence: usize,
}

/// A deed narrated as not done.
#[derive(Clone, Debug)]
pub(crate) struct Undone {
    pub(crate) trigger: Range<usize>,
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

/// A trigger: its tokens, its frame, and the reading that made it one.
struct Trigger<'s> {
    tokens: Range<usize>,
    frame: &'s EventFrame,
    reading: Option<Reading>,
    verb: bool,
}

fn deed(scene: &Scene<'_>, sentence: usize, at: usize) -> Option<Result<Deed, Undone>> {
    // «استضافة اجتماع»: the hosting is the deed that its meeting stands for
    if at > scene.text.sentences[sentence].start
        && matches!(bare(scene.fold(at - 1)), "استضافه" | "استضافت" | "استضاف" | "تستضيف" | "يستضيف" | "ستستضيف" | "احتضان")
        && scene.morph.is(at, Pos::EventNoun)
    {
        return None;
    }
    // a trigger inside the name of a body or framework is part of the name, unless the name itself is of talks or a summit
    if let Some(number) = scene.phrase(at) {
        let phrase = &scene.phrases[number];
        let talks = phrase.sort == Sort::Framework
            && phrase.tokens.start == at
            && matches!(bare(scene.fold(at)), "محادثات" | "مفاوضات" | "قمه" | "مباحثات" | "لقاء" | "اجتماع" | "اجتماعات");
        if !talks {
            return None;
        }
    }
    let mut found: Option<Deed> = None;
    let mut negated = None;
    for trigger in triggers(scene, at) {
        if trigger.frame.support {
            continue;
        }
        match build(scene, sentence, &trigger) {
            Some(Ok(candidate)) => {
                // the most telling frame: a guarded object before any, more parties before fewer
                let better = found.as_ref().is_none_or(|old| {
                    candidate.trigger.len() > old.trigger.len() || candidate.parties.len() > old.parties.len() && candidate.kind == old.kind
                });
                if better {
                    found = Some(candidate);
                }
                if !trigger.frame.needs_object.is_empty() {
                    break;
                }
            }
            Some(Err(not)) => negated = Some(not),
            None => {}
        }
    }
    match (found, negated) {
        (Some(found), _) => Some(Ok(found)),
        (None, Some(not)) => Some(Err(not)),
        _ => None,
    }
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
    let verb = scene.morph.verb(scene.text, at);
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
    let nominal = |r: &&Reading| (r.enc != Enclitic::I || !adjective) && r.exact || !scene.morph.readings(at)[0].exact;
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
            if end > at + 6 || !walk.step(" ") {
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
    let bare = inner.strip_prefix("ال").filter(|s| s.len() >= 4).unwrap_or(inner);
    let caseless = bare.strip_suffix('ا').filter(|s| s.len() >= 6).unwrap_or(bare);
    [fold, plain, inner, bare, caseless].into_iter().filter(|s| !s.is_empty())
}

fn bare(fold: &str) -> &str {
    let plain = fold.trim_start_matches(['و', 'ب', 'ل', 'ف', 'ك']);
    plain.strip_prefix("ال").unwrap_or(plain)
}

fn build(scene: &Scene<'_>, sentence: usize, trigger: &Trigger<'_>) -> Option<Result<Deed, Undone>> {
    let frame = trigger.frame;
    let at = trigger.tokens.start;
    let end = scene.text.sentences[sentence].end;
    if trigger.verb && trigger.reading.is_some_and(|r| r.features.which_person() == 2) {
        return None;
    }
    // «الاتفاق الذي أبرم»: the object stands before its relative clause
    let object_met = !frame.needs_object.is_empty()
        && (object_follows(scene, trigger.tokens.end, end, &frame.needs_object)
            || trigger.verb
                && relative(scene, at)
                && object_follows(scene, at.saturating_sub(5).max(scene.text.sentences[sentence].start), at, &frame.needs_object));
    if !frame.needs_object.is_empty() && !object_met && !frame.needs_actor && !frame.needs_state && !frame.needs_with {
        return None;
    }
    let mut parties = Parties::default();
    if trigger.verb {
        of_verb(scene, sentence, trigger, end, &mut parties);
    } else {
        of_noun(scene, sentence, trigger, end, &mut parties);
    }
    let has_state = parties.list.iter().any(|(who, _)| match who {
        Who::Phrase(n) => stately(scene, *n),
        _ => false,
    });
    let guarded = frame.needs_actor || frame.needs_state || !frame.needs_object.is_empty();
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
        || frame.needs_with && parties.with
        || frame.needs_actor && (!parties.list.is_empty())
        || frame.needs_state && has_state;
    // a definite noun refers back to what was told with its parties; a noun under a light verb has them from it
    let refers = !trigger.verb && frame.kind == "CONSULT" && trigger.reading.is_some_and(|r| r.definite() || r.enc != Enclitic::None);
    // تم الاتفاق, جرى لقاء: the passive light verb vouches for the deed
    let passive = at > 0 && matches!(scene.fold(at - 1), "تم" | "وتم" | "تمت" | "يتم" | "جري" | "جرت" | "يجري" | "سيتم");
    // «لبحث», «للتشاور»: the purpose of another deed
    let purpose = !trigger.verb && trigger.reading.is_some_and(|r| r.pos() == Pos::Masdar && r.pro.has(Proclitics::FOR));
    if purpose && parties.list.is_empty() && matches!(frame.mode, "talks" | "visit") {
        return None;
    }
    // violence is told where it is the article's own news
    if frame.kind == "ASSAULT" && (!trigger.verb || sentence > 2 || !has_state) {
        return None;
    }
    if frame.id == "agree.ittifaq"
        && !passive
        && (!parties.list.iter().any(|(w, _)| matches!(w, Who::Phrase(_))) || trigger.reading.is_some_and(|r| r.definite()))
    {
        return None;
    }
    if guarded
        && !met
        && !passive
        && !refers
        && !(frame.kind == "CONSULT" && !trigger.verb && parties.supported)
        && !(diplomatic_noun(scene, trigger))
    {
        return None;
    }
    let Some((state, cue)) = status::status(scene, sentence, trigger.tokens.clone(), trigger.verb, trigger.reading) else {
        return Some(Err(Undone { trigger: trigger.tokens.clone() }));
    };
    let definite = trigger.reading.is_some_and(|r| r.definite());
    let parties_doer = parties.doer;
    let alone = parties.list.len() == 1;
    let was = scene.fold(scene.text.sentences[sentence].start);
    Some(Ok(Deed {
        span: span(scene, trigger),
        trigger: trigger.tokens.clone(),
        kind: frame.kind,
        mode: frame.mode,
        rule: frame.id,
        parties: parties.list,
        place: parties.place,
        topic: parties.topic,
        status: if frame.status.is_empty() { state } else { Status::named(frame.status).unwrap_or(state) },
        status_cue: cue,
        definite,
        background: matches!(was, "وكان" | "وكانت" | "يذكر" | "ويذكر"),
        indirect: (trigger.tokens.end..end.min(trigger.tokens.end + 3)).any(|t| scene.fold(t) == "مباشره" && scene.fold(t - 1) == "غير"),
        verb: trigger.verb,
        doer: parties_doer,
        one_sided: !trigger.verb
            && frame.kind == "CONSULT"
            && (parties.with && parties.count_with == 1 || purpose && alone && matches!(frame.mode, "meet" | "host")),
        sentence,
    }))
}

/// Whether a verb stands in a relative clause behind a noun.
fn relative(scene: &Scene<'_>, at: usize) -> bool {
    at > 0 && matches!(scene.fold(at - 1), "الذي" | "التي")
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

fn span(scene: &Scene<'_>, trigger: &Trigger<'_>) -> Span {
    let mut span = scene.text.span(trigger.tokens.clone());
    if let Some(reading) = trigger.reading {
        let letters = u32::from(reading.pro.0 & 3 != 0) + u32::from(reading.pro.prepositional() && !reading.definite());
        if letters > 0 {
            let first = scene.text.tokens[trigger.tokens.start].span;
            span.start += letter_len(first.of(scene.source), letters as usize);
        }
    }
    span
}

fn object_follows(scene: &Scene<'_>, from: usize, end: usize, nouns: &[String]) -> bool {
    (from..end.min(from + 9)).take_while(|t| !matches!(scene.mark(*t), '.' | '؛' | ':')).any(|t| {
        let fold = scene.fold(t);
        !fold.is_empty()
            && shapes(fold).any(|shape| {
                nouns.iter().any(|noun| {
                    // plural and dual endings, and pronouns (قواتها, سفيره, سفارتها)
                    let ended = |ending: &&str| {
                        shape.strip_suffix(*ending).is_some_and(|s| {
                            s.len() >= 6
                                && (s == noun.trim_end_matches('ه')
                                    || s == noun
                                    || s.strip_suffix('ت') == noun.strip_suffix('ه') && noun.ends_with('ه'))
                        })
                    };
                    noun == shape || ["ات", "ين", "ان", "يه", "ها", "هم", "هما", "ه", "نا"].iter().any(ended)
                })
            })
    })
}

/// A state, its capital, or a body of it.
fn stately(scene: &Scene<'_>, number: usize) -> bool {
    let phrase = &scene.phrases[number];
    matches!(phrase.entity, Some(Entity::State(_)))
        || phrase.state.is_some()
        || matches!(phrase.sort, Sort::Organization | Sort::Person) && phrase.entity.is_some()
        || phrase.title.is_some()
}

#[derive(Default)]
struct Parties {
    list: Vec<(Who, &'static str)>,
    place: Option<Range<usize>>,
    topic: Vec<Range<usize>>,
    supported: bool,
    /// Pronoun or genitive of a noun.
    doer: Option<Who>,
    /// A party was named by a preposition (مع).
    with: bool,
    /// How many parties مع and ب named, if all of them were.
    count_with: usize,
}

impl Parties {
    fn add(&mut self, who: Who, role: Role) {
        if let Role::Participant(role) = role
            && !self.list.iter().any(|(w, _)| *w == who)
        {
            self.list.push((who, role));
        }
    }
}

fn pronoun(enc: Enclitic) -> Option<Who> {
    Some(match enc {
        Enclitic::He => Who::Pronoun(Gender::Masculine, Number::Singular),
        Enclitic::She => Who::Pronoun(Gender::Feminine, Number::Singular),
        Enclitic::They => Who::Pronoun(Gender::Masculine, Number::Plural),
        Enclitic::Both => Who::Pronoun(Gender::Masculine, Number::Dual),
        Enclitic::We | Enclitic::I => Who::First,
        Enclitic::None | Enclitic::You => return None,
    })
}

fn of_noun(scene: &Scene<'_>, sentence: usize, trigger: &Trigger<'_>, end: usize, parties: &mut Parties) {
    let frame = trigger.frame;
    let subject = if frame.subject == Role::None { Role::Participant("party") } else { frame.subject };
    let mut at = trigger.tokens.end;
    let mut object_next = false;
    if let Some(who) = trigger.reading.and_then(|r| pronoun(r.enc)) {
        parties.doer = Some(who);
        parties.add(who, subject);
        object_next = true;
    }
    // «زيارة سريعة للرئيس»: past the adjectives to a doer with ل
    let mut doer = at;
    while doer < end
        && scene.phrase(doer).is_none()
        && scene.morph.readings(doer).first().is_some_and(|r| r.pos() == Pos::Adjective && !r.pro.prepositional())
    {
        doer += 1;
    }
    if let Some(number) = scene.phrase_from(doer).filter(|n| preposition_of(scene, *n) == Some("ل") && scene.phrases[*n].acts())
        && !frame.preps.iter().any(|(p, _)| *p == "ل")
    {
        parties.add(Who::Phrase(number), subject);
        at = joined(scene, number, end, subject, parties);
    }
    // the genitive straight after an indefinite noun is its doer, after a pronoun its object
    if let Some(number) = scene.phrase_from(at).filter(|n| !scene.governed(*n) && scene.phrases[*n].skip == 0)
        && !trigger.reading.is_some_and(|r| r.definite())
    {
        let phrase = &scene.phrases[number];
        // زيارة البيت الأبيض, زيارة موسكو: what is visited; زيارة لافروف: who visits
        let place =
            matches!(phrase.sort, Sort::State | Sort::Place | Sort::Organization) && scene.fold(trigger.tokens.start).contains("زيار");
        if frame.mode == "visit" && !object_next && place && scene.fold(phrase.tokens.end) != "الي" {
            parties.place.get_or_insert(phrase.tokens.clone());
            complements(scene, phrase.tokens.end, end, frame, parties, false);
            return;
        }
        if phrase.acts() && !(phrase.sort == Sort::State && phrase.capital && frame.kind == "CONSULT" && frame.mode != "host") {
            let role =
                if object_next { if frame.object == Role::None { Role::Participant("party") } else { frame.object } } else { subject };
            parties.doer = parties.doer.or(Some(Who::Phrase(number)));
            parties.add(Who::Phrase(number), role);
            at = joined(scene, number, end, role, parties);
            // «لقاء الرئيس المبعوث الأممي»: the object of the noun, without a preposition
            let mut object = at;
            while object < end
                && (scene.timed[object] || matches!(scene.mark(object), '،' | ',') && scene.timed.get(object + 1).copied().unwrap_or(false))
            {
                object += 1;
            }
            if let Some(second) = scene.phrase_from(object).filter(|n| {
                !object_next && frame.kind == "CONSULT" && !scene.governed(*n) && scene.phrases[*n].skip == 0 && scene.phrases[*n].acts()
            }) {
                parties.add(Who::Phrase(second), Role::Participant("party"));
                at = joined(scene, second, end, Role::Participant("party"), parties);
            }
        } else if frame.kind == "CONSULT" {
            parties.place.get_or_insert(phrase.tokens.clone());
            at = phrase.tokens.end;
        }
    }
    complements(scene, at, end, frame, parties, false);
    // a light verb before it: عقد الوزيران اجتماعا, أجرى محادثات مع
    if parties.list.len() < 2 && !trigger.reading.is_some_and(|r| r.enc != Enclitic::None) {
        supporting(scene, sentence, trigger.tokens.start, parties);
    }
}

fn of_verb(scene: &Scene<'_>, sentence: usize, trigger: &Trigger<'_>, end: usize, parties: &mut Parties) {
    let Some(verb) = trigger.reading else { return };
    let frame = trigger.frame;
    let at = trigger.tokens.start;
    let before = subject_before(scene, sentence, at, verb);
    let mut subject = before;
    let mut next = at + 1;
    let mut object = false;
    while next < end.min(at + REACH) {
        // «التقى السبت في موسكو، وزراء …»: a comma before the subject does not end the clause
        let goes_on = subject.is_none()
            && (scene.timed.get(next + 1).copied().unwrap_or(false) || scene.phrase_from(next + 1).is_some_and(|n| !scene.governed(n)));
        if matches!(scene.mark(next), '.' | ':' | '؛') || matches!(scene.mark(next), '،' | ',') && !goes_on {
            break;
        }
        if let Some(number) = scene.phrase_from(next) {
            let phrase = &scene.phrases[number];
            if !scene.governed(number) && phrase.acts() && !conjoined(scene, phrase) {
                if subject.is_none() && agrees_after(verb.features, phrase) && frame.subject != Role::None {
                    subject = Some(number);
                    parties.add(Who::Phrase(number), frame.subject);
                    next = joined(scene, number, end, frame.subject, parties);
                    continue;
                }
                if !object && frame.object != Role::None {
                    object = true;
                    match frame.object {
                        Role::Place => {
                            parties.place.get_or_insert(phrase.tokens.clone());
                        }
                        role => parties.add(Who::Phrase(number), role),
                    }
                    next = joined(scene, number, end, frame.object, parties);
                    continue;
                }
            } else if !scene.governed(number) && phrase.sort == Sort::Place && frame.object == Role::Place {
                parties.place.get_or_insert(phrase.tokens.clone());
            }
            break;
        }
        if is_that(scene.fold(next)) {
            break;
        }
        if is_preposition(scene.fold(next)) {
            // «يصل إلى روسيا الخميس رمزي …»: the subject may stand behind the place
            if subject.is_some() || frame.subject == Role::None {
                break;
            }
            let Some(number) = scene.phrase_from(next + 1) else { break };
            let role = frame.preps.iter().find(|(p, _)| *p == scene.fold(next)).map(|(_, r)| *r);
            match role {
                Some(Role::Place) => {
                    parties.place.get_or_insert(scene.phrases[number].tokens.clone());
                }
                Some(role) => {
                    parties.with = true;
                    parties.add(Who::Phrase(number), role);
                }
                None => {}
            }
            next = scene.phrases[number].tokens.end;
            continue;
        }
        if next > at + 1 && scene.morph.verb(scene.text, next).is_some_and(|v| v.exact) {
            break;
        }
        next += 1;
    }
    if let Some(number) = before {
        parties.list.insert(0, (Who::Phrase(number), if let Role::Participant(role) = frame.subject { role } else { "party" }));
        backwards(scene, number, frame.subject, parties);
    } else if subject.is_none() && frame.subject != Role::None {
        let who = if verb.features.which_person() == 1 { Who::First } else { Who::Dropped(verb.features.gender(), verb.features.number()) };
        parties.list.insert(0, (who, if let Role::Participant(role) = frame.subject { role } else { "party" }));
    }
    if let Some(who) = pronoun(verb.enc).filter(|_| frame.object != Role::None) {
        parties.add(who, frame.object);
    }
    complements(scene, next, end, frame, parties, true);
    // «ثلاثة وفود …، وهي أ وب وج»: whom a plural names
    let listed =
        (next..end).find(|t| matches!(scene.fold(*t), "وهي" | "وهم" | "وهما" | "هم" | "هي") && matches!(scene.mark(t - 1), '،' | ','));
    if let Some(number) = listed.and_then(|t| scene.phrase_from(t + 1)).filter(|n| scene.phrases[*n].acts() && scene.phrases[*n].skip == 0)
        && (frame.kind == "CONSULT" || frame.kind == "AGREE")
    {
        parties.add(Who::Phrase(number), Role::Participant("party"));
        joined(scene, number, end, Role::Participant("party"), parties);
    }
}

/// Subjects joined before the last one: «لافروف وخوجة تبادلا».
fn backwards(scene: &Scene<'_>, number: usize, role: Role, parties: &mut Parties) {
    let mut current = number;
    while conjoined(scene, &scene.phrases[current]) {
        let Some(previous) = scene.phrases[current].tokens.start.checked_sub(1).and_then(|t| scene.phrase(t)) else { break };
        parties.add(Who::Phrase(previous), role);
        current = previous;
    }
}

/// Phrases joined by و to one: each is a party too. Returns where the last ends.
fn joined(scene: &Scene<'_>, number: usize, end: usize, role: Role, parties: &mut Parties) -> usize {
    let mut at = scene.phrases[number].tokens.end;
    loop {
        // a quotation mark or a comma may stand between; «برئاسة» names the head
        if scene.fold(at) == "برءاسه" || scene.fold(at) == "بقياده" {
            let Some(head) = scene.phrase_from(at + 1) else { return at };
            parties
                .add(Who::Phrase(head), if matches!(role, Role::Participant(_)) { Role::Participant("head-of-delegation") } else { role });
            at = scene.phrases[head].tokens.end;
            continue;
        }
        let step = usize::from(matches!(scene.mark(at), '،' | ','));
        let Some(next) = scene.phrase_from(at + step) else { return at };
        let phrase = &scene.phrases[next];
        if at + step >= end
            || !conjoined(scene, phrase)
            || !phrase.acts()
            || scene.attached(phrase.tokens.start, phrase.skip) && !scene.fold(phrase.tokens.start).starts_with("ول")
        {
            return at;
        }
        parties.add(Who::Phrase(next), role);
        at = phrase.tokens.end;
    }
}

/// مع X, بين X وY, في place, حول topic, within the clause.
fn complements(scene: &Scene<'_>, from: usize, end: usize, frame: &EventFrame, parties: &mut Parties, verb: bool) {
    let mut at = from;
    let last = end.min(from + REACH);
    while at < last {
        let mark = scene.mark(at);
        if matches!(mark, '.' | ':' | '؛')
            || matches!(mark, '،' | ',') && !scene.timed.get(at + 1).copied().unwrap_or(false) && !is_preposition(scene.fold(at + 1))
        {
            return;
        }
        let fold = scene.fold(at);
        if is_that(fold)
            || at > from && scene.morph.verb(scene.text, at).is_some_and(|v| v.exact && !scene.timed[at] && scene.phrase(at).is_none())
        {
            return;
        }
        // جمعت الوزيرين X وY, ضمت, بمشاركة, بحضور
        if matches!(fold, "جمعت" | "جمع" | "تجمع" | "يجمع" | "ستجمع" | "سيجمع" | "ضمت" | "ضم" | "تضم" | "يضم" | "بمشاركه" | "بحضور")
        {
            let step = usize::from(scene.fold(at + 1) == "بين") + 1;
            if let Some(first) = scene.phrase_from(at + step).filter(|n| scene.phrases[*n].acts()) {
                let role = Role::Participant(if fold == "بحضور" { "witness" } else { "party" });
                parties.with = true;
                parties.add(Who::Phrase(first), role);
                at = joined(scene, first, end, role, parties);
                continue;
            }
        }
        if matches!(fold, "التي" | "الذي") && matches!(scene.fold(at + 1), "جمعت" | "جمع" | "تجمع" | "يجمع" | "ستجمع" | "ضمت" | "ضم")
        {
            at += 1;
            continue;
        }
        if (fold == "برءاسه" || fold == "بقياده")
            && let Some(head) = scene.phrase_from(at + 1)
        {
            parties.add(Who::Phrase(head), Role::Participant("head-of-delegation"));
            at = scene.phrases[head].tokens.end;
            continue;
        }
        // another deed takes over what follows
        if at > from && scene.phrase(at).is_none() && (scene.morph.is(at, Pos::EventNoun)) {
            return;
        }
        if let Some(number) = scene.phrase_from(at) {
            if let Some(prep) = preposition_of(scene, number)
                && let Some((_, role)) = frame.preps.iter().find(|(p, _)| *p == prep)
            {
                at = take(scene, number, prep, *role, end, parties, verb);
                continue;
            }
            at = scene.phrases[number].tokens.end;
            continue;
        }
        if let Some((_, Role::Topic)) = frame.preps.iter().find(|(p, _)| *p == fold)
            && parties.topic.is_empty()
        {
            let stop = super::content::clause_end(scene, at + 1, last, false);
            let stop = (at + 1..stop).find(|t| matches!(scene.mark(*t), '،' | ',')).unwrap_or(stop);
            if stop > at + 1 {
                parties.topic.push(at + 1..super::content::trim(scene, at + 1, stop));
            }
            return;
        }
        at += 1;
    }
}

fn take(scene: &Scene<'_>, number: usize, prep: &str, role: Role, end: usize, parties: &mut Parties, _verb: bool) -> usize {
    let phrase = &scene.phrases[number];
    let located = matches!(phrase.sort, Sort::Place) || phrase.sort == Sort::State && prep == "في";
    match role {
        _ if located && prep != "مع" && prep != "بين" => {
            parties.place.get_or_insert(phrase.tokens.clone());
            phrase.tokens.end
        }
        Role::Participant(_) if phrase.acts() => {
            parties.with = true;
            let alone = parties.list.is_empty();
            parties.add(Who::Phrase(number), role);
            let next = joined(scene, number, end, role, parties);
            if alone && prep != "بين" {
                parties.count_with = parties.list.len();
            }
            next
        }
        Role::Place => {
            parties.place.get_or_insert(phrase.tokens.clone());
            phrase.tokens.end
        }
        _ => phrase.tokens.end,
    }
}

/// The light verb that governs an event noun, and its subject.
fn supporting(scene: &Scene<'_>, sentence: usize, at: usize, parties: &mut Parties) {
    let start = scene.text.sentences[sentence].start;
    let mut back = at;
    while back > start && at - back < 14 {
        back -= 1;
        if matches!(scene.mark(back), '.' | ':' | '؛') || is_that(scene.fold(back)) {
            return;
        }
        // «قرر المجلس عقد اجتماع»: the noun of a light verb, and whoever decided on it before it
        let noun = scene
            .morph
            .readings(back)
            .iter()
            .any(|r| r.pos() == Pos::Masdar && r.exact && scene.lexicon.event_frames(r.row).any(|f| f.support && f.masdar));
        if noun && scene.morph.verb(scene.text, back).is_none() && scene.phrase(back).is_none() {
            parties.supported = true;
            if let Some(number) =
                back.checked_sub(1).and_then(|t| scene.phrase(t)).filter(|n| !scene.governed(*n) && scene.phrases[*n].acts())
            {
                parties.list.insert(0, (Who::Phrase(number), "party"));
            }
            return;
        }
        let Some(verb) = scene.morph.verb(scene.text, back).filter(|v| v.exact && scene.phrase(back).is_none()) else { continue };
        let Some(frame) = scene.lexicon.event_frames(verb.row).find(|f| f.support && f.verb) else { return };
        parties.supported = true;
        if frame.subject == Role::None {
            return;
        }
        if let Some(number) = subject_before(scene, sentence, back, verb) {
            parties.list.insert(0, (Who::Phrase(number), "party"));
            backwards(scene, number, Role::Participant("party"), parties);
            return;
        }
        let after = (back + 1..at).find_map(|t| scene.phrase_from(t).filter(|n| !scene.governed(*n) && scene.phrases[*n].acts()));
        match after {
            Some(number) if agrees_after(verb.features, &scene.phrases[number]) => {
                parties.list.insert(0, (Who::Phrase(number), "party"));
                joined(scene, number, at, Role::Participant("party"), parties);
            }
            Some(_) => {}
            None if verb.features.which_person() == 1 => parties.list.insert(0, (Who::First, "party")),
            None if verb.pro.has(Proclitics::AND) || matches!(scene.fold(back.saturating_sub(1)), "قد" | "ان" | "انه" | "انها" | "سوف") =>
            {
                parties.list.insert(0, (Who::Dropped(verb.features.gender(), verb.features.number()), "party"));
            }
            None => {}
        }
        return;
    }
}

fn subject_before(scene: &Scene<'_>, sentence: usize, at: usize, verb: Reading) -> Option<usize> {
    if verb.pro.conjoined() || verb.pro.has(Proclitics::FOR) {
        return None;
    }
    let start = scene.text.sentences[sentence].start;
    let mut last = at.checked_sub(1)?;
    while last > start
        && (scene.timed[last]
            || matches!(scene.mark(last), '،' | ',' | ')' | '"' | '»')
            || matches!(scene.fold(last), "قد" | "كان" | "كانت" | "ايضا" | "الذي" | "التي" | "لم" | "لن" | "سوف"))
    {
        last -= 1;
    }
    let number = scene.phrase(last).filter(|n| scene.phrases[*n].tokens.end > last && *n < scene.phrases.len())?;
    let phrase = &scene.phrases[number];
    (phrase.acts()
        && !scene.governed(number)
        && phrase.tokens.start >= start
        && agrees_before(verb.features, phrase, conjoined(scene, phrase)))
    .then_some(number)
}
