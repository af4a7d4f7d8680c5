// The voice note of one draft, from the microphone to the core; and what plays those that are there.
import CoreClient
import Foundation
import NotYetCore
import Observation

/// Who speaks, where one screen has several voice notes: whoever begins ends what was being recorded, and that is kept.
@MainActor
final class Floor {
    private weak var speaker: VoiceModel?

    /// Returns once nobody else is being recorded.
    func take(_ next: VoiceModel) async {
        let before = speaker
        speaker = next
        if before !== next { await before?.ended() }
    }
}

/// A voice note of one draft: recorded for at most a minute, and kept by the core as soon as it has ended, so that it
/// outlives the screen and the app. What the core could not keep stays here and can be kept again.
@MainActor
@Observable
public final class VoiceModel: Attempting {
    /// The longest voice note, in seconds.
    static let longest = 60

    /// How long it has been recorded; nil: it is not.
    public private(set) var seconds: Int?
    /// Why there is no recording of the last try.
    public private(set) var why: NoVoice?
    /// Whether a recording waits here that the core could not keep.
    public private(set) var canKeepAgain = false
    public var problem: Problem?
    @ObservationIgnored private let client: any WorkClient
    @ObservationIgnored private let sound: any Sound
    @ObservationIgnored private let turns: Turns
    @ObservationIgnored private let floor: Floor
    @ObservationIgnored private let second: Duration
    @ObservationIgnored private let place: @MainActor () -> DraftPlace?
    @ObservationIgnored private let onChanged: @MainActor () async -> Void
    @ObservationIgnored private var waiting: (at: DraftPlace, mpeg4: Data)?
    @ObservationIgnored private var recording: Task<Void, Never>?
    /// Let go while the microphone was still being opened.
    @ObservationIgnored private var isReleased = false

    /// - Parameters:
    ///   - floor: shared by the voice notes of one screen.
    ///   - place: the draft; nil while the screen does not know it yet.
    ///   - onChanged: asks for the screen anew.
    init(
        client: any WorkClient, sound: any Sound, turns: Turns, floor: Floor = Floor(), second: Duration = .seconds(1),
        place: @escaping @MainActor () -> DraftPlace?, onChanged: @escaping @MainActor () async -> Void
    ) {
        (self.client, self.sound, self.turns, self.floor, self.second) = (client, sound, turns, floor, second)
        (self.place, self.onChanged) = (place, onChanged)
    }

    public func sentence(for error: any Error) -> String { client.sentence(for: error) }

    public func start() {
        guard recording == nil, let at = place() else { return }
        (isReleased, why, problem, canKeepAgain) = (false, nil, nil, false)
        recording = Task { await record(at) }
    }
    /// Ends the recording and keeps it; also when the screen goes.
    public func stop() {
        guard recording != nil else { return }
        if seconds == nil { isReleased = true } else { recording?.cancel() }
    }
    /// Ends it, and returns once it is kept.
    func ended() async {
        stop()
        await recording?.value
    }

    private func record(_ at: DraftPlace) async {
        await floor.take(self)
        why = await sound.begin()
        guard why == nil else {
            recording = nil
            return
        }
        if isReleased {
            _ = await sound.end()
            (why, recording) = (.tooShort, nil)
            return
        }
        seconds = 0
        while let now = seconds, now < Self.longest, !Task.isCancelled {
            do { try await Task.sleep(for: second) } catch { break }
            seconds = now + 1
        }
        // What was said is kept however it ended, by a task that nobody cancels.
        await Task { await finish(at) }.value
    }
    private func finish(_ at: DraftPlace) async {
        let made = await sound.end()
        (seconds, recording) = (nil, nil)
        switch made {
        case .sound(let mpeg4): await keep(at, mpeg4)
        case .nothing(let reason): why = reason
        }
    }
    private func keep(_ at: DraftPlace, _ mpeg4: Data) async {
        (waiting, canKeepAgain) = (nil, false)
        await turns.take { [self] in
            do {
                try await client.keepVoice(at, mpeg4: mpeg4)
                problem = nil
            } catch {
                problem = Problem(field: "voice", sentence: sentence(for: error))
                // What is no voice note stays none; anything else may be over in a moment.
                if case CoreError.Invalid = error { return }
                (waiting, canKeepAgain) = ((at, mpeg4), true)
                return
            }
            await onChanged()
        }
    }
    public func keepAgain() async {
        if let (at, mpeg4) = waiting { await keep(at, mpeg4) }
    }

    /// It is being listened to.
    public func heard() async { await change { [client] in try await client.voiceHeard($0) } }
    public func remove() async { await change { [client] in try await client.removeVoice($0) } }
    public func putBack() async { await change { [client] in try await client.putBackVoice($0) } }

    private func change(_ work: @escaping @MainActor (DraftPlace) async throws -> Void) async {
        guard let at = place() else { return }
        await turns.take { [self] in
            if await attempt({ try await work(at) }) { await onChanged() }
        }
    }
}

/// A voice note that was not played.
public struct PlayTrouble: Equatable, Sendable {
    public let attachment: String
    /// Nothing is here that one person alone hears; else it is not here yet, or cannot be played.
    public let noEar: Bool
}

/// Plays the voice notes of one person's records and drafts, one at a time. Each begins at the ear again.
@MainActor
@Observable
public final class PlayerModel {
    /// Which one is being played.
    public private(set) var playing: String?
    public private(set) var trouble: PlayTrouble?
    /// Out loud, and not at the ear or in headphones.
    public private(set) var aloud = false
    @ObservationIgnored private let client: any WorkClient
    @ObservationIgnored private let sound: any Sound

    public init(client: any WorkClient, sound: any Sound) { (self.client, self.sound) = (client, sound) }

    public func choose(aloud: Bool) {
        stop()
        (self.aloud, trouble) = (aloud, nil)
    }
    public func play(_ attachment: String, onPlaying: @escaping @MainActor () -> Void) async {
        stop()
        (trouble, playing) = (nil, attachment)
        var played = Played.not
        if let mpeg4 = try? await client.sound(attachment) {
            played = await sound.play(mpeg4, aloud: aloud, onPlaying: onPlaying)
        }
        // Another one may have been begun meanwhile.
        guard playing == attachment else { return }
        if played != .whole { trouble = PlayTrouble(attachment: attachment, noEar: played == .noEar) }
        playing = nil
    }
    public func stop() {
        guard playing != nil else { return }
        playing = nil
        sound.stop()
    }
}
