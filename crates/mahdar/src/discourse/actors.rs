//! The cast: phrases grouped by whom they refer to.

use super::{later, several};
use crate::frames::{Scene, Who};
use crate::lex::office::Office;
use crate::names::{Entity, Phrase, Sort};
use crate::text::Kind;
use mahdar_arabic::features::{Gender, Number, Pos};
use rustc_hash::FxHashMap;

/// One person, body, state or group of the report.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub(crate) sort: Sort,
    pub(crate) entity: Option<Entity>,
    /// Folded words of the fullest name, without the article.
    pub(crate) words: Vec<String>,
    /// Folded words of the fullest title, without article and nationality.
    pub(crate) title: Vec<String>,
    /// Whether the person was named as head of a delegation (الوفد برئاسة فلان).
    pub(crate) heads_delegation: bool,
    pub(crate) state: Option<u32>,
    pub(crate) gender: Gender,
    pub(crate) number: Number,
    pub(crate) head: Option<u32>,
    /// Phrase whose words name it best, and phrase whose title does.
    pub(crate) named_by: usize,
    pub(crate) titled_by: Option<usize>,
    pub(crate) anonymous: Option<&'static str>,
    /// Body that a title or delegation is of, as a phrase's inner tokens.
    pub(crate) of: Option<usize>,
    pub(crate) mentions: Vec<(usize, &'static str)>,
    /// Whether it is a document, which no «they» stands for.
    pub(crate) document: bool,
    /// Actors that a joint subject is made of, and the tokens that name them together.
    pub(crate) members: Vec<usize>,
    pub(crate) together: Option<std::ops::Range<usize>>,
}

/// Titles of those who lead a state, folded.
const LEADERS: [&str; 9] = ["رءيس", "رءيسه", "زعيم", "زعيمه", "ملك", "امير", "سلطان", "عاهل", "مرشد"];

/// All actors, and whom each phrase refers to.
#[derive(Default)]
pub(crate) struct Cast {
    pub(crate) actors: Vec<Actor>,
    of_phrase: Vec<Option<usize>>,
    by_entity: FxHashMap<Entity, usize>,
    /// By number of the phrase, why a mention refers to its actor, where that does not stand in the text.
    pub(crate) reasons: FxHashMap<usize, String>,
}

/// A folded word without its article.
fn bare(word: &str) -> &str {
    word.strip_prefix("ال").filter(|r| r.len() >= 4).unwrap_or(word)
}

/// Folded words of some tokens, proclitics of the first left out.
fn words(scene: &Scene<'_>, tokens: std::ops::Range<usize>, skip: u8) -> Vec<String> {
    let first = tokens.start;
    tokens
        .filter(|t| scene.text.tokens[*t].kind != Kind::Mark)
        .map(|t| {
            let fold = scene.fold(t);
            let fold = if t == first { &fold[(skip as usize).min(fold.len())..] } else { fold };
            let fold = if t == first && fold.starts_with("لل") { &fold[4..] } else { fold };
            bare(fold).to_owned()
        })
        .filter(|w| !w.is_empty())
        .collect()
}

/// Whether the words around an office tell of another holder than today's: «السابق», «وقتها», «سابع رئيس وزراء».
fn past_office(scene: &Scene<'_>, phrase: &Phrase) -> bool {
    let counted = phrase.tokens.start.checked_sub(1).map_or("", |t| scene.fold(t));
    let ordinals = ["اول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر", "اي", "كل"];
    let end = (phrase.tokens.end + 1).min(scene.text.tokens.len());
    ordinals.contains(&counted) || (phrase.tokens.start..end).any(|t| crate::lex::office::not_held(scene.fold(t)))
}

/// Why an office means a person: what the base says of him on the day of the report.
fn because(scene: &Scene<'_>, office: &Office, day: jiff::civil::Date) -> String {
    let state = scene.lexicon.states.get(office.state as usize, "name");
    let from = office.from.map(|from| format!(" since {}", from.strftime("%Y-%m"))).unwrap_or_default();
    let until = office.until.map(|until| format!(" until {}", until.strftime("%Y-%m"))).unwrap_or_default();
    format!("holds the office on {day} by the knowledge base: {} ({state}){from}{until}", office.name)
}

fn subset(small: &[String], large: &[String]) -> bool {
    !small.is_empty() && small.iter().all(|w| large.contains(w))
}

