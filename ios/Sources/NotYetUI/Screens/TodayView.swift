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
    private let onConference: @MainActor (String) -> Void
    private let onStudent: @MainActor (String) -> Void
    private let onWalk: @MainActor () -> Void
    private let onCapture: @MainActor () -> Void
    private let onSync: @MainActor () -> Void
    @State private var isMatching = false
    /// The student of whom more can be said.
    @State private var marking: String?
    @State private var finding = Finding()
    /// The class is shown as it sits.
    @State private var areSeats = false
    /// A screen reader is on.
    @Environment(\.accessibilityVoiceOverEnabled) private var isRead
    @Environment(\.words) private var words

    public init(
        model: TodayModel, chosen: String? = nil, onConference: @escaping @MainActor (String) -> Void,
        onStudent: @escaping @MainActor (String) -> Void, onWalk: @escaping @MainActor () -> Void,
        onCapture: @escaping @MainActor () -> Void, onSync: @escaping @MainActor () -> Void
    ) {
        (self.model, self.chosen, self.onSync) = (model, chosen, onSync)
        (self.onConference, self.onStudent) = (onConference, onStudent)
        (self.onWalk, self.onCapture) = (onWalk, onCapture)
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            LazyVStack(alignment: .leading, spacing: Space.x8) {
                Text(screen.date).foregroundStyle(.tone(\.ink2)).padding(.horizontal, Space.x16)
                ClassChoices(classes: screen.classes) { id in Task { await model.choose(id) } }
                if let empty = screen.empty {
                    EmptyState(head: empty.title, text: empty.text)
                } else {
                    if !screen.plan.isEmpty {
                        SectionHead(words.todayPlan)
                        rows(screen.plan, "plan", onConference)
                    }
                    QuietButton(title: words.walkStart, action: onWalk).padding(.horizontal, Space.x16)
                    SectionHead(areSeats ? words.todayAsSeats : words.todayStudents)
                    Choice(
                        options: [words.todayAsList, words.todayAsSeats], chosen: areSeats ? 1 : 0,
                        spoken: words.todayAs
                    ) { at in
                        areSeats = at == 1
                        model.stopArranging()
                    }
                    .padding(.horizontal, Space.x16)
                    if areSeats {
                        TodaySeats(
                            screen: screen, model: model, chosen: chosen,
                            onStudent: { if marking == nil { onStudent($0) } }, onMore: { marking = $0 })
                    } else {
                        list(screen)
                    }
                }
                Text(screen.footer).font(TypeScale.small).foregroundStyle(.tone(\.ink2)).padding(Space.x16)
                if !screen.classes.isEmpty {
                    QuietButton(title: words.doorOpen) { Task { await model.door.make() } }
                        .padding(.horizontal, Space.x16)
                }
            }
        }
        .cameraCorner(model.screen.screen?.students.isEmpty == false ? onCapture : nil)
        .safeAreaInset(edge: .bottom) { below.frame(maxWidth: Size.column).background(.tone(\.surface)) }
        .onChange(of: isRead, initial: true) { _, now in model.isRead = now }
        .navigationTitle(words.todayTitle)
        .door(model.door)
        .sheet(isPresented: $isMatching) { JoiningSheet(model: model) }
        .sheet(isPresented: isMarking) { if let marked { MarkSheet(row: marked, model: model) } }
    }

    /// Below the list: what comes and goes by itself moves no row that a finger may be on its way to.
    @ViewBuilder private var below: some View {
        if let screen = model.screen.screen {
            VStack(spacing: Space.x8) {
                Banners(problem: model.problem ?? model.door.problem, banner: screen.banner) { kind in
                    if kind == .joining { isMatching = true } else { onSync() }
                }
                if let news = model.news {
                    PrimaryButton(title: news) { Task { await model.showNews() } }.padding(.horizontal, Space.x16)
                }
                if model.isArranging {
                    if let undo = screen.seating.undo {
                        HistoryBar(bar: undo, undo: model.undoSeat, redo: {}).padding(.horizontal, Space.x16)
                    }
                } else if let undo = screen.undo {
                    HistoryBar(bar: undo, undo: model.undo, redo: model.redo).padding(.horizontal, Space.x16)
                }
            }
        }
    }
    @ViewBuilder private func list(_ screen: TodayScreen) -> some View {
        FindingView(finding: $finding).padding(.horizontal, Space.x16)
        let found = screen.students.filter(finding.fits)
        rows(found, "student", onStudent)
        if found.isEmpty {
            Text(words.todayNobody).foregroundStyle(.tone(\.ink2)).padding(.horizontal, Space.x16)
        }
    }
    private func rows(
        _ students: [TodayRow], _ part: String, _ onTap: @escaping @MainActor (String) -> Void
    ) -> some View {
        ForEach(students, id: \.student) { row in
            HStack(spacing: 0) {
                PersonRow(
                    name: row.name, initials: row.initials,
                    label: ([row.now, row.reason].compactMap { $0 } + row.needs).joined(separator: " · "),
                    isChosen: row.student == chosen, needsYou: row.asked || row.ready
                ) { if marking == nil { onTap(row.student) } }
                .accessibilityLabel(row.spoken)
                .accessibilityIdentifier("\(part)-\(row.student)")
                .onHold { marking = row.student }
                .marked(row, words, model)
                IconButton(icon: .moreHoriz, name: row.more) { marking = row.student }
                    .accessibilityIdentifier("more-\(part)-\(row.student)")
            }
            Hair()
        }
    }
    private var marked: TodayRow? { model.screen.screen?.students.first { $0.student == marking } }
    private var isMarking: Binding<Bool> {
        Binding(get: { marked != nil }, set: { if !$0 { marking = nil } })
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
                Card(head: request.typed) {
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
