//! Openers: from a cue to what opens its content, with the subject and the addressee met on the way.

use super::{Scene, Who, is_preposition, is_that};
use crate::lex::{Mark, Role, SayFrame};
use crate::morph::{Enclitic, Proclitics, Reading};
use crate::names::{Phrase, Sort};
use crate::text::Kind;
use crate::text::quote::is_quote;
use mahdar_arabic::features::{Features, Gender, Number, Pos};

/// Past the nouns and names that stand in the genitive of a bare head before them.
fn past_construct(scene: &Scene<'_>, from: usize, last: usize) -> usize {
    let mut at = from;
    while at < last.min(from + 8)
        && scene.text.is_word(at)
        && !scene.timed[at]
        && !is_preposition(scene.fold(at))
        && !is_that(scene.fold(at))
        && (at < from + 2
            || scene.morph.verb(scene.text, at).is_none_or(|v| !v.exact || scene.morph.readings(at).first().is_some_and(|r| !r.is_verb())))
        && !scene.morph.readings(at).first().is_some_and(|r| r.pro.prepositional() || r.pos() == Pos::Particle)
    {
        at = scene.phrase_from(at).map_or(at + 1, |n| scene.phrases[n].tokens.end);
    }
    at
}

/// The farthest that an opener may stand from its cue, in tokens: titles with names run to some thirty.
const REACH: usize = 45;

/// What opened a content and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opener {
    pub(super) mark: Mark,
    /// First token of the content.
    pub(super) start: usize,
    /// Token of the opener itself.
    pub(super) at: usize,
}

/// What was met between cue and content.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    pub(super) subject: Option<usize>,
    pub(super) addressee: Vec<usize>,
    pub(super) opener: Option<Opener>,
    /// A participle or noun of saying that only repeats the cue (قائلا، بالقول).
    pub(super) echo: Option<usize>,
    /// Where the light-verb complement stood.
    pub(super) light: bool,
    /// Whoever the words came through: «على لسان وزيرها».
    pub(super) mouth: Option<usize>,
    /// Where the last of the joined subjects ends.
    joined: usize,
    /// Whether the word beside the cue is its subject, though no listed kind of actor, since its object stands behind it.
    beside: bool,
}

/// What the cue says of its subject.
#[derive(Clone, Copy)]
pub(super) struct Seek {
    /// Agreement of the verb, or none for participles and nouns, which have no subject after them.
    pub(super) agrees: Option<Features>,
    /// Whether a subject already stands before the verb.
    pub(super) subject_before: bool,
    /// End of the sentence.
    pub(super) end: usize,
    /// Cue's object pronoun (أبلغه أن): the addressee is said.
    pub(super) object: bool,
}

