//! What every implementation of `Storage` keeps to where it is about uploads.

use crate::school::{AMARA, BEN, CHIDI};
use notyet_server::storage::{Part, Storage, write};

pub(crate) fn are_each_persons_own(storage: &dyn Storage) {
    let part = |start: u64, bytes: u64, at_ms: i64| Part {
        start,
        bytes,
        length: 99,
        object: format!("{start}{at_ms}"),
        at_ms,
    };
    write(storage, |tx| {
        tx.put_part("bb", AMARA, &part(4, 5, 20))?;
        tx.put_part("bb", AMARA, &part(0, 4, 10))?;
        tx.put_part("aa", AMARA, &part(0, 9, 30))?;
        tx.put_part("bb", BEN, &part(0, 7, 5))
    })
    .unwrap();
    assert!(
        write(storage, |tx| tx.put_part("bb", BEN, &part(0, 8, 6))).is_err(),
        "nothing begins there twice"
    );
    write(storage, |tx| {
        assert_eq!(tx.parts("bb", AMARA)?, [part(0, 4, 10), part(4, 5, 20)]);
        assert_eq!((tx.parts("bb", BEN)?, tx.parts("cc", AMARA)?), (vec![part(0, 7, 5)], vec![]));
        assert_eq!((tx.begun_by(AMARA)?, tx.begun_by(CHIDI)?), (vec!["bb".into(), "aa".into()], vec![]));
        assert_eq!(tx.begun_before(20)?, [("bb".to_owned(), BEN)]);
        assert_eq!(tx.begun_before(21)?, [("bb".to_owned(), AMARA), ("bb".to_owned(), BEN)]);
        tx.drop_parts("bb", AMARA)?;
        assert_eq!((tx.parts("bb", AMARA)?, tx.parts("bb", BEN)?.len()), (vec![], 1));
        assert_eq!(tx.part_objects()?, ["030", "05"]);
        Ok(())
    })
    .unwrap();
}

/// "aa" is carried, as another sentence left it.
pub(crate) fn tell_what_nothing_carries(storage: &dyn Storage) {
    write(storage, |tx| {
        tx.put_upload("a1", AMARA, 10, 100)?;
        tx.put_upload("b2", AMARA, 20, 200)?;
        tx.put_upload("b2", BEN, 20, 300)?;
        tx.put_upload("b2", BEN, 20, 400)?;
        assert_eq!(
            (tx.loose_bytes(AMARA, 0)?, tx.loose_bytes(AMARA, 100)?, tx.loose_bytes(CHIDI, 0)?),
            (30, 20, 0)
        );
        assert_eq!(
            (tx.loose_before(101)?, tx.loose_before(400)?),
            (vec!["a1".to_owned()], vec!["a1".to_owned()])
        );
        assert_eq!(tx.loose_before(401)?, ["a1", "b2"]);
        assert_eq!(
            (tx.photos_like("a")?, tx.photos_like("b2")?),
            (vec!["a1".into(), "aa".into()], vec!["b2".into()])
        );
        tx.drop_uploads("b2")?;
        assert_eq!((tx.uploaded("b2", AMARA)?, tx.uploaded("b2", BEN)?), (None, None));
        Ok(())
    })
    .unwrap();
}
