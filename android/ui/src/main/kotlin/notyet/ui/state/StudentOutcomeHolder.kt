package notyet.ui.state

import androidx.compose.runtime.Stable
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.StudentOutcomeScreen
import notyet.core.Topic
import notyet.ui.screens.ScreenState
import notyet.ui.screens.StudentOutcomeActions

/** One outcome of a student, as their teacher sees it. */
@Stable
class StudentOutcomeHolder(
    private val client: CoreClient,
    scope: CoroutineScope,
    private val student: String,
    outcome: String,
    onBack: () -> Unit,
    onRecord: () -> Unit,
    onPiece: (piece: String) -> Unit,
) {
    private val screen =
        ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER)) { client.studentOutcome(student, outcome) }
    private val turns = Turns(scope)

    val state: ScreenState<StudentOutcomeScreen> get() = screen.state

    val actions = StudentOutcomeActions(onBack, onRecord, onPiece, screen::retry)

    /** @param goesOn whether the teacher stays with this student: then what was saved is not sent yet. */
    fun close(goesOn: Boolean) {
        screen.close()
        if (!goesOn) turns.take { client.leaveStudent(student) }
    }
}
