//! Who may read what, written a second time by hand from the specification, over the simulator's own book. Strict
//! where a student is named; what names no student is everyone's here, and its streams are judged by their names.

use super::book::{Book, Logged};
use super::cast::{course_of, role};
use notyet_model::authority::Role;
use notyet_model::fact::{Body, Kind, Lane};
use notyet_model::ids::{ClassId, OpId, RoundId, UserId};
use notyet_model::register::{ClassRole, RoundState};
use notyet_model::stream::Stream;

/// A person at one moment.
pub(crate) struct Rights<'a> {
    book: &'a Book,
    user: UserId,
}

/// Whom an operation is for, beside staff of its class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum For {
    /// Names no student.
    Anyone,
    /// Nobody else.
    Staff,
    /// Its subject.
    Subject,
    /// Its subject, and the subject's other teachers.
    SubjectAndOthers,
    /// Its subject, and this author while the round is open.
    SubjectAndPeer(RoundId, UserId),
    /// A reviewer of a round that is open.
    Reviewer(RoundId, UserId),
}

impl<'a> Rights<'a> {
    pub(crate) fn of(book: &'a Book, user: UserId) -> Self {
        Self { book, user }
    }

    fn is_student(&self) -> bool {
        role(self.user) == Role::Student
    }

    fn is_in(&self, class: ClassId) -> bool {
        self.book.members.get(&(class, self.user)).is_some_and(|it| it.member.active)
    }

    pub(crate) fn teaches(&self, class: ClassId) -> bool {
        !self.is_student() && self.is_in(class)
    }

    /// A student's record of a class is read by who teaches the class, by who teaches the student on the same
    /// course now, and by the student for ever.
    fn reads_record(&self, class: ClassId, student: UserId) -> bool {
        let was_in = self.book.members.contains_key(&(class, student));
        if self.is_student() {
            return student == self.user && was_in;
        }
        let beside = self.book.members.values().any(|it| {
            it.member.user == student
                && it.member.active
                && it.member.role == ClassRole::Student
                && course_of(it.member.class) == course_of(class)
                && self.teaches(it.member.class)
        });
        self.teaches(class) || was_in && beside
    }

    fn teaches_somewhere(&self, student: UserId) -> bool {
        self.book
            .members
            .values()
            .any(|it| it.member.user == student && it.member.active && self.teaches(it.member.class))
    }

    fn reviews(&self, round: RoundId) -> bool {
        let open = self.book.round(round).filter(|it| it.state == RoundState::Open);
        open.is_some_and(|it| self.is_student() && self.is_in(it.class))
    }

    /// Whether this person's devices hold a stream: it may be read, and is no part of another that they hold.
    pub(crate) fn keeps(&self, stream: &Stream) -> bool {
        let within = matches!(stream, Stream::Student(class, _) if self.teaches(*class));
        self.reads(stream) && !within
    }

    /// Whether a stream of this name may be read.
    pub(crate) fn reads(&self, stream: &Stream) -> bool {
        match stream {
            Stream::Common(_) => true,
            Stream::Staff(_) => !self.is_student(),
            Stream::Class(class) => self.is_in(*class),
            Stream::Teaching(class) => self.teaches(*class),
            Stream::Student(class, student) => self.reads_record(*class, *student),
            Stream::Wide(_, student) => !self.is_student() && self.teaches_somewhere(*student),
            Stream::Review(round, reviewer) => *reviewer == self.user && self.reviews(*round),
            Stream::Safeguarding(_) => false,
        }
    }

    /// Whether an operation of the log may be held.
    pub(crate) fn holds(&self, id: OpId) -> bool {
        let Some(logged) = self.book.ops.get(&id) else { return false };
        let whom = whom(self.book, logged);
        if whom == For::Anyone {
            return true;
        }
        let Some(class) = class_of(self.book, logged) else { return false };
        if self.teaches(class) {
            return true;
        }
        let subject = logged.op.student.is_some_and(|student| self.reads_record(class, student));
        let shared = || {
            let pieces = pieces(self.book, logged);
            self.book.shared.iter().any(|(round, reviewer, piece)| {
                *reviewer == self.user && pieces.contains(piece) && self.reviews(*round)
            })
        };
        match whom {
            For::Anyone => true,
            For::Staff => false,
            For::Subject => subject || shared(),
            For::SubjectAndOthers => {
                subject || !self.is_student() && logged.op.student.is_some_and(|s| self.teaches_somewhere(s))
            }
            For::SubjectAndPeer(round, author) => subject || author == self.user && self.reviews(round),
            For::Reviewer(round, reviewer) => reviewer == self.user && self.reviews(round),
        }
    }
}

