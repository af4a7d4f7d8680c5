//! What a write changed: the number of the state that it led to, and the topics that it touched.

/// What a screen may care about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Who is signed in.
    Session,
    /// Classes, people, courses, outcomes, rubrics, kinds of work.
    Roster,
    /// Judgements, evidence, feedback, and the levels that follow.
    Work,
    /// Photos: captured, processed, here or not.
    Photos,
    /// What is held, waits, was refused; who asks to join.
    Sync,
}

/// A set of [`Topic`]s.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Topics(u8);

impl Topics {
    /// No topic.
    pub const NONE: Self = Self(0);
    /// Every topic.
    pub const ALL: Self = Self(0b1_1111);
    const EACH: [Topic; 5] = [Topic::Session, Topic::Roster, Topic::Work, Topic::Photos, Topic::Sync];

    /// This set and one more.
    #[must_use]
    pub const fn with(self, topic: Topic) -> Self {
        Self(self.0 | 1 << topic as u8)
    }

    /// Both sets together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the topic is in it.
    pub const fn has(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u8) != 0
    }

    /// Whether the two share a topic.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The topics in it.
    pub fn iter(self) -> impl Iterator<Item = Topic> {
        Self::EACH.into_iter().filter(move |t| self.has(*t))
    }
}

impl From<Topic> for Topics {
    fn from(topic: Topic) -> Self {
        Self::NONE.with(topic)
    }
}

impl std::fmt::Debug for Topics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// What a write led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The state's number, counted since the store was opened. Unchanged by a write that changed nothing.
    pub revision: u64,
    /// What it touched.
    pub topics: Topics,
}
