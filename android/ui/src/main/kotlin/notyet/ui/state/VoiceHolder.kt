package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import notyet.client.Told
import notyet.client.VoiceClient
import notyet.core.CoreException
import notyet.core.DraftPlace
import notyet.ui.screens.VoiceActions
import notyet.ui.screens.VoiceState

/**
 * The voice note of one draft: recorded for at most a minute, and kept by the core as soon as it has ended, so that it outlives this
 * screen and the app. What the core could not keep stays here and can be kept again.
 *
 * @param place the draft; null while the screen does not know it yet.
 * @param second lets a second pass.
 * @param floor shared by the voice notes of one screen.
 * @param onChanged asks the screen's record anew.
 */
@Stable
class VoiceHolder(
    private val client: VoiceClient,
    private val told: Told,
    private val scope: CoroutineScope,
    private val microphone: Microphone,
    private val place: () -> DraftPlace?,
    private val second: suspend () -> Unit = { delay(SECOND_MS) },
    private val floor: Floor = Floor(),
    private val onChanged: () -> Unit,
) {
    private val turns = Turns(scope)
    private var recording: Job? = null

    /** From the first touch until what was said is in hand, or it is known why nothing was. */
    private var busy = false
    private var kept: Pair<DraftPlace, ByteArray>? = null

    var state by mutableStateOf(VoiceState())
        private set

    val actions = VoiceActions(
        onStart = ::start,
        onStop = ::stop,
        onHeard = { change { client.voiceHeard(it) } },
        onRemove = { change { client.removeVoice(it) } },
        onPutBack = { change { client.putBackVoice(it) } },
        onKeepAgain = { kept?.let { (at, mpeg4) -> keep(at, mpeg4) } },
    )

    /** The screen goes: what was said until now is kept. */
    fun close() = stop()

    private fun start() {
        val at = place() ?: return
        if (busy) return
        busy = true
        released = false
        state = VoiceState()
        recording = scope.launch { record(at) }
    }

    private fun stop() {
        if (!busy) return
        if (state.seconds == null) released = true else recording?.cancel()
    }

    /** Let go while the microphone was still being opened. */
    private var released = false

    private suspend fun record(at: DraftPlace) {
        floor.take(this)
        val why = microphone.begin()
        if (why != null) return ended(VoiceState(why = why))
        if (released) {
            microphone.end()
            return ended(VoiceState(why = NoVoice.TooShort))
        }
        try {
            for (passed in 0 until MOST_SECONDS) {
                state = VoiceState(seconds = passed)
                second()
            }
        } finally {
            // Also where it was stopped: what was said is kept, whatever becomes of the screen.
            scope.launch { finish(at) }
        }
    }

    private suspend fun finish(at: DraftPlace) {
        when (val made = microphone.end()) {
            is Recording.Sound -> {
                ended(VoiceState())
                keep(at, made.mpeg4)
            }
            is Recording.Nothing -> ended(VoiceState(why = made.why))
        }
    }

    private fun ended(now: VoiceState) {
        busy = false
        state = now
        floor.leave()
    }

    private fun keep(at: DraftPlace, mpeg4: ByteArray) {
        kept = null
        val failed = { fault: CoreException ->
            // What is no voice note stays none; anything else may be over in a moment.
            if (fault !is CoreException.Invalid) kept = at to mpeg4
            state = VoiceState(problem = told.sentence(fault), canKeepAgain = kept != null)
        }
        turns.take(failed, { if (it) state = VoiceState().also { onChanged() } }) { client.keepVoice(at, mpeg4) }
    }

    private fun change(work: suspend (DraftPlace) -> Unit) {
        val at = place() ?: return
        turns.take({ state = VoiceState(problem = told.sentence(it)) }, { if (it) onChanged() }) { work(at) }
    }

    private companion object {
        /** The longest voice note. */
        const val MOST_SECONDS = 60
        const val SECOND_MS = 1_000L
    }
}
