//! PostgreSQL 15 or newer: one database, many schools, several server processes. Opening brings the tables up to
//! date and leaves a newer database untouched. Facts of one school are written side by side; whatever decides about
//! others is written alone, so that what a transaction has read stays true until it commits.

mod address;
mod changes;
mod copy;
mod counters;
mod pool;
mod rows;
mod session;
mod tx;
mod uploads;

use super::{Mark, Storage, StorageFault, Stored, Work};
use changes::Changes;
use pool::{Lent, Pool};
use std::path::Path;
use std::sync::Arc;
use tx::{Mode, PostgresTx};

/// One for each step forward; `notyet.migration` says how many were taken. Never changed once released.
const MIGRATIONS: &[&str] = &[
    include_str!("0001_first.sql"),
    include_str!("0002_erasure.sql"),
    include_str!("0003_parents.sql"),
    include_str!("0004_half_uploads.sql"),
    include_str!("0005_counts.sql"),
    include_str!("0006_when_work_was.sql"),
];
/// "NYpg": the lock under which tables are brought up to date.
const MIGRATING: i64 = 0x4e59_7067;
/// "NYsw": the lock of a school's writers, beside the school's number.
const WRITING: i32 = 0x4e59_7377;

/// Why a database cannot be used. The texts are for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each variant's sentence says it, and the fields are what the sentence names")]
pub enum OpenFault {
    #[error(
        "The database's address cannot be read. Write it as postgres://ACCOUNT:PASSWORD@HOST:5432/DATABASE, with %40 for an @ in the password."
    )]
    Address,
    #[error(
        "{host} cannot be reached: {cause}. Start PostgreSQL there, or correct the address in --database."
    )]
    Unreachable { host: String, cause: String },
    #[error(
        "{host} refused the account or its password. Correct them in --database; PostgreSQL's pg_hba.conf says who may come in."
    )]
    Password { host: String },
    #[error("{host} is not there. Make it with createdb, or correct its name in --database.")]
    NoDatabase { host: String },
    #[error("{host} has no connection left. Raise max_connections in PostgreSQL, or stop another program.")]
    TooMany { host: String },
    #[error("{host} is still starting, or stopping. Try again in a minute.")]
    Starting { host: String },
    #[error(
        "{host} demands TLS, which this server does not speak to databases. Put both on one machine, or a tunnel between them."
    )]
    Tls { host: String },
    #[error(
        "{host} is a standby that only reads. Name the primary in --database, or list both hosts and add target_session_attrs=read-write."
    )]
    Standby { host: String },
    #[error("The account may not make tables in {host}. Let its owner run: GRANT CREATE ON DATABASE … TO …")]
    Rights { host: String },
    #[error(
        "{host} was written by a newer version of this server (tables {found}, this one knows {known}). Nothing was changed. Install the newer version again."
    )]
    Newer { host: String, found: i32, known: usize },
    #[error(transparent)]
    Storage(#[from] StorageFault),
}

/// Why a school was not added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("There is a school {0} already. Name another.")]
pub struct SchoolExists(pub String);

/// A database of schools.
pub struct Postgres {
    pool: Pool,
    changes: Changes,
}

impl Postgres {
    /// Connects to a database, makes its tables or brings them up to date. The address is
    /// `postgres://ACCOUNT:PASSWORD@HOST/DATABASE` or PostgreSQL's `host=… dbname=…`.
    pub fn open(address: &str) -> Result<Arc<Self>, OpenFault> {
        let pool = Pool::new(address::parse(address)?)?;
        let mut lent = pool.lend()?;
        let migrated = migrate(&pool, &mut lent, MIGRATIONS);
        if let Err(OpenFault::Storage(_)) = &migrated
            && let Some(rights) = may_not_make(&mut lent, &pool)
        {
            return Err(rights);
        }
        migrated?;
        lent.give_back();
        let changes = Changes::listen(&pool)?;
        Ok(Arc::new(Self { pool, changes }))
    }

    /// Adds a school that holds nothing yet.
    pub fn add(self: &Arc<Self>, slug: &str) -> Result<Result<PostgresStorage, SchoolExists>, OpenFault> {
        let mut lent = self.pool.lend()?;
        let sql = "INSERT INTO school (slug) VALUES ($1) ON CONFLICT (slug) DO NOTHING";
        let added = pollster::block_on(lent.connection().client.execute(sql, &[&slug]))?;
        lent.give_back();
        if added == 0 {
            return Ok(Err(SchoolExists(slug.to_owned())));
        }
        let school = self.school(slug)?;
        Ok(Ok(school.ok_or_else(|| StorageFault::Other("the school just added is gone".to_owned()))?))
    }

    /// The school of that name in addresses; `None`: there is none.
    pub fn school(self: &Arc<Self>, slug: &str) -> Result<Option<PostgresStorage>, OpenFault> {
        let mut lent = self.pool.lend()?;
        let found = pollster::block_on(
            lent.connection().client.query_opt("SELECT n FROM school WHERE slug = $1", &[&slug]),
        )?;
        lent.give_back();
        let school = found.map(|row| row.try_get(0)).transpose()?;
        Ok(school.map(|school| PostgresStorage { database: self.clone(), school }))
    }

    /// All schools, by name.
    pub fn schools(&self) -> Result<Vec<String>, OpenFault> {
        let mut lent = self.pool.lend()?;
        let rows =
            pollster::block_on(lent.connection().client.query("SELECT slug FROM school ORDER BY slug", &[]))?;
        lent.give_back();
        Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
    }

    /// Hosts and name of the database, for sentences.
    pub fn place(&self) -> String {
        self.pool.host()
    }