/// Walks from `from` to the content that `frame` lets open.
pub(super) fn walk(scene: &Scene<'_>, from: usize, frame: &SayFrame, seek: Seek) -> Path {
    let mut path = Path { light: frame.light.is_empty(), ..Path::default() };
    let mut at = from;
    let last = seek.end.min(from + REACH);
    let mut light = 0;
    while at < last {
        let token = &scene.text.tokens[at];
        // «قالت "الأخبار" إن»: a name with its marks is a phrase as others are
        if token.kind == Kind::Mark && scene.phrase_from(at).is_none() {
            if is_quote(token.mark) {
                if let Some(quote) = scene.quote_from(at) {
                    // أعرب عن الأسف «للفوضى …»: the preposition stands inside the marks
                    if path.light
                        && let Some(mark) =
                            ["ب", "ل"].into_iter().find(|m| frame.content.contains(&Mark::Prep(m)) && attached_noun(scene, at + 1, m))
                        && !frame.content.contains(&Mark::Quote)
                    {
                        path.opener = Some(Opener { mark: Mark::Prep(mark), start: at, at });
                        return path;
                    }
                    if path.light && frame.content.contains(&Mark::Quote) && speech(scene, quote) {
                        path.opener = Some(Opener { mark: Mark::Quote, start: at, at });
                        return path;
                    }
                    // a partial quotation as the object: نفى «وجود خطط»
                    if path.light
                        && frame.content.contains(&Mark::Object)
                        && scene.phrase(at + 1).is_none()
                        && (path.subject.is_some() || seek.agrees.is_none() || seek.subject_before || at == from)
                    {
                        path.opener = Some(Opener { mark: Mark::Object, start: at, at });
                        return path;
                    }
                    at = if scene.phrase(at + 1).is_some() { at + 1 } else { quote.outer().end };
                    continue;
                }
                at += 1;
                continue;
            }
            if token.mark == ':' {
                if path.light && (frame.content.contains(&Mark::Colon) || frame.content.contains(&Mark::Quote)) {
                    path.opener = Some(Opener { mark: Mark::Colon, start: at + 1, at });
                    return path;
                }
                return path;
            }
            if matches!(token.mark, '؛' | '.' | '!' | '؟') {
                return path;
            }
            // «قال مسؤولون، طلبوا عدم ذكر أسمائهم، إن …»: an aside of the subject between commas
            let aside = matches!(token.mark, '،' | ',')
                && path.subject.is_some_and(|s| scene.phrases[s].sort == Sort::Group)
                && scene.morph.verb(scene.text, at + 1).is_some_and(|v| v.features.number() == Number::Plural && !v.pro.conjoined());
            if aside && let Some(close) = (at + 2..last).find(|t| matches!(scene.mark(*t), '،' | ',')) {
                at = close + 1;
                continue;
            }
            // «أكد وزير …، رئيس اللجنة، فلان، أن …»: what stands between commas behind a title names the same person
            if matches!(token.mark, '،' | ',')
                && let Some(subject) = path.subject.filter(|s| scene.phrases[*s].sort == Sort::Person)
                && let Some(number) =
                    scene.phrase_from(at + 1).filter(|n| scene.phrases[*n].sort == Sort::Person && scene.phrases[*n].skip == 0)
                && let Some(close) = (at + 2..last.min(at + 12)).find(|t| matches!(scene.mark(*t), '،' | ','))
                && (scene.phrases[number].tokens.end..close).all(|t| !is_that(scene.fold(t)) && scene.morph.verb(scene.text, t).is_none())
            {
                if scene.phrases[subject].name.is_none() && scene.phrases[number].name.is_some() {
                    path.subject = Some(number);
                }
                at = close;
                continue;
            }
            // «تحدث … حول X، كاشفا عن …»: the participle's object is not the verb's
            if matches!(token.mark, '،' | ',')
                && (path.subject.is_some() || at > from)
                && seek.agrees.is_some()
                && super::content::starts_cue(scene, at + 1)
            {
                return path;
            }
            // «كما وعدت، وهي خطوة …»: a relative clause is no content
            if matches!(token.mark, '،' | ',') && matches!(scene.fold(at + 1), "وهي" | "وهو" | "وهم" | "مما") && path.subject.is_none()
            {
                return path;
            }
            if token.mark == '(' {
                at = close_bracket(scene, at, last);
                continue;
            }
            at += 1;
            continue;
        }
        if token.kind == Kind::Number || scene.timed[at] {
            // a number can begin a bare object: أكدت 12 دولة
            at += 1;
            continue;
        }
        let fold = scene.fold(at);
        if fold == "علي"
            && scene.fold(at + 1) == "لسان"
            && let Some(mouth) = scene.phrase_from(at + 2)
        {
            path.mouth = Some(mouth);
            at = scene.phrases[mouth].tokens.end;
            continue;
        }
        // «أكد صالحي، وفقا للوكالة، أن …»: who answers for it is no hearer
        if at > from
            && matches!(scene.mark(at - 1), '،' | ',')
            && let Some(end) = super::content::source_frame(scene, at)
        {
            at = end;
            continue;
        }
        // كل من سوريا وروسيا
        if matches!(fold, "كل" | "كلا") && scene.fold(at + 1) == "من" {
            at += 2;
            continue;
        }
        if path.light && is_that(fold) && !fold.starts_with('و') && content_allows_that(frame, scene, at) && !relative_that(scene, at) {
            path.opener = Some(Opener { mark: Mark::That, start: at + 1, at });
            return path;
        }
        if is_that(fold) && relative_that(scene, at) {
            // قبل أن يغادر, بعد أن وصل: a circumstance, passed with its verb
            at += 2;
            continue;
        }
        if is_that(fold) && !fold.starts_with('و') && at > from {
            return path;
        }
        // «أعلنت ألمانيا، التي توترت علاقاتها مع واشنطن، أنها …»: what describes the subject is passed to where the words open
        if matches!(fold, "الذي" | "التي" | "الذين")
            && path.light
            && frame.content.contains(&Mark::That)
            && path.subject.is_some_and(|s| {
                let end = scene.phrases[s].tokens.end;
                at == end || at == end + 1 && matches!(scene.mark(end), '،' | ',')
            })
            && scene.morph.verb(scene.text, at + 1).is_some_and(|v| scene.lexicon.say_frames(v.row).next().is_none())
            && let Some(that) = (at + 2..last).find(|t| is_that(scene.fold(*t)) && !relative_that(scene, *t))
        {
            at = that;
            continue;
        }
        // «يعارضها الاتحاد الذي يعتبر أنها …»: what the relative clause says is not what the cue says
        if matches!(fold, "الذي" | "التي" | "الذين")
            && scene
                .morph
                .verb(scene.text, at + 1)
                .is_some_and(|v| scene.lexicon.say_frames(v.row).any(|f| f.content.contains(&Mark::That)))
            && let Some(that) = (at + 2..last).find(|t| is_that(scene.fold(*t)))
        {
            at = that + 1;
            continue;
        }
        // «الدول الأعضاء وعددها 29»
        if matches!(fold, "وعددها" | "وعددهم" | "وعددهن") && scene.text.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number)
        {
            at += 2;
            continue;
        }
        // أضاف قائلا, وتابع بالقول, ومضى يقول
        if path.echo.is_none() && is_echo(scene, at) {
            path.echo = Some(at);
            at += 1;
            continue;
        }
        // the complement of a light verb
        // verb, subject, noun: nothing else stands between
        let reach = path.subject.map_or(from, |s| scene.phrases[s].tokens.end);
        // circumstances (عقب لقاء مع فلان) may stand between, other words not
        let loose = |t: &usize| {
            scene.text.is_word(*t)
                && !scene.timed[*t]
                && scene.phrase(*t).is_none()
                && !is_preposition(scene.fold(*t))
                && !is_preposition(scene.fold(t.saturating_sub(1)))
        };
        let far = light == 0 && (reach.min(at)..at).filter(loose).count() > 3;
        let hangs = far
            || light == 0
                && frame.light.len() == 1
                && at > from
                && (is_preposition(scene.fold(at - 1)) || matches!(scene.fold(at - 1), "اثر" | "رغم"));
        if !path.light && !hangs && light_word(scene, at, &frame.light, light) {
            light += 1;
            if light == frame.light.len() {
                path.light = true;
                // «عن أمله»: adjectives of the noun are passed (قلقه البالغ)
                at += 1;
                while at < last && scene.text.is_word(at) && qualifies(scene, at) {
                    at += 1;
                }
                if path.opener.is_none() && at < last && path.light && frame.content.contains(&Mark::Object) && noun_starts(scene, at) {
                    path.opener = Some(Opener { mark: Mark::Object, start: at, at });
                    return path;
                }
                continue;
            }
            at += 1;
            continue;
        }
        if let Some(number) = scene.phrase_from(at) {
            let phrase = &scene.phrases[number];
            let governed = scene.governed(number);
            if !governed && phrase.acts() {
                // «وأبلغ نظيره بـ…»: his counterpart is whom he told
                let told = frame.addressee.contains(&Mark::Object)
                    && !seek.object
                    && phrase.name.is_none()
                    && matches!(scene.fold(at), "نظيره" | "نظيرها" | "نظيريه" | "نظيريها" | "نظراءه" | "نظراءها");
                // «وطالبت بإجراء تحقيق عاجل وتحديد الجهات المسؤولة»: a subject does not stand behind that much of a clause
                let loose = (from..at).filter(|t| {
                    scene.text.is_word(*t)
                        && !scene.timed[*t]
                        && scene.phrase(*t).is_none()
                        && !is_preposition(scene.fold(*t))
                        && (*t == from || !is_preposition(scene.fold(*t - 1)))
                });
                let far = loose.take(3).count() > 2;
                let fits = !told
                    && !far
                    && seek.agrees.is_some_and(|f| {
                        path.subject.is_none()
                            && !seek.subject_before
                            && agrees_after(f, phrase)
                            && !conjoined(scene, phrase)
                            && !oblique(scene, phrase)
                            && !(at > from + 1 && possessor(scene, phrase))
                            && !path.beside
                    });
                if fits {
                    path.subject = Some(number);
                    at = after_phrase(scene, number, last);
                    // «رئيس شركة كذا وكذا في مقابلة أن»: the words of a name that no list has go with the bare head before them
                    let open_head = phrase.bare && !phrase.definite && at == phrase.tokens.end && !phrase.tokens.is_empty();
                    if open_head && phrase.sort == Sort::Person {
                        if !frame.content.contains(&Mark::That) {
                            return path;
                        }
                        at = past_construct(scene, at, last);
                    }
                    continue;
                }
                if path.subject.is_some() && conjoined(scene, phrase) && at == last_end(scene, &path).max(path.joined) {
                    at = phrase.tokens.end;
                    path.joined = at;
                    continue;
                }
                // «تتهمه تركيا»: the pronoun is the object already
                let object_marks =
                    frame.addressee.contains(&Mark::Object) && !seek.object && path.addressee.is_empty() && !frame_object_first(frame);
                // whoever is spoken to: something that opens the content must still follow him
                if object_marks && later_opener(scene, phrase.tokens.end, frame, last) {
                    path.addressee.push(number);
                    at = phrase.tokens.end;
                    if let Some(start) = second_object(scene, at, last).filter(|_| told_twice(frame)) {
                        path.opener = Some(Opener { mark: Mark::Object, start, at: start });
                        return path;
                    }
                    continue;
                }
                if path.light && frame.content.contains(&Mark::Object) && !met(scene, at) {
                    path.opener = Some(Opener { mark: Mark::Object, start: at, at });
                    return path;
                }
            }
            if governed {
                let mark = preposition_of(scene, number);
                // «أعلن الجناح المسلح للحزب»: the body that the speaking one belongs to, with its nationality
                let owner = mark == Some("ل")
                    && phrase.sort == Sort::Organization
                    && path.subject.is_some_and(|s| scene.phrases[s].tokens.end == at && scene.phrases[s].sort == Sort::Organization);
                if owner {
                    at = phrase.tokens.end;
                    while at < last
                        && scene.phrase(at).is_none()
                        && scene.nationality(at).is_some_and(|n| n.definite() && !n.pro.prepositional())
                    {
                        at += 1;
                    }
                    continue;
                }
                if let Some(mark) = mark {
                    if frame.addressee.contains(&Mark::Prep(mark))
                        && phrase.acts()
                        && path.addressee.is_empty()
                        && !(mark == "ل" && belongs_to_office(scene, at))
                        && (frame.content.iter().all(|m| *m != Mark::Prep(mark)) || later_opener(scene, phrase.tokens.end, frame, last))
                    {
                        path.addressee.push(number);
                        at = phrase.tokens.end;
                        continue;
                    }
                    // «أضافت … للصحفيين»: whoever a plain verb of saying is addressed to with ل
                    let plain = seek.agrees.is_some()
                        && matches!(frame.class, "state" | "explain" | "stress" | "announce")
                        && !frame.content.contains(&Mark::Prep("ل"));
                    if mark == "ل"
                        && plain
                        && path.addressee.is_empty()
                        && matches!(phrase.sort, Sort::Person | Sort::Group)
                        && !belongs(scene, at)
                    {
                        path.addressee.push(number);
                        at = phrase.tokens.end;
                        continue;
                    }
                    if path.light && attached_opens(scene, at, frame, mark) {
                        path.opener = Some(Opener { mark: Mark::Prep(mark), start: at, at });
                        return path;
                    }
                }
                at = phrase.tokens.end;
                continue;
            }
            // «رفضت إيران الاتفاق النووي»: a framework is an object like any noun
            let object = !phrase.acts() && !governed && path.light && frame.content.contains(&Mark::Object);
            if object && (path.subject.is_some() || seek.subject_before || seek.agrees.is_none()) && phrase.sort == Sort::Framework {
                path.opener = Some(Opener { mark: Mark::Object, start: at, at });
                return path;
            }
            if phrase.acts() || path.subject.is_some() {
                at = phrase.tokens.end;
                continue;
            }
        }
        if path.light {
            // free prepositions: إلى, على, عن, من …
            // «اتفقت … في يوليو على»: when it was, not what
            let dated = fold == "في" && (scene.timed.get(at + 1).copied().unwrap_or(false) || occasion(scene.fold(at + 1)));
            let named = frame.content.iter().find_map(|m| if let Mark::Prep(p) = m { (*p == fold).then_some(*p) } else { None });
            // «اعتذر نيابة عن الشركة»: for whom he speaks, not what he says
            let behalf = fold == "عن" && at > 0 && matches!(scene.fold(at - 1), "نيابه" | "بالنيابه" | "بالاصاله" | "اصاله");
            if let Some(mark) = named.filter(|_| !dated && !behalf) {
                let then_that = is_that(scene.fold(at + 1));
                let start = if then_that { at + 2 } else { at + 1 };
                // «دعا إلى واشنطن وفدا» is a place or person, not a content: an act must follow
                if start < seek.end {
                    path.opener = Some(Opener { mark: Mark::Prep(mark), start, at });
                    return path;
                }
            }
            for mark in ["ب", "ل"] {
                if frame.content.contains(&Mark::Prep(mark)) && scene.phrase(at).is_none() && attached_noun(scene, at, mark) {
                    path.opener = Some(Opener { mark: Mark::Prep(mark), start: at, at });
                    return path;
                }
            }
            if frame.content.contains(&Mark::Object)
                && noun_starts(scene, at)
                && scene.phrase(at).is_none()
                && !after_preposition(scene, at)
            {
                let first = at == from && path.subject.is_none() && !seek.subject_before && !seek.object;
                if first && seek.agrees.is_some_and(|verb| agreeing_noun(scene, at, verb)) && deed_behind(scene, at, last) {
                    path.beside = true;
                    at += 1;
                    continue;
                }
                path.opener = Some(Opener { mark: Mark::Object, start: at, at });
                return path;
            }
        }
        // «قالت الوزيرة لعدد من كبار الضباط إن»: so many of them are told
        let some = matches!(fold, "لعدد" | "لمجموعه" | "لعشرات" | "لمءات" | "لاحد" | "لاحدي" | "لبعض");
        if some
            && path.addressee.is_empty()
            && seek.agrees.is_some()
            && matches!(frame.class, "state" | "explain" | "stress" | "announce" | "report")
            && let Some(number) = scene.phrase_from(at + 1 + usize::from(scene.fold(at + 1) == "من")).filter(|n| scene.phrases[*n].acts())
        {
            path.addressee.push(number);
            at = scene.phrases[number].tokens.end;
            continue;
        }
        // «طلبت من المسؤولين، بمن فيهم الوزير، المساعدة»: he is one of them
        if fold == "بمن"
            && matches!(scene.fold(at + 1), "فيهم" | "فيهن")
            && let Some(number) = scene.phrase_from(at + 2)
        {
            at = scene.phrases[number].tokens.end;
            continue;
        }
        // a venue or circumstance: pass the preposition and what it governs
        if is_preposition(fold) {
            at += 1;
            // «في هذا السياق»: the noun behind the demonstrative is governed with it
            if matches!(scene.fold(at), "هذا" | "هذه" | "ذلك" | "تلك") && scene.phrase(at + 1).is_none() && scene.text.is_word(at + 1)
            {
                at += 2;
                continue;
            }
            // «على غرار الصين»: the genitive of a noun that is governed is no object
            let bare = |r: &Reading| {
                matches!(r.pos(), Pos::Noun | Pos::Masdar | Pos::EventNoun)
                    && r.exact
                    && !r.definite()
                    && !r.features.is_tanwin()
                    && r.enc == Enclitic::None
                    && r.pro == Proclitics(0)
            };
            // «منذ أيام السعودية» are two
            let length = matches!(scene.fold(at), "ايام" | "ساعات" | "اسابيع" | "اشهر" | "شهور" | "سنوات" | "اعوام" | "دقاءق" | "عقود");
            if scene.phrase(at).is_none()
                && !length
                && !scene.timed.get(at).copied().unwrap_or(false)
                && scene.morph.readings(at).first().is_some_and(bare)
                && let Some(number) = scene.phrase_from(at + 1).filter(|n| scene.phrases[*n].skip == 0)
            {
                at = scene.phrases[number].tokens.end;
                continue;
            }
            if let Some(number) = scene.phrase_from(at) {
                let phrase = &scene.phrases[number];
                let mark = scene.fold(at - 1);
                if frame.addressee.iter().any(|m| matches!(m, Mark::Prep(p) if *p == mark)) && phrase.acts() && path.addressee.is_empty() {
                    path.addressee.push(number);
                }
                at = phrase.tokens.end;
            }
            continue;
        }
        // another clause begins: the cue has no content here
        if at > from && clause_begins(scene, at) {
            return path;
        }
        at += 1;
    }
    path
}

