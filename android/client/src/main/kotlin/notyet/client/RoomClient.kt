package notyet.client

import notyet.core.Saved

/** A class as it is in its room: what a teacher says of this moment, which is no record, and who sits where. */
interface RoomClient {
    /** Whether a student is here today; all adults of the class hear it, until midnight. */
    suspend fun setHere(student: String, here: Boolean): Saved

    /** Takes a student out of today's plan for now, on this device, or puts them back. */
    suspend fun setLater(student: String, later: Boolean): Saved

    /** Seats a student at a table (1 to 60), after those who sit there; all adults of the class see it. */
    suspend fun seatAt(student: String, table: UInt): Saved

    /** Two students change places. */
    suspend fun swapSeats(one: String, other: String): Saved

    /** Takes the last move of a seat back. */
    suspend fun undoSeat(): Saved
}
