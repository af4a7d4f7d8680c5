package notyet.ui.state

import kotlinx.coroutines.runBlocking
import notyet.core.ClassScreen
import notyet.core.CoreException
import notyet.core.LevelInput
import notyet.core.Purpose
import notyet.core.Support
import notyet.ui.screens.ScreenState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test

class ClassHolderTest {
    private val stage = Stage()

    @Before
    fun teach() = stage.teach()

    @After
    fun close() = stage.close()

    @Test
    fun `a level that is recorded elsewhere is on the page at once, and moves nobody`() {
        val page = page()
        val order = page.data.students.map { it.student }
        record("chidi", "Exceeding")
        assertEquals(listOf(null, null, 3u), page.data.students.last().signs.map { it.sign.level })
        assertEquals(order, page.data.students.map { it.student })
        page.close()
    }

    @Test
    fun `the class that is chosen here is the one that Today asks for`() {
        val chosen = ChosenClass()
        val page = page(chosen)
        page.actions.onClass("class")
        assertEquals("class", chosen.id)
        page.close()
    }

    @Test
    fun `a fault is said and asked about again`() {
        stage.client.fault = CoreException.Damaged()
        val page = page()
        assertEquals(ScreenState.Failed(stage.client.sentence(CoreException.Damaged())), page.state)
        page.actions.onRetry()
        assertEquals(3, page.data.students.size)
        page.close()
    }

    private fun page(chosen: ChosenClass = ChosenClass()) = ClassHolder(stage.client, stage.scope, chosen, onStudent = {}, onCapture = {})

    private fun record(student: String, level: String) = runBlocking {
        stage.client.recordLevel(LevelInput(student, "c3", level, Purpose.PRACTICE, Support.ALONE, null))
    }

    private val ClassHolder.data: ClassScreen get() = (state as ScreenState.Ready).data
}
