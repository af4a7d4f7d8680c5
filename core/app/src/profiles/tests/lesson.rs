//! What a device goes through in a school: weeks without a network, a clock that is wrong, a phone that siblings share.

use super::*;
use notyet_model::fact::Body;

#[tokio::test]
async fn weeks_without_a_network_lose_nothing_and_are_said() {
    let (mut tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, mut core) = tablet.teacher(ORTIZ, "Ms O.", "2580", &mut feed).await;
    tablet.profiles.set_network(Network { online: false, metered: false });
    for week in 0..5 {
        core.teaching().record_feedback(step(&format!("said in week {week}"))).await.unwrap();
        core.teaching().leave_student(AMARA.to_string()).await.unwrap();
        tablet.env.pass_ms(7 * DAY_MS);
        tablet.restart().await;
        tablet.profiles.set_network(Network { online: false, metered: false });
        core = tablet.enter(&id, "2580").await.unwrap();
    }
    let banner = core.teaching().today(None).await.unwrap().banner.unwrap();
    assert_eq!(
        (banner.kind, plain(&banner.text)),
        (BannerKind::NotSent, "5 not sent yet. They are safe on this tablet.".into())
    );
    let (store, streams) = (core.inner.store.open().unwrap(), feed.of_teacher());
    while feed.sync(&store, &streams).unwrap().more {}
    assert_eq!(store.read(|r| r.not_sent()).unwrap(), Default::default());
}

#[tokio::test]
async fn a_clock_set_back_a_year_puts_nothing_before_older_work() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    feed.record(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, 1, ESSAY, 0)));
    let (_, core) = tablet.teacher(ORTIZ, "Ms O.", "2580", &mut feed).await;
    tablet.env.set_ms(START_MS - 365 * DAY_MS as i64);
    let teaching = core.teaching();
    teaching.record_level(level(3)).await.unwrap();
    teaching.leave_student(AMARA.to_string()).await.unwrap();
    let kept = core.inner.store.read(|r| r.judgements(AMARA, Some(C3))).unwrap();
    assert_eq!(kept.iter().map(|entry| entry.body.work_day).collect::<Vec<_>>(), [day(0), day(0)]);
}

#[tokio::test]
async fn siblings_on_one_phone_have_a_record_each_and_see_nothing_of_each_other() {
    let (phone, mut feed) = (Tablet::phone().await, Feed::of_school());
    let amara = phone.student(AMARA, "Amara O.", &mut feed).await;
    amara.learning().save_words(C3.to_string(), "I prove it with a quotation".into()).await.unwrap();
    let ben = phone.student(BEN, "Ben L.", &mut feed).await;
    assert_eq!(amara.learning().home().await, Err(CoreError::Locked), "one is open at a time");
    for (what, said) in ask_everything(&ben).await {
        let said = said.unwrap_or_default();
        assert!(!said.contains("Amara") && !said.contains("quotation"), "{what}: {said}");
    }
    let names: Vec<_> = phone.rows().await.into_iter().map(|(name, ..)| name).collect();
    assert_eq!(names, ["Amara O.", "Ben L."]);
    let again = phone.profiles.enter(phone.id("Amara O.").await, None).await.unwrap();
    let outcome = again.learning().outcome(C3.to_string()).await.unwrap();
    assert!(format!("{outcome:?}").contains("I prove it with a quotation"));
}
