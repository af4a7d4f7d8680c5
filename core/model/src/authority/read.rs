//! Who may read a stream.

use super::Relations;
use crate::stream::Stream;

/// Whether a person may read a stream (feature 64: a student sees their own record only, a peer what a round
/// shares, a teacher their classes). A student's record outlives the class: they go on reading it, and so does
/// whoever teaches them next on the same course. A class itself is read by those who are in it now.
pub fn may_read(who: &Relations, stream: &Stream) -> bool {
    match stream {
        Stream::Common(school) => *school == who.school,
        Stream::Staff(school) => who.is_staff() && *school == who.school,
        Stream::Class(class) => who.teaches(*class) || who.learns_in(*class),
        Stream::Teaching(class) => who.teaches(*class),
        Stream::Student(class, student) if who.is_staff() => {
            who.teaches.contains(class) || who.inherits.contains(&(*class, *student))
        }
        Stream::Student(class, student) => {
            *student == who.user && (who.learns_in.contains(class) || who.learned_in.contains(class))
        }
        Stream::Wide(school, student) => {
            who.is_staff() && *school == who.school && who.shares.contains(student)
        }
        Stream::Review(round, reviewer) => {
            !who.is_staff()
                && *reviewer == who.user
                && who.reviews.iter().any(|review| review.round == *round)
        }
        Stream::Safeguarding(school) => who.is_staff() && who.lead && *school == who.school,
    }
}
