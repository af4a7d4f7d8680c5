import SwiftUI
import Testing

@testable import NotYetUI

@MainActor
@Suite struct PartsTests {
    final class Log { var lines: [String] = [] }
    private let log = Log()

    private func picker(chosen: String? = nil, wide: Bool = false) -> LevelPicker {
        LevelPicker(
            options: Samples.levels, chosen: chosen, about: "Levels", next: "Next:", readWhole: "Read it all",
            close: "Close",
            atHand: wide,
            onChoose: { [log] in log.lines.append($0) })
    }

    @Test func aTapChoosesALevelOnce() throws {
        let screen = StubScreen(picker())
        try screen.tap("level-2")
        #expect(log.lines == ["2"])
    }

    @Test func holdingALevelShowsItsTextAndChoosesNothing() throws {
        let screen = StubScreen(picker())
        try screen.hold("level-1")
        #expect(screen.has("I use one piece of evidence that fits my claim."))
        #expect(log.lines == [])
        try screen.tap("Close")
        try screen.tap("level-1")
        #expect(log.lines == ["1"])
    }

    @Test func assistiveTechnologyReadsALevelWithoutHolding() throws {
        let screen = StubScreen(picker())
        try screen.act("Read it all", on: "level-3")
        #expect(screen.has("I choose the strongest evidence from more than one source and say why."))
        #expect(log.lines == [])
    }

    @Test func theChosenLevelSaysSoAndTheNextStandsBelow() throws {
        let screen = StubScreen(picker(chosen: "1"))
        #expect(try screen.element("level-1").traits.contains(.isSelected))
        #expect(try !screen.element("level-2").traits.contains(.isSelected))
        #expect(screen.has("Next: \(isolated("I use two or more pieces of evidence that fit my claim."))"))
    }

    @Test(arguments: [(390.0, DynamicTypeSize.large, false), (340, .large, true), (390, .xxxLarge, true)])
    func thePickerStacksWhereALineIsTooNarrow(width: Double, type: DynamicTypeSize, stacks: Bool) {
        let screen = StubScreen(Window { picker() }) {
            ($0.stubSize.width, $0.dynamicTypeSize) = (width, type)
        }
        let rows = screen.tree.all.filter { $0.kind == "HStack" }.count
        // In a stack each option is a line of sign and word; otherwise the options make one line.
        #expect(rows == (stacks ? Samples.levels.count : 1))
    }

    @Test func whereRoomIsShortTheFirstRowStandsBelow() throws {
        let rows = LevelOption(
            id: "0", word: "Approaching", sign: Samples.sign(1), text: "Choosing: one.\nExplaining: two.", spoken: "")
        let screen = StubScreen(
            LevelPicker(
                options: [rows], chosen: "0", about: "Levels", next: "Next:", readWhole: "Read it all", close: "Close",
                isBrief: true,
                onChoose: { _ in }))
        #expect(screen.has("Choosing: one."))
        try screen.hold("level-0")
        #expect(screen.has("Choosing: one.\nExplaining: two."))
    }

