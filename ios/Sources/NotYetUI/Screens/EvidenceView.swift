// Evidence: one piece of work, what was said of it, and its history.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct EvidenceView: View {
    @State private var model: EvidenceModel
    private let onJudge: @MainActor (_ outcome: String, _ piece: String) -> Void
    @Environment(\.words) private var words

    public init(
        model: EvidenceModel, onJudge: @escaping @MainActor (_ outcome: String, _ piece: String) -> Void
    ) {
        _model = State(initialValue: model)
        self.onJudge = onJudge
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x16) {
                Text(screen.title).font(TypeScale.head).accessibilityAddTraits(.isHeader)
                Text(screen.caption).foregroundStyle(.tone(\.ink2))
                Text(screen.iCan).foregroundStyle(.tone(\.ink2))
                if !screen.photos.isEmpty {
                    Photos(tiles: screen.photos, shelf: model.photos, revision: screen.revision)
                }
                Voices(voices: screen.voices)
                Documents(documents: screen.documents)
                if !screen.text.isEmpty, screen.text != screen.title { Card { Text(screen.text) } }
                if let link = screen.link { Text(link) }
                OwnUndo(bar: screen.undo, problem: model.problem, undo: model.takeBack)
                judged(screen)
                PrimaryButton(title: screen.isJudged ? words.pieceJudgeAgain : words.pieceJudge) {
                    onJudge(screen.outcome, screen.piece)
                }
                if !screen.history.isEmpty {
                    Text(words.pieceHistory).font(TypeScale.head).accessibilityAddTraits(.isHeader)
                    HistoryLines(lines: screen.history)
                }
            }
            .padding(Space.x16)
        }
        .navigationTitle(model.screen.screen?.code ?? "")
        .navigationBarTitleDisplayMode(.inline)
    }

    @ViewBuilder private func judged(_ screen: EvidenceScreen) -> some View {
        if !screen.judged.isEmpty || screen.theirs == .folded {
            Text(words.pieceJudged).font(TypeScale.head).accessibilityAddTraits(.isHeader)
            Card {
                ForEach(screen.judged, id: \.self) { Text($0) }
                if screen.theirs == .folded {
                    Text(words.pieceFolded)
                    QuietButton(title: words.pieceShow) { Task { await model.show() } }
                }
            }
        }
    }
}
