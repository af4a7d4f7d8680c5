package notyet.ui.state

import kotlinx.coroutines.runBlocking
import notyet.client.fake.FakeCoreClient
import notyet.core.FeedbackInput
import notyet.core.Reply
import notyet.ui.screens.Part
import notyet.ui.screens.ScreenState
import notyet.ui.screens.VoiceActions
import notyet.ui.screens.WorkField
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test

/** The next step in the student's own voice: beside a teacher, and on the student's own phone. */
class SpokenWordsTest {
    private val stage = Stage()
    private val phone = FakeCoreClient(stage.server)
    private val microphone = TestMicrophone()

    @Before
    fun agree() {
        stage.teach()
        runBlocking {
            phone.joinWithClassCode(Stage.ADDRESS, stage.school.classCode, "Amara Okafor")
            stage.client.decideJoin(stage.client.today(null).joining.single().request, "amara")
            stage.client.recordFeedback(FeedbackInput("amara", "c3", "", "", "Use a quotation."))
            stage.client.leaveStudent("amara")
        }
    }

    @After
    fun close() = stage.close()

    private fun visit() =
        ConferenceHolder(stage.client, stage.scope, "amara", "c3", WorkSupply({ null }, { null }, microphone), onBack = {}, onNext = null)

    private val ConferenceHolder.data get() = (state as ScreenState.Ready).data

    private val ConferenceHolder.own get() = checkNotNull(data.ownWords)

    private fun thread(): ThreadHolder {
        val feedback = runBlocking { phone.feedback() }.run { fresh + earlier }.single().feedback
        return ThreadHolder(phone, stage.scope, feedback, microphone, {}, {}, {})
    }

    private val ThreadHolder.data get() = (state as ScreenState.Ready).data

    private fun speak(actions: VoiceActions) {
        actions.onStart()
        actions.onStop()
    }

    @Test
    fun `what a student says beside the teacher is listened to, saved, taken back and put again`() {
        val holder = visit()
        speak(holder.actions.ownVoice)
        assertNotNull(holder.own.voice.note)
        assertNull("the teacher's is another one", holder.data.voice.note)
        holder.actions.onOwnWords()
        assertEquals("unheard is nothing to save", Part.OwnWords, holder.draft.problem?.part)
        holder.actions.ownVoice.onHeard()
        holder.actions.onOwnWords()
        assertNull(holder.draft.problem)
        val said = holder.own.said
        assertEquals(true to null, (said != null) to holder.own.voice.note)
        holder.actions.onUndo()
        assertEquals(null to true, holder.own.said to holder.own.voice.isHeard)
        holder.actions.onRedo()
        assertEquals(said, holder.own.said)
    }

    @Test
    fun `words are saved while a voice note waits to be heard, and stand again at the next visit`() {
        val holder = visit()
        speak(holder.actions.ownVoice)
        holder.actions.onDraft(holder.draft.copy(ownWords = "I quote once"))
        holder.actions.onOwnWords()
        assertEquals("I quote once" to null, holder.own.saved to holder.own.said)
        holder.close()
        val next = visit()
        assertEquals(Triple("I quote once", "", ""), next.own.run { Triple(before, saved, next.draft.ownWords) })
        assertNotNull("it still waits", next.own.voice.note)
    }

    @Test
    fun `a teacher who speaks while the student does ends that, and it is kept`() {
        val holder = visit()
        holder.actions.ownVoice.onStart()
        holder.actions.voice.onStart()
        assertEquals(null to 0, holder.draft.run { ownVoice.seconds to voice.seconds })
        assertNotNull(holder.own.voice.note)
        holder.close()
        assertNotNull(visit().data.voice.note)
    }

    @Test
    fun `a student says the next step, listens first, saves it, and takes it back into its field`() {
        val holder = thread()
        holder.actions.onDraft(holder.draft.copy(rewording = ""))
        holder.actions.onReply(Reply.REWORDING)
        assertEquals(WorkField.Rewording, holder.problem?.field)
        speak(holder.actions.voice)
        holder.actions.onReply(Reply.REWORDING)
        assertEquals(WorkField.Voice, holder.problem?.field)
        holder.actions.voice.onHeard()
        assertNull("what was asked is done", holder.problem)
        holder.actions.onReply(Reply.REWORDING)
        assertEquals(true to null, (holder.data.stepSaid != null) to holder.draft.rewording)
        assertEquals("Use a quotation.", holder.data.step?.text)
        holder.actions.onUndo()
        assertEquals(Triple(null, "", true), holder.data.run { Triple(stepSaid, holder.draft.rewording, rewordingVoice.isHeard) })
        holder.close()
        assertEquals("the field is open while something waits in it", "", thread().draft.rewording)
    }

    @Test
    fun `a student who leaves while speaking keeps what was said`() {
        val holder = thread()
        holder.actions.voice.onStart()
        holder.close()
        assertNotNull(thread().data.rewordingVoice.note)
    }
}
