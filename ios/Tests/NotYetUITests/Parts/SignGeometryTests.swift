import SwiftUI
import Testing

@testable import NotYetUI

/// The same numbers as on Android.
@Suite struct SignGeometryTests {
    private func preset(_ level: Int?, practiceOnly: Bool = false, size: Double = 24) -> [SignMark] {
        SignGeometry.marks(SignState(level: level, mastery: 2, levels: 4, practiceOnly: practiceOnly), size: size)
    }

    @Test func noWorkIsEightDashes() {
        let marks = preset(nil)
        #expect(marks.count == 8)
        #expect(marks[0] == .arc(start: 9, sweep: 27, radius: 6.5, stroke: 1))
        #expect(marks[7] == .arc(start: 324, sweep: 27, radius: 6.5, stroke: 1))
    }

    @Test func theLowestLevelIsOpenWithADot() {
        #expect(
            preset(0) == [
                .arc(start: 12, sweep: 156, radius: 6.75, stroke: 1),
                .arc(start: 192, sweep: 156, radius: 6.75, stroke: 1),
                .disc(radius: 1.75),
            ])
    }

    @Test func anArcClosesForEachLevel() {
        #expect(
            preset(1) == [
                .arc(start: 12, sweep: 156, radius: 6, stroke: 2.5),
                .arc(start: 192, sweep: 156, radius: 6.75, stroke: 1),
            ])
    }

    @Test func masteryIsWholeAndFull() {
        #expect(preset(2) == [.ring(radius: 6, stroke: 2.5), .disc(radius: 3.25)])
    }

    @Test func aboveMasteryTheRingIsOutside() {
        #expect(preset(3) == [.ring(radius: 7.25, stroke: 1.5), .disc(radius: 5)])
    }

    @Test func severalLevelsAboveCloseTheOuterRingArcByArc() {
        let above = SignState(level: 3, mastery: 2, levels: 5)
        #expect(
            SignGeometry.marks(above, size: 24) == [
                .arc(start: 12, sweep: 156, radius: 7.25, stroke: 1.5),
                .arc(start: 192, sweep: 156, radius: 7.25, stroke: 0.75),
                .disc(radius: 5),
            ])
        let top = SignState(level: 4, mastery: 2, levels: 5)
        #expect(SignGeometry.marks(top, size: 24) == [.ring(radius: 7.25, stroke: 1.5), .disc(radius: 5)])
    }

    @Test func gapsAreNarrowerFromFortyPointsOn() {
        #expect(preset(1, size: 40).first == .arc(start: 8, sweep: 164, radius: 6, stroke: 2.5))
        #expect(preset(1, size: 39).first == .arc(start: 12, sweep: 156, radius: 6, stroke: 2.5))
    }

    @Test func aLongScaleIsOneArc() {
        let marks = SignGeometry.marks(SignState(level: 3, mastery: 7, levels: 8), size: 24)
        #expect(
            marks == [
                .arc(start: 12, sweep: 144, radius: 6, stroke: 2.5),
                .arc(start: 156, sweep: 192, radius: 6.75, stroke: 1),
            ])
    }

    @Test func practiceIsDrawnInTwoLines() {
        #expect(
            preset(1, practiceOnly: true) == [
                .arc(start: 12, sweep: 156, radius: 7, stroke: 0.9),
                .arc(start: 12, sweep: 156, radius: 4.8, stroke: 0.9),
                .arc(start: 192, sweep: 156, radius: 6.75, stroke: 1),
            ])
        #expect(preset(2, practiceOnly: true) == [.ring(radius: 7, stroke: 0.9), .ring(radius: 4.8, stroke: 0.9)])
        #expect(preset(0, practiceOnly: true).last == .ring(radius: 1.6, stroke: 0.9))
        #expect(preset(0, practiceOnly: true, size: 16).last == .disc(radius: 1.75))
    }

    @Test(arguments: 1...7, [16.0, 24, 40, 96])
    func arcsAndGapsFillTheCircle(mastery: Int, size: Double) {
        let marks = SignGeometry.marks(SignState(level: 0, mastery: mastery, levels: mastery + 1), size: size)
        let gap = mastery > 5 ? 24.0 : size >= 40 ? 16 : 24
        let gaps = Double(mastery > 5 ? 1 : mastery) * gap
        let drawn = marks.reduce(0.0) { sum, mark in
            if case .arc(_, let sweep, _, _) = mark { sum + sweep } else { sum }
        }
        #expect(abs(drawn + gaps - 360) < 1e-9)
    }

    @Test func halfAnArcIsDrawnWhileItMoves() {
        let moving = SignGeometry.marks(SignState(level: 1, mastery: 2, levels: 4), size: 24, closed: 0.5)
        #expect(
            moving == [
                .arc(start: 12, sweep: 78, radius: 6, stroke: 2.5), .arc(start: 90, sweep: 78, radius: 6.75, stroke: 1),
                .arc(start: 192, sweep: 156, radius: 6.75, stroke: 1),
            ])
    }

    @MainActor @Test func theCanvasDrawsWhatTheGeometrySays() throws {
        let screen = StubScreen(Sign(SignState(level: 1, mastery: 2, levels: 4), size: 32))
        let drawn = screen.drawn
        #expect(drawn.count == 2)
        #expect(drawn[0].stroke?.lineWidth == 5)
        guard case .arc(let centre, let radius, let from, let to) = drawn[0].path.steps.first else {
            Issue.record("no arc in \(drawn)")
            return
        }
        #expect(centre == CGPoint(x: 16, y: 16) && radius == 12)
        // From just after 12 o'clock with the clock: 3 o'clock is 0 and y grows downwards.
        #expect(abs(from - (-78 * .pi / 180)) < 1e-9 && abs(to - (78 * .pi / 180)) < 1e-9)
        #expect(drawn[0].color == Palette.light.primary)
    }

    @MainActor @Test func darkModeTakesTheDarkColour() {
        let screen = StubScreen(Sign(SignState(level: 2, mastery: 2, levels: 4))) { $0.colorScheme = .dark }
        #expect(screen.drawn.map(\.color) == [Palette.dark.primary, Palette.dark.primary])
    }
}
