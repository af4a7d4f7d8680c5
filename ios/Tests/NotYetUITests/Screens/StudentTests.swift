import CoreClient
import NotYetCore
import SwiftUI
import Testing

@testable import NotYetUI

/// A student as their teacher sees them: the profile, an outcome, and a piece with its history.
@MainActor
@Suite struct StudentTests {
    private let core = FakeCoreClient(.init(session: .teaching))

    private func recorded() async throws {
        let level = LevelInput(
            student: "s1", outcome: "o-c3", level: "l1", purpose: .atBat, support: .alone, kind: "essay")
        try await core.recordLevel(level)
        try await core.leaveStudent("s1")
    }
    private func outcome() async throws -> StubScreen {
        let screen = try await open(core)
        try screen.tap("student-s1")
        try await screen.wait("outcome-C3")
        try screen.tap("outcome-C3")
        try await screen.wait("Why this level")
        return screen
    }
    private func page() async throws -> StubScreen {
        try await recorded()
        let screen = try await outcome()
        try screen.tap("You showed Approaching on 12 Nov.")
        try await screen.wait("What was said of it")
        return screen
    }

    @Test func theProfileSaysWhenThereWasWorkLast() async throws {
        try await recorded()
        core.change { $0.left = [] }
        let screen = try await open(core)
        try screen.tap("student-s1")
        try await screen.wait("outcome-C3")
        #expect(try screen.element("outcome-C3").name.hasSuffix("Approaching · today."))
        #expect(try screen.element("outcome-C1").name.hasSuffix("No work here yet."))
        #expect(screen.withoutName == [])
        try wireframe("student-profile", screen)
    }

    @Test func everySentenceAndPointAboutAResultOpensIt() async throws {
        try await recorded()
        let screen = try await outcome()
        #expect(screen.has("The student reads the same sentences.") && screen.withoutName == [])
        try screen.tap("Each result")
        try screen.tap("12 Nov: Approaching.")
        try await screen.wait("What was said of it")
        #expect(screen.has("Ms Ortiz, 12 Nov") && screen.has("At-bat · Alone"))
        #expect(!screen.has("Amara Diallo"), "nobody else is on this screen")
        try screen.tap("Back")
        try await screen.wait("Why this level")
        #expect(core.state.left == ["s1"], "only once, before this visit")
    }

    @Test func aLevelIsCorrectedAndTheEarlierOneStaysInSight() async throws {
        let screen = try await page()
        #expect(!screen.has("level-l2"))
        try screen.tap("Correct the level")
        #expect(try screen.element("level-l1").traits.contains(.isSelected))
        try screen.tap("level-l2")
        try await screen.wait("Corrected by Ms Ortiz, 12 Nov")
        #expect(screen.has("You said Approaching., 12 Nov") && !screen.has("level-l2"))
        #expect(screen.withoutName == [])
        try wireframe("student-evidence-corrected", screen)
        try screen.tap("Undo")
        try await screen.wait("Taken back")
        #expect(screen.has("Ms Ortiz, 12 Nov"))
        try screen.tap("Redo")
        try await screen.wait("Corrected by Ms Ortiz, 12 Nov")
        for _ in 1...3 { try screen.tap("Back") }
        await core.wait { $0.left == ["s1", "s1"] }
    }

    @Test func whatThisVisitRecordedIsReplacedBesideTheStudent() async throws {
        try await core.recordLevel(
            LevelInput(student: "s1", outcome: "o-c3", level: "l1", purpose: .atBat, support: .alone, kind: "essay"))
        let screen = try await outcome()
        try screen.tap("You showed Approaching on 12 Nov.")
        try await screen.wait("Saved in this visit. Another level in Conference takes its place.")
        #expect(!screen.has("Correct the level"))
    }

    @Test func aCorrectionThatWasNotSavedSaysWhatToDo() async throws {
        let screen = try await page()
        core.change { $0.intentError = .StorageFull }
        try screen.tap("Correct the level")
        try screen.tap("level-l2")
        try await screen.wait("This device is full. Free some space, then try again.")
        #expect(screen.has("Ms Ortiz, 12 Nov"))
    }

    @Test func anOutcomeLeadsToItsConference() async throws {
        let screen = try await outcome()
        #expect(screen.has("Each result will stand here, on its day."))
        try screen.tap("Record")
        try await screen.wait("level-l1")
        try screen.tap("Back")
        try await screen.wait("Why this level")
        #expect(core.state.left == [])
    }
}