/// Whether a phrase with ل at a word belongs to the noun before it, which is not the speaker: «بعد اجتماع ثلاثي لوزراء …», «تصريح للصحيفة».
fn belongs(scene: &Scene<'_>, at: usize) -> bool {
    if belongs_to_office(scene, at) {
        return true;
    }
    let Some(before) = at.checked_sub(1).filter(|b| scene.text.is_word(*b) && !scene.timed[*b] && scene.phrase(*b).is_none()) else {
        return false;
    };
    scene.fold(before) == "تصريح"
        || scene.morph.verb(scene.text, before).is_none()
            && scene.morph.readings(before).first().is_some_and(|r| {
                matches!(r.pos(), Pos::EventNoun | Pos::Adjective | Pos::Masdar) && !r.features.is_tanwin() && r.enc == Enclitic::None
            })
}

/// «المستشار السياسي للرئيس فلان»: whether a phrase with ل says whose deputy, adviser or envoy stands before it.
fn belongs_to_office(scene: &Scene<'_>, at: usize) -> bool {
    at.checked_sub(1).and_then(|before| scene.phrase(before)).is_some_and(|number| {
        let phrase = &scene.phrases[number];
        let head = phrase.title.map_or("", |row| scene.lexicon.titles.get(row as usize, "head"));
        phrase.sort == Sort::Person
            && phrase.name.as_ref().is_none_or(|name| name.end != at)
            && phrase.tokens.end == at
            && crate::names::dependent(&mahdar_arabic::fold::key(head))
    })
}

