// A teacher's tablet in a student's hands: their own judgement of one piece of work, and the way back by the teacher's
// PIN.
import NotYetKit
import SwiftUI

@MainActor
struct HandedView: View {
    let model: HandedModel
    let onGiveBack: @MainActor () -> Void
    @Environment(\.words) private var words

    var body: some View {
        NavigationStack {
            if model.isSaved {
                EmptyState(text: words.handedSaved, action: words.handedBack, onAction: onGiveBack)
            } else {
                SelfAssessView(model: model.work, onSaved: model.saved)
                    .safeAreaInset(edge: .top) {
                        Text(model.title).font(TypeScale.head).padding(.horizontal, Space.x16)
                            .frame(maxWidth: .infinity, alignment: .leading)
                    }
                    .toolbar {
                        ToolbarItem(placement: .topBarTrailing) {
                            QuietButton(title: words.handedBack, action: onGiveBack)
                        }
                    }
            }
        }
    }
}
