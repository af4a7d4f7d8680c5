//! Every level of a class and every reason for it, as each of those who know them tells it: a device, the rows of the
//! server, and `cargo xtask level`. All write the same lines, so that two of them can be compared by a hash. How a level
//! follows from results is decided in `core/model` alone.
//!
//! A line is one student and one outcome, whether anything was judged or not:
//!
//! ```json
//! {"level":"Demonstrating","next":["…"],"outcome":"6ba7…","student":"91f0…","why":["…"]}
//! ```
//!
//! The level is its word, null where there is none; why it stands and what would change it are the sentences that
//! people read, in English. There is one form: members by name, lines by student and outcome, no space, no escape that
//! JSON does not demand, a line break after each line. A school's own word for a level is said by a device alone.

mod answers;
mod cases;
mod device;
mod rows;

pub use answers::lines;
pub use cases::cases;
pub use device::{KeyFiles, Person, of_device};
pub use rows::Rows;

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One student on one outcome. The members stand in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Line {
    /// The word of the level.
    pub level: Option<String>,
    /// What would change it.
    pub next: Vec<String>,
    /// The outcome's id.
    pub outcome: String,
    /// The student's id.
    pub student: String,
    /// Why it stands.
    pub why: Vec<String>,
}

/// The lines in their one form.
pub fn written(mut lines: Vec<Line>) -> String {
    lines.sort_by(|a, b| (&a.student, &a.outcome).cmp(&(&b.student, &b.outcome)));
    let line = |line| serde_json::to_string(line).expect("texts are JSON") + "\n";
    lines.iter().map(line).collect()
}

/// What two exports do not share, for a person who has to find out: at most so many lines of each.
pub fn difference(a: &str, b: &str, at_most: usize) -> String {
    let (in_a, in_b): (BTreeSet<&str>, BTreeSet<&str>) = (a.lines().collect(), b.lines().collect());
    let minus = in_a.difference(&in_b).take(at_most).map(|line| format!("- {line}\n"));
    minus.chain(in_b.difference(&in_a).take(at_most).map(|line| format!("+ {line}\n"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(student: &str, level: Option<&str>) -> Line {
        let (next, why) = (vec!["“a” \\ ü".to_owned()], vec![]);
        Line { level: level.map(str::to_owned), next, outcome: "o".into(), student: student.into(), why }
    }

    #[test]
    fn there_is_one_form_whatever_the_order() {
        let (ben, amara) = (line("b", None), line("a", Some("Approaching")));
        let text = written(vec![ben.clone(), amara.clone()]);
        assert_eq!(text, written(vec![amara, ben]));
        let (first, second) = text.trim_end().split_once('\n').expect("two lines");
        assert_eq!(
            first,
            r#"{"level":"Approaching","next":["“a” \\ ü"],"outcome":"o","student":"a","why":[]}"#
        );
        assert!(second.starts_with(r#"{"level":null,"#));
    }

    #[test]
    fn a_difference_shows_both_sides() {
        assert_eq!(difference("a\nb\n", "b\nc\n", 5), "- a\n+ c\n");
        assert_eq!(difference("a\n", "a\n", 5), "");
    }
}
