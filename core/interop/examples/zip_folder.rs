//! Packs a folder of CSV files into a zip whose bytes depend on the files alone.
//!
//! `cargo run -p notyet-interop --example zip_folder -- tests/fixtures/demo/roster tests/fixtures/demo/roster.zip`

#![allow(clippy::disallowed_methods, reason = "a command for people: it reads and writes where they say")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(zip), None) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err("say which folder, and the zip to write".into());
    };
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string().map_err(|name| format!("{name:?} is not UTF-8"))?;
        files.insert(name, fs::read(entry.path())?);
    }
    fs::write(zip, notyet_interop::archive::zip_folder(&files)?)?;
    Ok(())
}
