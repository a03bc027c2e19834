//! Titles: an office, rank or profession with the nationality, the body and the name that belong to it.
//!
//! In: readings at a token. Out: one [`Phrase`] for «وزير الخارجية الروسي سيرغي لافروف», also where the name stands between marks behind the
//! title or the title behind the name. Which words are the name is decided in `person`.

use super::person::{frequent, known, name};
use super::{Entity, Phrase, Sort, View, body};
use crate::lex::Mark;
use crate::morph::{Enclitic, Proclitics, Reading};
use crate::text::Kind;
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::{Gender, Number, Pos};

/// Folded titles that are named by whom they stand under: the title after them is a complement, not a second person.
const DEPENDENT: [&str; 12] = ["ناءب", "ناءبه", "مساعد", "مساعده", "مستشار", "مستشاره", "وكيل", "معاون", "ممثل", "ممثله", "مبعوث", "ولي"];

/// Whether a folded title is of one who serves another: deputy, adviser, envoy.
pub(crate) fn dependent(head: &str) -> bool {
    DEPENDENT.contains(&head)
}

/// The title reading at a token, with its proclitics; only in a position where a title can begin.
pub(super) fn title_at(view: View<'_>, at: usize) -> Option<Reading> {
    let readings = view.morph.readings(at);
    let mut titles = readings.iter().filter(|r| r.pos() == Pos::Title && (r.exact || !readings[0].exact));
    let mut title = titles.next()?;
    // مقاتلي المعارضة: two of them are written as many are, and many are likelier
    if title.features.number() == Number::Dual && view.text.fold(at).ends_with('ي') {
        title = titles.find(|r| r.features.number() == Number::Plural && r.pro == title.pro).unwrap_or(title);
    }
    // مفاوضات are talks before they are women who negotiate
    let deed = title.features.gender() == Gender::Feminine
        && title.features.number() == Number::Plural
        && readings.iter().any(|r| matches!(r.pos(), Pos::EventNoun | Pos::Masdar) && r.exact);
    (!deed).then_some(*title)
}