/// «أعلن الوزير بعد لقائه نظيره أن»: whether a phrase is the object of a circumstance's verbal noun, and no content.
fn met(scene: &Scene<'_>, at: usize) -> bool {
    let two = |r: &Reading| scene.lexicon.event_frames(r.row).any(|f| f.masdar && matches!(f.object, Role::Participant(_)));
    let takes = |r: &Reading| r.exact && r.enc != Enclitic::None && (r.pos() == Pos::EventNoun || r.pos() == Pos::Masdar && two(r));
    let circumstance = |t: usize| {
        matches!(super::unjoined(scene.fold(t)), "بعد" | "عقب" | "خلال" | "لدي" | "قبل" | "قبيل" | "اثر" | "اثناء" | "عند" | "في")
    };
    at >= 2 && scene.phrase(at - 1).is_none() && scene.morph.readings(at - 1).iter().any(takes) && circumstance(at - 2)
}

fn later_opener(scene: &Scene<'_>, from: usize, frame: &SayFrame, last: usize) -> bool {
    (from..last.min(from + 16)).any(|at| {
        let fold = scene.fold(at);
        frame.content.iter().any(|mark| match mark {
            Mark::That => is_that(fold),
            Mark::Quote => is_quote(scene.mark(at)),
            Mark::Colon => scene.mark(at) == ':',
            Mark::Prep(p) => *p == fold || attached_noun(scene, at, p),
            Mark::Object => false,
        })
    }) || told_twice(frame) && second_object(scene, from, last).is_some()
}

/// Frames that take whom one tells and what one tells him without a preposition both: «أبلغ الوزير نظيره رفضه».
fn told_twice(frame: &SayFrame) -> bool {
    frame.addressee.contains(&Mark::Object) && !frame.content.contains(&Mark::Object) && frame.content.contains(&Mark::That)
}

