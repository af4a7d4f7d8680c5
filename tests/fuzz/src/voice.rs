//! Voice notes as a recorder, a host or a hostile device hands them over. What is cleaned holds the sound alone, is short
//! enough, and is taken by the server as it is.

use notyet_protocol::blob::{Media, check_blob};
use notyet_protocol::voice::{MOST_BYTES, MOST_MS, check_voice, clean_voice};

pub(crate) fn run(data: &[u8]) {
    let Ok(voice) = clean_voice(data) else {
        assert!(check_voice(data).is_err(), "what cannot be cleaned travels nowhere");
        return;
    };
    assert!(voice.bytes.len() <= MOST_BYTES && (1..=MOST_MS).contains(&voice.ms));
    assert_eq!(clean_voice(&voice.bytes), Ok(voice.clone()));
    assert_eq!(check_blob(&voice.bytes), Ok(Media::Voice));
}
