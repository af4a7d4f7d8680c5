//! How the texts speak: no word that blames, no "!", at most twelve words a sentence. Reads every way that a text
//! can turn out, in every language; which words those are, the model says.

use std::path::Path;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use notyet_model::language::Language;
use notyet_model::language::forbidden::forbidden;
use notyet_model::language::grade_level::{HIGHEST_GRADE, MOST_WORDS, counts, sentences};

use super::{FIRST, SOURCE, parse};
use crate::repo;

/// What is against the voice in one reading of a text.
fn against_the_voice(reading: &str, language: Language) -> Vec<String> {
    let words =
        forbidden(reading, language).into_iter().map(|word| format!("says \"{}\"", &reading[word.at]));
    let long = sentences(reading).into_iter().filter(|sentence| sentence.why > MOST_WORDS);
    words.chain(long.map(|sentence| format!("{} words in one sentence", sentence.why))).collect()
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
        let language = language_of(&path);
        let content = repo::read(&path).unwrap();
        let shown = path.strip_prefix(&root).unwrap();
        let mut line = 0;
        for message in parse::messages(shown, &content).unwrap() {
            read += 1;
            line = parse::line_of_key(&content, message.id.name, line);
            for reading in message.value.iter().flat_map(readings) {
                for what in against_the_voice(&reading, language) {
                    against.push(format!("{}:{line}: {}: {what}", shown.display(), message.id.name));
                }
            }
        }
    }
    assert_eq!(against, [""; 0]);
    assert!(read > 0, "there are no texts under {SOURCE}");
}

fn language_of(path: &Path) -> Language {
    let locale = path.parent().unwrap().file_name().unwrap().to_string_lossy();
    Language::of_tag(&locale).unwrap_or_else(|| panic!("the model does not know the language {locale}"))
}

#[test]
fn each_file_of_texts_reads_at_grade_six_or_below() {
    let root = repo::root();
    let mut above = Vec::new();
    for path in repo::files_under(&root.join(SOURCE).join(FIRST), &[".ftl"], &[]).unwrap() {
        let content = repo::read(&path).unwrap();
        let messages = parse::messages(&path, &content).unwrap();
        let all: Vec<String> = messages.iter().filter_map(|m| m.value.as_ref()).flat_map(readings).collect();
        let grade = counts(&all.join("\n"), Language::English).unwrap().grade().unwrap();
        if grade > HIGHEST_GRADE {
            above.push(format!("{}: grade {grade} thousandths", path.display()));
        }
    }
    assert_eq!(above, [""; 0]);
}

/// The formula is made for passages: in a text of fewer words one long word ("Demonstrating") decides alone.
const A_PASSAGE: u32 = 10;

#[test]
fn each_text_of_some_length_reads_at_grade_six_or_below() {
    let root = repo::root();
    let mut above = Vec::new();
    let mut read = 0;
    for path in repo::files_under(&root.join(SOURCE).join(FIRST), &[".ftl"], &[]).unwrap() {
        let content = repo::read(&path).unwrap();
        for message in parse::messages(&path, &content).unwrap() {
            for reading in message.value.iter().flat_map(readings) {
                let counts = counts(&reading, Language::English).unwrap();
                let grade = counts.grade().filter(|_| counts.words >= A_PASSAGE);
                read += u32::from(grade.is_some());
                if grade.is_some_and(|grade| grade > HIGHEST_GRADE) {
                    above.push(format!("{}: grade {grade:?} thousandths: {reading}", message.id.name));
                }
            }
        }
    }
    assert_eq!(above, [""; 0]);
    assert!(read > 50, "{read} texts are long enough to be judged");
}

#[test]
fn what_blames_is_heard_and_what_resembles_it_is_not() {
    let english = Language::English;
    assert_eq!(against_the_voice("You are late. Try again!", english), ["says \"late\"", "says \"!\""]);
    assert_eq!(against_the_voice("The upload Failed", Language::Spanish), ["says \"Failed\""]);
    assert_eq!(against_the_voice("The latest page adjusts itself.", english), [""; 0]);
}

#[test]
fn twelve_words_are_a_sentence_and_thirteen_are_too_many() {
    let twelve = "a b c d e f g h i j k l";
    assert_eq!(against_the_voice(&format!("{twelve}. {twelve}."), Language::English), [""; 0]);
    assert_eq!(against_the_voice(&format!("{twelve} m."), Language::English), ["13 words in one sentence"]);
}

#[test]
fn each_choice_of_a_text_is_read() {
    let content = "a = { $n ->\n    [one] One page\n   *[other] { $n } pages\n} by { $name }\n";
    let messages = parse::messages("a.ftl".as_ref(), content).unwrap();
    assert_eq!(readings(messages[0].value.as_ref().unwrap()), ["One page by x", "x pages by x"]);
}