impl Cast {
    /// Groups the phrases of a scene.
    pub(crate) fn of(scene: &Scene<'_>) -> Self {
        let mut cast = Self { of_phrase: vec![None; scene.phrases.len()], ..Self::default() };
        // names first, so that «الوزير الروسي» of the headline finds the minister named in the lead
        for (number, phrase) in scene.phrases.iter().enumerate() {
            if skipped(scene, phrase) || !phrase.acts() {
                continue;
            }
            if phrase.name.is_some() || phrase.entity.is_some() {
                let actor = cast.named(scene, number, phrase);
                cast.attach(number, actor, form(scene, phrase));
                if let Some(headed) = later::delegation(scene, phrase) {
                    let a = &mut cast.actors[actor];
                    a.heads_delegation = true;
                    a.state = a.state.or(headed.state);
                }
            }
        }
        for (number, phrase) in scene.phrases.iter().enumerate() {
            if skipped(scene, phrase) || !phrase.acts() || cast.of_phrase[number].is_some() || is_document(scene, phrase) {
                continue;
            }
            let actor = cast.described(scene, number, phrase);
            cast.attach(number, actor, "title");
        }
        // documents last: whoever issued them may be named behind them
        for (number, phrase) in scene.phrases.iter().enumerate() {
            if !skipped(scene, phrase) && cast.of_phrase[number].is_none() && is_document(scene, phrase) {
                let actor = cast.described(scene, number, phrase);
                cast.attach(number, actor, "title");
            }
        }
        for actor in &mut cast.actors {
            actor.mentions.sort_unstable();
        }
        cast
    }

    /// The actor that a phrase refers to.
    pub(crate) fn actor_of(&self, phrase: usize) -> Option<usize> {
        self.of_phrase.get(phrase).copied().flatten()
    }

    fn attach(&mut self, phrase: usize, actor: usize, form: &'static str) {
        self.of_phrase[phrase] = Some(actor);
        self.actors[actor].mentions.push((phrase, form));
    }

    /// A phrase with a proper name or an entry of the knowledge base.
    fn named(&mut self, scene: &Scene<'_>, number: usize, phrase: &Phrase) -> usize {
        let name = phrase.name.clone().map_or_else(
            || words(scene, phrase.tokens.clone(), phrase.skip),
            |n| words(scene, n.clone(), if n.start == phrase.tokens.start { phrase.skip } else { 0 }),
        );
        // a family name alone is first of all that of a person the text has named in full (كلير دوفال, then دوفال)
        if phrase.sort == Sort::Person && name.len() == 1 && phrase.title.is_none() {
            let anyone = Phrase { entity: None, ..phrase.clone() };
            if let Some(actor) = self.leader(&name).or_else(|| self.same_person(&name, &anyone)) {
                self.enrich(scene, actor, number, &anyone, name);
                return actor;
            }
        }
        if let Some(entity) = phrase.entity
            && let Some(&actor) = self.by_entity.get(&entity)
        {
            self.enrich(scene, actor, number, phrase, name);
            return actor;
        }
        if phrase.sort == Sort::Person
            && let Some(actor) = self.same_person(&name, phrase)
        {
            if let Some(entity) = phrase.entity {
                self.by_entity.insert(entity, actor);
                self.actors[actor].entity = Some(entity);
            }
            self.enrich(scene, actor, number, phrase, name);
            return actor;
        }
        let actor = self.add(scene, number, phrase, name);
        if let Some(entity) = phrase.entity {
            self.by_entity.insert(entity, actor);
        }
        actor
    }

    /// Of several people of one family name whom the text has named the one who leads a state: «قمة ترامب وكيم».
    fn leader(&self, name: &[String]) -> Option<usize> {
        let mut bearers = self.actors.iter().enumerate().filter(|(_, a)| {
            a.sort == Sort::Person && a.anonymous.is_none() && a.words.len() > 1 && name.iter().all(|w| a.words.contains(w))
        });
        // «الزعيم الكوري الشمالي»: of «الكوري الشمالي» the second word stays
        let compass = |w: &String| matches!(w.as_str(), "شمالي" | "شماليه" | "جنوبي" | "جنوبيه");
        let leads =
            |a: &Actor| a.title.split_first().is_some_and(|(head, rest)| LEADERS.contains(&head.as_str()) && rest.iter().all(compass));
        let (mut several, mut found) = (0, None);
        for (number, actor) in bearers.by_ref() {
            several += 1;
            if leads(actor) {
                if found.is_some() {
                    return None;
                }
                found = Some(number);
            }
        }
        found.filter(|_| several > 1)
    }

    /// A person already met under a fuller or shorter name.
    fn same_person(&self, name: &[String], phrase: &Phrase) -> Option<usize> {
        let last = name.last()?;
        self.actors.iter().rposition(|a| {
            let clash = phrase.entity.is_some() && a.entity.is_some() && phrase.entity != a.entity;
            a.sort == Sort::Person
                && !clash
                && !a.words.is_empty()
                && a.anonymous.is_none()
                && (a.words.last() == Some(last) && (subset(name, &a.words) || subset(&a.words, name))
                    || name.len() == 1 && a.words.contains(last)
                    || subset(name, &a.words) && name.len() >= 2
                    || a.words.len() == 1 && name.contains(&a.words[0]))
        })
    }

