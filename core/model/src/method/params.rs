//! The parameters of methods. Each is a type of its own with its range, so that no method has to ask whether a
//! number makes sense.

use std::fmt;

/// A parameter outside its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("n is {given}; for this method it is a whole number from {least} to {greatest}")]
pub struct BadParameter {
    /// What was given.
    pub given: i64,
    /// The smallest that makes sense.
    pub least: i64,
    /// The greatest.
    pub greatest: i64,
}

macro_rules! parameters {
    ($($(#[$doc:meta])* $name:ident: $least:literal to $greatest:literal, default $default:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(u16);

        impl $name {
            /// The number.
            pub fn get(self) -> u16 {
                self.0
            }
        }

        impl TryFrom<i64> for $name {
            type Error = BadParameter;

            fn try_from(given: i64) -> Result<Self, BadParameter> {
                match u16::try_from(given) {
                    Ok(n) if ($least..=$greatest).contains(&given) => Ok(Self(n)),
                    _ => Err(BadParameter { given, least: $least, greatest: $greatest }),
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self($default)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

parameters! {
    /// How many results a mean looks at.
    Count: 1 to 1000, default 3;
    /// How many results must be at mastery (Canvas's range and default).
    MasteryTimes: 1 to 10, default 5;
    /// What the latest result weighs against the mean of the earlier ones, in per cent (Canvas's range and
    /// default).
    LatestWeight: 1 to 99, default 65;
    /// By how much each result moves the level towards itself, in per cent (Canvas's range and default).
    DecayRate: 50 to 99, default 65;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_at_the_ends_of_its_range_is_taken_and_one_beyond_is_named() {
        let ends = |n| (Count::try_from(n).is_ok(), MasteryTimes::try_from(n).is_ok());
        assert_eq!(
            [0, 1, 10, 11, 1000, 1001].map(ends),
            [(false, false), (true, true), (true, true), (true, false), (true, false), (false, false)]
        );
        let weights = |n| (LatestWeight::try_from(n).is_ok(), DecayRate::try_from(n).is_ok());
        assert_eq!(
            [0, 1, 49, 50, 99, 100].map(weights),
            [(false, false), (true, false), (true, false), (true, true), (true, true), (false, false)]
        );
        let fault = MasteryTimes::try_from(-1).unwrap_err();
        assert_eq!(fault.to_string(), "n is -1; for this method it is a whole number from 1 to 10");
        assert!(Count::try_from(i64::from(u16::MAX) + 2).is_err());
    }

    #[test]
    fn defaults_are_canvass_where_canvas_has_the_method() {
        let defaults =
            (MasteryTimes::default().get(), LatestWeight::default().get(), DecayRate::default().get());
        assert_eq!((defaults, Count::default().to_string()), ((5, 65, 65), "3".to_owned()));
    }
}
