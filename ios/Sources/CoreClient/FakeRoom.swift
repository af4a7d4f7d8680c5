// What a fake core's teacher says of this moment in the class, and who sits where.
import NotYetCore

extension FakeCoreClient {
    public func setHere(_ student: String, _ here: Bool) async throws {
        try say(student) { if here { $0.notHere.remove(student) } else { $0.notHere.insert(student) } }
    }
    public func setLater(_ student: String, _ later: Bool) async throws {
        try say(student) { if later { $0.later.insert(student) } else { $0.later.remove(student) } }
    }
    public func seatAt(_ student: String, table: UInt32) async throws {
        try say(student) { room in
            room.move(room.seats.filter { $0.student != student } + [Seated(student: student, table: table)])
        }
    }
    public func swapSeats(_ one: String, _ other: String) async throws {
        try say(one) { room in
            let with = [one: other, other: one]
            room.move(room.seats.map { Seated(student: with[$0.student] ?? $0.student, table: $0.table) })
        }
    }
    public func undoSeat() async throws {
        if let error = state.intentError { throw error }
        guard let before = state.room.moves.last else { throw CoreError.NotFound(what: "step") }
        change { state in
            state.room.seats = before
            state.room.moves.removeLast()
        }
    }
    private func say(_ student: String, _ work: (inout Room) -> Void) throws {
        if let error = state.intentError { throw error }
        _ = try FakeScreens(try read(), words).known(student)
        change { work(&$0.room) }
    }
}

extension FakeCoreClient.Room {
    fileprivate mutating func move(_ after: [FakeCoreClient.Seated]) {
        if after == seats { return }
        moves.append(seats)
        seats = after
    }
}

extension FakeScreens {
    var seating: Seating {
        let seats = state.room.seats
        let fresh = (1...60).map(UInt32.init).first { number in !seats.contains { $0.table == number } }
        return Seating(
            tables: tables, fresh: fresh.map { table($0, []) },
            undo: state.room.moves.isEmpty ? nil : UndoBar(text: words.seatsMoved, canUndo: true, canRedo: false))
    }
    var tables: [SeatTable] {
        let seats = state.room.seats
        let numbers = Set(seats.map(\.table)).sorted()
        let others = school.students.map(\.id).filter { id in !seats.contains { $0.student == id } }
        let none = SeatTable(table: nil, title: seats.isEmpty ? nil : words.seatsNone, join: nil, students: others)
        let taken = numbers.map { number in table(number, seats.filter { $0.table == number }.map(\.student)) }
        return taken + (others.isEmpty ? [] : [none])
    }
    private func table(_ number: UInt32, _ students: [String]) -> SeatTable {
        SeatTable(table: number, title: "Table \(number)", join: "Sit at table \(number)", students: students)
    }
}
