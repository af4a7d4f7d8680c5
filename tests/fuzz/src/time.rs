//! Moments, days, zones and clocks, however absurd.

use arbitrary::{Result, Unstructured};
use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;

pub(crate) fn run(data: &[u8]) {
    // Bytes that are too few say nothing.
    let _ = read(&mut Unstructured::new(data));
}

fn read(u: &mut Unstructured<'_>) -> Result<()> {
    let zone = *u.choose(&chrono_tz::TZ_VARIANTS)?;
    let (ms, days, more) = (u.arbitrary()?, u.arbitrary()?, u.arbitrary()?);
    for day in [Day::of_ms(ms, zone), Day(days), Day(days).plus(more)] {
        assert!(!day.to_string().is_empty());
        assert_eq!(day.date().map(Day::of_date).unwrap_or(day), day);
        assert_eq!(day.since(day), 0);
        // Both stand at their ends where they would run over.
        assert!(day.since(Day(days)) >= 0 || day < Day(days));
    }
    let (clock, seen) = (Hlc(u.arbitrary()?), Hlc(u.arbitrary()?));
    assert!(clock.tick(ms) > clock || clock == Hlc(u64::MAX));
    assert!(clock.witness(seen) >= clock.max(seen));
    assert!((0..1 << 48).contains(&Hlc::at_ms(ms).ms()));
    Ok(())
}
