// A student's way about, and when they turn from their work to something else.
import CoreClient
import NotYetCore
import Observation

/// What a student can open from Home or Feedback.
public enum LearnerRoute: Hashable, Sendable {
    case outcome(String)
    /// - Parameter piece: nil for new work.
    case assess(outcome: String, piece: String?)
    /// - Parameter outcome: nil for the first of the piece's.
    case evidence(piece: String, outcome: String?)
    case thread(String)
}

@MainActor
@Observable
public final class LearnerModel {
    /// Leaving Add sends what was saved there.
    public var place = BarPlace.main { didSet { if oldValue == .add, place != .add { leave() } } }
    /// What is open over Home.
    public var path: [LearnerRoute] = [] { didSet { leave(oldValue, path) } }
    /// What is open over Feedback.
    public var talk: [LearnerRoute] = [] { didSet { leave(oldValue, talk) } }
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored public let camera: any Camera
    @ObservationIgnored public let sound: any Sound
    @ObservationIgnored public let player: PlayerModel
    @ObservationIgnored public let documents: DocumentsModel
    @ObservationIgnored public let home: HomeModel
    @ObservationIgnored public let add: WorkModel<AddScreen>
    @ObservationIgnored public let feedback: FeedbackModel
    @ObservationIgnored public let sync: SyncModel
    @ObservationIgnored public let me: MeModel
    /// Shared by all who record on this device.
    @ObservationIgnored public let turns: Turns

    public init(
        client: any CoreClient, camera: any Camera, sound: any Sound = NoSound(),
        documents: any DocumentHost = NoDocuments(), me: MeModel
    ) {
        let turns = Turns()
        (self.client, self.camera, self.sound, self.me, self.turns) = (client, camera, sound, me, turns)
        player = PlayerModel(client: client, sound: sound)
        self.documents = DocumentsModel(client: client, host: documents)
        (home, feedback) = (HomeModel(client: client), FeedbackModel(client: client))
        add = WorkModel(client: client, camera: camera, sound: sound, turns: turns)
        sync = SyncModel(client: client)
    }

    public func open(outcome: String) { path.append(.outcome(outcome)) }
    public func openSync() { place = .sync }

    /// Leaving an outcome or a piece of feedback sends what was saved there. Whoever judges a piece goes on with it.
    private func leave(_ old: [LearnerRoute], _ now: [LearnerRoute]) {
        guard now.count < old.count else { return }
        let isLeft = old[now.count...].contains { route in
            switch route {
            case .outcome, .thread: true
            case .assess, .evidence: false
            }
        }
        if isLeft || now.isEmpty { leave() }
    }
    private func leave() {
        Task { [client, turns] in
            // If it does not work, what is held goes out by itself within half a minute.
            await turns.take { try? await client.leaveWork() }
        }
    }
}
