// Class: everyone of a class with their jagged profile, in the order of the roster; never by level.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct ClassView: View {
    private let model: ClassModel
    /// Whom the pane beside this one is about.
    private let chosen: String?
    private let onStudent: @MainActor (String) -> Void
    private let onCapture: @MainActor () -> Void
    /// What is typed of a name.
    @State private var typed = ""
    @Environment(\.words) private var words

    public init(
        model: ClassModel, chosen: String? = nil, onStudent: @escaping @MainActor (String) -> Void,
        onCapture: @escaping @MainActor () -> Void
    ) {
        (self.model, self.chosen) = (model, chosen)
        (self.onStudent, self.onCapture) = (onStudent, onCapture)
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            LazyVStack(alignment: .leading, spacing: Space.x8) {
                // Where there are several, the choice names the one that is shown.
                if screen.classes.count < 2, !screen.classTitle.isEmpty {
                    Text(screen.classTitle).foregroundStyle(.tone(\.ink2)).padding(.horizontal, Space.x16)
                }
                ClassChoices(classes: screen.classes) { id in Task { await model.choose(id) } }
                if let empty = screen.empty { EmptyState(head: empty.title, text: empty.text) }
                if !screen.students.isEmpty {
                    Field(name: words.todaySearch, text: $typed).padding(.horizontal, Space.x16)
                    let found = screen.students.filter { fits($0) }
                    ForEach(found, id: \.student) { profile($0) }
                    if found.isEmpty {
                        Text(words.classNobody).foregroundStyle(.tone(\.ink2)).padding(.horizontal, Space.x16)
                    }
                }
            }
            .padding(.bottom, Space.x16)
        }
        .cameraCorner(model.screen.screen?.students.isEmpty == false ? onCapture : nil)
        .navigationTitle(words.navClass)
    }

    private func fits(_ row: ClassRow) -> Bool { Finding.fits(typed, row.name) || Finding.fits(typed, row.wholeName) }

    @ViewBuilder private func profile(_ row: ClassRow) -> some View {
        PersonRow(
            name: row.name, initials: row.initials, isChosen: row.student == chosen, trailing: .chevron,
            signs: row.signs.map { CodedSign(code: $0.code, sign: SignState($0.sign)) }
        ) { onStudent(row.student) }
        .accessibilityLabel(row.spoken)
        .accessibilityIdentifier("profile-\(row.student)")
        Hair()
    }
}
