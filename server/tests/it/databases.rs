//! Opening a PostgreSQL database, what stands in the way of it, and that the schools in one know nothing of each other.

use crate::cluster::{cluster, database};
use crate::contract::{honours_the_contract, op};
use crate::school::{AMARA, BEN, CLASS_7B, CLASS_7D, COURSE, ORTIZ};
use crate::store::until;
use notyet_model::ids::{AttachmentId, DeviceId};
use notyet_server::storage::postgres::{OpenFault, Postgres, SchoolExists};
use notyet_server::storage::{Mark, Owner, Room, Storage, StorageFault, read, write};

fn fault(address: &str) -> OpenFault {
    Postgres::open(address).map(drop).unwrap_err()
}

#[test]
fn what_stands_in_the_way_is_a_sentence_with_the_way_out() {
    let fine = database();
    let name = |address: &str| address.split("dbname=").nth(1).unwrap().to_owned();
    let secretive = cluster().address("secretive", &name(&fine));
    for (address, expected) in [
        (
            "postgres://nobody@127.0.0.1:1/x".to_owned(),
            "the database x at 127.0.0.1:1 cannot be reached: nothing answers there. Start PostgreSQL",
        ),
        ("host=/nowhere user=x".to_owned(), "cannot be reached: nothing answers there"),
        (secretive.clone(), "refused the account or its password"),
        (format!("{secretive} password=geheim"), "refused the account or its password"),
        (cluster().address("school", "none"), "is not there. Make it with createdb"),
        (cluster().address("guest", &name(&fine)), "may not make tables"),
        ("mysql://a:geheim@b/c".to_owned(), "cannot be read. Write it as postgres://"),
    ] {
        let sentence = fault(&address).to_string();
        assert!(sentence.contains(expected), "{address}: {sentence}");
        assert!(!sentence.contains("geheim") && sentence.lines().count() == 1, "{sentence}");
    }
}

#[test]
fn a_newer_database_is_left_as_it_is() {
    let address = database();
    Postgres::open(&address).unwrap();
    let name = address.split("dbname=").nth(1).unwrap();
    cluster().sql(name, "INSERT INTO notyet.migration (n) VALUES (99)");
    let sentence = fault(&address).to_string();
    assert!(
        sentence.contains("written by a newer version") && sentence.contains("Nothing was changed"),
        "{sentence}"
    );
}

#[test]
fn servers_that_start_at_once_bring_the_tables_up_to_date_once() {
    let address = database();
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| Postgres::open(&address).map(drop).unwrap());
        }
    });
}

#[test]
fn a_school_is_added_once_and_found_by_its_name() {
    let database = Postgres::open(&database()).unwrap();
    assert!(database.school("greenfield").unwrap().is_none());
    assert!(database.add("greenfield").unwrap().is_ok());
    let again = database.add("greenfield").unwrap().map(drop);
    assert_eq!(again, Err(SchoolExists("greenfield".into())));
    assert!(database.add("abbey").unwrap().is_ok());
    assert_eq!(database.schools().unwrap(), ["abbey", "greenfield"]);
}

/// Everything that one school's rows hold, table by table.
fn rows(name: &str, school: &str) -> Vec<String> {
    let tables = "SELECT table_name FROM information_schema.columns
                   WHERE table_schema = 'notyet' AND column_name = 'school' ORDER BY 1";
    let tables = cluster().sql(name, tables);
    assert!(tables.lines().count() > 10, "{tables}");
    let of = |table: &str| {
        let sql = format!(
            "SELECT '{table}', t.* FROM notyet.{table} t JOIN notyet.school s ON s.n = t.school
              WHERE s.slug = '{school}' ORDER BY t::text"
        );
        cluster().sql(name, &sql)
    };
    tables.lines().map(of).collect()
}

