import CoreClient
import Foundation
import NotYetCore
import Testing

@testable import NotYetKit

/// Getting about: joining, opening, leaving.
@MainActor
@Suite struct WayTests {
    private let core = FakeCoreClient()

    private func root(_ open: @escaping @MainActor () async throws -> any ProfilesClient) -> RootModel {
        RootModel(locale: "en", camera: FakeCamera(), browser: FakeBrowser(), open: open)
    }
    private func running(_ root: RootModel) -> Task<Void, Never> { Task { await root.run() } }

    @Test func aStudentWaitsForTheTeacherAndThenLearns() async throws {
        let root = root { [core] in FakeProfilesClient(core) }
        let run = running(root)
        defer { run.cancel() }
        await eventually("Join is open") { if case .joining = root.stage { true } else { false } }
        guard case .joining(let join, _) = root.stage else { return }
        (join.server, join.code, join.name) = ("http://school.test", "7BQK2M9X", "Amara Okafor")
        await join.join()
        await eventually("it waits") {
            if case .joining(_, let session) = root.stage { session.state != .notJoined } else { false }
        }
        core.change { $0.session = .learning }
        await eventually("a name is asked for") { if case .naming = root.stage { true } else { false } }
        guard case .naming(let naming) = root.stage else { return }
        #expect(naming.name == "A. O.")
        (naming.pin, naming.again) = ("2580", "2508")
        await naming.keep()
        #expect(naming.problem(in: "pin-again") == "The two PINs differ. Type the second one again.")
        naming.again = "2580"
        await naming.keep()
        await eventually("Home is open") { if case .learning = root.stage { true } else { false } }
    }

    @Test func timeInTheBackgroundEndsOnceNothingWaits() async throws {
        let core = FakeCoreClient(.init(session: .teaching))
        let device = FakeProfilesClient(core)
        core.change { $0.isOnline = false }
        let root = RootModel(
            locale: "en", camera: FakeCamera(), browser: FakeBrowser(), second: .milliseconds(1)
        ) { device }
        #expect(await root.untilSent(), "nothing waits")
        try await core.recordFeedback(.step("Quote", for: "s1", on: "o1"))
        #expect(await root.hasUnsent())
        let late = Task { await root.untilSent() }
        late.cancel()
        #expect(await !late.value, "the system's time was over")
        let sending = Task { await root.untilSent() }
        core.change { $0.isOnline = true }
        try await core.tryNow()
        #expect(await sending.value)
        #expect(await !root.hasUnsent())
    }

    @Test func aWrongCodeKeepsWhatWasTyped() async {
        let join = JoinModel(client: core, browser: FakeBrowser(), camera: FakeCamera(), server: "http://school.test")
        (join.code, join.name) = ("WRONG", "Amara")
        await join.join()
        #expect(join.problem(in: "code") == "That code did not open the class. Check each letter with your teacher.")
        #expect(join.code == "WRONG" && join.name == "Amara" && join.generalProblem == nil && !join.isJoining)
    }

    @Test func onesOwnCodeThatWasPhotographedOpensOnesOwnDevice() async {
        core.change { $0.doors = ["ONLY1": "s3"] }
        let camera = FakeCamera()
        let join = JoinModel(client: core, browser: FakeBrowser(), camera: camera)
        camera.photo = nil
        await join.scan()
        #expect(join.problem == nil && core.state.session == .notJoined)
        camera.photo = Data("a page".utf8)
        await join.scan()
        #expect(join.generalProblem == "No code is in this picture. Hold the phone closer.")
        camera.photo = Data("ONLY1".utf8)
        await join.scan()
        #expect(core.state.session == .learning && core.state.me == "s3" && join.problem == nil)
    }

    @Test func theClasssCodeStandsInItsFieldAndAsksForAName() async {
        core.change { $0.doors = ["7BQK2M9X": String?.none] }
        let join = JoinModel(client: core, browser: FakeBrowser(), camera: FakeCamera())
        join.name = "Amara"
        await join.opened(by: "7BQK2M9X")
        #expect(join.code == "7BQK2M9X" && join.isScanned && join.name == "Amara")
        await join.join()
        #expect(core.state.session != .notJoined && core.state.session != .learning)
        join.code = "7BQK"
        #expect(!join.isScanned)
    }

    @Test func noServerIsNoFieldsFault() async {
        core.change { $0.isOnline = false }
        let join = JoinModel(client: core, browser: FakeBrowser(), camera: FakeCamera(), server: "http://school.test")
        await join.join()
        #expect(join.generalProblem == "The server does not answer. Check the network and the address.")
    }

    @Test func aClassCodeNeverGivesATeachersRole() async {
        let join = JoinModel(client: core, browser: FakeBrowser(), camera: FakeCamera(), server: "http://school.test")
        (join.role, join.code) = (.teacher, "7BQK2M9X")
        await join.join()
        #expect(core.state.session == .notJoined && join.problem(in: "code") != nil)
    }

