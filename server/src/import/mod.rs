//! From files of a school's other systems to a [`crate::Plan`]: rosters and standards. Reading the files is
//! interop's, writing the difference is the plan's; here is decided what a row of theirs means to this server.

mod roster;
mod standards;
mod tasks;
mod words;

use crate::feed::Desk;
use crate::plan;
use crate::service::Service;
use crate::storage::Stored;
use chrono_tz::Tz;
use notyet_interop::case::Framework;
use notyet_interop::oneroster::Roster;
use notyet_protocol::wire::Fault;
use uuid::Uuid;

pub use words::OwnWords;

/// What an import did, in sentences for the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// "24 students, 2 classes, 2 teachers, 1 who left".
    pub summary: String,
    /// How many people and entities differ from before.
    pub changed: usize,
    /// What was passed over, a sentence each.
    pub notes: Vec<String>,
}

/// Why nothing was imported, a sentence each; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub Vec<String>);

impl From<String> for Refused {
    fn from(sentence: String) -> Self {
        Self(vec![sentence])
    }
}

/// What a roster is imported with, beside its rows.
#[derive(Clone, Debug, Default)]
pub struct RosterOptions {
    /// The school's time zone; needed the first time.
    pub zone: Option<Tz>,
    /// Which of the roster's schools, by name or sourcedId; needed when its classes belong to several.
    pub school: Option<String>,
}

impl Service {
    /// Brings people, classes, courses and kinds of work up to what a roster says, in one transaction. The same
    /// roster again changes nothing.
    pub async fn import_roster(
        &self,
        roster: Roster,
        options: RosterOptions,
    ) -> Result<Result<Report, Refused>, Fault> {
        self.import(move |tx, desk| roster::plan(tx, desk, &roster, &options)).await
    }

    /// Brings the outcomes, rubrics and tasks of a course up to what a framework says, in one transaction. `course` is
    /// its code, title or id.
    pub async fn import_standards(
        &self,
        framework: Framework,
        course: String,
    ) -> Result<Result<Report, Refused>, Fault> {
        let (outcomes, tasks) = (framework.outcomes(), framework.tasks());
        self.import(move |tx, _| standards::plan(tx, &outcomes, &tasks, &course)).await
    }

    /// Takes a school's own words, in one transaction; devices say them as soon as they hear of it.
    pub async fn import_words(&self, words: OwnWords) -> Result<Result<Report, Refused>, Fault> {
        self.import(move |tx, desk| words::plan(tx, desk, &words)).await
    }

    async fn import(
        &self,
        mut make: impl FnMut(
            &mut dyn crate::storage::Tx,
            &Desk<'_>,
        ) -> Stored<Result<(plan::Plan, Report), Refused>>
        + Send
        + 'static,
    ) -> Result<Result<Report, Refused>, Fault> {
        let env = self.env();
        self.change(move |tx, desk| {
            let (plan, mut report) = match make(tx, desk)? {
                Ok(made) => made,
                Err(refused) => return Ok(Err(refused)),
            };
            report.changed = plan::apply(tx, desk, &*env, &plan)?;
            Ok(Ok(report))
        })
        .await
    }
}

/// The id of something that another system names: the same name always gives the same id.
fn named(space: Uuid, kind: &str, name: &str) -> Uuid {
    Uuid::new_v5(&space, format!("{kind}/{name}").as_bytes())
}

/// "1 class", "2 classes".
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
