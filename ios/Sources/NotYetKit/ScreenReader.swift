// One screen's reading: asks the core, keeps what it said, and asks again when a notice comes. Never merges or patches.
import CoreClient
import NotYetCore
import Observation

/// What a screen shows.
public enum ScreenState<Screen: Equatable & Sendable>: Equatable, Sendable {
    case loading
    case ready(Screen)
    /// Nothing could be read; the sentence says what to do.
    case failed(String)
}

@MainActor
@Observable
public final class ScreenReader<Screen: Equatable & Sendable> {
    public private(set) var state = ScreenState<Screen>.loading

    @ObservationIgnored private let notices: () -> AsyncStream<Notice>
    @ObservationIgnored private let sentence: (any Error) -> String
    @ObservationIgnored private let opening: @MainActor () -> Void
    @ObservationIgnored private let taking: @MainActor (Screen) -> Void
    @ObservationIgnored private let read: @MainActor () async throws -> Screen
    @ObservationIgnored private var asked = 0
    @ObservationIgnored private var answered = 0

    /// - Parameters:
    ///   - opening: hears that the screen comes into sight, before it is read.
    ///   - taking: hears each answer that is shown, before it is; never one that came too late.
    ///   - read: asks the core. None of them keeps the model: a view's task may go on to its next await after the model is gone.
    init(
        notices: @escaping () -> AsyncStream<Notice>, sentence: @escaping (any Error) -> String,
        opening: @escaping @MainActor () -> Void = {}, taking: @escaping @MainActor (Screen) -> Void = { _ in },
        read: @escaping @MainActor () async throws -> Screen
    ) {
        (self.notices, self.sentence) = (notices, sentence)
        (self.opening, self.taking, self.read) = (opening, taking, read)
    }
    convenience init(
        _ client: any Told, _ topics: [Topic], opening: @escaping @MainActor () -> Void = {},
        taking: @escaping @MainActor (Screen) -> Void = { _ in }, read: @escaping @MainActor () async throws -> Screen
    ) {
        self.init(
            notices: { client.notices(topics) }, sentence: { client.sentence(for: $0) }, opening: opening,
            taking: taking, read: read)
    }

    public var screen: Screen? { if case .ready(let screen) = state { screen } else { nil } }

    /// Reads, and reads again after each notice, until the task that awaits this is cancelled.
    public func watch() async {
        let notices = notices()
        opening()
        await reload()
        for await _ in notices { await reload() }
    }

    /// Whatever was asked until now is answered too late: it knows nothing of what was just saved or taken back.
    func forget() { answered = asked }

    /// Reads once. An older answer never replaces a newer one; what is shown stays if it cannot be read again.
    public func reload() async {
        asked += 1
        let turn = asked
        do {
            let screen = try await read()
            guard turn > answered else { return }
            answered = turn
            taking(screen)
            if state != .ready(screen) { state = .ready(screen) }
        } catch is CancellationError {
        } catch {
            if screen == nil, turn > answered { state = .failed(sentence(error)) }
        }
    }
}
