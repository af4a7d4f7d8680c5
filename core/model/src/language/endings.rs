//! English endings: which listed words an inflected one may come from. Over-generates on purpose; a caller
//! keeps what its own list holds.

/// What a word may be a form of, itself first: “studies” of `studies`, `studie`, `studi`, `study`.
pub(crate) fn stems(word: &str) -> Vec<String> {
    let mut stems = vec![word.to_owned()];
    // Plurals, and verbs after he, she, it.
    add(&mut stems, word, "s", &[""]);
    add(&mut stems, word, "es", &[""]);
    add(&mut stems, word, "ies", &["y"]);
    add(&mut stems, word, "'s", &[""]);
    verb(&mut stems, word, "ed");
    add(&mut stems, word, "ied", &["y"]);
    verb(&mut stems, word, "ing");
    stems
}

/// A verb before -ed or -ing: as it is, with its silent e, with its consonant single again.
pub(crate) fn verb(stems: &mut Vec<String>, word: &str, ending: &str) {
    add(stems, word, ending, &["", "e"]);
    if let Some(single) = word.strip_suffix(ending).and_then(single_again) {
        stems.push(single.to_owned());
    }
}

/// The word without `ending`, with each of `instead` in its place.
pub(crate) fn add(stems: &mut Vec<String>, word: &str, ending: &str, instead: &[&str]) {
    if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() > 1) {
        stems.extend(instead.iter().map(|instead| format!("{stem}{instead}")));
    }
}

/// `plan` for `plann`; `None` where no consonant is doubled.
fn single_again(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    (last == before && !"aeiou".contains(last)).then(|| &stem[..stem.len() - last.len_utf8()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comes_from(word: &str, base: &str) -> bool {
        stems(word).iter().any(|stem| stem == base)
    }

    #[test]
    fn regular_forms_lead_back_to_their_word() {
        for (word, base) in [
            ("claims", "claim"),
            ("matches", "match"),
            ("studies", "study"),
            ("writer's", "writer"),
            ("asked", "ask"),
            ("used", "use"),
            ("studied", "study"),
            ("planned", "plan"),
            ("reading", "read"),
            ("writing", "write"),
            ("planning", "plan"),
        ] {
            assert!(comes_from(word, base), "{word}: {:?}", stems(word));
        }
    }

    #[test]
    fn a_doubled_vowel_or_two_different_letters_are_left_alone() {
        assert_eq!(stems("seeing"), ["seeing", "see", "seee"]);
        assert_eq!(stems("asking"), ["asking", "ask", "aske"]);
    }

    #[test]
    fn what_is_left_of_a_word_has_two_letters() {
        assert_eq!(stems("is"), ["is"]);
        assert_eq!(stems("king"), ["king"]);
        assert_eq!(stems("ééss"), ["ééss", "éés"]);
    }
}
