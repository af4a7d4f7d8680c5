package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import notyet.core.PhotoState
import notyet.core.VoiceDraft
import notyet.core.VoiceTile
import notyet.core.Words
import notyet.core.photoComing
import notyet.core.voiceAbsent
import notyet.core.voiceAloud
import notyet.core.voiceCut
import notyet.core.voiceFull
import notyet.core.voiceHold
import notyet.core.voiceHoldHint
import notyet.core.voiceKeepAgain
import notyet.core.voiceListen
import notyet.core.voiceListenFirst
import notyet.core.voiceListenStop
import notyet.core.voiceNoEar
import notyet.core.voiceNote
import notyet.core.voicePutBack
import notyet.core.voiceRecording
import notyet.core.voiceRefused
import notyet.core.voiceRemove
import notyet.core.voiceSilent
import notyet.core.voiceStart
import notyet.core.voiceStop
import notyet.core.voiceTooShort
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Banner
import notyet.ui.parts.Card
import notyet.ui.parts.Chip
import notyet.ui.parts.HoldButton
import notyet.ui.parts.SecondButton
import notyet.ui.parts.WordButton
import notyet.ui.state.NoVoice
import notyet.ui.theme.Look

/**
 * What becomes of a voice note beside what the core keeps of it.
 *
 * @property seconds how long it has been recorded; null: it is not.
 * @property why there is no recording of the last try.
 * @property problem why the core did not do the last thing, in words.
 * @property canKeepAgain whether a recording waits here that the core could not keep.
 */
data class VoiceState(val seconds: Int? = null, val why: NoVoice? = null, val problem: String? = null, val canKeepAgain: Boolean = false)

/** What a person can do with the voice note of a draft. */
class VoiceActions(
    val onStart: () -> Unit = {},
    val onStop: () -> Unit = {},
    /** It is being listened to. */
    val onHeard: () -> Unit = {},
    val onRemove: () -> Unit = {},
    val onPutBack: () -> Unit = {},
    val onKeepAgain: () -> Unit = {},
)

/**
 * The voice note of a draft: a button that is held while one speaks, or tapped at both ends; then what was recorded, to be listened
 * to before it is saved.
 *
 * @param least the least height of what is pressed: in capture [Size.captureTarget].
 * @param hold what stands on the button; it tells two of them on one screen apart.
 */
@Composable
internal fun VoicePart(
    voice: VoiceDraft,
    state: VoiceState,
    actions: VoiceActions,
    least: Dp = Size.target,
    hold: String = LocalWords.current.voiceHold,
) {
    val words = LocalWords.current
    Column(verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        val note = voice.note
        val seconds = state.seconds
        if (note != null && seconds == null) {
            Recorded(note, voice.isHeard, actions)
        } else {
            // One button throughout: a finger stays on it while it changes its words.
            val text = seconds?.let { "${words.voiceRecording} ${clock(it)}" } ?: hold
            val action = if (seconds == null) words.voiceStart else words.voiceStop
            HoldButton(text, Icons.mic, seconds != null, action, actions.onStart, actions.onStop, least)
            Text(words.voiceHoldHint, color = Look.colours.ink2, style = Look.type.label)
            if (voice.canPutBack && seconds == null) WordButton(words.voicePutBack, actions.onPutBack, icon = Icons.undo)
        }
        (state.problem ?: state.why?.let(words::sentence))?.let { Banner(Icons.syncProblem, it) }
        if (state.canKeepAgain) SecondButton(words.voiceKeepAgain, actions.onKeepAgain, Modifier.fillMaxWidth())
    }
}

/** Voice notes of a record, each to be listened to. */
@Composable
internal fun Voices(voices: List<VoiceTile>, modifier: Modifier = Modifier) {
    if (voices.isEmpty()) return
    Column(modifier, verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        for (voice in voices) {
            Card {
                Title(voice)
                Listening(voice)
            }
        }
    }
}

@Composable
private fun Recorded(note: VoiceTile, isHeard: Boolean, actions: VoiceActions) {
    val words = LocalWords.current
    Card {
        Title(note)
        if (!isHeard) Text(words.voiceListenFirst, color = Look.colours.ink, style = Look.type.body)
        Listening(note, actions.onHeard)
        WordButton(words.voiceRemove, actions.onRemove)
    }
}

@Composable
private fun Title(voice: VoiceTile) = AttachedTitle(LocalWords.current.voiceNote, voice.length, voice.day, voice.spoken)

/** What is attached, how long or large it is, and of which day. A reader hears all of it, once. */
@Composable
internal fun AttachedTitle(what: String, measure: String, day: String, spoken: String) {
    Row(
        Modifier.semantics(mergeDescendants = true) { contentDescription = spoken },
        Arrangement.spacedBy(Space.x8),
        Alignment.CenterVertically,
    ) {
        Text(what, Modifier.weight(1f), color = Look.colours.ink, style = Look.type.body)
        val label = listOf(measure, day).filter { it.isNotEmpty() }.joinToString(" · ")
        Text(label, color = Look.colours.ink2, style = Look.type.label)
    }
}

/** At the ear, unless a person chooses otherwise: what a child said is not for the room. */
@Composable
private fun Listening(voice: VoiceTile, onHeard: () -> Unit = {}) {
    val words = LocalWords.current
    val player = LocalVoices.current
    when (voice.state) {
        PhotoState.COMING -> Text(words.photoComing, color = Look.colours.ink2, style = Look.type.body)
        PhotoState.UNREADABLE -> Text(words.voiceSilent, color = Look.colours.ink2, style = Look.type.body)
        PhotoState.READY -> {
            val plays = player.playing == voice.attachment
            val text = if (plays) words.voiceListenStop else words.voiceListen
            val onTap = { if (plays) player.stop() else player.play(voice.attachment, onHeard) }
            Row(horizontalArrangement = Arrangement.spacedBy(Space.x12), verticalAlignment = Alignment.CenterVertically) {
                SecondButton(text, onTap, Modifier.weight(1f), Icons.volumeUp)
                Chip(words.voiceAloud, player.aloud, { player.choose(aloud = !player.aloud) })
            }
            player.trouble?.takeIf { it.attachment == voice.attachment }?.let {
                val heard = Modifier.semantics { liveRegion = LiveRegionMode.Polite }
                Text(if (it.noEar) words.voiceNoEar else words.voiceSilent, heard, color = Look.colours.accent, style = Look.type.label)
            }
        }
    }
}

/** "0:07". */
private fun clock(seconds: Int) = "${seconds / MINUTE}:${(seconds % MINUTE).toString().padStart(2, '0')}"

private fun Words.sentence(why: NoVoice): String = when (why) {
    NoVoice.Refused -> voiceRefused
    NoVoice.Absent -> voiceAbsent
    NoVoice.Full -> voiceFull
    NoVoice.Cut -> voiceCut
    NoVoice.TooShort -> voiceTooShort
}

private const val MINUTE = 60
