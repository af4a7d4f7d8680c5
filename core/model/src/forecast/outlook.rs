//! The forecast for the teacher: a word, never a number, and only where the course asked for it.

use super::practice::{PracticeResult, in_order};
use super::tracing::{Params, trace};
use serde::{Deserialize, Serialize};

/// Whether a course shows its teachers a calculated forecast. Off unless the course turns it on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ForecastSetting {
    /// No forecast is worked out.
    #[default]
    Off,
    /// Teachers see a word beside the practice results; students never do.
    On,
}

/// What practice lets one expect of a summative chance taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// Practice shows it reliably: known with at least .95, the bound at which Corbett and Anderson's tutor let
    /// a student move on.
    Likely,
    /// More likely known than not: at least .5.
    Close,
    /// Below .5: practice has more to give.
    Practising,
}

const LIKELY_FROM: f64 = 0.95;
const CLOSE_FROM: f64 = 0.5;

/// Fewer results than this say too little for a word.
const FEWEST_RESULTS: usize = 3;

/// A forecast for one student and one outcome.
///
/// It cannot become a level or a mark. Its fields are private and only [`forecast`] makes one; it converts into
/// nothing, has no order and no place on a scale, cannot be written to the wire, and every function of
/// [`crate::level`] and [`crate::grade`] takes types that have no constructor from it. So this does not
/// compile:
///
/// ```compile_fail,E0308
/// use notyet_model::forecast::Forecast;
/// use notyet_model::grade::{mark, policy::GradePolicy};
///
/// fn sneak(forecast: Forecast, policy: &GradePolicy) {
///     let _ = mark::mark(policy, &[forecast]);
/// }
/// ```
///
/// nor does this:
///
/// ```compile_fail,E0277
/// use notyet_model::forecast::Forecast;
///
/// fn sneak(forecast: Forecast) -> usize {
///     forecast.into()
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    outlook: Outlook,
    results: usize,
}

impl Forecast {
    /// The word for it.
    pub fn outlook(&self) -> Outlook {
        self.outlook
    }

    /// How many practice results with a level it rests on; at least 3.
    pub fn results(&self) -> usize {
        self.results
    }
}

/// The forecast from one student's practice on one outcome, in any order. `None` where the course has it
/// switched off, and with fewer than 3 practice results that have a level.
pub fn forecast(setting: ForecastSetting, practice: &[PracticeResult]) -> Option<Forecast> {
    if setting == ForecastSetting::Off {
        return None;
    }
    let results = practice.iter().filter(|p| p.level.is_some()).count();
    if results < FEWEST_RESULTS {
        return None;
    }
    let known = trace(in_order(practice).iter().map(PracticeResult::answer), &Params::default()).known();
    Some(Forecast { outlook: outlook(known), results })
}

fn outlook(known: f64) -> Outlook {
    if known >= LIKELY_FROM {
        Outlook::Likely
    } else if known >= CLOSE_FROM {
        Outlook::Close
    } else {
        Outlook::Practising
    }
}

#[cfg(test)]
mod tests {
    use super::super::practice::tests::{any_levels, pieces};
    use super::*;
    use proptest::prelude::*;

    fn outlook_of(levels: &[usize]) -> Option<Outlook> {
        let levels: Vec<_> = levels.iter().map(|l| Some(*l)).collect();
        forecast(ForecastSetting::On, &pieces(&levels)).map(|f| f.outlook())
    }

    #[test]
    fn a_course_has_no_forecast_unless_it_asks_for_one() {
        assert_eq!(ForecastSetting::default(), ForecastSetting::Off);
        assert_eq!(forecast(ForecastSetting::Off, &pieces(&[Some(2); 5])), None);
        assert_eq!(serde_json::to_string(&ForecastSetting::On).unwrap(), r#""on""#);
    }

    #[test]
    fn fewer_than_three_results_with_a_level_say_nothing() {
        assert_eq!(forecast(ForecastSetting::On, &pieces(&[Some(2), None, None, Some(2)])), None);
        assert_eq!(
            forecast(ForecastSetting::On, &pieces(&[Some(2), None, Some(2), Some(2)])),
            Some(Forecast { outlook: Outlook::Likely, results: 3 })
        );
    }

    #[test]
    fn the_words_follow_what_the_model_believes() {
        assert_eq!(outlook_of(&[2, 2, 2]), Some(Outlook::Likely));
        assert_eq!(outlook_of(&[1, 2, 2]), Some(Outlook::Close));
        assert_eq!(outlook_of(&[2, 2, 1]), Some(Outlook::Close));
        assert_eq!(outlook_of(&[2, 1, 1]), Some(Outlook::Practising));
        assert_eq!(outlook_of(&[1, 1, 1]), Some(Outlook::Practising));
    }

    #[test]
    fn a_word_begins_at_its_bound() {
        let words = [0.0, 0.499, 0.5, 0.949, 0.95, 1.0].map(outlook);
        use Outlook::{Close, Likely, Practising};
        assert_eq!(words, [Practising, Practising, Close, Close, Likely, Likely]);
    }

    #[test]
    fn a_forecast_says_how_much_practice_it_rests_on() {
        assert_eq!(forecast(ForecastSetting::On, &pieces(&[Some(0); 4])).unwrap().results(), 4);
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn the_order_of_recording_does_not_matter(levels in any_levels(), turn in 0usize..8) {
            let practice = pieces(&levels);
            let mut turned = practice.clone();
            turned.rotate_left(turn.min(practice.len()));
            prop_assert_eq!(forecast(ForecastSetting::On, &turned), forecast(ForecastSetting::On, &practice));
        }
    }
}
