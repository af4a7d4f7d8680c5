package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.CoreException
import notyet.core.OutcomeScreen
import notyet.core.Topic
import notyet.ui.screens.OutcomeActions
import notyet.ui.screens.OutcomeDraft
import notyet.ui.screens.ScreenState

/** One outcome of the student: what they say of it, and the way back from what they saved for it. */
@Stable
class OutcomeHolder(
    private val client: CoreClient,
    scope: CoroutineScope,
    private val outcome: String,
    onBack: () -> Unit,
    onJudge: () -> Unit,
    onPiece: (String) -> Unit,
) {
    private var taken = false
    private val turns = Turns(scope)

    var draft by mutableStateOf(OutcomeDraft())
        private set

    // Last of all: it asks at once, and the answer fills what stands above.
    private val screen = ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER, Topic.PHOTOS), ::take) {
        client.outcome(outcome)
    }

    val state: ScreenState<OutcomeScreen> get() = screen.state

    val actions = OutcomeActions(
        onBack = onBack,
        onJudge = onJudge,
        onPiece = onPiece,
        onWords = ::change,
        onSaveWords = {
            val typed = draft.words
            attempt {
                client.saveWords(outcome, typed)
                draft = OutcomeDraft()
            }
        },
        onReady = { sure -> attempt { client.sayReady(outcome, sure) } },
        onUndo = {
            attempt {
                client.takeBack()
                screen.forget()
                taken = false
            }
        },
        onRetry = screen::retry,
    )

    /** @param goesOn whether the student goes on with this outcome: then nothing is sent yet. */
    fun close(goesOn: Boolean) {
        screen.close()
        if (!goesOn) turns.take { client.leaveWork() }
    }

    /** The core's draft stands in the field when the screen opens, and again after something was taken back. */
    private fun take(data: OutcomeScreen) {
        if (taken) return
        taken = true
        draft = draft.copy(words = data.ownWordsDraft)
    }

    private fun change(words: String) {
        draft = OutcomeDraft(words)
        // Only the newest is worth keeping: typing is faster than a disk.
        turns.take(::failed) { if (draft.words == words) client.keepWords(outcome, words) }
    }

    private fun attempt(work: suspend () -> Unit) {
        draft = draft.copy(problem = null)
        turns.take(::failed, then = { screen.refresh() }, work)
    }

    private fun failed(fault: CoreException) {
        draft = draft.copy(problem = client.problem(fault))
    }
}
