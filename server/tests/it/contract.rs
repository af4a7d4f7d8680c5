//! What every implementation of `Storage` keeps to. A new one adds a test of three lines at the end.

use crate::school::{ADEYEMI, AMARA, BEN, C1, CHIDI, CLASS_7B, CLASS_7D, COURSE, ORTIZ, OTHER_COURSE};
use crate::upload_rows;
use notyet_model::authority::Role;
use notyet_model::clock::Hlc;
use notyet_model::ids::{AttachmentId, ClassId, DeviceId, OpId, RoundId};
use notyet_model::register::ClassRole;
use notyet_protocol::digest::Digest;
use notyet_server::storage::postgres::Postgres;
use notyet_server::storage::sqlite::SqliteStorage;
use notyet_server::storage::{
    Attachment, Device, Membership, Opens, Owner, Person, Room, Storage, StorageFault, StoredOp, read, write,
};
use serde_json::json;

const ALL: Room = Room { ops: 100, bytes: 1 << 20 };

pub(crate) fn op(n: u8) -> StoredOp {
    StoredOp {
        id: OpId::from_bytes([n; 16]),
        class: Some(CLASS_7B),
        student: Some(AMARA),
        kind: "judgement".into(),
        v: 1,
        actor: ORTIZ,
        dev: DeviceId::from_bytes([1; 16]),
        dseq: i64::from(n),
        eff: Hlc::at_ms(i64::from(n)),
        flags: 2,
        received: 7,
        mac: "00".into(),
        text: format!("{{ \"n\": {n} }}"),
    }
}

pub(crate) fn device(n: u8) -> Device {
    Device {
        id: DeviceId::from_bytes([n; 16]),
        user: AMARA,
        name: "phone".into(),
        token_sha256: format!("a{n}"),
        enrolled: 9,
        token_since: 9,
        next_sha256: None,
        revoked: None,
        parent: None,
        doubled: None,
    }
}

pub(crate) fn honours_the_contract(storage: &dyn Storage) {
    records_come_back(storage);
    streams_are_dense_and_chained(storage);
    registers_keep_the_latest_write(storage);
    a_course_holds_what_belongs_to_it_and_nothing_else(storage);
    a_teacher_finds_their_students_and_those_students_other_records_on_the_course(storage);
    codes_expire(storage);
    a_device_is_found_by_both_its_tokens(storage);
    accounts_are_found_by_address_and_by_name(storage);
    a_proof_is_used_once_by_its_device_in_time(storage);
    what_concerns_a_person_is_found_page_by_page(storage);
    an_erased_student_leaves_blank_places(storage);
    a_copy_holds_what_the_store_holds(storage);
    upload_rows::are_each_persons_own(storage);
    upload_rows::tell_what_nothing_carries(storage);
    a_count_that_was_given_twice_is_found(storage);
    an_error_undoes_everything(storage);
    a_commit_is_noticed(storage);
}

