import CoreClient
import NotYetCore
import Testing

@testable import NotYetKit

@MainActor
@Suite struct WorkModelTests {
    private let core = FakeCoreClient(.init(session: .learning))

    @Test func whatWasAskedBeforeSavingNeverFillsTheScreenAgain() async throws {
        // The second read sees the draft, and answers once the work is saved and the screen was asked for anew.
        let (before, after) = (AsyncStream.makeStream(of: Void.self), AsyncStream.makeStream(of: Void.self))
        var turn = 0
        let model = WorkModel<AddScreen>(client: core, camera: FakeCamera(), place: .added, turns: Turns()) { [core] in
            turn += 1
            let mine = turn
            let screen = try await core.addEvidence()
            if mine == 2 { for await _ in before.stream { break } }
            if mine == 3 { for await _ in after.stream { break } }
            return screen
        }
        await model.screen.reload()
        model.text = "Two quotations"
        model.choose(outcome: "o-c3")
        await eventually("the draft is kept") { core.state.own.drafts.values.first?.outcome == "o-c3" }
        let slow = Task { await model.screen.reload() }
        await eventually("the slow read has begun") { turn == 2 }
        #expect(await model.save())
        let anew = Task { await model.startAnew() }
        await eventually("the screen is asked for anew") { turn == 3 }
        before.continuation.yield()
        await slow.value
        after.continuation.yield()
        await anew.value
        #expect(model.text == "")
        #expect(core.state.own.pieces.map(\.text) == ["Two quotations"])
    }
}
