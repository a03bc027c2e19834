//! The calendar's words, read once from the lexicon: what a folded word can mean in a date.

use super::sense::{Count, Era, Guard, Numeral, Part, Position, Role, Season, Sense, Unit, Vague, Which};
use mahdar_arabic::fold;
use mahdar_lexicon::{Blob, TableView};
use rustc_hash::{FxHashMap, FxHashSet};

/// A date whose year or nature is told by the word before it (هجمات 11 سبتمبر, قوى 14 آذار).
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) before: Box<str>,
    pub(super) what: NamedBy,
    /// The year, or none when the date is only part of a name.
    pub(super) year: Option<i32>,
}

/// What a name is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedBy {
    /// This day and month.
    Date(u8, u8),
    /// This weekday.
    Weekday(u8),
    /// Any date.
    Any,
    /// Any date that stands alone in quotation marks: a paper or a channel.
    Quoted,
}

/// One meaning of a phrase that begins with a word.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    /// Folded words after the first, one space between.
    pub(super) rest: Box<str>,
    pub(super) sense: Sense,
    /// Whether the entry itself has the article; otherwise the text may add it.
    pub(super) own_article: bool,
}

/// The words of the calendar: immutable, made once for an analyzer.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    words: FxHashMap<Box<str>, Vec<Meaning>>,
    /// Which beginnings and lengths its words have: most words of a text are turned away here.
    heads: Heads,
    pub(super) named: Vec<Named>,
    /// Rows of the verbs whose object is still to come (قرر, اتفق, دعا).
    pub(super) arranging: FxHashSet<u32>,
}

impl Calendar {
    /// Reads the calendar's tables; a table that is missing leaves its words unknown.
    pub fn new(blob: &Blob<'static>) -> Self {
        let mut out = Self::default();
        rows(blob, "months", |row| {
            let era = era(row("calendar"))?;
            let guard = match row("guard") {
                "beside" => Guard::Beside,
                "strict" => Guard::Strict,
                "pair" => Guard::Pair,
                _ => Guard::Alone,
            };
            out.add(row("name"), Sense::Month(era, row("number").parse().ok()?, guard))
        });
        rows(blob, "weekdays", |row| out.add(row("name"), Sense::Weekday(row("number").parse().ok()?)));
        rows(blob, "numerals", |row| {
            let kind = match row("kind") {
                "one" => Numeral::One,
                "ten" => Numeral::Ten,
                "tens" => Numeral::Tens,
                "hundred" => Numeral::Hundred,
                "thousand" => Numeral::Thousand,
                _ => Numeral::Ordinal,
            };
            out.add(row("word"), Sense::Number(row("value").parse().ok()?, kind))
        });
        rows(blob, "dayparts", |row| {
            let part = match row("part") {
                "MO" => Part::Morning,
                "AF" => Part::Afternoon,
                "EV" => Part::Evening,
                _ => Part::Night,
            };
            out.add(row("phrase"), Sense::Part(part, row("as") == "adverb"))
        });
        let mut arranging = FxHashSet::default();
        rows(blob, "time-words", |row| {
            if row("class") == "arranging" {
                arranging.insert(row("phrase"));
                return Some(());
            }
            out.add(row("phrase"), sense(row("class"), row("value"))?)
        });
        if let Some(verbs) = blob.table("verbs") {
            out.arranging = (0..verbs.len() as u32).filter(|row| arranging.contains(verbs.get(*row as usize, "lemma"))).collect();
        }
        rows(blob, "day-names", |row| out.name(row("before"), row("phrase"), row("kind"), row("value")));
        out
    }

    /// The meanings that begin with this folded word.
    pub(super) fn meanings(&self, word: &str) -> &[Meaning] {
        if !self.heads.has(word) {
            return &[];
        }
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    #[expect(clippy::unnecessary_wraps, reason = "the rows' closures end in it")]
    fn add(&mut self, phrase: &str, sense: Sense) -> Option<()> {
        let key = fold::key(phrase);
        let (first, rest) = key.split_once(' ').unwrap_or((&key, ""));
        let own_article = first.starts_with("ال");
        let meaning = Meaning { rest: rest.into(), sense, own_article };
        // ل before the article is written لل
        if let Some(bare) = first.strip_prefix("ال")
            && !bare.is_empty()
        {
            let doubled = format!("لل{bare}");
            self.heads.insert(&doubled);
            push(self.words.entry(doubled.into()).or_default(), meaning.clone());
        }
        self.heads.insert(first);
        push(self.words.entry(first.into()).or_default(), meaning);
        Some(())
    }

    fn name(&mut self, before: &str, phrase: &str, kind: &str, value: &str) -> Option<()> {
        if let Some(era) = era(kind) {
            let (date, days) = value.split_once('+').unwrap_or((value, "1"));
            let (month, day) = date.split_once('-')?;
            return self.add(phrase, Sense::Feast(era, month.parse().ok()?, day.parse().ok()?, days.parse().ok()?));
        }
        if matches!(before, "" | "-") {
            return self.add(phrase, Sense::Proper);
        }
        let what = match phrase.split_once('/') {
            Some((day, month)) => NamedBy::Date(day.parse().ok()?, month.parse().ok()?),
            None if kind == "media" => NamedBy::Quoted,
            None if phrase == "*" => NamedBy::Any,
            None => NamedBy::Weekday(self.meanings(&fold::key(phrase)).iter().find_map(|m| match m.sense {
                Sense::Weekday(day) => Some(day),
                _ => None,
            })?),
        };
        for word in before.split('|') {
            self.named.push(Named { before: fold::key(word).into(), what, year: value.parse().ok() });
        }
        Some(())
    }
}

/// A set of words by their first two letters and length, which says no for certain and yes mostly rightly.
#[derive(Clone, Debug)]
struct Heads(Box<[u64; 256]>);

impl Default for Heads {
    fn default() -> Self {
        Self(Box::new([0; 256]))
    }
}

impl Heads {
    fn slot(word: &str) -> usize {
        let bytes = word.as_bytes();
        let mut head = [0; 4];
        let len = bytes.len().min(4);
        head[..len].copy_from_slice(&bytes[..len]);
        let mixed = (u32::from_le_bytes(head) ^ (bytes.len() as u32) << 4).wrapping_mul(0x9E37_79B1);
        (mixed >> 18) as usize
    }

