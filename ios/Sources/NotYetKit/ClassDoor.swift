// The door by which students come in, while a teacher holds it open.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class ClassDoor: Trying {
    /// What is held up; nil: it is shut.
    public private(set) var open: DoorScreen?
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let student: String?

    /// - Parameter student: for whom; nil: for the class that Today shows.
    public init(client: any CoreClient, student: String? = nil) {
        (self.client, self.student) = (client, student)
    }

    /// Opens it, or makes a new code.
    public func make() async {
        let isOpen = await attempt { open = try await client.openDoor(student: student) }
        if !isOpen { open = nil }
    }
    /// Puts it away. A code that was seen opens the door until its time is up.
    public func close() { open = nil }
}
