//! The task that carries pictures, apart from facts: has captures processed, sends thumbnails before full
//! pictures, and fetches in the same order, one at a time. A large picture goes piece by piece, and after each piece
//! what is more urgent comes first. What goes wrong with one picture holds up neither the others nor a single fact.
//! Knows nothing of pixels: a [`PhotoProcessor`] is handed in.

use crate::backoff::Backoff;
use crate::engine::{Control, Mishap, Shared, Signed};
use crate::transport::{Retry, TransportError};
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::upload::Uploaded;
use notyet_store::{Download, PhotoSize, StoreError, Upload};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// More than this many downloads are not looked at together; the rest come after them.
const LOOK_AT: usize = 200;
/// How long a picture rests that the server does not take or give, with no hint of when it would.
const REST: Duration = Duration::from_secs(30 * 60);

/// A picture as it is kept and sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessedPhoto {
    /// JPEG of at most 2048 px.
    pub full: Vec<u8>,
    /// JPEG of at most 20 KB.
    pub thumb: Vec<u8>,
    /// Pixels across, after the orientation was applied.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Why a capture is no picture; for logs and the store, not for a screen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Unreadable {
    /// What the decoder says.
    pub why: String,
}

/// Makes of a capture what is kept. Called on a blocking thread, one picture at a time.
pub trait PhotoProcessor: Send + Sync {
    /// Shrinks a JPEG and turns it upright; `orientation` is EXIF's, 1 to 8. A capture said to be unreadable is
    /// kept as it is, shown, and not tried again.
    fn process(&self, jpeg: &[u8], orientation: u8) -> Result<ProcessedPhoto, Unreadable>;
}

impl<F> PhotoProcessor for F
where
    F: Fn(&[u8], u8) -> Result<ProcessedPhoto, Unreadable> + Send + Sync,
{
    fn process(&self, jpeg: &[u8], orientation: u8) -> Result<ProcessedPhoto, Unreadable> {
        self(jpeg, orientation)
    }
}

pub(crate) async fn run(shared: Arc<Shared>, processor: Arc<dyn PhotoProcessor>) {
    let mut worker = Worker::new(Arc::clone(&shared), processor);
    let mut pauses = Backoff::default();
    let mut control = shared.control.subscribe();
    loop {
        // Marked as seen before looking: what changes meanwhile is looked at again.
        let seen = control.borrow_and_update().clone();
        if seen.ended {
            return;
        }
        let looked_at = Instant::now();
        match worker.step(&seen).await {
            Ok(Step::Did) => pauses.reset(),
            Ok(Step::Nothing) => changed_or_due(&mut control, worker.next_due(looked_at)).await,
            Err(Mishap::Cut) => changed_or_due(&mut control, None).await,
            Err(mishap) => {
                tracing::info!(%mishap, "pictures have to wait");
                let (least, pause) = (mishap.not_before(), pauses.next(shared.chance()));
                if least.is_zero() {
                    changed_or_due(&mut control, Some(Instant::now() + pause)).await;
                } else {
                    // What the server asked for, nothing but the end shortens.
                    let ended = control.wait_for(|control| control.ended);
                    drop(tokio::time::timeout(least + pause, ended).await);
                }
            }
        }
    }
}

/// Waits until the outside wants something else, or until that moment.
async fn changed_or_due(control: &mut watch::Receiver<Control>, due: Option<Instant>) {
    // The sender lives as long as the worker's `Shared`: that it is gone cannot happen here.
    match due {
        Some(due) => drop(tokio::time::timeout_at(due, control.changed()).await),
        None => drop(control.changed().await),
    }
}

pub(crate) enum Step {
    Did,
    Nothing,
}

/// When a picture that met trouble of its own is tried again.
struct Rest {
    until: Instant,
    pauses: Backoff,
}

pub(crate) struct Worker {
    shared: Arc<Shared>,
    processor: Arc<dyn PhotoProcessor>,
    /// By hash: the same bytes meet the same trouble.
    resting: HashMap<String, Rest>,
    /// By hash: how far an upload has come, as the server last said. Absent where it has to be asked.
    come_to: HashMap<String, u64>,
}

impl Worker {
    pub(crate) fn new(shared: Arc<Shared>, processor: Arc<dyn PhotoProcessor>) -> Self {
        Self { shared, processor, resting: HashMap::new(), come_to: HashMap::new() }
    }

