//! A class as its teacher has it before them: who waits for feedback and since when, who asked, who is ready, and whom
//! to sit down with next.

use super::names::initials;
use super::today::TodayRow;
use notyet_model::calendar::Day;
use notyet_model::fact::Kind as Facts;
use notyet_model::flow::feedback::{Stage, threads};
use notyet_model::flow::readiness::State;
use notyet_model::flow::standing::Standing;
use notyet_model::ids::{ClassId, OutcomeId, UserId};
use notyet_model::plan::coverage::Last;
use notyet_model::plan::day::{self, Conferences, Kind, Need, Presence, Reason, Student, WITHIN, When};
use notyet_model::plan::school_days::SchoolDays;
use notyet_model::register::{ClassRole, Member, Outcome};
use notyet_store::{Reader, StoreError};
use notyet_words::{Speech, dates};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How far back waits are counted, in days: further back than any promise reaches.
const LOOK_BACK: i32 = 366;

/// What Today knows of a class.
#[derive(Default)]
pub(crate) struct Room {
    /// Its students, in the order of lists.
    pub(crate) members: Vec<Member>,
    heard: HashMap<UserId, Day>,
    now: notyet_store::Room,
    adults: HashMap<UserId, String>,
    plan: BTreeMap<UserId, Student>,
    codes: HashMap<OutcomeId, String>,
}

impl Room {
    /// Reads a class as it is at a moment of a day.
    pub(crate) fn read(
        reader: &Reader<'_>,
        class: ClassId,
        (now_ms, today): (i64, Day),
    ) -> Result<Self, StoreError> {
        let (heard, now) = (reader.last_feedback(class)?, reader.room(class, today, now_ms)?);
        let mut members = reader.members(class)?;
        let adults = members.iter().filter(|m| m.role == ClassRole::Teacher);
        let adults = adults.map(|m| (m.user, m.short.clone())).collect();
        members.retain(|m| m.active && m.role == ClassRole::Student);
        let outcomes = match reader.class(class)? {
            Some(found) => reader.outcomes(found.course)?,
            None => Vec::new(),
        };
        let seats = reader.seats(class)?;
        let days = SchoolDays::weekdays(today.plus(-LOOK_BACK), today);
        let mut plan = BTreeMap::new();
        for member in &members {
            let student = Student {
                last: last(heard.get(&member.user).copied(), &outcomes, &days, today),
                needs: needs(reader, member.user, &outcomes)?,
                table: seats.get(&member.user).and_then(|seat| seat.table),
                presence: presence(&now, member.user),
            };
            plan.insert(member.user, student);
        }
        let codes = outcomes.into_iter().map(|(id, outcome)| (id, outcome.code)).collect();
        Ok(Self { members, heard, now, adults, plan, codes })
    }

    /// Those without feedback first, then those whose feedback is oldest, then by name; who is not here stands last.
    pub(crate) fn students(&self, speech: &Speech, today: Day) -> Vec<TodayRow> {
        let mut members: Vec<&Member> = self.members.iter().collect();
        // Stable: they come sorted by name.
        members.sort_by_key(|m| match self.is_here(m.user) {
            true => (false, self.heard.get(&m.user).copied()),
            false => (true, None),
        });
        let row = |member: &&Member| self.row(speech, member, self.wait(speech, member.user, today));
        members.iter().map(row).collect()
    }

    /// Whom to sit down with next. A need that presses is said; otherwise the wait is the reason. Who is seen to later
    /// keeps one of the day's conferences, and stands among the students alone.
    pub(crate) fn plan(&self, speech: &Speech, today: Day) -> Vec<TodayRow> {
        let plan = day::plan(&self.plan, Conferences::default());
        let row = |proposal: &day::Proposal| {
            let member = self.members.iter().find(|m| m.user == proposal.student)?;
            let need = proposal.reasons.iter().find_map(|reason| match reason {
                Reason::Need(need) => Some(self.need(speech, *need)),
                Reason::Turn | Reason::Wait => None,
            });
            let reason = need.unwrap_or_else(|| self.wait(speech, member.user, today));
            Some(self.row(speech, member, reason))
        };
        plan.proposals.iter().filter(|it| it.when != When::Later).filter_map(row).collect()
    }

    /// Whether a student is here today.
    pub(crate) fn is_here(&self, student: UserId) -> bool {
        !self.now.not_here.contains(&student)
    }

