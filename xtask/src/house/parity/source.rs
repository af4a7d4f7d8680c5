//! Kotlin and Swift as words and signs, without comments: enough to see who calls what by its name.

/// A name, or one sign.
pub(super) type Token<'a> = &'a str;

/// The tokens of a file. What stands in quotes is read like code: both languages put code into their texts.
pub(super) fn tokens(content: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut in_quotes = false;
    let mut rest = content;
    while let Some(first) = rest.chars().next() {
        let length = if !in_quotes && rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if !in_quotes && rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if is_part_of_a_name(first) {
            let end = rest.find(|c: char| !is_part_of_a_name(c)).unwrap_or(rest.len());
            found.push(&rest[..end]);
            end
        } else if rest.starts_with("::") {
            found.push("::");
            2
        } else {
            in_quotes ^= first == '"';
            // Whether something may be absent changes no name: `core?.undo` is `core.undo`.
            if !first.is_whitespace() && first != '?' {
                found.push(&rest[..first.len_utf8()]);
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    found
}

fn is_part_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The bodies, without their outer braces, of what is declared as `kind name … {`.
pub(super) fn bodies<'a>(
    tokens: &[Token<'a>],
    kind: &str,
    is_wanted: impl Fn(&str) -> bool,
) -> Vec<Vec<Token<'a>>> {
    let mut found = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        if pair[0] != kind || !is_wanted(pair[1]) {
            continue;
        }
        let Some(open) = tokens[at..].iter().position(|token| *token == "{") else { continue };
        let mut depth = 0;
        let inside = tokens[at + open..].iter().take_while(|token| {
            match **token {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            depth > 0
        });
        found.push(inside.skip(1).copied().collect());
    }
    found
}

#[test]
fn comments_are_left_out_and_code_within_a_text_is_not() {
    let found = tokens("/** core.old() */\nval a = \"http://${core.now}\" // core.later()\ncore::on ?.b");
    assert_eq!(
        found,
        [
            "val", "a", "=", "\"", "http", ":", "/", "/", "$", "{", "core", ".", "now", "}", "\"", "core",
            "::", "on", ".", "b"
        ]
    );
}

#[test]
fn a_body_ends_with_its_own_brace() {
    let found = tokens("protocol A: B { var a: Int { get } func b() } protocol C { func c() }");
    let bodies = bodies(&found, "protocol", |name| name == "A");
    assert_eq!(bodies.len(), 1);
    assert!(bodies[0].contains(&"b") && !bodies[0].contains(&"c"));
}
