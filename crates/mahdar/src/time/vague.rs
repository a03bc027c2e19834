//! Times that the words leave open: now, recently, in the last years, some days ago, soon.
//!
//! In: [`Words`]. Out: [`Vague`], which is a value without a day: it stands in the record so that a reader sees that a time was told, and
//! dates no deed.

use super::sense::{Count, Role, Sense, Unit, Vague, Which};
use super::words::Words;

impl Words<'_> {
    /// A time left open that begins at `at`, and the token after it.
    pub(super) fn vague(&self, at: usize) -> Option<(Vague, usize)> {
        if let Some(fixed) = self.pick(at, |f| match f.sense {
            Sense::Vague(vague) => Some(vague),
            _ => None,
        }) {
            // «الآن» is a channel; وقت سابق من اليوم is a time of that day
            let moment = self.role(at, Role::In).is_some();
            let of_day = moment && self.point(self.of(fixed.next)).is_some_and(|p| !p.value.is_bare_day());
            return (!of_day && !self.is_quoted_name(at, fixed.next)).then_some((fixed.value, fixed.next));
        }
        self.some_away(at).or_else(|| self.some_window(at))
    }

    /// منذ أيام, قبل عدة أشهر, منذ سنوات طويلة, بعد أيام.
    fn some_away(&self, at: usize) -> Option<(Vague, usize)> {
        let back = self.role(at, Role::Since).or_else(|| self.role(at, Role::Before));
        let mut next = back.or_else(|| self.role(at, Role::After))?;
        while let Some(about) = self.role(next, Role::About) {
            next = about;
        }
        let few = self.role(next, Role::Vague);
        let unit = self.unit(few.unwrap_or(next)).filter(|u| u.value.1 == Count::Many && u.lead == 0 && !u.article)?;
        if self.weekday(unit.next).is_some() || self.month_name(unit.next).is_some() || self.number(unit.next).is_some() {
            return None;
        }
        let mut end = unit.next;
        if ["طويله", "عديده", "قليله", "معدوده"].iter().any(|w| self.is(end, w)) {
            end += 1;
        }
        // قبل أيام من القمة, بعد سنوات من الحرب: beside the deed, wherever that is
        if back.is_none() || self.role(at, Role::Before).is_some() {
            let now = |of: usize| self.is(of, "الان") || self.is(of, "اليوم");
            if self.role(end, Role::Of).is_some_and(|of| !now(of)) {
                return None;
            }
        }
        if back.is_some() {
            return Some((Vague::Past, end));
        }
        (self.morph.tense(at) == crate::morph::Tense::Future).then_some((Vague::Future, end))
    }

    /// الأيام الأخيرة, السنوات القليلة الماضية, الأشهر المقبلة, الفترة المقبلة.
    fn some_window(&self, at: usize) -> Option<(Vague, usize)> {
        let begin = match self.unit(at).filter(|u| u.article && u.value.1 == Count::Many) {
            Some(unit) if !matches!(unit.value.0, Unit::Half | Unit::Quarter) => unit.next,
            _ => self.pick(at, |f| (f.sense == Sense::Role(Role::Period) && f.article).then_some(())).map(|h| h.next)?,
        };
        let few = self.role(begin, Role::Few).unwrap_or(begin);
        let which = self.which(few).filter(|w| w.article)?;
        let end = self.role(which.next, Role::Few).unwrap_or(which.next);
        let vague = match which.value {
            Which::Last | Which::Previous | Which::BeforeLast => Vague::Past,
            Which::Next | Which::AfterNext => Vague::Future,
            Which::This => Vague::Present,
            Which::Following | Which::Preceding | Which::Same => return None,
        };
        Some((vague, end))
    }
}