    fn row(&self, speech: &Speech, member: &Member, reason: String) -> TodayRow {
        let here = self.is_here(member.user);
        // Who is not here waits for nothing.
        let needs = self.plan.get(&member.user).filter(|_| here).map(|student| &student.needs);
        let has = |kind| needs.is_some_and(|needs| needs.iter().any(|need| need.kind == kind));
        let said = needs.into_iter().flatten().map(|need| self.need(speech, *need));
        let more: Vec<String> = said.filter(|need| *need != reason).collect();
        let now = self.now(speech, member);
        let whole: Vec<&str> = now.iter().chain([&reason]).chain(&more).map(String::as_str).collect();
        TodayRow {
            student: member.user.to_string(),
            initials: initials(&member.name),
            spoken: speech.say(
                "today-row-spoken",
                &[("name", member.name.as_str().into()), ("reason", whole.join(". ").into())],
            ),
            more: speech.say("today-more", &[("name", member.name.as_str().into())]),
            name: member.name.clone(),
            short: member.short.clone(),
            needs: more,
            now,
            is_here: here,
            is_later: self.now.later.contains(&member.user),
            waits: here && self.plan.get(&member.user).is_some_and(|student| !student.last.is_today()),
            asked: has(Kind::Question),
            ready: has(Kind::Ready),
            reason,
        }
    }

    /// What is so at this moment: "Mr Adeyemi is with Ben L.", "Later today".
    fn now(&self, speech: &Speech, member: &Member) -> Option<String> {
        let (student, short) = (member.user, member.short.as_str());
        if !self.is_here(student) {
            return None;
        }
        if let Some(adult) = self.now.with.get(&student).and_then(|adult| self.adults.get(adult)) {
            let who = [("adult", adult.as_str().into()), ("student", short.into())];
            return Some(speech.say("today-with", &who));
        }
        self.now.later.contains(&student).then(|| speech.text("today-is-later"))
    }

    fn wait(&self, speech: &Speech, student: UserId, today: Day) -> String {
        if !self.is_here(student) {
            return speech.text("today-not-here");
        }
        match self.heard.get(&student) {
            None => speech.text("today-reason-none"),
            Some(day) if *day == today => speech.text("today-reason-today"),
            Some(day) => speech.say("today-reason-since", &[("day", dates::short(speech, *day).into())]),
        }
    }

    fn need(&self, speech: &Speech, need: Need) -> String {
        let code = self.codes.get(&need.outcome).map(String::as_str).unwrap_or_default();
        need_text(speech, need.kind, code)
    }
}

fn presence(now: &notyet_store::Room, student: UserId) -> Presence {
    if now.not_here.contains(&student) {
        return Presence::NotHere;
    }
    Presence::Here(match now.with.get(&student) {
        Some(adult) => When::With(*adult),
        None if now.later.contains(&student) => When::Later,
        None => When::Now,
    })
}

/// "Ready to show C4".
pub(crate) fn need_text(speech: &Speech, kind: Kind, code: &str) -> String {
    // The others are asked for on screens of their own; `needs` finds none of them.
    let key = if kind == Kind::Question { "today-need-question" } else { "today-need-ready" };
    speech.say(key, &[("code", code.into())])
}

/// When nobody knows the day on which a student joined, who has had no feedback counts as due.
fn last(heard: Option<Day>, outcomes: &[(OutcomeId, Outcome)], days: &SchoolDays, today: Day) -> Last {
    match (heard, outcomes.first()) {
        // On which outcome it was says nothing about whose turn it is.
        (Some(day), Some((outcome, _))) => {
            Last::Feedback { outcome: *outcome, school_days: days.between(day, today) }
        }
        _ => Last::NoneYet { school_days: WITHIN },
    }
}

/// What a student waits for: an answer, or a chance to show what they are ready for.
pub(crate) fn needs(
    reader: &Reader<'_>,
    student: UserId,
    outcomes: &[(OutcomeId, Outcome)],
) -> Result<BTreeSet<Need>, StoreError> {
    let asked = reader.facts(student, &[Facts::Question, Facts::Readiness, Facts::Retraction])?;
    let is_of = |kind: Facts| asked.iter().any(|fact| fact.body.which() == kind);
    let mut needs = BTreeSet::new();
    if is_of(Facts::Question) {
        let kinds = [Facts::Feedback, Facts::Question, Facts::Answer, Facts::Understood, Facts::Retraction];
        let facts = reader.facts(student, &kinds)?;
        let standing = Standing::of(&facts);
        let open = threads(&standing).into_iter().filter(|thread| thread.stage == Stage::Asked);
        needs.extend(open.map(|thread| Need { kind: Kind::Question, outcome: thread.feedback.outcome }));
    }
    if is_of(Facts::Readiness) {
        let facts = reader.facts(student, &[Facts::Readiness, Facts::Judgement, Facts::Retraction])?;
        let standing = Standing::of(&facts);
        let ready = |id: &OutcomeId| matches!(State::of(&standing, *id, None), State::Ready { .. });
        let ids = outcomes.iter().map(|(id, _)| *id).filter(ready);
        needs.extend(ids.map(|outcome| Need { kind: Kind::Ready, outcome }));
    }
    Ok(needs)
}
