//! The entries of a record, kind by kind. In: a [`Record`]. Out: a [`Section`] for each kind.

use std::collections::HashMap;

use mahdar::Record;
use mahdar::record::{Actor, Chars, Event, Framework, Position, Silence, Statement, Time};

use super::{Entry, Mark, Part, Row, Section};
use crate::labels::{Label, Lang, Set};

/// Every kind, in the order in which people ask.
pub(super) fn all(record: &Record, lang: Lang) -> Vec<Section> {
    let make = Maker { record, lang, actors: record.actors.iter().map(|a| (a.id.as_str(), a)).collect() };
    let (meetings, others): (Vec<&Event>, Vec<&Event>) = record.events.iter().partition(|e| e.kind == "CONSULT");
    vec![
        Section { title: Label::Statements, entries: record.statements.iter().map(|s| make.statement(s)).collect() },
        Section { title: Label::Meetings, entries: meetings.into_iter().map(|e| make.event(e)).collect() },
        Section { title: Label::Events, entries: others.into_iter().map(|e| make.event(e)).collect() },
        Section { title: Label::Positions, entries: record.positions.iter().map(|p| make.position(p)).collect() },
        Section { title: Label::Frameworks, entries: record.frameworks.iter().map(|f| make.framework(f)).collect() },
        Section { title: Label::Dates, entries: record.times.iter().map(|t| make.time(t)).collect() },
        Section { title: Label::Silences, entries: record.silences.iter().map(|s| make.silence(s)).collect() },
        Section { title: Label::Actors, entries: record.actors.iter().map(|a| make.actor(a)).collect() },
        Section { title: Label::Notes, entries: make.notes() },
        Section { title: Label::Furniture, entries: make.furniture() },
    ]
}

struct Maker<'a> {
    record: &'a Record,
    lang: Lang,
    actors: HashMap<&'a str, &'a Actor>,
}

