//! What the server's log says, read by the simulator's own hand from the committed rows and folded by its own rules:
//! operations, streams, who is in which class, which round is open. The invariants ask here, and never the server.

use memchr::memmem;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Body, Name, Parsed, Set};
use notyet_model::ids::{AttachmentId, ClassId, OpId, RoundId, UserId};
use notyet_model::register::{Entity, Member, PeerReview, PeerRound, Seat, Shared, view};
use notyet_protocol::op::Op;
use rusqlite::{Connection, OpenFlags, ToSql};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

/// An operation in the log.
#[derive(Clone, Debug)]
pub(crate) struct Logged {
    pub(crate) op: Op,
    /// Absent: of a kind or version that this program does not know.
    pub(crate) body: Option<Body>,
    pub(crate) text: String,
    pub(crate) eff: Hlc,
    pub(crate) flags: u32,
    pub(crate) received: i64,
    pub(crate) mac: String,
}

impl Logged {
    /// Whether it stands where something about an erased student stood.
    pub(crate) fn is_blank(&self) -> bool {
        self.op.k == "erased"
    }
}

/// A person in a class.
#[derive(Clone, Debug)]
pub(crate) struct Membership {
    pub(crate) member: Member,
    /// When they left, as the server learned it.
    pub(crate) left_ms: Option<i64>,
}

/// Each stream's operations with the digests after them; the first has number 1.
pub(crate) type Streams = BTreeMap<String, Vec<(OpId, String)>>;

/// What the log amounts to.
pub(crate) struct Book {
    db: Connection,
    row: i64,
    pub(crate) ops: HashMap<OpId, Logged>,
    /// Those that nobody has looked at yet.
    pub(crate) fresh: Vec<OpId>,
    /// In the order in which they were stored.
    pub(crate) order: Vec<OpId>,
    pub(crate) streams: Streams,
    /// What the server has signed, whether it still has it or not, as it was signed first.
    pub(crate) signed: BTreeMap<OpId, Logged>,
    /// Every signature that it ever gave.
    words: HashSet<String>,
    /// How the streams were whenever the server went back.
    pub(crate) past: Vec<Streams>,
    pub(crate) members: BTreeMap<(ClassId, UserId), Membership>,
    /// Students of whom a notice says that they were erased.
    pub(crate) erased: BTreeSet<UserId>,
    /// Which operations a text that is searched for stands in.
    pub(crate) canaries: HashMap<String, Vec<OpId>>,
    /// Which records name an attachment.
    pub(crate) attachments: HashMap<AttachmentId, Vec<OpId>>,
    /// The pieces of work that reviews have ever named, by round and reviewer: what was shared stays in the stream.
    pub(crate) shared: BTreeSet<(RoundId, UserId, OpId)>,
    /// Which hashes of photos and voice notes operations have bound, and which operations did.
    pub(crate) hashes: BTreeMap<String, Vec<OpId>>,
    registers: HashMap<(String, String), Map<String, Value>>,
    stamps: HashMap<(String, String, String), (Hlc, OpId)>,
}

impl Book {
    /// An empty book over this server's folder.
    pub(crate) fn open(folder: &Path) -> Self {
        Self {
            db: connect(folder),
            row: 0,
            ops: HashMap::new(),
            fresh: Vec::new(),
            order: Vec::new(),
            streams: Streams::new(),
            signed: BTreeMap::new(),
            words: HashSet::new(),
            past: Vec::new(),
            members: BTreeMap::new(),
            erased: BTreeSet::new(),
            canaries: HashMap::new(),
            attachments: HashMap::new(),
            shared: BTreeSet::new(),
            hashes: BTreeMap::new(),
            registers: HashMap::new(),
            stamps: HashMap::new(),
        }
    }

    /// Goes on in another folder, which must hold what was read so far.
    pub(crate) fn move_to(&mut self, folder: &Path) {
        self.db = connect(folder);
    }