fn records_come_back(storage: &dyn Storage) {
    let person = Person { id: AMARA, name: "Amara".into(), role: Role::Student, active: true };
    let member = Membership { class: CLASS_7B, user: AMARA, role: ClassRole::Student, left_ms: Some(5) };
    let attachment = Attachment {
        id: AttachmentId::from_bytes([1; 16]),
        class: CLASS_7B,
        student: AMARA,
        actor: ORTIZ,
        at_ms: 7,
        bound: None,
    };
    let device = device(1);
    write(storage, |tx| {
        tx.set_meta("k", "old")?;
        tx.set_meta("k", "v")?;
        tx.put_person(&Person { name: "before".into(), ..person.clone() })?;
        tx.put_person(&person)?;
        tx.put_member(&Membership { left_ms: None, ..member })?;
        tx.put_member(&member)?;
        tx.insert_op(&op(1))?;
        tx.put_attachment(&attachment)?;
        tx.put_attachment(&Attachment { student: BEN, ..attachment })?;
        assert_eq!(tx.attachment(attachment.id)?, Some(attachment), "the first stays");
        tx.bind_attachment(attachment.id, op(1).id)?;
        tx.put_device(&device)?;
        tx.put_upload("aa", AMARA, 5, 1)?;
        tx.put_grant("aa", "S:2")?;
        tx.put_grant("aa", "S:1")?;
        tx.put_grant("aa", "S:1")
    })
    .unwrap();
    read(storage, |tx| {
        assert_eq!((tx.meta("k")?, tx.meta("none")?), (Some("v".into()), None));
        assert_eq!((tx.person(AMARA)?, tx.person(BEN)?), (Some(person.clone()), None));
        assert_eq!(tx.people()?, [person]);
        assert_eq!((tx.member(CLASS_7B, AMARA)?, tx.member(CLASS_7B, BEN)?), (Some(member), None));
        assert_eq!((tx.memberships_of(AMARA)?, tx.members_of(CLASS_7B)?), (vec![member], vec![member]));
        assert_eq!((tx.op(op(1).id)?, tx.op(op(9).id)?), (Some(op(1)), None));
        assert_eq!(tx.attachment(attachment.id)?, Some(Attachment { bound: Some(op(1).id), ..attachment }));
        assert_eq!(tx.device(device.id)?, Some(device.clone()));
        assert_eq!((tx.device_by_token("a1")?, tx.device_by_token("A1")?), (Some(device), None));
        assert_eq!((tx.uploaded("aa", AMARA)?, tx.uploaded("aa", BEN)?), (Some(5), None));
        assert_eq!(tx.grants("aa")?, ["S:1", "S:2"]);
        assert_eq!((tx.photos()?, tx.count_ops()?), (vec!["aa".to_owned()], 1));
        Ok(())
    })
    .unwrap();
}

fn what_concerns_a_person_is_found_page_by_page(storage: &dyn Storage) {
    let by_amara = StoredOp { student: Some(BEN), actor: AMARA, ..op(0x51) };
    let about_ben = StoredOp { student: Some(BEN), ..op(0x52) };
    write(storage, |tx| {
        tx.insert_op(&by_amara)?;
        tx.insert_op(&about_ben)?;
        tx.append("X:9", by_amara.id)?;
        tx.append("X:8", by_amara.id)
    })
    .unwrap();
    read(storage, |tx| {
        let (mut found, mut after) = (vec![], None);
        loop {
            let page = tx.ops_concerning(AMARA, after, 2)?;
            let Some(last) = page.last() else { break };
            assert!(page.len() <= 2);
            after = Some(last.id);
            found.extend(page);
        }
        assert_eq!(found.len() as u64 + 1, tx.count_ops()?);
        assert!(found.contains(&by_amara) && !found.contains(&about_ben));
        assert_eq!(tx.streams_of(by_amara.id)?, ["X:8", "X:9"]);
        assert!(tx.streams()?.contains(&"X:8".to_owned()) && tx.streams()?.is_sorted());
        Ok(())
    })
    .unwrap();
}

/// Whatever the store is, its copy is an embedded database with the same rows.
fn a_copy_holds_what_the_store_holds(storage: &dyn Storage) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.db");
    storage.copy_to(&path).unwrap();
    let copy = SqliteStorage::open(&path).unwrap();
    let all = |storage: &dyn Storage| {
        read(storage, |tx| {
            let streams = tx.streams()?;
            let pages: Vec<_> = streams.iter().map(|it| tx.page(it, 0, ALL)).collect::<Result<_, _>>()?;
            let concerning = (tx.ops_concerning(AMARA, None, 999)?, tx.devices()?, tx.people()?);
            let more = (tx.photos()?, tx.grants("aa")?, tx.members_of(CLASS_7B)?, tx.count_ops()?);
            Ok((streams, pages, concerning, more, tx.fields("course", &COURSE.to_string())?))
        })
        .unwrap()
    };
    assert_eq!(all(&copy), all(storage));
    assert_eq!((copy.integrity().unwrap(), storage.integrity().unwrap()), (vec![], vec![]));
    assert!(storage.copy_to(&path).is_err(), "a copy is never mixed with another");
}