impl Maker<'_> {
    fn statement(&self, s: &Statement) -> Entry {
        let mut tags = vec![Set::Form.text(self.lang, &s.form), Set::Verbatim.text(self.lang, &s.verbatim)];
        if s.distance == "doubt" {
            tags.push(self.lang.pick("doubted by the outlet", "بتحفظ من الوسيلة").to_owned());
        }
        tags.extend(self.background(s.background));
        let mut rows = Vec::new();
        match &s.speaker {
            Some(id) => rows.push(Row { label: Label::Speaker, parts: with_place(self.actor_parts(id), s.mention) }),
            None => rows
                .push(Row { label: Label::Speaker, parts: vec![Part::Faint(self.lang.pick("not said", "غير مذكور").to_owned())] }),
        }
        let places = s.via_mentions.iter().copied().map(Some).chain(std::iter::repeat(None));
        rows.extend(s.via.iter().zip(places).map(|(id, place)| Row { label: Label::Via, parts: with_place(self.actor_parts(id), place) }));
        rows.extend(s.addressee.iter().map(|id| Row { label: Label::To, parts: self.actor_parts(id) }));
        rows.extend(words(Label::Said, &s.content, Mark::Said));
        if let Some(denial) = &s.denies {
            rows.extend(words(Label::Denied, &[denial.span], Mark::Issue));
            rows.extend(denial.claimed_by.iter().map(|id| Row { label: Label::Claimed, parts: self.actor_parts(id) }));
        }
        if let Some(occasion) = &s.occasion {
            let kind = Part::Label(Set::Occasion.text(self.lang, &occasion.kind));
            rows.push(Row { label: Label::Occasion, parts: vec![kind, Part::Words(occasion.span, Mark::Where)] });
        }
        rows.extend(ltr(Label::SaidAt, s.said_at.as_deref()));
        rows.extend(other(Label::Within, s.within.as_deref()));
        if !s.about.is_empty() {
            rows.push(Row { label: Label::About, parts: s.about.iter().flat_map(|id| self.thing(id)).collect() });
        }
        rows.push(Row { label: Label::Cue, parts: vec![Part::Words(s.cue, Mark::Cue)] });
        rows.extend(rule(&s.rule, s.confidence));
        Entry { id: s.id.clone(), head: Set::Class.text(self.lang, &s.class), tags, at: s.cue, mark: Mark::Cue, rows }
    }

    fn event(&self, e: &Event) -> Entry {
        let mut tags = vec![Set::Status.text(self.lang, &e.status)];
        tags.extend(e.format.iter().map(|f| Set::Format.text(self.lang, f)));
        tags.extend(self.background(e.background));
        let mut rows = Vec::new();
        for participant in &e.participants {
            let mut parts = self.actor_parts(&participant.actor);
            let part = if participant.done_to { "done-to" } else { participant.role.as_str() };
            parts.push(Part::Faint(format!("({})", Set::Part.text(self.lang, part))));
            rows.push(Row { label: Label::Who, parts: with_place(parts, participant.mention) });
        }
        let mut place: Vec<Part> = e.place.iter().map(|p| Part::Name(p.clone())).collect();
        place.extend(e.place_span.map(|span| Part::Place(span, Mark::Where)));
        rows.extend((!place.is_empty()).then_some(Row { label: Label::Where, parts: place }));
        let time = e.time_ref.as_ref().and_then(|id| self.record.times.iter().find(|t| &t.id == id));
        let mut when: Vec<Part> = e.time.iter().map(|t| Part::Ltr(t.clone())).collect();
        when.extend(time.iter().map(|t| Part::Words(t.span, Mark::When)));
        rows.extend((!when.is_empty()).then_some(Row { label: Label::When, parts: when }));
        rows.extend(words(Label::Topic, &e.topic, Mark::Issue));
        rows.extend(e.status_cue.iter().flat_map(|&span| words(Label::StatusCue, &[span], Mark::Cue)));
        rows.extend(other(Label::Same, e.same_as.as_deref()));
        rows.push(Row { label: Label::Cue, parts: vec![Part::Words(e.trigger, Mark::Deed)] });
        rows.extend(rule(&e.rule, e.confidence));
        let kind = Set::EventType.text(self.lang, &e.kind);
        let head = e.mode.as_ref().map_or(kind.clone(), |mode| {
            let mode = Set::Mode.text(self.lang, mode);
            if e.kind == "CONSULT" { mode } else { format!("{kind}{} {mode}", self.lang.pick(",", "،")) }
        });
        Entry { id: e.id.clone(), head, tags, at: e.trigger, mark: Mark::Deed, rows }
    }

    fn position(&self, p: &Position) -> Entry {
        let mut rows = vec![Row { label: Label::Holder, parts: self.actor_parts(&p.holder) }];
        let mut target = vec![Part::Words(p.target, Mark::Issue)];
        // the side first: «against issue/assad-rule»
        let issue = p.issue.iter().map(|issue| p.toward.as_ref().map_or(issue.clone(), |side| format!("{side} {issue}")));
        target.extend(issue.map(Part::FaintLtr));
        rows.push(Row { label: Label::Target, parts: target });
        rows.extend(p.condition.iter().flat_map(|&span| words(Label::Condition, &[span], Mark::Issue)));
        rows.push(Row { label: Label::Cue, parts: vec![Part::Words(p.cue, Mark::Cue)] });
        rows.extend(other(Label::InStatement, p.statement.as_deref()));
        Entry { id: String::new(), head: Set::Stance.text(self.lang, &p.stance), tags: Vec::new(), at: p.target, mark: Mark::Issue, rows }
    }

    fn framework(&self, f: &Framework) -> Entry {
        let mut name = self.english_first(&f.name, f.name_en.as_deref());
        name.extend(f.entity.iter().map(|id| Part::FaintLtr(id.clone())));
        let mut rows = vec![Row { label: Label::Name, parts: name }];
        rows.extend(ltr(Label::Date, f.date.as_deref()));
        rows.extend(mentions(&f.mentions, Mark::Frame));
        let at = f.mentions.first().copied().unwrap_or_default();
        Entry { id: f.id.clone(), head: Set::Framework.text(self.lang, &f.kind), tags: Vec::new(), at, mark: Mark::Frame, rows }
    }

    fn time(&self, t: &Time) -> Entry {
        let value = t.value.clone().unwrap_or_else(|| self.lang.pick("not resolved", "غير محدد").to_owned());
        let mut rows = words(Label::Date, &[t.span], Mark::When);
        if !t.because.is_empty() {
            rows.push(Row { label: Label::Because, parts: vec![Part::Name(t.because.clone())] });
        }
        let mut tags = Vec::new();
        if t.calendar != "gregorian" {
            tags.push(Set::Calendar.text(self.lang, &t.calendar));
        }
        Entry { id: t.id.clone(), head: value, tags, at: t.span, mark: Mark::When, rows }
    }

    fn silence(&self, s: &Silence) -> Entry {
        let mut rows: Vec<Row> = s.actor.iter().map(|id| Row { label: Label::Speaker, parts: self.actor_parts(id) }).collect();
        rows.extend(words(Label::Matter, &s.content, Mark::Said));
        rows.push(Row { label: Label::Cue, parts: vec![Part::Words(s.cue, Mark::Cue)] });
        Entry { id: String::new(), head: Set::Silence.text(self.lang, &s.kind), tags: Vec::new(), at: s.cue, mark: Mark::Cue, rows }
    }

    fn actor(&self, a: &Actor) -> Entry {
        let mut name = self.english_first(&a.name, a.name_en.as_deref());
        name.extend(a.entity.iter().map(|id| Part::FaintLtr(id.clone())));
        let mut rows = vec![Row { label: Label::Name, parts: name }];
        rows.extend(a.role.iter().map(|role| Row { label: Label::Role, parts: vec![Part::Name(role.clone())] }));
        rows.extend(a.of.iter().map(|id| Row { label: Label::OfWhom, parts: self.name_parts(id) }));
        rows.extend(a.members.iter().map(|id| Row { label: Label::Members, parts: self.name_parts(id) }));
        let spans: Vec<Chars> = a.mentions.iter().map(|m| m.span).collect();
        rows.extend(mentions(&spans, Mark::Who));
        let tags = a.anonymous.iter().map(|how| Set::Anonymous.text(self.lang, how)).collect();
        let at = spans.first().copied().unwrap_or_default();
        Entry { id: a.id.clone(), head: Set::Actor.text(self.lang, &a.kind), tags, at, mark: Mark::Who, rows }
    }

    fn notes(&self) -> Vec<Entry> {
        let entry = |note: &mahdar::record::Note| {
            let mut rows = vec![Row { label: Label::Because, parts: vec![Part::Name(note.text.clone())] }];
            rows.extend(words(Label::Said, &[note.span], Mark::Note));
            Entry { id: String::new(), head: note.kind.replace('-', " "), tags: Vec::new(), at: note.span, mark: Mark::Note, rows }
        };
        self.record.notes.iter().map(entry).collect()
    }

    fn furniture(&self) -> Vec<Entry> {
        let entry = |f: &mahdar::record::Furniture| {
            let head = Set::Furniture.text(self.lang, &f.kind);
            Entry {
                id: String::new(),
                head,
                tags: Vec::new(),
                at: f.span,
                mark: Mark::Aside,
                rows: words(Label::Said, &[f.span], Mark::Aside),
            }
        };
        self.record.furniture.iter().map(entry).collect()
    }

    fn background(&self, background: bool) -> Option<String> {
        background.then(|| self.lang.pick("background", "خلفية").to_owned())
    }

    /// Name in the reader's language first, the report's name always.
    fn english_first(&self, name: &str, english: Option<&str>) -> Vec<Part> {
        let mut parts = vec![Part::Name(name.to_owned())];
        if let Some(english) = english.filter(|e| *e != name) {
            parts.insert(usize::from(self.lang == Lang::Ar), Part::Ltr(english.to_owned()));
        }
        parts
    }

    fn name_parts(&self, id: &str) -> Vec<Part> {
        let Some(actor) = self.actors.get(id) else { return vec![Part::Ltr(id.to_owned())] };
        self.english_first(&actor.name, actor.name_en.as_deref())
    }

    /// Name and office.
    fn actor_parts(&self, id: &str) -> Vec<Part> {
        let mut parts = self.name_parts(id);
        let Some(actor) = self.actors.get(id) else { return parts };
        // An unnamed official's name is his office: said once.
        parts.extend(actor.role.iter().filter(|role| **role != actor.name).flat_map(|role| [Part::dot(), Part::Name(role.clone())]));
        parts.extend(actor.anonymous.iter().map(|how| Part::Faint(format!("({})", Set::Anonymous.text(self.lang, how)))));
        parts
    }

    /// An event or framework that a statement is about.
    fn thing(&self, id: &str) -> Vec<Part> {
        let mut parts = vec![Part::Ref(id.to_owned())];
        if let Some(framework) = self.record.frameworks.iter().find(|f| f.id == id) {
            parts.push(Part::Name(framework.name.clone()));
        } else if let Some(event) = self.record.events.iter().find(|e| e.id == id) {
            parts.push(Part::Words(event.trigger, Mark::Deed));
        }
        parts
    }
}

