//! Text files to texts: keys, places, arguments. Follows references between messages, since what they need the
//! caller has to give.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Message, Pattern, PatternElement, VariantKey,
};

use super::{Argument, Place, Text, Texts};

/// The texts of one language from its files' paths and contents.
pub(super) fn texts(files: &[(PathBuf, String)]) -> Result<Texts> {
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    for (path, content) in files {
        let mut line = 0;
        for message in messages(path, content)? {
            let key = message.id.name;
            line = line_of_key(content, key, line);
            let place = Place { file: path.clone(), line };
            let Some(pattern) = &message.value else { bail!("{place}: {key} has no text") };
            if let Some(attribute) = message.attributes.first() {
                bail!(
                    "{place}: {key}.{}: a text has no attributes, give it a key of its own",
                    attribute.id.name
                );
            }
            let mut one = Found { text: Text::new(place), mentions: Vec::new() };
            one.pattern(pattern);
            if let Some(earlier) = found.insert(key.to_owned(), one) {
                bail!("{}: {key} is there already, in {}", found[key].text.place, earlier.text.place);
            }
        }
    }
    let keys: Vec<String> = found.keys().cloned().collect();
    let mut texts = Texts::new();
    for key in keys {
        let mut text = found[&key].text.clone();
        text.arguments = arguments(&key, &found, &mut Vec::new())?;
        texts.insert(key, text);
    }
    Ok(texts)
}

/// The messages of one file, or the place of what does not parse.
pub(super) fn messages<'a>(path: &Path, content: &'a str) -> Result<Vec<Message<&'a str>>> {
    let resource = match fluent_syntax::parser::parse(content) {
        Ok(resource) => resource,
        Err((_, errors)) => {
            let first = &errors[0];
            let line = content[..first.pos.start.min(content.len())].matches('\n').count() + 1;
            bail!("{}:{line}: {}", path.display(), first.kind);
        }
    };
    Ok(resource
        .body
        .into_iter()
        .filter_map(|entry| if let Entry::Message(message) = entry { Some(message) } else { None })
        .collect())
}

/// The line, counted from 1, on which a key stands after the line `after`. The parser keeps no places, but a key
/// stands at the beginning of its line.
pub(super) fn line_of_key(content: &str, key: &str, after: usize) -> usize {
    let is_it = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    content.lines().skip(after).position(is_it).map_or(after, |at| after + at + 1)
}

/// A text before its references are followed.
struct Found {
    text: Text,
    /// Keys of the messages that it takes in.
    mentions: Vec<String>,
}

