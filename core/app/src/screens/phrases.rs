//! The phrases that a teacher picks from beside a child: their own earlier words, never a list of ours, and nobody
//! else's name.

use super::conference::PhraseBank;
use super::view;
use crate::history::Subject;
use notyet_model::fact::Feedback;
use notyet_model::ids::{OutcomeId, UserId};
use notyet_model::language::phrases::{Hidden, Said, phrases};
use notyet_model::register::ClassRole;
use notyet_store::{Reader, StoreError};

/// How many phrases of each part are offered at most.
const MOST: usize = 12;
/// How much earlier feedback is read at most: what a teacher wrote in a term.
const MOST_READ: usize = 600;
/// However large the classes are, this much of each student is.
const LEAST_OF_A_STUDENT: usize = 5;

/// Reads the phrases of a teacher for an outcome, from their feedback in all classes that follow this class's course.
pub(crate) fn read(
    reader: &Reader<'_>,
    teacher: UserId,
    (class, student): Subject,
    outcome: OutcomeId,
) -> Result<PhraseBank, StoreError> {
    let course = reader.class(class)?.map(|c| c.course);
    let mut people = Vec::new();
    for (id, found) in view::classes_of(reader, teacher, ClassRole::Teacher)? {
        if Some(found.course) == course {
            people.extend(reader.members(id)?.into_iter().filter(|m| m.role == ClassRole::Student));
        }
    }
    let of_each = (MOST_READ / people.len().max(1)).max(LEAST_OF_A_STUDENT);
    let mut written: Vec<Feedback> = Vec::new();
    for person in &people {
        let feedback = reader.feedback_by(teacher, person.user, of_each)?;
        written.extend(view::standing_feedback(feedback).into_iter().map(|entry| entry.body));
    }
    let own = people.iter().find(|m| m.user == student).map_or("", |m| &m.name);
    let hidden = Hidden::of(people.iter().flat_map(|m| [m.name.as_str(), &m.short]), own);
    let bank = |part: fn(&Feedback) -> &str| {
        let said: Vec<Said<'_>> =
            written.iter().map(|f| Said { text: part(f), outcome: f.outcome, at_ms: f.work_at_ms }).collect();
        phrases(&said, outcome, &hidden, MOST)
    };
    Ok(PhraseBank {
        went_well: bank(|f| &f.went_well),
        improve: bank(|f| &f.improve),
        next_step: bank(|f| &f.next_step),
    })
}
