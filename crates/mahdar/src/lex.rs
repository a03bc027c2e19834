//! The lexicon as the engine asks it: the opened blob, and its frames indexed by verb row.

pub(crate) mod office;
pub(crate) mod stance;
pub(crate) mod status;

use mahdar_arabic::fold;
use mahdar_lexicon::{Blob, Model, TableView};
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt;

/// What may open a statement's content, or mark an addressee or participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Mark {
    /// أن or إن.
    That,
    /// A quotation mark.
    Quote,
    /// A colon.
    Colon,
    /// A bare noun phrase.
    Object,
    /// A preposition, by its folded letters.
    Prep(&'static str),
}

impl Mark {
    fn parse(text: &'static str) -> Self {
        match text {
            "that" => Self::That,
            "quote" => Self::Quote,
            "colon" => Self::Colon,
            "object" => Self::Object,
            other => Self::Prep(PREPS.iter().find(|(plain, _)| *plain == other).map_or(other, |(_, folded)| folded)),
        }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::That => f.write_str("أن or إن"),
            Self::Quote => f.write_str("a quotation"),
            Self::Colon => f.write_str("a colon"),
            Self::Object => f.write_str("a bare noun phrase"),
            Self::Prep(folded) => f.write_str(PREPS.iter().find(|(_, to)| to == folded).map_or(folded, |(plain, _)| plain)),
        }
    }
}

/// Prepositions whose folded form differs from their spelling.
const PREPS: [(&str, &str); 8] =
    [("إلى", "الي"), ("على", "علي"), ("أمام", "امام"), ("لدى", "لدي"), ("إزاء", "ازاء"), ("بشأن", "بشان"), ("تجاه", "تجاه"), ("إلا", "الا")];

/// How a statement frame reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SayKind {
    /// The predicate's subject says the content.
    Say,
    /// بحسب and its like: the source follows the words, the content stands around.
    According,
    /// نقل X عن Y: the subject carries, the speaker follows عن.
    Relay,
}

/// A statement frame, ready to match.
#[derive(Clone, Debug)]
pub(crate) struct SayFrame {
    pub(crate) id: &'static str,
    pub(crate) kind: SayKind,
    pub(crate) class: &'static str,
    pub(crate) verb: bool,
    pub(crate) participle: bool,
    pub(crate) masdar: bool,
    pub(crate) content: Vec<Mark>,
    pub(crate) addressee: Vec<Mark>,
    /// Folded words of the light-verb complement, the preposition first if it has one.
    pub(crate) light: Vec<String>,
    pub(crate) stance: &'static str,
    pub(crate) doubt: bool,
    /// Usually said by the last speaker (أضاف، تابع).
    pub(crate) continues: bool,
}

/// The role in a frame of whomever the deed is done to; the record writes a party with `done_to`.
pub(crate) const TARGET: &str = "target";

/// Role that a word group plays in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Participant(&'static str),
    Place,
    Topic,
    None,
}

impl Role {
    fn parse(text: &'static str) -> Self {
        match text {
            "" | "none" => Self::None,
            "place" => Self::Place,
            "topic" => Self::Topic,
            role => Self::Participant(role),
        }
    }
}

/// An event frame, ready to match.
#[derive(Clone, Debug)]
pub(crate) struct EventFrame {
    pub(crate) id: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) mode: &'static str,
    pub(crate) verb: bool,
    pub(crate) masdar: bool,
    pub(crate) subject: Role,
    pub(crate) object: Role,
    pub(crate) preps: Vec<(&'static str, Role)>,
    pub(crate) needs_actor: bool,
    pub(crate) needs_state: bool,
    /// A party must be named by a preposition (بحث مع).
    pub(crate) needs_with: bool,
    /// Nouns of which one must follow.
    pub(crate) needs_object: Nouns,
    pub(crate) support: bool,
    pub(crate) status: &'static str,
}

