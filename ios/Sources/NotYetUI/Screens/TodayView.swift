// Today: the class that a teacher works with, those who have waited longest first, and who asks to join.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct TodayView: View {
    private let model: TodayModel
    /// Whom the pane beside this one is about.
    private let chosen: String?
    private let onStudent: @MainActor (String) -> Void
    private let onSync: @MainActor () -> Void
    @State private var isMatching = false
    @Environment(\.words) private var words

    public init(
        model: TodayModel, chosen: String? = nil, onStudent: @escaping @MainActor (String) -> Void,
        onSync: @escaping @MainActor () -> Void
    ) {
        (self.model, self.chosen, self.onStudent, self.onSync) = (model, chosen, onStudent, onSync)
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            LazyVStack(alignment: .leading, spacing: Space.x8) {
                Text(screen.date).foregroundStyle(.tone(\.ink2)).padding(.horizontal, Space.x16)
                Banners(problem: model.problem ?? model.door.problem, banner: screen.banner) { kind in
                    if kind == .joining { isMatching = true } else { onSync() }
                }
                if screen.classes.count > 1 { classes(screen.classes) }
                if let undo = screen.undo {
                    HistoryBar(bar: undo, undo: model.undo, redo: model.redo).padding(.horizontal, Space.x16)
                }
                if let empty = screen.empty {
                    EmptyState(head: empty.title, text: empty.text)
                } else {
                    SectionHead(words.todayStudents)
                    rows(screen.students)
                }
                Text(screen.footer).font(TypeScale.small).foregroundStyle(.tone(\.ink2)).padding(Space.x16)
                if !screen.classes.isEmpty {
                    QuietButton(title: words.doorOpen) { Task { await model.door.make() } }
                        .padding(.horizontal, Space.x16)
                }
            }
        }
        .navigationTitle(words.todayTitle)
        .door(model.door)
        .sheet(isPresented: $isMatching) { JoiningSheet(model: model) }
    }

    private func classes(_ classes: [ClassChoice]) -> some View {
        Flow {
            ForEach(classes, id: \.classId) { each in
                Chip(text: each.title, isChosen: each.chosen) { Task { await model.choose(each.classId) } }
            }
        }
        .padding(.horizontal, Space.x16)
        .accessibilityElement(children: .contain)
        .accessibilityLabel(words.todayClasses)
    }
    private func rows(_ students: [TodayRow]) -> some View {
        ForEach(students, id: \.student) { row in
            PersonRow(
                name: row.name, initials: row.initials, label: row.reason, isChosen: row.student == chosen,
                trailing: .chevron
            ) { onStudent(row.student) }
            .accessibilityLabel(row.spoken)
            .accessibilityIdentifier("student-\(row.student)")
            Hair()
        }
    }
}

/// Whose name was it that someone typed with the class code?
@MainActor
private struct JoiningSheet: View {
    let model: TodayModel
    @Environment(\.words) private var words
    @Environment(\.dismiss) private var dismiss

    var body: some View {
        Sheet(title: words.todayJoiningTitle, close: words.actionClose) {
            if let problem = model.problem { Banner(icon: .help, text: problem.sentence) }
            ForEach(requests, id: \.request) { request in
                Card(head: model.typed(request)) {
                    Text(words.todayJoiningPick).foregroundStyle(.tone(\.ink2))
                    ForEach(request.candidates, id: \.student) { candidate in
                        Chip(text: candidate.name, isChosen: false) { decide(request, candidate.student) }
                    }
                    QuietButton(title: words.todayJoiningDecline) { decide(request, nil) }
                }
            }
        }
        .onChange(of: requests.isEmpty, closeWhenDone)
    }
    /// Also when another adult has decided meanwhile.
    private func closeWhenDone(_: Bool, _ isDone: Bool) { if isDone { dismiss() } }

    private var requests: [JoinRow] { model.joining }

    private func decide(_ request: JoinRow, _ student: String?) {
        Task { await model.decide(request.request, student: student) }
    }
}
