//! A device of a history: a real store in a folder, the real engine step by step, a clock that may be wrong, and a
//! moment at which it ends without warning.

use super::host::copy_folder;
use super::net::{Net, Wire, lock};
use super::traces::{self, Traces};
use crate::device::shrink;
use crate::env::SimEnv;
use notyet_model::build::{Build, Turn, Until};
use notyet_model::ids::{AttachmentId, DeviceId, UserId};
use notyet_protocol::mac::SchoolKey;
use notyet_protocol::wire::Enrolment;
use notyet_store::{DbKey, Env, PhotoSize, Store, StoreError};
use notyet_sync::stepper::{Stepper, Stopped};
use notyet_sync::{PhotoProcessor, Policy, Transport};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex};

const KEY: DbKey = DbKey([7; 32]);

/// Ends a device after so many of its commits.
#[derive(Default)]
struct End {
    commits_left: AtomicI32,
    copy: Mutex<Option<(PathBuf, PathBuf)>>,
}

/// A device.
pub(crate) struct Tablet {
    pub(crate) enrolment: Enrolment,
    pub(crate) store: Store,
    pub(crate) wire: Arc<Wire>,
    pub(crate) env: Arc<SimEnv>,
    stepper: Stepper,
    /// Which version of the program runs on it.
    build: Build,
    end: Arc<End>,
    home: PathBuf,
    opened: u32,
}

impl Tablet {
    /// A new device for this enrolment.
    pub(crate) fn enrolled(
        number: u64,
        home: &Path,
        net: &Arc<Net>,
        enrolment: Enrolment,
        env: SimEnv,
    ) -> Self {
        let home = home.join(format!("tablet-{number}"));
        let out = Arc::default();
        let build = Build::Present;
        let tablet =
            Self::open(home, 0, net, enrolment, Arc::new(env), out, build).expect("a fresh folder opens");
        let signed = tablet.store.write(|tx| tx.enrol(&tablet.enrolment, "http://localhost"));
        signed.expect("a fresh store takes an enrolment");
        tablet
    }

    fn open(
        home: PathBuf,
        opened: u32,
        net: &Arc<Net>,
        enrolment: Enrolment,
        env: Arc<SimEnv>,
        out: Arc<AtomicBool>,
        build: Build,
    ) -> Result<Self, StoreError> {
        let _turn = Turn::here().of(build);
        let chance: Arc<dyn Env> = env.clone();
        let store = Store::open(&folder(&home, opened), &KEY, chance)?;
        let dead = Arc::new(AtomicBool::new(false));
        let end = Arc::new(End::default());
        end.commits_left.store(-1, Ordering::SeqCst);
        let (at, gone) = (end.clone(), dead.clone());
        store.on_written(Box::new(move |_| {
            if at.commits_left.fetch_sub(1, Ordering::SeqCst) == 1
                && let Some((from, to)) = &*lock(&at.copy)
            {
                copy_folder(from, to);
                gone.store(true, Ordering::SeqCst);
            }
        }));
        let wire = Wire::new(net.clone(), enrolment.user, dead, out);
        let stepper = stepper(&store, &wire);
        Ok(Self { enrolment, store, wire, env, stepper, build, end, home, opened })
    }

    /// Its turn, while it does something.
    pub(crate) fn turn(&self) -> Until {
        Turn::here().of(self.build)
    }

    /// The next time it opens it is the next version. False: it is that already.
    pub(crate) fn update(&mut self) -> bool {
        std::mem::replace(&mut self.build, Build::Next) == Build::Present
    }

    pub(crate) fn user(&self) -> UserId {
        self.enrolment.user
    }

    pub(crate) fn folder(&self) -> PathBuf {
        folder(&self.home, self.opened)
    }

    /// From now on it ends right after so many more commits.
    pub(crate) fn ends_after(&self, commits: i32) {
        *lock(&self.end.copy) = Some((self.folder(), folder(&self.home, self.opened + 1)));
        self.end.commits_left.store(commits, Ordering::SeqCst);
    }