/// A row for each stretch of words; the label says the same of each.
fn words(label: Label, spans: &[Chars], mark: Mark) -> Vec<Row> {
    spans.iter().map(|&span| Row { label, parts: vec![Part::Words(span, mark), Part::Place(span, mark)] }).collect()
}

/// The same with the place of the words that name it, if it has one.
fn with_place(mut parts: Vec<Part>, place: Option<Chars>) -> Vec<Part> {
    parts.extend(place.map(|span| Part::Place(span, Mark::Who)));
    parts
}

fn other(label: Label, id: Option<&str>) -> Option<Row> {
    id.map(|id| Row { label, parts: vec![Part::Ref(id.to_owned())] })
}

fn ltr(label: Label, value: Option<&str>) -> Option<Row> {
    value.map(|value| Row { label, parts: vec![Part::Ltr(value.to_owned())] })
}

/// Every place but for the first, which the entry itself gives.
fn mentions(spans: &[Chars], mark: Mark) -> Option<Row> {
    (spans.len() > 1).then(|| {
        let count = Part::Ltr(format!("{}×", spans.len()));
        Row { label: Label::Mentions, parts: std::iter::once(count).chain(spans.iter().map(|&span| Part::Place(span, mark))).collect() }
    })
}

fn rule(rule: &str, confidence: f32) -> Option<Row> {
    (!rule.is_empty()).then(|| {
        let share = Part::FaintLtr(format!("{:.0}%", confidence * 100.0));
        Row { label: Label::Rule, parts: vec![Part::FaintLtr(rule.to_owned()), share] }
    })
}
