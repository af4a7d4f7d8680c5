//! Scales as JSON. What is taken for a scale has levels that rise, one of them mastery, and survives being written.

use notyet_model::scale::Scale;

pub(crate) fn run(data: &[u8]) {
    let Ok(scale) = serde_json::from_slice::<Scale>(data) else { return };
    let levels = scale.levels();
    assert!((1..=100).contains(&levels.len()));
    assert!(levels.windows(2).all(|pair| pair[0].points < pair[1].points));
    assert!(scale.mastery() < levels.len());
    for (n, level) in levels.iter().enumerate() {
        assert_eq!(scale.position(level.id), Some(n));
        assert_eq!(scale.with_mastery(level.id).map(|scale| scale.mastery()), Ok(n));
    }
    let text = serde_json::to_string(&scale).expect("a scale can be written");
    assert_eq!(serde_json::from_str::<Scale>(&text).expect("what was written can be read"), scale);
}
