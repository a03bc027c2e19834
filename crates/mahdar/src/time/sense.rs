//! What the words of the calendar mean: the closed sets that [`super::calendar`] reads the lexicon into.

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

impl Unit {
    /// Whether it is a shorter unit than `other`.
    pub(super) fn is_finer(self, other: Self) -> bool {
        (self as u8) < other as u8
    }
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
    /// قبل الماضي: the one before the last.
    BeforeLast,
    /// الأخير: over, or ending now.
    Previous,
    /// السابق: before the one last spoken of.
    Preceding,
    /// الجاري، هذا.
    This,
    /// المقبل.
    Next,
    /// بعد المقبل: the one after the next.
    AfterNext,
    /// التالي: after the one last spoken of.
    Following,
    /// نفسه: the one last spoken of.
    Same,
}

/// A time that the words leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vague {
    /// Now, these days.
    Present,
    /// Recently, in the last years.
    Past,
    /// Soon, in the coming days.
    Future,
    /// Later: after what is told, before or after now.
    Later,
}

impl Vague {
    /// The value that records write.
    pub(super) fn value(self) -> &'static str {
        match self {
            Self::Present => "PRESENT_REF",
            Self::Past => "PAST_REF",
            Self::Future | Self::Later => "FUTURE_REF",
        }
    }
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
    /// From now to its end.
    Rest,
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
    /// يليه, تلته: the one after.
    Ensuing,
    /// بعدها, بعد ذلك: counted from what is told.
    Thereafter,
    /// قبلها, قبل ذلك.
    Therebefore,
    /// Lacking so much (إلا).
    Less,
    /// Whole (كامل), or more of the same (إضافية): after a length.
    Whole,
    /// The eve of a day (عشية).
    Eve,
    /// آخر before a count (آخر ثلاثة أيام).
    LastCount,
    /// القليلة between a unit and الماضية.
    Few,
    /// The solar year of Iran (هجري شمسي).
    Solar,
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
    /// A name that begins with a word of the calendar and is no date (أيلول الأسود).
    Proper,
    /// A time left open.
    Vague(Vague),
    /// An adverb that is a repetition (يوميا).
    Every(Unit),
    /// The name of a zone after بتوقيت; whether it is the universal one.
    Zone(bool),
}
