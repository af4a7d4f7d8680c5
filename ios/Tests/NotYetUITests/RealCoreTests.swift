import CoreClient
import Foundation
import NotYetCore
import NotYetKit
import RealCore
import SwiftUI
import Testing

@testable import NotYetUI

/// The screens over the real core, two devices and the real server: one tap, end to end.
@MainActor
@Suite(.enabled(if: SchoolServer.program != nil, "the server was not built"))
struct RealCoreTests {
    private let school: RealSchool

    init() async throws { school = try await RealSchool() }

    private func teacher(_ device: Device) async throws -> StubScreen {
        try await school.teacher("Ms Ortiz", on: device)
    }
    private func amara(_ device: Device, matchedBy teacher: StubScreen) async throws -> StubScreen {
        try await school.student("Amara Okafor", on: device, matchedBy: teacher)
    }
    private func record(_ screen: StubScreen) async throws {
        try screen.tap(try screen.student("Amara Okafor"))
        try await screen.wait("outcome-C3", seconds: 10)
        #expect(screen.withoutName == [])
        try screen.tap("outcome-C3")
        try await screen.wait("Why this level", seconds: 10)
        #expect(screen.withoutName == [])
        try screen.tap("Record")
        try await screen.wait("Levels, none", orLevel: "Demonstrating")
    }

    @Test func aTapOnTheTabletReachesThePhone() async throws {
        let (tablet, phone) = (try await Device(), try await Device(isTablet: false))
        let teaching = try await teacher(tablet)
        let learning = try await amara(phone, matchedBy: teaching)

        try await record(teaching)
        try teaching.tap(try teaching.level("Demonstrating"))
        try await teaching.wait("Saved")
        try teaching.type("Say how each quotation helps", into: "Next step")
        try teaching.tap("Save feedback")
        try await teaching.waitForNo("Save feedback")
        try teaching.tap("Photo")
        try await teaching.wait(for: "a photo", seconds: 10) { $0.hasPhoto }
        #expect(teaching.withoutName == [])
        try wireframe("real-conference", teaching)

        try teaching.tap("Undo")
        try await teaching.wait("Taken back")
        try teaching.tap("Redo")
        try await teaching.wait("Saved")

        // Held until the teacher turns to somebody else.
        #expect(!learning.has("Say how each quotation helps"))
        for _ in 1...3 { try teaching.tap("Back") }
        try await learning.wait(containing: "Say how each quotation helps", seconds: 20)
        #expect(learning.withoutName == [])
        try wireframe("real-home", learning)
        try learning.tap("outcome-C3")
        try await learning.wait("Why this level", seconds: 10)
        try await learning.wait(for: "the photo", seconds: 20) { $0.hasPhoto }
        #expect(learning.withoutName == [])
        try wireframe("real-outcome", learning)
    }

    @Test func aStudentJudgesAsksAndIsAnswered() async throws {
        let (tablet, phone) = (try await Device(), try await Device(isTablet: false))
        let teaching = try await teacher(tablet)
        let learning = try await amara(phone, matchedBy: teaching)
        try await record(teaching)
        try teaching.type("Say how each quotation helps", into: "Next step")
        try teaching.tap("Save feedback")
        try await teaching.waitForNo("Save feedback")
        for _ in 1...3 { try teaching.tap("Back") }

        try await learning.wait(containing: "Say how each quotation helps", seconds: 20)
        try learning.tap("outcome-C3")
        try await learning.wait("Judge my work", seconds: 10)
        try learning.tap("Judge my work")
        try await learning.wait("Save", seconds: 10)
        try learning.tap(try learning.level("Approaching"))
        try learning.type("Two quotations", into: "Written work")
        try learning.tap("Take a photo")
        try await learning.wait("Photo, not saved yet", seconds: 10)
        #expect(learning.withoutName == [])
        try wireframe("real-assess", learning)
        try learning.tap("Save")
        try await learning.wait("Undo", seconds: 10)
        try await learning.wait("Two quotations")
        let piece = try #require(
            learning.front.all.first { $0.actionable && plain($0.name).hasPrefix("Two quotations. ") })
        try learning.tap(piece.name)
        try await learning.wait(containing: "You said", seconds: 10)
        try wireframe("real-evidence", learning)
        try learning.tap("Back")
        try learning.tap("Back")