    /// Begins again in the folder of a server that went back to an earlier state; what it had signed by then stays known.
    pub(crate) fn go_back(&mut self, folder: &Path) {
        let mut fresh = Self::open(folder);
        fresh.signed = std::mem::take(&mut self.signed);
        fresh.words = std::mem::take(&mut self.words);
        fresh.past = std::mem::take(&mut self.past);
        fresh.past.push(std::mem::take(&mut self.streams));
        fresh.catch_up();
        *self = fresh;
    }

    /// Whether the server had this once, has it no more, and would not know what to do with it.
    pub(crate) fn is_strange(&self, id: OpId) -> bool {
        !self.ops.contains_key(&id) && self.signed.get(&id).is_some_and(|it| it.body.is_none())
    }

    /// Whether this was once signed as part of a record that has been erased since.
    pub(crate) fn was_erased(&self, id: OpId, erased: &BTreeSet<UserId>) -> bool {
        self.signed.get(&id).and_then(|it| it.op.student).is_some_and(|of| erased.contains(&of))
    }

    pub(crate) fn db(&self) -> &Connection {
        &self.db
    }

    /// Reads what was committed since.
    pub(crate) fn catch_up(&mut self) {
        self.catch_up_to(i64::MAX);
    }

    /// The same, no further than this row.
    pub(crate) fn catch_up_to(&mut self, last: i64) {
        if self.row >= last {
            return;
        }
        for (row, logged) in self.rows("WHERE rowid > ?1 AND rowid <= ?2 ORDER BY rowid", &[&self.row, &last])
        {
            self.row = row;
            // What was signed before comes back under the same word, and was looked at then.
            if self.words.insert(logged.mac.clone()) {
                self.fresh.push(logged.op.id);
            }
            self.signed.entry(logged.op.id).or_insert_with(|| logged.clone());
            self.take(logged);
        }
    }

