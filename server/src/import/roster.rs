//! What a roster means here: who is a student, who is staff, who is in which class now, and who has left.

use super::{Refused, Report, RosterOptions, count, named};
use crate::email::Email;
use crate::feed::Desk;
use crate::home::view_of;
use crate::plan::Plan;
use crate::storage::{Person, Stored, Tx};
use chrono::NaiveDate;
use chrono_tz::Tz;
use notyet_interop::names::short_names;
use notyet_interop::oneroster::{self as source, Enrollment, Mode, Roster, Status, Use};
use notyet_model::authority::Role;
use notyet_model::calendar::Day;
use notyet_model::ids::{ClassId, ContextId, CourseId, UserId};
use notyet_model::register::{Class, ClassRole, Context, Course, Entity, Member, PhotoUse, School};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use unicode_segmentation::UnicodeSegmentation;

pub(super) fn plan(
    tx: &mut dyn Tx,
    desk: &Desk<'_>,
    roster: &Roster,
    options: &RosterOptions,
) -> Stored<Result<(Plan, Report), Refused>> {
    let known: Option<School> = view_of(tx, Entity::School, &desk.school.to_string())?;
    let known_zone = known.as_ref().and_then(|school| school.zone.parse::<Tz>().ok());
    let Some(zone) = options.zone.or(known_zone) else {
        let sentence = "Say the school's time zone the first time, such as --zone America/New_York.";
        return Ok(Err(sentence.to_owned().into()));
    };
    let site = match site(roster, options.school.as_deref(), known.as_ref()) {
        Ok(site) => site,
        Err(refused) => return Ok(Err(refused)),
    };
    let today = Day::of_ms(desk.now_ms, zone).date().unwrap_or_default();
    let mut reading = Reading {
        tx,
        roster,
        space: desk.school.0,
        site: site.id,
        today,
        users: roster.users.iter().map(|user| (user.sourced_id.as_str(), user)).collect(),
        seats_of: HashMap::new(),
        current: roster.enrollments_on(today).into_iter().map(|row| row.sourced_id.as_str()).collect(),
        roles: HashMap::new(),
        plan: Plan::default(),
        notes: roster.warnings.iter().map(ToString::to_string).collect(),
        faults: vec![],
    };
    for row in &roster.enrollments {
        reading.seats_of.entry(row.user.as_str()).or_default().push(row);
    }
    reading.plan.school(desk.school, &School::named(&site.name, zone.name()));
    reading.kinds_of_work();
    reading.people()?;
    let classes = reading.classes()?;
    let members = reading.members(&classes)?;
    if !reading.faults.is_empty() {
        return Ok(Err(Refused(reading.faults)));
    }
    let summary = summary(&members, classes.len());
    let report = Report { summary, changed: 0, notes: reading.notes };
    Ok(Ok((reading.plan, report)))
}

struct Site<'a> {
    /// `None` in a package of changes that names no school.
    id: Option<&'a str>,
    name: String,
}

/// The school among the roster's organisations: the one that was asked for, else the one that all classes are of.
fn site<'a>(roster: &'a Roster, asked: Option<&str>, known: Option<&School>) -> Result<Site<'a>, Refused> {
    let schools = || roster.orgs.iter().filter(|org| org.kind.eq_ignore_ascii_case("school"));
    let of = |org: &'a source::Org| Ok(Site { id: Some(&org.sourced_id), name: org.name.clone() });
    if let Some(asked) = asked {
        let is_it = |org: &&source::Org| org.sourced_id == asked || org.name.eq_ignore_ascii_case(asked);
        return match schools().find(is_it) {
            Some(org) => of(org),
            None => Err(format!("The roster has no school called “{asked}”.").into()),
        };
    }
    let active = roster.classes.iter().filter(|class| class.status == Status::Active);
    let ids: BTreeSet<&str> = active.map(|class| class.school.as_str()).collect();
    let with_classes: Vec<&source::Org> =
        roster.orgs.iter().filter(|org| ids.contains(org.sourced_id.as_str())).collect();
    match (&with_classes[..], schools().next(), known) {
        ([one], _, _) => of(one),
        ([], Some(first), None) if schools().count() == 1 => of(first),
        ([], _, Some(known)) => Ok(Site { id: None, name: known.name.clone() }),
        ([], _, None) => Err("The roster names no school that has classes.".to_owned().into()),
        (several, _, _) => {
            let names: Vec<&str> = several.iter().map(|org| org.name.as_str()).collect();
            let sentence = format!(
                "The roster has classes of several schools, and a server keeps one. Choose with --roster-school: {}.",
                names.join(", ")
            );
            Err(sentence.into())
        }
    }
}

