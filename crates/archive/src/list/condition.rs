//! Conditions of a question to the file. In: one condition after another, with its values. Out: SQL and the values in the order of its marks. It knows
//! no filter.

use rusqlite::types::Value;

/// Conditions of a question, with their values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Where {
    text: Vec<String>,
    values: Vec<Value>,
    /// Entries to begin with, and its values: few of many, so that not all are looked through.
    pub(super) few: Option<(String, Vec<Value>)>,
}

impl Where {
    /// One more condition.
    pub(crate) fn and(&mut self, text: &str, values: impl IntoIterator<Item = Value>) {
        self.text.push(text.to_owned());
        self.values.extend(values);
    }

    pub(crate) fn sql(self) -> (String, Vec<Value>) {
        (if self.text.is_empty() { "1".to_owned() } else { self.text.join(" AND ") }, self.values)
    }

    /// Entries with their reports, the conditions on them, and the values of both.
    pub(super) fn entries(mut self) -> (String, String, Vec<Value>) {
        let (from, mut values) = match self.few.take() {
            Some((few, values)) => (format!("({few}) q CROSS JOIN entries e ON e.n = q.n AND e.id = q.entry"), values),
            None => ("entries e".to_owned(), Vec::new()),
        };
        let (text, own) = self.sql();
        values.extend(own);
        (format!("{from} JOIN documents d ON d.n = e.n"), text, values)
    }
}
