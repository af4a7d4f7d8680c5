//! Voice notes that carry more than their sound, or that take the place of somebody else's.

use super::{body, push_forged};
use crate::history::cast::{CLASS_7B, DARA};
use crate::history::chance::Chance;
use crate::history::invariants::Watch;
use crate::history::rights::Rights;
use crate::history::sound;
use crate::history::stage::Stage;
use crate::history::verdict::Violation;
use notyet_model::fact::Kind;
use notyet_model::ids::{AttachmentId, ClassId, UserId};
use notyet_protocol::digest::sha256_hex;
use serde_json::json;
use std::collections::BTreeMap;

pub(super) async fn act(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    if chance.is(1, 3) { unclean(stage).await } else { foreign(stage, chance).await }
}

/// As a recorder wrote it, with the name of whose phone it was.
async fn unclean(stage: &mut Stage) -> Result<bool, Violation> {
    let bytes = sound::recorded(&stage.ledger.canary());
    let token = &stage.dara.enrolment.token;
    match stage.host.service().put_blob(token, &sha256_hex(&bytes), bytes).await {
        Err(_) => Ok(true),
        Ok(()) => Err(Watch::leaked("a voice note with a name beside its sound is taken")),
    }
}

/// Her own sound, bound to what is named in somebody else's record: as part of hers, or of theirs.
async fn foreign(stage: &mut Stage, chance: &mut Chance) -> Result<bool, Violation> {
    let hidden = hidden(stage);
    let Some((attachment, theirs)) = chance.pick(&hidden).copied() else { return Ok(false) };
    let voice = sound::voice(&stage.ledger.canary());
    let (sha256, token) = (sha256_hex(&voice.bytes), stage.dara.enrolment.token.clone());
    if stage.host.service().put_blob(&token, &sha256, voice.bytes).await.is_err() {
        return Ok(false);
    }
    let fields = json!({"attachment": attachment, "sha256": sha256, "ms": voice.ms});
    let Some(body) = body(Kind::VoiceRef, &fields) else { return Ok(false) };
    let (class, student) = if chance.is(1, 2) { (CLASS_7B, DARA) } else { theirs };
    let op = stage.dara.op(Some(class), Some(student), &body);
    push_forged(stage, &op, "sound in the place of another's").await
}

/// What is named in records that Dara may not read, and whose those are.
fn hidden(stage: &Stage) -> Vec<(AttachmentId, (ClassId, UserId))> {
    let rights = Rights::of(&stage.book, DARA);
    let named = stage.book.attachments.iter().filter(|(_, by)| !by.iter().any(|id| rights.holds(*id)));
    let whose = named.filter_map(|(attachment, by)| {
        let op = &stage.book.ops.get(by.first()?)?.op;
        Some((*attachment, op.class.zip(op.student)?))
    });
    whose.collect::<BTreeMap<_, _>>().into_iter().collect()
}
