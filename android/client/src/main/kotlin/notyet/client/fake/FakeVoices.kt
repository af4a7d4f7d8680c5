package notyet.client.fake

import notyet.core.CoreException
import notyet.core.DraftPlace
import notyet.core.PhotoState
import notyet.core.VoiceDraft
import notyet.core.VoiceTile

/** A recording under its name. */
internal class FakeVoice(val id: String, val mpeg4: ByteArray)

/**
 * The voice notes of the drafts of one device. What a record [carries] stands in no draft while that is not taken back.
 */
internal class FakeVoices(private val freshId: () -> String, private val carries: (voice: String) -> Boolean) {
    private class Draft(val note: FakeVoice? = null, val heard: Boolean = false, val gone: Draft? = null)

    private val drafts = mutableMapOf<DraftPlace, Draft>()

    fun keep(place: DraftPlace, mpeg4: ByteArray) {
        if (mpeg4.drop(KIND_AT).take(KIND.size) != KIND) throw CoreException.Invalid("voice", "not-a-voice")
        drafts[place] = Draft(FakeVoice(freshId(), mpeg4), gone = at(place).takeIf { it.note != null })
    }

    fun heard(place: DraftPlace) {
        val now = at(place)
        drafts[place] = Draft(now.note ?: throw CoreException.NotFound("record"), heard = true, now.gone)
    }

    fun remove(place: DraftPlace) {
        val now = at(place)
        if (now.note != null) drafts[place] = Draft(gone = Draft(now.note, now.heard))
    }

    fun putBack(place: DraftPlace) {
        drafts[place] = at(place).takeIf { it.note == null }?.gone ?: throw CoreException.NotFound("record")
    }

    /** What is saved with the draft. */
    fun toSave(place: DraftPlace): List<FakeVoice> {
        val now = at(place)
        if (now.note != null && !now.heard) throw CoreException.Invalid("voice", "unheard")
        return listOfNotNull(now.note)
    }

    /** What is saved with feedback: what was not heard waits in its draft. */
    fun ifHeard(place: DraftPlace): List<FakeVoice> = listOfNotNull(at(place).takeIf { it.heard }?.note)

    fun draft(place: DraftPlace): VoiceDraft {
        val now = at(place)
        return VoiceDraft(now.note?.let { tile(it, "") }, now.heard && now.note != null, now.note == null && now.gone != null)
    }

    fun sound(id: String): ByteArray? = drafts.values.mapNotNull { it.note }.firstOrNull { it.id == id }?.mpeg4

    private fun at(place: DraftPlace): Draft {
        val kept = drafts[place] ?: Draft()
        return if (kept.note != null && carries(kept.note.id)) Draft() else kept
    }

    companion object {
        private const val KIND_AT = 4
        private val KIND = "ftyp".map { it.code.toByte() }

        /** Every one lasts as long. */
        fun tile(voice: FakeVoice, day: String) = VoiceTile(
            voice.id,
            PhotoState.READY,
            "0:23",
            day,
            if (day.isEmpty()) "Voice note, not saved yet, 23 seconds" else "Voice note of $day, 23 seconds",
        )
    }
}
