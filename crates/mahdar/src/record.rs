//! The record of one report: the public contract `mahdar.record/1`.
//!
//! Every span is `[start, end)` in Unicode code points of `document.text`. What is not known is `null` or absent. The codebook
//! (`docs/codebook.md`) defines every value; `schema/record.schema.json` states the same for programs.

use serde::{Deserialize, Serialize};

/// The contract's name and number.
pub const SCHEMA: &str = "mahdar.record/1";

/// `[start, end)` in Unicode code points of `document.text`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Chars(pub u32, pub u32);

/// Everything that one report says, each entry on its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: String,
    /// Which engine and lexicon made it.
    pub engine: EngineInfo,
    /// The report itself.
    pub document: DocumentInfo,
    /// What stands on the page but is not the article.
    pub furniture: Vec<Furniture>,
    /// Who is in it.
    pub actors: Vec<Actor>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Who is said not to have spoken, confirmed or denied.
    pub silences: Vec<Silence>,
    /// Who met, signed, left, expelled…
    pub events: Vec<Event>,
    /// Who wants, backs, rejects or denies what.
    pub positions: Vec<Position>,
    /// Named agreements, resolutions, initiatives, conferences, tracks.
    pub frameworks: Vec<Framework>,
    /// Calendar expressions.
    pub times: Vec<Time>,
    /// What could not be read, and why.
    pub notes: Vec<Note>,
}

/// Which engine and lexicon made a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineInfo {
    /// Version of the engine.
    pub version: String,
    /// `b3:` and the BLAKE3 hash of the lexicon's sources.
    pub lexicon: String,
}

/// The report: its text and what is known about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentInfo {
    /// BLAKE3 of content hash, NUL, and the URL (else the file name without its folders), hexadecimal.
    pub id: String,
    /// `b3:` and the BLAKE3 hash of the item read.
    pub content: String,
    /// Path or URL it was read from.
    pub source: String,
    /// Title, if it has one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// Where the title stands in the text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title_span: Option<Chars>,
    /// Newspaper, agency or channel.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub outlet: Option<String>,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// Author line.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub author: Option<String>,
    /// Section of the outlet.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub section: Option<String>,
    /// Day of publication, with its basis.
    pub published: Published,
    /// `ar`.
    pub language: String,
    /// The text that all spans count in.
    pub text: String,
}

/// The day of publication and how it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// ISO day, range `day/day`, or null.
    pub value: Option<String>,
    /// As given, with its offset.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub at: Option<String>,
    /// How it is known.
    pub basis: Basis,
    /// The words that it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub evidence: Vec<Chars>,
    /// The reasoning, for a date that was stated or inferred.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub because: Option<String>,
    /// Readings of the text that disagree.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub conflicts: Vec<DateConflict>,
}

/// How the day of publication is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// By the caller: a flag or a `.meta.json`.
    Given,
    /// In the page.
    Metadata,
    /// Said in the text.
    Stated,
    /// Concluded from the text.
    Inferred,
    /// Not known.
    #[default]
    Unknown,
}

/// A date in the text that disagrees with the one chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateConflict {
    /// The other value.
    pub value: String,
    /// Its words.
    pub evidence: Chars,
}

/// A stretch of the page that is not the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Furniture {
    /// Where.
    pub span: Chars,
    /// caption, credit, share, related, notice, dateline or sign-off.
    pub kind: String,
}

/// A person, organization, state or group of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Identifier in this record.
    pub id: String,
    /// person, organization, state or group.
    pub kind: String,
    /// The fullest proper name that the text or the knowledge base gives.
    pub name: String,
    /// English name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name_en: Option<String>,
    /// Identifier in the knowledge base, or null.
    pub entity: Option<String>,
    /// Office as the text gives it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<String>,
    /// Actor whom a spokesperson or delegation is of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<String>,
    /// Members of a group that the text names.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub members: Vec<String>,
    /// titled, source or group for the unnamed, else null.
    pub anonymous: Option<String>,
    /// Every place that refers to the actor.
    pub mentions: Vec<Mention>,
}

/// One reference to an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where.
    pub span: Chars,
    /// full, short, title, metonym, pronoun or dropped.
    pub form: String,
    /// Why it refers to this actor.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub because: Option<String>,
}

