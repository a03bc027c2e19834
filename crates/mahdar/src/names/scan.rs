//! The scan: at every token the longest phrase that begins there.

use super::guess::Guesses;
use super::{Entity, Phrase, Sort, View, body, framework, person, sides, title};
use crate::lex::{Lexicon, Mark};
use crate::morph::{Enclitic, Morph, Proclitics, Reading};
use crate::text::{Kind, Text};
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::{Gender, Number, Pos};

/// Adds every phrase of the document, in text order.
pub(crate) fn scan(lexicon: &Lexicon, text: &Text, morph: &Morph, timed: &[bool], guesses: &Guesses, out: &mut Vec<Phrase>) {
    out.clear();
    for sentence in &text.sentences {
        let view = View { lexicon, text, morph, timed, starts: &guesses.starts, tags: &guesses.tags, end: sentence.end };
        let mut at = sentence.start;
        while at < sentence.end {
            if timed[at] {
                at += 1;
                continue;
            }
            match best(view, at) {
                Some(mut phrase) => {
                    if vessel(view, &phrase) {
                        (phrase.sort, phrase.entity) = (Sort::Place, None);
                    }
                    at = phrase.tokens.end.max(at + 1);
                    out.push(phrase);
                }
                None => at += 1,
            }
        }
    }
}

/// «انتقاداته اليومية», «الصحف اليومية»: a word for a body (the daily) that is the adjective of the noun before it.
fn adjectival(view: View<'_>, phrase: &Phrase) -> bool {
    let at = phrase.tokens.start;
    let alone = phrase.tokens.len() == 1 && phrase.skip == 0 && phrase.head.is_some() && phrase.entity.is_none();
    let Some(noun) = at.checked_sub(1).filter(|b| alone && view.text.is_word(*b)).and_then(|b| view.morph.readings(b).first()) else {
        return false;
    };
    let many = noun.features.gender() == Gender::Feminine || noun.features.number() == Number::Plural;
    let agrees = |r: &Reading| r.features.number() == Number::Singular && (r.features.gender() == Gender::Feminine) == many;
    matches!(noun.pos(), Pos::Noun | Pos::Masdar | Pos::EventNoun)
        && noun.exact
        && (noun.definite() || noun.enc != Enclitic::None)
        && view.morph.readings(at).iter().any(|r| r.pos() == Pos::Adjective && r.exact && r.definite() && agrees(r))
}

/// «الطائرة الرئاسية إير فورس وان», «حاملة الطائرات هاري ترومان»: a name beside the word for a craft is the craft's, whoever else bears it.
fn vessel(view: View<'_>, phrase: &Phrase) -> bool {
    let named =
        phrase.title.is_none() && phrase.head.is_none() && phrase.skip == 0 && matches!(phrase.sort, Sort::Person | Sort::Organization);
    let Some(mut before) = phrase.tokens.start.checked_sub(1).filter(|_| named) else { return false };
    // past its adjectives and a mark
    let adjective = |t: usize| {
        let fits =
            |r: &Reading| r.definite() && matches!(r.pos(), Pos::Adjective | Pos::Nisba) && !r.pro.prepositional() && !r.pro.conjoined();
        view.text.is_word(t) && view.morph.readings(t).iter().any(fits)
    };
    while before > 0
        && phrase.tokens.start - before <= 4
        && (crate::text::quote::is_quote(view.text.tokens[before].mark) || adjective(before))
    {
        before -= 1;
    }
    let word = view.text.fold(before);
    let word = word.strip_prefix(['و', 'ل', 'ب']).filter(|w| w.starts_with("ال")).unwrap_or(word);
    matches!(
        word,
        "الطاءره"
            | "السفينه"
            | "المدمره"
            | "البارجه"
            | "الفرقاطه"
            | "الغواصه"
            | "المقاتله"
            | "الناقله"
            | "المروحيه"
            | "اليخت"
            | "العباره"
            | "الصاروخ"
    ) || word == "الطاءرات" && before > 0 && view.text.fold(before - 1).ends_with("حامله")
}

