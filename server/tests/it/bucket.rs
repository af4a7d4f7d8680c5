//! An S3 server of one's own for the tests of this process, on a free port, over a temporary folder; stopped and
//! removed when the process ends, however it ends.

use notyet_server::blobs::s3::Settings;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Stops the server and removes its folder as soon as nobody holds the other end of its input.
const KEEPER: &str =
    r#""$@" & pid=$!; cat > /dev/null; kill "$pid" 2> /dev/null; wait "$pid"; rm -rf "$FOLDER""#;

struct S3Server {
    folder: PathBuf,
    port: u16,
    _keeper: Child,
    _alive: ChildStdin,
}

/// A bucket that holds nothing.
pub(crate) fn bucket() -> Settings {
    static SERVER: OnceLock<S3Server> = OnceLock::new();
    static COUNT: AtomicU32 = AtomicU32::new(1);
    let server = SERVER.get_or_init(S3Server::start);
    let name = format!("photos-{}", COUNT.fetch_add(1, Ordering::SeqCst));
    std::fs::create_dir(server.folder.join("buckets").join(&name)).unwrap();
    Settings {
        address: format!("s3://{name}/of/schools"),
        endpoint: Some(format!("http://127.0.0.1:{}", server.port)),
        region: "us-east-1".into(),
        key_id: "notyet".into(),
        secret: "a secret of tests".into(),
    }
}

impl S3Server {
    fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("s3").tempdir().unwrap().keep();
        for name in ["buckets", "beside"] {
            std::fs::create_dir(folder.join(name)).unwrap();
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEPER, "keeper"]).arg(program());
        keeper.args(["--quiet", "--keep-alive", "--port", &format!("127.0.0.1:{port}")]);
        keeper.args(["--access", "notyet", "--secret", "a secret of tests", "posix", "--sidecar"]);
        keeper.arg(folder.join("beside")).arg(folder.join("buckets")).env("FOLDER", &folder);
        let keeper = keeper.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut keeper = keeper.unwrap();
        let alive = keeper.stdin.take().unwrap();
        crate::store::until("the S3 server", || TcpStream::connect(("127.0.0.1", port)).is_ok());
        Self { folder, port, _keeper: keeper, _alive: alive }
    }
}

/// Where `cargo xtask setup server` puts it.
fn program() -> PathBuf {
    let asked = Command::new("go").args(["env", "GOBIN", "GOPATH"]).output().unwrap();
    let said = String::from_utf8(asked.stdout).unwrap();
    let mut lines = said.lines();
    let (bin, path) = (lines.next().unwrap(), lines.next().unwrap());
    let folder = if bin.is_empty() { PathBuf::from(path).join("bin") } else { PathBuf::from(bin) };
    let program = folder.join("versitygw");
    assert!(program.is_file(), "run `cargo xtask setup server`: {} is not there", program.display());
    program
}