#[test]
fn what_one_school_writes_changes_nothing_in_another_that_has_the_same_ids() {
    let address = database();
    let name = address.split("dbname=").nth(1).unwrap();
    let database = Postgres::open(&address).unwrap();
    let schools = ["abbey", "greenfield"].map(|slug| database.add(slug).unwrap().unwrap());
    honours_the_contract(&schools[0]);
    let before = rows(name, "abbey");
    honours_the_contract(&schools[1]);
    assert_eq!(rows(name, "abbey"), before);
    assert!(before.iter().any(|rows| !rows.is_empty()));
}

#[test]
fn a_copy_of_one_school_takes_the_place_of_another_with_the_same_rows() {
    let address = database();
    let name = address.split("dbname=").nth(1).unwrap();
    let database = Postgres::open(&address).unwrap();
    let schools = ["abbey", "greenfield"].map(|slug| database.add(slug).unwrap().unwrap());
    honours_the_contract(&schools[0]);
    write(&schools[1], |tx| tx.set_meta("k", "what goes")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    schools[0].copy_to(&copy).unwrap();
    schools[1].replace_by(&copy).unwrap();
    let plain = |school| -> Vec<String> {
        let numbered = rows(name, school);
        // Behind the table's name stands the school's number.
        let without = |row: &str| {
            row.splitn(3, '|')
                .enumerate()
                .filter(|(n, _)| *n != 1)
                .map(|(_, it)| it.to_owned())
                .collect::<Vec<_>>()
                .join("|")
        };
        let mut all: Vec<String> = numbered.iter().flat_map(|rows| rows.lines().map(without)).collect();
        all.sort();
        all
    };
    assert_eq!(plain("greenfield"), plain("abbey"));
}

#[test]
fn the_embedded_database_and_this_one_have_the_same_tables_and_columns() {
    let address = database();
    Postgres::open(&address).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("school.db");
    drop(notyet_server::storage::sqlite::SqliteStorage::open(&path).unwrap());
    let sqlite = rusqlite::Connection::open(&path).unwrap();
    let sql = "SELECT m.name || '.' || p.name FROM sqlite_schema m JOIN pragma_table_info(m.name) p
                WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY 1";
    let mut statement = sqlite.prepare(sql).unwrap();
    let embedded: Vec<String> =
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let sql = "SELECT table_name || '.' || column_name FROM information_schema.columns
                WHERE table_schema = 'notyet' AND table_name NOT IN ('school', 'migration')
                  AND column_name <> 'school' ORDER BY (table_name || '.' || column_name) COLLATE \"C\"";
    let here: Vec<String> =
        cluster().sql(address.split("dbname=").nth(1).unwrap(), sql).lines().map(str::to_owned).collect();
    assert_eq!(here, embedded);
}

#[test]
fn a_school_without_rows_finds_none_of_its_neighbours() {
    let database = Postgres::open(&database()).unwrap();
    honours_the_contract(&database.add("abbey").unwrap().unwrap());
    let empty = database.add("greenfield").unwrap().unwrap();
    read(&empty, |tx| {
        assert_eq!((tx.meta("k")?, tx.person(AMARA)?, tx.people()?), (None, None, vec![]));
        assert_eq!((tx.member(CLASS_7B, AMARA)?, tx.memberships_of(AMARA)?), (None, vec![]));
        assert_eq!((tx.members_of(CLASS_7B)?, tx.taught_by(ORTIZ)?), (vec![], vec![]));
        assert_eq!(tx.records_beside(crate::school::ADEYEMI)?, []);
        assert!(tx.fields("course", &COURSE.to_string())?.is_empty());
        assert_eq!((tx.entities("outcome")?, tx.owned("class", Owner::Course(COURSE))?), (vec![], vec![]));
        assert_eq!((tx.ops_of("rubric", "r")?, tx.ops_of_course(COURSE)?), (vec![], vec![]));
        assert_eq!(tx.owned("peer.round", Owner::Class(CLASS_7D))?, [""; 0]);
        assert_eq!((tx.op(op(1).id)?, tx.head("X:1")?, tx.digest_at("X:1", 1)?), (None, 0, None));
        assert_eq!((tx.spent_code("c", "s", 0)?, tx.wanted()?), (None, vec![]));
        let page = tx.page("X:1", 1, Room { ops: 9, bytes: 1 << 20 })?;
        assert_eq!((page.ops.len(), page.head, page.digest), (0, 0, "0".repeat(64)));
        assert_eq!(tx.attachment(AttachmentId::from_bytes([1; 16]))?, None);
        assert_eq!((tx.device(DeviceId::from_bytes([1; 16]))?, tx.device_by_token("a1")?), (None, None));
        assert_eq!((tx.code("a", 0)?, tx.uploaded("aa", AMARA)?, tx.grants("aa")?), (None, None, vec![]));
        assert_eq!((tx.parts("bb", BEN)?, tx.begun_by(AMARA)?, tx.part_objects()?), (vec![], vec![], vec![]));
        assert_eq!((tx.photos_like("a")?, tx.loose_before(1_000)?), (vec![], vec![]));
        Ok(())
    })
    .unwrap();
}

#[test]
fn every_table_has_the_school_in_front_of_its_key() {
    let address = database();
    Postgres::open(&address).unwrap();
    let sql = "SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                WHERE c.relnamespace = 'notyet'::regnamespace AND c.relname NOT IN ('school', 'migration')
                  AND a.attname <> 'school'";
    assert_eq!(cluster().sql(address.split("dbname=").nth(1).unwrap(), sql), "");
}

#[test]
fn a_lost_connection_is_replaced_and_other_commits_are_heard_again() {
    let address = database();
    let (database, others) = (Postgres::open(&address).unwrap(), Postgres::open(&address).unwrap());
    let mine = database.add("greenfield").unwrap().unwrap();
    let others = others.school("greenfield").unwrap().unwrap();
    write(&mine, |tx| tx.set_meta("k", "v")).unwrap();
    let before = others.version().unwrap();
    let name = address.split("dbname=").nth(1).unwrap();
    let sql = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()";
    cluster().sql(name, sql);
    // A session that the server has ended is told so by its next statement at the latest.
    until("a new connection", || read(&mine, |tx| tx.meta("k")).is_ok_and(|value| value == Some("v".into())));
    until("listening again", || others.version().unwrap() != before);
    let before = others.version().unwrap();
    write(&mine, |tx| tx.set_meta("k", "w")).unwrap();
    until("another's commit", || others.version().unwrap() != before);
}

#[test]
fn a_statement_that_fails_leaves_the_connection_usable() {
    let database = Postgres::open(&database()).unwrap();
    let storage = database.add("greenfield").unwrap().unwrap();
    for _ in 0..20 {
        let twice = write(&storage, |tx| {
            tx.insert_op(&op(1))?;
            tx.insert_op(&op(1))
        });
        assert!(matches!(twice, Err(StorageFault::Other(said)) if said.contains("23505")));
    }
    assert_eq!(read(&storage, |tx| tx.op(op(1).id)).unwrap(), None);
}

#[test]
fn a_panic_inside_a_transaction_keeps_nothing_and_costs_no_connection() {
    let database = Postgres::open(&database()).unwrap();
    let storage = database.add("greenfield").unwrap().unwrap();
    for _ in 0..20 {
        let broken = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            write::<()>(&storage, |tx| {
                tx.insert_op(&op(1))?;
                panic!("a defect")
            })
        }));
        assert!(broken.is_err());
    }
    write(&storage, |tx| tx.insert_op(&op(1))).unwrap();
}

#[tokio::test]
async fn a_database_may_be_opened_used_and_closed_on_a_runtimes_own_thread() {
    let database = Postgres::open(&database()).unwrap();
    let storage = database.add("greenfield").unwrap().unwrap();
    write(&storage, |tx| tx.set_meta("k", "v")).unwrap();
    drop((storage, database));
}

#[test]
fn a_store_says_which_one_it_is() {
    let database = Postgres::open(&database()).unwrap();
    let storage = database.add("greenfield").unwrap().unwrap();
    let system = cluster().sql("postgres", "SELECT system_identifier FROM pg_control_system()");
    assert_eq!(storage.mark().unwrap(), Mark::Line(format!("{system}/00000001")));
}
