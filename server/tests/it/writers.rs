//! Several writers of one school at once, in threads and in processes of their own: what `Storage` promises them, over
//! each place where rows are kept.

use crate::contract::op;
use crate::school::{AMARA, BEN, CLASS_7B, COURSE, ORTIZ};
use crate::store::{Place, open, until};
use notyet_model::clock::Hlc;
use notyet_model::ids::{AttachmentId, ClassId, OpId, OutcomeId};
use notyet_model::register::ClassRole;
use notyet_protocol::digest::Digest;
use notyet_server::storage::{
    Attachment, Device, Membership, Opens, Owner, Room, Storage, StoredOp, read, write,
};
use serde_json::json;
use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

const STREAMS: [&str; 4] = ["T:a", "T:b", "T:c", "T:d"];
const PROCESSES: u8 = 2;
const THREADS: u8 = 3;
const ROUNDS: u8 = 25;
/// Operations of one transaction, each in two streams.
const PUSH: u8 = 3;

fn numbered(bytes: [u8; 4]) -> StoredOp {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&bytes);
    let id = OpId::from_bytes(id);
    StoredOp { id, text: json!(id).to_string(), ..op(1) }
}

/// One writer's pushes. The streams come in another order each time: whoever locks them as they come waits in
/// circles.
fn push(storage: &dyn Storage, process: u8, thread: u8) {
    for round in 0..ROUNDS {
        write(storage, |tx| {
            for n in 0..PUSH {
                let it = numbered([process, thread, round, n]);
                tx.insert_op(&it)?;
                let first = usize::from(thread.wrapping_add(round).wrapping_add(n * 3)) % STREAMS.len();
                tx.append(STREAMS[first], it.id)?;
                tx.append(STREAMS[(first + 1) % STREAMS.len()], it.id)?;
            }
            Ok(())
        })
        .unwrap();
    }
}

/// The part of another process, when this one was started as such by the test of that name.
fn write_as_another_process(place: &str) {
    let process = std::env::var("NOTYET_TEST_PROCESS").unwrap().parse().unwrap();
    let storage = open(place);
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let storage = &*storage;
            scope.spawn(move || push(storage, process, thread));
        }
    });
}

/// Follows a stream as devices do, from page to page, and says what it held once it has as many operations as it is
/// to have. A page that leaves a number out, or whose chain does not go on from the last one's, is a row that was
/// lost to a reader.
fn follow(storage: &dyn Storage, stream: &str, ended: &AtomicBool) -> Vec<OpId> {
    let (mut held, mut chain) = (vec![], Digest::default());
    loop {
        let is_last = ended.load(Ordering::SeqCst);
        let room = Room { ops: 40, bytes: 1 << 20 };
        let page = read(storage, |tx| tx.page(stream, held.len() as u64, room)).unwrap();
        for envelope in &page.ops {
            assert_eq!(envelope.seq, held.len() as u64 + 1, "{stream}");
            held.push(serde_json::from_str(envelope.op.text()).unwrap());
            chain = chain.then(envelope.seq, *held.last().unwrap());
        }
        assert_eq!((page.digest, page.more), (chain.to_hex(), page.head > held.len() as u64), "{stream}");
        if is_last && !page.more {
            return held;
        }
    }
}

fn no_reader_loses_a_row(place: &Place) {
    let storage = place.open();
    let ended = AtomicBool::new(false);
    let held: Vec<Vec<OpId>> = thread::scope(|scope| {
        let readers = STREAMS.map(|stream| {
            let (storage, ended) = (&*storage, &ended);
            scope.spawn(move || follow(storage, stream, ended))
        });
        let writers: Vec<_> = (0..PROCESSES)
            .map(|process| {
                Command::new(std::env::current_exe().unwrap())
                    .args(["--exact", "writers::no_reader_loses_a_row_while_threads_and_processes_write"])
                    .env("NOTYET_TEST_PLACE", place.to_string())
                    .env("NOTYET_TEST_PROCESS", process.to_string())
                    .stdout(Stdio::null())
                    .spawn()
                    .unwrap()
            })
            .collect();
        let own: Vec<_> = (0..THREADS)
            .map(|thread| {
                let storage = &*storage;
                scope.spawn(move || push(storage, PROCESSES, thread))
            })
            .collect();
        for writer in own {
            writer.join().unwrap();
        }
        for mut writer in writers {
            assert!(writer.wait().unwrap().success());
        }
        ended.store(true, Ordering::SeqCst);
        readers.into_iter().map(|reader| reader.join().unwrap()).collect()
    });
    let all: Vec<OpId> = held.concat();
    let pushed = usize::from(PROCESSES + 1) * usize::from(THREADS) * usize::from(ROUNDS) * usize::from(PUSH);
    assert_eq!((all.len(), all.iter().collect::<BTreeSet<_>>().len()), (pushed * 2, pushed));
}

