//! Our answers beside those of programs that others wrote, on cases that chance makes anew in every run.

use std::fs::{self, File};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::tally::Counted;
use crate::steps::cargo;
use crate::{repo, setup};

/// How far two answers may lie apart: what 200 steps in doubles leave is less than a thousandth of it.
const NEAR: f64 = 1e-9;
const CASES: usize = 300;

/// Forecasts beside pyBKT's: each case is a test.
pub(super) fn bkt() -> Result<Counted> {
    let python = setup::peers()?;
    let seed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs() % 1_000_000;
    println!("pyBKT, seed {seed}");
    let script = repo::root().join("tests/peers/bkt.py");
    let theirs =
        output(Command::new(python).arg("-B").arg(script).args([seed.to_string(), CASES.to_string()]))?;
    let path = repo::target().join("xtask/bkt.jsonl");
    fs::write(&path, &theirs).with_context(|| format!("cannot write {}", path.display()))?;
    let ours =
        output(cargo().args(["run", "--quiet", "--package", "notyet-level"]).stdin(File::open(&path)?))?;
    compare(&theirs, &ours)
}

fn output(command: &mut Command) -> Result<String> {
    let name = command.get_program().display().to_string();
    let done = command.output().with_context(|| format!("cannot start {name}"))?;
    ensure!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).with_context(|| format!("{name} wrote what is no UTF-8"))
}

/// What both know of a forecast.
#[derive(Debug, Deserialize)]
struct Answer {
    id: String,
    /// That the next answer is right.
    p: f64,
    /// That the skill is known by then.
    known: f64,
}

fn compare(theirs: &str, ours: &str) -> Result<Counted> {
    let mut counted = Counted::default();
    let mut ours = ours.lines();
    for case in theirs.lines() {
        let wanted: Answer = serde_json::from_str(case).with_context(|| case.to_owned())?;
        let given = ours.next().unwrap_or("no answer");
        let agrees = serde_json::from_str::<Answer>(given).is_ok_and(|answer| {
            answer.id == wanted.id
                && (answer.p - wanted.p).abs() <= NEAR
                && (answer.known - wanted.known).abs() <= NEAR
        });
        if agrees {
            counted.passed += 1;
        } else {
            counted.failed += 1;
            println!("  pyBKT: {case}\n  ours:  {given}");
            counted.names.push(wanted.id);
        }
    }
    ensure!(ours.next().is_none(), "more answers than cases");
    Ok(counted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = r#"{"id": "7-0", "obs": [], "p": 0.25, "known": 0.5}"#;

    fn names(ours: &str) -> Vec<String> {
        compare(CASE, ours).unwrap().names
    }

    #[test]
    fn answers_agree_to_a_billionth() {
        assert_eq!(names(r#"{"id": "7-0", "p": 0.2500000005, "known": 0.4999999995}"#), [""; 0]);
        assert_eq!(names(r#"{"id": "7-0", "p": 0.250000002, "known": 0.5}"#), ["7-0"]);
        assert_eq!(names(r#"{"id": "7-0", "p": 0.25, "known": 0.499999998}"#), ["7-0"]);
    }

    #[test]
    fn an_answer_that_lacks_or_is_another_cases_does_not_agree() {
        assert_eq!(names(""), ["7-0"]);
        assert_eq!(names(r#"{"id": "7-1", "p": 0.25, "known": 0.5}"#), ["7-0"]);
        assert_eq!(names(r#"{"id": "7-0", "error": "line 1"}"#), ["7-0"]);
        assert!(compare("", CASE).is_err());
    }
}
