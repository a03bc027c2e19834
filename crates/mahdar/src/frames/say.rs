//! Verbs and participles of saying.

use super::content;
use super::opener::{self, Path, Seek};
use super::{Said, Sayings, Scene, Shape, Unsaid, Who, said};
use crate::lex::{Mark, SayFrame, SayKind};
use crate::morph::{Enclitic, Proclitics, Reading};
use crate::names::Sort;
use crate::span::Span;
use crate::text::Kind;
use crate::text::quote::is_quote;
use crate::trace::Makes;
use mahdar_arabic::features::{Gender, Number, Pos};

/// Whether the finite verb of saying at a token opens a content of its own.
pub(super) fn has_content(scene: &Scene<'_>, at: usize, end: usize) -> bool {
    let Some(verb) = scene.morph.verb(scene.text, at) else { return false };
    let seek = Seek { agrees: Some(verb.features), subject_before: false, end, object: false };
    let opens =
        |v: Reading| scene.lexicon.say_frames(v.row).filter(|f| f.verb).any(|f| opener::walk(scene, at + 1, f, seek).opener.is_some());
    scene.morph.verbs(at, verb).any(opens)
}

/// Tries the token as a finite verb of saying. Returns the token to go on from when it is one.
pub(super) fn verb(scene: &Scene<'_>, sentence: usize, at: usize, out: &mut Sayings) -> Option<usize> {
    let verb = scene.morph.verb(scene.text, at)?;
    if scene.morph.verbs(at, verb).all(|v| scene.lexicon.say_frames(v.row).next().is_none()) {
        return scene.fails(at, "", "no rule of saying has this verb");
    }
    if scene.phrase(at).is_some_and(|p| scene.phrases[p].tokens.start < at) {
        return scene.fails(at, "", "it stands inside a name");
    }
    // inside a quotation, what the speaker says of himself is performance, not report
    let quoted = scene.quote_around(at).is_some();
    if scene.morph.verbs(at, verb).all(|v| v.features.which_person() != 3) {
        return scene.fails(at, "", "a verb in the first or second person performs what it says and does not report it");
    }
    // «مسؤولون، طلبوا …»: an aside of the subject, read with it
    if at > 1
        && verb.features.number() == Number::Plural
        && !verb.pro.conjoined()
        && matches!(scene.mark(at - 1), '،' | ',')
        && scene.phrase(at - 2).is_some_and(|p| scene.phrases[p].sort == Sort::Group)
    {
        return scene.fails(at, "", "an aside of the subject before it");
    }
    // «يجب أن»: what must be is no answer
    if matches!(super::unjoined(scene.fold(at)), "يجب" | "تجب") && !matches!(scene.fold(at.saturating_sub(1)), "لم" | "ولم") {
        return scene.fails(at, "", "it says what must be");
    }
    // «نشرت الصحيفة صورا»: an object in the accusative is no verb of two
    let object = |r: &Reading| {
        r.exact && r.features.is_tanwin() && matches!(r.pos(), Pos::Noun | Pos::Masdar | Pos::Adjective | Pos::EventNoun | Pos::SayingNoun)
    };
    if verb.features.number() == Number::Dual
        && verb.features.is_past()
        && verb.pro.0 == 0
        && scene.morph.readings(at).iter().any(object)
        && !scene
            .phrase(at.saturating_sub(1))
            .is_some_and(|n| scene.phrases[n].number == Number::Dual || opener::conjoined(scene, &scene.phrases[n]))
    {
        return scene.fails(at, "", "an object in the accusative, no verb in the dual");
    }
    // «أدين بقتل فلسطيني»: whom a court finds guilty nobody condemns with words
    if matches!(super::unjoined(scene.fold(at)), "ادين" | "ادينت" | "ادينوا") {
        return scene.fails(at, "", "found guilty by a court");
    }
    // «دوما، أبرز مدن الغوطة»: an elative before a plural
    let word = super::unjoined(scene.fold(at));
    let plural = |at: usize| {
        scene.morph.readings(at).first().is_some_and(|r| !r.is_verb() && !r.definite() && r.features.number() == Number::Plural)
    };
    let known = |n: usize| {
        let phrase = &scene.phrases[n];
        phrase.entity.is_some() || phrase.head.is_some() || phrase.title.is_some()
    };
    if matches!(word, "ابرزها" | "ابرزهم" | "ابرزهما") || word == "ابرز" && plural(at + 1) && !scene.phrase(at + 1).is_some_and(known)
    {
        return scene.fails(at, "", "an elative before a plural");
    }
    // «وتدعى بي كيم»: her name
    if matches!(super::unjoined(scene.fold(at)), "يدعي" | "تدعي") && scene.text.tokens[at].span.of(scene.source).ends_with('ى') {
        return scene.fails(at, "", "it says what somebody is called");
    }
    // «جائزة قدرها 50 ألف دولار»: how much it is
    if verb.enc != Enclitic::None && scene.text.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number) {
        return scene.fails(at, "", "it says how much a thing is");
    }
    // what will be said has not been said
    if verb.pro.has(Proclitics::WILL) || at > 0 && scene.fold(at - 1) == "سوف" {
        return scene.fails(at, "", "what will be said has not been said");
    }
    if negation(scene, at).is_some() {
        // after لم only the present stands: تعلق is «she comments», not «he clung»
        let present = scene.morph.verbs(at, verb).find(|v| v.features.is_present() && scene.lexicon.say_frames(v.row).next().is_some());
        if let Some(next) = present.and_then(|verb| refusal(scene, sentence, at, verb, out)) {
            return Some(next);
        }
        let silent = silence(scene, sentence, at, present.unwrap_or(verb), out);
        return silent.or_else(|| scene.fails(at, "", "negated, and no silence that is told of"));
    }
    if hypothetical(scene, at) {
        return scene.fails(at, "", "not asserted: a condition, wish or purpose stands before it");
    }
    if content::background_marker(scene, at) {
        return scene.fails(at, "", "it only marks what the report recalls");
    }
    let end = scene.text.sentences[sentence].end;
    let mut best: Option<(Said, usize, usize)> = None;
    // يعد: he counts (من) far more often than he promises
    let counted = matches!(scene.fold(at).trim_start_matches('و'), "يعد" | "تعد" | "يعدون");
    let frames = scene
        .morph
        .verbs(at, verb)
        .filter(|v| v.features.which_person() == 3)
        .flat_map(|v| scene.lexicon.say_frames(v.row).map(move |f| (v, f)));
    for (verb, frame) in frames.filter(|(_, f)| f.verb) {
        if counted && matches!(frame.class, "promise" | "consider") && !matches!(scene.fold(at + 1), "ب" | "بان") {
            scene.fails::<()>(at, frame.id, "it counts among, and does not promise");
            continue;
        }
        let before = subject_before(scene, sentence, at, verb);
        let Some((candidate, next)) = verb_frame(scene, sentence, at, verb, frame, before, end) else { continue };
        if quoted && !matches!(candidate.who, Who::Phrase(_)) {
            scene.fails::<()>(at, frame.id, "inside a quotation, and no subject of its own stands beside it");
            continue;
        }
        // of a lemma's frames the one whose content opens soonest, a light one first
        let score = (usize::from(frame.light.is_empty()), candidate.content.first().map_or(usize::MAX, |c| c.start));
        // an explicit subject that agrees speaks for the reading
        let score = usize::from(!matches!(candidate.who, Who::Phrase(_))) * 4000 + score.0 * 1000 + score.1.saturating_sub(at).min(999);
        // «نقلت … عن … قوله» is relayed before it is anything else
        let score = if frame.kind == SayKind::Relay { 0 } else { score };
        if best.as_ref().is_none_or(|(_, _, old)| score < *old) {
            if let Some((old, ..)) = &best {
                scene.fails::<()>(at, old.rule, LATER);
            }
            best = Some((candidate, next, score));
        } else {
            scene.fails::<()>(at, frame.id, LATER);
        }
    }
    let (candidate, next, _) = best?;
    out.said.push(candidate);
    Some(next)
}