/// The longest phrase at `at`; of equals the more specific.
fn best(view: View<'_>, at: usize) -> Option<Phrase> {
    if crate::text::quote::is_quote(view.text.tokens[at].mark) {
        return quoted_subject(view, at);
    }
    if !view.text.is_word(at) || matches!(view.text.fold(at), "برءاسه" | "بقياده" | "برعايه" | "بوساطه") {
        return None;
    }
    // أطراف المعارضة, جماعات المعارضة: the opposition itself
    if at + 1 < view.end
        && view.text.fold(at + 1) == "المعارضه"
        && ["اطراف", "اطياف", "جماعات", "فصاءل", "قوي", "مكونات", "اقطاب", "ممثلي", "ممثلين"]
            .iter()
            // «الفصائل المعارضة» are those that oppose
            .any(|p| view.text.fold(at).strip_suffix(p).is_some_and(|before| !before.ends_with("ال")))
    {
        return None;
    }
    // مؤتمر صحفي, بيان صحافي: no journalist
    if at > 0
        && ["مءتمر", "بيان", "تصريح", "حديث", "لقاء", "مقابله"].iter().any(|w| view.text.fold(at - 1).contains(w))
        && view.text.fold(at).contains("صح")
    {
        return None;
    }
    let mut found: Option<Phrase> = None;
    let mut take = |candidate: Option<Phrase>| {
        if let Some(candidate) = candidate
            && found.as_ref().is_none_or(|f| candidate.tokens.end > f.tokens.end)
        {
            found = Some(candidate);
        }
    };
    take(listed(view, at));
    take(framework::framework(view, at));
    take(person::named(view, at));
    take(title::title(view, at));
    take(body::body(view, at));
    take(sides::pair(view, at));
    take(sides::ordinal(view, at));
    take(side(view, at));
    take(nationality_plural(view, at).or_else(|| gentilic(view, at)));
    take(elided_title(view, at));
    take(plural_subject(view, at));
    take(outlet(view, at));
    if found.as_ref().is_some_and(|phrase| adjectival(view, phrase)) {
        return None;
    }
    if found.is_none() {
        return quantified(view, at).or_else(|| common_subject(view, at));
    }
    found
}

