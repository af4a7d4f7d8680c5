package notyet.desktop

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import notyet.client.CoreClient
import notyet.client.RustProfilesClient
import notyet.core.Config
import notyet.core.FeedbackInput
import notyet.core.Profiles
import notyet.core.Topic
import java.nio.file.Files

/** The teacher's device in a test of a student's: a core without a window. */
class Desk(school: School) : AutoCloseable {
    private val folder = Files.createTempDirectory("desk").toFile()
    private val profiles = runBlocking {
        RustProfilesClient(Profiles.open(Config(folder.path, "en", "desk", "0.1.0", true), JvmHost(folder, "desk")))
    }
    private val teacher: CoreClient = runBlocking {
        profiles.place().also { it.joinWithStaffCode(school.address, school.staffCode()) }
    }
    private var student = ""

    /** Says that this is who asks to join. */
    fun admits(name: String) = runBlocking {
        val asking = until(Topic.SYNC) { today(null).joining.firstOrNull { it.typed == name } }
        student = until(Topic.ROSTER) { today(null).students.firstOrNull { it.name == name } }.student
        teacher.decideJoin(asking.request, student)
    }

    /** The names of everybody in the class but this student's, each word apart. */
    fun wordsOfOthers(name: String): Set<String> = runBlocking {
        val all = until(Topic.ROSTER) { today(null).students.map { it.name }.takeIf { it.size > 1 } }
        (all - name).flatMap { it.split(" ") }.toSet() - name.split(" ").toSet()
    }

    /** A next step on the outcome C3. */
    fun leaves(step: String) = runBlocking {
        val outcome = until(Topic.ROSTER) { student(student).outcomes.firstOrNull { it.code == "C3" } }.outcome
        teacher.recordFeedback(FeedbackInput(student, outcome, "", "", step))
        teacher.leaveStudent(student)
    }

    /** Answers what the student asks. */
    fun answers(text: String) = runBlocking {
        val asked = until(Topic.WORK) { student(student).questions.firstOrNull() }
        teacher.answer(asked.question, text)
        teacher.leaveStudent(student)
    }

    private suspend fun <T : Any> until(topic: Topic, ask: suspend CoreClient.() -> T?): T =
        withTimeout(PATIENCE_MS) { teacher.notices(setOf(topic, Topic.SYNC)).mapNotNull { teacher.ask() }.first() }

    override fun close() {
        runBlocking { profiles.stop() }
        folder.deleteRecursively()
    }

    private companion object {
        const val PATIENCE_MS = 20_000L
    }
}
