//! Counts from a day: two weeks ago, in three days, a week after that, the last six months.
//!
//! In: [`Words`]. Out: the [`Shape`]s that are so many units before or after the day of speaking or the day last spoken of, and the windows
//! that end or begin there.

use super::point::{Lapse, Shape};
use super::sense::{Count, Role, Sense, Unit, Which};
use super::words::Words;
use crate::morph::Tense;

impl Words<'_> {
    /// بعدها بيومين, قبل ذلك بأسبوع, بعد يومين من ذلك: counted from the day last spoken of.
    pub(super) fn beyond(&self, at: usize) -> Option<(Shape, usize)> {
        let (begin, sign) = match (self.role(at, Role::Thereafter), self.role(at, Role::Therebefore)) {
            (Some(next), _) => (next, 1),
            (_, Some(next)) => (next, -1),
            _ => return None,
        };
        let (count, unit, next) = match self.counted_unit(begin) {
            Some(hit) => (hit.value.0, hit.value.1, Some(hit.next).filter(|_| hit.lead > 0)?),
            None => self.unit(begin).filter(|u| u.value.1 == Count::One && u.lead > 0 && !u.article).map(|u| (1, u.value.0, u.next))?,
        };
        if !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year) {
            return None;
        }
        Some((Shape::Beyond(sign * i32::try_from(count).ok()?, unit), next))
    }

    /// منذ يومين, قبل أسبوعين, قبل نحو ثلاثة أعوام, بعد شهرين من الآن.
    pub(super) fn away(&self, at: usize) -> Option<(Shape, usize)> {
        let (mut next, sign) = match (self.role(at, Role::Since), self.role(at, Role::Before), self.role(at, Role::After)) {
            (Some(next), _, _) | (_, Some(next), _) => (next, -1),
            (_, _, Some(next)) => (next, 1),
            _ => return None,
        };
        while let Some(after) = self.role(next, Role::About) {
            next = after;
        }
        let (count, unit, mut end) = match self.counted_unit(next) {
            Some(hit) if !hit.article => (hit.value.0, hit.value.1, hit.next),
            Some(_) => return None,
            None => {
                // منذ عام, قبل شهر: one
                let one = self.unit(next).filter(|u| u.value.1 == Count::One && !u.article && u.lead == 0)?;
                if self.number(one.next).is_some_and(|n| n.lead == 0)
                    || self.month_name(one.next).is_some()
                    || self.weekday(one.next).is_some()
                {
                    return None;
                }
                (1, one.value.0, one.next)
            }
        };
        if !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade)
            || (unit == Unit::Day && count == 1 && end == next + 1 && sign > 0)
        {
            return None;
        }
        // قبل يومين من القمة counts from the summit
        if let Some(of) = self.role(end, Role::Of) {
            if self.is(of, "الان") || self.is(of, "اليوم") {
                end = of + 1;
            } else if self.demonstrative(of).is_some_and(|d| d.value == Which::Same) && self.role(at, Role::Since).is_none() {
                return Some((Shape::Beyond(sign * i32::try_from(count).ok()?, unit), of + 1));
            } else if self.role(at, Role::Since).is_none() {
                return None;
            }
        }
        if sign > 0 {
            // after so long: told from here only when the sentence looks forward
            let ahead = |tense: Tense| matches!(tense, Tense::Future | Tense::Present);
            let forward = ahead(self.morph.tense(at)) && ahead(self.told(at, end));
            if !forward || self.found(end).iter().any(|f| f.sense == Sense::Role(Role::Of)) || self.is(end, "علي") {
                return None;
            }
        }
        // ونصف العام is a remainder that changes no unit; عام وثلاثة أشهر is told in months
        if let Some((_, next)) = self.fraction(end, unit) {
            end = next;
        } else if let (Unit::Year, Some(more)) = (unit, self.term(end).filter(|t| t.lead > 0 && !t.article && t.value.1 == Unit::Month)) {
            let months = count.checked_mul(12)?.checked_add(u32::try_from(more.value.0 / 100).ok()?)?;
            return Some((Shape::Away(sign * i32::try_from(months).ok()?, Unit::Month), more.next));
        }
        Some((Shape::Away(sign * i32::try_from(count).ok()?, unit), end))
    }

    /// الأسابيع الستة الماضية, السنوات العشر المقبلة, العامين الماضيين, آخر ثلاثة أيام, الثلاثة أشهر الماضية.
    pub(super) fn window(&self, at: usize) -> Option<(Shape, usize)> {
        let last =
            self.role(at, Role::LastCount).and_then(|next| self.counted_unit(next)).filter(|h| !h.article && h.value.1 != Unit::Hour);
        if let Some(hit) = last {
            return Some((Shape::Window(-i32::try_from(hit.value.0.min(200)).ok()?, hit.value.1), hit.next))
                .filter(|_| hit.value.1 != Unit::Minute);
        }
        let (count, unit, next) = if let Some(hit) = self.unit(at).filter(|u| u.article) {
            match hit.value.1 {
                Count::Two => (2, hit.value.0, hit.next),
                Count::Many => {
                    let n = self.number(hit.next).filter(|n| (n.article || n.value.figures) && n.lead == 0)?;
                    (n.value.value, hit.value.0, n.next)
                }
                Count::One => return None,
            }
        } else {
            let hit = self.counted_unit(at).filter(|h| h.article)?;
            (hit.value.0, hit.value.1, hit.next)
        };
        if count > 200 || !matches!(unit, Unit::Hour | Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade) {
            return None;
        }
        let which = self.which(next)?;
        let sign = match which.value {
            Which::Last | Which::Previous | Which::Preceding => -1,
            Which::Next | Which::Following => 1,
            Which::This | Which::Same | Which::BeforeLast | Which::AfterNext => return None,
        };
        // hours up to now have no day of their own: a length
        if unit == Unit::Hour {
            return Some((Shape::Length(Lapse::of(count, unit)?), which.next));
        }
        Some((Shape::Window(sign * i32::try_from(count).ok()?, unit), which.next))
    }
}