/// Why a rule gives way to another of the same word.
const LATER: &str = "another rule of this word has a subject, or a content that opens sooner";

fn verb_frame(
    scene: &Scene<'_>,
    sentence: usize,
    at: usize,
    verb: Reading,
    frame: &SayFrame,
    before: Option<usize>,
    end: usize,
) -> Option<(Said, usize)> {
    if frame.kind == SayKind::Relay {
        return relay(scene, sentence, at, verb, frame, before, end);
    }
    // «أنها أخطرت المجلس بـ»: the pronoun on the particle is the subject
    let subject_before = before.is_some() || super::parties::pronoun_before(scene, at, verb);
    // «المهلة التي أعلنت عنها النقابات»: its content is the noun before
    if at > 0
        && matches!(scene.fold(at - 1), "الذي" | "التي" | "الذين")
        && super::relative::with_pronoun(scene.fold(at + 1)).is_some_and(|prep| frame.content.contains(&Mark::Prep(prep)))
    {
        return scene.fails(at, frame.id, "its content is the noun that the relative clause describes");
    }
    let seek = Seek { agrees: Some(verb.features), subject_before, end, object: verb.enc != Enclitic::None };
    let path = opener::walk(scene, at + 1, frame, seek);
    let subject = before.or(path.subject);
    let who = match subject {
        Some(number) => Who::Phrase(number),
        None if opener::noun_subject(scene, at, verb, &path, frame) => Who::Beside,
        // «أما فلان فتوقع»: of a name that no list has somebody else than any before
        None if topic_before(scene, sentence, at, verb) => Who::Beside,
        None => opener::dropped(verb.features),
    };
    let mut cue = at..at + 1;
    if path.echo == Some(at + 1) {
        cue.end = at + 2;
    }
    let mut candidate = said(scene, sentence, cue, Shape::Verb, frame, who);
    if verb.enc != Enclitic::None && path.echo != Some(at + 1) {
        // أبلغته, دعاه: the cue is the verb without its object
        candidate.cue_span = without_object(scene, at, verb, candidate.cue_span);
        // «وأبلغه أن …»: the pronoun is whom it is said to
        if frame.addressee.contains(&Mark::Object) {
            candidate.told = Who::of_pronoun(verb.enc);
        }
    }
    candidate.background = background(scene, sentence, at);
    candidate.addressee.clone_from(&path.addressee);
    addressed_too(scene, &path, &mut candidate.addressee);
    candidate.via.extend(path.mouth);
    // واتهمت دمشق بـ: one noun phrase and ب is the passive with its accused
    if frame.class == "accuse"
        && before.is_none()
        && path.addressee.is_empty()
        && verb.enc == Enclitic::None
        // «حملت الحكومة الجماعة مسؤولية …» blames
        && frame.light.is_empty()
        && let Some(accused) = path.subject
    {
        // «رفضت تركيا …، واتهمت فرنسا بـ»: joined to a clause, it goes on with its subject
        let goes_on = verb.pro.has(Proclitics::AND) && at > scene.text.sentences[sentence].start;
        candidate.who = if goes_on { opener::dropped(verb.features) } else { Who::Unsaid };
        candidate.addressee.push(accused);
    }
    // «قرار المجلس الذي دعا إلى هدنة»: what says so is the thing before the relative, no actor
    if matches!(candidate.who, Who::Dropped(..)) && relative_thing(scene, at, verb) {
        candidate.who = Who::Unsaid;
    }
    let Some(open) = path.opener else {
        return quoted_before(scene, sentence, at, &path, frame, candidate);
    };
    // «وزُعم أن …»: nobody is told to have said it; «دُعيت إلى المنصة امرأتان» tells of no words
    if verb.features.is_past() && marked_passive(scene.text.tokens[at].span.of(scene.source), verb.pro.conjoined()) {
        if open.mark != Mark::That {
            return scene.fails(at, frame.id, "a verb in the passive, and no words are told");
        }
        candidate.who = Who::Unsaid;
    }
    // «الذي تردد أن قيمته …»: nobody is said to have spread it
    if subject.is_none() && scene.lexicon.verbs.get(verb.row as usize, "lemma") == "تردد" {
        candidate.who = Who::Unsaid;
    }
    // «ويعتقد أن …», where a sentence begins: it is believed
    let impersonal = matches!(super::unjoined(scene.fold(at)), "يعتقد" | "يتوقع" | "يرجح" | "يخشي" | "يقال" | "يشتبه" | "يظن" | "يزعم");
    if subject.is_none() && impersonal && at == scene.text.sentences[sentence].start {
        candidate.who = Who::Unsaid;
    }
    // «شن التنظيم هجوما على نقطة تفتيش»: those under arms attack with them
    if frame.light.first().is_some_and(|word| word == "هجوما") && subject.is_some_and(|n| super::deed::armed(scene, n)) {
        return scene.fails(at, frame.id, "an attack by those under arms");
    }
    let explicit = subject.is_some();
    // «يعارضها الاتحاد»: the pronoun is the object already
    let taken = verb.enc != Enclitic::None
        && path.echo.is_none()
        && !frame.addressee.contains(&Mark::Object)
        && !matches!(frame.class, "describe" | "accuse" | "consider");
    if taken && matches!(open.mark, Mark::Object | Mark::Prep(_)) {
        return scene.fails(at, frame.id, "the pronoun on it is its object already");
    }
    if !admissible(scene, sentence, at, verb, frame, open.mark, explicit) {
        return scene.fails(at, frame.id, "no subject beside it, and no clause begins with it");
    }
    let mut content = content::content(scene, open, end);
    if content.is_empty() {
        return scene.fails(at, frame.id, EMPTY);
    }
    // «A»، قال فلان، «B»: both halves
    // «إن موتها كان "خبرا حزينا"، وأضاف "…"»: what another verb reported already is not said again
    if content.direct
        && !verb.pro.conjoined()
        && let Some(first) = quotation_ending_before(scene, sentence, at)
    {
        content.spans.insert(0, first);
    }
    candidate.holds(content);
    Some((candidate, open.start.max(at + 1)))
}

