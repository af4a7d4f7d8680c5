// The head of an outcome: sign, level word, "I can", plain line. A reader hears the level and the outcome once.
import SwiftUI

@MainActor
struct OutcomeHead: View {
    let sign: SignState
    let word: String
    let iCan: String
    let line: String
    /// What tapping the sign says.
    let explanation: String
    /// "I can back up a claim. Approaching. Next: Demonstrating."
    let spoken: String
    var grows = false

    var body: some View {
        VStack(alignment: .leading, spacing: Space.x8) {
            HStack(spacing: Space.x12) {
                SignButton(state: sign, explanation: explanation, spoken: spoken, grows: grows)
                Text(word).font(TypeScale.title).accessibilityHidden(true)
            }
            Text(iCan).font(TypeScale.head).accessibilityAddTraits(.isHeader)
            Text(line).foregroundStyle(.tone(\.ink2))
        }
        .frame(maxWidth: .infinity, alignment: .leading)
    }
}
