//! The calendar's words, read once from the lexicon: what a folded word can mean in a date.

use mahdar_arabic::fold;
use mahdar_lexicon::{Blob, TableView};
use rustc_hash::{FxHashMap, FxHashSet};

/// Which reckoning a date is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Era {
    /// Gregorian.
    #[default]
    Gregorian,
    /// Hijri, resolved by the Umm al-Qura calendar.
    Islamic,
    /// Iranian solar.
    Persian,
}

impl Era {
    /// The name as records write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gregorian => "gregorian",
            Self::Islamic => "islamic",
            Self::Persian => "persian",
        }
    }
}

/// How much company the name of a month needs to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// None: the spelling is always the month.
    Alone,
    /// A number, شهر, a year, a second name, a word like الماضي, or a preposition of time.
    Beside,
    /// A day number, شهر, a year or a second name.
    Strict,
    /// A day number, and a year or a second name.
    Pair,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// Grammatical number of a unit's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    One,
    Two,
    Many,
}

/// Which of its kind a day or period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// الماضي: the last one that is over.
    Last,
    /// السابق، الأخير: over, or ending now.
    Previous,
    /// الجاري، هذا.
    This,
    /// المقبل.
    Next,
    /// التالي: after the one last spoken of.
    Following,
    /// نفسه: the one last spoken of.
    Same,
}

/// Part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

impl Part {
    /// The two letters of its value.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }
}

/// Where in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    Start,
    Middle,
    End,
}

/// A season of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The two letters of its value.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

/// What a word does in an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Of,
    In,
    To,
    Until,
    Between,
    Before,
    Since,
    After,
    Within,
    Each,
    About,
    Equals,
    Late,
    Early,
    Moment,
    Period,
    Zone,
    Hijri,
    Common,
    Dates,
    Edition,
    Vague,
    /// A participle of planning.
    Planned,
    /// What makes of اليوم a day that is told of, not today (المقرر, الوطني).
    Epithet,
}

/// How a number word adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    One,
    Ten,
    Tens,
    Hundred,
    Thousand,
    Ordinal,
}

/// What a word or phrase can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// 1 Monday to 7 Sunday.
    Weekday(u8),
    Month(Era, u8, Guard),
    Number(u16, Numeral),
    /// Part of day; whether it is the adverb that follows the day.
    Part(Part, bool),
    /// Days from the day of speaking.
    Relative(i8),
    Tonight,
    Weekend,
    Unit(Unit, Count),
    Which(Which),
    Demonstrative(Which),
    Position(Position),
    Season(Season),
    /// 20 to 90.
    Decade(u8),
    Role(Role),
    /// A yearly day or feast: reckoning, month, day, number of days.
    Feast(Era, u8, u8, u8),
}

/// A date whose year or nature is told by the word before it (هجمات 11 سبتمبر, قوى 14 آذار).
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) before: Box<str>,
    /// Day and month, 0 for any.
    pub(super) date: (u8, u8),
    /// The year, or none when the date is only part of a name.
    pub(super) year: Option<i32>,
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
            push(self.words.entry(format!("لل{bare}").into()).or_default(), meaning.clone());
        }
        push(self.words.entry(first.into()).or_default(), meaning);
        Some(())
    }

    fn name(&mut self, before: &str, phrase: &str, kind: &str, value: &str) -> Option<()> {
        if let Some(era) = era(kind) {
            let (date, days) = value.split_once('/')?;
            let (month, day) = date.split_once('-')?;
            return self.add(phrase, Sense::Feast(era, month.parse().ok()?, day.parse().ok()?, days.parse().ok()?));
        }
        let date = match phrase.split_once('/') {
            Some((day, month)) => (day.parse().ok()?, month.parse().ok()?),
            None => (0, 0),
        };
        for word in before.split('|') {
            self.named.push(Named { before: fold::key(word).into(), date, year: value.parse().ok() });
        }
        Some(())
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
            let unit = match unit {
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
            };
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
            _ => Position::End,
        }),
        "season" => Sense::Season(match value {
            "SP" => Season::Spring,
            "SU" => Season::Summer,
            "FA" => Season::Autumn,
            _ => Season::Winter,
        }),
        "decade" => Sense::Decade(value.parse().ok()?),
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
            "planned" => Role::Planned,
            "epithet" => Role::Epithet,
            _ => return None,
        }),
        _ => return None,
    })
}

fn which(value: &str) -> Option<Which> {
    Some(match value {
        "last" => Which::Last,
        "previous" => Which::Previous,
        "this" => Which::This,
        "next" => Which::Next,
        "following" => Which::Following,
        "same" => Which::Same,
        _ => return None,
    })
}