/// Whether a past verb bears the vowel of the passive on its first letter.
fn marked_passive(written: &str, conjoined: bool) -> bool {
    let mut letters = written.chars().skip(usize::from(conjoined));
    letters.next().is_some() && letters.next() == Some('ُ')
}

/// Adds those joined to the last addressee: «دعا الحكومة والفصائل إلى …».
fn addressed_too(scene: &Scene<'_>, path: &opener::Path, addressee: &mut Vec<usize>) {
    let stop = path.opener.map_or(usize::MAX, |open| open.at);
    while let Some(last) = addressee.last().copied() {
        let mut at = scene.phrases[last].tokens.end;
        at += usize::from(matches!(scene.mark(at), '،' | ','));
        let next = scene.phrase_from(at).filter(|n| {
            let phrase = &scene.phrases[*n];
            *n > last && at < stop && phrase.acts() && opener::conjoined(scene, phrase) && !addressee.contains(n)
        });
        let Some(next) = next else { return };
        addressee.push(next);
    }
}

/// The span of a verb's cue without its object pronoun.
pub(super) fn without_object(scene: &Scene<'_>, at: usize, verb: Reading, cue: Span) -> Span {
    Span { start: cue.start, end: cue.start + super::letter_len(cue.of(scene.source), letters(scene, at, verb)) }
}

/// Letters of a verb without its object pronoun.
fn letters(scene: &Scene<'_>, at: usize, verb: Reading) -> usize {
    let all = scene.fold(at).chars().count();
    let object = match verb.enc {
        Enclitic::None => 0,
        Enclitic::He | Enclitic::I | Enclitic::You => 1,
        Enclitic::Both => 3,
        _ => 2,
    };
    all - object - usize::from(verb.pro.conjoined())
}

/// Whether an opener is enough for this verb here.
fn admissible(scene: &Scene<'_>, sentence: usize, at: usize, verb: Reading, frame: &SayFrame, mark: Mark, explicit: bool) -> bool {
    match mark {
        _ if explicit => true,
        Mark::That | Mark::Quote | Mark::Colon => {
            clause_initial(scene, sentence, at, verb) || !scene.fold(at - 1).is_empty() && scene.phrase(at - 1).is_some()
        }
        // «يعتبر خطوة» without a subject may be passive
        Mark::Object | Mark::Prep(_) => {
            let passive_look = verb.features.is_present() && matches!(frame.class, "consider" | "describe");
            let headless = at == scene.text.sentences[sentence].start && !verb.pro.conjoined();
            !passive_look && !headless && clause_initial(scene, sentence, at, verb)
        }
    }
}

/// «أما فلان فقال»: whether the verb has the topic before it for its subject.
fn topic_before(scene: &Scene<'_>, sentence: usize, at: usize, verb: Reading) -> bool {
    let start = scene.text.sentences[sentence].start;
    verb.pro.has(Proclitics::SO)
        && super::unjoined(scene.fold(start)) == "اما"
        && at > start + 1
        && at <= start + 6
        && (start + 1..at).all(|t| scene.text.is_word(t) && !super::is_preposition(scene.fold(t)))
}