struct Reading<'a> {
    tx: &'a mut dyn Tx,
    roster: &'a Roster,
    space: uuid::Uuid,
    site: Option<&'a str>,
    today: NaiveDate,
    users: HashMap<&'a str, &'a source::User>,
    seats_of: HashMap<&'a str, Vec<&'a Enrollment>>,
    /// The enrollments that hold today.
    current: HashSet<&'a str>,
    roles: HashMap<UserId, Role>,
    plan: Plan,
    notes: Vec<String>,
    faults: Vec<String>,
}

impl<'a> Reading<'a> {
    fn user_id(&self, sourced_id: &str) -> UserId {
        UserId(named(self.space, "user", sourced_id))
    }

    fn is_whole(&self, file: &str) -> bool {
        self.roster.modes.get(file) == Some(&Mode::Bulk)
    }

    fn kinds_of_work(&mut self) {
        let active = self.roster.categories.iter().filter(|category| category.status == Status::Active);
        for (position, category) in active.enumerate() {
            let id = ContextId(named(self.space, "category", &category.sourced_id));
            // Without a word from the school the teacher decides from case to case.
            let at_bat = category.purpose != Some(Use::Practice);
            let fields = Context { name: category.title.clone(), at_bat, position: position as u32 };
            self.plan.context(id, &fields);
        }
    }

    /// People with a role here. Guardians and others who have none are left out.
    fn people(&mut self) -> Stored<()> {
        let mut listed = HashSet::new();
        let shared = self.shared_emails();
        for user in &self.roster.users {
            let id = self.user_id(&user.sourced_id);
            let active = user.status == Status::Active && user.enabled;
            let known = self.tx.person(id)?;
            let role = self.role(&user.sourced_id).or(known.as_ref().map(|known| known.role));
            // Someone whose account is closed is kept as having left, if the roster still has their seat.
            let sat_here =
                user.status == Status::Active && self.seats_of.contains_key(user.sourced_id.as_str());
            let Some(role) = role.filter(|_| active || sat_here || known.is_some()) else { continue };
            listed.insert(id);
            self.roles.insert(id, role);
            self.plan.person(Person { id, name: user.name.display(), role, active });
            // Only of those who may sign in with it.
            let email =
                email(user).filter(|email| active && role != Role::Student && !shared.contains(email));
            self.plan.email(id, email);
        }
        for person in self.tx.people()? {
            if listed.contains(&person.id) {
                continue;
            }
            if self.is_whole("users") {
                self.plan.person(Person { active: false, ..person.clone() });
                self.plan.email(person.id, None);
            }
            self.roles.insert(person.id, person.role);
        }
        Ok(())
    }

    /// Addresses of several people at once, which prove nobody.
    fn shared_emails(&mut self) -> HashSet<Email> {
        let (mut seen, mut shared) = (HashSet::new(), HashSet::new());
        let present = self.roster.users.iter().filter(|user| user.status == Status::Active);
        for email in present.filter_map(email) {
            if !seen.insert(email.clone()) {
                shared.insert(email);
            }
        }
        if !shared.is_empty() {
            let many = count(shared.len(), "e-mail address belongs", "e-mail addresses belong");
            self.notes.push(format!(
                "{many} to more than one person in the roster, so nobody can sign in to the school's account by it."
            ));
        }
        shared
    }

    /// A teacher if they teach here now, else by their other roles. A staff role counts while it lasts; a student's
    /// name is kept after they have left.
    fn role(&self, user: &str) -> Option<Role> {
        let seats = self.seats_of.get(user).map(Vec::as_slice).unwrap_or_default();
        let sits = |role, now: bool| {
            let is_current = |row: &&&Enrollment| !now || self.current.contains(row.sourced_id.as_str());
            seats.iter().filter(is_current).any(|row| row.role == role && self.is_here(row))
        };
        let has = |role, lasting: bool| {
            self.roster.roles_of(user).any(|grant| {
                let lasts = grant.begin.is_none_or(|begin| begin <= self.today)
                    && grant.end.is_none_or(|end| self.today <= end);
                grant.role == role && (lasts || !lasting) && self.is_our_org(grant.org.as_deref())
            })
        };
        if sits(source::Role::Teacher, true) || has(source::Role::Teacher, true) {
            Some(Role::Teacher)
        } else if has(source::Role::Administrator, true) {
            Some(Role::Administrator)
        } else if has(source::Role::Student, false) || sits(source::Role::Student, false) {
            Some(Role::Student)
        } else {
            None
        }
    }

