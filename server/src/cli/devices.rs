//! `notyet-server devices`: who is signed in where, and the end of a device's access.

use super::{At, Complaint, existing, say};
use crate::called::is_called;
use crate::storage::{Device, Person};
use chrono::{DateTime, Utc};
use clap::Args;
use notyet_model::ids::DeviceId;
use notyet_protocol::wire::Fault;

#[derive(Debug, Args)]
pub(super) struct Devices {
    #[command(flatten)]
    at: At,
    /// List only this person's: their whole name as in the roster, or their id.
    #[arg(long, value_name = "NAME|ID", conflicts_with = "revoke")]
    user: Option<String>,
    /// End the access of this device, by its id from the list, and of all that came in by its certificate. It is signed
    /// out at once, and what it has not sent stays on it until its owner signs in again.
    #[arg(long, value_name = "ID")]
    revoke: Option<DeviceId>,
}

pub(super) async fn devices(it: Devices) -> Result<(), Complaint> {
    let service = existing(&it.at)?;
    let Some(id) = it.revoke else {
        let devices = service.devices().await?;
        let wanted: Vec<_> = devices
            .into_iter()
            .filter(|(device, person)| {
                it.user.as_ref().is_none_or(|asked| is_of(asked, device, person.as_ref()))
            })
            .collect();
        return say(&table(&wanted));
    };
    let revoked = service.revoke(id).await.map_err(|fault| match fault {
        Fault::NotFound => {
            Complaint(format!("No device has the id {id}. List them with: notyet-server devices"))
        }
        other => other.into(),
    })?;
    let children = match revoked.len() - 1 {
        0 => String::new(),
        1 => " So is 1 device that came in by its certificate.".to_owned(),
        many => format!(" So are {many} devices that came in by its certificate."),
    };
    say(&format!("{id} is signed out.{children}"))
}

fn is_of(asked: &str, device: &Device, person: Option<&Person>) -> bool {
    match person {
        Some(person) => is_called(person, asked),
        None => asked.trim().parse() == Ok(device.user),
    }
}

/// A line each: person, device, since when, id, whether it was revoked.
fn table(devices: &[(Device, Option<Person>)]) -> String {
    if devices.is_empty() {
        return "No devices.".to_owned();
    }
    let lines = devices.iter().map(|(device, person)| {
        let name = person.as_ref().map_or("(nobody)", |person| person.name.as_str());
        let revoked = device.revoked.map(|ms| format!("  revoked {}", moment(ms))).unwrap_or_default();
        let what = if device.name.is_empty() { "a device" } else { &device.name };
        format!("{}  {name}: {what}, since {}{revoked}", device.id, moment(device.enrolled))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A moment in UTC, to the minute.
pub(super) fn moment(ms: i64) -> String {
    let at = DateTime::<Utc>::from_timestamp_millis(ms).unwrap_or_default();
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}
