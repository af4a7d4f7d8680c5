//! What a school's technician types. Each command opens the folder, does one thing, and says in a sentence what
//! came of it. Exit codes: 0 done, 1 not done and why, 2 the command itself was not understood, 3 done, and damage was
//! found.

mod backup;
mod check;
mod devices;
mod export;
mod import;
mod serve;

use crate::blobs::s3::{self, Bucket};
use crate::blobs::{BlobFolder, Blobs, Photos};
use crate::env::SystemEnv;
use crate::folder::Folder;
use crate::progress::Progress;
use crate::proxies::Proxies;
use crate::schools::{Schools, Slug};
use crate::service::Service;
use crate::storage::postgres::{Postgres, PostgresStorage};
use clap::{Args, Parser, Subcommand};
use notyet_protocol::wire::Fault;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const EXIT_CODES: &str = "Exit codes: 0 done, 1 not done and why, 2 the command was not understood, 3 done (a look, a copy), and damage was found.";

/// The sync server of NotYet: one folder, one school; or many schools over one database.
#[derive(Debug, Parser)]
#[command(
    name = "notyet-server",
    version,
    after_help = EXIT_CODES
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve a school's folder until SIGTERM or Ctrl-C; an empty or new folder becomes a school without people.
    ///
    /// Several schools, in a database or in folders of one folder, are each served under /s/NAME/.
    Serve(serve::Serve),
    /// Add a school to those that are kept together in a database or in one folder; it has no people yet.
    ///
    /// A server that is running serves it at once, under /s/NAME/.
    Init(Init),
    /// Make a one-time code, valid for 15 minutes, with which a teacher or administrator enrols one device.
    StaffCode(StaffCode),
    /// Open the door of a class for students: a code for the board, for at most 10 minutes.
    ///
    /// Students type the code and their name; a teacher of the class matches each name to the roster. The code never
    /// gives anything but the student role.
    ClassCode(ClassCode),
    /// Forget which account of the school's provider is a person's; their next sign-in is matched by e-mail again.
    ///
    /// Needed when the provider has made them a new account. Their devices stay signed in.
    ForgetAccount(StaffCode),
    /// Erase everything about one student, everywhere: records, photos, their devices. It cannot be undone.
    ///
    /// The server may go on running. Every device of the school forgets the student as soon as it next reaches the
    /// server, and a copy that is put back later has them erased again before it is served. Make a new backup
    /// afterwards and destroy the older ones: what they hold of the student cannot be reached from here.
    Erase(Erase),
    /// List who is signed in on which device, or end a device's access at once.
    Devices(devices::Devices),
    /// Write everything that the server holds of one student into a folder or a zip, for people and programs to read.
    ///
    /// What the student may read stands apart from what staff wrote for staff. Read the latter, and look at photos that
    /// show others, before you hand anything on; index.html says which. What was passed to the safeguarding lead is
    /// left out. Cut short, nothing is left behind.
    ExportStudent(export::ExportStudent),
    /// Copy a school's rows and photos into a new folder. The server may go on running.
    ///
    /// The copy is of one moment and whole, or not there. It never holds the school's key: keep the keys' folder on
    /// another disk, and a copy of that apart from these. Rows that are kept in PostgreSQL are copied into the same kind
    /// of file.
    #[command(after_help = EXIT_CODES)]
    Backup(backup::Backup),
    /// Put a backup back, into an empty place or, with --replace, in the place of what is there.
    ///
    /// Stop the server first. The keys' folder must be the one that the school had, with its ledger: who was shut out or
    /// erased since the backup stays so. Devices then offer by themselves what the backup does not know. Cut short,
    /// everything is as it was; with --replace the file that was there stays beside the new one.
    Restore(backup::Restore),
    /// Look whether everything is still what was written: rows, numbers, signatures, photos. Changes nothing.
    ///
    /// The server may go on running. What is damaged is listed on standard output, a line each.
    #[command(after_help = EXIT_CODES)]
    Check(check::Check),
    /// Import a roster, the standards of a course, or a school's own words: everything or, with a fault in the file, nothing.
    ///
    /// The server may go on running. The same file again changes nothing; a newer one changes what differs. People who
    /// are no longer in a whole roster are kept as having left.
    Import(import::Import),
}

/// Where the school is kept, or several schools are.
#[derive(Debug, Args)]
struct Place {
    /// The school's folder: database and photos. Of several schools: a folder that holds a folder for each.
    #[arg(long, value_name = "FOLDER", env = "NOTYET_FOLDER")]
    folder: PathBuf,
    /// The folder of the school's key. Back it up apart from the rest. [default: FOLDER/keys, or FOLDER/SCHOOL/keys]
    #[arg(long, value_name = "FOLDER", env = "NOTYET_KEYS")]
    keys: Option<PathBuf>,
    /// A PostgreSQL database that keeps the rows of several schools: postgres://ACCOUNT:PASSWORD@HOST/DATABASE. Better
    /// given by the environment, where other accounts of the machine do not read the password.
    #[arg(long, value_name = "ADDRESS", env = "NOTYET_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// A bucket of any S3 that keeps the photos: s3://BUCKET or s3://BUCKET/FOLDER. Where it is and the key to it say
    /// AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. [default: in each school's folder]
    #[arg(long, value_name = "ADDRESS", env = "NOTYET_BLOBS")]
    blobs: Option<String>,
}

