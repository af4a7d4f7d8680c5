// Sync: what waits to be sent and why, what was not taken and what to do. Nothing that a person did is hidden.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct SyncView: View {
    private let model: SyncModel
    @Environment(\.words) private var words

    public init(model: SyncModel) { self.model = model }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            VStack(alignment: .leading, spacing: Space.x8) {
                Card(head: screen.headline) {
                    Text(screen.status).foregroundStyle(.tone(\.ink2))
                    if let fetching = screen.fetching { coming(fetching) }
                    if screen.canTryNow { PrimaryButton(title: words.syncTryNow) { Task { await model.tryNow() } } }
                }
                .padding(.horizontal, Space.x16)
                Banners(problem: model.problem) { _ in }
                if let told = screen.setAside {
                    Card {
                        Text(told.text)
                        Text(told.rest).foregroundStyle(.tone(\.ink2))
                        QuietButton(title: words.salvagedRead) { Task { await model.understood() } }
                    }
                    .padding(.horizontal, Space.x16)
                }
                if !screen.refused.isEmpty {
                    SectionHead(words.syncRefused)
                    rows(screen.refused.map { ($0.text, $0.reason) }, icon: .syncProblem)
                }
                if !screen.queue.isEmpty {
                    SectionHead(words.syncQueue)
                    rows(screen.queue.map { ($0.text, $0.reason) }, icon: .cloudUpload)
                }
            }
            .padding(.vertical, Space.x16)
        }
        .navigationTitle(words.syncTitle)
    }

    /// How much of what there is has come to this device; the sentence says the same as the bar.
    @ViewBuilder private func coming(_ fetching: Fetching) -> some View {
        Text(fetching.text).foregroundStyle(.tone(\.ink2))
        ProgressView(value: Double(fetching.permille), total: 1000).accessibilityHidden(true)
    }

    private func rows(_ rows: [(text: String, reason: String)], icon: Icon) -> some View {
        ForEach(rows.indices, id: \.self) { at in
            ListRow(title: rows[at].text, label: rows[at].reason, needsYou: icon == .syncProblem) {
                Glyph(icon).foregroundStyle(.tone(icon == .syncProblem ? \.accent : \.ink2))
            }
            Hair()
        }
    }
}
