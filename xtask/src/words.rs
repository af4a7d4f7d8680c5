//! Reads the texts of both apps (`core/words/texts/<locale>/*.ftl`) and writes typed accessors for them, so that a
//! text that does not exist does not compile. Owns what a text's name and arguments are; what it says is decided
//! in the text files, and formatting is the core's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::repo;

mod check;
#[cfg(test)]
mod grammar;
mod kotlin;
mod parse;
mod swift;
#[cfg(test)]
mod usage;
#[cfg(test)]
mod voice;

const SOURCE: &str = "core/words/texts";
/// The language that the others are translated from.
const FIRST: &str = "en";

/// One language's texts, by key.
type Texts = BTreeMap<String, Text>;

/// One text as the shells see it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Text {
    place: Place,
    /// By the name in the text file.
    arguments: BTreeMap<String, Argument>,
    /// The text with its choices left out: for a reader of the generated file.
    gist: String,
}

impl Text {
    fn new(place: Place) -> Self {
        Self { place, arguments: BTreeMap::new(), gist: String::new() }
    }
}

/// Where a text stands, for messages: `core/words/texts/en/today.ftl:12`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    file: PathBuf,
    line: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}

/// What a text takes. The core gets both as text; a number is written in digits and chooses a plural.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Argument {
    Words,
    Number,
}

/// Writes both platforms' accessors, or says with file and line what is wrong with the texts.
pub(crate) fn generate(root: &Path) -> Result<()> {
    let locales = read(root)?;
    let mut faults = check::faults(&locales);
    if !faults.is_empty() {
        faults.sort();
        bail!("the texts need care:\n  {}", faults.join("\n  "));
    }
    let texts = &locales[FIRST];
    let kotlin = root.join("android/bindings/src/main/kotlin/notyet/core/Words.kt");
    repo::write_if_changed(&kotlin, &kotlin::text(texts))?;
    repo::write_if_changed(&root.join("ios/Sources/NotYetCore/Words.swift"), &swift::text(texts))
}

/// Every language's texts, by locale.
fn read(root: &Path) -> Result<BTreeMap<String, Texts>> {
    let mut locales = BTreeMap::new();
    for folder in repo::sorted_entries(&root.join(SOURCE))?.into_iter().filter(|path| path.is_dir()) {
        let locale = folder.file_name().expect("an entry has a name").to_string_lossy().into_owned();
        let mut files = Vec::new();
        for path in
            repo::sorted_entries(&folder)?.into_iter().filter(|path| path.extension() == Some("ftl".as_ref()))
        {
            let text = repo::read(&path)?;
            files.push((path.strip_prefix(root).unwrap_or(&path).to_owned(), text));
        }
        let texts = parse::texts(&files).with_context(|| format!("in {locale}"))?;
        locales.insert(locale, texts);
    }
    if !locales.contains_key(FIRST) {
        bail!("{SOURCE}/{FIRST} holds no texts");
    }
    Ok(locales)
}

/// The names of all accessors, as both platforms have them.
#[cfg(test)]
pub(crate) fn accessors() -> std::collections::BTreeSet<String> {
    read(&repo::root()).expect("the texts are in order")[FIRST].keys().map(|key| camel(key)).collect()
}

/// `today-title` as a property's name: `todayTitle`.
pub(crate) fn camel(key: &str) -> String {
    let mut parts = key.split(['-', '_']);
    let mut name = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (first, rest) = part.split_at(part.chars().next().map_or(0, char::len_utf8));
        name.push_str(&first.to_uppercase());
        name.push_str(rest);
    }
    name
}

/// Whether a key is kebab-case. One of its parts may be a code of the protocol, which is written `not_you`.
fn is_kebab(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.split(['-', '_']).all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_becomes_a_property_name() {
        assert_eq!(
            ["today-title", "saved", "refused-not_you"].map(camel),
            ["todayTitle", "saved", "refusedNotYou"]
        );
    }

    #[test]
    fn only_small_letters_digits_and_single_dashes_make_a_key() {
        assert!(["today-title", "saved", "a-1", "refused-not_you"].iter().all(|key| is_kebab(key)));
        assert!(
            !["todayTitle", "today-Title", "today--title", "today-_title", "-today", "today-", "1st"]
                .iter()
                .any(|key| is_kebab(key))
        );
    }
}
