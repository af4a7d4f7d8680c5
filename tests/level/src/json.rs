//! A JSON object, member by member, each read only when it is asked for. Numbers stay as they are written, and a
//! fault names the member. Of members of one name the last stands, as in most readers of JSON; `null` and absent
//! are the same; members that nobody asks for are ignored.

use crate::decimal::{MOST_WHOLE_DIGITS, Number};
use crate::fault::Fault;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// The members of an object, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Object<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Object<'a> {
    /// Reads a text into this object. After a fault, the members before it are here all the same.
    pub(crate) fn fill(&mut self, text: &'a str) -> Result<(), serde_json::Error> {
        let mut reader = serde_json::Deserializer::from_str(text);
        Fill(self).deserialize(&mut reader)?;
        reader.end()
    }

    /// The object that a value is.
    fn of(raw: &'a RawValue) -> Result<Self, String> {
        let mut object = Self::default();
        object.fill(raw.get()).map_err(|_| is_not(raw, "an object"))?;
        Ok(object)
    }

    /// The members by name.
    pub(crate) fn members(&self) -> BTreeMap<&str, &'a RawValue> {
        self.0.iter().map(|(name, raw)| (name.as_ref(), *raw)).collect()
    }

    /// A member, unless it is absent or null.
    pub(crate) fn get(&self, name: &str) -> Option<&'a RawValue> {
        let (_, raw) = self.0.iter().rev().find(|(member, _)| member == name)?;
        (raw.get() != "null").then_some(*raw)
    }

    fn read<T>(
        &self,
        name: &str,
        read: impl FnOnce(&'a RawValue) -> Result<T, String>,
    ) -> Result<Option<T>, Fault> {
        self.get(name).map(read).transpose().map_err(|rule| Fault::of(name, rule))
    }

    /// An object within this one.
    pub(crate) fn object(&self, name: &str) -> Result<Option<Self>, Fault> {
        self.read(name, Self::of)
    }

    /// A list.
    pub(crate) fn list(&self, name: &str) -> Result<Option<Vec<&'a RawValue>>, Fault> {
        self.read(name, list)
    }

    /// A text.
    pub(crate) fn text(&self, name: &str) -> Result<Option<Cow<'a, str>>, Fault> {
        self.read(name, text)
    }

    /// A number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<Number>, Fault> {
        self.read(name, number)
    }

    /// A whole number; 5.0 is one.
    pub(crate) fn whole(&self, name: &str) -> Result<Option<i64>, Fault> {
        self.read(name, |raw| number(raw)?.decimal.whole().ok_or_else(|| is_not(raw, "a whole number")))
    }

    /// A yes or a no; absent: no.
    pub(crate) fn flag(&self, name: &str) -> Result<bool, Fault> {
        let read = |raw: &RawValue| match raw.get() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(is_not(raw, "true or false")),
        };
        Ok(self.read(name, read)?.unwrap_or(false))
    }

    /// One of several words, as what it stands for.
    pub(crate) fn one_of<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Result<Option<T>, Fault> {
        self.read(name, |raw| {
            let word = text(raw)?;
            let known = words.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning);
            let all = || words.iter().map(|(known, _)| format!("“{known}”")).collect::<Vec<_>>().join(" or ");
            known.ok_or_else(|| is_not(raw, all()))
        })
    }
}

/// The elements of a list of objects, with the fault of each seen from the list.
pub(crate) fn objects<'a, T>(
    list: &[&'a RawValue],
    mut read: impl FnMut(&Object<'a>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let element = |(at, raw): (usize, &&'a RawValue)| {
        let object = Object::of(raw).map_err(|rule| Fault::of(format!("[{at}]"), rule))?;
        read(&object).map_err(|fault| fault.inside(format!("[{at}]")))
    };
    list.iter().enumerate().map(element).collect()
}

/// The list that a value is.
pub(crate) fn list(raw: &RawValue) -> Result<Vec<&RawValue>, String> {
    serde_json::from_str(raw.get()).map_err(|_| is_not(raw, "a list"))
}

/// The number that a value is.
pub(crate) fn number(raw: &RawValue) -> Result<Number, String> {
    if !raw.get().starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return Err(is_not(raw, "a number"));
    }
    let too_large =
        || format!("{} is too large; at most {MOST_WHOLE_DIGITS} digits stand before the point", shown(raw));
    Number::read(raw.get()).ok_or_else(too_large)
}

