//! Promise 2. Convergence: replicas that may read a stream hold the same operations byte for byte, the same registers and,
//! where they hold the same facts, the same levels; digests are equal.

use super::{Held, Invariant, broken, require};
use crate::history::book::Book;
use crate::history::cast::CLASSES;
use crate::history::rights::Rights;
use crate::history::tablet::Tablet;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Body, Parsed};
use notyet_model::ids::{OpId, UserId};
use notyet_model::register::{Seat, view};
use notyet_model::stream::Stream;
use notyet_protocol::digest::to_hex;
use notyet_protocol::op::Op;
use notyet_store::{Inspection, KeptStream};
use std::collections::{BTreeMap, BTreeSet};

/// How far a device's clock may run ahead of the server's.
const AHEAD_MS: i64 = 60_000;

/// When an operation takes effect is the server's word: the earlier of its own time and the server's and a minute.
pub(super) fn times(book: &Book, fresh: &[OpId]) -> Held {
    for logged in fresh.iter().filter_map(|id| book.ops.get(id)).filter(|it| it.body.is_some()) {
        let right = logged.op.hlc.min(Hlc::at_ms(logged.received + AHEAD_MS));
        require(logged.eff == right, Invariant::Convergence, || {
            format!("{} takes effect at {:?} and not at {right:?}", logged.op.id, logged.eff)
        })?;
    }
    Ok(())
}

/// A device holds exactly the streams that its owner may read, each as the server has it.
pub(super) fn streams(who: usize, user: UserId, kept: &Inspection, book: &Book) -> Held {
    let rights = Rights::of(book, user);
    let mut confirmed = BTreeSet::new();
    for (name, ops) in &book.streams {
        if !name.parse::<Stream>().is_ok_and(|stream| rights.keeps(&stream)) {
            continue;
        }
        let right = KeptStream {
            seq: ops.len() as u64,
            digest: vec![],
            ops: ops.iter().zip(1..).map(|((id, _), place)| (Some(place), *id)).collect(),
        };
        // What the server lost and does not know stays where it is, until a newer one takes it.
        let mut held = kept.streams.get(name).cloned().unwrap_or_default();
        held.ops.retain(|(_, id)| !book.is_strange(*id));
        let same = (held.seq, &held.ops) == (right.seq, &right.ops);
        require(same, Invariant::Convergence, || {
            format!("tablet {who} holds {} of {name} up to {}, of {}", held.ops.len(), held.seq, right.seq)
        })?;
        let digest = ops.last().map_or(String::new(), |(_, digest)| digest.clone());
        require(to_hex(&held.digest) == digest, Invariant::Convergence, || {
            format!("tablet {who} has another digest of {name}")
        })?;
        confirmed.extend(ops.iter().map(|(id, _)| *id));
    }
    for op in kept.ops.values().filter(|op| op.state == 3 && !book.is_strange(op.id)) {
        require(confirmed.contains(&op.id), Invariant::Convergence, || {
            format!("tablet {who} holds {} {} as confirmed, which none of its streams has", op.kind, op.id)
        })?;
        let right = &book.ops[&op.id];
        let same = op.text == right.text
            && op.eff == Some(right.eff.0 as i64)
            && op.flags == right.flags
            // A device that blanks by itself has no word for it, and needs none.
            && (op.mac.as_deref() == Some(right.mac.as_str()) || right.is_blank());
        require(same, Invariant::Convergence, || {
            format!("tablet {who} holds {} {} otherwise than the server: {op:?} {right:?}", op.kind, op.id)
        })?;
    }
    for id in &confirmed {
        let state = kept.ops.get(id).map(|op| op.state);
        require(state == Some(3), Invariant::Convergence, || {
            format!("tablet {who} has {id} in state {state:?}, which is in its streams")
        })?;
    }
    Ok(())
}