    fn insert(&mut self, word: &str) {
        let slot = Self::slot(word);
        self.0[slot / 64] |= 1 << (slot % 64);
    }

    fn has(&self, word: &str) -> bool {
        let slot = Self::slot(word);
        self.0[slot / 64] >> (slot % 64) & 1 == 1
    }
}

/// Keeps one of equal meanings: several spellings fold to one key.
fn push(list: &mut Vec<Meaning>, meaning: Meaning) {
    if !list.iter().any(|m| m.rest == meaning.rest && m.sense == meaning.sense) {
        list.push(meaning);
        // longest first: كانون الثاني before كانون
        list.sort_by_key(|m| std::cmp::Reverse(m.rest.len()));
    }
}

fn rows(blob: &Blob<'static>, name: &str, mut each: impl FnMut(&dyn Fn(&str) -> &'static str) -> Option<()>) {
    let Some(table) = blob.table(name) else { return };
    let table: TableView<'static> = table;
    for row in 0..table.len() {
        // a cell that does not parse leaves its word out; the lexicon's own check names it
        let _ = each(&|column| table.get(row, column));
    }
}

fn era(name: &str) -> Option<Era> {
    Some(match name {
        "gregorian" => Era::Gregorian,
        "islamic" => Era::Islamic,
        "persian" => Era::Persian,
        _ => return None,
    })
}

fn sense(class: &str, value: &str) -> Option<Sense> {
    Some(match class {
        "relative" => Sense::Relative(value.parse().ok()?),
        "relative-night" => Sense::Tonight,
        "relative-weekend" => Sense::Weekend,
        "unit" => {
            let (unit, count) = value.split_once(' ')?;
            let unit = unit_named(unit)?;
            let count = match count {
                "one" => Count::One,
                "two" => Count::Two,
                _ => Count::Many,
            };
            Sense::Unit(unit, count)
        }
        "modifier" => Sense::Which(which(value)?),
        "demonstrative" => Sense::Demonstrative(which(value)?),
        "position" => Sense::Position(match value {
            "start" => Position::Start,
            "middle" => Position::Middle,
            "rest" => Position::Rest,
            _ => Position::End,
        }),
        "season" => Sense::Season(match value {
            "SP" => Season::Spring,
            "SU" => Season::Summer,
            "FA" => Season::Autumn,
            _ => Season::Winter,
        }),
        "decade" => Sense::Decade(value.parse().ok()?),
        "every" => Sense::Every(unit_named(value)?),
        "zone" => Sense::Zone(value == "universal"),
        "vague" => Sense::Vague(match value {
            "present" => Vague::Present,
            "past" => Vague::Past,
            "later" => Vague::Later,
            _ => Vague::Future,
        }),
        "role" => Sense::Role(match value {
            "of" => Role::Of,
            "in" => Role::In,
            "to" => Role::To,
            "until" => Role::Until,
            "between" => Role::Between,
            "before" => Role::Before,
            "since" => Role::Since,
            "after" => Role::After,
            "within" => Role::Within,
            "each" => Role::Each,
            "about" => Role::About,
            "equals" => Role::Equals,
            "late" => Role::Late,
            "early" => Role::Early,
            "moment" => Role::Moment,
            "period" => Role::Period,
            "zone" => Role::Zone,
            "hijri" => Role::Hijri,
            "era" => Role::Common,
            "dates" => Role::Dates,
            "edition" => Role::Edition,
            "vague" => Role::Vague,
            "ensuing" => Role::Ensuing,
            "thereafter" => Role::Thereafter,
            "therebefore" => Role::Therebefore,
            "less" => Role::Less,
            "whole" => Role::Whole,
            "few" => Role::Few,
            "eve" => Role::Eve,
            "last-count" => Role::LastCount,
            "solar" => Role::Solar,
            "planned" => Role::Planned,
            "epithet" => Role::Epithet,
            _ => return None,
        }),
        _ => return None,
    })
}

fn unit_named(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "half" => Unit::Half,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn which(value: &str) -> Option<Which> {
    Some(match value {
        "last" => Which::Last,
        "previous" => Which::Previous,
        "preceding" => Which::Preceding,
        "this" => Which::This,
        "next" => Which::Next,
        "following" => Which::Following,
        "same" => Which::Same,
        _ => return None,
    })
}