/// The verbal noun, with its pronoun or in marks, that stands behind whom one tells, past a date and a manner.
fn second_object(scene: &Scene<'_>, from: usize, last: usize) -> Option<usize> {
    let told = |r: &Reading| r.pos() == Pos::Masdar && r.exact && r.pro.0 & !Proclitics::THE.0 == 0;
    let noun = |t: usize| scene.phrase(t).is_none() && scene.text.is_word(t) && scene.morph.readings(t).iter().any(told);
    let owned = |t: usize| scene.morph.readings(t).iter().any(|r| told(r) && r.enc != Enclitic::None);
    let mut at = from;
    while at < last.min(from + 6) {
        if is_quote(scene.mark(at)) {
            return noun(at + 1).then_some(at);
        }
        if noun(at) {
            return owned(at).then_some(at);
        }
        // «رسميا», «الاثنين», «في رسالة»
        let manner = scene.timed[at]
            || scene.morph.readings(at).iter().any(|r| r.features.is_tanwin())
            || matches!(scene.fold(at), "في" | "عبر" | "رساله" | "خطاب" | "اتصال" | "هاتفي" | "امس" | "اليوم");
        if !manner {
            return None;
        }
        at += 1;
    }
    None
}

/// Frames whose bare object is content before it is anyone spoken to.
fn frame_object_first(frame: &SayFrame) -> bool {
    frame.content.contains(&Mark::Object) && !frame.content.iter().any(|m| matches!(m, Mark::Prep(_) | Mark::That))
}

fn content_allows_that(frame: &SayFrame, scene: &Scene<'_>, at: usize) -> bool {
    if frame.content.contains(&Mark::That) {
        return true;
    }
    // بأن, إلى أن, على أن: the preposition is the frame's
    let fold = scene.fold(at);
    fold.starts_with('ب') && frame.content.contains(&Mark::Prep("ب"))
        || at > 0 && frame.content.iter().any(|m| matches!(m, Mark::Prep(p) if *p == scene.fold(at - 1)))
        || frame.content.contains(&Mark::Object)
}

/// «بعد أن», «قبل أن», «لولا أن», «منذ أن»: not a content.
fn relative_that(scene: &Scene<'_>, at: usize) -> bool {
    at > 0 && matches!(scene.fold(at - 1), "بعد" | "قبل" | "منذ" | "دون" | "لولا" | "غير" | "الا" | "حيث" | "بيد" | "بما" | "مع")
}

/// Whether a quotation is speech: long enough, or not a name.
fn speech(scene: &Scene<'_>, quote: &crate::text::Quote) -> bool {
    let inner = quote.inner();
    if inner.is_empty() {
        return false;
    }
    let words = inner.clone().filter(|t| scene.text.is_word(*t)).count();
    if words >= 5 {
        return true;
    }
    // «لـ"المرفأ"», «لإذاعة "صوت دبلن"»: a name behind the preposition or the noun that it belongs to
    let before = quote.open.checked_sub(1);
    let named = before.is_some_and(|b| {
        scene.fold(b) == "ل" || scene.morph.readings(b).iter().any(|r| r.pos() == Pos::OrgHead && r.exact && !r.definite())
    });
    if named {
        return false;
    }
    // a phrase that reaches over the mark takes the quotation as its name
    let name = scene.phrase(quote.open).is_some()
        || scene.phrase(inner.start).is_some_and(|p| scene.phrases[p].tokens.end >= quote.close && words <= 4);
    !name && words >= 1
}

fn close_bracket(scene: &Scene<'_>, at: usize, last: usize) -> usize {
    (at + 1..last.min(at + 14)).find(|t| scene.mark(*t) == ')').map_or(at + 1, |t| t + 1)
}

/// قائلا, قائلة, بالقول, يقول after another verb of saying.
fn is_echo(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.fold(at), "قاءلا" | "قاءله" | "قاءلين" | "بالقول" | "قاءلاً" | "بقوله" | "بقولها" | "يقول" | "تقول")
}

fn light_word(scene: &Scene<'_>, at: usize, words: &[String], seen: usize) -> bool {
    let Some(word) = words.get(seen) else { return false };
    let fold = scene.fold(at);
    if fold == word {
        return true;
    }
    // the last word may carry a pronoun or the article: أمله, الأمل, دعوتها
    if seen + 1 != words.len() {
        return false;
    }
    let stem = fold.strip_prefix("ال").unwrap_or(fold);
    let bare = word.strip_prefix("ال").unwrap_or(word);
    if stem == bare {
        return true;
    }
    let base = bare.strip_suffix('ه').map_or_else(|| bare.to_owned(), |b| format!("{b}ت"));
    ["ه", "ها", "هم", "هما", "نا"].iter().any(|e| stem.strip_suffix(e).is_some_and(|s| s == base || s == bare))
}

/// Adjectives of the noun of a light verb.
fn qualifies(scene: &Scene<'_>, at: usize) -> bool {
    let readings = scene.morph.readings(at);
    let adjective = readings
        .iter()
        .any(|r| r.definite() && r.exact && matches!(r.pos(), Pos::Adjective | Pos::Active | Pos::Passive) && !r.pro.prepositional());
    adjective && scene.phrase_from(at).is_none()
}

/// «إلى "تقدير" حلفائه»: whether a phrase is the genitive of the word in marks before it, and no subject.
fn possessor(scene: &Scene<'_>, phrase: &Phrase) -> bool {
    let Some(mark) = phrase.tokens.start.checked_sub(1).filter(|m| phrase.skip == 0 && is_quote(scene.mark(*m))) else { return false };
    let bare = |r: &Reading| {
        matches!(r.pos(), Pos::Noun | Pos::Masdar) && r.exact && !r.definite() && !r.features.is_tanwin() && r.enc == Enclitic::None
    };
    mark > 0 && scene.phrase(mark - 1).is_none() && scene.morph.readings(mark - 1).iter().any(bare)
}

