import CoreClient
import NotYetCore
import SwiftUI
import Testing

@testable import NotYetUI

/// Every screen in its states, one thing changed at a time.
@MainActor
@Suite struct ScreenWireframes {
    enum Screen: String, CaseIterable {
        case join, today, roster, student, studentOutcome, studentEvidence, conference, walk, capture, tag, home,
            outcome,
            assess, add,
            markup, evidence, feedback, thread, sync
    }

    struct State: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var school = FakeSchool.usual
        var change: @Sendable (inout FakeCoreClient.State) -> Void = { _ in }
        var environment: @Sendable @MainActor (inout EnvironmentValues) -> Void = { _ in }
    }
    nonisolated static let states = [
        State(testDescription: "usual"),
        State(testDescription: "long", school: .longWords),
        State(testDescription: "offline") { $0.isOnline = false },
        State(testDescription: "largest", environment: { $0.dynamicTypeSize = .accessibility3 }),
        State(testDescription: "dark", environment: { $0.colorScheme = .dark }),
        State(testDescription: "tablet", environment: { $0.stubSize = CGSize(width: 820, height: 1180) }),
    ]

    @Test(arguments: Screen.allCases, states)
    func drawn(_ which: Screen, _ state: State) async throws {
        let core = FakeCoreClient(.init(state.school, session: session(which)))
        if which != .join { try await fill(core) }
        core.change(state.change)
        let screen = try await open(core, in: state.environment)
        try await go(to: which, screen)
        #expect(screen.withoutName == [])
        #expect(screen.withoutRoom == [])
        try wireframe("\(which.rawValue)-\(state.testDescription)", screen)
    }

    @Test(arguments: [Screen.today, .roster, .home])
    func empty(_ which: Screen) async throws {
        let screen = try await open(FakeCoreClient(.init(.empty, session: session(which))))
        try await go(to: which, screen)
        try await screen.wait(which == .home ? "Your class will stand here" : "Your classes will stand here")
        try wireframe("\(which.rawValue)-empty", screen)
    }

    @Test(arguments: [Screen.today, .home, .sync])
    func failed(_ which: Screen) async throws {
        let core = FakeCoreClient(.init(session: session(which)))
        let screen = try await open(core)
        core.change { $0.readError = .StorageFull }
        let again = try await open(core)
        #expect(again.has("This device is full. Free some space, then try again.") && again.has("Try again"))
        #expect(screen.texts.count > 2, "what was shown stays")
        try wireframe("\(which.rawValue)-failed", again)
    }

    @Test func fiveHundredStudents() async throws {
        let screen = try await open(FakeCoreClient(.init(.veryFull, session: .teaching)))
        try await screen.wait("student-s500")
        #expect(screen.withoutName == [])
        #expect(screen.withoutRoom == [])
    }

    private func session(_ which: Screen) -> SessionState {
        switch which {
        case .join: .notJoined
        case .today, .roster, .student, .studentOutcome, .studentEvidence, .conference, .walk, .capture, .tag, .sync:
            .teaching
        case .home, .outcome, .assess, .add, .markup, .evidence, .feedback, .thread: .learning
        }
    }
    private func fill(_ core: FakeCoreClient) async throws {
        let level = { (outcome: String, level: String, purpose: Purpose) in
            LevelInput(student: "s1", outcome: outcome, level: level, purpose: purpose, support: .alone, kind: nil)
        }
        try await core.recordLevel(level("o-c1", "l2", .atBat))
        try await core.recordLevel(level("o-c4", "l1", .practice))
        try await core.recordFeedback(.step("Use a quotation for each claim", for: "s1", on: "o-c3"))
        try await core.leaveStudent("s1")
        try await core.recordLevel(level("o-c3", "l1", .atBat))
        try await core.recordPhoto(.init(student: "s1", outcome: "o-c3", kind: nil, jpeg: Samples.jpeg))
        let place = WorkPlace.judged(outcome: "o-c3")
        let draft = WorkDraft(
            outcome: nil, picks: [RowPick(row: "", level: "l1")], support: .alone, text: "Two quotations", link: "",
            reflection: "")
        if core.state.session == .learning { try await core.saveWork(place, draft) }
    }
    private func go(to which: Screen, _ screen: StubScreen) async throws {
        switch which {
        case .join, .today, .home: break
        case .roster:
            try screen.tap("Class")
            try await screen.wait(for: "the page", seconds: 5) {
                $0.has("profile-s1") || $0.has("Your classes will stand here")
            }
        case .student, .studentOutcome, .studentEvidence, .conference:
            try await screen.wait("student-s1")
            try screen.tap("student-s1")
            try await screen.wait("outcome-C3")
            if which == .student { return }
            try screen.tap("outcome-C3")
            try await screen.wait("Why this level")
            if which == .studentOutcome { return }
            if which == .studentEvidence {
                let why = try #require(screen.front.all.first { $0.actionable && $0.name.hasPrefix("You showed") })
                try screen.tap(why.name)
                try await screen.wait("What was said of it")
                return
            }
            try screen.tap("Record")
            try await screen.wait("level-l1")
        case .walk:
            try screen.tap("Walk through the class")
            try await screen.wait("seat-s1")
            try screen.tap("seat-s1")
            try await screen.wait("level-l1")
        case .capture, .tag:
            try screen.tap("Capture work")
            try await screen.wait("Take a photo")
            guard which == .tag else { return }
            try screen.tap("Take a photo")
            try await screen.wait("Whose work is it?")
            try screen.tap("Whose work is it?")
            try await screen.wait("tag-s1")
            try screen.tap("tag-s1")
            try await screen.wait("line-s1")
        case .outcome:
            try await screen.wait("outcome-C3")
            try screen.tap("outcome-C3")
            try await screen.wait("Why this level")
        case .assess, .evidence:
            try await go(to: .outcome, screen)
            try screen.tap(which == .assess ? "Judge my work" : "Two quotations")
            try await screen.wait(which == .assess ? "choosing-l1" : "Judge it again")
        case .add:
            try screen.tap("Add")
            try await screen.wait("pick-C3")
        case .markup:
            try await go(to: .add, screen)
            try screen.tap("Choose a photo")
            for name in ["Photo, not saved yet", "Edit this photo"] {
                try await screen.wait(name)
                try screen.tap(name)
            }
            try await screen.wait("Photo with 0 changes")
        case .feedback, .thread:
            try screen.tap("Feedback")
            try await screen.wait("New")
            guard which == .thread else { return }
            try screen.tap("f2")
            try await screen.wait("I understand")
        case .sync:
            try screen.tap("Sync")
            try await screen.wait("Not sent yet")
        }
    }
}
