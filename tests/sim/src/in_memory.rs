//! A transport without a network: the server's service, called in the same process. What it is asked and what it
//! answers takes the way over the wire's bytes, so that nothing passes here that could not pass there.

use async_trait::async_trait;
use notyet_protocol::codec;
use notyet_protocol::upload::Uploaded;
use notyet_protocol::wire::{
    DeviceRequest, Fault, JoinDecision, Joined, OpenDoor, OpenedDoor, SyncAnswer, SyncRequest, WaitAnswer,
    WaitRequest,
};
use notyet_server::Service;
use notyet_sync::{Token, Transport, TransportError};
use serde::{Serialize, de::DeserializeOwned};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

/// The service itself.
pub struct InMemory(Arc<Service>);

impl InMemory {
    /// Speaks to this service.
    pub fn new(service: Arc<Service>) -> Self {
        Self(service)
    }
}

fn over_the_wire<T: Serialize + DeserializeOwned>(value: &T) -> Result<T, TransportError> {
    codec::decode(&codec::encode(value))
        .map_err(|error| TransportError::BadAnswer { what: error.to_string() })
}

#[async_trait]
impl Transport for InMemory {
    async fn device(&self, request: &DeviceRequest) -> Result<Joined, TransportError> {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        over_the_wire(&self.0.device(over_the_wire(request)?, here).await?)
    }

    async fn sync(&self, token: &Token, request: &SyncRequest) -> Result<SyncAnswer, TransportError> {
        over_the_wire(&self.0.sync(token.expose(), over_the_wire(request)?).await?)
    }

    async fn wait(&self, token: &Token, request: &WaitRequest) -> Result<WaitAnswer, TransportError> {
        over_the_wire(&self.0.wait(token.expose(), over_the_wire(request)?).await?)
    }

    async fn open_door(&self, token: &Token, request: &OpenDoor) -> Result<OpenedDoor, TransportError> {
        Ok(self.0.open_door(token.expose(), over_the_wire(request)?).await?)
    }

    async fn decide_join(&self, token: &Token, decision: &JoinDecision) -> Result<(), TransportError> {
        Ok(self.0.decide_join(token.expose(), over_the_wire(decision)?).await?)
    }

    async fn put_blob(&self, token: &Token, sha256: &str, bytes: Vec<u8>) -> Result<(), TransportError> {
        Ok(self.0.put_blob(token.expose(), sha256, bytes).await?)
    }

    async fn get_blob(&self, token: &Token, sha256: &str, max_bytes: u64) -> Result<Vec<u8>, TransportError> {
        let bytes = self.0.get_blob(token.expose(), sha256).await?;
        if bytes.len() as u64 > max_bytes {
            return Err(TransportError::BadAnswer { what: "longer than the cap".into() });
        }
        Ok(bytes)
    }

    async fn patch_blob(
        &self,
        token: &Token,
        sha256: &str,
        piece: Uploaded,
        bytes: Vec<u8>,
    ) -> Result<Uploaded, TransportError> {
        Ok(self.0.patch_blob(token.expose(), sha256, piece, bytes).await?)
    }

    async fn head_blob(&self, token: &Token, sha256: &str) -> Result<Option<Uploaded>, TransportError> {
        match self.0.head_blob(token.expose(), sha256).await {
            Ok(come) => Ok(Some(come)),
            Err(Fault::NotFound) => Ok(None),
            Err(fault) => Err(fault.into()),
        }
    }
}
