//! Levels by their words.

use notyet_model::scale::Scale;

/// The word of a position; empty beyond the scale.
pub fn word(scale: &Scale, position: usize) -> &str {
    scale.levels().get(position).map_or("", |l| &l.word)
}
