package notyet.client

import notyet.core.Teaching

/** The core's teaching area behind [RoomClient]. */
internal class RustRoomClient(private val teaching: Teaching) :
    RoomClient,
    AutoCloseable {
    override suspend fun setHere(student: String, here: Boolean) = teaching.setHere(student, here)

    override suspend fun setLater(student: String, later: Boolean) = teaching.setLater(student, later)

    override suspend fun seatAt(student: String, table: UInt) = teaching.seatAt(student, table)

    override suspend fun swapSeats(one: String, other: String) = teaching.swapSeats(one, other)

    override suspend fun undoSeat() = teaching.undoSeat()

    override fun close() = (teaching as AutoCloseable).close()
}
