//! How codes are written that people type: Crockford's alphabet, read leniently. What a code opens is the server's to
//! say.

/// Without I, L, O and U.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Of a staff code: 28 of 5 bits, 140 bits, of which it has to have 128.
pub const STAFF_CHARACTERS: usize = 28;
/// Of a code for the door of a class.
pub const CLASS_CHARACTERS: usize = 8;

/// The one spelling of what someone typed, upper case without spaces or dashes: O is 0, I and L are 1, whatever the case.
/// `None` if it cannot be a code at all.
pub fn typed(text: &str) -> Option<String> {
    let mut code = String::new();
    for character in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—')) {
        let plain = match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        if !plain.is_ascii() || !ALPHABET.contains(&(plain as u8)) || code.len() == STAFF_CHARACTERS {
            return None;
        }
        code.push(plain);
    }
    matches!(code.len(), STAFF_CHARACTERS | CLASS_CHARACTERS).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for text in ["10abc0de", " LoAB cOde ", "i0ab—C0-DE"] {
            assert_eq!(typed(text).as_deref(), Some("10ABC0DE"), "{text}");
        }
        for text in ["", "10ABC0D", "10ABC0DE1", "10ABC0DU", "10ABC0Dé"] {
            assert_eq!(typed(text), None, "{text}");
        }
    }
}
