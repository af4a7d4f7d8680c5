//! Bayesian Knowledge Tracing: how likely it is that a student knows something, followed answer by answer. It
//! knows probabilities and answers, and nothing of levels, students or days.
//!
//! Only `+`, `−`, `×` and `÷` on 64-bit floats, in one fixed order, so that two devices agree to the last bit.

/// The numbers of the model, before they are checked; each a probability from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParamsParts {
    /// L₀: that the student knows it before the first answer.
    pub start: f64,
    /// T: that an occasion to practise turns not knowing into knowing.
    pub learn: f64,
    /// G: that someone who does not know it answers right.
    pub guess: f64,
    /// S: that someone who knows it answers wrong.
    pub slip: f64,
    /// F: that knowing is lost between two occasions. 0 in the original model.
    pub forget: f64,
}

/// Checked parameters of the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Params(ParamsParts);

/// One of the five numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// L₀.
    Start,
    /// T.
    Learn,
    /// G.
    Guess,
    /// S.
    Slip,
    /// F.
    Forget,
}

/// Why numbers are no parameters of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadParams {
    /// It is below 0, above 1, or no number at all.
    #[error("the parameter {0:?} is not a probability from 0 to 1")]
    NotAProbability(Parameter),
    /// Guess and slip together are 1 or more, so that a right answer would speak against knowing, or say
    /// nothing (the model is *degenerate*: van de Sande, "Properties of the Bayesian Knowledge Tracing Model",
    /// Journal of Educational Data Mining 5, 2013).
    #[error("guess and slip together must stay below 1, or a right answer would not speak for knowing")]
    Degenerate,
}

impl Params {
    /// Parameters that a course may use: probabilities under which a right answer speaks for knowing.
    pub fn new(parts: ParamsParts) -> Result<Self, BadParams> {
        let params = Self::as_given(parts)?;
        if parts.guess + parts.slip >= 1.0 {
            return Err(BadParams::Degenerate);
        }
        Ok(params)
    }

    /// Any probabilities at all, degenerate ones too: for comparing with another program, never for a forecast
    /// that a person reads.
    pub fn as_given(parts: ParamsParts) -> Result<Self, BadParams> {
        let named = [
            (Parameter::Start, parts.start),
            (Parameter::Learn, parts.learn),
            (Parameter::Guess, parts.guess),
            (Parameter::Slip, parts.slip),
            (Parameter::Forget, parts.forget),
        ];
        match named.into_iter().find(|(_, p)| !(0.0..=1.0).contains(p)) {
            Some((which, _)) => Err(BadParams::NotAProbability(which)),
            None => Ok(Self(parts)),
        }
    }
}

impl Default for Params {
    /// The published defaults: L₀ .3, T .1, G .2, S .1, and no forgetting.
    fn default() -> Self {
        Self(ParamsParts { start: 0.3, learn: 0.1, guess: 0.2, slip: 0.1, forget: 0.0 })
    }
}

/// What an occasion to practise showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// At or above mastery.
    Right,
    /// Below mastery.
    Wrong,
    /// Practised without an answer: no evidence, but learning and forgetting go on, as in pyBKT.
    NotGiven,
}

/// What the model believes after the last answer. Its numbers can be read; nothing is made from them here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knowledge {
    known: f64,
    next_right: f64,
}

impl Knowledge {
    /// The probability that the student knows it, after all answers and the learning and forgetting that
    /// follow each of them. 0 to 1; pyBKT's `state_predictions` of the step after the last.
    pub fn known(self) -> f64 {
        self.known
    }

    /// The probability that the next answer is right. 0 to 1; pyBKT's `correct_predictions` of the step after
    /// the last.
    pub fn next_right(self) -> f64 {
        self.next_right
    }
}

