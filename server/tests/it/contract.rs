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
    upload_rows::are_each_persons_own(storage);
    upload_rows::tell_what_nothing_carries(storage);
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
        Ok(())
    })
    .unwrap();
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
        assert_eq!(serde_json::Value::from(fields), json!({"title": "new"}));
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
