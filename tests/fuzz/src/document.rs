//! Documents as an app, a host or a hostile device hands them over. What is cleaned is small enough and is taken by the
//! server as it is.

use notyet_protocol::blob::{Media, check_blob};
use notyet_protocol::document::{MOST_BYTES, check_document, clean_document};

pub(crate) fn run(data: &[u8]) {
    let Ok(document) = clean_document(data) else {
        assert!(check_document(data).is_err(), "what cannot be cleaned travels nowhere");
        return;
    };
    assert!((1..=MOST_BYTES).contains(&document.bytes.len()));
    assert_eq!(check_document(&document.bytes), Ok(document.format));
    assert_eq!(check_blob(&document.bytes), Ok(Media::Document(document.format)));
}
