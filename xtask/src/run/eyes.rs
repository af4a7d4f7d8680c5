//! What can be seen in a window: the lines that it writes about itself, read and searched. Knows nothing of
//! processes or of the hand that taps.

/// One element that a screen reader would stop at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// In pixels of the window, as far as it is not scrolled away: left, top, right, bottom.
    edges: [i32; 4],
    flags: String,
    /// What it says, without the marks that isolate names of another direction.
    pub(super) text: String,
}

impl Seen {
    fn read(line: &str) -> Option<Self> {
        let mut fields = line.splitn(6, '\t');
        let mut edges = [0; 4];
        for edge in &mut edges {
            *edge = fields.next()?.parse().ok()?;
        }
        let flags = fields.next()?.to_owned();
        let text = fields.next()?.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "");
        Some(Self { edges, flags, text })
    }

    /// Whether a tap does something.
    pub(super) fn taps(&self) -> bool {
        self.flags.contains('b')
    }

    /// Whether it takes text.
    pub(super) fn takes_text(&self) -> bool {
        self.flags.contains('e')
    }

    /// Whether it is the chosen one of several.
    pub(super) fn chosen(&self) -> bool {
        self.flags.contains('s')
    }

    /// Whether keys go to it.
    pub(super) fn focused(&self) -> bool {
        self.flags.contains('f')
    }

    /// The middle of the part that is not scrolled away, if enough of it stands there for a finger.
    pub(super) fn middle(&self) -> Option<(i32, i32)> {
        let [left, top, right, bottom] = self.edges;
        (right - left >= LEAST && bottom - top >= LEAST).then_some(((left + right) / 2, (top + bottom) / 2))
    }

    /// The first of the texts that it is made of.
    pub(super) fn title(&self) -> &str {
        self.text.split(" | ").next().unwrap_or_default()
    }
}

/// Less than this many pixels of an element are too little to aim at.
const LEAST: i32 = 16;

/// Everything that a window wrote about itself, in reading order; what lies on top comes later.
pub(super) fn read(text: &str) -> Vec<Seen> {
    text.lines().filter_map(Seen::read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_place_flags_and_what_is_said() {
        let seen = read("8\t10\t108\t58\tbs\tPhoto of \u{2068}12 Nov\u{2069} | On its way\n8\t10\n");
        let [one] = seen.as_slice() else { panic!("half a line is none: {seen:?}") };
        assert_eq!(one.text, "Photo of 12 Nov | On its way");
        assert_eq!(one.title(), "Photo of 12 Nov");
        assert_eq!(one.middle(), Some((58, 34)));
        assert!(one.taps() && one.chosen() && !one.takes_text());
    }

    #[test]
    fn what_is_scrolled_away_is_nothing_to_aim_at() {
        assert_eq!(read("8\t700\t108\t704\tb\tC3\n")[0].middle(), None);
    }
}
