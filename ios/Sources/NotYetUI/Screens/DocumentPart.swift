// The files of a draft, and those of records: added, opened, taken out.
import CoreClient
import Foundation
import NotYetCore
import NotYetKit
import SwiftUI

private struct DocumentsKey: EnvironmentKey {
    static let defaultValue: DocumentsModel? = nil
}

extension EnvironmentValues {
    /// What chooses files and opens documents; nil: neither is done here, as on a tablet that is in a student's hands.
    public var documents: DocumentsModel? {
        get { self[DocumentsKey.self] }
        set { self[DocumentsKey.self] = newValue }
    }
}

/// The documents of a draft, and the button that adds one.
@MainActor
struct DocumentPart: View {
    let documents: [DocumentTile]
    /// Why the last one was not added, in words.
    let problem: String?
    let onAdd: @MainActor (Data) async -> Void
    let onRemove: @MainActor (String) async -> Void
    @Environment(\.words) private var words
    @Environment(\.documents) private var files

    var body: some View {
        if let files {
            VStack(alignment: .leading, spacing: Space.x8) {
                Documents(documents: documents, onRemove: onRemove)
                QuietButton(title: words.documentAdd, icon: .attachFile) {
                    Task { if let file = await files.choose() { await onAdd(file) } }
                }
                Text(words.documentLead).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                if let problem { Banner(icon: .syncProblem, text: problem) }
            }
        }
    }
}

/// Documents of a record, each to be opened where there is something to open it with.
@MainActor
struct Documents: View {
    let documents: [DocumentTile]
    /// Takes one out of a draft; nil: they are saved.
    var onRemove: (@MainActor (String) async -> Void)?
    @Environment(\.words) private var words

    var body: some View {
        ForEach(documents, id: \.attachment) { document in
            Card {
                AttachedTitle(
                    what: document.kind, measure: document.size, day: document.day, spoken: document.spoken)
                Opening(document: document)
                if let onRemove {
                    QuietButton(title: words.documentRemove) { Task { await onRemove(document.attachment) } }
                }
            }
        }
    }
}

@MainActor
private struct Opening: View {
    let document: DocumentTile
    @Environment(\.words) private var words
    @Environment(\.documents) private var files

    var body: some View {
        if let files {
            if document.state == .ready {
                QuietButton(title: words.documentOpen, icon: .attachFile) {
                    Task { await files.open(document.attachment) }
                }
                if files.unopened == document.attachment {
                    Text(words.documentUnopened).font(TypeScale.label).foregroundStyle(.tone(\.accent))
                }
            } else {
                Text(words.photoComing).foregroundStyle(.tone(\.ink2))
            }
        }
    }
}
