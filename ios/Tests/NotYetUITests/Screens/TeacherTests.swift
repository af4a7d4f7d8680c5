import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI
import Testing

@testable import NotYetUI

@MainActor
@Suite struct TeacherTests {
    private let core = FakeCoreClient(.init(session: .teaching))

    private func captured(wide: Bool = false) async throws -> StubScreen {
        let screen = try await open(core) { if wide { $0.stubSize = CGSize(width: 1024, height: 768) } }
        try screen.tap("student-s1")
        try await screen.wait("Outcomes")
        try screen.tap("outcome-C3")
        try await screen.wait("Why this level")
        try screen.tap("Record")
        try await screen.wait("level-l1")
        return screen
    }

    @Test func fromTodayToALevelAndBack() async throws {
        let screen = try await captured()
        try screen.tap("level-l1")
        try await screen.wait("Saved")
        #expect(try screen.element("level-l1").traits.contains(.isSelected))
        #expect(core.state.records.map(\.what) == [.level("l1", .practice, .alone)])
        try screen.tap("Undo")
        try await screen.wait("Taken back")
        #expect(core.state.records.isEmpty)
        try screen.tap("Redo")
        try await screen.wait("Saved")
        for _ in 1...3 { try screen.tap("Back") }
        try await screen.wait("Students, longest wait first")
        await core.wait { $0.left == ["s1"] }
    }

    @Test func aNextStepIsTypedAndSaved() async throws {
        let screen = try await captured()
        #expect(!screen.has("Save feedback"))
        try screen.type("Use a quotation for each claim", into: "Next step")
        try screen.tap("Save feedback")
        try await screen.waitForNo("Save feedback")
        #expect(core.state.records.map(\.what) == [.step("Use a quotation for each claim")])
    }

    @Test func fromThePlanALevelIsTwoTouchesAndAPhraseOneMore() async throws {
        try await core.recordFeedback(.step("Name the source.", for: "s2", on: "o-c3"))
        try await core.leaveStudent("s2")
        let screen = try await open(core)
        try screen.tap("plan-s1")
        try await screen.wait("level-l1")
        try screen.tap("level-l1")
        try await screen.wait("Saved")
        try screen.tap("Name the source.")
        await core.wait { $0.records.filter { $0.student == "s1" }.count == 2 }
        #expect(core.state.records.last?.what == .step("Name the source."))
        #expect(!screen.has("Amara Diallo"), "nobody else is on this screen")
        #expect(screen.withoutName == [])
        try wireframe("conference-phrases", screen)
    }

    @Test func theStudentsOwnJudgementStandsFolded() async throws {
        core.change {
            let sign = NotYetCore.Sign(level: 1, mastery: 2, levels: 4, practiceOnly: false)
            $0.ownJudgement = OwnJudgement(
                head: "Amara has judged", day: "12 Nov", rows: [OwnRow(text: "Choosing: Approaching", sign: sign)],
                reflection: "I quoted twice.")
        }
        let screen = try await captured()
        #expect(screen.has("Amara has judged") && !screen.has("Choosing: Approaching"))
        try screen.tap("Show")
        try await screen.wait("Choosing: Approaching")
        #expect(screen.has("I quoted twice.") && screen.withoutName == [])
        try screen.tap("Hide")
        try await screen.waitForNo("Choosing: Approaching")
    }

    @Test func wordsAboutAPersonAreUnderlinedAndNothingIsBlocked() async throws {
        let screen = try await captured()
        try screen.type("You are smart.", into: "What went well")
        try await screen.wait("Name what the work does?")
        try screen.tap("Save feedback")
        await core.wait { $0.records.count == 1 }
    }

    @Test func whoIsNotHereOrPutOffIsSaidByAButtonAndTakenBack() async throws {
        let screen = try await open(core)
        try screen.tap("more-plan-s1")
        try await screen.wait("Later")
        try screen.tap("Not here today")
        try await screen.wait("Amara Okafor. Not here today.")
        #expect(!screen.has("plan-s1") && core.state.records.isEmpty)
        try screen.tap("more-student-s1")
        try await screen.wait("Here after all")
        #expect(!screen.has("Later"))
        try screen.tap("Here after all")
        try await screen.wait("plan-s1")
        try screen.tap("more-plan-s1")
        try await screen.wait("Later")
        try screen.tap("Later")
        try await screen.waitForNo("plan-s1")
        #expect(screen.has("student-s1"))
        #expect(screen.withoutName == [])
    }

