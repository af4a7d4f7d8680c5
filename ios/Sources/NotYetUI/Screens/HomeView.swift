// Home: what a student can do, what they have left, and what comes next. Counts nothing, compares nobody.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct HomeView: View {
    @Bindable private var model: HomeModel
    private let onOutcome: @MainActor (String) -> Void
    private let onSync: @MainActor () -> Void
    @Environment(\.words) private var words

    public init(
        model: HomeModel, onOutcome: @escaping @MainActor (String) -> Void, onSync: @escaping @MainActor () -> Void
    ) {
        (self.model, self.onOutcome, self.onSync) = (model, onOutcome, onSync)
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x8) {
                if !screen.classLine.isEmpty {
                    Text(screen.classLine).foregroundStyle(.tone(\.ink2)).padding(.horizontal, Space.x16)
                }
                Banners(banner: screen.banner) { _ in onSync() }
                if let empty = screen.empty {
                    EmptyState(head: empty.title, text: empty.text)
                } else {
                    outcomes(screen)
                }
            }
            .padding(.bottom, Space.x24)
        }
        .navigationTitle(words.homeTitle)
    }

    @ViewBuilder private func outcomes(_ screen: HomeScreen) -> some View {
        if let next = screen.next {
            SectionHead(words.homeNext)
            NextStepCard(step: next) { onOutcome(next.outcome) }
        }
        SectionHead(words.homeCanDo)
        if screen.canDo.isEmpty {
            Text(words.homeNothingYet).foregroundStyle(.tone(\.ink2)).padding(.horizontal, Space.x16)
        }
        OutcomeRows(rows: screen.canDo, onTap: onOutcome)
        if !screen.haveLeft.isEmpty {
            SectionHead(words.homeHaveLeft)
            OutcomeRows(rows: screen.haveLeft, onTap: onOutcome)
        }
        if !screen.later.isEmpty {
            if model.showsLater {
                OutcomeRows(rows: screen.later, onTap: onOutcome)
            } else {
                QuietButton(title: words.homeLater) { model.showsLater = true }
            }
        }
    }
}
