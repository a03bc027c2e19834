//! What a word form's reading says, packed into one number.

/// Part of speech of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Pos {
    /// Not in the lexicon.
    Unknown = 0,
    /// Finite verb (row of `verbs`).
    Verb = 1,
    /// Verbal noun (row of `verbs`).
    Masdar = 2,
    /// Active participle (row of `verbs`).
    Active = 3,
    /// Passive participle (row of `verbs`).
    Passive = 4,
    /// Noun (row of `nouns`).
    Noun = 5,
    /// Adjective (row of `nouns`).
    Adjective = 6,
    /// Relational adjective of a state (row of `states`).
    Nisba = 7,
    /// Title noun (row of `titles`).
    Title = 8,
    /// Noun that begins the name of a body (row of `orgheads`).
    OrgHead = 9,
    /// Noun that begins the name of a framework (row of `framework-heads`).
    FrameworkHead = 10,
    /// Closed-class word (row of `particles`).
    Particle = 11,
    /// Noun that triggers an event (row of `event`).
    EventNoun = 12,
    /// Noun of saying that is no verb's masdar (row of `statement`).
    SayingNoun = 13,
    /// Word seen in names of persons (row number is its count).
    Name = 14,
}

impl Pos {
    /// The part of speech numbered `n`.
    pub fn from_number(n: u32) -> Self {
        const ALL: [Pos; 15] = [
            Pos::Unknown,
            Pos::Verb,
            Pos::Masdar,
            Pos::Active,
            Pos::Passive,
            Pos::Noun,
            Pos::Adjective,
            Pos::Nisba,
            Pos::Title,
            Pos::OrgHead,
            Pos::FrameworkHead,
            Pos::Particle,
            Pos::EventNoun,
            Pos::SayingNoun,
            Pos::Name,
        ];
        ALL.get(n as usize).copied().unwrap_or(Pos::Unknown)
    }
}

/// Masculine or feminine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// Singular, dual or plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One.
    Singular,
    /// Two.
    Dual,
    /// Three or more.
    Plural,
}

/// Part of speech, tense, person, gender, number and shape of a word form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Features(pub u32);

const PAST: u32 = 1 << 4;
const PRESENT: u32 = 1 << 5;
const FEMININE: u32 = 1 << 8;
const DUAL: u32 = 1 << 10;
const PLURAL: u32 = 1 << 11;
const BOUND: u32 = 1 << 12;
const TANWIN: u32 = 1 << 13;
const FREE: u32 = 1 << 14;
const PASSIVE: u32 = 1 << 15;
const SHORT: u32 = 1 << 16;
const IMPERATIVE: u32 = 1 << 17;
const DERIVED: u32 = 1 << 18;

impl Features {
    /// A reading of this part of speech: third person masculine singular, no tense.
    pub const fn new(pos: Pos) -> Self {
        Self(pos as u32 | 3 << 6)
    }
    /// Past tense.
    #[must_use]
    pub const fn past(self) -> Self {
        Self(self.0 | PAST)
    }
    /// Present tense.
    #[must_use]
    pub const fn present(self) -> Self {
        Self(self.0 | PRESENT)
    }
    /// First, second or third person.
    #[must_use]
    pub const fn person(self, person: u32) -> Self {
        Self(self.0 & !(3 << 6) | person << 6)
    }
    /// Feminine.
    #[must_use]
    pub const fn feminine(self) -> Self {
        Self(self.0 | FEMININE)
    }
    /// Dual.
    #[must_use]
    pub const fn dual(self) -> Self {
        Self(self.0 & !PLURAL | DUAL)
    }
    /// Plural.
    #[must_use]
    pub const fn plural(self) -> Self {
        Self(self.0 & !DUAL | PLURAL)
    }
    /// Stands only before a pronoun or in a construct (زيارت‑، وزيري).
    #[must_use]
    pub const fn bound(self) -> Self {
        Self(self.0 | BOUND)
    }
    /// Ends in the alef of the indefinite accusative (مشيرا).
    #[must_use]
    pub const fn tanwin(self) -> Self {
        Self(self.0 | TANWIN)
    }
    /// Never before a pronoun (قالوا: before one, قالو‑).
    #[must_use]
    pub const fn free(self) -> Self {
        Self(self.0 | FREE)
    }
    /// Passive, and written otherwise than the active (قيل, يقال). A passive that is written alike has no form of its own.
    #[must_use]
    pub const fn passive(self) -> Self {
        Self(self.0 | PASSIVE)
    }
    /// Jussive or subjunctive, and written otherwise than the indicative (لم يقل, لن يقولوا).
    #[must_use]
    pub const fn short(self) -> Self {
        Self(self.0 | SHORT)
    }
    /// Imperative, singular masculine unless said otherwise; second person.
    #[must_use]
    pub const fn imperative(self) -> Self {
        Self(self.0 | IMPERATIVE).person(2)
    }
    /// Made by rule from another word of the lexicon, and perhaps not in use (a relational adjective).
    #[must_use]
    pub const fn derived(self) -> Self {
        Self(self.0 | DERIVED)
    }
    /// Its part of speech.
    pub fn pos(self) -> Pos {
        Pos::from_number(self.0 & 15)
    }
    /// The same shape in another part of speech.
    #[must_use]
    pub const fn with_pos(self, pos: Pos) -> Self {
        Self(self.0 & !15 | pos as u32)
    }
    /// Whether it is a past form.
    pub const fn is_past(self) -> bool {
        self.0 & PAST != 0
    }
    /// Whether it is a present form.
    pub const fn is_present(self) -> bool {
        self.0 & PRESENT != 0
    }
    /// Whether it can only be passive.
    pub const fn is_passive(self) -> bool {
        self.0 & PASSIVE != 0
    }
    /// Whether it can only be jussive or subjunctive.
    pub const fn is_short(self) -> bool {
        self.0 & SHORT != 0
    }
    /// Whether it is an imperative.
    pub const fn is_imperative(self) -> bool {
        self.0 & IMPERATIVE != 0
    }
    /// Whether it was made from another word by rule.
    pub const fn is_derived(self) -> bool {
        self.0 & DERIVED != 0
    }
    /// 1, 2 or 3.
    pub const fn which_person(self) -> u32 {
        self.0 >> 6 & 3
    }
    /// Its gender.
    pub const fn gender(self) -> Gender {
        if self.0 & FEMININE != 0 { Gender::Feminine } else { Gender::Masculine }
    }
    /// Its number.
    pub const fn number(self) -> Number {
        if self.0 & DUAL != 0 {
            Number::Dual
        } else if self.0 & PLURAL != 0 {
            Number::Plural
        } else {
            Number::Singular
        }
    }
    /// Whether it needs a pronoun or a genitive after it.
    pub const fn is_bound(self) -> bool {
        self.0 & BOUND != 0
    }
    /// Whether it ends in the alef of tanwin.
    pub const fn is_tanwin(self) -> bool {
        self.0 & TANWIN != 0
    }
    /// Whether it takes no pronoun.
    pub const fn is_free(self) -> bool {
        self.0 & FREE != 0
    }
}
