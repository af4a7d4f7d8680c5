//! The device's process as its killer sees it: what it has said, and what its folder holds once it is dead.

use anyhow::{Context, ensure};
use notyet_model::ids::AttachmentId;
use notyet_proof::chance::Chance;
use notyet_proof::feed::Feed;
use notyet_proof::work::{KEY, Said, drains_in_two_rounds, shrunk};
use notyet_protocol::wire::Enrolment;
use notyet_sim::device::{enrol_by_staff_code, shrink};
use notyet_sim::process::ServerProcess;
use notyet_sim::school::ORTIZ;
use notyet_store::{Store, SystemEnv};
use notyet_sync::stepper::Stepper;
use notyet_sync::{Policy, Token};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

pub(super) struct Tablet {
    folder: PathBuf,
    server: String,
    seed: u64,
    running: Option<(Child, Lines<BufReader<ChildStdout>>)>,
    pub(super) said: Said,
}

impl Tablet {
    /// A device of a teacher, not started.
    pub(super) async fn enrolled(server: &ServerProcess, folder: &Path, seed: u64) -> anyhow::Result<Self> {
        let code = server.staff_code(ORTIZ).await;
        let enrolment = enrol_by_staff_code(&*server.transport(), &code).await;
        let store = Store::open(folder, &KEY, Arc::new(SystemEnv))?;
        store.write(|tx| tx.enrol(&enrolment, &server.address()))?;
        // What may be recorded is judged by who is in the class, which the feed tells.
        stepper(&store, server).drain().await?;
        let (folder, server) = (folder.to_owned(), server.address());
        Ok(Self { folder, server, seed, running: None, said: Said::default() })
    }

    /// Starts its program.
    pub(super) fn start(&mut self) -> anyhow::Result<()> {
        self.seed += 1;
        let mut child = Command::new(std::env::current_exe()?)
            .arg("device")
            .arg("--folder")
            .arg(&self.folder)
            .args(["--server", &self.server, "--seed", &self.seed.to_string()])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let lines = BufReader::new(child.stdout.take().context("its output is piped")?).lines();
        self.running = Some((child, lines));
        Ok(())
    }

    /// Lets it say some things more, kills it a moment later, looks at what it left and starts it again.
    pub(super) async fn killed(&mut self, chance: &mut Chance) -> anyhow::Result<()> {
        let (more, moment) = (1 + chance.below(30), Duration::from_micros(chance.below(6_000)));
        let (child, lines) = self.running.as_mut().context("it runs")?;
        for _ in 0..more {
            let line = lines.next_line().await?.context("it ended by itself")?;
            self.said.note(line.parse()?);
        }
        tokio::time::sleep(moment).await;
        child.kill().await?;
        self.hear_the_rest().await?;
        self.said.check(&self.opened()?)?;
        self.start()
    }

    /// Ends its program for good and lets what it left drain, in two rounds at the most.
    pub(super) async fn ends_and_drains(&mut self, server: &ServerProcess) -> anyhow::Result<()> {
        self.running.as_mut().context("it runs")?.0.kill().await?;
        self.hear_the_rest().await?;
        let store = self.opened()?;
        self.said.check(&store)?;
        drains_in_two_rounds(&store, &mut stepper(&store, server)).await
    }

    /// Whether everything that it said is in the feed that another teacher reads, and its photos' bytes with it.
    pub(super) async fn has_arrived(
        &self,
        server: &ServerProcess,
        feed: &Feed,
        reader: &Enrolment,
    ) -> anyhow::Result<()> {
        let there = feed.ids();
        let missing: Vec<_> = self.said.saved.difference(&there).collect();
        ensure!(missing.is_empty(), "saved on the device, and not in the feed: {missing:?}");
        let photos = feed.photos()?;
        let (transport, token) = (server.transport(), Token::new(reader.token.clone()));
        for (id, mark) in &self.said.photos {
            let sha256 = bound(&photos, *id)?;
            let bytes = transport.get_blob(&token, sha256, 1 << 20).await?;
            ensure!(bytes == shrunk(*mark), "the photo {id} arrived with other bytes");
        }
        Ok(())
    }

    fn opened(&self) -> anyhow::Result<Store> {
        Store::open(&self.folder, &KEY, Arc::new(SystemEnv)).context("opening the store again")
    }

    async fn hear_the_rest(&mut self) -> anyhow::Result<()> {
        let (_, mut lines) = self.running.take().context("it ran")?;
        while let Some(line) = lines.next_line().await? {
            // The last line may have been cut in the middle, and so was never shown.
            if let Ok(shown) = line.parse() {
                self.said.note(shown);
            }
        }
        Ok(())
    }
}

fn bound(
    photos: &std::collections::BTreeMap<AttachmentId, String>,
    id: AttachmentId,
) -> anyhow::Result<&String> {
    photos.get(&id).with_context(|| format!("saved on the device, and never bound: the photo {id}"))
}

fn stepper(store: &Store, server: &ServerProcess) -> Stepper {
    Stepper::new(store.clone(), server.transport(), Arc::new(shrink), Policy::new("proof"))
}
