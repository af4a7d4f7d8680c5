// Conference: a teacher beside one student. Each tap is durable before it shows as saved; level, At-bat, With help and
// the typed text are never carried to another student.
import CoreClient
import Foundation
import NotYetCore
import Observation

@MainActor
@Observable
public final class ConferenceModel: Trying {
    @ObservationIgnored public private(set) var screen: ScreenReader<ConferenceScreen>!
    @ObservationIgnored public let photos: PhotoShelf
    /// The voice note beside the feedback.
    @ObservationIgnored public private(set) var voice: VoiceModel!
    /// The next step in the student's own voice.
    @ObservationIgnored public private(set) var ownVoice: VoiceModel!
    public let student: String
    public private(set) var purpose = Purpose.practice
    public private(set) var support = Support.alone
    /// What is typed and not saved yet, or was saved in this visit.
    public var feedback = FeedbackParts.nothing { didSet { if feedback != oldValue { keepTyped() } } }
    /// The next step in the student's own words, likewise.
    public var ownWords = "" { didSet { if ownWords != oldValue { keepTyped() } } }
    public private(set) var isSavingPhoto = false
    /// Rises with each thing that became durable: one light haptic.
    public private(set) var saves = 0
    public var problem: Problem?
    /// The photo that is being drawn on for the feedback.
    public var markup: MarkupModel?
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let camera: any Camera
    @ObservationIgnored private var outcome: String?
    @ObservationIgnored private var kind: String?
    /// As the core last said it, to tell a change there from typing here.
    @ObservationIgnored private var shown = (outcome: "", feedback: FeedbackParts.nothing, ownWords: "")
    /// What changes in the fields comes from the core, not from a keyboard.
    @ObservationIgnored private var isFollowing = false
    /// What waits to be kept, by outcome: of what is typed letter by letter the latest only.
    @ObservationIgnored private var drafts: [String: (parts: FeedbackParts, ownWords: String)] = [:]
    @ObservationIgnored private(set) var keeping: Task<Void, Never>?
    @ObservationIgnored private let turns: Turns
    @ObservationIgnored private let handOver: HandOver

    /// - Parameter outcome: nil for the one that the core proposes.
    public init(
        client: any CoreClient, camera: any Camera, sound: any Sound = NoSound(), student: String,
        outcome: String? = nil, turns: Turns = Turns(),
        handOver: @escaping HandOver = { _, _ in }
    ) {
        (self.turns, self.handOver) = (turns, handOver)
        (self.client, self.camera, self.student, self.outcome) = (client, camera, student, outcome)
        photos = PhotoShelf(client)
        screen = ScreenReader(
            client, [.roster, .work, .photos, .sync], taking: { [weak self] in self?.take($0) },
            read: { [weak self] in
                guard let self else { throw CancellationError() }
                return try await client.conference(student: student, outcome: self.outcome, kind: kind)
            })
        let floor = Floor()
        let voice = { [weak self] (place: @escaping @MainActor (_ outcome: String) -> DraftPlace) in
            VoiceModel(
                client: client, sound: sound, turns: turns, floor: floor,
                place: { self?.screen.screen.map { place($0.head.outcome) } },
                onChanged: { await self?.screen.reload() })
        }
        self.voice = voice { .feedback(student: student, outcome: $0) }
        ownVoice = voice { .ownWords(student: student, outcome: $0) }
    }
    /// Returns once what was said until now is kept.
    func fallSilent() async {
        await voice.ended()
        await ownVoice.ended()
    }

    /// Puts the device into the student's hands; what is typed was kept.
    public func handToStudent() async {
        guard let outcome = screen.screen?.head.outcome else { return }
        await keeping?.value
        await turns.take { [self] in await attempt { try await handOver(student, outcome) } }
    }
    public func choose(outcome: String) async {
        await keeping?.value
        self.outcome = outcome
        await screen.reload()
    }
    public func choose(kind: String) async {
        self.kind = kind
        await screen.reload()
    }
    public func choose(_ purpose: Purpose) async {
        guard purpose != self.purpose, purpose == .practice || screen.screen?.atBatAllowed == true else { return }
        self.purpose = purpose
        await recordChosenAgain()
    }
    public func choose(_ support: Support) async {
        guard support != self.support else { return }
        self.support = support
        await recordChosenAgain()
    }

    /// One tap saves; another in the same visit replaces it.
    public func record(level: String) async {
        guard let shown = screen.screen else { return }
        let input = LevelInput(
            student: student, outcome: shown.head.outcome, level: level, purpose: purpose, support: support,
            kind: shown.kinds.first(where: \.chosen)?.kind)
        await save { [client] in try await client.recordLevel(input) }
    }
    public func recordFeedback() async { await say(feedback) }
    /// Puts a phrase into a part and saves; one that is there already is taken out, and nothing is saved.
    public func put(_ phrase: String, into part: FeedbackPart) async {
        let typed = feedback[keyPath: part]
        guard !typed.contains(phrase) else {
            let rest = typed.replacingOccurrences(of: phrase, with: "").replacingOccurrences(of: "  ", with: " ")
            feedback[keyPath: part] = rest.trimmed
            return
        }
        feedback[keyPath: part] = "\(typed.trimmed) \(phrase)".trimmed
        // What is typed in the other parts waits for its own button.
        var parts = shown.feedback
        parts[keyPath: part] = feedback[keyPath: part]
        await say(parts)
    }
    public func recordOwnWords() async {
        guard let shown = screen.screen else { return }
        let (outcome, text) = (shown.head.outcome, ownWords)
        let input = OwnWordsInput(student: student, outcome: outcome, text: text)
        await save { [self] in
            try await client.recordOwnWords(input)
            if self.shown.outcome == outcome { self.shown.ownWords = text.trimmed }
        }
    }
    /// The shutter saves.
    public func takePhoto() async { await record(await camera.canTake ? camera.takePhoto() : camera.choosePhoto()) }
    public func choosePhoto() async { await record(await camera.choosePhoto()) }
    /// Says that the work of this visit shows another outcome, too.
    public func also(_ shows: String) async {
        guard let outcome = screen.screen?.head.outcome else { return }
        await save { [client, student] in
            try await client.recordAlso(student: student, outcome: outcome, shows: shows)
        }
    }
    public func undo() async { await save { [client] in try await client.undo() } }
    public func redo() async { await save { [client] in try await client.redo() } }