    /// Does one thing, if there is one to do.
    pub(crate) async fn step(&mut self, control: &Control) -> Result<Step, Mishap> {
        if self.process_one().await? {
            return Ok(Step::Did);
        }
        if control.halted || !control.network.online {
            return Ok(Step::Nothing);
        }
        // Read each time: the other task may have put a new token in its place.
        let Some(signed) = self.shared.session().await? else { return Ok(Step::Nothing) };
        let now = Instant::now();
        let look_at = LOOK_AT + self.resting.len();
        let uploads = self.shared.with_store(move |store| store.uploads(look_at)).await?;
        let may_go = |u: &Upload| u.is_thumb || !control.network.metered || control.send_all;
        let next = uploads.into_iter().find(|upload| may_go(upload) && self.is_due(&upload.sha256, now));
        if let Some(upload) = next {
            let outcome = self.upload(&signed, &upload).await;
            return self.settle(&upload.sha256, outcome);
        }
        let downloads = self.shared.with_store(move |store| store.downloads(look_at)).await?;
        let wanted =
            |d: &Download| d.is_thumb || !control.network.metered || control.asked.contains(&d.attachment);
        if let Some(download) = downloads.into_iter().find(|d| wanted(d) && self.is_due(&d.sha256, now)) {
            let outcome = self.download(&signed, &download).await;
            return self.settle(&download.sha256, outcome);
        }
        Ok(Step::Nothing)
    }

    async fn process_one(&self) -> Result<bool, Mishap> {
        let processor = Arc::clone(&self.processor);
        let done = self.shared.with_store(move |store| {
            let Some((id, orientation)) = store.photos_to_process()?.into_iter().next() else {
                return Ok(false);
            };
            let raw = match store.raw_photo(id) {
                Ok(Some(raw)) => raw,
                Ok(None) => {
                    store.photo_unreadable(id, "its bytes are gone")?;
                    return Ok(true);
                }
                // Its file alone, or the photo could not be marked.
                Err(StoreError::Damaged { detail }) if !mutant::on(Mutant::TornPhotoStopsAll) => {
                    store.photo_unreadable(id, &detail)?;
                    return Ok(true);
                }
                Err(error) => return Err(error),
            };
            match processor.process(&raw, orientation) {
                Ok(photo) => {
                    let (sha256, thumb_sha256) = (sha256_hex(&photo.full), sha256_hex(&photo.thumb));
                    let (w, h) = (photo.width, photo.height);
                    store.photo_processed(id, &photo.full, &photo.thumb, &sha256, &thumb_sha256, w, h)?;
                }
                Err(unreadable) => {
                    store.photo_unreadable(id, &unreadable.why)?;
                }
            }
            Ok(true)
        });
        done.await
    }

    async fn upload(&mut self, signed: &Signed, upload: &Upload) -> Result<(), Mishap> {
        if !self.send(signed, upload).await? {
            return Ok(());
        }
        let (attachment, is_thumb) = (upload.attachment, upload.is_thumb);
        let binds = self
            .shared
            .with_store(move |store| {
                store.upload_done(attachment, is_thumb)?;
                Ok(!store.outbox(1, 1)?.is_empty())
            })
            .await?;
        if binds {
            self.shared.tell(|control| control.nudges += 1);
        }
        Ok(())
    }