    /// It ends, now unless it has already, and is opened again over what was committed by then.
    pub(crate) fn reopen(self) -> Result<Self, StoreError> {
        let (before, after) = (self.folder(), folder(&self.home, self.opened + 1));
        if !self.wire.dead.load(Ordering::SeqCst) {
            copy_folder(&before, &after);
        }
        let Self { enrolment, store, wire, env, stepper, build, home, opened, .. } = self;
        drop((store, stepper));
        // Nothing in it is looked at again; what stays goes with the history.
        let _ = std::fs::remove_dir_all(before);
        Self::open(home, opened + 1, &wire.net, enrolment, env, wire.out.clone(), build)
    }

    /// A copy of its folder as another device, which believes itself to be the same.
    pub(crate) fn cloned(&self, number: u64, env: SimEnv) -> Result<Self, StoreError> {
        let home = self.home.with_file_name(format!("tablet-{number}"));
        copy_folder(&self.folder(), &folder(&home, 0));
        let out = Arc::new(AtomicBool::new(self.is_out()));
        Self::open(home, 0, &self.wire.net, self.enrolment.clone(), Arc::new(env), out, self.build)
    }

    /// Whether its device was shut out, and nobody has signed in on it since.
    pub(crate) fn is_out(&self) -> bool {
        self.wire.out.load(Ordering::SeqCst)
    }

    /// The device that it is to the server; it may have become another since it was enrolled.
    pub(crate) fn device(&self) -> Option<DeviceId> {
        Some(self.store.read(|r| r.session()).ok()??.enrolment.device)
    }

    /// Whether it is this device, or came in by its certificate, which the server may have forgotten and its own
    /// certificate says.
    pub(crate) fn is_of(&self, device: DeviceId, key: &SchoolKey) -> bool {
        let Ok(Some(session)) = self.store.read(|r| r.session()) else { return false };
        let holder = session.enrolment.certificate.verify(key);
        session.enrolment.device == device || holder.and_then(|holder| holder.parent) == Some(device)
    }

    /// Whether it holds the bytes of a photo or a voice note.
    pub(crate) fn has_photo(&self, id: AttachmentId) -> bool {
        matches!(self.store.read_photo(id, PhotoSize::Full), Ok(Some(_)))
    }

    /// The planted texts that are on its disk for whoever has its key.
    pub(crate) fn traces(&self) -> Traces {
        traces::with_key(&self.folder(), &KEY.0)
    }

    /// A damaged database is found on it as it is now, and set aside.
    pub(crate) fn set_wreck_aside(&self) -> std::io::Result<()> {
        let aside = self.folder().join("aside-wreck");
        std::fs::create_dir_all(&aside)?;
        for name in ["notyet.db", "notyet.db-wal"] {
            std::fs::copy(self.folder().join(name), aside.join(name))?;
        }
        Ok(())
    }

    /// Whether somebody is signed in on it.
    pub(crate) fn is_signed_in(&self) -> bool {
        matches!(self.store.read(|r| r.session()), Ok(Some(_)))
    }

    /// Its owner signs in on it again.
    pub(crate) fn sign_in(&mut self, enrolment: Enrolment) -> Result<(), StoreError> {
        self.store.write(|tx| tx.enrol(&enrolment, "http://localhost"))?;
        self.enrolment = enrolment;
        self.wire.out.store(false, Ordering::SeqCst);
        self.restart_engine();
        Ok(())
    }

    /// The program ends in good order and starts again.
    pub(crate) fn restart_engine(&mut self) {
        self.stepper = stepper(&self.store, &self.wire);
    }

    /// Pushes and pulls until nothing is left.
    pub(crate) async fn drain(&mut self) -> Result<(), Stopped> {
        let _turn = self.turn();
        self.stepper.drain().await
    }

    /// One thing with one photo.
    pub(crate) async fn photo(&mut self) -> Result<bool, Stopped> {
        let _turn = self.turn();
        self.stepper.photo().await
    }
}

fn folder(home: &Path, opened: u32) -> PathBuf {
    home.join(opened.to_string())
}

fn stepper(store: &Store, wire: &Arc<Wire>) -> Stepper {
    let transport: Arc<dyn Transport> = wire.clone();
    let photos: Arc<dyn PhotoProcessor> = Arc::new(shrink);
    Stepper::new(store.clone(), transport, photos, Policy::new("sim"))
}
