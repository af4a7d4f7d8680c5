// Self-assess: a student's own judgement of their work, on the same rubric, row by row. Nothing of a teacher's stands here.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct SelfAssessView: View {
    @State private var model: WorkModel<SelfAssessScreen>
    private let onSaved: @MainActor () -> Void
    @Environment(\.words) private var words

    public init(model: WorkModel<SelfAssessScreen>, onSaved: @escaping @MainActor () -> Void) {
        _model = State(initialValue: model)
        self.onSaved = onSaved
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x16) {
                Text(screen.iCan).foregroundStyle(.tone(\.ink2))
                if let piece = screen.piece {
                    Card {
                        Text(piece.text)
                        if !piece.photos.isEmpty {
                            Photos(tiles: piece.photos, shelf: model.photos, revision: screen.revision)
                        }
                        Voices(voices: piece.voices)
                        Documents(documents: piece.documents)
                    }
                } else {
                    WorkFields(model: model, screen: screen)
                }
                Text(words.assessLead).foregroundStyle(.tone(\.ink2))
                ForEach(screen.rows, id: \.row) { AssessRowView(model: model, row: $0) }
                SelfAssessEnd(model: model, isNew: screen.piece == nil, onSaved: onSaved)
            }
            .padding(Space.x16)
        }
        .scrollDismissesKeyboard(.interactively)
        .sensoryFeedback(.impact(weight: .light), trigger: model.saves)
        .navigationTitle(words.assessTitle)
        .navigationBarTitleDisplayMode(.inline)
    }
}

/// One row of the rubric, each level a card with its words: what is read is what is tapped. The whole has no words of
/// its own.
@MainActor
private struct AssessRowView: View {
    let model: WorkModel<SelfAssessScreen>
    let row: AssessRow
    @Environment(\.words) private var words

    var body: some View {
        VStack(alignment: .leading, spacing: Space.x8) {
            Text(row.title).font(TypeScale.head).accessibilityAddTraits(.isHeader)
            if row.levels.contains(where: { !$0.describes.isEmpty }) {
                ForEach(row.levels, id: \.level) { level in
                    LevelCard(level: level, isChosen: level.level == model.level(on: row.row)) {
                        model.choose(level.level, on: row.row)
                    }
                    .accessibilityIdentifier("\(row.row)-\(level.level)")
                }
            } else {
                LevelPicker(
                    options: row.levels.map(LevelOption.init), chosen: model.level(on: row.row),
                    about: words.captureLevels, next: words.captureNextLevel, readWhole: words.captureHold,
                    close: words.actionClose
                ) { model.choose($0, on: row.row) }
            }
        }
    }
}

@MainActor
private struct LevelCard: View {
    let level: NotYetCore.LevelOption
    let isChosen: Bool
    let onTap: @MainActor () -> Void

    var body: some View {
        Button(action: onTap) {
            HStack(alignment: .top, spacing: Space.x12) {
                Sign(SignState(level.sign))
                VStack(alignment: .leading, spacing: Space.x4) {
                    Text(level.word).font(TypeScale.label)
                    ForEach(level.describes, id: \.self) { Text($0) }
                }
                .foregroundStyle(.tone(isChosen ? \.onSoft : \.ink))
                .frame(maxWidth: .infinity, alignment: .leading)
            }
            .padding(Space.x12)
            .frame(minHeight: Size.captureTarget)
            .chosenPanel(isChosen)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(level.spoken)
        .accessibilityAddTraits(isChosen ? .isSelected : [])
    }
}

/// Alone or with help, one line about it, and the one action.
@MainActor
private struct SelfAssessEnd: View {
    @Bindable var model: WorkModel<SelfAssessScreen>
    let isNew: Bool
    let onSaved: @MainActor () -> Void
    @Environment(\.words) private var words

    var body: some View {
        Choice(
            options: [words.captureAlone, words.captureWithHelp], chosen: model.support == .alone ? 0 : 1,
            spoken: words.captureWithHelp
        ) { model.choose($0 == 0 ? .alone : .withHelp) }
        Field(
            name: words.assessReflection, text: $model.reflection,
            hint: isNew ? words.assessReflectionHint : words.assessReader,
            problem: model.problem(in: "reflection") ?? model.problem(in: "level"))
        if let problem = model.problem(outside: ["reflection", "level", "photo", "voice", "document", "work", "link"]) {
            Banner(icon: .syncProblem, text: problem)
        }
        PrimaryButton(title: words.assessSave) {
            Task { if await model.save() { onSaved() } }
        }
    }
}
