//! Erasing a student's record, from an administrator's device or at the server's terminal.

use super::step_up::spend;
use super::{Answered, Service, check_proto};
use crate::called::{NotAStudent, student_called};
use crate::env::Env;
use crate::epoch::remember;
use crate::erasure::{carry_out, scrub};
use crate::feed::Desk;
use crate::ledger::Entry;
use crate::storage::{Person, Stored, Tx};
use crate::who::Who;
use notyet_model::authority::Role;
use notyet_model::ids::UserId;
use notyet_protocol::wire::{EraseRequest, Erased, Fault};

impl Service {
    /// `POST /v1/erase`. The grant is used up only if the record was erased. [`Fault::NotFound`]: no such student.
    pub async fn erase_as(&self, token: &str, request: EraseRequest) -> Result<Erased, Fault> {
        check_proto(request.proto)?;
        let (bearer, school, env) = (token.to_owned(), self.school(), self.env());
        let erasing = move |tx: &mut dyn Tx, desk: &Desk<'_>| -> Answered<Erased> {
            let who = match Who::of_token(tx, school, &bearer)? {
                Ok(who) if who.person.role == Role::Administrator => who,
                Ok(_) => return Ok(Err(Fault::NotAllowed)),
                Err(fault) => return Ok(Err(fault)),
            };
            if !is_student(tx, request.student)? {
                return Ok(Err(Fault::NotFound));
            }
            if let Err(fault) = spend(tx, &who, &request.grant, desk.now_ms)? {
                return Ok(Err(fault));
            }
            Ok(Ok(erase(tx, desk, &*env, request.student)?))
        };
        let erased = self.leaving_no_trace(erasing).await?;
        self.room().forget(request.student);
        Ok(erased)
    }

    /// Erases a student's record, as the school's technician says.
    pub async fn erase(&self, student: UserId) -> Result<Erased, Fault> {
        let env = self.env();
        let erasing = move |tx: &mut dyn Tx, desk: &Desk<'_>| -> Answered<Erased> {
            match is_student(tx, student)? {
                true => Ok(Ok(erase(tx, desk, &*env, student)?)),
                false => Ok(Err(Fault::NotFound)),
            }
        };
        let erased = self.leaving_no_trace(erasing).await?;
        self.room().forget(student);
        Ok(erased)
    }

    /// The student of this id or whole name.
    pub async fn student_called(&self, asked: &str) -> Result<Result<Person, NotAStudent>, Fault> {
        let asked = asked.to_owned();
        self.read(move |tx| student_called(tx, &asked)).await
    }

    /// Erases, and overwrites what the database has only unlinked. What cannot be overwritten now is when the server
    /// starts again.
    async fn leaving_no_trace(
        &self,
        erasing: impl FnMut(&mut dyn Tx, &Desk<'_>) -> Answered<Erased> + Send + 'static,
    ) -> Result<Erased, Fault> {
        let erased = self.change(erasing).await??;
        if self.blocking(scrub).await.is_err() {
            tracing::warn!("traces of what was erased stay on the disk until the server is started again");
        }
        Ok(erased)
    }
}

/// On the ledger's disk first: from there on it happens, whatever becomes of this process.
fn erase(tx: &mut dyn Tx, desk: &Desk<'_>, env: &dyn Env, student: UserId) -> Stored<Erased> {
    remember(desk.ledger, &Entry::Erased { student })?;
    carry_out(tx, desk, env, student)
}

fn is_student(tx: &mut dyn Tx, id: UserId) -> Stored<bool> {
    Ok(tx.person(id)?.is_some_and(|person| person.role == Role::Student))
}