    fn rows(&self, which: &str, values: &[&dyn ToSql]) -> Vec<(i64, Logged)> {
        let sql = format!("SELECT rowid, body, eff, flags, received, mac FROM op {which}");
        let mut read = self.db.prepare_cached(&sql).expect("the server's table of operations");
        let rows = read
            .query_map(values, |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?)));
        let rows: Vec<(i64, String, i64, u32, i64, String)> =
            rows.and_then(Iterator::collect).expect("rows of operations");
        let logged = rows.into_iter().map(|(row, text, eff, flags, received, mac)| {
            let op: Op = serde_json::from_str(&text).expect("the server stores only what it could read");
            let body = match op.body() {
                Ok(Parsed::Known(body)) => Some(body),
                Ok(Parsed::Unknown) | Err(_) => None,
            };
            (row, Logged { op, body, text, eff: Hlc(eff as u64), flags, received, mac })
        });
        logged.collect()
    }

    /// A notice was read: what was known of the student goes, and what stands in its place is read again.
    fn erase(&mut self, student: UserId) {
        self.erased.insert(student);
        self.members.retain(|(_, user), _| *user != student);
        let about = |(entity, id): &(String, String)| {
            matches!(entity.as_str(), "member" | "seat") && id.ends_with(&student.to_string())
        };
        self.registers.retain(|register, _| !about(register));
        let about = self.ops.values().filter(|it| it.op.student == Some(student)).map(|it| it.op.id);
        let about: BTreeSet<OpId> = about.collect();
        for lists in self.canaries.values_mut().chain(self.attachments.values_mut()) {
            lists.retain(|id| !about.contains(id));
        }
        self.hashes.values_mut().for_each(|ids| ids.retain(|id| !about.contains(id)));
        for id in about {
            for (_, now) in self.rows("WHERE id = ?1", &[&id.to_string()]) {
                self.words.insert(now.mac.clone());
                self.ops.insert(id, now);
            }
        }
    }

    fn take(&mut self, logged: Logged) {
        let id = logged.op.id;
        if logged.op.k == "erasure" {
            let notice: Option<Value> = serde_json::from_str(logged.op.b.get()).ok();
            if let Some(student) = notice.as_ref().and_then(|it| it["student"].as_str()?.parse().ok()) {
                self.erase(student);
            }
        }
        for canary in canaries(&logged.text) {
            self.canaries.entry(canary.to_owned()).or_default().push(id);
        }
        match &logged.body {
            Some(Body::Set(set)) => {
                for (field, value) in &set.fields {
                    let stamp = (logged.eff, id);
                    let key = (set.entity.clone(), set.id.clone(), field.clone());
                    if self.stamps.get(&key).is_none_or(|held| stamp > *held) {
                        self.stamps.insert(key, stamp);
                        let entity = (set.entity.clone(), set.id.clone());
                        self.registers.entry(entity).or_default().insert(field.clone(), value.clone());
                    }
                }
                if let Some((round, reviewer, of)) = named_by_review(set) {
                    self.shared.extend(of.into_iter().map(|piece| (round, reviewer, piece.evidence)));
                }
                if Entity::parse(&set.entity) == Some(Entity::Member)
                    && let Some(member) = self.fields(&set.entity, &set.id).and_then(view::<Member>)
                {
                    let key = (member.class, member.user);
                    let before = self.members.get(&key).and_then(|it| it.left_ms);
                    // What comes back was received anew, and said so when it was new.
                    let learned = logged.received.min(logged.eff.ms());
                    let left_ms = (!member.active).then(|| before.unwrap_or(learned));
                    self.members.insert(key, Membership { member, left_ms });
                }
            }
            Some(body) => match body.binds() {
                Some(bound) => {
                    for hash in bound.hashes() {
                        self.hashes.entry(hash.to_owned()).or_default().push(id);
                    }
                }
                None => {
                    for name in body.names() {
                        if let Name::Attachment(attachment) = name {
                            self.attachments.entry(attachment).or_default().push(id);
                        }
                    }
                }
            },
            None => {}
        }
        self.order.push(id);
        self.ops.insert(id, logged);
    }

    fn fields(&self, entity: &str, id: &str) -> Option<&Map<String, Value>> {
        self.registers.get(&(entity.to_owned(), id.to_owned()))
    }

    pub(crate) fn round(&self, round: RoundId) -> Option<PeerRound> {
        view(self.fields("peer.round", &round.to_string())?)
    }

    /// Where students of a class sit.
    pub(crate) fn seats(&self, class: ClassId) -> BTreeMap<UserId, Seat> {
        let seats = self.registers.iter().filter(|((entity, _), _)| entity == "seat");
        let seats = seats.filter_map(|(_, fields)| view::<Seat>(fields)).filter(|seat| seat.class == class);
        seats.map(|seat| (seat.user, seat)).collect()
    }

    /// What students read in rounds.
    pub(crate) fn reviews(&self) -> Vec<PeerReview> {
        let reviews = self.registers.iter().filter(|((entity, _), _)| entity == "peer.review");
        reviews.filter_map(|(_, fields)| view(fields)).collect()
    }
}

fn named_by_review(set: &Set) -> Option<(RoundId, UserId, Vec<Shared>)> {
    let (round, reviewer) = set.id.split_once('/').filter(|_| set.entity == "peer.review")?;
    let of = serde_json::from_value(set.fields.get("of")?.clone()).ok()?;
    Some((round.parse().ok()?, reviewer.parse().ok()?, of))
}

/// Looks into a server's database.
pub(crate) fn connect(folder: &Path) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db =
        Connection::open_with_flags(folder.join("school.db"), flags).expect("the server's database opens");
    db.set_prepared_statement_cache_capacity(32);
    db
}

/// Every text in these that histories plant to find it again.
pub(crate) fn canaries(text: &(impl AsRef<[u8]> + ?Sized)) -> impl Iterator<Item = &str> {
    const LENGTH: usize = "cnry-00000000".len();
    let text = text.as_ref();
    let found = memmem::find_iter(text, CANARY).filter_map(|at| text.get(at..at + LENGTH));
    found.filter_map(|canary| std::str::from_utf8(canary).ok())
}

/// Every one of them begins with this.
pub(crate) const CANARY: &[u8] = b"cnry-";
