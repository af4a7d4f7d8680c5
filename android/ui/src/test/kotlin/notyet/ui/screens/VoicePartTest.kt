package notyet.ui.screens

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import notyet.core.VoiceDraft
import notyet.ui.samples.CaptureSamples
import notyet.ui.samples.SampleScreens
import notyet.ui.samples.SampleVoices
import notyet.ui.state.NoVoice
import org.junit.Assert.assertEquals
import org.junit.Test

/** Voice notes on the screens: recorded, listened to, saved. */
class VoicePartTest : ScreenCase() {
    private val actions = VoiceActions(
        onStart = { did += "start" },
        onHeard = { did += "heard" },
        onRemove = { did += "remove" },
        onPutBack = { did += "put back" },
        onKeepAgain = { did += "keep again" },
    )

    /** Plays at once, and remembers how. */
    private inner class Player(override val trouble: PlayTrouble? = null) : VoicePlayer {
        override val playing: String? = null
        override val aloud = false

        override fun choose(aloud: Boolean) {
            did += "aloud $aloud"
        }

        override fun play(attachment: String, onPlaying: () -> Unit) {
            did += "play $attachment"
            onPlaying()
        }

        override fun stop() = Unit
    }

    private fun capture(voice: VoiceDraft, state: VoiceState = VoiceState(), player: VoicePlayer = Player()) = show(player) {
        val data = CaptureSamples.Capture.empty.copy(voice = voice)
        CaptureScreen(ready(data), data.draft, CaptureActions(voice = actions, onTag = { did += "tag" }), voice = state)
    }

    private fun show(player: VoicePlayer = Player(), content: @Composable () -> Unit) = screen {
        CompositionLocalProvider(LocalVoices provides player) { content() }
    }

    private fun press(text: String) = rule.onNodeWithText(text).performScrollTo().performClick()

    @Test
    fun what_was_recorded_is_listened_to_before_it_goes_on() {
        capture(SampleVoices.recorded)
        rule.onNodeWithText("Whose work is it?").assertDoesNotExist()
        rule.onNodeWithContentDescription("Voice note, not saved yet, 23 seconds").assertIsDisplayed()
        press("Listen")
        assertEquals(listOf("play v1", "heard"), did)
    }

    @Test
    fun once_heard_it_is_work_like_any_other_and_can_be_taken_out() {
        capture(SampleVoices.heard)
        press("Take it out")
        press("Whose work is it?")
        assertEquals(listOf("remove", "tag"), did)
    }

    @Test
    fun what_was_taken_out_is_put_back_with_one_tap() {
        capture(SampleVoices.takenOut)
        press("Put the voice note back")
        assertEquals(listOf("put back"), did)
    }

    @Test
    fun the_time_stands_on_the_button_while_it_records() {
        capture(SampleVoices.none, VoiceState(seconds = 67))
        rule.onNodeWithText("Recording 1:07").performScrollTo().assertIsDisplayed()
    }

    @Test
    fun out_loud_is_a_choice_and_a_tablet_without_an_ear_says_so() {
        capture(SampleVoices.heard, player = Player(PlayTrouble("v1", noEar = true)))
        rule.onNodeWithText("No earpiece is here. Plug in headphones, or choose out loud.").performScrollTo().assertIsDisplayed()
        press("Out loud")
        assertEquals(listOf("aloud true"), did)
    }

    @Test
    fun a_microphone_that_is_off_is_said_and_the_words_that_were_typed_stand() {
        val data = CaptureSamples.Capture.usual
        show { CaptureScreen(ready(data), data.draft, CaptureActions(voice = actions), voice = VoiceState(why = NoVoice.Refused)) }
        val sentence = "The microphone is off for this app. Allow it in the settings. What you typed is kept."
        rule.onNodeWithText(sentence).performScrollTo().assertIsDisplayed()
        rule.onNodeWithText(data.draft.text).performScrollTo().assertIsDisplayed()
    }

    @Test
    fun a_recording_that_found_no_room_is_kept_again_with_one_tap() {
        capture(SampleVoices.none, VoiceState(problem = "This device is full. Free some space, then try again.", canKeepAgain = true))
        press("Keep it again")
        assertEquals(listOf("keep again"), did)
    }

    @Test
    fun feedback_offers_to_save_a_voice_note_once_it_was_heard() {
        val usual = SampleScreens.Conference.usual
        val data = usual.copy(voice = SampleVoices.heard)
        show { ConferenceScreen(ready(data), ConferenceDraft(), ConferenceActions(onFeedback = { did += "save" })) }
        press("Save feedback")
        assertEquals(listOf("save"), did)
    }

    @Test
    fun a_student_hears_what_a_teacher_said() {
        show { ThreadScreen(ready(SampleScreens.Thread.spoken), ThreadDraft(), ThreadActions()) }
        rule.onNodeWithContentDescription("Voice note of 12 Nov, 41 seconds").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("On its way").performScrollTo().assertIsDisplayed()
        press("Listen")
        assertEquals(listOf("play v2"), did)
    }
}
