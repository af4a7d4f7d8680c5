//! Everything that a school's server holds of one student, as files that people and programs can read: a page with an
//! index, lines of JSON, photos, voice notes and documents. What the student may read stands apart from what staff wrote for staff, and photos
//! that show others are named: whoever hands it on has to look at those first. What was passed to the safeguarding lead
//! is not in it, and the index says so.

mod index;
mod names;

use crate::aside::{Aside, private_folder, write};
use crate::blobs::is_sha256;
use crate::called::{NotAStudent, student_called};
use crate::env::Env;
use crate::folder::Folder;
use crate::progress::{CutShort, Progress};
use crate::storage::{self, Device, Membership, Person, StorageFault, Stored, StoredOp};
use index::Index;
use names::Names;
use notyet_model::fact::{Body, Parsed};
use notyet_model::ids::OpId;
use notyet_model::stream::Stream;
use notyet_protocol::blob::Media;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Operations that are read at once.
const AT_ONCE: usize = 500;
const INDEX: &str = "index.html";
const ABOUT: &str = "student.json";
const RECORDS: &str = "records.jsonl";
const STAFF: &str = "staff-only.jsonl";
const BY: &str = "written-about-others.jsonl";
const PHOTOS: &str = "photos";

/// Why nothing was exported. The texts are for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each variant's sentence says it, and the fields are what the sentence names")]
pub enum ExportFault {
    #[error(transparent)]
    Whom(#[from] NotAStudent),
    #[error("{} is there already. Name a folder or a .zip that is not.", .0.display())]
    Exists(PathBuf),
    #[error("{} cannot be written: {cause}. Nothing was exported.", .path.display())]
    Write { path: PathBuf, cause: io::Error },
    #[error("The school's rows cannot be read: {0}. Nothing was exported.")]
    Storage(#[from] StorageFault),
    #[error(transparent)]
    CutShort(#[from] CutShort),
}

/// A photo, a voice note or a document of the student.
#[derive(Clone, Copy, Debug)]
struct Attached {
    media: Media,
    /// How many other students' records carry the same.
    others: usize,
}

impl Attached {
    /// Its file's name, in the folder of photos.
    fn file(self, sha256: &str) -> String {
        format!("{sha256}.{}", self.media.extension())
    }
}

/// What was exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The student's whole name.
    pub name: String,
    /// Records that the student may read.
    pub records: usize,
    /// Records about the student for staff alone.
    pub staff_only: usize,
    /// Records by the student about others.
    pub about_others: usize,
    /// Photos, voice notes and documents.
    pub photos: usize,
    /// Those of them that other students' work shows, too.
    pub shared: usize,
    /// Photos, voice notes and documents that are named and not there.
    pub missing: usize,
    /// Records that the safeguarding lead alone reads; they are left out.
    pub withheld: usize,
}

/// For whom a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Audience {
    Student,
    Staff,
    /// By the student about another.
    Others,
    /// The safeguarding lead alone.
    Lead,
}

/// Exports a student, called by their whole name or id, to a folder or, if its name ends so, a zip.
pub fn export(
    folder: &Folder,
    asked: &str,
    to: &Path,
    env: &dyn Env,
    progress: &mut Progress,
) -> Result<Exported, ExportFault> {
    let no_write = |cause: io::Error| match cause.kind() {
        ErrorKind::AlreadyExists => ExportFault::Exists(to.to_owned()),
        _ => ExportFault::Write { path: to.to_owned(), cause },
    };
    let (student, memberships, devices, names) = storage::read(&*folder.storage, |tx| {
        let student = student_called(tx, asked)?;
        let (memberships, devices) = match &student {
            Ok(student) => (tx.memberships_of(student.id)?, tx.devices()?),
            Err(_) => (vec![], vec![]),
        };
        Ok((student, memberships, devices, Names::read(tx, folder.school)?))
    })?;
    let student = student?;
    let devices: Vec<Device> = devices.into_iter().filter(|device| device.user == student.id).collect();
    let aside = Aside::folder(to, env).map_err(no_write)?;
    let inside = aside.path().join(stem(to));
    private_folder(&inside).map_err(no_write)?;
    let mut out = Out::begin(&inside, student.clone()).map_err(no_write)?;
    let about = about(&student, &memberships, &devices, &names, env.now_ms());
    write(&inside.join(ABOUT), about.as_bytes()).map_err(no_write)?;
    records(folder, &mut out, &names, progress)?;
    photos(folder, &mut out, &inside, progress)?;
    let exported = out.finish(&inside, &memberships, &names, env.now_ms()).map_err(no_write)?;
    progress.step("Exporting", 1, 1)?;
    if to.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip")) {
        let zip = aside.path().join("whole.zip");
        zipped(&inside, &zip).map_err(no_write)?;
        aside.finish_as(&zip).map_err(no_write)?;
    } else {
        aside.finish_as(&inside).map_err(no_write)?;
    }
    Ok(exported)
}

