//! Names as people write them: initials by what a reader sees as one letter, and how near a typed name is.

use unicode_segmentation::UnicodeSegmentation;

/// The first letter of the first and of the last word, as their bearer writes them.
pub(crate) fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = |word: &&str| word.graphemes(true).next().unwrap_or_default().to_owned();
    match words.as_slice() {
        [] => String::new(),
        [only] => first(only),
        [head, .., last] => first(head) + &first(last),
    }
}

/// How near two names are: the number of shared pairs of letters, doubled, in thousandths of all pairs (Dice's
/// coefficient), ignoring case and spaces.
pub(crate) fn likeness(a: &str, b: &str) -> u32 {
    let (a, b) = (pairs(a), pairs(b));
    let total = a.len() + b.len();
    if total == 0 {
        return 0;
    }
    let mut left = b;
    let shared = a
        .iter()
        .filter(|pair| left.iter().position(|p| p == *pair).map(|i| left.swap_remove(i)).is_some())
        .count();
    (2000 * shared / total) as u32
}

fn pairs(name: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    letters.windows(2).map(|w| (w[0], w[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_what_a_reader_sees_as_letters() {
        for (name, expected) in [
            ("Amara Okafor", "AO"),
            ("Thiri", "T"),
            ("Đặng Hồng Nhung", "ĐN"),
            ("ليان الخطيب", "لا"),
            ("José Luis Hernández Ortiz", "JO"),
            ("A\u{301}ine Byrne", "A\u{301}B"),
            ("  ", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn a_mistyped_name_is_nearest_to_its_owner() {
        let roster = ["Ben Whitaker", "Bo Li", "Amara Okafor", "Amara Diallo"];
        let nearest = |typed: &str| *roster.iter().max_by_key(|name| likeness(typed, name)).unwrap();
        assert_eq!(nearest("amara okafr"), "Amara Okafor");
        assert_eq!(nearest("Ben W"), "Ben Whitaker");
        assert_eq!(likeness("", ""), 0);
    }
}
