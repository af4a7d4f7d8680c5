// Evidence: one piece of the student's work, what was said of it, and its history.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class EvidenceModel: Trying {
    @ObservationIgnored public let screen: ScreenReader<EvidenceScreen>
    @ObservationIgnored public let photos: PhotoShelf
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let piece: String

    public init(client: any CoreClient, piece: String, outcome: String?) {
        (self.client, self.piece) = (client, piece)
        photos = PhotoShelf(client)
        screen = ScreenReader(client, [.roster, .work, .photos]) {
            try await client.evidence(piece, outcome: outcome)
        }
    }

    /// Shows what the teacher said, before the student has judged.
    public func show() async {
        await attempt { try await client.showJudgement(piece) }
        await screen.reload()
    }
    public func takeBack() async {
        await attempt { try await client.takeBack() }
        await screen.reload()
    }
}
