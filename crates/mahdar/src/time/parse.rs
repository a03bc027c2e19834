//! Points of the calendar: from words to the fields that they fill. Months, years and longer periods are read here, days in
//! [`super::day`], parts of the day in [`super::clock`].
//!
//! In: [`Words`]. Out: the longest [`Point`] that begins at a token, with the token after it. Ranges, counts and lengths are made of these
//! in [`super::period`]; nothing here knows the day of publication.

use super::point::{Point, Ref};
use super::sense::{Count, Era, Guard, Part, Position, Role, Sense, Unit, Which};
use super::words::{Hit, Words};

/// Years that a bare number can be.
const BARE_YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;
/// Years that a number after عام can be.
const MARKED_YEARS: std::ops::RangeInclusive<u32> = 1000..=2100;
/// Two figures after عام that are a year of the last century (عام 67); smaller ones could be of this one.
const ABBREVIATED: std::ops::RangeInclusive<u32> = 40..=99;

impl Words<'_> {
    pub(super) fn weekday(&self, at: usize) -> Option<Hit<u8>> {
        self.pick(at, |f| match f.sense {
            Sense::Weekday(day) => Some(day),
            _ => None,
        })
    }

    pub(super) fn which(&self, at: usize) -> Option<Hit<Which>> {
        let plain = |at: usize| {
            self.pick(at, |f| match f.sense {
                Sense::Which(which) => Some(which),
                _ => None,
            })
        };
        // الأسبوع قبل الماضي, العام بعد المقبل
        let beyond = |role: Role, near: Which, far: Which| {
            let which = plain(self.role(at, role)?).filter(|w| w.value == near)?;
            Some(Hit { value: far, ..which })
        };
        plain(at)
            .or_else(|| beyond(Role::Before, Which::Last, Which::BeforeLast))
            .or_else(|| beyond(Role::After, Which::Next, Which::AfterNext))
    }

    pub(super) fn demonstrative(&self, at: usize) -> Option<Hit<Which>> {
        self.pick(at, |f| match f.sense {
            Sense::Demonstrative(which) => Some(which),
            _ => None,
        })
    }

    pub(super) fn unit(&self, at: usize) -> Option<Hit<(Unit, Count)>> {
        self.pick(at, |f| match f.sense {
            Sense::Unit(unit, count) => Some((unit, count)),
            _ => None,
        })
    }

    pub(super) fn one(&self, at: usize, wanted: Unit) -> Option<Hit<()>> {
        self.unit(at).filter(|h| h.value == (wanted, Count::One)).map(|h| Hit { value: (), next: h.next, lead: h.lead, article: h.article })
    }

    pub(super) fn part(&self, at: usize, adverb: bool) -> Option<Hit<Part>> {
        self.pick(at, |f| match f.sense {
            Sense::Part(part, a) if a == adverb => Some(part),
            _ => None,
        })
    }

    pub(super) fn relative(&self, at: usize) -> Option<Hit<i8>> {
        self.pick(at, |f| match f.sense {
            Sense::Relative(days) => Some(days),
            _ => None,
        })
    }

    pub(super) fn of(&self, at: usize) -> usize {
        self.role(at, Role::Of).unwrap_or(at)
    }

    /// The longest point that begins at `at`; its `lead` is that of the first token.
    pub(super) fn point(&self, at: usize) -> Option<Hit<Point>> {
        let mut p = Point::default();
        let lead = self.found(at).first().map_or(0, |f| f.lead);
        let next = self
            .late(at, &mut p)
            .or_else(|| self.clock(at, &mut p))
            .or_else(|| self.eve(at, &mut p))
            .or_else(|| self.part_of_day(at, &mut p))
            .or_else(|| self.numbered_weekday(at, &mut p))
            .or_else(|| self.day(at, &mut p))
            .or_else(|| self.ordinal_part(at, &mut p))
            .or_else(|| self.positioned(at, &mut p))
            .or_else(|| self.period(at, &mut p))?;
        let lead = if self.figures(at).is_some() { 0 } else { self.number(at).map_or(lead, |n| if lead == 0 { n.lead } else { lead }) };
        Some(Hit { value: p, next, lead, article: false })
    }

    /// A month with its second name, year and الماضي. `numbered`: a day number stands before.
    pub(super) fn month(&self, at: usize, p: &mut Point, numbered: bool) -> Option<usize> {
        let word = self.one(at, Unit::Month);
        let start = word.map_or(at, |h| h.next);
        let (era, number, guard, mut next) = self.month_name(start)?;
        let mut q = *p;
        (q.era, q.month) = (era, Some(Ref::Number(i32::from(number))));
        let pair = self.second_name(next, era, number);
        next = pair.unwrap_or(next);
        let which = self.which(next).filter(|h| !matches!(h.value, Which::Following | Which::Same | Which::Preceding));
        let (mut whiched, mut yeared) = (false, false);
        if let Some(which) = which {
            (q.which, next, whiched) = (Some(which.value), which.next, true);
        }
        if !whiched && let Some(end) = self.year(next, &mut q, true) {
            (next, yeared) = (end, true);
        }
        let before = at > 0
            && [Role::In, Role::Since, Role::Until, Role::Within, Role::Between, Role::To].into_iter().any(|r| self.role_before(at, r));
        // من مارس إلى يونيو
        let before =
            before || self.role_before(at, Role::Of) && (self.role(next, Role::To).is_some() || self.role(next, Role::Until).is_some());
        let positioned = at > 0 && self.found(at - 1).iter().any(|f| matches!(f.sense, Sense::Position(_)));
        let strict = numbered || word.is_some() || pair.is_some() || yeared;
        let enough = match guard {
            Guard::Alone => true,
            Guard::Beside => strict || whiched || before || positioned,
            Guard::Strict => strict,
            Guard::Pair => (numbered || word.is_some()) && (pair.is_some() || yeared),
        };
        if !enough {
            return None;
        }
        // a Gregorian year after a Persian or Hijri name is the name's year only when it can be
        *p = q;
        Some(next)
    }

    pub(super) fn month_name(&self, at: usize) -> Option<(Era, u8, Guard, usize)> {
        self.found(at).iter().find_map(|f| match f.sense {
            // ب or ل before it is no part of the name; the article is never added to a name listed without it
            Sense::Month(era, number, guard) => Some((era, number, guard, at + f.words as usize)),
            _ => None,
        })
    }

    /// The other name of the same month: /شباط, (شباط), - شباط, or just شباط.
    fn second_name(&self, at: usize, era: Era, number: u8) -> Option<usize> {
        let same = |at: usize| {
            self.found(at).iter().find_map(|f| match f.sense {
                Sense::Month(e, n, _) if (e, n) == (era, number) && f.lead == 0 => Some(at + f.words as usize),
                _ => None,
            })
        };
        if self.mark(at, '(') || self.mark(at, '[') {
            return same(at + 1).filter(|end| self.mark(*end, ')') || self.mark(*end, ']')).map(|end| end + 1);
        }
        let joint =
            at + usize::from(self.mark(at, '/') || self.mark(at, '\\') || self.mark(at, '-') || self.mark(at, '–') || self.mark(at, '|'));
        same(joint)
    }

    /// A year. `after_month`: a bare number suffices.
    pub(super) fn year(&self, at: usize, p: &mut Point, after_month: bool) -> Option<usize> {
        let of = self.of(at);
        let start = if after_month && of == at && (self.comma(at) || self.mark(at, '/') || self.mark(at, '-')) { at + 1 } else { of };
        if self.found(start).first().is_some_and(|f| f.lead > 0) && start > at {
            return None;
        }
        if let Some(unit) = self.one(start, Unit::Year)
            && (start == of || after_month)
            && let Some(n) = self.number(unit.next)
            && (MARKED_YEARS.contains(&n.value.value)
                || ((100..1000).contains(&n.value.value) && !unit.article && n.lead == 0 && !self.counted(n.next, true))
                || (ABBREVIATED.contains(&n.value.value)
                    && !unit.article
                    && n.lead == 0
                    && !n.value.ordinal
                    && !self.counted(n.next, true))
                || (n.value.figures && (1..1000).contains(&n.value.value) && self.era_follows(n.next)))
        {
            // عام 500 قبل الميلاد: before the years that values count
            if self.role(n.next, Role::Before).is_some_and(|christ| self.is(christ, "الميلاد")) {
                return None;
            }
            let era = self.era_mark(n.next, p);
            // عام 67
            let short = ABBREVIATED.contains(&n.value.value) && era == n.next;
            p.year = Some(Ref::Number(n.value.value.cast_signed() + if short { 1900 } else { 0 }));
            return Some(era);
        }
        if let Some((which, next)) = self.this_unit(start, Unit::Year) {
            p.year = Some(Ref::Which(which));
            return Some(next);
        }
        let number = self.figures(start).filter(|y| MARKED_YEARS.contains(y));
        if after_month && let Some(year) = number {
            // 25 ديسمبر 1000 جندي cannot be told apart by form; a year below 1300 needs عام
            if year >= 1300 {
                p.year = Some(Ref::Number(year.cast_signed()));
                return Some(self.era_mark(start + 1, p));
            }
        }
        // (2012) after a month
        if after_month && self.mark(at, '(') && self.mark(at + 2, ')') {
            let year = self.figures(at + 1).filter(|y| BARE_YEARS.contains(y))?;
            p.year = Some(Ref::Number(year.cast_signed()));
            return Some(at + 3);
        }
        // آب ألفين وخمسة عشر
        if after_month
            && let Some(n) = self.number(start)
            && !n.value.figures
            && n.lead == 0
            && (1300..=2100).contains(&n.value.value)
        {
            p.year = Some(Ref::Number(n.value.value.cast_signed()));
            return Some(n.next);
        }
        None
    }

    fn era_follows(&self, at: usize) -> bool {
        self.role(at, Role::Hijri).is_some() || self.role(at, Role::Common).is_some()
    }

    /// م, هـ and their long forms after a year.
    pub(super) fn era_mark(&self, at: usize, p: &mut Point) -> usize {
        if let Some(next) = self.role(at, Role::Solar) {
            p.era = Era::Persian;
            return next;
        }
        if let Some(next) = self.role(at, Role::Hijri) {
            if p.era == Era::Gregorian {
                p.era = Era::Islamic;
            }
            return next;
        }
        self.role(at, Role::Common).filter(|_| p.era == Era::Gregorian).unwrap_or(at)
    }

    /// الأسبوع الماضي, هذا الشهر, العام المقبل, نفس العام: which of its kind the unit is.
    pub(super) fn this_unit(&self, at: usize, unit: Unit) -> Option<(Which, usize)> {
        if let Some(this) = self.demonstrative(at)
            && let Some(word) = self.one(this.next, unit).filter(|h| h.article)
        {
            return match self.which(word.next) {
                // هذا العام الجاري; ذلك العام الماضي is odd but harmless
                Some(which) => Some((which.value, which.next)),
                None => Some((this.value, word.next)),
            };
        }
        let word = self.one(at, unit)?;
        let which = self.which(word.next).filter(|h| word.article || h.value == Which::Same)?;
        // العام السابق على انتخابه, الشهر التالي للحرب: beside a deed, not the time last spoken of
        let beside = matches!(which.value, Which::Preceding | Which::Following)
            && (self.is(which.next, "علي") || self.is(which.next, "ل") || self.layers.fold(which.next).starts_with("لل"));
        (!beside).then_some((which.value, which.next))
    }

    /// الأسبوع الأول من مايو, الربع الثالث من 2018, النصف الأول من العام الجاري.
    fn ordinal_part(&self, at: usize, p: &mut Point) -> Option<usize> {
        let unit = self.unit(at).filter(|h| h.article && h.value.1 == Count::One)?;
        if !matches!(unit.value.0, Unit::Week | Unit::Quarter | Unit::Half | Unit::Decade) {
            return None;
        }
        let last = self.is(unit.next, "الاخير");
        let n = if last { None } else { Some(self.number(unit.next).filter(|n| n.value.ordinal && n.article)?) };
        let limit = match unit.value.0 {
            Unit::Half => 2,
            Unit::Quarter => 4,
            Unit::Decade => 10,
            _ => 53,
        };
        let value = n.map_or(if unit.value.0 == Unit::Week { u32::from(super::feast::LAST) } else { limit }, |n| n.value.value);
        if !(1..=limit).contains(&value) {
            return None;
        }
        let after = n.map_or(unit.next + 1, |n| n.next);
        let of = self.role(after, Role::Of);
        let mut q = Point::default();
        let next = match of {
            Some(of) => self.period(of, &mut q).or_else(|| self.bare_year(of, &mut q)).or_else(|| self.this_one(of, &mut q))?,
            // الربع الثالث 2016, الأسبوع الثالث العام المقبل
            None => self.bare_year(after, &mut q).or_else(|| {
                let (which, next) = self.this_unit(after, Unit::Year)?;
                q.year = Some(Ref::Which(which));
                Some(next)
            })?,
        };
        let fits = match unit.value.0 {
            Unit::Week => q.is_month() || q.is_year(),
            Unit::Quarter => q.is_year(),
            Unit::Decade => q.century.is_some() && q.decade.is_none(),
            _ => q.is_month() || q.is_year() || q.century.is_some(),
        };
        if !fits {
            return None;
        }
        *p = q;
        p.ordinal = Some((unit.value.0, value as u8));
        Some(next)
    }

    /// العام, الشهر, القرن alone, where only the one now can be meant (نهاية العام).
    fn this_one(&self, at: usize, p: &mut Point) -> Option<usize> {
        let unit = self.unit(at).filter(|u| u.article && u.lead == 0 && u.value.1 == Count::One)?;
        match unit.value.0 {
            Unit::Week => p.week = Some(Which::This),
            Unit::Month => p.month = Some(Ref::Which(Which::This)),
            Unit::Year => p.year = Some(Ref::Which(Which::This)),
            Unit::Century => p.century = Some(Ref::Which(Which::This)),
            _ => return None,
        }
        Some(unit.next)
    }

    /// A year in figures with nothing before it to mark it.
    pub(super) fn bare_year(&self, at: usize, p: &mut Point) -> Option<usize> {
        let year = self.number(at).filter(|n| BARE_YEARS.contains(&n.value.value) && n.lead == 0 && !n.article && !n.value.ordinal)?;
        p.year = Some(Ref::Number(year.value.value.cast_signed()));
        Some(self.era_mark(year.next, p))
    }

    /// مطلع, منتصف, أواخر and the period after them; نهاية الأسبوع.
    fn positioned(&self, at: usize, p: &mut Point) -> Option<usize> {
        if let Some(weekend) = self.pick(at, |f| (f.sense == Sense::Weekend).then_some(())) {
            p.weekend = true;
            let mut next = weekend.next;
            if let Some(which) = self.which(next).filter(|h| h.article) {
                (p.week, next) = (Some(which.value), which.next);
            }
            return Some(next);
        }
        let position = self.pick(at, |f| match f.sense {
            Sense::Position(position) => Some(position),
            _ => None,
        })?;
        if position.article {
            return None;
        }
        let mut start = self.of(position.next);
        // عطلة نهاية الأسبوع is caught from نهاية; نهاية عطلة from the weekend
        if self.is(start, "عطله") {
            start += 1;
        }
        let weekend = self.pick(start, |f| (f.sense == Sense::Weekend).then_some(()));
        if weekend.is_some() {
            return self.positioned(start, p);
        }
        // أواخر الليل, of the day that is told
        if let Some(part) = self.part(start, false).filter(|h| h.article && h.lead == 0)
            && self.which(part.next).is_none()
        {
            (p.part, p.day_part) = (Some(part.value), true);
            return Some(part.next);
        }
        let mut q = Point::default();
        let next = self.period(start, &mut q).or_else(|| self.bare_year(start, &mut q)).or_else(|| self.this_one(start, &mut q))?;
        // نهاية هذا الأسبوع is its weekend
        if let (Some(week), Position::End) = (q.week, position.value)
            && self.layers.fold(at).ends_with("نهايه")
        {
            (p.weekend, p.week) = (true, Some(week));
            return Some(next);
        }
        q.position = Some(position.value);
        q.boundary = position.value == Position::End
            && q.is_year()
            && self.layers.fold(at).ends_with("نهايه")
            && (self.role_before(at, Role::Before) || self.role_before(at, Role::Until) || self.is(at.wrapping_sub(1), "بحلول"));
        *p = q;
        Some(next)
    }

    /// Months, years, seasons, decades, centuries, and periods beside this one.
    pub(super) fn period(&self, at: usize, p: &mut Point) -> Option<usize> {
        if let Some(next) = self.month(at, p, false) {
            return Some(next);
        }
        if let Some((which, next)) = self.this_unit(at, Unit::Week) {
            p.week = Some(which);
            // الأسبوع القادم يوم الجمعة, هذا الأسبوع، الجمعة
            let day = next + usize::from(self.comma(next));
            let day = self.one(day, Unit::Day).filter(|d| !d.article).map_or(day, |d| d.next);
            if let Some(weekday) = self.weekday(day).filter(|w| w.lead == 0) {
                p.weekday = weekday.value;
                return Some(weekday.next);
            }
            return Some(next);
        }
        if let Some((which, next)) = self.this_unit(at, Unit::Month) {
            p.month = Some(Ref::Which(which));
            return Some(next);
        }
        if let Some((which, next)) = self.this_unit(at, Unit::Decade).filter(|(_, next)| !self.mark(*next, '/')) {
            p.decade = Some(Ref::Which(which));
            return Some(next);
        }
        if let Some((which, next)) = self.this_unit(at, Unit::Century) {
            p.century = Some(Ref::Which(which));
            return Some(next);
        }
        if let Some(century) = self.one(at, Unit::Century).filter(|h| h.article)
            && let Some(n) = self.number(century.next).filter(|n| (n.value.ordinal || n.article) && n.value.value <= 21)
        {
            p.century = Some(Ref::Number(n.value.value.cast_signed()));
            return Some(n.next);
        }
        if self.role(at, Role::Of).is_none()
            && let Some(next) = self.year(at, p, false)
        {
            return Some(next);
        }
        if let Some(next) = self.season(at, p) {
            return Some(next);
        }
        self.decade(at, p)
    }

    /// صيف 2015, الصيف الماضي, هذا الصيف, فصل الصيف المقبل.
    fn season(&self, at: usize, p: &mut Point) -> Option<usize> {
        let this = self.demonstrative(at).filter(|d| d.value == Which::This);
        let mut start = this.map_or(at, |t| t.next);
        let named = self.is(start, "فصل");
        start += usize::from(named);
        let season = self.pick(start, |f| match f.sense {
            Sense::Season(season) => Some(season),
            _ => None,
        })?;
        p.season = Some(season.value);
        if this.is_some() && season.article {
            p.which = Some(Which::This);
            return Some(season.next);
        }
        if let Some(which) = self.which(season.next).filter(|h| season.article && h.value != Which::Same) {
            p.which = Some(which.value);
            return Some(which.next);
        }
        // الربيع العربي and the like name no season of a year
        let mut q = *p;
        let next = self
            .year(season.next, &mut q, true)
            .or_else(|| self.bare_year(self.of(season.next), &mut q))
            .filter(|_| !season.article || named || self.of(season.next) > season.next || self.figures(season.next).is_some());
        if next.is_some() {
            *p = q;
        } else {
            p.season = None;
        }
        next
    }

    /// الخمسينيات, عقد التسعينات, ثمانينات القرن الماضي.
    fn decade(&self, at: usize, p: &mut Point) -> Option<usize> {
        let word = self.one(at, Unit::Decade).filter(|h| !h.article);
        let start = word.map_or(at, |h| h.next);
        let decade = self.pick(start, |f| match f.sense {
            Sense::Decade(tens) => Some(tens),
            _ => None,
        })?;
        // السبعينيات من عمره: an age
        let of = self.of(decade.next);
        if of > decade.next && (self.is(of, "عمره") || self.is(of, "عمرها") || self.is(of, "العمر") || self.is(of, "عمرهم"))
        {
            return None;
        }
        p.decade = Some(Ref::Number(i32::from(decade.value)));
        let mut q = *p;
        if let Some(century) = self.one(of, Unit::Century).filter(|h| h.article) {
            if let Some(which) = self.which(century.next) {
                q.century = Some(Ref::Which(which.value));
                *p = q;
                return Some(which.next);
            }
            if let Some(n) = self.number(century.next).filter(|n| n.value.value <= 21) {
                q.century = Some(Ref::Number(n.value.value.cast_signed()));
                *p = q;
                return Some(n.next);
            }
        }
        let led = [Role::In, Role::Since, Role::Of, Role::Until].into_iter().any(|r| self.role_before(at, r));
        (decade.article || word.is_some() || led).then_some(decade.next)
    }
}
