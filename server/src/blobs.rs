//! Photos as files named by the hash of their bytes, and the check that one is a photo without metadata. Knows
//! nothing of who may read them.

use notyet_protocol::digest::sha256_hex;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A folder of blobs.
#[derive(Clone, Debug)]
pub struct BlobFolder(PathBuf);

impl BlobFolder {
    /// Opens the folder, making it if it is not there.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self(folder.to_owned()))
    }

    /// Keeps bytes under their hash, durably when it returns. The caller has checked the hash; `unique` tells two
    /// writers of the same bytes apart.
    pub fn put(&self, sha256: &str, bytes: &[u8], unique: &str) -> io::Result<()> {
        let path = self.path(sha256);
        if path.exists() {
            return Ok(());
        }
        let folder = path.parent().expect("a blob lies in a folder of two letters").to_owned();
        fs::create_dir_all(&folder)?;
        let partial = folder.join(format!("{sha256}.{unique}.part"));
        let written = File::create(&partial).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&partial, &path)?;
            File::open(&folder)?.sync_all()?;
            File::open(&self.0)?.sync_all()
        });
        if written.is_err() {
            // What cannot be removed either is overwritten by nobody and read by nobody.
            let _ = fs::remove_file(&partial);
        }
        written
    }

    /// Reads a blob; `None` when it is not there.
    pub fn get(&self, sha256: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.path(sha256)) {
            Ok(bytes) if sha256_hex(&bytes) == sha256 => Ok(Some(bytes)),
            Ok(_) => {
                Err(io::Error::new(io::ErrorKind::InvalidData, "a photo's bytes are not those of its name"))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether a blob is there, without reading it.
    pub fn has(&self, sha256: &str) -> io::Result<bool> {
        self.path(sha256).try_exists()
    }

    fn path(&self, sha256: &str) -> PathBuf {
        self.0.join(&sha256[..2]).join(sha256)
    }
}

/// Whether a text is the name of a blob: 64 hexadecimal digits in lower case.
pub(crate) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Why bytes are not taken for a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotAPhoto {
    /// No JPEG, or cut short.
    #[error("not a whole JPEG")]
    NotJpeg,
    /// It may say where and by whom it was taken.
    #[error("the JPEG still carries metadata")]
    Metadata,
}

/// Checks that bytes are a JPEG from its first to its last marker, and that no segment of metadata (EXIF, XMP,
/// IPTC) is left. It does not decode the picture.
pub(crate) fn check_photo(bytes: &[u8]) -> Result<(), NotAPhoto> {
    let Some(mut rest) = bytes.strip_prefix(&[0xff, 0xd8]).filter(|rest| rest.ends_with(&[0xff, 0xd9]))
    else {
        return Err(NotAPhoto::NotJpeg);
    };
    loop {
        let [0xff, marker, high, low, ..] = *rest else { return Err(NotAPhoto::NotJpeg) };
        match marker {
            // Fill bytes before a marker.
            0xff => rest = &rest[1..],
            0xe1 | 0xed => return Err(NotAPhoto::Metadata),
            // The picture itself begins; segments come before it.
            0xda => return Ok(()),
            0xc0..=0xcf | 0xdb..=0xdf | 0xe0..=0xef | 0xfe => {
                let length = usize::from(u16::from_be_bytes([high, low]));
                rest = rest.get(2 + length.max(2)..).ok_or(NotAPhoto::NotJpeg)?;
            }
            _ => return Err(NotAPhoto::NotJpeg),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(segments: &[u8]) -> Vec<u8> {
        [&[0xff, 0xd8][..], segments, &[0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]].concat()
    }

    #[test]
    fn a_photo_that_still_says_where_it_was_taken_is_not_taken() {
        assert_eq!(check_photo(&jpeg(&[0xff, 0xe0, 0, 4, 1, 2])), Ok(()));
        assert_eq!(check_photo(&jpeg(&[0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xe1, 0, 2])), Err(NotAPhoto::Metadata));
    }

    #[test]
    fn what_is_no_photo_or_is_cut_short_is_not_taken() {
        let whole = jpeg(&[]);
        for bytes in [
            &b""[..],
            b"GIF89a",
            &whole[..whole.len() - 1],
            &[0xff, 0xd8, 0xff, 0xd9],
            &jpeg(&[0xff, 0xe0, 0xff, 0xff]),
        ] {
            assert_eq!(check_photo(bytes), Err(NotAPhoto::NotJpeg), "{bytes:?}");
        }
    }

    #[test]
    fn a_blob_whose_bytes_have_rotted_is_not_handed_out() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = BlobFolder::open(folder.path()).unwrap();
        let name = sha256_hex(b"photo");
        blobs.put(&name, b"photo", "1").unwrap();
        assert_eq!(blobs.get(&name).unwrap(), Some(b"photo".to_vec()));
        fs::write(folder.path().join(&name[..2]).join(&name), b"phoro").unwrap();
        assert!(blobs.get(&name).is_err());
    }
}
