//! Discourse: who the phrases, pronouns and dropped subjects are, as the report goes on.
//!
//! In: phrases and candidates. Out: [`Told`], with actors, and every candidate with the actors that it names. The room keeps the state of the
//! article: current speaker, subject in focus, what was said of whom.

mod actors;
mod events;
mod focus;
mod later;
mod pronoun;
mod several;

pub(crate) use actors::{Actor, Cast};
pub(crate) use events::{Joined, join};

use crate::frames::{self, Deed, Said, Scene, Shape, Unsaid, Who};
use crate::morph::Proclitics;
use focus::Focus;
use mahdar_arabic::features::Number;
use pronoun::Around;

/// A document's candidates with their actors.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) cast: Cast,
    /// For each statement: speaker, addressees, carriers, the statement it stands in.
    pub(crate) said: Vec<Resolved>,
    /// For each silence its actor.
    pub(crate) unsaid: Vec<Option<usize>>,
    /// For each deed its participants: actor, role, phrase.
    pub(crate) deeds: Vec<Vec<(usize, &'static str, Option<usize>)>>,
}

/// A statement's actors.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    pub(crate) speaker: Option<usize>,
    pub(crate) mention: Option<usize>,
    pub(crate) addressee: Vec<usize>,
    pub(crate) via: Vec<usize>,
    pub(crate) via_mentions: Vec<usize>,
    pub(crate) within: Option<usize>,
}