/// Tables and frames of one lexicon.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) blob: Blob<'static>,
    pub(crate) say: Vec<SayFrame>,
    pub(crate) event: Vec<EventFrame>,
    say_of_verb: FxHashMap<u32, Vec<u32>>,
    event_of_verb: FxHashMap<u32, Vec<u32>>,
    pub(crate) titles: TableView<'static>,
    pub(crate) orgheads: TableView<'static>,
    pub(crate) markers: TableView<'static>,
    pub(crate) states: TableView<'static>,
    pub(crate) orgs: TableView<'static>,
    pub(crate) people: TableView<'static>,
    pub(crate) frameworks: TableView<'static>,
    pub(crate) framework_heads: TableView<'static>,
    pub(crate) furniture: TableView<'static>,
    pub(crate) verbs: TableView<'static>,
    /// For a folded word of a title the folded words that it may repeat (موفد: مبعوث); `*` any.
    pub(crate) title_echoes: FxHashMap<String, Vec<String>>,
    /// Words that decide what became of a deed.
    pub(crate) status: status::StatusWords,
    /// Words that show a stance inside what is said.
    pub(crate) stances: stance::StanceWords,
    /// For a folded word in the dual the rows of the two states that it names (الكوريتان).
    pub(crate) state_pairs: FxHashMap<String, [u32; 2]>,
    /// For each row of `people` the offices that the person held for states.
    offices: Vec<Vec<office::Office>>,
    /// For a state and the words of an office who held it.
    holders: FxHashMap<(u32, String), Vec<(u32, usize)>>,
    /// Definite plurals of peoples and parties, folded: الاوروبيين, الاكراد.
    gentilics: FxHashSet<String>,
    /// Small words that join the parts of names, folded, and whether a name may begin with them.
    name_parts: FxHashMap<String, bool>,
    /// The model of names, where the lexicon has one.
    pub(crate) names: Option<Model<'static>>,
}

impl Lexicon {
    /// Reads the frames of a blob.
    pub(crate) fn new(blob: Blob<'static>) -> Self {
        let table = |name: &str| blob.table(name).expect("the compiler writes every table, empty ones too");
        let (say_rows, event_rows) = (table("statement"), table("event"));
        let mut say = Vec::with_capacity(say_rows.len());
        let mut say_of_verb: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for row in 0..say_rows.len() {
            if let Ok(verb) = say_rows.get(row, "lemma").parse() {
                say_of_verb.entry(verb).or_default().push(row as u32);
            }
            say.push(say_frame(say_rows, row));
        }
        let mut event = Vec::with_capacity(event_rows.len());
        let mut event_of_verb: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for row in 0..event_rows.len() {
            if let Ok(verb) = event_rows.get(row, "lemma").parse() {
                event_of_verb.entry(verb).or_default().push(row as u32);
            }
            event.push(event_frame(event_rows, row));
        }
        let offices = office::of_people(table("people"), table("roles"), table("states"));
        Self {
            say,
            event,
            say_of_verb,
            event_of_verb,
            titles: table("titles"),
            orgheads: table("orgheads"),
            markers: table("markers"),
            states: table("states"),
            orgs: table("orgs"),
            people: table("people"),
            frameworks: table("frameworks"),
            framework_heads: table("framework-heads"),
            furniture: table("furniture"),
            verbs: table("verbs"),
            title_echoes: {
                let rows = table("title-echoes");
                let echo = |row| {
                    (
                        fold::key(rows.get(row, "echo")),
                        list(rows.get(row, "stands_for")).map(|w| if w == "*" { w.to_owned() } else { fold::key(w) }).collect(),
                    )
                };
                (0..rows.len()).map(echo).collect()
            },
            status: status::StatusWords::new(table("status-words")),
            stances: stance::StanceWords::new(table("stance-words")),
            state_pairs: state_pairs(table("state-pairs"), table("states")),
            holders: office::by_title(&offices),
            offices,
            gentilics: gentilics(table("gentilics")),
            name_parts: name_parts(table("name-parts")),
            names: blob.model("names-model"),
            blob,
        }
    }

    /// The state of a person of the base, by his offices: none where he has none, or of two.
    pub(crate) fn state_of(&self, person: u32) -> Option<u32> {
        let offices = self.offices(person);
        let first = offices.first()?.state;
        offices.iter().all(|office| office.state == first).then_some(first)
    }

