//! What Sync says of what is still to come, and of what cannot be sent any more.

use super::photo;
use super::teaching::school;
use super::{Device, plain};
use crate::parts::BannerKind;
use notyet_model::fact::Body;
use notyet_store::testing::{AMARA, C3, HALE, feedback};

#[tokio::test]
async fn how_much_has_come_to_a_new_device_is_said_until_all_of_it_is_here() {
    let mut feed = school();
    for n in 0..1_200 {
        feed.record(HALE, Some(AMARA), &Body::Feedback(feedback(C3, &format!("Name page {n}"))));
    }
    let device = Device::of_teacher(&mut feed).await;
    let (syncing, teaching) = (device.core.syncing(), device.core.teaching());
    let store = device.core.inner.store.open().unwrap();
    let mut shares = vec![];
    while let Some(fetched) = store.read(|r| r.fetched()).unwrap() {
        let said = syncing.queue().await.unwrap().fetching.unwrap();
        assert_eq!(plain(&said.text), format!("Fetching: {} of {}", fetched.done, fetched.all));
        assert_eq!(u64::from(said.permille), fetched.done * 1000 / fetched.all);
        let banner = teaching.today(None).await.unwrap().banner.unwrap();
        assert_eq!((banner.kind, banner.text), (BannerKind::Fetching, said.text));
        shares.push(said.permille);
        device.sync(&mut feed);
    }
    assert!(shares.len() == 2 && shares[0] < shares[1], "{shares:?}");
    assert_eq!(syncing.queue().await.unwrap().fetching, None);
    assert_eq!(teaching.today(None).await.unwrap().banner, None);
}

#[tokio::test]
async fn a_photo_that_cannot_be_read_any_more_is_said_and_waits_for_nothing() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    device.core.teaching().record_photo(photo()).await.unwrap();
    device.core.teaching().leave_student(AMARA.to_string()).await.unwrap();
    device.sync(&mut feed);
    let store = device.core.inner.store.open().unwrap();
    let (id, _) = store.photos_to_process().unwrap()[0];
    store.photo_unreadable(id, "its file is gone").unwrap();
    let screen = device.core.syncing().queue().await.unwrap();
    assert_eq!(screen.queue, []);
    let [row] = &screen.refused[..] else { panic!("{:?}", screen.refused) };
    assert!(plain(&row.text).starts_with("Photo for Amara Okafor"), "{}", row.text);
    assert_eq!(row.reason, "This photo, voice note or file cannot be read any more. Add it again.");
}
