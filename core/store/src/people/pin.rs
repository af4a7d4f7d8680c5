//! A PIN as a person types it: which ones are taken, and that none of them can reach a log.

/// A PIN of 4 to 12 digits. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// Why a PIN is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPin {
    /// Something else than digits, or fewer than 4, or more than 12.
    #[error("a PIN has 4 to 12 digits")]
    Shape,
    /// One digit again and again, or a run up or down.
    #[error("this PIN is one of the first that anybody tries")]
    Easy,
}

impl Pin {
    /// Reads what was typed, in whatever digits the keyboard gives (0–9, ٠–٩, ۰–۹). Any PIN that was ever taken
    /// is read.
    pub fn typed(text: &str) -> Result<Self, BadPin> {
        let digits: Option<String> = text.trim().chars().map(digit).collect();
        match digits {
            Some(digits) if (4..=12).contains(&digits.len()) => Ok(Self(digits)),
            _ => Err(BadPin::Shape),
        }
    }

    /// Reads a PIN that is to be set: the first that anybody would try are not taken.
    pub fn chosen(text: &str) -> Result<Self, BadPin> {
        let pin = Self::typed(text)?;
        let steps: Vec<i16> =
            pin.0.as_bytes().windows(2).map(|two| i16::from(two[1]) - i16::from(two[0])).collect();
        let is_run = [0, 1, -1].iter().any(|step| steps.iter().all(|s| s == step));
        if is_run { Err(BadPin::Easy) } else { Ok(pin) }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}

fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_has_four_to_twelve_digits_of_any_keyboard() {
        assert_eq!(Pin::typed(" 2580 "), Ok(Pin("2580".into())));
        assert_eq!(Pin::typed("٢٥٨٠"), Pin::typed("2580"));
        assert_eq!(Pin::typed("۲۵۸۰"), Pin::typed("2580"));
        for bad in ["", "123", "1234567890123", "25 80", "12a4"] {
            assert_eq!(Pin::typed(bad), Err(BadPin::Shape), "{bad}");
        }
        assert_eq!(format!("{:?}", Pin::typed("2580")), "Ok(Pin(…))");
    }

    #[test]
    fn what_anybody_would_try_first_cannot_be_chosen() {
        for easy in ["0000", "1234", "987654"] {
            assert_eq!(Pin::chosen(easy), Err(BadPin::Easy), "{easy}");
        }
        assert!(Pin::chosen("2580").is_ok() && Pin::chosen("1235").is_ok());
    }
}