/// Something that the report says somebody said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Identifier in this record.
    pub id: String,
    /// Actor who said it, or null if the report does not say.
    pub speaker: Option<String>,
    /// The words that name the speaker beside the cue.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mention: Option<Chars>,
    /// The reporting word.
    pub cue: Chars,
    /// Statement class (see the codebook).
    pub class: String,
    /// direct, indirect or mixed.
    pub form: String,
    /// yes, partly, no or uncertain.
    pub verbatim: String,
    /// The words said.
    pub content: Vec<Chars>,
    /// Actors spoken to.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub addressee: Vec<String>,
    /// Who passed it on, outermost first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub via: Vec<String>,
    /// The words that name them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub via_mentions: Vec<Chars>,
    /// The statement whose content holds this one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub within: Option<String>,
    /// none, or doubt where the outlet marks its own (زعم).
    pub distance: String,
    /// Where it was said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub occasion: Option<Occasion>,
    /// Day it was said, if known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub said_at: Option<String>,
    /// Whether it is told as background (وكان … قد قال).
    pub background: bool,
    /// Events and frameworks named in it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub about: Vec<String>,
    /// For denials: what is denied, and whose claim it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub denies: Option<Denial>,
    /// The rule that made the entry.
    pub rule: String,
    /// Measured share right of that rule, shrunk towards the whole's.
    pub confidence: f32,
}

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasion {
    /// The words that name it.
    pub span: Chars,
    /// press-conference, briefing, interview, speech, document, post, call or meeting.
    pub kind: String,
}

/// What a denial denies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    /// The denied words.
    pub span: Chars,
    /// Actor who had claimed it, or null.
    pub claimed_by: Option<String>,
}

/// A saying that the report says did not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silence {
    /// Who, or null.
    pub actor: Option<String>,
    /// The negated word of saying with its negation.
    pub cue: Chars,
    /// no-comment, not-said, not-confirmed, not-denied or not-ruled-out.
    pub kind: String,
    /// What was not said, confirmed or denied.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub content: Vec<Chars>,
}

/// A diplomatic deed, one entry a mention.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Identifier in this record.
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Mode within the type, if any.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mode: Option<String>,
    /// The word that names the deed.
    pub trigger: Chars,
    /// direct, indirect, disputed or null.
    pub format: Option<String>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// happened, ongoing, planned, called-for, conditional, postponed, cancelled, denied or unknown.
    pub status: String,
    /// The words that say so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status_cue: Option<Chars>,
    /// ISO day, range, month or year.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub time: Option<String>,
    /// The time entry that it rests on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub time_ref: Option<String>,
    /// Place as written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<String>,
    /// Where the place stands.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place_span: Option<Chars>,
    /// What it was about.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub topic: Vec<Chars>,
    /// First mention of the same deed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub same_as: Option<String>,
    /// Whether it is told as background.
    pub background: bool,
    /// The rule that made the entry.
    pub rule: String,
    /// Measured share right of that rule, shrunk towards the whole's.
    pub confidence: f32,
}

/// One who takes part in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Actor.
    pub actor: String,
    /// party, host, guest, mediator, sponsor, witness, head-of-delegation or member.
    pub role: String,
    /// The words that name it here, if any.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mention: Option<Chars>,
    /// Whether the deed is done to it: struck, expelled, put under sanctions, helped.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub done_to: bool,
}

/// What a party openly wants, backs, rejects or denies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Actor.
    pub holder: String,
    /// support, oppose, demand, offer or deny.
    pub stance: String,
    /// The words that name the issue.
    pub target: Chars,
    /// The words that say the stance.
    pub cue: Chars,
    /// Issue identifier, where one is known: of the table of issues, else of the framework that the target names.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issue: Option<String>,
    /// for or against: the side that the holder takes on a listed issue, by stance and wording (who demands رحيل الأسد is against بقاء الأسد).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub toward: Option<String>,
    /// The statement it is taken from.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub statement: Option<String>,
    /// The condition attached to it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub condition: Option<Chars>,
}

/// A named agreement, resolution, initiative, conference, plan or track.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    /// Identifier in this record.
    pub id: String,
    /// Fullest form of the name.
    pub name: String,
    /// English name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name_en: Option<String>,
    /// communique, agreement, resolution, initiative, conference, track or plan.
    pub kind: String,
    /// ISO date of the framework, if known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// Identifier in the knowledge base, or null.
    pub entity: Option<String>,
    /// Every place that names it.
    pub mentions: Vec<Chars>,
}

/// A calendar expression and its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Identifier in this record.
    pub id: String,
    /// The whole phrase.
    pub span: Chars,
    /// TIMEX3-style value, or null where it cannot be resolved.
    pub value: Option<String>,
    /// day, week, month, season, quarter, year, decade, century, part-of-day, time, range, duration.
    pub granularity: String,
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: String,
    /// gregorian, islamic or persian.
    pub calendar: String,
    /// day/day: first and last day that the value can mean, where the calendar leaves a day's doubt (Hijri dates); absent elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<String>,
    /// The reasoning.
    pub because: String,
}

/// Something that could not be read, or a doubt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Where.
    pub span: Chars,
    /// Kind of note.
    pub kind: String,
    /// What is the matter.
    pub text: String,
}
