//! Events and verbal acts of a record in the terms of PLOVER, the Political Language Ontology for Verifiable Event Records.
//!
//! In: a finished [`Record`]. Out: one [`Line`] for each event that PLOVER codes and each statement that is an act. Nothing is coded that the
//! record denies. The tables of `data` say what becomes of what; `docs/plover.md` gives the decisions and their reasons. The terms are those of
//! the PLOVER manual (openeventdata/PLOVER, draft 2.0, CC BY-SA 4.0).
//!
//! ```
//! use mahdar::{Analyzer, Document};
//! use mahdar_plover::Coder;
//!
//! let report = Document::new("التقى وزير الخارجية المصري سامح شكري نظيره الأردني أيمن الصفدي في عمان.").published("2019-05-02")?;
//! let record = Analyzer::arabic().read(&report);
//! let lines = Coder::new(&mahdar_arabic::blob()).code(&record);
//! assert_eq!(lines[0].event, ["CONSULT"]);
//! assert_eq!(lines[0].actor[0].country_code, "EGY");
//! # Ok::<(), mahdar::document::BadDate>(())
//! ```

mod actors;
mod tables;

use actors::Atlas;
use mahdar::record::{Actor, Chars, Event, Record, Statement};
use mahdar_arabic::fold;
use mahdar_lexicon::Blob;
use serde::Serialize;
use tables::{Coded, Tables};

/// Somebody of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Party {
    /// Name as the record has it.
    pub entity_name: String,
    /// English name, empty where none is known.
    pub entity_name_en: String,
    /// Three-letter code, empty where nothing tells it.
    pub country_code: String,
    /// PLOVER sector, empty where nothing tells it.
    pub sector_code: String,
    /// Id of the record's actor; empty where only an adjective tells whose deed it is.
    pub x_actor_id: String,
    /// Id of the knowledge base, empty where the base does not know it.
    pub x_entity: String,
    /// Role in the event, as the record has it; empty for a statement.
    pub x_role: String,
}

/// Where the line rests in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextInfo {
    /// First code point of the trigger or cue.
    pub start: u32,
    /// One past its last.
    pub end: u32,
    /// Always `code points`.
    pub unit: &'static str,
}

/// Where the line comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CiteInfo {
    /// Title of the report.
    pub title: String,
    /// Outlet, empty where unknown.
    pub publication: String,
    /// Address, empty where unknown.
    pub url: String,
    /// Always `ar`.
    pub language: &'static str,
    /// The program.
    pub coder: String,
    /// The codebook.
    pub codebook: &'static str,
}

/// One coded event or act.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Document and entry: one entry gives one line at most.
    pub id: String,
    /// Day of the event where the text tells it, else of the report; empty where neither is known.
    pub date: String,
    /// Who acts.
    pub actor: Vec<Party>,
    /// To whom.
    pub recipient: Vec<Party>,
    /// The type.
    pub event: Vec<String>,
    /// Its mode, if it has one.
    pub mode: Vec<String>,
    /// Contexts.
    pub context: Vec<String>,
    /// VC, MC, VX or MX.
    pub quad_code: String,
    /// The scale of type and mode.
    pub event_scale: f32,
    /// The place as written, empty where none is told.
    pub event_loc: String,
    /// Where it stands.
    pub text_info: TextInfo,
    /// Whence it comes.
    pub cite_info: CiteInfo,
    /// Id of the event or statement in the record.
    pub x_entry: String,
    /// The record's status of an event, `said` for an act.
    pub x_status: String,
    /// What the date is: `event` where the text tells it, `report` where it is that of the report.
    pub x_date_basis: &'static str,
    /// Whether the entry is told as background.
    pub x_background: bool,
    /// Of several mentions of one event in one report the first, empty for the first itself.
    pub x_same_as: String,
    /// The rule that found it.
    pub x_rule: String,
    /// How often that rule is right.
    pub x_confidence: f32,
}

/// Codes records. Made once, shared by threads.
#[derive(Debug)]
pub struct Coder {
    tables: Tables,
    atlas: Atlas,
}

impl Coder {
    /// A coder over the knowledge base of a lexicon.
    ///
    /// # Panics
    /// Never with the tables that the program was built with: a test reads them.
    pub fn new(blob: &Blob<'static>) -> Self {
        let tables = Tables::new(&tables::FILES).expect("the tables of the program");
        let atlas = Atlas::new(blob, &tables);
        Self { tables, atlas }
    }

    /// The lines of a record, events first, each in text order.
    pub fn code(&self, record: &Record) -> Vec<Line> {
        let events = record.events.iter().filter_map(|e| self.event(record, e));
        let acts = record.statements.iter().filter_map(|s| self.act(record, s));
        events.chain(acts).collect()
    }

    fn party(&self, record: &Record, actor: &Actor, role: &str) -> Party {
        let (country_code, sector_code) = self.atlas.codes(&self.tables, record, actor);
        Party {
            entity_name: actor.name.clone(),
            entity_name_en: actor.name_en.clone().unwrap_or_default(),
            country_code,
            sector_code,
            x_actor_id: actor.id.clone(),
            x_entity: actor.entity.clone().unwrap_or_default(),
            x_role: role.to_owned(),
        }
    }

