// Outcome, as a teacher sees it of one student: where they stand, why, what would change it, and all that was judged.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct StudentOutcomeView: View {
    @State private var model: StudentOutcomeModel
    private let onRecord: @MainActor () -> Void
    private let onPiece: @MainActor (String) -> Void
    @Environment(\.words) private var words

    public init(
        model: StudentOutcomeModel, onRecord: @escaping @MainActor () -> Void,
        onPiece: @escaping @MainActor (String) -> Void
    ) {
        _model = State(initialValue: model)
        (self.onRecord, self.onPiece) = (onRecord, onPiece)
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x16) {
                OutcomeHead(
                    sign: SignState(screen.head.sign), word: screen.head.level, iCan: screen.head.iCan,
                    line: screen.head.plain, explanation: words.signLegend, spoken: screen.head.spoken)
                Text(screen.readiness).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                if let step = screen.nextStep {
                    Card {
                        Text(step.caption).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                        Text(step.text)
                    }
                }
                PrimaryButton(title: words.studentRecord, action: onRecord)
                OutcomePart(words.outcomeWhy) {
                    Text(words.studentWhyReader).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                    ForEach(screen.why.indices, id: \.self) { WhyLineView(line: screen.why[$0], onPiece: onPiece) }
                }
                if !screen.change.isEmpty {
                    OutcomePart(words.outcomeChange) { ForEach(screen.change, id: \.self) { Text($0) } }
                }
                OutcomePart(words.outcomeCurve) { CurvePart(curve: screen.curve, onPiece: onPiece) }
                OutcomePart(words.outcomePlaces) {
                    Places(places: Place.shown(screen.places), open: words.placeOpen)
                }
                if !screen.pieces.isEmpty {
                    OutcomePart(words.outcomePieces) {
                        ForEach(screen.pieces, id: \.piece) { row in PieceRowView(row: row) { onPiece(row.piece) } }
                    }
                }
            }
            .padding(Space.x16)
        }
        .navigationTitle(model.screen.screen.map { "\(isolated($0.name)) · \(isolated($0.head.code))" } ?? "")
        .navigationBarTitleDisplayMode(.inline)
    }
}
