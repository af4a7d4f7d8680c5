// What every screen has: one reading, a column of at most 640 points, and something to say while it waits or cannot read.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
struct ScreenFrame<Screen: Equatable & Sendable, Content: View>: View {
    let reader: ScreenReader<Screen>
    @ViewBuilder let content: (Screen) -> Content
    @Environment(\.words) private var words

    var body: some View {
        ScrollView {
            Group {
                switch reader.state {
                case .loading: Waiting(text: words.waiting)
                case .ready(let screen): content(screen)
                case .failed(let sentence):
                    EmptyState(text: sentence, action: words.actionTryAgain) { Task { await reader.reload() } }
                }
            }
            .frame(maxWidth: Size.column)
            .frame(maxWidth: .infinity)
        }
        .background(.tone(\.surface))
        .task { await reader.watch() }
    }
}

/// The head of a part of a screen.
@MainActor
struct SectionHead: View {
    let title: String
    init(_ title: String) { self.title = title }

    var body: some View {
        Text(title)
            .font(TypeScale.head)
            .accessibilityAddTraits(.isHeader)
            .frame(maxWidth: .infinity, alignment: .leading)
            .padding(.horizontal, Space.x16)
            .padding(.top, Space.x16)
    }
}

/// The core's banner, and what became of the last intent. One at a time: what was tried last comes first.
@MainActor
struct Banners: View {
    var problem: Problem?
    var banner: NotYetCore.Banner?
    let onSee: @MainActor (BannerKind) -> Void

    var body: some View {
        if let problem {
            Banner(icon: .help, text: problem.sentence).padding(.horizontal, Space.x16)
        } else if let banner {
            Banner(icon: Icon(banner.kind), text: banner.text, action: banner.action) { onSee(banner.kind) }
                .padding(.horizontal, Space.x16)
        }
    }
}

/// "Use a quotation for each claim", with who agreed on it and when.
@MainActor
struct NextStepCard: View {
    let step: NextStep
    var onTap: (@MainActor () -> Void)?

    var body: some View {
        Card(onTap: onTap) {
            Text(step.caption).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
            Text(step.text)
        }
        .padding(.horizontal, Space.x16)
    }
}

/// Photos of one screen: loads what has come, opens one over the screen.
@MainActor
struct Photos: View {
    let tiles: [NotYetCore.PhotoTile]
    let shelf: PhotoShelf
    /// Of the screen: a photo that is here already may have become smaller to load since the last one.
    let revision: UInt64
    /// What can be done with one that is open.
    var actions: [PhotoAction] = []
    @State private var open: OpenPhoto?
    @Environment(\.words) private var words

    var body: some View {
        PhotoStrip(
            photos: tiles.map { PhotoTile($0, jpeg: shelf.thumbs[$0.attachment], words: words) },
            onTap: { attachment in open = tiles.first { $0.attachment == attachment }.map(OpenPhoto.init) }
        )
        .task(id: revision) { await shelf.load(tiles) }
        .sheet(item: $open) { PhotoSheet(tile: $0.tile, shelf: shelf, actions: actions) }
    }
}

/// What can be done with a photo.
struct PhotoAction: Identifiable {
    let title: String
    var icon: Icon?
    /// Not for a photo that is on its way or will not open.
    var needsPicture = false
    /// For these photos alone; nil: for all.
    var only: [String]?
    let run: @MainActor (_ attachment: String) -> Void
    var id: String { title }
}

private struct OpenPhoto: Identifiable {
    let tile: NotYetCore.PhotoTile
    var id: String { tile.attachment }
}

/// One photo, whole.
@MainActor
private struct PhotoSheet: View {
    let tile: NotYetCore.PhotoTile
    let shelf: PhotoShelf
    let actions: [PhotoAction]
    @State private var jpeg: Data?
    @State private var isLoaded = false
    @Environment(\.words) private var words
    @Environment(\.dismiss) private var dismiss

    var body: some View {
        Sheet(title: tile.spoken, close: words.actionClose) {
            if let image = jpeg.flatMap(Image.init(jpeg:)) {
                image.resizable().scaledToFit().accessibilityLabel(tile.spoken)
            } else if isLoaded {
                Text(tile.state == .coming ? words.photoComing : words.photoUnreadable)
            } else {
                Waiting(text: words.waiting)
            }
            ForEach(offered) { action in
                QuietButton(title: action.title, icon: action.icon) {
                    dismiss()
                    action.run(tile.attachment)
                }
            }
        }
        .task {
            jpeg = await shelf.whole(tile.attachment)
            isLoaded = true
        }
    }
    private var offered: [PhotoAction] {
        actions.filter { (!$0.needsPicture || tile.state == .ready) && $0.only?.contains(tile.attachment) != false }
    }
}

/// Undo and Redo as the core offers them.
@MainActor
struct HistoryBar: View {
    let bar: NotYetCore.UndoBar
    let undo: @MainActor () async -> Void
    let redo: @MainActor () async -> Void
    @Environment(\.words) private var words

    var body: some View {
        UndoBar(text: bar.text, actions: actions)
    }
    private var actions: [UndoBar.Action] {
        var actions: [UndoBar.Action] = []
        if bar.canUndo { actions.append(.init(title: words.actionUndo, icon: .undo) { Task { await undo() } }) }
        if bar.canRedo { actions.append(.init(title: words.actionRedo, icon: .redo) { Task { await redo() } }) }
        return actions
    }
}

/// What the student saved last, and the way back; or what to do where that did not go through.
@MainActor
struct OwnUndo: View {
    let bar: NotYetCore.UndoBar?
    let problem: Problem?
    let undo: @MainActor () async -> Void

    var body: some View {
        if let problem {
            Banner(icon: .syncProblem, text: problem.sentence)
        } else if let bar {
            HistoryBar(bar: bar, undo: undo, redo: {})
        }
    }
}
