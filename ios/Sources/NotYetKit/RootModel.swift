// The whole app: opens the core, then shows who this device is for. Owns the one client and hands it on.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class RootModel {
    public enum Stage {
        case opening
        /// The core did not open; nothing was changed. The sentence says what to do.
        case broken(String)
        case joining(JoinModel, SessionScreen)
        case teaching(TeacherModel)
        case learning(LearnerModel)
    }

    public private(set) var stage = Stage.opening
    /// Of the language that the app was started in; of the core as soon as it is open.
    public private(set) var words: Words
    @ObservationIgnored private let locale: String
    @ObservationIgnored private let camera: any Camera
    @ObservationIgnored private let browser: any Browser
    @ObservationIgnored private let open: @MainActor () async throws -> any CoreClient
    @ObservationIgnored private var client: (any CoreClient)?
    @ObservationIgnored private var network: Network?

    /// - Parameter open: makes the client; tried again when the person asks to.
    public init(
        locale: String, camera: any Camera, browser: any Browser,
        open: @escaping @MainActor () async throws -> any CoreClient
    ) {
        (self.locale, self.camera, self.browser, self.open) = (locale, camera, browser, open)
        words = fallbackWords(locale: locale)
    }

    /// Opens the core and follows who this device is for, until the task that awaits this is cancelled.
    public func run() async {
        guard let client = await opened() else { return }
        let notices = client.notices([.session])
        await follow(client)
        for await _ in notices { await follow(client) }
    }
    public func tryAgain() async {
        stage = .opening
        await run()
    }

    /// The host's word on the network, also before the core is open.
    public func network(_ network: Network) {
        self.network = network
        client?.setNetwork(network)
    }
    /// What was held may be sent: the app is no longer in front.
    public func suspend() async { try? await client?.suspend() }
    public func resume() { client?.resume() }

    private func opened() async -> (any CoreClient)? {
        if let client { return client }
        do {
            let client = try await open()
            (self.client, words) = (client, client.words)
            if let network { client.setNetwork(network) }
            return client
        } catch let error as CoreError {
            stage = .broken(errorSentence(locale: locale, error: error))
        } catch {
            stage = .broken(errorSentence(locale: locale, error: .Damaged))
        }
        return nil
    }
    private func follow(_ client: any CoreClient) async {
        do {
            show(try await client.session(), client)
        } catch {
            if case .opening = stage { stage = .broken(client.sentence(for: error)) }
        }
    }
    /// A screen that is already open is never replaced by another of its kind.
    private func show(_ session: SessionScreen, _ client: any CoreClient) {
        switch (session.state, stage) {
        case (.teaching, .teaching), (.learning, .learning): break
        case (.teaching, _): stage = .teaching(TeacherModel(client: client, camera: camera))
        case (.learning, _): stage = .learning(LearnerModel(client: client))
        case (_, .joining(let model, _)): stage = .joining(model, session)
        default: stage = .joining(JoinModel(client: client, browser: browser, server: session.serverUrl), session)
        }
    }
}
