//! What a body must hold beyond its shape: how long a text may be, how many a list may name, which numbers make
//! sense. A body that breaks a rule is refused by the server and never recorded by a device.

/// Characters of a line: a name, a mark's reason in short, a reflection.
pub const LINE: usize = 200;
/// Characters of a text. Three of them in the longest script stay well below what the server takes at once.
pub const TEXT: usize = 2_000;
/// Characters of a mark or of a grading period's name.
pub const MARK: usize = 40;
/// How many things one list may name.
pub const LIST: usize = 50;

/// A rule that a body's field breaks. Names no person and repeats nothing of what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} {rule}")]
pub struct BadFact {
    /// The field, as it stands on the wire.
    pub field: &'static str,
    /// What it breaks.
    pub rule: Rule,
}

/// What a field can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// Nothing is said where something is needed.
    #[error("must say something")]
    Missing,
    /// More characters than the limit.
    #[error("is longer than {0} characters")]
    TooLong(usize),
    /// Fewer entries than needed.
    #[error("names fewer than {0}")]
    TooFew(usize),
    /// More entries than the limit.
    #[error("names more than {0}")]
    TooMany(usize),
    /// One entry stands twice.
    #[error("names the same one twice")]
    Repeated,
    /// A number outside its range, ends included.
    #[error("is not from {0} to {1}")]
    Outside(u32, u32),
    /// A person's own work where another's is needed.
    #[error("names the person's own work")]
    Own,
    /// Not 64 lower-case hexadecimal digits.
    #[error("is not a SHA-256")]
    NotAHash,
}

impl Rule {
    /// The rule as broken by this field.
    pub(crate) fn of(self, field: &'static str) -> BadFact {
        BadFact { field, rule: self }
    }
}

/// A text that may be empty.
pub(crate) fn text(field: &'static str, text: &str, limit: usize) -> Result<(), BadFact> {
    require(text.chars().nth(limit).is_none(), field, Rule::TooLong(limit))
}

/// A text that must say something.
pub(crate) fn words(field: &'static str, words: &str, limit: usize) -> Result<(), BadFact> {
    require(!words.trim().is_empty(), field, Rule::Missing)?;
    text(field, words, limit)
}

/// A list without repetition.
pub(crate) fn list<T: PartialEq>(
    field: &'static str,
    items: &[T],
    least: usize,
    most: usize,
) -> Result<(), BadFact> {
    require(items.len() >= least, field, Rule::TooFew(least))?;
    require(items.len() <= most, field, Rule::TooMany(most))?;
    let repeated = items.iter().enumerate().any(|(i, item)| items[..i].contains(item));
    require(!repeated, field, Rule::Repeated)
}

/// A number within a range, ends included.
pub(crate) fn number(field: &'static str, number: u32, least: u32, most: u32) -> Result<(), BadFact> {
    require((least..=most).contains(&number), field, Rule::Outside(least, most))
}

/// A rule of another kind.
pub(crate) fn require(holds: bool, field: &'static str, rule: Rule) -> Result<(), BadFact> {
    if holds { Ok(()) } else { Err(rule.of(field)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_counts_characters_and_lets_the_last_one_in() {
        assert_eq!(text("note", "žluť", 4), Ok(()));
        assert_eq!(text("note", "žluťo", 4), Err(Rule::TooLong(4).of("note")));
        assert_eq!(words("note", " \n", 4), Err(Rule::Missing.of("note")));
        assert_eq!(words("note", "žluťo", 4), Err(Rule::TooLong(4).of("note")));
    }

    #[test]
    fn a_list_keeps_its_ends_and_names_nothing_twice() {
        assert_eq!(list("of", &[1, 2], 2, 2), Ok(()));
        assert_eq!(list("of", &[1], 2, 2), Err(Rule::TooFew(2).of("of")));
        assert_eq!(list("of", &[1, 2, 3], 2, 2), Err(Rule::TooMany(2).of("of")));
        assert_eq!(list("of", &[1, 2, 1], 1, 3), Err(Rule::Repeated.of("of")));
    }

    #[test]
    fn a_number_may_stand_at_either_end() {
        assert_eq!([1, 4].map(|n| number("dok", n, 1, 4)), [Ok(()), Ok(())]);
        assert_eq!([0, 5].map(|n| number("dok", n, 1, 4)), [Err(Rule::Outside(1, 4).of("dok")); 2]);
    }

    #[test]
    fn a_rule_says_the_field_and_nothing_of_the_text() {
        assert_eq!(text("note", "secret", 2).unwrap_err().to_string(), "note is longer than 2 characters");
    }
}