    /// The offices that a person of the base held for states.
    pub(crate) fn offices(&self, person: u32) -> &[office::Office] {
        self.offices.get(person as usize).map_or(&[], Vec::as_slice)
    }

    /// The one person who held an office of a state on a day; none where nobody or several did. `title` is folded and without articles.
    pub(crate) fn only_holder(&self, state: u32, title: &[String], day: jiff::civil::Date) -> Option<(u32, &office::Office)> {
        let held = self.holders.get(&(state, title.join(" ")))?;
        let mut on = held.iter().map(|(person, n)| (*person, &self.offices[*person as usize][*n])).filter(|(_, o)| o.held_on(day));
        on.next().filter(|_| on.next().is_none())
    }

    /// Whether a folded word is the definite plural of a people or party.
    pub(crate) fn gentilic(&self, fold: &str) -> bool {
        self.gentilics.contains(fold)
    }

    /// Kind of a title: office, honorific, rank and so on.
    pub(crate) fn title_kind(&self, row: u32) -> &'static str {
        self.titles.get(row as usize, "kind")
    }

    /// Whether a folded word joins the parts of a name, and if so whether a name may begin with it.
    pub(crate) fn name_part(&self, fold: &str) -> Option<bool> {
        // none is longer than four letters
        (fold.len() <= 8).then(|| self.name_parts.get(fold).copied()).flatten()
    }

    /// Statement frames of a verb.
    pub(crate) fn say_frames(&self, verb: u32) -> impl Iterator<Item = &SayFrame> {
        self.say_of_verb.get(&verb).into_iter().flatten().map(|row| &self.say[*row as usize])
    }

    /// Event frames of a verb.
    pub(crate) fn event_frames(&self, verb: u32) -> impl Iterator<Item = &EventFrame> {
        self.event_of_verb.get(&verb).into_iter().flatten().map(|row| &self.event[*row as usize])
    }

    /// Hash of the sources, hexadecimal, as records show it.
    pub(crate) fn hash(&self) -> String {
        let mut out = String::from("b3:");
        for byte in self.blob.sources() {
            out.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            out.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        }
        out
    }
}

/// Whether a folded word is أن or إن, alone, with a pronoun, or after ب or و.
pub(crate) fn is_that(fold: &str) -> bool {
    let stem = fold.strip_prefix('ب').or_else(|| fold.strip_prefix('و')).unwrap_or(fold);
    matches!(stem, "ان" | "انه" | "انها" | "انهم" | "انهما" | "انهن" | "انني" | "اني" | "اننا" | "انا" | "انك" | "انكم")
}

fn gentilics(rows: TableView<'static>) -> FxHashSet<String> {
    let mut out = FxHashSet::default();
    for row in 0..rows.len() {
        let stem = fold::key(rows.get(row, "word"));
        for plural in list(rows.get(row, "plural")) {
            match plural {
                "ون" => out.extend(["ون", "ين"].map(|ending| format!("ال{stem}{ending}"))),
                broken => drop(out.insert(format!("ال{}", fold::key(broken)))),
            }
        }
    }
    out
}

fn name_parts(rows: TableView<'static>) -> FxHashMap<String, bool> {
    (0..rows.len()).map(|row| (fold::key(rows.get(row, "word")), rows.get(row, "place") == "begins")).collect()
}

fn state_pairs(pairs: TableView<'static>, states: TableView<'static>) -> FxHashMap<String, [u32; 2]> {
    let state_row = rows_by_id(states);
    let mut out = FxHashMap::default();
    for row in 0..pairs.len() {
        let mut two = list(pairs.get(row, "states")).filter_map(|id| state_row.get(id).copied());
        if let (Some(first), Some(second)) = (two.next(), two.next()) {
            out.extend(list(pairs.get(row, "form")).map(|form| (fold::key(form), [first, second])));
        }
    }
    out
}

/// The rows of a table by their `id`.
fn rows_by_id(table: TableView<'static>) -> FxHashMap<&'static str, u32> {
    (0..table.len()).map(|row| (table.get(row, "id"), row as u32)).collect()
}

fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|v| !v.is_empty())
}

