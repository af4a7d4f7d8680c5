// Capture: a piece of work in the making: photos, a voice note, files, words, a link. It names no student but the one beside whom it was begun.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct CaptureView: View {
    @State private var model: CaptureModel
    private let onTag: @MainActor () -> Void
    @Environment(\.words) private var words

    public init(model: CaptureModel, onTag: @escaping @MainActor () -> Void) {
        _model = State(initialValue: model)
        self.onTag = onTag
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x12) {
                if let name = screen.name { Text(name).foregroundStyle(.tone(\.ink2)) }
                photos(screen)
                fields(screen)
                if let problem = model.problem(outside: ["photo", "document", "work", "link"]) {
                    Banner(icon: .syncProblem, text: problem)
                }
                // There is no disabled button: what it waits for is said in its place.
                if model.isUnheard {
                    Text(words.voiceListenFirst).foregroundStyle(.tone(\.ink2))
                } else if model.hasWork {
                    PrimaryButton(title: words.pieceNext, least: Size.captureTarget, action: onTag)
                } else {
                    Text(words.pieceLead).foregroundStyle(.tone(\.ink2))
                }
            }
            .padding(Space.x16)
        }
        .scrollDismissesKeyboard(.interactively)
        .sensoryFeedback(.impact(weight: .light), trigger: model.saves)
        .navigationTitle(words.pieceTitle)
        .navigationBarTitleDisplayMode(.inline)
    }

    @ViewBuilder private func photos(_ screen: CaptureScreen) -> some View {
        if !screen.photos.isEmpty {
            let remove = PhotoAction(title: words.assessRemovePhoto) { photo in Task { await model.remove(photo) } }
            let edit = PhotoAction(title: words.markupOpen, icon: .draw, needsPicture: true, run: model.edit)
            Photos(tiles: screen.photos, shelf: model.photos, revision: screen.revision, actions: [edit, remove])
                .markup($model.markup) { await model.screen.reload() }
        }
        if model.isSavingPhoto { Text(words.capturePhotoSaving).font(TypeScale.label) }
        if let problem = model.problem(in: "photo") { Banner(icon: .syncProblem, text: problem) }
        if model.canTakePhoto {
            QuietButton(title: words.assessPhoto, icon: .photoCamera) { Task { await model.takePhoto() } }
        }
        QuietButton(title: words.assessLibrary, icon: .photoLibrary) { Task { await model.choosePhoto() } }
        VoicePart(model: model.voice, voice: screen.voice, least: Size.captureTarget)
        DocumentPart(
            documents: screen.documents, problem: model.problem(in: "document"), onAdd: model.add(document:),
            onRemove: model.remove(document:))
    }
    @ViewBuilder private func fields(_ screen: CaptureScreen) -> some View {
        @Bindable var model = model
        Field(
            name: words.assessText, text: $model.text, hint: words.pieceReaders, problem: model.problem(in: "work"),
            isLong: true)
        Field(name: words.assessLink, text: $model.link, hint: words.assessLinkHint, problem: model.problem(in: "link"))
        if !screen.kinds.isEmpty {
            let kinds = screen.kinds.map {
                Picked.Option(id: $0.kind, text: $0.name, isChosen: $0.kind == model.kind)
            }
            Picked(name: words.captureKind, choices: kinds) { model.choose(kind: $0) }
        }
    }
}
