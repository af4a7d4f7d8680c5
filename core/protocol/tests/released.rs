//! Messages as every version of the wire that was given out writes them, kept for ever: this program reads each, and
//! writes it again as it stands there.

use notyet_protocol::PROTO;
use notyet_protocol::wire::{
    DeviceRequest, Fault, JoinDecision, Joined, OpenDoor, OpenedDoor, SignInBegun, SignInOffer,
    SignInRequest, StepUpRequest, SteppedUp, SyncAnswer, SyncRequest, WaitAnswer, WaitRequest,
};
use serde::{Serialize, de::DeserializeOwned};
use std::path::Path;

type Again = fn(&str) -> Result<String, serde_json::Error>;

/// What the beginning of a file's name says that it holds; the longer names first.
const MESSAGES: [(&str, Again); 15] = [
    ("sync-request", again::<SyncRequest>),
    ("sync-answer", again::<SyncAnswer>),
    ("device", again::<DeviceRequest>),
    ("joined", again::<Joined>),
    ("join-decision", again::<JoinDecision>),
    ("open-door", again::<OpenDoor>),
    ("opened-door", again::<OpenedDoor>),
    ("wait-request", again::<WaitRequest>),
    ("wait-answer", again::<WaitAnswer>),
    ("sign-in-begun", again::<SignInBegun>),
    ("sign-in-offer", again::<SignInOffer>),
    ("sign-in", again::<SignInRequest>),
    ("step-up", again::<StepUpRequest>),
    ("stepped-up", again::<SteppedUp>),
    ("fault", again::<Fault>),
];

fn again<T: Serialize + DeserializeOwned>(text: &str) -> Result<String, serde_json::Error> {
    serde_json::to_string(&serde_json::from_str::<T>(text)?)
}

#[test]
fn every_message_of_every_version_is_read_and_says_the_same_again() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/wire");
    for version in 1..=PROTO {
        let folder = fixtures.join(version.to_string());
        let mut kinds = vec![];
        for entry in
            std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let (kind, again) = MESSAGES.iter().find(|(kind, _)| name.starts_with(kind)).expect(&name);
            let kept = std::fs::read_to_string(&path).unwrap();
            assert_eq!(again(kept.trim_end()).unwrap(), kept.trim_end(), "{}", path.display());
            kinds.push(*kind);
        }
        assert!(
            MESSAGES.iter().all(|(kind, _)| kinds.contains(kind)),
            "version {version} lacks a message: {kinds:?}"
        );
    }
}
