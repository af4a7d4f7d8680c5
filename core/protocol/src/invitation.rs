//! What a QR code on a teacher's screen says: where the school's server is, and a code for a class or for one of its
//! students. An address that opens the app, so that a phone's own camera may read it, too.

use std::fmt;
use url::Url;

const BASE: &str = "app.notyet:/join";
/// The longest text that is looked at, bytes.
const MAX_BYTES: usize = 8_000;
/// The longest address and the longest code, bytes: written again, they are no longer than what is looked at.
const MAX_SERVER: usize = 2_000;
const MAX_CODE: usize = 64;

/// The way into a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The address of the school's server. Nobody has vouched for it.
    pub server: String,
    /// The code, as it is typed.
    pub code: Admission,
}

/// Whom a code lets in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Whoever types a name that the teacher knows.
    Class(String),
    /// One student, without a name.
    Student(String),
}

impl Invitation {
    /// Reads what [`Display`](fmt::Display) writes. `None`: it is something else.
    pub fn read(text: &str) -> Option<Self> {
        let url = Url::parse(text.trim()).ok().filter(|_| text.len() <= MAX_BYTES)?;
        if url.scheme() != "app.notyet" || url.path() != "/join" {
            return None;
        }
        let pair = |key: &str, most: usize| {
            let named = url.query_pairs().filter(|(name, _)| name == key);
            let mut values = named.map(|(_, value)| value.into_owned());
            values.next().filter(|value| (1..=most).contains(&value.len()) && values.next().is_none())
        };
        let code = match (pair("class", MAX_CODE), pair("student", MAX_CODE)) {
            (Some(code), None) => Admission::Class(code),
            (None, Some(code)) => Admission::Student(code),
            _ => return None,
        };
        Some(Self { server: pair("server", MAX_SERVER)?, code })
    }
}

impl fmt::Display for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, code) = match &self.code {
            Admission::Class(code) => ("class", code),
            Admission::Student(code) => ("student", code),
        };
        let mut url = Url::parse(BASE).expect("a constant");
        url.query_pairs_mut().append_pair("server", &self.server).append_pair(kind, code);
        f.write_str(url.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for code in [Admission::Class("ABCD-EFGH".into()), Admission::Student("0123-4567".into())] {
            let invitation = Invitation { server: "https://school.example/s/north/".into(), code };
            assert_eq!(Invitation::read(&format!(" {invitation}\n")), Some(invitation));
        }
        let text = "app.notyet:/join?server=http%3A%2F%2F192.168.1.20%3A8080&class=A&new=1";
        assert!(Invitation::read(text).is_some(), "what is not known yet is passed over");
    }

    #[test]
    fn anything_else_is_no_invitation() {
        for text in [
            "",
            "hello",
            "https://school.example/join?server=a&class=b",
            "app.notyet:/signed-in?state=a&code=b",
            "app.notyet:/join",
            "app.notyet:/join?server=a",
            "app.notyet:/join?class=b",
            "app.notyet:/join?server=&class=b",
            "app.notyet:/join?server=a&class=b&class=c",
            "app.notyet:/join?server=a&class=b&student=c",
            &format!("app.notyet:/join?server={}&class=b", "a".repeat(MAX_SERVER + 1)),
            &format!("app.notyet:/join?server=a&class={}", "b".repeat(MAX_CODE + 1)),
        ] {
            assert_eq!(Invitation::read(text), None, "{text}");
        }
        let long = format!("app.notyet:/join?server=a&class=b&new={}", "a".repeat(MAX_BYTES));
        assert_eq!(Invitation::read(&long), None);
    }
}
