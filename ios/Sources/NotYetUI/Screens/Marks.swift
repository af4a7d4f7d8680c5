// What a teacher may say of a name on Today: "Not here today", "Later", or what takes them back.
import NotYetCore
import NotYetKit
import SwiftUI

/// The name whose marks are asked for, and what may be said of it.
@MainActor
struct MarkSheet: View {
    let row: TodayRow
    let model: TodayModel
    @Environment(\.words) private var words
    @Environment(\.dismiss) private var dismiss

    var body: some View {
        Sheet(title: row.name, close: words.actionClose) {
            QuietButton(title: words.here(row)) {
                model.setHere(row)
                dismiss()
            }
            // Whoever is not here is not put off as well.
            if row.isHere {
                QuietButton(title: words.later(row)) {
                    model.setLater(row)
                    dismiss()
                }
            }
        }
    }
}

extension View {
    /// The same for a screen reader, which needs no sheet for it.
    @MainActor @ViewBuilder func marked(_ row: TodayRow, _ words: Words, _ model: TodayModel) -> some View {
        let here = accessibilityAction(named: words.here(row)) { model.setHere(row) }
        if row.isHere {
            here.accessibilityAction(named: words.later(row)) { model.setLater(row) }
        } else {
            here
        }
    }
}

extension Words {
    fileprivate func here(_ row: TodayRow) -> String { row.isHere ? todayNotHere : todayHere }
    fileprivate func later(_ row: TodayRow) -> String { row.isLater ? todayNotLater : todayLater }
}
