import CoreClient
import Foundation
import NotYetCore
import NotYetKit
import SwiftUI
import Testing

@testable import NotYetUI

/// Documents: added, refused, opened, taken out; by touch.
@MainActor
@Suite struct DocumentTests {
    private let core = FakeCoreClient(.init(session: .teaching))

    private func capturing(_ documents: ChosenDocuments) async throws -> StubScreen {
        let screen = try await open(core, documents: documents)
        try screen.tap("Capture work")
        try await screen.wait("Add a file")
        return screen
    }

    @Test func aFileIsAddedOpenedTakenOutAndGoesOnAsWork() async throws {
        let documents = ChosenDocuments()
        let screen = try await capturing(documents)
        #expect(!screen.has("Whose work is it?"))
        try screen.tap("Add a file")
        try await screen.wait("Whose work is it?")
        #expect(screen.withoutName == [] && screen.withoutRoom == [])
        try wireframe("capture-document", screen)
        try screen.tap("Open")
        try await screen.wait(for: "the document to be shown", seconds: 20) { _ in documents.shown.count == 1 }
        #expect(documents.shown[0].format == .pdf)
        try screen.tap("Take this file out")
        try await screen.waitForNo("Whose work is it?")
    }

    @Test func whatIsNoDocumentIsRefusedAndNothingTypedIsLost() async throws {
        let documents = ChosenDocuments(Data([1, 2, 3]))
        let screen = try await capturing(documents)
        try screen.type("Our poster", into: "Written work")
        try screen.tap("Add a file")
        try await screen.wait("This is no PDF and no plain text. Save it as a PDF, then add it.")
        #expect(core.state.documentDraft(.capture(student: nil)) == [])
        await core.wait { $0.captures[""]?.draft.text == "Our poster" }
        documents.chosen = nil
        try screen.tap("Add a file")
        #expect(core.state.documentDraft(.capture(student: nil)) == [], "none was chosen")
    }

    @Test func aDeviceThatShowsNoDocumentsSaysSo() async throws {
        let documents = ChosenDocuments()
        documents.canShow = false
        let screen = try await capturing(documents)
        try screen.tap("Add a file")
        try await screen.wait("Open")
        try screen.tap("Open")
        try await screen.wait("No app here opens this file.")
    }

    @Test func aStudentsWorkHoldsItsFileAndOpensIt() async throws {
        let core = FakeCoreClient(.init(session: .learning))
        let documents = ChosenDocuments()
        let screen = try await open(core, documents: documents)
        try screen.tap("Add")
        try await screen.wait("Add a file")
        try screen.tap("Add a file")
        try await screen.wait("Take this file out")
        #expect(core.state.documentDraft(.work(place: .added)).map(\.kind) == ["PDF"])
        try screen.tap("pick-C3")
        try screen.tap("Save")
        await core.wait { $0.own.pieces.last?.documents.count == 1 }
        let page = StubScreen(
            EvidenceView(
                model: EvidenceModel(client: core, piece: core.state.own.pieces[0].id, outcome: nil),
                onJudge: { _, _ in })
        ) { ($0.words, $0.documents) = (core.words, DocumentsModel(client: core, host: documents)) }
        try await page.wait("Open")
        #expect(page.has("PDF of 12 Nov, 1 kilobyte"))
        try page.tap("Open")
        try await page.wait(for: "the document to be shown", seconds: 20) { _ in documents.shown.count == 1 }
    }
}
