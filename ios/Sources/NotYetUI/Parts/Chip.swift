// Short choices that may be taken back: 32 points to see, 48 to touch.
import SwiftUI

@MainActor
struct Chip: View {
    let text: String
    let isChosen: Bool
    let onTap: @MainActor () -> Void

    var body: some View {
        Button(action: onTap) {
            Text(text)
                .font(isChosen ? TypeScale.label.weight(.bold) : TypeScale.label)
                .foregroundStyle(.tone(isChosen ? \.onSoft : \.ink))
                .padding(.horizontal, Space.x12)
                .padding(.vertical, Space.x4)
                .frame(minHeight: Size.chip)
                .chosenPanel(isChosen, corner: Corner.chip)
                .frame(minWidth: Size.target, minHeight: Size.target)
                .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityAddTraits(isChosen ? .isSelected : [])
    }
}

/// Phrases as chips: a first handful, then a chip that opens the rest.
@MainActor
struct ChipLines: View {
    let phrases: [String]
    let chosen: Set<Int>
    /// The word of the chip that opens the rest.
    let more: String
    /// How many stand before it: five are about two lines on a phone.
    var folded = 5
    let onTap: @MainActor (Int) -> Void
    @State private var isOpen = false

    var body: some View {
        Flow {
            ForEach(shown, id: \.self) { at in
                Chip(text: phrases[at], isChosen: chosen.contains(at)) { onTap(at) }
            }
            if shown.count < phrases.count { Chip(text: more, isChosen: false) { isOpen = true } }
        }
    }
    /// What is chosen is never folded away.
    private var shown: [Int] {
        phrases.indices.filter { isOpen || phrases.count <= folded + 1 || $0 < folded || chosen.contains($0) }
    }
}
