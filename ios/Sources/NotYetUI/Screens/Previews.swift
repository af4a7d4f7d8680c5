// Previews of every screen over a fake core: usual, empty, very full, long words, offline, failed; right to left,
// largest type and dark are the preview canvas's own settings and the drawings of the tests.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

/// No camera in a preview.
@MainActor
private final class NoCamera: Camera {
    let canTake = false
    func takePhoto() async -> Data? { nil }
    func choosePhoto() async -> Data? { nil }
}

/// No browser in a preview.
@MainActor
private final class NoBrowser: Browser {
    func visit(_ page: String) async -> String? { nil }
}

/// The whole app over a fake core in some state.
@MainActor
private struct Preview: View {
    @State private var model: RootModel

    init(_ state: FakeCoreClient.State) {
        let core = FakeCoreClient(state)
        _model = State(initialValue: RootModel(locale: "en", camera: NoCamera(), browser: NoBrowser()) { core })
    }

    var body: some View { RootView(model: model) }
}

extension FakeCoreClient.State {
    fileprivate func with(_ change: (inout Self) -> Void) -> Self {
        var state = self
        change(&state)
        return state
    }
}

struct JoinPreviews: PreviewProvider {
    static var previews: some View {
        Preview(.init())
        Preview(.init(session: .matching(sentence: "Your teacher matches your name. Stay near.")))
        Preview(.init().with { $0.notice = "Nobody matched your name in time. Ask, then try again." })
    }
}

/// Today, and from it Student, Capture and Sync.
struct TeacherPreviews: PreviewProvider {
    static var previews: some View {
        Preview(.init(session: .teaching))
        Preview(.init(.empty, session: .teaching))
        Preview(.init(.veryFull, session: .teaching))
        Preview(.init(.longWords, session: .teaching))
        Preview(.init(session: .teaching).with { $0.isOnline = false })
        Preview(.init(session: .teaching).with { $0.readError = .Damaged })
        Preview(.init(session: .teaching)).environment(\.dynamicTypeSize, .accessibility3)
        Preview(.init(session: .teaching)).environment(\.layoutDirection, .rightToLeft)
    }
}

/// Home, and from it Outcome and Sync.
struct LearnerPreviews: PreviewProvider {
    static var previews: some View {
        Preview(.init(session: .learning))
        Preview(.init(.empty, session: .learning))
        Preview(.init(.longWords, session: .learning))
        Preview(.init(session: .learning)).environment(\.dynamicTypeSize, .accessibility3)
    }
}
