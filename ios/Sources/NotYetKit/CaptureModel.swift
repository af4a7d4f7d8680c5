// Capture: one student and one outcome in the teacher's hand. Each tap is durable before it shows as saved; level,
// At-bat, With help and the typed text are never carried to another student.
import CoreClient
import Foundation
import NotYetCore
import Observation

@MainActor
@Observable
public final class CaptureModel: Trying {
    @ObservationIgnored public private(set) var screen: ScreenReader<CaptureScreen>!
    @ObservationIgnored public let photos: PhotoShelf
    public let student: String
    public private(set) var purpose = Purpose.practice
    public private(set) var support = Support.alone
    /// What is typed and not saved yet, or was saved in this visit.
    public var nextStep = ""
    public private(set) var isSavingPhoto = false
    /// Rises with each thing that became durable: one light haptic.
    public private(set) var saves = 0
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let camera: any Camera
    @ObservationIgnored private var outcome: String?
    @ObservationIgnored private var kind: String?
    /// The next step as the core last said it, to tell a change there from typing here.
    @ObservationIgnored private var savedStep = ""
    @ObservationIgnored private var shownOutcome = ""
    /// What was typed and not saved, by outcome: a step agreed on one never lands on another.
    @ObservationIgnored private var drafts: [String: String] = [:]
    @ObservationIgnored private let turns: Turns

    /// - Parameter outcome: nil for the one that was used last.
    public init(
        client: any CoreClient, camera: any Camera, student: String, outcome: String? = nil, turns: Turns = Turns()
    ) {
        self.turns = turns
        (self.client, self.camera, self.student, self.outcome) = (client, camera, student, outcome)
        photos = PhotoShelf(client)
        screen = ScreenReader(client, [.roster, .work, .photos, .sync]) { [unowned self] in
            let screen = try await client.capture(student: self.student, outcome: self.outcome, kind: self.kind)
            take(screen)
            return screen
        }
    }

    public func choose(outcome: String) async {
        drafts[shownOutcome] = hasUnsavedStep ? nextStep : nil
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
    public func recordNextStep() async {
        guard let shown = screen.screen else { return }
        let input = NextStepInput(student: student, outcome: shown.head.outcome, text: nextStep)
        await save { [client] in try await client.recordNextStep(input) }
    }
    /// The shutter saves.
    public func takePhoto() async { await record(await camera.canTake ? camera.takePhoto() : camera.choosePhoto()) }
    public func choosePhoto() async { await record(await camera.choosePhoto()) }
    public func undo() async { await save { [client] in try await client.undo() } }
    public func redo() async { await save { [client] in try await client.redo() } }

    /// Whether what is typed is not what was saved.
    public var hasUnsavedStep: Bool {
        let typed = nextStep.trimmingCharacters(in: .whitespacesAndNewlines)
        return !typed.isEmpty && typed != savedStep
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
        await turns.take { [self] in
            if await attempt(work) { saves += 1 }
            await screen.reload()
        }
    }
    private func take(_ screen: CaptureScreen) {
        if !screen.atBatAllowed { purpose = .practice }
        if screen.head.outcome != shownOutcome {
            shownOutcome = screen.head.outcome
            nextStep = drafts[shownOutcome] ?? screen.nextStep
        } else if !hasUnsavedStep {
            // What is typed and not saved stays; otherwise the field follows what the core holds, also after Undo.
            nextStep = screen.nextStep
        }
        savedStep = screen.nextStep
    }
}