    /// Roles of a district hold in its schools; those of another school do not hold here.
    fn is_our_org(&self, org: Option<&str>) -> bool {
        let Some(org) = org else { return true };
        let is_other_school =
            self.roster.orgs.iter().any(|o| {
                o.sourced_id == org && o.kind.eq_ignore_ascii_case("school") && Some(org) != self.site
            });
        !is_other_school
    }

    fn is_here(&self, enrollment: &Enrollment) -> bool {
        let class = self.roster.classes.iter().find(|class| class.sourced_id == enrollment.class);
        class.is_none_or(|class| self.site.is_none_or(|site| class.school == site))
    }

    /// This school's classes, and the courses that they follow.
    fn classes(&mut self) -> Stored<BTreeMap<&'a str, ClassId>> {
        let roster = self.roster;
        let here = roster.classes.iter().filter(|class| class.status == Status::Active);
        let here: Vec<_> = here.filter(|class| self.site.is_none_or(|site| class.school == site)).collect();
        let followed: HashSet<&str> = here.iter().map(|class| class.course.as_str()).collect();
        let mut courses = HashSet::new();
        for course in roster.courses.iter().filter(|course| course.status == Status::Active) {
            let id = CourseId(named(self.space, "course", &course.sourced_id));
            let is_known = !self.tx.fields("course", &id.to_string())?.is_empty();
            if followed.contains(course.sourced_id.as_str()) || is_known {
                let fields = Course::titled(&course.title);
                self.plan.course_with_code(id, &fields, course.code.as_deref());
                courses.insert(course.sourced_id.as_str());
            }
        }
        let mut classes = BTreeMap::new();
        for class in here {
            let course = CourseId(named(self.space, "course", &class.course));
            if !courses.contains(class.course.as_str())
                && self.tx.fields("course", &course.to_string())?.is_empty()
            {
                self.faults.push(format!(
                    "classes.csv: the class “{}” follows a course that is neither here nor known: {}.",
                    class.title, class.course
                ));
                continue;
            }
            let id = ClassId(named(self.space, "class", &class.sourced_id));
            self.plan.class(id, &Class { title: class.title.clone(), course });
            classes.insert(class.sourced_id.as_str(), id);
        }
        Ok(classes)
    }

    fn members(&mut self, classes: &BTreeMap<&'a str, ClassId>) -> Stored<Vec<Member>> {
        let wanted = self.enrolled(classes);
        let mut members = Vec::new();
        let mut by_class: BTreeMap<ClassId, Vec<Seat<'a>>> = BTreeMap::new();
        for seat in wanted {
            by_class.entry(seat.class).or_default().push(seat);
        }
        for (class, seats) in by_class {
            let shorts = shorts(&seats);
            for (seat, short) in seats.iter().zip(shorts) {
                let known: Option<Member> = view_of(self.tx, Entity::Member, &Member::key(class, seat.id))?;
                members.extend(seat.member(short, known));
            }
        }
        for member in &members {
            self.plan.member(member);
        }
        if self.is_whole("enrollments") {
            let listed: HashSet<String> = members.iter().map(|m| Member::key(m.class, m.user)).collect();
            for key in self.tx.entities("member")? {
                let known: Option<Member> = view_of(self.tx, Entity::Member, &key)?;
                if let Some(known) = known.filter(|known| known.active && !listed.contains(&key)) {
                    let gone = Member { active: false, ..known };
                    self.plan.member(&gone);
                    members.push(gone);
                }
            }
        }
        Ok(members)
    }

    /// One seat for each person and class, whatever number of rows they have. Those who come later are not yet in.
    fn enrolled(&mut self, classes: &BTreeMap<&'a str, ClassId>) -> Vec<Seat<'a>> {
        let mut seats: BTreeMap<(ClassId, UserId), Seat<'a>> = BTreeMap::new();
        let roster = self.roster;
        for row in &roster.enrollments {
            let class = classes.get(row.class.as_str()).copied();
            let class = class.or_else(|| {
                (!self.is_whole("classes")).then(|| ClassId(named(self.space, "class", &row.class)))
            });
            let (id, user) = (self.user_id(&row.user), self.users.get(row.user.as_str()).copied());
            let (Some(class), Some(role)) = (class, self.roles.get(&id).copied()) else { continue };
            if row.begin.is_some_and(|begin| begin > self.today) {
                continue;
            }
            let role = match (row.role, role) {
                (source::Role::Student, Role::Student) => ClassRole::Student,
                (source::Role::Teacher, Role::Teacher | Role::Administrator) => ClassRole::Teacher,
                (source::Role::Student, _) => {
                    let name = user.map(|user| user.name.display()).unwrap_or_default();
                    self.notes.push(format!(
                        "enrollments.csv: {name} is staff of the school, so the seat as a student was passed over."
                    ));
                    continue;
                }
                _ => continue,
            };
            let active = self.current.contains(row.sourced_id.as_str());
            let seat = seats.entry((class, id)).or_insert(Seat { class, id, user, role, active });
            seat.active |= active;
        }
        seats.into_values().collect()
    }
}