/// Follows answers in the order of the work.
///
/// With L for knowing, each answer is weighed by Bayes' rule, then one step of learning and forgetting follows:
///
/// - right: P = L(1−S) / (L(1−S) + (1−L)G)
/// - wrong: P = LS / (LS + (1−L)(1−G))
/// - not given: P = L
/// - next L = P(1−F) + (1−P)T, and P(right) = L(1−S) + (1−L)G
///
/// An answer that the model holds to be impossible (0 ÷ 0: L is 1, the slip 0, and the answer wrong) says
/// nothing: P = L. (pyBKT differs where guess or slip is exactly 0: it takes the likelihood of 0 for 1.)
///
/// By hand, with the published defaults: knowing starts at .3. After a right answer
/// P = .27 / (.27 + .14) = .6585, and with learning L = .6585 + .3415 × .1 = .6927. After a wrong one
/// P = .06927 / (.06927 + .24586) = .2198, and L = .2198 + .7802 × .1 = .2978. The next answer is right with
/// .2978 × .9 + .7022 × .2 = .4085.
///
/// ```
/// use notyet_model::forecast::{Answer, Params, trace};
///
/// let after = trace([Answer::Right, Answer::Wrong], &Params::default());
/// assert!((after.known() - 0.2978).abs() < 0.000_1);
/// assert!((after.next_right() - 0.4085).abs() < 0.000_1);
/// ```
pub fn trace(answers: impl IntoIterator<Item = Answer>, params: &Params) -> Knowledge {
    let ParamsParts { start, learn, guess, slip, forget } = params.0;
    let begin = Belief { known: start, unknown: 1.0 - start };
    let Belief { known, unknown } = answers.into_iter().fold(begin, |belief, answer| {
        let Belief { known, unknown } = match answer {
            Answer::Right => belief.weighed(1.0 - slip, guess),
            Answer::Wrong => belief.weighed(slip, 1.0 - guess),
            Answer::NotGiven => belief.weighed(1.0, 1.0),
        };
        Belief {
            known: known * (1.0 - forget) + unknown * learn,
            unknown: known * forget + unknown * (1.0 - learn),
        }
    });
    Knowledge { known, next_right: known * (1.0 - slip) + unknown * guess }
}

/// L and 1 − L, each kept for itself: after many right answers the rest that is left of not knowing is too small
/// to be seen beside 1, and many wrong ones can still bring it back.
#[derive(Clone, Copy)]
struct Belief {
    known: f64,
    unknown: f64,
}

impl Belief {
    /// Bayes' rule for an answer that is this likely with and without knowing; the two add up to 1 again.
    fn weighed(self, with: f64, without: f64) -> Self {
        let (known, unknown) = (self.known * with, self.unknown * without);
        let both = known + unknown;
        if both > 0.0 { Self { known: known / both, unknown: unknown / both } } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Fixture {
        made_by: String,
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        params: Given,
        obs: Vec<i8>,
        known: f64,
        p: f64,
    }

    #[derive(Deserialize)]
    struct Given {
        #[serde(rename = "p_L0")]
        start: f64,
        #[serde(rename = "p_T")]
        learn: f64,
        #[serde(rename = "p_G")]
        guess: f64,
        #[serde(rename = "p_S")]
        slip: f64,
        #[serde(rename = "p_F")]
        forget: f64,
    }

    fn parts(start: f64, learn: f64, guess: f64, slip: f64, forget: f64) -> ParamsParts {
        ParamsParts { start, learn, guess, slip, forget }
    }

    fn answer(obs: i8) -> Answer {
        match obs {
            1 => Answer::Right,
            0 => Answer::Wrong,
            _ => Answer::NotGiven,
        }
    }

    #[test]
    fn every_sequence_agrees_with_pybkt() {
        let fixture: Fixture = serde_json::from_str(include_str!("../../tests/fixtures/bkt.json")).unwrap();
        assert_eq!((fixture.made_by.as_str(), fixture.cases.len()), ("pyBKT 1.4.3", 400));
        for (n, Case { params: g, obs, known, p }) in fixture.cases.into_iter().enumerate() {
            let params = Params::new(parts(g.start, g.learn, g.guess, g.slip, g.forget)).unwrap();
            let ours = trace(obs.into_iter().map(answer), &params);
            assert!((ours.known() - known).abs() < 1e-9, "case {n}: known {} and {known}", ours.known());
            assert!((ours.next_right() - p).abs() < 1e-9, "case {n}: right {} and {p}", ours.next_right());
        }
    }

    #[test]
    fn numbers_that_are_no_probabilities_are_refused_by_name() {
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.001, 1.001] {
            let refused = |given: ParamsParts| Params::new(given).unwrap_err();
            let name = BadParams::NotAProbability;
            assert_eq!(refused(parts(bad, 0.1, 0.2, 0.1, 0.0)), name(Parameter::Start));
            assert_eq!(refused(parts(0.3, bad, 0.2, 0.1, 0.0)), name(Parameter::Learn));
            assert_eq!(refused(parts(0.3, 0.1, bad, 0.1, 0.0)), name(Parameter::Guess));
            assert_eq!(refused(parts(0.3, 0.1, 0.2, bad, 0.0)), name(Parameter::Slip));
            assert_eq!(refused(parts(0.3, 0.1, 0.2, 0.1, bad)), name(Parameter::Forget));
        }
    }