/// The class that an operation belongs to: its own, or of a review its round's.
fn class_of(book: &Book, logged: &Logged) -> Option<ClassId> {
    match (&logged.body, logged.op.class) {
        (Some(Body::Set(set)), _) if set.entity == "peer.review" => {
            Some(book.round(set.id.split_once('/')?.0.parse().ok()?)?.class)
        }
        (Some(Body::Set(set)), None) if matches!(set.entity.as_str(), "member" | "seat") => {
            set.id.split_once('/')?.0.parse().ok()
        }
        (_, class) => class,
    }
}

/// The records that an operation shows: itself, or those whose photos or voice notes it binds or which it takes back.
pub(crate) fn pieces(book: &Book, logged: &Logged) -> Vec<OpId> {
    match &logged.body {
        Some(Body::Evidence(_)) => vec![logged.op.id],
        Some(Body::Retraction(retraction)) => retraction.of.clone(),
        Some(body) => {
            body.binds().and_then(|it| book.attachments.get(&it.attachment).cloned()).unwrap_or_default()
        }
        None => vec![],
    }
}

/// Whom an operation is for.
pub(crate) fn whom(book: &Book, logged: &Logged) -> For {
    // What was erased says nothing any more, and that it was is for every device of the school.
    if logged.is_blank() || logged.op.k == "erasure" {
        return For::Anyone;
    }
    let Some(body) = &logged.body else { return For::Subject };
    match body {
        Body::Set(set) => match set.entity.as_str() {
            "phrase" => For::Anyone,
            "peer.review" => match set.id.split_once('/') {
                Some((round, reviewer)) => match (round.parse(), reviewer.parse()) {
                    (Ok(round), Ok(reviewer)) => For::Reviewer(round, reviewer),
                    _ => For::Staff,
                },
                None => For::Staff,
            },
            "member" if logged.op.student.is_some() => For::Subject,
            // About a student, and never theirs to read.
            "seat" => For::Staff,
            _ => For::Anyone,
        },
        Body::Judgement(judgement)
            if judgement.lane == Lane::Teacher && judgement.outcome == super::cast::SOURCES =>
        {
            For::SubjectAndOthers
        }
        Body::PeerComment(comment) => For::SubjectAndPeer(comment.round, logged.op.actor),
        Body::Retraction(retraction) => {
            let first = retraction.of.first().and_then(|id| book.ops.get(id));
            first.map_or(For::Staff, |first| whom(book, first))
        }
        other => match other.which() {
            Kind::GroupLink | Kind::StaffNote => For::Staff,
            _ => For::Subject,
        },
    }
}

/// Whether an operation may stand in a stream at all.
pub(crate) fn belongs(book: &Book, logged: &Logged, stream: &Stream) -> bool {
    if logged.is_blank() {
        return true;
    }
    let whom = whom(book, logged);
    let own = |class: &ClassId, student: &UserId| {
        logged.op.student == Some(*student) && class_of(book, logged) == Some(*class)
    };
    match stream {
        Stream::Common(_) | Stream::Class(_) => whom == For::Anyone && logged.op.student.is_none(),
        Stream::Staff(_) => false,
        Stream::Teaching(class) => {
            class_of(book, logged).is_none_or(|own| own == *class)
                && (whom != For::Anyone || is_phrase(logged))
        }
        Stream::Student(class, student) => whom != For::Staff && whom != For::Anyone && own(class, student),
        Stream::Wide(_, student) => whom == For::SubjectAndOthers && logged.op.student == Some(*student),
        Stream::Review(round, reviewer) => match whom {
            For::Reviewer(of, by) | For::SubjectAndPeer(of, by) => (of, by) == (*round, *reviewer),
            For::Subject => {
                let pieces = pieces(book, logged);
                pieces.iter().any(|piece| book.shared.contains(&(*round, *reviewer, *piece)))
            }
            _ => false,
        },
        Stream::Safeguarding(_) => false,
    }
}

fn is_phrase(logged: &Logged) -> bool {
    matches!(&logged.body, Some(Body::Set(set)) if set.entity == "phrase")
}
