package notyet.ui.state

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.runBlocking
import notyet.core.ConferenceScreen
import notyet.core.CoreException
import notyet.core.FeedbackParts
import notyet.core.Purpose
import notyet.core.Support
import notyet.ui.screens.ConferenceDraft
import notyet.ui.screens.Part
import notyet.ui.screens.ScreenState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test

class ConferenceHolderTest {
    private val stage = Stage()
    private var camera: suspend () -> ByteArray? = { null }

    @Before
    fun teach() = stage.teach()

    @After
    fun close() = stage.close()

    @Test
    fun `each student opens on Practice, Alone, with nothing typed, whatever came before`() {
        val amara = visit("amara", kind = "essay")
        amara.actions.onDraft(ConferenceDraft(Purpose.AT_BAT, Support.WITH_HELP, saying("Use a quotation.")))
        amara.actions.onLevel("Demonstrating")
        amara.close()
        val ben = visit("ben")
        assertEquals(ConferenceDraft(), ben.draft)
        assertNull(ben.lit)
        assertEquals("the kind of work is kept", "essay", ben.data.kinds.single { it.chosen }.kind)
    }

    @Test
    fun `a level is lit once it is saved, and another replaces it`() {
        val holder = visit("amara")
        holder.actions.onLevel("Approaching")
        assertEquals("Approaching", holder.lit)
        holder.actions.onLevel("Demonstrating")
        assertEquals("Demonstrating", holder.lit)
        assertEquals(1, waiting())
    }

    @Test
    fun `what is for an at-bat is corrected after the tap, so that what is lit is what is saved`() {
        val holder = visit("amara", kind = "essay")
        holder.actions.onLevel("Approaching")
        assertTrue(holder.data.head.sign.practiceOnly)
        holder.actions.onDraft(holder.draft.copy(purpose = Purpose.AT_BAT))
        assertFalse("it counts now", holder.data.head.sign.practiceOnly)
        holder.actions.onDraft(holder.draft.copy(support = Support.WITH_HELP))
        assertTrue("with help it informs only", holder.data.head.sign.practiceOnly)
        assertEquals("Approaching", holder.lit)
        assertEquals("one record, not three", 1, waiting())
    }

    @Test
    fun `typing saves nothing by itself`() {
        val holder = visit("amara")
        holder.actions.onLevel("Approaching")
        val undo = holder.data.revision
        holder.actions.onDraft(holder.draft.copy(feedback = saying("Use")))
        assertEquals(undo, holder.data.revision)
    }

    @Test
    fun `a kind of work that is practice takes At-bat back before it could be refused`() {
        val holder = visit("amara", kind = "essay")
        holder.actions.onDraft(holder.draft.copy(purpose = Purpose.AT_BAT))
        holder.actions.onKind("notebook")
        assertEquals(Purpose.PRACTICE, holder.draft.purpose)
        holder.actions.onLevel("Approaching")
        assertNull(holder.draft.problem)
        assertEquals("Approaching", holder.lit)
    }

    @Test
    fun `a next step that is refused stands at its field and keeps what was typed`() {
        val holder = visit("amara")
        val typed = "x".repeat(501)
        holder.actions.onDraft(holder.draft.copy(feedback = saying(typed)))
        holder.actions.onFeedback()
        assertEquals(Part.NextStep, holder.draft.problem?.part)
        assertEquals(typed, holder.draft.feedback.nextStep)
        assertEquals(0, waiting())
        holder.actions.onDraft(holder.draft.copy(feedback = saying("Use a quotation.")))
        assertNull("typing on takes the sentence away", holder.draft.problem)
        holder.actions.onFeedback()
        assertEquals("Use a quotation.", holder.data.feedback.nextStep)
    }

    @Test
    fun `a level that was not saved is not lit, and the sentence says so`() {
        val holder = visit("amara")
        stage.client.fault = CoreException.StorageFull()
        holder.actions.onLevel("Approaching")
        assertNull(holder.lit)
        assertEquals(stage.client.sentence(CoreException.StorageFull()), holder.draft.problem?.sentence)
        assertNull(holder.draft.problem?.part)
    }

    @Test
    fun `no photo taken changes nothing`() {
        val holder = visit("amara")
        holder.actions.onPhoto()
        assertEquals(ConferenceDraft(), holder.draft)
        assertEquals(0, waiting())
        assertEquals(emptyList<Any>(), holder.data.photos)
    }

    @Test
    fun `a second tap while the camera is open opens no second camera`() {
        val photo = CompletableDeferred<ByteArray?>()
        var opened = 0
        camera = {
            opened++
            photo.await()
        }
        val holder = visit("amara")
        holder.actions.onPhoto()
        holder.actions.onPhoto()
        assertTrue(holder.draft.savingPhoto)
        photo.complete(JPEG)
        assertFalse(holder.draft.savingPhoto)
        assertEquals(1, opened)
        assertEquals(1, holder.data.photos.size)
    }

