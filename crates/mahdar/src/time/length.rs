//! Lengths and repetitions: three days, a year and a half, a few hours; every six months, every Friday, daily.
//!
//! In: [`Words`]. Out: [`Shape::Length`] and [`Shape::Every`], with the terms that [`super::period`] makes points and windows of (three weeks
//! ago, the last two years). Ages are lengths too; what they are the age of is not asked.

use super::point::{Lapse, Shape};
use super::sense::{Count, Role, Sense, Unit};
use super::words::{Hit, Words};

/// A number and a unit, the number in hundredths.
pub(super) type Term = (u64, Unit);

impl Words<'_> {
    /// A number and a unit: يومين, ثلاثة أسابيع, ١٢ شهرا, الـ24 ساعة, أسبوع واحد.
    pub(super) fn counted_unit(&self, at: usize) -> Option<Hit<(u32, Unit)>> {
        if let Some(unit) = self.unit(at) {
            let (kind, count) = unit.value;
            // the construct dual wants its genitive: أسبوعي alone is weekly, يومي daily
            if count == Count::Two && !self.layers.fold(unit.next - 1).ends_with('ي') {
                return Some(Hit { value: (2, kind), next: unit.next, lead: unit.lead, article: unit.article });
            }
            if count == Count::One && self.numeral_one(unit.next) {
                return Some(Hit { value: (1, kind), next: unit.next + 1, lead: unit.lead, article: unit.article });
            }
        }
        let n = self.number(at)?;
        if n.value.ordinal || n.value.value == 0 {
            return None;
        }
        // ثانية is also second (f.), so that only a number before it makes it the unit
        if self.is(n.next, "ثانيه") && n.value.value > 2 {
            return Some(Hit { value: (n.value.value, Unit::Second), next: n.next + 1, lead: n.lead, article: n.article });
        }
        let unit = self.unit(n.next).filter(|u| (u.value.1 != Count::Two || n.value.value == 2) && u.lead == 0)?;
        if matches!(unit.value.0, Unit::Quarter | Unit::Half) {
            return None;
        }
        Some(Hit { value: (n.value.value, unit.value.0), next: unit.next, lead: n.lead, article: n.article || unit.article })
    }

    fn numeral_one(&self, at: usize) -> bool {
        self.is(at, "واحد") || self.is(at, "واحده")
    }

    /// A counted unit, a broken one (3.5 سنوات), or a half or quarter of one (نصف ساعة).
    pub(super) fn term(&self, at: usize) -> Option<Hit<Term>> {
        if let Some(hit) = self.counted_unit(at) {
            return Some(Hit { value: (u64::from(hit.value.0) * 100, hit.value.1), next: hit.next, lead: hit.lead, article: hit.article });
        }
        if let Some(hundredths) = self.decimal(at).filter(|_| self.is(at + 1, "ثانيه")) {
            return Some(Hit { value: (hundredths, Unit::Second), next: at + 2, lead: 0, article: false });
        }
        if let Some(hundredths) = self.decimal(at)
            && let Some(unit) = self.unit(at + 1).filter(|u| u.lead == 0 && !matches!(u.value.0, Unit::Quarter | Unit::Half))
        {
            return Some(Hit { value: (hundredths, unit.value.0), next: unit.next, lead: 0, article: unit.article });
        }
        let part = self.unit(at).filter(|u| !u.article && u.value.1 == Count::One)?;
        let hundredths = match part.value.0 {
            Unit::Half => 50,
            Unit::Quarter => 25,
            _ => return None,
        };
        let whole = self.unit(part.next).filter(|u| u.value.1 == Count::One && u.lead == 0)?;
        if matches!(whole.value.0, Unit::Quarter | Unit::Half) {
            return None;
        }
        Some(Hit { value: (hundredths, whole.value.0), next: whole.next, lead: part.lead, article: whole.article })
    }

    /// A broken number in figures, in hundredths; nothing is no length (0.0 يوم).
    fn decimal(&self, at: usize) -> Option<u64> {
        self.layers.tokens.get(at).filter(|t| t.kind == crate::text::Kind::Number)?;
        let (whole, part) = self.layers.fold(at).split_once('.')?;
        if part.is_empty() || part.len() > 2 || whole.len() > 6 {
            return None;
        }
        let hundredths: u64 = part.parse().ok()?;
        let number = whole.parse::<u64>().ok()? * 100 + if part.len() == 1 { hundredths * 10 } else { hundredths };
        (number > 0).then_some(number)
    }

    /// A length: three days, two hours and a half, a whole week, a year, a month and 21 days, a few hours.
    pub(super) fn length(&self, at: usize) -> Option<Hit<Shape>> {
        let led = at > 0 && self.role_before(at, Role::Within);
        let (mut lapse, mut next, lead, mut last);
        if let Some(few) = self.role(at, Role::Vague) {
            let unit = self.unit(few).filter(|u| u.value.1 == Count::Many && u.lead == 0 && !u.article)?;
            let lead = self.found(at).first().map_or(0, |f| f.lead);
            let lapse = Lapse::open(unit.value.0)?;
            return Some(Hit { value: Shape::Length(lapse), next: unit.next, lead, article: false });
        }
        if let Some(term) = self.term(at) {
            lapse = Lapse::default();
            lapse.add(term.value.0, term.value.1)?;
            (next, lead, last) = (term.next, term.lead, term.value.1);
        } else {
            // one: only where something says that a length is meant (لمدة شهر, يوم كامل, ساعة ونصف, طوال اليوم)
            let one = self.unit(at).filter(|u| u.value.1 == Count::One && !matches!(u.value.0, Unit::Half | Unit::Quarter))?;
            let more = |at: usize| self.term(at).is_some_and(|t| t.lead > 0 && !t.article && t.value.1.is_finer(one.value.0));
            let whole = !one.article
                && (self.role(one.next, Role::Whole).is_some() || self.fraction(one.next, one.value.0).is_some() || more(one.next));
            let dated = self.number(one.next).is_some()
                || self.month_name(one.next).is_some()
                || self.weekday(one.next).is_some()
                || self.relative(one.next).is_some()
                || self.which(one.next).is_some();
            if dated || !(whole || led) {
                return None;
            }
            lapse = Lapse::default();
            lapse.add(100, one.value.0)?;
            (next, lead, last) = (one.next, one.lead, one.value.0);
        }
        // خمسة أعوام وستة أشهر; ساعة ونصف
        loop {
            if let Some((hundredths, end)) = self.fraction(next, last) {
                lapse.add(hundredths, last)?;
                next = end;
                break;
            }
            let joint = next + usize::from(self.is(next, "و"));
            let more = self.term(joint).filter(|t| (t.lead > 0 || joint > next) && !t.article).or_else(|| {
                self.unit(joint).filter(|u| u.value.1 == Count::One && !u.article && (u.lead > 0 || joint > next)).map(|u| Hit {
                    value: (100, u.value.0),
                    next: u.next,
                    lead: u.lead,
                    article: false,
                })
            });
            let Some(more) = more.filter(|m| m.value.1.is_finer(last)) else { break };
            lapse.add(more.value.0, more.value.1)?;
            (next, last) = (more.next, more.value.1);
        }
        next = self.role(next, Role::Whole).unwrap_or(next);
        Some(Hit { value: Shape::Length(lapse), next, lead, article: false })
    }

    /// ونصف, ونصف الساعة, وربع after a length in `unit`.
    pub(super) fn fraction(&self, at: usize, unit: Unit) -> Option<(u64, usize)> {
        let part = self.unit(at).filter(|u| u.lead > 0 && !u.article && u.value.1 == Count::One)?;
        let hundredths = match part.value.0 {
            Unit::Half => 50,
            Unit::Quarter => 25,
            _ => return None,
        };
        let whole = self.unit(part.next).filter(|u| u.value == (unit, Count::One) && u.lead == 0);
        Some((hundredths, whole.map_or(part.next, |u| u.next)))
    }

    /// كل يوم, كل ثلاثة أشهر, كل أربعاء, كل يوم جمعة, أيام الجمعة, يوميا.
    pub(super) fn every(&self, at: usize) -> Option<(Shape, usize)> {
        if let Some(adverb) = self.pick(at, |f| match f.sense {
            Sense::Every(unit) => Some(unit),
            _ => None,
        }) {
            return Some((Shape::Every(Lapse::of(1, adverb.value)?, 0), adverb.next));
        }
        let Some(next) = self.role(at, Role::Each) else {
            let days = self.unit(at).filter(|u| u.value == (Unit::Day, Count::Many) && !u.article)?;
            let day = self.weekday(days.next)?;
            return Some((Shape::Every(Lapse::of(1, Unit::Week)?, day.value), day.next));
        };
        if let Some(count) = self.counted_unit(next).filter(|c| !c.article) {
            return Some((Shape::Every(Lapse::of(count.value.0, count.value.1)?, 0), count.next));
        }
        let unit = self.unit(next).filter(|u| u.value.1 == Count::One && !u.article);
        let word = unit.as_ref().filter(|u| u.value.0 == Unit::Day).map_or(next, |u| u.next);
        // كل أحد is everybody and كل اثنين every two, so these two need their يوم
        if let Some(day) = self.weekday(word).map(|d| d.value).or_else(|| self.bare_weekday(word))
            && (word > next || !matches!(day, 1 | 7))
        {
            return Some((Shape::Every(Lapse::of(1, Unit::Week)?, day), word + 1));
        }
        let unit = unit.filter(|u| !matches!(u.value.0, Unit::Half | Unit::Quarter))?;
        Some((Shape::Every(Lapse::of(1, unit.value.0)?, 0), unit.next))
    }

    /// A weekday without its article, as after كل and أول: also a number or a name, so that only such places ask for it.
    pub(super) fn bare_weekday(&self, at: usize) -> Option<u8> {
        if !self.layers.is_word(at) {
            return None;
        }
        let word = format!("ال{}", self.layers.fold(at));
        self.calendar.meanings(&word).iter().find_map(|m| match m.sense {
            Sense::Weekday(day) if m.rest.is_empty() => Some(day),
            _ => None,
        })
    }
}
