// Buttons: the one action of a screen, quiet ones, and icons that stand without a word.
import SwiftUI

/// An icon of the table. Silent: its word stands beside it, or the button that holds it has a name.
@MainActor
struct Glyph: View {
    let icon: Icon
    init(_ icon: Icon) { self.icon = icon }

    var body: some View { Image(systemName: icon.rawValue).accessibilityHidden(true) }
}

/// The one action of a screen.
@MainActor
struct PrimaryButton: View {
    let title: String
    var icon: Icon?
    var least = Size.target
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            HStack(spacing: Space.x8) {
                if let icon { Glyph(icon) }
                Text(title).multilineTextAlignment(.center)
            }
            .font(TypeScale.label)
            .foregroundStyle(.tone(\.onPrimary))
            .padding(.horizontal, Space.x16)
            .padding(.vertical, Space.x8)
            .frame(maxWidth: .infinity, minHeight: least)
            .background(.tone(\.primary), in: RoundedRectangle(cornerRadius: Corner.card))
            .contentShape(RoundedRectangle(cornerRadius: Corner.card))
        }
        .buttonStyle(.plain)
    }
}

/// An action beside others: words in the primary colour, a whole target, no ground.
@MainActor
struct QuietButton: View {
    let title: String
    var icon: Icon?
    var tone: KeyPath<Palette, Color> & Sendable = \.primary
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            HStack(spacing: Space.x8) {
                if let icon { Glyph(icon) }
                Text(title)
            }
            .font(TypeScale.label)
            .foregroundStyle(.tone(tone))
            .padding(.horizontal, Space.x12)
            .frame(minWidth: Size.target, minHeight: Size.target)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
    }
}

/// An icon that may stand without a word; a reader hears `name`.
@MainActor
struct IconButton: View {
    let icon: Icon
    let name: String
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            Glyph(icon)
                .foregroundStyle(.tone(\.primary))
                .frame(minWidth: Size.target, minHeight: Size.target)
                .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(name)
    }
}

/// The round camera at the hand's side.
@MainActor
struct CameraButton: View {
    let name: String
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            Glyph(.photoCamera)
                .font(TypeScale.title)
                .foregroundStyle(.tone(\.onPrimary))
                .frame(width: Size.camera, height: Size.camera)
                .background(.tone(\.primary), in: Circle())
                .contentShape(Circle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(name)
    }
}

extension View {
    /// What a long press does. It has a button or an action elsewhere, too. Lifting the finger afterwards taps what is under
    /// it as well: whoever hears the tap looks whether the hold has opened something.
    @MainActor func onHold(_ action: @escaping @MainActor () -> Void) -> some View {
        simultaneousGesture(
            LongPressGesture(minimumDuration: Double(Motion.hold) / 1000).onEnded { _ in action() })
    }
}
