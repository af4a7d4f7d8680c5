//! What a device has pushed and reads again in the answer goes there by its number in the push: the device has its bytes.
//! See [`SyncRequest::brief`](crate::wire::SyncRequest::brief).

use crate::op::RawOp;
use crate::wire::SyncAnswer;
use std::collections::HashMap;

impl SyncAnswer {
    /// Puts numbers in the place of what was pushed.
    pub fn shorten(&mut self, pushed: &[RawOp]) {
        if pushed.is_empty() {
            return;
        }
        let numbers: HashMap<&str, usize> = pushed.iter().map(RawOp::text).zip(0..).collect();
        for envelope in self.pages.values_mut().flat_map(|page| &mut page.ops) {
            if let Some(number) = numbers.get(envelope.op.text()) {
                envelope.op = RawOp::from_text(number.to_string()).expect("a number is JSON");
            }
        }
    }

    /// Puts what was pushed in the place of its numbers. False: there is a number of nothing.
    pub fn lengthen(&mut self, pushed: &[RawOp]) -> bool {
        for envelope in self.pages.values_mut().flat_map(|page| &mut page.ops) {
            let text = envelope.op.text();
            if text.starts_with(|first: char| first.is_ascii_digit()) {
                let Some(op) = text.parse().ok().and_then(|number: usize| pushed.get(number)) else {
                    return false;
                };
                envelope.op = op.clone();
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::epoch::Epoch;
    use crate::wire::{Envelope, Page};
    use notyet_model::clock::Hlc;

    fn raw(text: &str) -> RawOp {
        RawOp::from_text(text.to_owned()).unwrap()
    }

    fn answer(ops: &[&str]) -> SyncAnswer {
        let envelope = |(seq, text): (u64, &&str)| Envelope {
            seq,
            eff: Hlc(1),
            flags: 0,
            mac: "00".repeat(16),
            op: raw(text),
        };
        let page = Page { ops: (1..).zip(ops).map(envelope).collect(), ..Page::default() };
        SyncAnswer {
            epoch: Epoch::default(),
            now: 0,
            kinds: String::new(),
            acks: vec![],
            forked: false,
            again: vec![],
            pages: [("T:a".to_owned(), page)].into(),
            want: vec![],
            streams: vec![],
            joins: vec![],
            room: None,
            token: None,
        }
    }

    fn texts(answer: &SyncAnswer) -> Vec<&str> {
        answer.pages.values().flat_map(|page| &page.ops).map(|envelope| envelope.op.text()).collect()
    }

    #[test]
    fn what_was_pushed_comes_back_as_a_number_and_is_the_same_again() {
        let all = [r#"{"id":"a"}"#, r#"{"id":"b"}"#, r#"{"id": "a"}"#];
        let pushed = [raw(all[1]), raw(all[0])];
        let mut said = answer(&all);
        said.shorten(&pushed);
        assert_eq!(texts(&said), ["1", "0", all[2]], "other bytes are not the same");
        assert!(said.lengthen(&pushed));
        assert_eq!(texts(&said), all);
    }

    #[test]
    fn a_number_of_nothing_is_no_answer() {
        let pushed = [raw(r#"{"id":"a"}"#)];
        for number in ["1", "7e3", "99999999999999999999999", "0.5"] {
            assert!(!answer(&[number]).lengthen(&pushed), "{number}");
        }
        assert!(answer(&[r#"{"id":"b"}"#]).lengthen(&[]));
    }
}
