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
    /// A screen reader is on.
    @ObservationIgnored public var isRead = false
    /// The list was shown since it came into sight, or since its news were asked for: a reader may have a place in it to lose.
    @ObservationIgnored private var isHeld = false
    /// Seats are moved and nothing is opened.
    public private(set) var isArranging = false
    /// Who is to sit somewhere else.
    public private(set) var moving: String?
    private var decided: Set<String> = []
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let chosen: ChosenClass

    public init(client: any CoreClient, chosen: ChosenClass = ChosenClass()) {
        (self.client, self.chosen, door) = (client, chosen, ClassDoor(client: client))
        screen = ScreenReader(
            client, [.session, .roster, .work, .sync], opening: { [weak self] in self?.isHeld = false },
            taking: { [weak self] _ in self?.isHeld = true },
            read: { [weak self] in
                guard let self else { throw CancellationError() }
                return settle(try await client.today(classId: chosen.id))
            })
    }

    /// Shows what came meanwhile.
    public func showNews() async {
        isHeld = false
        // An answer to what was asked before would hold the list again.
        screen.forget()
        await screen.reload()
    }
    /// What would move rows under a reader waits; everything else of the record is shown at once.
    private func settle(_ next: TodayScreen) -> TodayScreen {
        guard isRead, isHeld, let shown = screen.screen, Self.order(shown) != Self.order(next) else {
            // Saying the same again would draw the screen again.
            if news != nil { news = nil }
            return next
        }
        let changed = next.students.filter { !shown.students.contains($0) }.count
        news = client.phrases.todayNews(count: max(changed, 1))
        var held = next
        (held.plan, held.students, held.seating) = (shown.plan, shown.students, shown.seating)
        return held
    }
    private static func order(_ screen: TodayScreen) -> [[String]] {
        [(screen.plan + screen.students).map(\.student)]
            + screen.seating.tables.map { ["\($0.table ?? 0)"] + $0.students }
    }

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
    /// Begins to move seats, or ends it.
    public func toggleArranging() { (isArranging, moving) = (!isArranging, nil) }
    /// The class is shown as a list again.
    public func stopArranging() { (isArranging, moving) = (false, nil) }
    /// A seat was tapped: whoever is moved, or with whom they change places.
    public func tapSeat(_ student: String) async {
        guard let moved = moving, moved != student else {
            moving = moving == nil ? student : nil
            return
        }
        let seatless = screen.screen?.seating.tables.first { $0.table == nil }?.students ?? []
        if seatless.contains(moved), seatless.contains(student) {
            // Neither of them has a seat to give.
            moving = student
            return
        }
        moving = nil
        await move { try await client.swapSeats(moved, student) }
    }
    /// The open place of a table was tapped.
    public func sit(at table: UInt32) async {
        guard let moved = moving else { return }
        moving = nil
        await move { try await client.seatAt(moved, table: table) }
    }
    public func undoSeat() async { await move { try await client.undoSeat() } }
    /// Whoever moves seats sees it, also where that moves others.
    private func move(_ work: @MainActor () async throws -> Void) async {
        await attempt(work)
        await showNews()
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
