// A code for a camera: dark on light in every appearance and never mirrored, with the quiet around it that a camera needs.
import NotYetCore
import SwiftUI

@MainActor
struct QrCode: View {
    let qr: QrSquares
    let spoken: String
    private static let quiet = 4

    var body: some View {
        Canvas { context, size in
            let squares = Int(qr.side)
            let pixels = max(1, (min(size.width, size.height) / CGFloat(squares + 2 * Self.quiet)).rounded(.down))
            let start = (min(size.width, size.height) - CGFloat(squares) * pixels) / 2
            context.fill(Path(CGRect(origin: .zero, size: size)), with: .color(Palette.light.raised))
            var dark = Path()
            for (at, isDark) in qr.dark.enumerated() where isDark {
                let (column, row) = (CGFloat(at % squares), CGFloat(at / squares))
                dark.addRect(
                    CGRect(x: start + column * pixels, y: start + row * pixels, width: pixels, height: pixels))
            }
            context.fill(dark, with: .color(Palette.light.ink))
        }
        .frame(width: Size.qr, height: Size.qr)
        .environment(\.layoutDirection, .leftToRight)
        .accessibilityElement()
        .accessibilityLabel(spoken)
        .accessibilityAddTraits(.isImage)
    }
}
