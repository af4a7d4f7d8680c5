import CoreClient
import NotYetCore
import SwiftUI
import Testing

@testable import NotYetUI

/// What a person chooses for themselves, from their own profile, by taps.
@MainActor
@Suite struct SettingsTests {
    private func settings(_ screen: StubScreen, from place: String) async throws {
        try screen.tap(place)
        try await screen.wait("Settings")
        try screen.tap("Settings")
        try await screen.wait("Language")
    }
    private func choose(_ screen: StubScreen, _ language: String) throws {
        try screen.tap(try #require(screen.front.all.first { $0.actionable && $0.name.hasPrefix(language) }).name)
    }

    /// Whether the levels stand at the beginning of the row, before the work.
    private func isFirst(_ screen: StubScreen) -> Bool {
        let all = screen.front.all
        let work = all.firstIndex { $0.text == "All outcomes" || $0.text.hasPrefix("كل ") } ?? 0
        return (all.firstIndex { $0.identifier == "level-l1" } ?? .max) < work
    }

    @Test func aLanguageHoldsAtOnceOnEveryScreen() async throws {
        let core = FakeCoreClient(.init(session: .learning))
        let screen = try await open(core)
        try await settings(screen, from: "Me")
        #expect(screen.withoutName == [] && !screen.has("I hold it"))
        try wireframe("settings-student", screen)
        try choose(screen, "Español")
        try await screen.wait("Idioma")
        try await screen.wait(containing: "Nadie que hable el idioma la ha leído.")
        try choose(screen, "العربية")
        try await screen.wait("اللغة")
        try wireframe("settings-arabic", screen)
        try screen.tap("الرئيسية")
        try await screen.wait(for: "Home in Arabic") { $0.has("أستطيع") || $0.has("بقي لي") }
    }

    @Test func theControlsStandAtTheHandsSideWhicheverWayTheWritingRuns() async throws {
        let core = FakeCoreClient(.init(session: .teaching))
        let screen = try await open(core) { $0.stubSize = CGSize(width: 1180, height: 820) }
        try screen.tap("plan-s1")
        try await screen.wait("level-l1")
        #expect(!isFirst(screen), "the right hand, at first")
        try await core.setHand(.left)
        try await screen.wait(for: "the left hand") { isFirst($0) }
        // A row begins at the right there, and its first is on the right.
        try await core.setLanguage("ar")
        try await screen.wait(for: "Arabic") { !isFirst($0) }
    }

    @Test func theHandAndTheMotionAreATeachersOnATablet() async throws {
        let core = FakeCoreClient(.init(session: .teaching))
        let screen = try await open(core)
        try await settings(screen, from: "More")
        try wireframe("settings-teacher", screen)
        try screen.tap("Left")
        try screen.tap("Less")
        try await screen.wait(for: "both") { _ in core.state.hand == .left && core.state.isStill }
        #expect(core.preferences.still)
    }

    @Test func aChoiceThatCannotBeSavedSaysWhy() async throws {
        let core = FakeCoreClient(.init(session: .teaching))
        let screen = try await open(core)
        try await settings(screen, from: "More")
        core.change { $0.intentError = .StorageFull }
        try screen.tap("Less")
        try await screen.wait("This device is full. Free some space, then try again.")
    }
}
