package notyet.ui.screens

import androidx.compose.runtime.Stable
import androidx.compose.runtime.staticCompositionLocalOf

/** Plays voice notes, one at a time. */
@Stable
interface VoicePlayer {
    /** Which one is being played. */
    val playing: String?

    /** Which one could not be, and whether for want of an ear. */
    val trouble: PlayTrouble?

    /** Out loud, and not at the ear or in headphones. */
    val aloud: Boolean

    fun choose(aloud: Boolean)

    /** Plays it; [onPlaying] hears when it has begun. */
    fun play(attachment: String, onPlaying: () -> Unit)

    fun stop()
}

/**
 * A voice note that was not played.
 *
 * @property noEar nothing is here that one person alone hears; else it is not here yet, or the machine has no player for it.
 */
data class PlayTrouble(val attachment: String, val noEar: Boolean)

/** Set once by the host of the screens; without it nothing plays. */
val LocalVoices = staticCompositionLocalOf<VoicePlayer> { Silence }

private object Silence : VoicePlayer {
    override val playing: String? = null
    override val trouble: PlayTrouble? = null
    override val aloud = false

    override fun choose(aloud: Boolean) = Unit

    override fun play(attachment: String, onPlaying: () -> Unit) = Unit

    override fun stop() = Unit
}
