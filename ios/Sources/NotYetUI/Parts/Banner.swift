// One sentence that stays while it is true, with one action.
import SwiftUI

@MainActor
struct Banner: View {
    let icon: Icon
    let text: String
    var action: String?
    var onAction: (@MainActor () -> Void)?
    @Environment(\.isLargeText) private var isLargeText

    var body: some View {
        Group {
            if isLargeText {
                VStack(alignment: .leading, spacing: Space.x4) { parts }
            } else {
                HStack(spacing: Space.x12) { parts }
            }
        }
        .padding(.horizontal, Space.x16)
        .padding(.vertical, Space.x8)
        .frame(maxWidth: .infinity, minHeight: Size.target, alignment: .leading)
        .background(.tone(\.accentSoft), in: RoundedRectangle(cornerRadius: Corner.card))
    }
    @ViewBuilder private var parts: some View {
        Glyph(icon).foregroundStyle(.tone(\.accent))
        Text(text)
            .font(TypeScale.label)
            .foregroundStyle(.tone(\.onAccentSoft))
            .frame(maxWidth: .infinity, alignment: .leading)
        if let action, let onAction { QuietButton(title: action, action: onAction) }
    }
}
