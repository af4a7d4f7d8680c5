//! A folder that is filled beside the place where it shall stand, and stands there only once it is whole. Dropped
//! before, it vanishes; what a killed process leaves begins with a dot and ends with `.part`.

use crate::env::{Env, random};
use notyet_protocol::digest::to_hex;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// See the module.
pub(crate) struct Aside {
    path: PathBuf,
    to: PathBuf,
    is_named: bool,
}

impl Aside {
    /// Begins a folder that shall stand at `to`, where nothing is. Only this account may look into it.
    pub(crate) fn folder(to: &Path, env: &dyn Env) -> io::Result<Self> {
        if fs::symlink_metadata(to).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let name = to.file_name().ok_or(ErrorKind::InvalidInput)?.to_string_lossy();
        let path = to.with_file_name(format!(".{name}.{}.part", to_hex(&random::<4>(env))));
        private_folder(&path)?;
        Ok(Self { path, to: to.to_owned(), is_named: false })
    }

    /// Where it is filled.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Names it, durably when this returns. Files in it are the caller's to sync.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.name(&self.path)?;
        self.is_named = true;
        Ok(())
    }

    /// Names a folder or file in it instead, and lets the rest vanish.
    pub(crate) fn finish_as(self, inside: &Path) -> io::Result<()> {
        self.name(inside)
    }

    fn name(&self, whole: &Path) -> io::Result<()> {
        if whole.is_dir() {
            sync_folders(whole)?;
        }
        // Somebody may have been faster.
        if fs::symlink_metadata(&self.to).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        fs::rename(whole, &self.to)?;
        sync_parent(&self.to)
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.is_named {
            // What cannot be removed is seen by its name.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Makes a folder for this account alone.
pub(crate) fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes a file, durably when this returns.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(path, bytes)?;
    File::open(path)?.sync_all()
}

/// Makes what was named in a file's folder durable.
pub(crate) fn sync_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => File::open(parent)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}

fn sync_folders(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::SystemEnv;

    #[test]
    fn a_folder_stands_in_its_place_whole_or_not_at_all() {
        let home = tempfile::tempdir().unwrap();
        let to = home.path().join("whole");
        let names =
            || fs::read_dir(home.path()).unwrap().map(|it| it.unwrap().file_name()).collect::<Vec<_>>();
        let aside = Aside::folder(&to, &SystemEnv).unwrap();
        write(&aside.path().join("file"), b"half").unwrap();
        drop(aside);
        assert!(names().is_empty());
        let aside = Aside::folder(&to, &SystemEnv).unwrap();
        write(&aside.path().join("file"), b"all").unwrap();
        aside.finish().unwrap();
        assert_eq!((names(), fs::read(to.join("file")).unwrap()), (vec!["whole".into()], b"all".to_vec()));
        let again = Aside::folder(&to, &SystemEnv).map(drop).unwrap_err();
        assert_eq!(again.kind(), ErrorKind::AlreadyExists);
    }
}
