//! A server in a process of its own, over a folder that outlives it: it can be killed without warning and started
//! again at the same place.

use crate::school;
use crate::world::http_transport;
use notyet_model::ids::UserId;
use notyet_server::{Service, SystemEnv};
use notyet_sync::Transport;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A server's process and its folder.
pub struct ServerProcess {
    program: PathBuf,
    folder: PathBuf,
    /// As it is listened on; port 0 until the first start has found a free one.
    listen: String,
    /// Where its log goes; to the test's own output, if nowhere.
    log: Option<PathBuf>,
    child: Option<Child>,
}

impl ServerProcess {
    /// The school of [`school`] in this folder, not served yet.
    pub async fn found(program: &Path, folder: &Path) -> Self {
        let service = open(folder);
        service.apply(school::plan(service.school())).await.expect("the plan is written");
        Self::over(program, folder)
    }

    /// A school that is there already, not served yet.
    pub fn over(program: &Path, folder: &Path) -> Self {
        let (program, folder) = (program.to_owned(), folder.to_owned());
        Self { program, folder, listen: "127.0.0.1:0".into(), log: None, child: None }
    }

    /// A one-time code for a member of staff; made beside the running server, as its command does.
    pub async fn staff_code(&self, person: UserId) -> String {
        let made = open(&self.folder).staff_code(&person.to_string()).await.expect("the folder is well");
        made.expect("the person is staff").0.to_string()
    }

    /// A code for the class's door, for ten minutes; made beside the running server, as its command does.
    pub async fn class_code(&self) -> String {
        let made = open(&self.folder).class_code(&school::CLASS.to_string(), 600_000).await;
        made.expect("the class is there").0.to_string()
    }

    /// From the next start on everything that it logs is kept in this file.
    pub fn log_to(&mut self, path: &Path) {
        self.log = Some(path.to_owned());
    }

    /// Starts the server and waits until it listens: on the port that it had before, if it ran before.
    pub async fn start(&mut self) {
        let mut child = Command::new(&self.program)
            .arg("serve")
            .arg("--folder")
            .arg(&self.folder)
            .args(["--listen", &self.listen])
            .stdout(Stdio::piped())
            .stderr(match &self.log {
                Some(path) => std::fs::File::create(path).expect("the log can be written").into(),
                None => Stdio::inherit(),
            })
            .args(self.log.iter().flat_map(|_| ["--log", "debug"]))
            .kill_on_drop(true)
            .spawn()
            .expect("the server's program starts");
        let said =
            BufReader::new(child.stdout.take().expect("its output is piped")).lines().next_line().await;
        let said = said.expect("its output can be read").expect("it says where it listens before it ends");
        let address = said.split("http://").nth(1).expect("it says where it listens");
        self.listen = address.trim().to_owned();
        self.child = Some(child);
    }

    /// The number of the process, while it runs.
    pub fn id(&self) -> Option<u32> {
        self.child.as_ref().and_then(Child::id)
    }

    /// Ends the process with SIGKILL, whatever it is doing.
    pub async fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().await.expect("a process that runs can be killed");
        }
    }

    /// The way to it, before and after it was killed.
    pub fn transport(&self) -> Arc<dyn Transport> {
        http_transport(&self.address())
    }

    /// Where it is found, before and after it was killed.
    pub fn address(&self) -> String {
        format!("http://{}", self.listen)
    }
}

fn open(folder: &Path) -> Arc<Service> {
    Service::open(folder, None, Arc::new(SystemEnv)).expect("the school's folder opens")
}
