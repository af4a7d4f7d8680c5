// What a person chooses for themselves on this device, and how the app follows it.
import CoreClient
import NotYetCore
import Observation

/// How the person in front is spoken to, from the first frame on: in their language, by their school's words, as they
/// hold the device.
@MainActor
@Observable
public final class Manner {
    public private(set) var words: Words
    public private(set) var preferences: Preferences
    @ObservationIgnored private let client: any Spoken

    init(_ client: any Spoken) {
        (self.client, words, preferences) = (client, client.words, client.preferences)
    }

    /// Follows what is chosen, until the task that awaits this is cancelled.
    func follow() async {
        let notices = client.notices([.session, .roster])
        look()
        for await _ in notices { look() }
    }
    private func look() {
        let now = client.preferences
        if now != preferences { preferences = now }
        // All texts come at once, so they are asked for when they have changed.
        if now.wordsRevision != words.revision { words = client.words }
    }
}

/// Each choice holds as soon as the core has it, and the screens hear of it as of any change.
@MainActor
@Observable
public final class SettingsModel: Trying {
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored public let screen: ScreenReader<SettingsScreen>
    public var problem: Problem?

    public init(client: any CoreClient) {
        self.client = client
        screen = ScreenReader(client, [.session, .roster]) { try await client.settings() }
    }

    public func choose(language tag: String?) async { await attempt { try await client.setLanguage(tag) } }
    public func choose(hand: Hand) async { await attempt { try await client.setHand(hand) } }
    public func choose(still: Bool) async { await attempt { try await client.setStill(still) } }
}
