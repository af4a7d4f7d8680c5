//! Contrast between two colours as WCAG 2.2 defines it, and the pairs that the screens use. Judges only; the
//! colours are in the token file.

use serde::Deserialize;

/// Pairs, each "foreground on ground", by the least contrast that they need.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pairs {
    /// 4.5 : 1 (success criterion 1.4.3).
    text: Vec<String>,
    /// 3 : 1 (success criterion 1.4.11).
    sign: Vec<String>,
}

impl Pairs {
    pub(super) fn all(&self) -> impl Iterator<Item = &String> {
        self.text.iter().chain(&self.sign)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Rgb, Tokens, read};
    use crate::repo;

    /// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>
    fn luminance(Rgb(parts): Rgb) -> f64 {
        let linear = parts.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>
    fn ratio(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn too_weak(tokens: &Tokens, pairs: &[String], least: f64) -> Vec<String> {
        let mut weak = Vec::new();
        for pair in pairs {
            let (over, ground) = pair.split_once(" on ").expect("a pair reads \"ink on surface\"");
            let (over, ground) = (&tokens.colour[over], &tokens.colour[ground]);
            for (mode, found) in
                [("light", ratio(over.light, ground.light)), ("dark", ratio(over.dark, ground.dark))]
            {
                if found < least {
                    weak.push(format!("{pair}, {mode}: {found:.2} : 1, needs {least} : 1"));
                }
            }
        }
        weak
    }

    #[test]
    fn every_pair_that_a_screen_uses_reaches_its_wcag_contrast() {
        let tokens = read(&repo::root()).unwrap();
        let mut weak = too_weak(&tokens, &tokens.contrast.text, 4.5);
        weak.extend(too_weak(&tokens, &tokens.contrast.sign, 3.0));
        assert_eq!(weak, Vec::<String>::new());
    }

    #[test]
    fn every_colour_but_the_hairline_stands_in_a_pair() {
        let tokens = read(&repo::root()).unwrap();
        let pairs: Vec<&str> = tokens
            .contrast
            .text
            .iter()
            .chain(&tokens.contrast.sign)
            .flat_map(|pair| pair.split(" on "))
            .collect();
        let alone: Vec<_> = tokens.colour.keys().filter(|name| !pairs.contains(&name.as_str())).collect();
        assert_eq!(alone, ["hair"]);
    }

    #[test]
    fn black_on_white_is_21_to_1_and_a_known_grey_just_passes() {
        let (black, white, grey) = (Rgb([0; 3]), Rgb([255; 3]), Rgb([0x76; 3]));
        assert!((ratio(black, white) - 21.0).abs() < 1e-9);
        assert!((ratio(grey, white) - 4.54).abs() < 0.005, "{}", ratio(grey, white));
    }

    #[test]
    fn a_weak_pair_is_named_with_its_mode() {
        let tokens = read(&repo::root()).unwrap();
        let found = too_weak(&tokens, &["hair on raised".into()], 3.0);
        assert_eq!(
            found,
            ["hair on raised, light: 1.34 : 1, needs 3 : 1", "hair on raised, dark: 1.37 : 1, needs 3 : 1"]
        );
    }
}
