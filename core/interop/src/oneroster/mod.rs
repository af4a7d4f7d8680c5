//! Reads OneRoster 1.1 and 1.2 CSV: a zip or the files of a folder in, a [`Roster`] or every fault out. It keeps to
//! what the files say; matching people with those already known is the importer's business.
//!
//! Tolerant where nothing is lost: columns in any order and any case, byte order marks, blank lines, columns and
//! files that are not used. Strict where someone could vanish or land in the wrong class.

mod cells;
mod fault;
mod links;
mod manifest;
mod people;
mod read;
mod records;
mod roster;
mod table;

pub use fault::{Fault, Rule};
pub use read::{read_files, read_zip};
pub use roster::{
    Category, Class, Course, Enrollment, Metadata, Mode, Org, Photos, Role, RoleGrant, Roster, Session,
    Status, Use, User, Warning,
};

/// Extension column of `categories.csv`: `at_bat` or `practice`.
pub const USE_COLUMN: &str = "metadata.notyet.use";
/// Extension column of `users.csv`: the whole name as it is to be shown, such as "Ms Ortiz".
pub const DISPLAY_NAME_COLUMN: &str = "metadata.notyet.displayName";
/// Extension column of `users.csv`: `given_first` or `family_first`.
pub const NAME_ORDER_COLUMN: &str = "metadata.notyet.nameOrder";
/// Extension column of `users.csv`, what photos of a student may be used for: `yes`, `own_record` or `no`.
pub const PHOTOS_COLUMN: &str = "metadata.notyet.photos";
