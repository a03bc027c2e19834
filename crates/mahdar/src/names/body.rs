//! Bodies and groups: ministries, parties, newspapers, sources, delegations.

use super::title::proclitic_bytes;
use super::{Entity, Phrase, Sort, View, scan};
use crate::morph::{Enclitic, Proclitics, Reading};
use crate::text::Kind;
use crate::text::quote::is_quote;
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::{Number, Pos};

/// Longest quoted name, in tokens.
const LONGEST_QUOTED: usize = 7;

/// The head reading at a token.
pub(super) fn head_at(view: View<'_>, at: usize) -> Option<Reading> {
    let readings = view.morph.readings(at);
    // «الإعلام الإسرائيلي»: of a word with several rows the media, where no ministry stands before it and a nationality behind
    let media = |r: &&Reading| r.pos() == Pos::OrgHead && r.exact && view.lexicon.orgheads.get(r.row as usize, "class") == "media";
    if super::nationality(view, at + 1).is_some()
        && !(at > 0 && view.morph.readings(at - 1).iter().any(|r| matches!(r.pos(), Pos::Title | Pos::OrgHead) && !r.definite()))
        && let Some(reading) = readings.iter().find(media)
    {
        return Some(*reading);
    }
    readings.iter().find(|r| r.pos() == Pos::OrgHead && r.exact || r.pos() == Pos::OrgHead && !readings[0].exact).copied()
}

/// A head of several words at a token (وسائل إعلام, المجلس المحلي): the reading of its first word with the row of the head, and its end.
fn long_head_at(view: View<'_>, at: usize) -> Option<(Reading, usize)> {
    let (end, row) = scan::longest(view, at, |kind| kind == kinds::HEAD)?;
    let nominal = |r: &&Reading| !matches!(r.pos(), Pos::Verb | Pos::Particle) && r.exact && r.enc == Enclitic::None;
    let first = view.morph.readings(at).iter().find(nominal)?;
    (end > at + 1).then_some((Reading { row, ..*first }, end))
}

