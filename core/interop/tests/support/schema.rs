//! As much of JSON Schema as the official CASE schema uses, so that the tests need no validator with dozens of
//! crates. A keyword that it does not know stops the test: it never passes over a rule.

use chrono::{DateTime, NaiveDate};
use serde_json::Value;
use uuid::Uuid;

/// Every place that breaks the schema, with the broken keyword.
pub(crate) fn violations(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        let mut broken = |what: &str| found.push(format!("{path}: {what}"));
        match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "$comment" | "title" | "description" => {}
            "$ref" => {
                let pointer = text(rule).strip_prefix('#').expect("references stay inside the schema");
                check(root, root.pointer(pointer).expect("references resolve"), value, path, found);
            }
            "type" => {
                let fits = match text(rule) {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    "integer" => value.is_i64() || value.is_u64(),
                    other => panic!("unknown type {other}"),
                };
                if !fits {
                    broken("type");
                }
            }
            "properties" => {
                for (name, schema) in rule.as_object().expect("properties are an object") {
                    if let Some(value) = value.get(name) {
                        check(root, schema, value, &format!("{path}.{name}"), found);
                    }
                }
            }
            "required" => {
                for name in rule.as_array().expect("required is a list").iter().map(text) {
                    if value.is_object() && value.get(name).is_none() {
                        broken(&format!("required {name}"));
                    }
                }
            }
            "additionalProperties" => {
                let known = schema["properties"].as_object().expect("properties stand beside it");
                let extra =
                    value.as_object().into_iter().flatten().filter(|(name, _)| !known.contains_key(*name));
                if rule == &Value::Bool(false) && extra.count() > 0 {
                    broken("additionalProperties");
                }
            }
            "items" => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, value, &format!("{path}[{index}]"), found);
                }
            }
            "enum" => {
                if !rule.as_array().expect("enum is a list").contains(value) {
                    broken("enum");
                }
            }
            "oneOf" => {
                let fits = |schema: &&Value| violations_inside(root, schema, value).is_empty();
                if rule.as_array().expect("oneOf is a list").iter().filter(fits).count() != 1 {
                    broken("oneOf");
                }
            }
            "pattern" => {
                // The one pattern of the schema, unanchored as it stands there.
                assert_eq!(text(rule), "(ext:)[a-z|A-Z|0-9|.|-|_]+");
                if !value.as_str().is_some_and(|text| text.contains("ext:") && !text.ends_with("ext:")) {
                    broken("pattern");
                }
            }
            "format" => {
                let Some(value) = value.as_str() else { continue };
                let fits = match text(rule) {
                    "uuid" => Uuid::parse_str(value).is_ok() && value.len() == 36,
                    "date" => NaiveDate::parse_from_str(value, "%Y-%m-%d").is_ok(),
                    "date-time" => DateTime::parse_from_rfc3339(value).is_ok(),
                    other => panic!("unknown format {other}"),
                };
                if !fits {
                    broken("format");
                }
            }
            other => panic!("unknown keyword {other}"),
        }
    }
}

fn violations_inside(root: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(root, schema, value, "", &mut found);
    found
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}
