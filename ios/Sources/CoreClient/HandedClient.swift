// What a teacher's tablet in a student's hands has in common with that student's own device.
import Foundation
import NotYetCore

/// What a model hears of changes and of faults.
public protocol Told: Sendable {
    /// An error in words, with what to do.
    func sentence(for error: any Error) -> String
    /// What changes under these topics; the stream ends with the task that reads it. The listener is in place when
    /// this returns, so a screen that is read afterwards misses nothing.
    func notices(_ topics: [Topic]) -> AsyncStream<Notice>
}

/// How the person in front is spoken to.
public protocol Spoken: Told {
    /// The static texts, in this person's language and with their school's own words. Asked anew when `preferences`
    /// say so.
    var words: Words { get }
    /// What the app itself follows; a notice of `.session` or `.roster` says when it may have changed.
    var preferences: Preferences { get }
}

/// A student's work in the making. What is kept stays on this device, through the end of the app.
public protocol WorkClient: Told {
    func keepDraft(_ place: WorkPlace, _ draft: WorkDraft) async throws
    func addDraftPhoto(_ place: WorkPlace, jpeg: Data) async throws
    func removeDraftPhoto(_ place: WorkPlace, photo: String) async throws
    /// Saves the work and the student's judgement of it; the draft is empty again.
    func saveWork(_ place: WorkPlace, _ draft: WorkDraft) async throws
    // The voice note of a draft, which holds one at most.
    /// Keeps a recording as the microphone gave it; what was there can be put back.
    func keepVoice(_ place: DraftPlace, mpeg4: Data) async throws
    /// The person has listened to it: what was not heard is not saved.
    func voiceHeard(_ place: DraftPlace) async throws
    /// Takes it out of the draft.
    func removeVoice(_ place: DraftPlace) async throws
    func putBackVoice(_ place: DraftPlace) async throws
    /// The MPEG-4 file of a voice note; nil while it is on its way.
    func sound(_ attachment: String) async throws -> Data?
    /// The JPEG of a photo; nil while it is on its way.
    func photo(_ attachment: String, size: PhotoSize) async throws -> Data?
}

/// A teacher's tablet in a student's hands: the student's own judgement of one piece of work, whose place is settled.
public protocol HandedClient: WorkClient, Spoken {
    func handed() async throws -> HandedScreen
}