/// Registers are what a device's confirmed writes lead to, in whatever order they came.
pub(super) fn registers(who: usize, kept: &Inspection) -> Held {
    let mut right: BTreeMap<(String, String), (i64, OpId, String)> = BTreeMap::new();
    for op in kept.ops.values().filter(|op| op.state == 3 && op.kind == "set") {
        let Some(Body::Set(set)) = parsed(&op.text) else { continue };
        let eff = op.eff.unwrap_or_default();
        for (field, value) in &set.fields {
            let key = (format!("{}/{}", set.entity, set.id), field.clone());
            if right.get(&key).is_none_or(|(at, by, _)| (eff, op.id) > (*at, *by)) {
                right.insert(key, (eff, op.id, value.to_string()));
            }
        }
    }
    let held: BTreeMap<_, _> = kept
        .registers
        .iter()
        .map(|(entity, field, eff, by, value)| ((entity.clone(), field.clone()), (*eff, *by, value.clone())))
        .collect();
    require(held == right, Invariant::Convergence, || {
        let differs = right.iter().find(|(key, value)| held.get(*key) != Some(value));
        format!(
            "tablet {who}: a register is not the last write: {differs:?}, held {:?}",
            differs.map(|(key, _)| held.get(key))
        )
    })
}

/// Seats are shown to whoever teaches the class, as the log has them; to whoever does not, none that they have not set
/// themselves: what was taken after they left is not read out to them, and stays what it was.
pub(super) fn seats(who: usize, tablet: &Tablet, kept: &Inspection, book: &Book) -> Held {
    let rights = Rights::of(book, tablet.user());
    let own =
        kept.ops.values().filter(|op| op.state < 3).filter_map(|op| serde_json::from_str(&op.text).ok());
    let own = own.filter(|op: &Op| op.actor == tablet.user()).filter_map(|op| match op.body() {
        Ok(Parsed::Known(Body::Set(set))) if set.entity == "seat" => view::<Seat>(&set.fields),
        _ => None,
    });
    let own: Vec<Seat> = own.collect();
    for class in CLASSES {
        let shown = tablet.store.read(|r| r.seats(class));
        let shown = shown.map_err(|error| broken(Invariant::Convergence, error.to_string()))?;
        let right = book.seats(class);
        let fits = match rights.teaches(class) {
            true => shown == right,
            false => shown.values().all(|seat| own.contains(seat)),
        };
        require(fits, Invariant::Convergence, || {
            format!("tablet {who} shows in {class} the seats {shown:?}, and they are {right:?}")
        })?;
    }
    Ok(())
}

fn parsed(text: &str) -> Option<Body> {
    let op: Op = serde_json::from_str(text).ok()?;
    match op.body() {
        Ok(Parsed::Known(body)) => Some(body),
        _ => None,
    }
}

/// Who holds the same facts about a student, and the same rules, has the same levels.
pub(super) fn levels(kept: &[Inspection]) -> Held {
    let mut known: BTreeMap<String, (usize, BTreeMap<&String, &String>)> = BTreeMap::new();
    for (who, kept) in kept.iter().enumerate() {
        let students: BTreeSet<UserId> = kept.ops.values().filter_map(|op| op.student).collect();
        let rules: Vec<_> = kept
            .registers
            .iter()
            .filter(|(entity, ..)| entity.starts_with("outcome/") || entity.starts_with("course/"))
            .collect();
        for student in students {
            let facts: Vec<OpId> = kept
                .ops
                .values()
                .filter(|op| op.student == Some(student) && op.state == 3)
                .filter(|op| matches!(op.kind.as_str(), "judgement" | "excusal" | "retraction"))
                .map(|op| op.id)
                .collect();
            let key = format!("{student} {facts:?} {rules:?}");
            let hex = student.to_string().replace('-', "").to_uppercase();
            let levels: BTreeMap<_, _> = kept
                .levels
                .iter()
                .filter(|((of, _), _)| *of == hex)
                .map(|((_, on), row)| (on, row))
                .collect();
            match known.get(&key) {
                None => drop(known.insert(key, (who, levels))),
                Some((other, right)) => require(*right == levels, Invariant::Convergence, || {
                    format!(
                        "tablets {other} and {who} hold the same facts about {student} and other levels: {right:?} {levels:?}"
                    )
                })?,
            }
        }
    }
    Ok(())
}
