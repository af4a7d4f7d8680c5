// Tag: whose work a capture shows, and what it shows: the class as a grid, in which a tap tags and sets the picked level.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct TagView: View {
    @State private var model: TagModel
    private let onDone: @MainActor () -> Void
    @State private var name = ""
    @State private var showsOutcomes = false
    @State private var line: OpenLine?
    @Environment(\.words) private var words

    public init(model: TagModel, onDone: @escaping @MainActor () -> Void) {
        _model = State(initialValue: model)
        self.onDone = onDone
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x12) {
                ForEach([model.problem?.sentence, screen.gone].compactMap { $0 }, id: \.self) { said in
                    Banner(icon: .syncProblem, text: said)
                }
                if let saved = screen.saved { over(saved) } else { tagging(screen) }
            }
            .padding(Space.x16)
        }
        .safeAreaInset(edge: .bottom) { foot }
        .sheet(isPresented: $showsOutcomes) { OutcomesSheet(model: model) }
        .sheet(item: $line) { LineSheet(model: model, student: $0.student) }
        .sensoryFeedback(.impact(weight: .light), trigger: model.saves)
        .navigationTitle(words.tagTitle)
        .navigationBarTitleDisplayMode(.inline)
    }

    @ViewBuilder private func tagging(_ screen: TagScreen) -> some View {
        Text(screen.classTitle).foregroundStyle(.tone(\.ink2))
        if !screen.photos.isEmpty {
            Photos(tiles: screen.photos, shelf: model.photos, revision: screen.revision)
        }
        shows(screen)
        if let empty = screen.empty {
            EmptyState(head: empty.title, text: empty.text)
        } else {
            if screen.judged != nil { levels(screen) }
            Field(name: words.todaySearch, text: $name)
            let found = screen.seats.filter { Finding.fits(name, $0.name) }
            if found.isEmpty { Text(words.todayNobody).foregroundStyle(.tone(\.ink2)) }
            if model.level != nil, !found.isEmpty {
                QuietButton(title: words.tagAll) { Task { await model.repeatLevel(for: found.map(\.student)) } }
            }
            TagGrid(seats: found, model: model)
            lines(screen.seats.filter(\.tagged))
        }
    }
    private func pickOutcomes() { showsOutcomes = true }
    /// What the work shows; with several outcomes, the one on which the grid's levels are.
    @ViewBuilder private func shows(_ screen: TagScreen) -> some View {
        let shown = screen.outcomes.filter(\.chosen)
        ListRow(
            title: words.tagShows,
            label: shown.count == 1 ? shown[0].iCan : shown.map(\.code).joined(separator: ", "), trailing: .chevron,
            onTap: pickOutcomes
        ) { EmptyView() }
        if shown.count > 1 {
            Flow {
                ForEach(shown, id: \.outcome) { outcome in
                    Chip(text: outcome.code, isChosen: outcome.outcome == screen.judged) {
                        Task { await model.judge(outcome.outcome) }
                    }
                }
            }
            .accessibilityElement(children: .contain)
            .accessibilityLabel(words.captureOutcome)
        }
    }
    /// The level that a tap on a name sets.
    @ViewBuilder private func levels(_ screen: TagScreen) -> some View {
        Text(words.tagLead).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
        LevelPicker(
            options: screen.levels.map(LevelOption.init), chosen: model.level, about: words.captureLevels,
            next: words.captureNextLevel,
            readWhole: words.captureHold, close: words.actionClose, atHand: false, isBrief: true
        ) { model.level = $0 }
        Chip(text: words.tagNoLevel, isChosen: model.level == nil) { model.level = nil }
    }
    /// Those who are tagged, each with the line about their part.
    @ViewBuilder private func lines(_ tagged: [TagSeat]) -> some View {
        if !tagged.isEmpty {
            SectionHead(words.tagMore)
            ForEach(tagged, id: \.student) { seat in
                let text = model.line(of: seat).text
                ListRow(
                    title: seat.name, label: text.isEmpty ? words.tagLine : text, trailing: .chevron,
                    onTap: { line = OpenLine(student: seat.student) }
                ) { EmptyView() }
                .accessibilityIdentifier("line-\(seat.student)")
            }
        }
    }
    @ViewBuilder private var foot: some View {
        if let screen = model.screen.screen, screen.saved == nil, !screen.seats.isEmpty {
            VStack(alignment: .leading, spacing: Space.x4) {
                HStack(spacing: Space.x8) {
                    Text(screen.count.text).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                        .frame(maxWidth: .infinity, alignment: .leading)
                    if screen.count.canUndo {
                        QuietButton(title: words.actionUndo) { Task { await model.untag() } }
                    }
                }
                PrimaryButton(title: words.tagSave, least: Size.captureTarget) { Task { await model.save() } }
            }
            .padding(Space.x16)
            .frame(maxWidth: Size.column)
            .background(.tone(\.surface))
        }
    }
    /// It is saved; the grid is over.
    @ViewBuilder private func over(_ saved: SavedPiece) -> some View {
        Text(saved.text).font(TypeScale.head).accessibilityAddTraits(.isHeader)
        HistoryBar(bar: saved.undo, undo: model.undo, redo: {})
        AlsoChips(chips: saved.also) { outcome in Task { await model.also(outcome) } }
        PrimaryButton(title: words.tagDone, least: Size.captureTarget, action: onDone)
    }
}

