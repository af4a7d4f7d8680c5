// A fake core's tablet in a student's hands.
import Foundation
import NotYetCore

/// Whose work it is, and where it goes.
struct FakeHandOver: Sendable {
    let student: FakeSchool.Student
    let place: WorkPlace
}

extension FakeCoreClient {
    /// The newest piece of an outcome that the student has not judged is never here: every piece is judged where it is
    /// made. So it is new work.
    func handOver(_ student: String, _ outcome: String) throws -> FakeHandOver {
        let screens = FakeScreens(try read(), words)
        return FakeHandOver(student: try screens.known(student), place: .judged(outcome: outcome))
    }
    /// Changes a student's own work, whoever is locked out.
    fileprivate func work(_ change: (inout FakeOwnWork) throws -> Void) throws {
        var work = FakeOwnWork(state: state)
        try change(&work)
        self.change { $0 = work.state }
    }
}

final class FakeHandedClient: HandedClient {
    private let core: FakeCoreClient
    private let to: FakeHandOver
    private let isGoingOn: @Sendable () -> Bool

    init(_ core: FakeCoreClient, _ to: FakeHandOver, isGoingOn: @escaping @Sendable () -> Bool) {
        (self.core, self.to, self.isGoingOn) = (core, to, isGoingOn)
    }

    var words: Words { core.words }
    var preferences: Preferences { core.preferences }
    func sentence(for error: any Error) -> String { core.sentence(for: error) }
    func notices(_ topics: [Topic]) -> AsyncStream<Notice> { core.notices(topics) }

    func handed() async throws -> HandedScreen {
        try held()
        let assess = try FakeOwnWork(state: core.state).selfAssess(to.place)
        return HandedScreen(title: "For \(to.student.name)", assess: assess)
    }
    func keepDraft(_: WorkPlace, _ draft: WorkDraft) async throws {
        try held()
        try core.work { $0.keep(to.place, draft) }
    }
    func addDraftPhoto(_: WorkPlace, jpeg: Data) async throws {
        try held()
        guard jpeg.starts(with: [0xFF, 0xD8]) else { throw CoreError.Invalid(field: "photo", rule: "not-a-photo") }
        let name = "photo-\(core.state.photos.count + 1)"
        core.change { $0.photos[name] = jpeg }
        try core.work { $0.addPhoto(to.place, named: name) }
    }
    func removeDraftPhoto(_: WorkPlace, photo: String) async throws {
        try held()
        try core.work { $0.removePhoto(to.place, photo) }
    }
    func saveWork(_: WorkPlace, _ draft: WorkDraft) async throws {
        try held()
        try core.work { try $0.save(to.place, draft) }
        let own = OwnJudgement(
            head: "\(to.student.name) has judged", day: "12 Nov", rows: [], reflection: draft.reflection)
        core.change { $0.ownJudgement = own }
    }
    func keepVoice(_: DraftPlace, mpeg4: Data) async throws {
        try held()
        try FakeCoreClient.check(mpeg4)
        core.change { $0.keepVoice(place, mpeg4) }
    }
    func voiceHeard(_: DraftPlace) async throws {
        try held()
        core.change { $0.voiceHeard(place) }
    }
    func removeVoice(_: DraftPlace) async throws {
        try held()
        core.change { $0.removeVoice(place) }
    }
    func putBackVoice(_: DraftPlace) async throws {
        try held()
        core.change { $0.putBackVoice(place) }
    }
    func sound(_ attachment: String) async throws -> Data? {
        try held()
        return core.state.sounds[attachment]
    }
    private var place: DraftPlace { .work(place: to.place) }
    func photo(_ attachment: String, size: PhotoSize) async throws -> Data? {
        try held()
        return core.state.photos[attachment]
    }
    private func held() throws { if !isGoingOn() { throw CoreError.Locked } }
}
