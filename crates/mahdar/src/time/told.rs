//! The tense in which a date is told: whether its sentence looks back or forward from the day of writing.
//!
//! The clause's verb decides, but what was agreed, decided or asked for is still to come (قرر عقد اجتماع الاثنين), as is what is planned
//! (القمة المقررة الاثنين) or stands after أن (يتوقع أن يصل الاثنين); and what stands after بعد and عقب is over.
//! A tense of `Present` leaves the direction open: the nearer day is meant.

use super::sense::{Role, Sense};
use super::words::Words;
use crate::morph::{Proclitics, Tense};
use crate::text::Kind;
use mahdar_arabic::features::{Number, Pos};

/// Tokens between a participle of planning and the date that it plans.
const PLANNED_WITHIN: usize = 4;
/// Tokens after a date within which the verb of its own clause is looked for.
const CLAUSE_WITHIN: usize = 10;
/// Tokens after a fronted date within which its verb is looked for.
const FRONTED_WITHIN: usize = 25;

impl Words<'_> {
    /// The tense that the expression at `at..end` is told in.
    pub(super) fn told(&self, at: usize, end: usize) -> Tense {
        let Some(sentence) = self.layers.sentences.get(self.layers.sentence_of(at)).cloned() else { return Tense::Unknown };
        if !sentence.contains(&at) {
            return Tense::Unknown;
        }
        for before in (sentence.start..at).rev().take(PLANNED_WITHIN) {
            if self.found(before).iter().any(|f| f.sense == Sense::Role(Role::Planned)) {
                return Tense::Future;
            }
            if self.comma(before) || self.is_verb(before) {
                break;
            }
        }
        let Some(verb) = self.verb_before(sentence.start, at) else {
            let next = (end..sentence.end).take(FRONTED_WITHIN).find(|t| self.is_verb(*t));
            // "Wednesday: talks between …" announces
            let announces = at == sentence.start && (self.mark(end, '.') || self.mark(end, ':') || self.mark(end, '…'));
            return next.map_or(if announces { Tense::Future } else { Tense::Unknown }, |t| self.tense_of(t, sentence.start));
        };
        // حذر من أن قمة الأربعاء قد يشوبها التوتر: behind أن the verb of the date's own clause may follow it
        if (verb + 1..at).any(|t| matches!(self.layers.fold(t), "ان" | "بان" | "وان")) {
            let own = (end..sentence.end).take(CLAUSE_WITHIN).take_while(|t| !self.comma(*t)).find(|t| self.is_verb(*t));
            let ahead = |t: usize| {
                let may = t > end && self.is(t - 1, "قد") && self.morph.verb(self.layers, t).is_some_and(|r| r.features.is_present());
                may || self.tense_of(t, sentence.start) == Tense::Future
            };
            if own.is_some_and(ahead) {
                return Tense::Future;
            }
        }
        // أرجئت القمة إلى نيسان, تمديد المهلة إلى أوت: what something is moved to is to come
        if at > sentence.start && self.role_before(at, Role::To) {
            return Tense::Future;
        }
        // منذ الجمعة looks back whatever the verb
        if at > sentence.start && self.role(at - 1, Role::Since).is_some() {
            return Tense::Past;
        }
        let tense = self.tense_of(verb, sentence.start);
        // بعدما وافقت على بيعها في أبريل: over, whatever it arranged
        if tense == Tense::Past && verb > sentence.start && (self.is(verb - 1, "بعدما") || self.is(verb - 1, "وبعدما")) {
            return Tense::Past;
        }
        let nearby = |role: Role, word: &str| (verb + 1..at).rev().take(8).any(|t| self.role(t, role).is_some() || self.is(t, word));
        if tense != Tense::Future && nearby(Role::After, "غداه") {
            return Tense::Past;
        }
        if self.arranged(verb, at) {
            return Tense::Future;
        }
        // قبل عرضها الجمعة: the deed before which something was done may be yet to come, so the nearer day is meant
        if tense == Tense::Past && nearby(Role::Before, "عشيه") { Tense::Present } else { tense }
    }

    /// The verb that governs what stands at `at`: the nearest before it, but not a noun that looks like one and is the object or part of the
    /// subject of a verb just before (تقيم السفارة حفل افتتاح).
    fn verb_before(&self, start: usize, at: usize) -> Option<usize> {
        let verb = (start..at).rev().find(|t| self.is_verb(*t))?;
        let nominal = self.morph.readings(verb).iter().any(|r| !r.is_verb() && r.pos() != Pos::Name);
        let conjoined = self.morph.verb(self.layers, verb).is_some_and(|r| r.pro.conjoined());
        if !nominal || conjoined {
            return Some(verb);
        }
        for before in (start..verb).rev().take(4) {
            if self.layers.tokens[before].kind != Kind::Word || self.morph.is(before, Pos::Particle) {
                break;
            }
            if self.is_verb(before) {
                return Some(before);
            }
        }
        Some(verb)
    }

    fn is_verb(&self, at: usize) -> bool {
        // a word of the calendar is none here, whatever else it can be (بين, قبل, يومي)
        let calendar = self.found(at).iter().any(|f| !matches!(f.sense, Sense::Number(..)));
        if calendar || self.morph.verb(self.layers, at).is_none() {
            return false;
        }
        // what figures count is a noun (10 دول), and ما يسمى, ما يشتبه make a noun of what follows
        let counted = at > 0 && self.figures(at - 1).is_some_and(|n| !(1900..=2100).contains(&n));
        let clause = at > 0 && (self.is(at - 1, "ما") || (at > 1 && self.is(at - 1, "لا") && self.is(at - 2, "ما")));
        !(counted || clause)
    }

    fn tense_of(&self, verb: usize, start: usize) -> Tense {
        let Some(reading) = self.morph.verb(self.layers, verb) else { return Tense::Unknown };
        let before = if verb > start { self.layers.fold(verb - 1) } else { "" };
        if reading.pro.has(Proclitics::WILL) || matches!(before, "سوف" | "لن") {
            return Tense::Future;
        }
        let word = self.layers.fold(verb);
        if matches!(word.strip_prefix(['و', 'ف']).unwrap_or(word), "ليس" | "ليست" | "ليسوا") {
            return Tense::Present;
        }
        let present = self.morph.readings(verb).iter().any(|r| r.is_verb() && r.features.is_present() && r.features.which_person() == 3)
            && (!reading.features.is_past() || self.is_present(verb, before));
        // outside a quotation "I …" is the passive past written alike (أصيب, أعلن)
        let passive = reading.features.which_person() == 1
            && !reading.features.is_past()
            && !self.layers.quotes.iter().any(|q| q.inner().contains(&verb));
        if before == "لم" || passive || (reading.features.is_past() && !present) {
            return Tense::Past;
        }
        if before == "ان" && self.layers.light(verb - 1) == "أن" {
            // قبل أن يصل: before that, whenever it was
            return if verb > 1 && self.role(verb - 2, Role::Before).is_some() { Tense::Present } else { Tense::Future };
        }
        let was = (start..verb).rev().take(4).any(|t| matches!(self.layers.fold(t), "كان" | "كانت" | "وكان" | "وكانت" | "كانوا"));
        if was { Tense::Past } else { Tense::Present }
    }

    /// Whether a form that is a past (ترأّس he headed) and a present (تعقد she holds) is the present here: ت wants a feminine subject.
    fn is_present(&self, verb: usize, before: &str) -> bool {
        if !self.layers.fold(verb).trim_start_matches(['و', 'ف']).starts_with('ت') {
            return true;
        }
        let feminine = |word: &str| word.ends_with(['ه', 'ا']) || word.ends_with("ات");
        let after = self.layers.tokens.get(verb + 1).filter(|t| t.kind == Kind::Word && self.found(verb + 1).is_empty());
        before == "التي" || feminine(before) || after.is_some_and(|_| feminine(self.layers.fold(verb + 1)))
    }

    /// Whether between `verb` and the date stands the deed that the verb arranges: على عقد, إلى إجراء, عقد after قرر.
    fn arranged(&self, verb: usize, at: usize) -> bool {
        // قد تعرض لهجوم: after قد a form that begins with ت and can be a past is one, of another verb than عرض
        let arranges = |t: usize| {
            let past = t > 0
                && matches!(self.layers.fold(t - 1), "قد" | "وقد" | "فقد")
                && self.morph.readings(t).iter().any(|r| r.is_verb() && r.features.is_past());
            self.morph.readings(t).iter().any(|r| {
                matches!(r.pos(), Pos::Verb | Pos::Masdar)
                    && self.calendar.arranging.contains(&r.row)
                    && !(past && r.is_verb() && r.features.is_present())
            })
        };
        let Some(arranging) = (verb..at).rev().find(|t| arranges(*t)) else { return false };
        (arranging + 1..at).any(|t| {
            let deed = self.morph.find(t, Pos::Masdar).filter(|r| !r.definite());
            let Some(deed) = deed else { return false };
            // a comma that closes no parenthesis ends what was arranged (اختتم استعداداته، بتعرضه لخسارة الأربعاء)
            if (arranging..t).filter(|c| self.comma(*c)).count() % 2 == 1 {
                return false;
            }
            let before = self.layers.fold(t - 1);
            let led = matches!(before, "علي" | "الي" | "عن") || deed.pro.prepositional();
            // as the object, after the subject or a verb that holds its own (قررنا); after an indefinite noun it is that noun's genitive (قسم مكافحة الإرهاب)
            let own_subject = |v: usize| {
                self.morph.verb(self.layers, v).is_some_and(|r| r.features.which_person() != 3 || r.features.number() == Number::Plural)
            };
            let object = (t == arranging + 1 && own_subject(arranging)) || before.starts_with("ال") || self.morph.only_name(t - 1);
            led || (arranging == verb && object && !self.morph.is(t - 1, Pos::Particle))
        })
    }
}
