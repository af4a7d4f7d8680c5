//! One write transaction: what may be written through the door.

use crate::{PhotoFile, Reader, StoreError};
use notyet_model::fact::Body;
use notyet_model::ids::{AttachmentId, ClassId, OpId, UserId};
use notyet_protocol::wire::Enrolment;

/// When a record may go to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Send {
    /// Not before [`Tx::release`], or the next opening of the store.
    Held,
    /// With the next push.
    Now,
}

/// An open write transaction. Reads as well as a [`Reader`], and sees its own writes.
pub struct Tx<'a> {
    reader: Reader<'a>,
}

impl<'a> std::ops::Deref for Tx<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl Tx<'_> {
    /// Records a fact of the person signed in, about a student of a class.
    pub fn append(
        &mut self,
        subject: Option<(ClassId, UserId)>,
        body: &Body,
        send: Send,
    ) -> Result<OpId, StoreError> {
        let _ = (subject, body, send);
        unimplemented!()
    }

    /// Removes a held record without trace, and the attachments that it alone names. False: it was released
    /// already, or is not here.
    pub fn remove_held(&mut self, id: OpId) -> Result<bool, StoreError> {
        let _ = id;
        unimplemented!()
    }

    /// Whether a record is still held.
    pub fn is_held(&self, id: OpId) -> Result<bool, StoreError> {
        let _ = id;
        unimplemented!()
    }

    /// Lets held records of this student (`None`: all) go to the server; says how many.
    pub fn release(&mut self, student: Option<UserId>) -> Result<u32, StoreError> {
        let _ = student;
        unimplemented!()
    }

    /// Names a written photo. The evidence that carries it is appended in the same transaction.
    pub fn add_attachment(
        &mut self,
        id: AttachmentId,
        subject: (ClassId, UserId),
        file: &PhotoFile,
        orientation: u8,
    ) -> Result<(), StoreError> {
        let _ = (id, subject, file, orientation);
        unimplemented!()
    }

    /// Signs a person in on this database, which is theirs from then on.
    pub fn enrol(&mut self, enrolment: &Enrolment, server_url: &str) -> Result<(), StoreError> {
        let _ = (enrolment, server_url);
        unimplemented!()
    }

    /// Keeps a small text under a name.
    pub fn set_meta(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        let _ = (key, value);
        unimplemented!()
    }

    /// Forgets such a text.
    pub fn delete_meta(&mut self, key: &str) -> Result<(), StoreError> {
        let _ = key;
        unimplemented!()
    }
}
