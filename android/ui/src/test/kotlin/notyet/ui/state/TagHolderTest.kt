package notyet.ui.state

import kotlinx.coroutines.runBlocking
import notyet.core.CoreException
import notyet.core.TagScreen
import notyet.ui.screens.ScreenState
import notyet.ui.screens.TagLine
import notyet.ui.screens.WorkField
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test

/** Work of several: gathered, tagged, saved. */
class TagHolderTest {
    private val stage = Stage()
    private var photo: ByteArray? = byteArrayOf(0xFF.toByte(), 0xD8.toByte(), 0)

    @Before
    fun teach() = stage.teach()

    @After
    fun close() = stage.close()

    @Test
    fun `a capture outlives its screen and names what will not open`() {
        val first = capture()
        first.actions.onTakePhoto()
        first.actions.onDraft(first.draft!!.copy(text = "Our poster"))
        photo = byteArrayOf(1, 2)
        first.actions.onChoosePhoto()
        assertEquals(WorkField.Photo, first.problem?.field)
        first.close(leaves = true)
        val again = capture()
        assertEquals("Our poster", again.draft?.text)
        assertEquals(1, (again.state as ScreenState.Ready).data.photos.size)
    }

    @Test
    fun `a camera that is refused brings no photo and keeps what was typed`() {
        val capture = capture()
        capture.actions.onDraft(capture.draft!!.copy(text = "Our poster"))
        photo = null
        capture.actions.onTakePhoto()
        assertEquals("Our poster" to false, capture.draft?.text to capture.savingPhoto)
        assertNull(capture.problem)
    }

    @Test
    fun `a picked level is set by a tap, and by another one taken away again`() {
        val tag = begun()
        tag.actions.onLevel("Approaching")
        tag.actions.onSeat("amara")
        tag.actions.onSeat("ben")
        assertEquals(listOf("Approaching", "Approaching", null), tag.data.seats.map { it.level })
        tag.actions.onSeat("ben")
        assertEquals(true to null, tag.data.seats[1].run { tagged to level })
        tag.actions.onLevel(null)
        tag.actions.onSeat("ben")
        assertEquals(false, tag.data.seats[1].tagged)
    }

    @Test
    fun `a name whose photos are not kept says why and is not tagged`() {
        val tag = begun()
        tag.actions.onSeat("chidi")
        assertEquals("chidi", tag.hand.refused)
        assertEquals(false, tag.data.seats[2].tagged)
        tag.actions.onSeat("amara")
        assertNull("another tap, another matter", tag.hand.refused)
    }

    @Test
    fun `save goes to everyone with one tap and comes back with one`() {
        var done = false
        val tag = begun { done = true }
        tag.actions.onSeat("amara")
        tag.actions.onSeat("ben")
        tag.actions.onLine("ben", TagLine("You drew the graph.", staffOnly = false))
        assertEquals("You drew the graph.", tag.data.seats[1].note)
        tag.actions.onSave()
        assertNotNull(tag.data.saved)
        assertEquals(1 to 1, photos("amara") to photos("ben"))
        tag.actions.onUndo()
        assertNull(tag.data.saved)
        assertEquals(0, photos("amara"))
        assertEquals(listOf("amara", "ben"), tag.data.seats.filter { it.tagged }.map { it.student })
        tag.actions.onSave()
        tag.actions.onDone()
        tag.close(leaves = true)
        assertEquals(true to 0, done to runBlocking { stage.client.queue().queue.size })
    }

    @Test
    fun `what was not saved is said, and stays tagged`() {
        val tag = begun()
        tag.actions.onSeat("amara")
        stage.client.fault = CoreException.StorageFull()
        tag.actions.onSave()
        assertEquals(stage.client.sentence(CoreException.StorageFull()), tag.problem)
        assertEquals(true, tag.data.seats[0].tagged)
    }

    private fun capture(): CaptureHolder {
        val photos = WorkSupply({ photo }, { photo }, Deaf)
        return CaptureHolder(stage.client, stage.scope, null, photos, onBack = {}, onTag = {}, onEditPhoto = {})
    }

    /** With a photo, and an outcome that it shows. */
    private fun begun(onDone: () -> Unit = {}): TagHolder {
        capture().actions.onTakePhoto()
        return TagHolder(stage.client, stage.scope, null, onBack = {}, onDone).also { it.actions.onOutcome("c1", true) }
    }

    private fun photos(student: String) = runBlocking { stage.client.student(student).photos.size }

    private val TagHolder.data: TagScreen get() = (state as ScreenState.Ready).data
}
