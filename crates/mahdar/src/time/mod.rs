//! Time: the calendar expressions of a report, what day each means and why, and the day of the report itself.
//!
//! In: [`Text`] and [`Morph`]. Out: [`TimeExpression`]s, first as their words give them ([`find`]), then with values counted from an anchor
//! ([`resolve`]); and the day of publication as the text lets it be known ([`publication`]). This room knows nothing of who speaks: the day
//! of a quotation, and the day spoken of before, are the caller's to know ([`Discourse`]).
//!
//! [`Reader`] does all of it for a text:
//!
//! ```
//! use mahdar::time::Reader;
//!
//! let mut reader = Reader::arabic();
//! let text = "استقبل الوزير أمس الأول وفدا، وسيلتقي نظيره الجمعة المقبل في جنيف.";
//! let dates = reader.read(text, "2018-05-15".parse().ok());
//! let told: Vec<_> = dates.times.iter().map(|t| (t.span.of(text), t.value.as_deref().unwrap(), t.because.as_str())).collect();
//! assert_eq!(told[0], ("أمس الأول", "2018-05-13", "two days before 2018-05-15"));
//! assert_eq!(told[1], ("الجمعة المقبل", "2018-05-18", "the first Friday after 2018-05-15"));
//!
//! // nobody says when it was written, but its own words do
//! let dates = reader.read("يلتقي الوزير غدا الجمعة 14 أغسطس/آب 2015 وفدا.", None);
//! assert_eq!(dates.published.unwrap().value(), "2015-08-13");
//! ```

mod around;
mod bounds;
mod calendar;
mod clock;
mod count;
mod day;
mod feast;
mod guard;
mod held;
mod length;
mod parse;
mod period;
mod point;
mod publish;
mod reader;
mod reckon;
mod resolve;
mod sense;
mod told;
mod vague;
mod weekday;
mod words;
mod year;

pub use calendar::Calendar;
pub(crate) use held::held;
pub use publish::{Anchor, Conflict};
pub use reader::{Dates, Reader};
pub use sense::Era;

use crate::morph::{Morph, Tense};
use crate::record::Basis;
use crate::span::Span;
use crate::text::Text;
use jiff::civil::Date;
use point::Shape;
use std::ops::Range;
use words::Words;

/// TIMEX3 type of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A day or a longer period.
    Date,
    /// A part of a day or a time of the clock.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

impl Kind {
    /// The name as records write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// How fine a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    /// A moment of the clock.
    Time,
    /// Morning, afternoon, evening or night of a day.
    PartOfDay,
    /// A day.
    Day,
    /// An ISO week.
    Week,
    /// The end of an ISO week.
    Weekend,
    /// A month.
    Month,
    /// A season.
    Season,
    /// A quarter or half of a year.
    Quarter,
    /// A year.
    Year,
    /// A decade.
    Decade,
    /// A century.
    Century,
    /// From one to another.
    Range,
    /// A length.
    Duration,
    /// Left open: now, recently, soon.
    Vague,
}

impl Granularity {
    /// The name as records write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::PartOfDay => "part-of-day",
            Self::Day => "day",
            Self::Week => "week",
            Self::Weekend => "weekend",
            Self::Month => "month",
            Self::Season => "season",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Range => "range",
            Self::Duration => "duration",
            Self::Vague => "vague",
        }
    }
}

/// A calendar expression.
#[derive(Clone, Debug)]
pub struct TimeExpression {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The whole phrase, without conjunctions and prepositions written onto its first word.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: Kind,
    /// TIMEX3-style value, once resolved.
    pub value: Option<String>,
    /// How fine it is.
    pub granularity: Granularity,
    /// Which reckoning it is written in.
    pub calendar: Era,
    /// First and last day that the value can mean, where the calendar of the words leaves a day's doubt: a Hijri month begins when its moon
    /// is seen, a day before or after the day reckoned.
    pub interval: Option<(Date, Date)>,
    /// Why it has this value, an English sentence.
    pub because: String,
    /// Whether it stands in a quotation, so that it counts from the day on which that was said.
    pub quoted: bool,
    shape: Shape,
    told: Tense,
    resolved: Option<reckon::Value>,
}

impl TimeExpression {
    /// The day that it means, if it is one day or a part of one.
    pub fn day(&self) -> Option<Date> {
        self.resolved?.day()
    }

    /// First and last day that it means, if it is a day, week, month, year or range of days.
    pub fn days(&self) -> Option<(Date, Date)> {
        self.resolved?.days()
    }

    /// Whether the words leave the time open (recently, soon), so that it dates nothing.
    pub fn is_vague(&self) -> bool {
        matches!(self.shape, Shape::Vague(_))
    }