/// «قال والد الشابة إن», «وقالت حملة ترامب إن», «اتهمت مشاركات سابقات»: a common noun right behind a verb of saying, before what opens the words, is
/// whoever said it.
fn common_subject(view: View<'_>, at: usize) -> Option<Phrase> {
    let verb =
        view.morph.verb(view.text, at.checked_sub(1)?).filter(|v| v.exact && v.enc == Enclitic::None && v.features.which_person() == 3)?;
    let says = |f: &crate::lex::SayFrame| {
        f.verb && f.light.is_empty() && f.content.iter().any(|m| matches!(m, Mark::That | Mark::Quote | Mark::Colon))
    };
    // whoever agrees does a deed as well: «يتفق النقاد على أن» are no party
    if !view.lexicon.say_frames(verb.row).any(says) || view.lexicon.event_frames(verb.row).next().is_some() {
        return None;
    }
    let nominal = |r: &&Reading| {
        matches!(r.pos(), Pos::Noun | Pos::Active | Pos::OrgHead | Pos::Title) && r.exact && r.pro.0 & !Proclitics::THE.0 == 0
    };
    let head = view.morph.readings(at).iter().find(nominal).filter(|r| !r.features.is_tanwin())?;
    let counts = matches!(view.text.fold(at), "احد" | "احدي" | "بعض" | "معظم" | "غالبيه" | "عدد" | "كل");
    let agrees = head.features.gender() == verb.features.gender() || counts || head.features.number() == Number::Plural;
    if !agrees || head.enc == Enclitic::I || view.morph.is(at, Pos::Particle) && !counts {
        return None;
    }
    let mut end = at + 1;
    while end < view.end && end < at + 6 {
        let part = |r: &&Reading| {
            matches!(r.pos(), Pos::Noun | Pos::Adjective | Pos::Active | Pos::Passive | Pos::Nisba | Pos::OrgHead | Pos::Title | Pos::Name)
                && r.exact
                && !r.pro.prepositional()
                && !r.pro.conjoined()
                && !r.features.is_tanwin()
        };
        let word = view.text.is_word(end) && !view.timed[end];
        let unknown = word && view.morph.readings(end).is_empty();
        if !word || !(unknown || view.morph.readings(end).first().is_some_and(|r| part(&r))) {
            break;
        }
        end += 1;
    }
    // one word without the article may be the name of whoever was named before (ماس، خاتمي)
    if end == at + 1 && !head.definite() && head.features.number() != Number::Plural || head.enc != Enclitic::None && end == at + 1 {
        return None;
    }
    // what opens the words stands near, and nothing finite between
    let opens = (end..view.end.min(end + 8))
        .find(|t| crate::lex::is_that(view.text.fold(*t)) || matches!(view.text.tokens[*t].mark, ':' | '"' | '«' | '“'))?;
    let clear =
        (end..opens).all(|t| view.text.tokens[t].mark != '.' && !view.morph.verb(view.text, t).is_some_and(|v| v.exact && !view.timed[t]));
    if !clear || opens == at {
        return None;
    }
    let mut phrase = Phrase::new(at..end, Sort::Group);
    phrase.gender = verb.features.gender();
    phrase.number = head.features.number();
    phrase.definite = head.definite();
    Some(phrase)
}

/// «وزير الخارجية الروسي لافروف والتركي أوغلو»: a nationality and a name whose title stands before.
fn elided_title(view: View<'_>, at: usize) -> Option<Phrase> {
    let (nisba, end) = super::nationality(view, at)?;
    if !nisba.pro.conjoined() || !nisba.definite() || nisba.features.number() != Number::Singular {
        return None;
    }
    let name = person::name(view, end, true)?;
    let mut phrase = Phrase::new(at..name.end, Sort::Person);
    phrase.skip = 2;
    phrase.state = Some(nisba.row);
    phrase.definite = true;
    phrase.entity = person::known(view, &name);
    phrase.name = Some(name);
    Some(phrase)
}

/// «أعلن النقابيون», «قال المحتجون»: a sound masculine plural straight after a verb of saying is whoever said it.
fn plural_subject(view: View<'_>, at: usize) -> Option<Phrase> {
    let fold = view.text.fold(at);
    if at == 0 || !fold.starts_with("ال") || !(fold.ends_with("ون") || fold.ends_with("ين")) {
        return None;
    }
    let says = view.morph.readings(at - 1).iter().any(|r| r.is_verb() && r.exact && view.lexicon.say_frames(r.row).next().is_some());
    let people = view.morph.readings(at).iter().any(|r| {
        r.definite()
            && r.exact
            && r.features.number() == Number::Plural
            && matches!(r.pos(), Pos::Noun | Pos::Adjective | Pos::Active | Pos::Passive)
    });
    if !says || !people {
        return None;
    }
    let mut end = at + 1;
    while end < view.end
        && view.morph.readings(end).iter().any(|r| {
            r.definite()
                && r.exact
                && r.features.number() == Number::Plural
                && matches!(r.pos(), Pos::Adjective | Pos::Nisba)
                && r.pro.0 == Proclitics::THE.0
        })
    {
        end += 1;
    }
    let mut phrase = Phrase::new(at..end, Sort::Group);
    phrase.number = Number::Plural;
    phrase.definite = true;
    Some(phrase)
}