fn streams_are_dense_and_chained(storage: &dyn Storage) {
    write(storage, |tx| {
        for n in 11..=13 {
            tx.insert_op(&op(n))?;
            tx.append("X:1", op(n).id)?;
            tx.append("X:1", op(n).id)?;
        }
        tx.append("X:2", op(13).id)
    })
    .unwrap();
    read(storage, |tx| {
        assert_eq!((tx.head("X:1")?, tx.head("X:2")?, tx.head("X:3")?), (3, 1, 0));
        let page = tx.page("X:1", 1, ALL)?;
        let seen: Vec<_> = page.ops.iter().map(|e| (e.seq, e.eff, e.flags, e.op.text().to_owned())).collect();
        let of = |seq, n: u8| (seq, op(n).eff, 2, op(n).text);
        assert_eq!(seen, [of(2, 12), of(3, 13)]);
        let chain = (11..=13).zip(1..).fold(Digest::default(), |chain, (n, seq)| chain.then(seq, op(n).id));
        assert_eq!((page.from, page.head, page.more, page.digest), (1, 3, false, chain.to_hex()));
        assert_eq!((tx.digest_at("X:1", 3)?, tx.digest_at("X:1", 4)?), (Some(chain.to_hex()), None));
        assert_eq!((tx.digest_at("X:1", 0)?, tx.digest_at("X:9", 1)?), (None, None));
        let short = tx.page("X:1", 0, Room { ops: 2, ..ALL })?;
        assert_eq!((short.ops.len(), short.more), (2, true));
        let none = tx.page("X:1", 2, Room { ops: 0, bytes: 0 })?;
        assert_eq!((none.ops.len(), none.more, none.digest), (0, true, short.digest));
        let narrow = tx.page("X:1", 0, Room { bytes: 200, ..ALL })?;
        assert_eq!((narrow.ops.len(), narrow.more), (1, true));
        let ahead = tx.page("X:1", 9, ALL)?;
        assert_eq!((ahead.ops.len(), ahead.head, ahead.more), (0, 3, false));
        Ok(())
    })
    .unwrap();
}

fn registers_keep_the_latest_write(storage: &dyn Storage) {
    let at = |ms, n: u8| (Hlc::at_ms(ms), op(n).id);
    write(storage, |tx| {
        for n in 21..=23 {
            tx.insert_op(&op(n))?;
        }
        tx.set_field("course", &COURSE.to_string(), "title", at(5, 22), &json!("new"))?;
        tx.set_field("course", &COURSE.to_string(), "title", at(4, 23), &json!("older"))?;
        tx.set_field("course", &COURSE.to_string(), "title", at(5, 21), &json!("same time, lesser id"))?;
        tx.set_field("outcome", &C1.to_string(), "course", at(1, 21), &json!(COURSE))?;
        tx.set_field("class", &CLASS_7B.to_string(), "course", at(1, 23), &json!(COURSE))
    })
    .unwrap();
    read(storage, |tx| {
        let fields = tx.fields("course", &COURSE.to_string())?;
        assert_eq!(serde_json::Value::Object((*fields).clone()), json!({"title": "new"}));
        assert!(tx.fields("course", "none")?.is_empty());
        assert_eq!(tx.entities("outcome")?, [C1.to_string()]);
        let of_course = Owner::Course(COURSE);
        assert_eq!(tx.owned("outcome", of_course)?, [C1.to_string()]);
        assert_eq!(tx.owned("class", of_course)?, [CLASS_7B.to_string()]);
        Ok(())
    })
    .unwrap();
}