/// Resolves everything, in text order.
pub(crate) fn resolve(scene: &Scene<'_>, said: &[Said], unsaid: &[Unsaid], deeds: &[Deed]) -> Told {
    let mut told = Told { cast: Cast::of(scene), ..Told::default() };
    let within = nesting(said);
    told.said = vec![Resolved::default(); said.len()];
    told.deeds = vec![Vec::new(); deeds.len()];
    told.unsaid = vec![None; unsaid.len()];
    // items in text order: statements before deeds at the same word
    let mut items: Vec<(usize, u8, usize)> = said.iter().enumerate().map(|(n, s)| (s.cue.start, 0, n)).collect();
    items.extend(deeds.iter().enumerate().map(|(n, d)| (d.trigger.start, 1, n)));
    items.extend(unsaid.iter().enumerate().map(|(n, u)| (u.cue.start, 2, n)));
    items.sort_unstable();
    let mut focus = Focus::default();
    // whoever last answered for words: «بحسب المصدر نفسه»
    let mut sources: Vec<(usize, usize)> = Vec::new();
    for (at, kind, number) in items {
        match kind {
            0 => {
                let candidate = &said[number];
                let outer = within[number].and_then(|o| told.said[o].speaker);
                // «قال لافروف إن موسكو أبلغت … وأضاف»: of those who speak around it the nearest whom the verb agrees with
                let outer = match candidate.who {
                    Who::Dropped(gender, Number::Singular) if candidate.continues => std::iter::successors(within[number], |o| within[*o])
                        .take(said.len())
                        .filter_map(|o| told.said[o].speaker)
                        .find(|a| told.cast.agrees(*a, gender, Number::Singular))
                        .or(outer),
                    _ => outer,
                };
                let again = matches!(candidate.who, Who::Phrase(p) if same_source(scene, p));
                let source = || sources.iter().rev().find(|(_, sentence)| *sentence < candidate.sentence).map(|(actor, _)| *actor);
                let speaker = again.then(source).flatten().or_else(|| {
                    let around = within[number].and_then(|o| Around::of(told.said[o].speaker, &said[o].content, said[o].direct));
                    speaker(scene, &mut told.cast, &focus, candidate, outer, around)
                });
                // «واتهمت واشنطن بـ»: nobody accuses himself
                let accused = |a: usize| candidate.addressee.iter().any(|p| told.cast.actor_of(*p) == Some(a));
                let dropped = matches!(candidate.who, Who::Dropped(..)) && candidate.class == "accuse";
                let speaker = speaker.filter(|s| !(dropped && accused(*s)));
                let mut addressee: Vec<usize> =
                    candidate.addressee.iter().filter_map(|p| told.cast.actor_of(*p)).filter(|a| Some(*a) != speaker).collect();
                if let Some(who) = candidate.told.filter(|_| addressee.is_empty()) {
                    let told_to = told.cast.other(scene, at, candidate.sentence, who, speaker);
                    addressee.extend(told_to);
                }
                let via: Vec<usize> = candidate.via.iter().filter_map(|p| told.cast.actor_of(*p)).collect();
                told.said[number] = Resolved {
                    speaker,
                    mention: if let Who::Phrase(p) = candidate.who { Some(p) } else { None },
                    addressee,
                    via,
                    via_mentions: candidate.via.clone(),
                    within: within[number],
                };
                sources.extend(speaker.map(|actor| (actor, candidate.sentence)));
                // «هددت موسكو على لسان سفيرها …، وقال»: he goes on, where the verb agrees with him
                if within[number].is_none() && candidate.shape == Shape::Verb {
                    for carrier in &told.said[number].via {
                        focus.spoke(Some(*carrier), candidate.sentence, at, false);
                    }
                }
                if candidate.who == Who::Beside && within[number].is_none() {
                    focus.turned();
                } else if within[number].is_none() && matches!(candidate.shape, Shape::Verb | Shape::Relay | Shape::Headline) {
                    focus.spoke(speaker, candidate.sentence, at, candidate.shape == Shape::Headline);
                }
            }
            1 => {
                let deed = &deeds[number];
                let around = said.partition_point(|s| s.cue.start < deed.trigger.start);
                let around = around.saturating_sub(NEAR)..said.len().min(around + NEAR);
                let holding = around.clone().find(|s| said[*s].content.iter().any(|c| c.contains(&deed.trigger.start)));
                let holder = holding.and_then(|s| told.said[s].speaker);
                let spoken = holding.and_then(|s| Around::of(holder, &said[s].content, said[s].direct));
                let mut out: Vec<(usize, &'static str, Option<usize>)> = Vec::new();
                for (who, role) in &deed.parties {
                    // لقائهما, اجتماعهم: the pair or group last named together
                    if let Who::Pronoun(_, Number::Dual | Number::Plural) | Who::Dropped(_, Number::Dual) = who
                        && let Some(pair) = told.cast.together(scene, deed.trigger.start, deed.sentence)
                        && !(matches!(who, Who::Pronoun(_, Number::Plural)) && Cast::many_before(scene, deed.trigger.start, deed.sentence))
                    {
                        for actor in pair {
                            if !out.iter().any(|(a, ..)| *a == actor) {
                                out.push((actor, role, None));
                            }
                        }
                        continue;
                    }
                    let actor = match who {
                        // «سننسحب من الاتفاق»: an official who says we speaks for his state
                        Who::First
                            if deed.verb && matches!(deed.kind, "RETREAT" | "SANCTION" | "COERCE" | "MOBILIZE" | "AID" | "COOPERATE") =>
                        {
                            holder.map(|h| told.cast.actors[h].state.and_then(|row| told.cast.of_state(row)).unwrap_or(h))
                        }
                        Who::First => holder,
                        // «"أتمنى أن يعود ترامب إلى صوابه وألا ينسحب"»: nobody calls himself he in his own words
                        Who::Dropped(gender, number)
                            if deed.verb
                                && holding
                                    .is_some_and(|s| said[s].direct && said[s].content.iter().any(|c| c.contains(&deed.trigger.start))) =>
                        {
                            told.cast
                                .before(scene, deed.trigger.start, deed.sentence, *gender, *number)
                                .filter(|a| Some(*a) != holder && holding.is_some_and(|s| told.cast.named_in(scene, *a, &said[s].content)))
                                .or_else(|| whom(scene, &told.cast, &focus, *who, deed.trigger.start, deed.sentence, None))
                        }
                        // «قال إنه سيلتقي»: who speaks
                        Who::Dropped(gender, number)
                            if deed.verb
                                && speaks_of_himself(scene, deed, holding.map(|s| &said[s]))
                                && holder.is_some_and(|h| told.cast.agrees(h, *gender, *number)) =>
                        {
                            holder
                        }
                        other => whom(scene, &told.cast, &focus, *other, deed.trigger.start, deed.sentence, spoken),
                    };
                    // «قبل استقباله الأمير … ترامب يلتقي»: in a headline the name may follow its pronoun
                    let actor = actor.or_else(|| {
                        let follows = matches!(who, Who::Pronoun(_, Number::Singular)) && scene.title == Some(deed.sentence);
                        follows.then(|| named_behind(scene, &told.cast, deed, &out)).flatten()
                    });
                    // «بحث الطرفان …»: the two of the last meeting
                    if let Some(sides) = actor.and_then(|a| two_sides(&told, deeds, number, a)) {
                        for side in sides {
                            if !out.iter().any(|(a, ..)| *a == side) {
                                out.push((side, role, None));
                            }
                        }
                        continue;
                    }
                    let mention = if let Who::Phrase(p) = who { Some(*p) } else { None };
                    for actor in actor.into_iter().flat_map(|a| told.cast.each(a)) {
                        if !out.iter().any(|(a, ..)| *a == actor) {
                            out.push((actor, role, mention));
                        }
                    }
                }
                // «قال فلان خلال مؤتمر مع نظيره»: a meeting with one side named is of the clause's subject with it
                if deed.one_sided
                    && out.len() == 1
                    && let Some(subject) = focus
                        .last_in(deed.sentence)
                        .or_else(|| frames::narrated_before(scene, deed.sentence, deed.trigger.start).and_then(|p| told.cast.actor_of(p)))
                        .filter(|s| *s != out[0].0)
                {
                    out.insert(0, (subject, "party", None));
                }
                // «وردت مينسك باستدعاء سفيرها»: what one answers, threatens or acts with, he does
                if !deed.verb
                    && deed.doer.is_none()
                    && matches!(deed.kind, "SANCTION" | "COERCE" | "RETREAT" | "CONCEDE" | "MOBILIZE" | "AID" | "AGREE" | "SUPPORT")
                    && let Some(doer) = acts_with(scene, &told.cast, &focus, deed).filter(|d| !out.iter().any(|(a, ..)| a == d))
                {
                    out.insert(0, (doer, "party", None));
                }
                // «اتفق الطرفان على هدنة», «التوصل إلى اتفاق مع الحركة لوقف إطلاق النار»: what is agreed is theirs who agree
                if !deed.verb
                    && out.is_empty()
                    && let Some(agreed) = agreed_on(scene, deeds, number)
                {
                    out = told.deeds[agreed].iter().map(|(actor, role, _)| (*actor, *role, None)).collect();
                }
                // «وصل إلى بيروت للقاء الرئيس», «يعتزم زيارة أسمرة»: what one comes or means to do
                if !deed.verb && (out.is_empty() || deed.kind == "CONSULT" && out.len() == 1 && deed.mode != "visit") {
                    let role = match deed.mode {
                        "host" => "host",
                        "visit" => "guest",
                        _ => "party",
                    };
                    let doers = aims_at(scene, &told.cast, &focus, deed, deeds);
                    let new = doers.into_iter().filter(|d| !out.iter().any(|(a, ..)| a == d)).map(|doer| (doer, role, None));
                    let new: Vec<_> = new.collect();
                    out.splice(0..0, new);
                }
                // «أبلغ الوزير نظيره في اتصال هاتفي»: who was told was called
                if deed.mode == "call" && !deed.verb && out.len() == 1 {
                    let told_there = said[..said.partition_point(|s| s.cue.start < deed.trigger.start)].iter().enumerate().next_back();
                    if let Some((n, _)) = told_there.filter(|(_, s)| s.sentence == deed.sentence) {
                        let heard: Vec<usize> = told.said[n].addressee.iter().copied().filter(|a| *a != out[0].0).collect();
                        out.extend(heard.into_iter().map(|actor| (actor, "party", None)));
                    }
                }
                // «يستعد الرئيس لاستقبال المستشارة»: beside a guest whoever receives is the host
                if deed.mode == "host" && out.iter().any(|(_, role, _)| *role == "guest") {
                    for party in out.iter_mut().filter(|(_, role, _)| *role == "party").take(1) {
                        party.1 = "host";
                    }
                }
                // «دعا الأطراف إلى استئناف المفاوضات»: whoever is called on to do it
                let urged = holding.filter(|s| {
                    let near = said[*s].content.first().is_some_and(|c| c.start + 4 >= deed.trigger.start);
                    !deed.verb && out.is_empty() && near && matches!(said[*s].class, "call" | "demand")
                });
                if let Some(s) = urged {
                    let role = if deed.mode == "visit" { "guest" } else { "party" };
                    let addressed: Vec<usize> = told.said[s].addressee.iter().flat_map(|a| told.cast.each(*a)).collect();
                    out.extend(addressed.into_iter().map(|actor| (actor, role, None)));
                }
                // «أعلنت واشنطن فرض …»: whoever announces his own deed does it
                // «أعلنت أن المحادثات بين الوزيرين ستركز»: of talks whose sides are named she is no party
                let sides = matches!(deed.kind, "CONSULT" | "AGREE") && out.len() > 1;
                let announced = holding.filter(|s| {
                    !deed.verb
                        && !sides
                        && deed.doer.is_none()
                        && said[*s].content.first().is_some_and(|c| {
                            c.start == deed.trigger.start
                                // «أعلنت الحكومة عدة قرارات من بينها طرد …»
                                || c.start < deed.trigger.start
                                    && deed.trigger.start - c.start < 8
                                    && matches!(scene.fold(deed.trigger.start - 1), "بينها" | "منها" | "ابرزها" | "تشمل" | "تتضمن" | "شملت" | "تضمنت")
                        })
                        && (matches!(said[*s].class, "announce" | "promise" | "threaten" | "stress" | "offer")
                            || said[*s].class == "agree" && deed.kind != "AGREE")
                        // «إعلان خروج أول مجموعة»: whoever it says goes
                        && !(deed.mode == "withdraw" && frames::noun_starts(scene, deed.trigger.end))
                });
                if let Some(speaker) = announced.and_then(|s| told.said[s].speaker).filter(|d| !out.iter().any(|(a, ..)| a == d)) {
                    let doers = told.cast.each(speaker);
                    out.splice(0..0, doers.into_iter().map(|doer| (doer, "party", None)));
                }
                // «طرد الدبلوماسيين، ومقاطعة البطولة، وتجميد الأصول»: of a list of deeds one doer does all
                if !deed.verb
                    && deed.doer.is_none()
                    && scene.fold(at).starts_with('و')
                    && scene
                        .morph
                        .readings(at)
                        .iter()
                        .any(|r| r.exact && r.pro.conjoined() && r.pos() == mahdar_arabic::features::Pos::Masdar)
                    && matches!(deed.kind, "SANCTION" | "COERCE" | "RETREAT" | "CONCEDE" | "MOBILIZE" | "AID")
                    && let Some(before) = number.checked_sub(1).filter(|n| {
                        let earlier = &deeds[*n];
                        earlier.sentence == deed.sentence
                            && !earlier.verb
                            && matches!(earlier.kind, "SANCTION" | "COERCE" | "RETREAT" | "CONCEDE" | "MOBILIZE" | "AID")
                    })
                    && let Some((doer, role, None)) = told.deeds[before].first().copied()
                    && !out.iter().any(|(a, ..)| *a == doer)
                {
                    out.insert(0, (doer, role, None));
                }
                if holding.is_none()
                    && (deed.verb || deed.supported || scene.morph.verb(scene.text, at).is_some_and(|v| v.exact))
                    && let Some((Who::Phrase(p), _)) = deed.parties.first()
                {
                    focus.acted(told.cast.actor_of(*p), deed.sentence, at);
                }
                // «الاجتماع الثلاثي»: of the three states that the report names side by side
                let nobody = match out[..] {
                    [] => true,
                    [(actor, ..)] => {
                        let actor = &told.cast.actors[actor];
                        !matches!(actor.sort, crate::names::Sort::Person | crate::names::Sort::State) && actor.entity.is_none()
                    }
                    _ => false,
                };
                if nobody
                    && deed.kind == "CONSULT"
                    && let Some(sides) = deed.sides.and_then(|count| told.cast.listed(scene, deed.trigger.start, count))
                {
                    out = sides.into_iter().map(|actor| (actor, "party", None)).collect();
                }
                told.deeds[number] = out;
            }
            _ => {
                let candidate = &unsaid[number];
                let sentence = scene.text.sentence_of(candidate.cue.start);
                told.unsaid[number] = whom(scene, &told.cast, &focus, candidate.who, candidate.cue.start, sentence, None);
            }
        }
    }
    // «قال فلان في مؤتمر صحفي», «وفي مؤتمر صحفي مع نظيره، قال فلان»: the conference is his who speaks in the sentence
    for (number, deed) in deeds.iter().enumerate().filter(|(_, d)| d.mode == "press-conference") {
        let with = deed.trigger.end..(deed.trigger.end + 3).min(scene.text.tokens.len());
        let joint = told.deeds[number].len() == 1 && with.clone().any(|t| scene.fold(t) == "مع");
        if !told.deeds[number].is_empty() && !joint {
            continue;
        }
        let mut here = said.iter().enumerate().filter(|(n, s)| s.sentence == deed.sentence && within[*n].is_none());
        let speaker = here.find_map(|(n, _)| told.said[n].speaker);
        for actor in speaker.into_iter().flat_map(|speaker| told.cast.each(speaker)) {
            if !told.deeds[number].iter().any(|(known, ..)| *known == actor) {
                told.deeds[number].insert(0, (actor, "party", None));
            }
        }
    }
    chains(&mut told.said, &within);
    told
}

/// The person or state that a headline names behind a pronoun.
fn named_behind(scene: &Scene<'_>, cast: &Cast, deed: &Deed, out: &[(usize, &'static str, Option<usize>)]) -> Option<usize> {
    let end = scene.text.sentences[deed.sentence].end;
    let phrases = scene.phrases.iter().enumerate().skip_while(|(_, p)| p.tokens.start < deed.trigger.end);
    let mut later = phrases
        .take_while(|(_, p)| p.tokens.start < end)
        .filter(|(n, p)| matches!(p.sort, crate::names::Sort::Person | crate::names::Sort::State) && !scene.governed(*n));
    later.find_map(|(n, _)| {
        cast.actor_of(n).filter(|a| {
            !deed.parties.iter().any(|(who, _)| matches!(who, Who::Phrase(p) if cast.actor_of(*p) == Some(*a)))
                && !out.iter().any(|(x, ..)| x == a)
        })
    })
}

