// The whole app: who this device is for decides which way about is open.
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
                case .joining(let join, let session): JoinView(model: join, session: session)
                case .teaching(let teacher): TeacherView(model: teacher)
                case .learning(let learner): LearnerView(model: learner)
                }
            }
            .frame(maxWidth: .infinity, maxHeight: .infinity)
        }
        .environment(\.words, model.words)
        .environment(\.layoutDirection, model.words.rightToLeft ? .rightToLeft : .leftToRight)
        .task { await model.run() }
    }
}

/// A teacher's bar: Today, and Sync.
@MainActor
struct TeacherView: View {
    @Bindable var model: TeacherModel
    @Environment(\.words) private var words

    var body: some View {
        TabView(selection: $model.place) {
            NavigationStack(path: $model.path) {
                TodayView(model: model.today, onStudent: model.open, onSync: model.openSync)
                    .navigationDestination(for: TeacherRoute.self, destination: screen)
            }
            .tabItem { Label(words.navToday, systemImage: Icon.today.rawValue) }
            .tag(BarPlace.main)
            NavigationStack { SyncView(model: model.sync) }
                .tabItem { Label(words.navSync, systemImage: Icon.cloudUpload.rawValue) }
                .tag(BarPlace.sync)
        }
    }
    @ViewBuilder private func screen(_ route: TeacherRoute) -> some View {
        switch route {
        case .student(let student):
            StudentView(model: StudentModel(client: model.client, student: student)) {
                model.capture(student, outcome: $0)
            }
        case .capture(let student, let outcome):
            CaptureView(
                model: CaptureModel(
                    client: model.client, camera: model.camera, student: student, outcome: outcome, turns: model.turns)
            ) { model.next(after: student) }
            .id(student)
        }
    }
}

/// A student's bar: Home, and Sync.
@MainActor
struct LearnerView: View {
    @Bindable var model: LearnerModel
    @Environment(\.words) private var words

    var body: some View {
        TabView(selection: $model.place) {
            NavigationStack(path: $model.path) {
                HomeView(model: model.home, onOutcome: model.open(outcome:), onSync: model.openSync)
                    .navigationDestination(for: String.self) { outcome in
                        OutcomeView(model: OutcomeModel(client: model.client, outcome: outcome))
                    }
            }
            .tabItem { Label(words.navHome, systemImage: Icon.home.rawValue) }
            .tag(BarPlace.main)
            NavigationStack { SyncView(model: model.sync) }
                .tabItem { Label(words.navSync, systemImage: Icon.cloudUpload.rawValue) }
                .tag(BarPlace.sync)
        }
    }
}