/// Whether a verb without a subject stands right behind a relative that no pronoun goes back from: its subject is the noun before.
fn relative_thing(scene: &Scene<'_>, at: usize, verb: Reading) -> bool {
    let resumes = |t: usize| {
        ["فيه", "فيها", "به", "بها", "خلاله", "خلالها", "عنه", "عنها", "منه", "منها", "له", "لها", "اليه", "اليها", "عليه", "عليها"]
            .contains(&scene.fold(t))
    };
    at > 0
        && matches!(scene.fold(at - 1), "الذي" | "التي")
        && verb.enc == Enclitic::None
        && !verb.pro.conjoined()
        && verb.features.number() == Number::Singular
        && !(at + 1..at + 4).any(resumes)
}

/// Whether a clause begins with the verb, so that its subject is dropped and not a noun before it (أنباء نشرت …).
fn clause_initial(scene: &Scene<'_>, sentence: usize, at: usize, verb: Reading) -> bool {
    if verb.pro.conjoined() || at == scene.text.sentences[sentence].start {
        return true;
    }
    let before = scene.fold(at - 1);
    // «وهو يركز انتقاداته على …», where a sentence begins
    let himself = at == scene.text.sentences[sentence].start + 1 && matches!(super::unjoined(before), "هو" | "وهو" | "هي" | "وهي");
    himself
        // «عاد ليؤكد»
        || verb.pro.has(Proclitics::FOR)
        || before.is_empty()
        || document_before(scene, at)
        || super::is_that(before)
        || matches!(
            before,
            "كما"
                | "فيما"
                | "بينما"
                | "حيث"
                | "الذي"
                | "التي"
                | "قد"
                | "وقد"
                | "لكنها"
                | "لكنه"
                | "ولكنها"
                | "ولكنه"
                | "ثم"
                | "كان"
                | "كانت"
                | "او"
        )
        || scene.timed[at - 1]
        || scene.skipped[at - 1]
}

/// «رسالة إلى الرئيس دعاه فيها»: where إلى stands, with whom the document goes to right before the verb.
fn addressed(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let to = scene.phrases[scene.phrase(at.checked_sub(1)?)?].tokens.start.checked_sub(1)?;
    (scene.fold(to) == "الي" && matches!(scene.fold(at + 1), "فيه" | "فيها")).then_some(to)
}

/// Whether a folded word is a document or utterance, with or without its accusative ending.
pub(super) fn document_noun(fold: &str) -> bool {
    matches!(
        fold.strip_suffix('ا').filter(|f| f.len() > 6).unwrap_or(fold),
        "بيان"
            | "تغريده"
            | "تغريدات"
            | "رساله"
            | "رساءل"
            | "منشور"
            | "منشورات"
            | "مقال"
            | "تقرير"
            | "خطاب"
            | "برقيه"
            | "مذكره"
            | "تدوينه"
            | "تصريح"
            | "تصريحات"
            | "عريضه"
    )
}

/// Whether an indefinite document stands before a verb, whose words the verb tells: «أصدرت الوزارة بيانا تدين فيه», «نشر تغريدة انتقد فيها», «ألقت
/// القوات منشورات تحذر من».
pub(crate) fn document_before(scene: &Scene<'_>, at: usize) -> bool {
    let mut noun = addressed(scene, at).unwrap_or(at);
    // past its adjective or place: «بيانا مشتركا يدعو», «منشورات فوق المدينة تحذر»
    for _ in 0..4 {
        let Some(before) = noun.checked_sub(1).filter(|t| scene.text.is_word(*t)) else { return false };
        noun = before;
        let fold = scene.fold(noun);
        if document_noun(fold) {
            return scene.phrase(noun).is_none_or(|n| !scene.phrases[n].definite)
                && scene.morph.readings(noun).iter().any(|r| !r.definite() && r.enc == Enclitic::None && !r.pro.prepositional());
        }
        let passed = scene.morph.is(noun, Pos::Adjective)
            || super::is_preposition(fold)
            || scene.phrase(noun).is_some_and(|n| scene.governed(n))
            || fold == "فوق";
        if !passed {
            return false;
        }
    }
    false
}

/// Whether a negation stands before the verb, and where.
pub(super) fn negation(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let negates = matches!(super::unjoined(scene.fold(before)), "لم" | "لن" | "لا" | "ليس" | "ليست");
    // «ما» negates only before a past verb that begins the clause; mostly it is «what»
    negates.then_some(before)
}

/// «إذا قال», «لو أعلن», «قد يرفض», «أن يعلن»: not asserted.
fn hypothetical(scene: &Scene<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let fold = scene.fold(before);
    let verb = scene.morph.find(at, Pos::Verb);
    let imperfect = |r: &Reading| r.is_verb() && r.exact && r.pro.0 == 0 && r.features.is_present() && r.features.which_person() == 3;
    let present = verb.is_some_and(|v| v.features.is_present()) || scene.morph.readings(at).iter().any(imperfect);
    matches!(fold, "اذا" | "لو" | "كي" | "لكي" | "هل" | "سوف" | "لعل")
        || present && matches!(fold, "قد" | "وقد" | "ان" | "بان")
        || verb.is_some_and(|v| v.pro.has(Proclitics::FOR) && present) && !follows(scene, at)
}

/// Lemmas of verbs that only bring somebody before his hearers: «عاد ليؤكد», «خرج ليعلن», «كتب ليقول».
const APPEARS: [&str; 20] = [
    "عاد",
    "خرج",
    "ظهر",
    "أطل",
    "برز",
    "وقف",
    "خاطب",
    "كتب",
    "غرد",
    "سارع",
    "انبرى",
    "تدخل",
    "انضم",
    "صعد",
    "رجع",
    "اتصل",
    "بعث",
    "هرع",
    "جاء",
    "دخل",
];

