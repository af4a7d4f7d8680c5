package notyet.ui.state

import kotlinx.coroutines.runBlocking
import notyet.client.fake.FakeCoreClient
import notyet.client.fake.FakeSchool
import notyet.client.fake.FakeServer
import notyet.core.CoreException
import notyet.core.Network
import notyet.core.SessionScreen
import notyet.core.SessionState
import notyet.ui.screens.JoinField
import notyet.ui.screens.JoinForm
import notyet.ui.screens.JoinProblem
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
    fun `one's own code that was photographed opens one's own device, once`() {
        val teacher = teacher()
        val code = runBlocking {
            teacher.openDoor("amara")
            "ONLY1"
        }
        val scanning = JoinHolder(stage.client, stage.scope, takePhoto = { code.toByteArray() })
        scanning.actions.onScan()
        assertNull(scanning.problem)
        assertEquals("Amara Okafor", session.name)
        scanning.actions.onScan()
        assertEquals(JoinProblem(null, stage.client.sentence(CoreException.Invalid("qr", "not-seen"))), scanning.problem)
    }

    @Test
    fun `the class's code that was photographed stands in its field, and a name is asked for`() {
        val code = runBlocking { checkNotNull(teacher().openDoor(null).code) }
        val scanning = JoinHolder(stage.client, stage.scope, takePhoto = { code.toByteArray() })
        scanning.actions.onChange(JoinForm(name = "Amara"))
        scanning.actions.onScan()
        assertEquals(JoinForm(server = Stage.ADDRESS, code = code, name = "Amara", scanned = true), scanning.form)
        assertEquals(SessionState.NotJoined, session.state)
        scanning.actions.onJoin()
        assertTrue(session.state is SessionState.Matching)
    }

    @Test
    fun `no photo and no code change nothing that was typed`() {
        val typed = JoinForm(server = Stage.ADDRESS, name = "Amara")
        var jpeg: ByteArray? = null
        val scanning = JoinHolder(stage.client, stage.scope, takePhoto = { jpeg })
        scanning.actions.onChange(typed)
        scanning.actions.onScan()
        assertNull(scanning.problem)
        jpeg = "a page".toByteArray()
        scanning.actions.onScan()
        assertEquals(null, scanning.problem?.field)
        assertEquals(typed, scanning.form)
        assertFalse(scanning.busy)
    }

    @Test
    fun `the address that was used last is offered until another is typed`() {
        runBlocking { runCatching { stage.client.joinWithStaffCode(Stage.ADDRESS, "WRONG") } }
        val later = JoinHolder(stage.client, stage.scope)
        assertEquals(Stage.ADDRESS, later.form.server)
        later.actions.onChange(later.form.copy(server = ""))
        assertEquals("", later.form.server)
    }

    @Test
    fun `the school's account is offered where the school has some, and opens a teacher's device`() {
        val signing = withAccounts { SIGNED_IN }
        assertFalse(signing.account)
        signing.actions.onChange(JoinForm(server = Stage.ADDRESS))
        assertFalse(signing.account)
        signing.actions.onChange(JoinForm(teaching = true, server = Stage.ADDRESS))
        assertTrue(signing.account)
        signing.actions.onAccount()
        assertNull(signing.problem)
        assertEquals(SessionState.Teaching, (signing.state as ScreenState.Ready).data.state)
    }

    @Test
    fun `who leaves the browser, and whose account is nobody's, reads what to do and may try again`() {
        var back: String? = null
        val signing = withAccounts { back }
        signing.actions.onChange(JoinForm(teaching = true, server = Stage.ADDRESS))
        signing.actions.onAccount()
        assertEquals(JoinProblem(null, sentence("declined")), signing.problem)
        back = "app.notyet:/signed-in?code=stranger"
        signing.actions.onAccount()
        assertEquals(JoinProblem(null, sentence("not-yours")), signing.problem)
        assertFalse(signing.busy)
        back = SIGNED_IN
        signing.actions.onAccount()
        assertNull(signing.problem)
    }

    @Test
    fun `an app that ended while the browser was in front finishes where it left off`() {
        val signing = withAccounts { null }
        signing.returned(SIGNED_IN)
        assertEquals(SessionState.Teaching, (signing.state as ScreenState.Ready).data.state)
    }

    @Test
    fun `a school without accounts offers none`() {
        val holder = JoinHolder(stage.client, stage.scope, pauseMs = 0)
        holder.actions.onChange(JoinForm(teaching = true, server = Stage.ADDRESS))
        assertFalse(holder.account)
    }

    private fun teacher(): FakeCoreClient {
        val teacher = FakeCoreClient(stage.server)
        runBlocking { teacher.joinWithStaffCode(Stage.ADDRESS, stage.school.staffCode) }
        return teacher
    }

    private fun withAccounts(visit: suspend (String) -> String?): JoinHolder {
        val client = FakeCoreClient(FakeServer(FakeSchool.small.copy(account = SIGNED_IN)))
        return JoinHolder(client, stage.scope, visit = visit, pauseMs = 0)
    }

    private fun sentence(rule: String) = stage.client.sentence(CoreException.Invalid("account", rule))

    private fun problemOf(form: JoinForm): JoinField? {
        holder.actions.onChange(form)
        holder.actions.onJoin()
        return checkNotNull(holder.problem).field
    }

    private companion object {
        const val SIGNED_IN = "app.notyet:/signed-in?code=teacher"
    }

    private val session: SessionScreen get() = (holder.state as ScreenState.Ready).data
}
