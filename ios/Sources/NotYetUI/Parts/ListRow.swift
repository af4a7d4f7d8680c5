// Rows of lists: a disc or sign, a title, a label, one trailing thing; 64 points at least, one target or none.
import SwiftUI

/// What stands at the end of a row.
enum Trailing: Equatable, Sendable {
    case time(String)
    case sign(SignState)
    case chevron
    case mark(Icon)
}

/// A sign with the code of its outcome beneath.
struct CodedSign: Equatable, Sendable {
    let code: String
    let sign: SignState
}

/// A row about a person: initials, name, what is to know.
@MainActor
struct PersonRow: View {
    let name: String
    let initials: String
    var label: String?
    var isChosen = false
    var needsYou = false
    var trailing: Trailing?
    var signs: [CodedSign] = []
    var onTap: (@MainActor () -> Void)?

    var body: some View {
        ListRow(
            title: name, label: label, isChosen: isChosen, needsYou: needsYou, trailing: trailing, signs: signs,
            onTap: onTap
        ) { Disc(initials: initials) }
    }
}

/// A row about an outcome: its sign, its words, and in `label` the word of the level, which is what a reader hears.
@MainActor
struct SignedRow: View {
    let title: String
    var label: String?
    let sign: SignState
    var isChosen = false
    var trailing: Trailing?
    var onTap: (@MainActor () -> Void)?

    var body: some View {
        ListRow(title: title, label: label, isChosen: isChosen, trailing: trailing, onTap: onTap) { Sign(sign) }
    }
}

/// The row under both; its texts are heard together, once.
@MainActor
struct ListRow<Leading: View>: View {
    let title: String
    var label: String?
    var isChosen = false
    var needsYou = false
    var trailing: Trailing?
    /// Stand under the texts, and wrap.
    var signs: [CodedSign] = []
    var onTap: (@MainActor () -> Void)?
    @ViewBuilder let leading: Leading

    var body: some View {
        if let onTap {
            Button(action: onTap) { line }
                .buttonStyle(.plain)
                .accessibilityAddTraits(isChosen ? .isSelected : [])
        } else {
            line.accessibilityElement(children: .combine)
        }
    }
    private var line: some View {
        HStack(spacing: Space.x12) {
            leading.frame(minWidth: Size.disc)
            VStack(alignment: .leading, spacing: Space.x4) {
                Text(title)
                    .font(isChosen ? TypeScale.body.weight(.semibold) : TypeScale.body)
                    .foregroundStyle(.tone(isChosen ? \.onSoft : \.ink))
                if let label {
                    Text(label)
                        .font(TypeScale.label)
                        .foregroundStyle(.tone(isChosen ? \.onSoft : needsYou ? \.accent : \.ink2))
                }
                if !signs.isEmpty { coded }
            }
            .frame(maxWidth: .infinity, alignment: .leading)
            end
        }
        .padding(.horizontal, Space.x16)
        .padding(.vertical, Space.x8)
        .frame(minHeight: Size.row)
        .background(.tone(isChosen ? \.soft : \.surface))
        .contentShape(Rectangle())
    }
    private var coded: some View {
        Flow(gap: Space.x12) {
            ForEach(signs.indices, id: \.self) { at in
                VStack(spacing: 0) {
                    Sign(signs[at].sign)
                    Text(signs[at].code).font(TypeScale.label)
                        .foregroundStyle(.tone(isChosen ? \.onSoft : \.ink2))
                }
            }
        }
    }
    @ViewBuilder private var end: some View {
        switch trailing {
        case .time(let time): Text(time).font(TypeScale.small).foregroundStyle(.tone(\.ink2))
        case .sign(let sign): Sign(sign)
        case .chevron: Glyph(.chevronRight).foregroundStyle(.tone(\.ink2))
        case .mark(let icon): Glyph(icon).foregroundStyle(.tone(\.ink2))
        case nil: EmptyView()
        }
    }
}

/// The line between two rows; it starts where their titles do.
@MainActor
struct Hair: View {
    var inset = Size.rowInset

    var body: some View {
        Rectangle().fill(.tone(\.hair)).frame(height: 1).padding(.leading, inset).accessibilityHidden(true)
    }
}

/// Initials on a soft disc, for a person whose photo is not the subject. Silent: the name stands beside it.
@MainActor
struct Disc: View {
    let initials: String
    @ScaledMetric private var side = Size.disc

    init(initials: String) { self.initials = initials }

    var body: some View {
        Text(initials)
            .font(TypeScale.label)
            .foregroundStyle(.tone(\.onSoft))
            .lineLimit(1)
            .frame(width: side, height: side)
            .background(.tone(\.soft), in: Circle())
            .accessibilityHidden(true)
    }
}
