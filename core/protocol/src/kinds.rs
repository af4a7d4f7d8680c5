//! Whether two programs know the same kinds of fact and of entity: by one short word of all of them. A device that was told "I do
//! not know this kind" asks again as soon as the server's word is another.

use crate::digest::sha256_hex;
use notyet_model::fact::vocabulary;
use notyet_model::register::Entity;

/// How much of a digest stands for a vocabulary: 64 bits, as nobody gains by two that are alike.
const CHARS: usize = 16;

/// The word for what this program knows.
pub fn known() -> String {
    let entities = Entity::ALL.iter().map(|entity| format!("set {}\n", entity.as_str()));
    let mut word = sha256_hex(format!("{}{}", vocabulary(), entities.collect::<String>()).as_bytes());
    word.truncate(CHARS);
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_always_the_same_and_short() {
        assert_eq!(known(), known());
        assert_eq!(known().len(), CHARS);
    }

    #[cfg(feature = "next")]
    #[test]
    fn a_version_that_knows_more_has_another_word() {
        use notyet_model::build::{Build, Turn};
        let present = known();
        let _next = Turn::here().of(Build::Next);
        assert_ne!(known(), present);
    }
}
