// What a teacher opens from a student: one outcome, and one piece with all that was judged of it.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class StudentOutcomeModel {
    @ObservationIgnored public let screen: ScreenReader<StudentOutcomeScreen>

    public init(client: any CoreClient, student: String, outcome: String) {
        screen = ScreenReader(client, [.roster, .work]) {
            try await client.studentOutcome(student, outcome: outcome)
        }
    }
}

@MainActor
@Observable
public final class StudentEvidenceModel: Trying {
    @ObservationIgnored public let screen: ScreenReader<StudentEvidenceScreen>
    @ObservationIgnored public let photos: PhotoShelf
    public var problem: Problem?
    /// Rises with each correction that was saved.
    public private(set) var saves = 0
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let turns: Turns

    public init(client: any CoreClient, student: String, piece: String, turns: Turns = Turns()) {
        (self.client, self.turns) = (client, turns)
        photos = PhotoShelf(client)
        screen = ScreenReader(client, [.roster, .work, .photos]) {
            try await client.studentEvidence(student, piece: piece)
        }
    }

    /// Corrects a judgement to another level.
    public func correct(_ judgement: String, to level: String) async {
        await attempt(in: turns, then: screen) { [self] in
            try await client.correctLevel(judgement, to: level)
            saves += 1
        }
    }
    public func undo() async { await attempt(in: turns, then: screen) { [self] in try await client.undo() } }
    public func redo() async { await attempt(in: turns, then: screen) { [self] in try await client.redo() } }
}
