//! Opening a person's database from the façade: waits for whoever gave the folder up, salvages a damaged one, and
//! leaves a word of that for the person to read.

use notyet_store::{DbKey, Env, Reader, Salvaged, Store, StoreError};
use notyet_words::Speech;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a folder that was given up may stay in use: a call of the store that was under way ends in its own
/// time, and none takes longer.
const LETTING_GO: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(20);
/// Under this key the store remembers what was saved from a damaged file.
pub(crate) const SALVAGED: &str = "salvaged";

/// Opens a folder that whoever held it has given up. Blocks.
pub(crate) fn open_given_up(folder: &Path, key: &DbKey, env: &Arc<dyn Env>) -> Result<Store, StoreError> {
    let since = Instant::now();
    loop {
        match open(folder, key, env) {
            Err(StoreError::Locked) if since.elapsed() < LETTING_GO => std::thread::sleep(LOOK_AGAIN),
            opened => return opened,
        }
    }
}

fn open(folder: &Path, key: &DbKey, env: &Arc<dyn Env>) -> Result<Store, StoreError> {
    let (store, salvaged) = Store::open_or_salvage(folder, key, env.clone())?;
    if let Some(Salvaged { records, photos, unreadable, .. }) = salvaged {
        tracing::warn!(records, photos, unreadable, "a damaged database was set aside");
        let rest = if unreadable > 0 { "part" } else { "whole" };
        store.write(|tx| tx.set_meta(SALVAGED, &format!("{records} {photos} {rest}")))?;
    }
    Ok(store)
}

/// What was saved from a damaged file and what was not, in words; absent where nothing was damaged.
pub(crate) fn salvaged_in_words(
    reader: &Reader<'_>,
    speech: &Speech,
) -> Result<Option<(String, String)>, StoreError> {
    let Some(kept) = reader.meta(SALVAGED)? else { return Ok(None) };
    let [records, photos, rest] = kept.split(' ').collect::<Vec<_>>()[..] else { return Ok(None) };
    let saved = speech.format("salvaged-saved", &[("records", records), ("photos", photos)]);
    Ok(Some((saved, speech.text(&format!("salvaged-{rest}")))))
}
