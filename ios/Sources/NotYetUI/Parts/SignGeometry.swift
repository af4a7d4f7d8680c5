// The sign as numbers: which marks stand for a level of a scale. Pure, so that both platforms are held to the same
// table; draws nothing and knows no colour.
import Foundation

/// Where one outcome stands on a scale of any length.
public struct SignState: Hashable, Sendable {
    /// The shown level, 0 the lowest; nil: no work yet.
    public let level: Int?
    /// The level that counts as mastery, where the ring closes.
    public let mastery: Int
    /// How many levels the scale has.
    public let levels: Int
    /// True where the level was shown in practice and not on one's own yet.
    public let practiceOnly: Bool

    public init(level: Int?, mastery: Int, levels: Int, practiceOnly: Bool = false) {
        precondition(levels >= 1 && (0..<levels).contains(mastery), "mastery \(mastery) of \(levels) levels")
        precondition(level.map { (0..<levels).contains($0) } ?? true, "a level outside of \(levels)")
        (self.level, self.mastery, self.levels, self.practiceOnly) = (level, mastery, levels, practiceOnly)
    }
}

/// One mark on the grid of 16 with its centre at (8, 8); angles in degrees, clockwise from 12 o'clock.
public enum SignMark: Equatable, Sendable {
    /// A part of a circle, with butt ends.
    case arc(start: Double, sweep: Double, radius: Double, stroke: Double)
    case ring(radius: Double, stroke: Double)
    case disc(radius: Double)
}

public enum SignGeometry {
    /// Points of the grid's side.
    public static let grid = 16.0
    private static let (gap, gapBig, thin) = (24.0, 16.0, 0.9)
    private static let (dashes, dash) = (8, 27.0)
    private static let mostArcs = 5

    /// - Parameters:
    ///   - size: points of the drawn side. From 40 on the gaps are narrower; below 24 the lowest level in practice has
    ///     no hollow dot, the word carries it.
    ///   - closed: how many arcs are closed while they move; the level itself when at rest.
    public static func marks(_ state: SignState, size: Double, closed: Double? = nil) -> [SignMark] {
        guard let level = state.level else { return noWork }
        let closed = closed ?? Double(level)
        if level > state.mastery { return above(state, level) }
        if level == state.mastery, closed >= Double(level) { return atMastery(state) }
        return below(state, gap: size >= 40 ? gapBig : gap, hollowDot: size >= 24, closed: closed)
    }

    private static var noWork: [SignMark] {
        let step = 360 / Double(dashes)
        return (0..<dashes).map {
            .arc(start: Double($0) * step + (step - dash) / 2, sweep: dash, radius: 6.5, stroke: 1)
        }
    }
    private static func atMastery(_ state: SignState) -> [SignMark] {
        state.practiceOnly ? twoRings : [.ring(radius: 6, stroke: 2.5), .disc(radius: 3.25)]
    }
    /// In practice the disc is hollow as well: three thin circles, which no other state has.
    private static func above(_ state: SignState, _ level: Int) -> [SignMark] {
        let stroke = state.practiceOnly ? thin : 1.5
        let centre: [SignMark] =
            state.practiceOnly
            ? [.ring(radius: 5, stroke: thin), .ring(radius: 2.6, stroke: thin)] : [.disc(radius: 5)]
        let (steps, done) = (state.levels - 1 - state.mastery, level - state.mastery)
        if done == steps { return [.ring(radius: 7.25, stroke: stroke)] + centre }
        let step = 360 / Double(steps)
        return (0..<steps).map {
            .arc(start: Double($0) * step + gap / 2, sweep: step - gap, radius: 7.25, stroke: $0 < done ? stroke : 0.75)
        } + centre
    }
    private static func below(_ state: SignState, gap: Double, hollowDot: Bool, closed: Double) -> [SignMark] {
        let (steps, wide) = (Double(state.mastery), state.mastery > mostArcs)
        var marks: [SignMark] = []
        if wide {
            marks = split(start: Self.gap / 2, sweep: 360 - Self.gap, share: closed / steps, state.practiceOnly)
        } else {
            for arc in 0..<state.mastery {
                let share = min(1, max(0, closed - Double(arc)))
                marks += split(
                    start: Double(arc) * 360 / steps + gap / 2, sweep: 360 / steps - gap, share: share,
                    state.practiceOnly)
            }
        }
        if closed > 0 { return marks }
        return marks + [state.practiceOnly && hollowDot ? .ring(radius: 1.6, stroke: thin) : .disc(radius: 1.75)]
    }
    /// One arc of which the first `share` is closed and the rest open.
    private static func split(start: Double, sweep: Double, share: Double, _ practiceOnly: Bool) -> [SignMark] {
        var marks: [SignMark] = []
        let done = sweep * share
        if share > 0, practiceOnly {
            marks += practiceRadii.map { .arc(start: start, sweep: done, radius: $0, stroke: thin) }
        } else if share > 0 {
            marks.append(.arc(start: start, sweep: done, radius: 6, stroke: 2.5))
        }
        if share < 1 { marks.append(.arc(start: start + done, sweep: sweep - done, radius: 6.75, stroke: 1)) }
        return marks
    }
    private static let practiceRadii = [7, 4.8]
    private static var twoRings: [SignMark] { practiceRadii.map { .ring(radius: $0, stroke: thin) } }
}
