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
    fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("pg").tempdir().unwrap().keep();
        // The account of the server must reach it.
        std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o777)).unwrap();
        let data = folder.join("data");
        let made = plain("initdb")
            .args([
                "--no-sync",
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "-D",
            ])
            .arg(&data)
            .output();
        succeeded("initdb", &made.unwrap());
        // Nothing of a test must outlive the machine; what must, is tested by killing servers.
        let settings = format!(
            "listen_addresses = ''\nunix_socket_directories = '{}'\nfsync = off\nfull_page_writes = off\n\
             max_connections = 200\nmax_wal_senders = 4\nwal_level = replica\nlog_min_messages = fatal\n\
             deadlock_timeout = '200ms'\n",
            folder.display()
        );
        append(&data.join("postgresql.conf"), &settings);
        std::fs::write(
            data.join("pg_hba.conf"),
            "local all secretive scram-sha-256\nlocal all all trust\nlocal replication all trust\n",
        )
        .unwrap();
        let mut keeper = Command::new("sh");
        let [program, words @ ..] = &as_somebody()[..] else { unreachable!("a command has a program") };
        keeper
            .args(["-c", KEEPER, "keeper", program])
            .args(words)
            .arg(format!("{PROGRAMS}/postgres"))
            .arg("-D")
            .arg(&data);
        let mut keeper = keeper
            .env("FOLDER", &folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let alive = keeper.stdin.take().unwrap();
        let it = Self { folder, _keeper: keeper, _alive: alive };
        let up = Command::new(format!("{PROGRAMS}/pg_isready")).args(["-q", "-h"]).arg(&it.folder).status();
        let mut is_up = up.unwrap().success();
        while !is_up {
            assert!(it.folder.join("data").exists(), "PostgreSQL did not start");
            let again =
                Command::new(format!("{PROGRAMS}/pg_isready")).args(["-q", "-h"]).arg(&it.folder).status();
            is_up = again.unwrap().success();
        }
        it.sql(
            "postgres",
            "CREATE ROLE school LOGIN; CREATE ROLE secretive LOGIN PASSWORD 'right'; CREATE ROLE guest LOGIN",
        );
        it
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