    /// Draws on a copy of a photo, as a part of the feedback; one that was drawn on already is changed again.
    public func draw(on photo: String) {
        guard let outcome = screen.screen?.head.outcome else { return }
        let place = DraftPlace.feedback(student: student, outcome: outcome)
        markup = MarkupModel(client: client, place: place, photo: photo, turns: turns)
    }
    /// Takes a photo out of the piece of work that this visit recorded.
    public func remove(_ photo: String) async {
        guard let outcome = screen.screen?.head.outcome else { return }
        await save { [client, student] in try await client.removeWorkPhoto(student, outcome: outcome, photo: photo) }
    }
    public func removeDrawing(_ photo: String) async {
        guard let outcome = screen.screen?.head.outcome else { return }
        await save { [client, student] in try await client.removeDrawing(student, outcome: outcome, photo: photo) }
    }

    /// Whether what is typed, drawn or said is not what was saved.
    public var hasUnsavedFeedback: Bool {
        feedback.trimmed != screen.screen?.feedback || screen.screen?.drawing.isEmpty == false
            // One that was not listened to waits, and holds up nothing else.
            || screen.screen?.voice.isHeard == true
    }
    public var hasUnsavedWords: Bool {
        let own = screen.screen?.ownWords
        return own?.voice.isHeard == true || (!ownWords.trimmed.isEmpty && ownWords.trimmed != own?.saved)
    }
    /// What a text says of a person where it could say what the work does.
    public func fixedMindset(_ text: String) -> [String] {
        let units = Array(text.utf16)
        return client.fixedMindset(text).compactMap { place in
            guard place.end <= units.count else { return nil }
            return String(decoding: units[Int(place.start)..<Int(place.end)], as: UTF16.self)
        }
    }

    private func say(_ parts: FeedbackParts) async {
        guard let shown = screen.screen else { return }
        let outcome = shown.head.outcome
        let input = input(outcome, parts)
        await save { [self] in
            try await client.recordFeedback(input)
            if self.shown.outcome == outcome { self.shown.feedback = parts.trimmed }
        }
        // The core has let go of what was typed; what this did not save is kept again.
        keepTyped()
    }
    private func input(_ outcome: String, _ parts: FeedbackParts) -> FeedbackInput {
        FeedbackInput(
            student: student, outcome: outcome, wentWell: parts.wentWell, improve: parts.improve,
            nextStep: parts.nextStep)
    }
    /// One write at a time, after what was tapped before.
    private func keepTyped() {
        guard !isFollowing, !shown.outcome.isEmpty else { return }
        drafts[shown.outcome] = (
            feedback.trimmed == shown.feedback ? .nothing : feedback,
            ownWords.trimmed == shown.ownWords ? "" : ownWords
        )
        guard keeping == nil else { return }
        keeping = Task {
            // What could not be kept stays on screen; the next letter tries again.
            while !drafts.isEmpty {
                await turns.take { [self] in
                    if let (outcome, draft) = drafts.popFirst() {
                        try? await client.keepDraft(input(outcome, draft.parts), ownWords: draft.ownWords)
                    }
                }
            }
            keeping = nil
        }
    }
    private func record(_ jpeg: Data?) async {
        guard let jpeg, let shown = screen.screen, !isSavingPhoto else { return }
        isSavingPhoto = true
        let input = PhotoInput(
            student: student, outcome: shown.head.outcome, kind: shown.kinds.first(where: \.chosen)?.kind, jpeg: jpeg)
        await save { [client] in try await client.recordPhoto(input) }
        isSavingPhoto = false
    }
    /// What is on screen is what is saved: a level that was tapped in this visit follows the two choices.
    private func recordChosenAgain() async {
        guard let level = screen.screen?.levels.first(where: \.chosen) else { return }
        await record(level: level.level)
    }
    private func save(_ work: @escaping @MainActor () async throws -> Void) async {
        if await attempt(in: turns, then: screen, work) { saves += 1 }
    }
    private func take(_ screen: ConferenceScreen) {
        if !screen.atBatAllowed { purpose = .practice }
        isFollowing = true
        defer { isFollowing = false }
        let before = shown
        shown = (screen.head.outcome, screen.feedback, screen.ownWords?.saved ?? "")
        if before.outcome != shown.outcome {
            let typed = screen.ownWords?.typed ?? ""
            (feedback, ownWords) = (screen.typed ?? shown.feedback, typed.isEmpty ? shown.ownWords : typed)
            return
        }
        // What is typed and not saved stays; otherwise the fields follow what the core holds, also after Undo.
        // Saying the same again would draw the screen again.
        if feedback.trimmed == before.feedback, feedback != shown.feedback { feedback = shown.feedback }
        if ownWords.trimmed == before.ownWords, ownWords != shown.ownWords { ownWords = shown.ownWords }
    }
}

/// One of the three parts.
public typealias FeedbackPart = WritableKeyPath<FeedbackParts, String> & Sendable

extension FeedbackParts {
    /// As it would be saved.
    var trimmed: Self { .init(wentWell: wentWell.trimmed, improve: improve.trimmed, nextStep: nextStep.trimmed) }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
