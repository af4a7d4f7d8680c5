//! Peer rounds: what they share with a reviewer, how long, and what becomes of comments.

use crate::lesson::{Lesson, NOWHERE, ROUND, STARTER, evidence, with};
use crate::school::{AMARA, BEN, CLASS_7B, ROW};
use notyet_model::authority::Refusal::{BadReference, NotThisStudent};
use notyet_model::ids::{AttachmentId, RoundId};
use notyet_model::register::{Entity, PeerReview};
use notyet_model::stream::Stream;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::wire::{Fate, Fault};
use serde_json::{Value, json};

const DAY_MS: i64 = 24 * 3_600_000;
const PHOTO: AttachmentId = AttachmentId::from_bytes([7; 16]);

fn comment(it: &Lesson) -> Value {
    json!({"round": ROUND, "evidence": it.work, "row": ROW, "starter": STARTER, "text": "two quotations"})
}

async fn set_state(it: &Lesson, state: Value) {
    let op = it.ortiz.fields(Entity::PeerRound, ROUND, json!({"state": state}));
    assert_eq!(it.ortiz.push(&op).await, Fate::Stored);
}

fn now_ms(it: &Lesson) -> i64 {
    notyet_server::Env::now_ms(&*it.school.env)
}

#[tokio::test]
async fn a_reviewer_reads_the_shared_work_and_their_own_comments_while_the_round_is_open() {
    let it = Lesson::open().await;
    let own = it.stored(&it.ben, AMARA, "peer.comment", &comment(&it)).await;
    let stream = Stream::Review(ROUND, BEN).to_string();
    let held = it.ben.pull_all().await;
    assert_eq!(held[&stream].len(), 3, "what he reviews, the work, his comment");
    assert!(held[&stream].contains(&it.work) && held[&stream].contains(&own));
    assert!(it.amara.sees(own).await && it.adeyemi.sees(own).await);
    let unkind = it.stored(&it.amara, AMARA, "peer.unkind", &json!({"comment": own})).await;
    assert!(!it.ben.sees(unkind).await && it.ortiz.sees(unkind).await);
    set_state(&it, json!({"closed": {"at_ms": now_ms(&it)}})).await;
    assert!(!it.ben.sync(vec![]).await.streams.contains(&stream));
    assert!(!it.ben.sees(it.work).await && !it.ben.sees(own).await && it.amara.sees(own).await);
}

#[tokio::test]
async fn a_round_that_is_being_prepared_shares_nothing_and_takes_no_comment() {
    let it = Lesson::open().await;
    set_state(&it, json!("draft")).await;
    assert!(!it.ben.sees(it.work).await);
    it.refused(&it.ben, "peer.comment", &comment(&it), NotThisStudent).await;
    set_state(&it, json!("open")).await;
    assert!(it.ben.sees(it.work).await);
}

#[tokio::test]
async fn a_comment_from_before_the_round_closed_is_taken_for_fourteen_days_and_marked() {
    let it = Lesson::open().await;
    let (before, late) = (
        it.op(&it.ben, AMARA, "peer.comment", &comment(&it)),
        it.op(&it.ben, AMARA, "peer.comment", &comment(&it)),
    );
    set_state(&it, json!({"closed": {"at_ms": now_ms(&it)}})).await;
    it.school.env.pass_ms(DAY_MS);
    let after = it.op(&it.ben, AMARA, "peer.comment", &comment(&it));
    assert_eq!(it.ben.push(&before).await, Fate::Stored);
    assert_eq!(it.ben.push(&after).await, Fate::Refused(NotThisStudent));
    let pages = it.amara.sync(vec![]).await.pages;
    let mut envelopes = pages.values().flat_map(|page| &page.ops);
    assert!(envelopes.any(|it| it.op.read().unwrap().id == before.id && it.flags == 1));
    it.school.env.pass_ms(14 * DAY_MS);
    assert_eq!(it.ben.push(&late).await, Fate::Refused(NotThisStudent));
}

#[tokio::test]
async fn a_comment_is_its_authors_to_take_back_while_the_round_is_open_and_a_teachers_always() {
    let it = Lesson::open().await;
    let first = it.stored(&it.ben, AMARA, "peer.comment", &comment(&it)).await;
    let second = it.stored(&it.ben, AMARA, "peer.comment", &comment(&it)).await;
    let undo = it.stored(&it.ben, AMARA, "retraction", &json!({"of": [first]})).await;
    assert!(it.ben.sees(undo).await && it.amara.sees(undo).await);
    it.refused(&it.amara, "retraction", &json!({"of": [second]}), BadReference).await;
    set_state(&it, json!({"closed": {"at_ms": now_ms(&it)}})).await;
    it.school.env.pass_ms(1_000);
    it.refused(&it.ben, "retraction", &json!({"of": [second]}), NotThisStudent).await;
    it.stored(&it.ortiz, AMARA, "retraction", &json!({"of": [second]})).await;
}