/// «عاد الوزير ليؤكد أن», «…، لتنفي موسكو ذلك»: a verb with ل that tells what came next, and no purpose.
fn follows(scene: &Scene<'_>, at: usize) -> bool {
    let start = scene.text.sentences[scene.text.sentence_of(at)].start;
    // «…، ليؤكد أن»: behind a comma, where a subject or words that are told stand right behind
    let comma = at > start && matches!(scene.mark(at - 1), '،' | ',');
    let subject = scene.phrase_from(at + 1).is_some_and(|n| scene.phrases[n].acts() && !scene.governed(n));
    if comma
        && (subject
            || super::is_that(scene.fold(at + 1))
            || super::is_that(scene.fold(at + 2)) && super::is_preposition(scene.fold(at + 1)))
    {
        return true;
    }
    let before = (at.saturating_sub(24).max(start)..at)
        .rev()
        .take_while(|t| !matches!(scene.mark(*t), '.' | '؛' | ':'))
        .find(|t| scene.phrase(*t).is_none() && !scene.timed[*t] && scene.morph.verb(scene.text, *t).is_some_and(|v| v.exact));
    before.is_some_and(|t| {
        negation(scene, t).is_none()
            && scene.morph.readings(t).iter().any(|v| {
                v.is_verb() && v.exact && v.features.is_past() && APPEARS.contains(&scene.lexicon.verbs.get(v.row as usize, "lemma"))
            })
    })
}

/// The bare noun before a phrase that takes it as its genitive: «وزير خارجية روسيا يعلن» is one phrase, «زيارة لافروف تؤكد» are two words.
pub(super) fn construct(scene: &Scene<'_>, start: usize, number: usize) -> Option<usize> {
    let phrase = &scene.phrases[number];
    let before = phrase.tokens.start.checked_sub(1).filter(|b| *b >= start && phrase.skip == 0)?;
    let bare = |r: &Reading| {
        matches!(r.pos(), Pos::Noun | Pos::Masdar | Pos::EventNoun | Pos::FrameworkHead | Pos::OrgHead)
            && !r.definite()
            && r.enc == Enclitic::None
    };
    let noun = scene.text.is_word(before)
        && scene.phrase(before).is_none()
        && scene.morph.readings(before).first().is_some_and(bare)
        && scene.morph.verb(scene.text, before).is_none();
    noun.then_some(before)
}

/// A subject that stands before the verb: «موسكو تدعو», «أن لافروف أعلن», «أما السفير فأكد».
fn subject_before(scene: &Scene<'_>, sentence: usize, at: usize, verb: Reading) -> Option<usize> {
    let start = scene.text.sentences[sentence].start;
    let topic = verb.pro.has(Proclitics::SO) && super::unjoined(scene.fold(start)) == "اما";
    if verb.pro.conjoined() && !topic || verb.pro.has(Proclitics::FOR) {
        return None;
    }
    let mut last = at.checked_sub(1)?;
    // between them only قد, dates, a closing mark or a bracketed or comma-marked aside
    while last > start
        && (scene.timed[last]
            || matches!(scene.mark(last), '،' | ',' | ')' | '"' | '»' | '”')
            || matches!(scene.fold(last), "قد" | "كان" | "كانت" | "ايضا" | "بدوره" | "بدورها"))
    {
        last -= 1;
    }
    // «وكالة الأنباء الرسمية (سانا) قالت»
    if last > start && scene.mark(last + 1) == ')' {
        let open = (last.saturating_sub(8).max(start)..=last).rev().find(|t| scene.mark(*t) == '(');
        last = open.and_then(|t| t.checked_sub(1)).filter(|t| *t >= start).unwrap_or(last);
    }
    let relative = matches!(scene.fold(last), "الذي" | "التي");
    if relative && last > start {
        // «الرئيس الذي تتهمه تركيا»: the pronoun goes back to the noun before, and who accuses stands behind
        let behind = scene.phrase_from(at + 1).filter(|n| verb.enc != Enclitic::None && !scene.governed(*n)).map(|n| &scene.phrases[n]);
        if behind.is_some_and(|phrase| phrase.acts() && opener::agrees_after(verb.features, phrase)) {
            return None;
        }
        last -= 1;
        // «والجنرال هو الذي أعلن», «من ماركو روبيو، الذي قال»
        while last > start && (matches!(scene.mark(last), '،' | ',') || matches!(scene.fold(last), "هو" | "هي" | "هم")) {
            last -= 1;
        }
    }
    let number = scene.phrase(last).filter(|p| scene.phrases[*p].tokens.end > last)?;
    let number = if relative { antecedent(scene, number, start, verb) } else { number };
    let phrase = &scene.phrases[number];
    if relative && phrase.tokens.end <= last {
        last = phrase.tokens.end - 1;
    }
    if !phrase.acts() || phrase.tokens.end <= last || phrase.tokens.start < start {
        return None;
    }
    // «نشرت الوكالة بيانا أكدت فيه»: an indefinite accusative is an object, and its clause tells of it
    let accusative = !phrase.definite
        && phrase.name.is_none()
        && phrase.tokens.start > start
        && phrase.tokens.len() <= 2
        && scene.morph.readings(phrase.tokens.start).first().is_some_and(|r| r.features.is_tanwin());
    if accusative {
        return None;
    }
    // joined subjects: the verb agrees with them together, the last one stands nearest
    if !relative && scene.governed(number) || !opener::agrees_before(verb.features, phrase, opener::conjoined(scene, phrase)) {
        return None;
    }
    // «يثير استياء فلان الذي يتحفظ على»: of a feeling and whose it is he speaks; of his statement the statement
    if let Some(owned) = construct(scene, start, number).filter(|_| !topic) {
        // «تصريحات فلان الذي قال»: the pronoun is of one, and not of statements
        let of_it = document_noun(scene.fold(owned))
            && scene.morph.readings(owned).iter().any(|r| {
                r.exact && !r.is_verb() && r.features.number() == Number::Singular && r.features.gender() == verb.features.gender()
            });
        let his = relative && phrase.sort == Sort::Person && phrase.name.is_some() && !of_it;
        if !his {
            return None;
        }
    }
    // a verb that already has this phrase as its subject or object, with no mark between, does not share it
    let taken = (phrase.tokens.start.saturating_sub(2)..phrase.tokens.start)
        .rev()
        .take_while(|t| scene.text.is_word(*t) && *t >= start && !super::is_that(scene.fold(*t)))
        .any(|t| {
            scene.phrase(t).is_none()
                && scene.morph.verb(scene.text, t).is_some_and(|v| v.exact && !matches!(scene.fold(t), "كان" | "كانت" | "وكان" | "وكانت"))
        });
    (!taken || relative).then_some(number)
}

