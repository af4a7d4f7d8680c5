// Outcome: one outcome of the student who is signed in.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class OutcomeModel {
    @ObservationIgnored public let screen: ScreenReader<OutcomeScreen>
    @ObservationIgnored public let photos: PhotoShelf

    public init(client: any CoreClient, outcome: String) {
        photos = PhotoShelf(client)
        screen = ScreenReader(client, [.roster, .work, .photos]) { try await client.outcome(outcome) }
    }
}