fn a_course_holds_what_belongs_to_it_and_nothing_else(storage: &dyn Storage) {
    let (course, outcome) = (json!(OTHER_COURSE), "00000000-0000-0000-0000-0000000000c1");
    let entities = [
        ("course", OTHER_COURSE.to_string(), "title", json!("Maps"), 40),
        ("outcome", outcome.to_owned(), "course", course.clone(), 41),
        ("rubric", "r".into(), "outcome", json!(outcome), 42),
        ("sample", "s".into(), "outcome", json!(outcome), 43),
        ("task", "t".into(), "course", course.clone(), 44),
        ("term", "w".into(), "course", course.clone(), 45),
        ("phrase", "p".into(), "course", course.clone(), 46),
        ("wording", "o".into(), "course", course.clone(), 47),
        ("class", "c".into(), "course", course, 48),
        ("mastery_day", "d".into(), "class", json!(CLASS_7D), 49),
        ("peer.round", "n".into(), "class", json!(CLASS_7D), 50),
        ("peer.review", "n/b".into(), "round", json!(RoundId::from_bytes([1; 16])), 51),
        ("rubric", "x".into(), "outcome", json!(C1), 52),
    ];
    write(storage, |tx| {
        for (entity, id, field, value, n) in &entities {
            tx.insert_op(&op(*n))?;
            tx.set_field(entity, id, field, (op(*n).eff, op(*n).id), value)?;
        }
        Ok(())
    })
    .unwrap();
    read(storage, |tx| {
        let held = tx.ops_of_course(OTHER_COURSE)?;
        let expected: Vec<_> = entities[..8].iter().map(|it| (it.0.to_owned(), op(it.4).id)).collect();
        assert_eq!(held, expected);
        assert_eq!(tx.owned("peer.round", Owner::Class(CLASS_7D))?, ["n"]);
        assert_eq!(tx.owned("mastery_day", Owner::Class(CLASS_7D))?, ["d"]);
        assert_eq!(tx.owned("peer.review", Owner::Round(RoundId::from_bytes([1; 16])))?, ["n/b"]);
        assert!(tx.owned("peer.round", Owner::Class(CLASS_7B))?.is_empty());
        assert_eq!(tx.owned("rubric", Owner::Outcome(C1))?, ["x"]);
        assert_eq!(tx.ops_of("rubric", "r")?, [op(42).id]);
        assert!(tx.ops_of("rubric", "none")?.is_empty());
        Ok(())
    })
    .unwrap();
}

/// Adeyemi teaches 7D now. Amara learns there, and has learned in 7B, on the same course; Ben has left 7D; Chidi's
/// other class follows another course.
fn a_teacher_finds_their_students_and_those_students_other_records_on_the_course(storage: &dyn Storage) {
    let maps = ClassId::from_bytes([0x99; 16]);
    let courses = [(CLASS_7B, COURSE), (CLASS_7D, COURSE), (maps, OTHER_COURSE)];
    let members = [
        (CLASS_7D, ADEYEMI, ClassRole::Teacher, None),
        (CLASS_7B, ADEYEMI, ClassRole::Teacher, Some(1)),
        (CLASS_7D, AMARA, ClassRole::Student, None),
        (CLASS_7B, AMARA, ClassRole::Student, Some(5)),
        (CLASS_7D, BEN, ClassRole::Student, Some(5)),
        (CLASS_7B, BEN, ClassRole::Student, None),
        (CLASS_7D, CHIDI, ClassRole::Student, None),
        (maps, CHIDI, ClassRole::Student, None),
    ];
    write(storage, |tx| {
        tx.insert_op(&op(61))?;
        for (class, course) in courses {
            tx.set_field("class", &class.to_string(), "course", (op(61).eff, op(61).id), &json!(course))?;
        }
        for (class, user, role, left_ms) in members {
            tx.put_member(&Membership { class, user, role, left_ms })?;
        }
        Ok(())
    })
    .unwrap();
    read(storage, |tx| {
        assert_eq!(tx.taught_by(ADEYEMI)?, [AMARA, CHIDI]);
        assert_eq!(tx.records_beside(ADEYEMI)?, [(CLASS_7B, AMARA)]);
        assert!(tx.taught_by(AMARA)?.is_empty() && tx.records_beside(AMARA)?.is_empty());
        Ok(())
    })
    .unwrap();
}

