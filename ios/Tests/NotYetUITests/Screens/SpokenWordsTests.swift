import CoreClient
import Foundation
import NotYetCore
import NotYetKit
import SwiftUI
import Testing

@testable import NotYetUI

/// The next step in the student's own voice: beside a teacher, and on the student's own phone.
@MainActor
@Suite struct SpokenWordsTests {
    private let core = FakeCoreClient(.init(session: .teaching))
    private let beside = DraftPlace.ownWords(student: "s1", outcome: "o-c3")
    private let step = "Use a quotation for each claim"

    /// Beside Amara, with a next step of an earlier visit.
    private func conference(_ sound: FileSound = FileSound()) async throws -> StubScreen {
        try await core.recordFeedback(.step(step, for: "s1", on: "o-c3"))
        try await core.leaveStudent("s1")
        let screen = try await open(core, sound: sound)
        try screen.tap("student-s1")
        try await screen.wait("outcome-C3")
        try screen.tap("outcome-C3")
        try await screen.wait("Why this level")
        try screen.tap("Record")
        try await screen.wait("level-l1")
        return screen
    }
    /// Amara's phone, with a next step.
    private func thread(_ sound: FileSound = FileSound()) async throws -> StubScreen {
        try await core.recordFeedback(.step(step, for: "s1", on: "o-c3"))
        try await core.leaveStudent("s1")
        core.change { $0.session = .learning }
        let screen = try await open(core, sound: sound)
        try screen.tap("Feedback")
        try await screen.wait("New")
        try screen.tap("f0")
        try await screen.wait("I understand")
        return screen
    }
    private func speak(_ screen: StubScreen, into recorder: String) async throws {
        try screen.act("Start recording", on: recorder)
        try await screen.wait("Recording 0:00")
        try screen.act("Stop recording", on: recorder)
        try await screen.wait("Listen to it before you save.")
    }
    private func waitUntilRecording(_ screen: StubScreen, _ recorder: String) async throws {
        try await screen.wait(for: recorder) { screen in
            (try? screen.element(recorder))?.name.hasPrefix("Recording") == true
        }
    }
    /// Below what was said before.
    private func listen(_ screen: StubScreen) {
        screen.front.all.last { $0.actionable && $0.name == "Listen" }?.tap?()
    }
    private func draft(_ place: DraftPlace) -> VoiceDraft { core.state.voiceDraft(place) }

    @Test func theTwoRecordersOfConferenceAreToldApartByName() async throws {
        let screen = try await conference()
        #expect(try screen.element("voice").name == "Hold to speak")
        #expect(try screen.element("own-voice").name == "Hold while Amara Okafor speaks")
        #expect(screen.withoutName == [] && screen.withoutRoom == [])
    }

    @Test func whatAStudentSaysBesideATeacherIsHeardAndThenSaved() async throws {
        let screen = try await conference()
        try await speak(screen, into: "own-voice")
        #expect(!screen.has("Save these words"), "nobody has heard it")
        try screen.tap("Listen")
        try await screen.wait("Save these words")
        try wireframe("conference-own-voice", screen)
        try screen.tap("Save these words")
        try await screen.waitForNo("Save these words")
        try await screen.wait("Voice note of 12 Nov, 23 seconds")
        #expect(core.state.records.last?.what == .ownWords("") && core.state.records.last?.voices == ["voice-1"])
        #expect(screen.has("own-voice"), "another one can be recorded")
        #expect(screen.withoutName == [] && screen.withoutRoom == [])
        try wireframe("conference-own-said", screen)

        try screen.tap("Undo")
        try await screen.wait("Save these words")
        #expect(draft(beside).isHeard && !screen.has("Voice note of 12 Nov, 23 seconds"))
        try screen.tap("Redo")
        try await screen.waitForNo("Save these words")
        try await screen.wait("Voice note of 12 Nov, 23 seconds")
        #expect(draft(beside).note == nil)
    }

    @Test func whatNobodyHeardWaitsAndHoldsUpNoWords() async throws {
        let screen = try await conference()
        try await speak(screen, into: "own-voice")
        try screen.type("I quote once", into: "In Amara Okafor's words")
        try screen.tap("Save these words")
        try await screen.waitForNo("Save these words")
        #expect(core.state.records.last?.what == .ownWords("I quote once") && core.state.records.last?.voices == [])
        #expect(draft(beside).note != nil && !draft(beside).isHeard && screen.has("Listen"))
    }

    @Test func wordsAndAnotherVoiceNoteOfOneVisitStandTogether() async throws {
        let screen = try await conference()
        for _ in 0..<2 {
            try await speak(screen, into: "own-voice")
            listen(screen)
            try await screen.wait("Save these words")
            try screen.tap("Save these words")
            try await screen.waitForNo("Save these words")
        }
        try screen.type("I quote once", into: "In Amara Okafor's words")
        try screen.tap("Save these words")
        try await screen.waitForNo("Save these words")
        let words = core.state.records.filter { $0.student == "s1" }.suffix(2)
        #expect(words.first?.what == .step(step), "one record, and the second voice note in the place of the first")
        #expect(words.last?.what == .ownWords("I quote once") && words.last?.voices == ["voice-2"])
    }

