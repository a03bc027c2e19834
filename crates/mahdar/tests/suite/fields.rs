//! What an expectation can name of each list of the record: the key it is written with, where it stands in the entry, how it is compared.

/// How the value of a key is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// A label, date or flag of the record as it is.
    Label,
    /// The words of a span.
    Words,
    /// The words of one span or more, all of them and in order.
    Spans,
    /// An actor, by words that stand in a name or mention of his.
    Actor,
    /// Actors, neither more nor fewer; with `…` among them, at least these.
    Actors,
    /// Actors who take part in this role.
    Role(&'static str),
    /// Another entry, by the words of this span of it.
    Entry(&'static str, &'static str),
    /// A name of the actor itself.
    Own,
}

/// A key and its place in the entry, a path with `/`.
pub(crate) type Field = (&'static str, &'static str, How);

/// A list of the record: how an entry is called, the list's name, its definition in the schema, the keys of words without a key, its keys.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) list: &'static str,
    pub(crate) bare: &'static [&'static str],
    pub(crate) fields: &'static [Field],
}

use How::{Actor, Actors, Entry, Label, Own, Role, Spans, Words};

pub(crate) const KINDS: [Kind; 10] = [
    Kind {
        name: "statement",
        list: "statements",
        bare: &[],
        fields: &[
            ("speaker", "speaker", Actor),
            ("mention", "mention", Words),
            ("cue", "cue", Words),
            ("class", "class", Label),
            ("form", "form", Label),
            ("verbatim", "verbatim", Label),
            ("content", "content", Spans),
            ("addressee", "addressee", Actors),
            ("via", "via", Actors),
            ("within", "within", Entry("statements", "cue")),
            ("distance", "distance", Label),
            ("occasion", "occasion/kind", Label),
            ("said-at", "said_at", Label),
            ("background", "background", Label),
            ("denies", "denies/span", Words),
            ("claimed-by", "denies/claimed_by", Actor),
        ],
    },
    Kind {
        name: "silence",
        list: "silences",
        bare: &[],
        fields: &[("actor", "actor", Actor), ("cue", "cue", Words), ("kind", "kind", Label), ("content", "content", Spans)],
    },
    Kind {
        name: "event",
        list: "events",
        bare: &["type"],
        fields: &[
            ("type", "type", Label),
            ("mode", "mode", Label),
            ("trigger", "trigger", Words),
            ("format", "format", Label),
            ("participants", "participants/actor", Actors),
            ("party", "participants", Role("party")),
            ("host", "participants", Role("host")),
            ("guest", "participants", Role("guest")),
            ("mediator", "participants", Role("mediator")),
            ("sponsor", "participants", Role("sponsor")),
            ("witness", "participants", Role("witness")),
            ("head", "participants", Role("head-of-delegation")),
            ("member", "participants", Role("member")),
            ("status", "status", Label),
            ("status-cue", "status_cue", Words),
            ("time", "time", Label),
            ("place", "place", Label),
            ("topic", "topic", Spans),
            ("same-as", "same_as", Entry("events", "trigger")),
            ("background", "background", Label),
        ],
    },
    Kind {
        name: "position",
        list: "positions",
        bare: &[],
        fields: &[
            ("holder", "holder", Actor),
            ("stance", "stance", Label),
            ("target", "target", Words),
            ("cue", "cue", Words),
            ("condition", "condition", Words),
            ("statement", "statement", Entry("statements", "cue")),
        ],
    },
    Kind {
        name: "framework",
        list: "frameworks",
        bare: &["words", "kind"],
        fields: &[
            ("words", "mentions", Spans),
            ("name", "name", Label),
            ("kind", "kind", Label),
            ("date", "date", Label),
            ("entity", "entity", Label),
        ],
    },
    Kind {
        name: "actor",
        list: "actors",
        bare: &["name", "kind"],
        fields: &[
            ("name", "", Own),
            ("kind", "kind", Label),
            ("role", "role", Label),
            ("of", "of", Actor),
            ("members", "members", Actors),
            ("anonymous", "anonymous", Label),
            ("entity", "entity", Label),
            ("mention", "mentions/span", Spans),
            ("form", "mentions/form", Label),
        ],
    },
    Kind {
        name: "time",
        list: "times",
        bare: &["words", "value"],
        fields: &[
            ("words", "span", Words),
            ("value", "value", Label),
            ("granularity", "granularity", Label),
            ("type", "type", Label),
            ("calendar", "calendar", Label),
        ],
    },
    Kind { name: "furniture", list: "furniture", bare: &["words", "kind"], fields: &[("words", "span", Words), ("kind", "kind", Label)] },
    Kind { name: "note", list: "notes", bare: &["words", "kind"], fields: &[("words", "span", Words), ("kind", "kind", Label)] },
    Kind {
        name: "published",
        list: "document",
        bare: &["value"],
        fields: &[("value", "published/value", Label), ("basis", "published/basis", Label), ("evidence", "published/evidence", Spans)],
    },
];

impl Kind {
    /// The kind called `name`.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|k| k.name == name)
    }

    /// The field written as `key`.
    pub(crate) fn field(&self, key: &str) -> Option<Field> {
        self.fields.iter().find(|f| f.0 == key).copied()
    }
}
