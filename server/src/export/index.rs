//! The page with which one begins to read an export: who, what is where, and every record as a line, latest first.

use super::names::Names;
use super::{ABOUT, Attached, Audience, BY, Exported, PHOTOS, RECORDS, STAFF};
use crate::storage::{Membership, Person, StoredOp};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use notyet_model::fact::DocumentFormat;
use notyet_model::ids::UserId;
use notyet_protocol::blob::Media;
use serde_json::Value;
use std::collections::BTreeMap;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}\
table{border-collapse:collapse;width:100%}td,th{border-top:1px solid #bbb;padding:.4rem;text-align:left;vertical-align:top}\
img{max-height:10rem}.staff{background:#fff3d6}";

/// Lines of the page, as they come.
#[derive(Default)]
pub(super) struct Index(Vec<Line>);

struct Line {
    at_ms: i64,
    audience: Audience,
    who: String,
    class: String,
    what: String,
    details: Vec<(String, String)>,
}

impl Index {
    pub(super) fn add(&mut self, op: &StoredOp, audience: Audience, student: UserId, names: &Names) {
        let class = op.class.and_then(|class| names.of(&class.to_string())).unwrap_or_default();
        let body = serde_json::from_str::<Value>(&op.text).map(|mut op| op["b"].take()).unwrap_or_default();
        let mut details = vec![];
        say("", &body, student, names, &mut details);
        self.0.push(Line {
            at_ms: body["work_at_ms"].as_i64().unwrap_or(op.eff.ms()),
            audience,
            who: names.person(op.actor, student),
            class: class.to_owned(),
            what: words(&op.kind),
            details,
        });
    }

    pub(super) fn page(
        mut self,
        student: &Person,
        memberships: &[Membership],
        names: &Names,
        photos: &BTreeMap<String, Attached>,
        exported: &Exported,
        now_ms: i64,
    ) -> String {
        self.0.sort_by_key(|line| std::cmp::Reverse(line.at_ms));
        let mut page = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}</title><style>{STYLE}</style></head>\
             <body><h1>{0}</h1><p>Everything that the school's NotYet server holds of this student, as of {1}.</p>",
            escaped(&student.name),
            moment(now_ms, names.zone)
        );
        page.push_str(&contents(exported));
        page.push_str("<h2>Classes</h2><ul>");
        for it in memberships {
            let title = names.of(&it.class.to_string()).unwrap_or("a class without a title");
            let left = it.left_ms.map(|ms| format!(", until {}", moment(ms, names.zone))).unwrap_or_default();
            page.push_str(&format!("<li>{}{left}</li>", escaped(title)));
        }
        page.push_str("</ul>");
        if !photos.is_empty() {
            page.push_str("<h2>Photos, voice notes and documents</h2><table>");
            for (sha256, attached) in photos {
                let shared = match attached.others {
                    0 => String::new(),
                    1 => "Belongs to another student's work, too.".to_owned(),
                    many => format!("Belongs to {many} other students' work, too."),
                };
                let file = format!("{PHOTOS}/{}", attached.file(sha256));
                let shown = match attached.media {
                    Media::Photo => {
                        format!("<a href=\"{file}\"><img src=\"{file}\" alt=\"\" loading=\"lazy\"></a>")
                    }
                    Media::Voice => format!("<audio controls preload=\"none\" src=\"{file}\"></audio>"),
                    Media::Document(DocumentFormat::Pdf) => format!("<a href=\"{file}\">PDF</a>"),
                    Media::Document(DocumentFormat::Text) => format!("<a href=\"{file}\">Plain text</a>"),
                };
                page.push_str(&format!("<tr><td>{shown}</td><td>{shared}</td></tr>"));
            }
            page.push_str("</table>");
        }
        page.push_str("<h2>Records</h2><table><tr><th>When</th><th>Who</th><th>Class</th><th>What</th></tr>");
        for line in &self.0 {
            page.push_str(&line.row(names.zone));
        }
        page.push_str("</table></body></html>\n");
        page
    }
}

impl Line {
    fn row(&self, zone: Tz) -> String {
        let (style, note) = match self.audience {
            Audience::Student => ("", ""),
            Audience::Staff | Audience::Lead => (" class=\"staff\"", " (for staff)"),
            Audience::Others => (" class=\"staff\"", " (about another student)"),
        };
        let details: String = self
            .details
            .iter()
            .map(|(field, text)| format!("<br><small>{}:</small> {}", escaped(field), escaped(text)))
            .collect();
        format!(
            "<tr{style}><td>{}</td><td>{}</td><td>{}</td><td><b>{}</b>{note}{details}</td></tr>",
            moment(self.at_ms, zone),
            escaped(&self.who),
            escaped(&self.class),
            escaped(&self.what)
        )
    }
}

/// What each file is, and what to look at before it is handed on.
fn contents(exported: &Exported) -> String {
    let mut items = vec![
        format!(
            "<a href=\"{RECORDS}\">{RECORDS}</a>: {} records that the student may read",
            exported.records
        ),
        format!(
            "<a href=\"{STAFF}\">{STAFF}</a>: {} records that staff wrote for staff. Read them before you hand them on",
            exported.staff_only
        ),
        format!(
            "<a href=\"{BY}\">{BY}</a>: {} records that the student wrote about others",
            exported.about_others
        ),
        format!("<a href=\"{ABOUT}\">{ABOUT}</a>: name, classes, devices"),
        format!(
            "{PHOTOS}: {} photos, voice notes and documents, of which {} show others' work, too. Look at those before you hand them on",
            exported.photos, exported.shared
        ),
    ];
    if exported.missing > 0 {
        items.push(format!(
            "{} photos, voice notes or documents are named and are not on the server",
            exported.missing
        ));
    }
    if exported.withheld > 0 {
        items.push(format!(
            "{} records are with the safeguarding lead alone. They are not here: ask the lead",
            exported.withheld
        ));
    }
    let items: String = items.iter().map(|item| format!("<li>{item}.</li>")).collect();
    format!("<ul>{items}</ul>")
}

/// A body's fields as pairs of words and text, ids by what they name. An id that names nothing known says nothing.
fn say(field: &str, value: &Value, student: UserId, names: &Names, out: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Array(list) => list.iter().for_each(|value| say(field, value, student, names, out)),
        Value::Object(fields) => {
            for (inner, value) in fields {
                let field = if field.is_empty() { inner.clone() } else { format!("{field} {inner}") };
                say(&field, value, student, names, out);
            }
        }
        Value::Number(number) if field.ends_with("_ms") => {
            let ms = number.as_i64().unwrap_or_default();
            out.push((words(field.trim_end_matches("_ms")), moment(ms, names.zone)));
        }
        Value::Bool(_) | Value::Number(_) => out.push((words(field), value.to_string())),
        Value::String(text) => {
            let is_id = text.parse::<UserId>().is_ok() || crate::blobs::is_sha256(text);
            match names.thing(text, student) {
                Some(name) => out.push((words(field), name)),
                None if is_id => {}
                None => out.push((words(field), text.clone())),
            }
        }
    }
}

/// `blob.ref` as words.
fn words(name: &str) -> String {
    name.replace(['.', '_'], " ")
}

fn moment(ms: i64, zone: Tz) -> String {
    let at = DateTime::<Utc>::from_timestamp_millis(ms).unwrap_or_default();
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_text_on_the_page_and_nothing_else() {
        assert_eq!(escaped("<b a=\"1\">&"), "&lt;b a=&quot;1&quot;&gt;&amp;");
        assert_eq!(words("peer.comment_text"), "peer comment text");
    }
}
