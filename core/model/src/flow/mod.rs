//! The steps that people take with each other: retakes, readiness, choices and proposals, goals, feedback,
//! peer rounds, the path through the tasks. Each is a fold of facts into a state, and a step that the state does
//! not allow is a named rule.
//!
//! Facts arrive late and in any order, so a fold asks only for the set of them: [`Standing::of`] leaves out what
//! was taken back or corrected and puts the rest in one order, and every state is worked out from that. No fold
//! refuses a fact that the server let in: a rule keeps people from a step that makes no sense, it does not
//! unmake what happened.
//!
//! | what people do | the state of it | features |
//! |---|---|---|
//! | earn another chance | [`retake::Retake`], [`retake::queue`] | 33 |
//! | say how ready they are | [`readiness::State`] | 31, 53 |
//! | choose how to show mastery, or propose a way | [`choice::State`] | 36 |
//! | set a goal and look back | [`goal::goals`], [`goal::focus`] | 19, 20 |
//! | talk about feedback and act on it | [`feedback::threads`] | 30, 39, 41, 42 |
//! | comment on each other's work | [`peer::OpenRound`], [`peer::comments`] | 43 |
//! | walk the path through the tasks | [`path::Path`] | 21 |
//! | ask for what somebody decides | [`asked::asked`] | 54, 67 |

pub mod asked;
pub mod choice;
pub mod feedback;
pub mod goal;
pub mod path;
pub mod peer;
pub mod readiness;
pub mod retake;
pub mod standing;
#[cfg(test)]
pub(crate) mod testing;

pub use standing::{Fact, Standing};
