//! Reads `design/icons.toml` and writes `Icons.kt` (drawings) and `Icons.swift` (names of SF Symbols). Draws
//! nothing itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::repo::{self, NOTE};

const SOURCE: &str = "design/icons.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Icons {
    /// Left, top, width, height.
    view_box: [i32; 4],
    icon: BTreeMap<String, Icon>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Icon {
    sf: String,
    path: String,
    #[serde(default)]
    mirrors: bool,
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    r#use: String,
}

impl Icon {
    fn about(&self) -> String {
        let beside = if self.alone { "May stand without a word." } else { "Stands beside a word." };
        [self.r#use.as_str(), beside].join(" ").trim().to_owned()
    }
}

/// Writes both platforms' icons.
pub(crate) fn generate(root: &Path) -> Result<()> {
    let icons = read(root)?;
    let kotlin = root.join("android/ui/src/main/kotlin/notyet/ui/generated/Icons.kt");
    repo::write_if_changed(&kotlin, &kotlin_text(&icons))?;
    repo::write_if_changed(&root.join("ios/Sources/NotYetUI/Generated/Icons.swift"), &swift_text(&icons))
}

fn read(root: &Path) -> Result<Icons> {
    let path = root.join(SOURCE);
    let icons: Icons =
        toml::from_str(&repo::read(&path)?).with_context(|| format!("in {}", path.display()))?;
    let symbols: BTreeSet<_> = icons.icon.values().map(|icon| &icon.sf).collect();
    ensure!(symbols.len() == icons.icon.len(), "{SOURCE}: two icons have the same SF Symbol");
    for (name, icon) in &icons.icon {
        let is_path = icon.path.chars().all(|c| c.is_ascii_digit() || "MmLlHhVvCcSsQqTtAaZz .,-".contains(c));
        ensure!(is_path && icon.path.starts_with(['M', 'm']), "{SOURCE}: {name}: not an SVG path");
    }
    Ok(icons)
}

fn kotlin_text(icons: &Icons) -> String {
    let [left, top, width, height] = icons.view_box;
    let mut out = format!(
        "// {NOTE} {SOURCE}, which also names the drawings' licence.
@file:Suppress(\"ktlint\", \"MaxLineLength\", \"LargeClass\")

package notyet.ui.generated

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp

/** Icons of one weight, 24 dp. The caller gives the tint. */
object Icons {{
"
    );
    for (name, icon) in &icons.icon {
        let (about, mirrors, path) = (icon.about(), icon.mirrors, &icon.path);
        let _ = writeln!(
            out,
            "    /** {about} */\n    val {name}: ImageVector by lazy {{ icon(\"{name}\", mirrors = {mirrors}, \"{path}\") }}"
        );
    }
    out.push_str(
        "\n    /** Every icon, by name. */\n    val all: List<ImageVector>\n        get() = listOf(\n",
    );
    for name in icons.icon.keys() {
        let _ = writeln!(out, "            {name},");
    }
    let _ = write!(
        out,
        "        )
}}

private fun icon(name: String, mirrors: Boolean, path: String): ImageVector =
    ImageVector.Builder(
        name = name,
        defaultWidth = 24.dp,
        defaultHeight = 24.dp,
        viewportWidth = {width}f,
        viewportHeight = {height}f,
        autoMirror = mirrors,
    )
        .addGroup(translationX = {}f, translationY = {}f)
        .addPath(pathData = addPathNodes(path), fill = SolidColor(Color.Black))
        .clearGroup()
        .build()
",
        -left, -top
    );
    out
}

fn swift_text(icons: &Icons) -> String {
    let mut out = format!(
        "// {NOTE} {SOURCE}.
// swift-format-ignore-file

/// Icons of one weight, by the name of their SF Symbol: `Image(systemName: Icon.today.rawValue)`.
public enum Icon: String, CaseIterable, Sendable {{
"
    );
    for (name, icon) in &icons.icon {
        let _ = writeln!(out, "    /// {}\n    case {name} = \"{}\"", icon.about(), icon.sf);
    }
    out.push_str("}\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_points_a_way_mirrors() {
        let icons = read(&repo::root()).unwrap();
        let mirrored: Vec<_> =
            icons.icon.iter().filter(|(_, icon)| icon.mirrors).map(|(name, _)| name.as_str()).collect();
        assert_eq!(mirrored, ["arrowBack", "chevronRight", "redo", "undo"]);
    }

    #[test]
    fn an_icon_reaches_both_languages() {
        let icons = read(&repo::root()).unwrap();
        assert!(
            kotlin_text(&icons).contains("val undo: ImageVector by lazy { icon(\"undo\", mirrors = true, \"")
        );
        assert!(swift_text(&icons).contains("case undo = \"arrow.uturn.backward\"\n"));
    }
}
