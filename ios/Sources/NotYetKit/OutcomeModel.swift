// Outcome: one outcome of the student who is signed in, and the way back from what they saved for it.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class OutcomeModel: Trying {
    @ObservationIgnored public let screen: ScreenReader<OutcomeScreen>
    @ObservationIgnored public let photos: PhotoShelf
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient

    public init(client: any CoreClient, outcome: String) {
        self.client = client
        photos = PhotoShelf(client)
        screen = ScreenReader(client, [.roster, .work, .photos]) { try await client.outcome(outcome) }
    }

    public func takeBack() async {
        await attempt { try await client.takeBack() }
        await screen.reload()
    }
}
