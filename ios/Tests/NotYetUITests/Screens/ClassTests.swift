import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI
import Testing

@testable import NotYetUI

/// The page of the class.
@MainActor
@Suite struct ClassTests {
    private let core = FakeCoreClient(.init(session: .teaching))

    private func opened(in environment: (inout EnvironmentValues) -> Void = { _ in }) async throws -> StubScreen {
        let screen = try await open(core, in: environment)
        try screen.tap("Class")
        try await screen.wait("profile-s1")
        return screen
    }
    private func level(_ student: String, _ outcome: String, _ level: String) async throws {
        try await core.recordLevel(
            LevelInput(
                student: student, outcome: outcome, level: level, purpose: .atBat, support: .alone, kind: "essay"))
    }

    @Test func aRowIsHeardInOneBreathAndOpensTheStudent() async throws {
        try await level("s1", "o-c3", "l2")
        let screen = try await opened()
        let heard = screen.front.all.filter { $0.actionable && $0.name.hasPrefix("Amara Okafor") }.map(\.name)
        #expect(heard == ["Amara Okafor, C1 No work here yet, C3 Demonstrating, C4 No work here yet."])
        #expect(screen.withoutName == [])
        try screen.tap("profile-s1")
        try await screen.wait("outcome-C3")
        try screen.tap("Back")
        try await screen.wait("profile-s1")
        await core.wait { $0.left == ["s1"] }
    }

    @Test func everyoneStaysInTheRostersOrderWhateverTheirLevels() async throws {
        let screen = try await opened()
        let order = { screen.front.all.compactMap(\.identifier).filter { $0.hasPrefix("profile-") } }
        let before = order()
        #expect(before == (1...7).map { "profile-s\($0)" })
        try await level("s7", "o-c1", "l3")
        try await screen.wait("Thiri, C1 Exceeding, C3 No work here yet, C4 No work here yet.")
        #expect(order() == before)
    }

    @Test func aNameIsFoundAsItIsTyped() async throws {
        let screen = try await opened()
        try screen.type("whít", into: "Find a name")
        try await screen.waitForNo("profile-s1")
        #expect(screen.has("profile-s3"))
        try screen.type("whitx", into: "Find a name")
        try await screen.wait("Nobody fits. Type less of the name.")
        try screen.type("", into: "Find a name")
        try await screen.wait("profile-s1")
    }

    @Test func fromTwoPanesOnTheClassStaysInSight() async throws {
        let screen = try await opened { $0.stubSize = CGSize(width: 1180, height: 820) }
        #expect(screen.has("Pick a student"))
        try screen.tap("profile-s1")
        try await screen.wait("outcome-C3")
        #expect(try screen.element("profile-s1").traits.contains(.isSelected))
        #expect(screen.withoutName == [])
        try wireframe("roster-panes", screen)
        try screen.tap("profile-s2")
        await core.wait { $0.left == ["s1"] }
    }

    @Test func todayDoesNotShowWhoWasOpenedFromClass() async throws {
        let screen = try await opened()
        try screen.tap("profile-s1")
        try await screen.wait("outcome-C3")
        try screen.tap("Today")
        try await screen.wait("student-s1")
        #expect(!screen.has("outcome-C3"))
        await core.wait { $0.left == ["s1"] }
    }

    @Test func withoutOutcomesTheStudentsAreThereAllTheSame() async throws {
        core.change { $0.school.outcomes = [] }
        let screen = try await opened()
        #expect(screen.has("Outcomes will stand here") && screen.has("profile-s7"))
        try wireframe("roster-no-outcomes", screen)
        core.change { $0.school.students = [] }
        try await screen.wait("Nobody is in this class yet")
        #expect(!screen.has("Find a name") && !screen.has("Capture work"))
    }

    @Test func signsWrapAtTheLargestTextAndFromRightToLeft() async throws {
        core.change { state in
            let one = state.school.outcomes[0]
            state.school.outcomes = (1...12).map { at in
                var next = one
                (next.id, next.code) = ("o-\(at)", "C\(at)")
                return next
            }
        }
        let screen = try await opened {
            $0.dynamicTypeSize = .accessibility3
            $0.layoutDirection = .rightToLeft
        }
        #expect(screen.has("profile-s7") && screen.withoutName == [])
        try wireframe("roster-largest-rtl", screen)
    }

    @Test func fiveHundredStudents() async throws {
        core.change { $0.school = .veryFull }
        let screen = try await opened()
        try await screen.wait("profile-s500")
    }
}
