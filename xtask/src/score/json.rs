//! JSON as the score reads it: a missing field is null, a missing list is empty, and spans slice a text by code points.

use serde_json::Value;

/// `[start, end)` in code points.
pub(super) type Span = (i64, i64);

static NULL: Value = Value::Null;

/// The field, or null.
pub(super) fn get<'a>(v: &'a Value, key: &str) -> &'a Value {
    v.get(key).unwrap_or(&NULL)
}

/// The field's string, or an empty one.
pub(super) fn string<'a>(v: &'a Value, key: &str) -> &'a str {
    get(v, key).as_str().unwrap_or("")
}

/// The field's list, or an empty one.
pub(super) fn list<'a>(v: &'a Value, key: &str) -> &'a [Value] {
    get(v, key).as_array().map_or(&[], Vec::as_slice)
}

/// Whether Python would take the value for true.
pub(super) fn truthy(v: &Value) -> bool {
    match v {
        Value::Null => false,
        Value::Bool(b) => *b,
        Value::Number(n) => n.as_f64() != Some(0.0),
        Value::String(s) => !s.is_empty(),
        Value::Array(a) => !a.is_empty(),
        Value::Object(o) => !o.is_empty(),
    }
}

/// A span written as a pair of numbers; anything else is empty.
pub(super) fn as_span(v: &Value) -> Span {
    let at = |i| v.get(i).and_then(Value::as_i64).unwrap_or(0);
    (at(0), at(1))
}

/// The field's span.
pub(super) fn span(v: &Value, key: &str) -> Span {
    as_span(get(v, key))
}

/// The field's list of spans.
pub(super) fn spans(v: &Value, key: &str) -> Vec<Span> {
    list(v, key).iter().map(as_span).collect()
}

/// A text by code points.
#[derive(Debug)]
pub(super) struct Text(Vec<char>);

impl Text {
    /// The text of a string.
    pub(super) fn new(s: &str) -> Self {
        Self(s.chars().collect())
    }

    /// The words of a span, cut to the text.
    pub(super) fn quote(&self, (a, b): Span) -> String {
        self.slice((a, b)).iter().collect()
    }

    /// The words of a span with `before` and `after` more code points.
    pub(super) fn around(&self, (a, b): Span, before: i64, after: i64) -> String {
        self.quote((a - before, b + after))
    }

    fn slice(&self, (a, b): Span) -> &[char] {
        let place = |x: i64| usize::try_from(x).unwrap_or(0).min(self.0.len());
        let (a, b) = (place(a), place(b));
        if a < b { &self.0[a..b] } else { &[] }
    }

    /// Every place where the words of a span stand: a target is its words, not one of their occurrences.
    pub(super) fn places(&self, span: Span) -> Vec<Span> {
        let words = self.slice(span);
        if words.is_empty() {
            return Vec::new();
        }
        let starts = self.0.windows(words.len()).enumerate().filter(|(_, w)| *w == words);
        starts.map(|(i, w)| (i as i64, (i + w.len()) as i64)).collect()
    }
}
