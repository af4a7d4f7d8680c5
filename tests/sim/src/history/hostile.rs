//! The hostile client: Dara's token, every id and every hash, and no manners. And the newer program, which means
//! well and says things that nobody understands yet.

mod seat;
mod voice;

use super::capture::picture;
use super::cast::{AMARA, BEN, CHIDI, CLASS_7B, CLASS_7D, DARA, ESSAY, ORTIZ, ROUND, SOURCES};
use super::chance::Chance;
use super::invariants::Watch;
use super::net::bare;
use super::rights::Rights;
use super::stage::Stage;
use super::step::Act;
use super::verdict::Violation;
use notyet_model::fact::{Body, Kind, Parsed};
use notyet_model::ids::{AttachmentId, ClassId, DeviceId, OpId, UserId};
use notyet_model::scale::preset_level;
use notyet_protocol::digest::{Digest, sha256_hex, to_hex};
use notyet_protocol::mac::sign;
use notyet_protocol::op::{Op, RawOp};
use notyet_protocol::wire::{Cursor, Fate};
use notyet_store::Env;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(crate) fn is_hostile(act: Act) -> bool {
    matches!(
        act,
        Act::ForgeOrigin
            | Act::ForgeReference
            | Act::ForgeChange
            | Act::ForgeId
            | Act::ForgeBlob
            | Act::ForgeVoice
            | Act::ForgeSeat
            | Act::ForgeStreams
            | Act::UnknownKind
            | Act::UnknownField
            | Act::NewerVersion
            | Act::NewerServer
    )
}

pub(crate) async fn act(stage: &mut Stage, act: Act, chance: &mut Chance) -> Result<bool, Violation> {
    match act {
        Act::ForgeOrigin => origin(stage, chance).await,
        Act::ForgeReference => reference(stage, chance).await,
        Act::ForgeChange => change(stage, chance).await,
        Act::ForgeId => id(stage, chance).await,
        Act::ForgeBlob => blob(stage, chance).await,
        Act::ForgeVoice => voice::act(stage, chance).await,
        Act::ForgeSeat => seat::act(stage, chance).await,
        Act::ForgeStreams => streams(stage).await,
        Act::UnknownKind => {
            // What only the server says is unknown, too, when somebody else says it.
            let kind = ["poem", "poem", "erasure", "erased"][chance.below(4)];
            newer(stage, chance, kind, 1, false).await
        }
        Act::NewerVersion => newer(stage, chance, "practice", 9, false).await,
        Act::UnknownField => newer(stage, chance, "practice", 1, true).await,
        Act::NewerServer => newer_server(stage),
        _ => Ok(false),
    }
}

/// A body of this kind with these fields.
fn body(kind: Kind, fields: &Value) -> Option<Body> {
    match Body::parse(kind.as_str(), kind.version(), &fields.to_string()) {
        Ok(Parsed::Known(body)) => Some(body),
        _ => None,
    }
}

/// A practice note, which every student may write about themselves.
fn practice(stage: &mut Stage) -> Option<Body> {
    let (canary, at) = (stage.ledger.canary(), stage.dara.env.now());
    body(
        Kind::Practice,
        &json!({"outcome": SOURCES, "minutes": 5, "note": canary, "work_at_ms": at,
            "work_day": at.div_euclid(86_400_000)}),
    )
}

/// Pushes what must be refused. What is known already must have been refused, too.
async fn push_forged(stage: &mut Stage, op: &Op, why: &'static str) -> Result<bool, Violation> {
    stage.ledger.forged.insert(op.id, why);
    stage.count("forged");
    let by = if op.actor == ORTIZ && op.dev == stage.careless.enrolment.device {
        &mut stage.careless
    } else {
        &mut stage.dara
    };
    let fates = by.push(vec![op.to_raw()]).await;
    match fates.as_deref() {
        Ok([Fate::Refused(_)]) | Err(_) => Ok(true),
        other => Err(Watch::unauthorised(&format!(
            "{why}: the server answers {other:?} to {}",
            op.to_raw().text()
        ))),
    }
}

async fn origin(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    let Some(note) = practice(stage) else { return Ok(false) };
    let at = stage.dara.env.now();
    let level = json!({"outcome": SOURCES, "level": preset_level(4), "purpose": "summative",
        "support": "independent", "lane": "teacher", "context": ESSAY, "work_at_ms": at, "work_day": at.div_euclid(86_400_000)});
    let Some(level) = body(Kind::Judgement, &level) else { return Ok(false) };
    let (why, class, student, body): (_, ClassId, UserId, &Body) = match chance.below(7) {
        0 => ("another's actor", CLASS_7B, DARA, &note),
        1 => ("a teacher's actor", CLASS_7B, DARA, &level),
        2 => ("another student", CLASS_7B, AMARA, &note),
        3 => ("another class", CLASS_7D, DARA, &note),
        4 => ("the teacher's lane", CLASS_7B, DARA, &level),
        5 => ("another's device", CLASS_7B, DARA, &note),
        _ => ("another's lane", CLASS_7B, BEN, &level),
    };
    let mut op = stage.dara.op(Some(class), Some(student), body);
    match why {
        "another's actor" => op.actor = AMARA,
        "a teacher's actor" => op.actor = ORTIZ,
        "another's device" => op.dev = stage.tablets[0].enrolment.device,
        _ => {}
    }
    push_forged(stage, &op, why).await
}