/// The two parties of the last meeting before, where a word for two sides stands for nobody yet.
fn two_sides(told: &Told, deeds: &[Deed], number: usize, actor: usize) -> Option<Vec<usize>> {
    let pair = &told.cast.actors[actor];
    // «الرئيسان» are two presidents, whoever met before; «المعتقلين السياسيين» are many, though their letters are those of two
    if pair.titled_by.is_some() || !pair.title.is_empty() || pair.words.len() > 1 {
        return None;
    }
    if pair.number != Number::Dual || !pair.members.is_empty() || pair.sort != crate::names::Sort::Group || pair.anonymous.is_none() {
        return None;
    }
    let before = (0..number).rev().take_while(|n| deeds[number].sentence - deeds[*n].sentence <= SIDES_BACK);
    before
        .filter(|n| deeds[*n].kind == "CONSULT" && told.deeds[*n].len() == 2)
        .map(|n| told.deeds[n].iter().map(|(a, ..)| *a).collect())
        .next()
}

/// How many sentences back the two sides are looked for.
const SIDES_BACK: usize = 6;

/// Lemmas of verbs that are done with a deed: «رد بطرد …», «هدد بقطع …», «قام بإغلاق …».
const DONE_WITH: [&str; 9] = ["رد", "قام", "بادر", "هدد", "تعهد", "التزم", "لوح", "وعد", "سارع"];

