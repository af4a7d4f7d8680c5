//! What a language asks of its texts: a form for each of its plurals wherever a count decides, and its own words for
//! whatever a text takes in. Reads every text in every language; changes nothing.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

use super::SOURCE;
use crate::repo;

/// The plurals of whole numbers that school life has (CLDR; in Spanish whole millions have one of their own).
fn plurals(locale: &str) -> BTreeSet<&'static str> {
    match locale {
        "en" | "es" => ["one", "other"].into(),
        "ar" => ["zero", "one", "two", "few", "many", "other"].into(),
        other => panic!("the plurals of {other} are not in this table"),
    }
}

/// What is found in one text.
#[derive(Default)]
struct Seen {
    /// The plurals of each choice by a count.
    counts: Vec<BTreeSet<String>>,
    terms: BTreeSet<String>,
}

impl Seen {
    fn of(pattern: &Pattern<&str>) -> Self {
        let mut seen = Self::default();
        seen.pattern(pattern);
        seen
    }

    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                let names = variants.iter().filter_map(|variant| match variant.key {
                    VariantKey::Identifier { name } => Some(name.to_owned()),
                    VariantKey::NumberLiteral { .. } => None,
                });
                let names: BTreeSet<String> = names.collect();
                if names.contains("other") {
                    self.counts.push(names);
                }
                variants.iter().for_each(|variant| self.pattern(&variant.value));
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::TermReference { id, .. } => {
                self.terms.insert(id.name.to_owned());
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            _ => {}
        }
    }
}

/// What is against the grammar in the files of one language.
fn against(locale: &str, files: &[(String, String)]) -> Vec<String> {
    let mut known = BTreeSet::new();
    let mut texts = Vec::new();
    for (file, content) in files {
        for entry in fluent_syntax::parser::parse(content.as_str()).expect("the accessors read it").body {
            match entry {
                Entry::Term(term) => {
                    known.insert(term.id.name.to_owned());
                }
                Entry::Message(message) => {
                    let seen = message.value.as_ref().map(Seen::of).unwrap_or_default();
                    texts.push((format!("{file}: {}", message.id.name), seen));
                }
                _ => {}
            }
        }
    }
    let mut faults = Vec::new();
    for (text, seen) in texts {
        let asked: BTreeSet<String> = plurals(locale).into_iter().map(str::to_owned).collect();
        for has in seen.counts.iter().filter(|has| **has != asked) {
            faults.push(format!("{text} has the plurals {has:?}, {locale} has {asked:?}"));
        }
        faults.extend(seen.terms.difference(&known).map(|term| format!("{text} takes in -{term}")));
    }
    faults
}

#[test]
fn every_language_has_its_plurals_and_its_terms() {
    let root = repo::root();
    let mut faults = Vec::new();
    for folder in repo::sorted_entries(&root.join(SOURCE)).unwrap() {
        let locale = folder.file_name().unwrap().to_string_lossy().into_owned();
        let files = repo::files_under(&folder, &[".ftl"], &[]).unwrap().into_iter().map(|path| {
            (path.strip_prefix(&root).unwrap().display().to_string(), repo::read(&path).unwrap())
        });
        faults.extend(against(&locale, &files.collect::<Vec<_>>()));
    }
    assert_eq!(faults, [""; 0]);
}

#[test]
fn the_core_carries_every_file_of_every_language() {
    let root = repo::root();
    let carried = repo::read(&root.join("core/words/src/languages.rs")).unwrap();
    let mut lacking = Vec::new();
    let files = repo::files_under(&root.join(SOURCE), &[".ftl"], &[]).unwrap();
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy();
        let locale = file.parent().unwrap().file_name().unwrap().to_string_lossy();
        if !carried.contains(&format!("\"/{name}\"")) || !carried.contains(&format!("files!(\"{locale}\")")) {
            lacking.push(file.strip_prefix(&root).unwrap().display().to_string());
        }
    }
    assert_eq!(lacking, [""; 0]);
    assert!(files.len() > 20, "the texts of three languages are read");
}

#[test]
fn a_plural_too_few_a_plural_too_many_and_a_term_that_is_nowhere_are_named() {
    let text = "a = { $n ->\n    [one] x\n    [few] y\n   *[other] { -z }\n}\n-y = Y\nb = { -y }\n";
    let files = [("f".to_owned(), text.to_owned())];
    let found = against("en", &files);
    assert_eq!(
        found,
        [r#"f: a has the plurals {"few", "one", "other"}, en has {"one", "other"}"#, "f: a takes in -z"]
    );
    assert_eq!(
        against("ar", &files)[0].split(", ar").next().unwrap(),
        found[0].split(", en").next().unwrap()
    );
}