private struct OpenLine: Identifiable {
    let student: String
    var id: String { student }
}

/// Rows of names; below each what speaks against those of it that were tapped or are tagged. A finger that is held and then
/// drawn over names repeats the picked level.
@MainActor
private struct TagGrid: View {
    let seats: [TagSeat]
    let model: TagModel
    @State private var drag = HeldDrag()
    @Environment(\.windowWidth) private var width
    @Environment(\.isLargeText) private var isLargeText

    var body: some View {
        ForEach(rows, id: \.first?.student) { row in
            HStack(spacing: Space.x8) {
                ForEach(row, id: \.student) { seat in
                    TagTile(seat: seat, isPassed: drag.passed.contains(seat.student), model: model)
                        .passed(by: drag, as: seat.student, isOn: model.level != nil) { students in
                            Task { await model.repeatLevel(for: students) }
                        }
                }
            }
            ForEach(row.filter { $0.refusal != nil && ($0.tagged || $0.student == model.refused) }, id: \.student) {
                Banner(icon: .visibilityOff, text: $0.refusal ?? "")
            }
        }
    }
    /// As many to a line as fit beside each other.
    private var rows: [[TagSeat]] {
        let across = isLargeText ? 1 : max(1, Int(min(width, Size.column) / Self.seat))
        return stride(from: 0, to: seats.count, by: across).map { Array(seats[$0..<min($0 + across, seats.count)]) }
    }
    /// The least width of a name.
    private static let seat: CGFloat = 168
}

/// A student of the class; a reader hears name, tag and level at once.
@MainActor
private struct TagTile: View {
    let seat: TagSeat
    let isPassed: Bool
    let model: TagModel
    @Environment(\.words) private var words

    var body: some View {
        if model.level == nil {
            tile
        } else {
            tile.accessibilityAction(named: words.tagUpToHere) {
                Task { await model.repeatLevel(upTo: seat.student) }
            }
        }
    }
    private var isLit: Bool { seat.tagged || isPassed }
    private var tile: some View {
        Button {
            // Lifting the finger after holding ends the drag; it taps nothing.
            if !isPassed { Task { await model.tap(seat.student) } }
        } label: {
            HStack(spacing: Space.x8) {
                Text(seat.name).font(TypeScale.label).foregroundStyle(.tone(isLit ? \.onSoft : \.ink))
                    .frame(maxWidth: .infinity, alignment: .leading)
                if seat.refusal != nil {
                    Glyph(.visibilityOff).foregroundStyle(.tone(\.ink2))
                } else if let sign = seat.sign {
                    Sign(SignState(sign))
                }
            }
            .padding(Space.x12)
            .frame(minHeight: Size.captureTarget)
            .chosenPanel(isLit)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(seat.spoken)
        .accessibilityAddTraits(seat.tagged ? .isSelected : [])
        .accessibilityIdentifier("tag-\(seat.student)")
    }
}

/// The outcomes of the class: one or more of them are shown.
@MainActor
private struct OutcomesSheet: View {
    let model: TagModel
    @Environment(\.words) private var words

    var body: some View {
        Sheet(title: words.tagShows, close: words.actionClose) {
            ForEach(model.screen.screen?.outcomes ?? [], id: \.outcome) { outcome in
                ListRow(
                    title: outcome.iCan, label: outcome.code, isChosen: outcome.chosen,
                    onTap: { Task { await model.show(outcome.outcome, !outcome.chosen) } }
                ) { EmptyView() }
                .accessibilityIdentifier("shows-\(outcome.code)")
            }
        }
    }
}

/// The line about a student's part, who reads it, and the way to take the tag away.
@MainActor
private struct LineSheet: View {
    let model: TagModel
    let student: String
    @Environment(\.words) private var words
    @Environment(\.dismiss) private var dismiss

    var body: some View {
        if let seat = model.screen.screen?.seats.first(where: { $0.student == student }) {
            let line = model.line(of: seat)
            Sheet(title: seat.name, close: words.actionClose) {
                Field(name: words.tagLine, text: text(seat), hint: seat.readers, isLong: true)
                Choice(
                    options: [words.tagForStudent, words.tagForStaff], chosen: line.staffOnly ? 1 : 0,
                    spoken: words.tagLine
                ) { at in model.write(TagLine(text: line.text, staffOnly: at == 1), about: student) }
                QuietButton(title: words.tagUntag) {
                    dismiss()
                    Task { await model.remove(student) }
                }
            }
        }
    }
    private func text(_ seat: TagSeat) -> Binding<String> {
        Binding(
            get: { model.line(of: seat).text },
            set: { model.write(TagLine(text: $0, staffOnly: model.line(of: seat).staffOnly), about: student) })
    }
}
