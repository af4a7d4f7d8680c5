//! The memory of a server's process while a thousand devices wait in long polls: resident, after a minute.

use super::apply::answers;
use super::figure::{Bar, figure};
use super::school::School;
use anyhow::Context as _;
use notyet_protocol::wire::{Cursor, WaitRequest};
use notyet_sim::school::{LEE, ORTIZ};
use notyet_sync::Token;
use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

/// Devices that wait, half of them each teacher's.
const DEVICES: usize = 1_000;
/// How long until the memory is read.
const AFTER: Duration = Duration::from_secs(60);

pub(super) async fn run(args: &super::Args, out: &mut impl Write) -> anyhow::Result<()> {
    let school = School::open(&args.server, &[ORTIZ, LEE], DEVICES / 2).await?;
    let transport = school.process().transport();
    let mut cur = BTreeMap::new();
    for answer in answers(&*transport, &school.enrolments()[0]).await? {
        cur.extend(answer.pages.into_iter().map(|(stream, page)| (stream, Cursor::at(page.head))));
    }
    let before = resident_mib(&school)?;
    let mut waiting = tokio::task::JoinSet::new();
    for who in school.enrolments() {
        let (transport, token) = (transport.clone(), Token::new(who.token.clone()));
        let request = WaitRequest { epoch: who.epoch.clone(), cur: cur.clone(), joins: 0, room: None };
        waiting.spawn(async move {
            loop {
                // Answered when the time is up; then it asks again, as a device does.
                if let Err(error) = transport.wait(&token, &request).await {
                    return error;
                }
            }
        });
    }
    writeln!(out, "{DEVICES} devices wait for {} s", AFTER.as_secs())?;
    tokio::select! {
        () = tokio::time::sleep(AFTER) => {}
        ended = waiting.join_next() => anyhow::bail!("a device that waited was sent away: {ended:?}"),
    }
    let sockets = sockets(&school)?;
    anyhow::ensure!(sockets >= DEVICES, "{sockets} sockets are open");
    let after = resident_mib(&school)?;
    let from = format!("{before:.0} MiB before they came");
    let what = format!("{DEVICES} devices in long poll, MiB of the server");
    figure(out, &what, after, Bar::AtMost(200.0, 100.0), &from)
}

fn resident_mib(school: &School) -> anyhow::Result<f64> {
    let status = std::fs::read_to_string(school.proc("status")?)?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
    let kib = kib.context("the system does not say how much memory is resident")?.trim().parse::<f64>()?;
    Ok(kib / 1024.0)
}

fn sockets(school: &School) -> anyhow::Result<usize> {
    let links =
        std::fs::read_dir(school.proc("fd")?)?.flatten().filter_map(|it| std::fs::read_link(it.path()).ok());
    Ok(links.filter(|link| link.to_string_lossy().starts_with("socket:")).count())
}
