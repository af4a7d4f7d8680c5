// Feedback: what teachers left, what is new first; and one piece of it. The next step stays on top; the level stands
// below, folded.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct FeedbackView: View {
    private let model: FeedbackModel
    private let onOpen: @MainActor (_ feedback: String) -> Void
    @Environment(\.words) private var words

    public init(model: FeedbackModel, onOpen: @escaping @MainActor (_ feedback: String) -> Void) {
        (self.model, self.onOpen) = (model, onOpen)
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x12) {
                if let empty = screen.empty { EmptyState(head: empty.title, text: empty.text) }
                rows(words.feedbackFresh, screen.fresh)
                rows(words.feedbackEarlier, screen.earlier)
            }
            .padding(.bottom, Space.x24)
        }
        .navigationTitle(words.feedbackTitle)
    }

    @ViewBuilder private func rows(_ head: String, _ rows: [FeedbackRow]) -> some View {
        if !rows.isEmpty {
            SectionHead(head)
            ForEach(rows, id: \.feedback) { row in
                Card(onTap: { onOpen(row.feedback) }) {
                    Text(row.caption).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                    Text(row.text)
                    Text(row.note).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                }
                .accessibilityLabel(row.spoken)
                .accessibilityIdentifier(row.feedback)
                .padding(.horizontal, Space.x16)
            }
        }
    }
}

@MainActor
public struct ThreadView: View {
    @State private var model: ThreadModel
    private let onRoute: @MainActor (LearnerRoute) -> Void
    @Environment(\.words) private var words
    @Environment(\.isLargeText) private var isLargeText

    public init(model: ThreadModel, onRoute: @escaping @MainActor (LearnerRoute) -> Void) {
        _model = State(initialValue: model)
        self.onRoute = onRoute
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x16) {
                if let step = screen.step, !isPinned(step) {
                    NextStepCard(step: step).padding(.horizontal, -Space.x16)
                }
                part(words.threadBefore, screen.stepBefore ?? "")
                if let said = screen.stepSaid {
                    Text(words.threadOwnWords).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                    Voices(voices: [said])
                }
                part(words.outcomeWentWell, screen.wentWell)
                part(words.outcomeImprove, screen.improve)
                if !screen.photos.isEmpty {
                    Photos(tiles: screen.photos, shelf: model.photos, revision: screen.revision)
                }
                Voices(voices: screen.voices)
                if let resource = screen.resource { Text(resource) }
                if let level = screen.level { levelLine(level) }
                OwnUndo(
                    bar: screen.undo, problem: model.problem?.field == nil ? model.problem : nil, undo: model.takeBack)
                if screen.step != nil { RewordingView(model: model, voice: screen.rewordingVoice) }
                QuestionsView(model: model, lines: screen.lines)
                if screen.isUnderstood {
                    Text(words.threadUnderstood).foregroundStyle(.tone(\.ink2))
                } else {
                    PrimaryButton(title: words.threadUnderstand) { Task { await model.understand() } }
                }
                done(screen)
                QuietButton(title: words.threadOutcome) { onRoute(.outcome(screen.outcome)) }
            }
            .padding(Space.x16)
        }
        .safeAreaInset(edge: .top) {
            // Pinned: whatever is read below, what comes next stays in sight.
            if let step = model.screen.screen?.step, isPinned(step) {
                NextStepCard(step: step)
                    .padding(.vertical, Space.x8)
                    .frame(maxWidth: Size.column)
                    .background(.tone(\.surface))
            }
        }
        .scrollDismissesKeyboard(.interactively)
        .sensoryFeedback(.impact(weight: .light), trigger: model.saves)
        .navigationTitle(model.screen.screen?.code ?? "")
        .navigationBarTitleDisplayMode(.inline)
    }

    /// Unless it would leave no room for what is read below.
    private func isPinned(_ step: NextStep) -> Bool { !isLargeText && step.text.count <= 160 }
    @ViewBuilder private func part(_ head: String, _ text: String) -> some View {
        if !text.isEmpty {
            VStack(alignment: .leading, spacing: Space.x4) {
                Text(head).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                Text(text)
            }
            .accessibilityElement(children: .combine)
        }
    }
    /// The level comes after the words, and only when it is asked for.
    @ViewBuilder private func levelLine(_ level: String) -> some View {
        if model.showsLevel {
            Text(level)
        } else {
            QuietButton(title: words.threadLevel) { model.showsLevel = true }
        }
    }
    @ViewBuilder private func done(_ screen: ThreadScreen) -> some View {
        if !screen.done.isEmpty {
            Text(words.threadDone).font(TypeScale.head).accessibilityAddTraits(.isHeader)
            ForEach(screen.done.indices, id: \.self) { at in
                if let piece = screen.done[at].piece {
                    QuietButton(title: screen.done[at].text) { onRoute(.evidence(piece: piece, outcome: nil)) }
                } else {
                    Text(screen.done[at].text)
                }
            }
        }
    }
}

/// The next step in the student's own words, typed or spoken.
@MainActor
private struct RewordingView: View {
    @Bindable var model: ThreadModel
    let voice: VoiceDraft
    @Environment(\.words) private var words

    var body: some View {
        if model.isRewording {
            Field(
                name: words.threadRewordLabel, text: $model.rewording, hint: words.threadAskReader,
                problem: model.problem(in: "rewording"))
            VoicePart(model: model.voice, voice: voice)
            if let problem = model.problem(in: "voice") { Banner(icon: .syncProblem, text: problem) }
            QuietButton(title: words.threadRewordSave) { Task { await model.save(.rewording) } }
        } else {
            QuietButton(title: words.threadReword) { model.reword() }
        }
    }
}

/// Two sides, told apart by the margin and by the name on each.
@MainActor
private struct QuestionsView: View {
    @Bindable var model: ThreadModel
    let lines: [ThreadLine]
    @Environment(\.words) private var words

    var body: some View {
        Text(words.threadQuestions).font(TypeScale.head).accessibilityAddTraits(.isHeader)
        ForEach(lines.indices, id: \.self) { at in
            Card {
                Text(lines[at].caption).font(TypeScale.small).foregroundStyle(.tone(\.ink2))
                Text(lines[at].text)
            }
            .accessibilityElement(children: .combine)
            .padding(lines[at].mine ? .leading : .trailing, Space.x32)
        }
        Field(
            name: words.threadAsk, text: $model.question, hint: words.threadAskReader,
            problem: model.problem(in: "question"), isLong: true)
        if !model.question.isEmpty {
            QuietButton(title: words.threadAskSend) { Task { await model.save(.question) } }
        }
    }
}
