// The system's microphone and player. A recording needs a file to go back and forth in; it is gone before the core has the
// bytes, and the system encrypts it meanwhile. At the ear it plays as a call does.
import AVFoundation
import NotYetKit

@MainActor
final class SystemSound: NSObject, Sound {
    private var recorder: AVAudioRecorder?
    private var player: AVAudioPlayer?
    private var playing: CheckedContinuation<Played, Never>?

    func begin() async -> NoVoice? {
        let session = AVAudioSession.sharedInstance()
        guard session.isInputAvailable else { return .absent }
        guard await AVAudioApplication.requestRecordPermission() else { return .refused }
        guard Self.hasRoom else { return .full }
        // What is being recorded goes on.
        guard recorder == nil else { return .cut }
        do {
            try session.setCategory(.playAndRecord, mode: .spokenAudio)
            try session.setActive(true)
            let recorder = try AVAudioRecorder(url: Self.file, settings: Self.settings)
            guard recorder.record() else { return .cut }
            self.recorder = recorder
            return nil
        } catch {
            return .cut
        }
    }

    func end() async -> Recording {
        guard let recorder else { return .nothing(.cut) }
        self.recorder = nil
        let seconds = recorder.currentTime
        recorder.stop()
        defer { try? FileManager.default.removeItem(at: Self.file) }
        rest()
        guard seconds > 0, let mpeg4 = try? Data(contentsOf: Self.file) else {
            return .nothing(Self.hasRoom ? .tooShort : .full)
        }
        return .sound(mpeg4)
    }

    func play(_ mpeg4: Data, aloud: Bool, onPlaying: @escaping @MainActor () -> Void) async -> Played {
        let session = AVAudioSession.sharedInstance()
        do {
            // A call plays in the earpiece; headphones hear both.
            try session.setCategory(aloud ? .playback : .playAndRecord, mode: aloud ? .spokenAudio : .voiceChat)
            try session.setActive(true)
            let speaks = session.currentRoute.outputs.contains { $0.portType == .builtInSpeaker }
            if !aloud, speaks {
                rest()
                return .noEar
            }
            let player = try AVAudioPlayer(data: mpeg4)
            player.delegate = self
            guard player.play() else { return .not }
            self.player = player
            onPlaying()
            return await withCheckedContinuation { playing = $0 }
        } catch {
            return .not
        }
    }

    func stop() {
        player?.stop()
        done(.whole)
    }

    private func done(_ played: Played) {
        player = nil
        playing?.resume(returning: played)
        playing = nil
        rest()
    }
    /// What else was playing goes on.
    private func rest() {
        try? AVAudioSession.sharedInstance().setActive(false, options: .notifyOthersOnDeactivation)
    }

    private static let file = FileManager.default.temporaryDirectory.appending(path: "voice.m4a")
    private static let settings: [String: Any] = [
        AVFormatIDKey: kAudioFormatMPEG4AAC, AVNumberOfChannelsKey: 1, AVSampleRateKey: 24_000,
        AVEncoderBitRateKey: 32_000,
    ]
    /// Room for a minute, and for the core to keep it.
    private static var hasRoom: Bool {
        let values = try? file.deletingLastPathComponent().resourceValues(forKeys: [
            .volumeAvailableCapacityForImportantUsageKey
        ])
        return (values?.volumeAvailableCapacityForImportantUsage ?? .max) >= 4 << 20
    }
}

extension SystemSound: AVAudioPlayerDelegate {
    nonisolated func audioPlayerDidFinishPlaying(_ player: AVAudioPlayer, successfully isWhole: Bool) {
        Task { @MainActor in done(isWhole ? .whole : .not) }
    }
    nonisolated func audioPlayerDecodeErrorDidOccur(_ player: AVAudioPlayer, error: (any Error)?) {
        Task { @MainActor in done(.not) }
    }
}
