// The people of a device in memory, for previews and for tests of screens: doors, PINs and outboxes as the real ones
// behave. Each person has a FakeCoreClient.
import Foundation
import NotYetCore

public final class FakeProfilesClient: ProfilesClient, @unchecked Sendable {
    public struct Profile: Sendable {
        public let id: String
        public var name: String
        public var pin: String?
        public let core: FakeCoreClient
        /// Tries in vain, and for how long no PIN is taken.
        public var wrong = 0, waitSeconds: UInt64 = 0
        public var isLeaving = false

        public init(id: String, name: String, pin: String?, core: FakeCoreClient) {
            (self.id, self.name, self.pin, self.core) = (id, name, pin, core)
        }
    }
    /// What a test sets up or looks at. Changing it through `change` tells whoever listens.
    public struct State: Sendable {
        public var people: [Profile] = []
        public var inFront: String?
        public var idleMinutes: UInt32 = 5
        /// Nobody has touched the device for as long as is set.
        public var isIdle = false
        /// What opening a profile says next, once: what time and the server do to one.
        public var doorError: CoreError?
        /// What every reading of the list says.
        public var readError: CoreError?
        /// Which hand-over goes on; nil: the device is in nobody else's hands.
        public internal(set) var handed: Int?
        fileprivate var handOvers = 0
        fileprivate var network: Network?
    }

    private let lock = NSLock()
    private var current = State()
    private var listeners: [UUID: AsyncStream<Notice>.Continuation] = [:]
    private let joining: FakeCoreClient
    private let isTablet: Bool
    public let words = fallbackWords(locale: "en")

    /// - Parameter core: of whoever joins here next. Somebody who has joined already is listed, without a PIN.
    public init(_ core: FakeCoreClient = FakeCoreClient(), isTablet: Bool = true) {
        (joining, self.isTablet) = (core, isTablet)
        if core.hasJoined { current.people = [Profile(id: "p0", name: "Ms O.", pin: nil, core: core)] }
    }

