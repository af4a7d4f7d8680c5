//! Objects in a bucket of any S3. Its clients run on a thread of their own, so that whoever waits may do so on any
//! thread. An object is put by one request, which S3 carries out whole or not at all.

use super::{Blobs, Found, Key, MOST_BYTES, Under, too_large};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, ObjectStoreExt as _, RetryConfig};
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// How long one request may take; a photo of 4 MiB at 200 KiB/s takes 20 s.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a bucket cannot be used. The texts are for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each variant's sentence says it, and the fields are what the sentence names")]
pub enum S3Fault {
    #[error("The bucket's address cannot be read. Write it as s3://BUCKET or s3://BUCKET/FOLDER.")]
    Address,
    #[error(
        "No key for the bucket. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the server's environment."
    )]
    NoKey,
    #[error(
        "{0} is not encrypted. Begin AWS_ENDPOINT_URL with https://; without it only this machine itself is asked."
    )]
    Plain(String),
    #[error(
        "The bucket {bucket} refused the key. Correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or let the key read, write, list and delete there."
    )]
    Refused { bucket: String },
    #[error("There is no bucket {bucket}. Make it, or correct its name in --blobs.")]
    NoBucket { bucket: String },
    #[error(
        "The bucket {bucket} cannot be reached at {endpoint}: {cause}. Correct AWS_ENDPOINT_URL, or start the S3 server."
    )]
    Unreachable { bucket: String, endpoint: String, cause: String },
}

/// What says where a bucket is, and who asks.
#[derive(Clone)]
pub struct Settings {
    /// `s3://BUCKET` or `s3://BUCKET/FOLDER`.
    pub address: String,
    /// `https://…`; `None`: Amazon's own.
    pub endpoint: Option<String>,
    /// The region.
    pub region: String,
    /// The key's name.
    pub key_id: String,
    /// The key.
    pub secret: String,
}

impl Settings {
    /// What the environment says, by the names that S3's own programs use.
    pub fn from_env(address: &str) -> Result<Self, S3Fault> {
        let var = |name| std::env::var(name).ok().filter(|text| !text.is_empty());
        let (Some(key_id), Some(secret)) = (var("AWS_ACCESS_KEY_ID"), var("AWS_SECRET_ACCESS_KEY")) else {
            return Err(S3Fault::NoKey);
        };
        Ok(Self {
            address: address.to_owned(),
            endpoint: var("AWS_ENDPOINT_URL"),
            region: var("AWS_REGION")
                .or_else(|| var("AWS_DEFAULT_REGION"))
                .unwrap_or_else(|| "us-east-1".into()),
            key_id,
            secret,
        })
    }
}

/// A bucket, for all schools of a server.
pub struct Bucket {
    store: AmazonS3,
    folder: Path,
    /// `Some` until it is dropped.
    runtime: Option<Runtime>,
}

impl Bucket {
    /// Opens a bucket, and tries whether it can be written, listed and deleted from.
    pub fn open(settings: &Settings) -> Result<Arc<Self>, S3Fault> {
        let rest = settings.address.strip_prefix("s3://").ok_or(S3Fault::Address)?;
        let (bucket, folder) = rest.split_once('/').unwrap_or((rest, ""));
        if bucket.is_empty() {
            return Err(S3Fault::Address);
        }
        let endpoint = settings.endpoint.clone().unwrap_or_else(|| "https://s3.amazonaws.com".into());
        if !is_private(&endpoint) {
            return Err(S3Fault::Plain(endpoint));
        }
        let unreachable = |cause: String| S3Fault::Unreachable {
            bucket: bucket.to_owned(),
            endpoint: endpoint.clone(),
            cause,
        };
        let retry =
            RetryConfig { backoff: BackoffConfig::default(), max_retries: 3, retry_timeout: PATIENCE };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(&settings.region)
            .with_access_key_id(&settings.key_id)
            .with_secret_access_key(&settings.secret)
            .with_client_options(ClientOptions::new().with_timeout(PATIENCE).with_allow_http(true))
            .with_retry(retry);
        if let Some(endpoint) = &settings.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        let store = builder.build().map_err(|error| unreachable(error.to_string()))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("s3")
            .enable_all()
            .build()
            .map_err(|error| unreachable(error.to_string()))?;
        let it = Arc::new(Self { store, folder: Path::from(folder), runtime: Some(runtime) });
        let tried = it.try_out();
        tried.map_err(|error| match error {
            object_store::Error::Unauthenticated { .. } | object_store::Error::PermissionDenied { .. } => {
                S3Fault::Refused { bucket: bucket.to_owned() }
            }
            object_store::Error::NotFound { .. } => S3Fault::NoBucket { bucket: bucket.to_owned() },
            other => unreachable(in_short(&other)),
        })?;
        Ok(it)
    }

