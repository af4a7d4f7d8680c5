package notyet.ui.samples

import notyet.core.PhotoState
import notyet.core.VoiceDraft
import notyet.core.VoiceTile

/** Voice notes of drafts and of records. */
object SampleVoices {
    val none = VoiceDraft(null, isHeard = false, canPutBack = false)
    private val note = VoiceTile("v1", PhotoState.READY, "0:23", "", "Voice note, not saved yet, 23 seconds")
    val recorded = VoiceDraft(note, isHeard = false, canPutBack = false)
    val heard = recorded.copy(isHeard = true)
    val takenOut = VoiceDraft(null, isHeard = false, canPutBack = true)
    val ofRecord = VoiceTile("v2", PhotoState.READY, "0:41", "12 Nov", "Voice note of 12 Nov, 41 seconds")
    val coming = VoiceTile("v3", PhotoState.COMING, "0:08", "14 Nov", "Voice note of 14 Nov, 8 seconds")
}