/// Reads a body or group that begins at `at` with a head noun.
pub(super) fn body(view: View<'_>, at: usize) -> Option<Phrase> {
    if at >= view.end {
        return None;
    }
    let (head, head_end) = long_head_at(view, at).or_else(|| head_at(view, at).map(|head| (head, at + 1)))?;
    let row = head.row as usize;
    let class = view.lexicon.orgheads.get(row, "class");
    let group = view.lexicon.orgheads.get(row, "kind") == "group";
    // من جانبه, من جهتها, من جهة أخرى: turns of the telling
    let fold = view.text.fold(at);
    if head.enc != Enclitic::None && (fold.contains("جانب") || fold.contains("جهت") || fold.contains("طرف"))
        || fold == "جهه" && at > 0 && view.text.fold(at - 1).ends_with("من")
    {
        return None;
    }
    // «موقع التجارب النووية» is a place; a site that tells something has a name or is called so
    let tells = at > 0 && view.morph.verb(view.text, at - 1).is_some_and(|v| view.lexicon.say_frames(v.row).next().is_some());
    if class == "media" && fold.ends_with("موقع") && !site(view, at + 1) && !(head.definite() && tells) {
        return None;
    }
    // «إجراءات أحادية الجانب»
    if fold == "الجانب" && at > 0 && matches!(view.text.fold(at - 1).trim_start_matches("ال"), "احادي" | "احاديه" | "ثناءي" | "ثناءيه")
    {
        return None;
    }
    let mut phrase = Phrase::new(at..at + 1, if group { Sort::Group } else { Sort::Organization });
    phrase.skip = proclitic_bytes(&head);
    phrase.head = Some(head.row);
    phrase.gender = head.features.gender();
    phrase.number = head.features.number();
    phrase.definite = head.definite() || head.enc != Enclitic::None || head_end > at + 1 && view.text.fold(head_end - 1).starts_with("ال");
    // behind «القوات المسلحة», «مجلس النواب» only what describes it
    phrase.closed = head_end > at + 1 && view.text.fold(head_end - 1).starts_with("ال");
    let mut next = head_end;
    if head.enc == Enclitic::None {
        // a document is followed by whoever issued it, which is a phrase of its own
        while next < view.end && next < at + 12 && class != "document" {
            match modifier(view, at, next, &mut phrase, group, class) {
                Some(end) => next = end,
                None => break,
            }
        }
    }
    // حليفتها روسيا: the noun with its pronoun, and who that is
    if head.enc != Enclitic::None
        && let Some((end, entity)) = scan::known_state_or_org(view, next).filter(|_| scan::stem_offset(view, next) == 0)
    {
        phrase.entity = Some(entity);
        phrase.sort = if matches!(entity, Entity::State(_)) { Sort::State } else { Sort::Organization };
        next = end;
    }
    phrase.tokens.end = next;
    phrase.bare = next == at + 1;
    // the portfolio alone is the ministry only with the article (الخارجية) and before a nationality, a state or as a party that acts
    if class == "ministry"
        && !matches!(view.text.fold(at).trim_start_matches(['و', 'ب', 'ل']), "وزاره" | "الوزاره" | "سفاره" | "السفاره" | "لوزاره")
    {
        let portfolio = head.definite() || head.pro.has(Proclitics::FOR);
        if !portfolio && !head_is_ministry(view, at) {
            return None;
        }
    }
    // «تقارب دبلوماسي»: behind an indefinite noun the word describes it
    if phrase.bare && !phrase.definite && head.pro.0 == 0 && phrase.number == Number::Singular && describes(view, at) {
        return None;
    }
    // «صحيفة: …» in a headline
    let heads_line = class == "media"
        && head.pro.0 == 0
        && view.text.tokens.get(at + 1).is_some_and(|t| t.mark == ':')
        && (at == 0 || !view.text.is_word(at - 1));
    // «أرسلت واشنطن وفدا فنيا», «وفدا برئاسة الوزير»: of one delegation, told without its country
    let delegation =
        matches!(view.text.fold(at).trim_start_matches('و'), "فد" | "فدا") && view.text.is_word(at + 1) && !after_head(view, at);
    // «وفدا فتح وحماس» are two, «وفد بلاده» is that of a state
    let delegation = delegation && told_alone(view, at + 1);
    if delegation && phrase.bare && !phrase.definite {
        return Some(phrase);
    }
    // an indefinite head alone names no one in particular: حزب, لجنة; but مصادر and مسؤول do speak
    if !heads_line
        && phrase.bare
        && !phrase.definite
        && !(group && matches!(class, "sources" | "people" | "media" | "armed" | "document"))
        && phrase.number == Number::Singular
    {
        return None;
    }
    if !heads_line && phrase.bare && !phrase.definite && phrase.head.is_some() && !group {
        return None;
    }
    // «في بيان» is where it was said; only a document that is itself the subject speaks
    let told_there = at > 1 && matches!(view.text.fold(at - 2), "جاء" | "وجاء" | "ورد" | "وورد");
    if class == "document"
        && !told_there
        && (head.pro.prepositional() || at > 0 && matches!(view.text.fold(at - 1), "في" | "عبر" | "من" | "علي" | "مع" | "وفي"))
    {
        return None;
    }
    Some(phrase)
}

/// Whether what stands behind a bare noun describes it or says where it goes: an adjective, a verb, a preposition, its head.
fn told_alone(view: View<'_>, at: usize) -> bool {
    let fold = view.text.fold(at);
    let indefinite = |r: &Reading| r.pos() == Pos::Adjective && r.exact && !r.definite() && r.enc == Enclitic::None;
    matches!(fold, "من" | "الي" | "برءاسه" | "بقياده" | "يراسه" | "يقوده" | "يضم" | "ضم" | "عن")
        || view.morph.verb(view.text, at).is_some_and(|v| v.exact)
        || view.morph.readings(at).iter().any(indefinite)
        || view.morph.readings(at).first().is_some_and(|r| r.exact && r.pro.has(Proclitics::FOR))
}

