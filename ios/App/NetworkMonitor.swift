// What the system says of the network, as a stream that one task reads.
import Network
import NotYetCore

@MainActor
final class NetworkMonitor {
    let changes: AsyncStream<NotYetCore.Network>
    private let monitor = NWPathMonitor()

    init() {
        let (changes, input) = AsyncStream.makeStream(of: NotYetCore.Network.self, bufferingPolicy: .bufferingNewest(1))
        self.changes = changes
        monitor.pathUpdateHandler = { path in
            // Low-data mode asks for the same restraint as a network that costs by volume.
            input.yield(.init(online: path.status == .satisfied, metered: path.isExpensive || path.isConstrained))
        }
        monitor.start(queue: .global(qos: .utility))
    }
    deinit { monitor.cancel() }
}
