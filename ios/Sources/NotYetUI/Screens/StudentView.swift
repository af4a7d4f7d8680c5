// Student: one student across outcomes, as their teacher sees them. One action: record.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct StudentView: View {
    @State private var model: StudentModel
    private let onConference: @MainActor () -> Void
    private let onOutcome: @MainActor (_ outcome: String) -> Void
    /// Nil in a conference, where the camera stands beside the levels.
    private let onCapture: (@MainActor () -> Void)?
    @Environment(\.words) private var words

    public init(
        model: StudentModel, onConference: @escaping @MainActor () -> Void,
        onOutcome: @escaping @MainActor (_ outcome: String) -> Void, onCapture: (@MainActor () -> Void)? = nil
    ) {
        _model = State(initialValue: model)
        (self.onConference, self.onOutcome, self.onCapture) = (onConference, onOutcome, onCapture)
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x8) {
                Text(screen.classTitle).foregroundStyle(.tone(\.ink2)).padding(.horizontal, Space.x16)
                if let step = screen.nextStep { NextStepCard(step: step) }
                if !screen.questions.isEmpty {
                    SectionHead(words.studentQuestions)
                    ForEach(screen.questions, id: \.question) { QuestionCard(model: model, question: $0) }
                }
                if !screen.waits.isEmpty {
                    SectionHead(words.studentWaits)
                    ForEach(screen.waits, id: \.outcome) { waiting in
                        ListRow(
                            title: waiting.text, needsYou: true, trailing: .chevron,
                            onTap: { onOutcome(waiting.outcome) }
                        ) { EmptyView() }
                    }
                }
                if let empty = screen.empty {
                    EmptyState(head: empty.title, text: empty.text)
                } else {
                    SectionHead(words.studentOutcomes)
                    Profile(rows: screen.outcomes, onTap: onOutcome)
                }
                // Beside the student nobody reads what is for teachers.
                if onCapture != nil, !screen.staffLines.isEmpty {
                    SectionHead(words.studentStaffLines)
                    ForEach(screen.staffLines.indices, id: \.self) { at in
                        ListRow(title: screen.staffLines[at].text, label: screen.staffLines[at].caption) { EmptyView() }
                    }
                }
                if let problem = model.door.problem { Banner(icon: .help, text: problem.sentence) }
                QuietButton(title: words.doorOpenStudent) { Task { await model.door.make() } }
                    .padding(.horizontal, Space.x16)
                if !screen.photos.isEmpty {
                    SectionHead(words.studentPhotos)
                    Photos(tiles: screen.photos, shelf: model.photos, revision: screen.revision).padding(
                        .horizontal, Space.x16)
                }
            }
            .padding(.bottom, Space.x16)
        }
        .door(model.door)
        .cameraCorner(model.screen.screen?.outcomes.isEmpty == false ? onCapture : nil)
        .safeAreaInset(edge: .bottom) {
            if model.screen.screen?.outcomes.isEmpty == false {
                PrimaryButton(title: words.studentRecord, least: Size.captureTarget, action: onConference)
                    .padding(Space.x16)
                    .frame(maxWidth: Size.column)
            }
        }
        .navigationTitle(model.screen.screen?.name ?? "")
        .navigationBarTitleDisplayMode(.inline)
    }
}

/// A question with what it is about, and the field for its answer.
@MainActor
private struct QuestionCard: View {
    let model: StudentModel
    let question: OpenQuestion
    @Environment(\.words) private var words
    private var typed: Binding<String> {
        Binding(get: { model.answers[question.question] ?? "" }, set: { model.answers[question.question] = $0 })
    }

    var body: some View {
        Card {
            Text(question.caption).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
            Text(question.about).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
            Text(question.text)
            Field(
                name: words.studentAnswer, text: typed,
                hint: words.feedbackReader,
                problem: model.unanswered == question.question ? model.problem?.sentence : nil, isLong: true)
            if model.answers[question.question]?.isEmpty == false {
                PrimaryButton(title: words.studentAnswerSave) { Task { await model.answer(question.question) } }
            }
        }
        .padding(.horizontal, Space.x16)
    }
}

/// The jagged profile, in the course's order; a reader hears each outcome in one breath.
@MainActor
private struct Profile: View {
    let rows: [ProfileRow]
    let onTap: @MainActor (_ outcome: String) -> Void

    var body: some View {
        ForEach(rows, id: \.outcome) { row in
            OutcomeLine(code: row.code, iCan: row.iCan, label: row.note, sign: row.sign, spoken: row.spoken) {
                onTap(row.outcome)
            }
        }
    }
}

/// Outcomes with their signs; a reader hears each in one breath.
@MainActor
struct OutcomeRows: View {
    let rows: [OutcomeRow]
    let onTap: @MainActor (_ outcome: String) -> Void

    var body: some View {
        ForEach(rows, id: \.outcome) { row in
            OutcomeLine(code: row.code, iCan: row.iCan, label: row.level, sign: row.sign, spoken: row.spoken) {
                onTap(row.outcome)
            }
        }
    }
}

/// One outcome of a list, and the line below it.
@MainActor
private struct OutcomeLine: View {
    let code, iCan, label: String
    let sign: NotYetCore.Sign
    let spoken: String
    let onTap: @MainActor () -> Void

    var body: some View {
        SignedRow(title: iCan, label: label, sign: SignState(sign), trailing: .chevron, onTap: onTap)
            .accessibilityLabel(spoken)
            .accessibilityIdentifier("outcome-\(code)")
        Hair()
    }
}
