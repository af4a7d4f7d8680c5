package notyet.client

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import notyet.core.CoreException
import notyet.core.FeedbackInput
import notyet.core.Network
import notyet.core.PickerScreen
import notyet.core.PickerWay
import notyet.core.RowPick
import notyet.core.Support
import notyet.core.WorkDraft
import notyet.core.WorkPlace
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** What every [ProfilesClient] promises. Each test has a device of its own, on which the school's teacher joins. */
abstract class ProfilesContract {
    /** Devices with nobody on them, and how the teacher gets into one. */
    interface Place {
        fun people(isTablet: Boolean): ProfilesClient

        /** Enrols the teacher in a place, and waits until there is a student to record something about. */
        suspend fun enrol(place: CoreClient)
    }

    abstract val place: Place

    private val people by lazy { place.people(isTablet = true) }

    @Test
    fun `nobody is here before somebody has joined and agreed to a name`() = run {
        assertEquals(emptyList<Any>(), people.picker().rows)
        place.enrol(people.place())
        assertEquals(emptyList<Any>(), people.picker().rows)
        assertTrue(people.naming().names.isNotEmpty())
        people.keep("Ms O.", PIN, PIN)
        assertEquals(listOf("Ms O." to PickerWay.ASKS_PIN), rows())
        assertEquals(people.picker().open, people.me().id)
    }

    @Test
    fun `a name and a PIN that are not taken say which and why, and nobody is listed`() = run {
        place.enrol(people.place())
        assertEquals("name empty", refused { people.keep(" ", PIN, PIN) })
        assertEquals("name too-long-to-show", refused { people.keep("x".repeat(31), PIN, PIN) })
        assertEquals("pin needed", refused { people.keep("Ms O.", null, null) })
        assertEquals("pin shape", refused { people.keep("Ms O.", "25", "25") })
        assertEquals("pin easy", refused { people.keep("Ms O.", "1234", "1234") })
        assertEquals("pin-again differs", refused { people.keep("Ms O.", PIN, "2508") })
        assertEquals("pin-again differs", refused { people.keep("Ms O.", PIN, null) })
        assertEquals(emptyList<Any>(), people.picker().rows)
    }

    @Test
    fun `locked, nothing is shown until the PIN is typed, and then what was recorded is there`() = run {
        val teacher = listed()
        val student = record(teacher)
        people.lock()
        assertNull(people.picker().open)
        assertThrows(CoreException.Locked::class.java) { runBlocking { teacher.today(null) } }
        assertThrows(CoreException.Locked::class.java) { runBlocking { people.me() } }
        assertEquals("pin needed", refused { enter(null) })
        assertEquals("pin wrong", refused { enter("1397") })
        val again = enter(PIN)
        assertEquals("Use a quotation.", again.student(student).nextStep?.text)
        assertNull("a new visit", again.conference(student, null, null).undo)
    }

    @Test
    fun `leaving the front locks behind a PIN, and where there is none it shows what it showed`() = run {
        val teacher = listed()
        people.suspendWork()
        assertThrows(CoreException.Locked::class.java) { runBlocking { teacher.today(null) } }
        val phone = place.people(isTablet = false)
        place.enrol(phone.place())
        val open = phone.keep("Ms O.", null, null)
        phone.suspendWork()
        assertTrue(open.today(null).students.isNotEmpty())
        assertEquals(PickerWay.OPENS, phone.picker().rows.single().way)
    }

    @Test
    fun `after five PINs in vain there is a wait`() = run {
        listed()
        people.lock()
        repeat(5) { assertEquals("pin wrong", refused { enter("1397") }) }
        assertThrows(CoreException.TooSoon::class.java) { runBlocking { enter(PIN) } }
        val row = people.picker().rows.single()
        assertTrue("${row.waitSeconds}", row.waitSeconds in 1uL..30uL)
        assertTrue(row.note != null)
    }

    @Test
    fun `who joins again finds their own profile under the new PIN`() = run {
        val student = record(listed())
        people.lock()
        place.enrol(people.place())
        val back = people.keep("Ms Ortiz", "4826", "4826")
        assertEquals("Use a quotation.", back.student(student).nextStep?.text)
        assertEquals(listOf("Ms Ortiz" to PickerWay.ASKS_PIN), rows())
        people.lock()
        assertEquals("pin wrong", refused { enter(PIN) })
        enter("4826")
    }

    @Test
    fun `signing out says what is not sent and leaves that alone, sealed, until there is a network`() = run {
        val teacher = listed()
        people.setNetwork(Network(online = false, metered = false))
        record(teacher)
        val id = people.me().id
        val question = people.signOutQuestion(id)
        assertEquals(3 to true, question.sentences.size to (question.wait != null))
        people.signOut(id)
        assertEquals(listOf("Ms O." to PickerWay.LEAVES), rows())
        assertThrows(CoreException.NotFound::class.java) { runBlocking { people.enter(id, PIN) } }
        assertEquals(1u, people.unsent())
        people.setNetwork(Network(online = true, metered = false))
        until { it.rows.isEmpty() }
        assertEquals(0u, people.unsent())
    }