/// Whether a sound plural or dual is written as no subject is: «تدعو مقاتلي المعارضة».
fn oblique(scene: &Scene<'_>, phrase: &Phrase) -> bool {
    // straight behind the verb: in «آلاف المشيعين» it is the genitive of the subject
    let start = phrase.tokens.start;
    let behind = start > 0 && scene.morph.readings(start - 1).first().is_some_and(|r| r.is_verb() && r.exact);
    let fold = scene.fold(start);
    let sound = |table: mahdar_lexicon::TableView<'static>, row: u32| table.get(row as usize, "plural").split('|').any(|p| p == "ون");
    behind
        && phrase.name.is_none()
        && phrase.title_at.is_none_or(|t| t == start)
        && phrase.number != Number::Singular
        && (fold.ends_with("ين") || fold.ends_with('ي'))
        && (phrase.title.is_some_and(|row| sound(scene.lexicon.titles, row))
            || phrase.head.is_some_and(|row| sound(scene.lexicon.orgheads, row)))
}

/// Whether the verb's agreement fits a subject after it: singular, gender as the subject's; plural human subjects take the singular verb.
pub(crate) fn agrees_after(verb: Features, phrase: &Phrase) -> bool {
    if verb.which_person() != 3 || verb.number() != Number::Singular {
        return false;
    }
    match (verb.gender(), phrase.gender, phrase.sort) {
        // broken plurals and bodies vary: تقول مصادر, يقول مراقبون
        (_, _, Sort::Group) => true,
        // newspapers, agencies and plural names take the feminine whatever their letters (أشارت لوموند)
        (Gender::Feminine, Gender::Masculine, Sort::Organization) => {
            phrase.number == Number::Plural || phrase.entity.is_some() && phrase.head.is_none()
        }
        (Gender::Masculine, Gender::Feminine, Sort::State) => phrase.capital,
        (a, b, _) => a == b,
    }
}

/// Whether the word right beside a verb of saying is its subject though it is no listed kind of actor: «وأصرت المرأة على», «وقال الطفل إن».
///
/// A definite noun that agrees in gender, before what opens the content. What the frame takes without a preposition (أكد الموقف، أبلغ المجلس)
/// may be that instead, and says nothing of the subject.
pub(super) fn noun_subject(scene: &Scene<'_>, at: usize, verb: Reading, path: &Path, frame: &SayFrame) -> bool {
    let next = at + 1;
    let Some(open) = path.opener.filter(|o| o.at > next && o.start > next) else { return false };
    if path.beside {
        return true;
    }
    if verb.enc != Enclitic::None
        || open.mark == Mark::Object
        || path.echo == Some(next)
        || frame.addressee.contains(&Mark::Object)
        || frame.content.contains(&Mark::Object) && !matches!(open.mark, Mark::That | Mark::Colon | Mark::Quote)
    {
        return false;
    }
    agreeing_noun(scene, next, verb.features) || construct_noun(scene, next, verb.features)
}

/// A noun without the article and with another in its genitive, no listed kind of actor: «قالت إدارة سلسلة متاجر كذا إن», «رحبت جمعية دفن
/// الموتى بالقرار».
fn construct_noun(scene: &Scene<'_>, at: usize, verb: Features) -> bool {
    let heads = |r: &Reading| {
        matches!(r.pos(), Pos::Noun | Pos::OrgHead)
            && r.exact
            && !r.definite()
            && !r.features.is_tanwin()
            && r.pro.0 == 0
            && r.enc == Enclitic::None
            && r.features.gender() == verb.gender()
    };
    let genitive = |at: usize| {
        scene.text.is_word(at)
            && !is_preposition(scene.fold(at))
            && !is_that(scene.fold(at))
            && scene.morph.readings(at).first().is_none_or(|r| !r.is_verb() && r.pos() != Pos::Particle && !r.pro.prepositional())
    };
    verb.which_person() == 3
        && verb.number() == Number::Singular
        && scene.phrase(at).is_none()
        && !scene.timed.get(at).copied().unwrap_or(true)
        && scene.morph.readings(at).first().is_some_and(heads)
        && genitive(at + 1)
}

/// A definite noun, no listed kind of actor, that a verb right before it can have as its subject.
fn agreeing_noun(scene: &Scene<'_>, at: usize, verb: Features) -> bool {
    verb.which_person() == 3
        && verb.number() == Number::Singular
        && definite_noun(scene, at).is_some_and(|r| {
            matches!(r.pos(), Pos::Noun | Pos::Active) && (r.features.gender() == verb.gender() || r.features.number() == Number::Plural)
        })
}

/// A definite noun that is no phrase. «قال الأحد», «أضاف الآن»: only what is a noun before all else.
pub(super) fn definite_noun(scene: &Scene<'_>, at: usize) -> Option<Reading> {
    if scene.timed.get(at).is_none_or(|timed| *timed) || scene.phrase(at).is_some() || !scene.fold(at).starts_with("ال") {
        return None;
    }
    let noun = |r: &&Reading| r.definite() && r.exact && matches!(r.pos(), Pos::Noun | Pos::Active | Pos::Masdar);
    scene.morph.readings(at).first().filter(noun).copied()
}

/// Whether a verbal noun without a preposition stands behind a definite noun: «رفضت المرأة كذلك مصافحة المسؤول». A definite noun has no genitive,
/// so that of the two the deed is the object. An accusative of manner or cause (رفضا قاطعا، خشية) is none.
fn deed_behind(scene: &Scene<'_>, noun: usize, last: usize) -> bool {
    let passed = |at: &usize| scene.timed[*at] || matches!(scene.fold(*at), "كذلك" | "ايضا" | "مجددا");
    let Some(at) = (noun + 1..last).find(|at| !passed(at)) else { return false };
    let fold = scene.fold(at);
    let adverbial = fold.ends_with('ا') || matches!(fold, "خشيه" | "رغبه" | "مخافه" | "نتيجه" | "مقابل");
    let deed = |r: &Reading| r.pos() == Pos::Masdar && r.exact && !r.pro.prepositional() && !r.pro.conjoined();
    !adverbial && scene.phrase(at).is_none() && !is_preposition(fold) && scene.morph.readings(at).first().is_some_and(deed)
}

/// Agreement with a subject before the verb; `joint` where another subject is joined to it (لافروف وخوجة تبادلا).
pub(super) fn agrees_before(verb: Features, phrase: &Phrase, joint: bool) -> bool {
    if verb.which_person() != 3 {
        return false;
    }
    if joint && verb.number() != Number::Singular {
        return true;
    }
    match phrase.sort {
        Sort::Group => true,
        Sort::Organization | Sort::State => {
            verb.number() != Number::Plural && (verb.gender() == phrase.gender || phrase.number == Number::Plural)
        }
        _ => verb.gender() == phrase.gender && (verb.number() == phrase.number || phrase.number != Number::Singular),
    }
}

