import CoreClient
import Foundation
import NotYetCore
import Testing

@testable import NotYetKit

@MainActor
@Suite struct ConferenceModelTests {
    private let core = FakeCoreClient(.init(session: .teaching))
    private let camera = FakeCamera()

    private func opened(_ student: String = "s1", outcome: String? = "o-c3") async -> ConferenceModel {
        let model = ConferenceModel(client: core, camera: camera, student: student, outcome: outcome)
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

    @Test func typedFeedbackIsKeptUntilItIsSaved() async {
        let model = await opened()
        model.feedback.nextStep = "Use a quotation for each claim"
        #expect(model.hasUnsavedFeedback)
        core.change { $0.intentError = .Busy }
        await model.recordFeedback()
        #expect(model.feedback.nextStep == "Use a quotation for each claim")
        #expect(model.problem?.sentence == "Something else is being saved. Try again in a moment.")
        core.change { $0.intentError = nil }
        await model.recordFeedback()
        #expect(!model.hasUnsavedFeedback && model.problem == nil)
        #expect(core.state.records.map(\.what) == [.step("Use a quotation for each claim")])
    }

    @Test func typingIsNotDisturbedByANotice() async {
        let model = await opened()
        model.feedback.nextStep = "Use a quo"
        await model.record(level: "l1")
        #expect(model.feedback.nextStep == "Use a quo")
    }

    @Test func whatIsTypedForOneOutcomeNeverLandsOnAnother() async {
        let model = await opened()
        model.feedback.nextStep = "Use a quo"
        await model.choose(outcome: "o-c1")
        #expect(model.feedback.nextStep == "")
        await model.choose(outcome: "o-c3")
        #expect(model.feedback.nextStep == "Use a quo")
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

    @Test func undoAndRedoMoveTheFeedback() async {
        let model = await opened()
        model.feedback.nextStep = "Say why"
        await model.recordFeedback()
        await model.undo()
        #expect(model.feedback.nextStep == "" && model.screen.screen?.undo?.canRedo == true)
        await model.redo()
        #expect(model.feedback.nextStep == "Say why" && core.state.records.count == 1)
    }

    @Test func emptyFeedbackNamesItsField() async {
        let model = await opened()
        await model.recordFeedback()
        #expect(
            model.problem
                == Problem(field: "feedback", sentence: "Write one part first. Undo takes back what was saved."))
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
        model.feedback.nextStep = "Say why"
        await model.takePhoto()
        #expect(model.problem?.sentence == "This photo will not open. Take it again. Your note is kept.")
        #expect(model.feedback.nextStep == "Say why")
    }

    @Test func aPhraseIsPutInAndSavedAtOnceAndWhatIsTypedElsewhereWaits() async {
        let model = await opened()
        model.feedback.wentWell = "Two quo"
        await model.put("Name the source.", into: \.nextStep)
        #expect(core.state.records.map(\.what) == [.step("Name the source.")])
        #expect(model.feedback.wentWell == "Two quo" && model.hasUnsavedFeedback)
        await model.put("Name the source.", into: \.nextStep)
        #expect(model.feedback.nextStep == "" && core.state.records.count == 1, "taken out, and nothing saved")
    }

    @Test func whatIsTypedIsThereAgainForItsStudentAlone() async {
        let model = await opened()
        model.feedback.improve = "Say who"
        await model.keeping?.value
        #expect(core.state.records.isEmpty)
        #expect(await opened("s2").feedback == .nothing)
        let again = await opened()
        #expect(again.feedback.improve == "Say who")
        await again.recordFeedback()
        await again.keeping?.value
        try? await core.leaveStudent("s1")
        #expect(await opened().feedback == .nothing, "saved, and so typed no more")
    }

    @Test func theStudentsWordsNeedANextStep() async {
        let model = await opened()
        #expect(model.screen.screen?.ownWords == nil)
        await model.put("Name the source.", into: \.nextStep)
        model.ownWords = "I say who wrote it"
        #expect(model.hasUnsavedWords)
        await model.recordOwnWords()
        #expect(core.state.records.last?.what == .ownWords("I say who wrote it") && !model.hasUnsavedWords)
        await model.undo()
        #expect(model.ownWords == "")
    }

    @Test func wordsAboutAPersonArePointedAt() async {
        let model = await opened()
        #expect(model.fixedMindset("You are smart.") == ["smart"] && model.fixedMindset("Two quotations fit.") == [])
    }
}
