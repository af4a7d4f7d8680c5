// "Also shows?": at most two outcomes that the work that was saved might show, too; a tap says that it does.
import NotYetCore
import SwiftUI

@MainActor
struct AlsoChips: View {
    let chips: [AlsoChip]
    let onAlso: @MainActor (_ outcome: String) -> Void

    var body: some View {
        if !chips.isEmpty {
            Flow {
                ForEach(chips, id: \.outcome) { chip in
                    Chip(text: chip.text, isChosen: chip.chosen) { onAlso(chip.outcome) }
                        .accessibilityLabel(chip.spoken)
                        .accessibilityIdentifier("also-\(chip.outcome)")
                }
            }
        }
    }
}
