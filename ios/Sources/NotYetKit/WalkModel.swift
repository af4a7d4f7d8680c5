// Walk: the class as seats, one outcome and one kind of work. Turning to the next seat leaves the one before, after which
// what was saved there may be sent.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class WalkModel: Trying {
    @ObservationIgnored public private(set) var screen: ScreenReader<WalkScreen>!
    /// At whose seat the levels are open.
    public private(set) var open: String?
    public private(set) var saves = 0
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private var outcome: String?
    @ObservationIgnored private var kind: String?
    @ObservationIgnored private let turns: Turns

    public init(client: any CoreClient, turns: Turns = Turns()) {
        (self.client, self.turns) = (client, turns)
        screen = ScreenReader(client, [.roster, .work]) { [weak self] in
            guard let self else { throw CancellationError() }
            return try await client.walk(outcome: outcome, kind: kind)
        }
    }

    public func choose(outcome: String) async {
        self.outcome = outcome
        await turn(to: nil)
        await screen.reload()
    }
    public func choose(kind: String) async {
        self.kind = kind
        await turn(to: nil)
        await screen.reload()
    }
    /// Opens the levels at a seat, or closes them.
    public func tap(_ student: String) async { await turn(to: student == open ? nil : student) }
    /// Saves at once, for the seat that is open.
    public func record(level: String) async {
        guard let open, let shown = screen.screen, let outcome = shown.outcomes.first(where: \.chosen)?.outcome else {
            return
        }
        let input = WalkLevelInput(
            student: open, outcome: outcome, level: level, kind: shown.kinds.first(where: \.chosen)?.kind)
        await save { [client] in try await client.recordWalkLevel(input) }
    }
    public func undo() async { await save { [client] in try await client.undo() } }
    public func redo() async { await save { [client] in try await client.redo() } }
    /// The walk is over.
    public func end() async { await turn(to: nil) }

    private func turn(to student: String?) async {
        let before = open
        open = student
        guard let before, before != student else { return }
        // If it does not work, what is held goes out by itself within half a minute.
        await turns.take { [client] in try? await client.leaveStudent(before) }
    }
    private func save(_ work: @escaping @MainActor () async throws -> Void) async {
        if await attempt(in: turns, then: screen, work) { saves += 1 }
    }
}
