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

    init(_ state: FakeCoreClient.State) { self.init(of: FakeProfilesClient(FakeCoreClient(state))) }
    init(of profiles: FakeProfilesClient) {
        _model = State(initialValue: RootModel(locale: "en", camera: NoCamera(), browser: NoBrowser()) { profiles })
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

/// Who is using this device, and one person's door.
struct DoorPreviews: PreviewProvider {
    private static func device(_ change: (inout FakeProfilesClient.State) -> Void) -> FakeProfilesClient {
        let device = FakeProfilesClient(FakeCoreClient())
        let person = { (id: String, name: String) in
            FakeProfilesClient.Profile(id: id, name: name, pin: "2580", core: FakeCoreClient(.init(session: .teaching)))
        }
        device.change { state in
            state.people = [person("p1", "Ms O."), person("p2", "Mr H.")]
            change(&state)
        }
        return device
    }

    static var previews: some View {
        Preview(of: device { _ in })
        Preview(of: device { $0.people[0].isLeaving = true })
        Preview(of: device { $0.people[0].wrong = 10 })
        Preview(of: device { $0.people.removeLast() })
        Preview(
            of: device { state in
                state.people.removeLast()
                state.people[0].waitSeconds = 30
            })
        Preview(of: device { _ in }).environment(\.dynamicTypeSize, .accessibility3)
        Preview(of: device { _ in }).environment(\.layoutDirection, .rightToLeft)
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
