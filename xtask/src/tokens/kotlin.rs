//! The tokens as Kotlin for Compose. Writes text; decides nothing.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Named, Rgb, SOURCE, Tokens};
use crate::repo::NOTE;

pub(super) fn text(tokens: &Tokens) -> String {
    let mut out = format!(
        "// {NOTE} {SOURCE}.
@file:Suppress(\"ktlint\", \"MagicNumber\")

package notyet.ui.generated

import androidx.compose.runtime.Immutable
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp

/** The colours of one mode. */
@Immutable
data class Palette(
"
    );
    for (name, colour) in &tokens.colour {
        let _ = writeln!(out, "    /** {} */\n    val {name}: Color,", colour.r#use);
    }
    out.push_str(") {\n    companion object {\n");
    palette(&mut out, "Light", tokens, |colour| colour.light);
    palette(&mut out, "Dark", tokens, |colour| colour.dark);
    out.push_str("    }\n}\n");

    plain(&mut out, "Distances between things.", "Space", &tokens.space);
    plain(&mut out, "Radii of corners.", "Corner", &tokens.corner);
    named(
        &mut out,
        "Sizes of things, and the widths at which the layout changes.",
        "Size",
        &tokens.size,
        "Dp",
        ".dp",
    );

    out.push_str("\n/** Sizes, lines and weights of text; digits of one width. */\nobject TypeScale {\n");
    for (name, style) in &tokens.r#type {
        let _ = writeln!(
            out,
            "    val {name}: TextStyle = TextStyle(fontSize = {}.sp, lineHeight = {}.sp, fontWeight = FontWeight({}), \
             fontFeatureSettings = \"tnum\")",
            style.size, style.line, style.weight
        );
    }
    out.push_str("}\n");
    named(&mut out, "Times of movements and waits, in milliseconds.", "Motion", &tokens.motion, "Int", "");
    out
}

fn palette(out: &mut String, mode: &str, tokens: &Tokens, pick: fn(&super::Colour) -> Rgb) {
    let _ = writeln!(out, "        val {mode}: Palette = Palette(");
    for (name, colour) in &tokens.colour {
        let Rgb([red, green, blue]) = pick(colour);
        let _ = writeln!(out, "            {name} = Color(0xFF{red:02X}{green:02X}{blue:02X}),");
    }
    out.push_str("        )\n");
}

fn plain(out: &mut String, about: &str, object: &str, values: &BTreeMap<String, u16>) {
    let _ = writeln!(out, "\n/** {about} */\nobject {object} {{");
    for (name, value) in values {
        let _ = writeln!(out, "    val {name}: Dp = {value}.dp");
    }
    out.push_str("}\n");
}

fn named(
    out: &mut String,
    about: &str,
    object: &str,
    values: &BTreeMap<String, Named>,
    kind: &str,
    unit: &str,
) {
    let _ = writeln!(out, "\n/** {about} */\nobject {object} {{");
    for (name, Named { value, r#use }) in values {
        let _ = writeln!(out, "    /** {use} */\n    val {name}: {kind} = {value}{unit}");
    }
    out.push_str("}\n");
}