#[test]
fn no_reader_loses_a_row_while_threads_and_processes_write() {
    if let Ok(place) = std::env::var("NOTYET_TEST_PLACE") {
        return write_as_another_process(&place);
    }
    for place in Place::each() {
        no_reader_loses_a_row(&place);
    }
}

/// Runs the same work in eight threads, each with a connection of its own kind, and collects what they got.
fn at_once<T: Send>(place: &Place, work: impl Fn(&dyn Storage, u8) -> T + Sync) -> Vec<T> {
    let storages = [place.open(), place.open()];
    thread::scope(|scope| {
        let (storages, work) = (&storages, &work);
        let running: Vec<_> =
            (0..8).map(|n| scope.spawn(move || work(&*storages[usize::from(n) % 2], n))).collect();
        running.into_iter().map(|it| it.join().unwrap()).collect()
    })
}

#[test]
fn nobodys_count_is_lost() {
    for place in Place::each() {
        at_once(&place, |storage, _| {
            for _ in 0..10 {
                write(storage, |tx| {
                    let count: u32 = tx.meta("count")?.map_or(0, |text| text.parse().unwrap());
                    tx.set_meta("count", &(count + 1).to_string())
                })
                .unwrap();
            }
        });
        assert_eq!(read(&*place.open(), |tx| tx.meta("count")).unwrap(), Some("80".into()), "{place}");
    }
}

#[test]
fn a_code_that_many_type_at_once_lets_one_in() {
    for place in Place::each() {
        write(&*place.open(), |tx| tx.put_code("c", Opens::Person(ORTIZ), 100, 0)).unwrap();
        let let_in = at_once(&place, |storage, n| {
            write(storage, |tx| {
                let Some(Opens::Person(user)) = tx.code("c", 1)? else { return Ok(false) };
                tx.drop_code("c")?;
                let id = notyet_model::ids::DeviceId::from_bytes([n; 16]);
                tx.put_device(&Device { id, user, ..crate::contract::device(n) })?;
                Ok(true)
            })
            .unwrap()
        });
        assert_eq!(let_in.iter().filter(|it| **it).count(), 1, "{place}");
    }
}

#[test]
fn the_same_operation_pushed_twice_at_once_is_stored_once() {
    for place in Place::each() {
        let stored = at_once(&place, |storage, _| {
            write(storage, |tx| {
                if tx.op(op(1).id)?.is_some() {
                    return Ok(false);
                }
                tx.insert_op(&op(1))?;
                tx.append("T:a", op(1).id)?;
                Ok(true)
            })
            .unwrap()
        });
        assert_eq!(stored.iter().filter(|it| **it).count(), 1, "{place}");
        assert_eq!(read(&*place.open(), |tx| tx.head("T:a")).unwrap(), 1, "{place}");
    }
}

#[test]
fn an_attachment_that_two_name_at_once_is_one_students() {
    for place in Place::each() {
        let id = AttachmentId::from_bytes([1; 16]);
        let taken = at_once(&place, |storage, n| {
            let student = if n % 2 == 0 { AMARA } else { BEN };
            write(storage, |tx| {
                if tx.attachment(id)?.is_some_and(|known| known.student != student) {
                    return Ok(None);
                }
                let (class, actor) = (CLASS_7B, ORTIZ);
                tx.put_attachment(&Attachment { id, class, student, actor, at_ms: 1, bound: None })?;
                Ok(Some(student))
            })
            .unwrap()
        });
        let owner = read(&*place.open(), |tx| tx.attachment(id)).unwrap().unwrap().student;
        assert!(taken.iter().flatten().all(|student| *student == owner), "{place}: {taken:?}");
        assert_eq!(taken.iter().flatten().count(), 4, "{place}: {taken:?}");
    }
}

