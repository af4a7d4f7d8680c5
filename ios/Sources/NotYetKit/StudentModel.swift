// Student: one student across outcomes, as their teacher sees them. Records nothing.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class StudentModel {
    @ObservationIgnored public let screen: ScreenReader<StudentScreen>
    @ObservationIgnored public let photos: PhotoShelf
    /// The door for this student.
    @ObservationIgnored public let door: ClassDoor
    public let student: String

    public init(client: any CoreClient, student: String) {
        (self.student, door) = (student, ClassDoor(client: client, student: student))
        photos = PhotoShelf(client)
        screen = ScreenReader(client, [.roster, .work, .photos]) { try await client.student(student) }
    }
}
