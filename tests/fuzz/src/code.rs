//! Codes as people type them. What is one is read again from its one spelling, however it is grouped.

use notyet_protocol::code::{ALPHABET, CLASS_CHARACTERS, STAFF_CHARACTERS, typed};

pub(crate) fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let Some(code) = typed(text) else { return };
    assert!(matches!(code.len(), CLASS_CHARACTERS | STAFF_CHARACTERS));
    assert!(code.bytes().all(|byte| ALPHABET.contains(&byte)));
    assert_eq!(typed(&code), Some(code.clone()));
    let (one, other) = code.split_at(4);
    assert_eq!(typed(&format!("{}-{other} ", one.to_lowercase())), Some(code.clone()));
}
