// A teacher's classes as chips; a single one says nothing.
import NotYetCore
import SwiftUI

@MainActor
struct ClassChoices: View {
    let classes: [ClassChoice]
    let onClass: @MainActor (_ classId: String) -> Void
    @Environment(\.words) private var words

    var body: some View {
        if classes.count > 1 {
            Flow {
                ForEach(classes, id: \.classId) { each in
                    Chip(text: each.title, isChosen: each.chosen) { onClass(each.classId) }
                }
            }
            .padding(.horizontal, Space.x16)
            .accessibilityElement(children: .contain)
            .accessibilityLabel(words.todayClasses)
        }
    }
}
