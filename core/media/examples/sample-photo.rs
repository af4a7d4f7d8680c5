//! Writes the 12 MP photo that stands for a camera where there is none:
//! `cargo run -p notyet-media --example sample-photo -- OUT.jpg [SEED]`.

#![allow(clippy::disallowed_methods, reason = "an example hands its picture over on the disk")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(path) = arguments.next() else {
        eprintln!("usage: sample-photo OUT.jpg [SEED]");
        return ExitCode::from(2);
    };
    let seed = arguments.next().and_then(|seed| seed.to_str()?.parse().ok()).unwrap_or(1);
    match std::fs::write(&path, notyet_media::fixtures::sample_photo(4032, 3024, seed)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}
