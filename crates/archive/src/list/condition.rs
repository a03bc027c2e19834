//! Conditions of a question to the file. In: one condition after another, with its values. Out: SQL and the values in the order of its marks. It knows
//! no filter.

use rusqlite::types::Value;

/// Conditions of a question, with their values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Where {
    text: Vec<String>,
    values: Vec<Value>,
    /// Somebody's names, as `identities.i`, and the kind of entry: entries are theirs.
    pub(super) taken: Option<(Vec<i64>, &'static str)>,
    /// First and last day, which stand among the conditions too.
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    /// Reports and entries, JSON: no others are looked at.
    pub(super) keys: Option<String>,
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
        let (from, mut values) = match (self.keys.take(), self.taken.take()) {
            (Some(keys), _) => {
                let from = "json_each(?) q CROSS JOIN entries e ON e.n = q.value ->> 0 AND e.id = q.value ->> 1";
                (from.to_owned(), vec![Value::from(keys)])
            }
            (None, Some((names, kind))) => {
                let marks = vec!["?"; names.len()].join(", ");
                let all = format!("SELECT DISTINCT n, entry FROM taken WHERE i IN ({marks}) AND kind = ?");
                let values = names.into_iter().map(Value::from).chain([Value::from(kind.to_owned())]).collect();
                (format!("({all}) q CROSS JOIN entries e ON e.n = q.n AND e.id = q.entry"), values)
            }
            (None, None) => ("entries e".to_owned(), Vec::new()),
        };
        let (text, own) = self.sql();
        values.extend(own);
        // LEFT: where no condition asks about reports, SQLite does not look at them
        (format!("{from} LEFT JOIN documents d ON d.n = e.n"), text, values)
    }
}
