// The system's browser over the app, which hands back the address that leads home. Keeps nobody signed in: a tablet is
// shared.
import AuthenticationServices
import NotYetKit
import UIKit

@MainActor
final class SystemBrowser: NSObject, Browser {
    /// Alive while its page is on screen.
    private var session: ASWebAuthenticationSession?
    private var waiting: CheckedContinuation<String?, Never>?

    func visit(_ page: String) async -> String? {
        guard waiting == nil, let page = URL(string: page) else { return nil }
        return await withCheckedContinuation { waiting in
            self.waiting = waiting
            let session = ASWebAuthenticationSession(url: page, callbackURLScheme: "app.notyet") {
                [weak self] back, _ in
                let address = back?.absoluteString
                Task { @MainActor in self?.done(address) }
            }
            session.presentationContextProvider = self
            session.prefersEphemeralWebBrowserSession = true
            self.session = session
            if !session.start() { done(nil) }
        }
    }

    /// Once: a session that does not start may say so twice.
    private func done(_ address: String?) {
        waiting?.resume(returning: address)
        (waiting, session) = (nil, nil)
    }
}

extension SystemBrowser: ASWebAuthenticationPresentationContextProviding {
    func presentationAnchor(for session: ASWebAuthenticationSession) -> ASPresentationAnchor {
        let scenes = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }
        return scenes.compactMap(\.keyWindow).first ?? ASPresentationAnchor()
    }
}
