// Where voice notes come from and where they are heard: the host's business behind a small interface.
import Foundation

/// Why there is no recording.
public enum NoVoice: Equatable, Sendable {
    /// The person, or their school, has not let the app listen.
    case refused
    /// There is no microphone.
    case absent
    /// There is no room for it.
    case full
    /// Something else took the microphone, or the recorder gave up.
    case cut
    /// It was let go at once.
    case tooShort
}

/// What a recording ended as.
public enum Recording: Equatable, Sendable {
    /// An MPEG-4 file of AAC, as the recorder wrote it.
    case sound(Data)
    case nothing(NoVoice)
}

/// How playing a voice note went.
public enum Played: Equatable, Sendable {
    /// To its end.
    case whole
    /// Nothing is here that one person alone hears: no earpiece, no headphones.
    case noEar
    /// It cannot be played here.
    case not
}

/// The device's microphone, of which one recording is made at a time and none lies on a disk when it has ended; and what
/// plays.
@MainActor
public protocol Sound: AnyObject {
    /// Begins to record, having asked the person where that is needed; says why not, or nil when it does.
    func begin() async -> NoVoice?
    /// Ends what was begun.
    func end() async -> Recording
    /// Plays a voice note to its end, or until `stop`. At the ear or in headphones, unless `aloud`; `onPlaying` hears when
    /// it has begun.
    func play(_ mpeg4: Data, aloud: Bool, onPlaying: @escaping @MainActor () -> Void) async -> Played
    func stop()
}

/// A device that neither hears nor speaks.
@MainActor
public final class NoSound: Sound {
    public init() {}
    public func begin() async -> NoVoice? { .absent }
    public func end() async -> Recording { .nothing(.absent) }
    public func play(_ mpeg4: Data, aloud: Bool, onPlaying: @escaping @MainActor () -> Void) async -> Played { .not }
    public func stop() {}
}
