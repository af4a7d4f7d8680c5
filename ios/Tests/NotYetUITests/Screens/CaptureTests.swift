import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI
import Testing

@testable import NotYetUI

/// Capture and Tag: work of several students, by touch.
@MainActor
@Suite struct CaptureTests {
    private let core = FakeCoreClient(.init(session: .teaching))

    private func captured(camera: FileCamera = FileCamera()) async throws -> StubScreen {
        let screen = try await open(core, camera: camera)
        try screen.tap("Capture work")
        try await screen.wait("Take a photo")
        return screen
    }
    private func tagging() async throws -> StubScreen {
        let screen = try await captured()
        #expect(screen.has("Add a photo, voice note, file, words or a link.") && !screen.has("Whose work is it?"))
        try screen.tap("Take a photo")
        try await screen.wait("Whose work is it?")
        try screen.tap("Whose work is it?")
        try await screen.wait("tag-s1")
        try screen.tap("What it shows")
        try await screen.wait("shows-C3")
        try screen.tap("shows-C3")
        await core.wait { $0.captures[""]?.outcomes == ["o-c3"] }
        try screen.tap("Close")
        try await screen.wait("level-l1")
        return screen
    }

    @Test func aGroupsPhotoIsTaggedSavedAndTakenBack() async throws {
        let screen = try await tagging()
        try screen.tap("level-l1")
        try screen.tap("tag-s1")
        await core.wait { $0.captures[""]?.tags["s1"]?.levels == ["o-c3": "l1"] }
        try screen.tap("No level")
        try screen.tap("tag-s3")
        try await screen.wait("line-s3")
        try wireframe("tag", screen)
        try screen.tap("Save")
        try await screen.wait("Saved in 2 records")
        #expect(
            core.state.records.map(\.what) == [.photo("photo-1"), .level("l1", .practice, .alone), .photo("photo-1")])
        #expect(screen.withoutName == [])
        try wireframe("tag-saved", screen)
        try screen.tap("Undo")
        try await screen.wait("tag-s1")
        #expect(core.state.records.isEmpty)
        #expect(try screen.element("tag-s3").traits.contains(.isSelected), "it stands again as it was tagged")
        try screen.tap("Save")
        try await screen.wait("Done")
        try screen.tap("Done")
        try await screen.wait("Students, longest wait first")
        await core.wait { Set($0.left) == ["s1", "s3"] }
    }

    @Test func aNameWhosePhotosAreNotKeptSaysSoAndIsNotTagged() async throws {
        let screen = try await tagging()
        try screen.tap("tag-s7")
        try await screen.wait("No photos of Thiri are kept.")
        #expect(core.state.captures[""]?.tags.isEmpty == true)
        #expect(screen.withoutName == [])
    }

    @Test func aLevelIsRepeatedByAButtonAndByTheActionBesideTheDrag() async throws {
        let screen = try await tagging()
        #expect(!screen.has("Set it for all in sight"))
        try screen.tap("level-l2")
        try screen.tap("tag-s2")
        await core.wait { $0.captures[""]?.tags.count == 1 }
        try screen.act("Repeat it up to here", on: "tag-s4")
        await core.wait { Set($0.captures[""]?.tags.keys.map { $0 } ?? []) == ["s2", "s3", "s4"] }
        try await screen.wait("Undo")
        try screen.tap("Undo")
        await core.wait { Set($0.captures[""]?.tags.keys.map { $0 } ?? []) == ["s2"] }
        try screen.tap("Set it for all in sight")
        await core.wait { $0.captures[""]?.tags.count == 6 }
        #expect(core.state.captures[""]?.tags["s7"] == nil, "whose photos are not kept is left out")
    }

    @Test func whatWasSavedMayShowMore() async throws {
        let screen = try await tagging()
        try screen.tap("tag-s1")
        await core.wait { $0.captures[""]?.tags.count == 1 }
        try screen.tap("Save")
        try await screen.wait("also-o-c1")
        try screen.tap("also-o-c1")
        try await screen.wait("Shows C1, too")
        #expect(core.state.records.map(\.outcome) == ["o-c3", "o-c1"])
        #expect(screen.withoutName == [])
        try screen.tap("Undo")
        try await screen.wait("tag-s1")
        #expect(core.state.records.isEmpty)
    }

    @Test func aLineSaysWhoReadsIt() async throws {
        let screen = try await tagging()
        try screen.tap("tag-s1")
        try await screen.wait("line-s1")
        try screen.tap("line-s1")
        try await screen.wait("For teachers")
        try screen.type("Needs a quiet place", into: "One line about this part")
        await core.wait { $0.captures[""]?.tags["s1"]?.note == "Needs a quiet place" }
        try screen.tap("For teachers")
        try await screen.wait(for: "who reads it", seconds: 5) { screen in
            (try? screen.element("One line about this part"))?.hint == "Teachers alone read this."
        }
        #expect(screen.withoutName == [])
    }

    @Test func captureNamesNobodyAndOutlivesItsScreen() async throws {
        let screen = try await captured()
        try screen.type("Our poster", into: "Written work")
        await core.wait { $0.captures[""]?.draft.text == "Our poster" }
        for name in core.state.school.students.map(\.name) { #expect(!screen.has(name)) }
        #expect(screen.withoutName == [])
        try wireframe("capture", screen)
        let again = try await captured()
        try await again.wait("Our poster", in: "Written work")
    }

    @Test func aPhotoIsChangedBeforeAnybodyIsTagged() async throws {
        let screen = try await captured()
        try screen.tap("Take a photo")
        try await screen.wait("Photo, not saved yet")
        try screen.tap("Photo, not saved yet")
        try await screen.wait("Edit this photo")
        try screen.tap("Edit this photo")
        try await screen.wait("Photo with 0 changes")
        try screen.tap("Turn")
        try await screen.wait("Photo with 1 changes")
        try screen.tap("Done")
        try await screen.waitForNo("Edit the photo")
        try await screen.wait("Photo, not saved yet")
        let photos = core.state.captures[""]?.photos ?? []
        #expect(photos.count == 1 && photos != ["photo-1"], "under a name of its own")
        #expect(core.state.marks[photos[0]]?.edits == [.turn])
    }

    @Test func aCameraThatIsRefusedTakesNothingAway() async throws {
        let camera = FileCamera(nil)
        let screen = try await captured(camera: camera)
        try screen.type("Our poster", into: "Written work")
        try screen.tap("Take a photo")
        try await screen.wait("Whose work is it?")
        #expect(core.state.captures[""]?.photos.isEmpty != false)
        camera.photo = Data([1, 2, 3])
        try screen.tap("Choose a photo")
        try await screen.wait("This photo will not open. Take it again. Your note is kept.")
    }

    @Test func besideAStudentTheWorkIsTheirs() async throws {
        let screen = try await open(core)
        try screen.tap("student-s1")
        try await screen.wait("outcome-C3")
        try screen.tap("Capture work")
        try await screen.wait("Take a photo")
        try screen.tap("Take a photo")
        try await screen.wait("Whose work is it?")
        try screen.tap("Whose work is it?")
        try await screen.wait("tag-s1")
        #expect(try screen.element("tag-s1").traits.contains(.isSelected))
    }
}
