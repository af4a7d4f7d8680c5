import CoreClient
import SwiftUI
import Testing

@testable import NotYetUI

/// The first screen of a student and of a teacher asks the core once, however much it shows, and once more for each change.
@MainActor
@Suite struct OneCallTests {
    @Test func homeIsOneCall() async throws {
        let core = FakeCoreClient(.init(session: .learning))
        let screen = try await open(core)
        #expect(try await screen.asks(core, after: 0) == ["session()", "home()"])
        core.change { $0.school.className = "9Z" }
        #expect(try await screen.asks(core, after: 2) == ["home()"])
        try await screen.wait("9Z")
        try screen.tap("Sync")
        #expect(try await screen.asks(core, after: 3) == ["queue()"])
        try screen.tap("Home")
        #expect(try await screen.asks(core, after: 4) == ["home()"])
    }

    @Test(arguments: [false, true])
    func todayIsOneCall(isRead: Bool) async throws {
        let core = FakeCoreClient(.init(session: .teaching))
        let screen = try await open(core) { $0.accessibilityVoiceOverEnabled = isRead }
        #expect(try await screen.asks(core, after: 0) == ["session()", "today(classId:)"])
        core.change { $0.school.students.removeLast() }
        #expect(try await screen.asks(core, after: 2) == ["today(classId:)"])
        // Under a reader rows wait; of what is new the fake says the number alone.
        if isRead { try await screen.wait("1") } else { try await screen.waitForNo("student-s7") }
        try screen.tap("Sync")
        #expect(try await screen.asks(core, after: 3) == ["queue()"])
        try screen.tap("Today")
        #expect(try await screen.asks(core, after: 4) == ["today(classId:)"])
        // A list that comes into sight shows all of it, and holds it again.
        try await screen.waitForNo("student-s7")
        #expect(!screen.has("1"))
        core.change { $0.school.students.removeLast() }
        #expect(try await screen.asks(core, after: 5) == ["today(classId:)"])
        if isRead { try await screen.wait("1") } else { try await screen.waitForNo("student-s6") }
    }
}

extension StubScreen {
    /// What a core is asked for after so many calls, until nothing more is asked.
    fileprivate func asks(_ core: FakeCoreClient, after known: Int) async throws -> [String] {
        try await wait(for: "call", seconds: 20) { screen in
            // What was never drawn asks for nothing.
            _ = screen.tree
            return core.asked.count > known
        }
        var (asked, quiet) = (core.asked, 0)
        while quiet < 50 {
            _ = tree
            try await Task.sleep(for: .milliseconds(2))
            quiet = core.asked == asked ? quiet + 1 : 0
            asked = core.asked
        }
        return Array(asked.dropFirst(known))
    }
}
