//! One app as its sources tell: what it asks of the core, what its client offers, which of that its screens use, which
//! screens it has and which texts they say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::exported::Exported;
use super::source::{Token, bodies, tokens};
use crate::repo;
use crate::words;

/// How a language writes what is looked for.
struct Dialect {
    /// What the client's interfaces are declared with, and a function or a value in them.
    interface: &'static str,
    members: [&'static str; 2],
    /// A screen's declaration as the word before its name, and how the name ends.
    screen: (&'static str, &'static str),
}

const KOTLIN: Dialect =
    Dialect { interface: "interface", members: ["fun", "val"], screen: ("fun", "Screen") };
const SWIFT: Dialect =
    Dialect { interface: "protocol", members: ["func", "var"], screen: ("struct", "View") };

/// One app's sources: those that ship.
pub(super) struct App {
    dialect: Dialect,
    /// The hand-written layer over the core.
    client: Vec<String>,
    /// Everything above it.
    above: Vec<String>,
    /// Of that, the folder of the screens.
    screens: Vec<String>,
}

pub(super) fn android() -> App {
    let main = |module: &str| format!("android/{module}/src/main/kotlin");
    App {
        dialect: KOTLIN,
        client: read(&[&main("client")]),
        above: read(&[&main("ui"), &main("app")]),
        screens: read(&[&format!("{}/notyet/ui/screens", main("ui"))]),
    }
}

pub(super) fn ios() -> App {
    App {
        dialect: SWIFT,
        client: read(&["ios/Sources/CoreClient"]),
        above: read(&["ios/Sources/NotYetKit", "ios/Sources/NotYetUI", "ios/App"]),
        screens: read(&["ios/Sources/NotYetUI/Screens"]),
    }
}

/// The files of these folders that ship and that people write.
fn read(folders: &[&str]) -> Vec<String> {
    let is_fake =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("Fake"));
    let files = folders.iter().flat_map(|folder| {
        let folder = repo::root().join(Path::new(folder));
        repo::files_under(&folder, &[".kt", ".swift"], &["fake", "generated", "Generated"]).unwrap()
    });
    files.filter(|path| !is_fake(path)).map(|path| repo::read(&path).unwrap()).collect()
}

impl App {
    /// What it calls of the core, as [`Exported::all`] spells it.
    pub(super) fn calls(&self, core: &Exported) -> BTreeSet<String> {
        self.client.iter().chain(&self.above).flat_map(|file| calls(&tokens(file), core)).collect()
    }

    /// The names of all that its client offers to the screens.
    pub(super) fn client(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for file in &self.client {
            for body in bodies(&tokens(file), self.dialect.interface, |_| true) {
                let declared = body.windows(2).filter(|pair| self.dialect.members.contains(&pair[0]));
                names.extend(declared.map(|pair| pair[1].to_owned()));
            }
        }
        names
    }

    /// The names that are asked of a client above it.
    pub(super) fn used(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for file in &self.above {
            let tokens = tokens(file);
            for three in tokens.windows(3).filter(|three| is_member_sign(three[1])) {
                if is_client(three[0]) {
                    names.insert(three[2].to_owned());
                }
            }
        }
        names
    }

    /// The names of its screens, without what every one of them ends in.
    pub(super) fn screens(&self) -> BTreeSet<String> {
        let (before, ending) = self.dialect.screen;
        let mut names = BTreeSet::new();
        for file in &self.screens {
            let tokens = tokens(file);
            for (at, pair) in tokens.windows(2).enumerate().filter(|(_, pair)| pair[0] == before) {
                let hidden = at > 0 && ["private", "internal", "fileprivate"].contains(&tokens[at - 1]);
                if let Some(name) = pair[1].strip_suffix(ending).filter(|name| !name.is_empty() && !hidden) {
                    names.insert(name.to_owned());
                }
            }
        }
        names
    }

    /// The accessors of the texts that it says.
    pub(super) fn texts(&self) -> BTreeSet<String> {
        let accessors = words::accessors();
        let mut said = BTreeSet::new();
        for file in &self.above {
            let tokens = tokens(file);
            // Kotlin imports each accessor, and says a text with arguments by its key.
            let imported = tokens.windows(6).filter(|six| six[..5] == ["import", "notyet", ".", "core", "."]);
            said.extend(imported.map(|six| six[5].to_owned()));
            for at in (0..tokens.len()).filter(|at| tokens[*at..].starts_with(&["format", "(", "\""])) {
                let key = tokens[at + 3..].iter().take_while(|token| **token != "\"");
                said.insert(words::camel(&key.copied().collect::<String>()));
            }
            // Swift asks the words, within an extension of theirs without naming them.
            let asked = tokens.windows(3).filter(|three| three[1] == "." && is_words(three[0]));
            said.extend(asked.map(|three| three[2].to_owned()));
            said.extend(
                bodies(&tokens, "extension", |name| name == "Words").concat().iter().map(|t| (*t).to_owned()),
            );
        }
        said.retain(|name| accessors.contains(name));
        said
    }
}

fn is_member_sign(token: &str) -> bool {
    token == "." || token == "::"
}

/// What state holders and models call the client of a person or of all people; in Swift it may come as a closure's `$0`.
fn is_client(name: &str) -> bool {
    ["client", "core", "handed", "profiles", "0"].contains(&name)
}

fn is_words(name: &str) -> bool {
    ["words", "texts", "phrases"].contains(&name)
}

/// The core's functions that are called in one file: on a value that the file declares to be an object, on what gives
/// one, on an object itself, or on none.
fn calls(tokens: &[Token<'_>], core: &Exported) -> BTreeSet<String> {
    let mut objects: BTreeMap<&str, &str> = BTreeMap::new();
    for four in tokens.windows(4) {
        if four[1] == ":" && core.is_object(four[2]) {
            objects.insert(four[0], four[2]);
        }
    }
    for six in tokens.windows(6) {
        if let [name, "=", _, ".", area, "("] = six
            && let Some(object) = core.areas.get(*area)
        {
            objects.insert(name, object);
        }
    }
    let mut found = BTreeSet::new();
    for (at, name) in tokens.iter().enumerate() {
        let before = &tokens[..at];
        let object = match before {
            [.., area, "(", ")", "."] => core.areas.get(*area).map(String::as_str),
            [.., value, "." | "::"] if core.is_object(value) => Some(*value),
            [.., value, "." | "::"] => objects.get(value).copied(),
            _ if tokens.get(at + 1) == Some(&"(") => Some(""),
            _ => None,
        };
        found.extend(object.and_then(|object| core.function(object, name)));
    }
    found
}
