// Feedback in three parts, each with the teacher's own phrases; then the next step in the student's words. What is typed
// is saved by its button and kept until then; a phrase is saved at once.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
struct ConferenceFeedback: View {
    @Bindable var model: ConferenceModel
    let screen: ConferenceScreen
    /// Whether the phrases of the next step stand under the thumb already.
    var isQuick = false
    @Environment(\.words) private var words
    /// What a problem here may be about.
    static let fields = ["went-well", "improve", "next-step", "feedback", "own-words"]

    var body: some View {
        Text(words.feedbackTitle).font(TypeScale.head).accessibilityAddTraits(.isHeader)
        Text(words.feedbackReader).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
        part(words.feedbackWentWell, "went-well", \.wentWell, screen.phrases.wentWell)
        part(words.feedbackImprove, "improve", \.improve, screen.phrases.improve)
        part(words.feedbackNextStep, "next-step", \.nextStep, isQuick ? [] : screen.phrases.nextStep)
        if let problem = model.problem(in: "feedback") {
            Text(problem).font(TypeScale.label).foregroundStyle(.tone(\.accent))
        }
        if !screen.drawn.isEmpty || !screen.drawing.isEmpty {
            Text(words.markupDrawn).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
        }
        if !screen.drawn.isEmpty { Photos(tiles: screen.drawn, shelf: model.photos, revision: screen.revision) }
        if !screen.drawing.isEmpty {
            Photos(tiles: screen.drawing, shelf: model.photos, revision: screen.revision, actions: drawingActions)
        }
        Voices(voices: screen.said)
        VoicePart(model: model.voice, voice: screen.voice, least: Size.captureTarget)
        if model.hasUnsavedFeedback {
            PrimaryButton(title: words.feedbackSave) { Task { await model.recordFeedback() } }
        }
        if let own = screen.ownWords { OwnWordsView(model: model, own: own) }
    }
    private var drawingActions: [PhotoAction] {
        let remove = PhotoAction(title: words.markupRemoveDrawn) { photo in Task { await model.removeDrawing(photo) } }
        return [.drawing(model, words), remove]
    }
    @ViewBuilder private func part(
        _ name: String, _ field: String, _ path: FeedbackPart, _ phrases: [String]
    ) -> some View {
        Field(
            name: name, text: $model.feedback[dynamicMember: path],
            problem: model.problem(in: field), isLong: true)
        Pointed(words: model.fixedMindset(model.feedback[keyPath: path]))
        if !phrases.isEmpty { PhraseChips(model: model, phrases: phrases, part: path) }
    }
}

/// The next step as the student says it, typed or spoken beside the teacher.
@MainActor
private struct OwnWordsView: View {
    @Bindable var model: ConferenceModel
    let own: OwnWords
    @Environment(\.words) private var words

    var body: some View {
        if !own.before.isEmpty {
            VStack(alignment: .leading, spacing: Space.x4) {
                Text(own.label).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                Text(own.before)
            }
            .accessibilityElement(children: .combine)
        }
        Field(name: own.label, text: $model.ownWords, problem: model.problem(in: "own-words"), isLong: true)
        if let said = own.said { Voices(voices: [said]) }
        VoicePart(
            model: model.ownVoice, voice: own.voice, hold: own.hold, identifier: "own-voice", least: Size.captureTarget)
        if model.hasUnsavedWords {
            QuietButton(title: words.conferenceOwnWordsSave) { Task { await model.recordOwnWords() } }
        }
    }
}

/// The phrases for the next step, under the thumb.
@MainActor
struct QuickSteps: View {
    let model: ConferenceModel
    let screen: ConferenceScreen
    @Environment(\.words) private var words

    var body: some View {
        if !screen.phrases.nextStep.isEmpty {
            Text(words.feedbackNextStep).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
            PhraseChips(model: model, phrases: screen.phrases.nextStep, part: \.nextStep, folded: 2)
        }
    }
}

@MainActor
private struct PhraseChips: View {
    let model: ConferenceModel
    let phrases: [String]
    let part: FeedbackPart
    var folded = 5
    @Environment(\.words) private var words

    var body: some View {
        let typed = model.feedback[keyPath: part]
        ChipLines(
            phrases: phrases, chosen: Set(phrases.indices.filter { typed.contains(phrases[$0]) }),
            more: words.actionShowMore, folded: folded
        ) { at in Task { await model.put(phrases[at], into: part) } }
    }
}

/// Words of what a person is, underlined, and the question whether to name what the work does. Blocks nothing.
@MainActor
private struct Pointed: View {
    let words: [String]
    @Environment(\.words) private var texts

    var body: some View {
        if !words.isEmpty {
            HStack(spacing: Space.x8) {
                Text(words.joined(separator: ", ")).underline()
                Text(texts.feedbackNameTheWork).foregroundStyle(.tone(\.ink2))
            }
            .font(TypeScale.label)
        }
    }
}
