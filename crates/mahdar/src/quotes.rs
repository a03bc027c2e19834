//! Quotations: what quotation marks are for.

/// What a stretch in quotation marks is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// What somebody said, a clause or more.
    Speech,
    /// Some of what somebody said, in a sentence of the outlet's.
    Partial,
    /// A name: of a body, a medium, a group, a place.
    Name,
    /// The title of a work, a document, a conference or an operation.
    Title,
    /// Words that the outlet keeps its distance from, or lifts out.
    Scare,
}

impl Class {
    /// Its name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Partial => "partial",
            Self::Name => "name",
            Self::Title => "title",
            Self::Scare => "scare",
        }
    }
}
