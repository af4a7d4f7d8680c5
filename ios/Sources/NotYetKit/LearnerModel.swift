// A student's way about.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class LearnerModel {
    public var place = BarPlace.main
    /// The outcomes that are open.
    public var path: [String] = []
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored public let home: HomeModel
    @ObservationIgnored public let sync: SyncModel
    @ObservationIgnored public let me: MeModel

    public init(client: any CoreClient, me: MeModel) {
        (self.client, self.me) = (client, me)
        (home, sync) = (HomeModel(client: client), SyncModel(client: client))
    }

    public func open(outcome: String) { path.append(outcome) }
    public func openSync() { place = .sync }
}