    @Test func aLongPressOnANameOpensWhatCanBeSaidOfIt() async throws {
        let screen = try await open(core)
        try screen.hold("student-s1")
        try await screen.wait("Not here today")
        try screen.tap("Not here today")
        await core.wait { $0.room.notHere == ["s1"] }
    }

    @Test func eachOfSeveralPhotosOfOnePieceCanBeTakenOut() async throws {
        let outcome = try await core.conference(student: "s1", outcome: nil, kind: nil).head.outcome
        for _ in 0..<2 {
            try await core.recordPhoto(.init(student: "s1", outcome: outcome, kind: nil, jpeg: Samples.jpeg))
        }
        let screen = try await open(core)
        try screen.tap("student-s1")
        try await screen.wait("Record")
        try screen.tap("Record")
        try await screen.wait(for: "two photos", seconds: 10) { $0.front.all.filter(\.isPhotoOfWork).count == 2 }
        let photo = screen.front.all.first { $0.isPhotoOfWork }
        photo?.tap?()
        try await screen.wait("Remove this photo")
        try screen.tap("Remove this photo")
        await core.wait { $0.records.compactMap(\.photo).count == 1 }
    }

    @Test func aReaderSaysTheSameWithoutASheetAndHearsWhoIsWithWhom() async throws {
        core.change { $0.room.with["s2"] = "Mr Adeyemi is with Ben W." }
        let screen = try await open(core)
        #expect(screen.texts.contains { $0.hasPrefix("Mr Adeyemi is with Ben W.") })
        try screen.act("Later", on: "student-s1")
        try await screen.waitForNo("plan-s1")
        try screen.act("Back to today's plan", on: "student-s1")
        try await screen.wait("plan-s1")
        try screen.act("Not here today", on: "plan-s1")
        try await screen.waitForNo("plan-s1")
        try wireframe("today-room", screen)
    }

    @Test func aTabletInAStudentsHandsNamesNobodyElseAndThePinReturns() async throws {
        let profiles = FakeProfilesClient(core)
        let screen = try await open(profiles)
        profiles.change { $0.people[0].pin = "2580" }
        try screen.tap("plan-s1")
        try await screen.wait("level-l1")
        try screen.tap("Hand over")
        try await screen.wait("choosing-l1")
        let others = core.state.school.students.filter { $0.id != "s1" }.map(\.name)
        #expect(screen.texts.filter { text in others.contains { text.contains($0) } } == [])
        #expect(!screen.has("Back") && !screen.has("More") && screen.withoutName == [])
        try wireframe("handed", screen)
        try screen.tap("Give the tablet back")
        try await screen.wait("PIN")
        #expect(!screen.has("I forgot my PIN"))
        try screen.tap("My own judgement")
        try await screen.wait("choosing-l1")
        try screen.tap("choosing-l1")
        try screen.tap("Save")
        try await screen.wait("Saved. Now give the tablet back.")
        try screen.tap("Give the tablet back")
        try await screen.wait("PIN")
        try screen.type("2580", into: "PIN")
        try screen.tap("Open")
        try await screen.wait("Students, longest wait first")
        #expect(core.state.ownJudgement?.head == "Amara Okafor has judged")
        #expect(core.state.records.isEmpty, "it is no judgement of the teacher's")
    }

    @Test func aDeviceWithoutAPinStaysInItsTeachersHandsAndSaysWhy() async throws {
        let screen = try await open(core)
        try screen.tap("plan-s1")
        try await screen.wait("level-l1")
        try screen.tap("Hand over")
        try await screen.wait("Handing over needs a PIN. Join again to choose one.")
        #expect(screen.has("level-l1"))
    }

    @Test func allOutcomesStandBesideAConferenceThatGoesOn() async throws {
        let screen = try await open(core) { $0.stubSize = CGSize(width: 1180, height: 820) }
        try screen.tap("plan-s1")
        try await screen.wait("All outcomes")
        try screen.tap("All outcomes")
        try await screen.wait("outcome-C3")
        #expect(!screen.has("Amara Diallo"), "nobody else is in sight")
        try screen.tap("outcome-C3")
        try await screen.wait("Why this level")
        #expect(!screen.has("Amara Diallo"), "nor beside an outcome")
        try screen.tap("Record")
        try await screen.wait("level-l1")
        #expect(core.state.left == [])
    }

