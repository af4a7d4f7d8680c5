// One's own profile: locking it, when it locks by itself, and leaving the device with what is not sent said first.
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
struct MeView: View {
    @Bindable var model: MeModel
    /// The word by which the bar leads here.
    let title: String
    /// To what waits, for who would rather wait until it is sent.
    let onSync: @MainActor () -> Void
    @Environment(\.words) private var words

    var body: some View {
        ScreenFrame(reader: model.screen) { me in
            VStack(alignment: .leading, spacing: Space.x16) {
                Banners(problem: model.problem) { _ in }
                Card {
                    Text(words.meName).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                    Text(me.name)
                }
                if me.hasPin { locking(me) }
                QuietButton(title: me.hasPin ? words.pinChange : words.pinSet, icon: .lock) { model.askForPin() }
                if model.hasNewPin {
                    Text(words.pinChanged).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                }
                QuietButton(title: words.settingsTitle) { model.path.append(.settings) }
                QuietButton(title: me.signOut) { Task { await model.askToSignOut() } }
            }
            .padding(Space.x16)
        }
        .navigationTitle(title)
        .sheet(isPresented: isChangingPin) { if let pins = model.pins { PinSheet(model: pins) } }
        .sheet(isPresented: isAsked) {
            if let question = model.question {
                SignOutSheet(question: question, isLeaving: model.isLeaving, onWait: wait) {
                    Task { await model.signOut() }
                }
            }
        }
    }

    @ViewBuilder private func locking(_ me: MeScreen) -> some View {
        PrimaryButton(title: words.meLock, icon: .lock) { Task { await model.lock() } }
        Text(words.meLockAfter).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
        Choice(
            options: me.idle.map(\.text), chosen: me.idle.firstIndex(where: \.chosen) ?? -1, spoken: words.meLockAfter
        ) { at in Task { await model.lock(after: me.idle[at].minutes) } }
        Text(words.meLockByItself).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
    }
    private var isAsked: Binding<Bool> {
        Binding(get: { model.question != nil }, set: { if !$0 { model.question = nil } })
    }
    private var isChangingPin: Binding<Bool> {
        Binding(get: { model.pins != nil }, set: { if !$0 { model.pins = nil } })
    }
    private func wait() {
        model.question = nil
        onSync()
    }
}

/// The PIN of now, where there is one, and the new one twice.
@MainActor
private struct PinSheet: View {
    @Bindable var model: PinChangeModel
    @Environment(\.words) private var words

    var body: some View {
        Sheet(title: title, close: words.actionCancel) {
            if let problem = model.generalProblem { Banner(icon: .help, text: problem) }
            if model.hasPin {
                Field(name: words.pinNow, text: $model.now, problem: model.problem(in: "pin-now"), isSecret: true)
            }
            Field(name: words.pinNew, text: $model.new, problem: model.problem(in: "pin"), isSecret: true)
            Field(name: words.namingAgain, text: $model.again, problem: model.problem(in: "pin-again"), isSecret: true)
                .onSubmit { Task { await model.change() } }
            if model.isChanging {
                Waiting(text: words.waiting)
            } else {
                PrimaryButton(title: title) { Task { await model.change() } }
            }
        }
    }
    private var title: String { model.hasPin ? words.pinChange : words.pinSet }
}

/// What is not sent stands first; the careful way before the final one.
@MainActor
private struct SignOutSheet: View {
    let question: SignOutScreen
    let isLeaving: Bool
    let onWait: @MainActor () -> Void
    let onConfirm: @MainActor () -> Void
    @Environment(\.words) private var words

    var body: some View {
        Sheet(title: question.title, close: words.actionCancel) {
            ForEach(question.sentences, id: \.self) { Text($0) }
            if isLeaving {
                Waiting(text: words.waiting)
            } else if let wait = question.wait {
                PrimaryButton(title: wait, action: onWait)
                QuietButton(title: question.confirm, action: onConfirm)
            } else {
                PrimaryButton(title: question.confirm, action: onConfirm)
            }
        }
    }
}
