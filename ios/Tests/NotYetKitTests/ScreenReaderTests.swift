import CoreClient
import NotYetCore
import Testing

@testable import NotYetKit

@MainActor
@Suite struct ScreenReaderTests {
    private let core = FakeCoreClient(.init(session: .teaching))

    @Test func readsAgainWhenANoticeComes() async {
        let model = TodayModel(client: core)
        let watching = Task { await model.screen.watch() }
        await eventually("Today is read") { model.screen.screen?.students.count == 7 }
        core.change { $0.school.students.removeLast(2) }
        await eventually("Today is read again") { model.screen.screen?.students.count == 5 }
        watching.cancel()
        await watching.value
    }

    @Test func hearsNothingOnceItsTaskHasEnded() async {
        let model = TodayModel(client: core)
        let watching = Task { await model.screen.watch() }
        await eventually("Today is read") { model.screen.screen != nil }
        watching.cancel()
        await watching.value
        core.change { $0.school.students = [] }
        #expect(model.screen.screen?.students.count == 7)
    }

    @Test func whatCannotBeReadAtAllSaysWhatToDo() async {
        core.change { $0.readError = .Damaged }
        let model = TodayModel(client: core)
        await model.screen.reload()
        #expect(model.screen.state == .failed("This data is damaged. It was left as it is. Ask the office."))
        core.change { $0.readError = nil }
        await model.screen.reload()
        #expect(model.screen.screen != nil)
    }

    @Test func whatIsShownStaysWhenItCannotBeReadAgain() async {
        let model = TodayModel(client: core)
        await model.screen.reload()
        core.change { $0.readError = .Busy }
        await model.screen.reload()
        #expect(model.screen.screen?.students.count == 7)
    }

    @Test func aScreenIsLeftWhileItIsRead() async throws {
        // A view's task goes on to its next await after the view and its model are gone.
        let learning = FakeCoreClient(.init(session: .learning))
        try await learning.recordFeedback(.step("Name the source.", for: "s1", on: "o-c3"))
        let (outcome, work) = (
            OutcomeModel(client: learning, outcome: "o-c3").screen!,
            WorkModel(client: learning, camera: FakeCamera()).screen!
        )
        let (thread, today) = (ThreadModel(client: learning, feedback: "f0").screen!, TodayModel(client: core).screen!)
        let conference = ConferenceModel(client: core, camera: FakeCamera(), student: "s1").screen!
        let walk = WalkModel(client: core, turns: Turns()).screen!
        await outcome.reload()
        await work.reload()
        await thread.reload()
        await today.reload()
        await conference.reload()
        await walk.reload()
        #expect(outcome.screen != nil && work.screen != nil && thread.screen != nil)
        #expect(today.state == .loading && conference.state == .loading && walk.state == .loading)
    }

    @Test func anOlderAnswerNeverReplacesANewerOne() async {
        // The first read is held back until the second has answered.
        let (gate, opening) = AsyncStream.makeStream(of: Void.self)
        var turn = 0
        let reader = ScreenReader<Int>(core, []) {
            turn += 1
            let mine = turn
            if mine == 1 { for await _ in gate { break } }
            return mine
        }
        let slow = Task { await reader.reload() }
        await eventually("the slow read has begun") { turn == 1 }
        await reader.reload()
        opening.yield()
        await slow.value
        #expect(reader.screen == 2)
    }
}
