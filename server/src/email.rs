//! Addresses of e-mail, as they are compared: nothing else is done with them.

/// An address in the one form in which it is kept and looked up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(pub(crate) String);

impl Email {
    /// Reads an address. Only A to Z are folded: folding more would make one address of two (the Kelvin sign is no k).
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let is_one = text.split_once('@').is_some_and(|(who, place)| {
            !who.is_empty() && !place.is_empty() && !place.contains('@') && text.len() <= 254
        });
        (is_one && !text.contains(|c: char| c.is_whitespace() || c.is_control())).then_some(Self(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_compared_whatever_its_case_and_look_alikes_stay_apart() {
        let read = |text| Email::read(text).map(|email| email.0);
        assert_eq!(read(" Kim@School.Example "), Some("kim@school.example".into()));
        assert_ne!(read("\u{212a}im@school.example"), read("kim@school.example"));
        for none in ["", "kim", "@school.example", "kim@", "a@b@c", "kim@school example", "a\n@b"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