/// Facts of somebody else's record, of these kinds, that Dara may not read.
fn others(stage: &Stage, kinds: &[Kind]) -> Vec<OpId> {
    let rights = Rights::of(&stage.book, DARA);
    let of = stage.book.order.iter().filter(|id| {
        stage.book.ops.get(id).is_some_and(|it| {
            it.body.as_ref().is_some_and(|body| kinds.contains(&body.which())) && it.op.student != Some(DARA)
        }) && !rights.holds(**id)
    });
    of.copied().collect()
}

/// A teacher's feedback to one student on the level of another: both may be read, and they do not belong together.
async fn across(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    let levels: Vec<OpId> = stage
        .book
        .order
        .iter()
        .copied()
        .filter(|id| {
            stage.book.ops.get(id).is_some_and(|it| {
                it.op.class == Some(CLASS_7B)
                    && it.op.student != Some(DARA)
                    && matches!(&it.body, Some(Body::Judgement(level)) if level.outcome == SOURCES)
            })
        })
        .collect();
    let Some(level) = chance.pick(&levels) else { return Ok(false) };
    let (canary, at) = (stage.ledger.canary(), stage.careless.env.now());
    let fields = json!({"outcome": SOURCES, "judgement": level, "next_step": canary, "work_at_ms": at,
        "work_day": at.div_euclid(86_400_000)});
    let Some(body) = body(Kind::Feedback, &fields) else { return Ok(false) };
    let op = stage.careless.op(Some(CLASS_7B), Some(DARA), &body);
    push_forged(stage, &op, "a reference across records").await
}

async fn reference(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    if chance.is(1, 2) {
        return across(stage, chance).await;
    }
    let (kind, named) = [
        (Kind::Question, Kind::Feedback),
        (Kind::Understood, Kind::Feedback),
        (Kind::GoalReview, Kind::Goal),
        (Kind::AmendmentRequest, Kind::Judgement),
        (Kind::Evidence, Kind::Evidence),
        (Kind::PeerUnkind, Kind::PeerComment),
        (Kind::PeerComment, Kind::Evidence),
    ][chance.below(7)];
    let Some(target) = chance.pick(&others(stage, &[named])).copied() else { return Ok(false) };
    let (canary, at) = (stage.ledger.canary(), stage.dara.env.now());
    let day = at.div_euclid(86_400_000);
    let fields = match kind {
        Kind::Question => json!({"feedback": target, "text": canary}),
        Kind::Understood => json!({"feedback": target}),
        Kind::GoalReview => json!({"goal": target, "went": "not_yet", "text": canary, "day": day}),
        Kind::AmendmentRequest => json!({"of": [target], "text": canary}),
        Kind::PeerUnkind => json!({"comment": target}),
        Kind::PeerComment => json!({"round": ROUND, "evidence": target, "text": canary}),
        _ => {
            json!({"outcomes": [SOURCES], "text": canary, "revises": target, "work_at_ms": at, "work_day": day})
        }
    };
    let Some(body) = body(kind, &fields) else { return Ok(false) };
    // A comment is about whose work it is; everything else she says of herself.
    let about = if kind == Kind::PeerComment { stage.book.ops[&target].op.student } else { Some(DARA) };
    let op = stage.dara.op(Some(CLASS_7B), about, &body);
    push_forged(stage, &op, "a reference into another's record").await
}

async fn change(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    let mine = chance.is(1, 2);
    // What a teacher recorded about her she may read, and not take back.
    let targets: Vec<OpId> = if mine {
        let of = stage.book.order.iter().filter(|id| {
            stage.book.ops.get(id).is_some_and(|it| {
                it.op.student == Some(DARA)
                    && it.op.class == Some(CLASS_7B)
                    && it.op.actor != DARA
                    && matches!(&it.body, Some(Body::Judgement(_) | Body::Feedback(_)))
            })
        });
        of.copied().collect()
    } else {
        others(stage, &[Kind::Judgement, Kind::Feedback, Kind::Evidence, Kind::Practice])
    };
    let Some(target) = chance.pick(&targets).copied() else { return Ok(false) };
    let Some(body) = body(Kind::Retraction, &json!({"of": [target]})) else { return Ok(false) };
    let student = if mine || chance.is(1, 2) { Some(DARA) } else { stage.book.ops[&target].op.student };
    let op = stage.dara.op(Some(CLASS_7B), student, &body);
    push_forged(stage, &op, "another's fact is taken back").await
}

