// Capture: what records under the teacher's thumb, wherever a teacher records.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

/// Purpose, support, the levels, the camera and what was saved: all that the thumb needs.
@MainActor
struct CaptureRecord: View {
    let model: ConferenceModel
    let screen: ConferenceScreen
    var isBrief = false
    /// Whether phrases for the next step stand here.
    var hasSteps = false
    @Environment(\.words) private var words
    @Environment(\.isWide) private var isWide

    var body: some View {
        if screen.atBatAllowed {
            Choice(
                options: [words.capturePractice, words.captureAtBat], chosen: model.purpose == .practice ? 0 : 1,
                spoken: words.captureKind, least: Size.captureTarget
            ) { at in Task { await model.choose(at == 0 ? Purpose.practice : .atBat) } }
            // What the student says of the chance stands beside the offer.
            Text(screen.readiness).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
        } else {
            Text(words.captureAtBatNotHere).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
        }
        Choice(
            options: [words.captureAlone, words.captureWithHelp], chosen: model.support == .alone ? 0 : 1,
            spoken: words.captureWithHelp, least: Size.captureTarget
        ) { at in Task { await model.choose(at == 0 ? Support.alone : .withHelp) } }
        LevelPicker(
            options: screen.levels.map(LevelOption.init), chosen: screen.levels.first(where: \.chosen)?.level,
            about: words.captureLevels, next: words.captureNextLevel, readWhole: words.captureHold,
            close: words.actionClose, atHand: isWide,
            isBrief: isBrief
        ) { level in Task { await model.record(level: level) } }
        if hasSteps { QuickSteps(model: model, screen: screen) }
        if let problem = model.problem, !ConferenceFeedback.fields.contains(problem.field ?? "") {
            Banner(icon: .help, text: problem.sentence)
        }
        HStack(spacing: Space.x12) {
            CameraButton(name: words.capturePhoto) { Task { await model.takePhoto() } }
            if model.isSavingPhoto {
                Text(words.capturePhotoSaving).font(TypeScale.label)
            } else if let undo = screen.undo {
                HistoryBar(bar: undo, undo: model.undo, redo: model.redo)
            }
        }
        AlsoChips(chips: screen.also) { outcome in Task { await model.also(outcome) } }
        if let notSent = screen.notSent { Text(notSent).font(TypeScale.label).foregroundStyle(.tone(\.ink2)) }
    }
}
