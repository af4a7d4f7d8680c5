// Feedback: what teachers left, what is new first; and one piece of it, with what the student answers.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class FeedbackModel {
    @ObservationIgnored public let screen: ScreenReader<FeedbackScreen>

    public init(client: any CoreClient) {
        screen = ScreenReader(client, [.roster, .work]) { try await client.feedback() }
    }
}

@MainActor
@Observable
public final class ThreadModel: Trying {
    @ObservationIgnored public private(set) var screen: ScreenReader<ThreadScreen>!
    @ObservationIgnored public let photos: PhotoShelf
    /// The next step in the student's own voice.
    @ObservationIgnored public private(set) var voice: VoiceModel!
    /// "Show level" was tapped.
    public var showsLevel = false
    /// The field and the recorder for the student's own words are open.
    public private(set) var isRewording = false
    public private(set) var typed: [Reply: String] = [:]
    public private(set) var saves = 0
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let feedback: String
    @ObservationIgnored private let turns: Turns
    /// The core's drafts stand in the fields when the screen opens, and again after something was taken back.
    @ObservationIgnored private var isTaken = false

    public init(client: any CoreClient, sound: any Sound = NoSound(), feedback: String, turns: Turns = Turns()) {
        (self.client, self.feedback, self.turns) = (client, feedback, turns)
        photos = PhotoShelf(client)
        screen = ScreenReader(
            client, [.roster, .work, .photos], taking: { [weak self] in self?.take($0) },
            read: {
                let screen = try await client.thread(feedback)
                try await client.readFeedback(feedback)
                return screen
            })
        voice = VoiceModel(
            client: client, sound: sound, turns: turns, place: { .rewording(feedback: feedback) },
            onChanged: { [weak self] in
                // It is another one now, or it was listened to.
                if self?.problem?.field == "voice" { self?.problem = nil }
                await self?.screen.reload()
            })
    }
    private func take(_ screen: ThreadScreen) {
        guard !isTaken else { return }
        isTaken = true
        typed = [.question: screen.questionDraft, .rewording: screen.rewordingDraft]
        isRewording = !screen.rewordingDraft.isEmpty || screen.rewordingVoice.note != nil
    }

    public var question: String {
        get { typed[.question] ?? "" }
        set { change(.question, newValue) }
    }
    public var rewording: String {
        get { typed[.rewording] ?? "" }
        set { change(.rewording, newValue) }
    }
    public func reword() { isRewording = true }
    /// Asks, or saves the next step in one's own words, typed or spoken.
    public func save(_ reply: Reply) async {
        let text = typed[reply] ?? ""
        await attempt(in: turns, then: screen) { [self] in
            try await client.saveReply(feedback, reply, text: text)
            typed[reply] = ""
            if reply == .rewording { isRewording = false }
            saves += 1
        }
    }
    public func understand() async {
        await attempt(in: turns, then: screen) { [self] in
            try await client.understand(feedback)
            saves += 1
        }
    }
    public func takeBack() async {
        await attempt(in: turns, then: screen) { [self] in
            try await client.takeBack()
            screen.forget()
            isTaken = false
        }
    }

    private func change(_ reply: Reply, _ text: String) {
        guard typed[reply] != text else { return }
        typed[reply] = text
        problem = nil
        Task {
            await turns.take { [self] in
                if typed[reply] == text {
                    await attempt { try await client.keepReply(feedback, reply, text: text) }
                }
            }
        }
    }
}
