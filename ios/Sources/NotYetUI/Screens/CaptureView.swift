// Capture: one student and one outcome under the teacher's thumb. One tap on a level saves; nothing of anybody else.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct CaptureView: View {
    @State private var model: CaptureModel
    private let onNext: @MainActor () -> Void
    @Environment(\.words) private var words
    @Environment(\.isWide) private var isWide
    @Environment(\.isLargeText) private var isLargeText
    @Environment(\.windowWidth) private var width
    @Environment(\.dynamicTypeSize) private var type
    @Environment(\.verticalSizeClass) private var height

    public init(model: CaptureModel, onNext: @escaping @MainActor () -> Void) {
        _model = State(initialValue: model)
        self.onNext = onNext
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            switch layout(screen) {
            case .atTheHandsSide:
                HStack(alignment: .top, spacing: Space.x16) {
                    VStack(alignment: .leading, spacing: Space.x12) {
                        CaptureWork(model: model, screen: screen)
                        CaptureStep(model: model)
                    }
                    .frame(maxWidth: .infinity)
                    VStack(alignment: .leading, spacing: Space.x12) { CaptureRecord(model: model, screen: screen) }
                        .frame(width: Size.hand)
                }
                .padding(Space.x16)
            case .underTheThumb:
                VStack(alignment: .leading, spacing: Space.x12) {
                    CaptureWork(model: model, screen: screen)
                    CaptureStep(model: model)
                }
                .padding(Space.x16)
            case .inOneColumn:
                VStack(alignment: .leading, spacing: Space.x12) {
                    CaptureWork(model: model, screen: screen)
                    CaptureRecord(model: model, screen: screen)
                    CaptureStep(model: model)
                }
                .padding(Space.x16)
            }
        }
        .safeAreaInset(edge: .bottom) {
            if let screen = model.screen.screen, layout(screen) == .underTheThumb {
                VStack(alignment: .leading, spacing: Space.x8) {
                    CaptureRecord(model: model, screen: screen, isBrief: true)
                }
                .padding(Space.x16)
                .frame(maxWidth: Size.column)
                .background(.tone(\.surface))
            }
        }
        .scrollDismissesKeyboard(.interactively)
        .sensoryFeedback(.impact(weight: .light), trigger: model.saves)
        .navigationTitle(model.screen.screen?.name ?? "")
        .navigationBarTitleDisplayMode(.inline)
        .toolbar {
            ToolbarItem(placement: .topBarTrailing) { QuietButton(title: words.captureNext, action: onNext) }
        }
    }
}

extension CaptureView {
    enum Layout { case atTheHandsSide, underTheThumb, inOneColumn }

    /// What to tap stands still where the thumb is, unless it would leave no room for what to know.
    private func layout(_ screen: CaptureScreen) -> Layout {
        if isWide, !isLargeText { return .atTheHandsSide }
        let isOneLine = LevelLine.fits(screen.levels.map(\.word), width: width, type: type) && screen.levels.count < 5
        return isOneLine && !isLargeText && height == .regular ? .underTheThumb : .inOneColumn
    }
}

/// What was agreed, which outcome and kind of work, and the newest work.
@MainActor
private struct CaptureWork: View {
    let model: CaptureModel
    let screen: CaptureScreen
    @Environment(\.words) private var words

    var body: some View {
        if let agreed = screen.agreed {
            Card {
                Text(agreed.caption).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                Text(agreed.text)
            }
        }
        Picked(name: words.captureOutcome, choices: outcomes) { outcome in
            Task { await model.choose(outcome: outcome) }
        }
        HStack(spacing: Space.x12) {
            Sign(SignState(screen.head.sign))
            Text(screen.head.level).font(TypeScale.label)
        }
        .accessibilityElement()
        .accessibilityLabel(screen.head.spoken)
        if !screen.photos.isEmpty { Photos(tiles: screen.photos, shelf: model.photos, revision: screen.revision) }
        Picked(name: words.captureKind, choices: kinds) { kind in Task { await model.choose(kind: kind) } }
    }
    private var outcomes: [Picked.Option] {
        screen.outcomes.map { .init(id: $0.outcome, text: $0.iCan, isChosen: $0.chosen) }
    }
    private var kinds: [Picked.Option] { screen.kinds.map { .init(id: $0.kind, text: $0.name, isChosen: $0.chosen) } }
}

