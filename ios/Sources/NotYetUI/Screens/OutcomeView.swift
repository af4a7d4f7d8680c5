// Outcome: one outcome of the student, with its rubric, what was shown, why the level is what it is and what would change it.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct OutcomeView: View {
    @State private var model: OutcomeModel
    private let onRoute: @MainActor (LearnerRoute) -> Void
    @Environment(\.words) private var words

    public init(model: OutcomeModel, onRoute: @escaping @MainActor (LearnerRoute) -> Void) {
        _model = State(initialValue: model)
        self.onRoute = onRoute
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x16) {
                OutcomeHead(
                    sign: SignState(screen.head.sign), word: screen.head.level, iCan: screen.head.iCan,
                    line: screen.head.plain, explanation: words.signLegend, spoken: screen.head.spoken, grows: true)
                OwnUndo(
                    bar: screen.undo, problem: model.problem?.field == nil ? model.problem : nil, undo: model.takeBack)
                if let step = screen.nextStep {
                    Card(head: words.outcomeNextStep) {
                        Text(step.text)
                        Text(step.caption).font(TypeScale.small).foregroundStyle(.tone(\.ink2))
                    }
                }
                OutcomePart(words.outcomePlaces) { Places(places: Place.shown(screen.places), open: words.placeOpen) }
                OutcomePart(words.outcomeCurve) {
                    CurvePart(curve: screen.curve) { onRoute(.evidence(piece: $0, outcome: screen.head.outcome)) }
                }
                if !screen.rubric.isEmpty {
                    OutcomePart(words.outcomeRubric) { ForEach(screen.rubric, id: \.title) { RubricView(row: $0) } }
                }
                if !screen.photos.isEmpty {
                    OutcomePart(words.outcomePhotos) {
                        Photos(tiles: screen.photos, shelf: model.photos, revision: screen.revision)
                    }
                }
                if !screen.pieces.isEmpty {
                    OutcomePart(words.outcomePieces) {
                        ForEach(screen.pieces, id: \.piece) { row in
                            PieceRowView(row: row) {
                                onRoute(.evidence(piece: row.piece, outcome: screen.head.outcome))
                            }
                        }
                    }
                }
                if !screen.feedback.isEmpty {
                    OutcomePart(words.outcomeFeedback) {
                        ForEach(screen.feedback.indices, id: \.self) { at in
                            SaidCard(card: screen.feedback[at], shelf: model.photos, revision: screen.revision)
                        }
                    }
                }
                OutcomePart(words.outcomeWhy) {
                    ForEach(screen.why.indices, id: \.self) { at in
                        WhyLineView(line: screen.why[at]) {
                            onRoute(.evidence(piece: $0, outcome: screen.head.outcome))
                        }
                    }
                }
                OutcomePart(words.outcomeChange) { ForEach(screen.change, id: \.self) { Text($0) } }
                OutcomePart(words.readyTitle) { ReadyView(model: model, ready: screen.ready) }
                OutcomePart(words.outcomeOwnWords) { OwnWordsView(model: model, said: screen.ownWords) }
                PrimaryButton(title: words.outcomeJudge) {
                    onRoute(.assess(outcome: screen.head.outcome, piece: nil))
                }
            }
            .padding(Space.x16)
        }
        .sensoryFeedback(.impact(weight: .light), trigger: model.saves)
        .navigationTitle(model.screen.screen?.head.code ?? "")
        .navigationBarTitleDisplayMode(.inline)
    }
}

/// A part of an outcome's screen, under its head.
@MainActor
struct OutcomePart<Content: View>: View {
    let title: String
    let content: Content

    init(_ title: String, @ViewBuilder _ content: () -> Content) { (self.title, self.content) = (title, content()) }

    var body: some View {
        VStack(alignment: .leading, spacing: Space.x8) {
            Text(title).font(TypeScale.head).accessibilityAddTraits(.isHeader)
            content
        }
        .frame(maxWidth: .infinity, alignment: .leading)
    }
}

extension Place {
    /// The core's last place is the open one, which the part draws itself.
    static func shown(_ places: [NotYetCore.Place]) -> [Place] {
        places.enumerated().compactMap { at, place in
            place.sign.map {
                Place(id: "\(at)", sign: SignState($0), kind: place.kind, date: place.day, spoken: place.spoken)
            }
        }
    }
}

