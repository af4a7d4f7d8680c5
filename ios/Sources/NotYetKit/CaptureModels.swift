// Capture and Tag: work in the making, then whose it is. Everything typed and tapped is kept by the core as it changes.
import CoreClient
import Foundation
import NotYetCore
import Observation

@MainActor
@Observable
public final class CaptureModel: Trying {
    @ObservationIgnored public private(set) var screen: ScreenReader<CaptureScreen>!
    @ObservationIgnored public let photos: PhotoShelf
    @ObservationIgnored public private(set) var voice: VoiceModel!
    /// Nil until the core's was read.
    public private(set) var draft: PieceDraft?
    public private(set) var isSavingPhoto = false
    /// Rises with each thing that became durable: one light haptic.
    public private(set) var saves = 0
    /// The photo that is being changed.
    public var markup: MarkupModel?
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let camera: any Camera
    @ObservationIgnored private let place: String?
    @ObservationIgnored private let turns: Turns

    /// - Parameter place: the student beside whom it was begun; nil for the class.
    public init(
        client: any CoreClient, camera: any Camera, sound: any Sound = NoSound(), place: String?, turns: Turns = Turns()
    ) {
        (self.client, self.camera, self.place, self.turns) = (client, camera, place, turns)
        photos = PhotoShelf(client)
        screen = ScreenReader(
            client, [.roster, .photos], taking: { [weak self] in self?.take($0) },
            read: { try await client.capture(place: place) })
        voice = VoiceModel(
            client: client, sound: sound, turns: turns, place: { .capture(student: place) },
            onChanged: { [weak self] in await self?.screen.reload() })
    }
    private func take(_ screen: CaptureScreen) {
        if draft == nil { draft = screen.draft }
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
    public var kind: String? { draft?.kind }
    public func choose(kind: String) { change { $0.kind = kind } }
    /// Whether there is anything whose owner could be said.
    public var hasWork: Bool {
        let words = text + link
        let shown = screen.screen
        return shown?.photos.isEmpty == false || shown?.documents.isEmpty == false || shown?.voice.note != nil
            || !words.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty
    }

    /// Whether a voice note waits to be listened to, before it can be said whose work it is.
    public var isUnheard: Bool { screen.screen.map { $0.voice.note != nil && !$0.voice.isHeard } ?? false }

    public func takePhoto() async { await keep(await camera.takePhoto()) }
    public func choosePhoto() async { await keep(await camera.choosePhoto()) }
    public func remove(_ photo: String) async {
        await attempt(in: turns, then: screen) { [client, place] in
            try await client.removePiecePhoto(place: place, photo: photo)
        }
    }
    public func add(document file: Data) async {
        await attempt(in: turns, then: screen) { [client, place] in
            try await client.addDocument(.capture(student: place), file: file)
        }
    }
    public func remove(document: String) async {
        await attempt(in: turns, then: screen) { [client, place] in
            try await client.removeDocument(.capture(student: place), document: document)
        }
    }
    public func edit(_ photo: String) {
        markup = MarkupModel(client: client, place: .capture(student: place), photo: photo, turns: turns)
    }
    private func keep(_ jpeg: Data?) async {
        guard let jpeg, !isSavingPhoto else { return }
        isSavingPhoto = true
        let isKept = await attempt(in: turns, then: screen) { [client, place] in
            try await client.addPiecePhoto(place: place, jpeg: jpeg)
        }
        if isKept { saves += 1 }
        isSavingPhoto = false
    }
    private func change(_ work: (inout PieceDraft) -> Void) {
        guard var next = draft else { return }
        work(&next)
        guard next != draft else { return }
        (draft, problem) = (next, nil)
        Task {
            await turns.take { [self] in
                // Only the newest is worth keeping: typing is faster than a disk.
                if draft == next { await attempt { try await client.keepPiece(place: place, next) } }
            }
        }
    }
}

/// A line about a student's part, as it is typed, and whether it is for staff alone.
public struct TagLine: Equatable, Sendable {
    public var text: String
    public var staffOnly: Bool

