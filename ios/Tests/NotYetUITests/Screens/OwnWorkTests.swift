import CoreClient
import Foundation
import NotYetCore
import SwiftUI
import Testing

@testable import NotYetUI

/// A student judges their own work, and talks about feedback.
@MainActor
@Suite struct OwnWorkTests {
    private let core = FakeCoreClient(.init(session: .learning))

    private func assess(_ camera: FileCamera = FileCamera()) async throws -> StubScreen {
        let screen = try await open(core, camera: camera)
        try screen.tap("outcome-C3")
        try await screen.wait("Why this level")
        try screen.tap("Judge my work")
        try await screen.wait("choosing-l1")
        return screen
    }

    @Test func workIsJudgedRowByRowAndSavedWithOneTap() async throws {
        let screen = try await assess()
        #expect(screen.has("I use one piece of evidence that fits my claim."), "the words stand where they are tapped")
        try screen.tap("choosing-l1")
        try screen.tap("level-l2")
        try screen.type("Two quotations", into: "Written work")
        try screen.type("I see both", into: "One line about it")
        try screen.tap("Take a photo")
        try await screen.wait("Photo, not saved yet")
        #expect(screen.withoutName == [])
        try wireframe("assess-filled", screen)
        try screen.tap("Save")
        try await screen.wait("Saved")
        try await screen.wait(containing: "Two quotations")
        let piece = try #require(core.state.own.pieces.first)
        #expect(piece.picks.map(\.level) == ["l1", "l2"] && piece.photos.count == 1)
        #expect(piece.text == "Two quotations\n\nI see both")
        #expect(screen.withoutName == [])
    }

    @Test func whatIsTypedOutlivesTheScreen() async throws {
        let screen = try await assess()
        try screen.tap("choosing-l1")
        try screen.type("Two quotations", into: "Written work")
        try await screen.wait(for: "the draft") { _ in
            core.state.own.drafts.values.contains { $0.text == "Two quotations" }
        }
        try screen.tap("Back")
        try await screen.wait("Judge my work")
        try screen.tap("Judge my work")
        try await screen.wait("choosing-l1")
        #expect(try screen.element("Written work").value == "Two quotations")
        #expect(try screen.element("choosing-l1").traits.contains(.isSelected))
        #expect(core.state.own.pieces.isEmpty, "nothing is saved by itself")
    }

    @Test func takingBackPutsWhatWasTypedThereAgain() async throws {
        let screen = try await assess()
        try screen.tap("choosing-l1")
        try screen.tap("Save")
        try await screen.wait("Undo")
        try screen.tap("Undo")
        try await screen.waitForNo("Undo")
        #expect(core.state.own.pieces.isEmpty)
        try screen.tap("Judge my work")
        try await screen.wait("choosing-l1")
        #expect(try screen.element("choosing-l1").traits.contains(.isSelected))
    }

    @Test func whatCannotBeSavedSaysSoAtItsPlaceAndStays() async throws {
        let screen = try await assess(FileCamera(Data("no photo".utf8)))
        try screen.tap("Choose a photo")
        try await screen.wait("This photo will not open. Take it again. Your note is kept.")
        try screen.type("two words", into: "Link")
        try screen.tap("Save")
        try await screen.wait("Tap the level first.")
        try screen.tap("choosing-l1")
        try screen.tap("Save")
        try await screen.wait("That is not the address of a page. Check it.")
        #expect(try screen.element("Link").value == "two words")
    }

    @Test func aPhotoOfTheDraftIsTakenOutAgain() async throws {
        let screen = try await assess()
        try screen.tap("Choose a photo")
        try await screen.wait("Photo, not saved yet")
        try screen.tap("Photo, not saved yet")
        try await screen.wait("Remove this photo")
        try screen.tap("Remove this photo")
        try await screen.waitForNo("Photo, not saved yet")
    }

    @Test func aPieceSaysWhatWasSaidOfItAndIsJudgedAgain() async throws {
        let screen = try await assess()
        try screen.tap("level-l1")
        try screen.type("Two quotations", into: "Written work")
        try screen.tap("Save")
        try await screen.wait("Undo")
        try screen.tap("Two quotations")
        try await screen.wait("You said Approaching.")
        #expect(screen.has("You judged it., 12 Nov"))
        #expect(screen.withoutName == [])
        try wireframe("evidence", screen)
        try screen.tap("Judge it again")
        try await screen.wait("choosing-l1")
        try screen.tap("level-l2")
        try screen.tap("Save")
        try await screen.wait("You said Demonstrating.")
    }

