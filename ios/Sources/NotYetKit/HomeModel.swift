// Home: what a student can do, what they have left, and what comes next.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class HomeModel {
    @ObservationIgnored public let screen: ScreenReader<HomeScreen>
    /// "More later" is open.
    public var showsLater = false

    public init(client: any CoreClient) {
        screen = ScreenReader(client, [.session, .roster, .work, .sync]) { try await client.home() }
    }
}
