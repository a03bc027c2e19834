//! Focus: who is speaking and who the telling is about.
//!
//! The rule that fits the pages read: same speaker as the last reporting verb with a subject, unless a new subject, a mismatch of gender or
//! number, or a sub-heading comes between.

use super::actors::Cast;
use mahdar_arabic::features::{Gender, Number};

/// How many past speakers a mismatch may go back over.
const MEMORY: usize = 6;

/// The state of the telling.
#[derive(Default)]
pub(super) struct Focus {
    /// Past subjects, the latest last: actor, sentence, position.
    past: Vec<(usize, usize, usize)>,
    /// Past speakers, the latest last.
    speakers: Vec<usize>,
    /// Speaker of the headline, weakest of all.
    headline: Option<usize>,
}

impl Focus {
    /// Someone spoke in a main clause.
    pub(super) fn spoke(&mut self, actor: Option<usize>, sentence: usize, at: usize, headline: bool) {
        let Some(actor) = actor else { return };
        if headline {
            self.headline = Some(actor);
            return;
        }
        self.past.push((actor, sentence, at));
        self.speakers.push(actor);
    }

    /// The last speaker that agrees, for the verbs that go on.
    pub(super) fn speaker(&self, cast: &Cast, gender: Gender, number: Number) -> Option<usize> {
        self.speakers.iter().rev().take(MEMORY).copied().find(|actor| cast.agrees(*actor, gender, number))
    }

    /// Somebody spoke whom no actor stands for: whoever spoke before him is not whom the next dropped subject repeats.
    pub(super) fn turned(&mut self) {
        self.past.clear();
        self.speakers.clear();
        self.headline = None;
    }

    /// Someone did something in a main clause of the outlet's own telling.
    pub(super) fn acted(&mut self, actor: Option<usize>, sentence: usize, at: usize) {
        if let Some(actor) = actor {
            self.past.push((actor, sentence, at));
        }
    }

    /// The last subject of a sentence.
    pub(super) fn last_in(&self, sentence: usize) -> Option<usize> {
        self.past.last().filter(|(_, s, _)| *s == sentence).map(|(actor, ..)| *actor)
    }

    /// The subject that a dropped one repeats.
    pub(super) fn subject(&self, cast: &Cast, gender: Gender, number: Number) -> Option<usize> {
        self.past.iter().rev().take(MEMORY).map(|(actor, ..)| *actor).chain(self.headline).find(|actor| cast.agrees(*actor, gender, number))
    }

    /// The subject of the clause that a participle hangs on: the last one of this sentence.
    pub(super) fn clause(&self, cast: &Cast, gender: Gender, number: Number, sentence: usize) -> Option<usize> {
        self.past
            .iter()
            .rev()
            .take_while(|(_, s, _)| *s == sentence)
            .map(|(actor, ..)| *actor)
            .find(|actor| cast.agrees(*actor, gender, number))
    }
}
