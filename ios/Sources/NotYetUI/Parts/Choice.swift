// Two or three equal segments, of which one is chosen.
import SwiftUI

@MainActor
struct Choice: View {
    let options: [String]
    let chosen: Int
    /// What the choice is about; a reader hears it on the group.
    let spoken: String
    /// The least height: `Size.target`, in capture `Size.captureTarget`.
    var least = Size.target
    let onChoose: @MainActor (Int) -> Void
    @Environment(\.isLargeText) private var isStacked

    var body: some View {
        Group {
            if isStacked {
                VStack(spacing: Space.x8) { segments }
            } else {
                HStack(spacing: Space.x8) { segments }.fixedSize(horizontal: false, vertical: true)
            }
        }
        .accessibilityElement(children: .contain)
        .accessibilityLabel(spoken)
    }
    private var segments: some View {
        ForEach(options.indices, id: \.self) { at in
            Button {
                onChoose(at)
            } label: {
                Text(options[at])
                    .font(at == chosen ? TypeScale.label.weight(.semibold) : TypeScale.label)
                    .foregroundStyle(.tone(at == chosen ? \.onSoft : \.ink))
                    .multilineTextAlignment(.center)
                    .padding(Space.x8)
                    .frame(maxWidth: .infinity, minHeight: least, maxHeight: .infinity)
                    .chosenPanel(at == chosen)
                    .contentShape(Rectangle())
            }
            .buttonStyle(.plain)
            .accessibilityAddTraits(at == chosen ? .isSelected : [])
        }
    }
}
