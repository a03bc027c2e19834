//! Ranges, counts and lengths: what is made of two points, or of a number and a unit.

use super::point::{Lapse, Point, Ref, Shape};
use super::sense::{Count, Era, Role, Sense, Unit};
use super::words::{Hit, Words};

impl Words<'_> {
    /// The longest expression that begins at `at`.
    pub(super) fn expression(&self, at: usize) -> Option<Hit<Shape>> {
        let lead = self.found(at).first().map_or(0, |f| f.lead);
        let candidates = [
            self.range(at),
            self.window(at).map(|(s, n)| Hit { value: s, next: n, lead, article: false }),
            self.beyond(at).map(|(s, n)| Hit { value: s, next: n, lead, article: false }),
            self.away(at).map(|(s, n)| Hit { value: s, next: n, lead, article: false }),
            self.point(at).and_then(|h| Some(Hit { value: self.standing(at, h.value)?, next: h.next, lead: h.lead, article: false })),
            self.bare(at),
            self.every(at).map(|(s, n)| Hit { value: s, next: n, lead, article: false }),
            self.length(at),
            self.vague(at).map(|(v, n)| Hit { value: Shape::Vague(v), next: n, lead, article: false }),
        ];
        if let Some(name) = self.pick(at, |f| (f.sense == Sense::Proper).then_some(())) {
            return Some(Hit { value: Shape::Name, next: name.next, lead, article: false });
        }
        // of equal lengths the first stands
        let best = candidates.into_iter().flatten().reduce(|best, other| if other.next > best.next { other } else { best })?;
        if self.is_media(at, best.next) {
            return Some(Hit { value: Shape::Name, ..best });
        }
        // الثلاثين من مارس من كل عام: a day of every year
        if let Shape::At(p) = best.value
            && p.month.is_some()
            && p.year.is_none()
            && let Some(each) = self.role(best.next, Role::Of).and_then(|of| self.role(of, Role::Each))
            && let Some(year) = self.unit(each).filter(|u| u.value == (Unit::Year, Count::One))
        {
            return Some(Hit { value: Shape::Every(Lapse::of(1, Unit::Year)?, 0), next: year.next, lead: best.lead, article: false });
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
            .or_else(|| self.spelled(at))
            .or_else(|| self.neighbours(at))
            .or_else(|| self.of_week(at))?;
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
        let dash = self.is_dash(next).then_some(next + 1);
        let second = if between.is_some() {
            self.joined(next).or_else(|| self.until(next)).or(dash)?
        } else {
            self.until(next).or(dash.filter(|_| from.is_bare_day()))?
        };
        let second = self.role(second, Role::Of).unwrap_or(second);
        let (mut until, end) = self.end_point(second)?;
        next = end;
        Self::agree(&mut from, &mut until)?;
        Some((from, until, next))
    }

    /// Where the second of two begins, when و is written onto it or stands before it as a word.
    fn joined(&self, at: usize) -> Option<usize> {
        let onto = self.found(at).first().is_some_and(|f| f.lead > 0) || self.number(at).is_some_and(|n| n.lead > 0);
        if onto { Some(at) } else { self.is(at, "و").then_some(at + 1) }
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        // a lone tatweel serves as a dash
        self.mark(at, '-')
            || self.mark(at, '–')
            || self.mark(at, '—')
            || self.mark(at, '−')
            || self.layers.is_word(at) && self.layers.fold(at).is_empty()
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
        if let Some(next) = self.bare_hour(at, &mut p) {
            return Some((p, next));
        }
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

    /// Completes the ends from one another, and says whether the two make a range.
    fn agree(from: &mut Point, until: &mut Point) -> Option<()> {
        if from.clock.is_some() || until.clock.is_some() {
            // من 5 إلى 6 مساء: a bare number beside an hour is one
            for end in [&mut *from, &mut *until] {
                if end.is_bare_day() && end.day <= 24 {
                    (end.clock, end.day) = (Some((end.day, 0)), 0);
                }
            }
            return Self::agree_clocks(from, until);
        }
        if from.is_bare_day() {
            (until.day > 0 && until.month.is_some()).then_some(())?;
            (from.era, from.month, from.year, from.which) = (until.era, until.month, until.year, until.which);
            return Some(());
        }
        if until.is_bare_day() {
            return None;
        }
        if let (Some(Ref::Number(first)), Some(Ref::Number(second))) = (from.month, until.month) {
            // من 28 ديسمبر إلى 3 يناير 2018, بين نوفمبر 2016 وفبراير: the year that one end leaves out is beside that of the other
            let over = i32::from(first > second);
            match (from.year, until.year) {
                (None, Some(Ref::Number(year))) => (from.year, from.era) = (Some(Ref::Number(year - over)), until.era),
                (Some(Ref::Number(year)), None) => until.year = Some(Ref::Number(year + over)),
                (None, Some(_)) => (from.year, from.era) = (until.year, until.era),
                _ => {}
            }
            from.which = from.which.or(until.which);
        }
        let same =
            (from.is_day() && until.is_day()) || (from.is_year() && until.is_year()) || (from.month.is_some() && until.month.is_some());
        let years =
            from.is_year() && until.is_year() && matches!((from.year, until.year), (Some(Ref::Number(a)), Some(Ref::Number(b))) if a > b);
        (same && !years || from.decade.is_some() && until.decade.is_some()).then_some(())
    }

    /// بين الساعة 4 و6 مساء: the half of the day, the zone and the day that one end leaves out are those of the other.
    fn agree_clocks(from: &mut Point, until: &mut Point) -> Option<()> {
        let ((a, m), (b, n)) = (from.clock?, until.clock?);
        let half = |hour: u8| hour >= 12;
        if !from.half && until.half && half(b) && a < 12 && (a + 12, m) < (b, n) {
            from.clock = Some((a + 12, m));
        }
        if from.half && !until.half && half(a) && b < 12 && (b + 12, n) > (a, m) {
            until.clock = Some((b + 12, n));
        }
        let utc = from.utc || until.utc;
        (from.utc, until.utc) = (utc, utc);
        let clocks = (from.clock, until.clock);
        match (from.is_day(), until.is_day()) {
            (true, false) => *until = Point { clock: clocks.1, ..*from },
            (false, true) => *from = Point { clock: clocks.0, ..*until },
            _ => {}
        }
        Some(())
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
        Self::agree(&mut from, &mut until)?;
        Some((from, until, next))
    }

    /// الـ13 والـ14 من أغسطس, 23 و25 مايو, 6-10 آذار, 6 إلى 10 آذار.
    pub(super) fn day_list(&self, at: usize) -> Option<(Point, Point, usize)> {
        let first = self.day_number(at)?;
        let mut from = Point { day: first.value as u8, ..Point::default() };
        let mut next = first.next;
        loop {
            let dash = self.is_dash(next) || self.comma(next);
            let start = if dash { next + 1 } else { self.until(next).or_else(|| self.joined(next))? };
            let second = self.day_number(start)?;
            let mut until = Point::default();
            if let Some(end) = self.day_month(start, &mut until) {
                (until.day > from.day).then_some(())?;
                Self::agree(&mut from, &mut until)?;
                return Some((from, until, end));
            }
            next = second.next;
        }
    }

    /// 2012-2017, 2017/2018.
    fn years(&self, at: usize) -> Option<(Point, Point, usize)> {
        let start = self.unit(at).filter(|h| h.value.0 == Unit::Year).map_or(at, |h| h.next);
        let start = self.role(start, Role::Period).unwrap_or(start);
        let first = self.figures(start).filter(|y| (1900..=2100).contains(y))?;
        let slash = self.mark(start + 1, '/');
        if !(slash || self.is_dash(start + 1)) || (self.spaced(start + 1) != self.spaced(start + 2)) {
            return None;
        }
        // 2017-18
        let short = self.figures(start + 2).filter(|y| *y == (first + 1) % 100 && first % 100 < 99).map(|_| first + 1);
        let second = short.or_else(|| self.figures(start + 2).filter(|y| (1900..=2100).contains(y)))?;
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
        let dash = self.is_dash(next);
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
        Self::agree(&mut from, &mut until)?;
        Some((from, until, end))
    }

    /// من is left out: الأحد إلى الثلاثاء, 6 آذار إلى 10 آذار.
    fn spelled(&self, at: usize) -> Option<(Point, Point, usize)> {
        let from = self.point(at).or_else(|| {
            let mut p = Point::default();
            let next = self.bare_hour(at, &mut p).or_else(|| {
                // 4-5 مساء
                p.clock = Some((self.figures(at).filter(|h| *h <= 12 && self.is_dash(at + 1))? as u8, 0));
                Some(at + 1)
            })?;
            Some(Hit { value: p, next, lead: 0, article: false })
        })?;
        let mut a = from.value;
        if a.clock.is_some() {
            // الساعة 4 حتى 5 مساء, 4 مساء - 5 مساء
            let next = self.until(from.next).or_else(|| self.is_dash(from.next).then_some(from.next + 1))?;
            let (mut b, end) = self.end_point(next)?;
            (b.clock.is_some() || b.is_bare_day() && a.half).then_some(())?;
            // إلى 4 أشخاص
            if b.is_bare_day() && self.counted(end, true) {
                return None;
            }
            Self::agree(&mut a, &mut b)?;
            return Some((a, b, end));
        }
        if !a.is_day() || a.is_bare_day() {
            return None;
        }
        let dash = self.is_dash(from.next) && a.year.is_some();
        let until = self.role(from.next, Role::Until).or_else(|| self.role(from.next, Role::To).filter(|_| a.relative.is_none()));
        let until = self.point(until.or(dash.then_some(from.next + 1))?)?;
        let mut b = until.value;
        if !b.is_day() || b.is_bare_day() || (dash && b.year.is_none()) {
            return None;
        }
        Self::agree(&mut a, &mut b)?;
        Some((a, b, until.next))
    }

    /// الأسبوع المقبل بين الأربعاء والجمعة.
    fn of_week(&self, at: usize) -> Option<(Point, Point, usize)> {
        let (which, next) = self.this_unit(at, Unit::Week)?;
        let (mut from, mut until, end) = self.framed(next)?;
        if from.weekday == 0 || until.weekday == 0 || from.day > 0 || until.day > 0 {
            return None;
        }
        (from.week, until.week) = (Some(which), Some(which));
        Some((from, until, end))
    }

    /// اليوم وغدا, أمس واليوم, غدا وبعد غد: days side by side.
    fn neighbours(&self, at: usize) -> Option<(Point, Point, usize)> {
        // الثلاثاء والأربعاء المقبلين: what stands behind both is in the dual
        if let (Some(a), Some(b)) = (self.weekday(at), self.weekday(at + 1).filter(|b| b.lead > 0)) {
            let which = self.which(b.next).filter(|w| w.article && self.layers.fold(w.next - 1).ends_with("ين"))?;
            let day = |weekday: u8| Point { weekday, which: Some(which.value), ..Point::default() };
            return Some((day(a.value), day(b.value), which.next));
        }
        let first = self.relative(at).filter(|_| self.is_relative_here(at))?;
        let second = self.relative(first.next).filter(|s| s.lead > 0 && s.value > first.value)?;
        let day = |days: i8| Point { relative: Some(days), ..Point::default() };
        Some((day(first.value), day(second.value), second.next))
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