/// The text that a value is.
pub(crate) fn text(raw: &RawValue) -> Result<Cow<'_, str>, String> {
    #[derive(Deserialize)]
    struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
    serde_json::from_str(raw.get()).map(|text: Text<'_>| text.0).map_err(|_| is_not(raw, "a text"))
}

fn is_not(raw: &RawValue, what: impl fmt::Display) -> String {
    format!("{} is not {what}", shown(raw))
}

/// The beginning of a value, for a fault.
fn shown(raw: &RawValue) -> String {
    let mut signs = raw.get().chars();
    let beginning: String = signs.by_ref().take(40).collect();
    if signs.next().is_some() { format!("{beginning}…") } else { beginning }
}

/// Adds each member as it is read, so that a fault leaves what came before it.
struct Fill<'o, 'a>(&'o mut Object<'a>);

impl<'a> DeserializeSeed<'a> for Fill<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for Fill<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        #[derive(Deserialize)]
        struct Name<'a>(#[serde(borrow)] Cow<'a, str>);
        while let Some(Name(name)) = map.next_key()? {
            let raw = map.next_value()?;
            self.0.0.push((name, raw));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(text: &str) -> Object<'_> {
        let mut object = Object::default();
        object.fill(text).unwrap();
        object
    }

    #[test]
    fn a_member_is_read_as_what_it_is_and_else_named() {
        let object = object(
            r#"{"a": 2.50, "b": "t\u00e9", "c": [1, 2], "d": {"e": 3.0}, "f": null, "a\u0062": true}"#,
        );
        assert_eq!(object.number("a").unwrap(), Number::read("2.5"));
        assert_eq!(object.text("b").unwrap().as_deref(), Some("té"));
        assert_eq!(object.list("c").unwrap().unwrap().len(), 2);
        assert_eq!(object.object("d").unwrap().unwrap().whole("e"), Ok(Some(3)));
        assert_eq!((object.number("f"), object.text("g")), (Ok(None), Ok(None)));
        assert!(object.get("ab").is_some());
        for (fault, said) in [
            (object.number("b").unwrap_err(), r#"b: "t\u00e9" is not a number"#),
            (object.text("a").unwrap_err(), "a: 2.50 is not a text"),
            (object.whole("a").unwrap_err(), "a: 2.50 is not a whole number"),
            (object.list("d").unwrap_err(), r#"d: {"e": 3.0} is not a list"#),
            (object.object("c").unwrap_err(), "c: [1, 2] is not an object"),
            (object.one_of("b", &[("x", 1), ("y", 2)]).unwrap_err(), r#"b: "t\u00e9" is not “x” or “y”"#),
        ] {
            assert_eq!(fault.to_string(), said);
        }
    }

    #[test]
    fn of_members_of_one_name_the_last_stands() {
        let object = object(r#"{"a": 1, "b": 2, "a": 3}"#);
        assert_eq!(object.whole("a"), Ok(Some(3)));
        assert_eq!(
            object.members().into_iter().map(|(name, raw)| (name, raw.get())).collect::<Vec<_>>(),
            [("a", "3"), ("b", "2")]
        );
    }

    #[test]
    fn what_stands_before_a_fault_is_kept() {
        let mut object = Object::default();
        assert!(object.fill(r#"{"id": 7, "score": NaN}"#).is_err());
        assert_eq!(object.whole("id"), Ok(Some(7)));
    }

    #[test]
    fn a_number_beyond_what_can_be_counted_is_named_and_a_long_value_is_cut() {
        let long = format!(r#"{{"a": 1e15, "b": 1e400, "c": 999999999999999, "d": "{}"}}"#, "x".repeat(60));
        let object = object(&long);
        assert!(object.number("a").is_err() && object.number("b").is_err() && object.number("c").is_ok());
        let said = object.number("d").unwrap_err().to_string();
        assert_eq!(said, format!("d: \"{}… is not a number", "x".repeat(39)));
    }

    #[test]
    fn a_fault_inside_a_list_is_seen_from_the_list() {
        let outer = object(r#"{"list": [{"a": 1}, {"a": "x"}, 3]}"#);
        let list = outer.list("list").unwrap().unwrap();
        let fault = objects(&list, |o| o.number("a")).unwrap_err().inside("list");
        assert_eq!(fault.to_string(), r#"list[1].a: "x" is not a number"#);
        let fault = objects(&list[2..], |o| o.number("a")).unwrap_err().inside("list");
        assert_eq!(fault.to_string(), "list[0]: 3 is not an object");
    }
}
