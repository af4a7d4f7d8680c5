import CoreClient
import NotYetCore
import SwiftUI
import Testing

@testable import NotYetUI

/// Beside a child nobody else is in sight: not on the screen, and for no reader either.
@MainActor
@Suite struct OneStudentTests {
    private let core = FakeCoreClient(.init(session: .teaching))
    private let others = FakeSchool.usual.students.filter { $0.id != "s1" }.map(\.name)

    private func opened(wide: Bool) async throws -> StubScreen {
        let screen = try await open(core) { if wide { $0.stubSize = CGSize(width: 1180, height: 820) } }
        #expect(others.count == 6 && others.allSatisfy { screen.front.dump().contains($0) }, "Today lists them all")
        try screen.tap("student-s1")
        try await screen.wait("outcome-C3")
        return screen
    }
    private func named(_ screen: StubScreen) -> [String] { others.filter { screen.front.dump().contains($0) } }

    @Test(arguments: [false, true]) func aConferenceNamesNobodyElse(wide: Bool) async throws {
        try await core.recordFeedback(.step("Ask for the source.", for: "s3", on: "o-c3"))
        let screen = try await opened(wide: wide)
        try screen.tap("outcome-C3")
        try await screen.wait("Why this level")
        try screen.tap("Record")
        try await screen.wait("level-l1")
        #expect(named(screen) == [])
        try screen.tap("level-l1")
        try await screen.wait("Saved")
        #expect(named(screen) == [])
    }

    @Test func aCaptureBesideAStudentNamesNobodyElse() async throws {
        let screen = try await opened(wide: false)
        try screen.tap("Capture work")
        try await screen.wait("Take a photo")
        try screen.tap("Take a photo")
        try await screen.wait("Whose work is it?")
        #expect(named(screen) == [])
    }
}
