//! A text as words and sentences, by Unicode's rules (UAX 29), with the bytes that they stand at. Knows no
//! list and no grammar.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Bytes of the text.
    pub(crate) at: Range<usize>,
    /// In small letters, with straight apostrophes: “Can’t” is `can't`.
    pub(crate) low: String,
    /// Whether it begins a sentence.
    pub(crate) first: bool,
}

/// The words of a text, in its order. A hyphen ends a word, an apostrophe inside does not.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    for (start, sentence) in text.split_sentence_bound_indices() {
        for (nth, (at, said)) in sentence.unicode_word_indices().enumerate() {
            let at = start + at;
            found.push(Word { at: at..at + said.len(), low: low(said), first: nth == 0 });
        }
    }
    found
}

/// Small letters and straight apostrophes.
pub(crate) fn low(said: &str) -> String {
    said.to_lowercase().replace(['’', 'ʼ'], "'")
}

/// Whether two neighbours in a text belong to one phrase: nothing but spaces or a hyphen between them.
pub(crate) fn joined(text: &str, left: &Word, right: &Word) -> bool {
    text[left.at.end..right.at.start].chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑'))
}

/// Whether the words from `first` on are those of a phrase, each as `same(word, of_the_phrase)` says.
pub(crate) fn begins<'p>(
    text: &str,
    words: &[Word],
    first: usize,
    phrase: impl IntoIterator<Item = &'p str>,
    same: impl Fn(&Word, &str) -> bool,
) -> Option<usize> {
    let mut length = 0;
    for wanted in phrase {
        let word = words.get(first + length)?;
        if !same(word, wanted) || (length > 0 && !joined(text, &words[first + length - 1], word)) {
            return None;
        }
        length += 1;
    }
    (length > 0).then_some(length)
}

/// Whether a list of words with spaces between, and lines of comment that begin with “#”, holds this one.
pub(crate) fn holds(list: &str, word: &str) -> bool {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lows(text: &str) -> Vec<(String, bool)> {
        words(text).into_iter().map(|w| (w.low, w.first)).collect()
    }

    #[test]
    fn words_know_their_bytes_and_which_begins_a_sentence() {
        let text = "Élan can’t wait. So it is.";
        let found = words(text);
        assert_eq!(
            lows(text),
            [("élan", true), ("can't", false), ("wait", false), ("so", true), ("it", false), ("is", false)]
                .map(|(low, first)| (low.to_owned(), first))
        );
        assert_eq!(&text[found[1].at.clone()], "can’t");
    }

    #[test]
    fn a_phrase_runs_over_spaces_and_hyphens_and_over_nothing_else() {
        let same = |word: &Word, wanted: &str| word.low == wanted;
        let is = |text: &str| begins(text, &words(text), 0, ["peer", "review"], same);
        assert_eq!(
            ["peer review", "Peer-review", "peer, review", "peer reviews", "peer"].map(is),
            [Some(2), Some(2), None, None, None]
        );
        assert_eq!(begins("peer", &words("peer"), 0, [], same), None);
    }

    #[test]
    fn a_list_holds_whole_words_and_no_comment() {
        let holds = ["one", "two", "on", "comment", "#"].map(|word| holds("# comment\none two\n", word));
        assert_eq!(holds, [true, true, false, false, false]);
    }
}
