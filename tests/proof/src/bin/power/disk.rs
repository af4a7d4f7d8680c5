//! What of a folder would survive a power cut: for each file the bytes that were synced and the writes since then, for
//! each folder the names that were synced. After so many calls the cut comes, and what lies in the folder then is
//! decided for good; the program does not notice and is ended by its caller.
//!
//! The promise of a file system is taken literally. A file's bytes are kept once the file was synced, its name once its
//! folder was; writes since then reach the disk in any order, whole, in pieces of a sector, or not at all.

use notyet_proof::chance::Chance;
use rustix::fd::{AsRawFd, BorrowedFd};
use rustix::fs::FileType;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a disk writes at once.
const SECTOR: usize = 512;

/// What a call does to a file.
pub(crate) enum Note<'a> {
    Write { at: u64, bytes: &'a [u8] },
    Length(u64),
    Sync,
}

/// A change that was not synced.
#[derive(Debug)]
enum Change {
    Write { at: u64, bytes: Vec<u8> },
    Length(u64),
}

#[derive(Debug, Default)]
struct Content {
    synced: Vec<u8>,
    since: Vec<Change>,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Folder,
    /// A file, by its place among the contents.
    File(usize),
}

/// A folder that will lose its power.
struct Disk {
    root: PathBuf,
    contents: Vec<Content>,
    /// Contents of the files that have a name, by the real disk's number.
    numbers: HashMap<u64, usize>,
    synced_names: BTreeMap<PathBuf, Named>,
    chance: Chance,
    calls_left: u64,
    syncs: bool,
    image: Option<Image>,
}

