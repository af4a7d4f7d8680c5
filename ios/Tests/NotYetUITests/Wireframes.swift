import SwiftUI
import Testing

@testable import NotYetUI

/// With WIREFRAMES=folder, tests leave drawings there for a person to look at.
@MainActor
func wireframe(_ name: String, _ screen: StubScreen) throws {
    let drawing = screen.wireframe
    #expect(drawing.hasPrefix("<svg") && drawing.contains("<text"))
    guard let folder = ProcessInfo.processInfo.environment["WIREFRAMES"] else { return }
    try drawing.write(toFile: "\(folder)/\(name).svg", atomically: true, encoding: .utf8)
}

@MainActor
@Suite struct PartWireframes {
    @Test func light() throws { try wireframe("parts", StubScreen(AllParts())) }
    @Test func dark() throws { try wireframe("parts-dark", StubScreen(AllParts()) { $0.colorScheme = .dark }) }
    @Test func largest() throws {
        try wireframe("parts-large", StubScreen(AllParts()) { $0.dynamicTypeSize = .accessibility3 })
    }
    @Test func rightToLeft() throws {
        try wireframe("parts-rtl", StubScreen(AllParts()) { $0.layoutDirection = .rightToLeft })
    }
}
