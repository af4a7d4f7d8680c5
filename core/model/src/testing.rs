//! What the crate's tests share.

use proptest::prelude::ProptestConfig;

/// How many cases a property is tried with: 10,000, or what `NOTYET_PROPERTY_CASES` said when the tests were
/// built (mutation testing builds them with fewer).
pub(crate) fn cases() -> ProptestConfig {
    let cases = option_env!("NOTYET_PROPERTY_CASES").and_then(|n| n.parse().ok()).unwrap_or(10_000);
    // What a property leaves out is no fault of its generator, as long as enough cases are left.
    ProptestConfig { cases, max_global_rejects: cases.saturating_mul(10), ..ProptestConfig::default() }
}
