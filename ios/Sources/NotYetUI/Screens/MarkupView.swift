// Markup: one photo of a draft, and what changes it. All that a drag does, buttons do as well.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct MarkupView: View {
    private let model: MarkupModel
    /// The changed picture is in the draft.
    private let onDone: @MainActor () -> Void
    @State private var tool = 1
    @State private var pen = 0
    @State private var nib = 0
    @Environment(\.words) private var words

    public init(model: MarkupModel, onDone: @escaping @MainActor () -> Void) {
        (self.model, self.onDone) = (model, onDone)
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x12) {
                Text(words.markupTitle).font(TypeScale.title).accessibilityAddTraits(.isHeader)
                MarkupPicture(screen: screen, tool: inHand(screen), pending: model.pending, onEdit: edit)
                if let problem = model.problem { Banner(icon: .syncProblem, text: problem.sentence) }
                Choice(
                    options: [words.markupCrop, words.markupDraw, words.markupBlur], chosen: tool,
                    spoken: words.markupTitle
                ) { tool = $0 }
                switch tool {
                case 0: steps(words.markupCropHint, cuts)
                case 1:
                    chips(screen.pens.map(\.name), pen) { pen = $0 }
                    chips(screen.nibs.map(\.name), nib) { nib = $0 }
                    steps(words.markupDrawHint, rings(screen))
                default: steps(words.markupBlurHint, blurs)
                }
                Flow {
                    QuietButton(title: words.markupTurn, icon: .rotateLeft) { edit(.turn) }
                    if screen.canUndo {
                        QuietButton(title: words.actionUndo, icon: .undo) { Task { await model.undo() } }
                    }
                    if screen.canRedo {
                        QuietButton(title: words.actionRedo, icon: .redo) { Task { await model.redo() } }
                    }
                }
                PrimaryButton(title: words.markupDone) { Task { if await model.done() { onDone() } } }
            }
            .padding(Space.x16)
        }
    }
    private func edit(_ edit: PhotoEdit) { Task { await model.edit(edit) } }

    private func inHand(_ screen: MarkupScreen) -> MarkupTool {
        switch tool {
        case 0: .crop
        case 1: .draw(colour: screen.pens[pen].colour, width: screen.nibs[nib].width)
        default: .rub(width: screen.rubber)
        }
    }
    private func chips(_ names: [String], _ chosen: Int, _ choose: @escaping @MainActor (Int) -> Void) -> some View {
        Flow {
            ForEach(names.indices, id: \.self) { at in
                Chip(text: names[at], isChosen: at == chosen) { choose(at) }
            }
        }
    }
    /// What a button does that a drag would do as well.
    @ViewBuilder private func steps(_ hint: String, _ steps: [(name: String, edit: PhotoEdit)]) -> some View {
        Text(hint).foregroundStyle(.tone(\.ink2))
        Flow {
            ForEach(steps, id: \.name) { step in
                Chip(text: step.name, isChosen: false) { edit(step.edit) }
            }
        }
    }
    private var cuts: [(name: String, edit: PhotoEdit)] {
        [
            (words.markupCutLeft, .cut(edge: .left)), (words.markupCutRight, .cut(edge: .right)),
            (words.markupCutTop, .cut(edge: .top)), (words.markupCutBottom, .cut(edge: .bottom)),
        ]
    }
    private func rings(_ screen: MarkupScreen) -> [(name: String, edit: PhotoEdit)] {
        let ring = { (part: PhotoPart) in
            PhotoEdit.ring(part: part, width: screen.nibs[nib].width, colour: screen.pens[pen].colour)
        }
        return [
            (words.markupRingTopLeft, ring(.topLeft)), (words.markupRingTopRight, ring(.topRight)),
            (words.markupRingBottomLeft, ring(.bottomLeft)), (words.markupRingBottomRight, ring(.bottomRight)),
        ]
    }
    private var blurs: [(name: String, edit: PhotoEdit)] {
        [
            (words.markupBlurTopLeft, .blur(part: .topLeft)), (words.markupBlurTopRight, .blur(part: .topRight)),
            (words.markupBlurBottomLeft, .blur(part: .bottomLeft)),
            (words.markupBlurBottomRight, .blur(part: .bottomRight)),
        ]
    }
}

extension View {
    /// Changes a photo over this screen, which reads anew once that is done.
    func markup(_ open: Binding<MarkupModel?>, then read: @escaping @MainActor () async -> Void) -> some View {
        fullScreenCover(item: open) { markup in
            MarkupView(model: markup) {
                open.wrappedValue = nil
                Task { await read() }
            }
        }
    }
}
