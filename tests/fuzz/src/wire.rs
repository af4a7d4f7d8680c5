//! Everything that the two sides say to each other, as the bytes of a body. The first byte says whether the rest is the
//! body itself or the JSON in it, which chance would hardly compress.

use notyet_protocol::certificate::Certificate;
use notyet_protocol::codec::{decode, encode};
use notyet_protocol::digest::Digest;
use notyet_protocol::mac::SchoolKey;
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{
    DeviceRequest, Fault, JoinDecision, Joined, OpenDoor, OpenedDoor, SignInRequest, StepUpRequest,
    SyncAnswer, SyncRequest, WaitAnswer, WaitRequest,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;

pub(crate) fn run(data: &[u8]) {
    let Some((how, rest)) = data.split_first() else { return };
    let body = match how % 2 {
        0 => rest.to_vec(),
        _ => match serde_json::from_slice::<&RawValue>(rest) {
            Ok(json) => encode(&json),
            Err(_) => return,
        },
    };
    if let Some(request) = same::<SyncRequest>(&body) {
        request.push.iter().for_each(op);
        request.offer.iter().for_each(|offer| op(&offer.op));
    }
    if let Some(answer) = same::<SyncAnswer>(&body) {
        for page in answer.pages.values() {
            let _ = Digest::from_hex(&page.digest);
            page.ops.iter().for_each(|envelope| op(&envelope.op));
        }
    }
    same::<DeviceRequest>(&body);
    same::<Joined>(&body);
    same::<WaitRequest>(&body);
    same::<WaitAnswer>(&body);
    same::<JoinDecision>(&body);
    same::<OpenDoor>(&body);
    same::<OpenedDoor>(&body);
    same::<SignInRequest>(&body);
    same::<StepUpRequest>(&body);
    if let Some(fault) = same::<Fault>(&body) {
        assert!((400..600).contains(&fault.status()));
    }
    if let Some(certificate) = same::<Certificate>(&body) {
        assert!(certificate.verify(&SchoolKey([7; 32])).is_none(), "nobody guesses a signature");
    }
}

/// What was read says the same once it is written and read again.
fn same<T: Serialize + DeserializeOwned>(body: &[u8]) -> Option<T> {
    let read: T = decode(body).ok()?;
    let written = serde_json::to_string(&read).expect("what was read can be written");
    let again: T = serde_json::from_str(&written).expect("what was written can be read");
    assert_eq!(serde_json::to_string(&again).expect("it was written before"), written);
    Some(read)
}

/// What is kept of an operation is every byte of it.
fn op(raw: &RawOp) {
    if let Ok(op) = raw.read() {
        assert_eq!(raw.id(), Some(op.id));
        let _ = op.body();
    }
    let kept = RawOp::from_text(raw.text().to_owned()).expect("it was JSON");
    assert_eq!(&kept, raw);
}