/// «قال مصدر لـ«المرفأ»»: a name in marks that something is told to is that of an outlet.
fn outlet(view: View<'_>, at: usize) -> Option<Phrase> {
    if view.text.fold(at) != "ل" {
        return None;
    }
    let quote = view.text.quote_from(at + 1)?;
    let inner = quote.inner();
    let verb = |t: usize| view.morph.readings(t).first().is_some_and(|r| r.is_verb() && r.exact);
    if inner.is_empty() || inner.len() > 3 || quote.close >= view.end || inner.clone().any(verb) {
        return None;
    }
    let start = view.text.sentences[view.text.sentence_of(at)].start;
    let tells = |t: usize| {
        view.morph.readings(t).iter().any(|r| r.is_verb() && r.exact && view.lexicon.say_frames(r.row).any(|f| f.verb))
            || ["تصريح", "حديث", "مقابله"].iter().any(|w| view.text.fold(t).contains(w))
    };
    if !(at.saturating_sub(12).max(start)..at).any(tells) {
        return None;
    }
    let mut phrase = Phrase::new(at..quote.close + 1, Sort::Organization);
    phrase.skip = 2;
    phrase.definite = true;
    phrase.gender = Gender::Feminine;
    Some(phrase)
}

/// «قالت "الأخبار" إن»: a name in marks between a verb of saying and what opens the words is the paper that said it.
fn quoted_subject(view: View<'_>, at: usize) -> Option<Phrase> {
    let verb = view.morph.verb(view.text, at.checked_sub(1)?)?;
    let says = verb.exact
        && verb.enc == Enclitic::None
        && verb.features.gender() == Gender::Feminine
        && view.lexicon.say_frames(verb.row).any(|f| f.verb && f.light.is_empty() && f.content.contains(&Mark::That));
    let quote = view.text.quote_from(at).filter(|_| says)?;
    let inner = quote.inner();
    let named = !inner.is_empty() && inner.len() <= 4 && !inner.clone().any(|t| view.morph.verb(view.text, t).is_some_and(|v| v.exact));
    let listed = known_state_or_org(view, inner.start).is_some();
    let opens = !listed && quote.close + 1 < view.end && crate::lex::is_that(view.text.fold(quote.close + 1));
    (named && opens).then(|| {
        let mut phrase = Phrase::new(at..quote.close + 1, Sort::Organization);
        phrase.definite = true;
        phrase.gender = Gender::Feminine;
        phrase
    })
}

/// «بعض الدول الأوروبية», «جميع الأطراف», «كل من السعودية …»: a quantity of somebody.
fn quantified(view: View<'_>, at: usize) -> Option<Phrase> {
    let fold = view.text.fold(at);
    let skip = usize::from(fold.starts_with('و') && fold.len() > 6) * 2;
    if !matches!(&fold[skip..], "بعض" | "جميع" | "معظم" | "غالبيه" | "كافه" | "ساءر" | "عشرات" | "مءات" | "احد" | "احدي")
        || at + 1 >= view.end
    {
        return None;
    }
    let mut inner = best(view, at + 1)?;
    if inner.skip > 0
        || inner.number == Number::Singular && inner.sort == Sort::Person
        || matches!(inner.sort, Sort::Place | Sort::Framework)
    {
        return None;
    }
    let one = matches!(&fold[skip..], "احد" | "احدي");
    // «أحد سكان المدينة»: a word for many that is no plural
    let people = inner.head.is_some_and(|row| view.lexicon.orgheads.get(row as usize, "class") == "people");
    if one && !(inner.sort == Sort::Group && (inner.number != Number::Singular || people)) {
        return None;
    }
    inner.tokens.start = at;
    inner.skip = skip as u8;
    inner.sort = Sort::Group;
    inner.entity = None;
    if one {
        (inner.number, inner.gender) = (Number::Singular, if &fold[skip..] == "احد" { Gender::Masculine } else { Gender::Feminine });
    }
    Some(inner)
}

