//! The tokens as Swift for SwiftUI. Writes text; decides nothing.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Colour, Named, Rgb, SOURCE, Tokens};
use crate::repo::NOTE;

pub(super) fn text(tokens: &Tokens) -> String {
    let mut out = format!(
        "// {NOTE} {SOURCE}.
// swift-format-ignore-file
import SwiftUI

/// The colours of one mode.
public struct Palette: Sendable {{
"
    );
    for (name, colour) in &tokens.colour {
        let _ = writeln!(out, "    /// {}\n    public let {name}: Color", colour.r#use);
    }
    palette(&mut out, "light", tokens, |colour| colour.light);
    palette(&mut out, "dark", tokens, |colour| colour.dark);
    out.push_str("}\n");

    plain(&mut out, "Distances between things, in points.", "Space", &tokens.space);
    plain(&mut out, "Radii of corners, in points.", "Corner", &tokens.corner);
    named(
        &mut out,
        "Sizes of things, and the widths at which the layout changes, in points.",
        "Size",
        &tokens.size,
        "CGFloat",
    );

    out.push_str(
        "\n/// The system's text styles, which grow with the reader's setting; digits of one width.\n",
    );
    out.push_str("public enum TypeScale {\n");
    for (name, style) in &tokens.r#type {
        let weight = match style.weight {
            500 => ".weight(.medium)",
            600 => ".weight(.semibold)",
            _ => "",
        };
        let _ = writeln!(
            out,
            "    public static let {name}: Font = Font.{}{weight}.monospacedDigit()",
            style.ios
        );
    }
    out.push_str("}\n");
    named(&mut out, "Times of movements and waits, in milliseconds.", "Motion", &tokens.motion, "Int");
    out
}

fn palette(out: &mut String, mode: &str, tokens: &Tokens, pick: fn(&Colour) -> Rgb) {
    let _ = writeln!(out, "\n    public static let {mode}: Palette = Palette(");
    let last = tokens.colour.len();
    for (at, (name, colour)) in tokens.colour.iter().enumerate() {
        let Rgb([red, green, blue]) = pick(colour);
        let comma = if at + 1 == last { ")" } else { "," };
        let _ = writeln!(
            out,
            "        {name}: Color(red: {red} / 255, green: {green} / 255, blue: {blue} / 255){comma}"
        );
    }
}

fn plain(out: &mut String, about: &str, name_of_all: &str, values: &BTreeMap<String, u16>) {
    let _ = writeln!(out, "\n/// {about}\npublic enum {name_of_all} {{");
    for (name, value) in values {
        let _ = writeln!(out, "    public static let {name}: CGFloat = {value}");
    }
    out.push_str("}\n");
}

fn named(out: &mut String, about: &str, name_of_all: &str, values: &BTreeMap<String, Named>, kind: &str) {
    let _ = writeln!(out, "\n/// {about}\npublic enum {name_of_all} {{");
    for (name, Named { value, r#use }) in values {
        let _ = writeln!(out, "    /// {use}\n    public static let {name}: {kind} = {value}");
    }
    out.push_str("}\n");
}
