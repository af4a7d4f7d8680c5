package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.CoreException
import notyet.core.StudentScreen
import notyet.core.Topic
import notyet.ui.screens.AnswerDrafts
import notyet.ui.screens.ScreenState
import notyet.ui.screens.StudentActions

/**
 * Where a student's page leads.
 *
 * @property onBack null where it stands beside Today or Class.
 * @property fromClass whether it was opened from Class.
 */
class StudentWays(
    val onBack: (() -> Unit)?,
    val onRecord: (outcome: String?) -> Unit,
    val onCapture: () -> Unit,
    val onOutcome: (outcome: String) -> Unit,
    val fromClass: Boolean = false,
)

/** One student, the door for them, and the answers that their teacher types here. */
@Stable
class StudentHolder(
    private val client: CoreClient,
    scope: CoroutineScope,
    private val student: String,
    inConference: Boolean,
    ways: StudentWays,
) {
    val door = ClassDoor(client, scope, student)
    private val screen = ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER, Topic.PHOTOS)) { client.student(student) }
    private val turns = Turns(scope)

    var answers by mutableStateOf(AnswerDrafts())
        private set

    val state: ScreenState<StudentScreen> get() = screen.state

    val actions = StudentActions(
        onBack = ways.onBack,
        inConference = inConference,
        fromClass = ways.fromClass,
        onRecord = ways.onRecord,
        onCapture = ways.onCapture,
        onOutcome = ways.onOutcome,
        onAnswerDraft = { question, text -> answers = AnswerDrafts(answers.typed + (question to text)) },
        onAnswer = ::answer,
        onDoor = door::open,
        onDoorClose = door::close,
        onRetry = { screen.retry() },
    )

    /** @param goesOn whether the teacher stays with this student: then what was saved is not sent yet. */
    fun close(goesOn: Boolean) {
        screen.close()
        if (!goesOn) turns.take { client.leaveStudent(student) }
    }

    private fun answer(question: String) {
        val typed = answers.typed[question].orEmpty()
        val failed = { fault: CoreException -> answers = answers.copy(problem = client.sentence(fault), problemOf = question) }
        turns.take(failed, then = { screen.refresh() }) {
            client.answer(question, typed)
            answers = AnswerDrafts(answers.typed - question)
        }
    }
}