/// Lemmas of verbs whose object is the subject's own deed: «تعتزم كوستاريكا سحب سفيرها».
const OWN_DEED: [&str; 9] = ["اعتزم", "نوى", "قرر", "عزم", "درس", "بدأ", "واصل", "أراد", "استطاع"];

/// Lemmas of verbs whose subject does what stands behind their preposition: «تسعى واشنطن إلى فرض …», «تأمل لندن في التوصل».
const LED_TO: [(&str, &[&str]); 17] = [
    ("سعى", &["الي"]),
    ("رغب", &["في", "ب"]),
    ("أمل", &["في", "ب"]),
    ("فكر", &["في", "ب"]),
    ("خطط", &["ل"]),
    ("عمل", &["علي"]),
    ("وافق", &["علي"]),
    ("اتجه", &["الي", "نحو"]),
    ("لجأ", &["الي"]),
    ("أقدم", &["علي"]),
    ("استعد", &["ل"]),
    ("نجح", &["في", "ب"]),
    ("فشل", &["في", "ب"]),
    ("تمكن", &["من"]),
    ("امتنع", &["عن"]),
    ("عزم", &["علي"]),
    ("اقترب", &["من"]),
];

/// Nouns whose owner does what stands behind them: «استعداد بلاده لإرسال قوات», «رغبته في فرض رسوم».
const OWNED: [&str; 24] = [
    "فشل",
    "اخفاق",
    "نجاح",
    "عجز",
    "قرارات",
    "سياسه",
    "اعلان",
    "استعداد",
    "خطه",
    "خطط",
    "نيه",
    "رغبه",
    "عزم",
    "قرار",
    "محاوله",
    "سعي",
    "تهديد",
    "تهديدات",
    "قدره",
    "وعد",
    "وعود",
    "تعهد",
    "التزام",
    "قيام",
];

