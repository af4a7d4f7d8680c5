import CoreClient
import NotYetCore
import RealCore
import SwiftUI
import Testing

@testable import NotYetUI

/// A lesson in short, by touch alone, over the real core and the real server: conferences, a walk and a group's photo by a
/// teacher who is killed without a network, a co-teacher, a phone, and a student on the tablet that is handed over.
@MainActor
@Suite(.enabled(if: SchoolServer.program != nil, "the server was not built"))
struct LessonTests {
    private let school: RealSchool
    private let step = "Explain how each quotation helps."
    private let pin = "2580"
    private let noPhotos = "Siobhán"
    private let offline = Network(online: false, metered: false)

    init() async throws { school = try await RealSchool() }

    @Test func aLessonHalfOfItOfflineEndsWithTheSameLevelsOnBothTablets() async throws {
        let (tablet, beside, phone) = (try await Device(), try await Device(), try await Device(isTablet: false))
        let before = try await school.teacher("Ms Ortiz", on: tablet)
        let helping = try await school.teacher("Mr Adeyemi", on: beside)
        let owner = try #require(names(before).first)
        let learning = try await school.student(owner, on: phone, matchedBy: before)
        try await confer(before, first: owner)
        try await learning.wait(containing: step, seconds: 20)
        try await judge(learning)

        tablet.profiles.setNetwork(offline)
        try await record(before, Way(isFromQueue: true), "Exceeding")
        let killed = try await tablet.copy()
        killed.profiles.setNetwork(offline)
        let teaching = try await open(killed.profiles, camera: RealSchool.camera)
        try await enter(teaching)
        try await groupPhoto(teaching)
        try await walk(teaching)
        let last = try await handOver(teaching)
        let row = try helping.student(last)
        #expect(try !helping.element(row).name.contains("Feedback today"), "nobody has heard of it")

        killed.profiles.setNetwork(Network(online: true, metered: false))
        try await helping.wait(for: "what was said without a network", seconds: 20) { screen in
            (try? screen.element(row))?.name.contains("Feedback today") == true
        }
        try helping.tap(row)
        try await helping.wait(containing: step, seconds: 10)
        for screen in [teaching, helping, learning] {
            try screen.tap("Sync")
            try await screen.wait("Everything is sent.", seconds: 20)
        }
        let (mine, theirs) = (try await told(by: killed), try await told(by: beside))
        #expect(mine == theirs)
        #expect(mine.contains("\"level\":\"Approaching\""), "one chance is a level, practice is none")
        #expect(mine.split(separator: "\n").count.isMultiple(of: 20), "each student on each outcome")
    }

    /// What is recorded with one student, in this order: a photo, the level, the next step. The shutter is the system's.
    private struct Way {
        var isFromQueue = false
        var hasPhoto = false
        var hasStep = false
        var touches: Int { 1 + [isFromQueue, hasPhoto, hasStep].filter { $0 }.count }
    }

    private func record(_ screen: StubScreen, _ way: Way, _ word: String) async throws {
        let touched = screen.taps
        if way.isFromQueue { try await sitDown(screen) }
        if way.hasPhoto {
            let count = photos(screen)
            try screen.tap("Photo")
            try await screen.wait(for: "the photo", seconds: 20) { photos($0) > count }
        }
        let level = try screen.level(word)
        try screen.tap(level)
        try await screen.wait(for: "\(word), saved", seconds: 10) { screen in
            let node = try? screen.element(level)
            return node?.traits.contains(.isSelected) == true && screen.has("Saved")
        }
        if way.hasStep {
            try screen.tap(step)
            try await screen.wait(step, in: "Next step")
        }
        #expect(screen.taps - touched == way.touches)
    }
    private func photos(_ screen: StubScreen) -> Int {
        screen.front.all.filter { $0.actionable && $0.name.hasPrefix("Photo of") }.count
    }
    /// Whom today's plan names, but for the one of whom no photos are kept: this lesson takes some of everybody.
    private func names(_ screen: StubScreen) -> [String] {
        let all = screen.people("plan").map { plain($0.name).components(separatedBy: ". ")[0] }
        return all.filter { !$0.hasPrefix(noPhotos) }
    }
    private func sitDown(_ screen: StubScreen, with name: String? = nil) async throws {
        let who = try #require(name ?? names(screen).first)
        let row = screen.people("plan").first { plain($0.name).hasPrefix(who + ". ") }
        try screen.tap(try #require(row?.identifier))
        try await screen.wait("Conference", orLevel: "Approaching")
    }
    private func next(_ screen: StubScreen) async throws {
        repeat {
            let was = screen.texts
            try screen.tap("Next")
            try await screen.wait(for: "the next student", seconds: 10) { screen in
                guard screen.texts != was, let level = try? screen.level("Approaching") else { return false }
                return !screen.has("Saved") && (try? screen.element(level))?.traits.contains(.isSelected) == false
            }
        } while screen.has(noPhotos)
    }

    /// With the first one, then each way once; ends on Today.
    private func confer(_ screen: StubScreen, first name: String) async throws {
        try await sitDown(screen, with: name)
        try screen.type(step, into: "Next step")
        try screen.tap("Save feedback")
        try await screen.waitForNo("Save feedback")
        try screen.tap("Letter or essay")
        try await screen.wait("At-bat")
        try screen.tap("At-bat")
        try await record(screen, Way(hasPhoto: true), "Demonstrating")
        try await next(screen)
        try await record(screen, Way(), "Approaching")
        try await next(screen)
        try await record(screen, Way(hasPhoto: true, hasStep: true), "Demonstrating")
        try screen.tap("Back")
        try await screen.wait("Students, longest wait first")
        try await record(screen, Way(isFromQueue: true, hasPhoto: true, hasStep: true), "Exceeding")
        try screen.tap("Back")
        try await screen.wait("Students, longest wait first")
    }

    /// The student judges new work on the outcome of the next step.
    private func judge(_ screen: StubScreen) async throws {
        let card = try #require(screen.front.all.first { $0.actionable && $0.name.contains(step) })
        try screen.tap(card.name)
        try await screen.wait("Judge my work", seconds: 10)
        try screen.tap("Judge my work")
        try await screen.wait("Save", seconds: 10)
        try screen.type("Two quotations", into: "Written work")
        try choose(screen)
        try screen.tap("Save")
        try await screen.wait("Undo", seconds: 10)
        try screen.tap("Back")
    }
    /// A level on the first row of the rubric.
    private func choose(_ screen: StubScreen) throws {
        let level = try #require(
            screen.front.all.first { $0.actionable && plain($0.name).hasPrefix("Approaching") })
        try screen.tap(level.identifier ?? level.name)
    }

