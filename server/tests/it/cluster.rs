//! A PostgreSQL of one's own for the tests of this process: made in a temporary folder, reached by a socket in it,
//! stopped and removed when the process ends, however it ends.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Where Debian keeps PostgreSQL 15's programs.
const PROGRAMS: &str = "/usr/lib/postgresql/15/bin";

/// Stops the server and removes its folder as soon as nobody holds the other end of its input.
const KEEPER: &str =
    r#""$@" & pid=$!; cat > /dev/null; kill -INT "$pid" 2> /dev/null; wait "$pid"; rm -rf "$FOLDER""#;

/// A running PostgreSQL.
pub(crate) struct Cluster {
    folder: PathBuf,
    _keeper: Child,
    /// Closed by the system at the latest when this process ends.
    _alive: ChildStdin,
}

/// The cluster of this process, without a standby.
pub(crate) fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(Cluster::start)
}

/// A database that holds nothing, as an address for the account that owns it.
pub(crate) fn database() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(1);
    let name = format!("notyet{}", COUNT.fetch_add(1, Ordering::SeqCst));
    cluster().sql("postgres", &format!("CREATE DATABASE {name} OWNER school"));
    cluster().address("school", &name)
}

impl Cluster {
    /// A primary.
    pub(crate) fn start() -> Self {
        let folder = folder();
        let data = folder.join("data");
        let mut initdb = plain("initdb");
        initdb.args(["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8"]);
        succeeded("initdb", &initdb.args(["--locale=C.UTF-8", "-D"]).arg(&data).output().unwrap());
        // Nothing of a test must outlive the machine; what must, is tested by killing servers.
        let settings = "listen_addresses = ''\nfsync = off\nfull_page_writes = off\nmax_connections = 200\n\
                        max_wal_senders = 4\nwal_level = replica\nlog_min_messages = fatal\n\
                        deadlock_timeout = '200ms'\n";
        append(&data.join("postgresql.conf"), settings);
        let may = "local all secretive scram-sha-256\nlocal all all trust\nlocal replication all trust\n";
        std::fs::write(data.join("pg_hba.conf"), may).unwrap();
        let it = Self::run(folder);
        it.sql("postgres", "CREATE ROLE school LOGIN");
        it.sql("postgres", "CREATE ROLE secretive LOGIN PASSWORD 'right'; CREATE ROLE guest LOGIN");
        it
    }

    /// A standby that follows this primary without holding it up.
    pub(crate) fn standby(&self) -> Self {
        let folder = folder();
        let mut backup = plain("pg_basebackup");
        backup.args(["--no-sync", "-U", "postgres", "-c", "fast", "-R", "-h"]).arg(&self.folder);
        succeeded("pg_basebackup", &backup.arg("-D").arg(folder.join("data")).output().unwrap());
        Self::run(folder)
    }

    /// Makes a standby the primary, and waits until it is.
    pub(crate) fn promote(&self) {
        let data = self.folder.join("data");
        succeeded("pg_ctl", &plain("pg_ctl").args(["promote", "-w", "-D"]).arg(data).output().unwrap());
    }

    /// Ends the server at once, as a machine that fails does.
    pub(crate) fn kill(&self) {
        let pid = std::fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap();
        let pid = pid.lines().next().unwrap();
        assert!(Command::new("kill").args(["-9", pid]).status().unwrap().success());
    }

    fn run(folder: PathBuf) -> Self {
        let data = folder.join("data");
        append(&data.join("postgresql.conf"), &format!("unix_socket_directories = '{}'\n", folder.display()));
        let words = as_somebody();
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEPER, "keeper"]).args(words).arg(format!("{PROGRAMS}/postgres"));
        keeper.arg("-D").arg(&data).env("FOLDER", &folder);
        let keeper = keeper.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut keeper = keeper.unwrap();
        let alive = keeper.stdin.take().unwrap();
        crate::store::until("PostgreSQL", || {
            let mut asked = Command::new(format!("{PROGRAMS}/pg_isready"));
            asked.args(["-q", "-h"]).arg(&folder).status().unwrap().success()
        });
        Self { folder, _keeper: keeper, _alive: alive }
    }

    /// The address of a database for an account, wherever of these it can be written.
    pub(crate) fn either(&self, other: &Self, database: &str) -> String {
        let hosts = format!("{},{}", self.folder.display(), other.folder.display());
        format!("host={hosts} user=school dbname={database} target_session_attrs=read-write")
    }

    /// The address of a database for an account.
    pub(crate) fn address(&self, account: &str, database: &str) -> String {
        format!("host={} user={account} dbname={database}", self.folder.display())
    }

    /// Runs statements as the administrator; what they print.
    pub(crate) fn sql(&self, database: &str, statements: &str) -> String {
        let mut psql = Command::new(format!("{PROGRAMS}/psql"));
        psql.args([
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-U",
            "postgres",
            "-d",
            database,
            "-c",
            statements,
            "-h",
        ]);
        let said = psql.arg(&self.folder).output().unwrap();
        succeeded("psql", &said);
        String::from_utf8(said.stdout).unwrap().trim().to_owned()
    }
}

impl Cluster {
    /// A database's tables and rows as statements that make them again.
    pub(crate) fn dump(&self, database: &str) -> String {
        let mut dump = plain("pg_dump");
        dump.args(["-U", "postgres", "--schema=notyet", "--column-inserts", "--no-owner", "--no-privileges"]);
        let said = dump.arg("-h").arg(&self.folder).arg(database).output().unwrap();
        succeeded("pg_dump", &said);
        let text = String::from_utf8(said.stdout).unwrap();
        // What follows is the shell's, and another at each run.
        let lines = text.lines().filter(|line| !line.starts_with('\\') && !line.starts_with("--"));
        lines.filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
    }
}

/// A folder that the server's account can reach.
fn folder() -> PathBuf {
    let folder = tempfile::Builder::new().prefix("pg").tempdir().unwrap().keep();
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o777)).unwrap();
    folder
}

/// PostgreSQL refuses to run as root; as any other account it runs as that one.
fn as_somebody() -> Vec<String> {
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let words: &[&str] = if is_root {
        &["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    } else {
        &["env"]
    };
    words.iter().map(ToString::to_string).collect()
}

fn plain(program: &str) -> Command {
    let words = as_somebody();
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).arg(format!("{PROGRAMS}/{program}")).stdin(Stdio::null());
    command
}

fn append(path: &Path, text: &str) {
    std::fs::File::options().append(true).open(path).unwrap().write_all(text.as_bytes()).unwrap();
}

fn succeeded(what: &str, output: &Output) {
    assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
}
