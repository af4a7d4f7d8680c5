package notyet.ui.state

import kotlinx.coroutines.runBlocking
import notyet.core.CoreException
import notyet.core.Network
import notyet.core.SessionScreen
import notyet.core.SessionState
import notyet.ui.screens.JoinField
import notyet.ui.screens.JoinForm
import notyet.ui.screens.ScreenState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

class JoinHolderTest {
    private val stage = Stage()
    private val holder = JoinHolder(stage.client, stage.scope)

    @After
    fun close() = stage.close()

    @Test
    fun `a wrong code stands at its field, and all that was typed stays`() {
        val typed = JoinForm(server = Stage.ADDRESS, code = "WRONG", name = "Amara")
        holder.actions.onChange(typed)
        holder.actions.onJoin()
        assertEquals(JoinField.Code, holder.problem?.field)
        assertEquals(typed, holder.form)
        assertFalse(holder.busy)
        holder.actions.onChange(typed.copy(code = "WRON"))
        assertNull(holder.problem)
    }

    @Test
    fun `each field's problem stands at that field, and the network's at none`() {
        val whole = JoinForm(server = Stage.ADDRESS, code = stage.school.classCode, name = "Amara")
        assertEquals(JoinField.Server, problemOf(whole.copy(server = "ftp://school")))
        assertEquals(JoinField.Name, problemOf(whole.copy(name = " ")))
        stage.client.setNetwork(Network(online = false, metered = false))
        assertNull(problemOf(whole))
        assertEquals(stage.client.sentence(CoreException.Offline()), holder.problem?.sentence)
    }

    @Test
    fun `a teacher's code opens a teacher's device`() {
        holder.actions.onChange(JoinForm(teaching = true, server = Stage.ADDRESS, code = stage.school.staffCode))
        holder.actions.onJoin()
        assertEquals(SessionState.Teaching, session.state)
    }

    @Test
    fun `a student waits for the teacher, may stop waiting, and finds what was typed`() {
        val typed = JoinForm(server = Stage.ADDRESS, code = stage.school.classCode, name = "Amara Okafor")
        holder.actions.onChange(typed)
        holder.actions.onJoin()
        assertTrue(session.state is SessionState.Matching)
        holder.actions.onCancel()
        assertEquals(SessionState.NotJoined, session.state)
        assertEquals(typed, holder.form)
    }

    @Test
    fun `the teacher's decision reaches the student who waits`() {
        val teacher = notyet.client.fake.FakeCoreClient(stage.server)
        holder.actions.onChange(JoinForm(server = Stage.ADDRESS, code = stage.school.classCode, name = "Amara"))
        holder.actions.onJoin()
        runBlocking {
            teacher.joinWithStaffCode(Stage.ADDRESS, stage.school.staffCode)
            teacher.decideJoin(teacher.today(null).joining.single().request, "amara")
        }
        assertEquals(SessionState.Learning, session.state)
        assertEquals("Amara Okafor", session.name)
    }

    @Test
    fun `the address that was used last is offered until another is typed`() {
        runBlocking { runCatching { stage.client.joinWithStaffCode(Stage.ADDRESS, "WRONG") } }
        val later = JoinHolder(stage.client, stage.scope)
        assertEquals(Stage.ADDRESS, later.form.server)
        later.actions.onChange(later.form.copy(server = ""))
        assertEquals("", later.form.server)
    }

    private fun problemOf(form: JoinForm): JoinField? {
        holder.actions.onChange(form)
        holder.actions.onJoin()
        return checkNotNull(holder.problem).field
    }

    private val session: SessionScreen get() = (holder.state as ScreenState.Ready).data
}
