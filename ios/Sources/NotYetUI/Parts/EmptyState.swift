// What a screen shows when nothing is there, when it waits, and when something went amiss. A screen is never blank.
import SwiftUI

/// A drawing, a head, one sentence, one button.
@MainActor
struct EmptyState: View {
    var head: String?
    let text: String
    var action: String?
    var onAction: (@MainActor () -> Void)?

    var body: some View {
        VStack(spacing: Space.x16) {
            Drawing()
            if let head {
                Text(head).font(TypeScale.head).multilineTextAlignment(.center).accessibilityAddTraits(.isHeader)
            }
            Text(text).foregroundStyle(.tone(\.ink2)).multilineTextAlignment(.center)
            if let action, let onAction { PrimaryButton(title: action, action: onAction) }
        }
        .padding(Space.x24)
        .frame(maxWidth: 400)
        .frame(maxWidth: .infinity)
    }
}

/// Paper on a desk with one unclosed ring; says nothing to a reader.
@MainActor
private struct Drawing: View {
    var body: some View {
        Canvas { context, size in
            let unit = size.width / 160
            let paper = CGRect(x: 42 * unit, y: 24 * unit, width: 84 * unit, height: 108 * unit)
            context.fill(Path(roundedRect: paper, cornerRadius: 8 * unit), with: .style(.tone(\.soft)))
            for (line, length) in [(48.0, 56.0), (64, 48), (80, 60)] {
                var stroke = Path()
                stroke.move(to: CGPoint(x: 54 * unit, y: line * unit))
                stroke.addLine(to: CGPoint(x: (54 + length) * unit, y: line * unit))
                context.stroke(stroke, with: .style(.tone(\.primary)), lineWidth: 2)
            }
            var ring = Path()
            ring.addArc(
                center: CGPoint(x: 108 * unit, y: 112 * unit), radius: 20 * unit, startAngle: .degrees(-78),
                endAngle: .degrees(198), clockwise: false)
            context.stroke(ring, with: .style(.tone(\.primary)), lineWidth: 2)
        }
        .frame(width: Size.drawing, height: Size.drawing)
        .accessibilityHidden(true)
    }
}

/// Says that it waits, but not before 150 ms are over: what is quick shows nothing in between.
@MainActor
struct Waiting: View {
    let text: String
    @State private var isSlow = false

    var body: some View {
        VStack(spacing: Space.x12) {
            if isSlow {
                ProgressView()
                Text(text).foregroundStyle(.tone(\.ink2))
            }
        }
        .frame(maxWidth: .infinity, minHeight: Size.drawing)
        .task {
            try? await Task.sleep(for: .milliseconds(Motion.waiting))
            isSlow = true
        }
    }
}