    private func enter(_ screen: StubScreen) async throws {
        try await screen.wait("PIN")
        try screen.type(pin, into: "PIN")
        try screen.tap("Open")
        try await screen.wait("Students, longest wait first")
    }

    /// One photo in the record of each of five.
    private func groupPhoto(_ screen: StubScreen) async throws {
        try screen.tap("Capture work")
        try await screen.wait("Take a photo")
        try screen.tap("Take a photo")
        try await screen.wait("Whose work is it?", seconds: 20)
        try screen.tap("Whose work is it?")
        try await screen.wait(for: "the class", seconds: 10) { $0.people("tag").count == 20 }
        if (try? screen.level("Approaching")) == nil {
            try screen.tap("What it shows")
            try await screen.wait("shows-C1")
            try screen.tap("shows-C1")
            try screen.tap("Close")
            try await screen.wait("the levels", orLevel: "Approaching")
        }
        try screen.tap(try screen.level("Approaching"))
        for count in 1...5 {
            // Whose photos stand in a record of their own says so at the name.
            let free = screen.people("tag").first { plain($0.name).hasSuffix(". Not tagged.") }
            try screen.tap(try #require(free?.identifier))
            try await screen.wait(for: "\(count) tagged", seconds: 10) { screen in
                screen.texts.contains { plain($0) == "\(count) tagged" }
            }
        }
        try screen.tap("Save")
        try await screen.wait(containing: "Saved in")
        try screen.tap("Done")
        try await screen.wait("Students, longest wait first")
    }

    private func walk(_ screen: StubScreen) async throws {
        try screen.tap("Walk through the class")
        try await screen.wait(for: "the class", seconds: 10) { $0.people("seat").count == 20 }
        let words = ["Not yet", "Approaching", "Demonstrating", "Exceeding"]
        for (at, seat) in screen.people("seat").compactMap(\.identifier).enumerated() {
            let (touched, word) = (screen.taps, words[at % words.count])
            try screen.tap(seat)
            try await screen.wait(for: "the levels at \(seat)", seconds: 10) { screen in
                (try? screen.element(seat))?.traits.contains(.isSelected) == true && (try? screen.level(word)) != nil
            }
            try screen.tap(try screen.level(word))
            try await screen.wait(for: "\(word) at \(seat)", seconds: 10) { screen in
                (try? screen.element(seat)).map { plain($0.name).hasSuffix(". \(word).") } == true
            }
            #expect(screen.taps - touched == 2)
        }
        try screen.tap("Back")
        try await screen.wait("Students, longest wait first")
    }

    /// A last conference; the student without a phone judges the work on the tablet. Says who it was.
    private func handOver(_ screen: StubScreen) async throws -> String {
        let who = try #require(names(screen).first)
        try await record(screen, Way(isFromQueue: true, hasStep: true), "Approaching")
        try screen.tap("Hand over")
        try await screen.wait("Give the tablet back")
        try await screen.wait("Save")
        try choose(screen)
        try screen.tap("Save")
        try await screen.wait("Saved. Now give the tablet back.")
        try screen.tap("Give the tablet back")
        try await enter(screen)
        return who
    }

    /// Every level of the class and why it stands, as this device's teacher reads it.
    private func told(by device: Device) async throws -> String {
        let profiles = try await device.copy().profiles
        let first = try #require(try await profiles.picker().rows.first)
        let lines = try await levels(of: "7B", told: profiles.enter(first.id, pin: pin))
        await profiles.stop()
        return lines
    }
}
