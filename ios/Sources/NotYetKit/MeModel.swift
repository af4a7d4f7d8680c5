// One's own profile: when it locks, and leaving the device. Locking and signing out lead to the list of people by
// themselves: RootModel hears of it.
import CoreClient
import NotYetCore
import Observation

/// What a person can open from their own profile.
public enum OwnRoute: Hashable, Sendable { case settings }

@MainActor
@Observable
public final class MeModel: Attempting {
    @ObservationIgnored public let screen: ScreenReader<MeScreen>
    @ObservationIgnored public let settings: SettingsModel
    public var path: [OwnRoute] = []
    /// What signing out would do; nil: it is not asked.
    public var question: SignOutScreen?
    public private(set) var isLeaving = false
    /// A change of the PIN that is under way; nil: none. Nothing of it stays once it is over.
    public var pins: PinChangeModel?
    /// A PIN was set here.
    public private(set) var hasNewPin = false
    public var problem: Problem?
    @ObservationIgnored private let profiles: any ProfilesClient

    public init(profiles: any ProfilesClient, client: any CoreClient) {
        (self.profiles, settings) = (profiles, SettingsModel(client: client))
        screen = ScreenReader(
            notices: { profiles.notices() }, sentence: { profiles.sentence(for: $0) },
            read: { try await profiles.me() })
    }

    public func sentence(for error: any Error) -> String { profiles.sentence(for: error) }

    public func lock() async { await attempt { try await profiles.lock() } }
    public func lock(after minutes: UInt32) async { await attempt { try await profiles.setIdleMinutes(minutes) } }
    public func askForPin() {
        guard let me = screen.screen else { return }
        hasNewPin = false
        pins = PinChangeModel(me, profiles) { [weak self] in
            self?.pins = nil
            self?.hasNewPin = true
        }
    }
    public func askToSignOut() async {
        guard let me = screen.screen else { return }
        await attempt { question = try await profiles.signOutQuestion(me.id) }
    }
    public func signOut() async {
        guard let me = screen.screen, !isLeaving else { return }
        isLeaving = true
        await attempt { try await profiles.signOut(me.id) }
        (isLeaving, question) = (false, nil)
    }
}
