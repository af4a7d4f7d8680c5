// A student at their seat, the open place after the last one of a table, and rows of them.
import SwiftUI

/// As many seats to a line as fit beside each other.
@MainActor
struct SeatRows<Item, Tile: View>: View {
    let items: [Item]
    @ViewBuilder let tile: (Item) -> Tile
    @Environment(\.windowWidth) private var width
    @Environment(\.isLargeText) private var isLargeText

    var body: some View {
        ForEach(lines.indices, id: \.self) { line in
            HStack(spacing: Space.x8) {
                ForEach(lines[line], id: \.self) { at in tile(items[at]) }
            }
        }
    }
    private var lines: [[Int]] {
        SeatLine.cut(items.count, across: SeatLine.across(width: width, isLargeText: isLargeText))
    }
}

/// How seats are cut into lines.
enum SeatLine {
    /// The least width of a seat.
    private static let least: CGFloat = 168

    static func across(width: CGFloat, isLargeText: Bool) -> Int {
        isLargeText ? 1 : max(1, Int(min(width, Size.column) / least))
    }
    static func cut(_ count: Int, across: Int) -> [[Int]] {
        stride(from: 0, to: count, by: across).map { Array($0..<min($0 + across, count)) }
    }
}

/// A student at their seat; a reader hears `spoken` instead of the texts.
@MainActor
struct SeatTile: View {
    let name: String
    let spoken: String
    let isChosen: Bool
    /// What is to know of them; `needsYou` colours it.
    var label: String?
    var needsYou = false
    var sign: SignState?
    let onTap: @MainActor () -> Void

    var body: some View {
        Button(action: onTap) {
            HStack(spacing: Space.x8) {
                VStack(alignment: .leading, spacing: 0) {
                    Text(name).font(TypeScale.label).foregroundStyle(.tone(isChosen ? \.onSoft : \.ink))
                    if let label {
                        Text(label).font(TypeScale.label)
                            .foregroundStyle(.tone(isChosen ? \.onSoft : needsYou ? \.accent : \.ink2))
                    }
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                if let sign { Sign(sign) }
            }
            .padding(Space.x12)
            .frame(minHeight: Size.captureTarget)
            .chosenPanel(isChosen)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(spoken)
        .accessibilityAddTraits(isChosen ? .isSelected : [])
    }
}

/// The open place after the last seat of a table; without `onTap` it is no target.
@MainActor
struct OpenSeat: View {
    let text: String
    let spoken: String
    let onTap: (@MainActor () -> Void)?

    var body: some View {
        if let onTap {
            Button(action: onTap) { face(\.ink) }.buttonStyle(.plain).accessibilityLabel(spoken)
        } else {
            face(\.ink2).accessibilityElement().accessibilityLabel(spoken)
        }
    }
    private func face(_ ink: KeyPath<Palette, Color> & Sendable) -> some View {
        Text(text).font(TypeScale.label).foregroundStyle(.tone(ink))
            .padding(Space.x12)
            .frame(maxWidth: .infinity, minHeight: Size.captureTarget, alignment: .leading)
            .overlay {
                RoundedRectangle(cornerRadius: Corner.card)
                    .strokeBorder(.tone(\.lineStrong), style: StrokeStyle(lineWidth: 1, dash: [4, 4]))
            }
            .contentShape(Rectangle())
    }
}
