//! Numbers as a language writes them: its digits, and its mark before a fraction. Which those are, the tables of
//! Unicode CLDR say, by way of ICU4X.

use fluent_bundle::FluentValue;
use fluent_bundle::memoizer::MemoizerKind;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale_core::Locale;
use intl_memoizer::Memoizable;
use std::str::FromStr;
use unic_langid::LanguageIdentifier;

/// What a language's numbers are written by.
struct Digits(DecimalFormatterPreferences);

impl Digits {
    fn of(tag: &LanguageIdentifier) -> Option<Self> {
        Some(Self(Locale::from_str(&tag.to_string()).ok()?.into()))
    }

    /// A plain decimal number ("-2.50") in these digits, without marks between thousands; as it is when it is none.
    fn write(&self, plain: &str) -> String {
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = Some(GroupingStrategy::Never);
        match (Decimal::from_str(plain), DecimalFormatter::try_new(self.0, options)) {
            (Ok(number), Ok(formatter)) => formatter.format(&number).to_string(),
            _ => plain.to_owned(),
        }
    }
}

impl Memoizable for Digits {
    type Args = ();
    type Error = ();

    fn construct(tag: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        Self::of(&tag).ok_or(())
    }
}

/// A plain decimal number as this language writes it.
pub(crate) fn number(tag: &LanguageIdentifier, plain: &str) -> String {
    Digits::of(tag).map_or_else(|| plain.to_owned(), |digits| digits.write(plain))
}

/// The numbers that stand in a text of a bundle.
pub(crate) fn in_texts<M: MemoizerKind>(value: &FluentValue<'_>, languages: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let plain = number.as_string();
    languages.with_try_get_threadsafe::<Digits, _, _>((), |digits| digits.write(&plain)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(tag: &str) -> [String; 4] {
        let tag = tag.parse().unwrap();
        ["2.5", "-1204", "08", "ninth"].map(|plain| number(&tag, plain))
    }

    #[test]
    fn digits_and_the_mark_before_a_fraction_are_the_languages_and_its_regions() {
        assert_eq!(written("en"), ["2.5", "-1204", "08", "ninth"]);
        assert_eq!(written("es"), ["2,5", "-1204", "08", "ninth"]);
        assert_eq!(written("es-MX")[0], "2.5");
        assert_eq!(written("ar-EG"), ["٢٫٥", "\u{61c}-١٢٠٤", "٠٨", "ninth"]);
        assert_eq!(written("ar-MA")[2], "08");
    }
}
