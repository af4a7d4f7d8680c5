//! Replaces a small file as a whole: whoever reads it, also after a power cut, finds the old bytes or the new.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

/// Writes beside it, syncs, renames, syncs the folder.
pub(crate) fn replace(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let beside = folder.join(format!("{name}.tmp"));
    let written = (|| {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&beside, folder.join(name))?;
        File::open(folder)?.sync_all()
    })();
    if written.is_err() {
        // On a full device it would take the room that is missing.
        let _ = std::fs::remove_file(&beside);
    }
    written
}
