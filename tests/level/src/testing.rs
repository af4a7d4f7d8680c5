//! What the tests share.

use proptest::prelude::ProptestConfig;

/// How many cases a property is tried with: 10,000, or what `NOTYET_PROPERTY_CASES` said when the tests were built.
pub(crate) fn cases() -> ProptestConfig {
    let cases = option_env!("NOTYET_PROPERTY_CASES").and_then(|n| n.parse().ok()).unwrap_or(10_000);
    ProptestConfig { cases, ..ProptestConfig::default() }
}