    public init(text: String, staffOnly: Bool) { (self.text, self.staffOnly) = (text, staffOnly) }
}

@MainActor
@Observable
public final class TagModel: Trying {
    @ObservationIgnored public private(set) var screen: ScreenReader<TagScreen>!
    @ObservationIgnored public let photos: PhotoShelf
    /// The level that a tap on a name sets; nil: a tap tags, and takes the tag away.
    public var level: String?
    /// The student whose name was tapped and whose record this does not go into.
    public private(set) var refused: String?
    /// What is typed, by student.
    public private(set) var lines: [String: TagLine] = [:]
    public private(set) var saves = 0
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let place: String?
    @ObservationIgnored private var judged: String?
    /// Whose name was tapped last.
    @ObservationIgnored private var last: String?
    @ObservationIgnored private let turns: Turns

    /// - Parameter place: the student beside whom the capture was begun; nil for the class.
    public init(client: any CoreClient, place: String?, turns: Turns = Turns()) {
        (self.client, self.place, self.turns) = (client, place, turns)
        photos = PhotoShelf(client)
        screen = ScreenReader(client, [.roster, .photos]) { [weak self] in
            guard let self else { throw CancellationError() }
            return try await client.tag(place: place, judged: judged)
        }
    }

    public func show(_ outcome: String, _ on: Bool) async {
        await keep { [client, place] in try await client.tagOutcome(place: place, outcome: outcome, on: on) }
    }
    /// Turns the grid to another outcome.
    public func judge(_ outcome: String) async {
        (judged, level) = (outcome, nil)
        await screen.reload()
    }
    /// Tags, sets the picked level, or takes either away again.
    public func tap(_ student: String) async {
        guard let shown = screen.screen, let seat = shown.seats.first(where: { $0.student == student }) else { return }
        last = student
        let tags = !seat.tagged || level != nil
        refused = tags && seat.refusal != nil ? student : nil
        if refused != nil { return }
        await keep { [client, place, level] in
            if let level, let outcome = shown.judged {
                // The same level once more takes it away again; the tag stays.
                let next = level == seat.level ? nil : level
                try await client.tagLevel(place: place, students: [student], outcome: outcome, level: next)
            } else {
                try await client.tagStudent(place: place, student: student, on: !seat.tagged)
            }
        }
    }
    /// Sets the picked level for all of these, in one step.
    public func repeatLevel(for students: [String]) async {
        guard let level, let outcome = screen.screen?.judged, !students.isEmpty else { return }
        (last, refused) = (students.last, nil)
        await keep { [client, place] in
            try await client.tagLevel(place: place, students: students, outcome: outcome, level: level)
        }
    }
    /// The same for all from the name that was tapped last up to this one, as a drag between them passes them.
    public func repeatLevel(upTo student: String) async {
        let all = screen.screen?.seats.map(\.student) ?? []
        guard let to = all.firstIndex(of: student) else { return }
        let from = last.flatMap(all.firstIndex(of:)) ?? to
        await repeatLevel(for: Array(all[min(from, to)...max(from, to)]))
    }
    /// Takes back the last tap or drag on the grid.
    public func untag() async { await keep { [client, place] in try await client.untag(place: place) } }
    /// Takes the tag away, with all that was said of the student.
    public func remove(_ student: String) async {
        lines[student] = nil
        await keep { [client, place] in try await client.tagStudent(place: place, student: student, on: false) }
    }
    /// What is typed is newer than what the core has kept.
    public func line(of seat: TagSeat) -> TagLine {
        lines[seat.student] ?? TagLine(text: seat.note, staffOnly: seat.staffOnly)
    }
    public func write(_ line: TagLine, about student: String) {
        guard lines[student] != line else { return }
        (lines[student], problem) = (line, nil)
        Task {
            await turns.take { [self] in
                // Only the newest is worth keeping: typing is faster than a disk.
                guard lines[student] == line else { return }
                await attempt {
                    try await client.tagNote(
                        place: place, student: student, text: line.text, staffOnly: line.staffOnly)
                }
                await screen.reload()
            }
        }
    }
    public func save() async {
        let isSaved = await keep { [client, place] in try await client.savePiece(place: place) }
        if isSaved { (saves, level, lines) = (saves + 1, nil, [:]) }
    }
    public func undo() async { await keep { [client] in try await client.undo() } }
    /// Says that what was saved shows another outcome, too.
    public func also(_ outcome: String) async {
        await keep { [client, place] in try await client.alsoPiece(place: place, outcome: outcome) }
    }

    @discardableResult
    private func keep(_ work: @escaping @MainActor () async throws -> Void) async -> Bool {
        await attempt(in: turns, then: screen, work)
    }
}