/// One school, wherever it is kept.
#[derive(Debug, Args)]
struct At {
    #[command(flatten)]
    place: Place,
    /// Which school, where several are kept together: its name in addresses.
    #[arg(long, value_name = "NAME", env = "NOTYET_SCHOOL")]
    school: Option<Slug>,
}

#[derive(Debug, Args)]
struct Init {
    #[command(flatten)]
    place: Place,
    /// The school's name in addresses: small letters, digits and hyphens, such as greenfield-high.
    #[arg(long, value_name = "NAME", env = "NOTYET_SCHOOL")]
    school: Slug,
}

#[derive(Debug, Args)]
struct StaffCode {
    #[command(flatten)]
    at: At,
    /// Whom: their whole name as in the roster, or their id.
    #[arg(long, value_name = "NAME|ID")]
    user: String,
}

#[derive(Debug, Args)]
struct ClassCode {
    #[command(flatten)]
    at: At,
    /// Which class: its title as in the roster, or its id.
    #[arg(long, value_name = "TITLE|ID")]
    class: String,
    /// How long the door stands open, in minutes.
    #[arg(long, value_name = "MINUTES", default_value_t = 10, value_parser = clap::value_parser!(i64).range(1..=10))]
    minutes: i64,
}

#[derive(Debug, Args)]
struct Erase {
    #[command(flatten)]
    at: At,
    /// Whom: their whole name as in the roster, or their id.
    #[arg(long, value_name = "NAME|ID")]
    student: String,
    /// Says that this is meant. Without it the command only says whom it would erase.
    #[arg(long)]
    for_good: bool,
}

/// How a command ended that did what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Well,
    /// What was looked at or copied is damaged.
    WithDamage,
}

/// Why a command did not do what was asked, for the terminal.
#[derive(Debug)]
pub(crate) struct Complaint(pub(crate) String);

impl<E: std::error::Error> From<E> for Complaint {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let done = match runtime {
        Ok(runtime) => runtime.block_on(execute(cli.command)),
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::WithDamage) => ExitCode::from(3),
        Err(Complaint(sentence)) => {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(std::io::stderr(), "{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn execute(command: Command) -> Result<Ended, Complaint> {
    let done = match command {
        Command::Check(it) => return check::check(it).await,
        Command::Backup(it) => return backup::backup(it).await,
        Command::Restore(it) => backup::restore(it).await,
        Command::Devices(it) => devices::devices(it).await,
        Command::ExportStudent(it) => export::export(it).await,
        Command::Serve(serve) => serve::serve(serve).await,
        Command::StaffCode(it) => {
            let service = existing(&it.at)?;
            let (code, person) = service.staff_code(&it.user).await??;
            say(&format!("{code}\nEnrols one device of {} within 15 minutes, once.", person.name))
        }
        Command::Init(it) => init(&it),
        Command::ForgetAccount(it) => {
            let person = existing(&it.at)?.forget_accounts(&it.user).await??;
            say(&format!("Forgotten. {} signs in by e-mail the next time.", person.name))
        }
        Command::Import(it) => import::import(it).await,
        Command::Erase(it) => erase(&it).await,
        Command::ClassCode(it) => {
            let service = existing(&it.at)?;
            let made = service.class_code(&it.class, it.minutes * 60_000).await;
            let (code, title) = made.map_err(|fault| match fault {
                Fault::NotFound => Complaint(format!("No class is called “{}”.", it.class)),
                other => other.into(),
            })?;
            say(&format!("{code}\nOpens the door of {title} for students for {} minutes.", it.minutes))
        }
    };
    done.map(|()| Ended::Well)
}

/// Does what takes long apart from whoever listens for Ctrl-C and SIGTERM, which cut it short.
async fn at_length<T: Send + 'static>(
    work: impl FnOnce(&mut Progress) -> T + Send + 'static,
) -> Result<T, Complaint> {
    let cut_short = Arc::new(AtomicBool::new(false));
    let (stop, heard) = (serve::stop_signal()?, cut_short.clone());
    let listening = tokio::spawn(async move {
        stop.await;
        heard.store(true, Ordering::SeqCst);
    });
    let done = tokio::task::spawn_blocking(move || work(&mut Progress::until(cut_short))).await?;
    listening.abort();
    Ok(done)
}

/// A school that is there already: a code for a new one would open nothing.
fn existing(at: &At) -> Result<Arc<Service>, Complaint> {
    let folder = &at.place.folder;
    if at.place.is_one() && !folder.join("school.db").is_file() {
        return Err(Complaint(format!(
            "{} holds no school. Name its folder with --folder.",
            folder.display()
        )));
    }
    open(at)
}

/// A school; in a folder of one it is made if it is not there.
fn open(at: &At) -> Result<Arc<Service>, Complaint> {
    match &at.school {
        None if at.place.is_one() => at.place.one(),
        asked => Ok(at.place.schools(Proxies::trusted(&[]))?.one(asked.as_ref())?),
    }
}

/// Where a school stands that is to be put back, opened as far as that goes.
struct ToRestore {
    folder: PathBuf,
    keys: PathBuf,
    photos: Photos,
    database: Option<PostgresStorage>,
    name: String,
}

impl At {
    /// The file of the school's embedded database, if it has one.
    fn file(&self) -> Option<PathBuf> {
        let is_embedded = self.place.database.is_none();
        is_embedded.then(|| self.own(&self.place.folder).join("school.db"))
    }

