// A raised ground for one thing. The card is one target or none.
import SwiftUI

/// Head, a line or two, at most one action; with `onTap` the whole card is the target and holds no other.
@MainActor
struct Card<Content: View>: View {
    var head: String?
    var onTap: (@MainActor () -> Void)?
    @ViewBuilder let content: Content

    var body: some View {
        if let onTap {
            Button(action: onTap) { ground }.buttonStyle(.plain)
        } else {
            ground
        }
    }
    private var ground: some View {
        VStack(alignment: .leading, spacing: Space.x8) {
            if let head { Text(head).font(TypeScale.head).accessibilityAddTraits(.isHeader) }
            content
        }
        .padding(Space.x16)
        .frame(maxWidth: .infinity, alignment: .leading)
        .panel(\.raised, edge: \.hair)
        .contentShape(RoundedRectangle(cornerRadius: Corner.card))
    }
}
