import CoreClient
import Foundation
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

/// A microphone that hears what a test chooses, and a player that remembers what it played and how.
@MainActor
final class FileSound: Sound {
    var refuses: NoVoice?
    /// How long it takes until it hears.
    var opens = Duration.zero
    var heard = Recording.sound(Data([0, 0, 0, 8]) + Data("ftyp".utf8))
    var answer = Played.whole
    private(set) var played: [Bool] = []
    /// How many recordings it was asked for at once.
    private(set) var most = 0
    private var running = 0

    func begin() async -> NoVoice? {
        if refuses != nil { return refuses }
        running += 1
        most = max(most, running)
        if opens > .zero { try? await Task.sleep(for: opens) }
        return nil
    }
    func end() async -> Recording {
        running -= 1
        return heard
    }
    func play(_ mpeg4: Data, aloud: Bool, onPlaying: @escaping @MainActor () -> Void) async -> Played {
        if answer == .whole {
            played.append(aloud)
            onPlaying()
        }
        return answer
    }
    func stop() {}
}

/// Files that a test chooses, and a viewer that remembers what it showed.
@MainActor
final class ChosenDocuments: DocumentHost {
    var chosen: Data?
    var canShow = true
    private(set) var shown: [OpenDocument] = []

    init(_ chosen: Data? = Data("%PDF-1.4 and so on".utf8)) { self.chosen = chosen }

    func choose() async -> Data? { chosen }
    func show(_ document: OpenDocument) async -> Bool {
        if canShow { shown.append(document) }
        return canShow
    }
}

/// A browser that comes back as a test chooses.
@MainActor
final class ChosenBrowser: Browser {
    var back: String?
    func visit(_ page: String) async -> String? { back }
}

/// The whole app over one person's core in memory: whoever has joined is listed there, without a PIN.
@MainActor
func open(
    _ core: FakeCoreClient, camera: FileCamera = FileCamera(), sound: FileSound = FileSound(),
    documents: ChosenDocuments = ChosenDocuments(), browser: ChosenBrowser = ChosenBrowser(),
    in environment: (inout EnvironmentValues) -> Void = { _ in }
) async throws -> StubScreen {
    try await open(
        FakeProfilesClient(core), camera: camera, sound: sound, documents: documents, browser: browser, in: environment)
}

/// The whole app over the people of a device, as somebody finds it.
@MainActor
func open(
    _ profiles: any ProfilesClient, camera: FileCamera = FileCamera(), sound: FileSound = FileSound(),
    documents: ChosenDocuments = ChosenDocuments(), browser: ChosenBrowser = ChosenBrowser(),
    in environment: (inout EnvironmentValues) -> Void = { _ in }
) async throws -> StubScreen {
    let model = RootModel(
        locale: "en", camera: camera, sound: sound, documents: documents, browser: browser,
        second: .milliseconds(1)
    ) { profiles }
    let screen = StubScreen(RootView(model: model), environment: environment)
    try await screen.wait(for: "something to read", seconds: 5) { screen in
        // What was never drawn asks for nothing.
        _ = screen.tree
        return switch model.stage {
        case .opening: false
        case .broken, .people, .pin, .handed, .forgotten, .joining, .naming: true
        // Title and bar are there at once; what stands between them was read.
        case .teaching(let teacher): teacher.today.screen.state != .loading
        case .learning(let learner): learner.home.screen.state != .loading
        }
    }
    return screen
}

extension StubScreen {
    /// Waits for words on the screen.
    func wait(_ words: String, seconds: Double = 20) async throws {
        try await wait(for: "“\(words)”", seconds: seconds) { $0.has(words) }
    }
    func waitForNo(_ words: String, seconds: Double = 20) async throws {
        try await wait(for: "end of “\(words)”", seconds: seconds) { !$0.has(words) }
    }
    /// Waits for words anywhere in a text.
    func wait(containing words: String, seconds: Double = 20) async throws {
        try await wait(for: "…\(words)…", seconds: seconds) { $0.texts.contains { $0.contains(words) } }
    }
    /// Waits for what stands in a field: the core puts it there, after a moment.
    func wait(_ value: String, in field: String, seconds: Double = 20) async throws {
        try await wait(for: "“\(value)” in “\(field)”", seconds: seconds) { screen in
            (try? screen.element(field))?.value == value
        }
    }
    /// Joined: agrees to the name that is offered, and chooses a PIN.
    func chooseName(pin: String = "2580") async throws {
        try await wait("Go on", seconds: 20)
        try type(pin, into: "PIN")
        try type(pin, into: "PIN once more")
        try tap("Go on")
    }
    /// What can be tapped or typed into and has no name, as a list to read.
    var withoutName: [String] { nameless.map { $0.dump() } }
    /// What can be tapped and asks for less than a whole target, as a list to read.
    var withoutRoom: [String] { cramped(below: Int(Size.target)).map { $0.dump() } }
}
