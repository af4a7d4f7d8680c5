//! A school's own words for an outcome and for a level.

use super::{Refused, Report};
use crate::feed::Desk;
use crate::home::view_of;
use crate::plan::Plan;
use crate::storage::{Stored, Tx};
use notyet_model::language::school_word::SchoolWords;
use notyet_model::register::{Entity, School};
use serde::Deserialize;

/// What a file of words holds. What it does not name stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnWords {
    /// For an outcome, a word for each language that has one.
    pub outcome: Option<SchoolWords>,
    /// For a level.
    pub level: Option<SchoolWords>,
}

pub(super) fn plan(
    tx: &mut dyn Tx,
    desk: &Desk<'_>,
    words: &OwnWords,
) -> Stored<Result<(Plan, Report), Refused>> {
    let Some(mut school) = view_of::<School>(tx, Entity::School, &desk.school.to_string())? else {
        return Ok(Err("There is no school yet. Import its roster first.".to_owned().into()));
    };
    let mut summary = vec![];
    for (name, new, kept) in [
        ("an outcome", &words.outcome, &mut school.outcome_word),
        ("a level", &words.level, &mut school.level_word),
    ] {
        if let Some(new) = new {
            if new.is_empty() {
                return Ok(Err(format!("The word for {name} is there in no language.").into()));
            }
            kept.clone_from(new);
            summary.push(format!("A word for {name}"));
        }
    }
    if summary.is_empty() {
        return Ok(Err("The file names neither \"outcome\" nor \"level\".".to_owned().into()));
    }
    let mut plan = Plan::default();
    plan.school(desk.school, &school);
    Ok(Ok((plan, Report { summary: summary.join(". "), changed: 0, notes: vec![] })))
}
