//! The course grade, for a school that needs one: a mark that follows from outcome levels by a published
//! policy. It is worked out anew each time it is asked for; nothing here is stored, frozen or averaged over
//! time, and nothing here can see a practice result, a habit or a forecast.
//!
//! A [`policy::GradePolicy`] is data that a student can read. [`mark::mark`] applies it to the
//! [`standing::Standing`]s of a course's outcomes and says how; [`what_if`] asks it about levels not reached
//! yet. A person may set a mark by hand ([`overrides`]) or ask for a change ([`requests`]), in the open.
//! [`period`] tells in time which retakes could still be entered, and [`transcript`] puts the proficiencies
//! beside the mark.
//!
//! The ground rule is the Mastery Collaborative's: grades "should reflect student's overall learning to date
//! and not measure their compliance or learning speed throughout the year".

mod explanation;
mod least;
pub mod mark;
pub mod overrides;
pub mod period;
pub mod policy;
pub mod recorded;
pub mod requests;
mod rule;
pub mod standing;
pub mod transcript;
pub mod what_if;
