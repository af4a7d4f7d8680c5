// The app: opens the folder of this device's people, tells the core about the network, touches and the app's life, and
// covers what the app switcher would show. Knows no screen but the root.
import CoreClient
import NotYetKit
import NotYetUI
import SwiftUI

@main
@MainActor
struct NotYetApp: App {
    @State private var model: RootModel
    @State private var network = NetworkMonitor()
    @Environment(\.scenePhase) private var phase

    init() {
        let locale = Locale.preferredLanguages.first ?? "en"
        let model = RootModel(
            locale: locale, camera: SystemCamera(), sound: SystemSound(), documents: SystemDocuments(),
            browser: SystemBrowser()
        ) {
            try await LiveProfilesClient(config: PeopleFolder.config(locale: locale), host: AppHost())
        }
        _model = State(initialValue: model)
        SendTask.register(model)
    }

    var body: some Scene {
        WindowGroup {
            RootView(model: model)
                .overlay { if phase != .active { Cover() } }
                .onOpenURL { address in Task { await model.opened(by: address.absoluteString) } }
                .task { for await network in network.changes { model.network(network) } }
        }
        .onChange(of: phase) { _, now in
            switch now {
            case .active:
                TouchWatch.hear(model.touched)
                Task { await model.resume() }
            case .background:
                BackgroundTime.use {
                    await model.suspend()
                    if await model.hasUnsent() { SendTask.schedule() }
                }
            default: break
            }
        }
    }
}

/// The moment that the system gives an app which leaves the front, to send what was held.
@MainActor
private final class BackgroundTime {
    private var task = UIBackgroundTaskIdentifier.invalid

    static func use(_ work: @escaping @MainActor () async -> Void) {
        let time = BackgroundTime()
        time.task = UIApplication.shared.beginBackgroundTask { time.end() }
        Task {
            await work()
            time.end()
        }
    }
    private func end() {
        guard task != .invalid else { return }
        UIApplication.shared.endBackgroundTask(task)
        task = .invalid
    }
}

/// Stands over the screens while the app is not in front, so that the app switcher shows no child's work.
@MainActor
private struct Cover: View {
    var body: some View {
        Rectangle().fill(.background).ignoresSafeArea().accessibilityHidden(true)
    }
}
