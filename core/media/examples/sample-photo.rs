//! Writes a photo that stands for a camera where there is none, of 12 MP or of any other size:
//! `cargo run -p notyet-media --example sample-photo -- OUT.jpg [SEED [WIDTH HEIGHT]]`.

#![allow(clippy::disallowed_methods, reason = "an example hands its picture over on the disk")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(path) = arguments.next() else {
        eprintln!("usage: sample-photo OUT.jpg [SEED [WIDTH HEIGHT]]");
        return ExitCode::from(2);
    };
    let numbers: Vec<u64> = arguments.filter_map(|number| number.to_str()?.parse().ok()).collect();
    let number = |at: usize, preset| numbers.get(at).copied().unwrap_or(preset);
    let side = |at, preset| u16::try_from(number(at, preset)).unwrap_or(u16::MAX);
    let photo = notyet_media::fixtures::sample_photo(side(1, 4032), side(2, 3024), number(0, 1));
    match std::fs::write(&path, photo) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}
