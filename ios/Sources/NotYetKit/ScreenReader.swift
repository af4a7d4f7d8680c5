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
    @ObservationIgnored private let read: @MainActor () async throws -> Screen
    @ObservationIgnored private var asked = 0
    @ObservationIgnored private var answered = 0

    init(
        notices: @escaping () -> AsyncStream<Notice>, sentence: @escaping (any Error) -> String,
        read: @escaping @MainActor () async throws -> Screen
    ) {
        (self.notices, self.sentence, self.read) = (notices, sentence, read)
    }
    convenience init(
        _ client: any CoreClient, _ topics: [Topic], read: @escaping @MainActor () async throws -> Screen
    ) {
        self.init(notices: { client.notices(topics) }, sentence: { client.sentence(for: $0) }, read: read)
    }

    public var screen: Screen? { if case .ready(let screen) = state { screen } else { nil } }

    /// Reads, and reads again after each notice, until the task that awaits this is cancelled.
    public func watch() async {
        let notices = notices()
        await reload()
        for await _ in notices { await reload() }
    }

    /// Reads once. An older answer never replaces a newer one; what is shown stays if it cannot be read again.
    public func reload() async {
        asked += 1
        let turn = asked
        do {
            let screen = try await read()
            guard turn > answered else { return }
            answered = turn
            if state != .ready(screen) { state = .ready(screen) }
        } catch is CancellationError {
        } catch {
            if screen == nil, turn > answered { state = .failed(sentence(error)) }
        }
    }
}
