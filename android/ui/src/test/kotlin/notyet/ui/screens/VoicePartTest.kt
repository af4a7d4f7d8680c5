package notyet.ui.screens

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onLast
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performSemanticsAction
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
    fun two_recorders_of_one_screen_are_told_apart_by_their_names() {
        val pupil = VoiceActions(onStart = { did += "student" })
        val all = ConferenceActions(voice = VoiceActions(onStart = { did += "teacher" }), ownVoice = pupil)
        show { ConferenceScreen(ready(SampleScreens.Conference.usual), ConferenceDraft(), all) }
        val names = listOf(SampleScreens.Conference.usual.ownWords?.hold.orEmpty(), "Hold to speak")
        for (name in names) rule.onNodeWithText(name).performScrollTo().performSemanticsAction(SemanticsActions.OnClick)
        assertEquals(listOf("student", "teacher"), did)
    }

    @Test
    fun the_students_recorder_alone_counts_the_seconds_in_which_the_student_speaks() {
        val draft = ConferenceDraft(ownVoice = VoiceState(seconds = 4))
        show { ConferenceScreen(ready(SampleScreens.Conference.usual), draft, ConferenceActions()) }
        rule.onNodeWithText("Recording 0:04").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("Hold to speak").performScrollTo().assertIsDisplayed()
    }

    @Test
    fun words_said_aloud_are_saved_once_they_were_heard_and_stand_to_be_listened_to() {
        val heard = SampleScreens.Conference.inOwnWords
        var data by mutableStateOf(heard.copy(ownWords = heard.ownWords?.copy(voice = SampleVoices.recorded)))
        show { ConferenceScreen(ready(data), ConferenceDraft(), ConferenceActions(onOwnWords = { did += "save" }, ownVoice = actions)) }
        rule.onNodeWithText("Save these words").assertDoesNotExist()
        rule.onNodeWithText("I quote once for each thing.").performScrollTo().assertIsDisplayed()
        rule.onNodeWithContentDescription("Voice note of 12 Nov, 41 seconds").performScrollTo().assertIsDisplayed()
        rule.onAllNodesWithText("Listen").onLast().performScrollTo().performClick()
        data = heard
        press("Save these words")
        assertEquals(listOf("play v1", "heard", "save"), did)
    }

    @Test
    fun a_student_says_the_next_step_and_is_told_at_the_recorder_to_listen_first() {
        var data by mutableStateOf(SampleScreens.Thread.usual)
        var problem by mutableStateOf<WorkProblem?>(null)
        show {
            val all = ThreadActions(voice = actions, onReply = { did += "$it" })
            ThreadScreen(ready(data), ThreadDraft(rewording = ""), all, problem = problem)
        }
        rule.onNodeWithText("Hold to speak").performScrollTo().performSemanticsAction(SemanticsActions.OnClick)
        data = SampleScreens.Thread.rewording
        problem = WorkProblem("Listen to your voice note first. Then save.", WorkField.Voice)
        rule.onNodeWithText("Listen to your voice note first. Then save.").performScrollTo().assertIsDisplayed()
        press("Listen")
        press("Save my words")
        assertEquals(listOf("start", "play v1", "heard", "REWORDING"), did)
    }

    @Test
    fun what_a_student_said_of_the_next_step_stands_under_its_head() {
        show { ThreadScreen(ready(SampleScreens.Thread.said), ThreadDraft(), ThreadActions()) }
        rule.onNodeWithText("Next step, in your words").performScrollTo().assertIsDisplayed()
        press("Listen")
        assertEquals(listOf("play v2"), did)
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
