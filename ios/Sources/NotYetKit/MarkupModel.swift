// One photo that is being changed. Each change is kept by the core at once, so that it outlives the screen and the app.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class MarkupModel: Trying, Identifiable {
    @ObservationIgnored public private(set) var screen: ScreenReader<MarkupScreen>!
    /// Changes that the core's picture does not show yet.
    public private(set) var pending: [PhotoEdit] = []
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let place: DraftPlace
    @ObservationIgnored private let photo: String
    @ObservationIgnored private let turns: Turns

    public nonisolated var id: ObjectIdentifier { ObjectIdentifier(self) }

    public init(client: any CoreClient, place: DraftPlace, photo: String, turns: Turns = Turns()) {
        (self.client, self.place, self.photo, self.turns) = (client, place, photo, turns)
        // Nobody else changes this photo; it is asked for again after each change.
        screen = ScreenReader(
            client, [.roster], taking: { [weak self] _ in self?.pending = [] },
            read: { try await client.markup(place, photo: photo) })
    }

    public func edit(_ edit: PhotoEdit) async {
        pending.append(edit)
        await change { [client, place, photo] in try await client.editPhoto(place, photo: photo, edit) }
    }
    public func undo() async {
        await change { [client, place, photo] in try await client.undoEdit(place, photo: photo) }
    }
    public func redo() async {
        await change { [client, place, photo] in try await client.redoEdit(place, photo: photo) }
    }
    /// Puts the changed picture into the draft. True once it is durable.
    public func done() async -> Bool {
        var isDone = false
        await turns.take { [self] in isDone = await attempt { try await client.finishPhoto(place, photo: photo) } }
        return isDone
    }
    private func change(_ work: @escaping @MainActor () async throws -> Void) async {
        let isDone = await attempt(in: turns, then: screen, work)
        if !isDone { pending = [] }
    }
}
