//! The door of a class, opened by its teacher: what students type or photograph to come in.

/// A QR code, to be drawn dark on light in every theme, with four squares of quiet around it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct QrSquares {
    /// Squares on each side.
    pub side: u32,
    /// Row by row, whether a square is dark.
    pub dark: Vec<bool>,
}

/// An open door.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DoorScreen {
    /// "Join Year 7 English" or "For Amara Okafor".
    pub title: String,
    /// What students do.
    pub how: String,
    /// The code in groups, for a class; absent: the picture alone opens it.
    pub code: Option<String>,
    /// The same for a screen reader, letter by letter.
    pub code_spoken: Option<String>,
    /// The server's address, which is typed with the code.
    pub server: String,
    /// The same as a picture.
    pub qr: QrSquares,
    /// "Open until 10:42".
    pub until: String,
}

/// What was photographed.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ScannedCode {
    /// The server's address.
    pub server_url: String,
    /// The code.
    pub code: String,
    /// Whether the student still has to type their name; otherwise the code says who they are.
    pub needs_name: bool,
}

use crate::error::CoreError;
use notyet_media::{draw_qr, read_qr};
use notyet_model::ids::{ClassId, UserId};
use notyet_protocol::invitation::{Admission, Invitation};
use notyet_store::{Reader, StoreError};
use notyet_words::{Speech, dates};

/// A door that the server has just opened.
pub(crate) struct Opened {
    pub(crate) class: ClassId,
    /// Whom it is for; absent: the class.
    pub(crate) student: Option<UserId>,
    /// Where the server is.
    pub(crate) server: String,
    /// In groups.
    pub(crate) code: String,
    /// Until when, UTC milliseconds.
    pub(crate) until_ms: i64,
}

impl Opened {
    /// The way in as a picture.
    pub(crate) fn drawn(&self) -> Result<QrSquares, CoreError> {
        let code = match self.student {
            None => Admission::Class(self.code.clone()),
            Some(_) => Admission::Student(self.code.clone()),
        };
        let invitation = Invitation { server: self.server.clone(), code };
        let qr = draw_qr(&invitation.to_string()).ok_or_else(|| CoreError::invalid("server", "too-long"))?;
        Ok(QrSquares { side: qr.side as u32, dark: qr.dark })
    }
}

/// Makes the screen of an open door.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    opened: Opened,
    qr: QrSquares,
) -> Result<DoorScreen, StoreError> {
    let title = match opened.student {
        None => {
            let class = reader.class(opened.class)?.map(|class| class.title).unwrap_or_default();
            speech.say("door-title", &[("class", class.into())])
        }
        Some(student) => {
            let name = reader.member(opened.class, student)?.map(|member| member.name).unwrap_or_default();
            speech.say("door-title-student", &[("name", name.into())])
        }
    };
    let until = dates::clock(speech, opened.until_ms, reader.zone()?);
    let typed = opened.student.is_none().then_some(opened.code);
    Ok(DoorScreen {
        title,
        how: speech.text(if opened.student.is_some() { "door-how-student" } else { "door-how" }),
        code_spoken: typed.as_deref().map(letter_by_letter),
        code: typed,
        server: opened.server,
        qr,
        until: speech.say("door-until", &[("time", until.into())]),
    })
}

/// What a photo of such a screen says.
pub(crate) fn photographed(jpeg: &[u8]) -> Result<ScannedCode, CoreError> {
    let text = read_qr(jpeg).ok().flatten().ok_or_else(|| CoreError::invalid("qr", "not-seen"))?;
    scanned(&text)
}

/// What the address of one says.
pub(crate) fn scanned(address: &str) -> Result<ScannedCode, CoreError> {
    let Invitation { server, code } =
        Invitation::read(address).ok_or_else(|| CoreError::invalid("qr", "another"))?;
    let (code, needs_name) = match code {
        Admission::Class(code) => (code, true),
        Admission::Student(code) => (code, false),
    };
    Ok(ScannedCode { server_url: server, code, needs_name })
}

fn letter_by_letter(code: &str) -> String {
    let letters = code.chars().filter(|letter| letter.is_alphanumeric());
    letters.map(String::from).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_whether_a_name_is_needed_and_another_is_refused() {
        let class = scanned("app.notyet:/join?server=http%3A%2F%2F10.0.0.1&class=ABCD-EFGH").unwrap();
        assert_eq!(
            (class.server_url.as_str(), class.code.as_str(), class.needs_name),
            ("http://10.0.0.1", "ABCD-EFGH", true)
        );
        assert!(!scanned("app.notyet:/join?server=a&student=b").unwrap().needs_name);
        assert_eq!(scanned("https://elsewhere.example"), Err(CoreError::invalid("qr", "another")));
    }

    #[test]
    fn a_photo_that_shows_no_code_says_so() {
        let photo = notyet_media::fixtures::sample_photo(320, 240, 3);
        assert_eq!(photographed(&photo), Err(CoreError::invalid("qr", "not-seen")));
        assert_eq!(photographed(b"no photo"), Err(CoreError::invalid("qr", "not-seen")));
    }

    #[test]
    fn a_code_is_spoken_letter_by_letter() {
        assert_eq!(letter_by_letter("AB2D-EF"), "A B 2 D E F");
    }
}
