//! Feasts and days known by name: يوم عرفة, أول أيام عيد الفطر, ليلة رأس السنة, عيد الأضحى المقبل.
//!
//! In: [`Words`]. Out: the month, day and length of the feast in its own calendar, in the fields of a [`Point`]. A feast without more stands
//! for its first day; those that are a season of days (the pilgrimage) keep their length.

use super::point::{Point, Ref};
use super::sense::{Count, Era, Role, Sense, Unit};
use super::words::{Hit, Words};

impl Words<'_> {
    fn feast_name(&self, at: usize) -> Option<Hit<(Era, u8, u8, u8)>> {
        self.pick(at, |f| match f.sense {
            Sense::Feast(era, month, day, length) => Some((era, month, day, length)),
            _ => None,
        })
    }

    /// A feast, or a numbered day of one, with its year or الماضي.
    pub(super) fn feast(&self, at: usize, p: &mut Point) -> Option<usize> {
        let (mut offset, mut name) = (0, at);
        if self.feast_name(at).is_some() {
            // يوم عرفة is a name whole
        } else if let Some(n) = self.number(at).filter(|n| n.value.ordinal && (1..=30).contains(&n.value.value)) {
            // ثاني أيام عيد الفطر, اليوم الثاني من عيد الفطر
            let days = self.unit(n.next).filter(|u| u.value.0 == Unit::Day && !u.article)?;
            (offset, name) = (n.value.value as u8 - 1, days.next);
        } else if let Some(day) = self.one(at, Unit::Day) {
            name = day.next;
            if let Some(n) = self.number(day.next).filter(|n| day.article && n.value.ordinal && n.article) {
                (offset, name) = (n.value.value as u8 - 1, self.role(n.next, Role::Of)?);
            }
        }
        let feast = self.feast_name(name)?;
        let (era, month, day, length) = feast.value;
        (p.era, p.month, p.day, p.feast) = (era, Some(Ref::Number(i32::from(month))), day.checked_add(offset)?, length);
        p.offset = offset;
        let next = feast.next;
        if let Some(which) = self.which(next).filter(|w| w.article) {
            p.which = Some(which.value);
            return Some(which.next);
        }
        // 1440هـ, عام 1439هـ, العام المقبل
        let mut year = *p;
        if let Some(end) = self.year(next, &mut year, true) {
            p.year = year.year;
            return Some(end);
        }
        Some(next)
    }

    /// ليلة عيد الميلاد, ليلة رأس السنة, عشية العيد: the night, or the day, before.
    pub(super) fn eve(&self, at: usize, p: &mut Point) -> Option<usize> {
        let eve = self.role(at, Role::Eve);
        let night = self.is(at, "ليله") || self.is(at, "وليله");
        let start = eve.or_else(|| night.then_some(at + 1))?;
        let mut q = Point::default();
        let end = match self.feast(start, &mut q) {
            Some(end) => end,
            None if eve.is_some() => {
                let end = self.numeric(start, &mut q).or_else(|| self.day_month(start, &mut q))?;
                (q.weekday == 0 && q.relative.is_none()).then_some(end)?
            }
            None => return None,
        };
        *p = q;
        p.before = 1;
        p.part = night.then_some(super::sense::Part::Night);
        Some(end)
    }

    /// أول جمعة من رمضان, آخر خميس من أبريل, الأحد الأول من مايو: a weekday by its number in a month.
    pub(super) fn numbered_weekday(&self, at: usize, p: &mut Point) -> Option<usize> {
        let (number, weekday, after);
        if let Some(day) = self.weekday(at) {
            let last = self.is(day.next, "الاخير") || self.is(day.next, "الاخيره");
            let n = self.number(day.next).filter(|n| n.value.ordinal && n.article && n.value.value <= 5);
            (number, after) = match n {
                Some(n) => (n.value.value as u8, n.next),
                None if last => (LAST, day.next + 1),
                None => return None,
            };
            weekday = day.value;
        } else {
            let n = self.number(at).filter(|n| n.value.ordinal && !n.article && n.value.value <= 5);
            let (count, mut next) = match n {
                Some(n) => (n.value.value as u8, n.next),
                None if self.role(at, Role::LastCount).is_some() => (LAST, at + 1),
                None => return None,
            };
            next = self.unit(next).filter(|u| u.value == (Unit::Day, Count::One) && !u.article).map_or(next, |u| u.next);
            (number, weekday, after) = (count, self.bare_weekday(next)?, next + 1);
        }
        let of = self.role(after, Role::Of).or_else(|| self.role(after, Role::In))?;
        let mut q = Point::default();
        let end = if let Some(end) = self.month(of, &mut q, true) {
            end
        } else {
            let (which, end) = self.this_unit(of, Unit::Month)?;
            q.month = Some(Ref::Which(which));
            end
        };
        *p = q;
        (p.weekday, p.nth) = (weekday, number);
        Some(end)
    }
}

/// The number of the last weekday of a month.
pub(super) const LAST: u8 = 9;
