// The voice notes of drafts in a fake core. What a record carries stands in no draft while that is not taken back.
import Foundation
import NotYetCore

/// The voice note of a draft: its name among the sounds, and the one that was taken out.
struct FakeVoice: Equatable, Sendable {
    var name: String?
    var isHeard = false
    var gone: String?
    /// Whether the one that was taken out had been listened to.
    var wasHeard = false
}

extension FakeCoreClient.State {
    private var carried: Set<String> {
        Set(records.flatMap(\.voices) + own.pieces.flatMap(\.voices) + own.said.compactMap(\.voice))
    }
    private func voice(_ place: DraftPlace) -> FakeVoice {
        let kept = voices[place] ?? FakeVoice()
        return kept.name.map(carried.contains) == true ? FakeVoice() : kept
    }
    public func voiceDraft(_ place: DraftPlace) -> VoiceDraft {
        let now = voice(place)
        return VoiceDraft(
            note: now.name.map { Self.tile($0, day: "") }, isHeard: now.isHeard,
            canPutBack: now.name == nil && now.gone != nil)
    }
    /// What is saved with work, or with a student's own words.
    func voicesToSave(_ place: DraftPlace) throws -> [String] {
        let now = voice(place)
        if now.name != nil, !now.isHeard { throw CoreError.Invalid(field: "voice", rule: "unheard") }
        return [now.name].compactMap(\.self)
    }
    /// What is saved beside a teacher: what was not heard waits in its draft.
    func voicesIfHeard(_ place: DraftPlace) -> [String] {
        let now = voice(place)
        return now.isHeard ? [now.name].compactMap(\.self) : []
    }
    /// Every one lasts as long.
    static func tile(_ name: String, day: String) -> VoiceTile {
        let spoken = day.isEmpty ? "Voice note, not saved yet, 23 seconds" : "Voice note of \(day), 23 seconds"
        return VoiceTile(attachment: name, state: .ready, length: "0:23", day: day, spoken: spoken)
    }
    mutating func keepVoice(_ place: DraftPlace, _ mpeg4: Data) {
        let name = "voice-\(sounds.count + 1)"
        sounds[name] = mpeg4
        speak(place) { ($0.gone, $0.wasHeard, $0.name, $0.isHeard) = ($0.name, $0.isHeard, name, false) }
    }
    mutating func voiceHeard(_ place: DraftPlace) { speak(place) { $0.isHeard = true } }
    mutating func removeVoice(_ place: DraftPlace) {
        speak(place) { ($0.gone, $0.wasHeard, $0.name, $0.isHeard) = ($0.name ?? $0.gone, $0.isHeard, nil, false) }
    }
    mutating func putBackVoice(_ place: DraftPlace) {
        speak(place) { ($0.name, $0.isHeard, $0.gone) = ($0.gone, $0.wasHeard, nil) }
    }
    private mutating func speak(_ place: DraftPlace, _ work: (inout FakeVoice) -> Void) {
        var now = voice(place)
        work(&now)
        voices[place] = now
    }
}

extension FakeCoreClient {
    public func keepVoice(_ place: DraftPlace, mpeg4: Data) async throws {
        try Self.check(mpeg4)
        try intend { $0.keepVoice(place, mpeg4) }
    }
    public func voiceHeard(_ place: DraftPlace) async throws { try intend { $0.voiceHeard(place) } }
    public func removeVoice(_ place: DraftPlace) async throws { try intend { $0.removeVoice(place) } }
    public func putBackVoice(_ place: DraftPlace) async throws {
        guard state.voiceDraft(place).canPutBack else { throw CoreError.NotFound(what: "record") }
        try intend { $0.putBackVoice(place) }
    }
    public func sound(_ attachment: String) async throws -> Data? { ask().sounds[attachment] }

    static func check(_ mpeg4: Data) throws {
        guard mpeg4.dropFirst(4).starts(with: Data("ftyp".utf8)) else {
            throw CoreError.Invalid(field: "voice", rule: "not-a-voice")
        }
    }
}
