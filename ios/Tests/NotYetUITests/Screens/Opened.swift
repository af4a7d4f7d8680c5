import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI
import Testing

@testable import NotYetUI

/// A camera whose photo a test chooses.
@MainActor
final class FileCamera: Camera {
    var canTake = true
    var photo: Data?
    init(_ photo: Data? = Samples.jpeg) { self.photo = photo }

    func takePhoto() async -> Data? { photo }
    func choosePhoto() async -> Data? { photo }
}

/// A browser that comes back as a test chooses.
@MainActor
final class ChosenBrowser: Browser {
    var back: String?
    func visit(_ page: String) async -> String? { back }
}

/// The whole app over some core, as a person finds it.
@MainActor
func open(
    _ core: any CoreClient, camera: FileCamera = FileCamera(), browser: ChosenBrowser = ChosenBrowser(),
    in environment: (inout EnvironmentValues) -> Void = { _ in }
) async throws -> StubScreen {
    let model = RootModel(locale: "en", camera: camera, browser: browser) { core }
    let screen = StubScreen(RootView(model: model), environment: environment)
    try await screen.wait(for: "something to read", seconds: 5) { screen in
        let shown = screen.texts
        switch model.stage {
        case .opening: return false
        case .broken, .joining: return true
        case .teaching, .learning: break
        }
        // Title, Back and bar are there at once; what comes on top was read.
        return shown.filter { $0 != core.words.waiting }.count > 4 || screen.has(core.words.actionTryAgain)
    }
    return screen
}

extension StubScreen {
    /// Waits for words on the screen.
    func wait(_ words: String, seconds: Double = 5) async throws {
        try await wait(for: "“\(words)”", seconds: seconds) { $0.has(words) }
    }
    func waitForNo(_ words: String, seconds: Double = 5) async throws {
        try await wait(for: "end of “\(words)”", seconds: seconds) { !$0.has(words) }
    }
    /// Waits for words anywhere in a text.
    func wait(containing words: String, seconds: Double = 5) async throws {
        try await wait(for: "…\(words)…", seconds: seconds) { $0.texts.contains { $0.contains(words) } }
    }
    /// What can be tapped or typed into and has no name, as a list to read.
    var withoutName: [String] { nameless.map { $0.dump() } }
}
