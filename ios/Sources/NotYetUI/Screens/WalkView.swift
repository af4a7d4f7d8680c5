// Walk: one outcome, one kind of work, the class as seats: a name is tapped, and the levels open below it.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct WalkView: View {
    @State private var model: WalkModel
    @Environment(\.words) private var words
    @Environment(\.windowWidth) private var width
    @Environment(\.isLargeText) private var isLargeText

    public init(model: WalkModel) { _model = State(initialValue: model) }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            LazyVStack(alignment: .leading, spacing: Space.x8) {
                Text(screen.classTitle).foregroundStyle(.tone(\.ink2))
                if let problem = model.problem { Banner(icon: .help, text: problem.sentence) }
                Picked(name: words.captureOutcome, choices: outcomes(screen)) { outcome in
                    Task { await model.choose(outcome: outcome) }
                }
                Picked(name: words.captureKind, choices: kinds(screen)) { kind in
                    Task { await model.choose(kind: kind) }
                }
                if let empty = screen.empty {
                    EmptyState(head: empty.title, text: empty.text)
                } else {
                    Text(words.walkLead).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                    ForEach(screen.tables.indices, id: \.self) { at in table(screen, screen.tables[at]) }
                }
                Text(screen.footer).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
            }
            .padding(Space.x16)
        }
        .safeAreaInset(edge: .bottom) {
            if let undo = model.screen.screen?.undo {
                HistoryBar(bar: undo, undo: model.undo, redo: model.redo).padding(Space.x16)
                    .frame(maxWidth: Size.column)
            }
        }
        .sensoryFeedback(.impact(weight: .light), trigger: model.saves)
        .navigationTitle(words.walkTitle)
        .navigationBarTitleDisplayMode(.inline)
    }

    /// Rows of seats; the levels stand right below the row of the one that is open.
    @ViewBuilder private func table(_ screen: WalkScreen, _ table: SeatTable) -> some View {
        let seats = table.students.compactMap { student in screen.seats.first { $0.student == student } }
        let across = SeatLine.across(width: width, isLargeText: isLargeText)
        if let title = table.title { TableHead(title: title) }
        ForEach(SeatLine.cut(seats.count, across: across), id: \.first) { line in
            HStack(spacing: Space.x8) { ForEach(line, id: \.self) { at in tile(seats[at]) } }
            if let at = line.first(where: { seats[$0].student == model.open }) { levels(screen, seats[at]) }
        }
    }
    private func tile(_ seat: Seat) -> some View {
        SeatTile(
            name: seat.name, spoken: seat.spoken, isChosen: seat.student == model.open,
            label: seat.isHere || seat.sign != nil ? nil : words.todayNotHere, sign: seat.sign.map(SignState.init)
        ) { Task { await model.tap(seat.student) } }
        .accessibilityIdentifier("seat-\(seat.student)")
    }
    private func levels(_ screen: WalkScreen, _ seat: Seat) -> some View {
        LevelPicker(
            options: screen.levels.map(LevelOption.init), chosen: seat.level, about: words.captureLevels,
            next: words.captureNextLevel,
            readWhole: words.captureHold, close: words.actionClose, atHand: false, isBrief: true
        ) { level in Task { await model.record(level: level) } }
    }
    private func outcomes(_ screen: WalkScreen) -> [Picked.Option] {
        screen.outcomes.map { .init(id: $0.outcome, text: $0.iCan, isChosen: $0.chosen) }
    }
    private func kinds(_ screen: WalkScreen) -> [Picked.Option] {
        screen.kinds.map { .init(id: $0.kind, text: $0.name, isChosen: $0.chosen) }
    }
}