pub(super) fn conjoined(scene: &Scene<'_>, phrase: &Phrase) -> bool {
    phrase.skip >= 2 && scene.fold(phrase.tokens.start).starts_with('و')
}

fn last_end(scene: &Scene<'_>, path: &Path) -> usize {
    path.subject.map_or(0, |s| scene.phrases[s].tokens.end)
}

/// After a subject: its relative clause and its bracketed parts are passed.
pub(super) fn after_phrase(scene: &Scene<'_>, number: usize, last: usize) -> usize {
    let end = scene.phrases[number].tokens.end;
    // «تقرير نشرته المنظمة …»: behind an indefinite noun a verb with its pronoun is a relative clause of it
    let bare = !scene.phrases[number].definite
        && scene.phrase(end).is_none()
        && scene.morph.verb(scene.text, end).is_some_and(|v| v.exact && v.enc != Enclitic::None && !v.pro.conjoined());
    if bare && let Some(that) = (end + 1..last).find(|t| is_that(scene.fold(*t)) && !scene.fold(*t).starts_with('و')) {
        return that;
    }
    let relative = matches!(scene.fold(end), "الذي" | "التي" | "الذين" | "اللذان" | "اللذين")
        || scene.mark(end) == '،' && matches!(scene.fold(end + 1), "الذي" | "التي" | "الذين" | "وهو" | "وهي" | "ومقره" | "ومقرها");
    if !relative {
        return end;
    }
    relative_end(scene, end, last).unwrap_or(end)
}

/// Where the relative clause that begins at `at`, or behind the comma there, is over: at its comma or at what opens a content.
pub(super) fn relative_end(scene: &Scene<'_>, at: usize, last: usize) -> Option<usize> {
    (at + 1..last).find(|t| {
        (scene.mark(*t) == '،' && *t > at + 1)
            || scene.mark(*t) == ':'
            || matches!(scene.text.light(*t), "إن" | "إنه" | "إنها" | "إنهم" | "إنهما")
    })
}

