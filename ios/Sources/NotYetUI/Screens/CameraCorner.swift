// The round camera over a list, at the side of the hand that holds the tablet.
import NotYetCore
import SwiftUI

extension View {
    /// Puts the camera over a list; nil leaves it out.
    @MainActor
    func cameraCorner(_ onCapture: (@MainActor () -> Void)?) -> some View {
        overlay { if let onCapture { CameraCorner(onCapture: onCapture) } }
    }
}

@MainActor
private struct CameraCorner: View {
    let onCapture: @MainActor () -> Void
    @Environment(\.words) private var words
    @Environment(\.hand) private var hand
    @Environment(\.isWide) private var isWide
    @Environment(\.layoutDirection) private var direction

    var body: some View {
        CameraButton(name: words.pieceOpen, action: onCapture)
            .padding(.horizontal, Space.x16)
            .padding(.bottom, isWide ? Self.thumb : Space.x16)
            .frame(maxWidth: .infinity, maxHeight: .infinity, alignment: isAtEnd ? .bottomTrailing : .bottomLeading)
    }
    /// On a phone, and on the table, where lines end; otherwise on the hand's own side, whatever way lines run.
    private var isAtEnd: Bool {
        if !isWide || hand == .table { return true }
        return (hand == .right) == (direction == .leftToRight)
    }
    /// How far above the lower edge of a held tablet a thumb reaches without moving the hand.
    private static let thumb: CGFloat = 96
}