    /// Somebody of the record, each member of a group for himself.
    fn parties(&self, record: &Record, id: &str, role: &str) -> Vec<Party> {
        let Some(actor) = record.actors.iter().find(|a| a.id == id) else { return Vec::new() };
        let members: Vec<&Actor> = actor.members.iter().filter_map(|m| record.actors.iter().find(|a| a.id == *m)).collect();
        if members.is_empty() {
            vec![self.party(record, actor, role)]
        } else {
            members.into_iter().map(|a| self.party(record, a, role)).collect()
        }
    }

    fn line(&self, record: &Record, entry: &str, coded: &Coded, at: Chars, date: Option<&str>) -> Line {
        let published = record.document.published.value.as_deref();
        let day = |d: &str| d.get(..10).filter(|d| d.len() == 10 && d.bytes().filter(|b| *b == b'-').count() == 2).map(str::to_owned);
        let told = date.and_then(day);
        let (quad, scale) = self.tables.scale(&coded.kind, &coded.mode);
        Line {
            id: format!("{}/{entry}", record.document.id),
            x_date_basis: if told.is_some() { "event" } else { "report" },
            date: told.or_else(|| published.and_then(day)).unwrap_or_default(),
            actor: Vec::new(),
            recipient: Vec::new(),
            event: vec![coded.kind.clone()],
            mode: if coded.mode.is_empty() { Vec::new() } else { vec![coded.mode.clone()] },
            context: coded.context.clone(),
            quad_code: quad.to_owned(),
            event_scale: scale,
            event_loc: String::new(),
            text_info: TextInfo { start: at.0, end: at.1, unit: "code points" },
            cite_info: CiteInfo {
                title: record.document.title.clone().unwrap_or_default(),
                publication: record.document.outlet.clone().unwrap_or_default(),
                url: record.document.url.clone().unwrap_or_default(),
                language: "ar",
                coder: format!("mahdar {}", record.engine.version),
                codebook: "PLOVER 2.0 (draft)",
            },
            x_entry: entry.to_owned(),
            x_status: "said".to_owned(),
            x_background: false,
            x_same_as: String::new(),
            x_rule: String::new(),
            x_confidence: 0.0,
        }
    }

    fn event(&self, record: &Record, event: &Event) -> Option<Line> {
        let coded = self.tables.event(&event.kind, event.mode.as_deref().unwrap_or(""), &event.status)?;
        let mut line = self.line(record, &event.id, coded, event.trigger, event.time.as_deref());
        let two_sided = matches!(coded.kind.as_str(), "CONSULT" | "AGREE" | "SUPPORT" | "CONCEDE" | "COOPERATE") && event.kind != "SUPPORT";
        let suffers = event.kind == "ASSAULT" && suffered(record, event.trigger);
        for (number, participant) in event.participants.iter().enumerate() {
            let parties = self.parties(record, &participant.actor, &participant.role);
            // «قتل ستة جنود»: those who are counted right behind the verb are whom it was done to
            if suffers && participant.mention.is_some_and(|m| m.0 >= event.trigger.1) {
                line.recipient.extend(parties);
                continue;
            }
            // a host receives; of what one does to another the first acts; who is met is met by the first
            let receives = match participant.role.as_str() {
                _ if participant.done_to => true,
                "host" => true,
                "guest" | "mediator" | "sponsor" | "witness" | "head-of-delegation" | "member" => false,
                _ => number > 0 && !(two_sided && event.kind == "AGREE"),
            };
            if receives { line.recipient.extend(parties) } else { line.actor.extend(parties) }
        }
        if event.kind == "PROTEST" {
            // a state does not demonstrate: where it stands beside a protest it is what the protest is about
            line.actor.retain(|party| record.actors.iter().all(|a| a.id != party.x_actor_id || a.kind != "state"));
        }
        let told = line.actor.iter().any(|a| !a.country_code.is_empty());
        if matches!(event.kind.as_str(), "ASSAULT" | "PROTEST") && !told && !suffers {
            line.actor.extend(self.described(record, event.trigger, event.kind == "PROTEST"));
        }
        event.status.clone_into(&mut line.x_status);
        line.event_loc = event.place.clone().unwrap_or_default();
        line.x_background = event.background;
        line.x_same_as = event.same_as.clone().unwrap_or_default();
        event.rule.clone_into(&mut line.x_rule);
        line.x_confidence = event.confidence;
        Some(line)
    }

