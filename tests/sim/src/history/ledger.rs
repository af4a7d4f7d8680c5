//! What people were shown as saved, where it exists, and what was forged: what the invariants hold the rest against.

use notyet_model::ids::{AttachmentId, OpId, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// Something that somebody was shown as saved.
#[derive(Clone, Debug)]
pub(crate) struct Saved {
    pub(crate) by: UserId,
    /// Whose record it is; none of fields.
    pub(crate) about: Option<UserId>,
    pub(crate) kind: String,
    /// Devices that hold it; none once it was undone, or went with the last of them.
    pub(crate) on: BTreeSet<usize>,
    /// Removed without trace by its author.
    pub(crate) undone: bool,
    /// A clone has had it, too, and may have sent it: undoing it here does not undo it there.
    pub(crate) cloned: bool,
}

/// A photo or a voice note that somebody was shown as saved.
#[derive(Clone, Debug)]
pub(crate) struct Photo {
    pub(crate) evidence: OpId,
    /// Its file was cut short by the history itself.
    pub(crate) torn: bool,
    /// The server had it, went back, and no device holds it any more.
    pub(crate) lost: bool,
    /// Another device has it too: undoing it here does not undo it there.
    pub(crate) cloned: bool,
}

/// The ledger of a history.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) saved: BTreeMap<OpId, Saved>,
    pub(crate) photos: BTreeMap<AttachmentId, Photo>,
    /// Operations that the server must never take, and why.
    pub(crate) forged: BTreeMap<OpId, &'static str>,
    /// What the raw clients pushed in good faith, byte for byte, once the server said that it has it.
    pub(crate) pushed: BTreeMap<OpId, String>,
    /// Whose token pushed an operation that a raw client made.
    pub(crate) authors: BTreeMap<OpId, UserId>,
    /// What the server had and lost when it went back, by the devices that hold it as confirmed.
    pub(crate) forgotten: BTreeMap<OpId, BTreeSet<usize>>,
    /// Students whose records were erased.
    pub(crate) erased: BTreeSet<UserId>,
    /// The texts to be found again that were put into each student's record, wherever it has come to.
    pub(crate) planted: BTreeMap<UserId, BTreeSet<String>>,
    canaries: u32,
}

impl Ledger {
    /// A text that stands nowhere else.
    pub(crate) fn canary(&mut self) -> String {
        self.canaries += 1;
        format!("cnry-{:08x}", 0x1000_0000 + self.canaries)
    }

    pub(crate) fn saved(&mut self, id: OpId, by: UserId, about: Option<UserId>, kind: &str, on: usize) {
        let on = BTreeSet::from([on]);
        let saved = Saved { by, about, kind: kind.to_owned(), on, undone: false, cloned: false };
        self.saved.insert(id, saved);
    }

    /// Notes what can be found again in a student's record.
    pub(crate) fn plant<'a>(&mut self, student: UserId, texts: impl Iterator<Item = &'a str>) {
        self.planted.entry(student).or_default().extend(texts.map(str::to_owned));
    }

    /// Whether this went with an erasure: as part of the student's record, or with the device of the student, who may
    /// have written about somebody else.
    pub(crate) fn went(&self, saved: &Saved) -> bool {
        self.erased.contains(&saved.by) || saved.about.is_some_and(|about| self.erased.contains(&about))
    }

    /// A student is erased. Nothing of their record is promised any more, nor of what only their devices hold.
    pub(crate) fn erased(&mut self, student: UserId, theirs: &[usize]) {
        self.erased.insert(student);
        for device in theirs {
            self.lost(*device);
        }
        self.pushed.retain(|_, text| {
            let op = serde_json::from_str::<notyet_protocol::op::Op>(text);
            op.is_ok_and(|op| op.student != Some(student))
        });
    }

    pub(crate) fn photo(&mut self, attachment: AttachmentId, evidence: OpId) {
        self.photos.insert(attachment, Photo { evidence, torn: false, lost: false, cloned: false });
    }

    pub(crate) fn undone(&mut self, id: OpId, on: usize) {
        if let Some(saved) = self.saved.get_mut(&id) {
            saved.on.remove(&on);
            saved.undone = saved.on.is_empty() && !saved.cloned;
        }
    }

    /// A device is gone with all that it held.
    pub(crate) fn lost(&mut self, device: usize) {
        for saved in self.saved.values_mut() {
            saved.on.remove(&device);
        }
        let mut for_good = vec![];
        for (id, on) in &mut self.forgotten {
            if on.remove(&device) && on.is_empty() {
                for_good.push(*id);
            }
        }
        for id in for_good {
            self.lost_for_good(id);
        }
    }

    /// No device holds any more what the server has lost.
    pub(crate) fn lost_for_good(&mut self, id: OpId) {
        self.forgotten.remove(&id);
        self.pushed.remove(&id);
        if let Some(saved) = self.saved.get_mut(&id) {
            saved.on.clear();
        }
    }

    /// A device holds whatever another one does.
    pub(crate) fn cloned(&mut self, from: usize, to: usize) {
        for saved in self.saved.values_mut().filter(|saved| saved.on.contains(&from)) {
            saved.on.insert(to);
            saved.cloned = true;
        }
        for on in self.forgotten.values_mut().filter(|on| on.contains(&from)) {
            on.insert(to);
        }
        for photo in self.photos.values_mut() {
            photo.cloned |= self.saved.get(&photo.evidence).is_some_and(|saved| saved.on.contains(&to));
        }
    }
}