/// Whoever owns the plan that a deed is: the phrase or pronoun right behind the noun for it.
fn owner(scene: &Scene<'_>, cast: &Cast, deed: &Deed) -> Option<Who> {
    let at = deed.trigger.start;
    let start = scene.text.sentences[deed.sentence].start;
    // «في», «على», «إلى» or the ل and ب on the noun itself, and a comma
    let mut last = at.checked_sub(1)?;
    while last > start
        && (matches!(
            scene.fold(last),
            "في" | "علي"
                | "الي"
                | "عن"
                | "المتمثله"
                | "المتمثل"
                | "القاضي"
                | "القاضيه"
                | "المتعلقه"
                | "المتعلق"
                | "بشان"
                | "حول"
        ) || matches!(scene.mark(last), '،' | ','))
    {
        last -= 1;
    }
    let led = last + 1 < at || scene.fold(at).starts_with(['ل', 'ب']);
    if !led || last < start {
        return None;
    }
    let noun = |t: usize| {
        let whose = |rest: &str| matches!(rest, "ه" | "ها" | "هم" | "ته" | "تها" | "تهم");
        owned_noun(scene.fold(t), |fold, noun| fold == noun || fold.strip_prefix(noun.trim_end_matches('ه')).is_some_and(whose))
    };
    let articled = |t: usize| owned_noun(scene.fold(t), |fold, noun| fold.strip_prefix("ال").unwrap_or(fold) == noun);
    let pronoun =
        scene.morph.readings(last).iter().find(|r| r.exact && r.enc != crate::morph::Enclitic::None).and_then(|r| Who::of_pronoun(r.enc));
    if let Some(who) = pronoun.filter(|_| noun(last) && scene.phrase(last).is_none()) {
        return Some(who);
    }
    // «القرار الأميركي بالانسحاب»: of the state of its adjective
    if let Some(nisba) =
        scene.nationality(last).filter(|n| last > start && !n.pro.prepositional() && !n.pro.conjoined() && articled(last - 1))
    {
        return Some(Who::State(nisba.row));
    }
    let number = scene.phrase(last).filter(|n| scene.phrases[*n].acts() && cast.actor_of(*n).is_some())?;
    let head = scene.phrases[number].tokens.start.checked_sub(1).filter(|h| *h >= start)?;
    noun(head).then_some(Who::Phrase(number))
}

/// Whether a folded word is one of [`OWNED`], by `is`: as it stands or without و, and without the ل or ب behind that. Of «وعد» the و is its own.
fn owned_noun(word: &str, is: impl Fn(&str, &str) -> bool) -> bool {
    let known = |fold: &str| {
        let bare = fold.strip_prefix("لل").or_else(|| fold.strip_prefix(['ل', 'ب'])).unwrap_or(fold);
        OWNED.iter().any(|noun| is(fold, noun) || is(bare, noun))
    };
    known(word) || word.strip_prefix('و').is_some_and(known)
}

/// The subject of the verb right before a deed that it is done with.
fn acts_with(scene: &Scene<'_>, cast: &Cast, focus: &Focus, deed: &Deed) -> Option<usize> {
    if let Some(who) = owner(scene, cast, deed) {
        return match who {
            Who::Phrase(phrase) => cast.actor_of(phrase),
            Who::State(row) => cast.of_state(row),
            Who::Pronoun(gender, number) => {
                cast.before(scene, deed.trigger.start, deed.sentence, gender, number).or_else(|| focus.subject(cast, gender, number))
            }
            _ => None,
        };
    }
    let at = deed.trigger.start;
    let start = scene.text.sentences[deed.sentence].start;
    let verb =
        (at.saturating_sub(8).max(start)..at).rev().find(|t| scene.phrase(*t).is_none() && scene.morph.verb(scene.text, *t).is_some())?;
    let with = scene.fold(at).starts_with('ب');
    let listed = if with { DONE_WITH } else { OWN_DEED };
    // «وردت موسكو بطرد»: she answered, though the same letters say that she came in
    let fits = |v: &&crate::morph::Reading| v.is_verb() && v.exact && listed.contains(&scene.lexicon.verbs.get(v.row as usize, "lemma"));
    let led = |v: &crate::morph::Reading| {
        let lemma = scene.lexicon.verbs.get(v.row as usize, "lemma");
        v.is_verb()
            && v.exact
            && LED_TO.iter().any(|(l, preps)| {
                *l == lemma && preps.iter().any(|p| scene.fold(at - 1) == *p || p.len() == 2 && scene.fold(at).starts_with(p))
            })
    };
    if !scene.morph.readings(verb).iter().any(|v| fits(&v) || led(v)) {
        return None;
    }
    let named = frames::narrated_before(scene, deed.sentence, verb + 1).and_then(|p| cast.actor_of(p));
    // «قرر 14 بلدا طرد …»: behind the verb stands somebody who is no name
    let nobody = verb + 1 < at && scene.text.tokens[verb + 1].kind == crate::text::Kind::Number;
    named.or_else(|| focus.last_in(deed.sentence).filter(|_| !nobody))
}

