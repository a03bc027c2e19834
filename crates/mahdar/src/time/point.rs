//! What an expression says, before any day is known: the fields that its words fill.

use super::sense::{Era, Part, Position, Season, Unit, Vague, Which};

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
    /// Days after the first of a feast (ثاني أيام العيد).
    pub(super) offset: u8,
    /// Days before the day that the other fields name (ليلة رأس السنة).
    pub(super) before: u8,
    /// Which of its weekdays in the month (أول جمعة من رمضان), 0 for none.
    pub(super) nth: u8,
    /// A part of the day by itself (في المساء).
    pub(super) day_part: bool,
    /// A day of the month whose month is left out and that stands by itself (يوم 27).
    pub(super) alone: bool,
    /// Seconds of the clock.
    pub(super) second: Option<u8>,
    /// Whether the words say which half of the day the clock means.
    pub(super) half: bool,
    /// The clock is that of Greenwich.
    pub(super) utc: bool,
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
        self.day > 0 && self.month.is_none() && self.weekday == 0 && self.relative.is_none() && !self.alone
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
    /// So many units before or after the day last spoken of (بعدها بيومين).
    Beyond(i32, Unit),
    /// The last or next so many units (الأسابيع الستة الماضية: -6 weeks).
    Window(i32, Unit),
    /// A length of time.
    Length(Lapse),
    /// A repeated time: how long from one to the next, and its weekday or 0 (كل يوم جمعة).
    Every(Lapse, u8),
    /// A time left open.
    Vague(Vague),
    /// A date that is part of a name (قوى 14 آذار): read, so that no part of it is, but no expression.
    Name,
}

/// Units of an ISO 8601 length, in its order.
const LETTERS: [char; 7] = ['Y', 'M', 'W', 'D', 'H', 'M', 'S'];
/// The first of them that stand behind the T.
const CLOCK: usize = 4;

/// A length of time: hundredths of each unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lapse {
    counts: [u64; 7],
    /// Its unit, where the number is left open (بضعة أيام).
    open: Option<u8>,
}

impl Lapse {
    /// So many of a unit.
    pub(super) fn of(count: u32, unit: Unit) -> Option<Self> {
        let mut lapse = Self::default();
        lapse.add(u64::from(count) * 100, unit)?;
        Some(lapse)
    }

    /// Some of a unit.
    pub(super) fn open(unit: Unit) -> Option<Self> {
        let (place, times) = place(unit);
        (times == 1).then_some(Self { open: Some(place as u8), ..Self::default() })
    }

    /// Adds hundredths of a unit.
    pub(super) fn add(&mut self, hundredths: u64, unit: Unit) -> Option<()> {
        let (place, times) = place(unit);
        self.counts[place] = self.counts[place].checked_add(hundredths.checked_mul(times)?)?;
        Some(())
    }

    /// As ISO 8601 writes it; what is left open as X.
    pub(super) fn text(self) -> String {
        use std::fmt::Write as _;
        let mut out = String::from("P");
        if let Some(place) = self.open.map(usize::from) {
            if place >= CLOCK {
                out.push('T');
            }
            out.push('X');
            out.push(LETTERS[place]);
            return out;
        }
        let mut counts = self.counts;
        // a broken year is told in months, a broken day in hours, a broken hour in minutes, where they come out whole
        for (from, to, times) in [(0, 1, 12), (3, 4, 24), (4, 5, 60), (5, 6, 60)] {
            let broken = counts[from] % 100;
            if broken > 0 && (broken * times).is_multiple_of(100) {
                counts[from] -= broken;
                counts[to] += broken * times;
            }
        }
        for (place, count) in counts.into_iter().enumerate().filter(|(_, c)| *c > 0) {
            if place >= CLOCK && !out.contains('T') {
                out.push('T');
            }
            let _ = write!(out, "{}", count / 100);
            match count % 100 {
                0 => {}
                tenths if tenths % 10 == 0 => {
                    let _ = write!(out, ".{}", tenths / 10);
                }
                hundredths => {
                    let _ = write!(out, ".{hundredths:02}");
                }
            }
            out.push(LETTERS[place]);
        }
        out
    }
}

/// Where a unit stands in [`LETTERS`], and how many of that it is.
fn place(unit: Unit) -> (usize, u64) {
    match unit {
        Unit::Century => (0, 100),
        Unit::Decade => (0, 10),
        Unit::Year => (0, 1),
        Unit::Half => (1, 6),
        Unit::Quarter => (1, 3),
        Unit::Month => (1, 1),
        Unit::Week => (2, 1),
        Unit::Day => (3, 1),
        Unit::Hour => (4, 1),
        Unit::Minute => (5, 1),
        Unit::Second => (6, 1),
    }
}
