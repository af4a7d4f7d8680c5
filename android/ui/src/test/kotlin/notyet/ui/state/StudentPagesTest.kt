package notyet.ui.state

import kotlinx.coroutines.runBlocking
import notyet.core.CoreException
import notyet.core.LevelInput
import notyet.core.Purpose
import notyet.core.Support
import notyet.ui.screens.ScreenState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test

class StudentPagesTest {
    private val stage = Stage()

    @Before
    fun teach() = stage.teach()

    @After
    fun close() = stage.close()

    @Test
    fun `an outcome leads to what was judged, and a corrected level is saved, taken back and put again`() {
        record()
        val opened = mutableListOf<String>()
        val outcome = StudentOutcomeHolder(stage.client, stage.scope, "amara", "c3", {}, { opened += "record" }, { opened += it })
        outcome.actions.onRecord()
        outcome.actions.onPiece((outcome.state as ScreenState.Ready).data.why.first().piece!!)
        outcome.close(goesOn = true)

        val page = StudentEvidenceHolder(stage.client, stage.scope, "amara", opened.last(), onBack = {})
        page.actions.onCorrect(opened.last(), "Demonstrating")
        assertEquals("Demonstrating", page.level)
        assertEquals(1, waiting())
        page.actions.onUndo()
        assertEquals("Approaching", page.level)
        page.actions.onRedo()
        assertEquals("Demonstrating", page.level)
        page.close(goesOn = false)
        assertEquals("it may be sent once the teacher is gone", 0, waiting())
        assertEquals("record", opened.first())
    }

    @Test
    fun `a correction that was not saved is said, and the level stays`() {
        record()
        val piece = runBlocking { stage.client.studentOutcome("amara", "c3").pieces.first().piece }
        val page = StudentEvidenceHolder(stage.client, stage.scope, "amara", piece, onBack = {})
        stage.client.fault = CoreException.StorageFull()
        page.actions.onCorrect(piece, "Demonstrating")
        assertEquals(stage.client.sentence(CoreException.StorageFull()), page.problem)
        assertEquals("Approaching", page.level)
        page.actions.onCorrect(piece, "Demonstrating")
        assertNull(page.problem)
    }

    private fun record() = runBlocking {
        stage.client.recordLevel(LevelInput("amara", "c3", "Approaching", Purpose.PRACTICE, Support.ALONE, null))
        stage.client.leaveStudent("amara")
    }

    private fun waiting() = runBlocking { stage.client.queue().queue.size }

    private val StudentEvidenceHolder.level get() = (state as ScreenState.Ready).data.judgements.single().level
}