    @Test func longLevelWordsAreStackedRatherThanCut() {
        let preset = Samples.levels.map(\.word)
        #expect(LevelLine.fits(preset, width: 390, type: .large))
        #expect(!LevelLine.fits(preset, width: 390, type: .xxLarge))
        #expect(
            !LevelLine.fits(["Noch nicht erreicht", "Annäherungsweise"] + preset.suffix(2), width: 390, type: .large))
        #expect(LevelLine.fits(["Annäherungsweise"], width: 390, type: .xxLarge))
    }

    @Test func aChoiceTellsWhatIsChosen() throws {
        let log = log
        let screen = StubScreen(
            Choice(options: ["Practice", "At-bat"], chosen: 0, spoken: "Purpose") { log.lines.append("\($0)") })
        #expect(try screen.element("Practice").traits.contains(.isSelected))
        try screen.tap("At-bat")
        #expect(log.lines == ["1"])
        #expect(screen.has("Purpose"))
    }

    @Test func phrasesFoldAndTheChosenOnesStay() throws {
        let log = log
        let phrases = (0..<12).map { "Phrase \($0)" }
        let screen = StubScreen(ChipLines(phrases: phrases, chosen: [9], more: "More") { log.lines.append("\($0)") })
        #expect(screen.has("Phrase 4") && !screen.has("Phrase 5") && screen.has("Phrase 9"))
        try screen.tap("More")
        #expect(screen.has("Phrase 11") && !screen.has("More"))
        try screen.tap("Phrase 11")
        #expect(log.lines == ["11"])
    }

    @Test func aRowIsHeardOnce() throws {
        let screen = StubScreen(
            PersonRow(name: "Amara Okafor", initials: "AO", label: "Feedback on 12 Nov", trailing: .chevron) {})
        #expect(screen.front.all.filter(\.actionable).map(\.name) == ["Amara Okafor, Feedback on 12 Nov"])
    }

    @Test func aSignIsSilentBesideItsWord() {
        let sign = SignState(level: 1, mastery: 2, levels: 4)
        #expect(StubScreen(Sign(sign)).front.all.map(\.name) == [""])
        #expect(StubScreen(Sign(sign, spoken: "Approaching")).has("Approaching"))
    }

    @Test func theHeadExplainsItsSign() throws {
        let screen = StubScreen(Samples.head)
        #expect(screen.nameless.isEmpty)
        try screen.tap(Samples.head.spoken)
        #expect(screen.texts == ["The ring closes as you learn. Closed and full: you can do it."])
    }

    @Test func placesEndWithAnOpenOne() throws {
        let log = log
        let screen = StubScreen(Places(places: Samples.places, open: "Open") { log.lines.append($0) })
        #expect(screen.front.all.filter { !$0.name.isEmpty }.last?.name == "Open")
        try screen.tap("Demonstrating. Letter or essay. 3 Dec.")
        #expect(log.lines == ["b"])
    }

    @Test func aPhotoThatIsNotThereShowsItsDate() {
        let here = PhotoTile(id: "1", day: "12 Nov", spoken: "Photo of 12 Nov", jpeg: Samples.jpeg)
        let coming = PhotoTile(id: "2", day: "3 Dec", spoken: "Photo of 3 Dec", jpeg: nil)
        let torn = PhotoTile(id: "3", day: "4 Dec", spoken: "Photo of 4 Dec", jpeg: Data("no picture".utf8))
        let screen = StubScreen(PhotoStrip(photos: [here, coming, torn]) { _ in })
        #expect(screen.tree.dump().contains("Text \"12 Nov\"") == false)
        #expect(screen.tree.dump().contains("Text \"3 Dec\""))
        #expect(screen.tree.dump().contains("Text \"4 Dec\""))
        #expect(screen.nameless.isEmpty)
    }

    @Test func linesWrapAndNeverOverlap() {
        let things = [CGSize(width: 60, height: 20), CGSize(width: 50, height: 30), CGSize(width: 40, height: 10)]
        let lines = FlowLines(things, width: 120, gap: 8)
        #expect(lines.origins == [CGPoint(x: 0, y: 0), CGPoint(x: 68, y: 0), CGPoint(x: 0, y: 38)])
        #expect(lines.size == CGSize(width: 118, height: 48))
        #expect(lines.counts == [2, 1])
    }

    @Test func aThingWiderThanTheLineStandsAlone() {
        let lines = FlowLines([CGSize(width: 200, height: 20), CGSize(width: 10, height: 20)], width: 100, gap: 8)
        #expect(lines.origins == [CGPoint(x: 0, y: 0), CGPoint(x: 0, y: 28)])
    }

    @Test func theUndoBarDoesAsItSays() throws {
        let log = log
        let screen = StubScreen(
            UndoBar(
                text: "Saved", actions: [.init(title: "Undo", icon: .undo) { log.lines.append("undo") }]))
        try screen.tap("Undo")
        #expect(log.lines == ["undo"] && screen.has("Saved"))
    }

    @Test func aFieldTakesTextAndSaysWhatToDo() throws {
        @State var text = ""
        let screen = StubScreen(
            Field(name: "Class code", text: $text, problem: "That code did not open the class."))
        try screen.type("AB12", into: "Class code")
        #expect(text == "AB12")
        #expect(try screen.element("Class code").hint == "That code did not open the class.")
    }
}
