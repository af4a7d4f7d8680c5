// How wide the window is and how large its text, as screens ask: a rail from 600, two panes from 840, stacks from 130 %.
// And what the person in front has chosen: the hand that holds it, and whether anything moves.
import NotYetCore
import SwiftUI

private struct HoldingHand: EnvironmentKey { static let defaultValue = Hand.right }
private struct IsStill: EnvironmentKey { static let defaultValue = false }

extension EnvironmentValues {
    /// The hand that holds a tablet.
    var hand: Hand {
        get { self[HoldingHand.self] }
        set { self[HoldingHand.self] = newValue }
    }
    /// Whether whoever is in front asked for no movement, beside what the device asks for.
    var isStill: Bool {
        get { self[IsStill.self] || accessibilityReduceMotion }
        set { self[IsStill.self] = newValue }
    }
}

private struct WindowWidth: EnvironmentKey { static let defaultValue: CGFloat = 390 }

extension EnvironmentValues {
    /// Points from edge to edge of the window, not of the device: a tablet in split screen is narrow.
    public var windowWidth: CGFloat {
        get { self[WindowWidth.self] }
        set { self[WindowWidth.self] = newValue }
    }
    /// A bar at the bottom gives way to a rail, and controls stand at the hand's side.
    var isWide: Bool { windowWidth >= Size.widthRail }
    /// Two panes fit.
    var hasPanes: Bool { windowWidth >= Size.widthPanes }
    /// From about 130 % of the usual size, what stands in a line is stacked.
    var isLargeText: Bool { dynamicTypeSize >= .xxxLarge }
}

/// Tells what it holds how wide the window is.
@MainActor
struct Window<Content: View>: View {
    @ViewBuilder let content: Content

    var body: some View {
        GeometryReader { window in
            content
                .environment(\.windowWidth, window.size.width)
                .background(.tone(\.surface))
                .foregroundStyle(.tone(\.ink))
                .tint(Tone(name: \.primary))
                .font(TypeScale.body)
        }
    }
}
