//! How the texts speak: no word that blames, no "!", at most twelve words a sentence. Reads every way that a text
//! can turn out, in every language; words that blame are listed for English.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::{FIRST, SOURCE, parse};
use crate::repo;

const BLAMING: [&str; 8] = ["only", "just", "still", "behind", "late", "missing", "wrong", "unfortunately"];
const MOST_WORDS: usize = 12;

/// What is against the voice in one reading of a text.
fn against_the_voice(reading: &str, locale: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lower = reading.to_lowercase();
    for sign in ["fail", "!"] {
        if lower.contains(sign) {
            found.push(format!("says \"{sign}\""));
        }
    }
    if locale == FIRST {
        let spoken: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
        found.extend(
            BLAMING.iter().filter(|word| spoken.contains(*word)).map(|word| format!("says \"{word}\"")),
        );
    }
    for sentence in lower.split_inclusive(['.', '?', '\n', ':', '؟']) {
        let words = sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        if words > MOST_WORDS {
            found.push(format!("{words} words in one sentence"));
        }
    }
    found
}

/// Every way that a text can turn out, with one word in the place of whatever is put in.
fn readings(pattern: &Pattern<&str>) -> Vec<String> {
    let mut all = vec![String::new()];
    for element in &pattern.elements {
        let parts = match element {
            PatternElement::TextElement { value } => vec![(*value).to_owned()],
            PatternElement::Placeable { expression } => of_expression(expression),
        };
        all = all.iter().flat_map(|begun| parts.iter().map(move |part| format!("{begun}{part}"))).collect();
    }
    all
}

fn of_expression(expression: &Expression<&str>) -> Vec<String> {
    match expression {
        Expression::Select { variants, .. } => {
            variants.iter().flat_map(|variant| readings(&variant.value)).collect()
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => of_expression(expression),
        Expression::Inline(InlineExpression::StringLiteral { value }) => vec![(*value).to_owned()],
        Expression::Inline(_) => vec!["x".to_owned()],
    }
}

#[test]
fn every_text_keeps_the_voice() {
    let root = repo::root();
    let mut against = Vec::new();
    let mut read = 0;
    for path in repo::files_under(&root.join(SOURCE), &[".ftl"], &[]).unwrap() {
        let locale = path.parent().unwrap().file_name().unwrap().to_string_lossy();
        let content = repo::read(&path).unwrap();
        let shown = path.strip_prefix(&root).unwrap();
        let mut line = 0;
        for message in parse::messages(shown, &content).unwrap() {
            read += 1;
            line = parse::line_of_key(&content, message.id.name, line);
            for reading in message.value.iter().flat_map(readings) {
                for what in against_the_voice(&reading, &locale) {
                    against.push(format!("{}:{line}: {}: {what}", shown.display(), message.id.name));
                }
            }
        }
    }
    assert_eq!(against, [""; 0]);
    assert!(read > 0, "there are no texts under {SOURCE}");
}

#[test]
fn what_blames_is_heard_and_what_resembles_it_is_not() {
    assert_eq!(against_the_voice("You are late. Try again!", "en"), ["says \"!\"", "says \"late\""]);
    assert_eq!(against_the_voice("The upload Failed", "es"), ["says \"fail\""]);
    assert_eq!(against_the_voice("The latest page adjusts itself.", "en"), [""; 0]);
}

#[test]
fn twelve_words_are_a_sentence_and_thirteen_are_too_many() {
    let twelve = "a b c d e f g h i j k l";
    assert_eq!(against_the_voice(&format!("{twelve}. {twelve}."), "en"), [""; 0]);
    assert_eq!(against_the_voice(&format!("{twelve} m."), "en"), ["13 words in one sentence"]);
}

#[test]
fn each_choice_of_a_text_is_read() {
    let content = "a = { $n ->\n    [one] One page\n   *[other] { $n } pages\n} by { $name }\n";
    let messages = parse::messages("a.ftl".as_ref(), content).unwrap();
    assert_eq!(readings(messages[0].value.as_ref().unwrap()), ["One page by x", "x pages by x"]);
}
