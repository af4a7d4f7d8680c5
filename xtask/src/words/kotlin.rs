//! The accessors as Kotlin. Writes text; decides nothing.

use std::fmt::Write;

use super::{Argument, SOURCE, Text, Texts, camel};
use crate::repo::NOTE;

/// Words that Kotlin keeps for itself.
const KEPT: [&str; 28] = [
    "as",
    "break",
    "class",
    "continue",
    "do",
    "else",
    "false",
    "for",
    "fun",
    "if",
    "in",
    "interface",
    "is",
    "null",
    "object",
    "package",
    "return",
    "super",
    "this",
    "throw",
    "true",
    "try",
    "typealias",
    "typeof",
    "val",
    "var",
    "when",
    "while",
];

pub(super) fn text(texts: &Texts) -> String {
    let mut out = format!(
        "// {NOTE} {SOURCE}.
@file:Suppress(\"ktlint\", \"TooManyFunctions\", \"MaxLineLength\", \"LargeClass\")

package notyet.core

/** Core and accessors are built from the same texts; a key on the screen is better than no screen. */
private fun Words.text(key: String): String = texts[key] ?: key
"
    );
    for (key, text) in texts.iter().filter(|(_, text)| text.arguments.is_empty()) {
        let _ =
            writeln!(out, "\n/** {} */\nval Words.{}: String get() = text(\"{key}\")", gist(text), name(key));
    }
    out.push_str(
        "
/** Texts that need arguments: `Phrases(core::format)`. */
class Phrases(private val format: (key: String, args: List<TextArg>) -> String) {
",
    );
    for (key, text) in texts.iter().filter(|(_, text)| !text.arguments.is_empty()) {
        let taken: Vec<_> =
            text.arguments.iter().map(|(argument, kind)| parameter(argument, *kind)).collect();
        let given: Vec<_> = text.arguments.iter().map(|(argument, kind)| pair(argument, *kind)).collect();
        let _ = writeln!(
            out,
            "    /** {} */\n    fun {}({}): String = format(\"{key}\", listOf({}))\n",
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
        Argument::Number => format!("{}.toString()", name(argument)),
    };
    format!("TextArg(\"{argument}\", {value})")
}

fn name(key: &str) -> String {
    let name = camel(key);
    if KEPT.contains(&name.as_str()) { format!("`{name}`") } else { name }
}

fn gist(text: &Text) -> String {
    text.gist.split_whitespace().collect::<Vec<_>>().join(" ").replace("*/", "* /").replace("/*", "/ *")
}

#[cfg(test)]
mod tests {
    use super::super::parse::texts;
    use super::*;

    #[test]
    fn a_plain_text_is_a_property_and_one_with_arguments_a_function() {
        let texts = texts(&[(
            "en/a.ftl".into(),
            "today-title = Today\nwhen = When\nnot-sent = { $count ->\n   *[other] { $count } for { $first-name }\n}\n".into(),
        )])
        .unwrap();
        let written = text(&texts);
        for line in [
            "/** Today */\nval Words.todayTitle: String get() = text(\"today-title\")\n",
            "val Words.`when`: String get() = text(\"when\")\n",
            "    /** {count} for {first-name} */\n    fun notSent(count: Int, firstName: String): String = \
             format(\"not-sent\", listOf(TextArg(\"count\", count.toString()), TextArg(\"first-name\", firstName)))\n",
        ] {
            assert!(written.contains(line), "{line}\nis not in\n{written}");
        }
    }
}
