//! Writing the record: candidates with their actors become entries, bytes become code points.

use crate::discourse::{self, Joined, Told};
use crate::document::Document;
use crate::frames::issue::Issues;
use crate::frames::{Deed, Said, Scene, Shape, Status, Undone, Unsaid, position};
use crate::furniture::Piece;
use crate::lex::TARGET;
use crate::morph::Proclitics;
use crate::names::{Entity, Phrase, Sort};
use crate::record::{
    Actor, Chars, Denial, DocumentInfo, EngineInfo, Event, Framework, Furniture, Mention, Note, Occasion, Participant, Position, Published,
    Record, SCHEMA, Silence, Statement, Time,
};
use crate::span::{CharMap, Span};
use crate::text::Kind;
use crate::time::TimeExpression;
use mahdar_arabic::features::Pos;
use std::ops::Range;

/// Everything that a record is written from.
pub(crate) struct Sources<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) document: &'a Document,
    pub(crate) chars: &'a CharMap,
    pub(crate) lexicon_hash: &'a str,
    pub(crate) furniture: &'a [Piece],
    pub(crate) times: &'a [TimeExpression],
    pub(crate) said: &'a [Said],
    pub(crate) unsaid: &'a [Unsaid],
    pub(crate) deeds: &'a [Deed],
    pub(crate) undone: &'a [Undone],
    pub(crate) published: Published,
    pub(crate) title: Option<Span>,
    pub(crate) confidence: &'a dyn Fn(&str) -> f32,
    pub(crate) issues: &'a Issues,
}

/// Writes the record.
pub(crate) fn write(sources: &Sources<'_>, mut told: Told) -> Record {
    let times: Vec<Time> = sources.times.iter().enumerate().map(|(n, t)| sources.time(n, t)).collect();
    let when: Vec<Option<usize>> = sources.deeds.iter().map(|d| sources.time_of(d)).collect();
    let values: Vec<Option<String>> = when.iter().map(|w| w.and_then(|n| day(&times[n]))).collect();
    let joined = discourse::join(sources.deeds, &mut told.deeds, &values, sources.scene.title, &told.cast);
    let frameworks = sources.frameworks();
    let statements = sources.statements(&told, &times);
    let events = sources.events(&told, &times, &when, &values, &joined);
    let positions = sources.positions(&told);
    let silences = sources.silences(&told);
    let actors = sources.actors(&told);
    let mut record = Record {
        schema: SCHEMA.to_owned(),
        engine: EngineInfo { version: env!("CARGO_PKG_VERSION").to_owned(), lexicon: sources.lexicon_hash.to_owned() },
        document: sources.document(),
        furniture: sources.furniture.iter().map(|f| Furniture { span: sources.chars(f.span), kind: f.kind.to_owned() }).collect(),
        actors,
        statements,
        silences,
        events,
        positions,
        frameworks,
        times,
        notes: sources.notes(),
    };
    about(&mut record);
    record
}

/// A calendar value that an event can stand on: a day, a range of days, a month or a year, without part of day.
fn day(time: &Time) -> Option<String> {
    let value = time.value.as_deref()?;
    if !matches!(time.kind.as_str(), "DATE" | "TIME") || value.ends_with("REF") || value.contains('X') {
        return None;
    }
    if time.granularity == "week" {
        return week(value);
    }
    let value = match value.split_once('T') {
        Some((day, _)) if !value.contains('/') => day,
        _ => value,
    };
    // seasons, quarters and parts of months are no time of a deed
    value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/')).then(|| value.to_owned())
}

/// The days of an ISO week, as a range.
fn week(value: &str) -> Option<String> {
    let (year, week) = value.split_once("-W")?;
    let monday = jiff::civil::ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, jiff::civil::Weekday::Monday).ok()?.date();
    Some(format!("{monday}/{}", monday.checked_add(jiff::Span::new().days(6)).ok()?))
}

