//! Offices that people held, as bounds of the day of a report: «وزير الخارجية الأميركي جون كيري» was written between 2013 and 2017.
//!
//! In: the phrases of [`crate::names`] and the dated roles of the lexicon. Out: [`Held`]. Only what is sure: the person is known, the office
//! is written before the name exactly as one of his roles, of the same state, and nothing says that it is over or not yet begun.

use super::Held;
use crate::lex::Lexicon;
use crate::morph::Morph;
use crate::names::{Entity, Phrase};
use crate::text::{Kind, Text};
use jiff::civil::Date;
use mahdar_arabic::features::Pos;
use mahdar_arabic::fold;

/// Folded words beside an office that is over or not yet begun.
const NOT_HELD: [&str; 11] =
    ["السابق", "السابقه", "الاسبق", "السابقين", "الراحل", "المنتخب", "المنتخبه", "المخلوع", "المكلف", "المستقيل", "المقال"];

/// The offices that the report's people hold.
pub(crate) fn held(lexicon: &Lexicon, layers: &Text, morph: &Morph, phrases: &[Phrase]) -> Vec<Held> {
    let (Some(people), Some(roles), Some(states)) =
        (lexicon.blob.table("people"), lexicon.blob.table("roles"), lexicon.blob.table("states"))
    else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for phrase in phrases {
        let (Some(Entity::Person(person)), Some(title), Some(name)) = (phrase.entity, phrase.title_at, phrase.name.clone()) else {
            continue;
        };
        let beside = phrase.tokens.start..(phrase.tokens.end + 1).min(layers.tokens.len());
        if title >= name.start || beside.clone().any(|t| NOT_HELD.contains(&layers.fold(t))) {
            continue;
        }
        let mut office = String::new();
        for token in (title..name.start).filter(|t| layers.tokens[*t].kind == Kind::Word && !morph.is(*t, Pos::Nisba)) {
            if !office.is_empty() {
                office.push(' ');
            }
            office.push_str(layers.fold(token));
        }
        let id = people.get(person as usize, "id");
        let state = phrase.state.map(|row| states.get(row as usize, "id"));
        let mut rows = (0..roles.len()).filter(|row| {
            let is_office = |written: &str| office == written || phrase.skip > 0 && office.ends_with(written);
            roles.get(*row, "person") == id
                && state.is_some_and(|state| roles.get(*row, "of") == state)
                && is_office(&fold::key(roles.get(*row, "office")))
        });
        let (Some(row), None) = (rows.next(), rows.next()) else { continue };
        let (from, until) = (month(roles.get(row, "from"), false), month(roles.get(row, "until"), true));
        if from.is_some() || until.is_some() {
            out.push(Held { span: layers.span(phrase.tokens.clone()), from, until });
        }
    }
    out
}

/// First or last day of a year or month as the table writes it.
fn month(written: &str, last: bool) -> Option<Date> {
    let (year, month) = match written.split_once('-') {
        Some((year, month)) => (year, Some(month)),
        None => (written, None),
    };
    let month = month.map_or(Some(if last { 12 } else { 1 }), |m| m.parse().ok())?;
    let first = Date::new(year.parse().ok()?, month, 1).ok()?;
    Some(if last { first.last_of_month() } else { first })
}