    fn add(&mut self, scene: &Scene<'_>, number: usize, phrase: &Phrase, name: Vec<String>) -> usize {
        let title = title_words(scene, phrase);
        self.actors.push(Actor {
            sort: phrase.sort,
            entity: phrase.entity,
            words: name,
            titled_by: phrase.title.map(|_| number),
            title,
            heads_delegation: false,
            state: phrase.state,
            gender: phrase.gender,
            number: phrase.number,
            head: phrase.head,
            named_by: number,
            anonymous: None,
            document: is_document(scene, phrase),
            of: phrase.of.is_some().then_some(number),
            mentions: Vec::new(),
            members: Vec::new(),
            together: None,
        });
        self.actors.len() - 1
    }

    /// The actor of a subject with all that is joined to it: «السعودية والإمارات» speak as one group.
    pub(super) fn joint(&mut self, scene: &Scene<'_>, phrase: usize) -> Option<usize> {
        let alone = self.actor_of(phrase);
        let (first, last) = chain(scene, phrase);
        if first == last {
            return alone;
        }
        let members: Vec<usize> = (first..=last).filter_map(|p| self.actor_of(p)).collect();
        if members.len() < 2 {
            return alone;
        }
        if let Some(known) = self.actors.iter().position(|a| a.members == members) {
            return Some(known);
        }
        let tokens = scene.phrases[first].tokens.start..scene.phrases[last].tokens.end;
        let own = words(scene, tokens.clone(), scene.phrases[first].skip);
        let actor = self.add(scene, first, &scene.phrases[first], own);
        let a = &mut self.actors[actor];
        a.sort = Sort::Group;
        a.entity = None;
        a.number = if members.len() == 2 { Number::Dual } else { Number::Plural };
        a.title = Vec::new();
        a.titled_by = None;
        a.members = members;
        a.together = Some(tokens);
        Some(actor)
    }

    /// The actor that a state is, where the report names it.
    pub(crate) fn of_state(&self, row: u32) -> Option<usize> {
        self.by_entity.get(&Entity::State(row)).copied()
    }

    /// Whether an actor is named within some contents.
    pub(super) fn named_in(&self, scene: &Scene<'_>, actor: usize, content: &[std::ops::Range<usize>]) -> bool {
        self.actors[actor].mentions.iter().any(|(p, _)| content.iter().any(|c| c.contains(&scene.phrases[*p].tokens.start)))
    }

    /// The actors of a phrase and of all that is joined to it.
    pub(crate) fn along(&self, scene: &Scene<'_>, phrase: usize) -> Vec<usize> {
        let (first, last) = chain(scene, phrase);
        let mut actors: Vec<usize> = Vec::new();
        for actor in (first..=last).filter_map(|p| self.actor_of(p)) {
            if !actors.contains(&actor) {
                actors.push(actor);
            }
        }
        actors
    }

    /// Whether what is joined to a phrase stands within some contents, so that it belongs to them.
    pub(super) fn reaches(scene: &Scene<'_>, phrase: usize, content: &[std::ops::Range<usize>]) -> bool {
        let (first, last) = chain(scene, phrase);
        (first..=last).any(|p| content.iter().any(|c| c.contains(&scene.phrases[p].tokens.start)))
    }

    /// «الوزيران», «البلدان»: the group of the two last named that the word fits, or of nobody known.
    fn pair(&mut self, scene: &Scene<'_>, number: usize, phrase: &Phrase, own: Vec<String>) -> usize {
        let members = match phrase.two {
            Some(states) => states.map(|row| self.state(scene, number, phrase, row)).to_vec(),
            None => later::two(scene, self, number).unwrap_or_default(),
        };
        let known = self.actors.iter().position(|a| if members.is_empty() { a.words == own } else { a.members == members });
        if let Some(actor) = known {
            return actor;
        }
        let actor = self.add(scene, number, phrase, own);
        let a = &mut self.actors[actor];
        (a.sort, a.number, a.members) = (Sort::Group, Number::Dual, members);
        a.anonymous = a.members.is_empty().then_some("group");
        actor
    }

    /// «الدول الثلاث»: the group of the states that the report names side by side, if it names just so many.
    fn several(&mut self, scene: &Scene<'_>, number: usize, phrase: &Phrase, own: &[String]) -> Option<usize> {
        let rows = several::count(scene, phrase).and_then(|count| several::states(scene, phrase.tokens.start, count))?;
        let members: Vec<usize> = rows.iter().map(|row| self.state(scene, number, phrase, *row)).collect();
        if let Some(actor) = self.actors.iter().position(|a| a.members == members) {
            return Some(actor);
        }
        let actor = self.add(scene, number, phrase, own.to_vec());
        let a = &mut self.actors[actor];
        (a.sort, a.number, a.gender, a.members) = (Sort::Group, Number::Plural, Gender::Feminine, members);
        Some(actor)
    }

