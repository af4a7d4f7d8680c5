package notyet.client

import notyet.core.CaptureScreen
import notyet.core.PieceDraft
import notyet.core.Saved
import notyet.core.TagScreen

/**
 * What a teacher's Capture and Tag may ask. A `place` is the student beside whom the capture was begun, or null: the class that
 * Today shows; each has a draft of its own, which outlives the screen and the app.
 */
interface CapturingClient {
    suspend fun capture(place: String?): CaptureScreen

    suspend fun keepPiece(place: String?, draft: PieceDraft): Saved

    /** A JPEG as the camera or the library gave it. */
    suspend fun addPiecePhoto(place: String?, jpeg: ByteArray): Saved

    suspend fun removePiecePhoto(place: String?, photo: String): Saved

    /** [judged] is the outcome of the grid's levels; null: the first that the work shows. */
    suspend fun tag(place: String?, judged: String?): TagScreen

    suspend fun tagOutcome(place: String?, outcome: String, on: Boolean): Saved

    suspend fun tagStudent(place: String?, student: String, on: Boolean): Saved

    /** One step; those whom the photo does not go to are left out, unless it goes to none. [level] null: none. */
    suspend fun tagLevel(place: String?, students: List<String>, outcome: String, level: String?): Saved

    /** Takes back the last step on the grid. */
    suspend fun untag(place: String?): Saved

    suspend fun tagNote(place: String?, student: String, text: String, staffOnly: Boolean): Saved

    /** Saves it for all who are tagged; [CoreClient.undo] takes all of it back. */
    suspend fun savePiece(place: String?): Saved

    /** Says that what was saved last at this place shows another outcome, too, for those who have not shown it yet. */
    suspend fun alsoPiece(place: String?, outcome: String): Saved

    /** What was saved last may be sent. */
    suspend fun leavePiece()
}
