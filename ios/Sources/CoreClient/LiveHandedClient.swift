// A teacher's tablet in a student's hands over the real core, which knows by itself where the work goes.
import Foundation
import NotYetCore

final class LiveHandedClient: HandedClient {
    private let core: Handed

    init(_ handed: Handed) { core = handed }

    var words: Words { core.words() }
    var preferences: Preferences { core.preferences() }
    func sentence(for error: any Error) -> String { core.sentence(error: error as? CoreError ?? .Cancelled) }
    func notices(_ topics: [Topic]) -> AsyncStream<Notice> {
        let (stream, input) = AsyncStream.makeStream(of: Notice.self, bufferingPolicy: .bufferingNewest(1))
        let subscription = core.observe(topics: topics, listener: NoticeRelay(input))
        // Whoever stops reading drops the subscription, and with it the core's end of it.
        input.onTermination = { _ in withExtendedLifetime(subscription) {} }
        return stream
    }
    func handed() async throws -> HandedScreen { try await core.screen() }
    func keepDraft(_: WorkPlace, _ draft: WorkDraft) async throws { try await core.keepDraft(draft: draft) }
    func addDraftPhoto(_: WorkPlace, jpeg: Data) async throws { try await core.addDraftPhoto(jpeg: jpeg) }
    func removeDraftPhoto(_: WorkPlace, photo: String) async throws { try await core.removeDraftPhoto(photo: photo) }
    func saveWork(_: WorkPlace, _ draft: WorkDraft) async throws { _ = try await core.saveWork(draft: draft) }
    func keepVoice(_: DraftPlace, mpeg4: Data) async throws { try await core.keepVoice(mpeg4: mpeg4) }
    func voiceHeard(_: DraftPlace) async throws { try await core.voiceHeard() }
    func removeVoice(_: DraftPlace) async throws { try await core.removeVoice() }
    func putBackVoice(_: DraftPlace) async throws { try await core.putBackVoice() }
    func sound(_ attachment: String) async throws -> Data? { try await core.sound(attachment: attachment) }
    func photo(_ attachment: String, size: PhotoSize) async throws -> Data? {
        try await core.photo(attachment: attachment, size: size)
    }
}
