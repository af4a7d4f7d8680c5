import CoreClient
import NotYetCore
import SwiftUI
import Testing

@testable import NotYetUI

/// Who is using this device: from the list of people to one's own screens, and back.
@MainActor
@Suite struct DoorTests {
    /// Two people with a PIN each.
    private func device(_ change: (inout FakeProfilesClient.State) -> Void = { _ in }) -> FakeProfilesClient {
        let person = { (id: String, name: String) in
            FakeProfilesClient.Profile(
                id: id, name: name, pin: "2580", core: FakeCoreClient(.init(session: .teaching)))
        }
        let device = FakeProfilesClient(FakeCoreClient())
        device.change { state in
            state.people = [person("p1", "Ms O."), person("p2", "Mr H.")]
            change(&state)
        }
        return device
    }
    private func enter(_ screen: StubScreen, _ name: String, pin: String) async throws {
        try screen.tap(try #require(screen.front.all.first { $0.actionable && $0.name.hasPrefix(name) }).name)
        try await screen.wait("I forgot my PIN")
        try screen.type(pin, into: "PIN")
        try screen.tap("Open")
    }

    @Test func aPersonTypesThePinAndFindsTheirScreens() async throws {
        let screen = try await open(device())
        #expect(screen.has("Who is using this tablet?") && screen.withoutName == [])
        try wireframe("people", screen)
        try await enter(screen, "Mr H.", pin: "1397")
        try await screen.wait("That is another PIN. Check each digit.")
        #expect(try screen.element("PIN").value == "", "a PIN is kept no longer than it takes to try it")
        try wireframe("pin-wrong", screen)
        try screen.type("2580", into: "PIN")
        try screen.tap("Open")
        try await screen.wait("Today")
    }

    @Test func afterSeveralInVainTheWaitStandsInTheButtonsPlace() async throws {
        let device = device { $0.people.removeLast() }
        let screen = try await open(device)
        device.change { $0.people[0].waitSeconds = 30 }
        try await screen.wait(containing: "then try again.")
        #expect(!screen.has("Open") && screen.withoutName == [])
        try wireframe("pin-waits", screen)
        device.change { $0.people[0].waitSeconds = 0 }
        try await screen.wait("Open")
    }

    @Test func aForgottenPinLeadsToJoiningAgain() async throws {
        let device = device { $0.people[0].wrong = 10 }
        let screen = try await open(device)
        try screen.tap(try #require(screen.front.all.first { $0.actionable && $0.name.hasPrefix("Ms O.") }).name)
        try await screen.wait("Join again with it. You find everything again, under a new PIN.")
        #expect(screen.withoutName == [])
        try wireframe("forgotten", screen)
        try screen.tap("Join again")
        try await screen.wait("Join your class")
        try screen.tap("All names")
        try await screen.wait("Who is using this tablet?")
    }

    @Test func twoPinsThatDifferSaySoAndNothingTypedIsLost() async throws {
        let core = FakeCoreClient()
        let screen = try await open(core)
        core.change { $0.session = .learning }
        try await screen.wait("Go on")
        #expect(screen.withoutName == [])
        try wireframe("naming", screen)
        try screen.tap("Ana")
        try screen.type("2580", into: "PIN")
        try screen.type("2508", into: "PIN once more")
        try screen.tap("Go on")
        try await screen.wait("The two PINs differ. Type the second one again.")
        #expect(try screen.element("Name").value == "Ana")
        try screen.type("2580", into: "PIN once more")
        try screen.tap("Go on")
        try await screen.wait("I have left")
    }

    @Test func leavingTheFrontLocksAndSoDoesATap() async throws {
        let device = device { $0.people.removeLast() }
        let screen = try await open(device)
        try screen.type("2580", into: "PIN")
        try screen.tap("Open")
        try await screen.wait("Today")
        try await device.suspend()
        try await screen.wait("I forgot my PIN")
        try screen.type("2580", into: "PIN")
        try screen.tap("Open")
        try await screen.wait("More")
        try screen.tap("More")
        try await screen.wait("Lock now")
        #expect(screen.withoutName == [])
        try wireframe("me", screen)
        try screen.tap("15 min")
        try await screen.wait(for: "the choice", seconds: 5) { _ in device.state.idleMinutes == 15 }
        try screen.tap("Lock now")
        try await screen.wait("I forgot my PIN")
    }

    @Test func aPinIsChangedByWhoKnowsItAndWhatWasTypedStays() async throws {
        let device = device { $0.people.removeLast() }
        let screen = try await open(device)
        try screen.type("2580", into: "PIN")
        try screen.tap("Open")
        try await screen.wait("More")
        try screen.tap("More")
        try await screen.wait("Change my PIN")
        try screen.tap("Change my PIN")
        try await screen.wait("PIN now")
        try screen.type("1111", into: "PIN now")
        try screen.type("4826", into: "New PIN")
        try screen.type("4826", into: "PIN once more")
        try wireframe("me-pin", screen)
        #expect(screen.withoutName == [])
        try screen.tap("Change my PIN")
        try await screen.wait("That is not the PIN now. Check each digit.")
        #expect(try screen.element("New PIN").value == "4826")
        #expect(device.state.people[0].wrong == 1)
        try screen.type("2580", into: "PIN now")
        try screen.tap("Change my PIN")
        try await screen.wait("Your new PIN counts from now on.")
        #expect(device.state.people[0].pin == "4826")
    }

    @Test func aLeaseThatIsOverAsksForContactAndOneThatHasEndedToJoinAgain() async throws {
        let device = device()
        let screen = try await open(device)
        device.change { $0.doorError = .LeaseOver(days: 120) }
        try await enter(screen, "Ms O.", pin: "2580")
        try await screen.wait(containing: "Connect, then try again.")
        device.change { $0.doorError = .LeaseEnded(days: 180) }
        try screen.type("2580", into: "PIN")
        try screen.tap("Open")
        try await screen.wait("Who is using this tablet?")
        #expect(screen.texts.contains { $0.contains("Join again. What was not sent is kept.") })
        #expect(screen.withoutName == [])
        try wireframe("people-ended", screen)
    }

    @Test func whoSignsOutIsToldWhatIsNotSentAndMayWait() async throws {
        let device = device { $0.people.removeLast() }
        let screen = try await open(device)
        try screen.type("2580", into: "PIN")
        try screen.tap("Open")
        try await screen.wait("More")
        let core = try #require(device.state.people.first?.core)
        core.setNetwork(.init(online: false, metered: false))
        try await core.recordFeedback(.step("Say why", for: "s3", on: "o-c3"))
        try screen.tap("More")
        try await screen.wait("Sign out of this tablet")
        try screen.tap("Sign out of this tablet")
        try await screen.wait("1 not sent yet. They stay sealed.")
        #expect(screen.withoutName == [])
        try wireframe("sign-out", screen)
        try screen.tap("Wait until it is sent")
        try await screen.wait(containing: "1 not sent yet. They are safe")
        try screen.tap("More")
        try await screen.wait("Sign out of this tablet")
        try screen.tap("Sign out of this tablet")
        try await screen.wait("Sign out, leave it sealed")
        try screen.tap("Sign out, leave it sealed")
        try await screen.wait("Who is using this tablet?")
        #expect(try await device.picker().rows.map(\.way) == [.leaves])
    }
}