    @Test
    fun `signing out with everything sent leaves nothing`() = run {
        listed()
        val id = people.me().id
        assertNull(people.signOutQuestion(id).wait)
        people.signOut(id)
        assertEquals(emptyList<Any>(), people.picker().rows)
    }

    @Test
    fun `when it locks is its person's choice`() = run {
        listed()
        people.setIdleMinutes(15u)
        assertEquals(15u, people.me().idle.single { it.chosen }.minutes)
        assertEquals(false, people.lockIfIdle())
    }

    @Test
    fun `who knows the PIN changes it, a wrong one is a try, and what is the matter with the new one is said first`() = run {
        listed()
        val id = people.me().id

        fun change(old: String?, new: String, again: String = new) = refused { people.setPin(id, old, new, again) }
        assertEquals("pin easy", change("1397", "1234"))
        assertEquals("pin shape", change("1397", "12"))
        assertEquals("pin-again differs", change("1397", "4826", "4827"))
        assertEquals("pin-now shape", change("13", "4826"))
        assertEquals("pin-now shape", change(null, "4826"))
        repeat(5) { assertEquals("pin-now wrong", change("1397", "4826")) }
        assertThrows("the right one waits as well", CoreException.TooSoon::class.java) {
            runBlocking { people.setPin(id, PIN, "4826", "4826") }
        }
        assertEquals("who is in stays in", id, people.me().id)
    }

    @Test
    fun `after a change the new PIN opens and the old one does not`() = run {
        listed()
        val id = people.me().id
        people.setPin(id, PIN, "4826", "4826")
        people.lock()
        assertEquals("pin wrong", refused { enter(PIN) })
        enter("4826")
    }

    @Test
    fun `handed over, the tablet holds one student's own judgement, and the teacher's PIN returns`() = run {
        val teacher = listed()
        val rows = teacher.today(null).students
        val (student, name) = rows.first().run { student to name }
        val outcome = teacher.conference(student, null, null).run {
            assertTrue(canHandOver)
            head.outcome
        }
        val handed = people.handOver(student, outcome)
        assertEquals(null to true, people.picker().run { open to this.handed })
        assertThrows(CoreException.Locked::class.java) { runBlocking { teacher.today(null) } }
        val screen = handed.handed()
        assertTrue(rows.drop(1).none { it.name in "$screen" })
        val pick = screen.assess.rows.last().run { RowPick(row, levels.first().level) }
        val judged = WorkDraft(null, listOf(pick), Support.ALONE, "", "", "I quoted twice.")
        val settled = WorkPlace.Judged(outcome)
        handed.keepDraft(settled, judged)
        handed.saveWork(settled, judged)
        assertEquals("pin wrong", refused { enter("1397") })
        val again = enter(PIN)
        assertThrows(CoreException.Locked::class.java) { runBlocking { handed.handed() } }
        assertEquals(false, people.picker().handed)
        assertTrue(again.conference(student, outcome, null).own != null)
        assertTrue("the same $name", again.student(student).name == name)
    }

    @Test
    fun `a device without a PIN is not handed over`() = run {
        val phone = place.people(isTablet = false)
        place.enrol(phone.place())
        val open = phone.keep("Ms O.", null, null)
        val student = open.today(null).students.first().student
        val outcome = open.conference(student, null, null).head.outcome
        assertEquals("pin none", refused { phone.handOver(student, outcome) })
    }

    private suspend fun listed(): CoreClient {
        place.enrol(people.place())
        return people.keep("Ms O.", PIN, PIN)
    }

    private suspend fun enter(pin: String?) = people.enter(people.picker().rows.single().id, pin)

    /** A next step for the first student; their id. */
    private suspend fun record(teacher: CoreClient): String {
        val student = teacher.today(null).students.first().student
        val outcome = teacher.conference(student, null, null).head.outcome
        teacher.recordFeedback(FeedbackInput(student, outcome, "", "", "Use a quotation."))
        return student
    }

    private suspend fun rows() = people.picker().rows.map { it.name to it.way }

    private suspend fun until(done: (PickerScreen) -> Boolean) = withTimeout(PATIENCE_MS) {
        people.notices().mapNotNull { people.picker().takeIf(done) }.first()
    }

    private fun refused(work: suspend () -> Unit): String {
        val fault = assertThrows(CoreException.Invalid::class.java) { runBlocking { work() } }
        return "${fault.field} ${fault.rule}"
    }

    private fun run(test: suspend () -> Any?) {
        runBlocking { test() }
    }

    private companion object {
        const val PIN = "2580"
        const val PATIENCE_MS = 20_000L
    }
}