/// A phrase of the lists: state, body, person, place.
fn listed(view: View<'_>, at: usize) -> Option<Phrase> {
    let wanted = |kind| matches!(kind, kinds::STATE | kinds::ORG | kinds::PERSON | kinds::PLACE | kinds::CAPITAL | kinds::PERSON_SHORT);
    let (end, rows) = walk(view, at, wanted)?;
    // a person before a body, a body before a state, a state before a place of the same letters
    let order = [kinds::PERSON, kinds::ORG, kinds::STATE, kinds::CAPITAL, kinds::PLACE, kinds::PERSON_SHORT];
    let (kind, row) = order.iter().find_map(|k| rows.iter().flatten().find(|(kind, _)| kind == k)).copied()?;
    let offset = stem_offset(view, at);
    // a short name alone counts where it names one person and is no other word: بايدن, not الأسد
    // أبو الغيط: a name of two words that a small word of names begins
    let begins = end > at + 1 && view.lexicon.name_part(&view.text.fold(at)[offset as usize..]).is_some();
    let only = begins || view.morph.only_name(at);
    // «قال عون إن»: between a verb of saying and what it opens it is a name, though it is another word too
    let said = || {
        end < view.end
            && view.morph.is(at, Pos::Name)
            && !view.morph.is(at, Pos::Title)
            && (crate::lex::is_that(view.text.fold(end)) || matches!(view.text.tokens[end].mark, ':' | '،'))
            && title::says(view, at).is_some()
    };
    if kind == kinds::PERSON_SHORT && !only && !said() {
        return None;
    }
    // which of two who bear it is not said by the name
    let shared = kind == kinds::PERSON_SHORT && rows.iter().flatten().any(|(k, other)| *k == kinds::PERSON_SHORT && *other != row);
    // «وصل الحريري إلى بيروت», not «العهد العباسي», «تنص في الشرع»: behind its verb, or first in the headline
    let acts = || {
        at == 0
            || matches!(view.text.tokens[at - 1].mark, '-' | '–')
            || view.morph.verb(view.text, at - 1).is_some_and(|v| v.exact && v.features.which_person() == 3)
    };
    if shared && offset == 0 && !acts() {
        return None;
    }
    // one-word entries that are also common words need their exact spelling and no likelier reading
    if end == at + 1 && common(view, at) && !(kind == kinds::PERSON_SHORT && said()) && kind != kinds::STATE && kind != kinds::CAPITAL {
        return None;
    }
    let mut phrase = Phrase::new(at..end, Sort::State);
    phrase.skip = offset;
    phrase.definite = true;
    match kind {
        kinds::PERSON | kinds::PERSON_SHORT => {
            phrase.sort = Sort::Person;
            phrase.entity = Some(Entity::Person(row)).filter(|_| !shared);
            phrase.name = Some(at..end);
            if !shared && view.lexicon.people.get(row as usize, "gender") == "f" {
                phrase.gender = Gender::Feminine;
            }
            title::follow_title(view, &mut phrase);
        }
        kinds::ORG => {
            let group = view.lexicon.orgs.get(row as usize, "kind") == "group";
            phrase.sort = if group { Sort::Group } else { Sort::Organization };
            phrase.entity = Some(Entity::Org(row));
            phrase.state = title::org_state(view, row);
            phrase.head = body::head_at(view, at).map(|h| h.row);
            // broken plurals are feminine as ة is: الأمم المتحدة; «مجلس حقوق الإنسان التابع للأمم المتحدة» is masculine by its head
            let headed = view.morph.readings(at).iter().any(|r| {
                r.exact
                    && r.pos() == Pos::OrgHead
                    && r.features.number() == Number::Singular
                    && r.features.gender() == Gender::Masculine
                    // «الدفاع الروسية» is the ministry
                    && view.lexicon.orgheads.get(r.row as usize, "class") != "ministry"
            });
            let brigades = |r: &Reading| r.exact && r.pos() == Pos::OrgHead && r.features.number() == Number::Plural;
            let headed = headed && !view.morph.readings(at).iter().any(brigades);
            let adjective = !headed && (at..end).any(|t| view.text.light(t).ends_with('ة'));
            phrase.gender = if !headed && feminine_body(view, at) || adjective { Gender::Feminine } else { Gender::Masculine };
        }
        kinds::PLACE => {
            phrase.sort = Sort::Place;
            phrase.entity = Some(Entity::Place(row));
            phrase.gender = Gender::Feminine;
        }
        _ => {
            phrase.entity = Some(Entity::State(row));
            phrase.state = Some(row);
            phrase.capital = kind == kinds::CAPITAL;
            // states and capitals are feminine but for a few
            let masculine = ["لبنان", "العراق", "الاردن", "السودان", "اليمن", "المغرب", "الكرملين"];
            phrase.gender = if masculine.contains(&&view.text.fold(at)[offset as usize..]) { Gender::Masculine } else { Gender::Feminine };
        }
    }
    Some(phrase)
}

