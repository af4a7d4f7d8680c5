// The voice note of a draft, and those of records: recorded, listened to, saved.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

private struct PlayerKey: EnvironmentKey {
    static let defaultValue: PlayerModel? = nil
}

extension EnvironmentValues {
    /// What plays voice notes; nil: nothing does.
    public var player: PlayerModel? {
        get { self[PlayerKey.self] }
        set { self[PlayerKey.self] = newValue }
    }
}

/// A button that is held while one speaks, or tapped at both ends; then what was recorded, to be listened to before it is
/// saved.
@MainActor
struct VoicePart: View {
    let model: VoiceModel
    let voice: VoiceDraft
    /// What stands on the button; nil: what stands on all of them.
    var hold: String?
    /// Tells it apart where a screen has two.
    var identifier = "voice"
    var least = Size.target
    @Environment(\.words) private var words

    var body: some View {
        VStack(alignment: .leading, spacing: Space.x8) {
            if let note = voice.note, model.seconds == nil {
                recorded(note)
            } else {
                // One button throughout: a finger stays on it while it changes its words.
                HoldButton(
                    title: model.seconds.map { "\(words.voiceRecording) \(Self.clock($0))" } ?? hold ?? words.voiceHold,
                    icon: .mic,
                    isRunning: model.seconds != nil, action: model.seconds == nil ? words.voiceStart : words.voiceStop,
                    least: least, onStart: model.start, onStop: model.stop
                )
                .accessibilityIdentifier(identifier)
                Text(words.voiceHoldHint).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                if voice.canPutBack, model.seconds == nil {
                    QuietButton(title: words.voicePutBack, icon: .undo) { Task { await model.putBack() } }
                }
            }
            if let problem = model.problem?.sentence ?? model.why.map(words.sentence) {
                Banner(icon: .syncProblem, text: problem)
            }
            if model.canKeepAgain { QuietButton(title: words.voiceKeepAgain) { Task { await model.keepAgain() } } }
        }
        .onDisappear { model.stop() }
    }
    private func recorded(_ note: VoiceTile) -> some View {
        Card {
            VoiceTitle(voice: note)
            if !voice.isHeard { Text(words.voiceListenFirst) }
            Listening(voice: note) { Task { await model.heard() } }
            QuietButton(title: words.voiceRemove) { Task { await model.remove() } }
        }
    }
    /// "0:07".
    private static func clock(_ seconds: Int) -> String {
        "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }
}

/// Voice notes of a record, each to be listened to.
@MainActor
struct Voices: View {
    let voices: [VoiceTile]

    var body: some View {
        ForEach(voices, id: \.attachment) { voice in
            Card {
                VoiceTitle(voice: voice)
                Listening(voice: voice)
            }
        }
    }
}

@MainActor
private struct VoiceTitle: View {
    let voice: VoiceTile
    @Environment(\.words) private var words

    var body: some View {
        AttachedTitle(what: words.voiceNote, measure: voice.length, day: voice.day, spoken: voice.spoken)
    }
}

/// What is attached, how long or large it is, and of which day. A reader hears all of it, once.
@MainActor
struct AttachedTitle: View {
    let what, measure, day, spoken: String

    var body: some View {
        HStack(spacing: Space.x8) {
            Text(what).frame(maxWidth: .infinity, alignment: .leading)
            Text([measure, day].filter { !$0.isEmpty }.joined(separator: " · "))
                .font(TypeScale.label).foregroundStyle(.tone(\.ink2))
        }
        .accessibilityElement()
        .accessibilityLabel(spoken)
    }
}

/// At the ear, unless a person chooses otherwise: what a child said is not for the room.
@MainActor
private struct Listening: View {
    let voice: VoiceTile
    var onHeard: @MainActor () -> Void = {}
    @Environment(\.words) private var words
    @Environment(\.player) private var player

    var body: some View {
        switch voice.state {
        case .coming: Text(words.photoComing).foregroundStyle(.tone(\.ink2))
        case .unreadable: Text(words.voiceSilent).foregroundStyle(.tone(\.ink2))
        case .ready: if let player { controls(player) }
        }
    }
    @ViewBuilder private func controls(_ player: PlayerModel) -> some View {
        HStack(spacing: Space.x12) {
            if player.playing == voice.attachment {
                QuietButton(title: words.voiceListenStop, icon: .volumeUp, action: player.stop)
            } else {
                QuietButton(title: words.voiceListen, icon: .volumeUp) {
                    Task { await player.play(voice.attachment, onPlaying: onHeard) }
                }
            }
            Chip(text: words.voiceAloud, isChosen: player.aloud) { player.choose(aloud: !player.aloud) }
        }
        if let trouble = player.trouble, trouble.attachment == voice.attachment {
            Text(trouble.noEar ? words.voiceNoEar : words.voiceSilent).font(TypeScale.label).foregroundStyle(
                .tone(\.accent))
        }
    }
}

extension Words {
    fileprivate func sentence(_ why: NoVoice) -> String {
        switch why {
        case .refused: voiceRefused
        case .absent: voiceAbsent
        case .full: voiceFull
        case .cut: voiceCut
        case .tooShort: voiceTooShort
        }
    }
}