/// «على رأس وفد», «رئيس وفد»: whoever leads it is told, not the delegation.
fn after_head(view: View<'_>, at: usize) -> bool {
    at > 0 && matches!(view.text.fold(at - 1), "راس" | "رءيس" | "برءاسه" | "براس" | "ضمن" | "اعضاء" | "عضو")
}

/// Whether a word that can be an adjective stands behind an indefinite noun that is no verb.
fn describes(view: View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|b| view.text.is_word(*b) && !view.timed[*b]) else { return false };
    let noun = |r: &Reading| {
        matches!(r.pos(), Pos::Noun | Pos::Masdar | Pos::EventNoun | Pos::SayingNoun) && !r.definite() && r.enc == Enclitic::None && r.exact
    };
    view.morph.readings(at).iter().any(|r| r.pos() == Pos::Adjective && r.exact)
        && view.morph.verb(view.text, before).is_none()
        && view.morph.readings(before).iter().any(noun)
}

/// Whether the word behind «موقع» makes it one that publishes: what kind it is, or a name.
fn site(view: View<'_>, at: usize) -> bool {
    let Some(token) = view.text.tokens.get(at) else { return false };
    let fold = view.text.fold(at);
    let kind =
        ["اخباري", "خبري", "الكتروني", "تلفزيوني", "صحيفه", "قناه", "وكاله", "شبكه", "تويتر", "فيسبوك", "يوتيوب", "انستغرام", "ويكيليكس"];
    let latin = fold.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
    is_quote(token.mark)
        || latin
        || kind.iter().any(|k| fold.contains(k))
        || matches!(scan::known_state_or_org(view, at), Some((_, Entity::Org(_))))
        || token.kind == Kind::Word && view.morph.readings(at).is_empty()
}

/// Whether a folded word says of people how high they stand, before «المستوى».
fn group_of_rank(fold: &str) -> bool {
    matches!(fold, "رفيع" | "رفيعه" | "رفيعا" | "رفيعي" | "عالي" | "الرفيع" | "الرفيعه")
}

/// A numeral with the article behind what it counts.
fn counts(fold: &str) -> bool {
    matches!(
        fold,
        "الثلاثه"
            | "الثلاث"
            | "الاربعه"
            | "الاربع"
            | "الخمسه"
            | "الخمس"
            | "السته"
            | "الست"
            | "السبعه"
            | "السبع"
            | "الثمانيه"
            | "العشره"
    )
}

fn head_is_ministry(view: View<'_>, at: usize) -> bool {
    let fold = view.text.fold(at);
    fold.ends_with("وزاره") || fold.ends_with("سفاره") || fold.ends_with("قنصليه") || fold.ends_with("بعثه")
}

