//! Clearing away what nothing leads to any more: uploads that were never finished, photos that no record carries, bytes
//! without a row. And finding what rows name and nobody has: it is asked for again, and said.

use super::Service;
use super::blob::LOOSE_MS;
use crate::storage::Stored;
use notyet_protocol::wire::Fault;
use std::collections::BTreeSet;
use std::time::Duration;

/// How long an upload may rest half done: over a weekend.
const HALF_MS: i64 = 3 * 24 * 3600 * 1000;
/// How old bytes are of which nobody is about to write the row.
const STRANGE_MS: i64 = 24 * 3600 * 1000;
/// When the first search begins after the start, and the next after the last.
const SOON: Duration = Duration::from_secs(10 * 60);
const EVERY: Duration = Duration::from_secs(24 * 3600);

/// What a search found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Uploads that were forgotten half done.
    pub half: usize,
    /// Photos that were forgotten because no record came to carry them.
    pub loose: usize,
    /// Objects that no row named, cleared away.
    pub strange: usize,
    /// Photos that records carry and whose bytes are gone; devices that have them are asked for them.
    pub lost: usize,
}

impl Service {
    /// Sweeps soon after the start, and once a day from then on, until the service closes.
    pub(super) async fn keep_tidy(&self) {
        let mut closing = self.closing.subscribe();
        let mut pause = SOON;
        loop {
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = closing.wait_for(|closing| *closing) => return,
            }
            pause = EVERY;
            match self.sweep().await {
                Ok(swept) if swept.lost > 0 => {
                    tracing::error!(?swept, "photos are gone from their place; devices are asked for them");
                }
                Ok(swept) => tracing::info!(?swept, "swept"),
                Err(fault) => tracing::warn!(%fault, "a search for what nothing leads to broke off"),
            }
        }
    }

    /// Looks through everything once. Other requests are served meanwhile.
    pub async fn sweep(&self) -> Result<Swept, Fault> {
        let now_ms = self.env.now_ms();
        let mut swept = Swept::default();
        let half = self.read(move |tx| tx.begun_before(now_ms - HALF_MS)).await?;
        for (sha256, user) in &half {
            self.forget(*user, sha256).await?;
        }
        swept.half = half.len();
        swept.strange += self.sweep_parts(now_ms).await?;
        swept.loose = self.sweep_loose(now_ms).await?;
        for first in 0..=u8::MAX {
            let (strange, lost) = self.sweep_photos(first, now_ms).await?;
            swept.strange += strange;
            swept.lost += lost;
        }
        if swept.lost > 0 {
            self.tell();
        }
        Ok(swept)
    }

    /// Pieces that no row names: the process ended between the two, or could not remove them.
    async fn sweep_parts(&self, now_ms: i64) -> Result<usize, Fault> {
        let there = self.with_photos(|photos| photos.parts()).await?;
        let named: BTreeSet<String> = self.read(|tx| tx.part_objects()).await?.into_iter().collect();
        let is_old = |at_ms| at_ms < now_ms - STRANGE_MS;
        let strange = there.into_iter().filter(|it| is_old(it.at_ms) && !named.contains(it.key.last()));
        let strange: Vec<String> = strange.map(|it| it.key.last().to_owned()).collect();
        let count = strange.len();
        self.with_photos(move |photos| strange.iter().try_for_each(|it| photos.delete_part(it))).await?;
        Ok(count)
    }

    async fn sweep_loose(&self, now_ms: i64) -> Result<usize, Fault> {
        let photos = self.folder.blobs.clone();
        let swept = self.write(move |tx| {
            let loose = tx.loose_before(now_ms - LOOSE_MS)?;
            for sha256 in &loose {
                // First: from then on nobody writes beside this.
                tx.drop_uploads(sha256)?;
                photos.delete(sha256)?;
            }
            Ok(loose.len())
        });
        swept.await
    }

    /// Photos whose hash begins with this byte: how many no row named, and how many nobody has.
    async fn sweep_photos(&self, first: u8, now_ms: i64) -> Result<(usize, usize), Fault> {
        let beginning = format!("{first:02x}");
        let under = beginning.clone();
        // Rows first: whatever a row named then has had its bytes there before.
        let named = self.read(move |tx| tx.photos_like(&under)).await?;
        let there = self.with_photos(move |photos| photos.list(first)).await?;
        let known: BTreeSet<&str> = named.iter().map(String::as_str).collect();
        let is_strange =
            |it: &crate::blobs::Found| it.at_ms < now_ms - STRANGE_MS && !known.contains(it.key.last());
        let strange: Vec<String> =
            there.iter().filter(|it| is_strange(it)).map(|it| it.key.last().to_owned()).collect();
        let there: BTreeSet<&str> = there.iter().map(|it| it.key.last()).collect();
        let gone: Vec<String> = named.iter().filter(|name| !there.contains(name.as_str())).cloned().collect();
        if strange.is_empty() && gone.is_empty() {
            return Ok((0, 0));
        }
        let photos = self.folder.blobs.clone();
        let swept = self.write(move |tx| -> Stored<(usize, usize)> {
            let (mut cleared, mut lost) = (0, 0);
            for sha256 in &strange {
                if !tx.photos_like(&beginning)?.contains(sha256) {
                    // There are no rows to drop; but from here on nobody writes one beside this.
                    tx.drop_uploads(sha256)?;
                    photos.delete(sha256)?;
                    cleared += 1;
                }
            }
            for sha256 in &gone {
                if photos.has(sha256)? {
                    continue;
                }
                if tx.grants(sha256)?.is_empty() {
                    // Whoever sent it is asked again as soon as they name it.
                    tx.drop_uploads(sha256)?;
                } else {
                    tx.want(sha256)?;
                    lost += 1;
                }
            }
            Ok((cleared, lost))
        });
        swept.await
    }
}