    @Test
    fun `what is no photo is said, and what was typed is kept`() {
        camera = { "not a photo".toByteArray() }
        val holder = visit("amara")
        holder.actions.onDraft(holder.draft.copy(feedback = saying("Use a quotation.")))
        holder.actions.onPhoto()
        assertEquals("Use a quotation.", holder.draft.feedback.nextStep)
        assertFalse(holder.draft.savingPhoto)
        assertTrue(holder.draft.problem != null)
    }

    @Test
    fun `undo and redo walk through what this visit saved`() {
        val holder = visit("amara")
        holder.actions.onLevel("Approaching")
        holder.actions.onDraft(holder.draft.copy(feedback = saying("Use a quotation.")))
        holder.actions.onFeedback()
        holder.actions.onUndo()
        assertEquals("", holder.data.feedback.nextStep)
        assertEquals("the field follows", "", holder.draft.feedback.nextStep)
        assertEquals("Approaching", holder.lit)
        holder.actions.onUndo()
        assertNull(holder.lit)
        holder.actions.onRedo()
        assertEquals("Approaching", holder.lit)
    }

    @Test
    fun `a phrase is put in and saved at once, and what is typed elsewhere waits`() {
        val holder = visit("amara")
        holder.actions.onDraft(holder.draft.copy(feedback = FeedbackParts("Two quo", "", "")))
        holder.actions.onPhrase(Part.NextStep, "Name the source.")
        assertEquals(FeedbackParts("", "", "Name the source."), holder.data.feedback)
        assertEquals(FeedbackParts("Two quo", "", "Name the source."), holder.draft.feedback)
        holder.close()
        assertEquals("Two quo", visit("amara").draft.feedback.wentWell)
        val again = visit("ben")
        again.actions.onPhrase(Part.NextStep, "Name the source.")
        again.actions.onPhrase(Part.NextStep, "Name the source.")
        assertEquals("taken out, and nothing saved", "", again.draft.feedback.nextStep)
        assertEquals("Name the source.", again.data.feedback.nextStep)
    }

    @Test
    fun `what is typed is there again after the visit, on its outcome and for its student alone`() {
        val holder = visit("amara")
        holder.actions.onDraft(holder.draft.copy(feedback = saying("Use a quo")))
        holder.actions.onOutcome("c1")
        assertEquals("", holder.draft.feedback.nextStep)
        holder.actions.onOutcome("c3")
        assertEquals("Use a quo", holder.draft.feedback.nextStep)
        holder.close()
        assertEquals("", visit("ben").draft.feedback.nextStep)
        val again = visit("amara")
        assertEquals("Use a quo", again.draft.feedback.nextStep)
        assertEquals("nothing is saved by that", 0, waiting())
        again.actions.onFeedback()
        again.close()
        assertEquals("saved, and so typed no more", "", visit("amara").draft.feedback.nextStep)
    }

    @Test
    fun `the next step is said in the student's words once there is one`() {
        val holder = visit("amara")
        assertNull(holder.data.ownWords)
        holder.actions.onPhrase(Part.NextStep, "Name the source.")
        holder.actions.onDraft(holder.draft.copy(ownWords = "I say who wrote it"))
        holder.actions.onOwnWords()
        assertEquals("I say who wrote it", holder.data.ownWords?.saved)
        holder.actions.onUndo()
        assertEquals("", holder.draft.ownWords)
    }

    @Test
    fun `what a draft carries of At-bat never reaches another student`() {
        val amara = visit("amara", kind = "essay")
        amara.actions.onDraft(amara.draft.copy(purpose = Purpose.AT_BAT))
        amara.actions.onLevel("Demonstrating")
        amara.close()
        val ben = visit("ben")
        ben.actions.onLevel("Demonstrating")
        assertTrue("it is practice", ben.data.head.sign.practiceOnly)
        assertFalse(visit("amara").draft.purpose == Purpose.AT_BAT)
    }

    @Test
    fun `the end of the visit lets what was saved go`() {
        val holder = visit("amara")
        holder.actions.onLevel("Approaching")
        assertEquals(1, waiting())
        holder.close()
        assertEquals(0, waiting())
    }

    private val supply = WorkSupply({ camera() }, { null }, Deaf)

    private fun visit(student: String, kind: String? = null) =
        ConferenceHolder(stage.client, stage.scope, student, "c3", supply, onBack = {}, onNext = null).also { holder ->
            kind?.let { holder.actions.onKind(it) }
        }

    private fun saying(nextStep: String) = FeedbackParts("", "", nextStep)

    private fun waiting() = runBlocking { stage.client.queue().queue.size }

    private val ConferenceHolder.data: ConferenceScreen get() = (state as ScreenState.Ready).data

    private val ConferenceHolder.lit: String? get() = data.levels.singleOrNull { it.chosen }?.word

    private companion object {
        val JPEG = byteArrayOf(0xFF.toByte(), 0xD8.toByte(), 0xFF.toByte())
    }
}
