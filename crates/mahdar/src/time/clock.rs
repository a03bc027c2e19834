//! The day's parts and the clock: مساء الأحد, ليل الأربعاء الخميس, الساعة العاشرة صباحا بتوقيت غرينتش.

use super::calendar::Count;
use super::calendar::{Part, Role, Sense, Unit, Which};
use super::point::Point;
use super::words::Words;
use crate::text::Kind;

impl Words<'_> {
    /// وقت متأخر من مساء الأحد; وقت سابق اليوم.
    pub(super) fn late(&self, at: usize, p: &mut Point) -> Option<usize> {
        let begun = self
            .role(at, Role::Moment)
            .or_else(|| self.unit(at).filter(|h| h.value == (Unit::Hour, Count::One) && !h.article).map(|h| h.next))?;
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
    pub(super) fn clock(&self, at: usize, p: &mut Point) -> Option<usize> {
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
        if hour < 12 && matches!(half.or(p.part), Some(Part::Afternoon | Part::Evening))
            || hour < 12 && hour > 5 && half.or(p.part) == Some(Part::Night)
        {
            hour += 12;
        }
        p.clock = Some((hour, minute as u8));
        p.part = None;
        Some(next)
    }

    /// والنصف, والربع, إلا ربعا, و30 دقيقة after an hour.
    pub(super) fn minutes(&self, at: usize) -> (u32, usize) {
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

    pub(super) fn zone(&self, at: usize) -> usize {
        let open = self.mark(at, '(');
        let Some(mut next) = self.role(at + usize::from(open), Role::Zone) else { return at };
        if self.layers.tokens.get(next).is_some_and(|t| t.kind == Kind::Word) {
            next += 1;
        }
        if open && self.mark(next, ')') { next + 1 } else { next }
    }

    /// مساء الأحد, ليل الأربعاء الخميس, بعد ظهر الجمعة, صباح هذا اليوم, الليلة الماضية.
    pub(super) fn part_of_day(&self, at: usize, p: &mut Point) -> Option<usize> {
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
}
