// Lines of things that wrap. The arithmetic is a pure function; the layout carries it out.
import SwiftUI

/// Where things stand when they follow one another in lines, as text does.
struct FlowLines: Equatable {
    /// The place of each thing's upper leading corner.
    private(set) var origins: [CGPoint] = []
    private(set) var size = CGSize.zero
    /// How many things stand in each line.
    private(set) var counts: [Int] = []

    init(_ things: [CGSize], width: CGFloat, gap: CGFloat) {
        var (at, top, height) = (CGFloat(0), CGFloat(0), CGFloat(0))
        for thing in things {
            if at > 0, at + thing.width > width {
                (at, top, height) = (0, top + height + gap, 0)
                counts.append(0)
            }
            if counts.isEmpty { counts = [0] }
            origins.append(CGPoint(x: at, y: top))
            counts[counts.count - 1] += 1
            size.width = max(size.width, at + thing.width)
            at += thing.width + gap
            height = max(height, thing.height)
        }
        size.height = top + height
    }
}

/// Things in lines; what does not fit begins the next one. Never scrolls.
struct Flow: Layout {
    var gap = Space.x8

    func sizeThatFits(proposal: ProposedViewSize, subviews: Subviews, cache: inout ()) -> CGSize {
        lines(proposal.width, subviews).size
    }
    func placeSubviews(in bounds: CGRect, proposal: ProposedViewSize, subviews: Subviews, cache: inout ()) {
        let origins = lines(bounds.width, subviews).origins
        for (thing, origin) in zip(subviews, origins) {
            let place = CGPoint(x: bounds.minX + origin.x, y: bounds.minY + origin.y)
            thing.place(at: place, anchor: .topLeading, proposal: ProposedViewSize(width: bounds.width, height: nil))
        }
    }
    private func lines(_ width: CGFloat?, _ subviews: Subviews) -> FlowLines {
        let width = width ?? .infinity
        let things = subviews.map { $0.sizeThatFits(ProposedViewSize(width: width, height: nil)) }
        return FlowLines(things, width: width, gap: gap)
    }
}
