//! `notyet-server check`: is everything still what was written?

use super::{At, Complaint, Ended, at_length, existing, say};
use crate::check::{self, Checked};
use crate::storage::sqlite;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    at: At,
}

pub(super) async fn check(it: Check) -> Result<Ended, Complaint> {
    // Before the school is opened: a file whose pages contradict each other cannot be.
    let file = it.at.file();
    if let Some(path) = file.filter(|path| path.is_file()) {
        let damage = at_length(move |_| sqlite::damage_in(&path)).await??;
        if !damage.is_empty() {
            say(&damage.join("\n"))?;
            say(
                "The database's pages are damaged. Keep the school's folder aside and restore the latest backup.",
            )?;
            return Ok(Ended::WithDamage);
        }
    }
    let folder = existing(&it.at)?.folder().clone();
    let Checked { streams, numbers, photos, awaited, damage } =
        at_length(move |progress| check::check(&folder, progress)).await??;
    for sentence in &damage {
        say(sentence)?;
    }
    let awaited = if awaited > 0 { format!(", {awaited} awaited from devices") } else { String::new() };
    let verdict = match damage.len() {
        0 => "Nothing is damaged.".to_owned(),
        1 => "1 thing is damaged.".to_owned(),
        many => format!("{many} things are damaged."),
    };
    say(&format!("{streams} streams with {numbers} numbers, {photos} photos{awaited}. {verdict}"))?;
    Ok(if damage.is_empty() { Ended::Well } else { Ended::WithDamage })
}
