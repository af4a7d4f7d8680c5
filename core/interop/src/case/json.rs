//! A JSON object under reading: fields are taken out one by one, each checked, and what remains is kept. It knows
//! places and types, and nothing of what the fields mean.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::fault::{Fault, Rule};

/// Where faults go, and the file they are of.
pub(super) struct Report<'a> {
    pub(super) file: &'a str,
    pub(super) faults: Vec<Fault>,
}

impl Report<'_> {
    pub(super) fn say(&mut self, path: &str, rule: Rule, value: Option<String>) {
        self.faults.push(Fault { file: self.file.to_owned(), path: path.to_owned(), rule, value });
    }
}

/// An object and its place. Null fields count as absent.
pub(super) struct Fields {
    pub(super) path: String,
    rest: Map<String, Value>,
}

impl Fields {
    pub(super) fn of(value: Value, path: &str, report: &mut Report<'_>) -> Option<Fields> {
        match value {
            Value::Object(rest) => Some(Fields { path: path.to_owned(), rest }),
            other => {
                report.say(path, Rule::Object, Some(shown(&other)));
                None
            }
        }
    }

    /// The fields that nobody took.
    pub(super) fn rest(self) -> Map<String, Value> {
        self.rest
    }

    pub(super) fn place(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        // shift_remove keeps the order of the fields that stay.
        self.rest.shift_remove(name).filter(|value| !value.is_null())
    }

    /// Trimmed text, or a number as text; None if absent or empty.
    pub(super) fn text(&mut self, name: &str, report: &mut Report<'_>) -> Option<String> {
        let text = match self.take(name)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            other => {
                report.say(&self.place(name), Rule::Text, Some(shown(&other)));
                return None;
            }
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// Text that has to be there; "" after a fault.
    pub(super) fn needed_text(&mut self, name: &str, report: &mut Report<'_>) -> String {
        let before = report.faults.len();
        let text = self.text(name, report);
        if text.is_none() && report.faults.len() == before {
            report.say(&self.place(name), Rule::Present, None);
        }
        text.unwrap_or_default()
    }

    /// A UUID that has to be there; the nil UUID after a fault.
    pub(super) fn needed_uuid(&mut self, name: &str, report: &mut Report<'_>) -> Uuid {
        let text = self.needed_text(name, report);
        if text.is_empty() {
            return Uuid::nil();
        }
        Uuid::parse_str(&text).unwrap_or_else(|_| {
            report.say(&self.place(name), Rule::Uuid, Some(text));
            Uuid::nil()
        })
    }

    /// Several texts; one text alone stands for a list of one.
    pub(super) fn texts(&mut self, name: &str, report: &mut Report<'_>) -> Vec<String> {
        let values = match self.take(name) {
            None => return Vec::new(),
            Some(Value::String(one)) => return vec![one],
            Some(Value::Array(values)) => values,
            Some(other) => {
                report.say(&self.place(name), Rule::List, Some(shown(&other)));
                return Vec::new();
            }
        };
        let mut texts = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            match value {
                Value::String(text) => texts.push(text),
                other => {
                    report.say(&format!("{}[{index}]", self.place(name)), Rule::Text, Some(shown(&other)))
                }
            }
        }
        texts
    }

    /// A number in thousandths, rounded to the nearest.
    pub(super) fn thousandths(&mut self, name: &str, report: &mut Report<'_>) -> Option<i64> {
        let value = self.take(name)?;
        let number = match &value {
            Value::String(text) => text.trim().parse().ok(),
            other => other.as_f64(),
        };
        let sane = number.filter(|number: &f64| number.abs() <= 1e6);
        if sane.is_none() {
            report.say(&self.place(name), Rule::Number, Some(shown(&value)));
        }
        sane.map(|number| (number * 1000.0).round() as i64)
    }

    /// A whole number.
    pub(super) fn integer(&mut self, name: &str, report: &mut Report<'_>) -> Option<i64> {
        self.thousandths(name, report).map(|thousandths| thousandths.div_euclid(1000))
    }

    /// The objects of a list with their places; absent stands for none.
    pub(super) fn objects(&mut self, name: &str, report: &mut Report<'_>) -> Vec<Fields> {
        let place = self.place(name);
        match self.take(name) {
            None => Vec::new(),
            Some(Value::Array(values)) => values
                .into_iter()
                .enumerate()
                .filter_map(|(index, value)| Fields::of(value, &format!("{place}[{index}]"), report))
                .collect(),
            Some(other) => {
                report.say(&place, Rule::List, Some(shown(&other)));
                Vec::new()
            }
        }
    }

    /// An object inside this one.
    pub(super) fn object(&mut self, name: &str, report: &mut Report<'_>) -> Option<Fields> {
        let place = self.place(name);
        Fields::of(self.take(name)?, &place, report)
    }
}

/// A value as a fault shows it.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(_) => "[…]".to_owned(),
        Value::Object(_) => "{…}".to_owned(),
        other => other.to_string(),
    }
}
