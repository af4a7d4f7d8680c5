// What a teacher has before them in Conference: what was agreed, the outcome, the student's own judgement, the newest work.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

/// What was agreed, which outcome and kind of work, and the newest work.
@MainActor
struct ConferenceWork: View {
    let model: ConferenceModel
    let screen: ConferenceScreen
    @Environment(\.words) private var words

    var body: some View {
        if let agreed = screen.agreed {
            Card {
                Text(agreed.caption).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                Text(agreed.text)
            }
        }
        Picked(name: words.captureOutcome, choices: outcomes) { outcome in
            Task { await model.choose(outcome: outcome) }
        }
        HStack(spacing: Space.x12) {
            Sign(SignState(screen.head.sign))
            Text(screen.head.level).font(TypeScale.label)
        }
        .accessibilityElement()
        .accessibilityLabel(screen.head.spoken)
        if let own = screen.own { OwnFold(own: own).id("\(screen.student) \(screen.head.outcome)") }
        if !screen.photos.isEmpty || !screen.voices.isEmpty || !screen.documents.isEmpty || !screen.texts.isEmpty {
            Text(words.conferenceWork).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                .accessibilityAddTraits(.isHeader)
        }
        if !screen.photos.isEmpty {
            Photos(
                tiles: screen.photos, shelf: model.photos, revision: screen.revision,
                actions: [.drawing(model, words), .removing(screen.taken, model, words)])
        }
        Voices(voices: screen.voices)
        Documents(documents: screen.documents)
        ForEach(screen.texts, id: \.text) { piece in
            Text(piece.text)
            Text(piece.day).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
        }
        Picked(name: words.captureKind, choices: kinds) { kind in Task { await model.choose(kind: kind) } }
    }
    private var outcomes: [Picked.Option] {
        screen.outcomes.map { .init(id: $0.outcome, text: $0.iCan, isChosen: $0.chosen) }
    }
    private var kinds: [Picked.Option] { screen.kinds.map { .init(id: $0.kind, text: $0.name, isChosen: $0.chosen) } }
}

extension PhotoAction {
    /// Draws on a copy of a photo of the work, or once more on what was drawn on already.
    @MainActor static func drawing(_ model: ConferenceModel, _ words: Words) -> Self {
        PhotoAction(title: words.markupOpenWork, icon: .draw, needsPicture: true, run: model.draw(on:))
    }
    /// Takes one of the photos of this visit's work out of it again.
    @MainActor static func removing(_ taken: [String], _ model: ConferenceModel, _ words: Words) -> Self {
        PhotoAction(title: words.assessRemovePhoto, only: taken) { photo in Task { await model.remove(photo) } }
    }
}

/// How the student judges the work: folded, so that it does not lead the teacher's eye.
@MainActor
private struct OwnFold: View {
    let own: OwnJudgement
    @State private var isShown = false
    @Environment(\.words) private var words

    var body: some View {
        HStack(spacing: Space.x12) {
            Text(own.head).frame(maxWidth: .infinity, alignment: .leading)
            QuietButton(title: isShown ? words.conferenceHide : words.conferenceShow) { isShown.toggle() }
        }
        if isShown {
            Text(own.day).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
            ForEach(own.rows, id: \.text) { row in
                HStack(spacing: Space.x12) {
                    Sign(SignState(row.sign))
                    Text(row.text)
                }
            }
            if !own.reflection.isEmpty { Text(own.reflection) }
        }
    }
}

/// One of many, behind its name: the chosen one shows.
@MainActor
struct Picked: View {
    struct Option: Identifiable {
        let id: String
        let text: String
        let isChosen: Bool
    }
    let name: String
    let choices: [Option]
    let onChoose: @MainActor (String) -> Void

    var body: some View {
        VStack(alignment: .leading, spacing: Space.x4) {
            Text(name).font(TypeScale.label).foregroundStyle(.tone(\.ink2)).accessibilityHidden(true)
            Menu {
                ForEach(choices) { choice in
                    Button {
                        onChoose(choice.id)
                    } label: {
                        Text(choice.text)
                    }
                    .accessibilityAddTraits(choice.isChosen ? .isSelected : [])
                }
            } label: {
                HStack(spacing: Space.x8) {
                    Text(shown).foregroundStyle(.tone(\.ink)).multilineTextAlignment(.leading)
                        .frame(maxWidth: .infinity, alignment: .leading)
                    Glyph(.keyboardArrowDown).foregroundStyle(.tone(\.primary))
                }
                .padding(Space.x12)
                .frame(minHeight: Size.target)
                .panel(\.raised, edge: \.line)
            }
            .accessibilityLabel("\(name): \(shown)")
        }
    }
    private var shown: String { choices.first(where: \.isChosen)?.text ?? "" }
}
