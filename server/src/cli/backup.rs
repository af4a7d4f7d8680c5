//! `notyet-server backup` and `restore`.

use super::devices::moment;
use super::{At, Complaint, Ended, at_length, existing, say};
use crate::backup::{self, Restored, Taken, Target};
use crate::env::SystemEnv;
use crate::folder::FolderLock;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Backup {
    #[command(flatten)]
    at: At,
    /// The folder to make, such as /backups/2026-11-29. It must not be there yet.
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// An earlier backup on the same disk. Photos that it holds are shared with it and take no more room; either may be
    /// removed without harm to the other.
    #[arg(long, value_name = "FOLDER")]
    earlier: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    #[command(flatten)]
    at: At,
    /// Replace the school that is there.
    #[arg(long)]
    replace: bool,
    /// A folder that notyet-server backup made.
    #[arg(value_name = "BACKUP")]
    backup: PathBuf,
}

pub(super) async fn backup(it: Backup) -> Result<Ended, Complaint> {
    let folder = existing(&it.at)?.folder().clone();
    let to = it.to.clone();
    let taken =
        at_length(move |progress| backup::take(&folder, &it.to, it.earlier.as_deref(), &SystemEnv, progress));
    let Taken { operations, photos, shared, missing } = taken.await??;
    let from = if shared > 0 { format!(" ({shared} shared with the earlier backup)") } else { String::new() };
    say(&format!("{operations} operations and {photos} photos{from} are in {}.", to.display()))?;
    if missing.is_empty() {
        return Ok(Ended::Well);
    }
    for sha256 in &missing {
        say(&format!("photo {sha256}: not there, or not whole"))?;
    }
    say("The backup is whole but for these. notyet-server check says more.")?;
    Ok(Ended::WithDamage)
}

pub(super) async fn restore(it: Restore) -> Result<(), Complaint> {
    let (place, at) = (it.at.to_restore()?, it.at);
    let restored = at_length(move |progress| {
        // A server in the same place would go on with what was there.
        let _lock = match place.database {
            Some(_) => None,
            None => Some(FolderLock::take(&place.folder)?),
        };
        let target = Target {
            folder: &place.folder,
            keys: &place.keys,
            photos: place.photos,
            database: place.database.as_ref(),
            place: place.name,
            replace: it.replace,
        };
        Ok::<_, Complaint>(backup::put_back(&it.backup, &target, &SystemEnv, progress)?)
    });
    let Restored { operations, photos, wanted, made_ms, kept } = restored.await??;
    // What may not come back is taken out again before the command says that all is well, and not with the next start.
    existing(&at)?;
    let mut said = format!(
        "{operations} operations and {photos} photos are back, as they were at {}. Start the server: devices offer what came later.",
        moment(made_ms)
    );
    if wanted > 0 {
        said +=
            &format!("\n{wanted} photos are not in the backup; devices that have them are asked for them.");
    }
    if let Some(kept) = kept {
        said += &format!("\nWhat was there is {}. Remove it when all is well.", kept.display());
    }
    say(&said)
}
