//! Names: the phrases that refer to persons, bodies, states, groups, places and frameworks.
//!
//! In: text and its readings. Out: [`Phrase`]s in text order, not overlapping: «وزير الخارجية الروسي سيرغي لافروف» is one, with its title, its
//! nationality and its name; so are «المتحدثة باسم الخارجية الروسية» and «مصدر دبلوماسي». Which actor a phrase refers to is decided later, in
//! `discourse`.

mod body;
mod framework;
pub(crate) mod guess;
pub mod model;
mod person;
mod repeat;
mod scan;
mod sides;
mod title;
pub mod unit;

pub(crate) use repeat::repeat_names;
pub(crate) use scan::scan;
pub(crate) use title::dependent;

use crate::lex::Lexicon;
use crate::morph::Morph;
use crate::text::Text;
use mahdar_arabic::features::{Gender, Number};
use std::ops::Range;

/// What a phrase refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A person, named or by office.
    Person,
    /// A body: ministry, party, army, newspaper.
    Organization,
    /// A state, by its name or its capital.
    State,
    /// Several or unnamed people.
    Group,
    /// A city, region or building.
    Place,
    /// A named agreement, resolution, conference or track.
    Framework,
}

/// An entry of the knowledge base: the table and the row in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entity {
    /// Row of `people`.
    Person(u32),
    /// Row of `orgs`.
    Org(u32),
    /// Row of `states`.
    State(u32),
    /// Row of `places`.
    Place(u32),
    /// Row of `frameworks`.
    Framework(u32),
}

/// A phrase that refers to someone or something.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its tokens; the first may carry proclitics.
    pub tokens: Range<usize>,
    /// Folded bytes of the first token before the phrase itself (proclitics).
    pub skip: u8,
    /// What it refers to.
    pub sort: Sort,
    /// Its entry in the knowledge base.
    pub entity: Option<Entity>,
    /// Tokens of the proper name of a person.
    pub name: Option<Range<usize>>,
    /// Row of `titles` of its head.
    pub title: Option<u32>,
    /// Token of the title head.
    pub title_at: Option<usize>,
    /// Row of `orgheads` of its head.
    pub head: Option<u32>,
    /// State that a nationality or place in it names.
    pub state: Option<u32>,
    /// Tokens of the body that a title or group belongs to (باسم الخارجية الروسية).
    pub of: Option<Range<usize>>,
    /// Gender.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// Whether it has the article or is a construct on a definite word.
    pub definite: bool,
    /// Whether the state is named by its capital.
    pub capital: bool,
    /// Whether an adjective has closed the head: no noun can follow it in the same construct.
    pub(crate) closed: bool,
    /// Whether the head is the kind of word that only refers back (الوزير، الوزارة).
    pub bare: bool,
    /// The two states that a word in the dual names (الكوريتان), as rows of `states`.
    pub two: Option<[u32; 2]>,
}

impl Phrase {
    /// A phrase of these tokens with nothing else known.
    pub(crate) fn new(tokens: Range<usize>, sort: Sort) -> Self {
        Self {
            tokens,
            skip: 0,
            sort,
            entity: None,
            name: None,
            title: None,
            title_at: None,
            head: None,
            state: None,
            of: None,
            gender: Gender::Masculine,
            number: Number::Singular,
            definite: false,
            capital: false,
            closed: false,
            bare: false,
            two: None,
        }
    }

    /// Whether the phrase can act: speak, meet, hold a position.
    pub fn acts(&self) -> bool {
        !matches!(self.sort, Sort::Place | Sort::Framework)
    }
}

/// The nationality at a token: its reading, with the row of the state that it means, and where it ends. «الكوري الجنوبي» is one adjective.
pub(crate) fn nationality(view: View<'_>, at: usize) -> Option<(crate::morph::Reading, usize)> {
    use mahdar_arabic::features::Pos;
    let mut single = None;
    for reading in view.morph.readings(at).iter().filter(|r| r.pos() == Pos::Nisba) {
        for adjective in view.lexicon.states.get(reading.row as usize, "adjective").split('|') {
            match adjective.split_whitespace().nth(1) {
                None => single = single.or(Some((*reading, at + 1))),
                Some(second) => {
                    let second = mahdar_arabic::fold::key(second);
                    let next = if at + 1 < view.end { view.text.fold(at + 1) } else { "" };
                    let next = next.strip_prefix("ال").unwrap_or(next);
                    if ["", "ه", "ين", "ون", "ان", "تين"].iter().any(|ending| next.strip_suffix(ending) == Some(second.as_str()))
                    {
                        return Some((*reading, at + 2));
                    }
                }
            }
        }
    }
    // a first word alone (الكوري) names no state in particular, unless the list knows it alone
    single
}

/// Whether a definite adjective that several states share stands at a token without the word that tells them apart: «الكوري».
pub(crate) fn shared_nationality(view: View<'_>, at: usize) -> bool {
    let readings = view.morph.readings(at);
    let shared = |r: &crate::morph::Reading| {
        r.pos() == mahdar_arabic::features::Pos::Nisba && r.exact && r.definite() && !r.pro.prepositional() && !r.pro.conjoined()
    };
    readings.iter().any(shared) && nationality(view, at).is_none()
}

/// What the scanners of this room look at.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) text: &'a Text,
    pub(crate) morph: &'a Morph,
    /// Whether a token is part of a calendar expression, which no name reaches into.
    pub(crate) timed: &'a [bool],
    /// Whether a listed phrase begins with each token's word; empty where that was not asked.
    pub(crate) starts: &'a [bool],
    /// What the model of names sees at each token.
    pub(crate) tags: &'a [guess::Tag],
    /// One past the last token that the phrase may reach.
    pub(crate) end: usize,
}