impl Found {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.gist.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => {
                self.inline(inline, Argument::Words);
                self.text.gist.push_str(&shown(inline));
            }
            Expression::Select { selector, variants } => {
                let plural = variants.iter().all(|variant| match variant.key {
                    VariantKey::NumberLiteral { .. } => true,
                    VariantKey::Identifier { name } => {
                        matches!(name, "zero" | "one" | "two" | "few" | "many" | "other")
                    }
                });
                self.inline(selector, if plural { Argument::Number } else { Argument::Words });
                // The gist shows the text that is used when nothing else fits.
                let (default, others): (Vec<_>, Vec<_>) =
                    variants.iter().partition(|variant| variant.default);
                default.iter().for_each(|variant| self.pattern(&variant.value));
                let gist = self.text.gist.clone();
                others.iter().for_each(|variant| self.pattern(&variant.value));
                self.text.gist = gist;
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>, as_what: Argument) {
        match inline {
            InlineExpression::VariableReference { id } => self.takes(id.name, as_what),
            InlineExpression::FunctionReference { id, arguments } => {
                let number = id.name == "NUMBER";
                self.call(arguments, if number { Argument::Number } else { Argument::Words });
            }
            InlineExpression::MessageReference { id, .. } => self.mentions.push(id.name.to_owned()),
            InlineExpression::Placeable { expression } => self.expression(expression),
            // A term is given literals only, and sees no argument of the message.
            InlineExpression::TermReference { .. }
            | InlineExpression::StringLiteral { .. }
            | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn call(&mut self, arguments: &CallArguments<&str>, as_what: Argument) {
        arguments.positional.iter().for_each(|argument| self.inline(argument, as_what));
    }

    fn takes(&mut self, name: &str, as_what: Argument) {
        let known = self.text.arguments.entry(name.to_owned()).or_insert(as_what);
        *known = (*known).max(as_what);
    }
}

fn shown(inline: &InlineExpression<&str>) -> String {
    match inline {
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            (*value).to_owned()
        }
        InlineExpression::VariableReference { id } => format!("{{{}}}", id.name),
        InlineExpression::MessageReference { id, .. } | InlineExpression::TermReference { id, .. } => {
            format!("‹{}›", id.name)
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.first().map(shown).unwrap_or_default()
        }
        InlineExpression::Placeable { .. } => String::new(),
    }
}

/// A text's own arguments and those of all that it takes in.
fn arguments(
    key: &str,
    found: &BTreeMap<String, Found>,
    path: &mut Vec<String>,
) -> Result<BTreeMap<String, Argument>> {
    let one = &found[key];
    if path.iter().any(|earlier| earlier == key) {
        bail!("{}: {key} takes itself in", one.text.place);
    }
    path.push(key.to_owned());
    let mut all = one.text.arguments.clone();
    for mention in &one.mentions {
        if !found.contains_key(mention) {
            bail!("{}: {key} takes in {mention}, which is nowhere", one.text.place);
        }
        for (name, kind) in arguments(mention, found, path)? {
            let known = all.entry(name).or_insert(kind);
            *known = (*known).max(kind);
        }
    }
    path.pop();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(content: &str) -> Result<Texts> {
        texts(&[("en/a.ftl".into(), content.to_owned())])
    }

    #[test]
    fn a_text_knows_its_line_and_its_arguments() {
        let texts = parsed("# About\nsaved = Saved.\nwaiting = { $count ->\n    [one] 1 waits\n   *[other] { $count } wait for { $name }\n}\n").unwrap();
        let waiting = &texts["waiting"];
        assert_eq!((waiting.place.line, waiting.gist.as_str()), (3, "{count} wait for {name}"));
        assert_eq!(
            waiting.arguments,
            [("count".to_owned(), Argument::Number), ("name".to_owned(), Argument::Words)].into()
        );
        assert_eq!(texts["saved"].arguments, [].into());
    }

    #[test]
    fn a_choice_by_word_takes_words() {
        let texts = parsed("kind = { $kind ->\n    [photo] Photo\n   *[other-work] Work\n}\n").unwrap();
        assert_eq!(texts["kind"].arguments, [("kind".to_owned(), Argument::Words)].into());
    }

    #[test]
    fn what_a_text_takes_in_asks_for_its_arguments_too() {
        let texts = parsed("inner = { NUMBER($count) } pages\nouter = All: { inner }\n").unwrap();
        assert_eq!(texts["outer"].arguments, [("count".to_owned(), Argument::Number)].into());
    }

    #[test]
    fn a_term_and_its_settings_are_no_argument() {
        let texts = parsed("-outcome = { $case ->\n    [many] outcomes\n   *[one] outcome\n}\nnew = New { -outcome(case: \"one\") }\n").unwrap();
        assert_eq!(texts["new"].arguments, [].into());
    }

    #[test]
    fn faults_name_their_line() {
        let said = |content| format!("{:#}", parsed(content).unwrap_err());
        assert_eq!(said("a = A\na = B\n"), "en/a.ftl:2: a is there already, in en/a.ftl:1");
        assert_eq!(said("a = A\nb = { c }\n"), "en/a.ftl:2: b takes in c, which is nowhere");
        assert_eq!(said("a = { b }\nb = { a }\n"), "en/a.ftl:1: a takes itself in");
        assert_eq!(
            said("a = A\n   .title = T\n"),
            "en/a.ftl:1: a.title: a text has no attributes, give it a key of its own"
        );
        assert!(said("a = A\nb = { $\n").starts_with("en/a.ftl:2: "), "{}", said("a = A\nb = { $\n"));
    }
}
