// What a person chooses for themselves on this device: language, the hand that holds it, motion. Each tap holds at once.
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
struct SettingsView: View {
    let model: SettingsModel
    @Environment(\.words) private var words

    var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x16) {
                Banners(problem: model.problem) { _ in }
                Text(screen.kept).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                languages(screen)
                if !screen.hands.isEmpty {
                    title(words.settingsHand)
                    Choice(
                        options: screen.hands.map(\.text), chosen: screen.hands.firstIndex(where: \.chosen) ?? -1,
                        spoken: words.settingsHand
                    ) { at in Task { await model.choose(hand: screen.hands[at].hand) } }
                    Text(words.settingsHandNote).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                }
                title(words.settingsMotion)
                Choice(
                    options: screen.motions.map(\.text), chosen: screen.motions.firstIndex(where: \.chosen) ?? -1,
                    spoken: words.settingsMotion
                ) { at in Task { await model.choose(still: screen.motions[at].still) } }
            }
            .padding(Space.x16)
        }
        .navigationTitle(words.settingsTitle)
    }

    /// Each under the name that it has for itself, so that who took a wrong turn finds back.
    private func languages(_ screen: SettingsScreen) -> some View {
        VStack(alignment: .leading, spacing: 0) {
            title(words.settingsLanguage)
            ForEach(screen.languages.indices, id: \.self) { at in
                let language = screen.languages[at]
                ListRow(
                    title: language.name, label: language.note, isChosen: language.chosen,
                    onTap: { Task { await model.choose(language: language.tag) } }
                ) { EmptyView() }
            }
        }
    }
    private func title(_ text: String) -> some View {
        Text(text).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
    }
}