/// «لاريجاني مسؤول الشؤون الدولية في السلطة القضائية الذي قال»: past a body in his office to the person whom the pronoun and its verb agree with.
fn antecedent(scene: &Scene<'_>, number: usize, start: usize, verb: Reading) -> usize {
    let nearest = &scene.phrases[number];
    if opener::agrees_before(verb.features, nearest, false) || !scene.governed(number) {
        return number;
    }
    let person = |n: &usize| {
        let phrase = &scene.phrases[*n];
        let gap = phrase.tokens.end..nearest.tokens.start;
        phrase.sort == Sort::Person
            && phrase.name.is_some()
            && phrase.tokens.start >= start
            && gap.len() <= 2
            && gap.clone().all(|t| scene.text.is_word(t) && super::is_preposition(scene.fold(t)))
            && opener::agrees_before(verb.features, phrase, false)
    };
    number.checked_sub(1).filter(person).unwrap_or(number)
}

/// وكان … قد قال, وكانت … أعلنت: told as background.
fn background(scene: &Scene<'_>, sentence: usize, at: usize) -> bool {
    let start = scene.text.sentences[sentence].start;
    let first = scene.fold(start);
    let second = scene.fold(start + 1);
    let was = |f: &str| matches!(f, "وكان" | "وكانت" | "كان" | "كانت" | "وكانوا");
    at > start && (was(first) || was(second)) && at < start + 30
}

/// نقلت وكالة عن فلان قوله إن …: subject carries, the one behind عن speaks.
fn relay(
    scene: &Scene<'_>,
    sentence: usize,
    at: usize,
    verb: Reading,
    frame: &SayFrame,
    before: Option<usize>,
    end: usize,
) -> Option<(Said, usize)> {
    let mut carrier = before;
    let mut token = at + 1;
    let last = end.min(at + 30);
    let marks: &[&str] = match scene.lexicon.verbs.get(verb.row as usize, "lemma") {
        "نسب" | "عزا" => &["الي"],
        "علم" => &["من"],
        _ => &["عن", "عنه", "عنها", "عنهم"],
    };
    let sourceless = || format!("it carries words only with {} and somebody behind it", marks.join(" or "));
    // to عن
    while token < last && !marks.contains(&scene.fold(token)) {
        if let Some(number) = scene.phrase_from(token) {
            if carrier.is_none()
                && !scene.governed(number)
                && scene.phrases[number].acts()
                && opener::agrees_after(verb.features, &scene.phrases[number])
            {
                carrier = Some(number);
            }
            token = scene.phrases[number].tokens.end;
            continue;
        }
        if matches!(scene.mark(token), '.' | ':' | '؛') || super::is_that(scene.fold(token)) {
            return scene.refuses(Makes::Statement, at, frame.id, sourceless);
        }
        token += 1;
    }
    if token >= last {
        return scene.refuses(Makes::Statement, at, frame.id, sourceless);
    }
    let mark = scene.fold(token);
    let mut chain = Vec::new();
    let mut who = match mark {
        "عنه" => Who::Pronoun(Gender::Masculine, Number::Singular),
        "عنها" => Who::Pronoun(Gender::Feminine, Number::Singular),
        "عنهم" => Who::Pronoun(Gender::Masculine, Number::Plural),
        _ => Who::Unsaid,
    };
    token += 1;
    if who == Who::Unsaid {
        while token < last && scene.text.tokens[token].kind == Kind::Mark && is_quote(scene.mark(token)) {
            token += 1;
        }
        let Some(number) = scene.phrase_from(token).filter(|p| scene.phrases[*p].acts()) else {
            return scene.refuses(Makes::Statement, at, frame.id, sourceless);
        };
        who = Who::Phrase(number);
        token = scene.phrases[number].tokens.end;
        // «نقلت الصحيفة عن الوكالة عن مسؤول قوله»: who is quoted last speaks, those before him carry
        while mark == "عن" && scene.fold(token) == "عن" {
            let Some(next) = scene.phrase_from(token + 1).filter(|p| scene.phrases[*p].acts()) else { break };
            if let Who::Phrase(carried) = who {
                chain.push(carried);
            }
            who = Who::Phrase(next);
            token = scene.phrases[next].tokens.end;
        }
    }
    // قوله, تأكيده, نفيه: the cue proper, within reach and before any opener
    let mut cue = at..at + 1;
    let mut class = None;
    let mut content_frame = frame.clone();
    let after_source = token;
    for noun in after_source..last {
        let fold = scene.fold(noun);
        if super::is_that(fold) || matches!(scene.mark(noun), ':' | '"' | '«' | '“') {
            break;
        }
        if let Some(reading) = scene.possessed_masdar(noun)
            && let Some(inner) = scene
                .lexicon
                .say_frames(reading.row)
                .find(|f| (f.masdar || f.verb) && f.light.is_empty())
                .or_else(|| scene.lexicon.say_frames(reading.row).find(|f| f.masdar || f.verb))
        {
            cue = noun..noun + 1;
            class = Some(inner);
            token = noun + 1;
            let plain =
                scene.lexicon.say_frames(reading.row).filter(|f| (f.masdar || f.verb) && f.light.is_empty() && f.class == inner.class);
            content_frame.content.extend(plain.chain([inner]).flat_map(|f| f.content.iter().copied()));
            content_frame.content.push(Mark::Object);
            break;
        }
    }
    let seek = Seek { agrees: None, subject_before: true, end, object: false };
    let path = opener::walk(scene, token, &content_frame, seek);
    let Some(open) = path.opener else { return unopened(scene, at, &content_frame, &path) };
    let content = content::content(scene, open, end);
    if content.spans.is_empty() {
        return scene.fails(at, frame.id, EMPTY);
    }
    let mut candidate = said(scene, sentence, cue.clone(), Shape::Relay, frame, who);
    if let Some(inner) = class {
        candidate.class = inner.class;
        candidate.cue_span = scene.text.span(cue.clone());
    }
    candidate.via.extend(carrier);
    candidate.via.extend(chain);
    candidate.holds(content);
    candidate.background = background(scene, sentence, at);
    let next = open.start.max(cue.end);
    Some((candidate, next))
}