    /// The states of a list of just so many near a word, where each is an actor.
    pub(super) fn listed(&self, scene: &Scene<'_>, at: usize, count: usize) -> Option<Vec<usize>> {
        several::states(scene, at, count)?.into_iter().map(|row| self.of_state(row)).collect()
    }

    /// The actor of a state that a word names together with another.
    fn state(&mut self, scene: &Scene<'_>, number: usize, phrase: &Phrase, row: u32) -> usize {
        let entity = Entity::State(row);
        if let Some(&actor) = self.by_entity.get(&entity) {
            return actor;
        }
        let actor = self.add(scene, number, phrase, Vec::new());
        let a = &mut self.actors[actor];
        (a.sort, a.entity, a.state, a.number, a.gender) = (Sort::State, Some(entity), Some(row), Number::Singular, Gender::Feminine);
        self.by_entity.insert(entity, actor);
        actor
    }

    fn enrich(&mut self, scene: &Scene<'_>, actor: usize, number: usize, phrase: &Phrase, name: Vec<String>) {
        let a = &mut self.actors[actor];
        if name.len() > a.words.len() && phrase.sort == Sort::Person || a.words.is_empty() {
            a.words = name;
            a.named_by = number;
        }
        let title = title_words(scene, phrase);
        if title.len() > a.title.len() {
            a.title = title;
            a.titled_by = Some(number);
            a.gender = phrase.gender;
        }
        a.state = a.state.or(phrase.state);
        if a.of.is_none() && phrase.of.is_some() {
            a.of = Some(number);
        }
    }

    /// A phrase without a proper name: a title, a body, a group, «بلاده».
    fn described(&mut self, scene: &Scene<'_>, number: usize, phrase: &Phrase) -> usize {
        let own = words(scene, phrase.tokens.clone(), phrase.skip);
        if phrase.sort == Sort::Person {
            let title = title_words(scene, phrase);
            if let Some(actor) = later::ordinal(scene, self, number) {
                return actor;
            }
            if let Some(actor) = beside(scene, phrase).and_then(|name| self.actor_of(name)) {
                let a = &mut self.actors[actor];
                if a.titled_by.is_none() {
                    (a.title, a.titled_by, a.state) = (title, Some(number), a.state.or(phrase.state));
                }
                return actor;
            }
            if phrase.number == Number::Dual && phrase.definite && phrase.name.is_none() {
                return self.pair(scene, number, phrase, own);
            }
            // a headline names without the article whom the report names with it
            let headline = scene.title == Some(scene.text.sentence_of(phrase.tokens.start));
            if (phrase.definite || headline && (phrase.state.is_some() || phrase.tokens.len() > 1))
                && let Some(actor) = self
                    .counterpart_named(scene, phrase)
                    .or_else(|| self.titled(scene, number, phrase, &title))
                    .or_else(|| self.holder(scene, number, phrase, &title))
            {
                return actor;
            }
            let actor = self.same_words(&own, phrase).unwrap_or_else(|| self.add(scene, number, phrase, own));
            self.actors[actor].anonymous = self.actors[actor].anonymous.or(Some("titled"));
            self.hold(scene, number, actor, phrase, &title);
            return actor;
        }
        if phrase.sort == Sort::State {
            let state = later::own_state(scene, self, number);
            if let Some(row) = state {
                let entity = Entity::State(row);
                if let Some(&actor) = self.by_entity.get(&entity) {
                    return actor;
                }
                let actor = self.add(scene, number, phrase, own);
                self.actors[actor].entity = Some(entity);
                self.by_entity.insert(entity, actor);
                return actor;
            }
            return self.add(scene, number, phrase, own);
        }
        if let Some(actor) = self.issuer(scene, number, phrase) {
            return actor;
        }
        if let Some(actor) = self.fighters(scene, phrase) {
            return actor;
        }
        if phrase.bare && phrase.number == Number::Dual && phrase.sort == Sort::Group {
            return self.pair(scene, number, phrase, own);
        }
        if let Some(actor) = self.several(scene, number, phrase, &own) {
            return actor;
        }
        if let Some(actor) = self.same_words(&own, phrase) {
            return actor;
        }
        if phrase.definite
            && let Some(actor) = self.same_body(scene, number, phrase, &own)
        {
            return actor;
        }
        let actor = self.add(scene, number, phrase, own);
        if phrase.sort == Sort::Group {
            let class = phrase.head.map_or("", |h| scene.lexicon.orgheads.get(h as usize, "class"));
            self.actors[actor].anonymous = Some(if class == "sources" { "source" } else { "group" });
        }
        actor
    }

    /// «مسلحي جيش الإسلام», «مقاتلو الحركة»: the fighters of a body that the report names are that body.
    fn fighters(&self, scene: &Scene<'_>, phrase: &Phrase) -> Option<usize> {
        let first = &scene.fold(phrase.tokens.start)[phrase.skip as usize..];
        if !crate::frames::fighter_noun(first) || phrase.tokens.len() < 2 {
            return None;
        }
        let body = words(scene, phrase.tokens.start + 1..phrase.tokens.end, 0);
        self.actors.iter().position(|a| a.sort == Sort::Organization && !body.is_empty() && a.words == body)
    }