/// An id that is known with other bytes, and her own earlier one with other bytes.
async fn id(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    let Some(note) = practice(stage) else { return Ok(false) };
    let mut op = stage.dara.op(Some(CLASS_7B), Some(DARA), &note);
    let known: Vec<OpId> = match chance.is(1, 2) {
        true => stage.book.order.clone(),
        false => {
            let first = op.to_raw();
            let fates = stage.dara.push(vec![first.clone()]).await;
            if !matches!(fates.as_deref(), Ok([Fate::Stored])) {
                return Ok(false);
            }
            stage.count("practice");
            stage.ledger.authors.insert(op.id, DARA);
            stage.ledger.pushed.insert(op.id, first.text().to_owned());
            vec![op.id]
        }
    };
    let Some(known) = chance.pick(&known) else { return Ok(false) };
    let Some(other) = practice(stage) else { return Ok(false) };
    op = stage.dara.op(Some(CLASS_7B), Some(DARA), &other);
    op.id = *known;
    stage.count("forged");
    let fates = stage.dara.push(vec![op.to_raw()]).await;
    match fates.as_deref() {
        Ok([Fate::Refused(_)]) | Err(_) => Ok(true),
        other => Err(Watch::repeated(&format!("{known} with other bytes: the server answers {other:?}"))),
    }
}

/// A photo or a voice note that somebody else's record binds: asked for, and bound to her own work as the one or the other.
async fn blob(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    let rights = Rights::of(&stage.book, DARA);
    let hidden: Vec<String> = stage
        .book
        .hashes
        .iter()
        .filter(|(_, by)| !by.iter().any(|id| rights.holds(*id)))
        .map(|(hash, _)| hash.clone())
        .collect();
    let Some(hash) = chance.pick(&hidden).cloned() else { return Ok(false) };
    let (service, token) = (stage.host.service().clone(), stage.dara.enrolment.token.clone());
    if service.head_blob(&token, &hash).await.is_ok() {
        return Err(Watch::leaked(&format!("HEAD says that {hash} is there, to Dara who never uploaded it")));
    }
    if let Ok(bytes) = service.get_blob(&token, &hash).await {
        stage.dara.saw_photo(&hash, bytes);
        return Ok(true);
    }
    let attachment = AttachmentId(stage.dara.env.new_id());
    let (canary, at) = (stage.ledger.canary(), stage.dara.env.now());
    let own = sha256_hex(&picture(&canary));
    if service.put_blob(&token, &own, picture(&canary)).await.is_err() {
        return Ok(false);
    }
    let work = json!({"outcomes": [SOURCES], "text": canary, "attachments": [attachment], "work_at_ms": at,
        "work_day": at.div_euclid(86_400_000)});
    let bound = match chance.is(1, 2) {
        true => body(
            Kind::BlobRef,
            &json!({"attachment": attachment, "sha256": hash, "thumb": own, "w": 4, "h": 3}),
        ),
        false => body(Kind::VoiceRef, &json!({"attachment": attachment, "sha256": hash, "ms": 192})),
    };
    let (Some(work), Some(bound)) = (body(Kind::Evidence, &work), bound) else { return Ok(false) };
    let work = stage.dara.op(Some(CLASS_7B), Some(DARA), &work);
    stage.ledger.authors.insert(work.id, DARA);
    stage.count("evidence");
    // Taken or not: what is bound to it must not be.
    drop(stage.dara.push(vec![work.to_raw()]).await);
    let bound = stage.dara.op(Some(CLASS_7B), Some(DARA), &bound);
    stage.ledger.forged.insert(bound.id, "bytes bound by their hash alone");
    stage.count("forged");
    let fates = stage.dara.push(vec![bound.to_raw()]).await;
    let taken = matches!(fates.as_deref(), Ok([Fate::Stored]));
    if let Ok(bytes) = service.get_blob(&token, &hash).await {
        stage.dara.saw_photo(&hash, bytes);
    }
    if taken {
        return Err(Watch::leaked(&format!(
            "{hash}, which Dara knows and may not read, is bound to her work"
        )));
    }
    Ok(true)
}

