//! How levels and scores are named: by the school's words, or by points where numbers are asked for.

use crate::Speech;
use notyet_model::ladder::Ladder;
use notyet_model::method::{Arithmetic, Value, round_to_hundredths};
use notyet_model::result::Score;
use notyet_model::scale::{Level, Scale, preset_level};

/// What stands for a level in a sentence.
#[derive(Clone, Copy, Debug)]
pub enum Names<'a> {
    /// The words of a school's scale. A score is said as the level that it reaches; no number appears.
    Words(&'a Scale),
    /// Points, to hundredths.
    Points,
}

/// The word of a position; empty beyond the scale.
pub fn word(scale: &Scale, position: usize) -> &str {
    scale.levels().get(position).map_or("", |l| &l.word)
}

/// A scale in a language: the preset's levels by their words in it. What a school has called otherwise stays as the school says.
pub fn spoken(speech: &Speech, scale: &Scale) -> Scale {
    let preset = Scale::preset();
    let said = |level: &Level| {
        let mut said = level.clone();
        for (n, known) in (1..).zip(preset.levels()).filter(|(n, _)| preset_level(*n) == level.id) {
            if known.word == level.word {
                said.word = speech.text(&format!("scale-{n}"));
            }
            if known.plain == level.plain {
                said.plain = speech.text(&format!("scale-{n}-plain"));
            }
        }
        said
    };
    let levels = scale.levels().iter().map(said).collect();
    Scale::new(levels, scale.levels()[scale.mastery()].id).expect("words make no difference to a scale")
}

impl Names<'_> {
    /// A level, counted from 0 at the lowest; what lies below them all is said as that.
    pub(crate) fn level(self, speech: &Speech, ladder: &Ladder, level: Option<usize>) -> String {
        match level {
            Some(level) => self.of_level(speech, ladder, level),
            None => speech.say("level-below", &[("level", self.of_level(speech, ladder, 0).into())]),
        }
    }

    fn of_level(self, speech: &Speech, ladder: &Ladder, level: usize) -> String {
        match self {
            Self::Words(scale) => word(scale, level).to_owned(),
            Self::Points => number(speech, ladder.double(ladder.points(level))),
        }
    }

    /// The points of a result.
    pub(crate) fn score(
        self,
        speech: &Speech,
        ladder: &Ladder,
        score: Score,
        arithmetic: Arithmetic,
    ) -> String {
        match (self, arithmetic) {
            (Self::Words(_), _) => self.level(speech, ladder, ladder.reached(score.units)),
            (Self::Points, Arithmetic::Exact) => number(speech, ladder.double(score.units)),
            (Self::Points, Arithmetic::Canvas) => number(speech, score.double),
        }
    }

    /// What a method works out.
    pub(crate) fn value(self, speech: &Speech, ladder: &Ladder, value: Value) -> String {
        match self {
            Self::Words(_) => self.level(speech, ladder, value.reached(ladder)),
            Self::Points => number(speech, value.points(ladder)),
        }
    }
}

/// A number to hundredths, without zeros at the end.
fn number(speech: &Speech, points: f64) -> String {
    let text = format!("{:.2}", round_to_hundredths(points));
    match text.trim_end_matches('0').trim_end_matches('.') {
        "-0" => speech.number("0"),
        text => speech.number(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_to_hundredths() {
        let (english, spanish) = (Speech::new("en"), Speech::new("es"));
        let said = [3.0, 2.5, 8.0 / 3.0, 3.125, 0.0, -0.001, -1.25, 100.0, 1e15].map(|n| number(&english, n));
        assert_eq!(said, ["3", "2.5", "2.67", "3.13", "0", "0", "-1.25", "100", "1000000000000000"]);
        assert_eq!(number(&spanish, 8.0 / 3.0), "2,67");
    }

    #[test]
    fn the_preset_is_spoken_in_each_language_and_in_english_as_the_model_has_it() {
        let preset = Scale::preset();
        assert_eq!(spoken(&Speech::new("en"), &preset), preset);
        let arabic = spoken(&Speech::new("ar"), &preset);
        assert_eq!((word(&arabic, 0), arabic.levels()[2].plain.as_str()), ("ليس بعد", "أستطيع فعل ذلك"));
        assert_eq!(arabic.mastery(), preset.mastery());
    }

    #[test]
    fn what_a_school_calls_otherwise_stays_as_it_says() {
        let mut levels = Scale::preset().levels().to_vec();
        levels[1].word = "Growing".into();
        let own = Scale::new(levels, preset_level(3)).unwrap();
        let spanish = spoken(&Speech::new("es"), &own);
        assert_eq!([0, 1].map(|at| word(&spanish, at)), ["Todavía no", "Growing"]);
    }

    #[test]
    fn with_words_no_number_appears() {
        let (speech, scale) = (Speech::new("en"), Scale::preset());
        let said = |units| {
            let score = Score::of(units, scale.ladder());
            let names = [Names::Words(&scale), Names::Points];
            names.map(|names| crate::plain(&names.score(&speech, scale.ladder(), score, Arithmetic::Exact)))
        };
        assert_eq!(said(2999), ["Approaching", "3"]);
        assert_eq!(said(500), ["below Not yet", "0.5"]);
        assert_eq!(said(9000), ["Exceeding", "9"]);
    }
}
