// An outcome over time on a screen, and under it each result as a sentence that opens what it is about: a mark is too
// small to be a target.
import NotYetCore
import SwiftUI

@MainActor
struct CurvePart: View {
    /// Nil before the first result: then it says what will stand here.
    let curve: Curve?
    let onPiece: @MainActor (String) -> Void
    @State private var isUnfolded = false
    @Environment(\.words) private var words

    var body: some View {
        if let curve {
            Card { CurveChart(CurveDrawing(curve, words)) }
            QuietButton(title: isUnfolded ? words.conferenceHide : words.curveEach) { isUnfolded.toggle() }
            if isUnfolded {
                ForEach(curve.points.indices, id: \.self) { point(curve.points[$0], curve) }
            }
        } else {
            Text(words.curveEmpty).foregroundStyle(.tone(\.ink2))
        }
    }
    private func point(_ point: CurvePoint, _ curve: Curve) -> some View {
        let sign = SignState(curve.levels[Int(point.level)].sign)
        let state = SignState(
            level: sign.level, mastery: sign.mastery, levels: sign.levels, practiceOnly: point.mark != .chance)
        return ListRow(
            title: point.text, trailing: point.piece == nil ? nil : .chevron, onTap: opening(point.piece)
        ) { Sign(state) }
    }
    private func opening(_ piece: String?) -> (@MainActor () -> Void)? {
        guard let piece else { return nil }
        return { onPiece(piece) }
    }
}

extension CurveDrawing {
    /// The core counts in thousandths.
    private static let whole = 1000.0

    fileprivate init(_ curve: Curve, _ words: Words) {
        self.init(
            levels: curve.levels.map { Level(word: $0.word, sign: SignState($0.sign)) },
            dots: curve.points.map {
                CurveDot(
                    at: Double($0.at) / Self.whole, level: Int($0.level), shape: CurveShape($0.mark),
                    hollow: $0.withHelp)
            },
            line: curve.line.map { CurveTurn(at: Double($0.at) / Self.whole, level: $0.level.map { Int($0) }) },
            from: curve.from, to: curve.to,
            legend: [
                .chance: words.curveChance, .practice: words.curvePractice, .own: words.curveOwn,
                .before: words.curveBefore,
            ],
            hollow: words.curveHelp, spoken: curve.spoken)
    }
}

extension CurveShape {
    fileprivate init(_ mark: NotYetCore.CurveMark) {
        self =
            switch mark {
            case .chance: .chance
            case .practice: .practice
            case .own: .own
            case .before: .before
            }
    }
}
