// Joining: by class code and name as a student, by staff code as a teacher. Keeps what was typed until it worked.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class JoinModel: Trying {
    public enum Role: CaseIterable, Sendable { case student, teacher }

    public var role = Role.student
    public var server = ""
    public var code = ""
    public var name = ""
    public private(set) var isJoining = false
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient

    /// - Parameter server: the address that was used last, to be offered again.
    public init(client: any CoreClient, server: String = "") { (self.client, self.server) = (client, server) }

    public func join() async {
        guard !isJoining else { return }
        isJoining = true
        await attempt {
            switch role {
            case .student: try await client.joinWithClassCode(server: server, code: code, name: name)
            case .teacher: try await client.joinWithStaffCode(server: server, code: code)
            }
        }
        isJoining = false
    }

    /// Gives up waiting for the teacher.
    public func cancel() { client.cancelJoin() }

    /// What is wrong with one field, in words.
    public func problem(in field: String) -> String? { problem?.field == field ? problem?.sentence : nil }
    /// What is wrong with none of the fields in particular.
    public var generalProblem: String? {
        guard let problem, !["server", "code", "name"].contains(problem.field) else { return nil }
        return problem.sentence
    }
}
