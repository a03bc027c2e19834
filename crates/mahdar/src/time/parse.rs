//! Points of the calendar: from words to the fields that they fill.
//!
//! In: [`Words`]. Out: the longest [`Point`] that begins at a token, with the token after it. Ranges, counts and lengths are made of these
//! in [`super::period`]; nothing here knows the day of publication.

use super::calendar::{Count, Era, Guard, Part, Position, Role, Sense, Unit, Which};
use super::point::{Point, Ref};
use super::words::{Hit, Words};
use crate::text::Kind;

/// Years that a bare number can be.
const BARE_YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;
/// Years that a number after عام can be.
const MARKED_YEARS: std::ops::RangeInclusive<u32> = 1000..=2100;

impl Words<'_> {
    pub(super) fn weekday(&self, at: usize) -> Option<Hit<u8>> {
        self.pick(at, |f| match f.sense {
            Sense::Weekday(day) => Some(day),
            _ => None,
        })
    }

    pub(super) fn which(&self, at: usize) -> Option<Hit<Which>> {
        self.pick(at, |f| match f.sense {
            Sense::Which(which) => Some(which),
            _ => None,
        })
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

    fn one(&self, at: usize, wanted: Unit) -> Option<Hit<()>> {
        self.unit(at).filter(|h| h.value == (wanted, Count::One)).map(|h| Hit { value: (), next: h.next, lead: h.lead, article: h.article })
    }

    fn part(&self, at: usize, adverb: bool) -> Option<Hit<Part>> {
        self.pick(at, |f| match f.sense {
            Sense::Part(part, a) if a == adverb => Some(part),
            _ => None,
        })
    }

    fn relative(&self, at: usize) -> Option<Hit<i8>> {
        self.pick(at, |f| match f.sense {
            Sense::Relative(days) => Some(days),
            _ => None,
        })
    }

    fn of(&self, at: usize) -> usize {
        self.role(at, Role::Of).unwrap_or(at)
    }

    /// The longest point that begins at `at`; its `lead` is that of the first token.
    pub(super) fn point(&self, at: usize) -> Option<Hit<Point>> {
        let mut p = Point::default();
        let lead = self.found(at).first().map_or(0, |f| f.lead);
        let next = self
            .late(at, &mut p)
            .or_else(|| self.clock(at, &mut p))
            .or_else(|| self.part_of_day(at, &mut p))
            .or_else(|| self.day(at, &mut p))
            .or_else(|| self.ordinal_part(at, &mut p))
            .or_else(|| self.positioned(at, &mut p))
            .or_else(|| self.period(at, &mut p))?;
        let lead = if self.figures(at).is_some() { 0 } else { self.number(at).map_or(lead, |n| if lead == 0 { n.lead } else { lead }) };
        Some(Hit { value: p, next, lead, article: false })
    }

    /// وقت متأخر من مساء الأحد; وقت سابق اليوم.
    fn late(&self, at: usize, p: &mut Point) -> Option<usize> {
        let begun = self.role(at, Role::Moment).or_else(|| self.unit(at).filter(|h| h.value == (Unit::Hour, Count::One) && !h.article).map(|h| h.next))?;
        let (after, late) = match self.role(begun, Role::Late) {
            Some(after) => (after, true),
            None => (self.role(begun, Role::Early)?, false),
        };
        let mut at = self.of(after);
        at = self.role(at, Role::In).unwrap_or(at);
        let next = self.part_of_day(at, p).or_else(|| self.day(at, p)).or_else(|| self.period(at, p))?;
        if late && p.is_day() && p.part.is_none() {
            p.part = Some(Part::Night);
        }
        Some(next)
    }

    /// الساعة العاشرة صباحا بتوقيت غرينتش, with the day that follows.
    fn clock(&self, at: usize, p: &mut Point) -> Option<usize> {
        let (hour, minute, mut next);
        if let Some(word) = self.one(at, Unit::Hour).filter(|h| h.article) {
            let n = self.number(word.next)?;
            (hour, next) = (n.value.value, n.next);
            if self.mark(next, ':')
                && let Some(m) = self.figures(next + 1)
            {
                (minute, next) = (m, next + 2);
            } else {
                (minute, next) = self.minutes(next);
            }
        } else {
            hour = self.figures(at)?;
            if !self.mark(at + 1, ':') || self.spaced(at + 1) || self.spaced(at + 2) {
                return None;
            }
            minute = self.figures(at + 2)?;
            // a bare 10:47 needs its ص, م, بتوقيت or part of day, lest a score or a verse pass for it
            next = at + 3;
            let said = self.part(next, true).is_some() || self.role(next, Role::Zone).is_some() || self.is(next, "م") || self.is(next, "ص");
            if !said {
                return None;
            }
        }
        if hour > 24 || minute > 59 {
            return None;
        }
        let mut hour = hour as u8;
        let half = if let Some(part) = self.part(next, true) {
            next = part.next;
            Some(part.value)
        } else if self.is(next, "م") || self.is(next, "ص") {
            next += 1;
            Some(if self.is(next - 1, "م") { Part::Evening } else { Part::Morning })
        } else {
            None
        };
        next = self.zone(next);
        // من مساء أمس, يوم الأحد
        let mut day = Point::default();
        let from = self.of(next);
        if let Some(end) = self.part_of_day(from, &mut day).or_else(|| self.day(from, &mut day))
            && day.is_day()
            && day.clock.is_none()
        {
            *p = day;
            next = self.zone(end);
        }
        if hour < 12 && matches!(half.or(p.part), Some(Part::Afternoon | Part::Evening)) || hour < 12 && hour > 5 && half.or(p.part) == Some(Part::Night) {
            hour += 12;
        }
        p.clock = Some((hour, minute as u8));
        p.part = None;
        Some(next)
    }

    /// والنصف, والربع, إلا ربعا, و30 دقيقة after an hour.
    fn minutes(&self, at: usize) -> (u32, usize) {
        let fractions = [("والنصف", 30), ("ونصف", 30), ("والربع", 15), ("وربع", 15), ("والثلث", 20)];
        for (word, minutes) in fractions {
            if self.is(at, word) {
                return (minutes, at + 1);
            }
        }
        if let Some(n) = self.number(at).filter(|n| n.lead > 0)
            && let Some(unit) = self.unit(n.next).filter(|u| u.value.0 == Unit::Minute)
        {
            return (n.value.value, unit.next);
        }
        (0, at)
    }

    fn zone(&self, at: usize) -> usize {
        let open = self.mark(at, '(');
        let Some(mut next) = self.role(at + usize::from(open), Role::Zone) else { return at };
        if self.layers.tokens.get(next).is_some_and(|t| t.kind == Kind::Word) {
            next += 1;
        }
        if open && self.mark(next, ')') { next + 1 } else { next }
    }

    /// مساء الأحد, ليل الأربعاء الخميس, بعد ظهر الجمعة, صباح هذا اليوم, الليلة الماضية.
    fn part_of_day(&self, at: usize, p: &mut Point) -> Option<usize> {
        if let Some(tonight) = self.pick(at, |f| (f.sense == Sense::Tonight).then_some(())) {
            p.part = Some(Part::Night);
            p.relative = Some(0);
            if let Some(which) = self.which(tonight.next) {
                if matches!(which.value, Which::Last | Which::Previous) {
                    p.relative = Some(-1);
                }
                return Some(which.next);
            }
            return Some(tonight.next);
        }
        if let Some(this) = self.demonstrative(at).filter(|d| d.value == Which::This)
            && let Some(part) = self.part(this.next, false).filter(|h| h.article)
        {
            (p.part, p.relative) = (Some(part.value), Some(0));
            return Some(part.next);
        }
        let after = self.role(at, Role::After).unwrap_or(at);
        let part = self.part(after, false).filter(|h| !h.article || after == at)?;
        p.part = Some(if after > at { Part::Afternoon } else { part.value });
        let mut next = self.of(part.next);
        // من بعد ظهر, ساعات
        next = self.late(next, p).unwrap_or(next);
        if p.is_day() {
            return Some(next);
        }
        if part.value == Part::Night
            && let Some(first) = self.weekday(next)
        {
            // ليل الأربعاء الخميس, الأربعاء - الخميس, الأربعاء/الخميس
            let joint = first.next + usize::from(self.mark(first.next, '-') || self.mark(first.next, '/') || self.mark(first.next, '–'));
            if let Some(second) = self.weekday(joint)
                && second.value == first.value % 7 + 1
            {
                (p.weekday, p.weekday_after) = (first.value, second.value);
                return Some(self.day_tail(second.next, p));
            }
        }
        let this = self.demonstrative(next).filter(|d| d.value == Which::This);
        if let Some(this) = this
            && let Some(day) = self.relative(this.next).filter(|r| r.value == 0)
        {
            p.relative = Some(0);
            return Some(day.next);
        }
        let end = self.day(next, p)?;
        (p.is_day() && (p.day == 0 || p.month.is_some() || p.weekday > 0)).then_some(end)
    }

    /// A day by any of its names, and what stands in apposition to it.
    fn day(&self, at: usize, p: &mut Point) -> Option<usize> {
        if let Some(next) = self.numeric(at, p) {
            return Some(self.day_tail(next, p));
        }
        if let Some(rel) = self.relative(at).filter(|_| self.is_relative_here(at)) {
            p.relative = Some(rel.value);
            let mut next = rel.next;
            if rel.value == 0
                && let Some(which) = self.which(next).filter(|w| w.article)
            {
                // اليوم التالي, اليوم نفسه; اليوم الأخير is the last day of something
                match which.value {
                    Which::Following | Which::Same => (p.relative, p.day_which) = (None, Some(which.value)),
                    Which::This => {}
                    Which::Last | Which::Previous | Which::Next => return None,
                }
                return Some(which.next);
            }
            let bracket = self.mark(next, '(');
            if let Some(day) = self.weekday(next + usize::from(bracket)) {
                p.weekday = day.value;
                next = day.next + usize::from(bracket && self.mark(day.next, ')'));
            }
            return Some(self.day_tail(next, p));
        }
        if let Some(that) = self.demonstrative(at)
            && let Some(day) = self.relative(that.next).filter(|r| r.value == 0)
        {
            match that.value {
                Which::Same => p.day_which = Some(Which::Same),
                _ => p.relative = Some(0),
            }
            return Some(day.next);
        }
        let plain = self.one(at, Unit::Day).filter(|h| !h.article);
        let start = plain.map_or(at, |h| h.next);
        if plain.is_some()
            && let Some(rel) = self.relative(start).filter(|r| r.value != 0)
        {
            p.relative = Some(rel.value);
            let next = self.weekday(rel.next).map_or(rel.next, |day| {
                p.weekday = day.value;
                day.next
            });
            return Some(self.day_tail(next, p));
        }
        if let Some(day) = self.weekday(start)
            && self.is_weekday_here(at, start, day.next)
        {
            p.weekday = day.value;
            return Some(self.day_tail(day.next, p));
        }
        if let Some(feast) = self.pick(start, |f| match f.sense {
            Sense::Feast(era, month, day, length) => Some((era, month, day, length)),
            _ => None,
        }) {
            let (era, month, day, length) = feast.value;
            (p.era, p.month, p.day, p.feast) = (era, Some(Ref::Number(i32::from(month))), day, length);
            return Some(self.year(feast.next, p, false).unwrap_or(feast.next));
        }
        let next = self.numeric(start, p).or_else(|| self.day_month(start, p))?;
        Some(self.day_tail(next, p))
    }

    /// 13/8/2015, 2018-12-04, 2015.08.13; the day stands first unless the year does.
    fn numeric(&self, at: usize, p: &mut Point) -> Option<usize> {
        let token = self.layers.tokens.get(at).filter(|t| t.kind == Kind::Number)?;
        let fold = self.layers.fold(at);
        let (mut parts, mut next) = ([0u32; 3], at + 1);
        if fold.bytes().filter(|b| *b == b'.').count() == 2 {
            for (part, text) in parts.iter_mut().zip(fold.split('.')) {
                *part = text.parse().ok()?;
            }
        } else {
            let _ = token;
            parts[0] = self.figures(at)?;
            let mark = ['/', '-', '\\'].into_iter().find(|m| self.mark(next, *m) && !self.spaced(next + 1))?;
            parts[1] = self.figures(next + 1)?;
            if !self.mark(next + 2, mark) || self.spaced(next + 3) {
                return None;
            }
            parts[2] = self.figures(next + 3)?;
            next += 4;
            // a longer chain of figures is a telephone or account number
            if self.mark(next, mark) && self.figures(next + 1).is_some() {
                return None;
            }
        }
        let (year, month, day) = match parts {
            [y, m, d] if y > 1000 => (y, m, d),
            [d, m, y] if y > 1000 => (y, m, d),
            // 16/04/21 only where a date is announced
            [d, m, y] if y < 100 && at > 0 && self.announced(at) => (2000 + y, m, d),
            _ => return None,
        };
        let (month, day) = if month > 12 && day <= 12 { (day, month) } else { (month, day) };
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1300..=2100).contains(&year) {
            return None;
        }
        p.era = if (1300..1500).contains(&year) { Era::Islamic } else { Era::Gregorian };
        (p.day, p.month, p.year) = (day as u8, Some(Ref::Number(month as i32)), Some(Ref::Number(year as i32)));
        Some(self.era_mark(next, p))
    }

    /// Whether the words before say that a date comes.
    fn announced(&self, at: usize) -> bool {
        self.role_before(at, Role::Dates) || self.role_before(at, Role::Equals) || self.one(at - 1, Unit::Day).is_some() || self.weekday(at - 1).is_some()
    }

    /// الثالث عشر من آب, 18 من فبراير/ شباط الماضي, التاسع والعشرين من الشهر الجاري.
    pub(super) fn day_month(&self, at: usize, p: &mut Point) -> Option<usize> {
        let day = self.day_number(at)?;
        let mut next = day.next;
        let of = self.of(next);
        let comma = next + usize::from(self.comma(next) || self.mark(next, '.') || (self.mark(next, '/') && self.figures(next + 1).is_none()) || (self.mark(next, '-') && !self.spaced(next + 1)));
        let mut q = *p;
        q.day = day.value as u8;
        next = match self.month(of, &mut q, true) {
            Some(next) => next,
            None => match self.month(comma, &mut q, true).filter(|_| comma > next) {
                Some(next) => next,
                // from the month by its unit: من الشهر الجاري, من هذا الشهر
                None if of > next => {
                    let (month, next) = self.this_unit(of, Unit::Month)?;
                    q.month = Some(Ref::Which(month));
                    next
                }
                None => return None,
            },
        };
        *p = q;
        Some(next)
    }

    /// A number that can be the day of a month.
    pub(super) fn day_number(&self, at: usize) -> Option<Hit<u32>> {
        // الفاتح من and غرة: the first
        if self.is(at, "الفاتح") && self.role(at + 1, Role::Of).is_some() || self.is(at, "غره") {
            return Some(Hit { value: 1, next: at + 1, lead: 0, article: true });
        }
        let n = self.number(at)?;
        let value = n.value.value;
        if !(1..=31).contains(&value) || (!n.value.figures && !n.value.ordinal && !n.article) {
            return None;
        }
        Some(Hit { value, next: n.next, lead: n.lead, article: n.article })
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
        let which = self.which(next).filter(|h| matches!(h.value, Which::Last | Which::Previous | Which::Next | Which::This));
        let (mut whiched, mut yeared) = (false, false);
        if let Some(which) = which {
            (q.which, next, whiched) = (Some(which.value), which.next, true);
        }
        if !whiched && let Some(end) = self.year(next, &mut q, true) {
            (next, yeared) = (end, true);
        }
        let before = at > 0 && [Role::In, Role::Since, Role::Until, Role::Within, Role::Between].into_iter().any(|r| self.role_before(at, r));
        let positioned = at > 0 && self.found(at - 1).iter().any(|f| matches!(f.sense, Sense::Position(_)));
        let strict = numbered || word.is_some() || pair.is_some() || yeared;
        let enough = match guard {
            Guard::Alone => true,
            Guard::Beside => strict || whiched || before || positioned,
            Guard::Strict => strict,
            Guard::Pair => numbered && (pair.is_some() || yeared),
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
        let same = |at: usize| self.found(at).iter().find_map(|f| match f.sense {
            Sense::Month(e, n, _) if (e, n) == (era, number) && f.lead == 0 => Some(at + f.words as usize),
            _ => None,
        });
        if self.mark(at, '(') || self.mark(at, '[') {
            return same(at + 1).filter(|end| self.mark(*end, ')') || self.mark(*end, ']')).map(|end| end + 1);
        }
        let joint = at + usize::from(self.mark(at, '/') || self.mark(at, '\\') || self.mark(at, '-') || self.mark(at, '–') || self.mark(at, '|'));
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
        {
            if let Some(n) = self.number(unit.next)
                && (MARKED_YEARS.contains(&n.value.value) || (n.value.figures && (1..1000).contains(&n.value.value) && self.era_follows(n.next)))
            {
                p.year = Some(Ref::Number(n.value.value as i32));
                return Some(self.era_mark(n.next, p));
            }
        }
        if let Some((which, next)) = self.this_unit(start, Unit::Year) {
            p.year = Some(Ref::Which(which));
            return Some(next);
        }
        let number = self.figures(start).filter(|y| MARKED_YEARS.contains(y));
        if after_month && let Some(year) = number {
            // 25 ديسمبر 1000 جندي cannot be told apart by form; a year below 1300 needs عام
            if year >= 1300 {
                p.year = Some(Ref::Number(year as i32));
                return Some(self.era_mark(start + 1, p));
            }
        }
        // (2012) after a month
        if after_month && self.mark(at, '(') && self.mark(at + 2, ')') {
            let year = self.figures(at + 1).filter(|y| BARE_YEARS.contains(y))?;
            p.year = Some(Ref::Number(year as i32));
            return Some(at + 3);
        }
        // آب ألفين وخمسة عشر
        if after_month
            && let Some(n) = self.number(start)
            && !n.value.figures
            && n.lead == 0
            && (1300..=2100).contains(&n.value.value)
        {
            p.year = Some(Ref::Number(n.value.value as i32));
            return Some(n.next);
        }
        None
    }

    fn era_follows(&self, at: usize) -> bool {
        self.role(at, Role::Hijri).is_some() || self.role(at, Role::Common).is_some()
    }

    /// م, هـ and their long forms after a year.
    fn era_mark(&self, at: usize, p: &mut Point) -> usize {
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
        Some((which.value, which.next))
    }

    /// What may stand after a day: الماضي, a date in apposition, a part of the day, the same day in another reckoning.
    fn day_tail(&self, at: usize, p: &mut Point) -> usize {
        let mut next = at;
        if p.which.is_none()
            && p.relative.is_none()
            && let Some(which) = self.which(next).filter(|h| !matches!(h.value, Which::Same | Which::Following | Which::Previous))
        {
            (p.which, next) = (Some(which.value), which.next);
        }
        if p.day == 0 && (p.weekday > 0 || p.relative.is_some()) {
            next = self.apposed_date(next, p).unwrap_or(next);
        }
        if p.weekday == 0 && p.day > 0 && self.mark(next, '(') {
            // 14 أغسطس (الجمعة)
            if let Some(day) = self.weekday(next + 1).filter(|d| self.mark(d.next, ')')) {
                (p.weekday, next) = (day.value, day.next + 1);
            }
        }
        if p.weekday > 0 && p.day == 0 {
            // الجمعة من الأسبوع الماضي
            let of = self.of(next);
            if let Some((which, end)) = self.this_unit(of, Unit::Week).filter(|_| of > next || p.which.is_none()) {
                (p.week, next) = (Some(which), end);
            }
        }
        if p.part.is_none()
            && let Some(part) = self.part(next, true).filter(|h| h.lead == 0 && !h.article)
        {
            (p.part, next) = (Some(part.value), part.next);
        }
        self.equal_date(next, p)
    }

    /// الجمعة 14 أغسطس, الجمعة، 14 أغسطس, الجمعة (14 أغسطس), الجمعة في 14 أغسطس, الجمعة الموافق 14 أغسطس.
    fn apposed_date(&self, at: usize, p: &mut Point) -> Option<usize> {
        let bracket = self.mark(at, '(');
        let mut start = at + usize::from(bracket || self.comma(at) || self.mark(at, '-'));
        start = self.role(start, Role::Equals).unwrap_or(start);
        if p.weekday > 0 && self.is(start, "في") {
            start += 1;
        }
        if start > at && self.found(start).first().is_some_and(|f| f.lead > 0) {
            return None;
        }
        let mut q = *p;
        let end = self.numeric(start, &mut q).or_else(|| self.day_month(start, &mut q))?;
        let end = if bracket { self.mark(end, ')').then_some(end + 1)? } else { end };
        *p = q;
        Some(end)
    }

    /// الموافق 6 أبريل 2023 after a date of another reckoning; a slash or brackets serve as well.
    fn equal_date(&self, at: usize, p: &mut Point) -> usize {
        if p.day == 0 || p.month.is_none() {
            return at;
        }
        let comma = at + usize::from(self.comma(at));
        let equals = self.role(comma, Role::Equals);
        let bracket = self.mark(at, '(');
        let Some(start) = equals.or_else(|| (bracket || self.mark(at, '-') || self.mark(at, '/')).then_some(at + 1)) else { return at };
        let start = start + usize::from(self.is(start, "ل") || self.is(start, "يوم"));
        let mut q = Point::default();
        let start = self.weekday(start).map_or(start, |d| d.next);
        let Some(end) = self.numeric(start, &mut q).or_else(|| self.day_month(start, &mut q)) else { return at };
        let (Some(Ref::Number(month)), Some(Ref::Number(year))) = (q.month, q.year) else { return at };
        if q.era == p.era || (bracket && !self.mark(end, ')')) {
            return at;
        }
        // the Gregorian one is the plainer statement of the day
        if q.era == Era::Gregorian {
            if let (Some(Ref::Number(m)), Some(Ref::Number(y))) = (p.month, p.year) {
                p.also = Some((p.era, p.day, m as u8, y));
            }
            (p.era, p.day, p.month, p.year) = (q.era, q.day, q.month, q.year);
        } else {
            p.also = Some((q.era, q.day, month as u8, year));
        }
        end + usize::from(bracket)
    }

    /// الأسبوع الأول من مايو, الربع الثالث من 2018, النصف الأول من العام الجاري.
    fn ordinal_part(&self, at: usize, p: &mut Point) -> Option<usize> {
        let unit = self.unit(at).filter(|h| h.article && h.value.1 == Count::One)?;
        if !matches!(unit.value.0, Unit::Week | Unit::Quarter | Unit::Half) {
            return None;
        }
        let last = self.is(unit.next, "الاخير");
        let n = if last { None } else { Some(self.number(unit.next).filter(|n| n.value.ordinal && n.article)?) };
        let limit = match unit.value.0 {
            Unit::Half => 2,
            Unit::Quarter => 4,
            _ => 53,
        };
        let value = n.map_or(if unit.value.0 == Unit::Week { 5 } else { limit }, |n| n.value.value);
        if !(1..=limit).contains(&value) {
            return None;
        }
        let after = n.map_or(unit.next + 1, |n| n.next);
        let of = self.role(after, Role::Of)?;
        let mut q = Point::default();
        let next = self.period(of, &mut q).or_else(|| self.bare_year(of, &mut q))?;
        let fits = match unit.value.0 {
            Unit::Week => q.is_month() || q.is_year(),
            Unit::Quarter => q.is_year(),
            _ => q.is_month() || q.is_year() || q.century.is_some(),
        };
        if !fits {
            return None;
        }
        *p = q;
        p.ordinal = Some((unit.value.0, value as u8));
        Some(next)
    }

    /// A year in figures with nothing before it to mark it.
    pub(super) fn bare_year(&self, at: usize, p: &mut Point) -> Option<usize> {
        let year = self.figures(at).filter(|y| BARE_YEARS.contains(y))?;
        p.year = Some(Ref::Number(year as i32));
        Some(self.era_mark(at + 1, p))
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
        let mut q = Point::default();
        let next = self.period(start, &mut q).or_else(|| self.bare_year(start, &mut q))?;
        q.position = Some(position.value);
        q.boundary = position.value == Position::End
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
            p.century = Some(Ref::Number(n.value.value as i32));
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
        let next = self.year(season.next, &mut q, true).or_else(|| self.bare_year(self.of(season.next), &mut q)).filter(|_| !season.article || named || self.of(season.next) > season.next);
        match next {
            Some(next) => {
                *p = q;
                Some(next)
            }
            None => {
                p.season = None;
                None
            }
        }
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
        if of > decade.next && (self.is(of, "عمره") || self.is(of, "عمرها") || self.is(of, "العمر") || self.is(of, "عمرهم")) {
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
                q.century = Some(Ref::Number(n.value.value as i32));
                *p = q;
                return Some(n.next);
            }
        }
        if decade.article || word.is_some() { Some(decade.next) } else { None }
    }
}