    @Test func whatTheStudentSaidByThemselvesStandsAboveTheField() async throws {
        try await core.recordFeedback(.step(step, for: "s1", on: "o-c3"))
        try await core.keepVoice(.rewording(feedback: "f0"), mpeg4: Data([0, 0, 0, 8]) + Data("ftyp".utf8))
        try await core.voiceHeard(.rewording(feedback: "f0"))
        try await core.saveReply("f0", .rewording, text: "I quote once")
        let model = ConferenceModel(client: core, camera: FileCamera(), student: "s1", outcome: "o-c3")
        let screen = StubScreen(ConferenceView(model: model, onProfile: {}, onNext: {})) {
            $0.words = core.words
            $0.player = PlayerModel(client: core, sound: FileSound())
        }
        await model.screen.reload()
        try await screen.wait("In Amara Okafor's words, I quote once")
        #expect(screen.has("Voice note of 12 Nov, 23 seconds") && screen.has("Listen"))
        #expect(!model.hasUnsavedWords && model.ownWords == "")
        model.ownWords = "Two quotations"
        await model.recordOwnWords()
        try await screen.waitForNo("In Amara Okafor's words, I quote once")
    }

    @Test func whoeverBeginsToSpeakEndsWhatWasBeingRecordedAndThatIsKept() async throws {
        let sound = FileSound()
        let screen = try await conference(sound)
        try screen.act("Start recording", on: "voice")
        try await screen.wait("Recording 0:00")
        try screen.act("Start recording", on: "own-voice")
        try await waitUntilRecording(screen, "own-voice")
        #expect(draft(.feedback(student: "s1", outcome: "o-c3")).note != nil && !screen.has("voice"))
        try screen.act("Stop recording", on: "own-voice")
        await core.wait { $0.voiceDraft(beside).note != nil }
        #expect(sound.most == 1)
    }

    @Test func bothBegunAtOnceLeaveOneRecording() async throws {
        let sound = FileSound()
        sound.opens = .milliseconds(20)
        let screen = try await conference(sound)
        let (feedback, own) = (try screen.element("voice"), try screen.element("own-voice"))
        feedback.actions["Start recording"]?()
        own.actions["Start recording"]?()
        try await waitUntilRecording(screen, "own-voice")
        try await screen.wait("Hold it a little longer to speak.")
        try screen.act("Stop recording", on: "own-voice")
        await core.wait { $0.voiceDraft(beside).note != nil }
        #expect(sound.most == 1 && draft(.feedback(student: "s1", outcome: "o-c3")).note == nil)
    }

    @Test func leavingTheStudentKeepsWhatTheySaidUntilThen() async throws {
        let screen = try await conference()
        try screen.act("Start recording", on: "own-voice")
        try await screen.wait("Recording 0:00")
        for _ in 1...3 { try screen.tap("Back") }
        await core.wait { $0.left == ["s1", "s1"] }
        #expect(draft(beside).note != nil)
    }

    @Test func aStudentSaysTheStepAloudAndListensBeforeItIsSaved() async throws {
        let screen = try await thread()
        #expect(!screen.has("voice"))
        try screen.tap("Say it in your own words")
        try await speak(screen, into: "voice")
        try wireframe("thread-own-voice", screen)
        try screen.tap("Save my words")
        try await screen.wait("Listen to your voice note first. Then save.")
        #expect(core.state.own.said.isEmpty)
        try screen.tap("Listen")
        try await screen.waitForNo("Listen to your voice note first. Then save.")
        try screen.tap("Save my words")
        try await screen.wait("Next step, in your words")
        #expect(screen.has("Voice note of 12 Nov, 23 seconds") && screen.has("Say it in your own words"))
        #expect(screen.texts.contains(step), "nothing else is written")
        #expect(core.state.own.said.map(\.voice) == ["voice-1"])
        #expect(screen.withoutName == [] && screen.withoutRoom == [])
        try wireframe("thread-own-said", screen)

        try screen.tap("Undo")
        try await screen.wait("Save my words")
        #expect(draft(.rewording(feedback: "f0")).isHeard && !screen.has("Next step, in your words"))
    }

    @Test func aVoiceNoteThatWaitsOpensTheField() async throws {
        let screen = try await thread()
        try screen.tap("Say it in your own words")
        try await speak(screen, into: "voice")
        try screen.tap("Back")
        try await screen.wait("f0")
        try screen.tap("f0")
        try await screen.wait("Listen to it before you save.")
        #expect(screen.has("Save my words") && screen.has("The next step, in your words"))
    }

    @Test func wordsOfNeitherKindAreAskedFor() async throws {
        let screen = try await thread()
        try screen.tap("Say it in your own words")
        try screen.tap("Save my words")
        try await screen.wait("Type or say your words first.")
        let model = ConferenceModel(client: core, camera: FileCamera(), student: "s1", outcome: "o-c3")
        await model.screen.reload()
        await model.recordOwnWords()
        #expect(model.problem(in: "own-words") == "Type or say the words first.")
    }

    @Test func wordsTakeAVoiceNoteAndNothingElse() async throws {
        for place in [beside, .rewording(feedback: "f0")] {
            await #expect(throws: CoreError.NotFound(what: "record")) {
                try await core.addDocument(place, file: Data("I quote".utf8))
            }
            await #expect(throws: CoreError.NotFound(what: "record")) {
                _ = try await core.markup(place, photo: "photo-1")
            }
        }
    }
}
