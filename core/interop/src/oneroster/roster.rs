//! A roster as plain values, whatever version of OneRoster it came from. Ids are the school system's own sourcedIds;
//! nothing here says what an import makes of them.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use crate::names::PersonName;

/// Everything that was read. Rows marked `tobedeleted` are included, with their status.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// How each file that was read is meant: all of it, or changes since the last time. Keys are `users`, `classes` …
    pub modes: BTreeMap<String, Mode>,
    /// Districts, schools, departments.
    pub orgs: Vec<Org>,
    /// School years, semesters, terms.
    pub sessions: Vec<Session>,
    /// Courses.
    pub courses: Vec<Course>,
    /// Classes.
    pub classes: Vec<Class>,
    /// People.
    pub users: Vec<User>,
    /// What each person is at which school. In 1.1 worked out from the columns of `users.csv`.
    pub roles: Vec<RoleGrant>,
    /// Who is in which class.
    pub enrollments: Vec<Enrollment>,
    /// Kinds of work.
    pub categories: Vec<Category>,
    /// What was passed over, for the person who imports. Not faults.
    pub warnings: Vec<Warning>,
}

impl Roster {
    /// The roles of one user that are not marked for deletion.
    pub fn roles_of<'a>(&'a self, user: &'a str) -> impl Iterator<Item = &'a RoleGrant> {
        self.roles.iter().filter(move |grant| grant.user == user && grant.status == Status::Active)
    }

    /// The enrollments that hold on this day, in the file's order: neither they nor their user or class are marked for
    /// deletion, the user is enabled, and the day is within their dates. An end date is the last day.
    pub fn enrollments_on(&self, day: NaiveDate) -> Vec<&Enrollment> {
        let is_out = |user: &&User| user.status == Status::ToBeDeleted || !user.enabled;
        let is_over = |class: &&Class| class.status == Status::ToBeDeleted;
        let out: HashSet<&str> = self.users.iter().filter(is_out).map(|it| it.sourced_id.as_str()).collect();
        let over: HashSet<&str> =
            self.classes.iter().filter(is_over).map(|it| it.sourced_id.as_str()).collect();
        let holds = |it: &&Enrollment| {
            it.status == Status::Active
                && !out.contains(it.user.as_str())
                && !over.contains(it.class.as_str())
                && it.begin.is_none_or(|begin| begin <= day)
                && it.end.is_none_or(|end| day <= end)
        };
        self.enrollments.iter().filter(holds).collect()
    }
}

/// How a file is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The file holds everything; what it leaves out is gone.
    Bulk,
    /// The file holds changes.
    Delta,
}

/// Whether a row stands or is to be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// It stands.
    #[default]
    Active,
    /// `tobedeleted`, or `inactive` as older exports write it.
    ToBeDeleted,
}

/// Cells of `metadata.*` columns that are filled, by header. Other columns that are not used here are not kept: a
/// roster export may carry passwords and telephone numbers.
pub type Metadata = BTreeMap<String, String>;

/// A district, school or department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Org {
    /// The school system's id.
    pub sourced_id: String,
    /// Whether the row stands.
    pub status: Status,
    /// Name.
    pub name: String,
    /// `school`, `district`, `department` …, as written.
    pub kind: String,
    /// Official number, if any.
    pub identifier: Option<String>,
    /// The organisation above.
    pub parent: Option<String>,
    /// Filled extension cells.
    pub metadata: Metadata,
}

/// A span of the school calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The school system's id.
    pub sourced_id: String,
    /// Whether the row stands.
    pub status: Status,
    /// Title.
    pub title: String,
    /// `schoolYear`, `semester`, `term` or `gradingPeriod`, as written.
    pub kind: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day (1.1), or the day after it (1.2); exports differ, so treat it as a day of the session.
    pub end: NaiveDate,
    /// The session that this one is part of.
    pub parent: Option<String>,
    /// The calendar year in which the school year ends, as written.
    pub school_year: Option<String>,
    /// Filled extension cells.
    pub metadata: Metadata,
}

/// A course: what is taught, apart from when and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The school system's id.
    pub sourced_id: String,
    /// Whether the row stands.
    pub status: Status,
    /// Title.
    pub title: String,
    /// Course code.
    pub code: Option<String>,
    /// The organisation that offers it.
    pub org: String,
    /// The school year it belongs to.
    pub school_year: Option<String>,
    /// Grades, as written.
    pub grades: Vec<String>,
    /// Subjects, as written.
    pub subjects: Vec<String>,
    /// Filled extension cells.
    pub metadata: Metadata,
}

