// The people of this device over the real core. Each call is one call of the bindings.
import NotYetCore

public final class LiveProfilesClient: ProfilesClient {
    private let profiles: Profiles
    public let words: Words

    /// Opens the folder of all people.
    public init(config: Config, host: any NotYetCore.Host) async throws {
        let profiles = try await Profiles.open(config: config, host: host)
        (self.profiles, words) = (profiles, profiles.words())
    }

    public func sentence(for error: any Error) -> String {
        profiles.sentence(error: error as? CoreError ?? .Cancelled)
    }
    public func notices() -> AsyncStream<Notice> {
        let (stream, input) = AsyncStream.makeStream(of: Notice.self, bufferingPolicy: .bufferingNewest(1))
        let subscription = profiles.observe(listener: NoticeRelay(input))
        // Whoever stops reading drops the subscription, and with it the core's end of it.
        input.onTermination = { _ in withExtendedLifetime(subscription) {} }
        return stream
    }

    public func setNetwork(_ network: Network) { profiles.setNetwork(network: network) }
    public func touched() { profiles.touched() }
    public func suspend() async throws { try await profiles.suspend() }
    public func resume() { profiles.resume() }
    public func lockIfIdle() async throws { _ = try await profiles.lockIfIdle() }
    public func unsent() async throws -> UInt32 { try await profiles.unsent() }

    public func picker() async throws -> PickerScreen { try await profiles.picker() }
    public func place() async throws -> any CoreClient { LiveCoreClient(try await profiles.place()) }
    public func enter(_ id: String, pin: String?) async throws -> any CoreClient {
        LiveCoreClient(try await profiles.enter(id: id, pin: pin))
    }
    public func naming() async throws -> NamingScreen { try await profiles.naming() }
    public func keep(name: String, pin: String?, again: String?) async throws -> any CoreClient {
        LiveCoreClient(try await profiles.keep(name: name, pin: pin, again: again))
    }

    public func handOver(_ student: String, outcome: String) async throws -> any HandedClient {
        LiveHandedClient(try await profiles.handOver(student: student, outcome: outcome))
    }

    public func me() async throws -> MeScreen { try await profiles.me() }
    public func setIdleMinutes(_ minutes: UInt32) async throws { try await profiles.setIdleMinutes(minutes: minutes) }
    public func setPin(_ id: String, old: String?, new: String, again: String) async throws {
        try await profiles.setPin(id: id, old: old, new: new, again: again)
    }
    public func lock() async throws { try await profiles.lock() }
    public func signOutQuestion(_ id: String) async throws -> SignOutScreen {
        try await profiles.signOutQuestion(id: id)
    }
    public func signOut(_ id: String) async throws { try await profiles.signOut(id: id) }

    /// Ends everything that goes on; for hosts that open another folder afterwards.
    public func stop() async { await profiles.stop() }
}
