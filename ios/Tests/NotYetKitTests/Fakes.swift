import CoreClient
import Foundation
import NotYetCore
import NotYetKit
import Testing

/// A camera whose photo a test chooses.
@MainActor
final class FakeCamera: Camera {
    var canTake = true
    var photo: Data? = Data([0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x02, 0xFF, 0xD9])
    private(set) var asked: [String] = []

    func takePhoto() async -> Data? {
        asked.append("take")
        return photo
    }
    func choosePhoto() async -> Data? {
        asked.append("choose")
        return photo
    }
}

/// A browser that comes back as a test chooses.
@MainActor
final class FakeBrowser: Browser {
    var back: String?
    private(set) var visited: [String] = []

    func visit(_ page: String) async -> String? {
        visited.append(page)
        return back
    }
}

/// Waits for what another task brings about, and lets it work meanwhile.
@MainActor
func eventually(_ what: Comment, _ done: @MainActor () -> Bool) async {
    var looks = 0
    while !done(), looks < 10_000 {
        looks += 1
        try? await Task.sleep(for: .milliseconds(2))
    }
    #expect(done(), what)
}
