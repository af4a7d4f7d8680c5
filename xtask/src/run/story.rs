//! The story.

use std::path::Path;

use anyhow::Result;

use super::display::Display;
use super::prepare::Built;
use super::school::School;
use super::window::Window;

pub(super) fn play(built: &Built, folder: &Path, display: &Display) -> Result<()> {
    let mut school = School::open(built, folder)?;
    let server = school.serve(None)?;
    println!("{server} {} {}", school.staff_code()?, school.class_code()?);
    let mut tablet = Window::open(built, folder, "tablet", super::TABLET, Some(display))?;
    tablet.await_sight("join", |s| s.text.contains("Join"))?;
    for s in tablet.look() { println!("{s:?}"); }
    display.picture(&folder.join("pictures"), "join")?;
    Ok(())
}