    @Test func aPhotoIsSavedByTheShutterAndOpens() async throws {
        let screen = try await captured()
        try screen.tap("Photo")
        try await screen.wait("Photo of 12 Nov")
        try screen.tap("Photo of 12 Nov")
        try await screen.wait("Close")
        try screen.tap("Close")
        #expect(screen.has("level-l1"))
    }

    @Test func nextOpensTheNextStudentAndCarriesNothingOver() async throws {
        let screen = try await captured()
        try screen.tap("Exit ticket")
        try screen.tap("With help")
        try screen.tap("level-l2")
        try await screen.wait("Saved")
        try screen.tap("Next")
        try await screen.wait("Amara Diallo")
        #expect(try screen.element("Alone").traits.contains(.isSelected))
        #expect(try !screen.element("level-l2").traits.contains(.isSelected))
        #expect(!screen.has("Amara Okafor"), "nobody else is on this screen")
        await core.wait { $0.left == ["s1"] }
    }

    @Test func anAtBatIsOfferedOnlyWhereTheKindAllowsIt() async throws {
        let screen = try await captured()
        #expect(screen.has("This kind of work is practice.") && !screen.has("At-bat"))
        try screen.tap("Letter or essay")
        try await screen.wait("At-bat")
        try screen.tap("At-bat")
        try screen.tap("level-l2")
        await core.wait { $0.records.map(\.what) == [.level("l2", .atBat, .alone)] }
    }

    @Test func anIntentThatDidNotWorkSaysWhatToDo() async throws {
        let screen = try await captured()
        core.change { $0.intentError = .StorageFull }
        try screen.tap("level-l1")
        try await screen.wait("This device is full. Free some space, then try again.")
        #expect(core.state.records.isEmpty)
        try wireframe("capture-full-device", screen)
    }

    @Test func onATabletTheLevelsStandAtTheHandsSide() async throws {
        let screen = try await captured(wide: true)
        // Stacked: each level is a line of its own with its sign before its word.
        let lines = try screen.element("level-l1").children.flatMap(\.all).filter { $0.kind == "HStack" }
        #expect(lines.count == 1)
        try wireframe("capture-tablet", screen)
    }

    @Test func fromTwoPanesOnTodayStaysInSight() async throws {
        let screen = try await open(core) { $0.stubSize = CGSize(width: 1180, height: 820) }
        #expect(screen.has("Pick a student"))
        try screen.tap("student-s1")
        try await screen.wait("outcome-C3")
        #expect(try screen.element("student-s1").traits.contains(.isSelected))
        #expect(screen.withoutName == [])
        try wireframe("today-panes", screen)
        try screen.tap("student-s2")
        try await screen.wait("Amara Diallo")
        await core.wait { $0.left == ["s1"] }
    }

    @Test func whoAsksToJoinIsMatchedOnToday() async throws {
        core.change {
            $0.banner = .init(kind: .joining, text: "1 student asks to join.", action: "See")
            $0.joining = [
                JoinRow(request: "r1", typed: "amara o", candidates: [.init(student: "s1", name: "Amara Okafor")])
            ]
        }
        let screen = try await open(core)
        try screen.tap("See")
        #expect(screen.has("Who asks to join?") && screen.withoutName == [])
        try wireframe("today-joining", screen)
        try screen.tap("Amara Okafor")
        try await screen.waitForNo("Who asks to join?")
        #expect(core.state.joining.isEmpty)
    }

    @Test func aNameIsFoundAndWhoHasFeedbackIsFilteredOut() async throws {
        try await core.recordFeedback(.step("Name the source.", for: "s3", on: "o-c3"))
        let screen = try await open(core)
        try screen.type("ámara", into: "Find a name")
        try await screen.waitForNo("student-s3")
        #expect(screen.has("student-s1") && screen.has("student-s2"))
        try screen.type("", into: "Find a name")
        try await screen.wait("student-s3")
        try screen.tap("No feedback today")
        try await screen.waitForNo("student-s3")
        try screen.tap("Asked")
        try await screen.wait("Nobody fits. Show everyone, or type less of the name.")
        try screen.tap("Everyone")
        try await screen.wait("student-s3")
        #expect(screen.withoutName == [])
    }