    /// Whether its value depends on the day on which it was said.
    pub fn is_relative(&self) -> bool {
        match self.shape {
            Shape::At(p) => relative(&p),
            Shape::Between(a, b) => relative(&a) || relative(&b),
            Shape::Away(..) | Shape::Window(..) | Shape::Beyond(..) => true,
            Shape::Length(..) | Shape::Every(..) | Shape::Vague(..) | Shape::Name => false,
        }
    }
}

fn relative(p: &point::Point) -> bool {
    use point::Ref;
    let numbered = |r: Option<Ref>| matches!(r, Some(Ref::Number(_)));
    !(numbered(p.year) || numbered(p.decade) || numbered(p.century))
}

/// Finds the expressions of a document, in reading order, unresolved. `out` is cleared first.
pub fn find(calendar: &Calendar, text: &str, layers: &Text, morph: &Morph, out: &mut Vec<TimeExpression>) {
    out.clear();
    let words = Words::new(calendar, text, layers, morph);
    let mut quotes = layers.quotes.iter().peekable();
    let mut quoted_until = 0;
    let mut at = 0;
    let mut paragraph = layers.paragraphs.iter();
    let mut end = paragraph.next().map_or(0, |p| p.end);
    while at < layers.tokens.len() {
        while at >= end {
            match paragraph.next() {
                Some(p) => end = p.end,
                None => break,
            }
        }
        while let Some(quote) = quotes.peek().filter(|q| q.open <= at) {
            quoted_until = quoted_until.max(quote.close);
            quotes.next();
        }
        let hit = if words.begins(at) { words.expression(at) } else { None };
        // no expression runs over the end of its paragraph
        let Some(hit) = hit.filter(|h| h.next <= end && h.next > at) else {
            at += 1;
            continue;
        };
        let mut shape = hit.value;
        if let Shape::At(p) = &mut shape {
            words.named_year(at, p);
        }
        let (kind, granularity, era) = match &shape {
            Shape::At(p) => {
                let fine = p.part.is_some() || p.clock.is_some();
                (if fine { Kind::Time } else { Kind::Date }, if p.is_day() { Granularity::Day } else { Granularity::Range }, p.era)
            }
            Shape::Between(p, _) => (if p.clock.is_some() { Kind::Time } else { Kind::Date }, Granularity::Range, p.era),
            Shape::Vague(_) => (Kind::Date, Granularity::Vague, Era::Gregorian),
            Shape::Away(..) | Shape::Window(..) | Shape::Beyond(..) => (Kind::Date, Granularity::Range, Era::Gregorian),
            Shape::Length(..) => (Kind::Duration, Granularity::Duration, Era::Gregorian),
            Shape::Every(..) => (Kind::Set, Granularity::Duration, Era::Gregorian),
            Shape::Name => {
                at = hit.next;
                continue;
            }
        };
        // a clitic written as a word of its own before figures (بـ30) is no part of the phrase
        let from = at + usize::from(hit.lead > 0 && words.layers.fold(at).chars().count() == usize::from(hit.lead));
        let lead = if from > at { 0 } else { hit.lead };
        out.push(TimeExpression {
            tokens: from..hit.next,
            span: words.span(from, hit.next, lead),
            kind,
            value: None,
            granularity,
            calendar: era,
            interval: None,
            because: String::new(),
            quoted: at < quoted_until,
            shape,
            told: words.told(at, hit.next),
            resolved: None,
        });
        at = hit.next;
    }
}

/// What the dates of a report count from, beside its own words.
#[derive(Clone, Copy, Default)]
pub struct Discourse<'a> {
    /// The day of publication.
    pub anchor: Option<Date>,
    /// How that day is known; where it is only concluded, the reasons say so.
    pub basis: Basis,
    /// The day on which the quotation that holds a token was said, where that is known.
    pub said_on: Option<&'a dyn Fn(usize) -> Option<Date>>,
    /// The day last spoken of before the text begins, for في اليوم نفسه "on the same day".
    pub spoken_of: Option<Date>,
}

/// Gives the expressions their values.
pub fn resolve(discourse: &Discourse<'_>, layers: &Text, times: &mut [TimeExpression]) {
    resolve::all(discourse, layers, times);
}

/// An office that somebody in the report is said to hold, with the days between which he held it.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// The words.
    pub span: Span,
    /// First day on which it can have been held.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// The day of publication as the text lets it be known, from its unresolved expressions and the offices held; none if nothing decides.
pub fn publication(layers: &Text, times: &[TimeExpression], held: &[Held]) -> Option<Anchor> {
    publish::publication(layers, times, held)
}

/// What the text says against a day of publication that somebody gave: a date line of another day, a weekday that "today" was not.
pub fn against(given: Date, layers: &Text, times: &[TimeExpression]) -> Vec<Conflict> {
    publish::against(given, layers, times)
}