/// A person in a class, as the roster has it.
struct Seat<'a> {
    class: ClassId,
    id: UserId,
    /// Absent where a package of changes names someone who did not change.
    user: Option<&'a source::User>,
    role: ClassRole,
    active: bool,
}

impl Seat<'_> {
    /// `None` for someone of whom neither the roster nor the server knows a name.
    fn member(&self, short: Option<String>, known: Option<Member>) -> Option<Member> {
        let (class, user, role, active) = (self.class, self.id, self.role, self.active);
        match (self.user, known) {
            (Some(person), known) => {
                let name = person.name.display();
                let short = short.or(known.map(|known| known.short)).unwrap_or_else(|| name.clone());
                let parts = [person.name.family_in_use(), person.name.given_in_use()];
                let sort = parts.into_iter().flatten().collect::<Vec<_>>().join(" ").to_lowercase();
                let sort = if sort.is_empty() { name.to_lowercase() } else { sort };
                let photos = match person.photos {
                    Some(source::Photos::Yes) => PhotoUse::Yes,
                    Some(source::Photos::No) => PhotoUse::No,
                    // Also where the school says it no more.
                    Some(source::Photos::OwnRecord) | None => PhotoUse::OwnRecord,
                };
                Some(Member { class, user, role, name, short, sort, active, photos })
            }
            (None, Some(known)) => Some(Member { role, active, ..known }),
            (None, None) => None,
        }
    }
}

/// Short names, where they can be told apart: staff keep theirs whole; students' are compared with each other if all
/// of them are in the roster.
fn shorts(seats: &[Seat<'_>]) -> Vec<Option<String>> {
    let students = seats.iter().filter(|seat| seat.role == ClassRole::Student);
    let names: Option<Vec<_>> = students.map(|seat| seat.user.map(|user| user.name.clone())).collect();
    let first_letter = |name: &str| -> usize { name.graphemes(true).next().map_or(0, str::len) };
    let short = names.map(|names| short_names(&names, |name| &name[..first_letter(name)]));
    let mut short = short.map(Vec::into_iter);
    seats
        .iter()
        .map(|seat| match seat.role {
            ClassRole::Teacher => seat.user.map(|user| user.name.display()),
            ClassRole::Student => short.as_mut().and_then(Iterator::next),
        })
        .collect()
}

fn email(user: &source::User) -> Option<Email> {
    user.email.as_deref().and_then(Email::read)
}

fn summary(members: &[Member], classes: usize) -> String {
    let people = |role, active| -> BTreeSet<UserId> {
        members.iter().filter(|m| m.role == role && m.active == active).map(|m| m.user).collect()
    };
    let students = people(ClassRole::Student, true);
    let left = people(ClassRole::Student, false).difference(&students).count();
    let teachers = people(ClassRole::Teacher, true).len();
    let counts = [
        count(students.len(), "student", "students"),
        count(classes, "class", "classes"),
        count(teachers, "teacher", "teachers"),
    ];
    if left == 0 { counts.join(", ") } else { format!("{}, {left} who left", counts.join(", ")) }
}
