// What a person or a school wrote, beside words of ours.

/// The text, marked off (U+2068 … U+2069), so that it keeps its own direction and the stop at its end. The core does the
/// same in its sentences.
func isolated(_ text: String) -> String { "\u{2068}\(text)\u{2069}" }