/// Whether «إنه», «أنها» stands right before a word.
fn pronoun_before(scene: &Scene<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|t| ["انه", "انها", "انهم", "انهما"].iter().any(|p| scene.fold(t).ends_with(p)))
}

/// Whether a verb stands behind «إنه» at the beginning of what is said.
fn speaks_of_himself(scene: &Scene<'_>, deed: &Deed, said: Option<&Said>) -> bool {
    let at = deed.trigger.start;
    pronoun_before(scene, at) && said.is_some_and(|s| s.content.first().is_some_and(|c| c.start <= at && c.start + 2 >= at))
}

/// Whether a folded adjective says that somebody is ready or resolved to do what stands behind it.
fn ready(word: &str) -> bool {
    let word = word.strip_prefix('و').filter(|w| w.len() >= 6).unwrap_or(word);
    ["مستعد", "جاهز", "عازم"]
        .iter()
        .any(|stem| word.strip_prefix(stem).is_some_and(|rest| matches!(rest, "" | "ه" | "ا" | "ون" | "ين" | "ان")))
}

/// Whether the noun of a light verb with ل stands at a word: «لإجراء», «لعقد», «لبدء».
fn light_purpose(scene: &Scene<'_>, at: usize) -> bool {
    scene.phrase(at).is_none()
        && scene.morph.readings(at).iter().any(|r| {
            r.exact
                && r.pos() == mahdar_arabic::features::Pos::Masdar
                && r.pro.has(Proclitics::FOR)
                && scene.lexicon.event_frames(r.row).any(|f| f.support && f.masdar)
        })
}

/// The agreement right before, which a truce or another agreement is the object or purpose of.
fn agreed_on(scene: &Scene<'_>, deeds: &[Deed], number: usize) -> Option<usize> {
    let deed = &deeds[number];
    let at = deed.trigger.start;
    let before = number.checked_sub(1)?;
    let agreement = &deeds[before];
    let led = matches!(scene.fold(at.checked_sub(1)?), "علي" | "الي" | "حول" | "بشان")
        || scene.morph.readings(at).iter().any(|r| r.exact && r.pro.has(Proclitics::FOR));
    let near = deed.kind == "AGREE"
        && agreement.kind == "AGREE"
        && agreement.sentence == deed.sentence
        && at >= agreement.trigger.end
        && at - agreement.trigger.end < 12;
    let clause = || {
        (agreement.trigger.end..at)
            .all(|t| scene.phrase(t).is_some() || scene.timed[t] || scene.morph.verb(scene.text, t).is_none_or(|v| !v.exact))
    };
    (led && near && clause()).then_some(before)
}

/// The subjects of the clause whose purpose, intention or circumstance a deed is: «توجه … للقاء», «من أجل التوصل», «يعتزم زيارة», «تبادلا التهاني
/// في اتصال».
fn aims_at(scene: &Scene<'_>, cast: &Cast, focus: &Focus, deed: &Deed, deeds: &[Deed]) -> Vec<usize> {
    let at = deed.trigger.start;
    let start = scene.text.sentences[deed.sentence].start;
    let before = |back: usize| at.checked_sub(back).filter(|t| *t >= start).map_or("", |t| scene.fold(t));
    // «في "زيارة عمل"», «لإجراء "مشاورات"»: a mark may stand between
    let marked = at > start && crate::text::quote::is_quote(scene.mark(at - 1));
    let last = 1 + usize::from(marked);
    let talks = matches!(deed.kind, "CONSULT" | "AGREE");
    let purpose = talks && scene.morph.readings(at).iter().any(|r| r.exact && r.pro.has(Proclitics::FOR))
        || matches!(before(1), "اجل" | "بهدف" | "بغيه" | "بغرض" | "بقصد" | "قصد")
        // «توجه إلى طهران لإجراء محادثات»
        || talks && at >= start + last && light_purpose(scene, at - last)
        // «مستعد للانسحاب», «عازمة على الانسحاب»
        || ready(before(1)) || matches!(before(1), "علي" | "ل") && ready(before(2));
    let circumstance = matches!(before(last), "في" | "خلال" | "عبر" | "اثناء" | "ضمن" | "اطار" | "مستهل" | "ختام" | "بدايه" | "نهايه")
        && matches!(deed.mode, "call" | "visit" | "meet" | "talks" | "summit" | "conference")
        && !deed.definite;
    if !purpose && !circumstance && deed.mode != "visit" {
        return Vec::new();
    }
    // «أثناء زيارة ابنته»: whoever visits is told behind it, though nobody knows her
    let owned = |r: &crate::morph::Reading| r.exact && !r.is_verb() && r.enc != crate::morph::Enclitic::None && r.pro.0 == 0;
    if deed.mode == "visit"
        && !deed.definite
        && scene.phrase(deed.trigger.end).is_none()
        && scene.morph.readings(deed.trigger.end).first().is_some_and(owned)
    {
        return Vec::new();
    }
    let verb = (at.saturating_sub(22).max(start)..at)
        .rev()
        .take_while(|t| !matches!(scene.mark(*t), '.' | '؛' | ':'))
        .find(|t| scene.phrase(*t).is_none() && !scene.timed[*t] && scene.morph.verb(scene.text, *t).is_some_and(|v| v.exact));
    let Some(verb) = verb else { return Vec::new() };
    let Some(first) = scene.morph.verb(scene.text, verb) else { return Vec::new() };
    let means = scene.morph.verbs(verb, first).any(|v| OWN_DEED.contains(&scene.lexicon.verbs.get(v.row as usize, "lemma")));
    // what is urged is done by whom it is said to
    let goes = deeds.iter().any(|d| d.verb && d.trigger.start == verb);
    let urges = !goes
        && scene.morph.verbs(verb, first).any(|v| scene.lexicon.say_frames(v.row).any(|f| matches!(f.class, "call" | "demand" | "ask")));
    if !((purpose || circumstance) && !urges || means && deed.mode == "visit") {
        return Vec::new();
    }
    // «أن كراكاس مستعدة لاستقبال الوفد»: of a clause without a verb its first noun
    // «قال إنه مستعد للتوصل إلى اتفاق»: of one with a pronoun it is he who speaks
    if let Some(that) = (verb + 1..at).rev().find(|t| frames::is_that(scene.fold(*t))).filter(|t| !pronoun_before(scene, *t + 1)) {
        return scene.phrase_from(that + 1).filter(|n| scene.phrases[*n].acts()).map_or_else(Vec::new, |n| cast.along(scene, n));
    }
    // «خطط لدى موسكو لاستضافة اجتماع»: whose plan it is
    let owner = at.checked_sub(1).and_then(|t| scene.phrase(t)).filter(|n| {
        let first = scene.phrases[*n].tokens.start;
        first > start && scene.fold(first - 1) == "لدي" && scene.phrases[*n].acts()
    });
    if let Some(owner) = owner {
        return cast.along(scene, owner);
    }
    match frames::narrated_before(scene, deed.sentence, at) {
        Some(phrase) => cast.along(scene, phrase),
        None => focus.last_in(deed.sentence).map_or_else(Vec::new, |actor| cast.each(actor)),
    }
}

