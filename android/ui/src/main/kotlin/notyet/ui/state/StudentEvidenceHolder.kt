package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.StudentEvidenceScreen
import notyet.core.Topic
import notyet.ui.screens.ScreenState
import notyet.ui.screens.StudentEvidenceActions

/** A piece of a student's work as their teacher sees it, and the way back from a correction. */
@Stable
class StudentEvidenceHolder(
    private val client: CoreClient,
    scope: CoroutineScope,
    private val student: String,
    piece: String,
    onBack: () -> Unit,
) {
    private val topics = setOf(Topic.WORK, Topic.ROSTER, Topic.PHOTOS)
    private val screen = ScreenHolder(client, scope, topics) { client.studentEvidence(student, piece) }
    private val turns = Turns(scope)

    /** Why the last thing was not done; null once something else was. */
    var problem by mutableStateOf<String?>(null)
        private set

    val state: ScreenState<StudentEvidenceScreen> get() = screen.state

    val actions = StudentEvidenceActions(
        onBack = onBack,
        onCorrect = { judgement, level -> attempt { client.correctLevel(judgement, level) } },
        onUndo = { attempt { client.undo() } },
        onRedo = { attempt { client.redo() } },
        onRetry = screen::retry,
    )

    /** @param goesOn whether the teacher stays with this student: then what was saved is not sent yet. */
    fun close(goesOn: Boolean) {
        screen.close()
        if (!goesOn) turns.take { client.leaveStudent(student) }
    }

    private fun attempt(work: suspend () -> Unit) {
        problem = null
        turns.take(failed = { problem = client.sentence(it) }, then = { screen.refresh() }, work)
    }
}
