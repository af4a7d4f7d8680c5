// Conference: a teacher beside one student. One tap on a level saves; nothing of anybody else.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct ConferenceView: View {
    @State private var model: ConferenceModel
    private let onProfile: @MainActor () -> Void
    private let onNext: @MainActor () -> Void
    @Environment(\.words) private var words
    @Environment(\.isWide) private var isWide
    @Environment(\.isLargeText) private var isLargeText
    @Environment(\.windowWidth) private var width
    @Environment(\.hand) private var hand
    @Environment(\.layoutDirection) private var direction
    @Environment(\.dynamicTypeSize) private var type
    @Environment(\.verticalSizeClass) private var height

    public init(
        model: ConferenceModel, onProfile: @escaping @MainActor () -> Void, onNext: @escaping @MainActor () -> Void
    ) {
        _model = State(initialValue: model)
        (self.onProfile, self.onNext) = (onProfile, onNext)
    }

    public var body: some View {
        ScreenFrame(reader: model.screen) { screen in
            switch layout(screen) {
            case .atTheHandsSide:
                HStack(alignment: .top, spacing: Space.x16) {
                    if controlsBegin { controls(screen) }
                    VStack(alignment: .leading, spacing: Space.x12) {
                        ConferenceWork(model: model, screen: screen)
                        ConferenceFeedback(model: model, screen: screen, isQuick: true)
                        profile
                    }
                    .frame(maxWidth: .infinity)
                    if !controlsBegin { controls(screen) }
                }
                .padding(Space.x16)
            case .underTheThumb:
                VStack(alignment: .leading, spacing: Space.x12) {
                    ConferenceWork(model: model, screen: screen)
                    ConferenceFeedback(model: model, screen: screen, isQuick: true)
                    profile
                }
                .padding(Space.x16)
            case .inOneColumn:
                VStack(alignment: .leading, spacing: Space.x12) {
                    ConferenceWork(model: model, screen: screen)
                    CaptureRecord(model: model, screen: screen)
                    ConferenceFeedback(model: model, screen: screen)
                    profile
                }
                .padding(Space.x16)
            }
        }
        .safeAreaInset(edge: .bottom) {
            if let screen = model.screen.screen, layout(screen) == .underTheThumb {
                VStack(alignment: .leading, spacing: Space.x8) {
                    CaptureRecord(model: model, screen: screen, isBrief: true, hasSteps: true)
                }
                .padding(Space.x16)
                .frame(maxWidth: Size.column)
                .background(.tone(\.surface))
            }
        }
        .scrollDismissesKeyboard(.interactively)
        .markup($model.markup) { await model.screen.reload() }
        .sensoryFeedback(.impact(weight: .light), trigger: model.saves)
        .navigationTitle(model.screen.screen?.name ?? "")
        .navigationBarTitleDisplayMode(.inline)
        .toolbar {
            ToolbarItem(placement: .topBarTrailing) { QuietButton(title: words.captureNext, action: onNext) }
        }
    }
}

extension ConferenceView {
    /// The way to the student's other outcomes, and the device into their hands.
    private var profile: some View {
        VStack(alignment: .leading, spacing: Space.x8) {
            QuietButton(title: words.conferenceProfile, action: onProfile)
            if model.screen.screen?.canHandOver == true {
                QuietButton(title: words.conferenceHandOver) { Task { await model.handToStudent() } }
            }
        }
    }

    private func controls(_ screen: ConferenceScreen) -> some View {
        VStack(alignment: .leading, spacing: Space.x12) {
            CaptureRecord(model: model, screen: screen, hasSteps: true)
        }
        .frame(width: Size.hand)
    }
    /// A hand is where it is, whichever way the writing runs: a row begins at the left only where writing does.
    private var controlsBegin: Bool { (hand == .left) == (direction == .leftToRight) }

    enum Layout { case atTheHandsSide, underTheThumb, inOneColumn }

    /// What to tap stands still where the thumb is, unless it would leave no room for what to know.
    private func layout(_ screen: ConferenceScreen) -> Layout {
        if isWide, !isLargeText, hand != .table { return .atTheHandsSide }
        let isOneLine = LevelLine.fits(screen.levels.map(\.word), width: width, type: type) && screen.levels.count < 5
        return isOneLine && !isLargeText && height == .regular ? .underTheThumb : .inOneColumn
    }
}