/// Why a rule whose content is nothing fails.
pub(super) const EMPTY: &str = "what its opener opens holds no word";

/// Notes that nothing opens the content that a frame asks for.
pub(super) fn unopened<T>(scene: &Scene<'_>, at: usize, frame: &SayFrame, path: &Path) -> Option<T> {
    scene.refuses(Makes::Statement, at, frame.id, || {
        if !path.light {
            return format!("«{}» does not follow", frame.light.join(" "));
        }
        let marks: Vec<String> = frame.content.iter().map(Mark::to_string).collect();
        let subject = path.subject.map(|n| format!(" (its subject is {})", scene.named(Who::Phrase(n)))).unwrap_or_default();
        format!("nothing that opens a content follows{subject}; it takes {}", marks.join(", "))
    })
}

/// «…»، قال فلان: the quotation before the cue is the content.
fn quoted_before(
    scene: &Scene<'_>,
    sentence: usize,
    at: usize,
    path: &Path,
    frame: &SayFrame,
    mut candidate: Said,
) -> Option<(Said, usize)> {
    if !frame.content.contains(&Mark::Quote) || !path.light {
        return unopened(scene, at, frame, path);
    }
    let Some(span) = quotation_ending_before(scene, sentence, at) else { return unopened(scene, at, frame, path) };
    candidate.content = vec![span];
    candidate.direct = true;
    Some((candidate, at + 1))
}

/// The inside of a quotation that ends just before a token.
fn quotation_ending_before(scene: &Scene<'_>, sentence: usize, at: usize) -> Option<std::ops::Range<usize>> {
    let start = scene.text.sentences[sentence].start;
    let mut before = at.checked_sub(1)?;
    if matches!(scene.mark(before), '،' | ',' | '-' | '–') {
        before = before.checked_sub(1)?;
    }
    if !is_quote(scene.mark(before)) {
        return None;
    }
    let quote = scene.text.quotes.iter().find(|q| q.close == before && q.open >= start)?;
    let inner = quote.inner();
    let words = inner.clone().filter(|t| scene.text.is_word(*t)).count();
    if words < 3 {
        return None;
    }
    let end = content::trim(scene, inner.start, inner.end);
    Some(inner.start..end)
}

/// The adverbial participle reading of a token: مشيرا, مؤكدة, مطالبين; not المشير, not مشير.
pub(super) fn participle_reading(scene: &Scene<'_>, at: usize) -> Option<Reading> {
    let adverbial =
        |r: &&Reading| r.features.is_tanwin() || r.features.gender() == Gender::Feminine || r.features.number() != Number::Singular;
    // one spelling can be several forms (لافتا: accusative, dual in construct): any free one will do
    let free = |r: &&Reading| {
        let attached = r.enc != Enclitic::None && r.features.number() == Number::Singular;
        r.pos() == Pos::Active && r.exact && !r.definite() && !r.features.is_bound() && !r.pro.prepositional() && !attached
    };
    scene.morph.readings(at).iter().filter(free).find(adverbial).copied()
}

/// Whether something that its frames ask for stands close behind a participle.
pub(super) fn participle_opens(scene: &Scene<'_>, at: usize, reading: Reading) -> bool {
    let end = scene.text.sentences[scene.text.sentence_of(at)].end;
    scene.lexicon.say_frames(reading.row).filter(|f| f.participle).any(|frame| {
        let seek = Seek { agrees: None, subject_before: true, end: end.min(at + 16), object: false };
        let path = opener::walk(scene, at + 1, frame, seek);
        path.opener.is_some_and(|o| participle_near(scene, at, reading, o.mark, o.at))
    })
}

fn participle_near(scene: &Scene<'_>, at: usize, reading: Reading, mark: Mark, opener: usize) -> bool {
    let tanwin = reading.features.is_tanwin();
    let comma = at > 0 && matches!(scene.mark(at - 1), '،' | ',' | '"' | '»' | '.' | '”');
    match mark {
        Mark::That | Mark::Quote | Mark::Colon => opener - at <= 8,
        Mark::Prep(_) => (tanwin || comma) && opener - at <= 10,
        // past the circumstance that stands between: «معلنا في نهاية يوم الإضراب إمهال …»
        Mark::Object => (tanwin || comma) && (opener - at <= 3 || opener - at <= 7 && opener::circumstance(scene, at + 1, opener)),
    }
}