    /// Whoever issued a document: named right after it, else the body or state last named (وأضاف البيان).
    fn issuer(&self, scene: &Scene<'_>, number: usize, phrase: &Phrase) -> Option<usize> {
        if !is_document(scene, phrase) {
            return None;
        }
        // بيان للوزارة, بيان صادر عن المكتب, بيان صدر عن …
        let mut next = phrase.tokens.end;
        if matches!(scene.fold(next), "صادر" | "صدر" | "نشره" | "اصدره" | "اصدرته" | "نشرته") {
            next += if scene.fold(next + 1) == "عن" { 2 } else { 1 };
        }
        let after = scene.phrase_from(next).filter(|n| scene.phrases[*n].acts()).and_then(|n| self.actor_of(n));
        after.or_else(|| {
            // «… في بيان … وأضاف البيان»: the subject of the sentence that first spoke of it
            let said = (0..phrase.tokens.start).rev().find(|t| scene.fold(*t).contains("بيان") && !scene.fold(*t).contains("بيانات"))?;
            // «أفاد بيان للبيت الأبيض … وأضاف البيان»
            if let Some(issuer) = scene.phrase(said).filter(|n| is_document(scene, &scene.phrases[*n])).and_then(|n| self.actor_of(n)) {
                return Some(issuer);
            }
            let start = scene.text.sentences[scene.text.sentence_of(said)].start;
            let subject = |(n, p): &(usize, &Phrase)| p.tokens.start >= start && p.acts() && !scene.governed(*n) && p.head != phrase.head;
            scene.phrases[..number].iter().enumerate().find(subject).and_then(|(n, _)| self.actor_of(n))
        })
    }

    /// «نظيره القبرصي», named elsewhere as «نظيره القبرصي أندرياس لوكاس».
    fn counterpart_named(&self, scene: &Scene<'_>, phrase: &Phrase) -> Option<usize> {
        if !is_counterpart(scene, phrase) || phrase.state.is_none() {
            return None;
        }
        let named =
            scene.phrases.iter().enumerate().find(|(_, p)| p.name.is_some() && is_counterpart(scene, p) && p.state == phrase.state)?;
        self.actor_of(named.0)
    }

    /// The person whose title these words repeat: the last one before the phrase, else one named later.
    fn titled(&self, scene: &Scene<'_>, number: usize, phrase: &Phrase, title: &[String]) -> Option<usize> {
        let could = |a: &Actor| {
            a.sort == Sort::Person
                && a.gender == phrase.gender
                && phrase.number == Number::Singular
                && (phrase.state.is_none() || a.state.is_none() || phrase.state == a.state)
                && (phrase.state.is_some() || phrase.of.is_some() || phrase.bare || title.len() >= 2)
        };
        // «الرئيس المصري» is not whoever presides over a body
        let presides = |a: &Actor| {
            title == ["رءيس"]
                && phrase.state.is_some()
                && a.state.is_none()
                && a.title
                    .get(1)
                    .is_some_and(|of| !matches!(of.as_str(), "جمهوريه" | "وزراء" | "حكومه" | "دوله" | "سابق" | "منتخب" | "حالي"))
        };
        let could = |a: &Actor| could(a) && !presides(a);
        let same = |a: &Actor| could(a) && subset(title, &a.title);
        // «أبلغ الوزير نظيره»: nobody is his own counterpart
        let own = is_counterpart(scene, phrase).then(|| {
            let sentence = scene.text.sentences[scene.text.sentence_of(phrase.tokens.start)].start;
            let mut before = scene.phrases[..number].iter().enumerate().rev().take_while(|(_, p)| p.tokens.start >= sentence);
            before.find(|(_, p)| p.sort == Sort::Person).and_then(|(n, _)| self.actor_of(n))
        });
        let own = own.flatten();
        let before = |fits: &dyn Fn(&Actor) -> bool| {
            let mut seen = scene.phrases[..number].iter().enumerate().rev().filter_map(|(n, _)| self.actor_of(n));
            seen.find(|a| Some(*a) != own && fits(&self.actors[*a]))
        };
        before(&same)
            .or_else(|| before(&|a| could(a) && later::repeats(scene, title, a)))
            .or_else(|| (!phrase.bare).then(|| self.actors.iter().position(|a| same(a) && a.anonymous.is_none())).flatten())
    }

