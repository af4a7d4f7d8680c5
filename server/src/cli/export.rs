//! `notyet-server export-student`: everything of one student, as files.

use super::{At, Complaint, at_length, existing, say};
use crate::env::SystemEnv;
use crate::export::{self, Exported};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ExportStudent {
    #[command(flatten)]
    at: At,
    /// Whom: their whole name as in the roster, or their id.
    #[arg(long, value_name = "NAME|ID")]
    user: String,
    /// Where to: a folder, or a file that ends in .zip. It must not be there yet.
    #[arg(long, value_name = "FOLDER|FILE.zip")]
    to: PathBuf,
}

pub(super) async fn export(it: ExportStudent) -> Result<(), Complaint> {
    let folder = existing(&it.at)?.folder().clone();
    let to = it.to.clone();
    let done =
        at_length(move |progress| export::export(&folder, &it.user, &it.to, &SystemEnv, progress)).await??;
    let Exported { name, records, staff_only, about_others, photos, shared, missing, withheld } = done;
    let mut said = format!(
        "{name}: {records} records, {staff_only} for staff alone, {about_others} about others, {photos} photos, voice notes and documents ({shared} show others' work, too). {}",
        to.display()
    );
    if missing > 0 {
        said += &format!("\n{missing} photos are named and are not on the server.");
    }
    if withheld > 0 {
        said += &format!("\n{withheld} records are with the safeguarding lead alone and were left out.");
    }
    say(&said)
}
