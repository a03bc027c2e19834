//! Words of the calendar that are something else here.

use super::calendar::{Named, Role};
use super::words::Words;
use crate::text::Kind;
use mahdar_arabic::features::Pos;

/// Words whose name a weekday or اليوم completes: titles of preachers, papers and channels.
const BEFORE_FRIDAY: [&str; 6] = ["امام", "اءمه", "خطيب", "خطباء", "مسجد", "جامع"];
/// Channels and papers called "… today", by the word before اليوم.
const TODAY_PAPERS: [&str; 3] = ["المصري", "راي", "فلسطين"];
/// What comes before the name of a channel or paper.
const MEDIA: [&str; 12] = ["قناه", "موقع", "شبكه", "وكاله", "صحيفه", "جريده", "لقناه", "لموقع", "لصحيفه", "لشبكه", "تلفزيون", "مجموعه"];

impl Words<'_> {
    fn before(&self, at: usize) -> &str {
        if at > 0 && self.layers.tokens[at - 1].kind == Kind::Word { self.layers.fold(at - 1) } else { "" }
    }

    /// Whether أمس, اليوم or غدا at `at` is the day and no name or verb.
    pub(super) fn is_relative_here(&self, at: usize) -> bool {
        let before = self.before(at);
        let word = self.layers.fold(at);
        if word.ends_with("اليوم") {
            // اليوم السابع is a paper, اليوم الأول a count; اليوم الثالث والعشرين من ابريل is a date but led by its number
            if self.number(at + 1).is_some_and(|n| n.value.ordinal && n.article) {
                return false;
            }
            // صحيفة اليوم, صحيفة إسرائيل اليوم
            let paper = MEDIA.contains(&before)
                || (!before.is_empty() && MEDIA.contains(&self.before(at - 1)) && self.morph.verb(self.layers, at - 1).is_none());
            if self.role(at + 1, Role::Epithet).is_some() || TODAY_PAPERS.contains(&before) || paper {
                return false;
            }
            // قناة روسيا اليوم, "روسيا اليوم": the channel; أعلنت روسيا اليوم: a day
            if before == "روسيا" || before == "مصر" || before == "عربي" || before == "سوريا" {
                let first = at - 1;
                let quoted =
                    first > 0 && crate::text::quote::is_quote(self.layers.tokens[first - 1].mark) || self.mark(first.wrapping_sub(1), '(');
                return !(quoted || MEDIA.contains(&self.before(first)) || self.before(first) == "ل");
            }
            return before != "كل" && before != "طوال" && before != "طيله" && before != "نصف";
        }
        if word.ends_with("الغد") {
            let before = before.strip_prefix(['و', 'ف', 'ب', 'ل']).filter(|b| b.len() >= 6).unwrap_or(before);
            return !(MEDIA.contains(&before) || matches!(before, "تيار" | "حزب" | "راديو" | "اذاعه"));
        }
        // فقد غدا: became
        !(word == "غدا" && matches!(before, "قد" | "فقد" | "وقد" | "حتي"))
    }

    /// Whether the weekday at `day` is one; `at` is where its phrase begins (at يوم, if that stands before).
    pub(super) fn is_weekday_here(&self, at: usize, day: usize, next: usize) -> bool {
        let before = self.before(at);
        if at == day {
            let word = self.layers.fold(day);
            if word.ends_with("اثنين") {
                // بين الاثنين, هذين الاثنين: the two of them
                let two = (before == "بين" || before == "وبين") && self.weekday(next).is_none();
                if two || matches!(before, "هذين" | "كلا" | "هاذين" | "بهذين") || self.is(next, "معا") {
                    return false;
                }
            }
            if word.ends_with("الجمعه") && BEFORE_FRIDAY.contains(&before) {
                return false;
            }
        }
        !(before == "كل" || before == "ايام" || (before == "يوم" && at > 1 && self.before(at - 1) == "كل"))
    }

    /// A date that is part of a name, or whose year the word before tells.
    pub(super) fn named(&self, at: usize, day: u8, month: u8) -> Option<&Named> {
        let mut first = at;
        // حدود الرابع من يونيو, هجمات الـ11 من سبتمبر, مدينة السادس من أكتوبر; an article of its own is no word between
        if first > 0 && matches!(self.before(first), "ال" | "يوم") {
            first -= 1;
        }
        let before = self.before(first);
        if before.is_empty() {
            return None;
        }
        let bare = before.strip_prefix(['و', 'ب', 'ل', 'ف']).unwrap_or(before);
        let exact = self.calendar.named.iter().find(|n| n.date == (day, month) && (&*n.before == before || &*n.before == bare));
        let any = || self.calendar.named.iter().find(|n| n.date == (0, 0) && &*n.before == before && n.year.is_none());
        exact.or_else(any)
    }

    /// Whether a bare number of four figures is a year here.
    pub(super) fn is_bare_year(&self, at: usize) -> bool {
        let token = self.layers.tokens[at];
        if token.span.of(self.text).chars().count() != 4 {
            return false;
        }
        // 5-2018, 2018/5, #2018, 2018%
        let before_mark =
            at > 0 && matches!(self.layers.tokens[at - 1].mark, '#' | '+' | '$' | '€' | '£' | '@' | ':' | '/') && !token.spaced;
        let after_mark =
            self.layers.tokens.get(at + 1).is_some_and(|t| matches!(t.mark, '%' | '$' | '€' | '£' | '/' | ':' | '٪') && !t.spaced);
        if before_mark || after_mark {
            return false;
        }
        let bracketed = self.mark(at.wrapping_sub(1), '(') && self.mark(at + 1, ')');
        let roles = [Role::In, Role::Since, Role::After, Role::Before, Role::Until, Role::Within, Role::Edition];
        let led = roles.into_iter().any(|r| self.role_before(at, r));
        if bracketed {
            return true;
        }
        // أكثر من 2015 مدنيا
        if at > 1 && self.role(at - 2, Role::About) == Some(at) {
            return false;
        }
        if !(led || self.role_before(at, Role::Of) || self.clitic_in(at)) {
            return false;
        }
        // an exact count of four figures after "in" or "since" is rarer than a year; a round one is not
        let exact = led && self.figures(at).is_some_and(|y| y % 50 != 0);
        match self.layers.tokens.get(at + 1) {
            // what stands in the next paragraph is not counted by it
            Some(after) if !self.text[token.span.end as usize..after.span.start as usize].contains('\n') => match after.kind {
                Kind::Word => exact && self.unit(at + 1).is_none() || !self.counted(at + 1, !led),
                Kind::Mark => true,
                Kind::Number => false,
            },
            _ => true,
        }
    }

    /// في written onto the number is a word of its own: ب2015 is not read as a year, ل2015 is.
    fn clitic_in(&self, at: usize) -> bool {
        at > 0 && self.is(at - 1, "ل") && !self.spaced(at)
    }

    /// Whether the word can be what a number counts: an indefinite noun. `doubtful`: unknown words count as nouns.
    fn counted(&self, at: usize, doubtful: bool) -> bool {
        if self.unit(at).is_some() || self.is(at, "مليون") || self.is(at, "مليار") || self.is(at, "الف") {
            return true;
        }
        let readings = self.morph.readings(at);
        if readings.is_empty() {
            let fold = self.layers.fold(at);
            return doubtful && !fold.starts_with("ال") && !fold.starts_with('و');
        }
        let first = &readings[0];
        let noun =
            matches!(first.pos(), Pos::Noun | Pos::Title | Pos::OrgHead | Pos::EventNoun | Pos::FrameworkHead | Pos::Active | Pos::Masdar)
                || (doubtful && matches!(first.pos(), Pos::Adjective | Pos::Passive | Pos::Nisba));
        noun && !first.definite()
            && !first.pro.prepositional()
            && !first.pro.conjoined()
            && (doubtful || first.pos() == Pos::Noun || first.pos() == Pos::Title)
    }
}
