//! `cargo xtask run`: the whole chain on one machine. A real server over the demonstration school, a teacher's
//! tablet and a student's phone in two windows, each a process of its own. With a display a person plays; without
//! one, or with `--headless`, a script taps and types through the story and checks what the other window shows.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

mod display;
mod hand;
mod ports;
mod prepare;
mod process;
mod proxy;
mod school;
mod story;
mod window;

use display::Display;
use ports::Ports;
use school::School;
use window::{Place, Window};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Plays the story by itself under a virtual display; what it does also without a display.
    #[arg(long)]
    headless: bool,
    /// Keeps the data here and finds it again; otherwise it is gone at the end.
    #[arg(long)]
    folder: Option<PathBuf>,
}

/// Where the two windows stand, beside each other.
const TABLET: Place = Place { x: 0, y: 0, width: 1000, height: 800 };
const PHONE: Place = Place { x: 1010, y: 0, width: 411, height: 860 };

/// The command.
pub(crate) fn run(args: &Args) -> Result<()> {
    let headless = args.headless || env::var_os("DISPLAY").is_none();
    let kept = args.folder.as_deref().map(absolute).transpose()?;
    let scratch = tempfile::tempdir()?;
    let folder = kept.as_deref().unwrap_or(scratch.path());
    if headless { self::headless(folder) } else { play_by_hand(&prepare::all(false)?, folder) }
}

/// Plays the story over a folder, under a display of its own.
pub(crate) fn headless(folder: &Path) -> Result<()> {
    let built = prepare::all(true)?;
    let display = Display::start(PHONE.x + PHONE.width, PHONE.height.max(TABLET.height))?;
    story::play(&built, folder, &display)
}

fn absolute(folder: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder.canonicalize()?)
}

/// Two windows, and what a person needs to join.
fn play_by_hand(built: &prepare::Built, folder: &Path) -> Result<()> {
    let mut school = School::open(built, folder)?;
    let ports = Ports::of(folder)?;
    let server = school.serve(ports.server)?;
    ports.keep(folder, server.port(), 0)?;
    let (staff, class) = (school.staff_code()?, school.class_code()?);
    let mut tablet = Window::open(built, folder, "tablet", TABLET, None)?;
    let mut phone = Window::open(built, folder, "phone", PHONE, None)?;
    println!();
    println!("Two windows are open: a teacher's tablet and a student's phone. Where nobody has joined yet:");
    println!("  the school's server    http://{server}");
    println!("  on the tablet          I teach here, staff code {staff} (Ms Ortiz, 15 minutes, once)");
    println!(
        "  on the phone           I learn here, class code {class} (10 minutes), any name of 7B: Amara Okafor"
    );
    println!("  then on the tablet     Today says who asks to join; tap the name that fits.");
    println!("Close both windows to end.");
    tablet.wait()?;
    phone.wait()
}
