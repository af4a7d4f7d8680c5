// A teacher's way about: which screens are open, who is with whom, and when a student was left.
import CoreClient
import NotYetCore
import Observation

/// The places of the bar; the roster is a teacher's, Add and Feedback are a student's alone.
public enum BarPlace: Hashable, Sendable { case main, roster, add, feedback, sync, me }

/// What a teacher can open from Today or Class.
public enum TeacherRoute: Hashable, Sendable {
    case student(String)
    case studentOutcome(student: String, outcome: String)
    /// A piece of work, or a judgement that names none.
    case studentEvidence(student: String, piece: String)
    /// - Parameter outcome: nil for the one that the core proposes.
    case conference(student: String, outcome: String?)
    /// The class as seats.
    case walk
    /// Work in the making.
    /// - Parameter student: beside whom it was begun; nil for the class.
    case capture(student: String?)
    /// Whose work it is.
    case tag(student: String?)

    /// Whom it is about, where it is about one.
    var student: String? {
        switch self {
        case .student(let student), .studentOutcome(let student, _), .studentEvidence(let student, _),
            .conference(let student, _):
            student
        case .capture(let student), .tag(let student): student
        case .walk: nil
        }
    }
    var isCapture: Bool {
        switch self {
        case .capture, .tag: true
        default: false
        }
    }
    var isConference: Bool { if case .conference = self { true } else { false } }
}

/// Puts the device into a student's hands, for their own judgement of the newest work on an outcome.
public typealias HandOver = @MainActor (_ student: String, _ outcome: String) async throws -> Void

@MainActor
@Observable
public final class TeacherModel {
    public var place = BarPlace.main { didSet { turn() } }
    /// The list from which the open screens were opened: Today, or Class.
    public private(set) var list = BarPlace.main
    public var path: [TeacherRoute] = [] { didSet { leave(whoWasIn: oldValue) } }
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored public let camera: any Camera
    @ObservationIgnored public let sound: any Sound
    @ObservationIgnored public let player: PlayerModel
    @ObservationIgnored public let documents: DocumentsModel
    /// Shared by all who record on this device.
    @ObservationIgnored public let turns = Turns()
    @ObservationIgnored public let today: TodayModel
    @ObservationIgnored public let roster: ClassModel
    @ObservationIgnored public let sync: SyncModel
    @ObservationIgnored public let me: MeModel
    /// The order in which Today stood when it was left: saving moves a student to its end.
    @ObservationIgnored private var queue: [String] = []
    @ObservationIgnored private var visit: ConferenceModel?
    @ObservationIgnored private let handOver: HandOver
    /// Ends when the core knows of everyone who was left.
    @ObservationIgnored private(set) var leaving: Task<Void, Never>?

    public init(
        client: any CoreClient, camera: any Camera, sound: any Sound = NoSound(),
        documents: any DocumentHost = NoDocuments(), me: MeModel,
        handOver: @escaping HandOver = { _, _ in }
    ) {
        (self.client, self.camera, self.sound, self.me) = (client, camera, sound, me)
        self.handOver = handOver
        player = PlayerModel(client: client, sound: sound)
        self.documents = DocumentsModel(client: client, host: documents)
        let chosen = ChosenClass()
        (today, roster) = (TodayModel(client: client, chosen: chosen), ClassModel(client: client, chosen: chosen))
        sync = SyncModel(client: client)
    }

    /// The way that was opened from one list does not lead back to the other.
    private func turn() {
        guard place == .main || place == .roster, place != list else { return }
        list = place
        path = []
    }

    public func open(_ student: String) {
        queue = today.queue
        path = [.student(student)]
    }
    /// Sits down with a student, from Today or Class, or from that student's outcomes. A conference that is open goes on.
    public func confer(with student: String, outcome: String? = nil) {
        if let at = path.firstIndex(where: { $0.isConference && $0.student == student }) {
            path = Array(path[...at])
            if let outcome, let visit { Task { await visit.choose(outcome: outcome) } }
            return
        }
        if !path.contains(where: { $0.student == student }) { (path, queue) = ([], today.queue) }
        path.append(.conference(student: student, outcome: outcome))
    }
    /// The visit to a student: one, as long as any screen is about them.
    public func visit(to student: String, outcome: String?) -> ConferenceModel {
        if let visit, visit.student == student { return visit }
        let model = ConferenceModel(
            client: client, camera: camera, sound: sound, student: student, outcome: outcome, turns: turns,
            handOver: handOver)
        visit = model
        return model
    }
    /// A student's outcomes, beside the student.
    public func profile(_ student: String) { path.append(.student(student)) }
    /// The next student of Today takes this one's place; after the last one Today itself.
    public func next(after student: String) {
        let at = queue.firstIndex(of: student).map { $0 + 1 } ?? queue.endIndex
        path = at < queue.endIndex ? [.conference(student: queue[at], outcome: nil)] : []
    }
    public func walk() {
        walking = WalkModel(client: client, turns: turns)
        path = [.walk]
    }
    /// The walk that is open.
    public private(set) var walking: WalkModel?
    /// Whom the open screens are about.
    public var student: String? { path.last?.student }
    /// Gathers work of the class, or of the student whose outcomes are open.
    public func capture(of student: String? = nil) { path.append(.capture(student: student)) }
    /// On from the work to whose it is.
    public func tag(of student: String?) { path.append(.tag(student: student)) }
    /// Back to where the capture was begun.
    public func endCapture() { path.removeAll(where: \.isCapture) }
    /// Whether Capture or Tag is open: it stands alone, because a child may read it.
    public var isCapturing: Bool { path.contains(where: \.isCapture) }
    /// Whether a conference is open, also under another screen: nobody else is in sight then.
    public var isInConference: Bool { path.contains(where: \.isConference) }
    public func openSync() { place = .sync }

    /// Leaving a student sends what was saved for them, so it also happens when the screen is swiped away.
    private func leave(whoWasIn old: [TeacherRoute]) {
        if let walk = walking, !path.contains(.walk) {
            walking = nil
            leaving = Task { await walk.end() }
        }
        if old.contains(where: \.isCapture), !isCapturing {
            // If it does not work, what is held goes out by itself within half a minute.
            leaving = Task { [client, turns] in await turns.take { try? await client.leavePiece() } }
        }
        let present = Set(path.compactMap(\.student))
        for student in Set(old.compactMap(\.student)).subtracting(present) {
            let left = visit?.student == student ? visit : nil
            if left != nil { visit = nil }
            leaving = Task { [client, turns] in
                // What was said until now is kept first.
                await left?.fallSilent()
                // If it does not work, what is held goes out by itself within half a minute.
                await turns.take { try? await client.leaveStudent(student) }
            }
        }
    }
}
