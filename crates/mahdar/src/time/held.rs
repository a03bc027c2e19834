//! Offices that people held, as bounds of the day of a report: «وزير الخارجية الأميركي جون كيري» was written between 2013 and 2017.
//!
//! In: the phrases of [`crate::names`] and the dated roles of the lexicon. Out: [`Held`]. Only what is sure: the person is known, the office
//! is written before the name exactly as one of his roles, of the same state, and nothing says that it is over or not yet begun.

use super::Held;
use crate::lex::Lexicon;
use crate::lex::office::{Office, not_held};
use crate::morph::Morph;
use crate::names::{Entity, Phrase};
use crate::text::{Kind, Text};
use mahdar_arabic::features::Pos;

/// The offices that the report's people hold.
pub(crate) fn held(lexicon: &Lexicon, layers: &Text, morph: &Morph, phrases: &[Phrase]) -> Vec<Held> {
    let mut out = Vec::new();
    for phrase in phrases {
        let (Some(Entity::Person(person)), Some(title), Some(name)) = (phrase.entity, phrase.title_at, phrase.name.clone()) else {
            continue;
        };
        let beside = phrase.tokens.start..(phrase.tokens.end + 1).min(layers.tokens.len());
        if title >= name.start || beside.clone().any(|t| not_held(layers.fold(t))) {
            continue;
        }
        let mut office = String::new();
        for token in (title..name.start).filter(|t| layers.tokens[*t].kind == Kind::Word && !morph.is(*t, Pos::Nisba)) {
            if !office.is_empty() {
                office.push(' ');
            }
            office.push_str(layers.fold(token));
        }
        let written = |of: &Office| office == of.written || phrase.skip > 0 && office.ends_with(&of.written);
        let mut offices = lexicon.offices(person).iter().filter(|of| phrase.state == Some(of.state) && written(of));
        let (Some(Office { from, until, .. }), None) = (offices.next(), offices.next()) else { continue };
        let (from, until) = (*from, *until);
        if from.is_some() || until.is_some() {
            out.push(Held { span: layers.span(phrase.tokens.clone()), from, until });
        }
    }
    out
}
