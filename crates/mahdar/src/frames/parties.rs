//! Participants: who a deed's verb or noun names around it, and its place and topic.

use super::deed::Trigger;
use super::opener::{agrees_after, agrees_before, conjoined, dropped, preposition_of};
use super::{Scene, Who, is_preposition, is_that};
use crate::lex::{EventFrame, Role};
use crate::morph::{Enclitic, Proclitics, Reading};
use crate::names::Sort;
use crate::text::Kind;
use mahdar_arabic::features::{Gender, Number, Pos};
use std::ops::Range;

/// The farthest that a participant may stand from its trigger, in tokens.
const REACH: usize = 26;

/// Who takes part in a deed, and where and about what it is.
#[derive(Default)]
pub(super) struct Parties {
    pub(super) list: Vec<(Who, &'static str)>,
    pub(super) place: Option<Range<usize>>,
    pub(super) topic: Vec<Range<usize>>,
    pub(super) supported: bool,
    /// The token of the light verb.
    pub(super) support: Option<usize>,
    /// Pronoun or genitive of a noun.
    pub(super) doer: Option<Who>,
    /// A party was named by a preposition (مع).
    pub(super) with: bool,
    /// How many parties مع and ب named, if all of them were.
    pub(super) count_with: usize,
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

/// The participants that a noun names.
pub(super) fn of_noun(scene: &Scene<'_>, sentence: usize, trigger: &Trigger<'_>, end: usize, parties: &mut Parties) {
    let frame = trigger.frame;
    let subject = if frame.subject == Role::None { Role::Participant("party") } else { frame.subject };
    if let Some(behind) = in_reception(scene, trigger, end, parties) {
        complements(scene, behind, end, frame, parties);
        return;
    }
    let mut at = trigger.tokens.end;
    let mut object_next = false;
    if let Some(who) = trigger.reading.and_then(|r| Who::of_pronoun(r.enc)) {
        parties.doer = Some(who);
        parties.add(who, subject);
        object_next = true;
        at = received(scene, trigger, at, end, parties);
    }
    // «زيارة سريعة للرئيس»: past the adjectives to a doer with ل
    let mut doer = at;
    while doer < end && scene.phrase(doer).is_none() && describes(scene, trigger, doer) {
        doer += 1;
    }
    if let Some(number) = scene.phrase_from(doer).filter(|n| preposition_of(scene, *n) == Some("ل") && scene.phrases[*n].acts())
        && match frame.preps.iter().find(|(p, _)| *p == "ل") {
            None => true,
            // «زيارة لموسكو» is to a place, «زيارة للوزير» by a person
            Some((_, Role::Place)) => matches!(scene.phrases[number].sort, Sort::Person | Sort::Group) || delegation(scene, number),
            Some(_) => false,
        }
    {
        parties.add(Who::Phrase(number), subject);
        at = joined(scene, number, end, subject, parties);
    }
    // «طرد 23 دبلوماسيا», «خروج أول دفعة من مسلحي الحركة»: past the number to whom it counts
    while at < end && (scene.text.tokens[at].kind == Kind::Number || numeral(super::unjoined(scene.fold(at)))) {
        at += 1;
    }
    if frame.subject != Role::None
        && let Some(number) = (at..end.min(at + 4)).find(|t| scene.fold(*t) == "من").and_then(|of| counted(scene, at, of))
    {
        parties.doer = parties.doer.or(Some(Who::Phrase(number)));
        parties.add(Who::Phrase(number), subject);
        at = joined(scene, number, end, subject, parties);
    }
    // «يستعد لاستقبال المستشارة»: of one's purpose the genitive is the object
    let aimed = trigger.reading.is_some_and(|r| r.pos() == Pos::Masdar && r.pro.has(Proclitics::FOR) && r.enc == Enclitic::None);
    let object_next = object_next || aimed && frame.mode == "host" && matches!(frame.object, Role::Participant(_));
    // «العقوبات الأمريكية»: the adjective that ends a fixed phrase
    let inside = (trigger.tokens.len() > 1 && frame.kind == "SANCTION" && parties.list.is_empty())
        .then(|| scene.nationality(trigger.tokens.end - 1))
        .flatten()
        .filter(|n| !n.pro.prepositional() && !n.pro.conjoined());
    if let Some(nisba) = inside {
        parties.doer = Some(Who::State(nisba.row));
        parties.add(Who::State(nisba.row), subject);
    }
    // «الانسحاب الأمريكي من الاتفاق»: whose it is by its adjective
    if let Some(reading) = trigger.reading.filter(|r| parties.list.is_empty() && r.enc == Enclitic::None && frame.kind != "CONSULT")
        && scene.phrase(at).is_none()
    {
        let state =
            |t: usize| scene.nationality(t).filter(|n| n.definite() == reading.definite() && !n.pro.prepositional() && !n.pro.conjoined());
        // «العقوبات الاقتصادية الأمريكية»: past one adjective
        let another = |t: usize| {
            let fits = |r: &Reading| {
                r.pos() == Pos::Adjective && r.definite() == reading.definite() && !r.pro.prepositional() && !r.pro.conjoined()
            };
            scene.morph.readings(t).iter().any(fits) && scene.phrase(t + 1).is_none()
        };
        let found = state(at).map(|n| (n, at)).or_else(|| state(at + 1).filter(|_| another(at)).map(|n| (n, at + 1)));
        if let Some((nisba, place)) = found {
            parties.doer = Some(Who::State(nisba.row));
            parties.add(Who::State(nisba.row), subject);
            at = place + 1;
        }
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
            complements(scene, phrase.tokens.end, end, frame, parties);
            return;
        }
        if phrase.acts() && !(phrase.sort == Sort::State && phrase.capital && frame.kind == "CONSULT" && frame.mode != "host") {
            // «طرد 23 دبلوماسيا»: people alone in the genitive are those to whom it is done
            let suffers = frame.object == Role::Participant(crate::lex::TARGET)
                && matches!(phrase.sort, Sort::Person | Sort::Group)
                && scene.phrase_from(phrase.tokens.end).is_none_or(|n| scene.governed(n) || conjoined(scene, &scene.phrases[n]));
            let object_next = object_next || suffers;
            let role =
                if object_next { if frame.object == Role::None { Role::Participant("party") } else { frame.object } } else { subject };
            if !suffers {
                parties.doer = parties.doer.or(Some(Who::Phrase(number)));
            }
            parties.add(Who::Phrase(number), role);
            at = joined(scene, number, end, role, parties);
            at = received(scene, trigger, at, end, parties);
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
    complements(scene, at, end, frame, parties);
    if parties.doer.is_none()
        && !parties.list.iter().any(|(w, _)| matches!(w, Who::Phrase(_)))
        && let Some(number) = controller(scene, sentence, trigger)
    {
        parties.add(Who::Phrase(number), subject);
        backwards(scene, number, subject, parties);
    }
    if parties.doer.is_none() {
        held_by(scene, sentence, trigger, end, parties);
    }
    // a light verb before it: عقد الوزيران اجتماعا, أجرى محادثات مع
    // «استدعت سفيرها للتشاور»: the purpose of another deed has no light verb
    let purpose = trigger.reading.is_some_and(|r| r.pos() == Pos::Masdar && r.pro.has(Proclitics::FOR)) && frame.mode == "talks";
    if parties.list.len() < 2 && !purpose && !trigger.reading.is_some_and(|r| r.enc != Enclitic::None) {
        supporting(scene, sentence, trigger.tokens.start, parties);
    }
    if parties.list.is_empty() && frame.kind == "CONSULT" && frame.preps.iter().any(|(p, _)| *p == "بين") {
        far_between(scene, trigger.tokens.end, end, parties);
    }
}

/// «قمة يفترض أن تعقد في سنغافورة يوم 12 يونيو بين ترامب وكيم»: past the verbs that say that it is held to those between whom it is.
fn far_between(scene: &Scene<'_>, from: usize, end: usize, parties: &mut Parties) {
    let verb = |t: usize| scene.morph.verb(scene.text, t).filter(|v| v.exact && scene.phrase(t).is_none() && !scene.timed[t]);
    let holds = |t: usize| {
        matches!(scene.fold(t), "يفترض" | "يتوقع" | "ينتظر" | "يرتقب" | "تقرر" | "ستكون")
            || verb(t).is_some_and(|v| scene.morph.verbs(t, v).any(|r| scene.lexicon.event_frames(r.row).any(|f| f.support)))
    };
    // another noun of a deed has its own parties: «إثر القمة بإعلانه وقف المناورات بين …»
    let other = |t: usize| {
        let noun = |r: &Reading| r.exact && matches!(r.pos(), Pos::Masdar | Pos::EventNoun);
        scene.phrase(t).is_none() && !scene.timed[t] && scene.morph.readings(t).iter().any(noun)
    };
    let stops = |t: usize| {
        matches!(scene.mark(t), '.' | ':' | '؛' | '"' | '«' | '،')
            || !is_preposition(scene.fold(t))
                && (verb(t).is_some() && !holds(t) && !matches!(scene.fold(t), "كان" | "كانت") || verb(t).is_none() && other(t))
    };
    let between = (from..end.min(from + 18)).take_while(|t| !stops(*t)).find(|t| scene.fold(*t) == "بين");
    let between = between.filter(|t| (from..*t).any(holds));
    let Some(number) = between.and_then(|t| scene.phrase_from(t + 1)).filter(|n| scene.phrases[*n].acts()) else { return };
    parties.with = true;
    parties.add(Who::Phrase(number), Role::Participant("party"));
    joined(scene, number, end, Role::Participant("party"), parties);
}

/// Whether a noun of receiving stands in «كان في …»: somebody waits where another arrives.
pub(super) fn waits(scene: &Scene<'_>, at: usize) -> bool {
    at >= 2
        && scene.fold(at - 1) == "في"
        && matches!(super::unjoined(scene.fold(at - 2)), "كان" | "كانت" | "يكون" | "سيكون" | "تكون" | "ستكون")
}

/// «كان في استقباله نظيره»: the pronoun or genitive is received, and who receives stands behind as subject of كان. Returns where he ends.
fn in_reception(scene: &Scene<'_>, trigger: &Trigger<'_>, end: usize, parties: &mut Parties) -> Option<usize> {
    if trigger.frame.mode != "host" || !waits(scene, trigger.tokens.start) {
        return None;
    }
    let (guest, from) = if let Some(who) = trigger.reading.and_then(|r| Who::of_pronoun(r.enc)) {
        (who, trigger.tokens.end)
    } else {
        let number = scene.phrase_from(trigger.tokens.end).filter(|n| scene.phrases[*n].acts() && !scene.governed(*n))?;
        (Who::Phrase(number), scene.phrases[number].tokens.end)
    };
    parties.add(guest, trigger.frame.object);
    parties.doer = Some(guest);
    // past the airport and the hour
    let host = (from..end.min(from + 8))
        .find_map(|t| scene.phrase_from(t).filter(|n| scene.phrases[*n].acts() && !scene.governed(*n) && scene.phrases[*n].skip == 0));
    let Some(host) = host else { return Some(from) };
    parties.add(Who::Phrase(host), trigger.frame.subject);
    Some(joined(scene, host, end, trigger.frame.subject, parties))
}

/// «استقبال الرئيس للوزير», «استقباله للوزير»: the object of a verbal noun behind its doer, with ل. Returns where it ends.
fn received(scene: &Scene<'_>, trigger: &Trigger<'_>, at: usize, end: usize, parties: &mut Parties) -> usize {
    let Role::Participant(_) = trigger.frame.object else { return at };
    let transitive = trigger.reading.is_some_and(|r| r.pos() == Pos::Masdar);
    let listed = trigger.frame.preps.iter().any(|(p, _)| *p == "ل");
    let object =
        scene.phrase_from(at).filter(|n| transitive && !listed && preposition_of(scene, *n) == Some("ل") && scene.phrases[*n].acts());
    let Some(object) = object else { return at };
    parties.add(Who::Phrase(object), trigger.frame.object);
    joined(scene, object, end, trigger.frame.object, parties)
}

/// The relative clause of a light verb behind a noun, and its subject: «اجتماع عقده الوزيران», «الزيارة التي قام بها الوزير».
fn held_by(scene: &Scene<'_>, sentence: usize, trigger: &Trigger<'_>, end: usize, parties: &mut Parties) {
    let mut at = trigger.tokens.end;
    let described = |t: usize| {
        describes(scene, trigger, t)
            || scene.morph.verb(scene.text, t).is_none()
                && scene.morph.readings(t).first().is_some_and(|r| matches!(r.pos(), Pos::Active | Pos::Passive) && r.pro.0 == 0)
    };
    while at < end && (scene.timed[at] || scene.phrase(at).is_none() && described(at)) {
        at += 1;
    }
    let relative = matches!(scene.fold(at), "التي" | "الذي");
    let at = at + usize::from(relative);
    let supports = |v: &Reading| scene.lexicon.event_frames(v.row).any(|f| f.support && f.verb && f.subject != Role::None);
    // «اجتماع عقده الوزراء»: a knot of his, or he held it
    let resuming = |v: &&Reading| v.is_verb() && v.exact && matches!(v.enc, Enclitic::He | Enclitic::She) && supports(v);
    let verb = (at < end).then(|| scene.morph.verb(scene.text, at).or_else(|| scene.morph.readings(at).iter().find(resuming).copied()));
    let Some(verb) = verb.flatten().filter(|v| v.exact) else { return };
    let light = scene.morph.verbs(at, verb).any(|v| supports(&v));
    let with = matches!(scene.fold(at + 1), "بها" | "به" | "فيها" | "فيه");
    // without the pronoun the verb is a sentence of its own
    let resumed = with || matches!(verb.enc, Enclitic::He | Enclitic::She);
    if !light || !(resumed || relative) || scene.text.sentence_of(at) != sentence {
        return;
    }
    // «القمة التي ستعقد في المنامة غدا»
    let place = (at + 1..end.min(at + 5))
        .take_while(|t| scene.timed[*t] || scene.fold(*t) == "في" || matches!(scene.fold(*t), "حاليا" | "ايضا"))
        .find(|t| scene.fold(*t) == "في")
        .and_then(|t| scene.phrase_from(t + 1))
        .filter(|n| matches!(scene.phrases[*n].sort, Sort::Place | Sort::State));
    if let Some(number) = place {
        parties.place.get_or_insert(scene.phrases[number].tokens.clone());
    }
    let mut subject = at + 1 + usize::from(with);
    while subject < end && scene.timed[subject] {
        subject += 1;
    }
    let role = if trigger.frame.subject == Role::None { Role::Participant("party") } else { trigger.frame.subject };
    if let Some(number) = scene.phrase_from(subject).filter(|n| {
        let phrase = &scene.phrases[*n];
        !scene.governed(*n) && phrase.acts() && !conjoined(scene, phrase) && agrees_after(verb.features, phrase)
    }) {
        let number = apposed(scene, number);
        parties.doer = parties.doer.or(Some(Who::Phrase(number)));
        parties.add(Who::Phrase(number), role);
        let behind = joined(scene, number, end, role, parties);
        // «المحادثات التي أجراها الوزير مع نظيره»
        complements(scene, behind, end, trigger.frame, parties);
    } else if resumed && verb.features.which_person() == 3 && parties.list.is_empty() {
        // «أول زيارة يقوم بها منذ توليه السلطة»
        let who = dropped(verb.features);
        parties.doer = parties.doer.or(Some(who));
        parties.add(who, role);
        complements(scene, at + 1 + usize::from(with), end, trigger.frame, parties);
    }
}

/// Whether a phrase is a delegation, which goes somewhere.
fn delegation(scene: &Scene<'_>, number: usize) -> bool {
    scene.phrases[number].head.is_some_and(|row| scene.lexicon.orgheads.get(row as usize, "class") == "delegation")
}

/// Whether a word behind the noun of a deed is its adjective: «زيارة سريعة», «الزيارة الخاطفة».
fn describes(scene: &Scene<'_>, trigger: &Trigger<'_>, at: usize) -> bool {
    let many = scene.fold(at).trim_start_matches("ال");
    if matches!(many, "ثناءي" | "ثناءيه") || super::deed::sided(many).is_some() {
        return true;
    }
    let both = trigger.reading.is_some_and(|r| r.definite()) && scene.fold(at).starts_with("ال");
    if both && scene.morph.unknown(at) {
        return true;
    }
    scene.morph.readings(at).first().is_some_and(|r| {
        !r.pro.prepositional() && (r.pos() == Pos::Adjective || both && matches!(r.pos(), Pos::Active | Pos::Passive | Pos::Noun))
    })
}

/// Verbs that make another do what stands behind their preposition: «لإقناع باريس بالانسحاب».
const CAUSES: [&str; 9] = ["أقنع", "أجبر", "أرغم", "حث", "دفع", "ألزم", "حمل", "شجع", "أغرى"];

/// Whoever a verbal noun without a doer of its own is said of in the words right before it: the owner of the decision that it spells out
/// («قرار الرئيس فلان الانسحاب»), or the object of a verb of urging or warning («حذر الرئيس من الانسحاب», «أقنع باريس بالانسحاب»).
fn controller(scene: &Scene<'_>, sentence: usize, trigger: &Trigger<'_>) -> Option<usize> {
    let at = trigger.tokens.start;
    let noun = trigger.reading.filter(|r| r.pos() == Pos::Masdar && r.definite() && r.enc == Enclitic::None)?;
    if trigger.frame.kind == "CONSULT" || noun.pro.conjoined() || noun.pro.has(Proclitics::FOR) {
        return None;
    }
    let start = scene.text.sentences[sentence].start;
    let before = at.checked_sub(1).filter(|b| *b > start)?;
    let freed = matches!(scene.fold(before), "من" | "الي" | "علي" | "عن");
    let last = if freed { before - 1 } else { before };
    let number = scene.phrase(last)?;
    let phrase = &scene.phrases[number];
    let fits = phrase.acts() && phrase.tokens.end == last + 1 && phrase.tokens.start > start && !scene.governed(number);
    if !fits {
        return None;
    }
    // «لإقناع ألمانيا وفرنسا بالانسحاب»: the first of those joined
    let mut first = number;
    while conjoined(scene, &scene.phrases[first])
        && let Some(previous) = scene.phrases[first].tokens.start.checked_sub(1).filter(|t| *t > start).and_then(|t| scene.phrase(t))
    {
        first = previous;
    }
    let head = scene.phrases[first].tokens.start.checked_sub(1).filter(|h| *h >= start)?;
    let causes = |r: &Reading| CAUSES.contains(&scene.lexicon.verbs.get(r.row as usize, "lemma"));
    let urges = |r: &Reading| {
        matches!(r.pos(), Pos::Verb | Pos::Masdar | Pos::Active)
            && (causes(r) || scene.lexicon.say_frames(r.row).any(|f| f.addressee.contains(&crate::lex::Mark::Object)))
    };
    // behind a preposition only the object of a verb of urging; without one only the genitive of a noun of deciding
    if freed || noun.pro.prepositional() {
        let urging = (start..=head)
            .rev()
            .take(REACH)
            .take_while(|t| !matches!(scene.mark(*t), '.' | '؛' | ':'))
            .any(|t| scene.morph.readings(t).iter().any(|r| r.exact && urges(r)));
        return (scene.phrases[first].skip == 0 && urging).then_some(number);
    }
    decision(scene, head).then_some(number)
}

/// The participants that a verb names.
pub(super) fn of_verb(scene: &Scene<'_>, sentence: usize, trigger: &Trigger<'_>, end: usize, parties: &mut Parties) {
    let Some(verb) = trigger.reading else { return };
    let frame = trigger.frame;
    let at = trigger.tokens.start;
    let before = subject_before(scene, sentence, at, verb);
    // «قال إنه سيلتقي الزعيم»: the pronoun is the subject, and the person behind the verb whom he meets
    let pronoun = before.is_none() && matches!(frame.object, Role::Participant(_)) && pronoun_before(scene, at, verb);
    let mut subject = before;
    let mut next = at + 1;
    let mut object = false;
    while next < end.min(at + REACH) {
        // «التقى السبت في موسكو، وزراء …»: a comma before the subject does not end the clause
        let goes_on = subject.is_none()
            && (scene.timed.get(next + 1).copied().unwrap_or(false) || scene.phrase_from(next + 1).is_some_and(|n| !scene.governed(n)));
        // «استقبل فلان، وزير الخارجية، أمس، نظيره …»: past his office and the date, set off by commas, to his guest
        if !object
            && matches!(scene.mark(next), '،' | ',')
            && matches!(frame.object, Role::Participant(_))
            && subject.is_some_and(|s| before != Some(s))
            && let Some(number) = met_behind(scene, next, end)
        {
            object = true;
            parties
                .add(Who::Phrase(number), if let role @ Role::Participant(_) = frame.object { role } else { Role::Participant("party") });
            next = joined(scene, number, end, frame.object, parties);
            continue;
        }
        if matches!(scene.mark(next), '.' | ':' | '؛') || matches!(scene.mark(next), '،' | ',') && !goes_on {
            break;
        }
        if let Some(number) = scene.phrase_from(next) {
            let phrase = &scene.phrases[number];
            if !scene.governed(number) && phrase.acts() && !conjoined(scene, phrase) {
                // «والتقى نظيره»: who is met is the counterpart of whom the sentence is about
                let counterpart = verb.enc == Enclitic::None && frame.object != Role::None && is_counterpart(scene, phrase);
                // «شنت مقاتلات التحالف غارات»: whose aircraft they are
                let owner = matches!(frame.kind, "ASSAULT" | "MOBILIZE" | "COERCE") && next == at + 2 && construct(scene, at + 1, verb);
                let agrees = owner || agrees_after(verb.features, phrase);
                // «ثم زار دمشق»: a state is where somebody goes
                let goal = frame.mode == "visit" && phrase.sort == Sort::State && frame.object == Role::Place;
                if subject.is_none() && !pronoun && !counterpart && !goal && agrees && frame.subject != Role::None {
                    let number = apposed(scene, number);
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
            } else if frame.kind == "AGREE" && phrase.sort == Sort::Framework && subject.is_none() && scene.fold(phrase.tokens.end) == "بين"
            {
                // «وقع اتفاق الصخيرات بين الأطراف»
                next = phrase.tokens.end;
                continue;
            } else if !scene.governed(number) && phrase.sort == Sort::Place && frame.object == Role::Place {
                parties.place.get_or_insert(phrase.tokens.clone());
            }
            break;
        }
        if is_that(scene.fold(next)) {
            break;
        }
        if is_preposition(scene.fold(next)) {
            // «التقى في الدوحة المبعوث …»: behind the subject's verb a place may stand before the object
            let place = matches!(scene.fold(next), "في")
                && scene.phrase_from(next + 1).is_some_and(|n| matches!(scene.phrases[n].sort, Sort::Place | Sort::State));
            if before.is_some() && place && !object && matches!(frame.object, Role::Participant(_)) {
                let number = scene.phrase_from(next + 1).unwrap_or_default();
                parties.place.get_or_insert(scene.phrases[number].tokens.clone());
                next = scene.phrases[number].tokens.end;
                continue;
            }
            // «خرجت دفعة من مسلحي الحركة»: of whom so many are
            if subject.is_none()
                && let Some(number) = counted(scene, at + 1, next)
                && frame.subject != Role::None
            {
                subject = Some(number);
                parties.add(Who::Phrase(number), frame.subject);
                next = joined(scene, number, end, frame.subject, parties);
                continue;
            }
            // «التقى الوزير عددا من المسؤولين»
            let many = scene.fold(next) == "من"
                && next > at + 1
                && (quantity(scene, next - 1) || quantity(scene, next - 2) && scene.morph.is(next - 1, Pos::Adjective));
            if many
                && !object
                && let role @ Role::Participant(_) = frame.object
                && let Some(number) = scene.phrase_from(next + 1).filter(|n| scene.phrases[*n].acts())
            {
                object = true;
                parties.add(Who::Phrase(number), role);
                next = joined(scene, number, end, role, parties);
                continue;
            }
            // «يصل إلى روسيا الخميس رمزي …»: the subject may stand behind the place
            if subject.is_some() || frame.subject == Role::None {
                break;
            }
            let Some(number) = scene.phrase_from(next + 1) else {
                // «اجتمع في لارنكا أمس كل من …»: a place of no list
                if scene.fold(next) == "في" && scene.morph.unknown(next + 1) {
                    next += 2;
                    continue;
                }
                break;
            };
            let role = frame.preps.iter().find(|(p, _)| *p == scene.fold(next)).map(|(_, r)| *r);
            match role {
                Some(Role::Place) => {
                    parties.place.get_or_insert(scene.phrases[number].tokens.clone());
                }
                Some(role) => {
                    parties.with = true;
                    parties.add(Who::Phrase(number), role);
                    // «وقع بين طهران والدول الست»
                    if scene.fold(next) == "بين" && scene.phrases[number].acts() {
                        next = joined(scene, number, end, role, parties);
                        continue;
                    }
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
    let role = if let Role::Participant(role) = frame.subject { role } else { "party" };
    if let Some(number) = before {
        parties.list.insert(0, (Who::Phrase(number), role));
        // «أن وفدا برئاسة الوزير، فلان، سيزور»
        let from = scene.phrases[number].tokens.end;
        let led = (from..at.min(from + 4)).find(|t| matches!(scene.fold(*t), "برءاسه" | "بقياده")).filter(|_| delegation(scene, number));
        if let Some(head) = led.and_then(|t| scene.phrase_from(t + 1)) {
            parties.add(Who::Phrase(head), Role::Participant("head-of-delegation"));
        }
        backwards(scene, number, frame.subject, parties);
    } else if subject.is_none() && frame.subject != Role::None && !between(scene, frame, at, end, parties) {
        match noun_before(scene, sentence, at, verb) {
            // «إن وحدة إسرائيلية خاصة اغتالت …»: hers is the deed, and not the last speaker's
            Some(who @ Who::State(_)) => parties.list.insert(0, (who, role)),
            Some(_) => {}
            None => parties.list.insert(0, (dropped(verb.features), role)),
        }
    }
    if let Some(who) = Who::of_pronoun(verb.enc).filter(|_| frame.object != Role::None) {
        parties.add(who, frame.object);
    }
    complements(scene, next, end, frame, parties);
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

/// «وقع الاتفاق بين الحكومة والمعارضة»: the agreement is the subject, and those between whom it is made are its parties.
fn between(scene: &Scene<'_>, frame: &EventFrame, at: usize, end: usize, parties: &Parties) -> bool {
    let named = frame.kind == "AGREE" && frame.preps.iter().any(|(prep, _)| *prep == "بين");
    let noun =
        |t: usize| scene.phrase(t).is_some_and(|n| scene.phrases[n].sort == Sort::Framework) || frame.needs_object.contains(scene.fold(t));
    let found = (at + 1..end.min(at + 6)).find(|t| scene.fold(*t) == "بين");
    named && found.is_some_and(|prep| parties.with || (at + 1..prep).any(noun))
}

/// Whether a noun that agrees with the verb before it stands at a word, without an article of its own: «شنت مقاتلات …».
fn construct(scene: &Scene<'_>, at: usize, verb: Reading) -> bool {
    scene.phrase(at).is_none()
        && scene.morph.readings(at).iter().any(|r| {
            r.pos() == Pos::Noun
                && r.exact
                && r.pro.0 == 0
                && r.enc == Enclitic::None
                && !r.features.is_tanwin()
                && (r.features.gender() == verb.features.gender() || r.features.number() == Number::Plural)
        })
}

/// Whether a folded word is a number in words: «تسعة دبلوماسيين».
fn numeral(fold: &str) -> bool {
    let units = ["ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر"];
    units.iter().any(|u| fold.strip_prefix(u).is_some_and(|rest| matches!(rest, "" | "ه" | "ي" | "يه" | "ون" | "ين" | "ماءه")))
        || matches!(fold, "ماءه" | "مءه" | "الف" | "عشرات" | "مءات" | "الاف")
}

/// Nouns that say how many of some people: «دفعة من المسلحين», «عشرات من المحتجين».
const COUNTED: [&str; 20] = [
    "دفعه",
    "مجموعه",
    "مجموعات",
    "دفعات",
    "عدد",
    "عشرات",
    "مءات",
    "الاف",
    "قافله",
    "حافلات",
    "مزيد",
    "فريق",
    "نحو",
    "كتيبه",
    "لجنه",
    "وفد",
    "هيءه",
    "بعثه",
    "لفيف",
    "نخبه",
];

/// The people of whom a noun says how many, where nothing but that noun and its adjectives stands before the preposition من at a word.
fn counted(scene: &Scene<'_>, from: usize, at: usize) -> Option<usize> {
    let noun = scene.fold(at) == "من"
        && at <= from + 4
        && (from..at).any(|t| COUNTED.iter().any(|c| scene.fold(t).trim_start_matches("ال") == *c));
    scene.phrase_from(at + 1).filter(|n| noun && scene.phrases[*n].acts() && !matches!(scene.phrases[*n].sort, Sort::State | Sort::Place))
}

/// Whether the subject of a verb is a pronoun on the particle before it: «إنه سيلتقي», «لأنها استقبلت».
pub(super) fn pronoun_before(scene: &Scene<'_>, at: usize, verb: Reading) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let particle = super::unjoined(scene.fold(before)).trim_start_matches(['ل', 'ب', 'ك']);
    let fits = match particle {
        "انه" => verb.features.gender() == Gender::Masculine,
        "انها" => verb.features.gender() == Gender::Feminine,
        _ => false,
    };
    fits && verb.features.which_person() == 3 && verb.enc == Enclitic::None
}

/// The person with a name whom a host or visitor met, past his own office, dates and commas from a word on.
fn met_behind(scene: &Scene<'_>, from: usize, end: usize) -> Option<usize> {
    let mut at = from;
    let mut offices = 0;
    while at < end {
        if scene.timed[at] || matches!(scene.mark(at), '،' | ',') {
            at += 1;
            continue;
        }
        let number = scene.phrase_from(at)?;
        let phrase = &scene.phrases[number];
        if phrase.sort != Sort::Person || scene.governed(number) || conjoined(scene, phrase) {
            return None;
        }
        if phrase.name.is_some() || is_counterpart(scene, phrase) {
            return Some(number);
        }
        offices += 1;
        if offices > 1 {
            return None;
        }
        at = phrase.tokens.end;
    }
    None
}

/// Whether a phrase is somebody's counterpart: نظيره, نظيرتها.
fn is_counterpart(scene: &Scene<'_>, phrase: &crate::names::Phrase) -> bool {
    let fold = scene.fold(phrase.tokens.start);
    matches!(fold, "نظيره" | "نظيرها" | "نظيرته" | "نظيرتها" | "نظيرهما" | "نظراءه" | "نظراءها")
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
        // «الدول الست الكبرى (الصين والولايات المتحدة وفرنسا)»: whom a bracket names
        if scene.mark(at) == '('
            && let Some(close) = (at + 1..end.min(at + REACH)).find(|t| scene.mark(*t) == ')')
            && let Some(first) = scene.phrase_from(at + 1).filter(|n| scene.phrases[*n].acts())
            && scene.phrase_from(scene.phrases[first].tokens.end).is_some_and(|n| conjoined(scene, &scene.phrases[n]))
        {
            parties.add(Who::Phrase(first), role);
            joined(scene, first, close, role, parties);
            return close + 1;
        }
        let step = usize::from(matches!(scene.mark(at), '،' | ','));
        // «قمة ترامب-كيم»
        if matches!(scene.mark(at), '-' | '–')
            && let Some(other) = scene.phrase_from(at + 1).filter(|n| scene.phrases[*n].skip == 0)
            && [number, other].iter().all(|n| matches!(scene.phrases[*n].sort, Sort::Person | Sort::State))
            && scene.phrases[other].sort == scene.phrases[number].sort
        {
            parties.add(Who::Phrase(other), role);
            at = scene.phrases[other].tokens.end;
            continue;
        }
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

/// «رؤساء الدول الثلاث الرئيس فلان ونظيره فلان»: the first of those whom a plural is followed by, two at least, else the phrase itself.
fn apposed(scene: &Scene<'_>, number: usize) -> usize {
    let group = &scene.phrases[number];
    let plural = matches!(group.number, Number::Plural | Number::Dual) && matches!(group.sort, Sort::Group | Sort::Person);
    let comma = usize::from(matches!(scene.mark(group.tokens.end), '،' | ','));
    let person = |at: usize| scene.phrase_from(at).filter(|n| scene.phrases[*n].sort == Sort::Person);
    let first = person(group.tokens.end + comma).filter(|n| {
        let phrase = &scene.phrases[*n];
        plural && group.name.is_none() && phrase.skip == 0 && phrase.name.is_some() && phrase.number == Number::Singular
    });
    let listed = |n: &usize| person(scene.phrases[*n].tokens.end).is_some_and(|second| conjoined(scene, &scene.phrases[second]));
    first.filter(listed).unwrap_or(number)
}

/// Verbs that say who came together: «القمة التي جمعت الزعيمين».
pub(super) fn gathers(fold: &str) -> bool {
    matches!(fold, "جمعت" | "جمع" | "تجمع" | "يجمع" | "ستجمع" | "سيجمع" | "ضمت" | "ضم" | "تضم" | "يضم") || gathered(fold)
}

/// The same with a pronoun for one or both of them: «لقاء جمعه بنظيره».
fn gathered(fold: &str) -> bool {
    ["هما", "ها", "ه", "نا"]
        .iter()
        .any(|pronoun| fold.strip_suffix(pronoun).is_some_and(|verb| matches!(verb, "جمع" | "جمعت" | "تجمع" | "يجمع" | "ستجمع" | "سيجمع")))
}

/// مع X, بين X وY, في place, حول topic, within the clause.
fn complements(scene: &Scene<'_>, from: usize, end: usize, frame: &EventFrame, parties: &mut Parties) {
    let mut at = from;
    let last = end.min(from + REACH);
    while at < last {
        let mark = scene.mark(at);
        if matches!(mark, '.' | ':' | '؛')
            || matches!(mark, '،' | ',')
                && !scene.timed.get(at + 1).copied().unwrap_or(false)
                && !is_preposition(scene.fold(at + 1))
                && !matches!(scene.fold(at + 1), "بمشاركه" | "بحضور")
                && !(scene.fold(at + 1) == "وذلك" && matches!(scene.fold(at + 2), "بمشاركه" | "بحضور"))
        {
            return;
        }
        let fold = scene.fold(at);
        // «لم يسبق له مثيل», «لم يسبق لها مثيل»
        if fold == "لم" && scene.fold(at + 1) == "يسبق" && scene.fold(at + 3) == "مثيل" {
            at += 4;
            continue;
        }
        if is_that(fold)
            || at > from
                && !gathers(fold)
                && scene.morph.verb(scene.text, at).is_some_and(|v| v.exact && !scene.timed[at] && scene.phrase(at).is_none())
        {
            return;
        }
        // جمعت الوزيرين X وY, ضمت, بمشاركة, بحضور
        // «منذ القمة التي جمعت الزعيمين» says who met there, not here
        let passed = (from..at).any(|t| scene.phrase_from(t).is_some_and(|n| scene.phrases[n].sort == Sort::Framework));
        if gathers(fold) && passed {
            return;
        }
        if gathers(fold) && !gathered(fold) || matches!(fold, "بمشاركه" | "بحضور") {
            let step = usize::from(scene.fold(at + 1) == "بين") + 1;
            if let Some(first) = scene.phrase_from(at + step).filter(|n| scene.phrases[*n].acts()) {
                // «وفدا نيابيا ضم النائبين»: whom a delegation has are its members
                let members = fold.ends_with("ضم") && scene.phrase(at - 1).is_some_and(|n| delegation(scene, n));
                let role = Role::Participant(if fold == "بحضور" {
                    "witness"
                } else if members {
                    "member"
                } else {
                    "party"
                });
                parties.with = true;
                parties.add(Who::Phrase(first), role);
                at = joined(scene, first, end, role, parties);
                continue;
            }
        }
        // «قمة تاريخية جمعتهما»
        if frame.kind == "CONSULT" && fold.ends_with("هما") && gathered(fold) {
            parties.add(Who::Pronoun(Gender::Masculine, Number::Dual), Role::Participant("party"));
            at += 1;
            continue;
        }
        // «لقاء جمعه بموفد»
        if frame.kind == "CONSULT" && matches!(fold, "جمعه" | "جمعها" | "جمعته" | "جمعتها" | "يجمعه" | "يجمعها" | "سيجمعه" | "سيجمعها")
            || frame.kind == "CONSULT" && fold.ends_with("نا") && gathered(fold)
        {
            let who = if fold.ends_with("نا") {
                Who::First
            } else if fold.ends_with('ا') {
                Who::Pronoun(Gender::Feminine, Number::Singular)
            } else {
                Who::Pronoun(Gender::Masculine, Number::Singular)
            };
            parties.add(who, Role::Participant("party"));
            let with = usize::from(scene.fold(at + 1) == "مع") + 1;
            let other =
                scene.phrase_from(at + with).filter(|n| scene.phrases[*n].acts() && (with == 2 || preposition_of(scene, *n) == Some("ب")));
            if let Some(number) = other {
                // «جمعنا بفريق من الوزارة»: a team without a name is nobody in particular
                if who == Who::First && delegation(scene, number) {
                    at = scene.phrases[number].tokens.end;
                    continue;
                }
                parties.with = true;
                parties.add(Who::Phrase(number), Role::Participant("party"));
                at = joined(scene, number, end, Role::Participant("party"), parties);
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
        // «أول لقاء في القمة التاريخية»: the larger meeting that this one is part of
        let part_of = frame.kind == "CONSULT" && at == from + 1 && scene.fold(from) == "في" && scene.fold(at).starts_with("ال");
        // «رسوم على الصلب المستورد من كندا»: whose goods are taxed
        if fold == "من"
            && frame.kind == "SANCTION"
            && (at.saturating_sub(4).max(from)..at).any(|t| imported(scene.fold(t)))
            && let Some(number) = scene.phrase_from(at + 1).filter(|n| matches!(scene.phrases[*n].sort, Sort::State | Sort::Organization))
            && let Some((_, role)) = frame.preps.iter().find(|(p, _)| *p == "علي")
        {
            parties.add(Who::Phrase(number), *role);
            at = joined(scene, number, end, *role, parties);
            continue;
        }
        // another deed takes over what follows
        if at > from && !part_of && scene.phrase(at).is_none() && (scene.morph.is(at, Pos::EventNoun)) {
            return;
        }
        if let Some(number) = scene.phrase_from(at) {
            // «لجنة السياسة النقدية بمجلس الاحتياطي»: the body that another is in
            let housed = preposition_of(scene, number) == Some("ب")
                && scene.phrases[number].sort == Sort::Organization
                && at > 0
                && scene.phrase(at - 1).is_some_and(|n| scene.phrases[n].sort == Sort::Organization);
            if let Some(prep) = preposition_of(scene, number).filter(|_| !housed)
                && let Some((_, role)) = frame.preps.iter().find(|(p, _)| *p == prep)
            {
                // «محادثات الزعيمين على إنهاء برامج الأسلحة في كوريا»: so far away it is the place of something else
                let loose = (from..at).filter(|t| scene.text.is_word(*t) && !scene.timed[*t] && scene.phrase(*t).is_none());
                let elsewhere = prep == "في" && loose.filter(|t| !is_preposition(scene.fold(*t))).take(4).count() > 3;
                if !elsewhere {
                    at = take(scene, number, prep, *role, end, parties);
                    continue;
                }
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

/// Whether a folded word is of goods that come from elsewhere.
fn imported(fold: &str) -> bool {
    let bare = fold.trim_start_matches("ال");
    ["مستورد", "وارد", "سلع", "بضاءع", "منتجات", "صادرات", "قادم"].iter().any(|word| bare.starts_with(word))
}

fn take(scene: &Scene<'_>, number: usize, prep: &str, role: Role, end: usize, parties: &mut Parties) -> usize {
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
            let number = apposed(scene, number);
            parties.add(Who::Phrase(number), role);
            let next = joined(scene, number, end, role, parties);
            if alone && prep != "بين" {
                parties.count_with = parties.list.len();
            }
            next
        }
        // «خروج دفعة من مسلحي الحركة»: people are no place
        Role::Place if !fighters(scene, number) => {
            parties.place.get_or_insert(phrase.tokens.clone());
            phrase.tokens.end
        }
        _ => phrase.tokens.end,
    }
}

/// Whether a phrase is of people who bear arms for a body, or of people in the plural.
fn fighters(scene: &Scene<'_>, number: usize) -> bool {
    let phrase = &scene.phrases[number];
    phrase.sort == Sort::Group && phrase.number == Number::Plural
        || matches!(&scene.fold(phrase.tokens.start)[phrase.skip as usize..], "مسلحي" | "مقاتلي" | "عناصر" | "متطرفي" | "جنود")
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
        let Some(first) = scene.morph.verb(scene.text, back).filter(|v| v.exact && scene.phrase(back).is_none()) else { continue };
        // «وردت موسكو بطرد»: she answered, though the same letters say that she came in
        let light = |v: &Reading| scene.lexicon.event_frames(v.row).find(|f| f.support && f.verb).map(|f| (*v, f));
        let split = || scene.morph.readings(back).iter().filter(|v| v.is_verb() && v.exact && v.pro.conjoined()).find_map(light);
        // «يجري نتنياهو جولة»: he makes it, though of «تجري المحادثات» the same letters say that they take place
        let made = |v: Reading| scene.lexicon.event_frames(v.row).find(|f| f.support && f.verb && f.subject != Role::None).map(|f| (v, f));
        let maker = scene.phrase_from(back + 1).is_some_and(|n| {
            let phrase = &scene.phrases[n];
            phrase.tokens.end <= at && phrase.acts() && !scene.governed(n) && agrees_after(first.features, phrase)
        });
        // «أن لافروف سيجري لقاء»: whoever stands before it makes it as well
        let maker = maker || back + 1 == at && subject_before(scene, sentence, back, first).is_some();
        let transitive = maker.then(|| scene.morph.verbs(back, first).find_map(made)).flatten();
        let Some((verb, frame)) = transitive.or_else(|| light(&first)).or_else(split) else { return };
        // «ردت روسيا بطرد الدبلوماسيين», not «ردت على سؤال عن طرد الدبلوماسيين»
        let mut led = frame.preps.iter().filter(|(_, role)| *role == Role::None).map(|(prep, _)| *prep).peekable();
        if led.peek().is_some() && !led.any(|prep| leads(scene, back + 1, at, prep)) {
            return;
        }
        parties.supported = true;
        parties.support = Some(back);
        if frame.subject == Role::None {
            return;
        }
        if let Some(number) = subject_before(scene, sentence, back, verb) {
            parties.list.insert(0, (Who::Phrase(number), "party"));
            backwards(scene, number, Role::Participant("party"), parties);
            return;
        }
        let behind = scene
            .phrase_from(at + 1)
            .filter(|n| scene.fold(at).starts_with("ال") && !scene.governed(*n) && scene.phrases[*n].acts() && scene.phrases[*n].skip == 0);
        let after = (back + 1..at).find_map(|t| scene.phrase_from(t).filter(|n| !scene.governed(*n) && scene.phrases[*n].acts()));
        match after {
            Some(number) if agrees_after(verb.features, &scene.phrases[number]) => {
                parties.list.insert(0, (Who::Phrase(number), "party"));
                let next = joined(scene, number, at, Role::Participant("party"), parties);
                // «أجرى الوزير مع نظيره، الأربعاء، مباحثات»
                let with = (next..at).find(|t| scene.fold(*t) == "مع").and_then(|t| scene.phrase_from(t + 1));
                if let Some(number) = with.filter(|n| scene.phrases[*n].acts()) {
                    parties.with = true;
                    parties.add(Who::Phrase(number), Role::Participant("party"));
                    joined(scene, number, at, Role::Participant("party"), parties);
                }
            }
            Some(_) => {}
            // «يفتتح الاجتماع الوزير فلان»: the subject behind the noun
            None if behind.is_some_and(|n| agrees_after(verb.features, &scene.phrases[n])) => {
                parties.list.extend(behind.map(|n| (Who::Phrase(n), "party")));
            }
            // «ويعقد الاجتماع غدا»: it is held, and nobody is told to hold it
            None if at == back + 1
                && scene
                    .morph
                    .readings(at)
                    .first()
                    .is_some_and(|r| r.definite() && !r.pro.prepositional() && r.features.gender() == verb.features.gender())
                && scene.lexicon.verbs.get(verb.row as usize, "lemma") == "عقد" => {}
            None if verb.features.which_person() == 1 => parties.list.insert(0, (Who::First, "party")),
            None if verb.pro.has(Proclitics::AND)
                || matches!(scene.fold(back.saturating_sub(1)), "قد" | "ان" | "انه" | "انها" | "سوف" | "حيث" | "فيما" | "بينما" | "اذ") =>
            {
                parties.list.insert(0, (Who::Dropped(verb.features.gender(), verb.features.number()), "party"));
            }
            None => {}
        }
        return;
    }
}

/// Whether a preposition stands between a verb and its noun, free or on the noun or on the word that governs it.
fn leads(scene: &Scene<'_>, from: usize, at: usize, prep: &str) -> bool {
    let attached = |t: usize| {
        scene.phrase(t).is_none()
            && scene
                .morph
                .readings(t)
                .first()
                .is_some_and(|r| r.pro.has(Proclitics::WITH) && prep == "ب" || r.pro.has(Proclitics::FOR) && prep == "ل")
    };
    (from..at).any(|t| scene.fold(t) == prep) || (from..=at).any(attached)
}

/// The subject beside the nearest finite verb before a word of its sentence, whatever the verb tells: «لكن الوزير غادر …، وقال».
pub(crate) fn narrated_before(scene: &Scene<'_>, sentence: usize, at: usize) -> Option<usize> {
    let start = scene.text.sentences[sentence].start;
    (start..at)
        .rev()
        .filter(|t| scene.phrase(*t).is_none() && !scene.timed[*t] && scene.quote_around(*t).is_none())
        .find_map(|t| {
            let verb = scene.morph.verb(scene.text, t).filter(|v| v.exact && v.features.which_person() == 3)?;
            // «اتهامات يسردها كومي»: a clause that describes a noun tells of another
            let bare = |r: &Reading| r.exact && !r.is_verb() && !r.definite() && r.enc == Enclitic::None && r.pos() != Pos::Particle;
            let describes = !verb.pro.conjoined()
                && t > start
                && verb.enc != Enclitic::None
                && scene.phrase(t - 1).is_none()
                && !super::document_before(scene, t)
                && scene.morph.readings(t - 1).first().is_some_and(bare);
            if describes {
                return None;
            }
            let after = || {
                scene.phrase_from(t + 1).filter(|n| {
                    let phrase = &scene.phrases[*n];
                    phrase.acts() && !scene.governed(*n) && !conjoined(scene, phrase) && agrees_after(verb.features, phrase)
                })
            };
            subject_before(scene, sentence, t, verb).or_else(after)
        })
        .map(|number| named_beside(scene, number).unwrap_or(number))
}

/// The person who is the subject of the verb that a sentence begins with: «وبدا الأمين العام مستاء».
pub(crate) fn opening_subject(scene: &Scene<'_>, sentence: usize) -> Option<usize> {
    let at = scene.text.sentences[sentence].start;
    let verb = scene.morph.verb(scene.text, at).filter(|v| v.exact && v.features.which_person() == 3)?;
    let number = scene.phrase_from(at + 1).filter(|_| followed(scene, at, verb))?;
    (scene.phrases[number].sort == Sort::Person).then_some(number)
}

/// The name set off by a comma behind a title that is told without one: «أكد مدير الناحية، صالح الجبوري، وقوع …».
fn named_beside(scene: &Scene<'_>, number: usize) -> Option<usize> {
    let phrase = &scene.phrases[number];
    let comma = phrase.tokens.end;
    let beside = scene.phrase_from(comma + 1).filter(|_| phrase.sort == Sort::Person && phrase.name.is_none())?;
    let name = &scene.phrases[beside];
    (matches!(scene.mark(comma), '،' | ',') && name.sort == Sort::Person && name.name.is_some() && name.skip == 0).then_some(beside)
}

/// Whether the subject of a verb stands right behind it.
fn followed(scene: &Scene<'_>, at: usize, verb: Reading) -> bool {
    scene.phrase_from(at + 1).is_some_and(|n| {
        let phrase = &scene.phrases[n];
        phrase.acts() && !scene.governed(n) && !conjoined(scene, phrase) && agrees_after(verb.features, phrase)
    })
}

/// The subject of a verb that is a noun before it and no listed kind of actor, behind إن or at the head of the sentence: «إن دبابات روسية فتحت
/// النار» the state of its adjective, «أن السيارة انفجرت» nobody known.
fn noun_before(scene: &Scene<'_>, sentence: usize, at: usize, verb: Reading) -> Option<Who> {
    if verb.pro.conjoined() || verb.pro.has(Proclitics::FOR) || verb.features.which_person() != 3 {
        return None;
    }
    let start = scene.text.sentences[sentence].start;
    let mut head = at;
    while head > start && at - head < LONGEST_NOUN && !is_that(scene.fold(head - 1)) && scene.morph.verb(scene.text, head - 1).is_none() {
        let before = head - 1;
        let numbered = scene.text.tokens[before].kind == Kind::Number;
        let nominal = scene.text.is_word(before)
            && !is_preposition(scene.fold(before))
            && scene.morph.readings(before).iter().any(|r| {
                matches!(r.pos(), Pos::Noun | Pos::Adjective | Pos::Nisba | Pos::Active | Pos::Passive)
                    && r.exact
                    && !r.pro.prepositional()
                    && !r.pro.conjoined()
            });
        if !numbered && !nominal && !scene.timed[before] {
            return None;
        }
        head = before;
    }
    // «أن تكون الرسالة وصلت إلى الحكومة» as well
    let was = |t: usize| matches!(super::unjoined(scene.fold(t)), "كان" | "كانت" | "يكون" | "تكون" | "ستكون" | "سيكون");
    if head == at || head > start && !is_that(scene.fold(head - 1)) && !was(head - 1) || scene.morph.verb(scene.text, head).is_some() {
        return None;
    }
    let noun = |r: &&Reading| matches!(r.pos(), Pos::Noun | Pos::Active) && r.exact && r.enc == Enclitic::None;
    let noun = scene.morph.readings(head).iter().find(noun)?;
    // a plural of things takes a verb in the feminine singular
    let agrees = noun.features.gender() == verb.features.gender() || noun.features.number() == Number::Plural;
    (agrees && verb.features.number() != Number::Dual).then(|| {
        let adjective = (head + 1..at).find_map(|t| scene.nationality(t).filter(|n| n.definite() == noun.definite()));
        adjective.map_or(Who::Beside, |nisba| Who::State(nisba.row))
    })
}

/// «أن وفدا برئاسة الوزير، فلان، سيزور»: the delegation whose head the words before the verb name.
fn led_by(scene: &Scene<'_>, number: usize, start: usize) -> Option<usize> {
    let at = scene.phrases[number].tokens.start;
    let led = (at.saturating_sub(8).max(start)..at).rev().find(|t| matches!(scene.fold(*t), "برءاسه" | "بقياده"))?;
    let group = led.checked_sub(1).and_then(|t| scene.phrase(t)).filter(|n| delegation(scene, *n) && !scene.governed(*n))?;
    let between = (led + 1..at).all(|t| scene.phrase(t).is_some() || matches!(scene.mark(t), '،' | ','));
    between.then_some(group)
}

/// Whether a phrase is the genitive of a noun that is no body: «خلافا للهجة أسلافه، خاطب …», not «سفارة بلادها تعتزم».
fn genitive(scene: &Scene<'_>, start: usize, number: usize) -> bool {
    // «إعلان الرئيس فرض رسوم»: whoever announces a deed does it; «آلاف المتظاهرين تجمعوا»: so many of them
    super::say::construct(scene, start, number)
        .is_some_and(|noun| !scene.morph.is(noun, Pos::OrgHead) && !decision(scene, noun) && !quantity(scene, noun))
}

/// Whether a noun that says how many of those behind it stands at a word: «آلاف», «معظم», «بعض».
fn quantity(scene: &Scene<'_>, at: usize) -> bool {
    let fold = super::unjoined(scene.fold(at));
    // «عددا», «دفعة»
    let fold = fold.strip_suffix('ا').filter(|f| COUNTED.contains(f)).unwrap_or(fold);
    COUNTED.contains(&fold)
        || matches!(
            fold,
            "ملايين"
                | "معظم"
                | "غالبيه"
                | "اغلب"
                | "اغلبيه"
                | "بعض"
                | "جميع"
                | "كل"
                | "كبار"
                | "حشود"
                | "حشد"
                | "كافه"
                | "ساءر"
                | "احد"
                | "احدي"
        )
}

/// Whether the noun of a decision or intention stands at a word: «قرار الرئيس», «إعلان», «محاولة».
fn decision(scene: &Scene<'_>, at: usize) -> bool {
    matches!(
        super::unjoined(scene.fold(at)).trim_start_matches(['ل', 'ب']),
        "قرار" | "اعلان" | "عزم" | "نيه" | "اعتزام" | "رفض" | "تهديد" | "محاوله"
    )
}

/// The longest noun phrase before its verb, in tokens.
const LONGEST_NOUN: usize = 6;

fn subject_before(scene: &Scene<'_>, sentence: usize, at: usize, verb: Reading) -> Option<usize> {
    if verb.pro.conjoined() || verb.pro.has(Proclitics::FOR) {
        return None;
    }
    let start = scene.text.sentences[sentence].start;
    let mut last = at.checked_sub(1)?;
    while last > start
        && (scene.timed[last]
            || matches!(scene.mark(last), '،' | ',' | ')' | '"' | '»' | '«' | '“' | '”')
            // «ينوي الطرفان أن يبحثا», not «رجحت وسائل إعلام أن يصل ترامب»
            || last + 1 == at && scene.fold(last) == "ان" && verb.features.is_present() && !followed(scene, at, verb)
            || matches!(scene.fold(last), "قد" | "كان" | "كانت" | "ايضا" | "الذي" | "التي" | "لم" | "لن" | "سوف"))
    {
        last -= 1;
    }
    // «مع الأسد، الذي زار سوتشي»: of a relative clause the noun before it, whatever governs that
    let relative = (last + 1..at).any(|t| matches!(scene.fold(t), "الذي" | "التي"));
    let number = scene.phrase(last)?;
    let number = led_by(scene, number, start).unwrap_or(number);
    let phrase = &scene.phrases[number];
    (phrase.acts()
        && (relative || !scene.governed(number) && !(phrase.definite && genitive(scene, start, number)))
        && phrase.tokens.start >= start
        && agrees_before(verb.features, phrase, conjoined(scene, phrase)))
    .then_some(number)
}
