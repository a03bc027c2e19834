//! Words of the calendar that are something else here.

use super::calendar::{Named, NamedBy};
use super::sense::Role;
use super::words::Words;
use crate::text::Kind;
use mahdar_arabic::features::Pos;

/// Channels and papers called "… today", by the word before اليوم.
const TODAY_PAPERS: [&str; 3] = ["المصري", "راي", "فلسطين"];
/// What comes before the name of a channel or paper.
const MEDIA: [&str; 12] = ["قناه", "موقع", "شبكه", "وكاله", "صحيفه", "جريده", "لقناه", "لموقع", "لصحيفه", "لشبكه", "تلفزيون", "مجموعه"];

/// Words of a quoted name before the word of the calendar in it.
const LONGEST_NAME: usize = 3;

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
        if word == "غد" {
            // غد alone is any day to come (غد أفضل); صباح غد is tomorrow's morning
            return at > 0 && self.part(at - 1, false).is_some();
        }
        // غدا الملف محورا: became, at the head of a sentence that has no other verb
        if word == "غدا" && self.is_became(at) {
            return false;
        }
        // فقد غدا: became
        !(word == "غدا" && matches!(before, "قد" | "فقد" | "وقد" | "حتي"))
    }

    fn is_became(&self, at: usize) -> bool {
        let Some(sentence) = self.layers.sentences.get(self.layers.sentence_of(at)) else { return false };
        let noun = self.layers.fold(at + 1).starts_with("ال") && self.found(at + 1).is_empty();
        sentence.start == at && noun && !(at + 1..sentence.end).any(|t| self.morph.verb(self.layers, t).is_some())
    }

    /// Whether the tokens stand alone in quotation marks, as the name of a channel or paper does.
    pub(super) fn is_quoted_name(&self, at: usize, next: usize) -> bool {
        let quote = |t: usize| self.layers.tokens.get(t).is_some_and(|t| crate::text::quote::is_quote(t.mark));
        at > 0 && quote(at - 1) && quote(next)
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
            let day = self.weekday(day).map_or(0, |d| d.value);
            if self.calendar.named.iter().any(|n| n.what == NamedBy::Weekday(day) && &*n.before == before) {
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
        let exact =
            self.calendar.named.iter().find(|n| n.what == NamedBy::Date(day, month) && (&*n.before == before || &*n.before == bare));
        let any = || self.calendar.named.iter().find(|n| n.what == NamedBy::Any && (&*n.before == before || &*n.before == bare));
        exact.or_else(any)
    }

    /// Whether an expression ends a short quotation that is the name of a paper or channel: صحيفة «اليوم», موقع «العربي اليوم».
    pub(super) fn is_media(&self, at: usize, next: usize) -> bool {
        let quote = |t: usize| self.layers.tokens.get(t).is_some_and(|t| crate::text::quote::is_quote(t.mark));
        if !quote(next) {
            return false;
        }
        let Some(open) = (at.saturating_sub(LONGEST_NAME)..at).rev().find(|t| quote(*t)) else { return false };
        let before = self.before(open);
        !before.is_empty() && self.calendar.named.iter().any(|n| n.what == NamedBy::Quoted && &*n.before == before)
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
    pub(super) fn counted(&self, at: usize, doubtful: bool) -> bool {
        if !self.layers.is_word(at) {
            return false;
        }
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
