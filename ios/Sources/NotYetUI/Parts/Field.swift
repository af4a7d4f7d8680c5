// A place to write, with its name above it and a rule below; who reads it stands beside it.
import SwiftUI

@MainActor
struct Field: View {
    let name: String
    @Binding var text: String
    /// Who reads it, or how to write it.
    var hint: String?
    /// What to do where the text was not taken.
    var problem: String?
    /// Grows with what is written.
    var isLong = false
    /// Digits that nobody may read: dots to eyes and to screen readers.
    var isSecret = false

    var body: some View {
        VStack(alignment: .leading, spacing: Space.x4) {
            Text(name).font(TypeScale.label).accessibilityHidden(true)
            place
                .textFieldStyle(.plain)
                .lineLimit(isLong ? 1...6 : 1...1)
                .padding(.horizontal, Space.x12)
                .frame(minHeight: Size.target)
                .panel(\.raised, edge: problem == nil ? \.line : \.accent, width: problem == nil ? 1 : Size.chosen)
                .accessibilityHint(problem ?? hint ?? "")
            if let problem {
                Text(problem).font(TypeScale.label).foregroundStyle(.tone(\.accent))
            } else if let hint {
                Text(hint).font(TypeScale.label).foregroundStyle(.tone(\.ink2)).accessibilityHidden(true)
            }
        }
    }
    @ViewBuilder private var place: some View {
        if isSecret {
            SecureField(name, text: $text).keyboardType(.numberPad)
        } else {
            TextField(name, text: $text, axis: isLong ? .vertical : .horizontal)
        }
    }
}
