// Hears every touch of the app's windows and takes none away: who touches the device is still there.
import UIKit

@MainActor
final class TouchWatch: UIGestureRecognizer {
    private let touched: @MainActor () -> Void

    private init(_ touched: @escaping @MainActor () -> Void) {
        self.touched = touched
        super.init(target: nil, action: nil)
        (cancelsTouchesInView, delaysTouchesEnded) = (false, false)
    }

    /// On every window that has no such watch yet.
    static func hear(_ touched: @escaping @MainActor () -> Void) {
        let scenes = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }
        for window in scenes.flatMap(\.windows) {
            let watched = window.gestureRecognizers?.contains { $0 is TouchWatch } ?? false
            if !watched { window.addGestureRecognizer(TouchWatch(touched)) }
        }
    }

    override func touchesBegan(_ touches: Set<UITouch>, with event: UIEvent) {
        touched()
        // Given up at once, so that no other recognizer waits for it.
        state = .failed
    }
}
