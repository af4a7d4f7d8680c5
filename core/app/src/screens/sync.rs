//! Sync: what waits to be sent and why, and what was refused and what to do.

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct QueueRow {
    /// "Level for Amara O. on C3".
    pub text: String,
    /// Why it waits: "Until you leave this student", "Until there is a network".
    pub reason: String,
}

/// One thing that the server did not take.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RefusedRow {
    /// "Level for Amara O. on C3".
    pub text: String,
    /// Why, and what to do.
    pub reason: String,
}

/// How much is here of what there is.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Fetching {
    /// "Fetching: 1200 of 5800".
    pub text: String,
    /// The same as a share: 0 to 1000.
    pub permille: u32,
}

/// Damaged data that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SetAside {
    /// "Damaged data was set aside. Saved from it: records 3, photos 1."
    pub text: String,
    /// What becomes of the rest.
    pub rest: String,
}

/// All of Sync.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SyncScreen {
    /// The database's revision.
    pub revision: u64,
    /// "Everything is sent." or "3 not sent yet. They are safe on this tablet."
    pub headline: String,
    /// What happens now: "Sending", "No network. Trying again soon.", "Last contact at 10:42".
    pub status: String,
    /// How far this device has come in fetching what is there already; absent once all of it is here.
    pub fetching: Option<Fetching>,
    /// Whether asking to try now makes sense.
    pub can_try_now: bool,
    /// What was saved from damaged data, until its person has read it.
    pub set_aside: Option<SetAside>,
    /// Oldest first, at most 200.
    pub queue: Vec<QueueRow>,
    /// Newest first, at most 200.
    pub refused: Vec<RefusedRow>,
}

use super::parts::{Banner, BannerKind};
use crate::opening::salvaged_in_words;
use notyet_model::authority::Role;
use notyet_model::ids::{ClassId, OutcomeId, UserId};
use notyet_store::{Counts, Reader, StoreError};
use notyet_words::Speech;

/// What sentences call the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Device {
    /// "this tablet"
    Tablet,
    /// "this phone"
    Phone,
}

impl Device {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Tablet => "tablet",
            Self::Phone => "phone",
        }
    }
}

/// How many rows of each list the screen shows at most.
const MAX_ROWS: usize = 200;

/// What syncing is doing, as far as a person cares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The status in words.
    pub(crate) status: String,
    /// Whether records could go out now.
    pub(crate) online: bool,
    /// Whether asking to try now makes sense.
    pub(crate) can_try_now: bool,
    /// Whether photos in full wait for a network that costs nothing.
    pub(crate) spares_bytes: bool,
}

/// Reads Sync.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    device: Device,
    link: Link,
) -> Result<SyncScreen, StoreError> {
    let learns = reader.session()?.is_some_and(|s| s.enrolment.role == Role::Student);
    let mut queue = Vec::new();
    for row in reader.waiting(MAX_ROWS)? {
        let reason = match (row.held, link.online) {
            (true, _) if learns => "sync-reason-held-own",
            (true, _) => "sync-reason-held",
            (false, true) => "sync-reason-sending",
            (false, false) => "sync-reason-network",
        };
        queue.push(QueueRow {
            text: item(reader, speech, &row.kind, row.class, row.student, row.outcome)?,
            reason: speech.text(reason),
        });
    }
    let photos = reader.not_sent()?.photos;
    if photos > 0 {
        queue.push(QueueRow {
            text: speech.say("sync-item-photo", &[("count", photos.into())]),
            reason: speech.text(if link.spares_bytes { "sync-reason-wifi" } else { "sync-reason-photo" }),
        });
    }
    let mut refused = vec![];
    for (class, student) in reader.unreadable_photos(MAX_ROWS)? {
        refused.push(RefusedRow {
            text: item(reader, speech, "evidence", Some(class), Some(student), None)?,
            reason: speech.text("sync-photo-unreadable"),
        });
    }
    for row in reader.refused(MAX_ROWS)? {
        refused.push(RefusedRow {
            text: item(reader, speech, &row.kind, row.class, row.student, row.outcome)?,
            reason: speech.text(&format!("refused-{}", row.code)),
        });
    }
    Ok(SyncScreen {
        revision,
        headline: not_sent(reader, speech, device)?.unwrap_or_else(|| speech.text("sync-all-sent")),
        status: link.status,
        fetching: fetching(reader, speech)?,
        can_try_now: link.can_try_now,
        set_aside: salvaged_in_words(reader, speech)?.map(|(text, rest)| SetAside { text, rest }),
        queue,
        refused,
    })
}

fn item(
    reader: &Reader<'_>,
    speech: &Speech,
    kind: &str,
    class: Option<ClassId>,
    student: Option<UserId>,
    outcome: Option<OutcomeId>,
) -> Result<String, StoreError> {
    let name = match class.zip(student) {
        Some((class, student)) => reader.member(class, student)?.map(|m| m.short).unwrap_or_default(),
        None => String::new(),
    };
    let code = match outcome {
        Some(id) => reader.outcome(id)?.map(|o| o.code).unwrap_or_default(),
        None => String::new(),
    };
    let key = match kind {
        "judgement" | "evidence" | "feedback" | "rewording" | "retraction" => {
            format!("sync-item-{kind}")
        }
        _ => "sync-item-other".to_owned(),
    };
    Ok(speech.say(&key, &[("name", name.into()), ("outcome", code.into())]))
}

/// How far this device has come in fetching what is there already.
fn fetching(reader: &Reader<'_>, speech: &Speech) -> Result<Option<Fetching>, StoreError> {
    Ok(reader.fetched()?.map(|it| Fetching {
        text: speech.say("sync-fetching", &[("done", it.done.into()), ("all", it.all.into())]),
        permille: (it.done * 1000 / it.all) as u32,
    }))
}

/// How much is not on the server yet.
fn count(counts: &Counts) -> u32 {
    counts.held + counts.waiting + counts.photos
}

/// "3 not sent yet. They are safe on this tablet."; absent when all is sent.
pub(crate) fn not_sent(
    reader: &Reader<'_>,
    speech: &Speech,
    device: Device,
) -> Result<Option<String>, StoreError> {
    let count = count(&reader.not_sent()?);
    Ok((count > 0)
        .then(|| speech.say("sync-not-sent", &[("count", count.into()), ("device", device.word().into())])))
}

/// The one banner about syncing, the gravest first: the server does not know this device, damaged data was set aside,
/// something was refused, something is still to come, something is not sent yet. What is merely held until the teacher
/// leaves the student is no news to them.
pub(crate) fn banner(
    reader: &Reader<'_>,
    speech: &Speech,
    device: Device,
    is_signed_out: bool,
) -> Result<Option<Banner>, StoreError> {
    let counts = reader.not_sent()?;
    let (kind, text) = if is_signed_out {
        (BannerKind::SignedOut, speech.text("sync-signed-out-banner"))
    } else if salvaged_in_words(reader, speech)?.is_some() {
        (BannerKind::SetAside, speech.text("salvaged-banner"))
    } else if counts.refused > 0 {
        (BannerKind::Refused, speech.say("sync-refused-banner", &[("count", counts.refused.into())]))
    } else if let Some(fetching) = fetching(reader, speech)? {
        (BannerKind::Fetching, fetching.text)
    } else if counts.waiting + counts.photos > 0 {
        let count = counts.waiting + counts.photos;
        let args = [("count", count.into()), ("device", device.word().into())];
        (BannerKind::NotSent, speech.say("sync-not-sent", &args))
    } else {
        return Ok(None);
    };
    Ok(Some(Banner { kind, text, action: speech.text("action-see") }))
}