    /// All of the bucket's folder, for a server's only school.
    pub fn whole(self: &Arc<Self>) -> BucketBlobs {
        BucketBlobs { bucket: self.clone(), folder: self.folder.clone() }
    }

    /// One school's part of the bucket.
    pub fn of(self: &Arc<Self>, school: &str) -> BucketBlobs {
        BucketBlobs { bucket: self.clone(), folder: self.folder.clone().join(school) }
    }

    /// Learnt at the start, and not with the first photo.
    fn try_out(self: &Arc<Self>) -> object_store::Result<()> {
        let path = self.folder.clone().join("tried-out-by-notyet");
        let store = self.store.clone();
        self.wait(async move {
            store.put(&path, "tried out".into()).await?;
            store.delete(&path).await
        })
    }

    fn wait<T: Send + 'static>(
        &self,
        work: impl Future<Output = object_store::Result<T>> + Send + 'static,
    ) -> object_store::Result<T> {
        let runtime = self.runtime.as_ref().expect("taken only when dropped");
        pollster::block_on(runtime.spawn(work)).map_err(|source| object_store::Error::JoinError { source })?
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Does not wait, so it may happen on any thread.
            runtime.shutdown_background();
        }
    }
}

/// See [`Bucket::of`].
pub struct BucketBlobs {
    bucket: Arc<Bucket>,
    folder: Path,
}

impl BucketBlobs {
    fn path(&self, key: &str) -> Path {
        Path::from_iter(self.folder.parts().chain(Path::from(key).parts()))
    }
}

impl Blobs for BucketBlobs {
    fn put(&self, key: &Key, bytes: &[u8]) -> io::Result<()> {
        let (store, path) = (self.bucket.store.clone(), self.path(key.as_str()));
        let bytes = bytes.to_vec();
        self.bucket.wait(async move { store.put(&path, bytes.into()).await }).map(drop).map_err(asked)
    }

    fn get(&self, key: &Key) -> io::Result<Option<Vec<u8>>> {
        let (store, path) = (self.bucket.store.clone(), self.path(key.as_str()));
        let got = self.bucket.wait(async move {
            let got = store.get(&path).await?;
            if got.meta.size > MOST_BYTES { Ok(None) } else { got.bytes().await.map(Some) }
        });
        match not_there(got)? {
            Some(Some(bytes)) => Ok(Some(bytes.to_vec())),
            Some(None) => Err(too_large()),
            None => Ok(None),
        }
    }

    fn size(&self, key: &Key) -> io::Result<Option<u64>> {
        let (store, path) = (self.bucket.store.clone(), self.path(key.as_str()));
        Ok(not_there(self.bucket.wait(async move { store.head(&path).await }))?.map(|meta| meta.size))
    }

    fn delete(&self, key: &Key) -> io::Result<()> {
        let (store, path) = (self.bucket.store.clone(), self.path(key.as_str()));
        not_there(self.bucket.wait(async move { store.delete(&path).await })).map(drop)
    }

    fn list(&self, under: &Under) -> io::Result<Vec<Found>> {
        let (store, path) = (self.bucket.store.clone(), self.path(under.as_str()));
        let listed = self.bucket.wait(async move { store.list_with_delimiter(Some(&path)).await });
        let mut found: Vec<Found> = listed
            .map_err(asked)?
            .objects
            .into_iter()
            .map(|meta| Found {
                key: Key::listed(format!(
                    "{}{}",
                    under.as_str(),
                    meta.location.filename().unwrap_or_default()
                )),
                bytes: meta.size,
                at_ms: meta.last_modified.timestamp_millis(),
            })
            .collect();
        found.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(found)
    }
}

/// What is not there, as nothing.
fn not_there<T>(it: object_store::Result<T>) -> io::Result<Option<T>> {
    match it {
        Ok(it) => Ok(Some(it)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(asked(error)),
    }
}

fn asked(error: object_store::Error) -> io::Error {
    io::Error::other(in_short(&error))
}

/// What went wrong, without the answer's text and without what the request carried.
fn in_short(error: &object_store::Error) -> String {
    let mut last: &dyn std::error::Error = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string().lines().next().unwrap_or_default().to_owned()
}

/// Encrypted, or not leaving this machine.
fn is_private(endpoint: &str) -> bool {
    let Some(plain) = endpoint.strip_prefix("http://") else { return endpoint.starts_with("https://") };
    let host = plain.split('/').next().unwrap_or_default();
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|it| host == *it || host.starts_with(&format!("{it}:")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_leave_this_machine_encrypted_or_not_at_all() {
        for endpoint in
            ["https://s3.example", "http://127.0.0.1:7070", "http://localhost", "http://[::1]:1/x"]
        {
            assert!(is_private(endpoint), "{endpoint}");
        }
        for endpoint in
            ["http://s3.example", "http://127.0.0.1.example", "http://localhost.example:1", "ftp://x", ""]
        {
            assert!(!is_private(endpoint), "{endpoint}");
        }
    }
}
