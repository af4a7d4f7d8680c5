// Sync: what waits to be sent and why, and what was refused and what to do.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class SyncModel: Trying {
    @ObservationIgnored public let screen: ScreenReader<SyncScreen>
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient

    public init(client: any CoreClient) {
        self.client = client
        screen = ScreenReader(client, [.session, .sync, .work, .photos]) { try await client.queue() }
    }

    public func understood() async {
        await attempt { try await client.understood() }
        await screen.reload()
    }
    public func tryNow() async {
        await attempt { try await client.tryNow() }
        await screen.reload()
    }
}
