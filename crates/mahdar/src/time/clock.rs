//! The day's parts and the clock: مساء الأحد, ليل الأربعاء الخميس, الساعة العاشرة صباحا بتوقيت غرينتش.

use super::point::Point;
use super::sense::{Count, Numeral, Part, Role, Sense, Unit, Which};
use super::words::{Hit, Number, Words};

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
        // وقت متأخر من الليل
        if let Some(part) = self.part(at, false).filter(|h| h.article && h.lead == 0)
            && self.which(part.next).is_none()
        {
            (p.part, p.day_part) = (Some(part.value), true);
            return Some(part.next);
        }
        let next = self.part_of_day(at, p).or_else(|| self.day(at, p)).or_else(|| self.period(at, p))?;
        if late && p.is_day() && p.part.is_none() {
            p.part = Some(Part::Night);
        }
        Some(next)
    }

    /// الساعة العاشرة صباحا بتوقيت غرينتش, with the day that follows.
    pub(super) fn clock(&self, at: usize, p: &mut Point) -> Option<usize> {
        let mut q = Point::default();
        let Some(next) = self.hour(at, &mut q) else { return self.midnight(at, p).or_else(|| self.part_and_hour(at, p)) };
        // من مساء أمس, يوم الأحد
        let mut day = Point::default();
        let from = self.of(next);
        if let Some(end) = self.part_of_day(from, &mut day).or_else(|| self.day(from, &mut day))
            && day.is_day()
            && day.clock.is_none()
        {
            let (hour, minute) = q.clock?;
            *p = day;
            (p.half, p.utc) = (q.half || day.part.is_some(), q.utc);
            p.clock = Some((if q.half { hour } else { in_part(hour, day.part) }, minute));
            p.part = None;
            return Some(self.zone(end, p));
        }
        *p = q;
        Some(next)
    }

    /// منتصف الليل, منتصف النهار by themselves; بعد منتصف الليل is the night after it.
    fn midnight(&self, at: usize, p: &mut Point) -> Option<usize> {
        if !self.is(at, "منتصف") || self.role_before(at, Role::After) {
            return None;
        }
        p.clock = if self.is(at + 1, "الليل") { Some((24, 0)) } else { self.is(at + 1, "النهار").then_some(Some((12, 0)))? };
        p.half = true;
        Some(at + 2)
    }

    /// مساء الساعة السابعة, بعد الظهر الساعة 7: the part of the day before its hour.
    fn part_and_hour(&self, at: usize, p: &mut Point) -> Option<usize> {
        let part = self.part(at, true).or_else(|| self.part(at, false).filter(|h| h.article))?;
        self.one(part.next, Unit::Hour).filter(|h| h.article)?;
        let mut q = Point::default();
        let next = self.hour(part.next, &mut q)?;
        let (hour, minute) = q.clock?;
        *p = q;
        (p.clock, p.half) = (Some((if q.half { hour } else { in_part(hour, Some(part.value)) }, minute)), true);
        Some(next)
    }

    /// An hour with its minutes, half of the day and zone: الساعة 10:30 صباحا, السابعة والنصف مساء, 10:47 م, 13:00 بتوقيت غرينتش.
    pub(super) fn hour(&self, at: usize, p: &mut Point) -> Option<usize> {
        let worded = self.one(at, Unit::Hour).filter(|h| h.article);
        let begin = worded.as_ref().map_or(at, |w| w.next);
        // the middle of a chain of figures (1:10:20:30) is no hour
        if worded.is_none() && at > 1 && self.mark(at - 1, ':') && self.figures(at - 2).is_some() && !self.spaced(at) {
            return None;
        }
        let worded_hour = self.hour_word(begin);
        let word = worded_hour.is_some();
        let number = worded_hour.or_else(|| self.number(begin))?;
        if worded.is_none() && !(number.value.figures && !number.article || word) {
            return None;
        }
        let mut next = number.next;
        let (mut minute, told);
        let colon = number.value.figures && self.mark(next, ':') && (worded.is_some() || !self.spaced(next) && !self.spaced(next + 1));
        if colon && let Some(m) = self.figures(next + 1) {
            (minute, next, told) = (i32::try_from(m).ok()?, next + 2, false);
            if self.mark(next, ':')
                && let Some(second) = self.figures(next + 1).filter(|s| *s < 60)
            {
                (p.second, next) = (Some(second as u8), next + 2);
            }
        } else {
            let end;
            (minute, end) = self.minutes(next);
            (told, next) = (end > next, end);
        }
        let mut hour = u8::try_from(number.value.value).ok().filter(|h| *h <= 24)?;
        if minute < 0 {
            (hour, minute) = (hour.checked_sub(1)?, minute + 60);
        }
        if minute > 59 {
            return None;
        }
        let after = next;
        let mut half = None;
        if let Some(part) = self.part(next, true).or_else(|| self.noon(next)) {
            // مساء is an adverb, and a noun before its day (7 مساء الأحد)
            (half, next) = (Some(part.value), part.next);
        } else if self.is(next, "م") || self.is(next, "ص") {
            next += 1;
            half = Some(if self.is(next - 1, "م") { Part::Evening } else { Part::Morning });
        }
        next = self.zone(next, p);
        // 10:47 and السابعة need something that says so, lest a score, a verse or a place in a row pass for an hour
        if worded.is_none() && next == after {
            let mut day = Point::default();
            let parted = word
                && (told
                    || self.is(begin.wrapping_sub(1), "عند")
                    || self.part_of_day(self.of(next), &mut day).is_some() && day.part.is_some());
            if !(parted || (colon && self.part_of_day(self.of(next), &mut day).is_some())) {
                return None;
            }
        } else if worded.is_none() && !colon && !word && half.is_none() {
            return None;
        }
        p.half = half.is_some() || hour > 12;
        p.clock = Some((in_part(hour, half), u8::try_from(minute).ok()?));
        Some(next)
    }

    /// السابعة, الثانية عشرة: an hour in words is a feminine ordinal with the article, and what follows by و are its minutes.
    fn hour_word(&self, at: usize) -> Option<Hit<Number>> {
        let first = self.numeral(at).filter(|n| n.article)?;
        let value = match first.value {
            (value, Numeral::Ordinal) => value,
            (1, Numeral::One) => 1,
            _ => return None,
        };
        let ten = self.numeral(first.next).filter(|n| n.value.1 == Numeral::Ten && n.lead == 0 && value < 3);
        let (value, next) = ten.map_or((value, first.next), |t| (value + 10, t.next));
        let feminine = self.layers.fold(first.next - 1).ends_with('ه');
        feminine.then_some(Hit {
            value: Number { value: u32::from(value), figures: false, ordinal: true },
            next,
            lead: first.lead,
            article: true,
        })
    }

    /// بعد الظهر, في المساء, من المساء after an hour.
    fn noon(&self, at: usize) -> Option<Hit<Part>> {
        let after = self.role(at, Role::In).or_else(|| self.role(at, Role::Of)).unwrap_or(at);
        self.part(after, false).filter(|p| p.article && p.lead == 0)
    }

    /// An hour whose half of the day the other end of a range tells: من الخامسة إلى السادسة مساء, من 4 حتى 5 مساء.
    pub(super) fn bare_hour(&self, at: usize, p: &mut Point) -> Option<usize> {
        let number = self.number(at).filter(|n| n.value.value <= 24)?;
        let colon = number.value.figures && self.mark(number.next, ':') && !self.spaced(number.next);
        let minute = self.figures(number.next + 1).filter(|m| colon && *m < 60);
        if let Some(word) = self.hour_word(at) {
            let (minutes, next) = self.minutes(word.next);
            let total = word.value.value.cast_signed() * 60 + minutes;
            p.clock = Some((u8::try_from(total / 60).ok()?, u8::try_from(total % 60).ok()?));
            return Some(next);
        }
        p.clock = Some((number.value.value as u8, minute? as u8));
        Some(number.next + 2)
    }

    /// والنصف, والربع, إلا ربعا, و30 دقيقة, وعشر دقائق, إلا خمس دقائق after an hour; less than nothing before it.
    fn minutes(&self, at: usize) -> (i32, usize) {
        let fractions =
            [("النصف", 30), ("نصف", 30), ("نصفا", 30), ("الربع", 15), ("ربع", 15), ("ربعا", 15), ("الثلث", 20), ("ثلث", 20), ("ثلثا", 20)];
        let fraction = |word: &str| fractions.iter().find(|(f, _)| *f == word).map(|(_, m)| *m);
        if let Some(less) = self.role(at, Role::Less) {
            if let Some(minutes) = fraction(self.layers.fold(less)) {
                return (-minutes, less + 1);
            }
            if let Some(n) = self.number(less).filter(|n| n.lead == 0 && n.value.value < 60) {
                let unit = self.unit(n.next).filter(|u| u.value.0 == Unit::Minute);
                return unit.map_or((0, at), |u| (-n.value.value.cast_signed(), u.next));
            }
            return (0, at);
        }
        let mut minutes = 0;
        let mut next = at;
        if let Some(m) = self.layers.fold(at).strip_prefix('و').and_then(fraction) {
            (minutes, next) = (m, at + 1);
            // والنصف إلا خمس دقائق
            if self.role(next, Role::Less).is_some() {
                let (less, end) = self.minutes(next);
                return (minutes + less, end);
            }
        } else {
            let joint = at + usize::from(self.is(at, "و"));
            let number = self.number(joint).filter(|n| (n.lead > 0 || joint > at) && n.value.value < 60 && !n.value.ordinal);
            let unit = number.as_ref().and_then(|n| self.unit(n.next)).filter(|u| u.value.0 == Unit::Minute);
            // السابعة وخمسة وثلاثين مساء: the word is left out before a part of the day
            let parted = number.as_ref().filter(|n| !n.value.figures && self.part(n.next, true).or_else(|| self.noon(n.next)).is_some());
            if let (Some(n), Some(end)) = (&number, unit.map(|u| u.next).or(parted.map(|n| n.next))) {
                (minutes, next) = (n.value.value.cast_signed(), end);
            }
        }
        (minutes, next)
    }

    /// بتوقيت غرينتش, (بالتوقيت المحلي), بتوقيت مكة المكرمة.
    fn zone(&self, at: usize, p: &mut Point) -> usize {
        let open = self.mark(at, '(');
        let Some(mut next) = self.role(at + usize::from(open), Role::Zone) else { return at };
        if let Some(name) = self.pick(next, |f| match f.sense {
            Sense::Zone(universal) => Some(universal),
            _ => None,
        }) {
            (p.utc, next) = (name.value, name.next);
        } else if self.layers.is_word(next) {
            next += 1;
        }
        if open && self.mark(next, ')') { next + 1 } else { next }
    }

    /// في المساء, حتى الصباح الباكر, بعد الظهر: a part of the day by itself, of the day that is told.
    fn part_alone(&self, at: usize, p: &mut Point) -> Option<usize> {
        let led = [Role::In, Role::Until, Role::Since].into_iter().any(|r| self.role_before(at, r));
        let named = self.part(at, false).filter(|h| h.article && h.lead == 0 && led).map(|h| (h.value, h.next));
        // بعد الظهر: an adverb with its article
        let adverb =
            || self.part(at, true).filter(|h| h.next > at + 1 && self.layers.fold(h.next - 1).starts_with("ال")).map(|h| (h.value, h.next));
        let (part, mut next) = named.or_else(adverb)?;
        let mut day = Point::default();
        let more = self.which(next).is_some() || self.of(next) > next || self.day(next, &mut day).is_some();
        if more || self.demonstrative(at.wrapping_sub(1)).is_some() {
            return None;
        }
        next += usize::from(self.is(next, "الباكر"));
        (p.part, p.day_part) = (Some(part), true);
        Some(next)
    }

    /// مساء الأحد, ليل الأربعاء الخميس, بعد ظهر الجمعة, صباح هذا اليوم, الليلة الماضية.
    pub(super) fn part_of_day(&self, at: usize, p: &mut Point) -> Option<usize> {
        if let Some(tonight) = self.pick(at, |f| (f.sense == Sense::Tonight).then_some(())) {
            p.part = Some(Part::Night);
            p.relative = Some(0);
            if let Some(which) = self.which(tonight.next) {
                match which.value {
                    Which::Last | Which::Previous => p.relative = Some(-1),
                    Which::BeforeLast => p.relative = Some(-2),
                    _ => {}
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
        if let Some(end) = self.part_alone(at, p) {
            return Some(end);
        }
        let part = self.part(after, false).filter(|h| !h.article || after == at)?;
        // ظهر بالأمس: he appeared
        if self.found(part.next).first().is_some_and(|f| f.lead > 0) {
            return None;
        }
        p.part = Some(part.value);
        let mut next = self.of(part.next);
        // من بعد ظهر, ساعات
        next = self.late(next, p).unwrap_or(next);
        if p.is_day() {
            return Some(next);
        }
        if part.value == Part::Night
            && let Some((from, until, end)) = self.day_list(next)
            && until.day == from.day + 1
        {
            // ليل 23 - 24 أغسطس: the night that the first day begins
            *p = Point { part: p.part, ..from };
            return Some(end);
        }
        if part.value == Part::Night
            && let Some(first) = self.weekday(next)
        {
            // ليل الأربعاء الخميس, الأربعاء - الخميس, الأربعاء/الخميس
            let joint = first.next + usize::from(self.is_dash(first.next) || self.mark(first.next, '/'));
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

/// The hour of the day from the hour of a half of it.
fn in_part(hour: u8, part: Option<Part>) -> u8 {
    match part {
        Some(Part::Afternoon | Part::Evening) if hour < 12 => hour + 12,
        Some(Part::Night) if (6..12).contains(&hour) => hour + 12,
        // twelve at night ends the day
        Some(Part::Night) if hour == 12 => 24,
        Some(Part::Morning) if hour == 12 => 0,
        _ => hour,
    }
}
