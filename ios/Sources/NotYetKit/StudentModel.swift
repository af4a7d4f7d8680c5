// Student: one student across outcomes, as their teacher sees them, and the answers to what the student asks.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class StudentModel: Trying {
    @ObservationIgnored public let screen: ScreenReader<StudentScreen>
    @ObservationIgnored public let photos: PhotoShelf
    /// The door for this student.
    @ObservationIgnored public let door: ClassDoor
    public let student: String
    /// What is typed, by question.
    public var answers: [String: String] = [:]
    /// The question whose answer was not saved.
    public private(set) var unanswered: String?
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let turns: Turns

    public init(client: any CoreClient, student: String, turns: Turns = Turns()) {
        (self.client, self.student, self.turns) = (client, student, turns)
        door = ClassDoor(client: client, student: student)
        photos = PhotoShelf(client)
        screen = ScreenReader(client, [.roster, .work, .photos]) { try await client.student(student) }
    }

    public func answer(_ question: String) async {
        let typed = answers[question] ?? ""
        await turns.take { [self] in
            unanswered = question
            if await attempt({ try await client.answer(question: question, text: typed) }) { answers[question] = nil }
            await screen.reload()
        }
    }
}