fn feminine_body(view: View<'_>, at: usize) -> bool {
    let light = view.text.light(at);
    // «كتائب»، «سرايا»، «قوات»: a plural of things takes the feminine
    let plural = |r: &Reading| r.exact && matches!(r.pos(), Pos::OrgHead | Pos::Noun) && r.features.number() == Number::Plural;
    light.ends_with('ة')
        || light.ends_with("يشيا")
        || view.morph.readings(at).iter().any(|r| plural(r) || r.pos() == Pos::OrgHead && r.features.gender() == Gender::Feminine)
}

/// «الجانب الروسي», «الطرفان», «البلدان»: a side named by its nationality is the state.
fn side(view: View<'_>, at: usize) -> Option<Phrase> {
    let fold = view.text.fold(at);
    if let Some(own) = fold.find("بلاد").filter(|n| *n <= 4) {
        // بلاده: the state of whoever was last named
        if matches!(&fold[own..], "بلاده" | "بلادها" | "بلادهم" | "بلادي" | "بلادنا") {
            let mut phrase = Phrase::new(at..at + 1, Sort::State);
            phrase.skip = own as u8;
            phrase.bare = true;
            phrase.definite = true;
            phrase.gender = Gender::Feminine;
            return Some(phrase);
        }
    }
    let stem = fold.trim_start_matches(['و', 'ف', 'ل', 'ب']);
    if !matches!(stem, "الجانب" | "جانب" | "الطرف") || at + 1 >= view.end {
        return None;
    }
    let (nisba, end) = super::nationality(view, at + 1).filter(|(r, _)| r.definite())?;
    let mut phrase = Phrase::new(at..end, Sort::State);
    phrase.skip = (fold.len() - stem.len()) as u8;
    phrase.state = Some(nisba.row);
    phrase.entity = Some(Entity::State(nisba.row));
    phrase.definite = true;
    Some(phrase)
}

/// «الأميركيون», «السوريين»: a people.
fn nationality_plural(view: View<'_>, at: usize) -> Option<Phrase> {
    let (nisba, end) = super::nationality(view, at).filter(|(r, _)| r.features.number() != Number::Singular && r.definite())?;
    let mut phrase = Phrase::new(at..end, Sort::Group);
    phrase.skip = title::proclitic_bytes(&nisba);
    phrase.state = Some(nisba.row);
    phrase.number = Number::Plural;
    phrase.definite = true;
    Some(phrase)
}

