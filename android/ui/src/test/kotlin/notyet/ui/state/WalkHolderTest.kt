package notyet.ui.state

import kotlinx.coroutines.runBlocking
import notyet.core.CoreException
import notyet.core.WalkScreen
import notyet.ui.screens.ScreenState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test

class WalkHolderTest {
    private val stage = Stage()

    @Before
    fun teach() = stage.teach()

    @After
    fun close() = stage.close()

    @Test
    fun `a name and a level are two touches, and turning to the next seat lets the first go`() {
        val walk = walk()
        walk.actions.onSeat("amara")
        walk.actions.onLevel("Approaching")
        assertEquals("Approaching", walk.level("amara"))
        assertEquals(1, waiting())
        walk.actions.onSeat("ben")
        assertEquals("it may be sent", 0, waiting())
        walk.actions.onLevel("Demonstrating")
        walk.close()
        assertEquals(0, waiting())
        assertEquals(listOf("Approaching", "Demonstrating", null), walk.data.seats.map { it.level })
    }

    @Test
    fun `another level at the same seat replaces the first, and undo takes back both`() {
        val walk = walk()
        walk.actions.onSeat("amara")
        walk.actions.onLevel("Approaching")
        walk.actions.onLevel("Demonstrating")
        assertEquals(1, waiting())
        walk.actions.onUndo()
        assertEquals("Approaching", walk.level("amara"))
        walk.actions.onUndo()
        assertNull(walk.level("amara"))
    }

    @Test
    fun `a level without an open seat is nobody's, and a second tap on a seat closes it`() {
        val walk = walk()
        walk.actions.onLevel("Approaching")
        walk.actions.onSeat("amara")
        walk.actions.onSeat("amara")
        assertNull(walk.open)
        walk.actions.onLevel("Approaching")
        assertEquals(0, waiting())
    }

    @Test
    fun `a level that was not saved is said and not shown`() {
        val walk = walk()
        walk.actions.onSeat("amara")
        stage.client.fault = CoreException.StorageFull()
        walk.actions.onLevel("Approaching")
        assertEquals(stage.client.sentence(CoreException.StorageFull()), walk.problem)
        assertNull(walk.level("amara"))
    }

    private fun walk() = WalkHolder(stage.client, stage.scope, onBack = {})

    private fun waiting() = runBlocking { stage.client.queue().queue.size }

    private val WalkHolder.data: WalkScreen get() = (state as ScreenState.Ready).data

    private fun WalkHolder.level(student: String) = data.seats.single { it.student == student }.level
}