/// The folder's name inside a zip.
fn stem(to: &Path) -> String {
    to.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn about(
    student: &Person,
    memberships: &[Membership],
    devices: &[Device],
    names: &Names,
    now_ms: i64,
) -> String {
    let classes: Vec<_> = memberships
        .iter()
        .map(|it| json!({"class": it.class, "title": names.of(&it.class.to_string()), "role": it.role, "left_ms": it.left_ms}))
        .collect();
    let devices: Vec<_> = devices
        .iter()
        .map(|it| json!({"id": it.id, "name": it.name, "enrolled_ms": it.enrolled, "revoked_ms": it.revoked}))
        .collect();
    let about = json!({
        "id": student.id, "name": student.name, "active": student.active, "exported_ms": now_ms,
        "classes": classes, "devices": devices,
    });
    format!("{about:#}\n")
}

/// Files that are being filled.
struct Out {
    student: Person,
    lines: BTreeMap<&'static str, BufWriter<File>>,
    index: Index,
    /// By hash: who else's work shows it.
    photos: BTreeMap<String, Attached>,
    exported: Exported,
}

impl Out {
    fn begin(folder: &Path, student: Person) -> io::Result<Self> {
        let mut lines = BTreeMap::new();
        for name in [RECORDS, STAFF, BY] {
            lines.insert(name, BufWriter::new(File::create(folder.join(name))?));
        }
        let exported = Exported { name: student.name.clone(), ..Exported::default() };
        Ok(Self { student, lines, index: Index::default(), photos: BTreeMap::new(), exported })
    }

    fn record(&mut self, op: &StoredOp, audience: Audience, names: &Names) -> Stored<()> {
        let (file, count) = match audience {
            Audience::Student => (RECORDS, &mut self.exported.records),
            Audience::Staff => (STAFF, &mut self.exported.staff_only),
            Audience::Others => (BY, &mut self.exported.about_others),
            Audience::Lead => {
                self.exported.withheld += 1;
                return Ok(());
            }
        };
        *count += 1;
        // The operation stands as its author's device wrote it, byte for byte.
        let line = format!(
            "{{\"received_ms\":{},\"eff_ms\":{},\"flags\":{},\"mac\":\"{}\",\"op\":{}}}\n",
            op.received,
            op.eff.ms(),
            op.flags,
            op.mac,
            op.text
        );
        let out = self.lines.get_mut(file).expect("begun with every name");
        out.write_all(line.as_bytes()).map_err(|error| StorageFault::Other(error.to_string()))?;
        self.index.add(op, audience, self.student.id, names);
        Ok(())
    }

    fn finish(
        mut self,
        folder: &Path,
        memberships: &[Membership],
        names: &Names,
        now_ms: i64,
    ) -> io::Result<Exported> {
        for out in self.lines.values_mut() {
            out.flush()?;
            out.get_ref().sync_all()?;
        }
        let page = self.index.page(&self.student, memberships, names, &self.photos, &self.exported, now_ms);
        write(&folder.join(INDEX), page.as_bytes())?;
        Ok(self.exported)
    }
}

fn records(
    folder: &Folder,
    out: &mut Out,
    names: &Names,
    progress: &mut Progress,
) -> Result<(), ExportFault> {
    let (student, mut after, mut done) = (out.student.id, None::<OpId>, 0);
    loop {
        progress.step("Reading records", done, done)?;
        let found = storage::read(&*folder.storage, |tx| {
            let ops = tx.ops_concerning(student, after, AT_ONCE)?;
            let with_streams: Stored<Vec<_>> =
                ops.into_iter().map(|op| Ok((tx.streams_of(op.id)?, op))).collect();
            let with_streams = with_streams?;
            let mut shown = BTreeMap::new();
            let mut heard = vec![];
            for (streams, op) in with_streams {
                let audience = audience(&streams, &op, student);
                if matches!(audience, Audience::Student | Audience::Staff)
                    && let Some((sha256, media)) = attached_by(&op)
                {
                    let others = others(&tx.grants(&sha256)?, student);
                    shown.insert(sha256, Attached { media, others });
                }
                heard.push((audience, op));
            }
            Ok((heard, shown))
        })?;
        let (ops, shown) = found;
        let Some((_, last)) = ops.last() else { return Ok(()) };
        after = Some(last.id);
        done += ops.len();
        for (audience, op) in &ops {
            out.record(op, *audience, names)?;
        }
        out.photos.extend(shown);
    }
}

fn audience(streams: &[String], op: &StoredOp, student: notyet_model::ids::UserId) -> Audience {
    let streams: Vec<Stream> = streams.iter().filter_map(|stream| stream.parse().ok()).collect();
    let is_own = |stream: &Stream| matches!(stream, Stream::Student(_, of) if *of == student);
    if streams.iter().any(|stream| matches!(stream, Stream::Safeguarding(_))) {
        Audience::Lead
    } else if op.student.is_some_and(|of| of != student) {
        Audience::Others
    } else if streams.iter().any(is_own) || op.actor == student {
        Audience::Student
    } else {
        Audience::Staff
    }
}

/// What an operation brings: a picture, not its thumbnail, a voice note or a document.
fn attached_by(op: &StoredOp) -> Option<(String, Media)> {
    let body = notyet_protocol::op::RawOp::from_text(op.text.clone()).ok()?.read().ok()?.body().ok()?;
    let Parsed::Known(body) = body else { return None };
    let bound = body.binds().filter(|bound| is_sha256(bound.sha256))?;
    let media = match &body {
        Body::DocumentRef(document) => Media::Document(document.format),
        _ => bound.thumb.map_or(Media::Voice, |_| Media::Photo),
    };
    Some((bound.sha256.to_owned(), media))
}

/// How many other students' streams carry a photo.
fn others(streams: &[String], student: notyet_model::ids::UserId) -> usize {
    let of = |stream: &String| match stream.parse() {
        Ok(Stream::Student(_, of)) if of != student => Some(of),
        _ => None,
    };
    streams.iter().filter_map(of).collect::<BTreeSet<_>>().len()
}

fn photos(folder: &Folder, out: &mut Out, inside: &Path, progress: &mut Progress) -> Result<(), ExportFault> {
    let no_write = |cause| ExportFault::Write { path: inside.to_owned(), cause };
    private_folder(&inside.join(PHOTOS)).map_err(no_write)?;
    let names: Vec<String> = out.photos.keys().cloned().collect();
    for (done, sha256) in names.iter().enumerate() {
        progress.step("Copying photos", done, names.len())?;
        match folder.blobs.get(sha256) {
            Ok(Some(bytes)) => {
                let name = out.photos[sha256].file(sha256);
                write(&inside.join(PHOTOS).join(name), &bytes).map_err(no_write)?;
                out.exported.photos += 1;
                out.exported.shared += usize::from(out.photos[sha256].others > 0);
            }
            Ok(None) | Err(_) => {
                out.exported.missing += 1;
                out.photos.remove(sha256);
            }
        }
    }
    Ok(())
}

/// Packs a folder, under its own name.
fn zipped(folder: &Path, to: &Path) -> io::Result<()> {
    let mut zip = zip::ZipWriter::new(File::create(to)?);
    let mut folders = vec![folder.to_owned()];
    let home = folder.parent().unwrap_or(folder);
    while let Some(next) = folders.pop() {
        let mut entries = std::fs::read_dir(&next)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(home).map_err(io::Error::other)?.to_string_lossy().into_owned();
            zip.start_file(name, zip::write::SimpleFileOptions::default()).map_err(io::Error::other)?;
            io::copy(&mut File::open(&path)?, &mut zip)?;
        }
    }
    zip.finish().map_err(io::Error::other)?.sync_all()
}
