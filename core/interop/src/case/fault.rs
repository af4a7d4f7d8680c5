//! What can be wrong with a standards file, said with the place inside the JSON and the rule.

use std::fmt;

use crate::faults::quoted;

/// One broken rule at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name, as handed in.
    pub file: String,
    /// Where in the JSON: `CFItems[3].identifier`. Empty: the whole file.
    pub path: String,
    /// The rule that is broken.
    pub rule: Rule,
    /// What stands there instead, if anything does.
    pub value: Option<String>,
}

/// The rules that a standards file must keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// The file has at most this many bytes.
    Size {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The file is UTF-8.
    Utf8,
    /// The file is JSON.
    Json {
        /// Line of the first place that is none, from 1.
        line: usize,
        /// Column there, from 1.
        column: usize,
    },
    /// A needed field is there and not empty.
    Present,
    /// The value is an object.
    Object,
    /// The value is a list.
    List,
    /// The value is text.
    Text,
    /// The value is a number, at most a million either way.
    Number,
    /// The value is true or false.
    Flag,
    /// The value is a UUID.
    Uuid,
    /// An identifier stands once among its kind.
    IdOnce {
        /// Where it stands first.
        first: String,
    },
    /// A rubric criterion names an item of this package.
    ItemExists,
    /// The value is one of these.
    OneOf(Vec<String>),
    /// An outcome has at most this many rubric rows.
    RowCount {
        /// The limit.
        limit: usize,
    },
    /// All rows of one outcome have the same levels in the same order.
    SameLevels {
        /// The levels of the outcome's first row.
        levels: Vec<String>,
    },
    /// A level stands once in its row.
    LevelOnce,
    /// A task is related to an outcome of this package.
    Judged,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if !self.path.is_empty() {
            write!(f, ", {}", self.path)?;
        }
        write!(f, ": ")?;
        let value = || quoted(self.value.as_deref().unwrap_or(""));
        match &self.rule {
            Rule::Size { limit } => write!(f, "this file is larger than {} MiB.", limit >> 20),
            Rule::Utf8 => write!(f, "this file is not UTF-8. Export it again as UTF-8."),
            Rule::Json { line, column } => {
                write!(f, "this is not readable JSON from line {line}, column {column} on. Export it again.")
            }
            Rule::Present => write!(f, "this is needed and is not there."),
            Rule::Object => write!(f, "{} stands where an object belongs.", value()),
            Rule::List => write!(f, "{} stands where a list belongs.", value()),
            Rule::Text => write!(f, "{} stands where text belongs.", value()),
            Rule::Number => write!(f, "{} stands where a number belongs.", value()),
            Rule::Flag => write!(f, "{} stands where true or false belongs.", value()),
            Rule::Uuid => write!(f, "{} is not a UUID.", value()),
            Rule::IdOnce { first } => write!(f, "{} already stands in {first}.", value()),
            Rule::ItemExists => write!(f, "{} is no item of this file.", value()),
            Rule::OneOf(words) => write!(f, "{} is none of: {}.", value(), words.join(", ")),
            Rule::RowCount { limit } => {
                write!(f, "the outcome {} has more than {limit} rubric rows.", value())
            }
            Rule::SameLevels { levels } => {
                write!(f, "the levels {} differ from the first row's: {}.", value(), levels.join(", "))
            }
            Rule::Judged => write!(f, "the task {} is related to no outcome of this file.", value()),
            Rule::LevelOnce => write!(f, "the level {} stands twice in this row.", value()),
        }
    }
}
