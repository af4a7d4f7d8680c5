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
    /// "2 new": rows came or moved while a reader was on the list; they stand there once they are asked for. A finger needs no
    /// such care here: a row that moves from under it is not tapped.
    public private(set) var news: String?
    /// A reader is on the list.
    @ObservationIgnored public var isHeld = false
    private var decided: Set<String> = []
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let chosen: ChosenClass

    public init(client: any CoreClient, chosen: ChosenClass = ChosenClass()) {
        (self.client, self.chosen, door) = (client, chosen, ClassDoor(client: client))
        screen = ScreenReader(client, [.session, .roster, .work, .sync]) { [weak self] in
            guard let self else { throw CancellationError() }
            return settle(try await client.today(classId: chosen.id))
        }
    }

    /// Shows what came meanwhile.
    public func showNews() async {
        let held = isHeld
        isHeld = false
        await screen.reload()
        isHeld = held
    }
    /// What would move rows under a reader waits; everything else of the record is shown at once.
    private func settle(_ next: TodayScreen) -> TodayScreen {
        guard isHeld, let shown = screen.screen, Self.order(shown) != Self.order(next) else {
            // Saying the same again would draw the screen again.
            if news != nil { news = nil }
            return next
        }
        let changed = next.students.filter { !shown.students.contains($0) }.count
        news = client.phrases.todayNews(count: max(changed, 1))
        var held = next
        (held.plan, held.students) = (shown.plan, shown.students)
        return held
    }
    private static func order(_ screen: TodayScreen) -> [String] { (screen.plan + screen.students).map(\.student) }

    public func choose(_ classId: String) async {
        chosen.id = classId
        await showNews()
    }
    /// - Parameter student: nil when the typed name is nobody's here.
    public func decide(_ request: String, student: String?) async {
        let isDone = await attempt { try await client.decideJoin(request: request, student: student) }
        if isDone { decided.insert(request) }
        await screen.reload()
    }
    /// Says that a student is not here today, or is after all.
    public func setHere(_ row: TodayRow) { say { try await $0.setHere(row.student, !row.isHere) } }
    /// Puts a student off till later today, or back into the plan.
    public func setLater(_ row: TodayRow) { say { try await $0.setLater(row.student, !row.isLater) } }
    private func say(_ work: @escaping @MainActor (any CoreClient) async throws -> Void) {
        Task {
            await attempt { try await work(client) }
            // Whoever said it sees it, also where rows move.
            await showNews()
        }
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
    /// Whom to sit down with, one after another: the plan of the day, then the others who are here as they stand.
    public var queue: [String] {
        let plan = screen.screen?.plan.map(\.student) ?? []
        return plan + (screen.screen?.students.filter(\.isHere).map(\.student) ?? []).filter { !plan.contains($0) }
    }
}
