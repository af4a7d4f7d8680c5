package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import notyet.client.VoiceClient
import notyet.core.CoreException
import notyet.ui.screens.PlayTrouble
import notyet.ui.screens.VoicePlayer

/** Plays the voice notes of one person's records and drafts through the machine's speaker. Each begins at the ear again. */
@Stable
class PlayerHolder(private val client: VoiceClient, private val scope: CoroutineScope, private val speaker: Speaker) : VoicePlayer {
    private var running: Job? = null

    override var playing by mutableStateOf<String?>(null)
        private set
    override var trouble by mutableStateOf<PlayTrouble?>(null)
        private set
    override var aloud by mutableStateOf(false)
        private set

    override fun choose(aloud: Boolean) {
        stop()
        this.aloud = aloud
        trouble = null
    }

    override fun play(attachment: String, onPlaying: () -> Unit) {
        stop()
        trouble = null
        playing = attachment
        running = scope.launch {
            val played = try {
                client.sound(attachment)?.let { speaker.play(it, aloud, onPlaying) } ?: Played.Not
            } catch (_: CoreException) {
                Played.Not
            }
            if (played != Played.Whole) trouble = PlayTrouble(attachment, noEar = played == Played.NoEar)
            playing = null
        }
    }

    override fun stop() {
        running?.cancel()
        running = null
        playing = null
    }

    fun close() {
        stop()
        aloud = false
    }
}
