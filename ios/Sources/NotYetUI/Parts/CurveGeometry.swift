// A curve as numbers: which strokes of the stepped line lie in which row. Pure, so that both platforms are held to the
// same table; draws nothing and knows no colour.
import Foundation

/// What a point of a curve stands for; each is drawn in a shape of its own.
public enum CurveShape: CaseIterable, Hashable, Sendable { case chance, practice, own, before }

/// One result on a curve.
public struct CurveDot: Equatable, Sendable {
    /// How far from the first day to the last, 0 to 1.
    public let at: Double
    /// Its row, 0 the lowest.
    public let level: Int
    public let shape: CurveShape
    /// Done with help.
    public let hollow: Bool
}

/// From here on another level stood; nil: none any more.
public struct CurveTurn: Equatable, Sendable {
    public let at: Double
    public let level: Int?
}

/// A piece of the stepped line within one row, whose upper edge is 0 and whose lower edge is 1.
public struct CurveStroke: Equatable, Sendable {
    public let from, to: CGPoint
}

public enum CurveGeometry {
    private static let middle = 0.5

    /// The part of the stepped line that lies in the row of `level`. A curve is drawn row by row, so that each row may
    /// be as high as its word needs.
    public static func strokes(_ line: [CurveTurn], level: Int) -> [CurveStroke] {
        line.enumerated().flatMap { at, turn in
            let end = at + 1 < line.count ? line[at + 1].at : 1
            let isHere = turn.level == level && end > turn.at
            let across = isHere ? stroke(turn.at, middle, end, middle) : nil
            return [at > 0 ? rise(line[at - 1].level, turn, level) : nil, across].compactMap(\.self)
        }
    }
    /// From the level before to this one, as far as it passes through a row.
    private static func rise(_ before: Int?, _ turn: CurveTurn, _ level: Int) -> CurveStroke? {
        guard let before, let now = turn.level else { return nil }
        let (low, high) = (min(before, now), max(before, now))
        guard (low...high).contains(level) else { return nil }
        return stroke(turn.at, level == high ? middle : 0, turn.at, level == low ? middle : 1)
    }
    private static func stroke(_ x: Double, _ y: Double, _ toX: Double, _ toY: Double) -> CurveStroke {
        CurveStroke(from: CGPoint(x: x, y: y), to: CGPoint(x: toX, y: toY))
    }
}
