// A person's door: the PIN that opens it, and the name and PIN that are chosen once. Neither keeps a PIN longer than it
// takes to try it.
import CoreClient
import NotYetCore
import Observation

/// The question for one person's PIN.
@MainActor
@Observable
public final class PinModel: Attempting {
    /// The person, and for how long no PIN is taken.
    public internal(set) var row: PickerRow
    public var pin = "" { didSet { if !pin.isEmpty { problem = nil } } }
    public private(set) var isTrying = false
    public var problem: Problem?
    /// What the student in whose hands the device is goes back to; nil: nobody's.
    @ObservationIgnored public let handed: HandedModel?
    @ObservationIgnored private let profiles: any ProfilesClient
    @ObservationIgnored private let onOpen: @MainActor (String, any CoreClient) async throws -> Void
    @ObservationIgnored private let onRefused: @MainActor (CoreError?) async -> Void

    init(
        _ row: PickerRow, _ profiles: any ProfilesClient, handed: HandedModel? = nil,
        onOpen: @escaping @MainActor (String, any CoreClient) async throws -> Void,
        onRefused: @escaping @MainActor (CoreError?) async -> Void
    ) {
        (self.row, self.profiles, self.handed) = (row, profiles, handed)
        (self.onOpen, self.onRefused) = (onOpen, onRefused)
    }

    public var isWaiting: Bool { row.waitSeconds > 0 }
    public var generalProblem: String? { problem(outside: ["pin"]) }
    public func sentence(for error: any Error) -> String { profiles.sentence(for: error) }

    public func open() async {
        guard !isTrying else { return }
        isTrying = true
        var refusal: CoreError?
        let isOpen = await attempt {
            do {
                try await onOpen(row.id, try await profiles.enter(row.id, pin: pin))
            } catch {
                refusal = error as? CoreError
                throw error
            }
        }
        isTrying = false
        if isOpen { return }
        pin = ""
        // The door may say more now: for how long to wait, or that no PIN opens it.
        await onRefused(refusal)
    }
}

/// Joined, and not listed yet.
@MainActor
@Observable
public final class NamingModel: Attempting {
    public let screen: NamingScreen
    public var name: String
    public var pin = ""
    /// The PIN once more.
    public var again = ""
    public private(set) var isKeeping = false
    public var problem: Problem?
    @ObservationIgnored private let profiles: any ProfilesClient
    @ObservationIgnored private let onKept: @MainActor (any CoreClient) async throws -> Void

    init(
        _ screen: NamingScreen, _ profiles: any ProfilesClient,
        onKept: @escaping @MainActor (any CoreClient) async throws -> Void
    ) {
        (self.screen, self.profiles, self.onKept) = (screen, profiles, onKept)
        name = screen.names.first ?? ""
    }

    public var generalProblem: String? { problem(outside: ["name", "pin", "pin-again"]) }
    public func sentence(for error: any Error) -> String { profiles.sentence(for: error) }

    public func keep() async {
        guard !isKeeping else { return }
        isKeeping = true
        await attempt {
            let typed = { (text: String) in text.isEmpty ? nil : text }
            try await onKept(try await profiles.keep(name: name, pin: typed(pin), again: typed(again)))
        }
        isKeeping = false
    }
}

/// Another PIN, or a first one. What was typed stays until it was taken.
@MainActor
@Observable
public final class PinChangeModel: Attempting {
    /// The PIN of now is asked for.
    public let hasPin: Bool
    public var now = "" { didSet { problem = nil } }
    public var new = "" { didSet { problem = nil } }
    /// The new PIN once more.
    public var again = "" { didSet { problem = nil } }
    public private(set) var isChanging = false
    public var problem: Problem?
    @ObservationIgnored private let id: String
    @ObservationIgnored private let profiles: any ProfilesClient
    @ObservationIgnored private let onChanged: @MainActor () -> Void

    init(_ me: MeScreen, _ profiles: any ProfilesClient, onChanged: @escaping @MainActor () -> Void) {
        (hasPin, id, self.profiles, self.onChanged) = (me.hasPin, me.id, profiles, onChanged)
    }

    public var generalProblem: String? { problem(outside: ["pin", "pin-now", "pin-again"]) }
    public func sentence(for error: any Error) -> String { profiles.sentence(for: error) }

    public func change() async {
        guard !isChanging else { return }
        isChanging = true
        let isDone = await attempt {
            try await profiles.setPin(id, old: hasPin ? now : nil, new: new, again: again)
        }
        isChanging = false
        if isDone { onChanged() }
    }
}