/// The preposition that governs a phrase, folded.
pub(super) fn preposition_of(scene: &Scene<'_>, number: usize) -> Option<&'static str> {
    let phrase = &scene.phrases[number];
    let fold = scene.fold(phrase.tokens.start);
    if scene.attached(phrase.tokens.start, phrase.skip) {
        let letters = if phrase.skip == 0 { "ل" } else { &fold[..phrase.skip as usize] };
        return Some(if letters.ends_with('ب') {
            "ب"
        } else if letters.ends_with('ك') {
            "ك"
        } else {
            "ل"
        });
    }
    let tagged = phrase.tokens.start > 1 && scene.mark(phrase.tokens.start - 1) == '#';
    let before = phrase.tokens.start.checked_sub(1 + usize::from(tagged)).map_or("", |t| scene.fold(t));
    ["الي", "علي", "عن", "من", "في", "مع", "بين", "ضد", "امام", "حول", "لدي", "تجاه"].into_iter().find(|p| *p == before)
}

fn attached_opens(scene: &Scene<'_>, at: usize, frame: &SayFrame, mark: &str) -> bool {
    frame.content.iter().any(|m| matches!(m, Mark::Prep(p) if *p == mark))
        && scene.attached(at, scene.phrases[scene.phrase(at).unwrap_or(0)].skip)
        && !frame.addressee.iter().any(|m| matches!(m, Mark::Prep(p) if *p == mark))
}

/// Words with ب that are circumstances, never contents.
const CIRCUMSTANCE: [&str; 26] = [
    "بشكل",
    "بحضور",
    "بدوره",
    "بدورها",
    "بحسب",
    "بعد",
    "بين",
    "بينما",
    "بسبب",
    "بشان",
    "بدون",
    "برفقه",
    "بالتزامن",
    "بالتالي",
    "بالتوازي",
    "باسم",
    "بموجب",
    "بالنسبه",
    "بهذا",
    "بذلك",
    "بالاضافه",
    "بعيد",
    "بصوره",
    "بمناسبه",
    "بعدما",
    "بطريقه",
];

/// Words with ب that say in what manner it is said, unless a genitive makes a thing of them: «ندد باستمرار الاستيطان».
const MANNER: [&str; 28] = [
    "باستمرار",
    "بانتظام",
    "بوضوح",
    "بصراحه",
    "بقوه",
    "بحده",
    "بشده",
    "باستفاضه",
    "باختصار",
    "بايجاز",
    "بحزم",
    "بجديه",
    "بحرص",
    "بالتفصيل",
    "بالمناسبه",
    "بالمقابل",
    "بالفعل",
    "بالتحديد",
    "بالذات",
    "بطريقته",
    "بطريقتها",
    "باسلوبه",
    "باسلوبها",
    "بلهجه",
    "بنبره",
    "بلغه",
    "بعباره",
    "بعبارات",
];

/// A word with ب or ل attached that can open a content.
pub(super) fn attached_noun(scene: &Scene<'_>, at: usize, mark: &str) -> bool {
    let flag = match mark {
        "ب" => Proclitics::WITH,
        "ل" => Proclitics::FOR,
        _ => return false,
    };
    let fold = scene.fold(at);
    // «بطريقته الاستفزازية»: what stands behind a pronoun only describes
    let whose = matches!(fold, "بطريقته" | "بطريقتها" | "باسلوبه" | "باسلوبها");
    let manner = || MANNER.contains(&fold) && (whose || !scene.fold(at + 1).starts_with("ال"));
    if CIRCUMSTANCE.contains(&fold) || manner() || !scene.text.is_word(at) {
        return false;
    }
    // «ندد بما سماه …», «رحب بما وصفه …»
    if fold.strip_prefix(mark) == Some("ما") && scene.morph.readings(at + 1).iter().any(|r| r.is_verb() && r.exact) {
        return true;
    }
    // بـ«…» and لـ"…"
    if fold == mark && is_quote(scene.mark(at + 1)) {
        return true;
    }
    let readings = scene.morph.readings(at);
    match readings.first() {
        None => fold.starts_with(mark) && scene.phrase(at).is_none() && fold.len() > 8,
        Some(first) => {
            let fits = |r: &Reading| r.pro.has(flag) && !matches!(r.pos(), Pos::Particle | Pos::Verb) || r.pro.has(flag) && is_that(fold);
            fits(first) || readings.iter().any(|r| r.exact && fits(r)) && !first.exact
        }
    }
}

/// Whether a bare noun begins here that could be an object.
pub(crate) fn noun_starts(scene: &Scene<'_>, at: usize) -> bool {
    if !scene.text.is_word(at) {
        return false;
    }
    let fold = scene.fold(at);
    if matches!(fold, "اي" | "كل" | "عدم" | "ما" | "هذا" | "هذه" | "تلك" | "ذلك" | "هءلاء" | "جميع" | "كافه" | "وجود" | "صحه")
    {
        return true;
    }
    let Some(first) = scene.morph.readings(at).first() else { return fold.starts_with("ال") };
    if first.pro.prepositional() || first.pro.conjoined() {
        return false;
    }
    matches!(
        first.pos(),
        Pos::Masdar | Pos::Noun | Pos::EventNoun | Pos::FrameworkHead | Pos::SayingNoun | Pos::OrgHead | Pos::Title | Pos::Nisba
    ) && !(first.features.is_tanwin() && first.pos() != Pos::Masdar && first.pos() != Pos::Noun && first.pos() != Pos::EventNoun)
        || scene.morph.readings(at).iter().any(|r| r.pos() == Pos::Masdar && r.exact && !r.pro.prepositional() && !r.pro.conjoined())
            && !matches!(first.pos(), Pos::Particle | Pos::Active)
        || participle_noun(scene, at, first)
        || demanded(scene, at, first)
}

/// «رفضت مطالب واشنطن»: what is spelled as one who demands is what is demanded, where the words around it say so.
fn demanded(scene: &Scene<'_>, at: usize, first: &Reading) -> bool {
    let noun = |r: &Reading| r.pos() == Pos::Noun && r.exact && r.pro.0 & !Proclitics::THE.0 == 0;
    first.pos() == Pos::Active
        && !first.features.is_tanwin()
        && first.features.number() == Number::Singular
        && !matches!(scene.fold(at), "صاحب" | "صاحبه")
        && at > 0
        && scene.phrase(at - 1).is_some_and(|n| scene.phrases[n].acts())
        && scene.morph.readings(at).iter().any(noun)
        && scene.morph.stem(at).is_some_and(|stem| stem.tag == crate::morph::facts::tag("NOUN"))
}

/// المقترح، المطلوب: a participle with the article that is a noun too, where it stands in no noun's genitive.
fn participle_noun(scene: &Scene<'_>, at: usize, first: &Reading) -> bool {
    let noun = |r: &Reading| r.pos() == Pos::Noun && r.exact && r.definite();
    let construct =
        |r: &Reading| !r.is_verb() && r.pos() != Pos::Particle && !r.definite() && !r.features.is_tanwin() && r.enc == Enclitic::None;
    matches!(first.pos(), Pos::Passive | Pos::Active)
        && first.definite()
        && scene.morph.readings(at).iter().any(noun)
        && !(at > 0 && scene.phrase(at - 1).is_none() && scene.morph.readings(at - 1).first().is_some_and(construct))
}

fn after_preposition(scene: &Scene<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    // «معلنا في نهاية يوم الإضراب إمهال الحكومة»: the genitives of a time or circumstance are governed with it
    let circumstance = matches!(
        scene.fold(before),
        "نهايه"
            | "ختام"
            | "بدايه"
            | "مستهل"
            | "اعقاب"
            | "اطار"
            | "سياق"
            | "ظل"
            | "ضوء"
            | "اواخر"
            | "اواءل"
            | "مطلع"
            | "منتصف"
            | "صباح"
            | "مساء"
            | "وقت"
            | "يوم"
            | "ايام"
            | "ساعه"
    );
    is_preposition(scene.fold(before)) || circumstance && after_preposition(scene, before)
}

/// Whether all between two tokens is a preposition with what it governs.
pub(super) fn circumstance(scene: &Scene<'_>, from: usize, until: usize) -> bool {
    is_preposition(scene.fold(from)) && (from + 1..until).all(|t| after_preposition(scene, t) || scene.timed[t])
}

/// Where something is said or written: «في تصريح»، «خلال مقابلة».
fn occasion(fold: &str) -> bool {
    matches!(
        fold,
        "تصريح"
            | "تصريحات"
            | "مقابله"
            | "بيان"
            | "حديث"
            | "حوار"
            | "كلمه"
            | "خطاب"
            | "مءتمر"
            | "تغريده"
            | "تغريدات"
            | "تدوينه"
            | "لقاء"
            | "تقرير"
            | "مقال"
            | "رساله"
            | "اتصال"
    )
}

/// A finite verb after a comma or with و begins another clause.
fn clause_begins(scene: &Scene<'_>, at: usize) -> bool {
    let Some(verb) = scene.morph.verb(scene.text, at) else { return false };
    if verb.enc != Enclitic::None && !verb.pro.conjoined() {
        // «وجه رسالة إلى الرئيس دعاه فيها إلى …»: a clause that says what is in the letter
        return verb.exact
            && matches!(scene.fold(at + 1), "فيه" | "فيها" | "خلاله" | "خلالها")
            && scene.lexicon.say_frames(verb.row).any(|f| f.verb);
    }
    // «في تصريحات وزعها مكتبه وأدلى بها في تونس»: its pronoun goes back to the noun before
    if verb.pro.conjoined() && matches!(scene.fold(at + 1), "به" | "بها" | "بهما" | "فيه" | "فيها" | "عنه" | "عنها")
    {
        return false;
    }
    let before = scene.fold(at.saturating_sub(1));
    let relative = matches!(before, "الذي" | "التي" | "الذين" | "ما" | "من" | "قد" | "لم" | "لن" | "ان" | "كي" | "حيث");
    !relative && verb.exact && (verb.pro.conjoined() || !scene.morph.readings(at).iter().any(|r| !r.is_verb() && r.exact))
}

/// The subject that a verb before its content has, as a candidate's speaker.
pub(super) fn dropped(verb: Features) -> Who {
    if verb.which_person() == 1 { Who::First } else { Who::Dropped(verb.gender(), verb.number()) }
}
