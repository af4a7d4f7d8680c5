//! Lines as `cargo xtask level` reads them, from any other gradebook. Each line that is not empty has one answer, which
//! is JSON, and never a level that is no number.

use serde_json::Value;

pub(crate) fn run(data: &[u8]) {
    let mut answers = Vec::new();
    notyet_level::answer_all(data, &mut answers).expect("memory takes what is written to it");
    let wanted = data.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    let answers: Vec<Value> = answers
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).expect("an answer is JSON"))
        .collect();
    assert_eq!(answers.len(), wanted);
    for answer in answers {
        let counted = answer["counted"].as_u64();
        let error = answer["error"].as_str();
        assert!(counted.is_some() != error.is_some(), "{answer}");
        assert!(
            answer["level"].is_null() || answer["level"].as_f64().is_some_and(f64::is_finite),
            "{answer}"
        );
    }
}
