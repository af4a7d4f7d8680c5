//! What does not count, and why: one sentence a reason.

use super::Telling;
use notyet_model::select::{Excluded, Reason};

const REASONS: [(Reason, &str); 11] = [
    (Reason::Practice, "why-practice"),
    (Reason::WithHelp, "why-help"),
    (Reason::OwnJudgement, "why-own"),
    (Reason::PeerJudgement, "why-peer"),
    (Reason::Baseline, "why-baseline"),
    (Reason::Excused, "why-excused"),
    (Reason::Corrected, "why-corrected"),
    (Reason::TakenBack, "why-taken-back"),
    (Reason::RowsAlone, "why-rows"),
    (Reason::OtherScale, "why-other-scale"),
    (Reason::NoMark, "why-no-mark"),
];

impl Telling<'_> {
    pub(super) fn excluded(&self, excluded: &[Excluded], said: &mut Vec<String>) {
        for (reason, key) in REASONS {
            let count = excluded.iter().filter(|e| e.reason == reason).count();
            if count > 0 {
                said.push(self.speech.say(key, &[("count", count.into())]));
            }
        }
    }
}
