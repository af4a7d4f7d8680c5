// Before a device is anybody's: who is here, the PIN of one of them, what to do without it, and the name and PIN that are
// chosen once.
import NotYetCore
import NotYetKit
import SwiftUI

/// Who is using this device: each under the name that they agreed to show, and nothing else of them.
@MainActor
struct PeopleView: View {
    let people: PickerScreen
    /// What became of a profile that is no longer here, or of the last tap.
    let notice: String?
    let onPerson: @MainActor (PickerRow) -> Void
    let onJoin: @MainActor () -> Void
    @Environment(\.words) private var words

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: Space.x4) {
                VStack(alignment: .leading, spacing: Space.x4) {
                    Text(people.title).font(TypeScale.title).accessibilityAddTraits(.isHeader)
                    Text(words.appName).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                }
                .padding(.horizontal, Space.x16)
                .padding(.vertical, Space.x12)
                if let notice {
                    Banner(icon: .help, text: notice, action: words.forgottenJoin, onAction: onJoin)
                        .padding(.horizontal, Space.x16)
                }
                ForEach(people.rows, id: \.id) { person($0) }
                QuietButton(title: people.join, icon: .add, action: onJoin).padding(.top, Space.x16)
            }
            .frame(maxWidth: Size.column)
            .frame(maxWidth: .infinity)
        }
        .background(.tone(\.surface))
    }
    @ViewBuilder private func person(_ row: PickerRow) -> some View {
        PersonRow(
            name: row.name, initials: row.initials, label: row.note, trailing: Trailing(row.way), onTap: tap(row))
        Hair()
    }
    private func tap(_ row: PickerRow) -> (@MainActor () -> Void)? {
        guard row.way != .leaves else { return nil }
        return { onPerson(row) }
    }
}

extension Trailing {
    fileprivate init(_ way: PickerWay) {
        self =
            switch way {
            case .asksPin, .joinsAgain: .mark(.lock)
            case .opens: .chevron
            case .leaves: .mark(.cloudUpload)
            }
    }
}

/// One person's door. While no PIN is taken, for how long stands in the place of the button.
@MainActor
struct PinView: View {
    @Bindable var model: PinModel
    let onForgotten: @MainActor () -> Void
    let onBack: @MainActor () -> Void
    @Environment(\.words) private var words

    var body: some View {
        DoorFrame(title: model.row.name, onBack: onBack, back: model.handed == nil ? nil : words.assessTitle) {
            if let problem = model.generalProblem { Banner(icon: .help, text: problem) }
            Field(
                name: words.pinTitle, text: $model.pin, problem: model.isWaiting ? nil : model.problem(in: "pin"),
                isSecret: true
            )
            .onSubmit { Task { await model.open() } }
            if model.isTrying {
                Waiting(text: words.waiting)
            } else if model.isWaiting {
                Banner(icon: .lock, text: model.row.note ?? "")
            } else {
                PrimaryButton(title: words.pinOpen) { Task { await model.open() } }
            }
            // Who holds a device that is handed to them can but go back to the work.
            if model.handed == nil { QuietButton(title: words.pinForgotten, action: onForgotten) }
        }
    }
}

/// No PIN opens this, or its person does not know it: what to do, and that nothing is lost.
@MainActor
struct ForgottenView: View {
    let row: PickerRow
    let onJoin: @MainActor () -> Void
    let onBack: @MainActor () -> Void
    @Environment(\.words) private var words

    var body: some View {
        DoorFrame(title: words.forgottenTitle, onBack: onBack) {
            Text(row.name).foregroundStyle(.tone(\.ink2))
            Text(words.forgottenCode)
            Text(words.forgottenSame)
            PrimaryButton(title: words.forgottenJoin, action: onJoin)
        }
    }
}

/// Joined, and not listed yet: the name that everybody may read, and the PIN that nobody may.
@MainActor
struct NamingView: View {
    @Bindable var model: NamingModel
    @Environment(\.words) private var words

    var body: some View {
        DoorFrame(title: model.screen.title, onBack: nil) {
            if let problem = model.generalProblem { Banner(icon: .help, text: problem) }
            Flow {
                ForEach(model.screen.names, id: \.self) { name in
                    Chip(text: name, isChosen: name == model.name) { model.name = name }
                }
            }
            Field(
                name: words.namingName, text: $model.name, hint: model.screen.readers,
                problem: model.problem(in: "name")
            )
            .textInputAutocapitalization(.words)
            .autocorrectionDisabled()
            Text(model.screen.pin)
            Field(name: words.pinTitle, text: $model.pin, problem: model.problem(in: "pin"), isSecret: true)
            Field(
                name: words.namingAgain, text: $model.again, problem: model.problem(in: "pin-again"), isSecret: true
            )
            .onSubmit { Task { await model.keep() } }
            if model.isKeeping {
                Waiting(text: words.waiting)
            } else {
                PrimaryButton(title: words.namingGo) { Task { await model.keep() } }
            }
        }
    }
}

/// A narrow column under a title, with the way to all names where there is one.
@MainActor
struct DoorFrame<Content: View>: View {
    let title: String
    let onBack: (@MainActor () -> Void)?
    /// The word for where that leads; nil: to all names.
    var back: String?
    @ViewBuilder let content: Content
    @Environment(\.words) private var words

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: Space.x16) {
                if let onBack { QuietButton(title: back ?? words.pickerBack, icon: .arrowBack, action: onBack) }
                Text(title).font(TypeScale.title).accessibilityAddTraits(.isHeader)
                content
            }
            .padding(Space.x24)
            .frame(maxWidth: Size.sheet, alignment: .leading)
            .frame(maxWidth: .infinity)
        }
        .background(.tone(\.surface))
        .scrollDismissesKeyboard(.interactively)
    }
}
