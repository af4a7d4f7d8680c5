//! The words that no text of the app may show (feature 48, and the voice of the design): a student hears “not
//! yet”, what is and what comes next. For the app's own texts; what people write to each other is theirs.

use super::words::{holds, words};
use super::{Language, Pointed};

/// Why a text may not say this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Forbidden {
    /// “fail” in any form or compound, or what stands for it in Spanish and Arabic.
    Fail,
    /// A word that blames or hurries, of the design's list; known for English.
    Blame,
    /// An exclamation mark.
    Loud,
    /// A pictograph; the app draws its own signs.
    Picture,
}

/// Everything in a text that the app may not say, in its order; none in a text that may be shown.
pub fn forbidden(text: &str, language: Language) -> Vec<Pointed<Forbidden>> {
    let said = words(text).into_iter().filter_map(|word| {
        let why = if means_fail(&word.low, language) {
            Forbidden::Fail
        } else if language == Language::English && holds(BLAMING, &word.low) {
            Forbidden::Blame
        } else {
            return None;
        };
        Some(Pointed { at: word.at, why })
    });
    let signs = text.char_indices().filter_map(|(at, c)| {
        let why = match c {
            '!' | '¡' | '！' | '‼' | '⁉' => Forbidden::Loud,
            // Emoji presentation, Miscellaneous Symbols, Dingbats, and the pictographs beyond the first plane.
            '\u{fe0f}' | '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' => Forbidden::Picture,
            _ => return None,
        };
        Some(Pointed { at: at..at + c.len_utf8(), why })
    });
    let mut found: Vec<_> = said.chain(signs).collect();
    found.sort_by_key(|pointed| (pointed.at.start, pointed.at.end));
    found
}

/// The list of the design's chapter on voice.
const BLAMING: &str = "only just still behind late missing wrong unfortunately";

fn means_fail(low: &str, language: Language) -> bool {
    let own = match language {
        Language::English => false,
        // Fallar and fracasar; reprobar and suspender, which are said of examinations.
        Language::Spanish => {
            ["fall", "fracas", "reprob", "reprueb", "suspen"].iter().any(|stem| low.starts_with(stem))
        }
        Language::Arabic => {
            let bare = without_marks(low);
            ["فشل", "فاشل", "رسب", "راسب", "رسوب"].iter().any(|root| bare.contains(root))
        }
    };
    own || low.contains("fail")
}

/// An Arabic word without vowel signs and without stretching.
fn without_marks(low: &str) -> String {
    low.chars().filter(|c| !matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, language: Language) -> Vec<(&str, Forbidden)> {
        forbidden(text, language).into_iter().map(|p| (&text[p.at], p.why)).collect()
    }

    #[test]
    fn no_form_of_fail_is_let_through() {
        for word in ["fail", "fails", "Failed", "FAILING", "failure", "failures", "failsafe", "unfailing"] {
            for language in [Language::English, Language::Spanish, Language::Arabic] {
                assert_eq!(found(word, language), [(word, Forbidden::Fail)]);
            }
        }
    }

    #[test]
    fn spanish_and_arabic_have_their_own_words_for_it() {
        for word in ["falló", "fallos", "fracaso", "Reprobado", "reprueba", "suspenso"] {
            assert_eq!(found(word, Language::Spanish), [(word, Forbidden::Fail)]);
            assert_eq!(found(word, Language::English), []);
        }
        for word in ["فشل", "الفَشَل", "فـاشل", "رسب", "راسبون", "الرسوب"] {
            assert_eq!(found(word, Language::Arabic), [(word, Forbidden::Fail)]);
        }
    }

    #[test]
    fn each_word_of_the_voice_is_held_and_what_resembles_it_is_not() {
        for word in ["only", "just", "Still", "behind", "late", "missing", "wrong", "unfortunately"] {
            assert_eq!(found(word, Language::English), [(word, Forbidden::Blame)]);
            assert_eq!(found(word, Language::Spanish), []);
        }
        assert_eq!(found("The latest page adjusts itself. Later.", Language::English), []);
    }

    #[test]
    fn signs_that_shout_or_picture_are_named_in_the_order_of_the_text() {
        assert_eq!(
            found("¡Ya! ✓ late 🎉", Language::English),
            [
                ("¡", Forbidden::Loud),
                ("!", Forbidden::Loud),
                ("✓", Forbidden::Picture),
                ("late", Forbidden::Blame),
                ("🎉", Forbidden::Picture),
            ]
        );
        assert_eq!(found("C4 › “You can” · 3 … ◔ ×", Language::English), []);
    }
}