    #[test]
    fn a_model_in_which_a_right_answer_does_not_speak_for_knowing_is_only_for_comparing() {
        for (guess, slip) in [(0.5, 0.5), (0.75, 0.5), (1.0, 0.0), (0.0, 1.0)] {
            let given = parts(0.3, 0.1, guess, slip, 0.0);
            assert_eq!(Params::new(given), Err(BadParams::Degenerate));
            assert_eq!(Params::as_given(given), Ok(Params(given)));
        }
        assert!(Params::new(parts(1.0, 1.0, 0.5, 0.499, 1.0)).is_ok());
    }

    /// By the odds against knowing, which no long row of right answers makes too small to be seen.
    #[test]
    fn wrong_answers_after_a_long_row_of_right_ones_still_speak_against_knowing() {
        let params = Params::new(parts(0.3, 0.3, 0.1, 0.05, 0.0)).unwrap();
        let answers = [[Answer::Right; 40].as_slice(), &[Answer::Wrong; 45]].concat();
        let odds = answers.iter().fold(0.7 / 0.3, |odds, answer| {
            let weighed = odds * if *answer == Answer::Right { 0.1 / 0.95 } else { 0.9 / 0.05 };
            weighed * 0.7 / (1.0 + weighed * 0.3)
        });
        let known = trace(answers, &params).known();
        assert!(known < 0.5 && (known - 1.0 / (1.0 + odds)).abs() < 1e-12, "{known}");
    }

    #[test]
    fn an_answer_that_is_held_impossible_changes_nothing() {
        let sure = Params::new(parts(1.0, 0.0, 0.0, 0.0, 0.0)).unwrap();
        assert_eq!(trace([Answer::Wrong], &sure).known(), 1.0);
        let none = Params::new(parts(0.0, 0.0, 0.0, 0.0, 0.0)).unwrap();
        assert_eq!(trace([Answer::Right], &none).known(), 0.0);
        let even = Params::new(parts(0.5, 0.0, 0.0, 0.0, 0.0)).unwrap();
        assert_eq!(trace([Answer::Right, Answer::Wrong], &even), Knowledge { known: 1.0, next_right: 1.0 });
    }

    fn probability() -> impl Strategy<Value = f64> {
        (0u16..=1000).prop_map(|p| f64::from(p) / 1000.0)
    }

    prop_compose! {
        fn any_params()(
            start in probability(), learn in probability(), guess in probability(), slip in probability(),
            forget in probability(),
        ) -> Params {
            Params::as_given(parts(start, learn, guess, slip, forget)).unwrap()
        }
    }

    fn answers() -> impl Strategy<Value = Vec<Answer>> {
        prop::collection::vec((-1i8..=1).prop_map(answer), 0..12)
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn what_comes_out_is_a_probability(params in any_params(), answers in answers()) {
            let after = trace(answers, &params);
            prop_assert!((0.0..=1.0).contains(&after.known()));
            prop_assert!((0.0..=1.0).contains(&after.next_right()));
        }

        #[test]
        fn a_right_answer_in_place_of_a_wrong_one_never_speaks_against_knowing(
            given in (probability(), 0.0..0.5f64, 0.0..0.49f64, 0.0..0.49f64, 0.0..0.5f64),
            before in answers(),
        ) {
            let (start, learn, guess, slip, forget) = given;
            let params = Params::new(parts(start, learn, guess, slip, forget)).unwrap();
            let with = |last: Answer| trace(before.iter().copied().chain([last]), &params).known();
            prop_assert!(with(Answer::Right) >= with(Answer::NotGiven) - 1e-12);
            prop_assert!(with(Answer::NotGiven) >= with(Answer::Wrong) - 1e-12);
        }
    }
}
