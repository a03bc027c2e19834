//! Ranges, counts and lengths: what is made of two points, or of a number and a unit.

use super::calendar::{Count, Era, Role, Sense, Unit, Which};
use super::point::{Point, Ref, Shape};
use super::words::{Hit, Words};

impl Words<'_> {
    /// The longest expression that begins at `at`.
    pub(super) fn expression(&self, at: usize) -> Option<Hit<Shape>> {
        let lead = self.found(at).first().map_or(0, |f| f.lead);
        let candidates = [
            self.range(at),
            self.window(at).map(|(s, n)| Hit { value: s, next: n, lead, article: false }),
            self.away(at).map(|(s, n)| Hit { value: s, next: n, lead, article: false }),
            self.point(at).and_then(|h| Some(Hit { value: self.standing(at, h.value)?, next: h.next, lead: h.lead, article: false })),
            self.bare(at),
            self.every(at).map(|(s, n)| Hit { value: s, next: n, lead, article: false }),
            self.length(at).map(|(s, n)| Hit { value: s, next: n, lead: self.number(at).map_or(lead, |n| n.lead), article: false }),
        ];
        // of equal lengths the first stands
        let best = candidates.into_iter().flatten().reduce(|best, other| if other.next > best.next { other } else { best })?;
        // الثلاثين من مارس من كل عام: a day of every year
        if let Shape::At(p) = best.value
            && p.month.is_some()
            && p.year.is_none()
            && let Some(each) = self.role(best.next, Role::Of).and_then(|of| self.role(of, Role::Each))
            && let Some(year) = self.unit(each).filter(|u| u.value == (Unit::Year, Count::One))
        {
            return Some(Hit { value: Shape::Every(Unit::Year, 0), next: year.next, lead: best.lead, article: false });
        }
        Some(best)
    }

    /// What a point is when it stands by itself: a name, where a date is part of one; nothing, if it is only a number.
    fn standing(&self, at: usize, p: Point) -> Option<Shape> {
        if p.day > 0
            && p.feast == 0
            && p.weekday == 0
            && let Some(Ref::Number(month)) = p.month
            && self.named(at, p.day, u8::try_from(month).unwrap_or(0)).is_some_and(|n| n.year.is_none())
        {
            return Some(Shape::Name);
        }
        (!p.is_bare_day()).then_some(Shape::At(p))
    }

    /// A year in figures whose place says what it is.
    fn bare(&self, at: usize) -> Option<Hit<Shape>> {
        let mut p = Point::default();
        let next = self.bare_year(at, &mut p)?;
        self.is_bare_year(at).then_some(Hit { value: Shape::At(p), next, lead: 0, article: false })
    }

    fn range(&self, at: usize) -> Option<Hit<Shape>> {
        let lead = self.found(at).first().map_or(0, |f| f.lead);
        let (from, until, next) = self
            .framed(at)
            .or_else(|| self.dual(at))
            .or_else(|| self.day_list(at))
            .or_else(|| self.years(at))
            .or_else(|| self.months(at))
            .or_else(|| self.spelled(at))?;
        let lead = if self.figures(at).is_some() { 0 } else { self.number(at).map_or(lead, |n| n.lead) };
        Some(Hit { value: Shape::Between(from, until), next, lead, article: false })
    }

    /// (الفترة) (ما) بين … و…; (الفترة) من … إلى/حتى ….
    fn framed(&self, at: usize) -> Option<(Point, Point, usize)> {
        let mut start = self.role(at, Role::Period).unwrap_or(at);
        start = if self.is(start, "الممتده") || self.is(start, "الواقعه") { start + 1 } else { start };
        let between = self.role(start, Role::Between);
        let begin = between.or_else(|| self.role(start, Role::Of))?;
        let (mut from, mut next) = self.end_point(begin)?;
        // في الـ13 أو من 6 - 10: a dash serves between figures
        let second = if between.is_some() {
            // و is written onto the second
            let dash = self.mark(next, '-') || self.mark(next, '–');
            let joined = self.found(next).first().is_some_and(|f| f.lead > 0)
                || self.number(next).is_some_and(|n| n.lead > 0)
                || self.until(next).is_some();
            if !dash && !joined {
                return None;
            }
            self.until(next).unwrap_or(next + usize::from(dash))
        } else {
            self.until(next).or_else(|| ((self.mark(next, '-') || self.mark(next, '–')) && from.is_bare_day()).then_some(next + 1))?
        };
        let second = self.role(second, Role::Of).unwrap_or(second);
        let (until, end) = self.end_point(second)?;
        next = end;
        Self::agree(&mut from, until)?;
        Some((from, until, next))
    }

    fn until(&self, at: usize) -> Option<usize> {
        // وحتى as حتى
        self.role(at, Role::To).or_else(|| self.role(at, Role::Until))
    }

    /// A point of a range: as elsewhere, or a bare day number or year that the other end completes.
    fn end_point(&self, at: usize) -> Option<(Point, usize)> {
        if let Some(hit) = self.point(at).filter(|h| !h.value.is_bare_day()) {
            return Some((hit.value, hit.next));
        }
        // بين عامي 2012 و2017
        let at = self
            .unit(at)
            .filter(|h| matches!(h.value, (Unit::Year | Unit::Day | Unit::Month, Count::Two | Count::Many)))
            .map_or(at, |h| h.next);
        if let Some(hit) = self.point(at) {
            return Some((hit.value, hit.next));
        }
        let mut p = Point::default();
        if let Some(n) = self.number(at) {
            if (1900..=2100).contains(&n.value.value) {
                p.year = Some(Ref::Number(n.value.value.cast_signed()));
                return Some((p, n.next));
            }
            if let Some(day) = self.day_number(at) {
                p.day = day.value as u8;
                return Some((p, day.next));
            }
        }
        None
    }

    /// Completes the first end from the second, and says whether the two make a range.
    fn agree(from: &mut Point, until: Point) -> Option<()> {
        if from.is_bare_day() {
            (until.day > 0 && until.month.is_some()).then_some(())?;
            (from.era, from.month, from.year, from.which) = (until.era, until.month, until.year, until.which);
            return Some(());
        }
        if until.is_bare_day() {
            return None;
        }
        if from.year.is_none() && from.month.is_some() && until.month.is_some() {
            (from.year, from.era) = (until.year, until.era);
            from.which = from.which.or(until.which);
        }
        let same =
            (from.is_day() && until.is_day()) || (from.is_year() && until.is_year()) || (from.month.is_some() && until.month.is_some());
        let years =
            from.is_year() && until.is_year() && matches!((from.year, until.year), (Some(Ref::Number(a)), Some(Ref::Number(b))) if a > b);
        (same && !years || from.decade.is_some() && until.decade.is_some()).then_some(())
    }

    /// يومي الجمعة والسبت, يومي 23 و24 مايو, شهري مايو ويونيو, عامي 2012 و2017.
    fn dual(&self, at: usize) -> Option<(Point, Point, usize)> {
        let unit = self
            .unit(at)
            .filter(|h| matches!(h.value.1, Count::Two | Count::Many) && matches!(h.value.0, Unit::Day | Unit::Month | Unit::Year))?;
        let (mut from, mut next) = self.end_point(unit.next)?;
        let mut until = from;
        let mut count = 1;
        // the last of a list is its end
        loop {
            let at = next + usize::from(self.comma(next));
            let joined = at > next || self.found(at).first().is_some_and(|f| f.lead > 0) || self.number(at).is_some_and(|n| n.lead > 0);
            let Some((point, end)) = self.end_point(at).filter(|_| joined) else { break };
            let fits = match unit.value.0 {
                Unit::Day => point.is_day(),
                Unit::Month => point.is_month(),
                _ => point.is_year(),
            };
            if !fits {
                break;
            }
            (until, next, count) = (point, end, count + 1);
        }
        if count < 2 {
            return None;
        }
        // الاثنين والثلاثاء المقبلين
        if let Some(which) = self.which(next).filter(|_| until.which.is_none()) {
            (until.which, next) = (Some(which.value), which.next);
        }
        if until.which.is_some() && from.which.is_none() {
            from.which = until.which;
        }
        Self::agree(&mut from, until)?;
        Some((from, until, next))
    }

    /// الـ13 والـ14 من أغسطس, 23 و25 مايو, 6-10 آذار, 6 إلى 10 آذار.
    fn day_list(&self, at: usize) -> Option<(Point, Point, usize)> {
        let first = self.day_number(at)?;
        let mut from = Point { day: first.value as u8, ..Point::default() };
        let mut next = first.next;
        loop {
            let dash = self.mark(next, '-') || self.mark(next, '–') || self.comma(next);
            let start = if dash { next + 1 } else { self.until(next).unwrap_or(next) };
            let second = self.day_number(start)?;
            if start == next && second.lead == 0 {
                return None;
            }
            let mut until = Point::default();
            if let Some(end) = self.day_month(start, &mut until) {
                (until.day > from.day).then_some(())?;
                Self::agree(&mut from, until)?;
                return Some((from, until, end));
            }
            next = second.next;
        }
    }

    /// 2012-2017, 2017/2018.
    fn years(&self, at: usize) -> Option<(Point, Point, usize)> {
        let start = self.unit(at).filter(|h| h.value.0 == Unit::Year).map_or(at, |h| h.next);
        let first = self.figures(start).filter(|y| (1900..=2100).contains(y))?;
        let slash = self.mark(start + 1, '/');
        if !(slash || self.mark(start + 1, '-') || self.mark(start + 1, '–')) || (self.spaced(start + 1) != self.spaced(start + 2)) {
            return None;
        }
        let second = self.figures(start + 2).filter(|y| (1900..=2100).contains(y))?;
        let longer = (self.mark(start + 3, '-') || self.mark(start + 3, '/')) && self.figures(start + 4).is_some();
        if first == second || longer || (slash && first.abs_diff(second) != 1) {
            return None;
        }
        // two directions of writing turn the pair around
        let (a, b) = (first.min(second), first.max(second));
        let year = |y: u32| Point { year: Some(Ref::Number(y.cast_signed())), ..Point::default() };
        Some((year(a), year(b), start + 3))
    }

    /// مايو - يونيو 2018 and مايو ويونيو الماضيين: two months with what completes both.
    fn months(&self, at: usize) -> Option<(Point, Point, usize)> {
        let mut from = Point::default();
        let next = self.month(at, &mut from, false)?;
        if from.year.is_some() || from.which.is_some() {
            return None;
        }
        let dash = self.mark(next, '-') || self.mark(next, '–');
        let start = next + usize::from(dash);
        if !dash && self.found(start).first().is_none_or(|f| f.lead == 0) {
            return None;
        }
        let mut until = Point::default();
        let end = self.month(start, &mut until, false)?;
        let plural = until.which.is_some() && self.layers.fold(end - 1).ends_with("ين");
        if until.era != from.era || until.month == from.month || !(plural || (dash && until.year.is_some())) {
            return None;
        }
        Self::agree(&mut from, until)?;
        Some((from, until, end))
    }

    /// من is left out: الأحد إلى الثلاثاء, 6 آذار إلى 10 آذار.
    fn spelled(&self, at: usize) -> Option<(Point, Point, usize)> {
        let from = self.point(at)?;
        if !from.value.is_day() || from.value.relative.is_some() || from.value.is_bare_day() {
            return None;
        }
        let until = self.point(self.role(from.next, Role::Until)?)?;
        let mut a = from.value;
        if !until.value.is_day() || until.value.weekday == 0 && until.value.day == 0 {
            return None;
        }
        Self::agree(&mut a, until.value)?;
        Some((a, until.value, until.next))
    }

    /// A number and a unit: يومين, ثلاثة أسابيع, ١٢ شهرا, الـ24 ساعة, أسبوع واحد.
    fn counted_unit(&self, at: usize) -> Option<Hit<(u32, Unit)>> {
        if let Some(unit) = self.unit(at) {
            let (kind, count) = unit.value;
            if count == Count::Two {
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
        let unit = self.unit(n.next).filter(|u| u.value.1 != Count::Two && u.lead == 0)?;
        if matches!(unit.value.0, Unit::Quarter | Unit::Half) {
            return None;
        }
        Some(Hit { value: (n.value.value, unit.value.0), next: unit.next, lead: n.lead, article: n.article || unit.article })
    }

    fn numeral_one(&self, at: usize) -> bool {
        self.is(at, "واحد") || self.is(at, "واحده")
    }

    /// منذ يومين, قبل أسبوعين, قبل نحو ثلاثة أعوام, بعد شهرين من الآن.
    fn away(&self, at: usize) -> Option<(Shape, usize)> {
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
                if self.number(one.next).is_some() || self.month_name(one.next).is_some() || self.weekday(one.next).is_some() {
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
            } else if self.role(at, Role::Since).is_none() {
                return None;
            }
        }
        if sign > 0 {
            // after so long: told from here only when the sentence looks forward
            if self.morph.tense(at) != crate::morph::Tense::Future || self.found(end).iter().any(|f| f.sense == Sense::Role(Role::Of)) {
                return None;
            }
        }
        // ونصف is a remainder that changes no unit
        if self.is(end, "ونصف") {
            end += 1;
        }
        Some((Shape::Away(sign * i32::try_from(count).ok()?, unit), end))
    }

    /// الأسابيع الستة الماضية, السنوات العشر المقبلة, العامين الماضيين, آخر ثلاثة أيام, الثلاثة أشهر الماضية.
    fn window(&self, at: usize) -> Option<(Shape, usize)> {
        let (count, unit, next) = if let Some(hit) = self.unit(at).filter(|u| u.article) {
            match hit.value.1 {
                Count::Two => (2, hit.value.0, hit.next),
                Count::Many => {
                    let n = self.number(hit.next).filter(|n| n.article && n.lead == 0)?;
                    (n.value.value, hit.value.0, n.next)
                }
                Count::One => return None,
            }
        } else {
            let hit = self.counted_unit(at).filter(|h| h.article)?;
            (hit.value.0, hit.value.1, hit.next)
        };
        if count > 200 || !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade) {
            return None;
        }
        let which = self.which(next)?;
        let sign = match which.value {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
            Which::This | Which::Same => return None,
        };
        Some((Shape::Window(sign * i32::try_from(count).ok()?, unit), which.next))
    }

    /// كل يوم, كل جمعة, كل يوم جمعة, أيام الجمعة, كل عام.
    fn every(&self, at: usize) -> Option<(Shape, usize)> {
        let each = self.role(at, Role::Each);
        if let Some(next) = each {
            let unit = self.unit(next).filter(|u| u.value.1 == Count::One && !u.article);
            let start = unit.as_ref().filter(|u| u.value.0 == Unit::Day).map_or(next, |u| u.next);
            if let Some(day) = self.weekday(start) {
                return Some((Shape::Every(Unit::Week, day.value), day.next));
            }
            return unit.map(|u| (Shape::Every(u.value.0, 0), u.next));
        }
        let days = self.unit(at).filter(|u| u.value == (Unit::Day, Count::Many) && !u.article)?;
        let day = self.weekday(days.next)?;
        Some((Shape::Every(Unit::Week, day.value), day.next))
    }

    /// A length: three days, 24 hours, two months.
    fn length(&self, at: usize) -> Option<(Shape, usize)> {
        let hit = self.counted_unit(at)?;
        Some((Shape::Length(hit.value.0, hit.value.1), hit.next))
    }

    /// The year that the word before an anniversary tells (هجمات 11 سبتمبر).
    pub(super) fn named_year(&self, at: usize, p: &mut Point) {
        if p.day > 0
            && p.year.is_none()
            && p.which.is_none()
            && p.era == Era::Gregorian
            && let Some(Ref::Number(month)) = p.month
            && let Some(year) = self.named(at, p.day, u8::try_from(month).unwrap_or(0)).and_then(|n| n.year)
        {
            p.year = Some(Ref::Number(year));
        }
    }
}