/// A content holds only cues of statements this near, counted in statements: contents end with their sentence or quotation.
const NEAR: usize = 60;

/// For each statement the smallest other whose content holds its cue.
fn nesting(said: &[Said]) -> Vec<Option<usize>> {
    let size = |s: &Said| s.content.iter().map(std::iter::ExactSizeIterator::len).sum::<usize>();
    let holds = |outer: &Said, inner: &Said| outer.content.iter().any(|c| c.contains(&inner.cue.start));
    // of two that hold one another's cue the source frame is the outer, else the larger
    let below = |outer: &Said, inner: &Said| {
        holds(outer, inner)
            && !(holds(inner, outer)
                && match (outer.shape == Shape::According, inner.shape == Shape::According) {
                    (true, false) => false,
                    (false, true) => true,
                    _ => (size(outer), outer.cue.start) <= (size(inner), inner.cue.start),
                })
    };
    said.iter()
        .enumerate()
        .map(|(number, inner)| {
            let near = number.saturating_sub(NEAR)..said.len().min(number + NEAR);
            said[near.clone()]
                .iter()
                .enumerate()
                .map(|(at, outer)| (at + near.start, outer))
                .filter(|(other, outer)| *other != number && below(outer, inner))
                .min_by_key(|(_, outer)| size(outer))
                .map(|(other, _)| other)
        })
        .collect()
}

/// Adds to each nested statement the carriers of the one it stands in, outermost first.
fn chains(said: &mut [Resolved], within: &[Option<usize>]) {
    let own: Vec<Vec<usize>> = said.iter().map(|s| s.via.clone()).collect();
    let speakers: Vec<Option<usize>> = said.iter().map(|s| s.speaker).collect();
    for number in 0..said.len() {
        let mut chain = own[number].clone();
        let mut outer = within[number];
        let mut steps = 0;
        while let Some(o) = outer {
            // a frame around its own verb names the same speaker: nobody carries himself
            if let Some(s) = speakers[o].filter(|s| Some(*s) != speakers[number]) {
                chain.insert(0, s);
            }
            for via in own[o].iter().rev() {
                chain.insert(0, *via);
            }
            outer = within[o];
            steps += 1;
            if steps > said.len() {
                break;
            }
        }
        chain.dedup();
        said[number].via = chain;
    }
}

/// «المصدر نفسه», «المصدر ذاته»: whoever was named before.
fn same_source(scene: &Scene<'_>, phrase: usize) -> bool {
    let phrase = &scene.phrases[phrase];
    let same = |at: usize| matches!(scene.fold(at), "نفسه" | "نفسها" | "ذاته" | "ذاتها" | "عينه" | "عينها");
    let last = phrase.tokens.end - 1;
    phrase.name.is_none()
        && scene.fold(phrase.tokens.start).trim_start_matches(['و', 'ل']).ends_with("مصدر")
        && (same(phrase.tokens.end) || phrase.tokens.len() == 2 && same(last))
}

