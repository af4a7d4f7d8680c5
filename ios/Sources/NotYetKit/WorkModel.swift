// A student's work in the making, judged by them or not. What is typed and tapped is kept by the core as it changes, so
// that it outlives the screen and the app.
import CoreClient
import Foundation
import NotYetCore
import Observation

/// A screen that a draft of work stands on.
public protocol WorkScreen: Equatable, Sendable {
    var draft: WorkDraft { get }
    var photos: [PhotoTile] { get }
    var documents: [DocumentTile] { get }
    var voice: VoiceDraft { get }
    var revision: UInt64 { get }
}
extension SelfAssessScreen: WorkScreen {}
extension AddScreen: WorkScreen {}

@MainActor
@Observable
public final class WorkModel<Screen: WorkScreen>: Attempting {
    @ObservationIgnored public private(set) var screen: ScreenReader<Screen>!
    @ObservationIgnored public let photos: PhotoShelf
    @ObservationIgnored public private(set) var voice: VoiceModel!
    /// Nil until the core's was read.
    public private(set) var draft: WorkDraft?
    public private(set) var isSavingPhoto = false
    /// Rises with each thing that became durable: one light haptic.
    public private(set) var saves = 0
    public var problem: Problem?
    /// The photo of the draft that is being changed.
    public var markup: MarkupModel?
    @ObservationIgnored private let client: any WorkClient
    /// What a student can also do on their own device: change a photo, add a file, take back; nil: nothing of that.
    @ObservationIgnored private let own: (any CoreClient)?
    @ObservationIgnored private let camera: any Camera
    @ObservationIgnored private let place: WorkPlace
    @ObservationIgnored private let turns: Turns

    init(
        client: any WorkClient, camera: any Camera, sound: any Sound = NoSound(), place: WorkPlace, turns: Turns,
        own: (any CoreClient)? = nil, read: @escaping @MainActor () async throws -> Screen
    ) {
        (self.client, self.own, self.camera, self.place, self.turns) = (client, own, camera, place, turns)
        photos = PhotoShelf(client)
        screen = ScreenReader(client, [.roster, .photos], taking: { [weak self] in self?.take($0) }, read: read)
        voice = VoiceModel(
            client: client, sound: sound, turns: turns, place: { .work(place: place) },
            onChanged: { [weak self] in await self?.screen.reload() })
    }
    private func take(_ screen: Screen) {
        if draft == nil { draft = screen.draft }
    }

    public func sentence(for error: any Error) -> String { client.sentence(for: error) }
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
    /// The outcome that new work is for.
    public var outcome: String? { draft?.outcome }
    public func choose(outcome: String) { change { $0.outcome = outcome } }
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
    public func add(document file: Data) async {
        await changeDocuments { try await $0.addDocument($1, file: file) }
    }
    public func remove(document: String) async {
        await changeDocuments { try await $0.removeDocument($1, document: document) }
    }
    private func changeDocuments(_ work: @escaping @MainActor (any CoreClient, DraftPlace) async throws -> Void) async {
        guard let own else { return }
        await turns.take { [self] in
            if await attempt({ try await work(own, .work(place: place)) }) { await screen.reload() }
        }
    }
    public var canEdit: Bool { own != nil }
    public func edit(_ photo: String) {
        guard let own else { return }
        markup = MarkupModel(client: own, place: .work(place: place), photo: photo, turns: turns)
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

    /// Empties the screen after saving, or fills it again after taking back.
    public func startAnew() async {
        screen.forget()
        draft = nil
        await screen.reload()
    }
    public func takeBack() async {
        guard let own else { return }
        var isBack = false
        await turns.take { [self] in isBack = await attempt { try await own.takeBack() } }
        if isBack { await startAnew() }
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

extension WorkModel<SelfAssessScreen> {
    /// A student judges new work, or a piece that is there.
    public convenience init(
        client: any CoreClient, camera: any Camera, sound: any Sound = NoSound(), place: WorkPlace,
        turns: Turns = Turns()
    ) {
        self.init(client: client, camera: camera, sound: sound, place: place, turns: turns, own: client) {
            try await client.selfAssess(place)
        }
    }
}

extension WorkModel<AddScreen> {
    /// A student adds work without judging it.
    public convenience init(
        client: any CoreClient, camera: any Camera, sound: any Sound = NoSound(), turns: Turns = Turns()
    ) {
        self.init(client: client, camera: camera, sound: sound, place: .added, turns: turns, own: client) {
            try await client.addEvidence()
        }
    }
}