    /// Begins a transaction on a connection that answers. A session that broke while nobody used it is replaced;
    /// until here nothing has happened that could happen twice.
    fn begin(&self, sql: &str) -> Stored<Lent<'_>> {
        loop {
            let mut lent = self.pool.lend().map_err(stored)?;
            match lent.batch(sql) {
                Ok(()) => return Ok(lent),
                Err(error) if error.is_closed() => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// One school of a database.
pub struct PostgresStorage {
    database: Arc<Postgres>,
    school: i32,
}

impl PostgresStorage {
    /// Runs the work once; `Ok(false)`: it met another writer, and nothing of it was kept.
    fn attempt(&self, work: &mut dyn FnMut(&mut dyn super::Tx) -> Stored<()>, mode: Mode) -> Stored<bool> {
        let lock = self.lock(mode);
        let begin = match mode {
            Mode::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            // What is read after the lock is held is what the one before has committed.
            Mode::Beside | Mode::Alone => "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
        };
        let mut lent = self.database.begin(&format!("{begin}; {lock}"))?;
        let mut tx = PostgresTx::new(lent.connection(), self.school, mode);
        let done = work(&mut tx).and_then(|()| tx.count());
        let collided = tx.collided();
        if let Err(fault) = done {
            lent.batch("ROLLBACK")?;
            lent.give_back();
            return if collided && mode == Mode::Beside { Ok(false) } else { Err(fault) };
        }
        lent.batch("COMMIT")?;
        lent.give_back();
        Ok(true)
    }
}

impl PostgresStorage {
    /// The statement that begins every transaction of this mode.
    fn lock(&self, mode: Mode) -> String {
        match mode {
            Mode::Read => String::new(),
            Mode::Beside => format!("SELECT pg_advisory_xact_lock_shared({WRITING}, {})", self.school),
            Mode::Alone => format!("SELECT pg_advisory_xact_lock({WRITING}, {})", self.school),
        }
    }
}

impl Storage for PostgresStorage {
    fn read(&self, work: Work<'_>) -> Stored<()> {
        self.attempt(work, Mode::Read).map(drop)
    }

    fn write(&self, work: Work<'_>) -> Stored<()> {
        if !self.attempt(work, Mode::Beside)? {
            self.attempt(work, Mode::Alone)?;
        }
        self.database.changes.committed(self.school);
        Ok(())
    }

    fn version(&self) -> Stored<i64> {
        if self.database.pool.is_replaced() {
            return Err(StorageFault::Replaced);
        }
        self.database.changes.version(self.school)
    }

    fn checkpoint(&self) -> Stored<()> {
        // PostgreSQL does it by itself.
        Ok(())
    }

    /// Frees the space of what was deleted; PostgreSQL writes over it when it next needs it.
    fn scrub(&self) -> Stored<()> {
        let mut lent = self.database.begin("BEGIN; COMMIT")?;
        lent.batch("VACUUM op, reg, person, member, device, email, account, attachment, blob, blob_grant")?;
        lent.give_back();
        Ok(())
    }

    fn mark(&self) -> Stored<Mark> {
        let mut lent = self.database.begin("BEGIN; COMMIT")?;
        let line = lent.connection().identity.to_string();
        lent.give_back();
        Ok(Mark::Line(line))
    }

    fn copy_to(&self, path: &Path) -> Stored<()> {
        self.copy_rows(path)
    }

    fn integrity(&self) -> Stored<Vec<String>> {
        Ok(vec![])
    }
}

fn migrate(pool: &Pool, lent: &mut Lent<'_>, steps: &[&str]) -> Result<(), OpenFault> {
    // Two servers that start at once take turns.
    lent.batch(&format!("BEGIN; SELECT pg_advisory_xact_lock({MIGRATING})"))?;
    let known = pollster::block_on(
        lent.connection().client.query_one("SELECT to_regclass('notyet.migration') IS NOT NULL", &[]),
    )?;
    if !known.try_get::<_, bool>(0)? {
        lent.batch(
            "CREATE SCHEMA IF NOT EXISTS notyet;
             CREATE TABLE notyet.migration (n INTEGER PRIMARY KEY, at TIMESTAMPTZ NOT NULL DEFAULT now())",
        )?;
    }
    let taken = pollster::block_on(
        lent.connection().client.query_one("SELECT coalesce(max(n), 0) FROM notyet.migration", &[]),
    )?;
    let found: i32 = taken.try_get(0)?;
    let done = usize::try_from(found).unwrap_or(0);
    if done > steps.len() {
        lent.batch("ROLLBACK")?;
        return Err(OpenFault::Newer { host: pool.host(), found, known: steps.len() });
    }
    for (step, n) in steps.iter().zip(1..).skip(done) {
        lent.batch(step)?;
        lent.batch(&format!("INSERT INTO notyet.migration (n) VALUES ({n})"))?;
    }
    Ok(lent.batch("COMMIT")?)
}

/// The sentence for an account without rights, if that is what it lacks.
fn may_not_make(lent: &mut Lent<'_>, pool: &Pool) -> Option<OpenFault> {
    lent.batch("ROLLBACK").ok()?;
    let sql = "SELECT has_database_privilege(current_database(), 'CREATE')
                   OR coalesce(has_schema_privilege(to_regnamespace('notyet'), 'CREATE'), false)";
    let row = pollster::block_on(lent.connection().client.query_one(sql, &[])).ok()?;
    let may: bool = row.try_get(0).ok()?;
    (!may).then(|| OpenFault::Rights { host: pool.host() })
}

/// A fault of connecting, met while serving.
fn stored(fault: OpenFault) -> StorageFault {
    match fault {
        OpenFault::Storage(fault) => fault,
        other => StorageFault::Other(other.to_string()),
    }
}
