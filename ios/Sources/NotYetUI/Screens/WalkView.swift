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
                    ForEach(rows(screen.seats), id: \.first?.student) { row in
                        HStack(spacing: Space.x8) {
                            ForEach(row, id: \.student) { seat in
                                SeatTile(seat: seat, isOpen: seat.student == model.open) {
                                    Task { await model.tap(seat.student) }
                                }
                            }
                        }
                        if let seat = row.first(where: { $0.student == model.open }) { levels(screen, seat) }
                    }
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

    /// As many to a line as fit beside each other.
    private func rows(_ seats: [Seat]) -> [[Seat]] {
        let across = isLargeText ? 1 : max(1, Int(min(width, Size.column) / Self.seat))
        return stride(from: 0, to: seats.count, by: across).map { Array(seats[$0..<min($0 + across, seats.count)]) }
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
    /// The least width of a seat.
    private static let seat: CGFloat = 168
}

/// A student at their seat; a reader hears name and level at once.
@MainActor
private struct SeatTile: View {
    let seat: Seat
    let isOpen: Bool
    let onTap: @MainActor () -> Void

    var body: some View {
        Button(action: onTap) {
            HStack(spacing: Space.x8) {
                Text(seat.name).font(TypeScale.label).foregroundStyle(.tone(isOpen ? \.onSoft : \.ink))
                    .frame(maxWidth: .infinity, alignment: .leading)
                if let sign = seat.sign { Sign(SignState(sign)) }
            }
            .padding(Space.x12)
            .frame(minHeight: Size.captureTarget)
            .chosenPanel(isOpen)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(seat.spoken)
        .accessibilityAddTraits(isOpen ? .isSelected : [])
        .accessibilityIdentifier("seat-\(seat.student)")
    }
}
