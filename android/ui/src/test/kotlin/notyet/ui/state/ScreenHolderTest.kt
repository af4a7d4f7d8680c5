package notyet.ui.state

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.runBlocking
import notyet.core.CoreException
import notyet.core.FeedbackInput
import notyet.core.TodayScreen
import notyet.core.Topic
import notyet.ui.screens.ScreenState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test

class ScreenHolderTest {
    private val stage = Stage()

    @Before
    fun teach() = stage.teach()

    @After
    fun close() = stage.close()

    @Test
    fun `a change makes the screen ask again, until it is closed`() {
        val holder = today()
        assertEquals("amara", holder.data?.students?.first()?.student)
        record("amara")
        assertEquals("ben", holder.data?.students?.first()?.student)
        holder.close()
        record("ben")
        assertEquals("ben", holder.data?.students?.first()?.student)
    }

    @Test
    fun `a change of something else asks for nothing`() {
        var asked = 0
        ScreenHolder(stage.client, stage.scope, setOf(Topic.PHOTOS)) { asked++ }
        val before = asked
        record("amara")
        assertEquals(before, asked)
    }

    @Test
    fun `a fault with nothing on screen is a sentence, and trying again fills the screen`() {
        var fault: CoreException? = CoreException.Damaged()
        val holder = ScreenHolder(stage.client, stage.scope, setOf(Topic.WORK)) { fault?.let { throw it } ?: stage.client.today(null) }
        assertEquals(ScreenState.Failed(stage.client.sentence(CoreException.Damaged())), holder.state)
        assertNull(holder.data)
        fault = null
        holder.retry()
        assertEquals(3, holder.data?.students?.size)
    }

    @Test
    fun `a fault leaves what is on screen there, and the next notice asks again`() {
        val holder = today()
        val shown = holder.state
        stage.client.fault = CoreException.Busy()
        holder.refresh()
        assertEquals(shown, holder.state)
        record("amara")
        assertEquals("ben", holder.data?.students?.first()?.student)
    }

    @Test
    fun `an older answer never replaces a newer one, and one that was forgotten fills nothing`() {
        val answers = mutableListOf<CompletableDeferred<String>>()
        val taken = mutableListOf<String>()
        val holder = ScreenHolder<String>(stage.client, stage.scope, setOf(Topic.PHOTOS), { taken += it }) {
            CompletableDeferred<String>().also(answers::add).await()
        }
        holder.refresh()
        answers[1].complete("newer")
        answers[0].complete("older")
        assertEquals("newer", holder.data)
        holder.refresh()
        holder.forget()
        holder.refresh()
        answers[2].complete("asked before it was saved")
        answers[3].complete("newest")
        assertEquals("newest", holder.data)
        assertEquals(listOf("newer", "newest"), taken)
    }

    private fun today() = ScreenHolder<TodayScreen>(stage.client, stage.scope, setOf(Topic.WORK)) { stage.client.today(null) }

    private fun record(student: String) =
        runBlocking { stage.client.recordFeedback(FeedbackInput(student, "c3", "", "", "Use a quotation.")) }
}
