package notyet.client

import notyet.core.Saved

/** What a teacher says of this moment in a class. None of it is a record. */
interface RoomClient {
    /** Whether a student is here today; all adults of the class hear it, until midnight. */
    suspend fun setHere(student: String, here: Boolean): Saved

    /** Takes a student out of today's plan for now, on this device, or puts them back. */
    suspend fun setLater(student: String, later: Boolean): Saved
}