/// One row of the rubric: the present level lit, the one above it readable, the rest dimmed.
@MainActor
private struct RubricView: View {
    let row: RubricRow
    @Environment(\.words) private var words

    var body: some View {
        VStack(alignment: .leading, spacing: Space.x8) {
            Text(row.title).font(TypeScale.label)
            ForEach(row.cells, id: \.word) { cell in
                HStack(alignment: .top, spacing: Space.x12) {
                    Sign(SignState(cell.sign))
                    VStack(alignment: .leading, spacing: Space.x4) {
                        Text([cell.word, mark(cell.light)].compactMap(\.self).joined(separator: " · "))
                            .font(TypeScale.label)
                        Text(cell.text).foregroundStyle(.tone(cell.light == .dimmed ? \.ink2 : \.ink))
                    }
                    .frame(maxWidth: .infinity, alignment: .leading)
                }
                .padding(Space.x12)
                .panel(
                    cell.light == .present ? \.soft : \.raised, edge: cell.light == .present ? \.primary : \.hair,
                    width: cell.light == .present ? Size.chosen : 1
                )
                .accessibilityElement(children: .combine)
            }
        }
    }
    private func mark(_ light: CellLight) -> String? {
        switch light {
        case .present: words.outcomePresent
        case .next: words.outcomeNextLevel
        case .dimmed: nil
        }
    }
}

/// A sentence that is about a piece of work opens it.
@MainActor
struct WhyLineView: View {
    let line: WhyLine
    let onPiece: @MainActor (String) -> Void

    var body: some View {
        if let piece = line.piece {
            QuietButton(title: line.text) { onPiece(piece) }
        } else {
            Text(line.text)
        }
    }
}

/// The student's own judgement first; what practice says comes after it.
@MainActor
private struct ReadyView: View {
    let model: OutcomeModel
    let ready: ReadyPart
    @Environment(\.words) private var words

    var body: some View {
        Choice(
            options: [words.readyNotYet, words.readyNearly, words.readyReady],
            chosen: Self.answers.firstIndex { $0 == ready.said } ?? -1, spoken: words.readyTitle
        ) { at in Task { await model.say(Self.answers[at]) } }
        if !ready.next.isEmpty { Text(ready.next) }
        if !ready.practice.isEmpty { Text(ready.practice).foregroundStyle(.tone(\.ink2)) }
    }
    private static let answers: [Sureness] = [.notYet, .nearly, .ready]
}

/// What the outcome means to the student.
@MainActor
private struct OwnWordsView: View {
    @Bindable var model: OutcomeModel
    let said: String
    @Environment(\.words) private var words

    var body: some View {
        if !said.isEmpty { Text(said) }
        Field(
            name: words.outcomeOwnWordsHint, text: $model.words, hint: words.assessReader,
            problem: model.problem(in: "words"))
        if !model.words.isEmpty {
            QuietButton(title: words.outcomeOwnWordsSave) { Task { await model.saveWords() } }
        }
    }
}

/// A piece of work, with what the student said of it.
@MainActor
struct PieceRowView: View {
    let row: PieceRow
    let onTap: @MainActor () -> Void

    var body: some View {
        ListRow(title: row.title, label: row.note, trailing: .chevron, onTap: onTap) { EmptyView() }
            .accessibilityLabel(row.spoken)
    }
}

/// Feedback opens on what went well, then what to improve, then the next step.
@MainActor
private struct SaidCard: View {
    let card: FeedbackCard
    let shelf: PhotoShelf
    let revision: UInt64
    @Environment(\.words) private var words

    var body: some View {
        Card {
            line(words.outcomeWentWell, card.wentWell)
            line(words.outcomeImprove, card.improve)
            line(words.outcomeNextStep, card.nextStep)
            if !card.photos.isEmpty { Photos(tiles: card.photos, shelf: shelf, revision: revision) }
            Voices(voices: card.voices)
            Text(card.caption).font(TypeScale.small).foregroundStyle(.tone(\.ink2))
        }
    }
    @ViewBuilder private func line(_ title: String, _ text: String) -> some View {
        if !text.isEmpty {
            VStack(alignment: .leading, spacing: Space.x4) {
                Text(title).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                Text(text)
            }
            .accessibilityElement(children: .combine)
        }
    }
}
