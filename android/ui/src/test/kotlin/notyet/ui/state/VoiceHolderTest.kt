package notyet.ui.state

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.runBlocking
import notyet.core.CoreException
import notyet.core.DraftPlace
import notyet.core.FeedbackInput
import notyet.core.VoiceDraft
import notyet.ui.screens.PlayTrouble
import notyet.ui.screens.VoiceState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test

/** A voice note beside a teacher's feedback, second by second. */
class VoiceHolderTest {
    private val stage = Stage()
    private val microphone = TestMicrophone()
    private val place = DraftPlace.Feedback("amara", "c3")
    private val seconds = Channel<Unit>()
    private var changes = 0
    private val holder =
        VoiceHolder(stage.client, stage.client, stage.scope, microphone, { place }, { seconds.receive() }) { changes++ }

    @Before
    fun teach() = stage.teach()

    @After
    fun close() = stage.close()

    private fun kept(): VoiceDraft = runBlocking { stage.client.conference("amara", "c3", null) }.voice

    private fun pass(count: Int) = repeat(count) { assertTrue(seconds.trySend(Unit).isSuccess) }

    private fun record(long: Int = 3) {
        holder.actions.onStart()
        pass(long)
        holder.actions.onStop()
    }

    @Test
    fun `the time runs while it records, and what was said is kept when it ends`() {
        holder.actions.onStart()
        assertEquals(VoiceState(seconds = 0), holder.state)
        pass(7)
        assertEquals(VoiceState(seconds = 7), holder.state)
        assertNull("nothing is kept before it ends", kept().note)
        holder.actions.onStop()
        assertEquals(VoiceState(), holder.state)
        assertNotNull(kept().note)
        assertEquals(1, changes)
    }

    @Test
    fun `after a minute it ends by itself`() {
        holder.actions.onStart()
        pass(60)
        assertFalse(microphone.open)
        assertNotNull(kept().note)
    }

    @Test
    fun `a screen that is left keeps what was said until then`() {
        holder.actions.onStart()
        pass(2)
        holder.close()
        assertNotNull(kept().note)
    }

    @Test
    fun `what was recorded is heard, taken out and put back`() {
        record()
        holder.actions.onHeard()
        assertTrue(kept().isHeard)
        holder.actions.onRemove()
        assertEquals(null to true, kept().note to kept().canPutBack)
        holder.actions.onPutBack()
        assertTrue(kept().isHeard)
    }

    @Test
    fun `a microphone that is refused is said, and nothing typed is lost`() {
        runBlocking { stage.client.keepDraft(FeedbackInput("amara", "c3", "Clear claim", "", ""), "") }
        microphone.refuses = NoVoice.Refused
        record(long = 0)
        assertEquals(VoiceState(why = NoVoice.Refused), holder.state)
        assertEquals("Clear claim", runBlocking { stage.client.conference("amara", "c3", null) }.typed?.wentWell)
        microphone.refuses = null
        record()
        assertNotNull("once it is allowed it records", kept().note)
    }

    @Test
    fun `a device that is full keeps the recording until there is room`() {
        stage.client.fault = CoreException.StorageFull()
        record()
        assertTrue(holder.state.canKeepAgain)
        assertNotNull(holder.state.problem)
        assertNull(kept().note)
        holder.actions.onKeepAgain()
        assertEquals(VoiceState(), holder.state)
        assertNotNull(kept().note)
    }

    @Test
    fun `a recording that broke off is said, and the one before stays`() {
        record()
        val before = kept()
        for (why in listOf(NoVoice.Full, NoVoice.Cut)) {
            microphone.breaks = why
            record()
            assertEquals(VoiceState(why = why), holder.state)
        }
        assertEquals(before, kept())
    }

    @Test
    fun `what is no voice note is said and cannot be kept again`() {
        microphone.mpeg4 = byteArrayOf(1, 2, 3)
        record()
        assertFalse(holder.state.canKeepAgain)
        assertNotNull(holder.state.problem)
    }

    @Test
    fun `let go before it listens, it keeps nothing and says how long to hold`() {
        val opened = CompletableDeferred<Unit>()
        microphone.opening = { opened.await() }
        holder.actions.onStart()
        holder.actions.onStop()
        opened.complete(Unit)
        assertEquals(VoiceState(why = NoVoice.TooShort), holder.state)
        assertFalse(microphone.open)
        assertNull(kept().note)
    }

    @Test
    fun `where two may speak, whoever begins ends the other's recording, which is kept`() {
        val floor = Floor()
        val aside = DraftPlace.OwnWords("amara", "c3")
        val (first, second) = listOf(place, aside).map { at ->
            VoiceHolder(stage.client, stage.client, stage.scope, microphone, { at }, { seconds.receive() }, floor) {}
        }
        first.actions.onStart()
        pass(2)
        second.actions.onStart()
        assertEquals(VoiceState() to VoiceState(seconds = 0), first.state to second.state)
        assertNotNull(kept().note)
        second.actions.onStop()
        assertFalse(microphone.open)

        val opened = CompletableDeferred<Unit>()
        microphone.opening = { opened.await() }
        first.actions.onStart()
        second.actions.onStart()
        opened.complete(Unit)
        val (late, now) = VoiceState(why = NoVoice.TooShort) to VoiceState(seconds = 0)
        assertEquals("one that had not begun gives way", late to now, first.state to second.state)
        second.actions.onStop()
        assertFalse(microphone.open)
    }

    @Test
    fun `each voice note is played at the ear until out loud is chosen, and one at a time`() {
        record()
        val note = kept().note!!.attachment
        val speaker = TestSpeaker()
        val player = PlayerHolder(stage.client, stage.scope, speaker)
        player.play(note) { holder.actions.onHeard() }
        assertTrue(kept().isHeard)
        player.choose(aloud = true)
        player.play(note) {}
        assertEquals(listOf(false, true), speaker.played.map { it.second })
        player.close()
        assertFalse("whoever comes next begins at the ear", player.aloud)
    }

    @Test
    fun `what cannot be played is said and does not count as heard`() {
        record()
        val note = kept().note!!.attachment
        for ((answer, noEar) in listOf(Played.NoEar to true, Played.Not to false)) {
            val player = PlayerHolder(stage.client, stage.scope, TestSpeaker(answer))
            player.play(note) { holder.actions.onHeard() }
            assertEquals(PlayTrouble(note, noEar), player.trouble)
        }
        val player = PlayerHolder(stage.client, stage.scope, TestSpeaker())
        player.play("not here yet") {}
        assertEquals(PlayTrouble("not here yet", noEar = false), player.trouble)
        assertFalse(kept().isHeard)
    }
}
