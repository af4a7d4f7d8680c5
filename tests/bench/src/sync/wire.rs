//! How many bytes an observation takes on the wire: frames of 500, as devices push and as the server answers.

use super::apply::answers;
use super::figure::{Bar, figure};
use super::school::School;
use super::week::{Lesson, Teacher};
use notyet_protocol::codec;
use notyet_protocol::wire::SyncRequest;
use notyet_sim::school::{LEE, ORTIZ};
use std::io::Write;

const FRAME: usize = 500;

pub(super) async fn run(args: &super::Args, out: &mut impl Write) -> anyhow::Result<()> {
    let school = School::open(&args.server, &[ORTIZ, LEE], 1).await?;
    let lesson = Lesson::before(args.observations as usize);
    let mut from = school.device(0, true, lesson.clone())?;
    from.drain().await?;
    // What the school itself consists of is not of observations.
    let before = answers(&*school.process().transport(), &school.enrolments()[1]).await?.len();
    let mut teacher = Teacher::new(&from.store, &lesson, 5);
    let (mut pushed, mut bytes, mut text) = (0, 0, 0);
    while pushed < args.observations as usize {
        teacher.records(FRAME)?;
        let mut request = SyncRequest::new("bench", from.store.epoch()?);
        (request.push, request.cur) = (from.store.outbox(FRAME, usize::MAX)?, from.store.cursors()?);
        anyhow::ensure!(request.push.len() == FRAME, "{} in a frame", request.push.len());
        (pushed, bytes) = (pushed + FRAME, bytes + codec::encode(&request).len());
        text += request.push.iter().map(|op| op.text().len()).sum::<usize>();
        from.drain().await?;
    }
    let plain = text as f64 / pushed as f64;
    let from = format!("{pushed} in frames of {FRAME}, {plain:.0} B before compression");
    figure(
        out,
        "wire, bytes of an observation pushed",
        bytes as f64 / pushed as f64,
        Bar::AtMost(75.0, 60.0),
        &from,
    )?;
    let answers = answers(&*school.process().transport(), &school.enrolments()[1]).await?;
    let (mut pulled, mut bytes) = (0, 0);
    // The last frame is not a whole one.
    for answer in answers.iter().skip(before).take(answers.len() - before - 1) {
        pulled += answer.pages.values().map(|page| page.ops.len()).sum::<usize>();
        bytes += codec::encode(answer).len();
    }
    let from = format!("{pulled} in {} frames", answers.len() - before - 1);
    figure(
        out,
        "wire, bytes of an observation pulled",
        bytes as f64 / pulled as f64,
        Bar::AtMost(100.0, 80.0),
        &from,
    )
}
