import CoreClient
import NotYetCore
import SwiftUI
import Testing

@testable import NotYetUI

@MainActor
@Suite struct SyncTests {
    private let core = FakeCoreClient(.init(session: .teaching))

    private func sync() async throws -> StubScreen {
        let screen = try await open(core)
        try screen.tap("Sync")
        return screen
    }

    @Test func nothingWaits() async throws {
        let screen = try await sync()
        try await screen.wait("Everything is sent.")
        #expect(!screen.has("Try now"))
        try wireframe("sync-empty", screen)
    }

    @Test func whatWaitsIsSentNow() async throws {
        try await core.recordFeedback(.step("Say why", for: "s3", on: "o-c3"))
        let screen = try await sync()
        try await screen.wait(containing: "1 not sent yet.")
        #expect(screen.has("A record for Ben Whitaker, Until you leave this student"))
        try screen.tap("Try now")
        try await screen.wait("Everything is sent.")
    }

    @Test func howMuchHasComeIsSaid() async throws {
        core.change { $0.fetching = Fetching(text: "Fetching: 1200 of 5800", permille: 206) }
        let screen = try await sync()
        try await screen.wait("Fetching: 1200 of 5800")
        try wireframe("sync-fetching", screen)
    }

    @Test func whatWasRefusedStaysInSight() async throws {
        core.change {
            $0.refused = [
                RefusedRow(text: "Level for Ben W.: C3", reason: "You have left this class. Ask the office.")
            ]
        }
        let screen = try await sync()
        try await screen.wait("Not taken")
        #expect(screen.has("Level for Ben W.: C3, You have left this class. Ask the office."))
        try wireframe("sync-refused", screen)
    }

    @Test func whatWasSavedFromDamagedDataIsReadOnce() async throws {
        core.change { $0.setAside = SetAside(text: "Saved from it: records 3.", rest: "The rest comes again.") }
        let screen = try await sync()
        try await screen.wait("Saved from it: records 3.")
        #expect(screen.withoutName == [])
        try wireframe("sync-set-aside", screen)
        try screen.tap("I have read it")
        try await screen.waitForNo("Saved from it: records 3.")
        #expect(core.state.setAside == nil)
    }
}
