//! The calls by which a program writes to the file system, in the place of the C library's: SQLite, which is C, and
//! Rust's own files come by here alike. Each notes what it does on the disk of [`super::disk`] and then does it, but for
//! syncs below that disk's folder, which are noted only: the real disk need not keep anything.
#![allow(
    unsafe_code,
    reason = "functions that C calls: raw descriptors, raw bytes and names that are not mangled"
)]

use crate::disk::{self, Note};
use rustix::fd::BorrowedFd;
use rustix::fs::{OFlags, SeekFrom};
use rustix::io::Errno;
use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

// SAFETY: the C library's own, which every thread may call and which names a place of the thread's own.
unsafe extern "C" {
    safe fn __errno_location() -> *mut c_int;
}

/// What C is told: the value, or -1 and the reason.
fn told<T>(done: Result<T, Errno>, value: impl FnOnce(T) -> isize) -> isize {
    match done {
        Ok(it) => value(it),
        Err(errno) => {
            // SAFETY: the place is this thread's own and lives as long as the thread.
            unsafe { *__errno_location() = errno.raw_os_error() };
            -1
        }
    }
}

/// The file that a caller names by its number.
fn file<'a>(fd: c_int) -> Result<BorrowedFd<'a>, Errno> {
    if fd < 0 {
        return Err(Errno::BADF);
    }
    // SAFETY: the number is not -1, and the caller keeps the file open while it waits for the call.
    Ok(unsafe { BorrowedFd::borrow_raw(fd) })
}

/// The bytes that a caller hands over.
fn bytes<'a>(from: *const c_void, count: usize) -> &'a [u8] {
    if count == 0 {
        return &[];
    }
    // SAFETY: the caller of a write promises that so many bytes lie there, and waits for the call.
    unsafe { std::slice::from_raw_parts(from.cast(), count) }
}

fn path(from: *const c_char) -> PathBuf {
    // SAFETY: the caller promises a text that ends with a zero, and waits for the call.
    let text = unsafe { CStr::from_ptr(from) };
    let path = Path::new(OsStr::from_bytes(text.to_bytes()));
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn write_at(fd: c_int, from: *const c_void, count: usize, at: Option<u64>) -> isize {
    let done = file(fd).and_then(|file| {
        let bytes = bytes(from, count);
        let place = match at {
            Some(at) => at,
            None => disk::quietly(|| place(file)),
        };
        let done = match at {
            Some(at) => rustix::io::pwrite(file, bytes, at),
            None => rustix::io::write(file, bytes),
        };
        if let Ok(count) = done {
            disk::note(file, Note::Write { at: place, bytes: &bytes[..count] });
        }
        done
    });
    told(done, |count| count as isize)
}

/// Where the next write to this file goes; 0 for what has no places.
fn place(file: BorrowedFd<'_>) -> u64 {
    if rustix::fs::fcntl_getfl(file).is_ok_and(|flags| flags.contains(OFlags::APPEND)) {
        return rustix::fs::fstat(file).map_or(0, |stat| stat.st_size.max(0) as u64);
    }
    rustix::fs::seek(file, SeekFrom::Current(0)).unwrap_or(0)
}

fn set_length(fd: c_int, length: i64) -> c_int {
    let done = file(fd).and_then(|file| {
        let length = u64::try_from(length).map_err(|_| Errno::INVAL)?;
        rustix::fs::ftruncate(file, length)?;
        disk::note(file, Note::Length(length));
        Ok(())
    });
    told(done, |()| 0) as c_int
}

fn sync(fd: c_int) -> c_int {
    let done =
        file(fd).and_then(|file| if disk::note(file, Note::Sync) { Ok(()) } else { rustix::fs::fsync(file) });
    told(done, |()| 0) as c_int
}

// SAFETY of every name below: it is the C library's, with the same arguments and the same promises.

#[unsafe(no_mangle)]
extern "C" fn write(fd: c_int, from: *const c_void, count: usize) -> isize {
    write_at(fd, from, count, None)
}

#[unsafe(no_mangle)]
extern "C" fn pwrite(fd: c_int, from: *const c_void, count: usize, at: i64) -> isize {
    write_at(fd, from, count, Some(at.max(0) as u64))
}

#[unsafe(no_mangle)]
extern "C" fn pwrite64(fd: c_int, from: *const c_void, count: usize, at: i64) -> isize {
    write_at(fd, from, count, Some(at.max(0) as u64))
}

#[unsafe(no_mangle)]
extern "C" fn ftruncate(fd: c_int, length: i64) -> c_int {
    set_length(fd, length)
}

#[unsafe(no_mangle)]
extern "C" fn ftruncate64(fd: c_int, length: i64) -> c_int {
    set_length(fd, length)
}

#[unsafe(no_mangle)]
extern "C" fn fsync(fd: c_int) -> c_int {
    sync(fd)
}

#[unsafe(no_mangle)]
extern "C" fn fdatasync(fd: c_int) -> c_int {
    sync(fd)
}

#[unsafe(no_mangle)]
extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    let (from, to) = (path(from), path(to));
    let done = disk::renaming(&to, || rustix::fs::rename(&from, &to));
    told(done, |()| 0) as c_int
}

#[unsafe(no_mangle)]
extern "C" fn unlink(name: *const c_char) -> c_int {
    let path = path(name);
    let done = disk::renaming(&path, || rustix::fs::unlink(&path));
    told(done, |()| 0) as c_int
}
