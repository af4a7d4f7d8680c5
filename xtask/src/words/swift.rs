//! The accessors as Swift. Writes text; decides nothing.

use std::fmt::Write;

use super::{Argument, SOURCE, Text, Texts, camel};
use crate::repo::NOTE;

/// Words that Swift keeps for itself where a member is declared.
const KEPT: [&str; 40] = [
    "as",
    "break",
    "case",
    "catch",
    "class",
    "continue",
    "default",
    "defer",
    "do",
    "else",
    "enum",
    "extension",
    "false",
    "for",
    "func",
    "guard",
    "if",
    "import",
    "in",
    "init",
    "inout",
    "internal",
    "is",
    "let",
    "nil",
    "operator",
    "private",
    "protocol",
    "public",
    "repeat",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "switch",
    "throw",
    "true",
    "var",
    "while",
];

pub(super) fn text(texts: &Texts) -> String {
    let mut out = format!(
        "// {NOTE} {SOURCE}.
// swift-format-ignore-file

extension Words {{
    /// Core and accessors are built from the same texts; a key on the screen is better than no screen.
    private func text(_ key: String) -> String {{ texts[key] ?? key }}
"
    );
    for (key, text) in texts.iter().filter(|(_, text)| text.arguments.is_empty()) {
        let _ = writeln!(
            out,
            "\n    /// {}\n    public var {}: String {{ text(\"{key}\") }}",
            gist(text),
            name(key)
        );
    }
    out.push_str(
        "}

/// Texts that need arguments: `Phrases { core.format(key: $0, args: $1) }`.
public struct Phrases: Sendable {
    private let format: @Sendable (_ key: String, _ args: [TextArg]) -> String

    public init(format: @escaping @Sendable (_ key: String, _ args: [TextArg]) -> String) {
        self.format = format
    }
",
    );
    for (key, text) in texts.iter().filter(|(_, text)| !text.arguments.is_empty()) {
        let taken: Vec<_> =
            text.arguments.iter().map(|(argument, kind)| parameter(argument, *kind)).collect();
        let given: Vec<_> = text.arguments.iter().map(|(argument, kind)| pair(argument, *kind)).collect();
        let _ = writeln!(
            out,
            "\n    /// {}\n    public func {}({}) -> String {{ format(\"{key}\", [{}]) }}",
            gist(text),
            name(key),
            taken.join(", "),
            given.join(", ")
        );
    }
    out.push_str("}\n");
    out
}

fn parameter(argument: &str, kind: Argument) -> String {
    let kind = match kind {
        Argument::Words => "String",
        Argument::Number => "Int",
    };
    format!("{}: {kind}", name(argument))
}

fn pair(argument: &str, kind: Argument) -> String {
    let value = match kind {
        Argument::Words => name(argument),
        Argument::Number => format!("String({})", name(argument)),
    };
    format!("TextArg(name: \"{argument}\", value: {value})")
}

fn name(key: &str) -> String {
    let name = camel(key);
    if KEPT.contains(&name.as_str()) { format!("`{name}`") } else { name }
}

fn gist(text: &Text) -> String {
    text.gist.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::parse::texts;
    use super::*;

    #[test]
    fn a_plain_text_is_a_property_and_one_with_arguments_a_function() {
        let texts = texts(&[(
            "en/a.ftl".into(),
            "today-title = Today\ndefault = Usual\nnot-sent = { $count ->\n   *[other] { $count } for { $first-name }\n}\n".into(),
        )])
        .unwrap();
        let written = text(&texts);
        for line in [
            "    /// Today\n    public var todayTitle: String { text(\"today-title\") }\n",
            "    public var `default`: String { text(\"default\") }\n",
            "    /// {count} for {first-name}\n    public func notSent(count: Int, firstName: String) -> String { \
             format(\"not-sent\", [TextArg(name: \"count\", value: String(count)), TextArg(name: \"first-name\", value: firstName)]) }\n",
        ] {
            assert!(written.contains(line), "{line}\nis not in\n{written}");
        }
    }
}