fn speaker(scene: &Scene<'_>, cast: &mut Cast, focus: &Focus, said: &Said, outer: Option<usize>, around: Option<Around>) -> Option<usize> {
    match said.who {
        Who::First => outer,
        Who::Dropped(gender, number) => {
            // «روسيا تدعو … وتحذر»: in a headline only who stands in it
            if scene.title == Some(said.sentence) {
                let named = frames::narrated_before(scene, said.sentence, said.cue.start).and_then(|p| cast.actor_of(p));
                return named.filter(|a| scene.fold(said.cue.start).starts_with('و') && cast.agrees(*a, gender, number));
            }
            // «أصدر الحزب بيانا يدعو …»: whoever made the document says what it says
            if frames::document_before(scene, said.cue.start)
                && let Some(maker) = frames::narrated_before(scene, said.sentence, said.cue.start).and_then(|p| cast.actor_of(p))
            {
                return Some(maker);
            }
            if number == Number::Dual
                && let Some(both) = cast.both(scene, said.cue.start, said.sentence)
            {
                return Some(both);
            }
            // inside another's words a dropped subject is the one last spoken of there; what goes on (وأضاف) goes on with his
            if outer.is_some() && said.continues {
                return outer;
            }
            // «إن موسكو لا تعترف …، وتعتبر»: the subject that what is said begins with
            if outer.is_some()
                && let Some(subject) = opens_with(scene, cast, said)
                && cast.agrees(subject, gender, number)
            {
                return Some(subject);
            }
            if outer.is_some() {
                let before = cast.before(scene, said.cue.start, said.sentence, gender, number);
                // «حذر الرئيس من أن قمة الحلف …، حتى إنه أعلن»: of a body and who speaks he is who speaks
                let himself = pronoun_before(scene, said.cue.start);
                let body = before.is_some_and(|b| cast.actors[b].sort != crate::names::Sort::Person);
                return outer.filter(|o| himself && body && cast.agrees(*o, gender, number)).or(before).or(outer);
            }
            // «لكن الوزير غادر …، وقال»: whoever the sentence tells of, where no deed or saying of it has said so
            if focus.last_in(said.sentence).is_none()
                && let Some(subject) = frames::narrated_before(scene, said.sentence, said.cue.start).and_then(|p| cast.actor_of(p))
                && cast.agrees(subject, gender, number)
            {
                return Some(subject);
            }
            // «وبدا الأمين العام مستاء. فقال»: whom the sentence before is about, of which no deed or saying was told
            let opens = scene.text.sentences[said.sentence].start == said.cue.start;
            if opens
                && !said.continues
                && said.sentence > 0
                && focus.last_in(said.sentence - 1).is_none()
                && let Some(about) = frames::opening_subject(scene, said.sentence - 1).and_then(|p| cast.actor_of(p))
                && cast.agrees(about, gender, number)
            {
                return Some(about);
            }
            said.continues.then(|| focus.speaker(cast, gender, number)).flatten().or_else(|| focus.subject(cast, gender, number))
        }
        Who::Clause(gender, number) => focus
            .clause(cast, gender, number, said.sentence)
            // «ورد ترامب على تصريحات ترودو، معلنا …»: the subject of the verb that tells
            .or_else(|| {
                let subject = frames::narrated_before(scene, said.sentence, said.cue.start).and_then(|p| cast.actor_of(p));
                subject.filter(|a| cast.agrees(*a, gender, number))
            })
            .or_else(|| cast.before(scene, said.cue.start, said.sentence, gender, number))
            .or_else(|| focus.subject(cast, gender, number)),
        // «وجه ترامب تحذيرا إلى روسيا … بقوله»: with his own words
        Who::Pronoun(gender, number) if scene.fold(said.cue.start).starts_with("بقول") => focus
            .clause(cast, gender, number, said.sentence)
            .or_else(|| whom(scene, cast, focus, said.who, said.cue.start, said.sentence, around)),
        Who::Phrase(phrase) if said.shape == Shape::Verb => cast.joint(scene, phrase),
        // «وفقا لوكالة … ووكالة …»: two sources answer together
        Who::Phrase(phrase) if said.shape == Shape::According && !Cast::reaches(scene, phrase, &said.content) => cast.joint(scene, phrase),
        who => whom(scene, cast, focus, who, said.cue.start, said.sentence, around),
    }
}

/// The actor right behind the «that» before a joined verb, without another «that» between.
fn opens_with(scene: &Scene<'_>, cast: &Cast, said: &Said) -> Option<usize> {
    let at = said.cue.start;
    let start = scene.text.sentences[said.sentence].start;
    let that = (start..at).rev().find(|t| frames::is_that(scene.fold(*t))).filter(|_| scene.fold(at).starts_with('و'))?;
    scene.phrase_from(that + 1).filter(|n| scene.phrases[*n].acts()).and_then(|n| cast.actor_of(n))
}

fn whom(scene: &Scene<'_>, cast: &Cast, focus: &Focus, who: Who, at: usize, sentence: usize, around: Option<Around>) -> Option<usize> {
    match who {
        Who::Phrase(phrase) => cast.actor_of(phrase),
        Who::Pronoun(gender, number) => pronoun::antecedent(scene, cast, focus, around, (at, sentence), (gender, number)),
        Who::Dropped(gender, number) | Who::Clause(gender, number) => focus.subject(cast, gender, number),
        Who::State(row) => cast.of_state(row),
        Who::First | Who::Beside | Who::Unsaid => None,
    }
}
