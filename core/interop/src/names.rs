//! How a person's name is put together from the parts that a school system sends, and how it is shortened within a
//! class. It never guesses from a name where someone is from, and never drops a part that the person chose to show.

/// The word in `metadata.notyet.nameOrder` that puts the family name first.
pub const FAMILY_FIRST: &str = "family_first";
/// The word in `metadata.notyet.nameOrder` that puts the given name first, whatever the script.
pub const GIVEN_FIRST: &str = "given_first";

/// Which part of a name is said first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NameOrder {
    /// Family name first if the whole name is written in Han, Hangul or kana, otherwise the given name.
    #[default]
    ByScript,
    /// Given name first.
    GivenFirst,
    /// Family name first.
    FamilyFirst,
}

/// The parts of a name, as the school system has them. A part that holds no letter ("-", ".") is a stand-in for "none",
/// because many systems insist on both names, and counts as absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonName {
    /// Given name or names.
    pub given: Option<String>,
    /// Family name or names, with particles.
    pub family: Option<String>,
    /// Middle name; shown only if it is also the preferred one.
    pub middle: Option<String>,
    /// The given name that the person goes by.
    pub preferred_given: Option<String>,
    /// The middle name that the person wants shown.
    pub preferred_middle: Option<String>,
    /// The family name that the person goes by.
    pub preferred_family: Option<String>,
    /// Which part comes first.
    pub order: NameOrder,
    /// The whole name as it is to be shown ("Ms Ortiz"); it wins over every part.
    pub whole: Option<String>,
}

impl PersonName {
    /// The given name in use: the preferred one, else the one on record.
    pub fn given_in_use(&self) -> Option<&str> {
        part(&self.preferred_given).or(part(&self.given))
    }

    /// The family name in use: the preferred one, else the one on record.
    pub fn family_in_use(&self) -> Option<&str> {
        part(&self.preferred_family).or(part(&self.family))
    }

    /// The name as a roster shows it. In order:
    ///
    /// 1. `whole`, if the school gave one.
    /// 2. The names in use, given name first, or family name first if `order` says so; the preferred middle name stands
    ///    between them. (Đặng Hồng Nhung)
    /// 3. A name wholly in Han, Hangul or kana is written without spaces. (王子涵)
    /// 4. A person with one name has that one. (Thiri)
    ///
    /// Empty only if every part is.
    pub fn display(&self) -> String {
        if let Some(whole) = part(&self.whole) {
            return whole.to_owned();
        }
        let (given, middle, family) =
            (self.given_in_use(), part(&self.preferred_middle), self.family_in_use());
        let parts = if self.family_first() { [family, middle, given] } else { [given, middle, family] };
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        parts.join(if self.is_east_asian() { "" } else { " " })
    }

    /// The name that is called across the room: the given name in use, else the family name, else `whole`.
    pub fn called(&self) -> &str {
        self.given_in_use().or(self.family_in_use()).or(part(&self.whole)).unwrap_or("")
    }

    fn family_first(&self) -> bool {
        match self.order {
            NameOrder::FamilyFirst => true,
            NameOrder::GivenFirst => false,
            NameOrder::ByScript => self.is_east_asian(),
        }
    }

    fn is_east_asian(&self) -> bool {
        let parts = [self.given_in_use(), part(&self.preferred_middle), self.family_in_use()];
        let mut letters = parts.into_iter().flatten().flat_map(str::chars).peekable();
        letters.peek().is_some() && letters.all(is_han_hangul_or_kana)
    }
}

/// The shortest names that tell the people of one class apart, in the order given.
///
/// The name that is called, if nobody else is called that (capitals aside); otherwise with the first letter of the
/// family name and a full stop ("Amara O."); if two people share that too, or there is no family name to take a
/// letter from, or the name is written without spaces, the whole name. `first_letter` returns the first letter as a reader sees it
/// (a grapheme), which is the caller's knowledge.
pub fn short_names(people: &[PersonName], first_letter: impl Fn(&str) -> &str) -> Vec<String> {
    let called: Vec<String> = people.iter().map(|name| name.called().to_owned()).collect();
    let with_letter: Vec<String> = people
        .iter()
        .map(|name| match name.family_in_use() {
            Some(family) if name.given_in_use().is_some() && !name.is_east_asian() => {
                format!("{} {}.", name.called(), first_letter(family))
            }
            _ => name.display(),
        })
        .collect();
    (0..people.len())
        .map(|index| {
            if is_alone(&called, index) {
                called[index].clone()
            } else if is_alone(&with_letter, index) {
                with_letter[index].clone()
            } else {
                people[index].display()
            }
        })
        .collect()
}

fn is_alone(names: &[String], index: usize) -> bool {
    let name = names[index].to_lowercase();
    names.iter().enumerate().all(|(other, theirs)| other == index || theirs.to_lowercase() != name)
}

fn part(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| text.chars().any(char::is_alphabetic))
}

fn is_han_hangul_or_kana(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3130}'..='\u{318f}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}