    /// Of several schools each has a folder of its name.
    fn own(&self, folder: &Path) -> PathBuf {
        self.school.as_ref().map_or_else(|| folder.to_owned(), |school| folder.join(school.as_str()))
    }

    fn to_restore(&self) -> Result<ToRestore, Complaint> {
        let place = &self.place;
        if self.school.is_none() && !place.is_one() {
            return Err(Complaint("Say which school is to be put back with --school.".to_owned()));
        }
        let folder = self.own(&place.folder);
        let keys = place.keys.as_ref().map_or_else(|| folder.join("keys"), |keys| self.own(keys));
        std::fs::create_dir_all(&folder)?;
        let photos: Arc<dyn Blobs> = match (place.bucket()?, &self.school) {
            (Some(bucket), Some(school)) => Arc::new(bucket.of(school.as_str())),
            (Some(bucket), None) => Arc::new(bucket.whole()),
            (None, _) => Arc::new(BlobFolder::open(&folder.join("blobs"))?),
        };
        let database = match (&place.database, &self.school) {
            (Some(address), Some(school)) => {
                let database = Postgres::open(address)?;
                Some(match database.school(school.as_str())? {
                    Some(storage) => storage,
                    None => database.add(school.as_str())??,
                })
            }
            _ => None,
        };
        let name = self.school.as_ref().map_or_else(|| folder.display().to_string(), Slug::to_string);
        Ok(ToRestore { folder, keys, photos: Photos::in_place(photos), database, name })
    }
}

impl Place {
    /// Whether the folder is one school's own.
    fn is_one(&self) -> bool {
        self.database.is_none() && !Schools::are_in(&self.folder)
    }

    fn one(&self) -> Result<Arc<Service>, Complaint> {
        let blobs = self.bucket()?.map(|bucket| Arc::new(bucket.whole()) as Arc<dyn Blobs>);
        let folder = Folder::open(&self.folder, blobs, self.keys.as_deref(), &SystemEnv)?;
        Ok(Service::of(folder, Arc::new(SystemEnv)))
    }

    fn schools(&self, proxies: Proxies) -> Result<Arc<Schools>, Complaint> {
        let (keys, database) = (self.keys.as_deref(), self.database.as_deref());
        Ok(Schools::at(&self.folder, keys, database, self.bucket()?, proxies, Arc::new(SystemEnv))?)
    }

    fn bucket(&self) -> Result<Option<Arc<Bucket>>, Complaint> {
        let Some(address) = &self.blobs else { return Ok(None) };
        Ok(Some(Bucket::open(&s3::Settings::from_env(address)?)?))
    }
}

/// Adds a school to others.
fn init(it: &Init) -> Result<(), Complaint> {
    let folder = &it.place.folder;
    if it.place.database.is_none() && folder.join("school.db").is_file() {
        return Err(Complaint(format!(
            "{} is one school's own folder. Name another with --folder; it then holds a folder for each school.",
            folder.display()
        )));
    }
    it.place.schools(Proxies::trusted(&[]))?.add(&it.school)?;
    say(&format!(
        "{} is there, without people, and is served under /s/{}/. Bring its people in with: notyet-server import --school {}",
        it.school, it.school, it.school
    ))
}

/// Erases a student's record, when told twice.
async fn erase(it: &Erase) -> Result<(), Complaint> {
    let service = existing(&it.at)?;
    let student = service.student_called(&it.student).await??;
    if !it.for_good {
        return Err(Complaint(format!(
            "Nothing was erased. {} ({}) would be, everywhere and for good: say so with --for-good.",
            student.name, student.id
        )));
    }
    let erased = service.erase(student.id).await?;
    say(&format!("Erased. {} records are blank now, {} photos are destroyed.", erased.ops, erased.photos))?;
    if !erased.shared.is_empty() {
        say(
            "These photos are in other students' records, too, and were kept; look whether the student is in them:",
        )?;
    }
    for photo in &erased.shared {
        say(&format!("  {} in the record of {}", photo.sha256, photo.student))?;
    }
    Ok(())
}

/// To standard output, where other programs read it.
fn say(text: &str) -> Result<(), Complaint> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    Ok(out.flush()?)
}