fn title_kind(view: View<'_>, row: u32) -> &'static str {
    view.lexicon.titles.get(row as usize, "kind")
}

/// Reads a title phrase that begins at `at`.
pub(super) fn title(view: View<'_>, at: usize) -> Option<Phrase> {
    // «القائم بأعمال وزير الدفاع»: the office is held for another
    if view.text.fold(at + 1) == "باعمال"
        && ["قاءم", "قاءمه"].iter().any(|w| view.text.fold(at).ends_with(w))
        && let Some(mut inner) = title(view, at + 2).filter(|p| p.skip == 0)
    {
        inner.tokens.start = at;
        inner.title_at = Some(at);
        return Some(inner);
    }
    let head = title_at(view, at)?;
    let kind = title_kind(view, head.row);
    let mut phrase = Phrase::new(at..at + 1, Sort::Person);
    phrase.skip = proclitic_bytes(&head);
    phrase.title = Some(head.row);
    phrase.title_at = Some(at);
    phrase.gender = head.features.gender();
    phrase.number = head.features.number();
    phrase.definite = head.definite() || head.enc != Enclitic::None;
    // an honorific before an office or a rank: the office is the head
    if matches!(kind, "honorific" | "rank")
        && let Some(next) = title_at(view, at + 1).filter(|_| joined(view, at + 1))
        && title_kind(view, next.row) != "profession"
        && !next.pro.prepositional()
        && let Some(mut inner) = title(View { ..view }, at + 1)
    {
        inner.tokens.start = at;
        inner.skip = phrase.skip;
        return Some(inner);
    }
    let mut next = at + 1;
    let mut complement = false;
    while next < view.end {
        // #الخارجية_الروسية: the mark of a tag is transparent
        if view.text.tokens[next].mark == '#' {
            next += 1;
            continue;
        }
        // السفير د. خالد العمري
        if next + 2 < view.end
            && matches!(view.text.fold(next), "د" | "م" | "ا")
            && view.text.is_mark(next + 1, '.')
            && !view.text.tokens[next + 1].spaced
        {
            next += 2;
            continue;
        }
        // «وزيرا الخارجية المصري والأردني هاني شاكر ورائد حداد»: two names, neither of which is the whole pair's
        let paired = phrase.number == Number::Dual
            && (at + 1..next).any(|t| view.morph.readings(t).iter().any(|r| r.pos() == Pos::Nisba && r.pro.conjoined() && r.exact));
        // وزير الري محمد …: an office without the article takes its field first
        let field = !complement && kind == "office" && !phrase.definite && view.text.fold(next).starts_with("ال");
        let listed = || super::scan::longest(view, next, |kind| matches!(kind, kinds::PERSON | kinds::PERSON_SHORT)).is_some();
        // «نظيره المصري عادل رشوان», «وزير الخارجية التركي طهران»: the nationality, though people bear it as a name too
        let nation = super::nationality(view, next).filter(|(r, end)| {
            r.definite()
                && *end < view.end
                && phrase.state.is_none()
                && (view.morph.is(*end, Pos::Name) && super::person::part(view, *end, true)
                    || super::scan::known_place(view, *end).is_some())
        });
        let shared = super::shared_nationality(view, next) && next + 1 < view.end && view.text.is_word(next + 1);
        if let Some(name) = name(view, next, true)
            .filter(|_| nation.is_none() && !shared)
            .filter(|_| (phrase.number == Number::Singular || kind != "profession") && !paired && (!field || listed()))
        {
            // «مبعوث بوتين إلى سوريا»: an office without the article is his who is named behind it
            let whose = next == at + 1
                && kind == "office"
                && !phrase.definite
                && phrase.number == Number::Singular
                && DEPENDENT.contains(&view.text.fold(at).trim_start_matches('و'))
                && known(view, &name).is_some();
            if whose {
                phrase.definite = true;
                complement = true;
                next = name.end;
                continue;
            }
            phrase.name = Some(name.start..surname(view, at, &name));
            next = surname(view, at, &name);
            break;
        }
        match modifier(view, next, &mut phrase, complement, kind) {
            Some(end) => {
                complement = true;
                next = end;
            }
            None => break,
        }
    }
    if let Some(name) =
        before_that(view, at, next).filter(|_| phrase.name.is_none() && phrase.definite && phrase.number == Number::Singular)
    {
        next = name.end;
        phrase.name = Some(name);
    }
    phrase.tokens.end = next;
    if phrase.name.is_none() && phrase.number != Number::Dual {
        apposition(view, &mut phrase);
    }
    // «قالت مدير المستشفى أماني بلور»: offices of men are written of women too
    if phrase.name.is_some() && says(view, at).is_some_and(|v| v.features.gender() == Gender::Feminine) {
        phrase.gender = Gender::Feminine;
    }
    phrase.bare = !complement && phrase.name.is_none();
    // an adjective after its noun (البيان الإعلامي), a circumstance (خلفا), the special rapporteur's everyday homograph (المقرر)
    if phrase.bare && (head.features.is_tanwin() || follows_noun(view, at, &head)) {
        return None;
    }
    // «محافظة لحج»: the province, not the woman who governs it
    let province = phrase.name.is_none()
        && phrase.gender == Gender::Feminine
        && phrase.number == Number::Singular
        && view.morph.readings(at).iter().any(|r| r.pos() == Pos::OrgHead && r.exact);
    if province {
        return None;
    }
    if let Some(name) = &phrase.name {
        // «رفيقة رضوان», «السيد حمدان»: many bear it as a first name, and no office says which of them has it as his family's
        let anyone = matches!(kind, "honorific" | "profession") && frequent(view, name.start);
        phrase.entity = known(view, name).filter(|entity| name.len() > 1 || !anyone && of_state(view, *entity, phrase.state));
        phrase.definite = true;
    }
    // «الدكتور هشام أبو النصر، وزير الخارجية»: the office behind a name that only an honorific announces
    if matches!(kind, "honorific" | "rank" | "profession") && phrase.name.is_some() && !complement {
        follow_title(view, &mut phrase);
    }
    // a plural title without a name is a group: وزراء الخارجية، مسؤولون
    if phrase.number == Number::Plural && phrase.name.is_none() {
        phrase.sort = Sort::Group;
    }
    // «تقارب دبلوماسي», «حل عسكري»: behind a noun without the article the word describes it
    if phrase.bare && !head.definite() && head.pro.0 == 0 && head.enc == Enclitic::None && describes(view, at) {
        return None;
    }
    // honorifics alone are no phrase: السيد, الشيخ without a name are too many things
    if matches!(kind, "honorific" | "profession")
        && phrase.name.is_none()
        && !complement
        && !head.definite()
        && phrase.number == Number::Singular
    {
        return None;
    }
    if kind == "honorific" && phrase.name.is_none() && !complement {
        return None;
    }
    Some(phrase)
}

/// The verb right before a phrase that says something and tells nobody: what agrees with it is its subject.
pub(super) fn says(view: View<'_>, at: usize) -> Option<Reading> {
    let verb = view.morph.verb(view.text, at.checked_sub(1)?)?;
    let subject =
        verb.exact && verb.enc == Enclitic::None && verb.features.which_person() == 3 && verb.features.number() == Number::Singular;
    let frame = view.lexicon.say_frames(verb.row).find(|f| f.verb && f.light.is_empty() && f.content.contains(&Mark::That))?;
    (subject && !frame.addressee.contains(&Mark::Object)).then_some(verb)
}

/// «قال المحلل السياسي حسن نافعة إن»: between an office and what it says stands its bearer, whatever else his name's words mean.
fn before_that(view: View<'_>, title: usize, from: usize) -> Option<std::ops::Range<usize>> {
    says(view, title)?;
    let end = (from..view.end.min(from + 4)).find(|t| crate::lex::is_that(view.text.fold(*t)))?;
    let plain = |t: usize| {
        let readings = view.morph.readings(t);
        let excluded = |r: &Reading| {
            r.exact
                && (matches!(r.pos(), Pos::Particle | Pos::Nisba)
                    || r.pro.prepositional()
                    || r.definite() && t == from
                    || r.features.is_tanwin()
                    || r.pos() == Pos::Title)
        };
        view.text.is_word(t) && !view.timed[t] && !readings.iter().any(excluded)
    };
    let begins = |t: usize| view.morph.readings(t).is_empty() || view.morph.is(t, Pos::Name);
    let known = super::scan::known_state_or_org(view, from).is_some() || super::scan::known_place(view, from).is_some();
    (end > from && !known && (from..end).all(plain) && begins(from)).then_some(from..end)
}

/// Where a name ends: «قالت الناطقة كارين هولت للصحافيين», where the verb stands before the title, the word behind a first name of no list is its
/// family name, though it is spelled as a verb.
fn surname(view: View<'_>, title: usize, name: &std::ops::Range<usize>) -> usize {
    let end = name.end;
    let told = title > 0
        && view
            .morph
            .verb(view.text, title - 1)
            .is_some_and(|v| v.exact && v.features.which_person() == 3 && view.lexicon.say_frames(v.row).next().is_some());
    let first = name.len() == 1 && view.morph.only_name(name.start) && known(view, name).is_none();
    if !told || !first || end + 1 >= view.end || !view.text.is_word(end) {
        return end;
    }
    let verbs = view.morph.readings(end);
    let verb = !verbs.is_empty() && verbs.iter().all(|r| r.is_verb() && r.pro.0 == 0 && r.features.is_past() && r.enc == Enclitic::None);
    let next = view.text.fold(end + 1);
    let opens = crate::lex::is_that(next)
        || !view.text.is_word(end + 1)
        || next.starts_with("لل")
        || matches!(next, "في" | "علي" | "عن" | "خلال" | "عبر" | "امام");
    if verb && opens { end + 1 } else { end }
}

/// Whether a noun without the article, in no other's genitive and no verb, stands before a word that ends as relational adjectives do.
fn describes(view: View<'_>, at: usize) -> bool {
    let relational = view.text.fold(at).ends_with('ي') || view.text.fold(at).ends_with("يه");
    let Some(before) = at.checked_sub(1).filter(|b| relational && view.text.is_word(*b) && !view.timed[*b]) else { return false };
    let noun = |r: &Reading| {
        matches!(r.pos(), Pos::Noun | Pos::Masdar | Pos::EventNoun | Pos::SayingNoun) && !r.definite() && r.enc == Enclitic::None && r.exact
    };
    view.morph.verb(view.text, before).is_none() && view.morph.readings(before).first().is_some_and(noun)
}

/// Whether a title word agrees as an adjective with the noun before it, or is a participle more often than an office.
fn follows_noun(view: View<'_>, at: usize, head: &Reading) -> bool {
    let readings = view.morph.readings(at);
    if readings.iter().any(|r| r.pos() == Pos::Passive && r.exact) && view.text.fold(at).contains("مقرر") {
        return true;
    }
    let adjective = readings.iter().any(|r| r.pos() == Pos::Adjective && r.exact);
    let noun = at > 0
        && view.morph.readings(at - 1).iter().any(|r| {
            matches!(r.pos(), Pos::Noun | Pos::Masdar | Pos::OrgHead | Pos::EventNoun | Pos::FrameworkHead)
                && r.exact
                && r.definite() == head.definite()
        });
    adjective && noun
}

/// Whether a person can be meant where the title names a state: «النائب الكويتي مشعل» is no Palestinian. Who has held no office may be.
fn of_state(view: View<'_>, entity: super::Entity, state: Option<u32>) -> bool {
    let (super::Entity::Person(row), Some(state)) = (entity, state) else { return true };
    let states = view.lexicon.people.get(row as usize, "states");
    states.is_empty() || states.split('|').any(|s| s.parse() == Ok(state))
}

/// Whether nothing but a space stands before the token.
fn joined(view: View<'_>, at: usize) -> bool {
    at < view.end && view.text.is_word(at)
}

/// One word group after a title head that belongs to the title. Returns where it ends.
fn modifier(view: View<'_>, at: usize, phrase: &mut Phrase, complement: bool, kind: &str) -> Option<usize> {
    let (text, morph) = (view.text, view.morph);
    if text.tokens[at].kind != Kind::Word || view.timed[at] {
        return None;
    }
    let fold = text.fold(at);
    // المتحدث باسمه
    if matches!(fold, "باسمه" | "باسمها" | "باسمهم" | "باسمهما") {
        return Some(at + 1);
    }
    // باسم X: a spokesperson's body
    if matches!(fold, "باسم" | "لسان") {
        let end = body_or_state(view, at + 1, phrase)?;
        return Some(end);
    }
    if matches!(fold, "في" | "لدي" | "الي" | "من" | "عن" | "علي") {
        let end = match fold {
            "من" | "علي" if kind != "member" => return None,
            // a place is taken into the title only when the title needs one or a name follows
            _ => body_or_state(view, at + 1, phrase).or_else(|| super::scan::known_place(view, at + 1)).or_else(|| region(view, at + 1))?,
        };
        // only those who are sent somewhere carry the place in their title
        let sent = phrase.title_at.is_some_and(|t| {
            ["مبعوث", "موفد", "سفير", "مندوب", "ممثل", "قنصل", "منسق", "القاءم"].iter().any(|h| view.text.fold(t).contains(h))
        });
        if matches!(fold, "الي" | "لدي") && !sent {
            return None;
        }
        if fold == "عن" && !phrase.title_at.is_some_and(|t| view.text.fold(t).contains("ممثل")) {
            return None;
        }
        let closes = fold == "لدي" || kind == "member" || complement || phrase.title_at.is_some_and(|t| !view.morph.readings(t).is_empty());
        let unnamed = !view.morph.readings(phrase.tokens.start).iter().any(Reading::definite) && phrase.state.is_none();
        return (closes && (fold != "في" || unnamed || complement && name(view, end, true).is_some())).then_some(end);
    }
    if matches!(fold, "لشءون" | "للشءون" | "المعني" | "المكلف" | "المعنيه" | "المكلفه") {
        let mut end = at + 1;
        while end < view.end
            && end < at + 4
            && text.tokens[end].kind == Kind::Word
            && !morph.readings(end).iter().any(|r| r.pos() == Pos::Particle && r.exact)
            && morph.find(end, Pos::Noun).or(morph.find(end, Pos::Adjective)).or(morph.find(end, Pos::Nisba)).is_some()
        {
            end += 1;
        }
        if let Some(place) = super::scan::known_place(view, end) {
            end = place;
        }
        return Some(end);
    }
    let readings = morph.readings(at);
    if readings.iter().any(|r| r.pos() == Pos::Particle && r.exact) {
        return None;
    }
    // وزراء خارجية روسيا وإيران وتركيا, رؤساء كينيا وأوغندا
    if phrase.number != Number::Singular
        && phrase.state.is_some()
        && !phrase.closed
        && fold.starts_with('و')
        && super::scan::stem_offset(view, at) > 0
        && let Some((end, Entity::State(_))) = super::scan::known_state_or_org(view, at)
    {
        return Some(end);
    }
    if readings.iter().any(|r| r.pro.conjoined() && r.exact) && !readings.iter().any(|r| r.pos() == Pos::Name && r.exact) {
        // «وزيرا الخارجية والدفاع»: only a dual or plural head takes a second half
        // «قسم الإعلام والصحافة», «وزير التربية والتعليم»: the second half of a definite pair
        let definite = |t: usize| {
            morph
                .readings(t)
                .iter()
                .any(|r| r.definite() && !r.pro.prepositional() && matches!(r.pos(), Pos::Noun | Pos::Masdar | Pos::OrgHead))
        };
        let second = definite(at)
            && definite(at - 1)
            && complement
            && title_at(view, at).is_none()
            && !morph.is(at, Pos::Nisba)
            && super::scan::known_state_or_org(view, at).is_none();
        if second {
            return Some(at + 1);
        }
        // «المستشار السياسي والإعلامي»: two adjectives of one office
        let described = |t: usize| {
            morph.readings(t).iter().any(|r| r.exact && r.definite() && r.pos() == Pos::Adjective && !r.pro.prepositional())
                && view.text.fold(t).ends_with(['ي', 'ه'])
        };
        let both = complement && described(at) && described(at - 1) && name(view, at + 1, true).is_none();
        if both && super::scan::known_state_or_org(view, at).is_none() && !morph.is(at, Pos::Nisba) {
            return Some(at + 1);
        }
        let coordinated = phrase.number != Number::Singular
            && readings.iter().any(|r| (r.pos() == Pos::Nisba || r.pos() == Pos::OrgHead) && r.definite());
        if !coordinated {
            return None;
        }
        return Some(at + 1);
    }
    // «رؤساء كينيا» are no Kenyans, though the letters are the same
    let names_state =
        |nisba: &Reading| nisba.features.is_tanwin() && matches!(super::scan::known_state_or_org(view, at), Some((_, Entity::State(_))));
    if let Some((nisba, end)) = super::nationality(view, at).filter(|(nisba, _)| !names_state(nisba)) {
        if nisba.pro.prepositional() {
            return None;
        }
        phrase.closed = true;
        if phrase.state.is_none() {
            phrase.state = Some(nisba.row);
            phrase.definite |= nisba.definite();
        }
        return Some(end);
    }
    // «الزعيم الكوري»: an adjective of two states, which names neither
    if super::shared_nationality(view, at) {
        phrase.closed = true;
        return Some(at + 1);
    }
    // after the article or an adjective only adjectives go on: «السفير الحضور» are two words
    let articled = phrase.title_at.and_then(|t| title_at(view, t)).is_some_and(|r| r.definite() || r.enc != Enclitic::None);
    // الأمين العام لجامعة الدول العربية, المدير العام للوكالة
    if (phrase.closed || articled) && phrase.of.is_none() && kind == "office" && fold.starts_with('ل') && fold != "لجهه" {
        let end = super::scan::known_state_or_org(view, at)
            .filter(|(_, e)| matches!(e, Entity::Org(_)))
            .map(|(end, _)| end)
            .or_else(|| body::body(view, at).map(|b| b.tokens.end));
        if let Some(end) = end {
            phrase.of = Some(at..end);
            return Some(end);
        }
    }
    if phrase.closed || articled {
        let adjective =
            readings.iter().find(|r| matches!(r.pos(), Pos::Adjective | Pos::Active | Pos::Passive) && r.exact && !r.pro.prepositional());
        let inner = title_at(view, at).filter(|t| !t.pro.prepositional() && !t.pro.conjoined());
        // «التقى الوزير المسؤولين»: many are not one
        if phrase.number == Number::Singular
            && (inner.is_some_and(|t| t.features.number() == Number::Plural) || view.lexicon.gentilic(fold))
        {
            return None;
        }
        // ولي العهد السعودي الأمير محمد بن سلمان: one chain
        let rank = inner
            .is_some_and(|t| matches!(title_kind(view, t.row), "honorific" | "rank") || t.definite() && name(view, at + 1, true).is_some());
        return (adjective.is_some_and(|a| a.definite() == phrase.definite && !a.features.is_tanwin()) || rank).then(|| {
            phrase.closed = true;
            at + 1
        });
    }
    // a state, a body or another title in the genitive: رئيس روسيا, رئيس الائتلاف الوطني, نائب وزير الخارجية
    if let Some((end, entity)) = super::scan::known_state_or_org(view, at) {
        if let Entity::State(row) = entity {
            // «يزور وزير الصحة الهندي موسكو», «سفير الهند موسكو», «زار وزير الدفاع موسكو»: an office is of one state, a noun with the article
            // governs none, and this is where he goes
            if (phrase.state.is_some() || phrase.definite) && super::scan::stem_offset(view, at) == 0 {
                return None;
            }
            phrase.state = phrase.state.or(Some(row));
        } else {
            phrase.of = phrase.of.clone().or(Some(at..end));
            if let Entity::Org(row) = entity {
                phrase.state = phrase.state.or_else(|| org_state(view, row));
            }
        }
        phrase.definite = true;
        return Some(end);
    }
    if let Some(inner) = title_at(view, at)
        && !inner.pro.prepositional()
    {
        // «التقى رئيس الوزراء نواب المعارضة»: a definite noun governs none
        let many = inner.features.number() == Number::Plural;
        if many && phrase.definite && phrase.number == Number::Singular {
            return None;
        }
        let head = text.fold(phrase.title_at.unwrap_or(at));
        let head = head.trim_start_matches("ال");
        let honorific = matches!(title_kind(view, inner.row), "honorific" | "rank");
        if honorific || DEPENDENT.contains(&head) || many {
            phrase.definite |= inner.definite();
            return Some(at + 1);
        }
        // «رؤساء الدول الثلاث الرئيس فلان»: one of them
        if inner.definite()
            && phrase.definite
            && phrase.number == Number::Plural
            && inner.features.number() == Number::Singular
            && complement
        {
            return None;
        }
        // رئيس الوزراء السابق الشيخ …, السفير المندوب الدائم
        if inner.definite() && phrase.definite {
            return Some(at + 1);
        }
        // زعيم المعارضة: those who oppose are a body before they are a woman who does
        if !readings.iter().any(|r| r.pos() == Pos::OrgHead && r.definite()) {
            return None;
        }
    }
    let organization = readings.iter().find(|r| r.pos() == Pos::OrgHead);
    // «طالب وزير الإعلام الجماعة»: a definite noun governs none
    if let Some(organization) = organization
        && !organization.pro.prepositional()
        && !(phrase.definite && organization.definite())
    {
        if let Some(inner) = body::body(view, at) {
            phrase.of = phrase.of.clone().or(Some(at..inner.tokens.end));
            phrase.state = phrase.state.or(inner.state);
            phrase.definite |= inner.definite;
            return Some(inner.tokens.end);
        }
        if organization.definite() {
            phrase.definite = true;
            return Some(at + 1);
        }
    }
    let nominal = readings.iter().find(|r| {
        matches!(r.pos(), Pos::Noun | Pos::Adjective | Pos::Masdar | Pos::Active | Pos::Passive | Pos::FrameworkHead | Pos::EventNoun)
    });
    if let Some(r) = nominal {
        // للشؤون السياسية, لحقوق الإنسان
        if r.pro.has(Proclitics::FOR) && r.exact && morph.find(at, Pos::Name).is_none() {
            let field = ["لشءون", "لحقوق", "للسياسه", "للامن", "للشءون", "للعلاقات", "لعمليات", "للقوات", "للامم", "للجيش", "لمجلس"]
                .iter()
                .any(|f| fold.starts_with(f));
            return (field && kind == "office").then_some(at + 1);
        }
        if r.pro.prepositional() || r.enc != Enclitic::None && complement {
            return None;
        }
        if r.definite() {
            // «بطريرك الكلدان نداء», «مسؤول سابق في الاستخبارات اللثام»: behind a definite noun only adjectives go on
            let qualifies = |r: &Reading| matches!(r.pos(), Pos::Adjective | Pos::Active | Pos::Passive) && r.exact;
            if complement && phrase.definite && !readings.iter().any(qualifies) {
                return None;
            }
            phrase.definite = true;
            phrase.closed |= r.pos() == Pos::Adjective;
            return Some(at + 1);
        }
        // رئيس أركان الجيش, رئيس مجلس إدارة …: indefinite only straight after the head, and before a definite
        let continues = at + 1 < view.end
            && text.tokens[at + 1].kind == Kind::Word
            && (morph.readings(at + 1).iter().any(Reading::definite)
                // خطيب جمعة طهران, رئيس بلدية حلب
                || super::scan::known_state_or_org(view, at + 1).is_some()
                || super::scan::known_place(view, at + 1).is_some());
        let indefinite_adjective = matches!(r.pos(), Pos::Adjective | Pos::Active | Pos::Passive) && !phrase.definite;
        if !complement && continues && !r.features.is_tanwin() && r.enc == Enclitic::None || indefinite_adjective && !r.features.is_tanwin()
        {
            return Some(at + 1);
        }
        return None;
    }
    // an unknown definite word between head and name: the name of a body or an adjective that no list has
    (fold.starts_with("ال") && morph.only_name(at) && !complement).then(|| {
        phrase.definite = true;
        at + 1
    })
}

/// «إلى منطقة الساحل إيلينا كوستا»: a part of the world before a name. Returns where it ends.
fn region(view: View<'_>, at: usize) -> Option<usize> {
    let head =
        matches!(view.text.fold(at), "منطقه" | "اقليم" | "شمال" | "جنوب" | "شرق" | "غرب" | "وسط" | "القرن" | "الشرق" | "دول" | "حوض");
    let named = view.morph.readings(at + 1).iter().any(Reading::definite) || view.text.fold(at + 1).starts_with("ال");
    (head && at + 2 < view.end && named && name(view, at + 2, true).is_some()).then_some(at + 2)
}

/// A body or state at `at`, taken into the phrase. Returns where it ends.
fn body_or_state(view: View<'_>, at: usize, phrase: &mut Phrase) -> Option<usize> {
    if at >= view.end {
        return None;
    }
    let start = if crate::text::quote::is_quote(view.text.tokens[at].mark) || view.text.tokens[at].mark == '#' { at + 1 } else { at };
    if start >= view.end {
        return None;
    }
    if let Some((end, entity)) = super::scan::known_state_or_org(view, start) {
        match entity {
            Entity::State(row) => phrase.state = phrase.state.or(Some(row)),
            Entity::Org(row) => phrase.state = phrase.state.or_else(|| org_state(view, row)),
            _ => {}
        }
        phrase.of = phrase.of.clone().or(Some(start..end));
        return Some(close_quote(view, at, end));
    }
    let inner = body::body(view, start)?;
    phrase.state = phrase.state.or(inner.state);
    phrase.of = phrase.of.clone().or(Some(start..inner.tokens.end));
    Some(close_quote(view, at, inner.tokens.end))
}

/// Takes the closing mark of a body that stands in quotation marks.
fn close_quote(view: View<'_>, at: usize, end: usize) -> usize {
    let quoted = crate::text::quote::is_quote(view.text.tokens[at].mark);
    if quoted && end < view.end && crate::text::quote::is_quote(view.text.tokens[end].mark) { end + 1 } else { end }
}

/// The state that a listed body is of; none for a row of no list.
pub(super) fn org_state(view: View<'_>, row: u32) -> Option<u32> {
    view.lexicon.orgs.get(row as usize, "state").parse().ok()
}

/// «وزير الخارجية، سامح شكري،»: a name between marks after a title.
fn apposition(view: View<'_>, phrase: &mut Phrase) {
    let mut at = phrase.tokens.end;
    // «رئيس المركز الروسي في سوريا، اللواء فلان»
    if at < view.end
        && matches!(view.text.fold(at), "في" | "لدي" | "الي")
        && view.text.is_word(at)
        && let Some(end) =
            super::scan::known_place(view, at + 1).or_else(|| super::scan::known_state_or_org(view, at + 1).map(|(end, _)| end))
        && end < view.end
        && view.text.tokens[end].mark == '،'
    {
        at = end;
    }
    if at + 1 >= view.end || !matches!(view.text.tokens[at].mark, '،' | ',' | '-' | '–' | '—' | '"' | '«' | '“' | '(' | '#') {
        return;
    }
    let mut start = at + 1;
    // «، اللواء يوري يفتوشينكو»: rank or honorific before the name
    while !super::guess::begins(view, start)
        && title_at(view, start)
            .is_some_and(|t| (matches!(title_kind(view, t.row), "rank" | "honorific") || t.definite()) && !t.pro.conjoined())
    {
        start += 1;
    }
    // words of no list between two marks after a title are its bearer's name
    let Some(name) = name(view, start, true).filter(|n| n.len() >= 2 || start > at + 1) else { return };
    let known_person = known(view, &name).is_some();
    let after = view.text.tokens.get(name.end).map_or('.', |t| t.mark);
    let closed = name.end >= view.end || after != '\0';
    if known_person || (closed && name.len() >= 2) || start > at + 1 {
        phrase.tokens.end = name.end;
        if matches!(after, '"' | '»' | '”' | ')') && name.end < view.end {
            phrase.tokens.end += 1;
        }
        phrase.name = Some(name);
    }
}

/// «ماريا زاخاروفا رئيسة قسم الإعلام …»، «سامح شكري، وزير الخارجية»: the title after the name.
pub(super) fn follow_title(view: View<'_>, phrase: &mut Phrase) {
    let mut at = phrase.tokens.end;
    let comma = at < view.end && matches!(view.text.tokens[at].mark, '،' | ',');
    if comma {
        at += 1;
    }
    if at >= view.end || !view.text.is_word(at) {
        return;
    }
    let Some(head) = title_at(view, at) else { return };
    // «أبلغ الكعبي نظيره»: his counterpart is somebody else
    if head.enc != Enclitic::None
        || head.pro.prepositional()
        || head.pro.conjoined()
        || head.features.is_tanwin()
        || head.features.number() != Number::Singular
    {
        return;
    }
    let Some(inner) = title(view, at) else { return };
    if inner.name.is_some() || (comma && inner.bare) {
        return;
    }
    phrase.tokens.end = inner.tokens.end;
    phrase.title = inner.title;
    phrase.title_at = inner.title_at;
    phrase.state = phrase.state.or(inner.state);
    phrase.of = phrase.of.clone().or(inner.of);
    // «قالت شارن هسكل، عضو الحزب»: an office of men behind a woman's name
    if phrase.gender != Gender::Feminine {
        phrase.gender = inner.gender;
    }
}

/// Bytes of the proclitics that are no part of the phrase (و, ف, ب, ك, ل; not ال).
pub(super) fn proclitic_bytes(reading: &Reading) -> u8 {
    let letters = (reading.pro.0 & (1 | 2)).count_ones() + (reading.pro.0 & (4 | 8 | 16)).count_ones();
    // للوزير: the article is written with the ل and cannot be parted from it
    if reading.pro.has(Proclitics::FOR) && reading.pro.has(Proclitics::THE) {
        return ((letters - 1) * 2) as u8;
    }
    (letters * 2) as u8
}
