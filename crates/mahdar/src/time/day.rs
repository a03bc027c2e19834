//! Days: by weekday, by number and month, in figures, beside today; and what stands in apposition to them.

use super::point::{Point, Ref};
use super::sense::{Era, Role, Unit, Which};
use super::words::{Hit, Words};
use crate::text::Kind;
use mahdar_arabic::features::Pos;

impl Words<'_> {
    /// A day by any of its names, and what stands in apposition to it.
    pub(super) fn day(&self, at: usize, p: &mut Point) -> Option<usize> {
        if let Some(next) = self.numeric(at, p) {
            return Some(self.day_tail(next, p));
        }
        let told =
            |day: &Hit<i8>| day.value == 0 && self.which(day.next).is_some_and(|w| matches!(w.value, Which::Following | Which::Preceding));
        if let Some(rel) = self.relative(at).filter(|day| told(day) || self.is_relative_here(at)) {
            p.relative = Some(rel.value);
            let mut next = rel.next;
            if rel.value == 0
                && let Some(which) = self.which(next).filter(|w| w.article || w.value == Which::Same)
            {
                // اليوم التالي, اليوم نفسه; اليوم الأخير is the last day of something
                match which.value {
                    Which::Following | Which::Same | Which::Preceding => (p.relative, p.day_which) = (None, Some(which.value)),
                    Which::This => {}
                    // اليوم الآتي; اليوم الأخير is the last day of something
                    Which::Next => p.relative = Some(1),
                    Which::Last => p.relative = Some(-1),
                    _ => return None,
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
        if let Some(next) = self.feast(at, p) {
            return Some(next);
        }
        let next = self
            .numeric(start, p)
            .or_else(|| self.day_month(start, p))
            .or_else(|| self.month_day(start, p))
            .or_else(|| self.day_and_month(start, p))
            .or_else(|| self.day_alone(start, p).filter(|_| plain.is_some()))?;
        Some(self.day_tail(next, p))
    }

    /// 13/8/2015, 2018-12-04, 2015.08.13; the day stands first unless the year does.
    pub(super) fn numeric(&self, at: usize, p: &mut Point) -> Option<usize> {
        self.layers.tokens.get(at).filter(|t| t.kind == Kind::Number)?;
        let fold = self.layers.fold(at);
        let (mut parts, mut next) = ([0u32; 3], at + 1);
        if fold.bytes().filter(|b| *b == b'.').count() == 2 {
            for (part, text) in parts.iter_mut().zip(fold.split('.')) {
                *part = text.parse().ok()?;
            }
        } else {
            parts[0] = self.figures(at)?;
            let mark = ['/', '-', '\\'].into_iter().find(|m| self.mark(next, *m))?;
            parts[1] = self.figures(next + 1)?;
            if !self.mark(next + 2, mark) {
                return None;
            }
            parts[2] = self.figures(next + 3)?;
            // spaces around one mark stand around the other as well (15 / 5 / 2018)
            let spaced = [next, next + 1, next + 2, next + 3].map(|t| self.spaced(t));
            if spaced.iter().any(|s| *s != spaced[0]) || (spaced[0] && parts[2] < 1000 && parts[0] < 1000) {
                return None;
            }
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
        (p.day, p.month, p.year) = (day as u8, Some(Ref::Number(month.cast_signed())), Some(Ref::Number(year.cast_signed())));
        Some(self.era_mark(next, p))
    }

    /// يوم 12/5, بتاريخ 22/4: day and month in figures, only where a date is announced.
    fn day_and_month(&self, at: usize, p: &mut Point) -> Option<usize> {
        let (day, month) = (self.figures(at)?, self.figures(at + 2)?);
        let mark = ['/', '-'].into_iter().find(|m| self.mark(at + 1, *m) && !self.spaced(at + 1) && !self.spaced(at + 2))?;
        let longer = self.mark(at + 3, mark) && self.figures(at + 4).is_some();
        let (day, month) = if month > 12 && day <= 12 { (month, day) } else { (day, month) };
        if longer || at == 0 || !self.announced(at) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        (p.day, p.month) = (day as u8, Some(Ref::Number(month.cast_signed())));
        Some(at + 3)
    }

    /// Whether the words before say that a date comes.
    pub(super) fn announced(&self, at: usize) -> bool {
        self.role_before(at, Role::Dates)
            || self.role_before(at, Role::Equals)
            || self.one(at - 1, Unit::Day).is_some()
            || self.weekday(at - 1).is_some()
    }

    /// الثالث عشر من آب, 18 من فبراير/ شباط الماضي, التاسع والعشرين من الشهر الجاري.
    pub(super) fn day_month(&self, at: usize, p: &mut Point) -> Option<usize> {
        let day = self.day_number(at)?;
        let mut next = day.next;
        let of = self.of(next);
        let comma = next
            + usize::from(
                self.comma(next)
                    || self.mark(next, '.')
                    || (self.mark(next, '/') && self.figures(next + 1).is_none())
                    || (self.mark(next, '-') && !self.spaced(next + 1)),
            );
        let mut q = *p;
        q.day = day.value as u8;
        next = if let Some(next) = self.month(of, &mut q, true) {
            next
        } else if let Some(next) = self.month(comma, &mut q, true).filter(|_| comma > next) {
            next
        } else {
            // من الشهر الجاري, هذا الشهر; 15 الجاري, 12 منه
            let within = self.role(next, Role::In).filter(|_| self.figures(at).is_some()).unwrap_or(of);
            let month = self.this_unit(of, Unit::Month).or_else(|| self.this_unit(within, Unit::Month));
            let (month, next) = month.or_else(|| self.current(at, next))?;
            q.month = Some(Ref::Which(month));
            next
        };
        *p = q;
        Some(next)
    }

    /// مايو الحادي عشر, سبتمبر 10، 2001: the day behind its month, as translations have it.
    fn month_day(&self, at: usize, p: &mut Point) -> Option<usize> {
        let (era, month, _, next) = self.month_name(at)?;
        let n = self.number(next).filter(|n| n.lead == 0 && (1..=31).contains(&n.value.value))?;
        let year = usize::from(self.comma(n.next));
        let figures = n.value.figures && year == 1 && self.figures(n.next + 1).is_some_and(|y| (1900..=2100).contains(&y));
        if !(figures || (n.value.ordinal && n.article)) {
            return None;
        }
        (p.era, p.month, p.day) = (era, Some(Ref::Number(i32::from(month))), n.value.value as u8);
        Some(self.year(n.next, p, true).or_else(|| self.bare_year(self.of(n.next + year), p)).unwrap_or(n.next))
    }

    /// يوم 27: a day whose month is left out, where no counted noun follows.
    fn day_alone(&self, at: usize, p: &mut Point) -> Option<usize> {
        let day = self.figures(at).filter(|d| (1..=31).contains(d))?;
        let ends = self.layers.tokens.get(at + 1).is_none_or(|t| match t.kind {
            Kind::Word => !self.counted(at + 1, true),
            Kind::Mark => !matches!(t.mark, '/' | '-' | ':' | '%' | '٪' | '\\'),
            Kind::Number => false,
        });
        ends.then(|| p.day = day as u8)?;
        p.alone = true;
        Some(at + 1)
    }

    /// في 15 الجاري, في 12 منه: the month is left out behind a day in figures that a word of time announces.
    fn current(&self, at: usize, next: usize) -> Option<(Which, usize)> {
        if self.is(next, "منه") {
            return Some((Which::Same, next + 1));
        }
        let which = self.which(self.of(next)).filter(|w| w.article && matches!(w.value, Which::This | Which::Last | Which::Next))?;
        let roles = [Role::In, Role::Since, Role::Until, Role::Before, Role::After, Role::Between, Role::Dates];
        let before = at > 0 && (roles.into_iter().any(|r| self.role_before(at, r)) || self.announced(at));
        (before && self.figures(at).is_some()).then_some((which.value, which.next))
    }

    /// A number that can be the day of a month.
    pub(super) fn day_number(&self, at: usize) -> Option<Hit<u32>> {
        // الفاتح من and غرة: the first
        if (self.is(at, "الفاتح") || self.is(at, "فاتح")) && self.month_name(self.of(at + 1)).is_some() || self.is(at, "غره") {
            return Some(Hit { value: 1, next: at + 1, lead: 0, article: true });
        }
        let n = self.number(at)?;
        let value = n.value.value;
        // خمسة وعشرين يناير: a compound cardinal right before its month
        let spoken = !n.value.figures && value > 20 && n.lead == 0 && self.month_name(n.next).is_some();
        if !(1..=31).contains(&value) || (!n.value.figures && !n.value.ordinal && !n.article && !spoken) {
            return None;
        }
        Some(Hit { value, next: n.next, lead: n.lead, article: n.article })
    }

    /// What may stand after a day: الماضي, a date in apposition, a part of the day, the same day in another reckoning.
    pub(super) fn day_tail(&self, at: usize, p: &mut Point) -> usize {
        let mut next = at;
        if p.which.is_none()
            && p.relative.is_none()
            && let Some(which) =
                self.which(next).filter(|h| !matches!(h.value, Which::Same | Which::Following | Which::Previous | Which::Preceding))
        {
            (p.which, next) = (Some(which.value), which.next);
        }
        if p.day == 0 && (p.weekday > 0 || p.relative.is_some()) {
            next = self.apposed_date(next, p).or_else(|| self.apposed_number(next, p)).unwrap_or(next);
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
        let next = self.equal_date(next, p);
        // غدا الساعة 12:30
        if p.clock.is_none()
            && let Some(end) = self.hour(next, p).filter(|_| self.one(next, Unit::Hour).is_some())
        {
            p.part = None;
            return end;
        }
        next
    }

    /// الجمعة 22: the number of the day beside its weekday, where no counted noun follows.
    fn apposed_number(&self, at: usize, p: &mut Point) -> Option<usize> {
        let day = self.figures(at).filter(|d| (1..=31).contains(d) && p.weekday > 0)?;
        let ends = self.layers.tokens.get(at + 1).is_none_or(|t| t.mark != '\0' && !matches!(t.mark, '/' | '-' | ':' | '%' | '٪'))
            || self.role(at + 1, Role::To).is_some()
            || self.role(at + 1, Role::Until).is_some()
            || self.morph.is(at + 1, Pos::Particle);
        ends.then(|| p.day = day as u8)?;
        Some(at + 1)
    }

    /// الجمعة 14 أغسطس, الجمعة، 14 أغسطس, الجمعة (14 أغسطس), الجمعة في 14 أغسطس, الجمعة الموافق 14 أغسطس.
    pub(super) fn apposed_date(&self, at: usize, p: &mut Point) -> Option<usize> {
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
        let end = self.numeric(start, &mut q).or_else(|| self.day_month(start, &mut q)).or_else(|| self.month_day(start, &mut q))?;
        let end = if bracket { self.mark(end, ')').then_some(end + 1)? } else { end };
        *p = q;
        Some(end)
    }

    /// الموافق 6 أبريل 2023 after a date of another reckoning; a slash or brackets serve as well.
    pub(super) fn equal_date(&self, at: usize, p: &mut Point) -> usize {
        if p.day == 0 || p.month.is_none() {
            return at;
        }
        let bracket = self.mark(at, '(');
        let comma = at + usize::from(self.comma(at) || bracket);
        let equals = self.role(comma, Role::Equals);
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
                p.also = Some((p.era, p.day, u8::try_from(m).unwrap_or(0), y));
            }
            (p.era, p.day, p.month, p.year) = (q.era, q.day, q.month, q.year);
        } else {
            p.also = Some((q.era, q.day, u8::try_from(month).unwrap_or(0), year));
        }
        end + usize::from(bracket)
    }
}