/// A class: a course taught to a group of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The school system's id.
    pub sourced_id: String,
    /// Whether the row stands.
    pub status: Status,
    /// Title.
    pub title: String,
    /// Class code.
    pub code: Option<String>,
    /// `homeroom` or `scheduled`, as written.
    pub kind: Option<String>,
    /// The course.
    pub course: String,
    /// The school.
    pub school: String,
    /// The sessions in which it meets.
    pub terms: Vec<String>,
    /// Room.
    pub location: Option<String>,
    /// Grades, as written.
    pub grades: Vec<String>,
    /// Subjects, as written.
    pub subjects: Vec<String>,
    /// Periods, as written.
    pub periods: Vec<String>,
    /// Filled extension cells.
    pub metadata: Metadata,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The school system's id.
    pub sourced_id: String,
    /// Whether the row stands.
    pub status: Status,
    /// Whether the person may use the school's systems.
    pub enabled: bool,
    /// All parts of the name; [`PersonName::display`] puts them together.
    pub name: PersonName,
    /// User name.
    pub username: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// The school's own number for the person.
    pub identifier: Option<String>,
    /// Grades, as written.
    pub grades: Vec<String>,
    /// The school that the person belongs to first.
    pub primary_org: Option<String>,
    /// What photos of a student may be used for, where the school says so.
    pub photos: Option<Photos>,
    /// Filled extension cells.
    pub metadata: Metadata,
}

/// What photos of a student may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Photos {
    /// They may stand in the records of a whole group.
    Yes,
    /// They stand in the student's own record only.
    OwnRecord,
    /// None are kept.
    No,
}

/// What a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Learns.
    Student,
    /// Teaches.
    Teacher,
    /// Helps in class.
    Aide,
    /// Watches over a test.
    Proctor,
    /// Looks after students apart from teaching.
    Counselor,
    /// Runs a school, a district or its systems; includes principals.
    Administrator,
    /// Parent, guardian or relative.
    Guardian,
    /// A role of the school's own (`ext:…`); the app gives it no rights.
    Other,
}

/// One role of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleGrant {
    /// Whether the row stands.
    pub status: Status,
    /// The person.
    pub user: String,
    /// The role.
    pub role: Role,
    /// Where it holds.
    pub org: Option<String>,
    /// Whether it is the person's first role there.
    pub primary: bool,
    /// First day.
    pub begin: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
}

/// One person in one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrollment {
    /// The school system's id.
    pub sourced_id: String,
    /// Whether the row stands.
    pub status: Status,
    /// The class.
    pub class: String,
    /// The school.
    pub school: Option<String>,
    /// The person.
    pub user: String,
    /// What the person is in this class.
    pub role: Role,
    /// For teachers: the one who leads the class.
    pub primary: bool,
    /// First day.
    pub begin: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// Filled extension cells.
    pub metadata: Metadata,
}

/// A kind of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// The school system's id.
    pub sourced_id: String,
    /// Whether the row stands.
    pub status: Status,
    /// Title.
    pub title: String,
    /// What the kind of work may be used for, from the column `metadata.notyet.use`.
    pub purpose: Option<Use>,
    /// Filled extension cells.
    pub metadata: Metadata,
}

/// What a kind of work may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Use {
    /// It may be an at-bat.
    AtBat,
    /// It is practice, always.
    Practice,
}

/// Something that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The file is there, but the manifest calls it absent or does not name it.
    NotListed {
        /// The file's name.
        file: String,
    },
    /// The file is no part of OneRoster.
    NotOneRoster {
        /// The file's name, with its folder.
        file: String,
    },
    /// A user stands in no row of `roles.csv`.
    NoRole {
        /// The user's sourcedId.
        user: String,
        /// The user's row in `users.csv`.
        row: u64,
    },
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotListed { file } => {
                write!(f, "{file}: not read, because manifest.csv does not list it as bulk or delta.")
            }
            Self::NotOneRoster { file } => write!(f, "{file}: not read, because it is no OneRoster file."),
            Self::NoRole { user, row } => {
                write!(f, "users.csv, row {row}: \"{user}\" stands in no row of roles.csv.")
            }
        }
    }
}
