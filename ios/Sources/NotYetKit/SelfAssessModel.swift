// Self-assess: a student judges their own work. What is typed and tapped is kept by the core as it changes, so that it
// outlives the screen and the app.
import CoreClient
import Foundation
import NotYetCore
import Observation

@MainActor
@Observable
public final class SelfAssessModel: Trying {
    @ObservationIgnored public private(set) var screen: ScreenReader<SelfAssessScreen>!
    @ObservationIgnored public let photos: PhotoShelf
    /// Nil until the core's was read.
    public private(set) var draft: WorkDraft?
    public private(set) var isSavingPhoto = false
    /// Rises with each thing that became durable: one light haptic.
    public private(set) var saves = 0
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let camera: any Camera
    @ObservationIgnored private let place: WorkPlace
    @ObservationIgnored private let turns: Turns

    public init(client: any CoreClient, camera: any Camera, place: WorkPlace, turns: Turns = Turns()) {
        (self.client, self.camera, self.place, self.turns) = (client, camera, place, turns)
        photos = PhotoShelf(client)
        screen = ScreenReader(client, [.roster, .photos]) { [unowned self] in
            let screen = try await client.selfAssess(self.place)
            if draft == nil { draft = screen.draft }
            return screen
        }
    }

    public var canTakePhoto: Bool { camera.canTake }
    public var text: String {
        get { draft?.text ?? "" }
        set { change { $0.text = newValue } }
    }
    public var link: String {
        get { draft?.link ?? "" }
        set { change { $0.link = newValue } }
    }
    public var reflection: String {
        get { draft?.reflection ?? "" }
        set { change { $0.reflection = newValue } }
    }
    public var support: Support { draft?.support ?? .alone }
    public func choose(_ support: Support) { change { $0.support = support } }
    /// The level that is chosen on a row.
    public func level(on row: String) -> String? { draft?.picks.first { $0.row == row }?.level }
    public func choose(_ level: String, on row: String) {
        change { draft in
            draft.picks.removeAll { $0.row == row }
            draft.picks.append(RowPick(row: row, level: level))
        }
    }

    public func takePhoto() async { await keep(await camera.takePhoto()) }
    public func choosePhoto() async { await keep(await camera.choosePhoto()) }
    public func remove(_ photo: String) async {
        await turns.take { [self] in
            await attempt { try await client.removeDraftPhoto(place, photo: photo) }
            await screen.reload()
        }
    }
    /// Saves the work and the judgement, with one tap. True once it is durable.
    public func save() async -> Bool {
        guard let draft else { return false }
        var isSaved = false
        await turns.take { [self] in
            isSaved = await attempt { try await client.saveWork(place, draft) }
            if isSaved { saves += 1 }
        }
        return isSaved
    }

    private func change(_ work: (inout WorkDraft) -> Void) {
        guard var next = draft else { return }
        work(&next)
        guard next != draft else { return }
        (draft, problem) = (next, nil)
        Task {
            await turns.take { [self] in
                // Only the newest is worth keeping: typing is faster than a disk.
                if draft == next { await attempt { try await client.keepDraft(place, next) } }
            }
        }
    }
    private func keep(_ jpeg: Data?) async {
        guard let jpeg, !isSavingPhoto else { return }
        isSavingPhoto = true
        await turns.take { [self] in
            if await attempt({ try await client.addDraftPhoto(place, jpeg: jpeg) }) { saves += 1 }
            await screen.reload()
        }
        isSavingPhoto = false
    }
}