/// What lies in a folder after a cut.
#[derive(Debug, Default)]
pub(crate) struct Image {
    folders: BTreeSet<PathBuf>,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

static DISK: Mutex<Option<Disk>> = Mutex::new(None);

thread_local! {
    /// Set while this thread looks after the disk itself, whose own calls are nobody's to note.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Does something whose calls are not noted.
pub(crate) fn quietly<T>(work: impl FnOnce() -> T) -> T {
    struct Back(bool);
    impl Drop for Back {
        fn drop(&mut self) {
            QUIET.set(self.0);
        }
    }
    let _back = Back(QUIET.replace(true));
    work()
}

fn disk() -> MutexGuard<'static, Option<Disk>> {
    DISK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on this folder, as it lies there, is on a disk whose power goes before so many more calls have been made.
/// With `syncs` off, nothing is ever synced.
pub(crate) fn begin(root: &Path, calls: u64, chance: Chance, syncs: bool) -> std::io::Result<()> {
    quietly(|| {
        let root = root.canonicalize()?;
        let mut begun = Disk {
            root,
            contents: vec![],
            numbers: HashMap::new(),
            synced_names: BTreeMap::new(),
            chance,
            calls_left: calls,
            syncs,
            image: None,
        };
        for (path, name) in begun.names()? {
            if let Named::File(nth) = name {
                begun.contents[nth].synced = std::fs::read(begun.root.join(&path))?;
            }
            begun.synced_names.insert(path, name);
        }
        *disk() = Some(begun);
        Ok(())
    })
}

/// Whether the power is gone: what is said from now on was never said.
pub(crate) fn is_cut() -> bool {
    quietly(|| disk().as_ref().is_some_and(|disk| disk.image.is_some()))
}

/// Ends the disk, cutting its power if it has not gone, and says what lies there.
pub(crate) fn end() -> std::io::Result<Image> {
    quietly(|| {
        let mut disk = disk().take().ok_or_else(|| std::io::Error::other("no disk was begun"))?;
        match disk.image.take() {
            Some(image) => Ok(image),
            None => disk.cut(),
        }
    })
}

/// Whether everything that was noted since the beginning leads to what really lies there: no call was missed.
pub(crate) fn agrees() -> std::io::Result<bool> {
    quietly(|| {
        let mut disk = disk();
        let Some(disk) = disk.as_mut() else { return Ok(false) };
        for (path, name) in disk.names()? {
            if let Named::File(nth) = name
                && disk.contents[nth].whole() != std::fs::read(disk.root.join(path))?
            {
                return Ok(false);
            }
        }
        Ok(true)
    })
}

/// Notes what a call does; true, when it was to a file on the disk.
pub(crate) fn note(file: BorrowedFd<'_>, note: Note<'_>) -> bool {
    if QUIET.get() {
        return false;
    }
    quietly(|| {
        let Ok(stat) = rustix::fs::fstat(file) else { return false };
        let kind = FileType::from_raw_mode(stat.st_mode);
        if !matches!(kind, FileType::RegularFile | FileType::Directory) {
            return false;
        }
        let mut disk = disk();
        let Some(disk) = disk.as_mut() else { return false };
        let link = format!("/proc/self/fd/{}", file.as_raw_fd());
        let path = match disk.numbers.contains_key(&stat.st_ino) {
            true => PathBuf::new(),
            false => match std::fs::read_link(link) {
                Ok(path) if path.starts_with(&disk.root) && !is_passing(&path) => path,
                _ => return false,
            },
        };
        // Taken before the change is noted: the cut comes between this call and the one before it.
        disk.count();
        if kind == FileType::Directory {
            disk.folder_is_synced(&path);
        } else {
            disk.changed(stat.st_ino, stat.st_size.max(0) as u64, file, note);
        }
        true
    })
}

/// Takes a name from what it stands for, by a call that gives it to something else or to nothing.
pub(crate) fn renaming<E>(path: &Path, call: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
    if QUIET.get() {
        return call();
    }
    quietly(|| {
        let mut disk = disk();
        let Some(disk) = disk.as_mut().filter(|disk| path.starts_with(&disk.root)) else { return call() };
        disk.count();
        let before = std::fs::symlink_metadata(path).ok();
        call()?;
        if let Some(before) = before.filter(|it| it.nlink() == 1) {
            // The real disk may give its number to the next new file.
            disk.numbers.remove(&before.ino());
        }
        Ok(())
    })
}

/// What only living processes share, and what has no name any more.
fn is_passing(path: &Path) -> bool {
    let text = path.to_string_lossy();
    text.ends_with("-shm") || text.ends_with(" (deleted)")
}

impl Disk {
    /// One call more; the last of them finds the power gone.
    fn count(&mut self) {
        if self.image.is_some() {
            return;
        }
        self.calls_left = self.calls_left.saturating_sub(1);
        if self.calls_left == 0 {
            self.image = self.cut().ok();
        }
    }

    fn changed(&mut self, number: u64, length: u64, file: BorrowedFd<'_>, note: Note<'_>) {
        let nth = *self.numbers.entry(number).or_insert_with(|| {
            self.contents.push(Content::default());
            self.contents.len() - 1
        });
        let content = &mut self.contents[nth];
        match note {
            Note::Write { at, bytes } => content.since.push(Change::Write { at, bytes: bytes.to_vec() }),
            Note::Length(length) => content.since.push(Change::Length(length)),
            Note::Sync if self.syncs => {
                content.synced = content.whole();
                content.since.clear();
                if content.synced.len() as u64 != length {
                    // It was emptied as it was opened, or copied into by the kernel: no call of these says so.
                    let link = format!("/proc/self/fd/{}", file.as_raw_fd());
                    content.synced = std::fs::read(link).unwrap_or_default();
                }
            }
            Note::Sync => {}
        }
    }

    fn folder_is_synced(&mut self, folder: &Path) {
        if !self.syncs {
            return;
        }
        let Ok(folder) = folder.strip_prefix(&self.root).map(Path::to_owned) else { return };
        let Ok(names) = self.names() else { return };
        let inside = |path: &Path| path.parent() == Some(&folder);
        self.synced_names.retain(|path, _| !inside(path));
        self.synced_names.extend(names.into_iter().filter(|(path, _)| inside(path)));
    }

    /// Every name below the root, as it is now.
    fn names(&mut self) -> std::io::Result<BTreeMap<PathBuf, Named>> {
        let (mut names, mut folders) = (BTreeMap::new(), vec![self.root.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder)? {
                let entry = entry?;
                let (path, data) = (entry.path(), entry.metadata()?);
                let Ok(relative) = path.strip_prefix(&self.root) else { continue };
                if data.is_dir() {
                    names.insert(relative.to_owned(), Named::Folder);
                    folders.push(path);
                } else if !is_passing(&path) {
                    let nth = *self.numbers.entry(data.ino()).or_insert_with(|| {
                        self.contents.push(Content::default());
                        self.contents.len() - 1
                    });
                    names.insert(relative.to_owned(), Named::File(nth));
                }
            }
        }
        Ok(names)
    }

    /// Decides what of everything that was not synced is there.
    fn cut(&mut self) -> std::io::Result<Image> {
        let now = self.names()?;
        let (mut image, mut made) = (Image::default(), HashMap::new());
        let paths: BTreeSet<_> = self.synced_names.keys().chain(now.keys()).cloned().collect();
        // Folders come before what is in them.
        for path in paths {
            let parent = path.parent().unwrap_or(Path::new(""));
            if parent != Path::new("") && !image.folders.contains(parent) {
                continue;
            }
            let (before, after) = (self.synced_names.get(&path), now.get(&path));
            let there = if before == after || self.chance.is(1, 2) { before } else { after };
            match there {
                None => {}
                Some(Named::Folder) => drop(image.folders.insert(path)),
                Some(Named::File(nth)) => {
                    let (chance, contents) = (&mut self.chance, &self.contents);
                    let bytes = made.entry(*nth).or_insert_with(|| contents[*nth].torn(chance)).clone();
                    image.files.insert(path, bytes);
                }
            }
        }
        Ok(image)
    }
}

impl Content {
    fn whole(&self) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        self.since.iter().for_each(|change| change.to(&mut bytes));
        bytes
    }

    /// With some of the changes since the last sync, and pieces of others.
    fn torn(&self, chance: &mut Chance) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        for change in &self.since {
            match (change, chance.below(3)) {
                (_, 0) => {}
                (Change::Write { at, bytes: written }, 1) => {
                    for (nth, sector) in sectors(*at, written) {
                        if chance.is(1, 2) {
                            overwrite(&mut bytes, nth, sector);
                        }
                    }
                }
                _ => change.to(&mut bytes),
            }
        }
        bytes
    }
}

impl Change {
    fn to(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes: written } => overwrite(bytes, *at, written),
            Self::Length(length) => bytes.resize(*length as usize, 0),
        }
    }
}

/// The pieces of a write that a disk writes each at once, and their places.
fn sectors(at: u64, bytes: &[u8]) -> Vec<(u64, &[u8])> {
    let (mut pieces, mut at, mut rest) = (vec![], at, bytes);
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.len().min(SECTOR - at as usize % SECTOR));
        pieces.push((at, piece));
        (at, rest) = (at + piece.len() as u64, after);
    }
    pieces
}

fn overwrite(bytes: &mut Vec<u8>, at: u64, written: &[u8]) {
    let (from, to) = (at as usize, at as usize + written.len());
    if bytes.len() < to {
        bytes.resize(to, 0);
    }
    bytes[from..to].copy_from_slice(written);
}

impl Image {
    /// Lays it down in a folder.
    pub(crate) fn lay(&self, root: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(root)?;
        for folder in &self.folders {
            std::fs::create_dir_all(root.join(folder))?;
        }
        for (path, bytes) in &self.files {
            std::fs::write(root.join(path), bytes)?;
        }
        Ok(())
    }
}