/// One word group after a head that belongs to the body's name.
fn modifier(view: View<'_>, start: usize, at: usize, phrase: &mut Phrase, group: bool, class: &str) -> Option<usize> {
    let (text, morph) = (view.text, view.morph);
    let token = &text.tokens[at];
    if view.timed[at] {
        return None;
    }
    if token.mark == '#' {
        return Some(at + 1);
    }
    // «وأفاد مصدر حكومي «مرافئ الخليج» بأن»: sources have no name in marks
    if is_quote(token.mark) && matches!(class, "sources" | "people") && (at == start + 1 || !morph.is(at - 1, Pos::OrgHead)) {
        return None;
    }
    // «أبلغت الحكومة "البدء بكذا"»: a government has no name in marks
    if is_quote(token.mark) && phrase.definite && matches!(class, "government" | "ministry" | "parliament" | "document") {
        return None;
    }
    if is_quote(token.mark) {
        return quoted(view, at, phrase);
    }
    if token.kind != Kind::Word {
        // لجنة القاهرة – 2
        let numbered = matches!(token.mark, '-' | '–') && at + 1 < view.end && text.tokens[at + 1].kind == Kind::Number;
        return numbered.then_some(at + 2);
    }
    let fold = text.fold(at);
    // «الدول الـ29 الأعضاء»
    if fold == "ال" && at == start + 1 && at + 1 < view.end && text.tokens[at + 1].kind == Kind::Number && phrase.number == Number::Plural
    {
        return Some(at + 2);
    }
    let readings = morph.readings(at);
    let particle = readings.iter().any(|r| r.pos() == Pos::Particle && r.exact);
    // sources and officials: في, من, ب + body or state, and who they are close to
    if (group || class == "delegation")
        && !counts(text.fold(at - 1))
        && matches!(class, "sources" | "people" | "delegation" | "media")
        && matches!(fold, "في" | "من" | "لدي" | "داخل" | "عن")
    {
        let (end, entity) =
            scan::known_state_or_org(view, at + 1).or_else(|| body(view, at + 1).map(|b| (b.tokens.end, Entity::Org(u32::MAX))))?;
        if let Entity::State(row) = entity {
            // «طرد 23 دبلوماسيا فرنسيا في موسكو»: behind their nationality it is where they were
            if fold == "من" || fold == "في" && (class == "people" && phrase.definite || phrase.state.is_some()) {
                return None;
            }
            phrase.state = phrase.state.or(Some(row));
        }
        phrase.of = phrase.of.clone().or(Some(at + 1..end));
        return Some(end);
    }
    if particle {
        return None;
    }
    let articled = morph.readings(start).iter().any(|r| r.pos() == Pos::OrgHead && r.definite());
    if readings.iter().any(|r| r.pro.conjoined() && r.exact) && !readings.iter().any(|r| r.pro.0 == 0 && r.exact) {
        // «لجنة الأمن والدفاع», «قوى الثورة والمعارضة»: the second half of a definite pair
        let pair = readings.iter().any(|r| {
            r.definite()
                && matches!(r.pos(), Pos::Noun | Pos::Masdar | Pos::OrgHead | Pos::Nisba | Pos::Adjective)
                && !r.pro.prepositional()
        });
        let before = morph.readings(at - 1).iter().any(|r| r.definite() && matches!(r.pos(), Pos::Noun | Pos::Masdar | Pos::OrgHead));
        let qualifies = |t: usize| {
            morph.readings(t).iter().any(|r| matches!(r.pos(), Pos::Nisba | Pos::Adjective) && r.exact && !r.pro.prepositional())
        };
        // «وفد اقتصادي وتجاري», «وفدا فنيا ودبلوماسيا»: one delegation
        let relational = |t: usize| {
            let ends = text.fold(t).ends_with(['ي', 'ا']);
            let kind = |r: &Reading| matches!(r.pos(), Pos::Nisba | Pos::Adjective | Pos::Title) && r.exact && !r.definite();
            ends && morph.readings(t).iter().any(kind)
        };
        if class == "delegation" && !phrase.definite && at > start + 1 && relational(at - 1) && relational(at) {
            return Some(at + 1);
        }
        let nisba_pair = at > start + 1
            && qualifies(at - 1)
            && qualifies(at)
            && morph.verb(text, at).is_none()
            // «بين الحكومة السورية والمعارضة»: a body of its own
            && !morph.is(at, Pos::OrgHead)
            && (phrase.number != Number::Singular || morph.is(at - 1, Pos::Nisba));
        return (pair && before && at > start + 1 && !group && scan::known_state_or_org(view, at).is_none() && !morph.is(at, Pos::Nisba)
            || nisba_pair)
            .then_some(at + 1);
    }
    if let Some((nisba, end)) = super::nationality(view, at).filter(|(r, _)| !r.pro.prepositional()) {
        // an indefinite nationality after a definite head is a predicate
        if nisba.definite() || !phrase.definite || nisba.features.is_tanwin() {
            phrase.state = phrase.state.or(Some(nisba.row));
            phrase.definite |= nisba.definite();
            phrase.closed = true;
            return Some(end);
        }
        return None;
    }
    // «الحكومة الكورية»: of two states, which names neither
    if super::shared_nationality(view, at) {
        phrase.definite = true;
        phrase.closed = true;
        return Some(at + 1);
    }
    // an agreeing adjective before the bare state: الحكومة السورية is above, حكومة سوريا here
    if let Some((end, entity)) = scan::known_state_or_org(view, at) {
        // «رئاسة الحكومة لوكالة فرانس برس»: whom she told
        let outlet = |row: u32| matches!(view.lexicon.orgs.get(row as usize, "class"), "media" | "agency");
        if phrase.closed || articled || scan::stem_offset(view, at) > 0 && matches!(entity, Entity::Org(row) if outlet(row)) {
            return None;
        }
        if let Entity::State(row) = entity {
            phrase.state = phrase.state.or(Some(row));
        }
        phrase.of = phrase.of.clone().or(Some(at..end));
        phrase.definite = true;
        phrase.closed = true;
        return Some(end);
    }
    if let Some(end) = scan::known_place(view, at) {
        if phrase.closed || articled {
            return None;
        }
        phrase.definite = true;
        phrase.closed = true;
        return Some(end);
    }
    // خصوم المشير, أنصار الرئيس: people who are named by a person are not that person
    if group
        && class == "people"
        && at == start + 1
        && let Some(inner) = super::title::title(view, at)
            .or_else(|| super::person::named(view, at))
            .filter(|p| p.name.is_some() && p.skip == 0 || p.definite && p.skip == 0)
    {
        phrase.definite = true;
        return Some(inner.tokens.end);
    }
    // another head in the genitive (وفد لجنة المتابعة) or as part of the name (حزب حركة …)
    if let Some(inner) = head_at(view, at)
        && !inner.pro.prepositional()
        && (inner.definite() || !phrase.definite)
        // «طالب المحتجون الحكومة»: behind the article only what describes the head
        && (!articled || readings.iter().any(|r| r.exact && matches!(r.pos(), Pos::Adjective | Pos::Active | Pos::Passive)))
        // «مجلس السلم الأفريقي الأطراف السودانية»: behind its nationality a name takes no noun more
        && !phrase.closed
    {
        if inner.definite() || at == start + 1 {
            phrase.definite |= inner.definite();
            phrase.closed |= inner.definite();
            return Some(at + 1);
        }
        return None;
    }
    let noun = readings.iter().find(|r| {
        matches!(
            r.pos(),
            Pos::Noun
                | Pos::Adjective
                | Pos::Masdar
                | Pos::Active
                | Pos::Passive
                | Pos::FrameworkHead
                | Pos::EventNoun
                | Pos::Title
                | Pos::SayingNoun
        )
    });
    let Some(r) = noun else {
        // a name of no list straight after an indefinite head: حزب ليكود, وكالة تسنيم
        let named = readings.is_empty() || readings.iter().all(|r| r.pos() == Pos::Name);
        let fits = named && !phrase.definite && at == start + 1 && !group && token.span.len() > 4;
        return fits.then(|| {
            phrase.definite = true;
            at + 1
        });
    };
    if r.pro.has(Proclitics::FOR) {
        // المرصد السوري لحقوق الإنسان, لجنة المتابعة لمؤتمر …, الائتلاف الوطني لقوى الثورة
        if matches!(class, "government" | "armed" | "parliament" | "media" | "court") {
            return None;
        }
        // «قالت رئاسة الحكومة لوكالة فرانس برس»: whom she told
        let outlet =
            |r: &Reading| r.pos() == Pos::OrgHead && matches!(view.lexicon.orgheads.get(r.row as usize, "class"), "media" | "agency");
        if readings.iter().any(outlet) {
            return None;
        }
        let naming = matches!(r.pos(), Pos::Noun | Pos::FrameworkHead | Pos::OrgHead | Pos::EventNoun) || morph.is(at, Pos::OrgHead);
        return (naming && r.enc == Enclitic::None && !group && class != "ministry" && at > start).then_some(at + 1);
    }
    // «وفدا فنيا»: an accusative takes adjectives in the accusative
    let describes = r.features.is_tanwin()
        && class == "delegation"
        && !phrase.definite
        && morph.readings(start).iter().any(|head| head.features.is_tanwin())
        && readings.iter().any(|r| r.pos() == Pos::Adjective && r.exact && r.pro.0 == 0);
    if describes {
        return Some(at + 1);
    }
    // «وفد رفيع المستوى»
    if group_of_rank(fold) && at + 1 < view.end && matches!(text.fold(at + 1), "المستوي" | "المستويات") {
        return Some(at + 2);
    }
    if r.pro.prepositional() || r.enc != Enclitic::None || r.features.is_tanwin() {
        return None;
    }
    // «استدعت الخارجية الإيرانية القائم بالأعمال»: the office of another
    if fold == "القاءم" && text.fold(at + 1) == "بالاعمال" {
        return None;
    }
    // after the article or an adjective only adjectives go on
    let adjective = readings.iter().any(|r| matches!(r.pos(), Pos::Adjective | Pos::Active | Pos::Passive) && r.exact);
    // ممثلي الأطراف الثلاثة
    if counts(fold) {
        return (phrase.definite && phrase.number != Number::Singular || phrase.closed).then_some(at + 1);
    }
    // «الدول الأعضاء»
    if articled && fold == "الاعضاء" && phrase.number == Number::Plural {
        phrase.closed = true;
        return Some(at + 1);
    }
    if (phrase.closed || articled) && !adjective {
        return None;
    }
    // «أدانت الحكومة الروسية الموقف»: behind its nationality a name takes what can only describe it
    let nominal = readings.iter().any(|r| r.exact && matches!(r.pos(), Pos::Noun | Pos::Masdar | Pos::EventNoun | Pos::SayingNoun));
    if phrase.closed && nominal && !readings.iter().any(|r| r.exact && r.pos() == Pos::Adjective) {
        return None;
    }
    phrase.closed |= r.definite() && r.pos() == Pos::Adjective;
    if r.definite() {
        // الحزب الحاكم, وزارة الدفاع; a title after a body is somebody in apposition unless a plural genitive (مجلس الوزراء)
        if r.pos() == Pos::Title && (r.features.number() == Number::Singular || at > start + 1) {
            return None;
        }
        phrase.definite = true;
        // «وزارة الدفاع الموقف»: a definite genitive ends the construct
        phrase.closed = true;
        return Some(at + 1);
    }
    // مصادر دبلوماسية مطلعة; لجنة حقوق الإنسان
    if adjective && !phrase.definite && !morph.is(at, Pos::Verb) {
        return Some(at + 1);
    }
    // «جمعية قطن مصر»
    let of_place = || {
        scan::known_state_or_org(view, at + 1).is_some_and(|(_, e)| matches!(e, Entity::State(_))) && scan::stem_offset(view, at + 1) == 0
    };
    let continues = at + 1 < view.end
        && text.tokens[at + 1].kind == Kind::Word
        && (at == start + 1 && of_place()
            || morph.readings(at + 1).iter().any(|r| r.definite() && !r.pro.prepositional() && !r.pro.conjoined()));
    (!phrase.definite
        && continues
        && !group
        && at <= start + 2
        // «لجنة تداول السلع»: a noun here, though its letters are a verb's too
        && (morph.verb(text, at).is_none() || at == start + 1 && of_place() && readings.first().is_some_and(|r| !r.is_verb())))
    .then_some(at + 1)
}

/// وكالة «تاس», حزب "…", لجنة "القاهرة-2": a short quotation is the name itself.
fn quoted(view: View<'_>, at: usize, phrase: &mut Phrase) -> Option<usize> {
    let quote = view.text.quote_from(at)?;
    let inner = quote.inner();
    if quote.close >= view.end || inner.len() > LONGEST_QUOTED || inner.is_empty() || phrase.definite && phrase.tokens.len() > 1 {
        return None;
    }
    // a verb inside makes it speech
    if inner.clone().any(|t| view.morph.readings(t).first().is_some_and(|r| r.is_verb() && r.exact)) {
        return None;
    }
    phrase.definite = true;
    Some(quote.close + 1)
}
