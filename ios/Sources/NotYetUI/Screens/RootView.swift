// The whole app: who is using this device decides which way about is open.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct RootView: View {
    private let model: RootModel

    public init(model: RootModel) { self.model = model }

    public var body: some View {
        Window {
            Group {
                switch model.stage {
                case .opening: Waiting(text: model.words.waiting)
                case .broken(let sentence):
                    EmptyState(text: sentence, action: model.words.actionTryAgain) { Task { await model.tryAgain() } }
                case .people(let people):
                    PeopleView(people: people, notice: model.notice, onPerson: choose, onJoin: join)
                case .pin(let pin): PinView(model: pin, onForgotten: { model.forgot(pin.row) }, onBack: back)
                case .handed(let handed):
                    HandedView(model: handed) { Task { await model.giveBack() } }
                        .environment(\.player, handed.player)
                case .forgotten(let row): ForgottenView(row: row, onJoin: join, onBack: back)
                case .joining(let join, let session):
                    JoinView(
                        model: join, session: session, notice: model.notice, onBack: model.hasOthers ? back : nil)
                case .naming(let naming): NamingView(model: naming)
                case .teaching(let teacher):
                    TeacherView(model: teacher)
                        .environment(\.player, teacher.player)
                        .environment(\.documents, teacher.documents)
                case .learning(let learner):
                    LearnerView(model: learner)
                        .environment(\.player, learner.player)
                        .environment(\.documents, learner.documents)
                }
            }
            .frame(maxWidth: .infinity, maxHeight: .infinity)
        }
        .environment(\.words, model.words)
        .environment(\.hand, model.manner?.preferences.hand ?? .right)
        .environment(\.isStill, model.manner?.preferences.still ?? false)
        .environment(\.layoutDirection, model.words.rightToLeft ? .rightToLeft : .leftToRight)
        .task { await model.run() }
    }
    private func choose(_ row: PickerRow) { Task { await model.choose(row) } }
    private func join() { Task { await model.join() } }
    private func back() { Task { await model.back() } }
}

/// One's own profile, and what is opened from it.
@MainActor
private struct OwnStack: View {
    @Bindable var me: MeModel
    let title: String
    let onSync: @MainActor () -> Void

    var body: some View {
        NavigationStack(path: $me.path) {
            MeView(model: me, title: title, onSync: onSync)
                .navigationDestination(for: OwnRoute.self) { _ in SettingsView(model: me.settings) }
        }
    }
}

/// A teacher's bar: Today, Class, Sync, and their own profile.
@MainActor
struct TeacherView: View {
    @Bindable var model: TeacherModel
    @Environment(\.words) private var words
    @Environment(\.hasPanes) private var hasPanes
    @Environment(\.windowWidth) private var width

    var body: some View {
        TabView(selection: $model.place) {
            from(.main, width: Self.todayPane) { today }
                .tabItem { Label(words.navToday, systemImage: Icon.today.rawValue) }
                .tag(BarPlace.main)
            from(.roster, width: Self.classPane) { roster }
                .tabItem { Label(words.navClass, systemImage: Icon.groups.rawValue) }
                .tag(BarPlace.roster)
            NavigationStack { SyncView(model: model.sync) }
                .tabItem { Label(words.navSync, systemImage: Icon.cloudUpload.rawValue) }
                .tag(BarPlace.sync)
            OwnStack(me: model.me, title: words.navMore, onSync: model.openSync)
                .tabItem { Label(words.navMore, systemImage: Icon.moreHoriz.rawValue) }
                .tag(BarPlace.me)
        }
    }
    /// A list and what is opened from it: beside it where two panes fit, otherwise over it.
    @ViewBuilder private func from<List: View>(
        _ list: BarPlace, width pane: CGFloat, @ViewBuilder _ content: () -> List
    ) -> some View {
        // In a conference nobody else is in sight, nor in a capture.
        if hasPanes, !model.isInConference, !model.isCapturing {
            HStack(spacing: 0) {
                NavigationStack { content() }.frame(width: pane)
                Divider()
                NavigationStack(path: way(from: list)) {
                    EmptyState(text: words.todayPick)
                        .navigationDestination(for: TeacherRoute.self, destination: screen)
                }
                .environment(\.windowWidth, width - pane)
            }
        } else {
            NavigationStack(path: way(from: list)) {
                content().navigationDestination(for: TeacherRoute.self, destination: screen)
            }
        }
    }
    /// The way from a list; none while screens are opened from the other one.
    private func way(from list: BarPlace) -> Binding<[TeacherRoute]> {
        Binding(get: { model.list == list ? model.path : [] }, set: { if model.list == list { model.path = $0 } })
    }
    private var today: some View {
        TodayView(
            model: model.today, chosen: hasPanes ? model.student : nil,
            onConference: { model.confer(with: $0) }, onStudent: model.open, onWalk: model.walk,
            onCapture: { model.capture() }, onSync: model.openSync)
    }
    private var roster: some View {
        ClassView(
            model: model.roster, chosen: hasPanes ? model.student : nil, onStudent: model.open,
            onCapture: { model.capture() })
    }
    private static let todayPane: CGFloat = 360
    private static let classPane: CGFloat = 320