fn codes_expire(storage: &dyn Storage) {
    write(storage, |tx| {
        tx.put_code("a", Opens::Person(ORTIZ), 100, 0)?;
        tx.put_code("b", Opens::Class(CLASS_7B), 200, 0)?;
        assert_eq!(tx.code("a", 99)?, Some(Opens::Person(ORTIZ)));
        assert_eq!((tx.code("a", 100)?, tx.code("b", 100)?), (None, Some(Opens::Class(CLASS_7B))));
        tx.drop_code("b")?;
        assert_eq!(tx.code("b", 100)?, None);
        let device = DeviceId::from_bytes([1; 16]);
        tx.put_code("c", Opens::Person(ORTIZ), 300, 0)?;
        tx.spend_code("c", "s", device)?;
        assert_eq!((tx.code("c", 299)?, tx.spent_code("c", "s", 299)?), (None, Some(device)));
        assert_eq!((tx.spent_code("c", "t", 299)?, tx.spent_code("c", "s", 300)?), (None, None));
        tx.want("bb")?;
        tx.want("aa")?;
        tx.want("aa")?;
        tx.want("cc")?;
        tx.drop_want("cc")?;
        assert_eq!(tx.wanted()?, ["aa", "bb"]);
        Ok(())
    })
    .unwrap();
}

fn a_device_is_found_by_both_its_tokens(storage: &dyn Storage) {
    let first = Device {
        id: DeviceId::from_bytes([21; 16]),
        user: ORTIZ,
        name: "tablet".into(),
        token_sha256: "first".into(),
        enrolled: 9,
        token_since: 10,
        next_sha256: Some("second".into()),
        revoked: None,
        parent: None,
        doubled: None,
    };
    let second = Device {
        token_sha256: "second".into(),
        token_since: 11,
        next_sha256: None,
        revoked: Some(12),
        ..first.clone()
    };
    write(storage, |tx| {
        tx.put_device(&first)?;
        assert_eq!(tx.device_by_token("first")?, Some(first.clone()));
        assert_eq!(tx.device_by_token("second")?, Some(first.clone()));
        tx.put_device(&second)?;
        assert_eq!(
            (tx.device_by_token("first")?, tx.device_by_token("second")?),
            (None, Some(second.clone()))
        );
        Ok(())
    })
    .unwrap();
}

fn accounts_are_found_by_address_and_by_name(storage: &dyn Storage) {
    write(storage, |tx| {
        tx.put_email(ORTIZ, Some("old@school.example"))?;
        tx.put_email(ORTIZ, Some("a@school.example"))?;
        tx.put_email(ADEYEMI, Some("a@school.example"))?;
        assert_eq!(tx.people_with_email("a@school.example")?, [ORTIZ, ADEYEMI]);
        assert_eq!(tx.people_with_email("old@school.example")?, []);
        tx.put_email(ADEYEMI, None)?;
        assert_eq!((tx.email(ORTIZ)?, tx.email(ADEYEMI)?), (Some("a@school.example".into()), None));
        tx.put_account("https://one", "s", ORTIZ)?;
        tx.put_account("https://two", "s", ADEYEMI)?;
        assert_eq!(
            (tx.account("https://one", "s")?, tx.account("https://two", "s")?),
            (Some(ORTIZ), Some(ADEYEMI))
        );
        assert_eq!(
            (tx.account("https://one", "S")?, tx.account_of(ORTIZ, "https://one")?),
            (None, Some("s".into()))
        );
        assert_eq!(tx.account_of(ORTIZ, "https://two")?, None);
        tx.drop_accounts(ORTIZ)?;
        assert_eq!((tx.account("https://one", "s")?, tx.account("https://two", "s")?), (None, Some(ADEYEMI)));
        Ok(())
    })
    .unwrap();
    let twice = write(storage, |tx| {
        tx.put_account("https://three", "s1", ORTIZ)?;
        tx.put_account("https://three", "s2", ORTIZ)
    });
    assert!(twice.is_err(), "a person has one account of a provider");
}

