// A teacher's way about: which screens are open, who is with whom, and when a student was left.
import CoreClient
import NotYetCore
import Observation

/// The places of the bar; Add and Feedback are a student's alone.
public enum BarPlace: Hashable, Sendable { case main, add, feedback, sync, me }

/// What a teacher can open from Today.
public enum TeacherRoute: Hashable, Sendable {
    case student(String)
    /// - Parameter outcome: nil for the one that was used last.
    case capture(student: String, outcome: String?)

    var student: String {
        switch self {
        case .student(let student), .capture(let student, _): student
        }
    }
}

@MainActor
@Observable
public final class TeacherModel {
    public var place = BarPlace.main
    public var path: [TeacherRoute] = [] { didSet { leave(whoWasIn: oldValue) } }
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored public let camera: any Camera
    /// Shared by all who record on this device.
    @ObservationIgnored public let turns = Turns()
    @ObservationIgnored public let today: TodayModel
    @ObservationIgnored public let sync: SyncModel
    @ObservationIgnored public let me: MeModel
    /// The order in which Today stood when it was left: saving moves a student to its end.
    @ObservationIgnored private var queue: [String] = []
    /// Ends when the core knows of everyone who was left.
    @ObservationIgnored private(set) var leaving: Task<Void, Never>?

    public init(client: any CoreClient, camera: any Camera, me: MeModel) {
        (self.client, self.camera, self.me) = (client, camera, me)
        (today, sync) = (TodayModel(client: client), SyncModel(client: client))
    }

    public func open(_ student: String) {
        queue = today.queue
        path = [.student(student)]
    }
    public func capture(_ student: String, outcome: String? = nil) {
        if queue.isEmpty { queue = today.queue }
        path.append(.capture(student: student, outcome: outcome))
    }
    /// The next student of Today takes this one's place; after the last one Today itself.
    public func next(after student: String) {
        let at = queue.firstIndex(of: student).map { $0 + 1 } ?? queue.endIndex
        path = at < queue.endIndex ? [.capture(student: queue[at], outcome: nil)] : []
    }
    /// Whom the open screens are about.
    public var student: String? { path.last?.student }
    public func openSync() { place = .sync }

    /// Leaving a student sends what was saved for them, so it also happens when the screen is swiped away.
    private func leave(whoWasIn old: [TeacherRoute]) {
        let present = Set(path.map(\.student))
        for student in Set(old.map(\.student)).subtracting(present) {
            leaving = Task { [client, turns] in
                // If it does not work, what is held goes out by itself within half a minute.
                await turns.take { try? await client.leaveStudent(student) }
            }
        }
    }
}