    @Test func workIsAddedWithoutJudgingIt() async throws {
        let screen = try await open(core)
        try screen.tap("Add")
        try await screen.wait("pick-C3")
        try screen.type("Two quotations", into: "Written work")
        try screen.tap("Save")
        try await screen.wait("Pick the outcome first.")
        try screen.tap("pick-C3")
        #expect(screen.withoutName == [])
        try wireframe("add", screen)
        try screen.tap("Save")
        try await screen.wait("Undo")
        try await screen.wait("", in: "Written work")
        #expect(core.state.own.pieces.map(\.outcome) == ["o-c3"] && core.state.own.pieces[0].picks.isEmpty)
        try screen.tap("Undo")
        try await screen.waitForNo("Undo")
        try await screen.wait("Two quotations", in: "Written work")
    }

    @Test func readinessIsSaidFirstAndPracticeSpeaksThen() async throws {
        let screen = try await open(core)
        try screen.tap("outcome-C3")
        try await screen.wait("Can I show it?")
        #expect(!screen.has("Your last practice piece: 1 at Demonstrating."))
        try screen.tap("Not ready yet")
        try await screen.wait("First, agree on a next step with your teacher.")
        #expect(screen.has("Your last practice piece: 1 at Demonstrating."))
        try screen.tap("Undo")
        try await screen.waitForNo("Undo")
        #expect(core.state.own.sure.isEmpty)
    }

    @Test func anOutcomeIsSaidInOnesOwnWords() async throws {
        let screen = try await open(core)
        try screen.tap("outcome-C3")
        try await screen.wait("In my own words")
        try screen.type("I prove what I say", into: "Say what it means to you.")
        try screen.tap("Save my words")
        try await screen.wait("I prove what I say")
        try await screen.waitForNo("Save my words")
        #expect(screen.withoutName == [])
        try screen.tap("Undo")
        try await screen.wait("I prove what I say", in: "Say what it means to you.")
        #expect(screen.has("Save my words"))
    }

    private func left(_ text: String) async throws {
        try await core.recordFeedback(.step(text, for: "s1", on: "o-c3"))
        try await core.leaveStudent("s1")
    }
    private func thread() async throws -> StubScreen {
        try await left("Use a quotation for each claim")
        let screen = try await open(core)
        try screen.tap("Feedback")
        try await screen.wait("New")
        try screen.tap("f0")
        try await screen.wait("I understand")
        return screen
    }

    @Test func feedbackIsNewUntilItIsOpened() async throws {
        let screen = try await thread()
        try wireframe("thread", screen)
        #expect(screen.withoutName == [])
        try screen.tap("Back")
        try await screen.wait("Earlier")
        #expect(!screen.has("New"))
        try wireframe("feedback", screen)
    }

    @Test func theLevelComesWhenItIsAskedFor() async throws {
        let screen = try await thread()
        #expect(!screen.has("Ms Ortiz said Approaching."))
        try screen.tap("Show level")
        #expect(screen.has("Ms Ortiz said Approaching."))
    }

    @Test func aQuestionIsAskedTakenBackAndAnswered() async throws {
        let screen = try await thread()
        try screen.type("Which claim?", into: "Your question")
        try screen.tap("Ask")
        try await screen.wait("Undo")
        try screen.tap("Undo")
        try await screen.waitForNo("Undo")
        try await screen.wait("Which claim?", in: "Your question")
        try screen.tap("Ask")
        try await screen.wait(for: "the question") { _ in core.state.own.said.count == 1 }
        let question = try #require(core.state.own.said.first)
        try await core.answer(question: question.id, text: "The first one.")
        try await screen.wait("Ms Ortiz, 12 Nov, The first one.")
        try screen.tap("I understand")
        try await screen.wait("You said that you understand.")
    }

    @Test func theNextStepIsSaidInOnesOwnWordsAndStandsOnTop() async throws {
        let screen = try await thread()
        try screen.tap("Say it in your own words")
        try screen.type("I quote once for each thing I say.", into: "The next step, in your words")
        try screen.tap("Save my words")
        try await screen.wait("Next step, in your words")
        #expect(screen.has("I quote once for each thing I say."))
        #expect(screen.has("In your teacher's words, Use a quotation for each claim"))
    }

    @Test func aTeacherAnswersFromTheStudentsPage() async throws {
        try await left("Use a quotation for each claim")
        try await core.saveReply("f0", .question, text: "Which claim?")
        core.change { $0.session = .teaching }
        let screen = try await open(core)
        try screen.tap("student-s1")
        try await screen.wait("Which claim?")
        try screen.type("The first one.", into: "Your answer")
        #expect(screen.withoutName == [])
        try wireframe("student-asked", screen)
        try screen.tap("Save answer")
        try await screen.waitForNo("Which claim?")
        #expect(core.state.own.said.last?.what == .answer(to: "said-1", "The first one."))
    }
}
