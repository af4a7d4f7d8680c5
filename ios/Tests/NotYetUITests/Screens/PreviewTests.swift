import SwiftUI
import Testing

@testable import NotYetUI

@MainActor
@Suite struct PreviewTests {
    @Test func everyPreviewOpens() async throws {
        let all: [StubScreen] = [
            StubScreen(JoinPreviews.previews), StubScreen(DoorPreviews.previews),
            StubScreen(TeacherPreviews.previews), StubScreen(LearnerPreviews.previews),
        ]
        for screen in all {
            try await screen.wait(for: "an open preview", seconds: 5) { $0.texts.count > 5 }
            #expect(screen.withoutName == [])
        }
    }
}
