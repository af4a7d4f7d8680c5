//! What a school's technician types. Each command opens the folder, does one thing, and says in a sentence what
//! came of it. Exit codes: 0 done, 1 not done and why, 2 the command itself was not understood.

mod import;
mod serve;

use crate::env::SystemEnv;
use crate::service::Service;
use clap::{Args, Parser, Subcommand};
use notyet_protocol::wire::Fault;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// The sync server of NotYet: one folder, one school.
#[derive(Debug, Parser)]
#[command(
    name = "notyet-server",
    version,
    after_help = "Exit codes: 0 done, 1 not done and why, 2 the command was not understood."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve a school's folder until SIGTERM or Ctrl-C; an empty or new folder becomes a school without people.
    Serve(serve::Serve),
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
    /// Import a roster, or the standards of a course: everything or, with a fault in the file, nothing.
    ///
    /// The server may go on running. The same file again changes nothing; a newer one changes what differs. People who
    /// are no longer in a whole roster are kept as having left.
    Import(import::Import),
}

/// Where the school is kept.
#[derive(Debug, Args)]
struct Place {
    /// The school's folder: database and photos.
    #[arg(long, value_name = "FOLDER", env = "NOTYET_FOLDER")]
    folder: PathBuf,
    /// The folder of the school's key. Back it up apart from the rest. [default: FOLDER/keys]
    #[arg(long, value_name = "FOLDER", env = "NOTYET_KEYS")]
    keys: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct StaffCode {
    #[command(flatten)]
    place: Place,
    /// Whom: their whole name as in the roster, or their id.
    #[arg(long, value_name = "NAME|ID")]
    user: String,
}

#[derive(Debug, Args)]
struct ClassCode {
    #[command(flatten)]
    place: Place,
    /// Which class: its title as in the roster, or its id.
    #[arg(long, value_name = "TITLE|ID")]
    class: String,
    /// How long the door stands open, in minutes.
    #[arg(long, value_name = "MINUTES", default_value_t = 10, value_parser = clap::value_parser!(i64).range(1..=10))]
    minutes: i64,
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
        Ok(()) => ExitCode::SUCCESS,
        Err(Complaint(sentence)) => {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(std::io::stderr(), "{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn execute(command: Command) -> Result<(), Complaint> {
    match command {
        Command::Serve(serve) => serve::serve(serve).await,
        Command::StaffCode(it) => {
            let service = existing(&it.place)?;
            let (code, person) = service.staff_code(&it.user).await??;
            say(&format!("{code}\nEnrols one device of {} within 15 minutes, once.", person.name))
        }
        Command::ForgetAccount(it) => {
            let person = existing(&it.place)?.forget_accounts(&it.user).await??;
            say(&format!("Forgotten. {} signs in by e-mail the next time.", person.name))
        }
        Command::Import(it) => import::import(it).await,
        Command::ClassCode(it) => {
            let service = existing(&it.place)?;
            let made = service.class_code(&it.class, it.minutes * 60_000).await;
            let (code, title) = made.map_err(|fault| match fault {
                Fault::NotFound => Complaint(format!("No class is called “{}”.", it.class)),
                other => other.into(),
            })?;
            say(&format!("{code}\nOpens the door of {title} for students for {} minutes.", it.minutes))
        }
    }
}

/// A school that is there already: a code for a new one would open nothing.
fn existing(place: &Place) -> Result<Arc<Service>, Complaint> {
    if place.folder.join("school.db").is_file() {
        open(place)
    } else {
        Err(Complaint(format!("{} holds no school. Name its folder with --folder.", place.folder.display())))
    }
}

fn open(place: &Place) -> Result<Arc<Service>, Complaint> {
    Ok(Service::open(&place.folder, place.keys.as_deref(), Arc::new(SystemEnv))?)
}

/// To standard output, where other programs read it.
fn say(text: &str) -> Result<(), Complaint> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    Ok(out.flush()?)
}