fn a_proof_is_used_once_by_its_device_in_time(storage: &dyn Storage) {
    let (mine, other) = (DeviceId::from_bytes([31; 16]), DeviceId::from_bytes([32; 16]));
    write(storage, |tx| {
        tx.put_step_up("a", mine, 100, 0)?;
        tx.put_step_up("b", mine, 100, 0)?;
        assert_eq!((tx.take_step_up("a", other, 99)?, tx.take_step_up("b", mine, 100)?), (false, false));
        assert_eq!((tx.take_step_up("a", mine, 99)?, tx.take_step_up("a", mine, 99)?), (true, false));
        Ok(())
    })
    .unwrap();
}

fn an_erased_student_leaves_blank_places(storage: &dyn Storage) {
    let (of_chidi, of_ben) =
        (StoredOp { student: Some(CHIDI), ..op(71) }, StoredOp { student: Some(BEN), ..op(72) });
    let blank =
        StoredOp { class: None, student: None, kind: "erased".into(), text: "{}".into(), ..of_chidi.clone() };
    let person = |id| Person { id, name: "Somebody".into(), role: Role::Student, active: true };
    let member = |user| Membership { class: CLASS_7D, user, role: ClassRole::Student, left_ms: None };
    let attachment = |n, student| Attachment {
        id: AttachmentId::from_bytes([n; 16]),
        class: CLASS_7D,
        student,
        actor: ORTIZ,
        at_ms: 7,
        bound: None,
    };
    let (hers, his) = (Device { user: CHIDI, ..device(71) }, Device { user: BEN, ..device(72) });
    let at = |n| (Hlc::at_ms(71), op(n).id);
    write(storage, |tx| {
        for op in [&of_chidi, &of_ben] {
            tx.insert_op(op)?;
            tx.append("X:71", op.id)?;
        }
        for (n, id, device) in [(71, CHIDI, &hers), (72, BEN, &his)] {
            tx.put_person(&person(id))?;
            tx.put_member(&member(id))?;
            tx.put_device(device)?;
            tx.put_attachment(&attachment(n, id))?;
            tx.put_email(id, Some("somebody@school.example"))?;
            tx.put_account("issuer", &id.to_string(), id)?;
            tx.put_step_up(&device.token_sha256, device.id, 100, 0)?;
            tx.put_code(&format!("c{n}"), Opens::Person(id), 100, 0)?;
            tx.put_upload("71", id, 5, 1)?;
        }
        tx.set_field("member", "71", "name", at(71), &json!("Somebody"))?;
        tx.set_field("member", "71", "sort", at(72), &json!("Somebody"))?;
        for stream in ["S:71", "S:72"] {
            tx.put_grant("71", stream)?;
            tx.put_grant("72", stream)?;
        }
        tx.want("72")
    })
    .unwrap();
    write(storage, |tx| {
        assert_eq!(tx.ops_about(CHIDI)?, std::slice::from_ref(&of_chidi));
        assert!(tx.ops_of_kind("judgement")?.contains(&of_ben) && tx.ops_of_kind("nothing")?.is_empty());
        tx.replace_op(&blank)?;
        tx.drop_fields("member", "71", of_chidi.id)?;
        tx.drop_grant("71", "S:71")?;
        tx.drop_blob("72")?;
        tx.drop_person(CHIDI)?;
        assert!(!tx.is_erased(CHIDI)?);
        tx.put_erased(CHIDI, 9)?;
        tx.put_erased(CHIDI, 10)
    })
    .unwrap();
    read(storage, |tx| {
        assert_eq!((tx.is_erased(CHIDI)?, tx.is_erased(BEN)?), (true, false));
        assert_eq!((tx.op(blank.id)?, tx.op(of_ben.id)?), (Some(blank.clone()), Some(of_ben.clone())));
        assert_eq!((tx.ops_about(CHIDI)?, tx.head("X:71")?), (vec![], 2));
        assert_eq!(tx.page("X:71", 0, ALL)?.ops[0].op.text(), "{}");
        assert_eq!(tx.fields("member", "71")?.keys().collect::<Vec<_>>(), ["sort"]);
        assert_eq!((tx.grants("71")?, tx.grants("72")?), (vec!["S:72".to_owned()], vec![]));
        assert_eq!((tx.uploaded("71", CHIDI)?, tx.uploaded("71", BEN)?), (None, Some(5)));
        assert!(!tx.wanted()?.contains(&"72".to_owned()));
        for (n, id, is_there) in [(71, CHIDI, false), (72, BEN, true)] {
            let found = [
                tx.person(id)?.is_some(),
                tx.member(CLASS_7D, id)?.is_some(),
                tx.device_by_token(&format!("a{n}"))?.is_some(),
                tx.attachment(attachment(n, id).id)?.is_some(),
                tx.email(id)?.is_some(),
                tx.account("issuer", &id.to_string())?.is_some(),
                tx.code(&format!("c{n}"), 1)?.is_some(),
            ];
            assert_eq!(found, [is_there; 7], "{n}");
        }
        Ok(())
    })
    .unwrap();
    write(storage, |tx| {
        let used = (tx.take_step_up("a71", hers.id, 1)?, tx.take_step_up("a72", his.id, 1)?);
        assert_eq!(used, (false, true));
        Ok(())
    })
    .unwrap();
    storage.scrub().unwrap();
}

