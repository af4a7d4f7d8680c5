package notyet.ui.state

import kotlinx.coroutines.runBlocking
import notyet.core.FeedbackInput
import notyet.core.TodayScreen
import notyet.ui.screens.ScreenState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test

class TodayHolderTest {
    private val stage = Stage()

    @Before
    fun teach() = stage.teach()

    @After
    fun close() = stage.close()

    @Test
    fun `rows do not move under a finger, and stand where they belong once that is asked for`() {
        val today = today()
        assertEquals(listOf("amara", "ben", "chidi"), today.rows)
        today.actions.onHold(true)
        say("amara")
        assertEquals(listOf("amara", "ben", "chidi"), today.rows)
        assertEquals("what moves nothing is shown", "Saved 1 · open 2", today.data.footer)
        assertEquals("today-news", today.news)
        today.actions.onNews()
        assertEquals(listOf("ben", "chidi", "amara"), today.rows)
        assertNull(today.news)
    }

    @Test
    fun `without a finger on the list rows move by themselves`() {
        val today = today()
        today.actions.onHold(true)
        today.actions.onHold(false)
        say("amara")
        assertEquals(listOf("ben", "chidi", "amara"), today.rows)
        assertNull(today.news)
    }

    @Test
    fun `the plan comes first in the queue and nobody stands there twice`() {
        val today = today()
        say("amara")
        assertEquals(listOf("ben", "chidi", "amara"), today.queue)
    }

    @Test
    fun `who is not here or put off leaves the plan, and Next passes over who is not here`() {
        val today = today()
        today.actions.onHere("amara", false)
        today.actions.onLater("ben", true)
        assertEquals(listOf("chidi"), today.data.plan.map { it.student })
        assertEquals(listOf("chidi", "ben"), today.queue)
        assertEquals("Saved 0 · open 2", today.data.footer)
        today.actions.onHere("amara", true)
        today.actions.onLater("ben", false)
        assertEquals(listOf("amara", "ben", "chidi"), today.queue)
    }

    @Test
    fun `seats do not move under a finger, and whoever moves one sees it at once`() {
        val today = today()
        val nobody = listOf<Pair<UInt?, List<String>>>(null to listOf("amara", "ben", "chidi"))
        assertEquals(nobody, today.tables)
        today.actions.onHold(true)
        runBlocking { stage.client.seatAt("ben", 2u) }
        assertEquals("another adult moved Ben", nobody to "today-news", today.tables to today.news)
        today.actions.onHold(false)
        today.actions.onSwapSeats("amara", "ben")
        assertEquals(listOf(2u to listOf("amara"), null to listOf("ben", "chidi")), today.tables)
        assertNull(today.news)
        today.actions.onUndoSeat()
        assertEquals(listOf(2u to listOf("ben"), null to listOf("amara", "chidi")), today.tables)
    }

    private fun today() =
        TodayHolder(stage.client, stage.scope, onConference = {}, onStudent = {}, onWalk = {}, onCapture = {}, onBanner = {})

    private fun say(student: String) = runBlocking { stage.client.recordFeedback(FeedbackInput(student, "c3", "Clear", "", "")) }

    private val TodayHolder.data: TodayScreen get() = (state as ScreenState.Ready).data

    private val TodayHolder.tables: List<Pair<UInt?, List<String>>> get() = data.seating.tables.map { it.table to it.students }

    private val TodayHolder.rows: List<String> get() = data.students.map { it.student }
}
