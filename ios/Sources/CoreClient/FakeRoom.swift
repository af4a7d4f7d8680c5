// What a fake core's teacher says of this moment in the class.
import NotYetCore

extension FakeCoreClient {
    public func setHere(_ student: String, _ here: Bool) async throws {
        try say(student) { if here { $0.notHere.remove(student) } else { $0.notHere.insert(student) } }
    }
    public func setLater(_ student: String, _ later: Bool) async throws {
        try say(student) { if later { $0.later.insert(student) } else { $0.later.remove(student) } }
    }
    private func say(_ student: String, _ work: (inout Room) -> Void) throws {
        if let error = state.intentError { throw error }
        _ = try FakeScreens(try read(), words).known(student)
        change { work(&$0.room) }
    }
}
