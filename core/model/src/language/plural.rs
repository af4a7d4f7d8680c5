//! Which plural a count takes: the cardinal rules of Unicode CLDR 44 (supplemental/plurals.xml) for whole
//! numbers.

use super::Language;

/// The plural categories of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Plural {
    /// Nothing, in Arabic.
    Zero,
    /// One.
    One,
    /// Two, in Arabic.
    Two,
    /// 3 to 10 of a hundred, in Arabic.
    Few,
    /// 11 to 99 of a hundred, in Arabic; whole millions, in Spanish.
    Many,
    /// All others.
    Other,
}

/// The category of a whole number.
pub fn plural(count: u64, language: Language) -> Plural {
    match (language, count) {
        (Language::Arabic, 0) => Plural::Zero,
        (_, 1) => Plural::One,
        (Language::Arabic, 2) => Plural::Two,
        (Language::Arabic, _) => match count % 100 {
            3..=10 => Plural::Few,
            11..=99 => Plural::Many,
            _ => Plural::Other,
        },
        (Language::Spanish, _) if count > 0 && count.is_multiple_of(1_000_000) => Plural::Many,
        _ => Plural::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The samples that CLDR gives beside its rules.
    #[test]
    fn counts_have_the_categories_of_cldrs_samples() {
        use Plural::{Few, Many, One, Other, Two, Zero};
        let table: [(Language, Plural, &[u64]); 12] = [
            (Language::English, One, &[1]),
            (Language::English, Other, &[0, 2, 16, 100, 1000, 1_000_000]),
            (Language::Spanish, One, &[1]),
            (Language::Spanish, Many, &[1_000_000, 2_000_000]),
            (Language::Spanish, Other, &[0, 2, 16, 100, 1000, 1_000_001]),
            (Language::Arabic, Zero, &[0]),
            (Language::Arabic, One, &[1]),
            (Language::Arabic, Two, &[2]),
            (Language::Arabic, Few, &[3, 10, 103, 110, 1003]),
            (Language::Arabic, Many, &[11, 26, 99, 111, 1011]),
            (Language::Arabic, Other, &[100, 101, 102, 200, 202, 1000, 1_000_000]),
            (Language::Arabic, Many, &[u64::MAX]),
        ];
        for (language, category, samples) in table {
            for count in samples {
                assert_eq!(plural(*count, language), category, "{count} in {language}");
            }
        }
    }
}