/// Who is judged to be in a class is in it until the fact is there: once the roster says that they left, the stream
/// grows no more.
#[test]
fn what_a_fact_was_judged_by_stays_true_until_it_is_stored() {
    for place in Place::each() {
        let member = Membership { class: CLASS_7B, user: AMARA, role: ClassRole::Student, left_ms: None };
        write(&*place.open(), |tx| tx.put_member(&member)).unwrap();
        at_once(&place, |storage, n| {
            for round in 0..20 {
                if n == 0 && round == 10 {
                    write(storage, |tx| {
                        tx.put_member(&Membership { left_ms: Some(1), ..member })?;
                        let head = tx.head("T:a")?;
                        tx.set_meta("head", &head.to_string())
                    })
                    .unwrap();
                }
                write(storage, |tx| {
                    let is_in = tx.member(CLASS_7B, AMARA)?.unwrap().left_ms.is_none();
                    if is_in {
                        let it = numbered([n, round, 0, 0]);
                        tx.insert_op(&it)?;
                        tx.append("T:a", it.id)?;
                    }
                    Ok(())
                })
                .unwrap();
            }
        });
        let (then, now) = read(&*place.open(), |tx| Ok((tx.meta("head")?, tx.head("T:a")?))).unwrap();
        assert_eq!(then, Some(now.to_string()), "{place}");
    }
}

/// An outcome goes to the classes that follow its course, and a class that begins to follow gets what is there:
/// between the two nothing may fall through.
#[test]
fn a_class_that_begins_to_follow_a_course_misses_nothing_that_is_written_meanwhile() {
    for place in Place::each() {
        at_once(&place, |storage, n| {
            for round in 0..6 {
                let it = numbered([n, round, 0, 0]);
                let at = (Hlc::at_ms(1), it.id);
                write(storage, |tx| {
                    tx.insert_op(&it)?;
                    if n % 2 == 0 {
                        let outcome = OutcomeId(it.id.0).to_string();
                        tx.set_field("outcome", &outcome, "course", at, &json!(COURSE))?;
                        for class in tx.owned("class", Owner::Course(COURSE))? {
                            tx.append(&format!("P:{class}"), it.id)?;
                        }
                    } else {
                        let class = ClassId(it.id.0).to_string();
                        tx.set_field("class", &class, "course", at, &json!(COURSE))?;
                        for (_, op) in tx.ops_of_course(COURSE)? {
                            tx.append(&format!("P:{class}"), op)?;
                        }
                    }
                    Ok(())
                })
                .unwrap();
            }
        });
        let held = read(&*place.open(), |tx| {
            let classes = tx.owned("class", Owner::Course(COURSE))?;
            classes.iter().map(|class| tx.head(&format!("P:{class}"))).collect::<Result<Vec<_>, _>>()
        });
        assert_eq!(held.unwrap(), [24; 24], "{place}");
    }
}

#[test]
fn a_commit_is_noticed_by_whoever_else_has_the_school_open() {
    for place in Place::each() {
        let (mine, others) = (place.open(), place.open());
        let before = others.version().unwrap();
        write(&*mine, |tx| tx.set_meta("k", "v")).unwrap();
        until("another's commit", || others.version().unwrap() != before);
    }
}

#[test]
fn a_snapshot_does_not_move_while_others_write() {
    for place in Place::each() {
        let (mine, others) = (place.open(), place.open());
        read(&*mine, |tx| {
            let before = (tx.head("T:a")?, tx.meta("k")?);
            write(&*others, |tx| {
                tx.set_meta("k", "v")?;
                tx.insert_op(&op(1))?;
                tx.append("T:a", op(1).id)
            })?;
            assert_eq!((tx.head("T:a")?, tx.meta("k")?), before, "{place}");
            assert_eq!(tx.page("T:a", 0, Room { ops: 9, bytes: 1 << 20 })?.ops.len(), 0, "{place}");
            Ok(())
        })
        .unwrap();
        assert_eq!(read(&*mine, |tx| tx.head("T:a")).unwrap(), 1);
    }
}
