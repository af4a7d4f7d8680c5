// The ring that closes as one learns: the marks of SignGeometry on a canvas. Never mirrored, never red or green.
import SwiftUI

/// A level as a drawing. Silent unless `spoken` is given: mostly its word stands beside it, and a meaning is heard once.
@MainActor
struct Sign: View {
    private let state: SignState
    private let spoken: String?
    private let grows: Bool
    private let tone: KeyPath<Palette, Color> & Sendable
    @ScaledMetric private var side: CGFloat
    @State private var isWhole = false
    @Environment(\.isStill) private var still

    /// - Parameters:
    ///   - size: 16, 24, 40 or 96 of the token table at the usual text size; it grows with the text.
    ///   - grows: only where a student opens an outcome: at mastery the disc grows, once.
    init(
        _ state: SignState, size: CGFloat = Size.signRow, tone: KeyPath<Palette, Color> & Sendable = \.primary,
        spoken: String? = nil, grows: Bool = false
    ) {
        (self.state, self.tone, self.spoken, self.grows) = (state, tone, spoken, grows)
        _side = ScaledMetric(wrappedValue: size, relativeTo: .body)
    }

    var body: some View {
        SignCanvas(
            state: state, side: side, tone: tone, closed: Double(state.level ?? 0),
            disc: grows && !isWhole && !still ? 0 : 1
        )
        .animation(still ? nil : .easeInOut(duration: Double(Motion.arc) / 1000), value: state.level)
        .animation(still ? nil : .easeInOut(duration: Double(Motion.disc) / 1000), value: isWhole)
        .onAppear { isWhole = true }
        .accessibilityElement()
        .accessibilityLabel(spoken ?? "")
        .accessibilityAddTraits(.isImage)
        .accessibilityHidden(spoken == nil)
    }
}

/// One frame of the sign, so that arcs close and the disc grows smoothly.
@MainActor
private struct SignCanvas: View, Animatable {
    let state: SignState
    let side: CGFloat
    let tone: KeyPath<Palette, Color> & Sendable
    var closed: Double
    var disc: Double

    nonisolated var animatableData: AnimatablePair<Double, Double> {
        get { AnimatablePair(closed, disc) }
        set { (closed, disc) = (newValue.first, newValue.second) }
    }

    var body: some View {
        Canvas { context, size in
            let unit = min(size.width, size.height) / SignGeometry.grid
            let centre = CGPoint(x: size.width / 2, y: size.height / 2)
            for mark in SignGeometry.marks(state, size: side, closed: closed) {
                SignPath.draw(mark, centre: centre, unit: unit, in: context, with: .style(Tone(name: tone)), disc: disc)
            }
        }
        .frame(width: side, height: side)
    }
}

/// The marks of the sign on any canvas.
@MainActor
enum SignPath {
    /// - Parameters:
    ///   - unit: points of one unit of the grid.
    ///   - disc: the share of its radius that the disc has reached.
    static func draw(
        _ mark: SignMark, centre: CGPoint, unit: CGFloat, in context: GraphicsContext,
        with ink: GraphicsContext.Shading, disc: Double = 1
    ) {
        switch mark {
        case .disc(let radius): context.fill(circle(centre, radius * unit * disc), with: ink)
        case .ring(let radius, let stroke):
            context.stroke(circle(centre, radius * unit), with: ink, lineWidth: stroke * unit)
        case .arc(let start, let sweep, let radius, let stroke):
            var path = Path()
            // SwiftUI measures from 3 o'clock; in its upside-down plane "not clockwise" runs with the clock.
            path.addArc(
                center: centre, radius: radius * unit, startAngle: .degrees(start - 90),
                endAngle: .degrees(start + sweep - 90), clockwise: false)
            context.stroke(path, with: ink, lineWidth: stroke * unit)
        }
    }
    private static func circle(_ centre: CGPoint, _ radius: CGFloat) -> Path {
        Path(ellipseIn: CGRect(x: centre.x - radius, y: centre.y - radius, width: 2 * radius, height: 2 * radius))
    }
}

/// A sign that explains itself when tapped; for places that are no target themselves.
@MainActor
struct SignButton: View {
    let state: SignState
    var size: CGFloat = Size.signHead
    /// "The ring closes as you learn. Closed and full: you can do it."
    let explanation: String
    /// What a reader hears on the button.
    let spoken: String
    var grows = false
    @State private var isExplaining = false

    var body: some View {
        Button {
            isExplaining = true
        } label: {
            Sign(state, size: size, grows: grows).frame(minWidth: Size.target, minHeight: Size.target)
        }
        .buttonStyle(.plain)
        .accessibilityLabel(spoken)
        .accessibilityHint(explanation)
        .popover(isPresented: $isExplaining) {
            Text(explanation)
                .padding(Space.x16)
                .frame(maxWidth: Size.hand)
                .presentationCompactAdaptation(.popover)
        }
    }
}
