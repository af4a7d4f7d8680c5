//! What `cargo xtask level` answers to [`crate::cases`], as lines of an export.

use crate::Line;
use anyhow::{Context, bail};
use serde::Deserialize;

/// What is read of an answer.
#[derive(Deserialize)]
struct Answer {
    id: Pair,
    #[serde(default)]
    word: Option<String>,
    #[serde(default)]
    why: Vec<String>,
    #[serde(default)]
    next: Vec<String>,
    error: Option<String>,
}

#[derive(Deserialize)]
struct Pair {
    outcome: String,
    student: String,
}

/// The lines of all answers. Fails on the first that is none, or says what was wrong with its case.
pub fn lines(answers: &str) -> anyhow::Result<Vec<Line>> {
    let line = |text: &str| {
        let answer: Answer = serde_json::from_str(text).with_context(|| format!("no answer: {text}"))?;
        if let Some(error) = answer.error {
            bail!("a case was refused: {error}");
        }
        let Pair { outcome, student } = answer.id;
        Ok(Line { level: answer.word, next: answer.next, outcome, student, why: answer.why })
    };
    answers.lines().map(line).collect()
}