/// «الأوروبيين», «للأكراد»: a people or party of no one state, where it describes no noun before it («المسؤولون الأوروبيون»).
fn gentilic(view: View<'_>, at: usize) -> Option<Phrase> {
    let fold = view.text.fold(at);
    let skip = match fold.find("ال") {
        Some(0) => 0,
        Some(skip @ (2 | 4)) => skip,
        _ if fold.starts_with("لل") => 2,
        _ => return None,
    };
    let stem = if fold.starts_with("لل") && skip == 2 {
        view.lexicon.gentilic(&format!("ال{}", &fold[4..]))
    } else {
        view.lexicon.gentilic(&fold[skip..])
    };
    let noun = |r: &Reading| r.definite() && r.exact && r.features.number() == Number::Plural && !r.is_verb();
    let before = |back: usize| at.checked_sub(back).filter(|t| view.text.is_word(*t)).map_or(&[][..], |t| view.morph.readings(t));
    // «طالبي اللجوء الأفارقة»: past the genitive of a plural
    let construct = |r: &Reading| r.exact && r.features.number() == Number::Plural && !r.definite() && !r.is_verb() && r.pro.0 & !1 == 0;
    let genitive = before(1).iter().any(|r| r.definite() && r.exact && !r.is_verb()) && before(2).iter().any(construct);
    let describes = skip == 0 && (before(1).iter().any(noun) || genitive);
    if !stem || describes {
        return None;
    }
    // «الاشتراكيون الديمقراطيون»: one party
    let end =
        (at + 1..view.end.min(at + 3)).take_while(|t| view.text.is_word(*t) && view.lexicon.gentilic(view.text.fold(*t))).count() + at + 1;
    let mut phrase = Phrase::new(at..end, Sort::Group);
    phrase.skip = skip as u8;
    phrase.number = Number::Plural;
    phrase.definite = true;
    Some(phrase)
}

/// Whether the word is more likely a common word than the name that it could be.
fn common(view: View<'_>, at: usize) -> bool {
    // «قالت سانا»: behind a verb of saying no indefinite accusative is whoever said it
    let says = |r: &crate::morph::Reading| r.is_verb() && r.exact && view.lexicon.say_frames(r.row).next().is_some();
    let subject = at > 0 && view.morph.readings(at - 1).first().is_some_and(says);
    view.morph.readings(at).first().is_some_and(|r| {
        r.exact
            && !(subject && r.features.is_tanwin())
            && r.pro.0 & !(64 | 1) == 0
            && matches!(r.pos(), Pos::Verb | Pos::Particle | Pos::Noun | Pos::Adjective | Pos::Masdar | Pos::Active | Pos::Passive)
    })
}

/// Bytes of the proclitics before a listed phrase that begins at `at`: those without which the list knows it.
pub(super) fn stem_offset(view: View<'_>, at: usize) -> u8 {
    if !view.starts.get(at).is_none_or(|starts| *starts) {
        return 0;
    }
    let fold = view.text.fold(at);
    for offset in offsets(fold) {
        let mut walk = view.lexicon.blob.phrase_walk();
        if walk.step(&fold[offset..]) {
            return offset as u8;
        }
    }
    0
}

/// Where a name could begin in a folded word: whole first, then after و, ف and after ب, ل, ك.
pub(super) fn offsets(fold: &str) -> impl Iterator<Item = usize> + '_ {
    let after = |from: usize, letters: &[&str]| {
        letters.iter().any(|l| fold[from..].starts_with(l)).then_some(from + 2).filter(|at| fold.len() >= at + 4)
    };
    let conjunction = after(0, &["و", "ف"]);
    let preposition = after(0, &["ب", "ل", "ك"]);
    let both = conjunction.and_then(|at| after(at, &["ب", "ل", "ك"]));
    std::iter::once(0).chain(conjunction).chain(preposition).chain(both)
}

/// Whether some listed phrase begins with the folded word, with or without the particles before it.
pub(super) fn starts_phrase(lexicon: &Lexicon, fold: &str) -> bool {
    let plain = offsets(fold).any(|offset| lexicon.blob.phrase_walk().step(&fold[offset..]));
    plain
        || fold.strip_prefix("لل").or_else(|| fold.strip_prefix("ولل")).is_some_and(|rest| {
            let mut walk = lexicon.blob.phrase_walk();
            walk.step_parts("ال", rest)
        })
}

