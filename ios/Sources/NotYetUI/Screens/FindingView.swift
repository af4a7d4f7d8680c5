// What a teacher looks for in the class list: a name, and who waits, asked or is ready.
import CoreClient
import Foundation
import NotYetCore
import NotYetKit
import SwiftUI

struct Finding: Equatable {
    /// Who of a class is to be shown.
    enum Only: CaseIterable { case everyone, waits, asked, ready }
    var name = ""
    var only = Only.everyone

    func fits(_ row: TodayRow) -> Bool {
        let isWanted =
            switch only {
            case .everyone: true
            case .waits: row.waits
            case .asked: row.asked
            case .ready: row.ready
            }
        return isWanted && Self.fits(name, row.name)
    }
    /// Whether a name holds what is typed of it, by somebody who has no key for the marks.
    static func fits(_ typed: String, _ name: String) -> Bool {
        let typed = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        return typed.isEmpty || name.range(of: typed, options: [.caseInsensitive, .diacriticInsensitive]) != nil
    }
}

/// The field for a name, and the filters below it.
@MainActor
struct FindingView: View {
    @Binding var finding: Finding
    @Environment(\.words) private var words

    var body: some View {
        VStack(alignment: .leading, spacing: Space.x4) {
            Field(name: words.todaySearch, text: $finding.name)
            Flow {
                ForEach(Finding.Only.allCases, id: \.self) { only in
                    Chip(text: word(only), isChosen: only == finding.only) { finding.only = only }
                }
            }
            .accessibilityElement(children: .contain)
            .accessibilityLabel(words.todayShow)
        }
    }
    private func word(_ only: Finding.Only) -> String {
        switch only {
        case .everyone: words.todayShowEveryone
        case .waits: words.todayShowWaits
        case .asked: words.todayShowAsked
        case .ready: words.todayShowReady
        }
    }
}