    /// The camera on a student's outcomes; in a conference it stands beside the levels.
    private func capturing(_ student: String) -> (@MainActor () -> Void)? {
        if model.isInConference { return nil }
        return { model.capture(of: student) }
    }

    @ViewBuilder private func screen(_ route: TeacherRoute) -> some View {
        switch route {
        case .student(let student):
            StudentView(
                model: StudentModel(client: model.client, student: student, turns: model.turns),
                onConference: { model.confer(with: student) },
                onOutcome: { model.path.append(.studentOutcome(student: student, outcome: $0)) },
                onCapture: capturing(student))
        case .studentOutcome(let student, let outcome):
            StudentOutcomeView(
                model: StudentOutcomeModel(client: model.client, student: student, outcome: outcome),
                onRecord: { model.confer(with: student, outcome: outcome) },
                onPiece: { model.path.append(.studentEvidence(student: student, piece: $0)) })
        case .studentEvidence(let student, let piece):
            StudentEvidenceView(
                model: StudentEvidenceModel(
                    client: model.client, student: student, piece: piece, turns: model.turns))
        case .conference(let student, let outcome):
            ConferenceView(
                model: model.visit(to: student, outcome: outcome), onProfile: { model.profile(student) },
                onNext: { model.next(after: student) }
            )
            .id(student)
        case .capture(let student):
            CaptureView(
                model: CaptureModel(
                    client: model.client, camera: model.camera, sound: model.sound, place: student, turns: model.turns)
            ) { model.tag(of: student) }
        case .tag(let student):
            TagView(
                model: TagModel(client: model.client, place: student, turns: model.turns), onDone: model.endCapture)
        case .walk: if let walk = model.walking { WalkView(model: walk) }
        }
    }
}

/// A student's bar: Home, Add, Feedback, Sync, and their own profile.
@MainActor
struct LearnerView: View {
    @Bindable var model: LearnerModel
    @Environment(\.words) private var words

    var body: some View {
        TabView(selection: $model.place) {
            NavigationStack(path: $model.path) {
                HomeView(model: model.home, onOutcome: model.open(outcome:), onSync: model.openSync)
                    .navigationDestination(for: LearnerRoute.self) { screen($0, $model.path) }
            }
            .tabItem { Label(words.navHome, systemImage: Icon.home.rawValue) }
            .tag(BarPlace.main)
            NavigationStack { AddView(model: model.add) }
                .tabItem { Label(words.navAdd, systemImage: Icon.add.rawValue) }
                .tag(BarPlace.add)
            NavigationStack(path: $model.talk) {
                FeedbackView(model: model.feedback) { model.talk.append(.thread($0)) }
                    .navigationDestination(for: LearnerRoute.self) { screen($0, $model.talk) }
            }
            .tabItem { Label(words.navFeedback, systemImage: Icon.forum.rawValue) }
            .tag(BarPlace.feedback)
            NavigationStack { SyncView(model: model.sync) }
                .tabItem { Label(words.navSync, systemImage: Icon.cloudUpload.rawValue) }
                .tag(BarPlace.sync)
            OwnStack(me: model.me, title: words.navMe, onSync: model.openSync)
                .tabItem { Label(words.navMe, systemImage: Icon.settings.rawValue) }
                .tag(BarPlace.me)
        }
    }

    @ViewBuilder private func screen(_ route: LearnerRoute, _ path: Binding<[LearnerRoute]>) -> some View {
        let open: @MainActor (LearnerRoute) -> Void = { path.wrappedValue.append($0) }
        switch route {
        case .outcome(let outcome):
            OutcomeView(
                model: OutcomeModel(client: model.client, outcome: outcome, turns: model.turns), onRoute: open)
        case .assess(let outcome, let piece):
            let place = piece.map { WorkPlace.piece(outcome: outcome, piece: $0) } ?? .judged(outcome: outcome)
            SelfAssessView(
                model: WorkModel(
                    client: model.client, camera: model.camera, sound: model.sound, place: place, turns: model.turns)
            ) { path.wrappedValue.removeLast() }
        case .evidence(let piece, let outcome):
            EvidenceView(model: EvidenceModel(client: model.client, piece: piece, outcome: outcome)) {
                open(.assess(outcome: $0, piece: $1))
            }
        case .thread(let feedback):
            ThreadView(
                model: ThreadModel(
                    client: model.client, sound: model.sound, feedback: feedback, turns: model.turns), onRoute: open)
        }
    }
}
