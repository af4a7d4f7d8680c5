import CoreClient
import Foundation
import NotYetCore
import SwiftUI
import Testing

@testable import NotYetUI

/// A photo is changed before it is saved: by drags, and by buttons alone.
@MainActor
@Suite struct MarkupTests {
    private let core = FakeCoreClient(.init(session: .learning))

    private func editing() async throws -> StubScreen {
        let screen = try await open(core)
        try screen.tap("Add")
        try await screen.wait("pick-C3")
        try screen.tap("Choose a photo")
        try await screen.wait("Photo, not saved yet")
        try screen.tap("Photo, not saved yet")
        try await screen.wait("Edit this photo")
        try screen.tap("Edit this photo")
        try await screen.wait("Photo with 0 changes")
        return screen
    }
    private var edits: [PhotoEdit] { core.state.marks.values.first?.edits ?? [] }

    /// In a box as large as the stand-in's window.
    private func drag(_ screen: StubScreen, _ name: String, _ way: [(Double, Double)]) throws {
        let size = screen.environment.stubSize
        try screen.drag(name, through: way.map { CGPoint(x: $0.0 * size.width, y: $0.1 * size.height) })
    }

    @Test func aFingerDrawsRubsAndFrames() async throws {
        let screen = try await editing()
        try screen.tap("Teal")
        try drag(screen, "Photo with 0 changes", [(0.2, 0.25), (0.5, 0.5), (0.8, 0.25)])
        try await screen.wait("Photo with 1 changes")
        try screen.tap("Blur")
        try drag(screen, "Photo with 1 changes", [(0.1, 0.1), (0.4, 0.1)])
        try await screen.wait("Photo with 2 changes")
        try screen.tap("Crop")
        try drag(screen, "Photo with 2 changes", [(0.1, 0.2), (0.6, 0.9)])
        try await screen.wait("Photo with 3 changes")
        let spots = [(0.2, 0.25), (0.5, 0.5), (0.8, 0.25)].map { PhotoSpot(x: $0.0, y: $0.1) }
        #expect(edits.first == .draw(line: PhotoLine(points: spots, width: 0.008), colour: 0x17605C))
        let kept = PhotoArea(from: PhotoSpot(x: 0.1, y: 0.2), to: PhotoSpot(x: 0.6, y: 0.9))
        #expect(edits.last == .crop(area: kept))
        #expect(screen.withoutName == [])
        try wireframe("markup-crop", screen)
    }

    @Test func buttonsDoAllThatADragDoes() async throws {
        let screen = try await editing()
        #expect(!screen.has("Undo"))
        try screen.tap("Ring bottom left")
        try await screen.wait("Photo with 1 changes")
        try wireframe("markup", screen)
        #expect(screen.withoutName == [])
        try screen.tap("Crop")
        try screen.tap("Cut top")
        try await screen.wait("Photo with 2 changes")
        try screen.tap("Blur")
        try wireframe("markup-blur", screen)
        try screen.tap("Blur top right")
        try await screen.wait("Photo with 3 changes")
        try screen.tap("Turn")
        try await screen.wait("Photo with 4 changes")
        let ring = PhotoEdit.ring(part: .bottomLeft, width: 0.008, colour: 0xD96B0B)
        #expect(edits == [ring, .cut(edge: .top), .blur(part: .topRight), .turn])
        try screen.tap("Undo")
        try await screen.wait("Photo with 3 changes")
        try screen.tap("Redo")
        try await screen.wait("Photo with 4 changes")
        try screen.tap("Done")
        try await screen.waitForNo("Edit the photo")
        try await screen.wait(for: "the changed picture") { _ in core.state.marks.values.first?.edits.count == 4 }
        #expect(core.state.marks.keys.allSatisfy { $0 != "photo-1" }, "under a name of its own")
    }

    @Test func whatCannotBeKeptIsSaidAndTheChangesStay() async throws {
        let screen = try await editing()
        try screen.tap("Turn")
        try await screen.wait("Photo with 1 changes")
        core.change { $0.intentError = .StorageFull }
        try screen.tap("Done")
        try await screen.wait("This device is full. Free some space, then try again.")
        #expect(screen.has("Photo with 1 changes"))
        core.change { $0.intentError = nil }
        try screen.tap("Done")
        try await screen.waitForNo("Edit the photo")
    }

    @Test func aTeacherDrawsOnTheWorkForTheFeedback() async throws {
        core.change { $0.session = .teaching }
        let screen = try await open(core)
        try screen.tap("plan-s1")
        try await screen.wait("Photo")
        try screen.tap("Photo")
        try await screen.wait("Photo of 12 Nov")
        try screen.tap("Photo of 12 Nov")
        try await screen.wait("Draw on this photo")
        try screen.tap("Draw on this photo")
        try await screen.wait("Photo with 0 changes")
        try screen.tap("Ring top left")
        try await screen.wait("Photo with 1 changes")
        try screen.tap("Done")
        try await screen.wait("Drawn on for this feedback")
        try wireframe("conference-drawn", screen)
        try screen.tap("Save feedback")
        try await screen.waitForNo("Save feedback")
        #expect(core.state.records.last?.drawn.count == 1)
    }
}
