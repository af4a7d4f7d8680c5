//! Folders whose names survive a power cut. A file that was synced is gone all the same if the name of its folder never
//! reached the disk.

use std::fs::{DirBuilder, File};
use std::io;
use std::path::Path;

/// Makes a folder and those above it that are not there. When this returns their names are on the disk.
pub(crate) fn make_folder(folder: &Path, builder: &mut DirBuilder) -> io::Result<()> {
    let fresh: Vec<&Path> = folder.ancestors().take_while(|it| !it.exists()).collect();
    builder.recursive(true).create(folder)?;
    for parent in fresh.into_iter().filter_map(Path::parent).filter(|it| !it.as_os_str().is_empty()) {
        File::open(parent)?.sync_all()?;
    }
    Ok(())
}
