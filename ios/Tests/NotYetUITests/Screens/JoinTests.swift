import CoreClient
import NotYetCore
import SwiftUI
import Testing

@testable import NotYetUI

@MainActor
@Suite struct JoinTests {
    private let core = FakeCoreClient()

    @Test func aStudentJoinsByCodeAndName() async throws {
        let screen = try await open(core)
        #expect(screen.withoutName == [])
        try screen.type("http://school.test", into: "Address of your school's server")
        try screen.type("7BQK2M9X", into: "Class code")
        try screen.type("Amara Okafor", into: "Your name")
        try screen.tap("Join")
        try await screen.wait("Your teacher matches your name. Stay near.")
        #expect(screen.withoutName == [])
        core.change { $0.session = .learning }
        try await screen.chooseName()
        try await screen.wait("I have left")
    }

    @Test func aTeacherHoldsUpACode() async throws {
        core.change { $0.session = .teaching }
        let screen = try await open(core)
        try screen.tap("Let students join")
        try await screen.wait("A code to scan")
        #expect(try screen.element("7 B Q K 2 M 9 X").label == "7 B Q K 2 M 9 X")
        #expect(screen.withoutName == [])
        try wireframe("door", screen)
        try screen.tap("Close")
        #expect(!screen.has("A code to scan"))
        core.change { $0.isOnline = false }
        try screen.tap("Let students join")
        try await screen.wait("The server does not answer. Check the network and the address.")
    }

    @Test func waitingCanBeGivenUp() async throws {
        core.change { $0.session = .matching(sentence: "Your teacher matches your name. Stay near.") }
        let screen = try await open(core)
        try screen.tap("Cancel")
        try await screen.wait("Join")
        #expect(core.state.session == .notJoined)
    }

    @Test func aTeacherJoinsByAStaffCodeAndGivesNoName() async throws {
        let screen = try await open(core)
        try screen.tap("I teach here")
        #expect(!screen.has("Your name"))
        try screen.type("http://school.test", into: "Address of your school's server")
        try screen.type("STAFF", into: "Staff code")
        try screen.tap("Join")
        try await screen.chooseName()
        try await screen.wait("Today")
    }

    @Test func aTeacherJoinsByTheSchoolsAccountWhereThereIsOne() async throws {
        let (signedIn, browser) = ("app.notyet:/signed-in?code=teacher", ChosenBrowser())
        core.change { $0.account = signedIn }
        let screen = try await open(core, browser: browser)
        try screen.type("http://school.test", into: "Address of your school's server")
        #expect(!screen.has("Use your school's account"))
        try screen.tap("I teach here")
        try await screen.wait("Use your school's account")
        #expect(screen.withoutName == [])
        try screen.tap("Use your school's account")
        try await screen.wait("You did not sign in. Try again, or use a staff code.")
        browser.back = "app.notyet:/signed-in?code=stranger"
        try screen.tap("Use your school's account")
        try await screen.wait("No one on the staff has this account. Ask the office.")
        browser.back = signedIn
        try screen.tap("Use your school's account")
        try await screen.chooseName()
        try await screen.wait("Today")
    }

    @Test func aWrongCodeSaysSoAtItsField() async throws {
        let screen = try await open(core)
        try screen.type("http://school.test", into: "Address of your school's server")
        try screen.type("WRONG", into: "Class code")
        try screen.type("Amara", into: "Your name")
        try screen.tap("Join")
        let sentence = "That code did not open the class. Check each letter with your teacher."
        try await screen.wait(sentence)
        #expect(try screen.element("Class code").hint == sentence)
        #expect(try screen.element("Class code").value == "WRONG")
        try wireframe("join-code", screen)
    }

    @Test func whatBecameOfTheLastTryIsSaid() async throws {
        core.change { $0.notice = "Your teacher did not find your name. Ask, then try again." }
        let screen = try await open(core)
        #expect(screen.has("Your teacher did not find your name. Ask, then try again."))
    }

    @Test func peopleWhoCannotBeReadAreNotABlankScreen() async throws {
        let profiles = FakeProfilesClient(core)
        profiles.change { $0.readError = .Damaged }
        let screen = try await open(profiles)
        #expect(screen.has("This data is damaged. It was left as it is. Ask the office."))
        profiles.change { $0.readError = nil }
        try screen.tap("Try again")
        try await screen.wait("Join your class")
    }
}