    /// «ترامب … الرئيس الأمريكي»: the person whom the report names without an office and who held this one on its day.
    fn holder(&mut self, scene: &Scene<'_>, number: usize, phrase: &Phrase, title: &[String]) -> Option<usize> {
        let (day, state) = (scene.day?, phrase.state.filter(|_| phrase.number == Number::Singular)?);
        if past_office(scene, phrase) {
            return None;
        }
        let held = |actor: usize| {
            let Some(Entity::Person(row)) = self.actors[actor].entity else { return None };
            let mut offices = scene.lexicon.offices(row).iter();
            offices.find(|o| o.state == state && o.held_on(day) && o.is_called(title)).map(|o| (actor, o))
        };
        let mut found = (0..self.actors.len()).filter_map(held);
        let (actor, office) = found.next()?;
        // two ministers of one state: «الوزير» is nobody in particular
        if found.next().is_some() {
            return None;
        }
        self.reasons.insert(number, because(scene, office, day));
        Some(actor)
    }

    /// «وزير الخارجية الروسي» in a report of 2015: whoever held the office on its day, if the base knows exactly one.
    fn hold(&mut self, scene: &Scene<'_>, number: usize, actor: usize, phrase: &Phrase, title: &[String]) {
        let known = |day| {
            let state = phrase.state.filter(|_| phrase.definite && phrase.number == Number::Singular)?;
            scene.lexicon.only_holder(state, title, day)
        };
        let Some((person, office, day)) =
            scene.day.filter(|_| !past_office(scene, phrase)).and_then(|day| known(day).map(|(p, o)| (p, o, day)))
        else {
            return;
        };
        let entity = Entity::Person(person);
        if self.actors[actor].entity.is_none() && !self.by_entity.contains_key(&entity) {
            self.actors[actor].entity = Some(entity);
            self.by_entity.insert(entity, actor);
            self.reasons.insert(number, because(scene, office, day));
        }
    }

    fn same_words(&self, own: &[String], phrase: &Phrase) -> Option<usize> {
        self.actors.iter().rposition(|a| a.sort == phrase.sort && a.words == own)
    }

    /// A body named more fully before: «الائتلاف» after «الائتلاف الوطني السوري», «الوزارة» after any ministry.
    fn same_body(&self, scene: &Scene<'_>, number: usize, phrase: &Phrase, own: &[String]) -> Option<usize> {
        let class = phrase.head.map_or("", |h| scene.lexicon.orgheads.get(h as usize, "class"));
        let mut seen = scene.phrases[..number].iter().enumerate().rev().filter_map(|(n, _)| self.actor_of(n));
        seen.find(|actor| {
            let a = &self.actors[*actor];
            if a.sort != phrase.sort {
                return false;
            }
            // a delegation of the committee is not the committee
            let heads = a.head.is_none() || a.head == phrase.head || class == "ministry";
            if heads && subset(own, &a.words) && (phrase.state.is_none() || a.state.is_none() || phrase.state == a.state) {
                return true;
            }
            let a_class = match a.entity {
                Some(Entity::Org(row)) => scene.lexicon.orgs.get(row as usize, "class"),
                _ => a.head.map_or("", |h| scene.lexicon.orgheads.get(h as usize, "class")),
            };
            let generic = matches!(own.first().map(String::as_str), Some("وزاره" | "وكاله" | "حكومه" | "نظام" | "صحيفه" | "قناه" | "شبكه"));
            // «الدول الست» are no government, though they are of its class
            let called = class != "government" || a.entity.is_some() || a.words.first() == own.first();
            let same_class = generic && called && class == a_class && matches!(class, "ministry" | "agency" | "government" | "media");
            phrase.bare && (same_class || a.head.is_some() && a.head == phrase.head)
        })
    }

    /// The two last joined or named together before a word, as one actor: who speaks in «وأعلنا».
    pub(super) fn both(&mut self, scene: &Scene<'_>, at: usize, sentence: usize) -> Option<usize> {
        let members = self.together(scene, at, sentence).filter(|m| m.len() == 2)?;
        if let Some(known) = self.actors.iter().position(|a| a.members == members) {
            return Some(known);
        }
        let phrase = scene.phrases.iter().enumerate().position(|(n, _)| self.actor_of(n) == Some(members[0]))?;
        self.joint(scene, phrase)
    }

    /// The members of a joint subject, or the actor itself.
    pub(crate) fn each(&self, actor: usize) -> Vec<usize> {
        let members = &self.actors[actor].members;
        if members.is_empty() { vec![actor] } else { members.clone() }
    }

    /// The last phrases joined by و before a word, in its sentence or the one before: whom «هما» and «هم» stand for.
    pub(super) fn together(&self, scene: &Scene<'_>, at: usize, sentence: usize) -> Option<Vec<usize>> {
        let start = scene.text.sentences[sentence.saturating_sub(1)].start;
        let last = scene.phrases.partition_point(|p| p.tokens.start < at);
        let mut number = last;
        while number > 0 && scene.phrases[number - 1].tokens.start >= start {
            number -= 1;
            let (first, end) = chain(scene, number);
            if end > first && end < last {
                let members: Vec<usize> = (first..=end).filter_map(|p| self.actor_of(p)).collect();
                if members.len() > 1 {
                    return Some(members);
                }
            }
        }
        None
    }