    @Test func aWalkIsANameAndALevelAndPracticeOnly() async throws {
        let screen = try await open(core)
        try screen.tap("Walk through the class")
        try await screen.wait("seat-s1")
        #expect(!screen.has("level-l1") && !screen.has("At-bat"))
        try screen.tap("seat-s1")
        try await screen.wait("level-l1")
        try screen.tap("level-l1")
        await core.wait { $0.records.map(\.what) == [.level("l1", .practice, .alone)] }
        try screen.tap("seat-s2")
        await core.wait { $0.left == ["s1"] }
        try screen.tap("level-l2")
        await core.wait { $0.records.count == 2 }
        try screen.tap("Undo")
        await core.wait { $0.records.count == 1 }
        #expect(screen.withoutName == [])
        try screen.tap("Back")
        await core.wait { $0.left == ["s1", "s2"] }
    }

    @Test func aSeatMovesByTwoTapsAndBackByOne() async throws {
        let screen = try await open(core)
        try screen.tap("Seats")
        try await screen.wait("sits-s1")
        try screen.tap("Arrange seats")
        try screen.tap("sits-s2")
        try await screen.wait("Tap the name or the table to move to.")
        try screen.tap("open-1")
        await core.wait { $0.room.seats == [.init(student: "s2", table: 1)] }
        try screen.tap("sits-s1")
        try await screen.wait("Tap the name or the table to move to.")
        try screen.tap("sits-s2")
        await core.wait { $0.room.seats == [.init(student: "s1", table: 1)] }
        #expect(screen.withoutName == [])
        try wireframe("today-arranging", screen)
        try screen.tap("Undo")
        await core.wait { $0.room.seats == [.init(student: "s2", table: 1)] }
        try screen.tap("Done")
        #expect(!screen.has("open-1"))
        try wireframe("today-seats", screen)
        try screen.tap("Walk through the class")
        try await screen.wait("Table 1")
    }

    @Test func aWalkLeavesOutWhoIsNotHereAndSaysSo() async throws {
        core.change { $0.room.notHere = ["s1"] }
        let screen = try await open(core)
        try screen.tap("Walk through the class")
        try await screen.wait("seat-s1")
        try await screen.wait(containing: "not here 1")
        #expect(screen.has("Not here today"))
    }

    @Test func whatIsNotSentOpensSync() async throws {
        core.change {
            $0.banner = .init(kind: .notSent, text: "1 not sent yet. It is safe on this tablet.", action: "See")
            $0.isOnline = false
        }
        let screen = try await open(core)
        try screen.tap("See")
        try await screen.wait("No network. The next try comes by itself.")
    }

    @Test func liveChangesComeByThemselves() async throws {
        let screen = try await open(core)
        core.change { $0.school.students.append(.init(id: "s9", name: "Bo Li", initials: "BL")) }
        try await screen.wait("student-s9")
    }

    @Test func everythingThatCanBeTappedHasAName() async throws {
        let screen = try await open(core)
        #expect(screen.withoutName == [])
        try screen.tap("student-s1")
        try await screen.wait("Outcomes")
        #expect(screen.withoutName == [])
        try screen.tap("Record")
        try await screen.wait("level-l1")
        try screen.tap("level-l1")
        try screen.tap("Photo")
        try await screen.wait("Undo")
        #expect(screen.withoutName == [])
        try screen.tap("Sync")
        try await screen.wait("Sync")
        #expect(screen.withoutName == [])
    }

    @Test func aReaderHearsAPersonOnce() async throws {
        let screen = try await open(core)
        // Once in the plan of the day, once in the class list; the button beside has words of its own.
        let heard = screen.front.all.filter { $0.actionable && $0.name.hasPrefix("Ben Whitaker") }
        #expect(heard.map(\.name) == ["Ben Whitaker. No feedback yet.", "Ben Whitaker. No feedback yet."])
        #expect(heard.map(\.identifier) == ["plan-s3", "student-s3"])
    }
}

extension FakeCoreClient {
    /// Waits until the core has been told.
    @MainActor func wait(_ done: (State) -> Bool) async {
        var looks = 0
        while !done(state), looks < 2500 {
            looks += 1
            try? await Task.sleep(for: .milliseconds(2))
        }
        #expect(done(state))
    }
}

extension StubNode {
    fileprivate var isPhotoOfWork: Bool { actionable && name == "Photo of 12 Nov" }
}
