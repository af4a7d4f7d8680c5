// Evidence, as a teacher sees it: what a piece holds, every judgement of it with its history, and the way to correct one.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct StudentEvidenceView: View {
    @State private var model: StudentEvidenceModel
    @Environment(\.words) private var words

    public init(model: StudentEvidenceModel) { _model = State(initialValue: model) }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x16) {
                Text(screen.title).font(TypeScale.head).accessibilityAddTraits(.isHeader)
                if !screen.caption.isEmpty { Text(screen.caption).foregroundStyle(.tone(\.ink2)) }
                if !screen.photos.isEmpty {
                    Photos(tiles: screen.photos, shelf: model.photos, revision: screen.revision)
                }
                Voices(voices: screen.voices)
                Documents(documents: screen.documents)
                if !screen.text.isEmpty, screen.text != screen.title { Card { Text(screen.text) } }
                if let link = screen.link { Text(link) }
                if !screen.judgements.isEmpty {
                    Text(words.pieceJudged).font(TypeScale.head).accessibilityAddTraits(.isHeader)
                    ForEach(screen.judgements, id: \.judgement) { JudgementView(card: $0, model: model) }
                }
                if let problem = model.problem {
                    Banner(icon: .syncProblem, text: problem.sentence)
                } else if let undo = screen.undo {
                    HistoryBar(bar: undo, undo: model.undo, redo: model.redo)
                }
            }
            .padding(Space.x16)
        }
        .sensoryFeedback(.impact(weight: .light), trigger: model.saves)
        .navigationTitle(model.screen.screen?.name ?? "")
        .navigationBarTitleDisplayMode(.inline)
    }
}

/// What stands, who said it, what was said before, and the way to correct it.
@MainActor
private struct JudgementView: View {
    let card: JudgementCard
    let model: StudentEvidenceModel
    @State private var isCorrecting = false
    @Environment(\.words) private var words

    var body: some View {
        Card {
            Text(card.code).font(TypeScale.label).foregroundStyle(.tone(\.ink2)).accessibilityAddTraits(.isHeader)
            HStack(spacing: Space.x12) {
                if let sign = card.sign { Sign(SignState(sign)) }
                Text(card.level).font(TypeScale.head)
            }
            ForEach([card.caption, card.circumstances], id: \.self) {
                Text($0).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
            }
            ForEach(card.rows, id: \.self) { Text($0) }
            // One line says what the caption says already.
            if card.history.count > 1 { HistoryLines(lines: card.history) }
            if !card.whyNot.isEmpty { Text(card.whyNot).font(TypeScale.label).foregroundStyle(.tone(\.ink2)) }
            if !card.levels.isEmpty {
                QuietButton(title: isCorrecting ? words.conferenceHide : words.judgedCorrect) { isCorrecting.toggle() }
            }
            if isCorrecting {
                Text(words.judgedCorrectLead)
                LevelPicker(
                    options: card.levels.map(LevelOption.init), chosen: card.levels.first(where: \.chosen)?.level,
                    about: words.captureLevels, next: words.captureNextLevel, readWhole: words.captureHold,
                    close: words.actionClose
                ) { level in
                    isCorrecting = false
                    Task { await model.correct(card.judgement, to: level) }
                }
            }
        }
    }
}

/// Steps of a history, each with its day.
@MainActor
struct HistoryLines: View {
    let lines: [HistoryLine]

    var body: some View {
        ForEach(lines.indices, id: \.self) { at in
            VStack(alignment: .leading, spacing: Space.x4) {
                Text(lines[at].text)
                Text(lines[at].day).font(TypeScale.small).foregroundStyle(.tone(\.ink2))
            }
            .accessibilityElement(children: .combine)
        }
    }
}
