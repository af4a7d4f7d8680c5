import CoreClient
import NotYetCore
import SwiftUI
import Testing

@testable import NotYetUI

@MainActor
@Suite struct LearnerTests {
    private let core = FakeCoreClient(.init(session: .learning))

    private func taught() async throws {
        let alone = { (outcome: String, level: String, purpose: Purpose) in
            LevelInput(student: "s1", outcome: outcome, level: level, purpose: purpose, support: .alone, kind: nil)
        }
        try await core.recordLevel(alone("o-c1", "l2", .atBat))
        try await core.recordLevel(alone("o-c3", "l1", .atBat))
        try await core.recordFeedback(.step("Use a quotation for each claim", for: "s1", on: "o-c3"))
    }

    @Test func homeSaysWhatIsDoneWhatIsLeftAndWhatIsNext() async throws {
        try await taught()
        let screen = try await open(core)
        try await screen.wait("Use a quotation for each claim")
        let heads = screen.front.all.filter { $0.traits.contains(.isHeader) }.map(\.text)
        #expect(heads == ["Home", "Next", "I can do", "I have left"])
        #expect(try screen.element("outcome-C1").name.hasSuffix("Demonstrating."))
        try wireframe("home", screen)
    }

    @Test func whatComesLaterIsFolded() async throws {
        let screen = try await open(core)
        #expect(!screen.has("outcome-C4"))
        try screen.tap("More later")
        #expect(screen.has("outcome-C4"))
    }

    @Test func anOutcomeExplainsItself() async throws {
        try await taught()
        let screen = try await open(core)
        try screen.tap("outcome-C3")
        try await screen.wait("Why this level")
        #expect(screen.has("You showed Approaching on 12 Nov."))
        let cells = screen.front.all.map(\.name)
        #expect(cells.contains("Approaching · Where you are, I use one piece of evidence that fits my claim."))
        #expect(cells.contains("Demonstrating · Next, I use two or more pieces of evidence that fit my claim."))
        #expect(
            screen.front.all.last { $0.kind == "Element" && $0.name.contains("Open") }?.name
                == "Open for your next chance")
        #expect(screen.withoutName == [])
        try wireframe("outcome", screen)
    }

    @Test func theCurveIsHeardInOneSentenceAndEachResultInOne() async throws {
        try await taught()
        let screen = try await open(core)
        try screen.tap("outcome-C3")
        try await screen.wait("1 results, on 12 Nov. Now: Approaching.")
        #expect(!screen.has("12 Nov: Approaching."))
        try screen.tap("Each result")
        #expect(screen.has("12 Nov: Approaching."))
        try screen.tap("Hide")
        #expect(!screen.has("12 Nov: Approaching."))
    }

    @Test func beforeTheFirstResultTheCurveSaysWhatWillStandThere() async throws {
        let screen = try await open(core)
        try screen.tap("outcome-C1")
        try await screen.wait("Each result will stand here, on its day.")
        #expect(!screen.has("Each result"))
    }

    @Test func theNextStepOpensItsOutcome() async throws {
        try await taught()
        let screen = try await open(core)
        let card = try #require(screen.front.all.first { $0.actionable && $0.name.contains("Use a quotation") })
        try screen.tap(card.name)
        try await screen.wait("Why this level")
    }

    @Test func whatTheTeacherSendsComesByItself() async throws {
        let screen = try await open(core)
        try await taught()
        try await screen.wait("Use a quotation for each claim")
    }

    @Test func everythingThatCanBeTappedHasAName() async throws {
        try await taught()
        let screen = try await open(core)
        #expect(screen.withoutName == [])
        try screen.tap("outcome-C1")
        try await screen.wait("Why this level")
        #expect(screen.withoutName == [])
        try screen.tap("Sync")
        try await screen.wait(containing: "not sent yet")
        #expect(screen.withoutName == [])
    }
}
