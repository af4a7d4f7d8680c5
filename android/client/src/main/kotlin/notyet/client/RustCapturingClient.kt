package notyet.client

import notyet.core.Capturing
import notyet.core.PieceDraft

/** The core's area behind [CapturingClient]. */
internal class RustCapturingClient(private val capturing: Capturing) :
    CapturingClient,
    AutoCloseable {
    override suspend fun capture(place: String?) = capturing.capture(place)

    override suspend fun keepPiece(place: String?, draft: PieceDraft) = capturing.keepPiece(place, draft)

    override suspend fun addPiecePhoto(place: String?, jpeg: ByteArray) = capturing.addPiecePhoto(place, jpeg)

    override suspend fun removePiecePhoto(place: String?, photo: String) = capturing.removePiecePhoto(place, photo)

    override suspend fun tag(place: String?, judged: String?) = capturing.tag(place, judged)

    override suspend fun tagOutcome(place: String?, outcome: String, on: Boolean) = capturing.tagOutcome(place, outcome, on)

    override suspend fun tagStudent(place: String?, student: String, on: Boolean) = capturing.tagStudent(place, student, on)

    override suspend fun tagLevel(place: String?, students: List<String>, outcome: String, level: String?) =
        capturing.tagLevel(place, students, outcome, level)

    override suspend fun untag(place: String?) = capturing.untag(place)

    override suspend fun tagNote(place: String?, student: String, text: String, staffOnly: Boolean) =
        capturing.tagNote(place, student, text, staffOnly)

    override suspend fun savePiece(place: String?) = capturing.savePiece(place)

    override suspend fun alsoPiece(place: String?, outcome: String) = capturing.alsoPiece(place, outcome)

    override suspend fun leavePiece() = capturing.leavePiece()

    override fun close() = capturing.close()
}
