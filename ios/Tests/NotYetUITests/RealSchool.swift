import CoreClient
import NotYetCore
import NotYetKit
import RealCore
import SwiftUI
import Testing

@testable import NotYetUI

/// The demonstration school on the real server, and the way into it by touch.
@MainActor
struct RealSchool {
    let server: SchoolServer

    init() async throws { server = try await SchoolServer() }

    /// A camera whose photos pass through the real pipeline. 12 megapixels with a place in it would be the same to the
    /// screens; the core's own tests take those.
    static var camera: FileCamera { FileCamera(SmallJpeg.bytes) }

    /// A microphone that hears three seconds, as a recorder wrote them.
    static func microphone() throws -> FileSound {
        let sound = FileSound()
        sound.heard = .sound(try Recorded.bytes())
        return sound
    }

    func teacher(
        _ name: String, on device: Device, camera: FileCamera = RealSchool.camera, sound: FileSound = FileSound()
    ) async throws -> StubScreen {
        let screen = try await open(device.profiles, camera: camera, sound: sound)
        try screen.tap("I teach here")
        try screen.type(server.address, into: "Address of your school's server")
        let code = try await server.staffCode(name)
        try screen.type(code, into: "Staff code")
        try screen.tap("Join")
        try await screen.chooseName()
        try await screen.wait(containing: "Amara Okafor", seconds: 20)
        return screen
    }
    func student(_ name: String, on device: Device, matchedBy teacher: StubScreen) async throws -> StubScreen {
        let screen = try await open(device.profiles, camera: Self.camera)
        try screen.type(server.address, into: "Address of your school's server")
        let code = try await server.classCode("7B")
        try screen.type(code, into: "Class code")
        try screen.type(name, into: "Your name")
        try screen.tap("Join")
        try await screen.wait("Your teacher matches your name. Stay near.", seconds: 20)
        try await teacher.wait(containing: "asks to join", seconds: 20)
        try teacher.tap("See")
        let candidate = try #require(teacher.front.all.first { $0.actionable && $0.name == name })
        try teacher.tap(candidate.name)
        try await teacher.waitForNo("Who asks to join?", seconds: 20)
        // On a phone the PIN may be left out.
        try await screen.wait("Go on", seconds: 20)
        try screen.tap("Go on")
        try await screen.wait("I have left", seconds: 20)
        return screen
    }
}

private struct NotThere: Error { let what: String }

extension StubScreen {
    /// The rows or tiles of people in one part of the screen: "plan", "student", "seat" or "tag".
    func people(_ part: String) -> [StubNode] { front.all.filter { $0.identifier?.hasPrefix("\(part)-") == true } }

    /// The identifier of a student's row in the class list.
    func student(_ name: String) throws -> String {
        let row = people("student").first { plain($0.name).hasPrefix(name) }
        guard let identifier = row?.identifier else { throw NotThere(what: name) }
        return identifier
    }
    /// The identifier of the level of that word.
    func level(_ word: String) throws -> String {
        let node = front.all.first { $0.identifier?.hasPrefix("level-") == true && plain($0.name).hasPrefix(word) }
        guard let identifier = node?.identifier else { throw NotThere(what: word) }
        return identifier
    }
    func wait(_ what: String, orLevel word: String) async throws {
        try await wait(for: what, seconds: 10) { (try? $0.level(word)) != nil }
    }
    /// Whether a photo is drawn, not its box with a date.
    var hasPhoto: Bool {
        allDrawn.contains { $0.kind == "Image" && $0.value == "photo" }
    }
}