    /// «معقل الفصائل قرب دمشق قبل خروجهم»: whether people in the plural, or a body that «هم» can stand for, are named in the sentence before a
    /// word, and nobody is joined to them.
    pub(super) fn many_before(scene: &Scene<'_>, at: usize, sentence: usize) -> bool {
        let start = scene.text.sentences[sentence].start;
        let last = scene.phrases.partition_point(|p| p.tokens.start < at);
        let mut near = (0..last).rev().take_while(|n| scene.phrases[*n].tokens.start >= start);
        let people = |n: usize| {
            let phrase = &scene.phrases[n];
            let class = phrase.head.map_or("", |h| scene.lexicon.orgheads.get(h as usize, "class"));
            let group = matches!(phrase.sort, Sort::Group | Sort::Organization)
                && phrase.number == Number::Plural
                && !matches!(class, "sources" | "media" | "document");
            (phrase.acts() && group).then(|| chain(scene, n))
        };
        near.find_map(people).is_some_and(|(first, end)| first == end)
    }

    /// Whether an actor can be the subject of these forms.
    pub(super) fn agrees(&self, actor: usize, gender: Gender, number: Number) -> bool {
        let a = &self.actors[actor];
        match a.sort {
            // two who are named together are no one alone
            Sort::Group if a.number == Number::Dual && number == Number::Singular => false,
            // groups and joined subjects take either; behind people named in the plural «وأضاف» is somebody else
            Sort::Group if number == Number::Singular && gender == Gender::Masculine => {
                a.number != Number::Plural || a.gender == Gender::Feminine && a.members.is_empty()
            }
            Sort::Group if a.document => number == Number::Singular,
            Sort::Group => number != Number::Dual || a.number == Number::Dual,
            Sort::Organization | Sort::State => number == Number::Singular && (a.gender == gender || gender == Gender::Feminine),
            _ => a.gender == gender && (number == Number::Singular || a.number == number),
        }
    }

    /// Whom a pronoun on a verb of telling stands for: the last actor named in this sentence before the verb, or in the one before, who agrees and
    /// is not the speaker.
    pub(super) fn other(&self, scene: &Scene<'_>, at: usize, sentence: usize, who: Who, speaker: Option<usize>) -> Option<usize> {
        let Who::Pronoun(gender, number) = who else { return None };
        let start = scene.text.sentences[sentence.saturating_sub(1)].start;
        let last = scene.phrases.partition_point(|p| p.tokens.start < at);
        let near = (0..last).rev().take_while(|n| scene.phrases[*n].tokens.start >= start);
        let candidate = |n: usize| self.actor_of(n).filter(|a| Some(*a) != speaker && self.agrees(*a, gender, number));
        near.filter(|n| scene.phrases[*n].sort == Sort::Person || number != Number::Singular).find_map(candidate)
    }

    /// The last actor named before a word in its sentence that agrees, a subject before others.
    pub(super) fn before(&self, scene: &Scene<'_>, at: usize, sentence: usize, gender: Gender, number: Number) -> Option<usize> {
        let start = scene.text.sentences[sentence].start;
        let last = scene.phrases.partition_point(|p| p.tokens.start < at);
        let here = scene.phrases[..last].iter().enumerate().rev().take_while(|(_, p)| p.tokens.start >= start);
        let mut fallback = None;
        for (n, phrase) in here {
            let Some(actor) = self.actor_of(n).filter(|a| self.agrees(*a, gender, number)) else { continue };
            if !scene.governed(n) && phrase.tokens.end <= at && !owned(scene, phrase) {
                return Some(actor);
            }
            // «في تغريدة على تويتر»: what carries words is not whom they are of
            let carries = matches!(self.actors[actor].entity, Some(Entity::Org(row)) if matches!(scene.lexicon.orgs.get(row as usize, "class"), "media" | "company"));
            fallback = fallback.or(Some(actor).filter(|_| !carries));
        }
        fallback
    }
}

/// The name set off by commas behind an office: «المسؤول الثاني في النظام، كيم يونغ شول، …».
fn beside(scene: &Scene<'_>, phrase: &Phrase) -> Option<usize> {
    let comma = phrase.tokens.end;
    if !matches!(scene.mark(comma), '،' | ',') || phrase.number != Number::Singular || phrase.name.is_some() {
        return None;
    }
    let number = scene.phrase_from(comma + 1)?;
    let name = &scene.phrases[number];
    let bare = name.sort == Sort::Person && name.name.is_some() && name.title.is_none() && name.skip == 0 && name.gender == phrase.gender;
    let closed = matches!(scene.mark(name.tokens.end), '،' | ',' | '.' | ':' | ')') || name.tokens.end >= scene.text.tokens.len();
    (bare && closed).then_some(number)
}