fn say_frame(rows: TableView<'static>, row: usize) -> SayFrame {
    let get = |name: &str| rows.get(row, name);
    let forms: Vec<_> = list(get("forms")).collect();
    let allows = |form: &str| forms.is_empty() || forms.contains(&form);
    SayFrame {
        id: get("id"),
        kind: match get("kind") {
            "according" => SayKind::According,
            "relay" => SayKind::Relay,
            _ => SayKind::Say,
        },
        class: get("class"),
        verb: allows("verb"),
        participle: allows("participle"),
        masdar: allows("masdar"),
        content: list(get("content")).map(Mark::parse).collect(),
        addressee: list(get("addressee")).map(Mark::parse).collect(),
        light: get("light").split_whitespace().map(fold::key).collect(),
        stance: get("stance"),
        doubt: get("distance") == "doubt",
        continues: get("continues") == "true",
    }
}

fn event_frame(rows: TableView<'static>, row: usize) -> EventFrame {
    let get = |name: &str| rows.get(row, name);
    let forms: Vec<_> = list(get("forms")).collect();
    let allows = |form: &str| forms.is_empty() || forms.contains(&form);
    let requires: Vec<&str> = get("requires").split(';').collect();
    EventFrame {
        id: get("id"),
        kind: get("type"),
        mode: get("mode"),
        verb: allows("verb"),
        masdar: allows("masdar"),
        subject: Role::parse(get("subject")),
        object: Role::parse(get("object")),
        preps: list(get("preps"))
            .filter_map(|pair| {
                let (prep, role) = pair.split_once('=')?;
                let Mark::Prep(prep) = Mark::parse(prep) else { return None };
                Some((prep, Role::parse(role)))
            })
            .collect(),
        needs_actor: requires.contains(&"actor"),
        needs_state: requires.contains(&"state"),
        needs_with: requires.contains(&"with"),
        needs_object: Nouns::new(requires.iter().filter_map(|r| r.strip_prefix("object:")).flat_map(|nouns| nouns.split('|'))),
        support: get("support") == "true",
        status: get("status"),
    }
}

impl fmt::Display for Nouns {
    /// The first of them in order of letters, folded.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 12;
        let mut nouns: Vec<&str> = self.whole.iter().map(String::as_str).collect();
        nouns.sort_unstable();
        let rest = nouns.len().saturating_sub(SHOWN);
        nouns.truncate(SHOWN);
        f.write_str(&nouns.join("، "))?;
        if rest > 0 { write!(f, " and {rest} more") } else { Ok(()) }
    }
}

/// Nouns known bare and with plural and dual endings and pronouns (قواتها, سفيره, سفارتها).
#[derive(Clone, Debug, Default)]
pub(crate) struct Nouns {
    whole: FxHashSet<String>,
    /// What an ending may follow: the noun, without its ة, and with ت for it.
    stems: FxHashSet<String>,
}

impl Nouns {
    fn new<'a>(nouns: impl Iterator<Item = &'a str>) -> Self {
        let mut out = Self::default();
        for noun in nouns.map(fold::key) {
            if let Some(stem) = noun.strip_suffix('ه') {
                out.stems.insert(stem.to_owned());
                out.stems.insert(format!("{stem}ت"));
            }
            // مقاتلين in construct: مقاتلي المدينة, مقاتليها
            if let Some(construct) = noun.strip_suffix("ين").filter(|c| c.len() >= 6) {
                out.stems.insert(format!("{construct}ي"));
                out.whole.insert(format!("{construct}ي"));
            }
            out.stems.insert(noun.clone());
            out.whole.insert(noun);
        }
        out
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// Whether a folded word is one of them; behind an ending three letters of it must be left.
    pub(crate) fn contains(&self, fold: &str) -> bool {
        const ENDINGS: [&str; 9] = ["ات", "ين", "ان", "يه", "ها", "هم", "هما", "ه", "نا"];
        self.whole.contains(fold)
            || ENDINGS.iter().filter_map(|ending| fold.strip_suffix(ending)).any(|stem| stem.len() >= 6 && self.stems.contains(stem))
    }
}
