package notyet.ui.state

import kotlinx.coroutines.sync.Mutex

/** Who speaks, where one screen has several voice notes: whoever begins ends what was being recorded, and that is kept. */
class Floor {
    private val turn = Mutex()
    private var speaker: VoiceHolder? = null

    /** Of [next]. Returns once nobody else is being recorded. */
    suspend fun take(next: VoiceHolder) {
        speaker?.close()
        turn.lock()
        speaker = next
    }

    /** What the speaker said is in hand, or it is known why nothing is. */
    fun leave() {
        speaker = null
        turn.unlock()
    }
}
