//! What practice says about the next chance: Bayesian Knowledge Tracing over formative results, told to the
//! teacher in a few words and to the student as plain facts. It never says a level, and nothing that works out
//! a level or a mark can take it: see [`Forecast`].
//!
//! A formative result at or above mastery is a right answer, one below it a wrong one. [`trace`] follows them
//! with the four parameters of the model; [`forecast`] turns what it finds into an [`Outlook`] for the teacher,
//! where the course has switched that on; [`practice_facts`] tells the student what their last pieces were,
//! once they have said how ready they feel themselves.
//!
//! Sources: Corbett and Anderson, "Knowledge tracing: modeling the acquisition of procedural knowledge",
//! User Modeling and User-Adapted Interaction 4 (1995); forgetting as in pyBKT, against which
//! `tests/fixtures/bkt.json` was made.

mod facts;
mod outlook;
mod practice;
mod tracing;

pub use facts::{OwnConfidence, PiecesAt, PracticeFacts, practice_facts};
pub use outlook::{Forecast, ForecastSetting, Outlook, forecast};
pub use practice::{PracticeResult, practice};
pub use tracing::{Answer, BadParams, Knowledge, Parameter, Params, ParamsParts, trace};
