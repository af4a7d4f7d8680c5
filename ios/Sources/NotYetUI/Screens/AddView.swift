// Add evidence: new work for an outcome, without judging it; and the fields that it shares with Self-assess.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct AddView: View {
    @Bindable private var model: WorkModel<AddScreen>
    @Environment(\.words) private var words

    public init(model: WorkModel<AddScreen>) { self.model = model }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x16) {
                if let empty = screen.empty {
                    EmptyState(head: empty.title, text: empty.text)
                } else {
                    OwnUndo(bar: screen.undo, problem: nil, undo: model.takeBack)
                    WorkFields(model: model, screen: screen)
                    Field(
                        name: words.assessReflection, text: $model.reflection, hint: words.assessReflectionHint,
                        problem: model.problem(in: "reflection"))
                    outcomes(screen)
                    end
                }
            }
            .padding(Space.x16)
        }
        .scrollDismissesKeyboard(.interactively)
        .sensoryFeedback(.impact(weight: .light), trigger: model.saves)
        .navigationTitle(words.addTitle)
    }

    @ViewBuilder private func outcomes(_ screen: AddScreen) -> some View {
        Text(words.addOutcome).font(TypeScale.head).accessibilityAddTraits(.isHeader)
        ForEach(screen.outcomes, id: \.outcome) { outcome in
            PickRow(outcome: outcome, isChosen: outcome.outcome == model.outcome) {
                model.choose(outcome: outcome.outcome)
            }
        }
        if let problem = model.problem(in: "outcome") {
            Text(problem).font(TypeScale.label).foregroundStyle(.tone(\.accent))
        }
    }
    @ViewBuilder private var end: some View {
        let said = ["reflection", "outcome", "photo", "voice", "document", "work", "link"]
        if let problem = model.problem(outside: said) {
            Banner(icon: .syncProblem, text: problem)
        }
        PrimaryButton(title: words.assessSave) {
            Task { if await model.save() { await model.startAnew() } }
        }
    }
}

/// An outcome to pick.
@MainActor
private struct PickRow: View {
    let outcome: OutcomeChoice
    let isChosen: Bool
    let onTap: @MainActor () -> Void

    var body: some View {
        ListRow(title: outcome.iCan, label: outcome.code, isChosen: isChosen, onTap: onTap) { EmptyView() }
            .accessibilityIdentifier("pick-\(outcome.code)")
    }
}

/// The new work: photos, a voice note, files, words, a link.
@MainActor
struct WorkFields<Screen: WorkScreen>: View {
    @Bindable var model: WorkModel<Screen>
    let screen: Screen
    @Environment(\.words) private var words

    var body: some View {
        Text(words.assessWork).font(TypeScale.head).accessibilityAddTraits(.isHeader)
        if !screen.photos.isEmpty {
            Photos(tiles: screen.photos, shelf: model.photos, revision: screen.revision, actions: actions)
                .markup($model.markup) { await model.screen.reload() }
        }
        if model.isSavingPhoto { Text(words.capturePhotoSaving).font(TypeScale.label) }
        if let problem = model.problem(in: "photo") { Banner(icon: .syncProblem, text: problem) }
        if model.canTakePhoto {
            QuietButton(title: words.assessPhoto, icon: .photoCamera) { Task { await model.takePhoto() } }
        }
        QuietButton(title: words.assessLibrary, icon: .photoLibrary) { Task { await model.choosePhoto() } }
        VoicePart(model: model.voice, voice: screen.voice)
        if let problem = model.problem(in: "voice") { Banner(icon: .syncProblem, text: problem) }
        DocumentPart(
            documents: screen.documents, problem: model.problem(in: "document"), onAdd: model.add(document:),
            onRemove: model.remove(document:))
        Field(
            name: words.assessText, text: $model.text, hint: words.assessReader, problem: model.problem(in: "work"),
            isLong: true)
        Field(name: words.assessLink, text: $model.link, hint: words.assessLinkHint, problem: model.problem(in: "link"))
    }
    private var actions: [PhotoAction] {
        let remove = PhotoAction(title: words.assessRemovePhoto) { photo in Task { await model.remove(photo) } }
        let edit = PhotoAction(title: words.markupOpen, icon: .draw, needsPicture: true, run: model.edit)
        return model.canEdit ? [edit, remove] : [remove]
    }
}
