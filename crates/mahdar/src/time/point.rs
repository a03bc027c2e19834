//! What an expression says, before any day is known: the fields that its words fill.

use super::calendar::{Era, Part, Position, Season, Unit, Which};

/// A month or year by number, or by its place beside the one spoken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ref {
    /// As numbered.
    Number(i32),
    /// As الماضي, الجاري or المقبل say.
    Which(Which),
}

/// One point or period of the calendar as the words give it. A field that the words leave out is `None` or zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) era: Era,
    /// Days from the day of speaking.
    pub(super) relative: Option<i8>,
    /// 1 Monday to 7 Sunday, 0 for none.
    pub(super) weekday: u8,
    /// The second day of a night between two (ليل الأربعاء الخميس).
    pub(super) weekday_after: u8,
    /// Day of the month, 0 for none.
    pub(super) day: u8,
    pub(super) month: Option<Ref>,
    pub(super) year: Option<Ref>,
    pub(super) week: Option<Which>,
    pub(super) weekend: bool,
    /// الماضي and its like on the day or month itself.
    pub(super) which: Option<Which>,
    pub(super) part: Option<Part>,
    pub(super) clock: Option<(u8, u8)>,
    pub(super) position: Option<Position>,
    pub(super) season: Option<Season>,
    /// 20 to 90, or a decade beside this one.
    pub(super) decade: Option<Ref>,
    pub(super) century: Option<Ref>,
    /// A numbered part of the period that the other fields name (الأسبوع الأول من مايو).
    pub(super) ordinal: Option<(Unit, u8)>,
    /// A feast: its month and day stand in `month` and `day`; its length in days.
    pub(super) feast: u8,
    /// اليوم التالي، اليوم نفسه.
    pub(super) day_which: Option<Which>,
    /// The boundary itself is meant (قبل نهاية 2003).
    pub(super) boundary: bool,
    /// The same day in the other reckoning, as day, month and year (الموافق).
    pub(super) also: Option<(Era, u8, u8, i32)>,
}

impl Point {
    /// Whether nothing but a day number is here.
    pub(super) fn is_bare_day(&self) -> bool {
        self.day > 0 && self.month.is_none() && self.weekday == 0 && self.relative.is_none()
    }

    /// Whether it names a day.
    pub(super) fn is_day(&self) -> bool {
        self.day > 0 || self.weekday > 0 || self.relative.is_some() || self.day_which.is_some()
    }

    /// Whether it is a year and nothing else.
    pub(super) fn is_year(&self) -> bool {
        self.year.is_some() && self.month.is_none() && !self.is_day() && self.season.is_none() && self.ordinal.is_none()
    }

    /// Whether it is a month, with or without its year.
    pub(super) fn is_month(&self) -> bool {
        self.month.is_some() && !self.is_day() && self.ordinal.is_none()
    }
}

/// How the words stand to the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A point or named period.
    At(Point),
    /// From one to another.
    Between(Point, Point),
    /// So many units before or after the day of speaking (قبل أسبوعين: -2 weeks).
    Away(i32, Unit),
    /// The last or next so many units (الأسابيع الستة الماضية: -6 weeks).
    Window(i32, Unit),
    /// A length of time.
    Length(u32, Unit),
    /// A repeated time (كل يوم جمعة).
    Every(Unit, u8),
    /// A date that is part of a name (قوى 14 آذار): read, so that no part of it is, but no expression.
    Name,
}
