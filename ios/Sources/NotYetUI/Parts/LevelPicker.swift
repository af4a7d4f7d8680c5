// An option for each level of the scale, lowest first. One tap chooses; holding one shows its whole text and chooses nothing.
import SwiftUI

/// One level as the picker shows it.
struct LevelOption: Equatable, Identifiable, Sendable {
    let id: String
    let word: String
    let sign: SignState
    /// The rubric's words for this level, whole.
    let text: String
    /// Its first row alone, where there is little room.
    var brief: String { text.split(separator: "\n").first.map(String.init) ?? "" }
    /// What a reader hears on the option.
    let spoken: String
}

@MainActor
struct LevelPicker: View {
    let options: [LevelOption]
    /// The id of the chosen level.
    let chosen: String?
    /// What a reader hears on the group.
    let about: String
    /// "Next:", before the words of the level above.
    let next: String
    /// What assistive technology offers on an option instead of holding it.
    let readWhole: String
    /// The word that closes the whole text.
    let close: String
    /// At the hand's side the options stand in a stack.
    var atHand = false
    /// Under the thumb the words below are those of the first row; holding a level shows all.
    var isBrief = false
    let onChoose: @MainActor (String) -> Void
    @State private var held: LevelOption?
    @Environment(\.isLargeText) private var isLargeText
    @Environment(\.windowWidth) private var width
    @Environment(\.dynamicTypeSize) private var type

    var body: some View {
        VStack(alignment: .leading, spacing: Space.x8) {
            Group {
                if isStacked {
                    VStack(spacing: Space.x8) { buttons }
                } else {
                    HStack(spacing: Space.x4) { buttons }.fixedSize(horizontal: false, vertical: true)
                }
            }
            .accessibilityElement(children: .contain)
            .accessibilityLabel(about)
            words
        }
        .sheet(item: $held) { level in
            Sheet(title: level.word, close: close) { Text(level.text) }
        }
    }
    private var isStacked: Bool {
        atHand || isLargeText || options.count >= 5 || width < 360
            || !LevelLine.fits(options.map(\.word), width: width, type: type)
    }

    private var buttons: some View {
        ForEach(options) { level in
            Button {
                // Lifting the finger after holding ends the hold; it chooses nothing.
                if held == nil { onChoose(level.id) }
            } label: {
                LevelFace(level: level, isChosen: level.id == chosen, isStacked: isStacked)
            }
            .buttonStyle(.plain)
            .simultaneousGesture(
                LongPressGesture(minimumDuration: Double(Motion.hold) / 1000).onEnded { _ in held = level }
            )
            .accessibilityLabel(level.spoken)
            .accessibilityAddTraits(level.id == chosen ? .isSelected : [])
            .accessibilityAction(named: readWhole) { held = level }
            .accessibilityIdentifier("level-\(level.id)")
        }
    }
    /// The words of the chosen level, then those of the one above.
    @ViewBuilder private var words: some View {
        if let at = options.firstIndex(where: { $0.id == chosen }) {
            Text(isBrief ? options[at].brief : options[at].text).font(TypeScale.body)
            if at + 1 < options.count {
                let above = options[at + 1]
                Text("\(next) \(isolated(isBrief ? above.brief : above.text))")
                    .font(TypeScale.label).foregroundStyle(.tone(\.ink2))
            }
        }
    }
}

/// Whether the words of all levels stand in one line without being cut.
enum LevelLine {
    /// How small a word may be drawn beside the usual size.
    static let leastScale = 0.7

    static func fits(_ words: [String], width: CGFloat, type: DynamicTypeSize) -> Bool {
        let letters = words.flatMap { $0.split(separator: " ") }.map(\.count).max() ?? 0
        let count = CGFloat(max(1, words.count))
        let room = (min(width, Size.column) - 2 * Space.x16 - (count - 1) * Space.x4) / count - 2 * Space.x4
        // A letter is a little more than half as wide as its type is high, in the platform's semibold.
        return Double(letters) * 0.56 * points(type) * leastScale <= room
    }
    /// The points of `TypeScale.label` (subheadline) at each text size.
    private static func points(_ type: DynamicTypeSize) -> Double {
        switch type {
        case .xSmall: 12
        case .small: 13
        case .medium: 14
        case .large: 15
        case .xLarge: 17
        case .xxLarge: 19
        default: 21
        }
    }
}

@MainActor
private struct LevelFace: View {
    let level: LevelOption
    let isChosen: Bool
    let isStacked: Bool

    var body: some View {
        Group {
            if isStacked {
                HStack(spacing: Space.x12) {
                    Sign(level.sign)
                    word.frame(maxWidth: .infinity, alignment: .leading)
                }
            } else {
                VStack(spacing: Space.x4) {
                    Sign(level.sign)
                    word.multilineTextAlignment(.center)
                }
            }
        }
        .padding(.horizontal, isStacked ? Space.x16 : Space.x4)
        .padding(.vertical, Space.x8)
        .frame(maxWidth: .infinity, minHeight: Size.captureTarget, maxHeight: .infinity)
        .chosenPanel(isChosen)
        .contentShape(Rectangle())
    }
    private var word: some View {
        Text(level.word)
            .font(isChosen ? TypeScale.label.weight(.bold) : TypeScale.label)
            .foregroundStyle(.tone(isChosen ? \.onSoft : \.ink))
            .lineLimit(isStacked ? nil : level.word.contains(" ") ? 2 : 1)
            .minimumScaleFactor(LevelLine.leastScale)
    }
}
