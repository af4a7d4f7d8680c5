//! Equity views for the school: who has had chances, retakes and feedback, and who has not, as shares by group
//! (feature 59). Nothing is told of a small group, nor anything from which it could be worked out; a name is told
//! only to those who teach that student. Groups are in the order of their labels, never of their shares.
//!
//! # What is withheld
//! - A group of fewer than [`SMALLEST`] students: 10, the minimum that 39 states of the United States used for
//!   reports on groups of students (NCES 2011-603, *Statistical Methods for Protecting Personally Identifiable
//!   Information in Aggregate Reporting*, 2010).
//! - With it the next smallest groups, until at least two groups and at least [`SMALLEST`] students are withheld
//!   together, so that taking the shown groups from the whole tells nothing of a small one (complementary
//!   suppression; the rule of New York State's report cards: “that group as well as the next smallest group”).
//! - The ends: near none or all a share is told as “at most” or “at least” (top and bottom coding, the same
//!   brief), because “none” and “all” say something of every single member. Where the ends begin,
//!   [`END_PERCENT`], is this product's choice.

use crate::ids::{ClassId, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// The fewest students of whom a share is told.
pub const SMALLEST: usize = 10;

/// Percent from either end within which a share is not told exactly.
pub const END_PERCENT: u8 = 10;

/// What somebody has had or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// A chance to show mastery.
    Chance,
    /// A retake, among those for whom there was something to retake.
    Retake,
    /// Feedback.
    Feedback,
}

/// Whether somebody has had it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Had {
    /// Yes.
    Yes,
    /// Not so far.
    NotYet,
}

/// A student in an equity view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The group, as the school calls it; `None` where it is not known, which is a group like the others.
    pub group: Option<String>,
    /// What the student has had; a measure that does not concern them is absent, and they count in none of its
    /// shares.
    pub had: BTreeMap<Measure, Had>,
}

/// The share of a group that has had something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Withheld, for the sake of a small group.
    Withheld,
    /// At most so many percent.
    AtMost(u8),
    /// So many whole percent, halves rounded up.
    Percent(u8),
    /// At least so many percent.
    AtLeast(u8),
}

/// The shares of a school. Sizes of groups are not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// Of everyone.
    pub whole: Share,
    /// Of each group.
    pub groups: BTreeMap<Option<String>, Share>,
}

/// The shares of `people` who have had what `measure` says. Show one way of grouping at a time: two crossed
/// with each other make smaller groups than either.
///
/// ```
/// use notyet_model::ids::UserId;
/// use notyet_model::plan::equity::{Had, Measure, Person, Share, shares};
///
/// // 20 students speak Spanish at home, 12 Arabic, 3 Polish; every other student has had a chance.
/// let homes = [("Spanish", 20), ("Arabic", 12), ("Polish", 3)];
/// let homes = homes.iter().flat_map(|(home, students)| vec![*home; *students]);
/// let people = (0u8..).zip(homes).map(|(n, home)| {
///     let had = if n % 2 == 0 { Had::Yes } else { Had::NotYet };
///     let had = [(Measure::Chance, had)].into();
///     (UserId::from_bytes([n; 16]), Person { group: Some(home.to_owned()), had })
/// });
/// let shares = shares(Measure::Chance, &people.collect());
///
/// assert_eq!(shares.groups[&Some("Spanish".to_owned())], Share::Percent(50));
/// // Three students are too few to tell of, and with Arabic shown they could be worked out.
/// assert_eq!(shares.groups[&Some("Polish".to_owned())], Share::Withheld);
/// assert_eq!(shares.groups[&Some("Arabic".to_owned())], Share::Withheld);
/// assert_eq!(shares.whole, Share::Percent(51));
/// ```
pub fn shares(measure: Measure, people: &BTreeMap<UserId, Person>) -> Shares {
    let mut groups: BTreeMap<Option<String>, Count> = BTreeMap::new();
    let mut whole = Count::default();
    for person in people.values() {
        if let Some(had) = person.had.get(&measure) {
            groups.entry(person.group.clone()).or_default().add(*had);
            whole.add(*had);
        }
    }
    let withheld = withheld(&groups);
    let share = |(group, count): (Option<String>, Count)| {
        let share = if withheld.contains(&group) { Share::Withheld } else { count.share() };
        (group, share)
    };
    Shares { whole: whole.share(), groups: groups.into_iter().map(share).collect() }
}

#[derive(Clone, Copy, Default)]
struct Count {
    of: usize,
    had: usize,
}

impl Count {
    fn add(&mut self, had: Had) {
        self.of += 1;
        self.had += usize::from(had == Had::Yes);
    }

    fn share(self) -> Share {
        let (low, high) = (usize::from(END_PERCENT), 100 - usize::from(END_PERCENT));
        let hundredfold = self.had * 100;
        if self.of < SMALLEST {
            Share::Withheld
        } else if hundredfold <= self.of * low {
            Share::AtMost(END_PERCENT)
        } else if hundredfold >= self.of * high {
            Share::AtLeast(100 - END_PERCENT)
        } else {
            let rounded = (2 * hundredfold + self.of) / (2 * self.of);
            Share::Percent(u8::try_from(rounded).expect("less than all is less than 100 percent"))
        }
    }
}

/// The groups to withhold: the small ones, and the next smallest until what is withheld is neither a single
/// group nor few students.
fn withheld(groups: &BTreeMap<Option<String>, Count>) -> BTreeSet<Option<String>> {
    let mut by_size: Vec<(usize, &Option<String>)> = groups.iter().map(|(g, c)| (c.of, g)).collect();
    by_size.sort_unstable();
    let (mut withheld, mut students) = (BTreeSet::new(), 0);
    for (size, group) in by_size {
        let small = size < SMALLEST;
        let would_tell = !withheld.is_empty() && (withheld.len() < 2 || students < SMALLEST);
        if small || would_tell {
            withheld.insert(group.clone());
            students += size;
        }
    }
    withheld
}

/// The students whose names somebody may see: those of the classes that they teach. Only
/// [`MaySee::by_teaching`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaySee(BTreeSet<UserId>);

impl MaySee {
    /// What a person who teaches these classes may see, by the school's rosters.
    pub fn by_teaching(teaches: &BTreeSet<ClassId>, rosters: &BTreeMap<ClassId, BTreeSet<UserId>>) -> Self {
        let mine = rosters.iter().filter(|(class, _)| teaches.contains(class));
        Self(mine.flat_map(|(_, students)| students.iter().copied()).collect())
    }
}

/// Who has not had it so far, by id: only students whose names may be seen, and not a word of how many others.
pub fn not_yet(measure: Measure, people: &BTreeMap<UserId, Person>, may_see: &MaySee) -> Vec<UserId> {
    let without = people.iter().filter(|(_, person)| person.had.get(&measure) == Some(&Had::NotYet));
    without.map(|(id, _)| *id).filter(|id| may_see.0.contains(id)).collect()
}

#[cfg(test)]
mod tests;
