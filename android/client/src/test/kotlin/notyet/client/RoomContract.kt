package notyet.client

import kotlinx.coroutines.runBlocking
import notyet.core.CoreException
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** What a [RoomClient] promises: part of [CoreContract], over a school of its own, because a day's plan is used up by what is recorded. */
abstract class RoomContract {
    abstract val place: CoreContract.Place

    private val teacher get() = place.teacher

    @Test
    fun `who is not here waits for nothing until somebody says otherwise`() = runBlocking<Unit> {
        val student = teacher.today(null).plan.last().student
        suspend fun row() = teacher.today(null).students.single { it.student == student }
        val last = row().reason
        teacher.setHere(student, false)
        assertEquals(Triple(false, false, "Not here today"), row().run { Triple(isHere, waits, reason) })
        assertEquals(student, teacher.today(null).students.last().student)
        assertTrue(teacher.today(null).plan.none { it.student == student })
        teacher.setHere(student, true)
        assertEquals(Triple(true, true, last), row().run { Triple(isHere, waits, reason) })
    }

    @Test
    fun `who is put off leaves today's plan for now and keeps a place in it`() = runBlocking<Unit> {
        val before = teacher.today(null).plan.map { it.student }
        val student = before.first()
        teacher.setLater(student, true)
        val today = teacher.today(null)
        assertEquals(before - student, today.plan.map { it.student })
        assertEquals(true to "Later today", today.students.single { it.student == student }.run { isLater to now })
        teacher.setLater(student, false)
        assertEquals(before, teacher.today(null).plan.map { it.student })
        assertThrows(CoreException.NotFound::class.java) { runBlocking { teacher.setLater("00000000-0000-4000-8000-000000000000", true) } }
    }
}
