//! Who may write and read what: pure functions over a person's relations at one moment. The server decides by
//! them, and the apps use them to hide what would be refused. The rules are checked against `table.txt`, which is
//! written by hand from the product and never from this code.
//!
//! Nothing here looks anything up: that a student is in a class, that a course is a class's, and that what a body
//! names exists, is for the caller to know.

mod change;
#[cfg(test)]
mod laws;
mod read;
mod refusal;
#[cfg(test)]
mod table;
#[cfg(test)]
mod world;
mod write;

pub use change::{Written, may_change};
pub use read::may_read;
pub use refusal::Refusal;
pub use write::{About, may_write};

use crate::ids::{ClassId, CourseId, RoundId, SchoolId, UserId};
use serde::{Deserialize, Serialize};

/// What a person is in the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Learns.
    Student,
    /// Teaches.
    Teacher,
    /// Runs the school's server.
    Administrator,
}

/// A student whose work another is asked to comment on, in a peer round that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The round.
    pub round: RoundId,
    /// Its class.
    pub class: ClassId,
    /// Whose work.
    pub student: UserId,
}

/// A person's relations at one moment, as the roster, the open peer rounds and the school's settings say. What a
/// role cannot have (classes that a student teaches, classes that a teacher learns in) gives no right, whatever
/// stands here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relations {
    /// The person.
    pub user: UserId,
    /// Their school.
    pub school: SchoolId,
    /// What they are in it.
    pub role: Role,
    /// Classes that they teach.
    pub teaches: Vec<ClassId>,
    /// Courses that those classes follow.
    pub edits: Vec<CourseId>,
    /// Records of students whom they teach now, from other classes on the same course.
    pub inherits: Vec<(ClassId, UserId)>,
    /// Students whom they teach now, if the school has given its leave to share school-wide outcomes; else none.
    pub shares: Vec<UserId>,
    /// Classes that they learn in.
    pub learns_in: Vec<ClassId>,
    /// Classes that they learned in once.
    pub learned_in: Vec<ClassId>,
    /// Whose work they are asked to comment on, in peer rounds that are open.
    pub reviews: Vec<Review>,
    /// Whether they are the school's safeguarding lead (feature 69).
    pub lead: bool,
}

impl Relations {
    /// A person of a school without any relation to a class.
    pub fn new(user: UserId, school: SchoolId, role: Role) -> Self {
        Self {
            user,
            school,
            role,
            teaches: Vec::new(),
            edits: Vec::new(),
            inherits: Vec::new(),
            shares: Vec::new(),
            learns_in: Vec::new(),
            learned_in: Vec::new(),
            reviews: Vec::new(),
            lead: false,
        }
    }

    fn is_staff(&self) -> bool {
        match self.role {
            Role::Teacher | Role::Administrator => true,
            Role::Student => false,
        }
    }

    fn teaches(&self, class: ClassId) -> bool {
        self.is_staff() && self.teaches.contains(&class)
    }

    fn learns_in(&self, class: ClassId) -> bool {
        self.role == Role::Student && self.learns_in.contains(&class)
    }
}
