// The people of this device: who is listed, who is in front, and how one of them comes in and goes. Everything that
// needs a person is asked of the client that `enter` and `keep` give.
import NotYetCore

/// Errors are `CoreError`s; `sentence(for:)` says each one in words. A client of a profile that was locked throws
/// `CoreError.Locked`.
public protocol ProfilesClient: Sendable {
    /// The static texts.
    var words: Words { get }
    /// An error in words, with what to do.
    func sentence(for error: any Error) -> String
    /// Tells when the list or who is in front may have changed. The listener is in place when this returns.
    func notices() -> AsyncStream<Notice>

    // What the host says.
    func setNetwork(_ network: Network)
    /// Someone touched the device. Cheap.
    func touched()
    /// The app is no longer in front: what was held may be sent, and a profile that has a PIN is locked.
    func suspend() async throws
    /// The app is in front again.
    func resume()
    /// Locks a profile that nobody has touched for as long as is set; asked before anything is drawn after a sleep.
    func lockIfIdle() async throws
    /// How many things wait that the server can have without anybody typing a PIN.
    func unsent() async throws -> UInt32

    // At the door.
    func picker() async throws -> PickerScreen
    /// A place for someone to join; locks whoever is in front.
    func place() async throws -> any CoreClient
    /// - Parameter pin: nil for a profile that has none.
    func enter(_ id: String, pin: String?) async throws -> any CoreClient
    /// What is asked of who has joined in the place.
    func naming() async throws -> NamingScreen
    /// Lists who has joined in the place.
    /// - Parameter again: the PIN once more.
    func keep(name: String, pin: String?, again: String?) async throws -> any CoreClient

    /// Hands the device of who is in front to a student: their screens are locked, and `enter` with their PIN returns.
    /// What this gives says `Locked` then.
    func handOver(_ student: String, outcome: String) async throws -> any HandedClient

    // One's own profile.
    func me() async throws -> MeScreen
    func setIdleMinutes(_ minutes: UInt32) async throws
    /// Sets or changes the PIN of the open profile, the new one typed twice.
    /// - Parameter old: the PIN of now, where there is one. A wrong one is a try as at the door.
    func setPin(_ id: String, old: String?, new: String, again: String) async throws
    func lock() async throws
    func signOutQuestion(_ id: String) async throws -> SignOutScreen
    func signOut(_ id: String) async throws
}
