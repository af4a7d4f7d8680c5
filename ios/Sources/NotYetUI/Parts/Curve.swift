// An outcome over time: a row for each level, a mark for each result, and a line for the level that stood.
import SwiftUI

/// What is drawn, and what a reader hears instead.
struct CurveDrawing: Equatable, Sendable {
    /// The word and the sign of each level, lowest first.
    let levels: [Level]
    let dots: [CurveDot]
    let line: [CurveTurn]
    /// The days at the ends; the second is empty where all of it is one day.
    let from, to: String
    /// The words of the marks, and of a hollow one.
    let legend: [CurveShape: String]
    let hollow: String
    let spoken: String

    struct Level: Equatable, Sendable {
        let word: String
        let sign: SignState
    }
}

/// The drawing and what its marks mean; it lies on raised ground. Time runs to the right in every language.
@MainActor
struct CurveChart: View {
    let drawing: CurveDrawing
    @Environment(\.isLargeText) private var isLarge
    @ScaledMetric private var names: CGFloat = 128

    init(_ drawing: CurveDrawing) { self.drawing = drawing }

    var body: some View {
        VStack(alignment: .leading, spacing: Space.x8) {
            VStack(alignment: .leading, spacing: 0) {
                ForEach(drawing.levels.indices.reversed(), id: \.self) { row($0) }
            }
            days.padding(.leading, isLarge ? 0 : names + Space.x8)
            CurveLegend(drawing: drawing)
        }
        .accessibilityElement()
        .accessibilityLabel(drawing.spoken)
        .accessibilityAddTraits(.isImage)
    }

    /// The word beside its strip of the drawing, or above it where the text is large.
    @ViewBuilder private func row(_ level: Int) -> some View {
        let height = max(Size.curve / CGFloat(drawing.levels.count), Self.least)
        if isLarge {
            name(level).padding(.top, Space.x4)
            CurveStrip(drawing: drawing, level: level).frame(height: height)
        } else {
            name(level)
                .frame(width: names, alignment: .leading)
                .frame(maxWidth: .infinity, minHeight: height, alignment: .leading)
                .overlay { CurveStrip(drawing: drawing, level: level).padding(.leading, names + Space.x8) }
        }
    }
    private func name(_ level: Int) -> some View {
        HStack(spacing: Space.x8) {
            Sign(drawing.levels[level].sign, size: Size.signInline, tone: \.ink2)
            Text(drawing.levels[level].word).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
        }
    }
    private var days: some View {
        HStack {
            if drawing.to.isEmpty { Spacer() }
            Text(drawing.from)
            Spacer()
            if !drawing.to.isEmpty { Text(drawing.to) }
        }
        .font(TypeScale.small)
        .foregroundStyle(.tone(\.ink2))
        .environment(\.layoutDirection, .leftToRight)
    }
    private static let least: CGFloat = 24
}

/// The strip of one level.
@MainActor
private struct CurveStrip: View {
    let drawing: CurveDrawing
    let level: Int

    var body: some View {
        Canvas { context, size in
            let middle = size.height / 2
            let place = { (at: Double) in Self.margin + at * (size.width - 2 * Self.margin) }
            context.stroke(
                Path.line(from: CGPoint(x: 0, y: middle), to: CGPoint(x: size.width, y: middle)),
                with: .style(.tone(\.hair)))
            for stroke in CurveGeometry.strokes(drawing.line, level: level) {
                let from = CGPoint(x: place(stroke.from.x), y: stroke.from.y * size.height)
                let to = CGPoint(x: place(stroke.to.x), y: stroke.to.y * size.height)
                context.stroke(Path.line(from: from, to: to), with: .style(.tone(\.primary)), lineWidth: 2)
            }
            // A chance lies above practice of the same day.
            for dot in here {
                let at = CGPoint(x: place(dot.at), y: middle)
                let sign = drawing.levels[level].sign
                CurveMark.draw(dot.shape, hollow: dot.hollow, sign: sign, at: at, in: context)
            }
        }
    }
    private var here: [CurveDot] {
        let dots = drawing.dots.filter { $0.level == level }
        return dots.filter { $0.shape != .chance } + dots.filter { $0.shape == .chance }
    }
    /// Half a sign and the line's end at either side.
    private static let margin: CGFloat = 10
}

/// The marks that occur, each with its word.
@MainActor
private struct CurveLegend: View {
    let drawing: CurveDrawing

    var body: some View {
        Flow(gap: Space.x16) {
            ForEach(CurveShape.allCases.filter { shape in drawing.dots.contains { $0.shape == shape } }, id: \.self) {
                meaning($0, hollow: false, drawing.legend[$0] ?? "")
            }
            if let dot = drawing.dots.first(where: \.hollow) { meaning(dot.shape, hollow: true, drawing.hollow) }
        }
    }
    private func meaning(_ shape: CurveShape, hollow: Bool, _ word: String) -> some View {
        HStack(spacing: Space.x8) {
            Canvas { context, size in
                let centre = CGPoint(x: size.width / 2, y: size.height / 2)
                CurveMark.draw(shape, hollow: hollow, sign: atMastery, at: centre, in: context)
            }
            .frame(width: Size.signInline, height: Size.signInline)
            Text(word).font(TypeScale.small).foregroundStyle(.tone(\.ink2))
        }
    }
    private var atMastery: SignState {
        let scale = drawing.levels[0].sign
        return SignState(level: scale.mastery, mastery: scale.mastery, levels: scale.levels)
    }
}

/// One mark: a chance is the sign of its level, the others have shapes of their own; filled is alone, hollow with help.
@MainActor
private enum CurveMark {
    static func draw(
        _ shape: CurveShape, hollow: Bool, sign: SignState, at: CGPoint, in context: GraphicsContext
    ) {
        let ink = GraphicsContext.Shading.style(.tone(\.primary))
        if shape == .chance {
            context.fill(circle(at, Size.signInline / 2), with: .style(.tone(\.raised)))
            let state = SignState(
                level: sign.level, mastery: sign.mastery, levels: sign.levels, practiceOnly: hollow)
            // With help even the lowest level has its hollow dot: no word stands beside it here.
            for mark in SignGeometry.marks(state, size: Size.signRow) {
                SignPath.draw(mark, centre: at, unit: Size.signInline / SignGeometry.grid, in: context, with: ink)
            }
        } else if hollow {
            context.stroke(path(shape, at), with: ink, lineWidth: 1.5)
        } else {
            context.fill(path(shape, at), with: ink)
        }
    }
    private static func path(_ shape: CurveShape, _ at: CGPoint) -> Path {
        switch shape {
        case .chance, .practice: circle(at, 3.5)
        case .own:
            Path { path in
                path.addLines([
                    CGPoint(x: at.x, y: at.y - 5), CGPoint(x: at.x + 5, y: at.y), CGPoint(x: at.x, y: at.y + 5),
                    CGPoint(x: at.x - 5, y: at.y),
                ])
                path.closeSubpath()
            }
        case .before: Path(CGRect(x: at.x - 5, y: at.y - 2, width: 10, height: 4))
        }
    }
    private static func circle(_ centre: CGPoint, _ radius: CGFloat) -> Path {
        Path(ellipseIn: CGRect(x: centre.x - radius, y: centre.y - radius, width: 2 * radius, height: 2 * radius))
    }
}

extension Path {
    fileprivate static func line(from: CGPoint, to: CGPoint) -> Path { Path { $0.addLines([from, to]) } }
}
