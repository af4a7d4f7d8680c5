package notyet.ui.state

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.runBlocking
import notyet.core.CaptureScreen
import notyet.core.CoreException
import notyet.core.Purpose
import notyet.core.Support
import notyet.ui.screens.CaptureDraft
import notyet.ui.screens.ScreenState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test

class CaptureHolderTest {
    private val stage = Stage()
    private var camera: suspend () -> ByteArray? = { null }

    @Before
    fun teach() = stage.teach()

    @After
    fun close() = stage.close()

    @Test
    fun `each student opens on Practice, Alone, with nothing typed, whatever came before`() {
        val amara = visit("amara", kind = "essay")
        amara.actions.onDraft(CaptureDraft(Purpose.AT_BAT, Support.WITH_HELP, "Use a quotation."))
        amara.actions.onLevel("Demonstrating")
        amara.close()
        val ben = visit("ben")
        assertEquals(CaptureDraft(), ben.draft)
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
        holder.actions.onDraft(holder.draft.copy(nextStep = "Use"))
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
        holder.actions.onDraft(holder.draft.copy(nextStep = typed))
        holder.actions.onNextStep()
        assertEquals(true, holder.draft.problem?.ofNextStep)
        assertEquals(typed, holder.draft.nextStep)
        assertEquals(0, waiting())
        holder.actions.onDraft(holder.draft.copy(nextStep = "Use a quotation."))
        assertNull("typing on takes the sentence away", holder.draft.problem)
        holder.actions.onNextStep()
        assertEquals("Use a quotation.", holder.data.nextStep)
    }

    @Test
    fun `a level that was not saved is not lit, and the sentence says so`() {
        val holder = visit("amara")
        stage.client.fault = CoreException.StorageFull()
        holder.actions.onLevel("Approaching")
        assertNull(holder.lit)
        assertEquals(stage.client.sentence(CoreException.StorageFull()), holder.draft.problem?.sentence)
        assertEquals(false, holder.draft.problem?.ofNextStep)
    }

    @Test
    fun `no photo taken changes nothing`() {
        val holder = visit("amara")
        holder.actions.onPhoto()
        assertEquals(CaptureDraft(), holder.draft)
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
        holder.actions.onDraft(holder.draft.copy(nextStep = "Use a quotation."))
        holder.actions.onPhoto()
        assertEquals("Use a quotation.", holder.draft.nextStep)
        assertFalse(holder.draft.savingPhoto)
        assertTrue(holder.draft.problem != null)
    }

    @Test
    fun `undo and redo walk through what this visit saved`() {
        val holder = visit("amara")
        holder.actions.onLevel("Approaching")
        holder.actions.onDraft(holder.draft.copy(nextStep = "Use a quotation."))
        holder.actions.onNextStep()
        holder.actions.onUndo()
        assertEquals("", holder.data.nextStep)
        assertEquals("Approaching", holder.lit)
        holder.actions.onUndo()
        assertNull(holder.lit)
        holder.actions.onRedo()
        assertEquals("Approaching", holder.lit)
    }

    @Test
    fun `the end of the visit lets what was saved go`() {
        val holder = visit("amara")
        holder.actions.onLevel("Approaching")
        assertEquals(1, waiting())
        holder.close()
        assertEquals(0, waiting())
    }

    private fun visit(student: String, kind: String? = null) =
        CaptureHolder(stage.client, stage.scope, student, "c3", { camera() }, onBack = {}, onNext = null).also { holder ->
            kind?.let { holder.actions.onKind(it) }
        }

    private fun waiting() = runBlocking { stage.client.queue().queue.size }

    private val CaptureHolder.data: CaptureScreen get() = (state as ScreenState.Ready).data

    private val CaptureHolder.lit: String? get() = data.levels.singleOrNull { it.chosen }?.word

    private companion object {
        val JPEG = byteArrayOf(0xFF.toByte(), 0xD8.toByte(), 0xFF.toByte())
    }
}
