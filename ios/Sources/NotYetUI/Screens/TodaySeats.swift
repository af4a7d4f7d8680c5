// Today's class as it sits, table by table; and moving somebody: a name is tapped, then the seat or the table to move to.
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
struct TodaySeats: View {
    let screen: TodayScreen
    let model: TodayModel
    /// Whom the pane beside this one is about.
    let chosen: String?
    let onStudent: @MainActor (String) -> Void
    let onMore: @MainActor (String) -> Void
    @Environment(\.words) private var words

    var body: some View {
        QuietButton(title: model.isArranging ? words.seatsDone : words.seatsArrange) { model.toggleArranging() }
            .padding(.horizontal, Space.x16)
        if model.isArranging { lead }
        ForEach(tables.indices, id: \.self) { at in table(tables[at]) }
    }

    private var lead: some View {
        Text(model.moving == nil ? words.seatsPick : words.seatsWhere)
            .font(TypeScale.label).foregroundStyle(.tone(\.ink2)).padding(.horizontal, Space.x16)
    }
    /// The table at which nobody sits stands there while somebody may be moved to it.
    private var tables: [SeatTable] {
        screen.seating.tables + (model.isArranging ? [screen.seating.fresh].compactMap { $0 } : [])
    }
    private func table(_ table: SeatTable) -> some View {
        VStack(alignment: .leading, spacing: Space.x8) {
            if let title = table.title { TableHead(title: table.students.isEmpty ? words.seatsFresh : title) }
            SeatRows(items: places(table)) { place in
                if let row = place.row { seat(row) } else if let number = table.table { open(table, number) }
            }
        }
        .padding(.horizontal, Space.x16)
    }
    /// Its students, and the open place after the last seat; that is no student's.
    private func places(_ table: SeatTable) -> [Place] {
        let seated = table.students.compactMap { student in screen.students.first { $0.student == student } }
        let isOpen = model.isArranging && table.table != nil
        return seated.map { Place(row: $0) } + (isOpen ? [Place(row: nil)] : [])
    }
    private struct Place { let row: TodayRow? }

    private func open(_ table: SeatTable, _ number: UInt32) -> some View {
        OpenSeat(text: words.seatsHere, spoken: table.join ?? "", onTap: sitting(number))
            .accessibilityIdentifier("open-\(number)")
    }
    /// Nobody is moved: the place is no target.
    private func sitting(_ table: UInt32) -> (@MainActor () -> Void)? {
        guard model.moving != nil else { return nil }
        return { Task { await model.sit(at: table) } }
    }
    @ViewBuilder private func seat(_ row: TodayRow) -> some View {
        let known = [row.now, row.isHere ? nil : row.reason].compactMap { $0 } + row.needs
        let tile = SeatTile(
            name: row.short, spoken: row.spoken,
            isChosen: model.isArranging ? row.student == model.moving : row.student == chosen,
            label: known.isEmpty ? nil : known.joined(separator: " · "), needsYou: row.asked || row.ready
        ) {
            if model.isArranging { Task { await model.tapSeat(row.student) } } else { onStudent(row.student) }
        }
        .accessibilityIdentifier("sits-\(row.student)")
        if model.isArranging {
            tile
        } else {
            tile.onHold { onMore(row.student) }
                .marked(row, words, model)
                .accessibilityAction(named: row.more) { onMore(row.student) }
        }
    }
}

/// The name of a table, over its seats.
@MainActor
struct TableHead: View {
    let title: String

    var body: some View {
        Text(title).font(TypeScale.label).foregroundStyle(.tone(\.ink2)).accessibilityAddTraits(.isHeader)
    }
}