        try learning.tap("Feedback")
        try await learning.wait("New", seconds: 10)
        let card = try #require(learning.front.all.first { $0.actionable && $0.name.contains("Say how each") })
        try learning.tap(card.name)
        try await learning.wait("I understand", seconds: 10)
        try learning.type("What is a quotation?", into: "Your question")
        try learning.tap("Ask")
        try await learning.wait("Undo", seconds: 10)
        try learning.tap("Back")

        try teaching.tap(try teaching.student("Amara Okafor"))
        try await teaching.wait("What is a quotation?", seconds: 20)
        try teaching.type("Words that somebody else wrote.", into: "Your answer")
        try teaching.tap("Save answer")
        try await teaching.waitForNo("What is a quotation?", seconds: 10)
        try teaching.tap("Back")
        try await learning.wait("New", seconds: 20)
        let again = try #require(learning.front.all.first { $0.actionable && $0.name.contains("Say how each") })
        try learning.tap(again.name)
        try await learning.wait(for: "the answer", seconds: 20) { screen in
            // Who answered, when, and the answer are heard as one.
            screen.front.all.contains { $0.label?.hasSuffix(", Words that somebody else wrote.") == true }
        }
        #expect(learning.withoutName == [])
        try wireframe("real-thread", learning)
    }

    @Test func whatAStudentSaysBesideTheTeacherIsHeardOnTheirPhone() async throws {
        let (tablet, phone) = (try await Device(), try await Device(isTablet: false))
        let teaching = try await school.teacher("Ms Ortiz", on: tablet, sound: try RealSchool.microphone())
        let learning = try await amara(phone, matchedBy: teaching)
        try await record(teaching)
        try teaching.type("Say how each quotation helps", into: "Next step")
        try teaching.tap("Save feedback")
        try await teaching.wait("own-voice", seconds: 10)
        try teaching.act("Start recording", on: "own-voice")
        try await teaching.wait("Recording 0:00")
        try teaching.act("Stop recording", on: "own-voice")
        try await teaching.wait("Listen", seconds: 10)
        #expect(!teaching.has("Save these words"))
        try teaching.tap("Listen")
        try await teaching.wait("Save these words", seconds: 10)
        try teaching.tap("Save these words")
        try await teaching.waitForNo("Save these words", seconds: 10)
        #expect(teaching.has("own-voice") && teaching.has("Listen"), "it is shown as said")
        #expect(teaching.withoutName == [])
        try wireframe("real-own-words", teaching)
        for _ in 1...3 { try teaching.tap("Back") }

        try await learning.wait(containing: "Say how each quotation helps", seconds: 20)
        try learning.tap("Feedback")
        try await learning.wait("New", seconds: 10)
        let card = try #require(learning.front.all.first { $0.actionable && $0.name.contains("Say how each") })
        try learning.tap(card.name)
        try await learning.wait("Next step, in your words", seconds: 20)
        try await learning.wait("Listen", seconds: 20)
        #expect(learning.withoutName == [])
    }

    @Test func offlineWorkWaitsInSightAndIsSentLater() async throws {
        let tablet = try await Device()
        let teaching = try await teacher(tablet)
        tablet.profiles.setNetwork(Network(online: false, metered: false))
        try await record(teaching)
        try teaching.tap(try teaching.level("Approaching"))
        try await teaching.wait(containing: "1 not sent yet.")
        for _ in 1...3 { try teaching.tap("Back") }
        try teaching.tap("Sync")
        try await teaching.wait(containing: "1 not sent yet.")
        #expect(teaching.withoutName == [])
        try wireframe("real-sync-offline", teaching)
        tablet.profiles.setNetwork(Network(online: true, metered: false))
        try await teaching.wait("Everything is sent.", seconds: 20)
    }

    @Test func whatWasSavedIsThereAfterTheAppWasKilled() async throws {
        let before = try await Device()
        let teaching = try await teacher(before)
        try await record(teaching)
        try teaching.tap(try teaching.level("Exceeding"))
        try await teaching.wait("Saved")
        try await school.server.stop()

        let after = try await open(try await before.copy().profiles)
        #expect(after.texts.allSatisfy { !$0.contains("Amara") }, "nothing is shown before the PIN")
        try after.type("2508", into: "PIN")
        try after.tap("Open")
        try await after.wait("That is another PIN. Check each digit.")
        try after.type("2580", into: "PIN")
        try after.tap("Open")
        try await after.wait(containing: "Amara Okafor", seconds: 10)
        let amara = try after.student("Amara Okafor")
        #expect(plain(try after.element(amara).name) == "Amara Okafor. No feedback yet.")
        try after.tap(amara)
        try await after.wait("outcome-C3", seconds: 10)
        #expect(plain(try after.element("outcome-C3").name).contains("Exceeding"))
    }

    @Test func theAppLocksWhenItLeavesTheFrontAndWhatWasRecordedGoesOn() async throws {
        let tablet = try await Device()
        let teaching = try await teacher(tablet)
        tablet.profiles.setNetwork(Network(online: false, metered: false))
        try await record(teaching)
        try teaching.tap(try teaching.level("Approaching"))
        try await teaching.wait(containing: "1 not sent yet.")
        try await tablet.profiles.suspend()
        try await teaching.wait("I forgot my PIN")
        #expect(teaching.texts.allSatisfy { !$0.contains("Amara") })
        try teaching.tap("All names")
        try await teaching.wait(containing: "Who is using this")
        #expect(teaching.texts.contains { plain($0).contains("1 thing waits for") })
        #expect(teaching.withoutName == [])
        try wireframe("real-people", teaching)
    }

    @Test func signingOutSaysWhatIsNotSentAndLeavesItSealed() async throws {
        let tablet = try await Device()
        let teaching = try await teacher(tablet)
        tablet.profiles.setNetwork(Network(online: false, metered: false))
        try await record(teaching)
        try teaching.tap(try teaching.level("Approaching"))
        try await teaching.wait(containing: "1 not sent yet.")
        for _ in 1...3 { try teaching.tap("Back") }
        try teaching.tap("More")
        try await teaching.wait(containing: "Sign out of this")
        try teaching.tap(try #require(teaching.texts.first { plain($0) == "Sign out of this tablet" }))
        try await teaching.wait(containing: "1 thing is not sent yet.")
        try wireframe("real-sign-out", teaching)
        try teaching.tap("Sign out, leave it sealed")
        try await teaching.wait(containing: "Who is using this", seconds: 10)
        #expect(try await tablet.profiles.picker().rows.map(\.way) == [.leaves])
        tablet.profiles.setNetwork(Network(online: true, metered: false))
        try await teaching.wait("Join your class", seconds: 20)
    }

    @Test func aWrongCodeSaysSoAndKeepsWhatWasTyped() async throws {
        let screen = try await open(try await Device().profiles)
        try screen.type(school.server.address, into: "Address of your school's server")
        try screen.type("AAAA-AAAA", into: "Class code")
        try screen.type("Amara Okafor", into: "Your name")
        try screen.tap("Join")
        try await screen.wait("That code did not open the class. Check each letter with your teacher.", seconds: 20)
        #expect(try screen.element("Class code").value == "AAAA-AAAA")
    }

    @Test func aPhotoThatIsNoneIsRefusedInWords() async throws {
        let device = try await Device()
        let teaching = try await school.teacher("Ms Ortiz", on: device, camera: FileCamera(Data("no photo".utf8)))
        try await record(teaching)
        try teaching.type("Say why", into: "Next step")
        try teaching.tap("Photo")
        try await teaching.wait("This photo will not open. Take it again. Your note is kept.")
        #expect(try teaching.element("Next step").value == "Say why")
    }
}