    /// Sends a picture, or the next piece of a large one. True: the server has all of it.
    async fn send(&mut self, signed: &Signed, upload: &Upload) -> Result<bool, Mishap> {
        let (attachment, sha256) = (upload.attachment, &upload.sha256);
        let size = if upload.is_thumb { PhotoSize::Thumb } else { PhotoSize::Full };
        let bytes = self.shared.with_store(move |store| store.read_photo(attachment, size)).await?;
        let Some(bytes) = bytes else {
            // It is said on a screen, and holds up nothing.
            self.shared.with_store(move |store| store.file_gone(attachment, size)).await?;
            return Err(Mishap::Store(StoreError::NotFound));
        };
        let (length, piece_bytes) = (bytes.len() as u64, signed.limits.piece_bytes);
        let in_pieces = piece_bytes > 0 && length > piece_bytes;
        // Forgotten until the server has answered: whatever becomes of the request, it is asked then.
        let mut known = self.come_to.remove(sha256);
        // After trouble, the bytes may have arrived although the answer did not; and pieces may have gone before this
        // program was started.
        if known.is_none() && (in_pieces || self.resting.contains_key(sha256)) {
            let come =
                self.shared.with_network(self.shared.transport.head_blob(&signed.token, sha256)).await?;
            if come.is_some_and(|come| come.is_whole()) {
                return Ok(true);
            }
            known = come.map(|come| come.offset);
        }
        if !in_pieces {
            let request = self.shared.transport.put_blob(&signed.token, sha256, bytes);
            self.shared.with_network(request).await?;
            return Ok(true);
        }
        let offset = known.unwrap_or(0).min(length);
        let end = offset.saturating_add(piece_bytes).min(length);
        let piece = bytes[offset as usize..end as usize].to_vec();
        let at = Uploaded { offset, length };
        let request = self.shared.transport.patch_blob(&signed.token, sha256, at, piece);
        let come = self.shared.with_network(request).await?;
        if !come.is_whole() {
            self.come_to.insert(sha256.clone(), come.offset);
        }
        Ok(come.is_whole())
    }

    async fn download(&self, signed: &Signed, download: &Download) -> Result<(), Mishap> {
        let (attachment, is_thumb) = (download.attachment, download.is_thumb);
        let max_bytes = signed.limits.blob_bytes;
        let request = self.shared.transport.get_blob(&signed.token, &download.sha256, max_bytes);
        let bytes = self.shared.with_network(request).await?;
        self.shared.with_store(move |store| store.download_done(attachment, is_thumb, &bytes)).await?;
        Ok(())
    }

    /// The moment at which the first resting picture is due. Those that were due when last looked at had their
    /// chance.
    fn next_due(&self, looked_at: Instant) -> Option<Instant> {
        self.resting.values().map(|rest| rest.until).filter(|until| *until > looked_at).min()
    }

    fn is_due(&self, sha256: &str, now: Instant) -> bool {
        self.resting.get(sha256).is_none_or(|rest| rest.until <= now)
    }

    /// Trouble that is this picture's own makes it rest; trouble that every picture would meet makes the worker
    /// pause.
    fn settle(&mut self, sha256: &str, outcome: Result<(), Mishap>) -> Result<Step, Mishap> {
        let rest = match outcome {
            Ok(()) => {
                self.resting.remove(sha256);
                return Ok(Step::Did);
            }
            Err(Mishap::Transport(error)) if !is_its_own(&error) => {
                // Known as troubled, so that the next try asks first; due as soon as the worker is.
                self.rest(sha256, |_| Duration::ZERO);
                return Err(Mishap::Transport(error));
            }
            Err(Mishap::Transport(error)) => {
                tracing::warn!(%error, "one picture has to wait");
                error.retry()
            }
            // Cut short or mangled on the way, most likely.
            Err(Mishap::Store(StoreError::WrongBytes)) => Retry::Later,
            Err(Mishap::Store(StoreError::NotFound | StoreError::Damaged { .. })) => Retry::Never,
            Err(mishap) => return Err(mishap),
        };
        let chance = self.shared.chance();
        self.rest(sha256, |pauses| match rest {
            Retry::Later => pauses.next(chance),
            Retry::NotBefore(least) => least + pauses.next(chance),
            Retry::Never => REST,
        });
        Ok(Step::Did)
    }

    fn rest(&mut self, sha256: &str, pause: impl FnOnce(&mut Backoff) -> Duration) {
        let entry = self.resting.entry(sha256.to_owned());
        let rest = entry.or_insert_with(|| Rest { until: Instant::now(), pauses: Backoff::default() });
        rest.until = Instant::now() + pause(&mut rest.pauses);
    }
}

/// Whether another picture might fare better right now.
fn is_its_own(error: &TransportError) -> bool {
    use notyet_protocol::wire::Fault;
    match error {
        TransportError::Offline { .. } | TransportError::TimedOut => false,
        TransportError::BadAnswer { .. } => true,
        TransportError::Fault(fault) => {
            !matches!(fault, Fault::SignedOut | Fault::Version { .. } | Fault::Busy { .. } | Fault::Full)
        }
    }
}