    public var state: State { lock.withLock { current } }
    /// As if it happened in the core: listeners hear of it.
    public func change(_ work: (inout State) -> Void) {
        let hearing = lock.withLock {
            work(&current)
            return Array(listeners.values)
        }
        for listener in hearing { listener.yield(Notice(revision: 0, topics: [.session])) }
    }
    public func sentence(for error: any Error) -> String {
        errorSentence(locale: "en", error: error as? CoreError ?? .Cancelled)
    }
    public func notices() -> AsyncStream<Notice> {
        let (stream, input) = AsyncStream.makeStream(of: Notice.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        lock.withLock { listeners[id] = input }
        input.onTermination = { [weak self] _ in self?.forget(id) }
        return stream
    }
    private func forget(_ id: UUID) { lock.withLock { listeners[id] = nil } }

    // MARK: What the host says

    public func setNetwork(_ network: Network) {
        for core in state.people.map(\.core) + [joining] { core.setNetwork(network) }
        change { state in
            state.network = network
            if network.online { state.people.removeAll(where: \.isLeaving) }
        }
    }
    public func touched() { lock.withLock { current.isIdle = false } }
    public func suspend() async throws {
        guard let open = profile(state.inFront) else { return }
        if open.pin == nil { open.core.release() } else { close(open) }
    }
    public func resume() {}
    public func lockIfIdle() async throws {
        if state.isIdle, let open = profile(state.inFront), open.pin != nil { close(open) }
    }
    public func unsent() async throws -> UInt32 { state.people.reduce(0) { $0 + UInt32($1.core.unsent) } }

    // MARK: At the door

    public func picker() async throws -> PickerScreen {
        let state = state
        if let error = state.readError { throw error }
        return PickerScreen(
            title: "Who is using this tablet?", rows: state.people.map { row($0, state) }, join: words.pickerJoin,
            open: state.inFront, handed: state.handed != nil)
    }
    public func place() async throws -> any CoreClient {
        change { $0.handed = nil }
        if let open = profile(state.inFront) { close(open) }
        return joining
    }
    public func enter(_ id: String, pin: String?) async throws -> any CoreClient {
        if let error = state.doorError {
            change { state in
                state.doorError = nil
                if case .LeaseEnded = error { state.people.removeAll { $0.id == id } }
            }
            throw error
        }
        guard let wanted = profile(id), !wanted.isLeaving else { throw CoreError.NotFound(what: "profile") }
        try check(wanted, pin)
        if let open = profile(state.inFront), open.id != id { close(open) }
        return open(wanted)
    }
    public func naming() async throws -> NamingScreen {
        guard joining.hasJoined else { throw CoreError.NotFound(what: "profile") }
        return NamingScreen(
            title: "Which name may this tablet show?", names: ["A. O.", "Ana"],
            readers: "Everyone who holds this tablet reads it.",
            pin: isTablet ? words.namingPinTablet : words.namingPinPhone)
    }
    public func keep(name: String, pin: String?, again: String?) async throws -> any CoreClient {
        if name.isEmpty { throw CoreError.Invalid(field: "name", rule: "empty") }
        if let pin { try chosen(pin) }
        if pin != again { throw CoreError.Invalid(field: "pin-again", rule: "differs") }
        if pin == nil, isTablet { throw CoreError.Invalid(field: "pin", rule: "needed") }
        let mine = state.people.first { $0.core === joining }
        if state.people.contains(where: { $0.name == name && $0.id != mine?.id }) {
            throw CoreError.Invalid(field: "name", rule: "taken")
        }
        var kept = mine ?? Profile(id: "p\(state.people.count)", name: name, pin: pin, core: joining)
        (kept.name, kept.pin) = (name, pin)
        change { state in
            state.people.removeAll { $0.id == kept.id }
            state.people.append(kept)
        }
        return open(kept)
    }

    // MARK: One's own profile

    public func me() async throws -> MeScreen {
        guard let open = profile(state.inFront) else { throw CoreError.Locked }
        let idle = [2, 5, 15].map { IdleChoice(minutes: $0, text: "\($0) min", chosen: $0 == state.idleMinutes) }
        return MeScreen(
            id: open.id, name: open.name, hasPin: open.pin != nil, idle: idle, signOut: "Sign out of this tablet")
    }
    public func setIdleMinutes(_ minutes: UInt32) async throws { change { $0.idleMinutes = minutes } }
    public func setPin(_ id: String, old: String?, new: String, again: String) async throws {
        let open = try opened(id)
        try chosen(new)
        if new != again { throw CoreError.Invalid(field: "pin-again", rule: "differs") }
        do {
            try check(open, old)
        } catch CoreError.Invalid(_, let rule) where rule != "sign-in" {
            throw CoreError.Invalid(field: "pin-now", rule: rule == "wrong" ? "wrong" : "shape")
        }
        change { state in
            for at in state.people.indices where state.people[at].id == id {
                (state.people[at].pin, state.people[at].wrong) = (new, 0)
            }
        }
    }
    public func handOver(_ student: String, outcome: String) async throws -> any HandedClient {
        guard let open = profile(state.inFront) else { throw CoreError.Locked }
        if open.pin == nil { throw CoreError.Invalid(field: "pin", rule: "none") }
        let given = try open.core.handOver(student, outcome)
        close(open)
        change { state in
            state.handOvers += 1
            state.handed = state.handOvers
        }
        let number = state.handed
        return FakeHandedClient(open.core, given) { [weak self] in self?.state.handed == number }
    }
    public func lock() async throws {
        change { $0.handed = nil }
        if let open = profile(state.inFront) { close(open) }
    }
    public func signOutQuestion(_ id: String) async throws -> SignOutScreen {
        let left = try opened(id).core.unsent
        let first = left > 0 ? ["\(left) not sent yet. They stay sealed."] : []
        return SignOutScreen(
            title: "Sign out of this tablet?", sentences: first + [words.signOutFinal],
            confirm: left > 0 ? words.signOutSealed : words.signOutConfirm, wait: left > 0 ? words.signOutWait : nil)
    }
    public func signOut(_ id: String) async throws {
        let leaving = try opened(id)
        close(leaving)
        change { state in
            guard let at = state.people.firstIndex(where: { $0.id == id }) else { return }
            if leaving.core.unsent > 0 { state.people[at].isLeaving = true } else { state.people.remove(at: at) }
        }
    }

    // MARK: What they share

    private func profile(_ id: String?) -> Profile? { state.people.first { $0.id == id } }
    private func opened(_ id: String) throws -> Profile {
        guard let open = profile(id), state.inFront == id else { throw CoreError.Locked }
        return open
    }
    private func open(_ profile: Profile) -> any CoreClient {
        profile.core.change { $0.isLocked = false }
        change { state in
            (state.inFront, state.handed) = (profile.id, nil)
            state.isIdle = false
            for at in state.people.indices where state.people[at].id == profile.id { state.people[at].wrong = 0 }
        }
        return profile.core
    }
    private func close(_ profile: Profile) {
        profile.core.release()
        profile.core.change { $0.isLocked = true }
        change { $0.inFront = nil }
    }
    private func check(_ profile: Profile, _ pin: String?) throws {
        guard let right = profile.pin else { return }
        guard let pin else { throw CoreError.Invalid(field: "pin", rule: "needed") }
        guard (4...12).contains(pin.count) else { throw CoreError.Invalid(field: "pin", rule: "shape") }
        if profile.wrong >= 10 { throw CoreError.Invalid(field: "pin", rule: "sign-in") }
        if profile.waitSeconds > 0 { throw CoreError.TooSoon(seconds: profile.waitSeconds) }
        if pin == right { return }
        change { state in
            guard let at = state.people.firstIndex(where: { $0.id == profile.id }) else { return }
            state.people[at].wrong += 1
            if state.people[at].wrong >= 5 { state.people[at].waitSeconds = 30 }
        }
        throw CoreError.Invalid(field: "pin", rule: profile.wrong + 1 >= 10 ? "sign-in" : "wrong")
    }
    private func chosen(_ pin: String) throws {
        guard (4...12).contains(pin.count), pin.allSatisfy(\.isNumber) else {
            throw CoreError.Invalid(field: "pin", rule: "shape")
        }
        if Set(pin).count == 1 { throw CoreError.Invalid(field: "pin", rule: "easy") }
    }
    private func row(_ profile: Profile, _ state: State) -> PickerRow {
        let way: PickerWay =
            if profile.isLeaving { .leaves } else if profile.pin == nil { .opens } else if profile.wrong >= 10 {
                .joinsAgain
            } else { .asksPin }
        let waits = way == .asksPin ? profile.waitSeconds : 0
        let note: String? =
            if way == .joinsAgain {
                words.errorPinSignIn
            } else if waits > 0 {
                sentence(for: CoreError.TooSoon(seconds: waits))
            } else if way == .leaves { "1 thing waits for \(profile.name)" } else { nil }
        let initials = profile.name.split(separator: " ").compactMap(\.first).map(String.init).joined()
        return PickerRow(
            id: profile.id, name: profile.name, initials: initials, way: way, note: note, waitSeconds: waits)
    }
}