#[tokio::test]
async fn a_reviewer_comments_on_what_the_round_shows_them_and_on_nothing_else() {
    let it = Lesson::open().await;
    let hidden = it.stored(&it.amara, AMARA, "evidence", &evidence()).await;
    let other_round = RoundId::from_bytes([0x65; 16]);
    let table = [
        (json!({"evidence": hidden}), BadReference),
        (json!({"evidence": NOWHERE}), BadReference),
        (json!({"round": other_round}), NotThisStudent),
    ];
    for (forged, why) in table {
        it.refused(&it.ben, "peer.comment", &with(&comment(&it), &forged), why).await;
    }
    assert!(!it.ben.sees(hidden).await);
}

#[tokio::test]
async fn the_photo_of_shared_work_is_shared_whether_it_comes_before_or_after() {
    let it = Lesson::open().await;
    let jpeg =
        |content: &str| [&[0xff, 0xd8, 0xff, 0xda, 0, 2][..], content.as_bytes(), &[0xff, 0xd9]].concat();
    let mut names = vec![];
    for content in ["picture", "thumb"] {
        let name = sha256_hex(&jpeg(content));
        it.amara.service.put_blob(&it.amara.token(), &name, jpeg(content)).await.unwrap();
        names.push(name);
    }
    let bytes = |photo: AttachmentId| json!({"attachment": photo, "sha256": names[0], "thumb": names[1], "w": 2048, "h": 1536});
    let work = with(&evidence(), &json!({"attachments": [PHOTO]}));
    let work = it.stored(&it.amara, AMARA, "evidence", &work).await;
    let share = async |of: Value| {
        let key = PeerReview::key(ROUND, BEN);
        let review = it.ortiz.fields(Entity::PeerReview, key, json!({"of": of}));
        assert_eq!(it.ortiz.push(&review).await, Fate::Stored);
    };
    share(json!([{"student": AMARA, "evidence": work}])).await;
    let read = async || it.school.service.get_blob(&it.ben.token(), &names[0]).await;
    assert_eq!(read().await, Err(Fault::NotFound));
    let bound = it.stored(&it.amara, AMARA, "blob.ref", &bytes(PHOTO)).await;
    assert!(it.ben.sees(bound).await && read().await.is_ok(), "bound after it was shared");
    set_state(&it, json!({"closed": {"at_ms": now_ms(&it)}})).await;
    assert_eq!(read().await, Err(Fault::NotFound), "over");

    let second = RoundId::from_bytes([0x65; 16]);
    let fields = json!({"class": CLASS_7B, "outcome": crate::school::C3, "rows": [ROW], "state": "open",
        "starters": [{"id": STARTER, "text": "I wonder"}]});
    assert_eq!(it.ortiz.push(&it.ortiz.fields(Entity::PeerRound, second, fields)).await, Fate::Stored);
    let review = json!({"round": second, "reviewer": BEN, "of": [{"student": AMARA, "evidence": work}]});
    let review = it.ortiz.fields(Entity::PeerReview, PeerReview::key(second, BEN), review);
    assert_eq!(it.ortiz.push(&review).await, Fate::Stored);
    assert!(it.ben.sees(bound).await && read().await.is_ok(), "bound before it was shared");
}

#[tokio::test]
async fn shared_work_that_is_taken_back_is_taken_back_for_the_reviewer_too() {
    let it = Lesson::open().await;
    let undo = it.stored(&it.amara, AMARA, "retraction", &json!({"of": [it.work]})).await;
    assert!(it.ben.sees(undo).await);
}

#[tokio::test]
async fn work_that_was_taken_back_before_it_is_shared_is_taken_back_for_the_reviewer_too() {
    let it = Lesson::open().await;
    let work = it.stored(&it.amara, AMARA, "evidence", &evidence()).await;
    let undo = it.stored(&it.amara, AMARA, "retraction", &json!({"of": [work]})).await;
    let other = it.stored(&it.amara, AMARA, "retraction", &json!({"of": [it.judged_herself]})).await;
    let of = json!({"of": [{"student": AMARA, "evidence": work}]});
    let review = it.ortiz.fields(Entity::PeerReview, PeerReview::key(ROUND, BEN), of);
    assert_eq!(it.ortiz.push(&review).await, Fate::Stored);
    assert!(it.ben.sees(work).await && it.ben.sees(undo).await);
    assert!(!it.ben.sees(other).await, "of what is not shared nothing is told");
}
