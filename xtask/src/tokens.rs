//! Reads `design/tokens.toml` and writes `Tokens.kt` and `Tokens.swift`. The numbers and colours are decided in
//! that file alone; nothing here knows one of them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::repo;

mod contrast;
mod kotlin;
mod swift;

const SOURCE: &str = "design/tokens.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tokens {
    colour: BTreeMap<String, Colour>,
    contrast: contrast::Pairs,
    space: BTreeMap<String, u16>,
    corner: BTreeMap<String, u16>,
    size: BTreeMap<String, Named>,
    r#type: BTreeMap<String, TypeStyle>,
    motion: BTreeMap<String, Named>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Colour {
    light: Rgb,
    dark: Rgb,
    r#use: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    value: u16,
    r#use: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeStyle {
    size: u16,
    line: u16,
    weight: u16,
    ios: String,
}

/// An opaque sRGB colour, read from `#RRGGBB`.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct Rgb([u8; 3]);

impl TryFrom<String> for Rgb {
    type Error = anyhow::Error;

    fn try_from(text: String) -> Result<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii());
        let digits = digits.with_context(|| format!("{text} is not a colour like #17605C"))?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16);
        Ok(Self([part(0)?, part(2)?, part(4)?]))
    }
}

/// Reads and checks the tokens of the repository at `root`.
pub(crate) fn read(root: &Path) -> Result<Tokens> {
    let path = root.join(SOURCE);
    let tokens: Tokens =
        toml::from_str(&repo::read(&path)?).with_context(|| format!("in {}", path.display()))?;
    for (name, style) in &tokens.r#type {
        ensure!(
            matches!(style.weight, 400 | 500 | 600),
            "{SOURCE}: type.{name}: no such weight: {}",
            style.weight
        );
    }
    for pair in tokens.contrast.all() {
        let known = pair.split(" on ").all(|name| tokens.colour.contains_key(name));
        ensure!(known, "{SOURCE}: contrast: \"{pair}\" is not a pair of colours like \"ink on surface\"");
    }
    Ok(tokens)
}

/// Writes both platforms' tables.
pub(crate) fn generate(root: &Path) -> Result<()> {
    let tokens = read(root)?;
    repo::write_if_changed(
        &root.join("android/ui/src/main/kotlin/notyet/ui/generated/Tokens.kt"),
        &kotlin::text(&tokens),
    )?;
    repo::write_if_changed(&root.join("ios/Sources/NotYetUI/Generated/Tokens.swift"), &swift::text(&tokens))
}