    /// The state that an adjective tells of whoever does a deed: of the noun phrase right behind its word («ضربة جوية أميركية», «خرج آلاف من
    /// النيباليين»), or of the one right before it («وحدة إسرائيلية خاصة اغتالت»). A preposition, a particle or a mark ends the phrase, so that
    /// neither who is told of it nor whom it is done to is taken for the doer.
    fn described(&self, record: &Record, trigger: Chars, of_many: bool) -> Option<Party> {
        let text = &record.document.text;
        let behind: String = text.chars().skip(trigger.1 as usize).take(60).collect();
        let before: String = text.chars().take(trigger.0 as usize).skip((trigger.0 as usize).saturating_sub(60)).collect();
        let marks = ['.', '،', ',', '؛', ':', '\n', '«', '»', '"', '(', ')'];
        let clause = behind.split(marks).next().unwrap_or_default();
        let lead = before.rsplit(marks).next().unwrap_or_default();
        let within = |word: &&str| {
            let folded = fold::key(word);
            !ENDS_PHRASE.contains(&folded.as_str()) && !(folded == "من" && !of_many)
        };
        let (word, code) = (clause.split_whitespace().take_while(within).take(REACH))
            .chain(lead.split_whitespace().rev().skip_while(|w| of_many && *w == "في").take_while(within).take(REACH))
            .find_map(|w| self.atlas.nationality(w).map(|code| (w, code.to_owned())))?;
        Some(Party {
            entity_name: word.to_owned(),
            entity_name_en: String::new(),
            country_code: code,
            sector_code: String::new(),
            x_actor_id: String::new(),
            x_entity: String::new(),
            x_role: "party".to_owned(),
        })
    }

    fn act(&self, record: &Record, said: &Statement) -> Option<Line> {
        let speaker = said.speaker.as_deref()?;
        let kinds: Vec<&str> =
            said.about.iter().filter_map(|id| record.events.iter().find(|e| e.id == *id)).map(|e| e.kind.as_str()).collect();
        let coded = self.tables.statement(&said.class, &kinds)?;
        let mut line = self.line(record, &said.id, coded, said.cue, said.said_at.as_deref());
        line.actor = self.parties(record, speaker, "");
        line.recipient = said.addressee.iter().flat_map(|a| self.parties(record, a, "")).collect();
        // whom an act is done to without being spoken to: the first whom its words name
        if line.recipient.is_empty()
            && let Some(first) = said.content.first()
        {
            let named = record.actors.iter().filter(|a| a.id != speaker).filter_map(|a| {
                let within = |m: &&mahdar::record::Mention| m.span.0 >= first.0 && m.span.1 <= first.1;
                a.mentions.iter().find(within).map(|m| (m.span.0, a))
            });
            line.recipient = named.min_by_key(|(at, _)| *at).map(|(_, a)| self.parties(record, &a.id, "")).unwrap_or_default();
        }
        line.x_background = said.background;
        said.rule.clone_into(&mut line.x_rule);
        line.x_confidence = said.confidence;
        Some(line)
    }
}

/// Words between a deed and its adjective, at most.
const REACH: usize = 6;

/// Folded words that end a noun phrase: prepositions, particles, relative pronouns.
const ENDS_PHRASE: [&str; 44] = [
    "في",
    "علي",
    "الي",
    "عن",
    "مع",
    "بين",
    "ضد",
    "خلال",
    "بعد",
    "قبل",
    "لدي",
    "قرب",
    "امام",
    "حول",
    "عند",
    "منذ",
    "وسط",
    "بسبب",
    "اثر",
    "عبر",
    "نحو",
    "تجاه",
    "داخل",
    "خارج",
    "شمال",
    "جنوب",
    "شرق",
    "غرب",
    "ان",
    "انه",
    "انها",
    "بان",
    "لان",
    "الذي",
    "التي",
    "الذين",
    "قد",
    "لم",
    "لن",
    "كما",
    "حيث",
    "بينما",
    "فيما",
    "وفي",
];

/// Beginnings of folded verbs that are written alike for whoever does them and for whom they are done to.
const SUFFERED: [&str; 8] = ["قتل", "جرح", "خطف", "اصيب", "اغتيل", "اختطف", "سقط", "لقي"];

/// Folded words that count people.
const COUNTS: [&str; 24] = [
    "واحد",
    "اثنان",
    "اثنين",
    "ثلاث",
    "ثلاثه",
    "اربع",
    "اربعه",
    "خمس",
    "خمسه",
    "ست",
    "سته",
    "سبع",
    "سبعه",
    "ثماني",
    "ثمانيه",
    "تسع",
    "تسعه",
    "عشر",
    "عشره",
    "عشرات",
    "مءات",
    "الاف",
    "عدد",
    "نحو",
];

/// Whether whoever stands behind the word of a deed is whom it was done to: «قتل ستة جنود أميركيين», «أصيب 12 شرطيا».
fn suffered(record: &Record, trigger: Chars) -> bool {
    let mut words = record.document.text.chars().skip(trigger.0 as usize).take(80).collect::<String>();
    words = words.replace(['.', '،', '(', '«'], " ");
    let mut words = words.split_whitespace();
    let verb = fold::key(words.next().unwrap_or_default());
    let counted = words.next().map(fold::key).is_some_and(|word| {
        word.chars().any(|c| c.is_ascii_digit() || ('٠'..='٩').contains(&c)) || COUNTS.contains(&word.as_str()) || word == "اكثر"
    });
    counted && SUFFERED.iter().any(|v| verb.trim_start_matches(['و', 'ف']).starts_with(v))
}

#[cfg(test)]
mod tests;