/// «قمة الحلف»: whether a body or state is only whose meeting is told of. Of people what is theirs is done by them.
fn owned(scene: &Scene<'_>, phrase: &Phrase) -> bool {
    let Some(before) = phrase.tokens.start.checked_sub(1).filter(|_| phrase.skip == 0) else { return false };
    let meeting = crate::frames::unjoined(scene.fold(before));
    matches!(phrase.sort, Sort::Organization | Sort::State)
        && scene.phrase(before).is_none()
        && matches!(meeting, "قمه" | "اجتماع" | "اجتماعات" | "مءتمر" | "جلسه" | "دوره" | "مباحثات" | "محادثات" | "مفاوضات")
}

/// The first and last of the acting phrases joined by و around one.
fn chain(scene: &Scene<'_>, phrase: usize) -> (usize, usize) {
    let joined = |later: usize| {
        let (a, b) = (&scene.phrases[later - 1], &scene.phrases[later]);
        let gap = (a.tokens.end..b.tokens.start).all(|t| matches!(scene.mark(t), '،' | '"' | '»'));
        a.acts() && b.acts() && gap && b.skip == 2 && scene.fold(b.tokens.start).starts_with('و')
    };
    let (mut first, mut last) = (phrase, phrase);
    while first > 0 && joined(first) {
        first -= 1;
    }
    while last + 1 < scene.phrases.len() && joined(last + 1) {
        last += 1;
    }
    (first, last)
}

/// Whether a phrase is a document that stands for its issuer.
fn is_document(scene: &Scene<'_>, phrase: &Phrase) -> bool {
    phrase.head.is_some_and(|h| phrase.sort == Sort::Group && scene.lexicon.orgheads.get(h as usize, "class") == "document")
}

fn skipped(scene: &Scene<'_>, phrase: &Phrase) -> bool {
    scene.skipped[phrase.tokens.start]
}

fn form(scene: &Scene<'_>, phrase: &Phrase) -> &'static str {
    // بن عيسى and أبو الغيط are short as عيسى is: the small words of names do not count
    let small = |t: &usize| scene.lexicon.name_part(scene.fold(*t)).is_some();
    let words = phrase.name.as_ref().map(|n| n.clone().filter(|t| !small(t)).count());
    if phrase.capital {
        "metonym"
    } else if phrase.sort == Sort::Person && words == Some(1) && phrase.title.is_none() {
        "short"
    } else {
        "full"
    }
}

/// Whether a word of a title is a state's name: رئيس وزراء إثيوبيا is رئيس الوزراء الإثيوبي.
fn names_state(scene: &Scene<'_>, word: &str) -> bool {
    use mahdar_arabic::compile::phrase;
    let article = format!("ال{word}");
    [word, article.as_str()].iter().any(|w| scene.lexicon.blob.phrase(w).any(|(kind, _)| kind == phrase::STATE))
}

/// Whether a title is «نظيره», «نظيرتها».
fn is_counterpart(scene: &Scene<'_>, phrase: &Phrase) -> bool {
    phrase.title_at.is_some_and(|t| scene.fold(t).contains("نظير"))
}

/// The office that «نظيره» repeats: the title of the person named before it.
fn counterpart(scene: &Scene<'_>, phrase: &Phrase) -> Option<Vec<String>> {
    if !is_counterpart(scene, phrase) {
        return None;
    }
    let before = scene.phrases.partition_point(|p| p.tokens.start < phrase.tokens.start);
    let owner = scene.phrases[..before]
        .iter()
        .rev()
        .take(6)
        .find(|p| p.sort == Sort::Person && p.title_at.is_some() && !is_counterpart(scene, p))?;
    let mut office = title_words(scene, owner);
    // وزيرة … ونظيرها: her office in his gender
    if owner.gender == Gender::Feminine
        && phrase.gender == Gender::Masculine
        && let Some(head) = office.first_mut()
        && let Some(masculine) = head.strip_suffix('ه')
    {
        *head = masculine.to_owned();
    }
    Some(office)
}

/// Words of a title without its nationality and without the name: what a later «الوزير» repeats.
fn title_words(scene: &Scene<'_>, phrase: &Phrase) -> Vec<String> {
    let Some(start) = phrase.title_at else { return Vec::new() };
    if let Some(office) = counterpart(scene, phrase) {
        return office;
    }
    let end = match &phrase.name {
        Some(name) if name.start > start => name.start,
        _ => phrase.tokens.end,
    };
    words(scene, start..end, if start == phrase.tokens.start { phrase.skip } else { 0 })
        .into_iter()
        .zip((start..end).filter(|t| scene.text.tokens[*t].kind != Kind::Mark))
        .filter(|(w, t)| *t == start || !scene.morph.is(*t, Pos::Nisba) && !names_state(scene, w))
        .map(|(w, _)| w)
        .collect()
}