/// The longest listed phrase of the wanted kinds at `at`: where it ends, and its rows.
pub(super) fn walk(view: View<'_>, at: usize, wanted: impl Fn(u32) -> bool) -> Best {
    if !view.starts.get(at).is_none_or(|starts| *starts) {
        return None;
    }
    let fold = view.text.fold(at);
    let mut best = None;
    for offset in offsets(fold) {
        let mut walk = view.lexicon.blob.phrase_walk();
        if !walk.step(&fold[offset..]) {
            // للأمم: ل + ال is written لل
            continue;
        }
        take(view, &walk, at + 1, &wanted, &mut best);
        extend(view, walk, at + 1, &wanted, &mut best);
    }
    if best.is_none() {
        // لل + rest stands for ل + ال + rest
        let rest = fold.strip_prefix("لل").or_else(|| fold.strip_prefix("ولل"))?;
        let mut walk = view.lexicon.blob.phrase_walk();
        if walk.step_parts("ال", rest) {
            take(view, &walk, at + 1, &wanted, &mut best);
            extend(view, walk, at + 1, &wanted, &mut best);
        }
    }
    best
}

pub(super) type Best = Option<(usize, [Option<(u32, u32)>; 6])>;

fn extend(view: View<'_>, mut walk: mahdar_lexicon::Walk<'_>, from: usize, wanted: &impl Fn(u32) -> bool, best: &mut Best) {
    let mut next = from;
    while next < view.end && next < from + 10 {
        let token = &view.text.tokens[next];
        if token.kind == Kind::Mark {
            // names are written with hyphens and marks that the list does not have
            if matches!(token.mark, '-' | '–' | '"' | '«' | '»' | '“' | '”' | '#') {
                next += 1;
                continue;
            }
            return;
        }
        if !walk.step(view.text.fold(next)) {
            return;
        }
        next += 1;
        take(view, &walk, next, wanted, best);
    }
}

fn take(view: View<'_>, walk: &mahdar_lexicon::Walk<'_>, end: usize, wanted: &impl Fn(u32) -> bool, best: &mut Best) {
    let Some(value) = walk.value() else { return };
    let mut rows = [None; 6];
    let mut count = 0;
    for row in view.lexicon.blob.phrase_rows(value).filter(|(kind, _)| wanted(*kind)) {
        if count < rows.len() {
            rows[count] = Some(row);
            count += 1;
        }
    }
    if count > 0 && best.as_ref().is_none_or(|(old, _)| end > *old) {
        *best = Some((end, rows));
    }
}

/// The longest listed phrase of one kind at `at`: where it ends and its first row.
pub(super) fn longest(view: View<'_>, at: usize, wanted: impl Fn(u32) -> bool) -> Option<(usize, u32)> {
    if at >= view.end || !view.text.is_word(at) {
        return None;
    }
    let (end, rows) = walk(view, at, wanted)?;
    rows[0].map(|(_, row)| (end, row))
}

/// A listed state (by name or capital) or body at `at`.
pub(super) fn known_state_or_org(view: View<'_>, at: usize) -> Option<(usize, Entity)> {
    if at >= view.end || !view.text.is_word(at) {
        return None;
    }
    let (end, rows) = walk(view, at, |kind| matches!(kind, kinds::STATE | kinds::ORG | kinds::CAPITAL))?;
    let (kind, row) = rows[0]?;
    if end == at + 1 && kind == kinds::ORG && common(view, at) {
        return None;
    }
    Some((end, if kind == kinds::ORG { Entity::Org(row) } else { Entity::State(row) }))
}

/// A listed place or capital at `at`: where it ends.
pub(super) fn known_place(view: View<'_>, at: usize) -> Option<usize> {
    longest(view, at, |kind| matches!(kind, kinds::PLACE | kinds::CAPITAL | kinds::STATE)).map(|(end, _)| end).filter(|_| !common(view, at))
}
