//! The long poll: answers when something is new for this person, or after 25 s. Holds no connection of the database
//! while it waits.

use super::Service;
use crate::epoch;
use crate::storage::{Stored, Tx};
use crate::who::Who;
use notyet_protocol::room::digest;
use notyet_protocol::wire::{Cursor, Fault, WaitAnswer, WaitRequest};
use std::collections::BTreeMap;
use std::time::Duration;

/// Below the 30 s after which common proxies give up.
pub(crate) const LONGEST: Duration = Duration::from_secs(25);

impl Service {
    /// `POST /v1/wait`. An answer without heads means that the time is up, the server is stopping, another epoch has
    /// begun, another number of people waits at the person's doors, or something else is so in their classes. A stream that may no longer be read has the head 0.
    pub async fn wait(&self, token: &str, request: WaitRequest) -> Result<WaitAnswer, Fault> {
        let deadline = tokio::time::Instant::now() + LONGEST;
        let mut news = self.news.subscribe();
        let mut closing = self.closing.subscribe();
        self.who(token).await?;
        loop {
            // Seen before looking, so that what comes in between wakes at once.
            news.borrow_and_update();
            if let Some(answer) = self.news_for(token, &request).await? {
                return Ok(answer);
            }
            tokio::select! {
                _ = news.changed() => {}
                _ = tokio::time::sleep_until(deadline) => return Ok(WaitAnswer::default()),
                _ = closing.wait_for(|closing| *closing) => return Ok(WaitAnswer::default()),
            }
        }
    }

    async fn news_for(&self, token: &str, request: &WaitRequest) -> Result<Option<WaitAnswer>, Fault> {
        let (token, school, joins) = (token.to_owned(), self.folder.school, request.joins);
        let (request, known) = (request.clone(), request.room.clone());
        let found = self.read(move |tx| match Who::of_token(tx, school, &token)? {
            Ok(who) => {
                // Cursors of another epoch are no measure of what is new.
                let is_over = epoch::present(tx)? != request.epoch;
                Ok(Ok((grown(tx, &who, &request.cur)?, is_over, who)))
            }
            Err(fault) => Ok(Err(fault)),
        });
        let (heads, is_over, who) = found.await??;
        let (teaches, now_ms) = (who.teaches(), self.env.now_ms());
        let waiting = self.doors().waiting(&teaches, now_ms).len();
        let changed = known.is_some_and(|known| known != digest(&self.room().news(&teaches, now_ms)));
        let is_news = is_over || !heads.is_empty() || waiting != joins as usize || changed;
        Ok(is_news.then_some(WaitAnswer { heads }))
    }
}

fn grown(tx: &mut dyn Tx, who: &Who, cursors: &BTreeMap<String, Cursor>) -> Stored<BTreeMap<String, u64>> {
    let mut heads = BTreeMap::new();
    let streams: Vec<String> = who.streams(tx)?.iter().map(ToString::to_string).collect();
    for stream in &streams {
        let head = tx.head(stream)?;
        if head > cursors.get(stream).map_or(0, |cursor| cursor.seq) {
            heads.insert(stream.clone(), head);
        }
    }
    for stream in cursors.keys().filter(|held| !streams.contains(held)) {
        heads.insert(stream.clone(), 0);
    }
    Ok(heads)
}
