//! The way in for one who wants dates and nothing else: text in, values out.
//!
//! In: a text, and the day of its publication if it is known. Out: [`Dates`]. It calls the rooms above in their order and keeps their
//! buffers; page furniture is not looked for. The engine's own way ([`super::find`], [`super::resolve`]) shares its layers with the other
//! rooms.

use super::{Anchor, Calendar, Discourse, TimeExpression};
use crate::morph::Morph;
use crate::record::Basis;
use crate::text::{Orthography, Text};
use jiff::civil::Date;
use mahdar_lexicon::Blob;

/// Reads the dates of texts. One thread's: it holds the buffers.
#[derive(Debug)]
pub struct Reader {
    blob: Blob<'static>,
    orthography: Orthography,
    calendar: Calendar,
    layers: Text,
    morph: Morph,
}

/// What a text says of dates.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    /// The day of publication as the text lets it be known; not looked for where it was given.
    pub published: Option<Anchor>,
    /// The expressions in reading order.
    pub times: Vec<TimeExpression>,
}

impl Reader {
    /// With the built-in Arabic lexicon.
    pub fn arabic() -> Self {
        Self::new(mahdar_arabic::blob())
    }

    /// With a compiled lexicon.
    pub fn new(blob: Blob<'static>) -> Self {
        Self {
            calendar: Calendar::new(&blob),
            orthography: Orthography::new(&blob),
            layers: Text::default(),
            morph: Morph::default(),
            blob,
        }
    }

    /// Reads a text. Dates count from `published`; where it is `None`, from the day that the text itself lets be known, if any.
    pub fn read(&mut self, text: &str, published: Option<Date>) -> Dates {
        self.read_in(text, &Discourse { anchor: published, basis: Basis::Given, ..Discourse::default() })
    }

    /// Reads a text that goes on from something said before.
    pub fn read_in(&mut self, text: &str, discourse: &Discourse<'_>) -> Dates {
        let mut out = Dates::default();
        self.layers.fill(&self.orthography, text);
        self.morph.fill(&self.blob, &self.layers);
        super::find(&self.calendar, text, &self.layers, &self.morph, &mut out.times);
        let mut discourse = *discourse;
        if discourse.anchor.is_none() {
            out.published = super::publication(&self.layers, &out.times, &[]);
            if let Some(found) = &out.published {
                (discourse.anchor, discourse.basis) = (found.day(), found.basis);
            }
        }
        super::resolve(&discourse, &self.layers, &mut out.times);
        out
    }
}