fn a_count_that_was_given_twice_is_found(storage: &dyn Storage) {
    let first = StoredOp { dev: DeviceId::from_bytes([77; 16]), dseq: 3, ..op(77) };
    let other = StoredOp { id: OpId::from_bytes([78; 16]), ..first.clone() };
    write(storage, |tx| tx.insert_op(&first)).unwrap();
    let twice =
        |op: &StoredOp| read(storage, |tx| tx.is_counted_twice(op.dev, op.dseq as u64, op.id)).unwrap();
    assert_eq!((twice(&first), twice(&other)), (false, true));
    write(storage, |tx| tx.insert_op(&other)).unwrap();
    assert_eq!((twice(&first), twice(&other)), (true, true));
    let elsewhere = StoredOp { dev: DeviceId::from_bytes([79; 16]), ..other.clone() };
    assert!(!twice(&elsewhere) && !twice(&StoredOp { dseq: 4, ..other }));
}

fn an_error_undoes_everything(storage: &dyn Storage) {
    let broken = write(storage, |tx| {
        tx.insert_op(&op(31))?;
        tx.append("X:1", op(31).id)?;
        Err::<(), _>(StorageFault::Full)
    });
    assert!(matches!(broken, Err(StorageFault::Full)));
    let (kept, head) = read(storage, |tx| Ok((tx.op(op(31).id)?, tx.head("X:1")?))).unwrap();
    assert_eq!((kept, head), (None, 3));
}

fn a_commit_is_noticed(storage: &dyn Storage) {
    let before = storage.version().unwrap();
    assert_eq!(storage.version().unwrap(), before);
    write(storage, |tx| tx.set_meta("k", "w")).unwrap();
    assert_ne!(storage.version().unwrap(), before);
    storage.checkpoint().unwrap();
}

#[test]
fn sqlite_honours_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    honours_the_contract(&SqliteStorage::open(&folder.path().join("school.db")).unwrap());
}

#[test]
fn postgres_honours_the_contract() {
    let database = Postgres::open(&crate::cluster::database()).unwrap();
    honours_the_contract(&database.add("greenfield").unwrap().unwrap());
}
