import CoreClient
import Foundation
import NotYetCore
import NotYetKit
import SwiftUI
import Testing

@testable import NotYetUI

/// Voice notes: recorded, listened to, saved; by touch, and by the actions beside it.
@MainActor
@Suite struct VoiceTests {
    private let core = FakeCoreClient(.init(session: .teaching))

    private func capturing(_ sound: FileSound = FileSound()) async throws -> StubScreen {
        let screen = try await open(core, sound: sound)
        try screen.tap("Capture work")
        try await screen.wait("Hold to speak")
        return screen
    }
    /// A press that lasts so many seconds.
    private func press(_ screen: StubScreen, seconds: Int) throws {
        try screen.drag("voice", through: Array(repeating: CGPoint(x: 9, y: 9), count: seconds + 1))
    }
    private func voice(_ place: DraftPlace = .capture(student: nil)) -> VoiceDraft { core.state.voiceDraft(place) }

    @Test func itIsHeardBeforeItGoesOnAndTakenOutAndPutBack() async throws {
        let sound = FileSound()
        let screen = try await capturing(sound)
        try screen.act("Start recording", on: "voice")
        try await screen.wait("Recording 0:00")
        #expect(screen.withoutName == [] && screen.withoutRoom == [])
        try wireframe("capture-recording", screen)
        try screen.act("Stop recording", on: "voice")
        try await screen.wait("Listen")
        #expect(!screen.has("Whose work is it?") && screen.has("Listen to it before you save."))
        try wireframe("capture-voice", screen)
        try screen.tap("Listen")
        try await screen.wait("Whose work is it?")
        #expect(sound.played == [false], "at the ear")
        try screen.tap("Take it out")
        try await screen.wait("Put the voice note back")
        try screen.tap("Put the voice note back")
        try await screen.wait("Whose work is it?")
        #expect(voice().isHeard)
        #expect(screen.withoutName == [] && screen.withoutRoom == [])
    }

    @Test func aTapBeginsAndAnotherEndsAndAHoldDoesBoth() async throws {
        let screen = try await capturing()
        try press(screen, seconds: 0)
        try await screen.wait("Recording 0:00")
        try press(screen, seconds: 0)
        try await screen.wait("Listen")
        try screen.tap("Take it out")
        try await screen.wait("Hold to speak")
        // Let go before the microphone was open: the fake one opens in its own time.
        try press(screen, seconds: 2)
        try await screen.wait("Hold it a little longer to speak.")
    }

    @Test func aMicrophoneThatIsRefusedIsSaidAndNothingTypedIsLost() async throws {
        let sound = FileSound()
        sound.refuses = .refused
        let screen = try await capturing(sound)
        try screen.type("Our poster", into: "Written work")
        try screen.act("Start recording", on: "voice")
        try await screen.wait("The microphone is off for this app. Allow it in the settings. What you typed is kept.")
        await core.wait { $0.captures[""]?.draft.text == "Our poster" }
        #expect(screen.has("Whose work is it?"))
    }

    @Test func aDeviceThatIsFullKeepsTheRecordingUntilThereIsRoom() async throws {
        let screen = try await capturing()
        core.change { $0.intentError = CoreError.StorageFull }
        try screen.act("Start recording", on: "voice")
        try await screen.wait("Recording 0:00")
        try screen.act("Stop recording", on: "voice")
        try await screen.wait("Keep it again")
        core.change { $0.intentError = nil }
        try screen.tap("Keep it again")
        try await screen.wait("Listen")
    }

    @Test func feedbackCarriesWhatWasHeardAndIsOfferedToBeSaved() async throws {
        let place = DraftPlace.feedback(student: "s1", outcome: "o-c3")
        let model = ConferenceModel(client: core, camera: FileCamera(), student: "s1", outcome: "o-c3")
        await model.screen.reload()
        try await core.keepVoice(place, mpeg4: Data([0, 0, 0, 8]) + Data("ftyp".utf8))
        await model.screen.reload()
        #expect(!model.hasUnsavedFeedback, "what was not heard waits")
        try await core.voiceHeard(place)
        await model.screen.reload()
        #expect(model.hasUnsavedFeedback)
        await model.recordFeedback()
        #expect(voice(place).note == nil && core.state.records.last?.voices.count == 1)
        #expect(model.screen.screen?.said.count == 1)
    }

    @Test func aTabletWithoutAnEarSaysSoAndPlaysOutLoudWhenThatIsChosen() async throws {
        let sound = FileSound()
        sound.answer = .noEar
        let screen = try await capturing(sound)
        try screen.act("Start recording", on: "voice")
        try await screen.wait("Recording 0:00")
        try screen.act("Stop recording", on: "voice")
        try await screen.wait("Listen")
        try screen.tap("Listen")
        try await screen.wait("No earpiece is here. Plug in headphones, or choose out loud.")
        #expect(!voice().isHeard)
        sound.answer = .whole
        try screen.tap("Out loud")
        try screen.tap("Listen")
        try await screen.wait("Whose work is it?")
        #expect(sound.played == [true])
    }
}
