// Today: the class that the teacher works with, and who asks to join it.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class TodayModel: Trying {
    @ObservationIgnored public private(set) var screen: ScreenReader<TodayScreen>!
    public var problem: Problem?
    /// The door of the class that is shown.
    @ObservationIgnored public let door: ClassDoor
    private var decided: Set<String> = []
    @ObservationIgnored public let client: any CoreClient
    /// Nil for the class that was shown last.
    @ObservationIgnored private var classId: String?

    public init(client: any CoreClient) {
        (self.client, door) = (client, ClassDoor(client: client))
        screen = ScreenReader(client, [.session, .roster, .work, .sync]) { [unowned self] in
            try await client.today(classId: classId)
        }
    }

    public func choose(_ classId: String) async {
        self.classId = classId
        await screen.reload()
    }
    /// "Typed: Amara Okafor"
    public func typed(_ request: JoinRow) -> String { client.phrases.todayJoiningTyped(typed: request.typed) }
    /// - Parameter student: nil when the typed name is nobody's here.
    public func decide(_ request: String, student: String?) async {
        let isDone = await attempt { try await client.decideJoin(request: request, student: student) }
        if isDone { decided.insert(request) }
        await screen.reload()
    }
    public func undo() async {
        await attempt { try await client.undo() }
        await screen.reload()
    }
    public func redo() async {
        await attempt { try await client.redo() }
        await screen.reload()
    }
    /// Who asks, without those about whom this teacher has decided: the server's next word may take a while.
    public var joining: [JoinRow] { screen.screen?.joining.filter { !decided.contains($0.request) } ?? [] }
    /// The students in the order in which they stand, to walk through.
    public var queue: [String] { screen.screen?.students.map(\.student) ?? [] }
}
