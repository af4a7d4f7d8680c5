//! A device that was copied: two operations under one count, told until each is a device of its own.

use crate::amnesia::come_back;
use crate::school::{AMARA, BEN, CLASS_7B, ORTIZ, Phone, TestSchool, judged};
use notyet_model::fact::Lane;
use notyet_protocol::op::Op;
use notyet_protocol::wire::Fate;

/// What the phone records under a count that it gives itself.
fn counted(phone: &Phone, dseq: u64) -> Op {
    Op { dseq, ..phone.op(CLASS_7B, AMARA, &judged(Lane::Teacher)) }
}

#[tokio::test]
async fn a_device_that_was_copied_becomes_another_and_what_both_recorded_stays() {
    let school = TestSchool::open().await;
    let (phone, other) = (school.staff(ORTIZ).await, school.staff(ORTIZ).await);
    let (first, second) = (counted(&phone, 7), counted(&phone, 7));
    let answer = phone.sync(vec![first.to_raw()]).await;
    assert!(!answer.forked, "one of it");
    let answer = phone.sync(vec![first.to_raw()]).await;
    assert!(!answer.forked, "the same again");
    let answer = phone.sync(vec![second.to_raw()]).await;
    assert_eq!((answer.acks[0].fate, answer.forked), (Fate::Stored, true));
    assert!(phone.sync(vec![]).await.forked, "an answer may be lost");
    assert!(!other.sync(vec![]).await.forked, "the same person's other device");

    let own = come_back(&school, &phone.enrolment).await.unwrap();
    assert_ne!(own.device, phone.enrolment.device);
    let after =
        school.service.sync(&own.token, phone.sync_request(vec![first.to_raw(), second.to_raw()])).await;
    let after = after.unwrap();
    assert!(!after.forked, "what it recorded before says nothing of what it is now");
    assert_eq!(after.acks.iter().map(|ack| ack.fate).collect::<Vec<_>>(), [Fate::Dup, Fate::Dup]);
    assert!(phone.sees(first.id).await && phone.sees(second.id).await);
}

#[tokio::test]
async fn a_count_that_was_refused_before_is_no_double() {
    let school = TestSchool::open().await;
    let phone = school.staff(ORTIZ).await;
    let refused = Op { student: Some(BEN), k: "poem".into(), ..counted(&phone, 3) };
    assert!(matches!(phone.push(&refused).await, Fate::Refused(_)));
    assert!(!phone.sync(vec![counted(&phone, 3).to_raw()]).await.forked);
}