    @Test func aCoreThatDoesNotOpenSaysWhatToDoAndIsTriedAgain() async {
        let key = Key()
        let root = root { [core] in
            if !key.fits { throw CoreError.WrongKey }
            return FakeProfilesClient(core)
        }
        await root.run()
        guard case .broken(let sentence) = root.stage else {
            Issue.record("it opened")
            return
        }
        #expect(sentence == "The key does not fit this data. Nothing was changed. Ask the office.")
        key.fits = true
        let again = Task { await root.tryAgain() }
        defer { again.cancel() }
        await eventually("it opens") { if case .joining = root.stage { true } else { false } }
    }

    @Test func theNetworkIsKnownToACoreThatOpensLater() async {
        let root = root { [core] in FakeProfilesClient(core) }
        root.network(Network(online: false, metered: false))
        let run = running(root)
        defer { run.cancel() }
        await eventually("it is offline") { !core.state.isOnline }
    }

    private final class Key { var fits = false }

    private func teacher() async -> TeacherModel {
        core.change { $0.session = .teaching }
        let teacher = TeacherModel(
            client: core, camera: FakeCamera(), me: MeModel(profiles: FakeProfilesClient(core), client: core))
        await teacher.today.screen.reload()
        return teacher
    }

    @Test func aStudentIsLeftWhenNoScreenIsAboutThem() async {
        let teacher = await teacher()
        teacher.open("s1")
        teacher.confer(with: "s1", outcome: "o-c3")
        teacher.path.removeLast()
        #expect(teacher.leaving == nil)
        teacher.path.removeLast()
        await teacher.leaving?.value
        #expect(core.state.left == ["s1"])
    }

    @Test func aConferenceGoesOnBesideTheStudentsOtherOutcomes() async {
        let teacher = await teacher()
        teacher.confer(with: "s1")
        let visit = teacher.visit(to: "s1", outcome: nil)
        teacher.profile("s1")
        #expect(teacher.isInConference && teacher.leaving == nil)
        teacher.confer(with: "s1", outcome: "o-c3")
        #expect(teacher.path == [.conference(student: "s1", outcome: nil)])
        #expect(teacher.visit(to: "s1", outcome: nil) === visit)
        teacher.path = []
        await teacher.leaving?.value
        #expect(core.state.left == ["s1"] && teacher.visit(to: "s1", outcome: nil) !== visit)
    }

    @Test func theWayFromOneListDoesNotLeadBackToTheOther() async {
        let teacher = await teacher()
        teacher.place = .roster
        teacher.open("s1")
        teacher.place = .sync
        #expect(teacher.path == [.student("s1")], "it goes on after a look at what waits")
        teacher.place = .roster
        #expect(teacher.path == [.student("s1")] && teacher.list == .roster)
        teacher.place = .main
        #expect(teacher.path.isEmpty && teacher.list == .main)
        await teacher.leaving?.value
        #expect(core.state.left == ["s1"])
    }

    @Test func theClassThatIsChosenOnOnePageIsAskedForOnBoth() async {
        let chosen = ChosenClass()
        let (today, page) = (TodayModel(client: core, chosen: chosen), ClassModel(client: core, chosen: chosen))
        await page.choose("c2")
        #expect(chosen.id == "c2")
        await today.choose("c1")
        #expect(chosen.id == "c1")
    }

    @Test func nextWalksThroughTodayAsItStood() async throws {
        let teacher = await teacher()
        teacher.open("s6")
        teacher.confer(with: "s6")
        // Saving would move a student to the end of Today.
        core.change { $0.school.students.reverse() }
        await teacher.today.screen.reload()
        teacher.next(after: "s6")
        #expect(teacher.path == [.conference(student: "s7", outcome: nil)])
        teacher.next(after: "s7")
        #expect(teacher.path.isEmpty)
        await teacher.leaving?.value
        #expect(core.state.left == ["s6", "s7"])
    }

    @Test func rowsDoNotMoveUnderAReaderUntilItIsAskedFor() async {
        let today = await teacher().today
        today.isRead = true
        core.change { $0.school.students.swapAt(0, 1) }
        await today.screen.reload()
        #expect(today.screen.screen?.students.map(\.student).prefix(2) == ["s1", "s2"])
        #expect(today.news == "1", "the fake says the number alone")
        await today.showNews()
        #expect(today.screen.screen?.students.map(\.student).prefix(2) == ["s2", "s1"] && today.news == nil)
        today.isRead = false
        core.change { $0.school.students.swapAt(0, 1) }
        await today.screen.reload()
        #expect(today.screen.screen?.students.first?.student == "s1" && today.news == nil)
    }

    @Test func whoAsksToJoinIsMatched() async {
        core.change {
            $0.joining = [
                JoinRow(request: "r1", typed: "amara o", candidates: [.init(student: "s1", name: "Amara Okafor")])
            ]
        }
        let teacher = await teacher()
        await teacher.today.decide("r1", student: "s1")
        #expect(teacher.today.screen.screen?.joining == [] && teacher.today.problem == nil)
    }
}
