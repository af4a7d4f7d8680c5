package notyet.client

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.withTimeout
import notyet.core.SessionState
import notyet.core.Topic
import org.junit.Assert.assertEquals

/** How long a test waits for another device. */
internal const val PATIENCE_MS = 20_000L

/** A phone on which this student has joined the class. */
internal suspend fun CoreContract.Place.joined(student: String): CoreClient {
    val name = teacher.student(student).name
    val phone = device()
    phone.joinWithClassCode(address, classCode, name)
    val row = teacher.until(Topic.SYNC) { today(null).joining.firstOrNull { it.typed == name } }
    assertEquals("the nearest name stands first", student, row.candidates.first().student)
    teacher.decideJoin(row.request, student)
    phone.until(Topic.SESSION) { if (session().state == SessionState.Learning) Unit else null }
    phone.until(Topic.ROSTER) { if (home().haveLeft.isNotEmpty()) Unit else null }
    return phone
}

/** Asks again at every notice until there is an answer. */
internal suspend fun <T : Any> CoreClient.until(topic: Topic, ask: suspend CoreClient.() -> T?): T =
    withTimeout(PATIENCE_MS) { notices(setOf(topic)).mapNotNull { ask() }.first() }