/// One of many, behind its name: the chosen one shows.
@MainActor
private struct Picked: View {
    struct Option: Identifiable {
        let id: String
        let text: String
        let isChosen: Bool
    }
    let name: String
    let choices: [Option]
    let onChoose: @MainActor (String) -> Void

    var body: some View {
        VStack(alignment: .leading, spacing: Space.x4) {
            Text(name).font(TypeScale.label).foregroundStyle(.tone(\.ink2)).accessibilityHidden(true)
            Menu {
                ForEach(choices) { choice in
                    Button {
                        onChoose(choice.id)
                    } label: {
                        Text(choice.text)
                    }
                    .accessibilityAddTraits(choice.isChosen ? .isSelected : [])
                }
            } label: {
                HStack(spacing: Space.x8) {
                    Text(shown).foregroundStyle(.tone(\.ink)).multilineTextAlignment(.leading)
                        .frame(maxWidth: .infinity, alignment: .leading)
                    Glyph(.keyboardArrowDown).foregroundStyle(.tone(\.primary))
                }
                .padding(Space.x12)
                .frame(minHeight: Size.target)
                .panel(\.raised, edge: \.line)
            }
            .accessibilityLabel("\(name): \(shown)")
        }
    }
    private var shown: String { choices.first(where: \.isChosen)?.text ?? "" }
}

/// Purpose, support, the levels, the camera and what was saved: all that the thumb needs.
@MainActor
private struct CaptureRecord: View {
    let model: CaptureModel
    let screen: CaptureScreen
    var isBrief = false
    @Environment(\.words) private var words
    @Environment(\.isWide) private var isWide

    var body: some View {
        if screen.atBatAllowed {
            Choice(
                options: [words.capturePractice, words.captureAtBat], chosen: model.purpose == .practice ? 0 : 1,
                spoken: words.captureKind, least: Size.captureTarget
            ) { at in Task { await model.choose(at == 0 ? Purpose.practice : .atBat) } }
        } else {
            Text(words.captureAtBatNotHere).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
        }
        Choice(
            options: [words.captureAlone, words.captureWithHelp], chosen: model.support == .alone ? 0 : 1,
            spoken: words.captureWithHelp, least: Size.captureTarget
        ) { at in Task { await model.choose(at == 0 ? Support.alone : .withHelp) } }
        LevelPicker(
            options: screen.levels.map(LevelOption.init), chosen: screen.levels.first(where: \.chosen)?.level,
            next: words.captureNextLevel, readWhole: words.captureHold, close: words.actionClose, atHand: isWide,
            isBrief: isBrief
        ) { level in Task { await model.record(level: level) } }
        if let problem = model.problem, problem.field != "next-step" { Banner(icon: .help, text: problem.sentence) }
        HStack(spacing: Space.x12) {
            CameraButton(name: words.capturePhoto) { Task { await model.takePhoto() } }
            if model.isSavingPhoto {
                Text(words.capturePhotoSaving).font(TypeScale.label)
            } else if let undo = screen.undo {
                HistoryBar(bar: undo, undo: model.undo, redo: model.redo)
            }
        }
        if let notSent = screen.notSent { Text(notSent).font(TypeScale.label).foregroundStyle(.tone(\.ink2)) }
    }
}

/// One next step, typed; saved by its button, kept until then.
@MainActor
private struct CaptureStep: View {
    @Bindable var model: CaptureModel
    @Environment(\.words) private var words

    var body: some View {
        Field(
            name: words.captureNextStep, text: $model.nextStep, hint: words.captureNextStepReader,
            problem: model.problem?.field == "next-step" ? model.problem?.sentence : nil, isLong: true)
        if model.hasUnsavedStep {
            PrimaryButton(title: words.captureNextStepSave) { Task { await model.recordNextStep() } }
        }
    }
}
