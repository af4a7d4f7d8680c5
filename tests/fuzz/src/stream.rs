//! Names of streams. What names one names it again when it is written.

use notyet_model::stream::{BadStream, Stream};

pub(crate) fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    match text.parse::<Stream>() {
        Ok(stream) => assert_eq!(stream.to_string().parse(), Ok(stream)),
        Err(fault) => assert_eq!(fault, BadStream(text.to_owned())),
    }
}
