// Outcome: one outcome of the student who is signed in: what they say of it, and the way back from what they saved for it.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class OutcomeModel: Trying {
    @ObservationIgnored public private(set) var screen: ScreenReader<OutcomeScreen>!
    @ObservationIgnored public let photos: PhotoShelf
    public var problem: Problem?
    public private(set) var saves = 0
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let outcome: String
    @ObservationIgnored private let turns: Turns
    private var typed = ""
    /// The core's draft stands in the field when the screen opens, and again after something was taken back.
    @ObservationIgnored private var isTaken = false

    public init(client: any CoreClient, outcome: String, turns: Turns = Turns()) {
        (self.client, self.outcome, self.turns) = (client, outcome, turns)
        photos = PhotoShelf(client)
        screen = ScreenReader(
            client, [.roster, .work, .photos], taking: { [weak self] in self?.take($0) },
            read: { try await client.outcome(outcome) })
    }
    private func take(_ screen: OutcomeScreen) {
        if !isTaken { (isTaken, typed) = (true, screen.ownWordsDraft) }
    }

    /// The student's own words that are typed and not saved; kept by the core as they change.
    public var words: String {
        get { typed }
        set {
            guard newValue != typed else { return }
            (typed, problem) = (newValue, nil)
            Task {
                await turns.take { [self] in
                    // Only the newest is worth keeping: typing is faster than a disk.
                    if typed == newValue { await attempt { try await client.keepWords(outcome, text: newValue) } }
                }
            }
        }
    }
    public func saveWords() async {
        let text = typed
        await attempt(in: turns, then: screen) { [self] in
            try await client.saveWords(outcome, text: text)
            typed = ""
            saves += 1
        }
    }
    public func say(_ sure: Sureness) async {
        await attempt(in: turns, then: screen) { [self] in
            try await client.sayReady(outcome, sure)
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
}
