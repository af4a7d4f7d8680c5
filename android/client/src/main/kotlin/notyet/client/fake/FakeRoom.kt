package notyet.client.fake

import notyet.client.RoomClient
import notyet.core.CoreException
import notyet.core.Saved
import notyet.core.SeatTable
import notyet.core.Seating
import notyet.core.UndoBar

/** Who is here, who is seen to later and who sits where, on one device; [saving] says whether its person may say so. */
internal class FakeRoom(private val server: FakeServer, private val saving: (() -> Unit) -> Saved) : RoomClient {
    private val later = mutableSetOf<String>()

    /** The seats before each move, newest last. */
    private val moves = mutableListOf<Map<String, UInt>>()

    fun isHere(student: String) = student !in server.notHere

    fun isLater(student: String) = student in later

    override suspend fun setHere(student: String, here: Boolean) = saving { server.setHere(known(student), here) }

    override suspend fun setLater(student: String, later: Boolean) = saving {
        if (later) this.later += known(student) else this.later -= student
    }

    override suspend fun seatAt(student: String, table: UInt) = saving { move { it - known(student) + (student to table) } }

    override suspend fun swapSeats(one: String, other: String) = saving {
        move { seats ->
            val (ofOne, ofOther) = seats[known(one)] to seats[known(other)]
            // The order of the map is the order at a table.
            val swapped = seats.entries.map { (who, table) -> (mapOf(one to other, other to one)[who] ?: who) to table }
            if (ofOne == null && ofOther == null) seats else swapped.toMap()
        }
    }

    override suspend fun undoSeat() = saving {
        server.seat(moves.removeLastOrNull() ?: throw CoreException.NotFound("step"))
    }

    private fun move(change: (Map<String, UInt>) -> Map<String, UInt>) {
        val before = server.seats
        val after = change(before)
        if (after.entries.toList() == before.entries.toList()) return
        moves += before
        server.seat(after)
    }

    fun seating(): Seating {
        val all = server.school.students.map { it.id }
        val tables = server.seats.values.distinct().sorted().map { number ->
            table(number, server.seats.filterValues { it == number }.keys.toList())
        }
        val others = all - server.seats.keys
        val none = SeatTable(null, "No table yet".takeIf { tables.isNotEmpty() }, null, others).takeIf { others.isNotEmpty() }
        val fresh = generateSequence(1u) { it + 1u }.first { it !in server.seats.values }
        val undo = UndoBar("Moved", canUndo = true, canRedo = false).takeIf { moves.isNotEmpty() }
        return Seating(tables + listOfNotNull(none), table(fresh, emptyList()), undo)
    }

    private fun table(number: UInt, students: List<String>) = SeatTable(number, "Table $number", "Sit at table $number", students)

    private fun known(student: String): String {
        if (server.school.students.none { it.id == student }) throw CoreException.NotFound("student")
        return student
    }
}