/// Tries the token as a participle of saying.
pub(super) fn participle(scene: &Scene<'_>, sentence: usize, at: usize, out: &mut Sayings) -> Option<usize> {
    let reading = participle_reading(scene, at)?;
    if scene.phrase(at).is_some() && scene.phrase_from(at).is_none() {
        return scene.fails(at, "", "a participle inside a name");
    }
    if at > 0 && super::is_that(scene.fold(at - 1)) {
        return scene.fails(at, "", "no participle begins a clause behind إن");
    }
    if scene.quote_around(at).is_some_and(|q| q.inner().len() < 60 && q.repair == crate::text::Repair::None) {
        return scene.fails(at, "", "a participle inside a quotation");
    }
    // «افتتحت مقرا لجيشها»: what stands right behind a verb that says nothing is its object
    let object = at > 0
        && scene.phrase(at - 1).is_none()
        && scene.morph.verb(scene.text, at - 1).is_some_and(|v| v.exact && scene.lexicon.say_frames(v.row).next().is_none());
    if object && scene.morph.readings(at).iter().any(|r| r.exact && r.pos() == Pos::Noun) {
        return scene.fails(at, "", "the object of the verb before it");
    }
    // قائلا after another verb is that verb's
    if out.said.last().is_some_and(|s| s.cue.contains(&at)) {
        return None;
    }
    let end = scene.text.sentences[sentence].end;
    let mut best: Option<(Said, usize, usize)> = None;
    for frame in scene.lexicon.say_frames(reading.row).filter(|f| f.participle && f.kind == SayKind::Say) {
        let seek = Seek { agrees: None, subject_before: true, end, object: reading.enc != Enclitic::None };
        let path = opener::walk(scene, at + 1, frame, seek);
        let Some(open) = path.opener else {
            unopened::<()>(scene, at, frame, &path);
            continue;
        };
        if !participle_near(scene, at, reading, open.mark, open.at) && frame.light.is_empty() && path.addressee.is_empty() {
            scene.fails::<()>(at, frame.id, "what could open its content stands too far from a participle that nothing sets off");
            continue;
        }
        let content = content::content(scene, open, end);
        if content.is_empty() {
            scene.fails::<()>(at, frame.id, EMPTY);
            continue;
        }
        let who = Who::Clause(reading.features.gender(), reading.features.number());
        let mut candidate = said(scene, sentence, at..at + 1, Shape::Participle, frame, who);
        candidate.addressee = path.addressee;
        candidate.holds(content);
        candidate.background = background(scene, sentence, at);
        let score = usize::from(frame.light.is_empty()) * 1000 + open.start.saturating_sub(at).min(999);
        if best.as_ref().is_none_or(|(_, _, old)| score < *old) {
            best = Some((candidate, open.start, score));
        }
    }
    let (candidate, next, _) = best?;
    // «وتابع … قائلا»: the participle of a verb of saying that found its content here already
    if let Some(previous) = out.said.last()
        && previous.sentence == sentence
        && previous.content == candidate.content
    {
        return Some(next);
    }
    out.said.push(candidate);
    Some(next.max(at + 1))
}

/// «إيران لا تقبل أي قيود», «لن توافق باريس على …»: a stand that is not taken is refused, where the text names who refuses.
fn refusal(scene: &Scene<'_>, sentence: usize, at: usize, verb: Reading, out: &mut Sayings) -> Option<usize> {
    if !matches!(super::unjoined(scene.fold(at - 1)), "لا" | "لن") || verb.features.which_person() != 3 || at < 2 {
        return None;
    }
    let end = scene.text.sentences[sentence].end;
    let frame = scene.lexicon.say_frames(verb.row).find(|f| f.verb && f.light.is_empty() && matches!(f.class, "agree" | "support"))?;
    let before = subject_before(scene, sentence, at - 1, verb);
    let seek = Seek { agrees: Some(verb.features), subject_before: before.is_some(), end, object: verb.enc != Enclitic::None };
    let path = opener::walk(scene, at + 1, frame, seek);
    let (subject, open) = (before.or(path.subject)?, path.opener?);
    let content = content::content(scene, open, end);
    if content.is_empty() || verb.enc != Enclitic::None {
        return None;
    }
    let mut found = said(scene, sentence, at - 1..at + 1, Shape::Verb, frame, Who::Phrase(subject));
    (found.class, found.stance) = ("reject", "oppose");
    found.holds(content);
    out.said.push(found);
    Some(open.start.max(at + 1))
}

/// A negated verb of saying: a silence, or nothing.
fn silence(scene: &Scene<'_>, sentence: usize, at: usize, verb: Reading, out: &mut Sayings) -> Option<usize> {
    let frame = scene.lexicon.say_frames(verb.row).find(|f| f.verb)?;
    let unspoken = scene.lexicon.verbs.get(verb.row as usize, "lemma") == "علق";
    let kind = match frame.class {
        _ if unspoken => "no-comment",
        "deny" => "not-denied",
        "stress" => "not-confirmed",
        "reject" if scene.lexicon.verbs.get(verb.row as usize, "lemma") == "استبعد" => "not-ruled-out",
        "state" | "announce" | "report" | "explain" | "indicate" => "not-said",
        _ => return None,
    };
    let end = scene.text.sentences[sentence].end;
    let before = subject_before(scene, sentence, at - 1, verb);
    let seek = Seek { agrees: Some(verb.features), subject_before: before.is_some(), end, object: false };
    let path = opener::walk(scene, at + 1, frame, seek);
    // «لا يفصله عن المدينة سوى كيلومترات»: a verb with its object that opens nothing says nothing
    if kind == "not-said" && path.opener.is_none() && verb.enc != Enclitic::None {
        return None;
    }
    let who = before.or(path.subject).map_or_else(|| opener::dropped(verb.features), Who::Phrase);
    let content = path.opener.map(|open| content::content(scene, open, end).spans).unwrap_or_default();
    out.unsaid.push(Unsaid { cue: at - 1..at + 1, who, kind, content });
    Some(at + 1)
}

/// Whether a phrase can be the speaker of words: places and frameworks cannot.
pub(super) fn speaks(scene: &Scene<'_>, number: usize) -> bool {
    let phrase = &scene.phrases[number];
    phrase.acts() && phrase.sort != Sort::Place
}
