//! What a teacher's device shows of a class, asked of the façade as a screen asks it: Outcome of each student, in English.

use crate::Line;
use anyhow::Context;
use notyet::{Config, Core, CoreError, Host, HostError, LogLevel, Profiles};
use notyet_words::plain;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The keys of a device that keeps them as files in `secrets`, as windows on the JVM do.
pub struct KeyFiles(PathBuf);

impl KeyFiles {
    /// Of the device of this folder.
    pub fn of(folder: &Path) -> Self {
        Self(folder.join("secrets"))
    }
}

impl Host for KeyFiles {
    fn secret(&self, name: String) -> Result<Option<Vec<u8>>, HostError> {
        let file = self.0.join(name);
        if file.exists() { fs::read(file).map(Some).map_err(unavailable) } else { Ok(None) }
    }

    fn set_secret(&self, name: String, value: Vec<u8>) -> Result<(), HostError> {
        fs::create_dir_all(&self.0).map_err(unavailable)?;
        fs::write(self.0.join(name), value).map_err(unavailable)
    }

    fn log(&self, _: LogLevel, _: String) {}
}

fn unavailable(error: std::io::Error) -> HostError {
    HostError::Unavailable { detail: error.to_string() }
}

/// A teacher of a device.
pub struct Person<'a> {
    /// The device's folder; no other process has it open.
    pub folder: &'a Path,
    /// Their PIN.
    pub pin: &'a str,
}

/// Every level of the class of this title and why it stands, as the device of its first person shows it.
pub async fn of_device(person: Person<'_>, class: &str) -> anyhow::Result<Vec<Line>> {
    let config = Config {
        folder: person.folder.display().to_string(),
        locale: "en".into(),
        device_name: "export".into(),
        app_version: env!("CARGO_PKG_VERSION").into(),
        is_tablet: true,
    };
    let said = |error: CoreError| anyhow::anyhow!(notyet::error_sentence("en".into(), error));
    let profiles = Profiles::open(config, Arc::new(KeyFiles::of(person.folder))).await.map_err(said)?;
    let first = profiles.picker().await.map_err(said)?.rows.into_iter().next();
    let first = first.context("nobody is listed on the device")?;
    let core = profiles.enter(first.id, Some(person.pin.to_owned())).await.map_err(said)?;
    let lines = of_class(&core, class).await;
    profiles.stop().await;
    lines
}

async fn of_class(core: &Core, class: &str) -> anyhow::Result<Vec<Line>> {
    let said = |error: CoreError| anyhow::anyhow!(core.sentence(error));
    let teaching = core.teaching();
    let classes = teaching.today(None).await.map_err(said)?.classes;
    let chosen = classes.into_iter().find(|it| it.title == class);
    let chosen = chosen.with_context(|| format!("no class is called “{class}”"))?;
    let mut lines = vec![];
    for row in teaching.today(Some(chosen.class_id)).await.map_err(said)?.students {
        for outcome in teaching.student(row.student.clone()).await.map_err(said)?.outcomes {
            let screen =
                teaching.student_outcome(row.student.clone(), outcome.outcome.clone()).await.map_err(said)?;
            let sign = screen.head.sign;
            lines.push(Line {
                level: sign.level.filter(|_| !sign.practice_only).map(|_| screen.head.level),
                next: screen.change.iter().map(|text| plain(text)).collect(),
                outcome: outcome.outcome,
                student: row.student.clone(),
                why: screen.why.iter().map(|line| plain(&line.text)).collect(),
            });
        }
    }
    Ok(lines)
}
