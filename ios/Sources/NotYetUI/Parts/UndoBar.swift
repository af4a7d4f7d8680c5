// "Saved · Undo" under the picker. Covers nothing, has no timer, goes with the student.
import SwiftUI

/// What one saved thing offers: taking it back, or doing it again.
@MainActor
struct UndoBar: View {
    let text: String
    /// One or two: what can be taken back, and what can be put there again.
    let actions: [Action]
    @Environment(\.isLargeText) private var isLargeText

    struct Action: Identifiable {
        let title: String
        let icon: Icon
        let run: @MainActor () -> Void
        var id: String { title }
    }

    var body: some View {
        Group {
            if isLargeText {
                VStack(alignment: .leading, spacing: Space.x4) { parts }
            } else {
                HStack(spacing: Space.x12) {
                    parts
                }
            }
        }
        .padding(.horizontal, Space.x16)
        .frame(maxWidth: .infinity, minHeight: Size.undoBar, alignment: .leading)
        .background(.tone(\.inverse), in: RoundedRectangle(cornerRadius: Corner.card))
        .onAppear { AccessibilityNotification.Announcement(text).post() }
        .onChange(of: text) { _, now in AccessibilityNotification.Announcement(now).post() }
    }
    @ViewBuilder private var parts: some View {
        Text(text)
            .font(TypeScale.label)
            .foregroundStyle(.tone(\.onInverse))
            .frame(maxWidth: .infinity, alignment: .leading)
        ForEach(actions) { action in
            QuietButton(title: action.title, icon: action.icon, tone: \.inverseAction, action: action.run)
        }
    }
}