/// Links statements to the events and frameworks named in their contents.
fn about(record: &mut Record) {
    let inside = |content: &[Chars], at: Chars| content.iter().any(|c| c.0 <= at.0 && at.1 <= c.1);
    for statement in &mut record.statements {
        for framework in &record.frameworks {
            if framework.mentions.iter().any(|m| inside(&statement.content, *m)) {
                statement.about.push(framework.id.clone());
            }
        }
        for event in &record.events {
            if inside(&statement.content, event.trigger) {
                statement.about.push(event.id.clone());
            }
        }
    }
}

fn actor_id(number: usize) -> String {
    format!("a{}", number + 1)
}

impl Sources<'_> {
    fn chars(&self, span: Span) -> Chars {
        let text = self.scene.source;
        Chars(self.chars.code_point(text, span.start), self.chars.code_point(text, span.end))
    }

    fn tokens(&self, tokens: &Range<usize>) -> Chars {
        self.chars(self.scene.text.span(tokens.clone()))
    }

    fn words(&self, tokens: &Range<usize>) -> &str {
        self.scene.text.span(tokens.clone()).of(self.scene.source)
    }

    fn phrase_span(&self, phrase: &Phrase) -> Span {
        self.span_within(phrase, &phrase.tokens)
    }

    /// Span of some tokens of a phrase, without the proclitics of its first one.
    fn span_within(&self, phrase: &Phrase, tokens: &Range<usize>) -> Span {
        let mut span = self.scene.text.span(tokens.clone());
        if phrase.skip > 0 && tokens.start == phrase.tokens.start {
            let first = self.scene.text.tokens[tokens.start].span;
            span.start += crate::frames::letter_len(first.of(self.scene.source), phrase.skip as usize / 2);
        }
        span
    }

    fn document(&self) -> DocumentInfo {
        let d = self.document;
        let title = d.title.clone().or_else(|| self.title.map(|t| t.of(self.scene.source).to_owned()));
        DocumentInfo {
            id: d.id(),
            content: d.content(),
            source: d.source.clone(),
            title,
            title_span: self.title.map(|t| self.chars(t)),
            outlet: d.outlet.clone(),
            url: d.url.clone(),
            author: d.author.clone(),
            section: d.section.clone(),
            published: self.published.clone(),
            language: "ar".to_owned(),
            text: d.text.clone(),
        }
    }

    fn time(&self, number: usize, time: &TimeExpression) -> Time {
        Time {
            id: format!("t{}", number + 1),
            span: self.chars(time.span),
            value: time.value.clone(),
            granularity: time.granularity.name().to_owned(),
            kind: time.kind.name().to_owned(),
            calendar: time.calendar.name().to_owned(),
            interval: time.interval.map(|(first, last)| format!("{first}/{last}")),
            because: time.because.clone(),
        }
    }

    /// The time expression that a deed rests on: the first after it in its clause, else the nearest before it in its sentence.
    fn time_of(&self, deed: &Deed) -> Option<usize> {
        let sentence = &self.scene.text.sentences[deed.sentence];
        let usable = |t: &TimeExpression| {
            t.value.as_deref().is_some_and(|v| !v.ends_with("-WE") && !v.ends_with("REF")) && matches!(t.kind.name(), "DATE" | "TIME")
        };
        let other = |a: usize, b: usize| {
            self.deeds
                .iter()
                .any(|d| d.sentence == deed.sentence && d.trigger.start > a && d.trigger.start < b && d.trigger.start != deed.trigger.start)
        };
        // «أعلن مساء الثلاثاء إعادة العمل بالعقوبات»: what is announced is done that day
        let announces = |s: &Said| s.class == "announce" && s.content.first().is_some_and(|c| c.start == deed.trigger.start) && !deed.verb;
        let cue = |a: usize, b: usize| {
            self.said.iter().any(|s| s.sentence == deed.sentence && s.cue.start > a && s.cue.start < b && !announces(s))
        };
        // «قالت في مؤتمر صحفي إن … في أيار»: a day in what is said is not that of where it was said
        let told = |at: usize| {
            let holds = |s: &Said, t: usize| s.content.iter().any(|c| c.contains(&t));
            self.said
                .iter()
                .any(|s| s.sentence == deed.sentence && s.cue.start < deed.trigger.start && holds(s, at) && !holds(s, deed.trigger.start))
        };
        let mut after = None;
        let mut before = None;
        for (n, t) in self.times.iter().enumerate().filter(|(_, t)| sentence.contains(&t.tokens.start) && usable(t)) {
            let at = t.tokens.start;
            // منذ … dates what has lasted; a day between a verb of saying and its content is the saying's
            let since = self.scene.fold(at) == "منذ" || at > 0 && self.scene.fold(at - 1) == "منذ";
            let frame = self.said.iter().any(|s| {
                s.sentence == deed.sentence
                    && s.cue.start < at
                    && s.content.first().is_some_and(|c| at < c.start)
                    && s.content.iter().any(|c| c.contains(&deed.trigger.start))
                    && !announces(s)
            });
            // «الزيارة هي الأولى منذ إعادة انتخابه في 18 آذار»: the day of the other deed
            let other_deed = at > deed.trigger.end
                && (deed.trigger.end..at - 1).any(|t| {
                    matches!(self.scene.fold(t), "منذ" | "بعد" | "عقب" | "اثر") && !self.scene.timed[t] && !self.scene.timed[t + 1]
                });
            if since || frame || other_deed || at > deed.trigger.start && told(at) || self.dates_a_document(at, deed) {
                continue;
            }
            if at >= deed.trigger.end {
                if after.is_none() && !other(deed.trigger.start, at) && !cue(deed.trigger.start, at) && at - deed.trigger.end <= 24 {
                    after = Some(n);
                }
            } else if at < deed.trigger.start
                && !cue(at, deed.trigger.start)
                && !other(at, deed.trigger.start)
                && deed.trigger.start - at <= 20
            {
                before = Some(n);
            }
        }
        after.or(before.filter(|_| !self.circumstance(deed)))
    }

    /// «وصل الجمعة …، وذلك بعد القمة»: whether a deed only sets in time what the sentence tells, whose day stands before.
    fn circumstance(&self, deed: &Deed) -> bool {
        let before = deed.trigger.start.checked_sub(1).map_or("", |t| crate::frames::unjoined(self.scene.fold(t)));
        matches!(before, "بعد" | "منذ" | "قبل" | "قبيل")
    }

    /// Whether the date at this token is that of a document by its participle, and not of the deed: تبادلا الآراء بناء على البيان المؤرخ في 30 يونيو
    /// (exchanged views on the basis of the statement dated 30 June). The deed's own noun has the date: الاجتماع المقرر في 5 مايو.
    fn dates_a_document(&self, at: usize, deed: &Deed) -> bool {
        let is = |token: usize, words: &[&str]| words.contains(&self.scene.fold(token));
        let Some(mut word) = at.checked_sub(1) else { return false };
        if is(word, &["يوم"]) && word > 0 {
            word -= 1;
        }
        if is(word, &["في", "ب", "بـ", "بتاريخ"]) && word > 0 {
            word -= 1;
        }
        let Some(noun) = word.checked_sub(1).filter(|noun| *noun >= deed.trigger.end) else { return false };
        let covering = self.scene.covering[noun].map(|number| &self.scene.phrases[number as usize]);
        let kind = match covering.filter(|phrase| phrase.sort == Sort::Framework) {
            Some(Phrase { entity: Some(Entity::Framework(row)), .. }) => self.scene.lexicon.frameworks.get(*row as usize, "kind"),
            Some(Phrase { head: Some(row), .. }) => self.scene.lexicon.framework_heads.get(*row as usize, "kind"),
            _ => {
                let head = self.scene.morph.find(noun, Pos::FrameworkHead);
                head.map_or("", |head| self.scene.lexicon.framework_heads.get(head.row as usize, "kind"))
            }
        };
        let document = matches!(kind, "communique" | "agreement" | "resolution" | "initiative" | "plan");
        let participle = [Pos::Active, Pos::Passive].into_iter().any(|pos| self.scene.morph.is(word, pos));
        document && participle && self.scene.fold(word).starts_with("ال")
    }

    fn actors(&self, told: &Told) -> Vec<Actor> {
        let cast = &told.cast;
        cast.actors
            .iter()
            .enumerate()
            .map(|(number, actor)| {
                let (listed, name_en, entity) = self.listed(actor.entity);
                let text_name = self.text_name(actor);
                let whole = actor.sort == Sort::Person && actor.words.len() <= 1 || actor.sort == Sort::State;
                let name = match listed {
                    Some(listed) if whole => listed.to_owned(),
                    _ => text_name,
                };
                let role = actor.titled_by.map(|p| self.title_text(&self.scene.phrases[p])).filter(|r| !r.is_empty());
                let of = actor.of.and_then(|p| {
                    let inner = self.scene.phrases[p].of.clone()?;
                    cast.actors.iter().position(|a| a.mentions.iter().any(|(m, _)| self.scene.phrases[*m].tokens == inner)).map(actor_id)
                });
                Actor {
                    id: actor_id(number),
                    kind: match actor.sort {
                        Sort::Person => "person",
                        Sort::Organization => "organization",
                        Sort::State | Sort::Place | Sort::Framework => "state",
                        Sort::Group => "group",
                    }
                    .to_owned(),
                    name,
                    name_en: name_en.map(str::to_owned),
                    entity: entity.map(str::to_owned),
                    role,
                    of,
                    members: actor.members.iter().map(|m| actor_id(*m)).collect(),
                    anonymous: actor.anonymous.map(str::to_owned),
                    mentions: actor
                        .mentions
                        .iter()
                        .map(|(phrase, form)| Mention {
                            span: self.chars(self.phrase_span(&self.scene.phrases[*phrase])),
                            form: (*form).to_owned(),
                            because: cast.reasons.get(phrase).cloned(),
                        })
                        .collect(),
                }
            })
            .collect()
    }

    /// Name, English name and id of a knowledge-base entry.
    fn listed(&self, entity: Option<Entity>) -> (Option<&'static str>, Option<&'static str>, Option<&'static str>) {
        let lexicon = self.scene.lexicon;
        let (table, row) = match entity {
            Some(Entity::Person(row)) => (lexicon.people, row),
            Some(Entity::Org(row)) => (lexicon.orgs, row),
            Some(Entity::State(row)) => (lexicon.states, row),
            Some(Entity::Framework(row)) => (lexicon.frameworks, row),
            Some(Entity::Place(_)) | None => return (None, None, None),
        };
        let get = |column| Some(table.get(row as usize, column)).filter(|v: &&str| !v.is_empty());
        (get("name"), get("name_en"), get("id"))
    }

    fn text_name(&self, actor: &discourse::Actor) -> String {
        let phrase = &self.scene.phrases[actor.named_by];
        if let Some(together) = &actor.together {
            // invisible characters before the first letter are cut too, clitic or none
            let mut span = self.scene.text.span(together.clone());
            span.start += crate::frames::letter_len(span.of(self.scene.source), phrase.skip as usize / 2);
            return span.of(self.scene.source).to_owned();
        }
        if let Some(name) = &phrase.name {
            return self.span_within(phrase, name).of(self.scene.source).replace('#', "").replace('_', " ").trim().to_owned();
        }
        let words = self.phrase_span(phrase).of(self.scene.source);
        // «لـ"المرفأ"»
        if let Some(name) = words.strip_prefix('ـ') {
            return name.trim_matches(|c: char| crate::text::quote::is_quote(c)).to_owned();
        }
        // «قالت "الأخبار"»: the marks around a whole name are none of it
        let inner = words.trim_matches(|c: char| crate::text::quote::is_quote(c));
        if inner.len() < words.len() && words.starts_with(crate::text::quote::is_quote) && words.ends_with(crate::text::quote::is_quote) {
            return inner.to_owned();
        }
        // ل and the article are written as one: للوفد names الوفد
        let merged = words.strip_prefix('ل').filter(|rest| rest.starts_with('ل'));
        let for_the = |r: &crate::morph::Reading| r.pro.has(Proclitics::FOR) && r.pro.has(Proclitics::THE);
        let governed = self.scene.morph.readings(phrase.tokens.start).iter().any(for_the);
        merged.filter(|_| governed).map_or_else(|| words.to_owned(), |rest| format!("ا{rest}"))
    }

    fn title_text(&self, phrase: &Phrase) -> String {
        let Some(start) = phrase.title_at else { return String::new() };
        let end = match &phrase.name {
            Some(name) if name.start > start => name.start,
            _ => phrase.tokens.end,
        };
        // without the «د.» before the name
        let letter = |t: usize| self.scene.text.fold(t).chars().count() == 1;
        let end = (start..end).rev().find(|t| self.scene.text.tokens[*t].kind != Kind::Mark && !letter(*t)).map_or(end, |t| t + 1);
        self.span_within(phrase, &(start..end)).of(self.scene.source).to_owned()
    }

    fn statements(&self, told: &Told, times: &[Time]) -> Vec<Statement> {
        self.said
            .iter()
            .zip(&told.said)
            .enumerate()
            .map(|(number, (said, who))| {
                let form = if said.direct {
                    "direct"
                } else if said.mixed {
                    "mixed"
                } else {
                    "indirect"
                };
                Statement {
                    id: format!("s{}", number + 1),
                    speaker: who.speaker.map(actor_id),
                    mention: who.mention.map(|p| self.chars(self.phrase_span(&self.scene.phrases[p]))),
                    cue: self.chars(said.cue_span),
                    class: said.class.to_owned(),
                    form: form.to_owned(),
                    verbatim: self.verbatim(said).to_owned(),
                    content: said.content.iter().map(|c| self.tokens(c)).collect(),
                    addressee: who.addressee.iter().map(|a| actor_id(*a)).collect(),
                    via: who.via.iter().map(|a| actor_id(*a)).collect(),
                    via_mentions: who.via_mentions.iter().map(|p| self.chars(self.phrase_span(&self.scene.phrases[*p]))).collect(),
                    within: who.within.map(|w| format!("s{}", w + 1)),
                    distance: if said.doubt { "doubt" } else { "none" }.to_owned(),
                    occasion: self.occasion(said),
                    said_at: self.said_at(said, times),
                    background: said.background,
                    about: Vec::new(),
                    denies: (said.class == "deny")
                        .then(|| said.content.first().map(|c| Denial { span: self.tokens(c), claimed_by: self.claimer(told, c) }))
                        .flatten(),
                    rule: said.rule.to_owned(),
                    confidence: (self.confidence)(said.rule),
                }
            })
            .collect()
    }

    /// Verbatim only inside marks or, doubtfully, after a colon.
    fn verbatim(&self, said: &Said) -> &'static str {
        let quoted = said.content.iter().all(|c| c.start > 0 && self.scene.quote_from(c.start - 1).is_some());
        match (said.direct, said.mixed) {
            (true, _) if quoted => "yes",
            (true, _) => "uncertain",
            (false, true) => "partly",
            _ => "no",
        }
    }

    /// Whose claim a denial answers, when the denied words name it (ما تداولته وسائل إعلام).
    fn claimer(&self, told: &Told, content: &Range<usize>) -> Option<String> {
        let claims = content.clone().find(|t| {
            matches!(
                self.scene.fold(*t),
                "تداولته"
                    | "ذكرته"
                    | "نشرته"
                    | "اوردته"
                    | "اعلنه"
                    | "اعلنته"
                    | "تناقلته"
                    | "قاله"
                    | "زعمته"
                    | "نقلته"
                    | "بثته"
            )
        })?;
        let phrase = self.scene.phrase_from(claims + 1)?;
        told.cast.actor_of(phrase).map(actor_id)
    }

    fn occasion(&self, said: &Said) -> Option<Occasion> {
        let sentence = &self.scene.text.sentences[said.sentence];
        let content = said.content.first().map_or(sentence.end, |c| c.start);
        let range = sentence.start..if content > said.cue.start { content } else { sentence.end };
        let mut best: Option<(Range<usize>, &'static str)> = None;
        for token in range.clone() {
            if let Some((end, kind)) = self.scene.occasion(token)
                && best.as_ref().is_none_or(|(b, _)| end - token > b.len())
            {
                best = Some((token..end, kind));
            }
        }
        best.map(|(tokens, kind)| Occasion { span: self.tokens(&tokens), kind: kind.to_owned() })
    }

    /// A day that stands between cue and content.
    fn said_at(&self, said: &Said, times: &[Time]) -> Option<String> {
        let content = said.content.first()?.start;
        let sentence = &self.scene.text.sentences[said.sentence];
        let n = self.times.iter().position(|t| {
            sentence.contains(&t.tokens.start)
                && !t.is_vague()
                && !said.content.iter().any(|c| c.contains(&t.tokens.start))
                && (t.tokens.start < content || said.shape == Shape::Headline)
        })?;
        day(&times[n]).filter(|v| v.len() == 10)
    }

    fn silences(&self, told: &Told) -> Vec<Silence> {
        self.unsaid
            .iter()
            .zip(&told.unsaid)
            .map(|(unsaid, actor)| Silence {
                actor: actor.map(actor_id),
                cue: self.tokens(&unsaid.cue),
                kind: unsaid.kind.to_owned(),
                content: unsaid.content.iter().map(|c| self.tokens(c)).collect(),
            })
            .collect()
    }

    fn events(&self, told: &Told, times: &[Time], when: &[Option<usize>], values: &[Option<String>], joined: &Joined) -> Vec<Event> {
        self.deeds
            .iter()
            .enumerate()
            .map(|(number, deed)| (number, deed, joined.time_from[number], joined.place[number].as_ref()))
            .map(|(number, deed, dated, place)| Event {
                id: format!("e{}", number + 1),
                kind: deed.kind.to_owned(),
                mode: Some(deed.mode.to_owned()).filter(|m| !m.is_empty()),
                trigger: self.chars(deed.span),
                format: deed.indirect.then(|| "indirect".to_owned()),
                participants: told.deeds[number]
                    .iter()
                    .map(|(actor, role, phrase)| Participant {
                        actor: actor_id(*actor),
                        role: if *role == TARGET { "party" } else { role }.to_owned(),
                        done_to: *role == TARGET,
                        mention: phrase.map(|p| self.chars(self.phrase_span(&self.scene.phrases[p]))),
                    })
                    .collect(),
                status: self.status(deed, joined.status[number].or(self.called(deed)), values[dated].as_ref()).name().to_owned(),
                status_cue: deed.status_cue.as_ref().map(|c| self.tokens(c)),
                time: values[dated].clone(),
                time_ref: when[dated].filter(|_| values[dated].is_some()).map(|n| times[n].id.clone()),
                place: place.map(|p| self.place(p).0),
                place_span: place.map(|p| self.place(p).1),
                topic: deed.topic.iter().map(|t| self.tokens(t)).collect(),
                same_as: joined.first[number].map(|n| format!("e{}", n + 1)),
                background: deed.background,
                rule: deed.rule.to_owned(),
                confidence: (self.confidence)(deed.rule),
            })
            .collect()
    }

    /// A place as written, without an attached preposition.
    fn place(&self, tokens: &Range<usize>) -> (String, Chars) {
        let span = self
            .scene
            .phrase_from(tokens.start)
            .map_or_else(|| self.scene.text.span(tokens.clone()), |p| self.phrase_span(&self.scene.phrases[p]));
        (span.of(self.scene.source).to_owned(), self.chars(span))
    }

    /// «دعت فرنسا والكويت، لعقد اجتماع»: what a call or demand begins with is called for, where nothing else is said of it.
    fn called(&self, deed: &Deed) -> Option<Status> {
        let open = !deed.verb && deed.status_cue.is_none() && matches!(deed.status, Status::Planned | Status::Happened);
        let near = self.said.partition_point(|s| s.cue.start < deed.trigger.start);
        let calls = |s: &Said| {
            let begins = s.content.first().is_some_and(|c| c.start <= deed.trigger.start && deed.trigger.start <= c.start + 2);
            matches!(s.class, "call" | "demand") && s.sentence == deed.sentence && begins
        };
        (open && self.said[near.saturating_sub(3)..near].iter().any(calls)).then_some(Status::CalledFor)
    }

    /// A present told of a day that has passed has happened.
    fn status(&self, deed: &Deed, told: Option<Status>, value: Option<&String>) -> Status {
        let status = told.unwrap_or(deed.status);
        // what is dated after the day of publication has not happened
        if status == Status::Happened
            && let (Some(value), Some(published)) = (value, &self.published.value)
            && published.len() == 10
            && let first = value.get(..10).unwrap_or(value)
            && first.len() >= "2026-03".len()
            && published.get(..first.len()).is_some_and(|published| first > published)
        {
            return Status::Planned;
        }
        // negotiations of a year that is over are over
        if status == Status::Ongoing
            && deed.process
            && deed.assumed
            && let (Some(value), Some(published)) = (value, &self.published.value)
            && let Some(same) = published.get(..value.len().min(7))
            && value.get(..same.len()).is_some_and(|value| value < same)
        {
            return Status::Happened;
        }
        if status == Status::Planned
            && deed.status_cue.is_none()
            && let (Some(value), Some(published)) = (value, &self.published.value)
            && value.len() == 10
            && value < published
        {
            return Status::Happened;
        }
        status
    }

    fn positions(&self, told: &Told) -> Vec<Position> {
        let mut out: Vec<Position> = Vec::new();
        let mut held: Vec<(usize, &str, &str)> = Vec::new();
        for (number, said) in self.said.iter().enumerate() {
            let Some(speaker) = told.said[number].speaker else { continue };
            for position::Held { holder, stance, cue, target } in position::stances(self.scene, said) {
                let cue = if cue == said.cue { self.chars(said.cue_span) } else { self.tokens(&cue) };
                let (issue, toward) = self.issue(stance, &target);
                // what two say together each of them holds
                let holders = match holder {
                    position::Holder::Phrase(phrase) => told.cast.each(told.cast.actor_of(phrase).unwrap_or(speaker)),
                    position::Holder::Together(phrase) => told.cast.along(self.scene, phrase),
                    position::Holder::Speaker => told.cast.each(speaker),
                };
                for holder in holders {
                    let position = (holder, stance, self.words(&target));
                    if held.contains(&position) {
                        continue;
                    }
                    held.push(position);
                    out.push(Position {
                        holder: actor_id(holder),
                        stance: stance.to_owned(),
                        target: self.unjoined(&target),
                        cue,
                        issue: issue.clone(),
                        toward: toward.map(str::to_owned),
                        statement: Some(format!("s{}", number + 1)),
                        condition: position::condition(self.scene, &target).map(|c| self.tokens(&c)),
                    });
                }
            }
        }
        out
    }

    /// Characters of some tokens without a و before the first.
    fn unjoined(&self, tokens: &Range<usize>) -> Chars {
        let mut span = self.scene.text.span(tokens.clone());
        let joined = self.scene.morph.readings(tokens.start).first().is_some_and(|r| r.pro.conjoined());
        if joined && self.scene.text.is_word(tokens.start) {
            span.start += crate::frames::letter_len(span.of(self.scene.source), 1);
        }
        self.chars(span)
    }

    /// The issue that a target names, and the side that a stance takes on it. A denial takes none: it is of a fact.
    fn issue(&self, stance: &str, target: &Range<usize>) -> (Option<String>, Option<&'static str>) {
        let folds: Vec<&str> = target.clone().map(|token| self.scene.fold(token)).collect();
        if let Some(about) = self.issues.of(&folds) {
            let id = self.scene.lexicon.blob.table("issues").map(|table| table.get(about.row as usize, "id").to_owned());
            let toward = match stance {
                "deny" => None,
                "oppose" => Some(about.contrary),
                _ => Some(!about.contrary),
            };
            return (id, toward.map(|toward| if toward { "for" } else { "against" }));
        }
        let named =
            self.scene.phrases.iter().find(|p| p.tokens.start >= target.start && p.tokens.end <= target.end && p.sort == Sort::Framework);
        let id = named.and_then(|phrase| match phrase.entity {
            Some(Entity::Framework(row)) => Some(self.scene.lexicon.frameworks.get(row as usize, "id").to_owned()),
            _ => None,
        });
        (id, None)
    }

    fn frameworks(&self) -> Vec<Framework> {
        let mut out: Vec<(Option<Entity>, String, Framework)> = Vec::new();
        for phrase in self.scene.phrases.iter().filter(|p| p.sort == Sort::Framework && !self.scene.skipped[p.tokens.start]) {
            let span = self.phrase_span(phrase);
            let words = span.of(self.scene.source);
            let key = mahdar_arabic::fold::key(words);
            let chars = self.chars(span);
            if let Some((_, _, framework)) =
                out.iter_mut().find(|(entity, k, _)| phrase.entity.is_some() && *entity == phrase.entity || *k == key)
            {
                framework.mentions.push(chars);
                continue;
            }
            let (_, name_en, entity) = self.listed(phrase.entity);
            let row = |column| match phrase.entity {
                Some(Entity::Framework(row)) => self.scene.lexicon.frameworks.get(row as usize, column),
                _ => phrase.head.map_or("", |h| self.scene.lexicon.framework_heads.get(h as usize, column)),
            };
            let kind = row("kind").to_owned();
            let date = if phrase.entity.is_some() { row("date") } else { "" };
            out.push((
                phrase.entity,
                key,
                Framework {
                    id: format!("f{}", out.len() + 1),
                    name: words.to_owned(),
                    name_en: name_en.map(str::to_owned),
                    kind,
                    date: Some(date.to_owned()).filter(|d| !d.is_empty()),
                    entity: entity.map(str::to_owned),
                    mentions: vec![chars],
                },
            ));
        }
        out.into_iter().map(|(_, _, f)| f).collect()
    }

    fn notes(&self) -> Vec<Note> {
        let mut out: Vec<Note> = self
            .undone
            .iter()
            .map(|u| Note {
                span: self.tokens(&u.trigger),
                kind: "not-done".to_owned(),
                text: "a deed narrated as not done: no event".to_owned(),
            })
            .collect();
        out.extend(self.scene.text.quotes.iter().filter(|q| q.repair == crate::text::Repair::Unclosed && !self.scene.skipped[q.open]).map(
            |q| Note {
                span: self.tokens(&(q.open..q.open + 1)),
                kind: "unclosed-quotation".to_owned(),
                text: "an opening quotation mark without its closing mark".to_owned(),
            },
        ));
        out.sort_by_key(|n| n.span);
        out
    }
}
