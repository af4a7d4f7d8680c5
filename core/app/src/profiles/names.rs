//! Names that a person may choose to be listed by: from the fewest letters to the most, never the whole name.

use unicode_segmentation::UnicodeSegmentation;

/// "A. O.", "Ana", "Ana O." for Ana Ortiz; whoever wants another types it.
pub(super) fn to_choose(whole: &str) -> Vec<String> {
    let parts: Vec<&str> = whole.split_whitespace().collect();
    let initial = |part: &str| part.graphemes(true).next().map(|letter| format!("{letter}."));
    let initials: Vec<String> = parts.iter().filter_map(|part| initial(part)).collect();
    let mut names = vec![initials.join(" ")];
    if let [first, .., last] = parts[..] {
        names.push(first.to_owned());
        names.extend(initial(last).map(|last| format!("{first} {last}")));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::to_choose;

    #[test]
    fn the_whole_name_is_never_offered() {
        assert_eq!(to_choose("Ana Ortiz"), ["A. O.", "Ana", "Ana O."]);
        assert_eq!(to_choose("  María del  Mar Ruiz "), ["M. d. M. R.", "María", "María R."]);
        assert_eq!(to_choose("Plato"), ["P."]);
        assert_eq!(to_choose("é\u{301}a Li"), ["é\u{301}. L.", "é\u{301}a", "é\u{301}a L."]);
    }
}
