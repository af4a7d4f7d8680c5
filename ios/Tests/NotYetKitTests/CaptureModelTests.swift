import CoreClient
import Foundation
import NotYetCore
import Testing

@testable import NotYetKit

@MainActor
@Suite struct CaptureModelTests {
    private let core = FakeCoreClient(.init(session: .teaching))
    private let camera = FakeCamera()

    private func opened(_ student: String = "s1", outcome: String? = "o-c3") async -> CaptureModel {
        let model = CaptureModel(client: core, camera: camera, student: student, outcome: outcome)
        await model.screen.reload()
        return model
    }

    @Test func aStudentOpensOnPracticeAlone() async {
        let first = await opened()
        await first.choose(kind: "essay")
        await first.choose(Purpose.atBat)
        await first.choose(Support.withHelp)
        let second = await opened("s2")
        #expect(second.purpose == .practice && second.support == .alone)
        #expect(second.screen.screen?.atBatAllowed == true, "the kind of work is kept")
    }

    @Test func aTapSavesAndAnotherReplacesIt() async {
        let model = await opened()
        await model.record(level: "l1")
        await model.record(level: "l2")
        #expect(core.state.records.map(\.what) == [.level("l2", .practice, .alone)])
        #expect(model.screen.screen?.levels.map(\.chosen) == [false, false, true, false])
        #expect(model.saves == 2)
    }

    @Test func whatIsOnScreenIsWhatIsSaved() async {
        let model = await opened()
        await model.record(level: "l1")
        await model.choose(Support.withHelp)
        #expect(core.state.records.map(\.what) == [.level("l1", .practice, .withHelp)])
    }

    @Test func anAtBatNeedsAKindThatAllowsIt() async {
        let model = await opened()
        await model.choose(Purpose.atBat)
        #expect(model.purpose == .practice)
        await model.choose(kind: "essay")
        await model.choose(Purpose.atBat)
        #expect(model.purpose == .atBat)
        await model.choose(kind: "exit-ticket")
        #expect(model.purpose == .practice)
    }

    @Test func aTypedStepIsKeptUntilItIsSaved() async {
        let model = await opened()
        model.nextStep = "Use a quotation for each claim"
        #expect(model.hasUnsavedStep)
        core.change { $0.intentError = .Busy }
        await model.recordNextStep()
        #expect(model.nextStep == "Use a quotation for each claim")
        #expect(model.problem?.sentence == "Something else is being saved. Try again in a moment.")
        core.change { $0.intentError = nil }
        await model.recordNextStep()
        #expect(!model.hasUnsavedStep && model.problem == nil)
        #expect(core.state.records.map(\.what) == [.step("Use a quotation for each claim")])
    }

    @Test func typingIsNotDisturbedByANotice() async {
        let model = await opened()
        model.nextStep = "Use a quo"
        await model.record(level: "l1")
        #expect(model.nextStep == "Use a quo")
    }

    @Test func whatIsTypedForOneOutcomeNeverLandsOnAnother() async {
        let model = await opened()
        model.nextStep = "Use a quo"
        await model.choose(outcome: "o-c1")
        #expect(model.nextStep == "")
        await model.choose(outcome: "o-c3")
        #expect(model.nextStep == "Use a quo")
    }

    @Test func quickTapsHappenInTheirOrder() async {
        let model = await opened()
        let taps = [
            Task { await model.record(level: "l1") }, Task { await model.record(level: "l2") },
            Task { await model.undo() },
        ]
        for tap in taps { await tap.value }
        #expect(core.state.records.isEmpty && model.saves == 3)
    }

    @Test func undoAndRedoMoveTheStep() async {
        let model = await opened()
        model.nextStep = "Say why"
        await model.recordNextStep()
        await model.undo()
        #expect(model.nextStep == "" && model.screen.screen?.undo?.canRedo == true)
        await model.redo()
        #expect(model.nextStep == "Say why" && core.state.records.count == 1)
    }

    @Test func anEmptyStepNamesItsField() async {
        let model = await opened()
        await model.recordNextStep()
        #expect(model.problem == Problem(field: "next-step", sentence: "Type the next step first."))
    }

    @Test func theShutterSaves() async {
        let model = await opened()
        await model.takePhoto()
        #expect(camera.asked == ["take"])
        #expect(model.screen.screen?.photos.count == 1)
        #expect(!model.isSavingPhoto)
    }

    @Test func withoutACameraThePhotoIsChosen() async {
        camera.canTake = false
        let model = await opened()
        await model.takePhoto()
        #expect(camera.asked == ["choose"])
    }

    @Test func thinkingBetterOfAPhotoSavesNothing() async {
        camera.photo = nil
        let model = await opened()
        await model.takePhoto()
        #expect(core.state.records.isEmpty && model.saves == 0)
    }

    @Test func aPhotoThatIsNoneKeepsTheNote() async {
        camera.photo = Data("no photo".utf8)
        let model = await opened()
        model.nextStep = "Say why"
        await model.takePhoto()
        #expect(model.problem?.sentence == "This photo will not open. Take it again. Your note is kept.")
        #expect(model.nextStep == "Say why")
    }
}
