//! What the next version of this program says that this one does not know, for tests alone: own words are of a new
//! kind, `saying`; practice is of version 2, which counts seconds where this one counts minutes; a habit says where it
//! was seen, which nothing reads. It reads what this version writes as well, as every newer version must.

use super::{BadBody, Body, Kind, Parsed};
use serde_json::{Value, json};

/// The kind that there is more of.
const SAYING: (&str, u16) = ("saying", 1);
/// The newer version of a kind.
const PRACTICE: (&str, u16) = ("practice", 2);

/// What it reads beside what this version does.
pub(super) const MORE: [(&str, u16); 2] = [SAYING, PRACTICE];

/// The kind and version that it writes.
pub(super) fn kind(body: &Body) -> Option<(&'static str, u16)> {
    match body {
        Body::OwnWords(_) => Some(SAYING),
        Body::Practice(_) => Some(PRACTICE),
        _ => None,
    }
}

/// The text that it writes, of what this version would.
pub(super) fn written(body: &Body, text: String) -> String {
    let Ok(mut fields) = serde_json::from_str::<Value>(&text) else { return text };
    match body {
        Body::Practice(practice) => {
            fields.as_object_mut().map(|fields| fields.shift_remove("minutes"));
            fields["seconds"] = json!(u64::from(practice.minutes) * 60);
        }
        Body::Habit(_) => fields["where"] = json!("in the garden"),
        _ => return text,
    }
    fields.to_string()
}

/// Reads what this version does not; `None`: it is nothing of that sort.
pub(super) fn parse(kind: &str, version: u16, json: &str) -> Option<Result<Parsed, BadBody>> {
    let bad = |e: serde_json::Error| BadBody { kind: kind.to_owned(), fault: e.to_string() };
    let read = match (kind, version) {
        SAYING => Body::read(Kind::OwnWords, json),
        PRACTICE => serde_json::from_str::<Value>(json).and_then(|mut fields| {
            let seconds = fields.get("seconds").and_then(Value::as_u64).unwrap_or_default();
            fields["minutes"] = json!(seconds / 60);
            Body::read(Kind::Practice, &fields.to_string())
        }),
        _ => return None,
    };
    Some(read.map(Parsed::Known).map_err(bad))
}

#[cfg(test)]
mod tests {
    use super::super::samples::all;
    use super::super::vocabulary;
    use super::*;
    use crate::build::{Build, Turn};

    #[test]
    fn the_next_version_reads_all_that_it_and_this_one_write() {
        let turn = Turn::here();
        for body in all() {
            let ((kind, version), text) = (body.kind(), body.to_json());
            let _next = turn.of(Build::Next);
            assert_eq!(Body::parse(kind, version, &text), Ok(Parsed::Known(body.clone())));
            let ((kind, version), text) = (body.kind(), body.to_json());
            assert_eq!(Body::parse(kind, version, &text), Ok(Parsed::Known(body)));
        }
    }

    #[test]
    fn this_version_knows_neither_the_kind_nor_the_version_and_reads_past_the_field() {
        let turn = Turn::here();
        let strange: Vec<String> = all()
            .into_iter()
            .filter_map(|body| {
                let ((kind, version), text) = {
                    let _next = turn.of(Build::Next);
                    (body.kind(), body.to_json())
                };
                let read = Body::parse(kind, version, &text).ok()?;
                (read != Parsed::Known(body)).then(|| format!("{kind} {version}"))
            })
            .collect();
        assert_eq!(strange, ["saying 1", "practice 2"]);
    }

    #[test]
    fn the_next_version_says_what_more_it_knows() {
        let turn = Turn::here();
        let present = vocabulary();
        let next = {
            let _next = turn.of(Build::Next);
            vocabulary()
        };
        let more: Vec<&str> =
            next.lines().filter(|line| !present.lines().any(|known| known == *line)).collect();
        assert_eq!(more, ["practice 2", "saying 1"]);
    }
}
