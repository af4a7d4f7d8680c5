import SwiftUI
import Testing

@testable import NotYetUI

@MainActor
@Suite struct CurveTests {
    private let line = [CurveTurn(at: 0.2, level: 1), CurveTurn(at: 0.5, level: 3), CurveTurn(at: 0.8, level: 2)]
    private func stroke(_ x: Double, _ y: Double, _ toX: Double, _ toY: Double) -> CurveStroke {
        CurveStroke(from: CGPoint(x: x, y: y), to: CGPoint(x: toX, y: toY))
    }

    @Test func theLineRunsAlongARowUntilAnotherLevelStands() {
        #expect(CurveGeometry.strokes([line[0]], level: 1) == [stroke(0.2, 0.5, 1, 0.5)])
        #expect(CurveGeometry.strokes(line, level: 1).first == stroke(0.2, 0.5, 0.5, 0.5))
        #expect(CurveGeometry.strokes(line, level: 0) == [])
    }

    @Test func aStepPassesThroughEveryRowBetweenTwoLevels() {
        #expect(CurveGeometry.strokes(line, level: 1).last == stroke(0.5, 0, 0.5, 0.5))
        #expect(
            CurveGeometry.strokes(line, level: 2) == [
                stroke(0.5, 0, 0.5, 1), stroke(0.8, 0, 0.8, 0.5), stroke(0.8, 0.5, 1, 0.5),
            ])
        #expect(
            CurveGeometry.strokes(line, level: 3) == [
                stroke(0.5, 0.5, 0.5, 1), stroke(0.5, 0.5, 0.8, 0.5), stroke(0.8, 0.5, 0.8, 1),
            ])
    }

    @Test func whereNoLevelStandsAnyMoreTheLineEnds() {
        let ends = [CurveTurn(at: 0, level: 1), CurveTurn(at: 0.5, level: nil)]
        #expect(CurveGeometry.strokes(ends, level: 1) == [stroke(0, 0.5, 0.5, 0.5)])
    }

    @Test func aChanceAndPracticeAreToldApartByTheirShapes() {
        let drawn = { (shape: CurveShape, hollow: Bool) in
            StubScreen(chart([CurveDot(at: 0.5, level: 1, shape: shape, hollow: hollow)])).drawn.map {
                Drawn(path: $0.path, isFilled: $0.stroke == nil)
            }
        }
        let all = CurveShape.allCases.flatMap { shape in [drawn(shape, false), drawn(shape, true)] }
        for (at, one) in all.enumerated() { for other in all[(at + 1)...] { #expect(one != other) } }
    }

    /// Without its colour.
    private struct Drawn: Equatable {
        let path: Path
        let isFilled: Bool
    }

    @Test func theDrawingIsHeardInOneSentence() {
        let screen = StubScreen(chart([CurveDot(at: 0.5, level: 1, shape: .own, hollow: false)]))
        #expect(screen.tree.all.map(\.name).filter { !$0.isEmpty } == ["All of it", "All of it"])
    }

    @Test(arguments: [LayoutDirection.leftToRight, .rightToLeft])
    func timeRunsToTheRightInEveryLanguage(direction: LayoutDirection) {
        let screen = StubScreen(chart([])) { $0.layoutDirection = direction }
        #expect(screen.allDrawn.map(\.text).filter { $0.contains("Nov") } == ["3 Nov", "24 Nov"])
    }

    private func chart(_ dots: [CurveDot]) -> CurveChart {
        CurveChart(
            CurveDrawing(
                levels: ["Not yet", "Approaching", "Demonstrating"].enumerated().map {
                    .init(word: $1, sign: SignState(level: $0, mastery: 2, levels: 3))
                }, dots: dots, line: line, from: "3 Nov", to: "24 Nov", legend: [:], hollow: "",
                spoken: "All of it"))
    }
}
