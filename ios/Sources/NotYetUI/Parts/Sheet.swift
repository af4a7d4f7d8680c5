// What comes up over a screen. Closing keeps what was typed: the caller holds the text.
import SwiftUI

@MainActor
struct Sheet<Content: View>: View {
    let title: String
    /// The word on the button that closes it.
    let close: String
    @ViewBuilder let content: Content
    @Environment(\.dismiss) private var dismiss

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: Space.x16) {
                HStack(spacing: Space.x12) {
                    Text(title)
                        .font(TypeScale.head)
                        .accessibilityAddTraits(.isHeader)
                        .frame(maxWidth: .infinity, alignment: .leading)
                    QuietButton(title: close) { dismiss() }
                }
                content
            }
            .padding(Space.x24)
            .frame(maxWidth: Size.sheet, alignment: .leading)
        }
        .font(TypeScale.body)
        .foregroundStyle(.tone(\.ink))
        .presentationDetents([.medium, .large])
        .presentationDragIndicator(.visible)
        .presentationCornerRadius(Corner.sheet)
        .presentationBackground(.tone(\.raised))
    }
}