/// Cursors of streams that are not hers, in a sync and in a wait; and every page that is.
async fn streams(stage: &mut Stage) -> Result<bool, Violation> {
    let cur: BTreeMap<String, Cursor> =
        stage.book.streams.keys().map(|stream| (stream.clone(), Cursor::at(1))).collect();
    let (token, epoch) = (stage.dara.token(), stage.dara.enrolment.epoch.clone());
    for epoch in [epoch.clone(), Default::default()] {
        let mut request = bare(&epoch, vec![]);
        request.cur = cur.clone();
        drop(stage.dara.ask(&request).await);
    }
    let wait = notyet_protocol::wire::WaitRequest { cur, joins: 0, room: None, epoch };
    let news = stage.host.service().wait(token.expose(), wait);
    if let Ok(Ok(news)) = tokio::time::timeout(std::time::Duration::from_secs(30), news).await {
        let heads =
            news.heads.iter().filter(|(_, head)| **head > 0).map(|(stream, _)| stream.clone()).collect();
        stage.net.saw(DARA, super::net::Seen::Heads(heads));
    }
    Ok(true)
}

/// A newer program's operation of Amara's: of another kind or version, or with fields that nobody knows.
async fn newer(
    stage: &mut Stage,
    chance: &mut Chance,
    kind: &str,
    version: u16,
    known: bool,
) -> Result<bool, Violation> {
    let Some(note) = practice(stage) else { return Ok(false) };
    let mut op = stage.newer.op(Some(CLASS_7B), Some(AMARA), &note);
    (op.k, op.v) = (kind.to_owned(), version);
    if kind == "erasure" {
        op.b = serde_json::value::to_raw_value(&json!({"student": BEN})).expect("an id is JSON");
    }
    let text = op.to_raw().text().replacen('{', &format!("{{ \"mood\": {}, ", chance.below(9)), 1);
    let text = text.replacen("\"minutes\":", "\"weather\": \"wet\", \"minutes\":", 1);
    let Ok(raw) = RawOp::from_text(text.clone()) else { return Ok(false) };
    stage.count(kind);
    stage.ledger.authors.insert(op.id, AMARA);
    if !known {
        stage.ledger.forged.insert(op.id, "a kind that the server does not know");
    }
    if let Ok([Fate::Stored | Fate::Dup]) = stage.newer.push(vec![raw]).await.as_deref() {
        stage.ledger.pushed.insert(op.id, text);
    }
    Ok(true)
}

/// A server that knew another kind has stored one; this one passes it on as it is.
fn newer_server(stage: &mut Stage) -> Result<bool, Violation> {
    let Some(note) = practice(stage) else { return Ok(false) };
    let student = if stage.book.members.contains_key(&(CLASS_7B, BEN)) { BEN } else { CHIDI };
    if stage.ledger.erased.contains(&student) {
        return Ok(false);
    }
    let mut op = stage.dara.op(Some(CLASS_7B), Some(student), &note);
    (op.k, op.actor) = ("poem".to_owned(), student);
    let text = op.to_raw().text().replacen('{', "{ \"mood\": \"sunny\", ", 1);
    stage.look()?;
    let (key, eff) = (stage.host.key(), op.hlc);
    let db = stage.book.db();
    let stored = db.unchecked_transaction().and_then(|tx| {
        let id = op.id.to_string();
        tx.execute(
            "INSERT INTO op (id, class, student, kind, v, actor, dev, dseq, eff, flags, received, mac, body)
             VALUES (?1, ?2, ?3, 'poem', 1, ?4, ?5, ?6, ?7, 0, ?8, ?9, ?10)",
            rusqlite::params![
                id,
                CLASS_7B.to_string(),
                student.to_string(),
                student.to_string(),
                DeviceId::from_bytes([9; 16]).to_string(),
                op.dseq as i64,
                eff.0 as i64,
                stage.env.now(),
                to_hex(&sign(&key, &text, eff, 0)),
                text
            ],
        )?;
        for stream in [format!("S:{CLASS_7B}:{student}"), format!("T:{CLASS_7B}")] {
            let held = stage.book.streams.get(&stream);
            let seq = held.map_or(0, Vec::len) as u64 + 1;
            let before = held.and_then(|ops| ops.last()).and_then(|(_, digest)| Digest::from_hex(digest));
            let digest = before.unwrap_or_default().then(seq, op.id).to_hex();
            tx.execute(
                "INSERT INTO head (stream, seq, digest) VALUES (?1, ?2, ?3)
                 ON CONFLICT (stream) DO UPDATE SET seq = ?2, digest = ?3",
                rusqlite::params![stream, seq as i64, digest],
            )?;
            tx.execute(
                "INSERT INTO feed (stream, seq, op, digest) VALUES (?1, ?2, ?3, ?4)",
                rusqlite::params![stream, seq as i64, id, digest],
            )?;
        }
        tx.commit()
    });
    stored.map_err(|error| Watch::broken(&format!("a newer server could not store: {error}")))?;
    stage.ledger.authors.insert(op.id, student);
    stage.count("poem");
    Ok(true)
}
