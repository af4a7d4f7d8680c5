package notyet.ui.state

import kotlinx.coroutines.runBlocking
import notyet.client.fake.FakeCoreClient
import notyet.core.CoreException
import notyet.core.DraftPlace
import notyet.core.PhotoEdit
import notyet.core.WorkPlace
import notyet.ui.screens.ScreenState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test

/** Changing a photo of a student's draft. */
class MarkupHolderTest {
    private val stage = Stage()
    private val phone = FakeCoreClient(stage.server)
    private val at = DraftPlace.Work(WorkPlace.Added)
    private var done = 0

    @Before
    fun join() {
        stage.teach()
        runBlocking {
            phone.joinWithClassCode(Stage.ADDRESS, stage.school.classCode, "Amara Okafor")
            stage.client.decideJoin(stage.client.today(null).joining.single().request, "amara")
            phone.addDraftPhoto(WorkPlace.Added, byteArrayOf(0xFF.toByte(), 0xD8.toByte(), 1))
        }
    }

    @After
    fun close() = stage.close()

    private fun photo() = runBlocking { phone.addEvidence().photos.single().attachment }

    private fun open(photo: String = photo()) = MarkupHolder(phone, stage.scope, at, photo, { _, _ -> null }) { done++ }

    private val MarkupHolder.spoken get() = (state as ScreenState.Ready).data.screen.spoken

    @Test
    fun `a change stands in the picture, and nothing waits any more`() {
        val holder = open()
        holder.actions.onEdit(PhotoEdit.Turn)
        assertEquals("Photo with 1 changes" to emptyList<Any>(), holder.spoken to holder.pending)
        holder.actions.onUndo()
        assertEquals("Photo with 0 changes", holder.spoken)
        holder.actions.onRedo()
        assertEquals("Photo with 1 changes", holder.spoken)
    }

    @Test
    fun `what was changed stands again when the app was killed in the middle`() {
        val photo = photo()
        open(photo).actions.onEdit(PhotoEdit.Turn)
        assertEquals("Photo with 1 changes", open(photo).spoken)
    }

    @Test
    fun `done leads back, with the changed picture in the draft`() {
        val before = photo()
        val holder = open()
        holder.actions.onEdit(PhotoEdit.Turn)
        holder.actions.onDone()
        assertEquals(1, done)
        assertNotEquals(before, photo())
    }

    @Test
    fun `what cannot be kept is said, the changes stay, and the next one is tried again`() {
        val holder = open()
        holder.actions.onEdit(PhotoEdit.Turn)
        phone.fault = CoreException.StorageFull()
        holder.actions.onDone()
        assertEquals("StorageFull" to 0, holder.problem?.substringBefore('.') to done)
        holder.actions.onDone()
        assertNull(holder.problem)
        assertEquals(1, done)
        val changed = photo()
        phone.fault = CoreException.StorageFull()
        val again = open(changed)
        assertEquals(ScreenState.Failed("StorageFull.", again = true), again.state)
    }
}
